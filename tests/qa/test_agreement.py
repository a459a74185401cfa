"""The same answer in several documents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.types import Document, Passage, Sentence, Span
from qa.evidence.agreement import CONSIDERED, agree
from qa.evidence.reader import PACKAGED
from qa.evidence.select import Evidence
from qa.models.calibration import ReaderCalibration


def said(document: str, text: str, answer: str, probability: float) -> Evidence:
    made = Document(document, text, f"/{document}", document)
    span = Span(document, 0, len(text))
    start = text.index(answer)
    passage = Passage(made, span, (Sentence(span),))
    return Evidence(passage, span, probability, Span(document, start, start + len(answer)))


NINE = said("a", "The harbour was closed for nine days.", "nine days", 0.5)
AGAIN = said("b", "For Nine Days no ferry left Lindau.", "Nine Days", 0.4)
COPY = said("c", "The harbour was closed for nine days!", "nine days", 0.4)
TEN = said("d", "Others counted ten days without a ferry.", "ten days", 0.6)


def test_another_report_raises_an_answer() -> None:
    found = agree([TEN, NINE, AGAIN], weight=0.5)
    by_document = {e.span.doc_id: e.probability for e in found}
    assert by_document["a"] == pytest.approx(1 - 0.5 * (1 - 0.5 * 0.4))
    assert by_document["b"] == pytest.approx(1 - 0.6 * (1 - 0.5 * 0.5))
    assert by_document["d"] == pytest.approx(0.6)


def test_a_near_copy_adds_nothing() -> None:
    assert [e.probability for e in agree([NINE, COPY], 0.5)] == pytest.approx([0.5, 0.4])


def test_the_same_document_adds_nothing() -> None:
    twice = said("a", "Nine days, it was said, is long.", "Nine days", 0.3)
    assert [e.probability for e in agree([NINE, twice], 0.5)] == pytest.approx([0.5, 0.3])


def test_without_weight_nothing_changes() -> None:
    found = agree([TEN, NINE, AGAIN], weight=0.0)
    assert [e.span for e in found] == [TEN.span, NINE.span, AGAIN.span]
    assert [e.probability for e in found] == pytest.approx([0.6, 0.5, 0.4])
    assert agree([], 0.5) == []


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.floats(0, 1)), max_size=CONSIDERED + 5))
def test_probabilities_stay_probabilities(pairs: list[tuple[str, float]]) -> None:
    made = [said(name, f"{name} says nine days.", "nine days", p) for name, p in pairs]
    made.sort(key=lambda e: -e.probability)
    found = agree(made, 0.5)
    assert len(found) == len(made)
    assert all(0 <= e.probability <= 1 for e in found)
    assert [e.probability for e in found] == sorted((e.probability for e in found), reverse=True)


def test_sentences_without_words_that_answer_do_not_agree() -> None:
    """That two documents hold no answer makes neither of them more probable."""
    marks = [said("a", "Is it so? …", "…", 0.5), said("b", "Nobody knows …", "…", 0.4)]
    assert [e.probability for e in agree(marks, 0.5)] == [0.5, 0.4]


def test_another_report_counts_by_half() -> None:
    """As the reader that ships was calibrated."""
    found = agree([NINE, AGAIN], ReaderCalibration.read(PACKAGED).agreement)
    assert [e.probability for e in found] == pytest.approx([0.6, 0.55])
