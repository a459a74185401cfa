"""Hits → evidence: the sentences that may answer the question, each with a probability.

The reader says how well each passage and sentence answers; a logistic regression puts that together
with a few signals of words, so that a probability means what it says and a name or a number of the
question that stands nowhere counts. Its weights are the reader's calibration.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import inf, log
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from index.encoders.encode import Encoder
from index.text.words import words
from index.types import Document, Hit, Listed, Passage, Span
from qa.english.leaning import THE_SAME, leans, passes_on
from qa.english.questions import KINDS, NAME
from qa.evidence.claimable import claimable
from qa.evidence.reader import Reader, Reading, ReadSentence
from qa.models.calibration import FEATURES, DecidingCalibration, ReaderCalibration, logistic
from qa.types import Version

Features = NDArray[np.float64]
"""Shape (sentences, len(FEATURES))."""

ANOTHERS = 0.1
"""What is left of the probability of a sentence on something else of the kind that is asked for."""

_TOKEN = re.compile(r"[\w’'-]+")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may answer the question.

    Attributes:
        passage: the passage that it stands in.
        span: the sentence.
        probability: that it answers the question, in [0, 1].
        answer: the words in it that answer, if it does.
        elsewhere: the near copies of its document that say the same.
        versions: the sentence as other versions of its document have it.
        report: ids of all near copies and versions of its document.
        answer_score: logit of just those words answering, as the reader has it.
    """

    passage: Passage
    span: Span
    probability: float
    answer: Span
    elsewhere: tuple[Listed, ...] = ()
    versions: tuple[Version, ...] = ()
    report: frozenset[str] = frozenset()
    answer_score: float = -inf

    @property
    def text(self) -> str:
        """The sentence, word for word."""
        return self.passage.document.slice(self.span)

    @property
    def words(self) -> str:
        """The words that answer."""
        return self.passage.document.slice(self.answer)

    @property
    def text_in_front(self) -> str:
        """What stands in the sentence in front of the words that answer."""
        return self.passage.document.text[self.span.start : self.answer.start]

    @property
    def claimable(self) -> bool:
        """Whether it states something by itself, as no headline and no question does."""
        return claimable(self.passage.document, self.span)

    @property
    def before(self) -> Span | None:
        """The sentence before it, if it leans on that: what it says needs both."""
        return leant_on(self.passage, self.span) if leans(self.text) else None

    @property
    def text_before(self) -> str:
        """The sentence that it leans on, word for word; "" if it leans on none."""
        before = self.before
        return self.passage.document.slice(before) if before else ""


def sentence_before(passage: Passage, span: Span) -> Span | None:
    """The last sentence of a passage before a place that may be cited, or None."""
    return next(reversed(_before(passage, span)), None)


def _before(passage: Passage, span: Span) -> list[Span]:
    """The sentences before a place that may be cited."""
    return [other for other in passage.citable if other.end <= span.start]


def leant_on(passage: Passage, span: Span) -> Span | None:
    """The sentence that one leans on: the last before it that says who or what is meant.

    "The same ministry also claimed ten" leans on the last sentence that speaks of a ministry, "Its
    chief is …" on the last that does not lean on another with the same pronoun; else it is the one
    before it.
    """
    text = passage.document.slice(span)
    named = THE_SAME.match(text)
    wanted = set(words(named[1])) if named else set()
    before = _before(passage, span)
    for other in reversed(before):
        said = passage.document.slice(other)
        if wanted & set(words(said)) if named else not passes_on(text, said):
            return other
    return next(reversed(before), None)


def doubted(
    evidence: Sequence[Evidence], share: float, is_doubtful: Callable[[Evidence], bool]
) -> list[Evidence]:
    """The evidence, where what is doubtful keeps a share of its probability.

    Args:
        evidence: in any order.
        share: in [0, 1].
        is_doubtful: of one sentence.

    Returns:
        The most probable first.
    """
    found = [
        replace(one, probability=share * one.probability) if is_doubtful(one) else one
        for one in evidence
    ]
    return sorted(found, key=lambda one: -one.probability)


