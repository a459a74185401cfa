"""The algorithm, from top to bottom: search → read → write → check → answer."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from time import perf_counter
from typing import Any

from index.corpus import Index
from index.types import Hit
from qa.comparison.disagreement import disagreement, latest_first
from qa.comparison.versions import Family, current, with_versions
from qa.evidence.agreement import agree
from qa.evidence.duplicates import distinct
from qa.evidence.load import open_selector
from qa.evidence.reader import Reader
from qa.evidence.select import Evidence, Selector, ranked
from qa.support.check import CheckedSupport, SupportScorer, VerbatimSupport
from qa.support.load import open_checker
from qa.types import Answer, Claim, Dropped
from qa.writing.generate import Draft, ExtractiveGenerator, Generator, ModelGenerator
from qa.writing.llm import ModelError, as_model
from qa.writing.verify import cite, verify

log = logging.getLogger("pincite")

PASSAGES = 32

NOTHING_SUPPORTED = "Nothing that the model wrote is supported; this is the evidence itself."
WRITING_FAILED = "What was to write the answer failed."
DOES_NOT_SAY = "The nearest sentence does not say “{}”."
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

    def ask(self, question: str) -> Answer:
        """Answer a question from the documents, or abstain.

        Returns:
            An answer whose every claim cites sentences that support it; `abstained` if there is no
            such claim.

        Raises:
            UserError: if the question is empty or too long.
        """
        return next(event for event in self.stream(question) if isinstance(event, Answer))

    def stream(self, question: str) -> Iterator[Stage | Claim | Answer]:
        """Answer a question, and say on the way what is being done.

        Yields:
            Each stage as it begins, each claim once it is checked, and the answer at the end. A
            claim that is given stands in the answer.

        Raises:
            UserError: if the question is empty or too long.
        """
        clock = _Clock()
        yield Stage.SEARCHING
        hits = self.index.search(question, self.k)
        family = Family(self.index.copies, self.index.passages)
        family.copies(hit.passage.document.id for hit in hits)  # all of them at once
        hits = current(question, hits, family)
        hits = distinct(hits, family.copies(hit.passage.document.id for hit in hits))
        clock.lap("search")
        yield Stage.READING
        read = self.selector.select(question, hits, self.index.encoder)
        agreed = agree(read, self.selector.calibration.agreement)
        known = with_versions(question, agreed, family)
        threshold = self.selector.calibration.threshold
        differ = disagreement(question, known, threshold, self.selector.contradicted)
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
        clock.lap("check")
        answer = _answer(question, hits, evidence, claims, dropped, notes, missing, clock)
        yield replace(answer, disagreement=differ) if claims else answer

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
