"""Evidence and its probability, from readings that are written and computed by hand."""

from collections.abc import Sequence
from math import log

import numpy as np
import pytest

from index.types import Document, Hit, Passage, Sentence, Span, TextKind, Vectors
from qa.evidence.reader import PACKAGED, Reading, ReadSentence
from qa.evidence.select import OnePass, features, leant_on, ranked
from qa.models.calibration import FEATURES, ReaderCalibration

WHEN = "When did Ada Moser close the harbour of Lindau?"
TELL = "Tell me about Lindau"
PORT = Document("a" * 16, "Ada Moser closed it on Friday. Was it open?", "/p", "Port of Lindau")
RAIL = Document("b" * 16, "Trains ran late. Bregenz kept its harbour open all week.", "/r", "Rail")
FRIDAY, OPEN, LATE, WEEK = (
    "Ada Moser closed it on Friday.",
    "Was it open?",
    "Trains ran late.",
    "Bregenz kept its harbour open all week.",
)


def span(document: Document, text: str) -> Span:
    start = document.text.index(text)
    return Span(document.id, start, start + len(text))


def read(document: Document, answerable: float, *logits: tuple[str, float, float]) -> Reading:
    """A reading of a whole document: of each sentence its text, and both of its logits."""
    spans = [span(document, text) for text, _, _ in logits]
    passage = Passage(
        document, Span(document.id, 0, len(document.text)), tuple(map(Sentence, spans))
    )
    sentences = tuple(
        ReadSentence(at, evidence, at, answer)
        for at, (_, evidence, answer) in zip(spans, logits, strict=True)
    )
    return Reading(passage, answerable, sentences)


READINGS = (
    read(PORT, 2.0, (FRIDAY, 1.5, 4.0), (OPEN, -1.0, -2.0)),
    read(RAIL, -3.0, (LATE, -2.5, -4.0), (WEEK, 0.5, -0.5)),
)


class ByHand:
    """In place of the reader: the readings above, and the calibration that ships."""

    calibration = ReaderCalibration.read(PACKAGED)

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        known = {reading.passage: reading for reading in READINGS}
        return [known[passage] for passage in passages]


class Angles:
    """In place of the encoder: a question points along the first axis, a sentence as it is told."""

    name = "angles"
    dimension = 2

    def encode(self, texts: Sequence[str], kind: TextKind = "passage") -> Vectors:
        cosines = {FRIDAY: 0.6, OPEN: -0.8, LATE: 0.8, WEEK: 0.28}
        known = [1.0 if kind == "query" else cosines[text] for text in texts]
        return np.array([[c, (1 - c * c) ** 0.5] for c in known], np.float32)


# Of the seven words of WHEN, four stand in one of the four sentences and three in none.
ONCE, NEVER = log(1 + 4 / 2), log(1 + 4 / 1)
ALL = 4 * ONCE + 3 * NEVER


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            FRIDAY,
            {
                "answerable": 2.0,
                "evidence": 1.5,
                "answer": 4.0,
                "similarity": 0.6,  # of itself, the best sentence of its passage
                "coverage": 3 * ONCE / ALL,  # Ada, Moser, close
                "coverage_passage": (3 * ONCE + NEVER) / ALL,  # and Lindau, in the title
                "names": 2 / 3,  # Ada and Moser, without Lindau
                "names_passage": 1.0,
                "names_absent": 0.0,
                "kind": 1.0,  # Friday is a time
                "kind_unknown": 0.0,
                "rank": 1.0,
                "short": 0.0,
                "asks": 0.0,
            },
        ),
        (
            OPEN,
            {
                "answerable": 2.0,
                "evidence": -1.0,
                "answer": -2.0,
                "similarity": 0.6,
                "coverage": 0.0,
                "coverage_passage": (3 * ONCE + NEVER) / ALL,
                "names": 0.0,
                "names_passage": 1.0,
                "names_absent": 0.0,
                "kind": 0.0,
                "kind_unknown": 0.0,
                "rank": 1.0,
                "short": 1.0,
                "asks": 1.0,
            },
        ),
        (
            LATE,
            {
                "answerable": -3.0,
                "evidence": -2.5,
                "answer": -4.0,
                "similarity": 0.28,  # of the sentence behind it, the best of its passage
                "coverage": 0.0,
                "coverage_passage": ONCE / ALL,  # harbour
                "names": 0.0,
                "names_passage": 0.0,
                "names_absent": 1.0,
                "kind": 0.0,
                "kind_unknown": 0.0,
                "rank": 0.5,
                "short": 1.0,
                "asks": 0.0,
            },
        ),
        (
            WEEK,
            {
                "answerable": -3.0,
                "evidence": 0.5,
                "answer": -0.5,
                "similarity": 0.28,
                "coverage": ONCE / ALL,
                "coverage_passage": ONCE / ALL,
                "names": 0.0,
                "names_passage": 0.0,
                "names_absent": 1.0,
                "kind": 1.0,  # a week is a time
                "kind_unknown": 0.0,
                "rank": 0.5,
                "short": 0.0,
                "asks": 0.0,
            },
        ),
    ],
)
def test_every_feature(sentence: str, expected: dict[str, float]) -> None:
    row = features(WHEN, READINGS, Angles())[[FRIDAY, OPEN, LATE, WEEK].index(sentence)]
    assert dict(zip(FEATURES, row, strict=True)) == pytest.approx(expected)


