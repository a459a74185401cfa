import datetime
import io
import json
import os
import shutil
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

import ui.web.server
from index import __version__
from index.errors import UserError
from index.progress import Progress, SyncReport
from index.types import EVERYWHERE, Coverage, Hit, Scope, Skipped
from qa.evidence.reader import PACKAGED as SMALL
from qa.models.calibration import CheckerCalibration, ReaderCalibration
from qa.support.checker import PACKAGED as BASE
from qa.types import Answer, Dropped
from tests.support.fakes import ANSWERED, HITS, TEN, FakeAssistant
from tests.support.paths import ROOT
from ui.cli import main as cli
from ui.cli.browser import open_browser
from ui.cli.models import calibrations_for
from ui.web.access.authentication import Access
from ui.web.workspace import Workspace

COMMANDS = (
    "index",
    "status",
    "remove",
    "doctor",
    "search",
    "ask",
    "timeline",
    "table",
    "quotes",
    "chat",
    "recheck",
    "watch",
    "verify",
    "serve",
    "evaluate",
    "gold",
    "user",
)
REPORT = SyncReport(2, 0, 0, (Skipped("/news/empty.txt", "It is empty."),), 2, 4, 2, 0.12)
Call = tuple[Any, ...]


class FakeIndex:
    """Notes how it is used; knows two hits; every folder holds an index but "absent"."""

    calls: list[Call]
    failure: BaseException | None = None
    folder = Path("index")
    is_unfinished = False

    def __enter__(self) -> "FakeIndex":
        return self

    def __exit__(self, *_: object) -> None:
        self.calls.append(("close",))

    @classmethod
    def open(cls, path: Path, *, encoder: str | None = None, create: bool = True) -> "FakeIndex":
        cls.calls.append(("open", str(path), encoder, create))
        if path.name == "absent":
            raise UserError(f"There is no index in {path}.", "Make one with: pincite index FOLDER")
        return cls()

    def sync(
        self,
        paths: Iterable[Path],
        *,
        progress: Callable[[Progress], None],
        forget: bool,
        keep_versions: bool | None,
    ) -> SyncReport:
        assert not forget
        assert keep_versions is None
        self.calls.append(("sync", [str(path) for path in paths]))
        progress(Progress("reading", 10, 20, 1))
        if self.failure:
            raise self.failure
        return REPORT

    def search(
        self, query: str, k: int, mode: str = "fused", *, scope: Scope = EVERYWHERE
    ) -> list[Hit]:
        if mode == "lexical":
            return list(HITS[:k]) if "unsaid" not in query else []
        self.calls.append(("search", query, k, *([scope] if scope else [])))
        return list(HITS[:k]) if "nothing" not in query else []

    def documents(self) -> int:
        return 2

    def unfinished(self) -> str:
        return "A run is not finished." if self.is_unfinished else ""


class NotedAssistant(FakeAssistant):
    def __init__(
        self,
        index: FakeIndex,
        k: int = 20,
        llm: Any = None,
        reader: Path | None = None,
        fast: bool = False,
        checker: str | None = None,
    ) -> None:
        self.index, self.k, self.model = index, k, llm
        self.networks = (reader, fast, checker)

    def ask(
        self, question: str, *, scope: Scope = EVERYWHERE, as_of: datetime.date | None = None
    ) -> Answer:
        self.index.calls.append(("ask", question, self.k))
        if not question:
            raise UserError("The question is empty.", "Ask something.")
        return super().ask(question, scope=scope, as_of=as_of)


@pytest.fixture(autouse=True)
def calls(monkeypatch: pytest.MonkeyPatch) -> list[Call]:
    def stand_in(name: str, **names: object) -> None:
        module = ModuleType(name)
        vars(module).update(names)
        monkeypatch.setitem(sys.modules, name, module)

    FakeIndex.calls = []
    stand_in("index.corpus", Index=FakeIndex)
    stand_in("qa.assistant", Assistant=NotedAssistant, PASSAGES=20)
    for name in ("INDEX", "DEBUG", "LLM", "MODEL"):
        monkeypatch.delenv(f"PINCITE_{name}", raising=False)
    return FakeIndex.calls


Result = tuple[int, str, str]


