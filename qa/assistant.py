"""The algorithm, from top to bottom: search → read → write → check → answer."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from index.corpus import Index
from index.search.searcher import checked_query
from index.types import EVERYWHERE, Document, Hit, Scope
from qa.checked import checked
from qa.compose import behind, cited, compose
from qa.english.asked_lists import ListAsked, of_one
from qa.english.asked_overviews import facts_compared
from qa.english.kinds import list_asked
from qa.english.parts import split
from qa.english.small_talk import (
    ASK_WHOLE,
    REPLIES,
    in_capitals,
    is_number,
    is_too_little,
    small_talk,
)
from qa.evidence import when
from qa.evidence.certainty import least_probability
from qa.evidence.corrected import corrected_since
from qa.evidence.load import open_selector
from qa.evidence.one_document import hits_of
from qa.evidence.reader import Reader
from qa.evidence.select import Evidence, Selector
from qa.evidence.spelling import spelled
from qa.gather import Clock, Gathered, Gatherer, Searched
from qa.kinds.at_length import at_length, or_fact, or_told
from qa.kinds.attendance import attendance
from qa.kinds.bullet_list import bullet_list
from qa.kinds.documents import of_documents
from qa.kinds.enumerated import enumerated
from qa.kinds.hours import hours
from qa.kinds.lists import as_list
from qa.kinds.parts import in_parts
from qa.kinds.quoted import quoted
from qa.kinds.rows.departures import departure
from qa.kinds.rows.extremes import extreme
from qa.kinds.rows.listing import row_list
from qa.kinds.steps import step
from qa.kinds.verdict import verdict
from qa.kinds.who_said import who_says
from qa.support.check import CheckedSupport, SupportScorer, VerbatimSupport
from qa.support.load import open_checker
from qa.types import Answer, AskedTime, Claim, Dropped, Event, Stage
from qa.unasked import is_in, unasked, word_of_nothing
from qa.writing.generate import ExtractiveGenerator, Generator, ModelGenerator
from qa.writing.llm import ModelError, as_model
from qa.writing.short import in_short
from qa.writing.verify import word_for_word

PASSAGES = 32

NOTHING_SUPPORTED = "Nothing that the model wrote is supported; this is the evidence itself."
TOO_SMALL = (
    "So it was before: the model may be too small to keep to the evidence. Try one of three "
    "billion parameters or more, or ask without a model."
)


class Assistant:
    """Answers questions over an index; usable from several threads at once."""

    def __init__(
        self,
        index: Index,
        *,
        k: int = PASSAGES,
        reader: Reader | Selector | str | Path | None = None,
        fast: bool = False,
        llm: Any = None,
        generator: Generator | None = None,
        support: SupportScorer | None = None,
        checker: str | Path | None = None,
    ) -> None:
        """Make an assistant.

        Args:
            index: where to search.
            k: how many passages to read for an answer.
            reader: what finds the evidence in them, or the folder of a network that does, with its
                calibration; by default those that come with pincite: see
                `qa.evidence.load.open_selector`.
            fast: leave the larger of the two networks out: some five times as fast, and less often
                right.
            llm: a language model to write the answer: a `Model`, or any `LLM` of llama-index; by
                default there is none, and the evidence itself is the answer, word for word.
            generator: what writes the answer, in place of that. What it drafts is checked all the
                same; where it fails, or nothing of it is supported, the evidence is the answer.
            support: what checks that evidence supports a claim; by default the rules and the
                checker, and where nothing but the evidence's own words is written, just that a
                claim is one of its sentences.
            checker: the network that judges what a claim means, in place of the packaged one: see
                `qa.support.load.open_checker`.

        Raises:
            ValueError: if k is below 1, or both `support` and `checker` are given.
            UserError: if the model of the reader or the checker is missing or damaged.
        """
        if k < 1:
            raise ValueError(f"k must be at least 1, not {k}")
        if support and checker:
            raise ValueError(f"support {support} and checker {checker} are both given")
        self.index = index
        self.k = k
        self.selector = open_selector(reader, fast=fast)
        self.model = as_model(llm) if llm else None
        threshold = self.selector.calibration.threshold
        self._extractive = ExtractiveGenerator(threshold)
        written = ModelGenerator(self.model, threshold) if self.model else self._extractive
        self._generator = generator or written
        self._chosen = CheckedSupport(open_checker(checker)) if checker else support
        self._is_extractive = isinstance(self._generator, ExtractiveGenerator)
        self.support = self._chosen or _usual_support(is_extractive=self._is_extractive)
        self._gatherer = Gatherer(index, self.selector, k)
        self._unsupported = 0  # answers of the model, one after the other, of which nothing stands

    def variant(
        self,
        *,
        llm: Any = None,
        generator: Generator | None = None,
        selector: Selector | None = None,
    ) -> "Assistant":
        """One that something else writes for; it shares the networks, and the check if one was set.

        Args:
            llm: as for the assistant itself.
            generator: likewise.
            selector: what finds the evidence, if not the same.

        Raises:
            UserError: if the model of the checker is needed now, and missing or damaged.
        """
        return Assistant(
            self.index,
            k=self.k,
            reader=selector or self.selector,
            llm=llm,
            generator=generator,
            support=self._chosen,
        )

    def over(self, index: Index) -> "Assistant":
        """One over another index; it shares the networks, and the language model if any."""
        return Assistant(
            index, k=self.k, reader=self.selector, llm=self.model, support=self._chosen
        )

    def ask(
        self, question: str, *, scope: Scope = EVERYWHERE, as_of: datetime.date | None = None
    ) -> Answer:
        """Answer a question from the documents, or abstain.

        Args:
            question: one that stands alone.
            scope: which documents to look in; by default all.
            as_of: the day to take for today in "last week", "now"; by default the day it is.

        Returns:
            An answer whose every claim cites sentences that support it; `abstained` if there is no
            such claim, as where no document is in the scope. Where it is no question, a `reply`.
            A word with one wrong letter is read as the documents write it, and a note says so.

        Raises:
            UserError: if the question is empty or too long, or the scope names a source, author,
                folder or type that no document has.
        """
        events = self.stream(question, scope=scope, as_of=as_of)
        return next(event for event in events if isinstance(event, Answer))

    def stream(
        self,
        question: str,
        *,
        scope: Scope = EVERYWHERE,
        as_of: datetime.date | None = None,
        stop: Callable[[], bool] = bool,
    ) -> Iterator[Event]:
        """Answer a question, and say on the way what is being done.

        Args:
            question: one that stands alone.
            scope: as for `ask`.
            as_of: as for `ask`.
            stop: whether a language model that writes is to stop: what it has written and is
                supported is the answer, or else the evidence itself. Asked about twice a second.

        Yields:
            Each stage as it begins, what a language model is writing, each claim once it is
            checked, and the answer at the end. A claim that is given stands in the answer.

        Raises:
            UserError: as `ask`.
        """
        if talk := small_talk(question):
            yield Answer(question, reply=REPLIES[talk], scope=scope)
            return
        line = checked_query(question)
        nowhere = (is_number(line) or in_capitals(line)) and not is_in(self.index, line, scope)
        if nowhere or is_too_little(line):
            yield Answer(question, reply=ASK_WHOLE, scope=scope)
            return
        spelling = spelled(question, self.index, scope)
        for event in self._stream(spelling.question, scope, as_of, stop):
            if isinstance(event, Answer):
                event = unasked(event, self.index)
                missing = filter(None, [self.index.unfinished()])
                event = replace(event, notes=(*missing, *spelling.notes, *event.notes))
            yield event

    def _stream(
        self,
        question: str,
        scope: Scope,
        as_of: datetime.date | None,
        stop: Callable[[], bool],
    ) -> Iterator[Event]:
        """The events of a question whose words are spelled as the documents spell them."""

        def ask(part: str) -> Iterator[Event]:
            return self._one(part, scope, as_of, stop)

        def ask_of(part: str, documents: Sequence[Document]) -> Claim | None:
            return self._from(part, documents, as_of)

        about = of_documents(self.index, question, scope, as_of)
        if about is not None:
            yield from or_fact(about, question, ask)
            return
        told = at_length(question, self._gatherer, scope, as_of) if self._is_extractive else None
        facts = facts_compared(question) if told and told.abstained else ""
        if told and not facts:
            yield Stage.SEARCHING
            answer = told if not told.abstained else or_told(ask(question), question, told)
            yield from answer.claims
            yield answer
            return
        if nothing := word_of_nothing(question, self.index, scope, self.k):
            yield nothing
            return
        parts = split(facts or question)
        time = when.asked_time(question, as_of, self.index.coverage(scope).last) if parts else None
        for event in in_parts(question, parts, ask, ask_of) if parts else ask(question):
            if isinstance(event, Answer) and event.abstained:
                event = quoted(self.index, event, scope, as_of)
                yield from event.claims
            elif time and time.parts and isinstance(event, Answer):  # the parts are times
                event = replace(event, time=time)
            yield event

    def _one(
        self,
        question: str,
        scope: Scope,
        as_of: datetime.date | None,
        stop: Callable[[], bool],
    ) -> Iterator[Event]:
        """The events of a question of one part."""
        clock = Clock()
        yield Stage.SEARCHING
        searched = self._gatherer.search(question, scope, as_of)
        clock.lap("search")
        yield Stage.READING
        listed = self._listed(question, searched, clock)
        events: Iterable[Event] = (
            (*listed.claims, listed) if listed else self._read(question, searched, clock, stop)
        )
        found = [hit.passage.document for hit in searched.found]
        for event in events:
            if isinstance(event, Answer):
                now = [claim for claim in event.claims if not claim.order]
                rests_on = [one.document for claim in now for one in claim.citations]
                since = corrected_since(rests_on, found)
                event = replace(event, notes=(*event.notes, *since))
            yield event

    def _listed(self, question: str, searched: Searched, clock: Clock) -> Answer | None:
        """What structure answers without a model: rows of a table, a step, lines of a list."""
        if not self._is_extractive:
            return None
        kinds = (hours, departure, attendance, extreme, row_list, step, bullet_list)
        return next(filter(None, (kind(question, searched, clock) for kind in kinds)), None)

    def _read(
        self, question: str, searched: Searched, clock: Clock, stop: Callable[[], bool]
    ) -> Iterator[Event]:
        """The events of a question that sentences answer."""
        gathered = self._gatherer.read(searched)
        gathered = replace(gathered, evidence=who_says(question, gathered.evidence))
        asked = list_asked(question) if self._is_extractive else None
        clock.lap("read")
        if decided := verdict(question, gathered, self.selector, clock):
            yield from decided.claims
            yield decided
            return
        yield Stage.WRITING
        claims: list[Claim] = []
        dropped: list[Dropped] = []
        notes: list[str] = []
        evidence = gathered.evidence
        dated = when.with_days(gathered.asked)
        try:
            for event in checked(
                self._generator, self.support, dated, evidence, dropped, clock, stop
            ):
                if isinstance(event, Claim):
                    claims.append(event)
                yield event
            self._unsupported = 0 if claims else self._unsupported
        except ModelError as error:
            notes.append(str(error))
        if not self._is_extractive and not claims and (dropped or notes):
            notes = notes or [self._nothing_supported()]
            for event in checked(
                self._extractive, self.support, question, evidence, dropped, clock
            ):
                if isinstance(event, Claim):
                    claims.append(event)
                yield event
        missing = self.selector.missing(question, evidence[0]) if evidence and not claims else ""
        for claim in behind(gathered, claims, self.selector.calibration.threshold):
            claims.append(claim)
            yield claim
        notes += when.notes(gathered.bound, gathered.asked, cited(claims))
        clock.lap("check")
        least = self.selector.calibration.words if self._is_extractive else None
        short = in_short(gathered.asked.question, claims, evidence, least)
        answer = compose(gathered, claims, dropped, notes, missing, clock, short)
        if self._is_extractive:
            answer = self._with_items(answer, asked, gathered, clock)
        yield from answer.claims[len(claims) :]
        yield answer

    def _with_items(
        self, answer: Answer, asked: ListAsked | None, gathered: Gathered, clock: Clock
    ) -> Answer:
        """The answer with the items of the list that is asked for, or that it turns out to be."""
        if asked is None:
            return enumerated(answer, gathered.evidence)
        wider = self._gatherer.read_again(gathered, of_one(answer.question, asked))
        clock.lap("read")
        answer = as_list(answer, asked, wider.evidence, self.selector.calibration.threshold)
        return replace(answer, seconds=clock.seconds, short="" if answer.items else answer.short)

    def _from(
        self, question: str, documents: Sequence[Document], as_of: datetime.date | None
    ) -> Claim | None:
        """What the best sentence of some documents says to a question; None if it is not sure.

        As much is asked of it as of a cell of a table, since few sentences compete.
        """
        found: list[Evidence] = []
        for document in documents:
            hits = hits_of(self.index, document, self.index.passages(document.id), question)
            evidence, asked = self.evidence(question, hits, as_of=as_of)
            if not asked.loose:
                found += evidence
        best = max((one for one in found if one.claimable), key=_probability, default=None)
        calibration = self.selector.calibration
        if best is None or best.probability < least_probability(question, best, calibration):
            return None
        return word_for_word(best)

    def _nothing_supported(self) -> str:
        """That nothing of what the model wrote is supported; the second time, what to try."""
        self._unsupported += 1
        again = self._unsupported > 1
        return f"{NOTHING_SUPPORTED} {TOO_SMALL}" if again else NOTHING_SUPPORTED

    def evidence(
        self, question: str, hits: Sequence[Hit], *, as_of: datetime.date | None = None
    ) -> tuple[tuple[Evidence, ...], AskedTime]:
        """What some passages say to a question, held against its time; nothing is searched.

        Args:
            question: one that stands alone.
            hits: the passages.
            as_of: as for `ask`.

        Returns:
            Their sentences that may be cited, the most probable first, and the time that was asked
            for, which is `loose` where none of them is from then.
        """
        coverage = self.index.coverage()
        asked = when.asked_of(lambda: hits, question, as_of, coverage.last)
        bound, asked = self._gatherer.bind(hits, asked, coverage.passages)
        return bound.evidence, asked


def _probability(evidence: Evidence) -> float:
    return evidence.probability


def _usual_support(*, is_extractive: bool) -> SupportScorer:
    return VerbatimSupport() if is_extractive else CheckedSupport(open_checker())
