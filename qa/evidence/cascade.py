"""Two networks, one after the other: the small reader scans, the base network decides.

The small one reads every passage; the base network reads the best of them, and is asked about the
best sentences once more, the other way round: do they support the question and the words together,
as a claim ("Who shot Nancy Pelosi? Kevin McCarthy")? A logistic regression puts it together.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from index.encoders.encode import Encoder
from index.encoders.network import cores
from index.text.words import words
from index.types import Hit, Passage, Span
from qa.english.answers import normalise
from qa.english.leaning import LEANS
from qa.evidence.reader import Reader, Reading, ReadSentence
from qa.evidence.select import Evidence, Features, Selector, names_of
from qa.models.calibration import CASCADE, ReaderCalibration, logistic
from qa.models.judge import Judge, Judgement

READ = 8
"""Passages that the base network reads."""

ASKED = 4
"""Sentences that it is asked about once more."""

UNASKED = -4.0
"""The opinion of those that it is not asked about, as a logit."""

STANDING = 0.5
"""Share of the best sentence's probability from which one that stands by itself is preferred."""

_FEWEST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that the base network has read, with what is known of it.

    Attributes:
        passage: it stands in.
        reading: of the passage.
        sentence: of the passage, as it was read.
        scan: probability that the small reader gave it.
    """

    passage: Passage
    reading: Reading
    sentence: ReadSentence
    scan: float

    @property
    def text(self) -> str:
        """The sentence, word for word."""
        return self.passage.document.slice(self.sentence.span)

    @property
    def words(self) -> str:
        """Its words that answer best."""
        return self.passage.document.slice(self.sentence.answer)

    @property
    def strength(self) -> float:
        """Logits of the network together: the higher, the better it answers."""
        return self.reading.answerable + self.sentence.answer_score + self.sentence.evidence


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the base network makes of question and words as a claim.

    Attributes:
        supported: logit of the sentence supporting it.
        asked: logit of all that the question says being in the sentence.
        missing: the word of the question that is least so, or nothing.
    """

    supported: float = UNASKED
    asked: float = UNASKED
    missing: str = ""


class Cascade:
    """Selects evidence with two readers.

    Attributes:
        calibration: that of the base network.
    """

    def __init__(
        self,
        scan: Selector,
        base: Reader,
        judge: Judge,
        *,
        read: int = READ,
        asked: int = ASKED,
    ) -> None:
        """Put them one after the other.

        Args:
            scan: reads every passage.
            base: reads the best of them.
            judge: is asked about the best sentences once more.
            read: so many passages.
            asked: so many sentences.
        """
        self.calibration: ReaderCalibration = base.calibration
        self._scan = scan
        self._base = base
        self._judge = judge
        self._read = read
        self._asked = asked
        self._threads = ThreadPoolExecutor(cores(), thread_name_prefix="judge")

    def select(self, question: str, hits: Sequence[Hit], encoder: Encoder) -> list[Evidence]:
        """See `Selector.select`; only sentences of passages that the base network has read."""
        candidates = self.candidates(question, hits, encoder)
        opinions = self.opinions(question, candidates)
        fitted = self.calibration
        weights = np.array([fitted.weights[name] for name in CASCADE])
        scores = features(question, candidates, opinions) @ weights + fitted.bias
        found = [
            Evidence(
                c.passage, c.sentence.span, logistic(score), c.sentence.answer, missing=o.missing
            )
            for c, o, score in zip(candidates, opinions, scores, strict=True)
        ]
        return standing_first(sorted(found, key=lambda evidence: -evidence.probability))

    def candidates(self, question: str, hits: Sequence[Hit], encoder: Encoder) -> list[Candidate]:
        """The sentences of the passages that the base network reads, in the order of the scan."""
        scanned = self._scan.select(question, hits, encoder)
        best: dict[Span, Passage] = {}
        for evidence in scanned:
            best.setdefault(evidence.passage.span, evidence.passage)
        readings = self._base.read(question, list(best.values())[: self._read])
        given = {evidence.span: evidence.probability for evidence in scanned}
        return [
            Candidate(reading.passage, reading, sentence, given[sentence.span])
            for reading in readings
            for sentence in reading.sentences
        ]

    def opinions(self, question: str, candidates: Sequence[Candidate]) -> list[Opinion]:
        """A second opinion on the strongest candidates, one a text; of the others, none."""
        chosen: dict[str, Candidate] = {}
        for candidate in sorted(candidates, key=lambda one: -one.strength):
            if len(chosen) < self._asked:
                chosen.setdefault(candidate.text, candidate)
        given = self._threads.map(lambda one: self._opinion(question, one), chosen.values())
        found = dict(zip(chosen, given, strict=True))
        return [found.get(candidate.text, Opinion()) for candidate in candidates]

    def _opinion(self, question: str, candidate: Candidate) -> Opinion:
        claim = f"{question} {candidate.words}"
        document = candidate.passage.document
        given = document.slice(with_the_one_before(candidate.passage, candidate.sentence.span))
        about = document.published or ""
        judged = self._judge.judge(claim, given.replace("\n", " "), about)
        if judged is None:
            return Opinion()
        return Opinion(judged.supported, _asked(judged, len(question)), judged.missing(question))


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


def _asked(judged: Judgement, length: int) -> float:
    """Logit of every token of the question, which has so many characters, being supported."""
    shares = [
        a for a, (first, _) in zip(judged.altered, judged.places, strict=True) if first < length
    ]
    worst = min(max(shares, default=0.0), 1.0 - 1e-6)
    return float(np.log((1.0 - worst + 1e-6) / (worst + 1e-6)))


def with_the_one_before(passage: Passage, span: Span) -> Span:
    """A sentence together with the one before it in its passage, if there is one."""
    before = [other for other in passage.citable if other.end <= span.start]
    return Span(span.doc_id, before[-1].start, span.end) if before else span


def features(
    question: str, candidates: Sequence[Candidate], opinions: Sequence[Opinion]
) -> Features:
    """The `CASCADE` of every candidate, shape (candidates, len(CASCADE))."""
    margins = _margins(candidates)
    names = names_of(question)
    rows = []
    for candidate, opinion, margin in zip(candidates, opinions, margins, strict=True):
        passage, sentence, text = candidate.passage, candidate.sentence, candidate.text
        context = set(words(f"{passage.document.title}\n{passage.text}"))
        share = min(max(candidate.scan, 1e-4), 1.0 - 1e-4)
        rows.append(
            (
                float(np.log(share / (1.0 - share))),
                candidate.reading.answerable,
                sentence.evidence,
                sentence.answer_score,
                margin,
                opinion.supported,
                opinion.asked,
                float(any(name not in context for name in names)),
                float(bool(LEANS.match(text))),
                float(len(text.split()) < _FEWEST_WORDS),
                float(text.endswith("?")),
            )
        )
    return np.array(rows).reshape(-1, len(CASCADE))


def _margins(candidates: Sequence[Candidate]) -> list[float]:
    """By how much each stands above the strongest that gives other words; 0 if there is none."""
    best: dict[str, float] = {}
    for candidate in candidates:
        said = normalise(candidate.words)
        best[said] = max(best.get(said, -np.inf), candidate.strength)
    ordered = sorted(best.items(), key=lambda item: -item[1])[:2]
    found = []
    for candidate in candidates:
        said = normalise(candidate.words)
        others = [strength for other, strength in ordered if other != said]
        found.append(candidate.strength - others[0] if others else 0.0)
    return found
