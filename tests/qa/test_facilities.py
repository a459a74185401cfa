"""Parts of a place: when the museum's shop opens does not tell when its café does."""

import pytest

from qa.english.facilities import is_no_place, of_another_place

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
    ("question", "before", "words", "no_place"),
    [
        ("Where was CS9 held?", "In a speech to the ", "United Nations", True),
        ("Where did the talks take place?", "Talks of the ", "African Union", True),
        ("Where did the ministers meet?", "Ministers of the ", "EU", True),
        ("Where was CS9 held?", "She spoke at the ", "United Nations", False),
        ("Where was CS9 held?", "It was in the ", "United Kingdom", False),
        ("Where was CS9 held?", "The ", "United Nations headquarters in Geneva", False),
        ("Where does she work?", "Her employer is the ", "United Nations", False),
        ("Who held CS9?", "In a speech to the ", "United Nations", False),
    ],
)
def test_a_body_of_people_is_no_place(
    question: str, before: str, words: str, *, no_place: bool
) -> None:
    assert is_no_place(question, before, words) is no_place