def test_a_question_that_does_not_show_what_it_asks_for() -> None:
    found = features(TELL, READINGS, Angles())
    kind, unknown = (found[:, FEATURES.index(name)].tolist() for name in ("kind", "kind_unknown"))
    assert (kind, unknown) == ([0.0] * 4, [1.0] * 4)
    names = found[:, FEATURES.index("names_passage")].tolist()
    assert names == [1.0, 1.0, 0.0, 0.0]  # the title is of Lindau


def test_nothing_but_the_question_says_what_is_asked_for() -> None:
    """A time that the question has itself is no answer to it."""
    row = features("When on Friday did it close?", READINGS[:1], Angles())[0]
    assert row[FEATURES.index("kind")] == 0.0


def logits(question: str) -> dict[str, float]:
    hits = [Hit(reading.passage, 1.0) for reading in READINGS]
    found = OnePass(ByHand()).select(question, hits, Angles())
    assert [e.probability for e in found] == sorted((e.probability for e in found), reverse=True)
    return {e.text: log(e.probability / (1 - e.probability)) for e in found}


def test_the_probabilities_as_they_were_fitted() -> None:
    """As logits. Whoever fits the weights anew works these out anew, from the features above."""
    when = {FRIDAY: -0.879, OPEN: -2.393, WEEK: -2.952, LATE: -4.451}
    tell = {FRIDAY: -1.464, OPEN: -2.429, WEEK: -3.068, LATE: -4.252}
    assert logits(WHEN) == pytest.approx(when, abs=2e-3)
    assert logits(TELL) == pytest.approx(tell, abs=2e-3)


def test_the_best_sentence_speaks_for_its_passage() -> None:
    hits = [Hit(reading.passage, 1.0) for reading in READINGS[::-1]]
    evidence = OnePass(ByHand()).select(WHEN, hits, Angles())
    found = ranked(hits, evidence)
    assert [hit.passage.document for hit in found] == [PORT, RAIL]
    assert found[0].score == max(e.probability for e in evidence)


def test_the_levels_as_they_were_measured() -> None:
    """As `pincite evaluate` sees them at each threshold; more careful is wrong less often."""
    levels = ByHand.calibration.levels
    assert {name: level.threshold for name, level in levels.items()} == {
        "Ready": 0.15,
        "Balanced": 0.29,
        "Careful": 0.5,
    }
    rates = [(level.missed, -level.wrong) for level in levels.values()]
    assert rates == sorted(rates)


HEADLESS = Document(
    "c" * 16,
    "The ministry reported drones. The governor spoke of five wounded. "
    "The same ministry also claimed ten villages. He left. The same day it rained. "
    "The Union has nine members. Norway does not belong to it. Its chief is Ada Holm. "
    "It meets in May.",
    "/c",
    "File",
)


@pytest.mark.parametrize(
    ("sentence", "before"),
    [
        ("The same ministry also claimed ten villages.", "The ministry reported drones."),
        ("He left.", "The same ministry also claimed ten villages."),
        ("The same day it rained.", "He left."),  # no day is named before
        ("Its chief is Ada Holm.", "The Union has nine members."),  # "to it" names nothing
        ("It meets in May.", "The Union has nine members."),  # nor does "Its chief"
    ],
)
def test_a_sentence_leans_on_the_last_that_names_the_same(sentence: str, before: str) -> None:
    texts = (
        "The ministry reported drones.",
        "The governor spoke of five wounded.",
        "The same ministry also claimed ten villages.",
        "He left.",
        "The same day it rained.",
        "The Union has nine members.",
        "Norway does not belong to it.",
        "Its chief is Ada Holm.",
        "It meets in May.",
    )
    pieces = tuple(Sentence(span(HEADLESS, text)) for text in texts)
    passage = Passage(HEADLESS, Span(HEADLESS.id, 0, len(HEADLESS.text)), pieces)
    found = leant_on(passage, span(HEADLESS, sentence))
    assert found is not None and HEADLESS.slice(found) == before
    assert leant_on(passage, span(HEADLESS, texts[0])) is None
