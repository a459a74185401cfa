"""Whose full name is nowhere in the evidence, of them it says nothing."""

import pytest

from qa.support.rules import objection

PALACE = "The president of France works at the Élysée Palace, on the right bank of the Seine."


@pytest.mark.parametrize(
    ("claim", "evidence", "name"),
    [
        ("Mark Rutte is the president of France.", PALACE, "Mark Rutte"),
        ("The bridge was built by Ada van der Kern.", "The bridge was built in one year.", "Ada"),
        ("Orme Ferries runs the line.", "The line is run by a company of the town.", "Orme"),
    ],
)
def test_of_a_stranger_nothing_is_said(claim: str, evidence: str, name: str) -> None:
    assert f"knows nobody called “{name}" in (objection(claim, evidence, "") or "")


@pytest.mark.parametrize(
    ("claim", "evidence", "about"),
    [
        # a part of the name is known, or its letters, or its document is about it
        ("Ada Kern runs the line.", "The line is run by Kern.", ""),
        ("Ada Kern runs the line.", "The line is run by a woman of the town.", "Ada Kern at home"),
        ("The World Health Organization warns.", "The WHO warns of floods.", ""),
        # the evidence leans on a sentence that may name her
        ("Ada Kern runs the line.", "She runs the line.", ""),
        # no name, but the beginning of a sentence
        ("The French president works at the palace.", PALACE, ""),
    ],
)
def test_who_may_be_meant_is_no_stranger(claim: str, evidence: str, about: str) -> None:
    assert "knows nobody" not in (objection(claim, evidence, about) or "")
