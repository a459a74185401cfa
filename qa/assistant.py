"""The algorithm, from top to bottom: search → read → write → check → answer."""

import logging
from collections.abc import Iterator, Sequence
from enum import StrEnum
from time import perf_counter
from typing import Any

from index.corpus import Index
from index.types import Hit
from qa.evidence.agreement import agree
from qa.evidence.duplicates import distinct, with_copies
from qa.evidence.reader import PackagedReader, Reader
from qa.evidence.select import Evidence, ranked, select
from qa.support.check import CheckedSupport, Support, SupportScorer, VerbatimSupport
from qa.support.checker import PackagedChecker
from qa.types import Answer, Citation, Claim, Dropped
from qa.writing.generate import Draft, ExtractiveGenerator, Generator, ModelGenerator
from qa.writing.llm import ModelError, as_model

log = logging.getLogger("pincite")

PASSAGES = 32

NOT_WHOLE = "It breaks off."
NO_EVIDENCE = "It cites no evidence, and none that was shown is near."
NOT_CHECKED = "It could not be checked."
NOTHING_SUPPORTED = "Nothing that the model wrote is supported; this is the evidence itself."


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
        reader: Reader | None = None,
        llm: Any = None,
        generator: Generator | None = None,
        support: SupportScorer | None = None,
    ) -> None:
        """Make an assistant.

        Args:
            index: where to search.
            k: how many passages to read for an answer.
            reader: what finds the evidence in them; by default the one that comes with pincite.
            llm: a language model to write the answer: a `Model`, or any `LLM` of llama-index; by
                default there is none, and the evidence itself is the answer, word for word.
            generator: what writes the answer, in place of that.
            support: what checks that evidence supports a claim; by default the packaged checker
                where there is a language model, and else the evidence's own words.

        Raises:
            ValueError: if k is below 1.
            UserError: if the model of the reader or the checker is missing or damaged.
        """
        if k < 1:
            raise ValueError(f"k must be at least 1, not {k}")
        self.index = index
        self.k = k
        self.reader = reader or PackagedReader()
        self.model = as_model(llm) if llm else None
        threshold = self.reader.calibration.threshold
        self._extractive = ExtractiveGenerator(threshold)
        written = ModelGenerator(self.model, threshold) if self.model else self._extractive
        self._generator = generator or written
        self.support = support or (
            CheckedSupport(PackagedChecker()) if self.model else VerbatimSupport()
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
        copies = self.index.copies({hit.passage.document.id for hit in hits})
        hits = distinct(hits, copies)
        clock.lap("search")
        yield Stage.READING
        read = select(question, hits, self.reader, self.index.encoder)
        evidence = with_copies(agree(read, self.reader.calibration.agreement), copies)
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
        if self.model and not claims and (dropped or notes):
            notes = notes or [NOTHING_SUPPORTED]
            for claim in self._claims(self._extractive, question, evidence, dropped, clock):
                claims.append(claim)
                yield claim
        yield _answer(question, hits, evidence, claims, dropped, notes, clock)

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
        for draft in generator.write(question, evidence):
            clock.lap("write")
            found = self._check(draft, evidence)
            clock.lap("check")
            if isinstance(found, Dropped):
                dropped.append(found)
            elif found.text not in said:
                said.add(found.text)
                yield found
        clock.lap("write")

    def _check(self, draft: Draft, evidence: Sequence[Evidence]) -> Claim | Dropped:
        """The draft as a claim with the evidence that supports it, or why there is none."""
        cited = {m: evidence[m - 1] for m in draft.markers if 1 <= m <= len(evidence)}
        if not draft.whole:
            return Dropped(draft.text, NOT_WHOLE)
        if not cited:
            return Dropped(draft.text, NO_EVIDENCE)
        alone = [(one, self._score(draft.text, [one])) for one in cited.values()]
        citations = [_cite(one, s.score) for one, s in alone if s.score >= self.support.threshold]
        if citations:
            return Claim(draft.text, tuple(citations))
        together = self._score(draft.text, list(cited.values())) if len(cited) > 1 else alone[0][1]
        if together.score < self.support.threshold:
            return Dropped(draft.text, together.reason)
        return Claim(draft.text, tuple(_cite(one, together.score) for one in cited.values()))

    def _score(self, claim: str, evidence: Sequence[Evidence]) -> Support:
        """Support in [0, 1]; 0 if the scorer fails: what cannot be checked is not said."""
        about = dict.fromkeys(_about(one) for one in evidence)
        try:
            found = self.support.score(claim, "\n".join(e.text for e in evidence), "\n".join(about))
            score = float(found.score)
        except Exception:
            log.exception("The support of a claim could not be scored; the claim is left out.")
            return Support(0.0, NOT_CHECKED)
        return found if 0.0 <= score <= 1.0 else Support(0.0, NOT_CHECKED)


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


def _answer(
    question: str,
    hits: Sequence[Hit],
    evidence: Sequence[Evidence],
    claims: Sequence[Claim],
    dropped: Sequence[Dropped],
    notes: Sequence[str],
    clock: _Clock,
) -> Answer:
    best = _cite(evidence[0], evidence[0].probability) if evidence else None
    return Answer(
        question,
        tuple(claims),
        ranked(hits, evidence),
        best.support if best else 0.0,
        best,
        clock.seconds,
        tuple(dropped),
        tuple(notes),
    )


def _cite(evidence: Evidence, support: float) -> Citation:
    document = evidence.passage.document
    return Citation(document, evidence.span, support, evidence.answer, evidence.elsewhere)


def _about(evidence: Evidence) -> str:
    document = evidence.passage.document
    return " ".join(filter(None, (document.title, document.published)))
