"""Words of a question with one wrong letter."""

from pathlib import Path

import pytest

from index import Index
from index.types import Scope
from qa import Assistant
from qa.evidence.spelling import Change, spelled
from tests.support.fake_models import FakeEncoder, FakeReader

TEXTS = {
    "a": "Two people were killed in Kherson. John Healey runs the ministry.",
    "b": "The negotiations on the harbour of Lindau began. Keir Starmer is the host. A court sat.",
    "c": "Mr. Zelenskyy came. The villages of Kherson were empty. Cafés in Besançon were closed.",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder: Path = tmp_path_factory.mktemp("spelling")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text)
    index = Index.open(folder / "index", encoder=FakeEncoder())
    index.sync(folder)
    return index


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("Kherzon", "Kherson"),  # another letter
        ("Khersn", "Kherson"),  # one missing
        ("Kherrson", "Kherson"),  # doubled
        ("Khesron", "Kherson"),  # swapped
        ("Jherson", "Kherson"),  # the first
        ("kherzon", "Kherson"),  # without its capital
        ("KHERZON", "Kherson"),
        ("Zelenksyy", "Zelenskyy"),
        ("vilages", "villages"),
        ("negotiatons", "negotiations"),  # whose stem is not near
        ("Besancn", "Besançon"),  # of a word with an accent
    ],
)
def test_one_wrong_letter_is_put_right(index: Index, word: str, near: str) -> None:
    read = spelled(f"How many of {word} are left?", index)
    assert read.changes == (Change(word, near),)
    assert read.question == f"How many of {near} are left?"
    assert read.notes == [f"Read “{word}” as “{near}”."]


def test_a_slip_and_a_capital_tell_which_word_is_meant(tmp_path: Path) -> None:
    text = (
        "The line is long, the line is new. The Linnet sails. Hart Brewery is a brewery. A Brewery."
    )
    (tmp_path / "a.txt").write_text(text)
    with Index.open(tmp_path / "index", encoder=FakeEncoder()) as index:
        index.sync(tmp_path)
        assert index.near_word("Linet") == index.near_word("linet") == "Linnet"  # and not "line"
        assert index.near_word("Lines") == ""  # it is there
        assert index.near_word("brewrey") == "brewery"
        assert index.near_word("Brewrey") == "Brewery"


@pytest.mark.parametrize(
    "question",
    [
        "Who was killed in Kherson?",
        "Who was killed in Kersson?",  # two letters
        "Is it in F16bis-Kherzon?",  # a word of a code
        "Who is Kerch?",  # too far
        "Were vill lage or harb said?",  # too short
        "What costs 12345 at 2O25?",
        "What did the count order in court?",  # English, though the documents lack it
        "Did Paris or Maria vote?",  # a place and a name, whatever is near
        "Is Mark Starner there?",  # no Mark Starmer is known
        "Wieviele Menschen wurden getötet?",
        "",
        "???",
        "\ud800",
        "Kherzon " * 1_000,
    ],
)
def test_what_is_right_or_unclear_is_left_alone(index: Index, question: str) -> None:
    assert spelled(question, index).question == question


def test_a_name_is_put_right_by_the_name_beside_it(index: Index) -> None:
    assert spelled("Who is John Healy?", index).question == "Who is John Healey?"
    assert spelled("Who is Keir Stramer?", index).question == "Who is Keir Starmer?"
    assert not spelled("Who is Anna Stramer?", index).changes


def test_a_word_is_changed_wherever_it_stands(index: Index) -> None:
    read = spelled("Is Kherzon’s port in Kherzon?", index)
    assert read.question == "Is Kherson’s port in Kherson?"
    assert len(read.changes) == 1


def test_only_the_documents_of_a_scope_lend_a_word(index: Index) -> None:
    a = Scope(folders=(next(source for _, source in index.sources() if "a.txt" in source),))
    assert spelled("Where is Kherzon?", index, a).changes
    assert not spelled("Who is Zelenksyy?", index, a).changes


def test_an_empty_index_changes_nothing(tmp_path: Path) -> None:
    with Index.open(tmp_path / "index", encoder=FakeEncoder()) as index:
        assert not spelled("Where is Kherzon?", index).changes


def test_the_answer_says_so(index: Index) -> None:
    answer = Assistant(index, reader=FakeReader()).ask("Who was killed in Kherzon?")
    assert answer.question == "Who was killed in Kherson?"
    assert "Read “Kherzon” as “Kherson”." in answer.notes
    assert not Assistant(index, reader=FakeReader()).ask("Who was killed in Kherson?").notes
