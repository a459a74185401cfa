"""Who has an office now does not answer who had it before."""

import pytest

from qa.evidence.holders import holders_before
from qa.evidence.select import ANOTHERS
from tests.qa.test_lists import evidence

BEFORE = "Who was the harbour master before?"


@pytest.mark.parametrize(
    ("question", "text", "counts"),
    [
        (BEFORE, "The harbour master is Jill Sandys.", False),
        ("Who was the master before her?", "Jill Sandys heads the harbour.", False),
        (BEFORE, "Before her, Frank Otter held the post.", True),
        (BEFORE, "Jill Sandys succeeded Frank Otter.", True),
        (BEFORE, "The harbour master was Frank Otter.", True),
        ("Who is the harbour master?", "The harbour master is Jill Sandys.", True),
        (BEFORE, "The master is Jill Sandys, preceded by Frank Otter.", True),
        (BEFORE, "Frank Otter (1990-2010) is on the list of masters.", True),
        (BEFORE, "Frank Otter, the ex-harbour master, runs a shop.", True),
        (BEFORE, "The last harbour master is Frank Otter.", True),
        ("Who was fined for speeding before?", "Jill Sandys is fined for speeding.", True),
        ("Who was there before?", "Jill Sandys is there.", True),
        ("Who was the editor before?", "The editor is Jill Sandys.", False),
        ("Who was there before the war?", "The harbour master is Jill Sandys.", True),
    ],
)
def test_who_is_it_now_is_not_who_was_it_before(question: str, text: str, counts: bool) -> None:
    (one,) = holders_before(question, [evidence(text, text[:-1], 0.8)])
    assert one.probability == pytest.approx(0.8 if counts else 0.8 * ANOTHERS)


def test_the_most_probable_comes_first() -> None:
    now = evidence("The harbour master is Jill Sandys.", "Jill", 0.9)
    then = evidence("Until 2019 it was Frank Otter.", "Frank", 0.5)
    assert [one.span for one in holders_before(BEFORE, [now, then])] == [then.span, now.span]
    assert holders_before(BEFORE, []) == []
