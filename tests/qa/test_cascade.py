"""Two readers one after the other, from readings and opinions that are written by hand."""

from collections.abc import Sequence
from math import exp, log

import numpy as np
import pytest

from index.encoders.encode import Encoder
from index.types import Document, Hit, Passage, Place, Sentence, Span
from qa.english.questions import asking
from qa.evidence.cascade import (
    Candidate,
    Cascade,
    features,
    standing_first,
    with_the_one_before,
)
from qa.evidence.load import open_selector
from qa.evidence.reader import Reading, ReadSentence
from qa.evidence.select import Evidence, OnePass
from qa.models.calibration import CASCADE, ReaderCalibration
from qa.models.judge import PACKAGED as BASE
from qa.models.judge import Judgement
from tests.support.fake_models import FakeEncoder, FakeReader

WHO = "Who shot Nancy Pelosi?"
FIRED = "Kevin McCarthy said that he had fired Nancy Pelosi."
SHOT = "Nobody has shot Nancy Pelosi, said the police of Ulm."
HE = "He left for Ulm."
NEWS = Document("a" * 16, f"{FIRED} {HE}", "/n", "News")
POLICE = Document("b" * 16, SHOT, "/p", "Police")
LATER = Document("c" * 16, "Was it late?", "/l", "Late")


def span(document: Document, text: str) -> Span:
    start = document.text.index(text)
    return Span(document.id, start, start + len(text))


def passage(document: Document, *sentences: str) -> Passage:
    found = tuple(Sentence(span(document, text)) for text in sentences)
    return Passage(document, Span(document.id, 0, len(document.text)), found)


PASSAGES = (passage(NEWS, FIRED, HE), passage(POLICE, SHOT), passage(LATER, "Was it late?"))
WORDS = {FIRED: "Kevin McCarthy", HE: "He", SHOT: "the police of Ulm", "Was it late?": "it"}
EVIDENCE = {FIRED: 3.0, HE: -1.0, SHOT: 1.0, "Was it late?": -2.0}
ANSWER = {FIRED: 2.0, HE: -3.0, SHOT: 0.5, "Was it late?": -4.0}
ANSWERABLE = {NEWS.id: 1.0, POLICE.id: -1.0, LATER.id: -5.0}


class Scan:
    """In place of the small reader: the passages in the order that it is told."""

    calibration = FakeReader.calibration

    def __init__(self, *order: Passage) -> None:
        self.order = order

    def select(self, question: str, hits: Sequence[Hit], encoder: Encoder) -> list[Evidence]:
        found = [
            Evidence(one, place, 0.5 - 0.1 * n, place)
            for n, one in enumerate(self.order)
            for place in one.citable
        ]
        return sorted(found, key=lambda evidence: -evidence.probability)


class Base:
    """In place of the base network's reader; notes what it was given to read."""

    calibration = ReaderCalibration.read(BASE)

    def __init__(self) -> None:
        self.given: list[Passage] = []

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        self.given += passages
        return [
            Reading(p, ANSWERABLE[p.document.id], tuple(map(self._one, self._texts(p))))
            for p in passages
        ]

    def _texts(self, one: Passage) -> list[tuple[Document, str]]:
        return [(one.document, one.document.slice(place)) for place in one.citable]

    def _one(self, given: tuple[Document, str]) -> ReadSentence:
        document, text = given
        words = span(document, WORDS[text])
        return ReadSentence(span(document, text), EVIDENCE[text], words, ANSWER[text])