def raised(
    evidence: Sequence[Evidence], least: float, answers: Callable[[Evidence], bool]
) -> list[Evidence]:
    """The evidence, where what answers by its form has at least a probability.

    Args:
        evidence: in any order.
        least: in [0, 1].
        answers: of one sentence that may be claimed and is less probable.

    Returns:
        The most probable first.
    """
    found = [
        replace(one, probability=least)
        if one.probability < least and one.claimable and answers(one)
        else one
        for one in evidence
    ]
    return sorted(found, key=lambda one: -one.probability)


@runtime_checkable
class Selector(Protocol):
    """Finds the evidence in what was searched."""

    @property
    def calibration(self) -> ReaderCalibration:
        """Which probability is enough for what."""

    @property
    def deciding(self) -> DecidingCalibration | None:
        """What verdicts on yes/no questions it gives; None if it gives none."""

    def select(self, question: str, hits: Sequence[Hit], encoder: Encoder) -> list[Evidence]:
        """Sentences of the hits that may be cited, with their probabilities.

        Returns:
            Each once, the most probable first, equal ones in the order of the hits and the text;
            empty if there are no hits.
        """

    def look_up_rows(
        self, question: str, hits: Sequence[Hit], evidence: Sequence[Evidence], encoder: Encoder
    ) -> list[Evidence]:
        """The evidence, with what structure tells of its rows of tables; nothing else is touched.

        Args:
            question: as it is asked, with its time.
            hits: what was searched.
            evidence: sentences of them.
            encoder: of the index.

        Returns:
            The most probable first.
        """

    def missing(self, question: str, evidence: Evidence) -> str:
        """The word of the question that evidence does not say; nothing where that is not known."""

    def contradicted(self, claim: str, evidence: str, day: str) -> float:
        """The probability, in [0, 1], that evidence of a day says otherwise; 0 if unknown."""

    def decided(self, question: str, evidence: Evidence) -> tuple[float, float] | None:
        """The probabilities that a sentence answers a yes/no question with yes, and with no.

        None where that is not known. The sentence is taken with the one before it.
        """


class OnePass:
    """Selects evidence with one reader, which reads every passage."""

    deciding = None

    def __init__(self, reader: Reader) -> None:
        self.calibration = reader.calibration
        self._reader = reader

    def select(self, question: str, hits: Sequence[Hit], encoder: Encoder) -> list[Evidence]:
        """See `Selector.select`: every sentence that may be cited."""
        readings = self._reader.read(question, [hit.passage for hit in hits])
        candidates = [(reading.passage, s) for reading in readings for s in reading.sentences]
        return weighed(
            self.calibration, FEATURES, features(question, readings, encoder), candidates
        )

    def look_up_rows(
        self, question: str, hits: Sequence[Hit], evidence: Sequence[Evidence], encoder: Encoder
    ) -> list[Evidence]:
        """See `Selector.look_up_rows`: a small reader reads no row alone."""
        return list(evidence)

    def missing(self, question: str, evidence: Evidence) -> str:
        """See `Selector.missing`: a reader by itself does not know."""
        return ""

    def contradicted(self, claim: str, evidence: str, day: str) -> float:
        """See `Selector.contradicted`: nor does it know that."""
        return 0.0

    def decided(self, question: str, evidence: Evidence) -> tuple[float, float] | None:
        """See `Selector.decided`: nor that."""
        return None


def weighed(
    fitted: ReaderCalibration,
    names: Sequence[str],
    rows: Features,
    candidates: Sequence[tuple[Passage, ReadSentence]],
) -> list[Evidence]:
    """The candidates with their probabilities, the most probable first.

    Args:
        fitted: what the signals weigh.
        names: of the signals, in the order of their columns.
        rows: the signals, a row for each candidate.
        candidates: sentences as they were read, with the passages that they stand in.
    """
    scores = rows @ np.array([fitted.weights[name] for name in names]) + fitted.bias
    found = [
        Evidence(passage, s.span, logistic(score), s.answer, answer_score=s.answer_score)
        for (passage, s), score in zip(candidates, scores, strict=True)
    ]
    return sorted(found, key=lambda evidence: -evidence.probability)


