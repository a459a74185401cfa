"""Two networks, one after the other: the small reader scans, the base network decides.

The small one reads every passage, the base network the best of them; a logistic regression puts
together what the base network says. (What the small one says of a sentence, and how far the best
stands above the next answer, do not help: area under the ROC, mean of six families of questions,
.860 with both, .869 with the first, .879 with none; 320 questions. Nor does it help to know that
the sentence is a row of a table: .846 with it and .847 without, seven families, 450 questions.)

Where nothing answers, the base network is asked about the best sentence once more, the other way
round: does it support question and words together, as a claim ("Who shot Nancy Pelosi? Kevin
McCarthy")? The word that it least says is the reason. (As a part of the probability this second
opinion did not help: area under the ROC .835 with it and .836 without, 440 questions.)
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.encoders.encode import Encoder
from index.types import Hit, Passage, Span
from qa.english.answers import normalise
from qa.english.bodies import names_a_body
from qa.english.counted import is_no_such_number
from qa.english.facilities import of_another_place
from qa.english.leaning import LEANS
from qa.english.mistaken import mistaken
from qa.english.polar import plain_question
from qa.english.questions import asking
from qa.evidence.reader import Reader, Reading, ReadSentence
from qa.evidence.rows.lookup import look_up
from qa.evidence.select import (
    Evidence,
    Features,
    Selector,
    context_of,
    doubted,
    names_of,
    sentence_before,
    weighed,
)
from qa.evidence.table_columns import NEAR, column_likeness
from qa.evidence.table_rows import fullest_first
from qa.models.calibration import CASCADE, DecidingCalibration, ReaderCalibration, logistic
from qa.models.judge import Judge, polar_signals
from qa.models.rows import RowCalibration

READ = 8
"""Passages that the base network reads."""

STANDING = 0.3
"""Share of the best sentence's probability from which one that stands by itself is preferred."""

MISTAKEN = 0.3
"""Of the probability of a sentence that tells of another thing done than the question asks for."""

_FEWEST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that the base network has read, with what is known of it.

    Attributes:
        passage: it stands in.
        reading: of the passage.
        sentence: of the passage, as it was read.
    """

    passage: Passage
    reading: Reading
    sentence: ReadSentence

    @property
    def text(self) -> str:
        """The sentence, word for word."""
        return self.passage.document.slice(self.sentence.span)


class Cascade:
    """Selects evidence with two readers.

    Attributes:
        calibration: that of the base network.
        deciding: that of its verdicts on yes/no questions, or None.
    """

    def __init__(
        self,
        scan: Selector,
        base: Reader,
        judge: Judge,
        *,
        read: int = READ,
        deciding: DecidingCalibration | None = None,
        rows: RowCalibration | None = None,
    ) -> None:
        """Put them one after the other.

        Args:
            scan: reads every passage.
            base: reads the best of them.
            judge: is asked about the best sentence where nothing answers.
            read: passages that the base network reads.
            deciding: what the judge makes of yes/no questions; None if that is not known.
            rows: when the row that a question names answers it; likewise.
        """
        self.deciding = deciding
        self.calibration: ReaderCalibration = base.calibration
        self._scan = scan
        self._base = base
        self._judge = judge
        self._read = read
        self._rows = rows

    def select(self, question: str, hits: Sequence[Hit], encoder: Encoder) -> list[Evidence]:
        """See `Selector.select`; only sentences of passages that the base network has read."""
        candidates = self.candidates(question, hits, encoder)
        rows = features(question, candidates, encoder)
        read = [(one.passage, one.sentence) for one in candidates]
        found = less_mistaken(question, weighed(self.calibration, CASCADE, rows, read))
        return fullest_first(question, standing_first(found))

    def look_up_rows(
        self, question: str, hits: Sequence[Hit], evidence: Sequence[Evidence], encoder: Encoder
    ) -> list[Evidence]:
        """See `Selector.look_up_rows`, if its calibration is there."""
        if self._rows is None:
            return list(evidence)
        return look_up(
            *(question, hits, evidence),
            reader=self._base,
            encoder=encoder,
            calibration=self._rows,
        )

    def candidates(self, question: str, hits: Sequence[Hit], encoder: Encoder) -> list[Candidate]:
        """The sentences of the passages that the base network reads, in the order of the scan."""
        scanned = self._scan.select(question, hits, encoder)
        best: dict[Span, Passage] = {}
        for evidence in scanned:
            best.setdefault(evidence.passage.span, evidence.passage)
        readings = self._base.read(question, list(best.values())[: self._read])
        return [
            Candidate(reading.passage, reading, sentence)
            for reading in readings
            for sentence in reading.sentences
        ]

    def missing(self, question: str, evidence: Evidence) -> str:
        """See `Selector.missing`: by the sentence with the one before it."""
        document = evidence.passage.document
        given = document.slice(with_the_one_before(evidence.passage, evidence.span))
        judged = self._judge.judge(
            f"{question} {evidence.words}", given.replace("\n", " "), document.published or ""
        )
        return judged.missing(question, asking(question)) if judged else ""

    def contradicted(self, claim: str, evidence: str, day: str) -> float:
        """See `Selector.contradicted`: as far as the evidence does not support the claim."""
        judged = self._judge.judge(claim, evidence.replace("\n", " "), day)
        return judged.contradicted * (1.0 - logistic(judged.supported)) if judged else 0.0

    def decided(self, question: str, evidence: Evidence) -> tuple[float, float] | None:
        """See `Selector.decided`: by the judge, if its calibration is there."""
        if self.deciding is None:
            return None
        document = evidence.passage.document
        given = document.slice(with_the_one_before(evidence.passage, evidence.span))
        signals = polar_signals(
            self._judge,
            plain_question(question),
            given.replace("\n", " "),
            document.published or "",
        )
        return self.deciding.probabilities(signals) if signals else None


def less_mistaken(question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, where what tells of the hurt is less probable to answer who asks for the dead.

    Sorted anew, the most probable first.
    """
    return doubted(evidence, MISTAKEN, lambda one: _is_mistaken(question, one))


