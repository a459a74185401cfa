"""What is counted: how many people there were does not tell how many dogs."""

import pytest

from qa.english.counted import counts_others, is_no_such_number


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How many dogs took part?", "About 200 people took part."),
        ("How many wasps were trained?", "The team trained 64 bees."),
        ("How many of the trams were new?", "Nine new buses were bought."),
        ("How many books has the archive?", "The archive has 3,000 old maps."),
    ],
)
def test_it_counts_something_else(question: str, sentence: str) -> None:
    assert counts_others(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How many dogs took part?", "About 200 people with nine dogs took part."),
        ("How many dogs took part?", "Nine took part."),
        ("How many dogs took part?", "The people saw that nine took part."),
        ("How many workers came?", "About 200 people came."),
        ("How many people came?", "Nine volunteers came."),
        ("How many people came in buses?", "The 9 buses brought 200."),
        ("How many people came?", "Four buses brought 84,000 visitors."),
        ("How many dogs came?", "In 2023 the museum saw nine, in 2024 museums saw more."),
        ("How many houses burned?", "Six homes burned."),
        ("Who trained the wasps?", "He trained 64 bees."),
        ("How many paintings were stolen?", "Thieves took seven works from two museums."),
        ("How many trees were set?", "200 volunteers planted 3,000 saplings."),
        ("How many dogs were hurt?", "Nine bus passengers were hurt."),
        ("How many people did they save?", "They made 87 rescues by helicopter."),
    ],
)
def test_it_may_count_what_is_asked_for(question: str, sentence: str) -> None:
    assert not counts_others(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence", "words", "expected"),
    [
        ("How many books has it?", "It has 12,000 books and 3,000 maps.", "3,000 maps", True),
        ("How many books has it?", "It has 12,000 books and 3,000 maps.", "12,000 books", False),
        ("How many books has it?", "It has 12,000 books and 3,000 maps.", "12,000", False),
        ("How many books has it?", "It has many books and 3,000 old maps.", "3,000", True),
        ("How many cats came?", "In 2025 it treated 21,400 animals.", "21,400", True),
        ("How many animals came?", "In 2025 it treated 90 cats.", "90", False),
        ("How many pets came?", "In 2025 it treated 90 animals.", "90 animals", False),
        ("When did the queen die?", "She was 88.", "88", True),
        ("How old was she?", "She was 88.", "88", False),
        ("How many calories has one square?", "It makes 16 squares.", "16 squares", True),
        ("How many seats has a coach?", "There are 8 coaches.", "8", True),
        ("How many seats has a coach?", "8 coaches have 60 seats each.", "60", False),
        ("How many squares does it make?", "It makes 16 squares.", "16", False),
        ("How many calories has one square?", "It has 210.", "210", False),
        ("When does it open?", "It opens at 9.", "9", False),
        ("When did she marry?", "She was 19.", "19", False),
        ("When was she born?", "She married when she was 19.", "19", False),
        ("When did he die?", "Pliny died A.D. 79.", "79", False),
        ("When did he die?", "Hals died in ’66.", "66", False),
        ("When did she die?", "She died in May at 88.", "88", False),
        ("When did she die?", "She died in 1961.", "1961", False),
        ("When did he die?", "Pliny died in 79.", "79", False),
    ],
)
def test_the_words_may_be_a_number_of_something_else(
    question: str, sentence: str, words: str, expected: bool
) -> None:
    assert is_no_such_number(question, sentence, words) is expected