def ranked(hits: Sequence[Hit], evidence: Sequence[Evidence]) -> tuple[Hit, ...]:
    """The hits by the probability of their best evidence, which becomes their score.

    Args:
        hits: as they were searched; those without a sentence to cite come last, in this order.
        evidence: as `select` gives it.
    """
    best: dict[Span, float] = {}
    for found in evidence:
        best.setdefault(found.passage.span, found.probability)
    scored = [Hit(hit.passage, best.get(hit.passage.span, 0.0)) for hit in hits]
    return tuple(sorted(scored, key=lambda hit: -hit.score))


def reading_order(evidence: Sequence[Evidence], places: Iterable[int]) -> list[int]:
    """Places in a list of evidence, as they are to be read.

    Sentences of a document stand together, in the order of its text; the document of the most
    probable one comes first.
    """
    spans = {place: evidence[place].span for place in sorted(places)}
    documents = list(dict.fromkeys(span.doc_id for span in spans.values()))
    return sorted(spans, key=lambda n: (documents.index(spans[n].doc_id), spans[n]))


def features(question: str, readings: Sequence[Reading], encoder: Encoder) -> Features:
    """The signals of every sentence of the readings, in their order; a reading's place is its rank.

    A word weighs log(1 + n / (1 + its sentences)) over the n sentences here, so that a word in none
    of them weighs most.
    """
    texts = [r.passage.document.slice(s.span) for r in readings for s in r.sentences]
    sentence_words = [set(words(text)) for text in texts]
    weigh = _word_weights(set(words(question)), sentence_words)
    names = names_of(question)
    asked = [given for asks, given in KINDS if asks.search(question)][:1]
    similarity = _similarity(question, readings, encoder)
    rows: list[tuple[float, ...]] = []
    for rank, reading in enumerate(readings, start=1):
        passage = reading.passage
        context = context_of(passage.document, passage.text)
        of_passage = (
            _share(names, context),
            float(any(name not in context for name in names)),
        )
        for sentence in reading.sentences:
            n = len(rows)
            rows.append(
                (
                    reading.answerable,
                    sentence.evidence,
                    sentence.answer_score,
                    similarity[rank - 1],
                    _share(weigh, sentence_words[n], none=0.0),
                    _share(weigh, context, none=0.0),
                    _share(names, sentence_words[n]),
                    *of_passage,
                    float(_holds(asked, texts[n], question)),
                    float(not asked),
                    1.0 / rank,
                    float(len(_TOKEN.findall(texts[n])) < 5),
                    float(texts[n].endswith("?")),
                )
            )
    return np.array(rows).reshape(-1, len(FEATURES))


def _similarity(
    question: str, readings: Sequence[Reading], encoder: Encoder
) -> NDArray[np.float32]:
    """Of each reading; of one without a sentence, -1."""
    best = [max(r.sentences, key=lambda s: s.evidence) if r.sentences else None for r in readings]
    texts = [r.passage.document.slice(s.span) for r, s in zip(readings, best, strict=True) if s]
    found = np.full(len(readings), -1.0, np.float32)
    if texts:
        known = np.array([s is not None for s in best])
        found[known] = encoder.encode(texts) @ encoder.encode([question], "query")[0]
    return found


def _word_weights(asked: set[str], sentences: Sequence[set[str]]) -> dict[str, float]:
    count = Counter(word for sentence in sentences for word in sentence & asked)
    return {word: log(1 + len(sentences) / (1 + count[word])) for word in asked}


def context_of(document: Document, text: str) -> set[str]:
    """The words that a name of the question may be among: title, text and year of publication.

    "in 2022" is no mismatch of a document of that year, which need not say so.
    """
    return set(words(f"{document.title}\n{text}\n{(document.published or '')[:4]}"))


def names_of(question: str) -> dict[str, float]:
    """Names and numbers of a question, as words are matched; each weighs 1."""
    return {word: 1.0 for name in NAME.findall(question) for word in words(name)}


def _share(weights: dict[str, float], present: set[str], none: float = 1.0) -> float:
    """Share of the weight that is present; `none` if there is no word to look for."""
    total = sum(weights.values())
    return sum(w for word, w in weights.items() if word in present) / total if total else none


def _holds(asked: Sequence[re.Pattern[str]], sentence: str, question: str) -> bool:
    """Whether the sentence holds something of the kind asked for that the question has not."""
    said = question.lower()
    return any(
        match.group().lower() not in said for given in asked for match in given.finditer(sentence)
    )