class Judge:
    """In place of the judge: nothing says "shot" but what does; notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def judge(self, claim: str, evidence: str, about: str = "") -> Judgement | None:
        self.asked.append((claim, evidence))
        if len(claim) > 500:
            return None
        places = [(claim.index(word), claim.index(word) + len(word)) for word in claim.split()]
        altered = [
            0.9 if word == "shot" and word not in evidence else 0.1 for word in claim.split()
        ]
        return Judgement(-2.0, 0.8, tuple(altered), tuple(places))


def cascade(*order: Passage, read: int = 8) -> tuple[Cascade, Base, Judge]:
    base, judge = Base(), Judge()
    return Cascade(Scan(*order), base, judge, read=read), base, judge  # type: ignore[arg-type]


def test_the_base_network_reads_the_best_of_the_scan() -> None:
    for count in (1, 2, 8):
        found, base, _ = cascade(PASSAGES[1], PASSAGES[0], PASSAGES[2], read=count)
        evidence = found.select(WHO, [], FakeEncoder())
        assert base.given == [PASSAGES[1], PASSAGES[0], PASSAGES[2]][:count]
        assert {e.passage for e in evidence} == set(base.given)


def test_each_sentence_is_evidence_once_the_most_probable_first() -> None:
    evidence = cascade(*PASSAGES)[0].select(WHO, [], FakeEncoder())
    assert sorted(e.text for e in evidence) == sorted(WORDS)
    assert [e.probability for e in evidence] == sorted(
        (e.probability for e in evidence), reverse=True
    )
    assert all(0.0 <= e.probability <= 1.0 and e.words == WORDS[e.text] for e in evidence)


def test_nothing_is_made_of_nothing() -> None:
    found, base, judge = cascade()
    assert found.select(WHO, [], FakeEncoder()) == []
    assert not base.given and not judge.asked


def test_the_word_that_the_best_sentence_does_not_say() -> None:
    found, _, judge = cascade(*PASSAGES)
    evidence = {e.text: e for e in found.select(WHO, [], FakeEncoder())}
    assert not judge.asked  # only where nothing answers
    assert found.missing(WHO, evidence[FIRED]) == "shot"
    assert found.missing(WHO, evidence[SHOT]) == ""
    assert found.missing(WHO, evidence[HE]) == "shot"
    assert judge.asked == [
        (f"{WHO} Kevin McCarthy", FIRED),
        (f"{WHO} the police of Ulm", SHOT),
        (f"{WHO} He", f"{FIRED} {HE}"),  # with the one before
    ]
    assert with_the_one_before(PASSAGES[0], span(NEWS, FIRED)) == span(NEWS, FIRED)


def test_of_a_question_too_long_to_be_judged_no_word_is_known() -> None:
    found, _, _ = cascade(PASSAGES[0])
    (first, *_) = found.select(WHO, [], FakeEncoder())
    assert found.missing("who " * 200, first) == ""


@pytest.mark.parametrize(
    ("altered", "word"),
    [((0.9, 0.6, 0.7), "shot"), ((0.9, 0.2, 0.3), ""), ((0.1, 0.8, 0.7), "Ada")],
)
def test_nobody_misses_a_word_of_grammar(altered: tuple[float, ...], word: str) -> None:
    judged = Judgement(-2.0, 0.8, altered, ((0, 3), (4, 7), (8, 12)))
    assert judged.missing("The Ada shot") == word


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How much did Ada lose?", ["much"]),
        ("how long was he there", ["long"]),
        ("What three things does Ada want?", ["three"]),
        ("list everyone who stood", ["list", "everyone"]),
        ("Please name the ports.", ["name"]),
        ("give me all names of the boats", ["give", "all", "names"]),
        ("What kind of boat is it?", ["kind"]),
        ("Did three people see how Ada got the big list?", []),
        ("Who told everyone of it?", ["everyone"]),
        ("Is the list long?", []),
    ],
)
def test_the_words_that_ask(question: str, words: list[str]) -> None:
    assert [question[slice(*place)] for place in asking(question)] == words


def test_nobody_misses_a_word_that_asks() -> None:
    judged = Judgement(-2.0, 0.8, (0.9, 0.9, 0.6), ((0, 3), (4, 8), (9, 12)))
    assert judged.missing("How much oil") == "much"  # of a claim it may be
    assert judged.missing("How much oil", asking("How much oil")) == "oil"


def test_a_row_is_told_by_itself_and_not_by_the_next() -> None:
    """The name that is asked for stands in the other row of the same passage."""
    rows = ("Boat: Petrel; Place: 4.", "Boat: Marigold; Place: 2.")
    text = "\n".join(rows)
    document = Document("d" * 16, text, "/r", "Race", places=(Place(0, len(text), row=2),))
    read = passage(document, *rows)
    sentences = tuple(
        ReadSentence(span(document, row), 1.0, span(document, row), 1.0) for row in rows
    )
    candidates = [Candidate(read, Reading(read, 1.0, sentences), one) for one in sentences]
    found = features("Where did Marigold finish in the Race?", candidates, FakeEncoder())
    assert found[:, CASCADE.index("names_absent")].tolist() == [1.0, 0.0]
    assert found[:, CASCADE.index("row")].tolist() == [1.0, 1.0]
    asked = features("Which place had Marigold in the Race?", candidates, FakeEncoder())
    assert asked[:, CASCADE.index("column")].tolist() == [0.0, 1.0]


def test_features_by_hand() -> None:
    found, _, _ = cascade(*PASSAGES)
    candidates = found.candidates(WHO, [], FakeEncoder())
    rows = features(WHO, candidates, FakeEncoder())
    assert rows.shape == (4, len(CASCADE))
    expected = {
        FIRED: (1.0, 3.0, 2.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
        HE: (1.0, -1.0, -3.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0),
        SHOT: (-1.0, 1.0, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
        "Was it late?": (-5.0, -2.0, -4.0, 1.0, 0.0, 1.0, 1.0, 0.0, 0.0),
    }
    for candidate, row in zip(candidates, rows, strict=True):
        by_name = dict(zip(CASCADE, row, strict=True))
        wanted = dict(zip(CASCADE, expected[candidate.text], strict=True))
        assert by_name == pytest.approx(wanted, abs=1e-4), candidate.text


def test_the_calibration_puts_it_together() -> None:
    found, _, _ = cascade(PASSAGES[1])
    weights = np.array([found.calibration.weights[name] for name in CASCADE])
    candidates = found.candidates(WHO, [], FakeEncoder())
    (row,) = features(WHO, candidates, FakeEncoder())
    (evidence,) = found.select(WHO, [], FakeEncoder())
    logit = float(row @ weights + found.calibration.bias)
    assert evidence.probability == pytest.approx(1.0 / (1.0 + exp(-logit)))


def evidence(document: Document, text: str, probability: float, words: str) -> Evidence:
    one = passage(document, *(s for s in (FIRED, HE, SHOT) if s in document.text))
    return Evidence(one, span(document, text), probability, span(document, words))


LEANS = evidence(NEWS, HE, 0.8, "Ulm")
STANDS = evidence(POLICE, SHOT, 0.6, "Ulm")


def test_what_stands_by_itself_comes_before_what_leans() -> None:
    found = standing_first([LEANS, STANDS])
    assert [(e.text, e.probability) for e in found] == [(SHOT, 0.8), (HE, 0.6)]
    found = standing_first([LEANS, evidence(POLICE, SHOT, 0.26, "Ulm")])
    assert [e.text for e in found] == [SHOT, HE]


@pytest.mark.parametrize(
    "other",
    [
        evidence(POLICE, SHOT, 0.23, "Ulm"),  # much less probable
        evidence(POLICE, SHOT, 0.6, "the police"),  # another answer
    ],
)
def test_but_not_in_any_case(other: Evidence) -> None:
    assert standing_first([LEANS, other]) == [LEANS, other]
    assert standing_first([STANDS, LEANS]) == [STANDS, LEANS]
    assert standing_first([]) == []


def test_a_reader_reads_alone_and_a_selector_is_left_as_it_is() -> None:
    alone = open_selector(FakeReader())
    assert isinstance(alone, OnePass) and open_selector(alone) is alone


@pytest.mark.parametrize(
    ("text", "expected"),
    [(FIRED, -0.602), (HE, -2.426), (SHOT, -0.7055), ("Was it late?", -1.941)],
)
def test_the_probability_as_it_was_fitted(text: str, expected: float) -> None:
    """As a logit, from the rows above; whoever fits anew works these out anew."""
    found = cascade(*PASSAGES)[0].select(WHO, [], FakeEncoder())
    probability = next(e.probability for e in found if e.text == text)
    assert log(probability / (1.0 - probability)) == pytest.approx(expected, abs=2e-3)


def test_the_usual_threshold_as_it_was_chosen() -> None:
    assert Base.calibration.threshold == 0.26


def test_what_a_row_and_its_column_weigh_as_it_was_fitted() -> None:
    """A row answers less surely than a sentence of prose, and more surely in the column asked."""
    weights = Base.calibration.weights
    assert weights["row"] < -0.5 and weights["column"] > 1.0
    assert weights["row"] + weights["column"] > 0.5
