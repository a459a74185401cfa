"""Where a stretch of a text stands in its file: rows, boxes and certainties."""

from dataclasses import replace

import pytest

from index.cluster.log import document_text, read_document
from index.documents.frames import from_frame, to_frame
from index.documents.normalise import make_document, make_paged_document
from index.documents.read import split
from index.types import Box, Document, Place, Span

BOX: Box = (0.1, 0.2, 0.9, 0.25)
TEXT = "Port: Orvell; tonnes: 12.\nPort: Lindau; tonnes: 7.\nThe lake rose in the night."
TABLE = Place(0, 48, row=2)
READ = Place(49, 76, box=BOX, certainty=0.8)


def document(*places: Place) -> Document:
    return make_document("/a.csv", TEXT, "Ports", places=places)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(document().id, start, start + len(words))


def test_a_row_is_counted_by_the_lines() -> None:
    found = document(TABLE, READ)
    assert [found.row(TEXT.index(word)) for word in ("Orvell", "Lindau", "lake")] == [2, 3, None]
    held = [found.in_table(TEXT.index(word)) for word in ("Orvell", "Lindau", "lake")]
    assert held == [True, True, False]


def test_what_was_read_off_a_picture() -> None:
    found = replace(document(TABLE, READ), pages=(0, 49))
    assert found.certainty(span("The lake")) == 0.8
    assert found.certainty(span("Lindau")) is None
    assert found.boxes(span("The lake rose")) == ((2, BOX),)
    assert found.boxes(span("Orvell")) == ()


def test_the_least_certain_word_counts() -> None:
    found = document(Place(0, 25, certainty=0.9), Place(25, 40, certainty=0.4))
    assert found.certainty(Span(found.id, 3, 30)) == 0.4
    assert found.certainty(Span(found.id, 3, 25)) == 0.9


@pytest.mark.parametrize(
    "values",
    [
        (3, 3, None, None, None),
        (-1, 3, None, None, None),
        (0, 1, 0, None, None),
        (0, 1, None, (0.1, 0.2, 0.3), None),
        (0, 1, None, (0.1, 0.2, 0.3, 1.1), None),
        (0, 1, None, None, float("nan")),
        (0, 1),
    ],
)
def test_what_is_no_place_is_refused(values: tuple[object, ...]) -> None:
    with pytest.raises(ValueError, match=r"place|row|box|values"):
        Place.from_values(values)


def test_places_of_another_text_are_refused() -> None:
    for places in ((Place(0, 9_999),), (READ, TABLE), (TABLE, Place(10, 60))):
        with pytest.raises(ValueError, match="places overlap"):
            make_document("/a", TEXT, "", places=places)
    with pytest.raises(ValueError, match="not normalised"):
        make_document("/a", TEXT + " \n", "", places=(TABLE,))


def test_the_label_of_a_page_is_told_where_it_differs() -> None:
    found = make_paged_document("/a.pdf", ["One.", "Two.", "Three."], "", labels=["iv", "2", ""])
    labels = [found.page_label(found.text.index(word)) for word in ("One", "Two", "Three")]
    assert labels == ["iv", None, None]
    hostile = make_paged_document("/a.pdf", ["One.", "Two."], "", labels=["A-3", "<b>4" * 9])
    assert hostile.page_labels == ("A-3", "")
    same = make_paged_document("/a.pdf", ["One.", "Two."], "", labels=["1", "2"])
    assert same.page_labels == ()
    assert same == make_paged_document("/a.pdf", ["One.", "Two."], "")


def test_places_of_pages_are_moved_with_them() -> None:
    first, second = "It was a long-", "term loan, the bank said."
    places = ([Place(0, 14, box=BOX)], [Place(0, 9, box=BOX)])
    found = make_paged_document("/a.pdf", [first, second], "", joints=("", ""), places=places)
    assert found.text == "It was a long-term loan, the bank said."
    assert [found.text[place.start : place.end] for place in found.places] == [
        "It was a long-",
        "term loan",
    ]


def test_places_are_kept_and_sent() -> None:
    found = document(TABLE, READ)
    found = replace(found, pages=(0, 3), page_labels=("iv", ""))
    cut = split(found)
    assert from_frame(to_frame(cut)) == cut
    _, read, _, _ = read_document(document_text("/a.csv", found, cut.sentences, cut.passages))
    assert read == found
