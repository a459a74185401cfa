"""The algorithm, from top to bottom: search → read → write → check → answer."""

import datetime
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from time import perf_counter
from typing import Any

from index.corpus import Index
from index.types import EVERYWHERE, Coverage, Hit, Scope
from qa.comparison.disagreement import disagreement, latest_first
from qa.comparison.versions import Family, current, with_versions
from qa.evidence import when
from qa.evidence.agreement import agree
from qa.evidence.duplicates import distinct
from qa.evidence.event_bounds import HITS, bound_by_event
from qa.evidence.load import open_selector
from qa.evidence.overtaken import Overtaken, overtaken
from qa.evidence.reader import Reader
from qa.evidence.select import Evidence, Selector, ranked
from qa.support.check import CheckedSupport, SupportScorer, VerbatimSupport
from qa.support.load import open_checker
from qa.types import Answer, AskedTime, Claim, Disagreement, Dropped
from qa.writing.generate import Draft, ExtractiveGenerator, Generator, ModelGenerator
from qa.writing.llm import ModelError, as_model
from qa.writing.verify import cite, verify

log = logging.getLogger("pincite")

PASSAGES = 32

NOTHING_SUPPORTED = "Nothing that the model wrote is supported; this is the evidence itself."
WRITING_FAILED = "What was to write the answer failed."
DOES_NOT_SAY = "The nearest sentence does not say “{}”."
NOTHING_IN_SCOPE = "No document is in the scope that was given."
NO_DATE = "{} without a date {} outside of it."
THE_EVIDENCE = "What it wrote before, or else the evidence itself, is the answer."


class Stage(StrEnum):
    """What an assistant is doing; shown as it stands."""

    SEARCHING = "searching"
    READING = "reading"
    WRITING = "writing"


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
        self.support = self._chosen or _usual_support(self._generator)

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
            such claim, as where no document is in the scope.

        Raises:
            UserError: if the question is empty or too long, or the scope names a source, author,
                folder or type that no document has.
        """
        events = self.stream(question, scope=scope, as_of=as_of)
        return next(event for event in events if isinstance(event, Answer))

    def stream(
        self, question: str, *, scope: Scope = EVERYWHERE, as_of: datetime.date | None = None
    ) -> Iterator[Stage | Claim | Answer]:
        """Answer a question, and say on the way what is being done.

        Args:
            question: one that stands alone.
            scope: as for `ask`.
            as_of: as for `ask`.

        Yields:
            Each stage as it begins, each claim once it is checked, and the answer at the end. A
            claim that is given stands in the answer.

        Raises:
            UserError: as `ask`.
        """
        clock = _Clock()
        yield Stage.SEARCHING
        coverage = self.index.coverage(scope)
        asked, unbound = bound_by_event(
            when.asked_time(question, as_of),
            scope,
            lambda query: self.index.search(query, HITS, scope=scope),
        )
        found = self._search(asked, scope)
        family = Family(
            lambda ids: self.index.copies(ids, scope), self.index.passages, self.index.old_versions
        )
        family.copies(hit.passage.document.id for hit in found)  # all of them at once
        speaking = current(question, found, family)
        hits = distinct(speaking, family.copies(hit.passage.document.id for hit in speaking))
        clock.lap("search")
        yield Stage.READING
        from_then, asked = when.in_time(hits, asked)
        read = self._read(asked, from_then)
        bound = when.bind(read, asked, self.selector.calibration.threshold)
        agreed = agree(bound.evidence, self.selector.calibration.agreement)
        known = with_versions(question, agreed, family)
        of_then = [one for one in known if not when.reason(one, asked)]
        differ = None if asked.several else self._disagreement(question, of_then, bound)
        evidence = latest_first(known, differ)
        clock.lap("read")
        yield Stage.WRITING
        claims: list[Claim] = []
        dropped: list[Dropped] = []
        notes: list[str] = []
        try:
            for claim in self._claims(self._generator, question, evidence, dropped, clock):
                claims.append(claim)
                yield claim
        except ModelError as error:
            notes.append(str(error))
        if not _is_extractive(self._generator) and not claims and (dropped or notes):
            notes = notes or [NOTHING_SUPPORTED]
            for claim in self._claims(self._extractive, question, evidence, dropped, clock):
                claims.append(claim)
                yield claim
        missing = self.selector.missing(question, evidence[0]) if evidence and not claims else ""
        cited = {c.span for claim in claims for c in claim.citations}
        notes += unbound + when.notes(bound, asked, cited)
        for claim in _behind(overtaken(evidence, bound, asked, cited), evidence, claims):
            claims.append(claim)
            yield claim
        clock.lap("check")
        answer = _answer(question, hits, evidence, claims, dropped, notes, missing, clock)
        kept = {hit.passage.span for hit in hits}
        yield replace(
            answer,
            reason=_reason(answer, evidence, asked) or _nothing_in(scope, coverage),
            scope=scope,
            coverage=coverage,
            copies_left_out=sum(hit.passage.span not in kept for hit in found),
            time=asked,
            disagreement=differ if claims else None,
        )

    def _read(self, asked: AskedTime, hits: Sequence[Hit]) -> list[Evidence]:
        """The evidence for a question without its time, or where it is named, with it if better."""
        read = self.selector.select(asked.question, hits, self.index.encoder)
        naming = when.naming(hits, asked)
        if not naming:
            return read
        return when.better(read, self.selector.select(asked.asked, naming, self.index.encoder))

    def _search(self, asked: AskedTime, scope: Scope) -> list[Hit]:
        """The hits of a question; then those that were published at the time it asks for."""
        found = self.index.search(asked.asked, self.k, scope=scope)
        then = when.narrowed(scope, asked)
        if then is None:
            return found
        known = {hit.passage.span for hit in found}
        more = self.index.search(asked.question, self.k // 2 or 1, scope=then)
        return found + [hit for hit in more if hit.passage.span not in known]

    def _disagreement(
        self, question: str, evidence: Sequence[Evidence], bound: when.Bound
    ) -> Disagreement | None:
        """The answers that differ; what was so before, and is said to be overtaken, is none.

        Nor is what is of another time than was asked for, which is left out of `evidence`.
        """
        before = {one.span for one in bound.overtaken}
        rest = [one for one in evidence if one.span not in before]
        threshold = self.selector.calibration.threshold
        return disagreement(question, rest, threshold, self.selector.contradicted)

    def _claims(
        self,
        generator: Generator,
        question: str,
        evidence: Sequence[Evidence],
        dropped: list[Dropped],
        clock: "_Clock",
    ) -> Iterator[Claim]:
        """The drafts that are supported, each once; the others go to `dropped` with the reason."""
        said: set[str] = set()
        for draft in _drafts(generator, question, evidence):
            clock.lap("write")
            claim = verify(draft, evidence, self.support)
            clock.lap("check")
            if isinstance(claim, Dropped):
                dropped.append(claim)
            elif claim.text not in said:
                said.add(claim.text)
                yield claim
        clock.lap("write")


class _Clock:
    """Seconds of each stage, however often it is come back to."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = perf_counter()

    def lap(self, stage: str) -> None:
        """Count the time since the last lap for this stage."""
        now = perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self._last
        self._last = now


