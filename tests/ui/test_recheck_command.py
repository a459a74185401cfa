"""`pincite ask --save` and `--report`, and `pincite recheck`."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import docx
import pytest

import ui.cli.recheck as command
from index import Index
from index.documents.read import read_here
from index.text.periods import Period
from index.types import Coverage, Scope
from qa.records.record import Record, write_record
from qa.records.save import record_of
from qa.types import Answer, AskedTime, Change, Claim, Disagreement, Side, Version
from tests.qa.test_recheck import HOURS, LAKE, answered, cite
from tests.support.fake_models import FakeEncoder
from tests.support.fakes import ABSTAINED, ANSWERED, ATTACKED, UNSAID
from tests.ui.test_cli import Result
from ui.cli.main import main
from ui.render.answer_report import answer_report_to_html
from ui.render.recheck import edits_to_text

QUESTION = "Repairs took eleven hours?"


@pytest.fixture
def pincite(
    tiny_index: Index,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Callable[..., Result]:
    """The command over the tiny index, in an empty folder."""
    monkeypatch.setattr("index.corpus.open_encoder", lambda _: FakeEncoder())
    monkeypatch.setattr("index.corpus.recorded_model", lambda _: None)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def run(*arguments: str) -> Result:
        status = main([*arguments, "--index", str(tiny_index.folder)])
        out, err = capsys.readouterr()
        return status, out, err

    return run


def renew(index: Index, folder: Path, was: str = "eleven", becomes: str = "twelve") -> None:
    path = folder / "rail.txt"
    path.write_text(path.read_text().replace(was, becomes))
    index.sync(folder, read=read_here)


def saved(index: Index, path: str = "answer.json", *quotes: str) -> Record:
    record = record_of(answered(index, *(quotes or (HOURS,))), index)
    write_record(record, Path(path))
    return record


# saving


def test_an_answer_is_saved_and_checked(pincite: Callable[..., Result]) -> None:
    status, out, err = pincite("ask", QUESTION, "--save", "a.json", "--report", "a.html")
    assert status == 0 and HOURS in out
    assert "pincite recheck a.json" in err and "a.html" in err
    values = json.loads(Path("a.json").read_text())
    assert values["question"] == QUESTION
    assert values["versions"]["encoder"] == "fake"
    page = Path("a.html").read_text()
    assert f"<mark>{HOURS[:8]}" in page.replace("<b>", "")
    status, out, _ = pincite("recheck", "a.json")
    assert status == 0 and out.startswith("a.json: holds (1 hold)\n")


def test_an_abstention_is_saved_too(pincite: Callable[..., Result]) -> None:
    assert pincite("ask", "Who is the president?", "--save", "a.json")[0] == 1
    assert json.loads(Path("a.json").read_text())["claims"] == []
    status, out, _ = pincite("recheck", "a.json")
    assert (status, "holds (nothing was cited)" in out) == (0, True)


def test_an_answer_is_written_for_word_and_for_bibliographies(
    pincite: Callable[..., Result],
) -> None:
    options = ("--docx", "a.docx", "--bibtex", "a.bib", "--ris", "a.ris")
    status, _, err = pincite("ask", QUESTION, *options)
    assert status == 0 and all(f"in {file}." in err for file in options[1::2])
    paragraphs = docx.Document("a.docx").paragraphs
    assert paragraphs[0].text == QUESTION and HOURS in [one.text for one in paragraphs]
    assert Path("a.bib").read_text().startswith("@misc{")
    assert Path("a.ris").read_bytes().endswith(b"ER  - \r\n")
    assert pincite("ask", "Who is the president?", "--bibtex", "none.bib")[0] == 1
    assert Path("none.bib").read_text() == ""


@pytest.mark.parametrize("option", ["--save", "--report", "--docx", "--bibtex", "--ris"])
def test_nothing_is_written_over_without_force(option: str, pincite: Callable[..., Result]) -> None:
    Path("a").write_text("before")
    status, out, err = pincite("ask", QUESTION, option, "a")
    assert (status, out) == (2, "")
    assert err == "pincite: a is there already. Name another file, or write over it with --force.\n"
    assert Path("a").read_text() == "before"
    assert pincite("ask", QUESTION, option, "a", "--force")[0] == 0
    assert Path("a").read_bytes() != b"before"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--save", "absent/a.json"), "There is no folder absent."),
        (("--report", "."), ". is a folder."),
        (("--save", "a", "--report", "a"), "--save and --report name the same file"),
        (("--report", "b", "--save", "a", "--ris", "a"), "--save and --ris name the same file"),
    ],
)
def test_where_nothing_can_be_written(
    options: tuple[str, ...], said: str, pincite: Callable[..., Result]
) -> None:
    status, out, err = pincite("ask", QUESTION, *options)
    assert (status, out) == (2, "") and said in err
    assert list(Path().iterdir()) == []


# checking


def test_what_changed_is_shown(
    pincite: Callable[..., Result], tiny_index: Index, tiny_folder: Path
) -> None:
    saved(tiny_index)
    renew(tiny_index, tiny_folder)
    status, out, _ = pincite("recheck", "answer.json", "--no-ask")
    assert status == 1
    assert out.startswith("answer.json: overtaken (1 changed)\n")
    assert "Repairs took [-eleven-] {+twelve+} hours." in out
    assert "--ask asks the question again" in out
    status, out, _ = pincite("recheck", "answer.json")
    assert status == 1 and "asked again: " in out


def test_what_moved_is_no_alarm(
    pincite: Callable[..., Result], tiny_index: Index, tiny_folder: Path
) -> None:
    saved(tiny_index)
    renew(tiny_index, tiny_folder, "Trains run late", "Trains run very late again")
    status, out, _ = pincite("recheck", "answer.json", "--no-ask")
    assert (status, "holds (1 moved)" in out) == (0, True)


def test_another_answer_of_today_counts(pincite: Callable[..., Result], tiny_index: Index) -> None:
    saved(tiny_index, "answer.json", LAKE)
    status, out, _ = pincite("recheck", "answer.json", "--ask")
    assert status == 1 and "holds" not in out.splitlines()[0] and "overtaken (1 hold)" in out


def test_a_folder_of_records(
    pincite: Callable[..., Result], tiny_index: Index, tiny_folder: Path
) -> None:
    Path("all/below").mkdir(parents=True)
    saved(tiny_index, "all/one.json", LAKE)
    saved(tiny_index, "all/below/two.json")
    Path("all/.hidden.json").write_text("{}")
    Path("all/notes.txt").write_text("nothing")
    renew(tiny_index, tiny_folder)
    status, out, err = pincite("recheck", "all", "--no-ask")
    assert (status, err) == (1, "")
    assert out.endswith("2 records: 1 hold, 1 overtaken\n")
    Path("all/broken.json").write_text("{")
    status, out, err = pincite("recheck", "all", "all/one.json", "--no-ask")
    assert status == 2
    assert out.endswith("3 records: 1 hold, 1 overtaken, 1 not checked\n")
    assert err.count("\n") == 1 and "all/broken.json: It is not JSON" in err


def test_as_json(pincite: Callable[..., Result], tiny_index: Index, tiny_folder: Path) -> None:
    saved(tiny_index, "a.json", HOURS, LAKE)
    Path("b.json").write_text("[]")
    renew(tiny_index, tiny_folder)
    status, out, _ = pincite("recheck", "a.json", "b.json", "--no-ask", "--json")
    values = json.loads(out)
    assert (status, values["schema_version"]) == (2, 1)
    (found,) = values["records"]
    assert (found["file"], found["overtaken"], found["today"]) == ("a.json", True, None)
    changed, holds = found["citations"]
    assert (changed["verdict"], holds["verdict"]) == ("changed", "holds")
    assert changed["was"]["quote"] == HOURS
    assert changed["now"]["quote"] == "Repairs took twelve hours."
    assert {"before": "eleven", "after": "twelve"} in changed["edits"]
    assert values["errors"][0]["file"] == "b.json"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("absent.json",), "absent.json cannot be read"),
        (("empty",), "There is no saved answer in empty."),
        (("x.json", "--fast", "--reader", "r"), "--fast is for the packaged networks"),
    ],
)
def test_what_cannot_be_checked(
    arguments: tuple[str, ...], said: str, pincite: Callable[..., Result]
) -> None:
    Path("empty").mkdir()
    status, _, err = pincite("recheck", *arguments)
    assert status == 2 and said in err and err.count("\n") == 1


def test_an_index_that_is_gone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["recheck", "a.json", "--index", str(tmp_path / "absent")]) == 2
    assert "There is no index in" in capsys.readouterr().err


def test_watching_tells_of_what_is_overtaken(
    pincite: Callable[..., Result],
    tiny_index: Index,
    tiny_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    saved(tiny_index)
    saved(tiny_index, "other.json", LAKE)
    steps = [lambda: renew(tiny_index, tiny_folder), lambda: None]

    def changes(index: Index, _: object) -> Any:
        for step in steps:
            step()
            yield index.generation()
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "_changes", changes)
    status, out, err = pincite("recheck", "answer.json", "other.json", "--watch", "--no-ask")
    assert status == 130 and err.endswith("pincite: Interrupted.\n")
    first, told = out.split("2 records: 2 hold, 0 overtaken\n")
    assert "holds (1 hold)" in first
    assert told.count("answer.json: overtaken (1 changed)") == 1
    assert "other.json" not in told
    assert "Following the index" in err


def test_a_change_of_the_index_is_seen(tiny_index: Index, tiny_folder: Path) -> None:
    waited = iter([lambda: None, lambda: renew(tiny_index, tiny_folder), lambda: None])

    def wait(_: float) -> bool:
        step = next(waited, None)
        if step:
            step()
        return step is None

    before = tiny_index.generation()
    (seen,) = command._changes(tiny_index, SimpleNamespace(wait=wait))  # type: ignore[arg-type]
    assert seen > before


# what is shown


def test_nothing_of_a_record_reaches_the_terminal(
    pincite: Callable[..., Result], tiny_index: Index
) -> None:
    record = saved(tiny_index)
    write_record(replace(record, question="red \x1b[31m \u202e?"), Path("answer.json"))
    out = pincite("recheck", "answer.json")[1]
    assert "\x1b" not in out and "\u202e" not in out and "red" in out


def test_long_stretches_that_stayed_are_shortened() -> None:
    from index.text.sameness import difference

    before = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen A"
    assert edits_to_text(difference(before, before[:-1] + "B")) == (
        "… nine ten eleven twelve thirteen fourteen [-A-] {+B+}"
    )


@pytest.mark.parametrize("answer", [ANSWERED, ABSTAINED, ATTACKED, UNSAID])
def test_a_report_is_one_page_of_words(answer: Any, tiny_index: Index) -> None:
    from tests.ui.test_html import Seen

    dropped = SimpleNamespace(text="<b>left</b>", reason="<i>why</i>")
    answer = replace(answer, dropped=(dropped,), notes=("<u>note</u>",))
    record = replace(record_of(answered(tiny_index, HOURS), tiny_index), time="<time>")
    page = answer_report_to_html(answer, record)
    body = Seen(page[page.index("<body>") : page.index("</html>")])
    own = {"body", "h1", "h2", "p", "a", "span", "ul", "li", "div", "cite", "small", "time"}
    assert set(body.tags) <= {*own, "blockquote", "mark", "b"}
    named = {name for name, _ in body.attributes}
    assert named <= {"id", "class", "dir", "href", "target", "rel", "datetime"}
    for name, value in body.attributes:
        assert name != "href" or value.startswith(("#s", "https://news.example"))
    assert "default-src 'none'" in page and "<script" not in page and "url(" not in page
    assert "<b>left</b>" in body.text and "<i>why</i>" in body.text and "<u>note</u>" in body.text
    for source in answer.sources:
        assert f"{source.support:.0%}" in body.text


def test_a_report_says_versions_disagreement_time_and_scope(tiny_index: Index) -> None:
    citation = cite(tiny_index, HOURS)
    other = cite(tiny_index, LAKE)
    older = Version(other.document, other.span, -1, (Change(0, 3, "Two", "Eleven"),))
    renewed = replace(citation, versions=(older,))
    sides = (Side("eleven", (renewed,)), Side("two", (other,)))
    day = date(2022, 3, 1)
    answer = Answer(
        "How long in 2022?",
        (Claim(HOURS, (renewed,)), Claim(LAKE, (other,))),
        scope=Scope(since=day),
        coverage=Coverage(3),
        time=AskedTime("", "", day, phrase="in 2022", period=Period(day, day)),
        disagreement=Disagreement(sides),
    )
    page = answer_report_to_html(answer, record_of(answer, tiny_index))
    for said in (
        "was, in ",
        "Two → Eleven",
        "The documents disagree: eleven",
        "Read as: “in 2022”",
    ):
        assert said in page, said
    assert "Looked in: published since 1 Mar 2022; 3 documents." in page


def test_a_report_lights_the_sentence_and_shows_the_rest(tiny_index: Index) -> None:
    record = record_of(answered(tiny_index, HOURS), tiny_index)
    page = answer_report_to_html(ANSWERED, record)
    for source in ANSWERED.sources:
        assert f"<mark>{source.quote}</mark>" in page
    nearest = answer_report_to_html(ABSTAINED, record)
    assert "The documents do not answer this question." in nearest
    assert "The nearest passages (2 of 2)" in nearest and "<mark>" not in nearest
