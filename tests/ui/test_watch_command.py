"""`pincite watch`, and what `pincite index` tells for what is watched."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import ui.cli.index as index_command
from index import Index, UserError
from index.documents.read import read_here
from index.types import EVERYWHERE, Scope
from qa import Answer
from tests.qa.test_watchlist import HARBOUR, NEW, Asked
from tests.support.fake_models import FakeEncoder
from tests.ui.test_cli import Result
from ui.cli.main import main

Pincite = Callable[..., Result]


@pytest.fixture
def pincite(
    tiny_index: Index, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Pincite:
    """The command over the tiny index, with an assistant that knows words only."""

    class Assistant:
        def __init__(self, index: Index) -> None:
            self.ask = Asked(index)

    monkeypatch.setattr("index.corpus.open_encoder", lambda _: FakeEncoder())
    monkeypatch.setattr("index.corpus.recorded_model", lambda _: None)
    monkeypatch.setattr("index.documents.pool.read_apart", read_here)
    monkeypatch.setattr("qa.assistant.Assistant", Assistant)

    def run(*arguments: str) -> Result:
        status = main([*arguments, "--index", str(tiny_index.folder)])
        out, err = capsys.readouterr()
        return status, out, err

    return run


@pytest.fixture
def crane(tiny_folder: Path) -> Path:
    path = tiny_folder / "crane.txt"
    path.write_text(NEW)
    return path


def test_a_question_is_watched_told_of_and_removed(pincite: Pincite, tiny_folder: Path) -> None:
    assert pincite("watch") == (
        1,
        "",
        'pincite: Nothing is watched; begin with: pincite watch "QUESTION"\n',
    )
    status, out, _ = pincite("watch", "Who", "saw", "the harbour?")
    assert (status, out) == (0, "Watched as number 1; pincite index shows what is new.\n")
    assert pincite("watch", "--check") == (1, "", "pincite: Nothing is new.\n")
    (tiny_folder / "crane.txt").write_text(NEW)
    status, out, err = pincite("index", str(tiny_folder))
    assert (status, err) == (0, "")
    report, _, told = out.partition("\n")
    assert report.startswith("5 documents")
    assert told == (
        f"new for 1, “{HARBOUR}”:\n  “{NEW}”\n    crane\n    {tiny_folder / 'crane.txt'}\n"
    )
    assert "new for" not in pincite("index", str(tiny_folder))[1]
    status, out, _ = pincite("watch")
    assert status == 0 and out.startswith(f"1. “{HARBOUR}”, since ") and f"“{NEW}”" in out
    assert pincite("watch", "--remove", "1") == (0, f"Not watched any more: {HARBOUR}\n", "")
    assert pincite("watch")[0] == 1


def test_as_json(pincite: Pincite, tiny_folder: Path, tiny_index: Index) -> None:
    added = json.loads(pincite("watch", HARBOUR, "--type", "txt", "--json")[1])
    assert (added["number"], added["scope"]["types"], added["found"]) == (1, ["txt"], [])
    (tiny_folder / "crane.txt").write_text(NEW)
    report = json.loads(pincite("index", str(tiny_folder), "--json")[1])
    (news,) = report["watched"]
    assert (report["added"], news["number"], news["question"]) == (1, 1, HARBOUR)
    assert [one["quote"] for one in news["citations"]] == [NEW]
    assert json.loads(pincite("index", str(tiny_folder), "--json")[1])["watched"] == []
    (listed,) = json.loads(pincite("watch", "--json")[1])["questions"]
    assert [one["quote"] for one in listed["found"]] == [NEW]
    assert json.loads(pincite("watch", "--remove", "1", "--json")[1]) == {"removed": [1]}


def test_an_index_without_watched_questions_says_nothing_of_them(
    pincite: Pincite, tiny_folder: Path
) -> None:
    assert "watched" not in json.loads(pincite("index", str(tiny_folder), "--json")[1])


def test_checking_without_a_sync(
    pincite: Pincite, tiny_index: Index, tiny_folder: Path, crane: Path
) -> None:
    assert pincite("watch", HARBOUR)[0] == 0
    tiny_index.sync(tiny_folder, read=read_here)
    status, out, _ = pincite("watch", "--check", "--json")
    values = json.loads(out)
    assert status == 0 and values["schema_version"] == 1
    assert [one["quote"] for one in values["news"][0]["citations"]] == [NEW]
    status, out, _ = pincite("watch", "--check", "--json")
    assert (status, json.loads(out)["news"]) == (1, [])


def test_following_a_folder(
    pincite: Pincite, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changes(*_: object) -> Iterator[Any]:
        (tiny_folder / "crane.txt").write_text(NEW)
        yield {tiny_folder}
        yield {tiny_folder}
        raise KeyboardInterrupt

    monkeypatch.setattr("index.sync.watch.changes", changes)
    pincite("watch", HARBOUR)
    status, out, _ = pincite("index", str(tiny_folder), "--watch")
    assert status == 130 and out.count(NEW) == 1


def test_a_look_that_fails_is_said_and_the_sync_stands(
    pincite: Pincite, tiny_folder: Path, crane: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pincite("watch", HARBOUR)
    (tiny_folder / "second.txt").write_text("Another harbour was built.")

    def fail(*_: object) -> None:
        raise UserError("The model is missing.", "Install it.")

    with monkeypatch.context() as patched:
        patched.setattr("qa.assistant.Assistant", fail)
        status, out, err = pincite("index", str(tiny_folder))
        assert status == 0 and out.startswith("6 documents")
        assert err == "pincite: The model is missing. Install it.\n"
        status, out, _ = pincite("index", str(tiny_folder), "--json")
        assert (status, json.loads(out)["watched"]) == (0, [])
        assert pincite("watch", "--check")[0] == 2
    assert "Another harbour" in pincite("index", str(tiny_folder))[1]


def test_what_was_found_before_it_was_stopped_is_shown(
    pincite: Pincite, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pincite("watch", HARBOUR)
    pincite("watch", "Which crane fell?")
    (tiny_folder / "crane.txt").write_text(NEW)
    asked = []

    class Stopped:
        def __init__(self, index: Index) -> None:
            self.index = index

        def ask(self, question: str, *, scope: Scope = EVERYWHERE) -> Answer:
            asked.append(question)
            if len(asked) == 2:
                raise KeyboardInterrupt
            return Asked(self.index)(question, scope=scope)

    with monkeypatch.context() as patched:
        patched.setattr("qa.assistant.Assistant", Stopped)
        status, out, _ = pincite("index", str(tiny_folder))
    assert status == 130 and f"new for 1, “{HARBOUR}”:\n  “{NEW}”" in out
    out = pincite("watch", "--check")[1]
    assert "new for 1" not in out and "new for 2" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("x", "--check"), "Do one after the other."),
        (("--remove", "1", "x"), "expected a number"),
        (("--remove", "0"), "expected a number"),
        (("--remove", "9"), "No watched question has the number 9."),
        (("--check", "--remove", "1"), "not allowed with"),
        (("--type", "pdf"), "A scope is for a question."),
        (("Who?", "--source", "Nobody"), "has the source"),
        ((" ",), "The question is empty."),
    ],
)
def test_wrong_arguments(arguments: tuple[str, ...], said: str, pincite: Pincite) -> None:
    status, out, err = pincite("watch", *arguments)
    assert (status, out) == (2, "") and said in err and err.count("\n") == 1


def test_an_index_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["watch", "Who?", "--index", str(tmp_path / "absent")]) == 2
    assert "There is no index in" in capsys.readouterr().err


def test_nothing_of_a_document_reaches_the_terminal(pincite: Pincite, tiny_folder: Path) -> None:
    pincite("watch", "harbour \x1b[31m?")
    (tiny_folder / "crane.txt").write_text("A harbour \x1b[31m of \u202e steel was built.")
    out = pincite("index", str(tiny_folder))[1] + pincite("watch")[1]
    assert "steel" in out and "\x1b" not in out and "\u202e" not in out


def test_nothing_is_loaded_where_nothing_is_watched(tmp_path: Path) -> None:
    from types import SimpleNamespace

    looker = index_command.Looker(SimpleNamespace(folder=tmp_path))  # type: ignore[arg-type]
    assert not looker.watches
