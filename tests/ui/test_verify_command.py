"""`pincite verify`: what is printed, written and returned."""

import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import ui.cli.verify as command
from index import Index
from qa.drafts.verifier import Verifier, cache_file
from tests.support.fake_judge import FakeJudge
from tests.support.fake_models import FakeEncoder
from tests.ui.test_cli import Result
from ui.cli.main import main

HOURS = "Repairs took eleven hours."
DRAFT = (
    f"# Trains\n\n{HOURS} Repairs took twelve hours. Is it so? A judge sold violins in Bordeaux.\n"
)


@pytest.fixture
def judge() -> FakeJudge:
    return FakeJudge()


@pytest.fixture
def pincite(
    tiny_index: Index,
    judge: FakeJudge,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Callable[..., Result]:
    """The command over the tiny index, in an empty folder with a draft."""
    monkeypatch.setattr("index.corpus.open_encoder", lambda _: FakeEncoder())
    monkeypatch.setattr("index.corpus.recorded_model", lambda _: None)
    monkeypatch.setattr("qa.drafts.verifier.Judge", lambda: judge)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    Path("draft.md").write_text(DRAFT, encoding="utf-8")

    def run(*arguments: str) -> Result:
        status = main(["verify", *arguments, "--index", str(tiny_index.folder)])
        out, err = capsys.readouterr()
        return status, out, err

    return run


def test_each_sentence_with_its_mark_and_its_source(pincite: Callable[..., Result]) -> None:
    status, out, err = pincite("draft.md")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "· Trains (heading)"
    assert lines[1] == f"✓ supported  {HOURS}"
    assert lines[2] == f"    “{HOURS}”" and lines[3].endswith("rail.txt")
    assert lines[4] == "✗ contradicted  Repairs took twelve hours."
    assert "“12 hour" in lines[5] and "“11 hour" in lines[5]
    assert "· Is it so? (question)" in lines
    assert "? not found  A judge sold violins in Bordeaux." in lines
    assert "3 sentences judged: 1 supported, 1 contradicted, 1 not found." in lines
    assert "Let be: 1 heading, 1 question." in lines
    assert lines[-1].startswith("Looked in ") and "\x1b" not in out


def test_colours_only_on_a_terminal(
    pincite: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("ui.cli.terminal._is_terminal", lambda: True)
    assert "\x1b[32m✓ supported\x1b[0m" in pincite("draft.md")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in pincite("draft.md")[1]


def test_a_draft_cannot_colour_the_terminal(
    pincite: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("ui.cli.terminal._is_terminal", lambda: True)
    Path("bad.md").write_text("The \x1b[2J harbour \x9b31m was closed for ever.", "utf-8")
    out = pincite("bad.md")[1]
    assert "\x1b[2J" not in out and "\x9b" not in out


def test_json_as_promised(pincite: Callable[..., Result]) -> None:
    status, out, _ = pincite("draft.md", "--json")
    values = json.loads(out)
    assert status == 0 and values["schema_version"] == 1
    verdicts = [one["verdict"] for one in values["sentences"]]
    assert verdicts == ["no statement", "supported", "contradicted", "no statement", "not found"]
    first = values["sentences"][1]
    assert {"text", "verdict", "citations", "reason", "file"} <= set(first)
    (citation, *_) = first["citations"]
    assert citation["quote"] == HOURS
    assert values["sentences"][2]["differences"][0]["kind"] == "number"
    coverage = values["drafts"][0]["coverage"]
    assert coverage["judged"] == 3 and coverage["let_be"] == {"heading": 1, "question": 1}
    assert coverage["verdicts"]["not found"] == 1


@pytest.mark.parametrize(
    ("verdicts", "status"),
    [
        ("contradicted", 1),
        ("contradicted,not-found", 1),
        ("in-part", 0),
        ("in part, not found", 1),
        ("supported", 1),
    ],
)
def test_the_exit_status(verdicts: str, status: int, pincite: Callable[..., Result]) -> None:
    assert pincite("draft.md", "--fail-on", verdicts)[0] == status


@pytest.mark.parametrize("verdicts", ["", "wrong", "contradicted,no"])
def test_a_verdict_that_there_is_not(verdicts: str, pincite: Callable[..., Result]) -> None:
    status, out, err = pincite("draft.md", "--fail-on", verdicts)
    assert (status, out) == (2, "") and "contradicted" in err


def test_several_drafts_and_standard_input(
    pincite: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("other.txt").write_text(f"Trains\n\n{HOURS}\n")
    status, out, _ = pincite("draft.md", "other.txt", "--json")
    files = [one["file"] for one in json.loads(out)["sentences"]]
    assert status == 0 and set(files) == {"draft.md", "other.txt"}
    stdin = io.TextIOWrapper(io.BytesIO(HOURS.encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    status, out, _ = pincite()
    assert status == 0 and out.startswith(f"✓ supported  {HOURS}")


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "The draft is empty."), (b"\x00\x01\x02", "is no text"), (b"  \n", "empty")],
)
def test_standard_input_that_is_no_draft(
    content: bytes, said: str, pincite: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    status, out, err = pincite()
    assert (status, out) == (2, "") and said in err


def test_a_second_run_judges_only_what_changed(
    pincite: Callable[..., Result], judge: FakeJudge, tiny_index: Index
) -> None:
    first = pincite("draft.md")
    assert cache_file(tiny_index).exists()
    asked = len(judge.asked)
    assert pincite("draft.md") == first and len(judge.asked) == asked
    Path("draft.md").write_text(DRAFT.replace("violins", "flutes"))
    pincite("draft.md")
    changed = {claim for claim, _ in judge.asked[asked:]}
    assert changed == {"A judge sold flutes in Bordeaux."}
    cache_file(tiny_index).unlink()
    pincite("draft.md", "--cache", "kept.json")
    assert Path("kept.json").exists() and not cache_file(tiny_index).exists()
    asked = len(judge.asked)
    pincite("draft.md", "--no-cache")
    assert len(judge.asked) > asked and not cache_file(tiny_index).exists()


def test_a_cache_that_cannot_be_written(
    pincite: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object, path: Path) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("qa.drafts.memory.Memory.write", refuse)
    status, _, err = pincite("draft.md", "--cache", "kept.json")
    assert status == 2 and "cannot be written" in err
    assert pincite("draft.md")[0] == 0


def test_a_report_is_one_page(pincite: Callable[..., Result]) -> None:
    status, _, err = pincite("draft.md", "--report", "draft.html")
    page = Path("draft.html").read_text(encoding="utf-8")
    assert status == 0 and "draft.html" in err
    assert "default-src 'none'" in page and "<script" not in page
    assert f"<mark>{HOURS}</mark>" in page and "Contradicted" in page
    assert "3 sentences judged" in page
    assert pincite("draft.md", "--report", "draft.html")[0] == 2
    assert pincite("draft.md", "--report", "draft.html", "--force")[0] == 0
    for wrong in (".", "draft.md", "absent/draft.html"):
        assert pincite("draft.md", "--report", wrong, "--force")[0] == 2
    assert Path("draft.md").read_text() == DRAFT


def word(path: str, *paragraphs: str) -> bytes:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for text in paragraphs:
        paragraph = document.add_paragraph()
        for part in text.split("|"):
            paragraph.add_run(part).bold = part.startswith("R")
    document.save(path)
    return Path(path).read_bytes()


def test_comments_in_a_copy(pincite: Callable[..., Result]) -> None:
    docx = pytest.importorskip("docx")
    before = word("draft.docx", f"{HOURS[:9]}|{HOURS[9:]} |Repairs took twelve hours.", "Is it so?")
    status, _, err = pincite("draft.docx", "--annotate")
    assert status == 0 and "draft.checked.docx" in err
    assert Path("draft.docx").read_bytes() == before
    copied = docx.Document("draft.checked.docx")
    assert [p.text for p in copied.paragraphs] == [
        p.text for p in docx.Document("draft.docx").paragraphs
    ]
    comments = [comment.text for comment in copied.comments]
    assert len(comments) == 2
    assert comments[0].startswith("✓ supported: Repairs took eleven hours.")
    assert "“12 hour" in comments[1] and "rail.txt" in comments[1]
    with zipfile.ZipFile("draft.checked.docx") as archive:
        assert archive.testzip() is None
        text = archive.read("word/document.xml").decode()
    assert text.count("commentRangeStart") == text.count("commentRangeEnd") == 2
    assert pincite("--annotate", "draft.docx", "--force")[0] == 0
    again = pincite("draft.checked.docx", "--annotate", "twice.docx")
    assert again[0] == 0 and len(list(docx.Document("twice.docx").comments)) == 4


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("draft.md", "--annotate"), "for a .docx file"),
        (("draft.docx", "--annotate", "draft.docx"), "is the draft itself"),
        (("draft.docx", "draft.md", "--annotate"), "one draft"),
        (("draft.docx", "--annotate", "a.docx", "--report", "a.docx"), "the same file"),
        (("draft.docx", "--annotate", "absent/a.docx"), "There is no folder"),
        (("draft.md", "--cache", "absent/kept.json"), "There is no folder absent"),
        (("draft.md", "draft.docx", "--report", "a.html"), "one draft"),
        (("absent.md",), "There is no file"),
        (("draft.md", "--limit", "0"), "a number from 1"),
        (("draft.md", "--since", "soon"), "soon"),
        (("draft.md", "--source", "Nobody"), "Nobody"),
    ],
)
def test_what_cannot_be_done_is_told_first(
    arguments: tuple[str, ...], said: str, pincite: Callable[..., Result]
) -> None:
    word("draft.docx", HOURS)
    status, out, err = pincite(*arguments)
    assert (status, out) == (2, "") and said in err


def test_sarif_for_editors(pincite: Callable[..., Result]) -> None:
    status, out, _ = pincite("draft.md", "--format", "sarif")
    log: Any = json.loads(out)
    assert status == 0 and log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert [one["ruleId"] for one in run["results"]] == ["contradicted", "not-found"]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region["startLine"] == 3 and region["startColumn"] == len(HOURS) + 2
    assert region["endColumn"] == region["startColumn"] + len("Repairs took twelve hours.")
    assert HOURS in run["results"][0]["message"]["text"]
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert {one["ruleId"] for one in run["results"]} <= rules


def test_a_limit_is_told(pincite: Callable[..., Result]) -> None:
    out = pincite("draft.md", "--limit", "1")[1]
    assert "1 sentence judged: 1 supported." in out
    assert "Past the limit, and not judged: 2 sentences." in out


def test_an_index_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "draft.md").write_text(DRAFT)
    absent = str(tmp_path / "absent")
    assert main(["verify", str(tmp_path / "draft.md"), "--index", absent]) == 2
    assert "absent" in capsys.readouterr().err


def test_a_draft_inside_the_folder_says_so(
    pincite: Callable[..., Result], tiny_folder: Path
) -> None:
    out = pincite(str(tiny_folder / "rail.txt"))[1]
    assert "The draft is in the index itself, and was left out as a source." in out


def test_a_verifier_is_made_with_the_memory_of_before(tmp_path: Path, tiny_index: Index) -> None:
    arguments = SimpleNamespace(no_cache=True, cache=None)
    made, path = command._verifier(arguments, tiny_index)  # type: ignore[arg-type]
    assert isinstance(made, Verifier) and path is None
