"""Drafts of models, well and badly formatted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.writing.parse import Statement, Unfinished, statements, stream

BOAT, LAKE = "The boat sank.", "The lake rose by 2.5 metres."


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (f"{BOAT} [1] {LAKE} [2]", [(BOAT, (1,)), (LAKE, (2,))]),
        ("The boat sank [1]. The lake rose by 2.5 metres [2].", [(BOAT, (1,)), (LAKE, (2,))]),
        (f"{BOAT}[1][2] {LAKE}", [(BOAT, (1, 2)), (LAKE, ())]),
        (f"{BOAT} [1, 2; 4 and 5]", [(BOAT, (1, 2, 4, 5))]),
        (f"{BOAT} [2-4]", [(BOAT, (2, 3, 4))]),
        (f"{BOAT} [1-999]", [(BOAT, tuple(range(1, 22)))]),
        (f"{BOAT} [1][1]", [(BOAT, (1,))]),
        (f"{BOAT} 【1】", [(BOAT, (1,))]),
        (f"{BOAT} [^1]", [(BOAT, (1,))]),
        (f"{BOAT} [Source 1]", [(BOAT, (1,))]),
        (f"{BOAT} (Sources 1, 2)", [(BOAT, (1, 2))]),
        ("The boat sank (1).", [(BOAT, (1,))]),
        (f"[1] {BOAT}\n[2] {LAKE}", [(BOAT, (1,)), (LAKE, (2,))]),
        (f"- {BOAT} [1]\n- {LAKE} [2]", [(BOAT, (1,)), (LAKE, (2,))]),
        (f"1. {BOAT} [1]\n2) {LAKE} [2]", [(BOAT, (1,)), (LAKE, (2,))]),
        ("**The boat** sank. [3]", [(BOAT, (3,))]),
        ("*The boat* `sank`. [3]", [(BOAT, (3,))]),
        (f"{BOAT}\n[1]", [(BOAT, (1,))]),
        (
            "In 2024 (5 years on) the boat sank. [1]",
            [("In 2024 (5 years on) the boat sank.", (1,))],
        ),
        ("Snake_case stays_so. [1]", [("Snake_case stays_so.", (1,))]),
        ("", []),
        (" \n \n", []),
        ("[1]", []),
        ("... !!! [2]", []),
    ],
)
def test_statements(draft: str, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    assert [(found.text, found.markers) for found in statements(draft)] == expected


def test_a_sentence_that_was_cut_off_is_not_whole() -> None:
    found = statements(f"{BOAT} [1] The lake rose by")
    assert [statement.whole for statement in found] == [True, False]


@given(st.text() | st.text(alphabet="ab .[]()1,-*#\n【】^"))
def test_any_draft_can_be_parsed(draft: str) -> None:
    for found in statements(draft):
        assert isinstance(found, Statement)
        assert found.text.strip() == found.text != ""
        assert all(0 <= marker <= 999 for marker in found.markers)


@given(st.lists(st.sampled_from([BOAT, LAKE, " ", "[1]", "[2] ", "\n", "The", " and", "**"])))
def test_a_stream_gives_what_the_whole_gives(pieces: list[str]) -> None:
    found = [one for one in stream(pieces) if isinstance(one, Statement)]
    assert found == statements("".join(pieces))


def test_what_is_unfinished_is_told_on_the_way() -> None:
    told = [
        one.text
        for one in stream(["The lake", " rose.", " [1] A bo", "at  sank."])
        if isinstance(one, Unfinished)
    ]
    assert told == ["The lake", "The lake rose.", "[1] A bo", "[1] A boat sank."]
    (long,) = [one for one in stream(["a" * 5000]) if isinstance(one, Unfinished)]
    assert len(long.text) == 300


def test_a_statement_is_given_when_the_next_has_begun() -> None:
    taken = []

    def pieces():  # type: ignore[no-untyped-def]
        for piece in (BOAT, " [1]", " The lake", " rose.", " [2]"):
            taken.append(piece)
            yield piece

    first = next(one for one in stream(pieces()) if isinstance(one, Statement))
    assert (first.text, first.markers) == (BOAT, (1,))
    assert taken == [BOAT, " [1]", " The lake", " rose."]
