"""A claim gives as plain fact what the evidence has somebody say; or it does not."""

from time import perf_counter

import pytest

from qa.support.attributed import labels, says_something, unattributed

HURT = (
    "At least five shells fell on Arnau, the town’s mayor, Ida Holm, said.\nSix people were hurt."
)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Six people were hurt.", "Six people were hurt, the mayor of Arnau said."),
        ("Six people were hurt.", "A shell fell on Arnau.\nSix people were hurt, he said."),
        ("Six people were hurt in Arnau.", "The mayor said six people were hurt in Arnau."),
        ("The dam is safe.", "The dam is safe, Ann Lee told reporters on Friday."),
        ("The dam is unsafe.", "According to the keeper, the dam is unsafe."),
        (
            "The war was just.",
            "Mr. Orban has not moved.\nHe still maintains that the war was just.",
        ),
        ("The vote was rigged.", "“The vote was rigged,” the loser insisted."),
        ("Five shells fell on Arnau.", HURT),
    ],
)
def test_what_is_only_said_is_no_plain_fact(claim: str, evidence: str) -> None:
    assert unattributed(claim, evidence)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Six people were hurt.", HURT),
        ("Six people were hurt, said the mayor.", "Six people were hurt, the mayor said."),
        ("By the mayor’s count six were hurt.", "Six people were hurt, the mayor said."),
        ("The keeper holds the dam to be unsafe.", "According to the keeper, the dam is unsafe."),
        ("Ida Holm is the mayor of Arnau.", HURT),
        (
            "The council met on Monday.",
            "The council met on Monday, and the mayor said it was late.",
        ),
        ("Bread is dear.", "Bread is dear."),
        ("", HURT),
        ("Six people were hurt.", ""),
    ],
)
def test_what_the_evidence_or_the_claim_says_itself_is_left_alone(
    claim: str, evidence: str
) -> None:
    assert not unattributed(claim, evidence)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The dam is safe, Ann Lee told reporters.", True),
        ("Some leaders pushed back, noting that the sea rises.", True),
        ("Officer: You were fast.\nDriver: There was no sign!", False),  # see labels
        ("The dam is safe.", False),
        ("It opens at 9:30 in the morning.", False),
        ("", False),
    ],
)
def test_somebody_says_something_in_whatever_way(text: str, says: bool) -> None:
    assert says_something(text) == says


def test_who_speaks_in_a_conversation_is_its_labels() -> None:
    assert labels("Ann Lee: It rains.\nThe dam is safe.\nMr. Holm: No.") == {
        "ann",
        "lee",
        "holm",
        "mr",
    }
    assert labels("It opens at 9:30.") == labels("") == frozenset()


def test_it_takes_time_linear_in_the_evidence() -> None:
    line = "The dam is safe, Ann Lee told reporters, and “it will hold,” she said.\n"
    times = []
    for many in (40, 400):
        start = perf_counter()
        unattributed("The dam is safe.", line * many)
        times.append(perf_counter() - start)
    assert times[1] < 40 * max(times[0], 0.01)
