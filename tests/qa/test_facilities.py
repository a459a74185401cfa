"""Parts of a place: when the museum's shop opens does not tell when its café does."""

import pytest

from qa.english.facilities import asks_if_part_is_open, of_another_place

SHOP = "The museum's shop opens at nine."


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("When does the museum's cafe open?", SHOP),
        ("When does the café of the museum open?", SHOP),
        ("How much does the pool cost?", "It has a bar; the sauna costs 9 euros."),
    ],
)
def test_it_tells_of_another_place(question: str, sentence: str) -> None:
    assert of_another_place(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence", "before"),
    [
        ("When does the museum's shop open?", SHOP, ""),
        ("When does the museum's store open?", SHOP, ""),
        ("When does the museum open?", "The museum is open from nine.", ""),
        ("When does the café open?", "It opens at nine, when the shop is still closed.", ""),
        ("When does the café open?", "The building is open from nine.", ""),
        ("When does the café open?", "The shop is closed then.", "The café opens at nine."),
        ("How do I get to the museum?", "From the station take bus 9.", ""),
        ("When does it open?", SHOP, ""),
        ("When was the library founded?", "The museum was founded in 1904.", ""),
        ("Who opens the library?", "The museum is opened by Ida Moll.", ""),
        ("When does the bar in the museum open?", "The shop opens at nine.", ""),
    ],
)
def test_it_may_tell_of_it(question: str, sentence: str, before: str) -> None:
    assert not of_another_place(question, sentence, before)


@pytest.mark.parametrize(
    ("question", "near", "of_a_part"),
    [
        ("Is the museum's café open on Sunday?", "Lunn Museum", True),
        ("Is the gardens' shop closed on Sunday?", "", True),
        ("Is Lunn Museum's small shop open?", "", True),
        ("Is the museum's café open on Sunday?", "Museum cafe", False),
        ("Is the museum open on Sunday?", "", False),
        ("Is St Mary's Church open on Sunday?", "", False),
        ("Is the farmers' market open?", "", False),
        ("Is the children's library open?", "", False),
        ("Is King's College chapel open?", "", False),
        ("Is the McDonald's restaurant open?", "", False),
        ("Is Anna's shop open?", "", False),
    ],
)
def test_it_asks_if_a_part_is_open(question: str, near: str, *, of_a_part: bool) -> None:
    assert asks_if_part_is_open(question, near) is of_a_part
