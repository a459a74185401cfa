"""What is no question, and what only begins like that."""

from pathlib import Path

import pytest

from index import Index
from qa import Assistant
from qa.english.small_talk import LEAVING, REPLIES, small_talk
from qa.types import Stage
from tests.support.fake_models import FakeEncoder, FakeReader


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("thanks", "thanks"),
        ("Thank you very much!", "thanks"),
        ("ok, thank you!", "thanks"),
        ("ok thanks", "thanks"),
        ("Great, thanks a lot for the help.", "thanks"),
        ("hello", "hello"),
        ("Good morning!", "hello"),
        ("hi there, how are you?", "hello"),
        ("help", "help"),
        ("/help", "help"),
        ("What can you do?", "help"),
        ("?", "help"),
        ("???", "help"),
        ("quit", "quit"),
        (":q", "quit"),
        ("exit()", "quit"),
        ("bye", "bye"),
        ("ok, bye!", "bye"),
        ("thanks, that is all", "bye"),
        ("ok", "fine"),
        ("I see.", "fine"),
        ("no", "fine"),
        ("really?", "doubt"),
        ("Are you sure?", "doubt"),
    ],
)
def test_what_is_no_question(line: str, kind: str) -> None:
    assert small_talk(line) == kind
    assert REPLIES[kind]


@pytest.mark.parametrize(
    "line",
    [
        "",
        " ",
        "...",
        "thanks, and in Kharkiv?",
        "ok, who is the mayor of Lindau?",
        "hello, where is Lindau?",
        "help for Ukraine",
        "Who thanks Putin?",
        "Right to repair",
        "exit polls",
        "stop the war",
        "good morning britain ratings",
        "no, I meant Odesa",
        "how are you allowed to vote?",
        "thanks " * 40,
        "x" * 10_000,
        "danke",
        "\ud800",
    ],
)
def test_what_may_be_a_question(line: str) -> None:
    assert not small_talk(line)


def test_who_says_goodbye_leaves() -> None:
    assert {small_talk(line) for line in ("quit", "exit", "bye")} <= LEAVING
    assert not {small_talk(line) for line in ("thanks", "help", "hello", "ok")} & LEAVING


def test_nothing_is_looked_for(tmp_path: Path) -> None:
    with Index.open(tmp_path / "index", encoder=FakeEncoder()) as index:
        events = list(Assistant(index, reader=FakeReader()).stream("thank you"))
    assert [event.reply for event in events if not isinstance(event, Stage)] == [REPLIES["thanks"]]
    assert len(events) == 1
