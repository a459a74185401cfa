"""The measures of lists and overviews count what they say."""

from index.types import Document, Span
from qa.types import Answer, Citation, Claim, Item, Kind, Part
from tests.bench import lists, overviews

TEXT = "France signed. Spain signed."
NOTE = Document("1" * 16, TEXT, "/news/note.txt", "A note")
FRANCE = Citation(NOTE, Span(NOTE.id, 0, 14), 1.0)
SPAIN = Citation(NOTE, Span(NOTE.id, 15, 28), 1.0)
CLAIMS = (Claim("France signed.", (FRANCE,)), Claim("Spain signed.", (SPAIN,)))


def test_items_that_are_right_and_found() -> None:
    one = lists.Gold("seeds", "seen", "Which countries?", ("France", "U.K.|Britain"), ("Spain",))
    items = tuple(Item(text, (FRANCE,)) for text in ("France", "Spain", "Norway"))
    row = lists.judged(one, Answer("Which countries?", CLAIMS, items=items))
    assert (row.right, row.given, row.found, row.wanted, row.answered) == (2, 3, 1, 2, True)
    assert lists.measures([row])["right"] == 2 / 3
    assert lists.judged(one, Answer("Which countries?")).answered is False


def test_the_gold_is_forty_of_each_in_halves() -> None:
    for half in ("seen", "held"):
        assert len([one for one in lists.gold(half) if one.over != "files"]) == 20
    assert len(overviews.gold("seen")) == len(overviews.gold("held")) == 20
    assert sum("sides" in one for one in overviews.gold()) == 20


def test_sentences_that_belong_and_points_that_are_covered() -> None:
    one = {"documents": ["other"], "phrases": ["France"], "points": [["signed"], ["left"]]}
    row = overviews.judged(one, Answer("What happened?", CLAIMS, kind=Kind.OVERVIEW))
    assert (row.belong, row.given, row.covered, row.wanted) == (1, 2, 1, 2)
    row = overviews.judged({**one, "documents": ["note"]}, Answer("What happened?", CLAIMS))
    assert row.belong == 2


def test_sides_that_are_covered_or_named_as_missing() -> None:
    one = {"sides": {"France": ["France"]}, "missing": ["Norway"]}
    parts = (Part("France", (0, 1)), Part("Norway", (), "No document mentions Norway."))
    row = overviews.judged(one, Answer("Compare.", CLAIMS, kind=Kind.COMPARISON, parts=parts))
    assert (row.belong, row.given, row.covered, row.wanted) == (1, 2, 2, 2)
