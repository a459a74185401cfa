"""The benchmark of boxes: its true boxes are true, and what is measured is right."""

import random
from pathlib import Path

import pytest

from index.documents.pages import DrawnPage
from tests.bench.boxes.__main__ import (
    CHANGES,
    EACH,
    HALVES,
    Measured,
    iou,
    measured,
    report,
    summary,
)
from tests.bench.boxes.kinds import KINDS, case, over, ragged, side_by_side, turned
from tests.bench.boxes.pdfs import Sheet, sentences


def test_there_are_as_many_as_is_said() -> None:
    assert len(KINDS) == 19 and len(KINDS) * EACH == 114
    assert len(CHANGES) == 10
    assert len({*HALVES.values()}) == 2
    assert case(ragged, 5).sentence == case(ragged, 5).sentence != case(ragged, 6).sentence


def test_sentences_are_no_two_alike() -> None:
    made = sentences(random.Random(1), 60)
    assert len(set(made)) == 60
    assert all(text.endswith(".") and text.count(".") == 1 for text in made)


@pytest.mark.parametrize(
    ("turn", "shown"),
    [
        (0, (0.1, 0.2, 0.3, 0.4)),
        (90, (0.6, 0.1, 0.8, 0.3)),
        (180, (0.7, 0.6, 0.9, 0.8)),
        (270, (0.2, 0.7, 0.4, 0.9)),
    ],
)
def test_a_rectangle_of_the_file_is_where_the_page_shows_it(
    turn: int, shown: tuple[float, ...]
) -> None:
    sheet = Sheet(100, 100, turn=turn)
    assert sheet.shown(10, 60, 30, 80) == pytest.approx(shown)
    cropped = Sheet(1_000, 1_000, crop=(100, 100, 200, 200), turn=turn)
    assert cropped.shown(110, 160, 130, 180) == pytest.approx(shown)


def test_areas_are_compared_over_all_pages() -> None:
    box = (0.1, 0.1, 0.5, 0.2)
    assert iou([(1, box)], {1: DrawnPage(1, boxes=(box,))}) == 1
    assert iou([(1, box)], {1: DrawnPage(1)}) == 0
    assert iou([(1, box)], {1: DrawnPage(1), 2: DrawnPage(2, boxes=(box,))}) == 0
    both = {1: DrawnPage(1, boxes=(box,)), 2: DrawnPage(2)}
    assert iou([(1, box), (2, box)], both) == pytest.approx(0.5)
    half = {1: DrawnPage(1, boxes=((0.1, 0.1, 0.3, 0.2),))}
    assert iou([(1, box)], half) == pytest.approx(0.5)


def test_boxes_and_ink_agree_and_a_box_elsewhere_would_be_seen() -> None:
    columns = [side_by_side(2, 26, bottom=500)[0], side_by_side(2, 26)[1]]
    cases = [(case(kind, 77), 77) for kind in (ragged, turned, over(columns, "over columns", 1))]
    found = measured(cases, lambda made, file: made.write(file.with_suffix(".pdf")))
    assert all(one.over and one.ink and not one.rough for one in found), found
    moved = measured(cases[:1], write_elsewhere)
    assert not any(one.over for one in moved)


def write_elsewhere(made: object, file: Path) -> None:
    """The file of a case, with its words moved and the case unaware of it."""
    from dataclasses import replace

    from tests.bench.boxes.pdfs import Case

    assert isinstance(made, Case)
    words = [replace(word, y=word.y - 25) for word in made.words]
    made.write(file.with_suffix(".pdf"), words)


def test_what_is_no_sentence_of_the_index_counts_as_missed() -> None:
    found = [Measured("a", 1, False), Measured("a", 2, True, iou=0.9, own=1.0, other=0.0)]
    figures = summary(found, {"gone": [3, 1, 2]})
    assert (figures["sentences"], figures["over"], figures["share"]) == (2, 1, 0.5)
    assert (figures["changed"], figures["unsure_boxes"], figures["unsure_pages"]) == (3, 1, 2)
    assert "gone" in report(found, {"gone": [3, 1, 2]})
