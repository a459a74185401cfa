"""The verdicts that ship, by the network that ships."""

import pytest

from index.documents.normalise import make_document
from qa.evidence.load import open_selector
from qa.evidence.select import Evidence
from tests.support.fakes import find, passage

pytestmark = pytest.mark.slow

NOTE = make_document(
    "/n",
    "The mayor of Lindau, Ada Holm, opened the bridge on Monday. Nobody was hurt.",
    "Note",
)
OPENED = "The mayor of Lindau, Ada Holm, opened the bridge on Monday."


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Is Ada Holm the mayor of Lindau?", "yes"),
        ("Did Ada Holm open the bridge?", "yes"),
        ("Is Ada Holm the mayor of Bregenz?", "no"),
        ("Did Ada Holm close the bridge?", "no"),
    ],
)
def test_yes_and_no_are_told_apart(question: str, verdict: str) -> None:
    selector = open_selector()
    span = find(NOTE, OPENED)
    found = selector.decided(question, Evidence(passage(NOTE, OPENED), span, 0.9, span))
    assert found is not None
    yes, no = found
    assert (yes > no) == (verdict == "yes")