def _is_mistaken(question: str, one: Evidence) -> bool:
    return (
        mistaken(question, one.text)
        or is_no_such_number(question, one.text, one.words)
        or of_another_place(question, one.text, one.text_before)
        or names_a_body(question, one.text_in_front, one.words)
    )


def standing_first(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence with the first sentence that stands by itself in front of one that leans.

    "Russia's Defence Ministry claimed 10 villages" is cited rather than "The same ministry also
    claimed 10", where the same words answer in both and the first is not much less probable.
    """
    if not evidence or evidence[0].before is None:
        return list(evidence)
    best = evidence[0]
    said = normalise(best.words)
    for n, other in enumerate(evidence):
        if other.probability < STANDING * best.probability:
            break
        if other.before is None and other.claimable and normalise(other.words) == said:
            raised = replace(other, probability=best.probability)
            lowered = replace(best, probability=other.probability)
            rest = [*evidence[1:n], lowered, *evidence[n + 1 :]]
            return [raised, *sorted(rest, key=lambda one: -one.probability)]
    return list(evidence)


def with_the_one_before(passage: Passage, span: Span) -> Span:
    """A sentence together with the one before it in its passage, if there is one."""
    before = sentence_before(passage, span)
    return Span(span.doc_id, before.start, span.end) if before else span


def features(question: str, candidates: Sequence[Candidate], encoder: Encoder) -> Features:
    """The `CASCADE` of every candidate, shape (candidates, len(CASCADE))."""
    names = names_of(question)
    in_table = [one.passage.document.in_table(one.sentence.span.start) for one in candidates]
    likeness = column_likeness(
        question,
        [one.text if row else "" for one, row in zip(candidates, in_table, strict=True)],
        encoder,
    )
    rows = []
    for candidate, is_row, near in zip(candidates, in_table, likeness.tolist(), strict=True):
        passage, sentence, text = candidate.passage, candidate.sentence, candidate.text
        # the next row of a table speaks of something else
        context = context_of(passage.document, text if is_row else passage.text)
        absent = any(name not in context for name in names)
        rows.append(
            (
                candidate.reading.answerable,
                sentence.evidence,
                sentence.answer_score,
                float(absent),
                float(bool(LEANS.match(text))),
                float(len(text.split()) < _FEWEST_WORDS),
                float(text.endswith("?")),
                float(is_row),
                float(near >= NEAR and not absent),
            )
        )
    return np.array(rows).reshape(-1, len(CASCADE))