def _behind(
    found: Iterable[Overtaken], evidence: Sequence[Evidence], claims: Sequence[Claim]
) -> Iterator[Claim]:
    """What was before or since, as claims that are their sentences, each once."""
    said = {claim.text for claim in claims}
    places = {one.span: place for place, one in enumerate(evidence, start=1)}
    for one in found:
        draft = Draft(one.evidence.text, (places[one.evidence.span],))
        claim = verify(draft, evidence, VerbatimSupport())
        if isinstance(claim, Claim) and claim.text not in said:
            said.add(claim.text)
            yield replace(claim, order=one.order, day=one.day)


def _reason(answer: Answer, evidence: Sequence[Evidence], asked: AskedTime) -> str:
    """Why there is no answer; that the best sentence is of another time goes before all else."""
    of_time = when.reason(evidence[0], asked) if evidence and answer.abstained else ""
    return of_time or answer.reason


def _nothing_in(scope: Scope, coverage: Coverage) -> str:
    """That there is nothing in a scope, and why as far as it is known; empty where there is."""
    if not scope or coverage.documents:
        return ""
    if not coverage.undated:
        return NOTHING_IN_SCOPE
    one = coverage.undated == 1
    count = f"{coverage.undated:,} document{'' if one else 's'}"
    return f"{NOTHING_IN_SCOPE} {NO_DATE.format(count, 'lies' if one else 'lie')}"


def _is_extractive(generator: Generator) -> bool:
    return isinstance(generator, ExtractiveGenerator)


def _usual_support(generator: Generator) -> SupportScorer:
    return VerbatimSupport() if _is_extractive(generator) else CheckedSupport(open_checker())


def _drafts(generator: Generator, question: str, evidence: Sequence[Evidence]) -> Iterator[Draft]:
    """What the generator writes.

    Raises:
        ModelError: whatever goes wrong in a generator that is not ours.
    """
    try:
        yield from generator.write(question, evidence)
    except ModelError:
        raise
    except Exception as error:
        if _is_extractive(generator):
            raise
        log.exception(WRITING_FAILED)
        raise ModelError(WRITING_FAILED, THE_EVIDENCE) from error


def _answer(
    question: str,
    hits: Sequence[Hit],
    evidence: Sequence[Evidence],
    claims: Sequence[Claim],
    dropped: Sequence[Dropped],
    notes: Sequence[str],
    missing: str,
    clock: _Clock,
) -> Answer:
    best = cite(evidence[0], evidence[0].probability) if evidence else None
    confidence = next((one.probability for one in evidence if one.claimable), 0.0)
    return Answer(
        question,
        tuple(claims),
        ranked(hits, evidence),
        confidence,
        best,
        clock.seconds,
        tuple(dropped),
        tuple(notes),
        DOES_NOT_SAY.format(missing) if missing else "",
    )