@pytest.fixture
def pincite(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    monkeypatch.setattr("index.sync.files.check_named", lambda paths: None)

    def run(*arguments: str) -> Result:
        status = cli.main(arguments)
        out, err = capsys.readouterr()
        return status, out, err

    return run


def typed(monkeypatch: pytest.MonkeyPatch, data: bytes, terminal: bool = False) -> None:
    stream = io.TextIOWrapper(io.BytesIO(data), "utf-8", "surrogateescape")
    stream.isatty = lambda: terminal  # type: ignore[method-assign]
    monkeypatch.setattr(sys, "stdin", stream)


def test_ask_prints_the_answer_and_nothing_else(pincite: Callable[..., Result]) -> None:
    status, out, err = pincite("ask", "How many villages?")
    assert (status, err) == (0, "")
    assert out.startswith("Ten villages were taken, the ministry said. [1]\n")
    assert f"“{TEN}”" in out


def test_search_says_that_a_run_broke_off(
    pincite: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pincite("search", "villages")[2] == ""
    monkeypatch.setattr(FakeIndex, "is_unfinished", True)
    status, out, err = pincite("search", "villages", "--json")
    assert (status, err) == (0, "pincite: A run is not finished.\n") and json.loads(out)


def test_ask_joins_the_words_of_a_question(
    pincite: Callable[..., Result], calls: list[Call]
) -> None:
    assert pincite("ask", "How", "many", "villages?")[0] == 0
    assert ("ask", "How many villages?", 20) in calls


def test_ask_as_json(pincite: Callable[..., Result]) -> None:
    status, out, err = pincite("ask", "--json", "How many villages?")
    value = json.loads(out)
    assert (status, err, value["abstained"]) == (0, "", False)
    assert value["claims"][0]["citations"][0]["quote"] == TEN


def test_ask_abstains_with_status_1(pincite: Callable[..., Result]) -> None:
    status, out, err = pincite("ask", "Who?")
    assert (status, err) == (1, "")
    assert out.startswith("The documents do not answer this question. The nearest passages:")
    status, out, err = pincite("ask", "--json", "Who?")
    assert (status, err, json.loads(out)["abstained"]) == (1, "", True)


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_ask_reads_standard_input(
    arguments: tuple[str, ...],
    pincite: Callable[..., Result],
    calls: list[Call],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    typed(monkeypatch, b"\xef\xbb\xbfHow many villages?\n")
    assert pincite("ask", *arguments)[0] == 0
    assert ("ask", "How many villages?", 20) in calls


def test_ask_tolerates_invalid_utf8(
    pincite: Callable[..., Result], calls: list[Call], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, b"caf\xe9?")
    status, out, _ = pincite("ask", "--json")
    assert (status, json.loads(out)["question"]) == (1, "caf�?")
    pincite("ask", "caf\udce9?")
    assert calls[-2] == ("ask", "caf�?", 20)


@pytest.mark.parametrize("command", [("ask", "x"), ("chat",)])
def test_other_networks_by_their_options(
    command: Sequence[str], pincite: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[object, ...]] = []
    usual = NotedAssistant.__init__

    def init(self: NotedAssistant, *args: Any, **options: Any) -> None:
        usual(self, *args, **options)
        made.append(self.networks)

    monkeypatch.setattr(NotedAssistant, "__init__", init)
    typed(monkeypatch, b"\n")
    pincite(*command)
    pincite(*command, "--reader", "mine", "--checker", "theirs")
    pincite(*command, "--fast")
    assert made == [(None, False, None), (Path("mine"), False, "theirs"), (None, True, None)]


@pytest.mark.parametrize("command", [("ask", "x"), ("chat",), ("serve",), ("evaluate", "x.jsonl")])
def test_fast_is_for_the_packaged_networks(
    command: Sequence[str], pincite: Callable[..., Result]
) -> None:
    status, out, err = pincite(*command, "--fast", "--reader", "mi\x1bne")
    assert (status, out) == (2, "")
    assert err == (
        "pincite: --fast is for the packaged networks, and --reader mi�ne names another. "
        "Leave one of the two options out.\n"
    )
    assert " --fast" in pincite(command[0], "--help")[1].partition("\nexamples:\n")[2]


def test_the_calibrations_are_those_of_what_answers(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "mine")
    mine = replace(ReaderCalibration.read(SMALL), questions=7)
    mine.write(tmp_path / "mine")
    small, base = ReaderCalibration.read(SMALL), ReaderCalibration.read(BASE)
    assert small.weights != base.weights
    named = {"fast": False, "reader": None, "checker": None}
    for options, expected in (
        ({}, base),
        ({"fast": True}, small),
        ({"reader": tmp_path / "mine"}, mine),
    ):
        reader, checker = calibrations_for(Namespace(**{**named, **options}))
        assert reader == expected
        assert checker == CheckerCalibration.read(BASE)


def test_ask_asks_a_person_for_one_line(
    pincite: Callable[..., Result], calls: list[Call], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, b"How many villages?\nand more", terminal=True)
    status, _, err = pincite("ask")
    assert (status, err) == (0, "Question: ")
    assert ("ask", "How many villages?", 20) in calls


def test_a_model_behind_a_server(
    pincite: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Any] = []
    monkeypatch.setattr(
        NotedAssistant,
        "__init__",
        lambda self, index, k, llm, **_: made.append((index, k, llm)),
    )
    monkeypatch.setattr(
        NotedAssistant, "stream", lambda self, question, **_: iter([Answer(question)])
    )
    url = "http://127.0.0.1:1/v1"
    assert pincite("ask", "x", "--llm", url, "--model", "tiny")[0] == 1
    monkeypatch.setenv("PINCITE_LLM", url)
    monkeypatch.setenv("PINCITE_MODEL", "other")
    assert pincite("ask", "x")[0] == 1
    assert [llm.name for _, _, llm in made] == ["tiny", "other"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--llm", "http://127.0.0.1:1/v1"), "needs the name of a model. Give it with --model"),
        (("--model", "tiny"), "--model needs a server. Name it with --llm URL."),
        (("--llm", "tiny", "--model", "x"), "'tiny' is not the address of a model server."),
        (("--gguf", "absent.gguf"), "absent.gguf cannot be read. Give the path of a .gguf file."),
    ],
)
@pytest.mark.parametrize("command", [("ask", "x"), ("chat",), ("serve",)])
def test_a_model_that_is_not_said_right(
    command: tuple[str, ...], arguments: tuple[str, ...], said: str, pincite: Callable[..., Result]
) -> None:
    status, out, err = pincite(*command, *arguments)
    assert (status, out) == (2, "")
    assert said in err and err.count("\n") == 1


NOTED = replace(
    ANSWERED,
    notes=("The server cannot be reached.",),
    dropped=(Dropped("Eleven\x1b[2J villages.", "The number 11 is not in the evidence."),),
)


def test_what_was_left_out_is_counted_and_explained(
    pincite: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(NotedAssistant, "ask", lambda self, question, *, scope, as_of: NOTED)
    status, out, err = pincite("ask", "x")
    assert (status, "Eleven" in out) == (0, False)
    assert err == (
        "pincite: The server cannot be reached.\n"
        "pincite: 1 statement left out for want of support; see --explain.\n"
    )
    _, out, err = pincite("ask", "x", "--explain")
    assert "left out: Eleven�[2J villages.\n          The number 11 is not" in out
    plain, explained = pincite("ask", "x", "--json"), pincite("ask", "x", "--json", "--explain")
    reason = {"reason": "The number 11 is not in the evidence."}
    assert json.loads(plain[1])["dropped"] == [reason]
    assert json.loads(explained[1])["dropped"] == [{"text": NOTED.dropped[0].text, **reason}]


def test_stages_are_shown_on_a_terminal_only(
    pincite: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet = pincite("ask", "How many villages?")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    status, out, err = pincite("ask", "How many villages?")
    assert (status, out) == quiet[:2]
    assert "searching …" in err and err.endswith("\r\x1b[K")
    monkeypatch.setenv("TERM", "dumb")
    assert pincite("ask", "How many villages?") == quiet


def test_chat_understands_a_follow_up(
    pincite: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, b"How many villages?\nWho said that?\n\nnot reached\n")
    status, out, err = pincite("chat")
    assert status == 0
    assert out.startswith("Ten villages were taken, the ministry said. [1]\n")
    assert "\n(Who said: “Ten villages were taken, the ministry said.”?)\n" in out
    assert "not reached" not in out and "> " not in err


def test_chat_asks_back(pincite: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, b"How many villages?\nHow old is he?\n")
    status, out, _ = pincite("chat")
    assert (status, out.rstrip().endswith("Whom do you mean by “he”?")) == (0, True)


def test_chat_ends_with_a_goodbye(
    pincite: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, b"thanks\nquit\nHow many villages?\n")
    status, out, _ = pincite("chat")
    assert status == 0
    assert out.split("\n\n")[0].startswith("You\u2019re welcome.")
    assert "Goodbye." in out
    assert "Ten villages" not in out


def test_chat_puts_a_wrong_reading_right(
    pincite: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, b"How many villages?\nand in Lindau?\nno, I meant Bregenz\n")
    _, out, _ = pincite("chat")
    assert "(How many villages in Lindau?)" in out
    assert "(How many villages in Bregenz?)" in out


def test_chat_goes_on_after_a_wrong_question(
    pincite: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, b"x" * 3000 + b"\nHow many villages?\n")
    status, out, err = pincite("chat")
    assert (status, "Ten villages" in out) == (0, True)
    assert "too long" in err


@pytest.mark.parametrize("question", ["", "x" * 3000])
def test_a_question_that_cannot_be_asked(question: str, pincite: Callable[..., Result]) -> None:
    status, out, err = pincite("ask", question)
    assert (status, out) == (2, "")
    assert err.startswith("pincite: The question is ") and err.count("\n") == 1


def test_search_says_where_no_word_is_found(pincite: Callable[..., Result]) -> None:
    said = "pincite: No passage has a word of this; these come nearest to what it means.\n"
    status, out, err = pincite("search", "unsaid")
    assert (status, out[:3], err) == (1, "1. ", said)
    status, out, err = pincite("search", "unsaid", "--json")
    assert (status, bool(json.loads(out)), err) == (1, True, said)


def test_search_prints_hits(pincite: Callable[..., Result], calls: list[Call]) -> None:
    status, out, err = pincite("search", "villages", "taken")
    assert (status, err) == (0, "")
    assert out.startswith("1. Fighting in the east, 24 Oct 2025, news.example\n")
    assert ("search", "villages taken", 10) in calls
    status, out, _ = pincite("search", "villages", "-k", "1", "--json")
    assert [hit["rank"] for hit in json.loads(out)] == [1]


def test_search_without_a_hit(pincite: Callable[..., Result]) -> None:
    assert pincite("search", "nothing") == (1, "", "pincite: No passage was found.\n")
    assert pincite("search", "nothing", "--json") == (1, "[]\n", "")


def test_index_reports(pincite: Callable[..., Result], calls: list[Call]) -> None:
    status, out, err = pincite("index", "a", "b", "--encoder", "some-model")
    assert (status, err) == (0, "")
    assert out == (
        "2 documents, 4 sentences, 2 passages in 0.1 s (2 added, 0 removed, 0 unchanged)\n"
        "skipped /news/empty.txt: It is empty.\n"
    )
    assert calls == [
        ("open", ".pincite", "some-model", True),
        ("sync", ["a", "b"]),
        ("close",),
    ]
    value = json.loads(pincite("index", "a", "--json")[1])
    assert (value["added"], value["skipped"][0]["source"]) == (2, "/news/empty.txt")


def test_progress_goes_to_a_terminal_only(
    pincite: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[dict[str, Any]] = []

    class Bar(SimpleNamespace):
        def __init__(self, **settings: Any) -> None:
            super().__init__(n=0, total=None, update=shown_update)
            shown.append(settings)

        def __enter__(self) -> "Bar":
            return self

        def __exit__(self, *_: object) -> None:
            shown.append({"total": self.total})

        def set_postfix_str(self, text: str, refresh: bool) -> None:
            shown.append({"postfix": text})

    def shown_update(number: int) -> None:
        shown.append({"update": number})

    monkeypatch.setattr("tqdm.tqdm", Bar)
    assert pincite("index", "a")[0] == 0
    assert shown[0]["disable"] is True
    assert shown[0]["total"] == 20
    assert shown[1:] == [{"postfix": "documents: 1"}, {"update": 10}, {"total": None}]


def test_index_interrupted_says_what_is_kept(
    pincite: Callable[..., Result], calls: list[Call], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeIndex, "failure", KeyboardInterrupt())
    status, out, err = pincite("index", "a")
    assert (status, out) == (130, "")
    assert "What was indexed is kept" in err
    assert calls[-1] == ("close",)


@pytest.mark.parametrize("command", [("search", "x"), ("ask", "x"), ("chat",)])
def test_no_index(command: tuple[str, ...], pincite: Callable[..., Result]) -> None:
    status, out, err = pincite(*command, "--index", "absent")
    assert (status, out) == (2, "")
    assert err == "pincite: There is no index in absent. Make one with: pincite index FOLDER\n"


def test_the_folder_of_the_index(
    pincite: Callable[..., Result], calls: list[Call], monkeypatch: pytest.MonkeyPatch
) -> None:
    pincite("search", "x")
    monkeypatch.setenv("PINCITE_INDEX", "from-environment")
    pincite("search", "x")
    pincite("search", "x", "--index", "given")
    folders = [call[1:] for call in calls if call[0] == "open"]
    assert folders == [
        (".pincite", None, False),
        ("from-environment", None, False),
        ("given", None, False),
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("index", "a", "--vectors", "round"),
        ("remove",),
        ("search",),
        ("nonsense",),
        ("ask", "--nonsense"),
        ("ask", "-k", "0", "x"),
        ("search", "-k", "1001", "x"),
        ("search", "-k", "²", "x"),
        ("search", "-k", "9" * 5000, "x"),
        ("serve", "--port", "65536"),
        ("serve", "--port", "-1"),
    ],
)
def test_wrong_arguments(arguments: tuple[str, ...], pincite: Callable[..., Result]) -> None:
    status, out, err = pincite(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("pincite: ") and err.count("\n") == 1
    assert "--help." in err


def test_the_answer_in_short_comes_first_and_bold_where_a_person_looks(
    pincite: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    short = replace(ANSWERED, short="Ten\x1b[2J")
    monkeypatch.setattr(NotedAssistant, "ask", lambda *_, **__: short)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert pincite("ask", "x")[1].startswith("Ten�[2J.\nTen villages were taken")
    monkeypatch.setattr("ui.cli.terminal._is_terminal", lambda: True)
    assert pincite("ask", "x")[1].startswith("\x1b[1mTen�[2J.\x1b[0m\nTen villages")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in pincite("ask", "x")[1]


def test_alone_it_says_what_it_can_do(pincite: Callable[..., Result]) -> None:
    status, out, err = pincite()
    assert (status, err) == (0, "")
    assert out.startswith("usage: pincite") and "examples:" in out


@pytest.mark.parametrize(
    ("typed", "meant"),
    [(("indx",), "index"), (("serach", "x"), "search"), (("gold", "ini"), "init")],
)
def test_a_command_that_is_near_is_named(
    typed: tuple[str, ...], meant: str, pincite: Callable[..., Result]
) -> None:
    status, out, err = pincite(*typed)
    assert (status, out) == (2, "")
    wrong = typed[-1] if typed[0] == "gold" else typed[0]
    assert f"There is no command {wrong!r}. Did you mean {meant}? See pincite" in err


def test_a_command_that_is_near_none(pincite: Callable[..., Result]) -> None:
    status, _, err = pincite("xyzzy\n\x1b[2J")
    assert status == 2 and "Did you mean" not in err and "\x1b" not in err


@pytest.mark.parametrize(
    "typed",
    [
        ("index", ""),
        ("index", "a", " "),
        ("remove", ""),
        ("ask", "x", "--index", ""),
        ("ask", "x", "--checker", ""),
        ("ask", "x", "--save", ""),
        ("recheck", ""),
        ("evaluate", "gold.jsonl", "--documents", ""),
        ("evaluate", "gold.jsonl", "--report", ""),
        ("verify", ""),
        ("verify", "a.md", "--cache", ""),
        ("verify", "a.docx", "--annotate", ""),
        ("timeline", "x", "--svg", ""),
        ("gold", "check", ""),
        ("table", ""),
        ("table", "a.txt", "--csv", ""),
        ("table", "a.txt", "--over", ""),
        ("search", "x", "--source", ""),
        ("search", "x", "--type", ""),
        ("search", "x", "--folder", ""),
        ("user", "list", "--users", ""),
    ],
)
def test_an_empty_name_is_not_the_working_folder(
    typed: tuple[str, ...], pincite: Callable[..., Result], calls: list[Call]
) -> None:
    status, out, err = pincite(*typed)
    assert (status, out, calls) == (2, "", [])
    assert "the name is empty" in err and " See pincite " in err
    asks_a_folder = typed[0] == "index" or typed[-2] in ("--index", "--documents")
    assert ("write . for the folder you are in" in err) == asks_a_folder


def test_an_index_that_is_named_by_nothing_is_the_usual_one(
    pincite: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    for named in ("", " "):
        monkeypatch.setenv("PINCITE_INDEX", named)
        assert pincite("search", "--help")[0] == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            ("ask", "x", "--josn"),
            "There is no option '--josn'. Did you mean --json? See pincite ask",
        ),
        (("search", "x", "--untill=2022"), "'--untill'. Did you mean --until? See pincite search"),
        (("gold", "init", "--ouput", "a"), "Did you mean --output? See pincite gold init --help"),
        (("ask", "x", "--from", "2022"), "'--from'. Did you mean --since? See pincite ask --help."),
        (("ask", "x", "--to=2022"), "'--to'. Did you mean --until? See pincite ask --help."),
        (("ask", "x", "--JSON"), "'--JSON'. Did you mean --json? See pincite ask --help."),
        (("ask", "x", "--expl"), "'--expl'. Did you mean --explain? See pincite ask --help."),
        (("ask", "x", "--no-fast"), "There is no option '--no-fast'. See pincite ask --help."),
        (("ask", "x", "--zzz"), "There is no option '--zzz'. See pincite ask --help."),
        (("--verson",), "There is no option '--verson'. Did you mean --version? See pincite --"),
        (("--hlep",), "There is no option '--hlep'. Did you mean --help? See pincite --help."),
        (("search", "--josn"), "'--josn'. Did you mean --json? See pincite search --help."),
        (("status", "here", "--josn"), "'--josn'. Did you mean --json? See pincite status --help."),
        (
            ("--indx", "d", "ask", "x"),
            "'--indx'. Did you mean --index? Write it after the command. See pincite --help.",
        ),
        (
            ("-k", "3", "ask", "x"),
            "There is no option '-k' before the command. Write it after the command.",
        ),
        (
            ("--index=d", "ask", "x"),
            "There is no option '--index' before the command. Write it after the command.",
        ),
        (("search", "-k3"), "The following arguments are required: QUERY. See pincite search"),
        (
            ("--verison", "status"),
            "There is no option '--verison'. Did you mean --version? See pincite --",
        ),
        (("status", "here"), "Unrecognized arguments: here. See pincite status --help."),
    ],
)
def test_an_option_that_is_near_is_named(
    typed: tuple[str, ...], said: str, pincite: Callable[..., Result]
) -> None:
    status, out, err = pincite(*typed)
    assert (status, out) == (2, "")
    assert said in err and err.count("\n") == 1


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_help_has_examples(command: tuple[str, ...], pincite: Callable[..., Result]) -> None:
    status, out, err = pincite(*command, "--help")
    assert (status, err) == (0, "")
    assert "\nexamples:\n  " in out
    assert all(name in out for name in (command or COMMANDS))


def test_version(pincite: Callable[..., Result]) -> None:
    assert pincite("--version") == (0, f"pincite {__version__}\n", "")


def test_a_fault_is_one_line(
    pincite: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    status, out, err = pincite("ask", "broken")
    assert (status, out) == (70, "")
    assert err.count("\n") == 1 and "PINCITE_DEBUG=1" in err
    assert "\x1b" not in err and "RuntimeError: a bug" in err
    monkeypatch.setenv("PINCITE_DEBUG", "1")
    status, out, err = pincite("ask", "broken")
    assert (status, out) == (70, "")
    assert "Traceback" in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no disk without room")
def test_a_full_disk_under_the_output_is_told() -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-m", "ui.cli", "help", "trust"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            check=False,
        )
    told = "The disk is full (No space left on device). Make room, and run it again."
    assert (done.returncode, done.stderr) == (2, f"pincite: {told}\n")


def test_interrupted(pincite: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> Answer:
        raise KeyboardInterrupt

    monkeypatch.setattr(NotedAssistant, "ask", interrupt)
    assert pincite("ask", "x") == (130, "", "pincite: Interrupted.\n")


def test_a_message_holds_no_escape_sequence(
    pincite: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeIndex, "failure", UserError("There is no \x1b[2J.", "Name another."))
    assert pincite("index", "a") == (2, "", "pincite: There is no �[2J. Name another.\n")


def test_serve_passes_on_what_it_was_told(
    pincite: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[Call] = []

    def serve(
        workspace: Workspace, host: str, port: int, *, access: Access, mcp: bool, **_: Any
    ) -> None:
        user = access.users.find("editor") if access.users else None
        may = user.role if user else access.everybody
        chosen = workspace.model_servers.any or workspace.model_servers.addresses
        served.append((workspace.assistant().k, host, port, bool(user), may, mcp, chosen))

    monkeypatch.setattr(ui.web.server, "serve", serve)
    monkeypatch.delenv("PINCITE_PASSWORD", raising=False)
    assert pincite("serve") == (0, "", "")
    status, _, err = pincite("serve", "--host", "0.0.0.0", "--port", "0", "-k", "7")
    assert (status, "can read the documents" in err) == (0, True)
    assert "pincite user add NAME" in err
    status, _, err = pincite("serve", "--host", "0.0.0.0", "--auth", "editor")
    assert (status, "needs a password" in err) == (2, True)
    monkeypatch.setenv("PINCITE_PASSWORD", "secret")
    command = ("serve", "--host", "0.0.0.0", "--auth", "editor", "--mcp")
    assert pincite(*command, "--allow-llm", "http://127.0.0.1:11434/v1") == (0, "", "")
    assert pincite(*command, "--users", "file")[0] == 2
    assert served == [
        (20, "127.0.0.1", 7860, False, "edit", False, True),
        (7, "0.0.0.0", 0, False, "ask", False, ()),
        (20, "0.0.0.0", 7860, True, "edit", True, ("http://127.0.0.1:11434/v1",)),
    ]


def test_serve_fetches_from_hosts_that_were_named_only(
    pincite: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    hosts: list[Any] = []

    def serve(workspace: Workspace, *_: Any, **__: Any) -> None:
        hosts.append(workspace.fetcher and list(map(str, workspace.fetcher.hosts)))

    monkeypatch.setattr(ui.web.server, "serve", serve)
    monkeypatch.delenv("PINCITE_ALLOW_FETCH", raising=False)
    assert pincite("serve")[0] == 0
    command = ("serve", "--allow-fetch", "example.org", "--allow-fetch", "*.example.com")
    assert pincite(*command)[0] == 0
    monkeypatch.setenv("PINCITE_ALLOW_FETCH", " example.net  127.0.0.1:8000")
    assert pincite("serve")[0] == 0
    assert pincite("serve", "--allow-fetch", "example.org")[0] == 0
    both = ["example.net", "127.0.0.1:8000"]
    assert hosts == [None, ["example.org", "*.example.com"], both, [*both, "example.org"]]
    for wrong in ("https://example.org", "*", "10.0.0.5"):
        status, out, err = pincite("serve", "--allow-fetch", wrong)
        assert (status, out) == (2, "") and wrong in err
    assert len(hosts) == 4


@pytest.mark.parametrize(
    ("options", "opens"),
    [
        ((), True),
        (("--no-browser",), False),
        (("--host", "0.0.0.0"), False),
        (("--name", "news.example"), False),
        (("--proxy", "127.0.0.1"), False),
    ],
)
def test_serve_opens_the_page_for_this_computer_only(
    options: tuple[str, ...],
    opens: bool,
    pincite: Callable[..., Result],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    visits: list[object] = []
    monkeypatch.setattr(ui.web.server, "serve", lambda *_, visit, **__: visits.append(visit))
    assert pincite("serve", *options)[0] == 0
    assert visits == [open_browser if opens else None]


def test_serve_begins_an_index_where_there_is_none(
    pincite: Callable[..., Result], calls: list[Call], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ui.web.server, "serve", lambda *_, **__: None)
    assert pincite("serve", "--index", "new")[0] == 0
    assert calls[0] == ("open", "new", None, True)


def test_serve_of_several_indexes(
    pincite: Callable[..., Result], calls: list[Call], monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[Workspace] = []

    def serve(workspace: Workspace, *_: Any, others: Sequence[Workspace], **__: Any) -> None:
        served.extend((workspace, *others))

    monkeypatch.setattr(ui.web.server, "serve", serve)
    assert pincite("serve", "--index", "one", "--index", "two")[0] == 0
    assert [call[1] for call in calls if call[0] == "open"] == ["one", "two"]
    first, second = served
    assert second.turns is first.turns
    assert second.conversations is not first.conversations


@pytest.mark.parametrize("hangs", [True, False])
def test_serve_ends_at_once_only_under_what_hangs(
    hangs: bool, pincite: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []
    hanging = ExitStack()

    def serve(workspace: Workspace, *_: Any, **__: Any) -> None:
        if hangs:
            hanging.enter_context(workspace.tasks.run())
        workspace.tasks.stop()
        raise SystemExit(143)

    monkeypatch.setattr(ui.web.server, "serve", serve)
    monkeypatch.setattr("os._exit", ended.append)
    assert pincite("serve") == (143, "", "")
    assert ended == [143] * hangs
    hanging.close()


# In a process of its own

RUN_WITH_FAKES = """
import sys
from types import SimpleNamespace
sys.path.insert(0, {tests!r})
from tests.ui import test_cli
test_cli.FakeIndex.calls = []
sys.modules["index.corpus"] = SimpleNamespace(Index=test_cli.FakeIndex)
sys.modules["qa.assistant"] = SimpleNamespace(Assistant=test_cli.NotedAssistant, PASSAGES=20)
from ui.cli.main import main
sys.exit(main({arguments!r}))
"""


def process(*arguments: str) -> list[str]:
    return [sys.executable, "-c", RUN_WITH_FAKES.format(tests=str(ROOT), arguments=arguments)]


def test_a_closed_pipe_is_quiet() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run(process("search", "x"), stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (141, b"")


def test_a_terminal_without_unicode_is_no_obstacle() -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    command = process("ask", "How many villages?")
    ran = subprocess.run(command, capture_output=True, env=environment)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b"?" + TEN.encode() + b"?" in ran.stdout


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["ask", "--help"]])
def test_help_costs_little(arguments: list[str]) -> None:
    def seconds() -> float:
        before = os.times()
        command = [sys.executable, "-m", "ui.cli", *arguments]
        subprocess.run(command, check=True, capture_output=True)
        after = os.times()
        return (after.children_user - before.children_user) + (
            after.children_system - before.children_system
        )

    assert min(seconds() for _ in range(3)) < 0.3


def test_what_takes_long_is_told_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    import logging

    from ui.cli.terminal import show_log

    show_log()
    show_log()
    logging.getLogger("pincite").info("Preparing the encoder\x1b[2J ...")
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == ["pincite: Preparing the encoder\ufffd[2J ..."]


SCOPED = (
    "--since",
    "2022-10",
    "--until",
    "2022",
    "--source",
    "A",
    "--source",
    "B",
    "--type",
    ".PDF",
)
SCOPE = Scope(
    datetime.date(2022, 10, 1), datetime.date(2022, 12, 31), sources=("A", "B"), types=("pdf",)
)


def test_search_in_a_scope(pincite: Callable[..., Result], calls: list[Call]) -> None:
    assert pincite("search", "villages", *SCOPED)[0] == 0
    assert ("search", "villages", 10, SCOPE) in calls


@pytest.mark.parametrize("command", [("ask", "x"), ("chat",), ("search", "x")])
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--since", "soon"), "“soon” after “since” is no date. Write it like 2022-10-30"),
        (("--since", "2023", "--until", "2022"), "Nothing can be published since 2023-01-01 and"),
        (("--author", "a" * 1_001), "A name among the authors has 1,001 characters."),
        (("--folder", "a\x07"), "A name among the folders is blank, or not valid text."),
        (("--folder", "a" * 5_000), "A name among the folders has 5,000 characters."),
    ],
)
def test_a_scope_that_is_not_said_right(
    command: tuple[str, ...], arguments: tuple[str, ...], said: str, pincite: Callable[..., Result]
) -> None:
    status, out, err = pincite(*command, *arguments)
    assert (status, out) == (2, "")
    assert said in err and err.count("\n") == 1


def test_the_answer_says_where_it_looked(
    pincite: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(
        self: object, question: str, *, scope: Scope, as_of: datetime.date | None = None
    ) -> Answer:
        covered = Coverage(3, ("The Lake Paper",), 0, "2022-10-02", "2022-11-30", 2)
        return replace(ANSWERED, scope=scope, coverage=covered, copies_left_out=1)

    monkeypatch.setattr(NotedAssistant, "ask", ask)
    line = (
        "3 documents, of The Lake Paper, 2 Oct 2022 to 30 Nov 2022; 2 without a date {}; "
        "1 near copy left out."
    )
    assert pincite("ask", "x")[1].count("documents") == 0
    explained = pincite("ask", "x", "--explain")[1]
    assert explained.endswith(line.format("among them") + "\n")
    said = "Looked in: published from 1 Oct 2022 to 31 Dec 2022; source A or B; type pdf; "
    assert pincite("ask", "x", *SCOPED)[1].endswith(said + line.format("left out") + "\n")


def test_as_of_is_passed_on_and_read(
    pincite: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    days: list[datetime.date | None] = []

    def ask(
        self: object, question: str, *, scope: Scope, as_of: datetime.date | None = None
    ) -> Answer:
        days.append(as_of)
        return ANSWERED

    monkeypatch.setattr(NotedAssistant, "ask", ask)
    assert pincite("ask", "Who?", "--as-of", "2022-10-30")[0] == 0
    assert pincite("ask", "Who?")[0] == 0
    assert days == [datetime.date(2022, 10, 30), None]
    status, out, err = pincite("ask", "Who?", "--as-of", "soon")
    assert (status, out, err.count("\n")) == (2, "", 1)
