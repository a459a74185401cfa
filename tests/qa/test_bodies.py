"""Bodies of people: who met does not tell where."""

import pytest

from qa.english.bodies import names_a_body

WHERE = "Where was CS9 held?"


@pytest.mark.parametrize(
    ("question", "before", "words"),
    [
        (WHERE, "In a speech to the ", "United Nations"),
        (WHERE, "In talks with the ", "European Commission"),
        (WHERE, "At the request of the ", "United Nations"),
        ("Where did the talks take place?", "Talks of the ", "African Union"),
        ("Where did the ministers gather?", "Ministers of the ", "EU"),
    ],
)
def test_a_body_of_people_is_no_place(question: str, before: str, words: str) -> None:
    assert names_a_body(question, before, words)


@pytest.mark.parametrize(
    ("question", "before", "words"),
    [
        (WHERE, "She spoke at\nthe ", "United Nations"),
        (WHERE, "It was in the ", "United Kingdom"),
        (WHERE, "The ", "United Nations headquarters in Geneva"),
        (WHERE, "It took place at London's ", "Oxford Union"),
        (WHERE, "It was held in the old ", "European Commission"),
        (WHERE, "It was held in the hall of the ", "Football Federation"),
        (WHERE, "They met on the steps of the ", "United Nations"),
        (WHERE, "It was moved to the ", "European Commission"),
        (WHERE, "Venue: ", "European Commission"),
        (WHERE, "The venue was the ", "United Nations"),
        (WHERE, "Host country: ", "Russian Federation"),
        (WHERE, "It was held across the ", "EU"),
        (WHERE, "It was held within the ", "EU"),
        (WHERE, "The host is ", "Moscow, Soviet Union"),
        (WHERE, "Moscow, ", "Soviet Union"),
        (WHERE, "It was for the ", "Students' Union"),
        (WHERE, "It was for the ", "Foreign Ministry"),
        ("Where does she work?", "Her employer is the ", "United Nations"),
        ("Where did Anna meet her husband?", "Talks of the ", "EU"),
        ("Where do most accidents happen?", "Roads of the ", "EU"),
        ("Who held CS9?", "In a speech to the ", "United Nations"),
    ],
)
def test_it_may_be_a_place(question: str, before: str, words: str) -> None:
    assert not names_a_body(question, before, words)
