"""Quotations of a draft are held against their sources to the letter."""

import pytest

from index.documents.normalise import make_document
from index.documents.split import sentences
from qa.drafts.quotations import origin, quotations

SOURCE = make_document(
    "/a.txt",
    "He was tired. “It’s a long way – and we won’t go back before the pier, which broke in May, is "
    "safe,” said Ms. Moreau. Nobody else spoke.",
    "A",
)
PLACES = [(SOURCE, piece.span) for piece in sentences(SOURCE)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"We will not go back," he said.', ["We will not go back,"]),
        (
            "“We will not go back” and “It is a long way”.",
            ["We will not go back", "It is a long way"],
        ),
        ("The “reassurance force” is new.", []),
        ('An unpaired " mark stands here for no reason.', []),
        ('"" and "   "', []),
    ],
)
def test_which_words_are_quoted(text: str, found: list[str]) -> None:
    assert [one.text for one in quotations(text)] == found
    assert all(text[one.start : one.end] == one.text for one in quotations(text))


@pytest.mark.parametrize(
    "quoted",
    [
        "It's a long way - and we won't go back",
        "it’s a long way – and we won’t go back before the pier,",
        "We won’t go back before the pier",
        "It’s a long way … we won’t go back before the pier",
        "It’s a long way [...] before the pier, which broke in May, is safe.",
        "It’s a long way – and [they] won’t go back before the pier",
    ],
)
def test_what_is_to_the_letter(quoted: str) -> None:
    found = origin(quoted, PLACES)
    assert found and found.edits == () and "long way" in found.document.slice(found.span)


@pytest.mark.parametrize(
    ("quoted", "changed"),
    [
        ("It’s a short way – and we won’t go back", [("long", "short")]),
        ("It’s a long way – and we will go back", [("won’t", "will")]),
        ("we won’t go back before the pier, which broke in June, is safe", [("May,", "June,")]),
        ("It’s a long long way – and we won’t go back", [("", "long")]),
        ("It’s a long way … before the bridge, which broke in May, is safe", None),
    ],
)
def test_what_is_not_to_the_letter(quoted: str, changed: list[tuple[str, str]] | None) -> None:
    found = origin(quoted, PLACES)
    assert found and found.edits
    different = [(edit.before, edit.after) for edit in found.edits if not edit.same]
    assert different and (changed is None or different == changed)


@pytest.mark.parametrize("quoted", ["The mill of the town was sold on Monday", "…", "of the and a"])
def test_what_nobody_said(quoted: str) -> None:
    assert origin(quoted, PLACES) is None
    assert origin(quoted, []) is None
