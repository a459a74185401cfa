"""A table as text, JSON, CSV, a workbook and HTML; the command; the workspace of the page."""

import csv
import errno
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from time import monotonic, sleep

import pytest
from openpyxl import load_workbook

from index import Index, UserError
from index.types import Scope
from qa import Assistant
from qa.tables import Cell, Column, Table
from tests.support.fake_models import FakeEncoder, FakeReader
from tests.support.fakes import ATTACK
from tests.support.tables import EMPTY, filled, listed, made
from tests.support.timelines import indexed
from ui.cli import main as cli
from ui.cli import table as command
from ui.render.answer_sheet import table_to_xlsx
from ui.render.answer_table import (
    headline,
    table_to_csv,
    table_to_dict,
    table_to_html,
    table_to_text,
    time_left,
)
from ui.web import workspace as workspace_module
from ui.web.session import Session
from ui.web.tabs import table as tab
from ui.web.turns import BusyError
from ui.web.where import Where
from ui.web.workspace import Workspace

DIED = filled("Ten people,\nall of Tolm, died.", "Ten", title="a")
NAMED = filled("The mayor of Tolm said so.", agreed=True, title="b")
TABLE = made((DIED, EMPTY), (EMPTY, NAMED), (EMPTY, EMPTY), questions=("Who died?", "Who said so?"))


def lines_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_as_text() -> None:
    assert table_to_text(TABLE) == (
        "3 documents × 2 questions: 2 of 6 cells answered\n"
        "\n"
        "Doc 0, 24 Oct 2025, Doc 0.txt\n"
        "  Who died? Ten\n"
        "    “Ten people, all of Tolm, died.”\n"
        "\n"
        "Doc 1, 24 Oct 2025, Doc 1.txt\n"
        "  Who said so? The mayor of Tolm said so.\n"
        "    (sure only since other documents say the same)\n"
        "\n"
        "No answer in 1 document:\n"
        "  Doc 2, 24 Oct 2025, Doc 2.txt"
    )


def test_a_sentence_that_leans_stands_after_the_one_before() -> None:
    led = replace(filled("He left."), before=NAMED.citation)
    one = made((led,))
    both = f"{NAMED.quote} He left."
    assert f"  Who died? {both}" in table_to_text(one)
    assert lines_of(table_to_csv(one))[1][3:] == [both, both]
    assert table_to_dict(one)["rows"][0]["cells"][0]["before"]["quote"] == NAMED.quote
    assert both in table_to_html(one)


def test_why_a_document_has_no_answer_is_said_where_it_is_one_reason() -> None:
    why = Cell(0.0, reason="It has no sentence that can be cited.")
    text = table_to_text(made((why, why), (why, EMPTY), questions=("a?", "b?")))
    assert "  Doc 0, 24 Oct 2025, Doc 0.txt: It has no sentence that can be cited." in text
    assert text.endswith("Doc 1.txt")


def test_what_was_not_read_is_said() -> None:
    part = replace(TABLE, rows=(TABLE.rows[0], replace(TABLE.rows[1], cells=(EMPTY,))))
    assert headline(part).endswith("1 of 3 cells answered; 2 documents were not read to the end")
    value = table_to_dict(part)
    assert value["complete"] is False and value["documents"] == 3
    assert [document["title"] for document in value["unread"]] == ["Doc 1", "Doc 2"]
    assert len(lines_of(table_to_csv(part))) == 3
    assert {len(line) for line in lines_of(table_to_csv(part))} == {7}
    assert lines_of(table_to_csv(part))[2][3:] == ["", "", "(not read)", "(not read)"]
    book = load_workbook(io.BytesIO(table_to_xlsx(part)))
    assert [cell.value for cell in book["Answers"][3]][3:] == [None, "(not read)"]
    assert table_to_html(part).count('class="unread"') == 1
    assert "not read to the end" in table_to_html(part, growing=False)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.0, ""), (0.2, "about 1 s"), (61.0, "about 61 s"), (600.0, "about 10 min"),
     (7200.0, "about 2.0 h")],
)  # fmt: skip
def test_how_long_it_takes(seconds: float, said: str) -> None:
    documents = (listed("a"), listed("b"))
    half = replace(made((EMPTY,)), documents=documents, seconds=seconds)
    assert time_left(half) == said


def test_as_json() -> None:
    value = json.loads(json.dumps(table_to_dict(TABLE)))
    assert value["questions"][0] == {"heading": "Who died?", "question": "Who died?"}
    ten, empty = value["rows"][0]["cells"]
    assert ten["answer"] == "Ten" and ten["citation"]["quote"] == "Ten people,\nall of Tolm, died."
    assert ten["citation"]["answer"]["text"] == "Ten"
    assert (empty["answer"], empty["citation"], empty["probability"]) == ("", None, 0.01)
    assert value["rows"][1]["cells"][1]["agreed"] is True
    assert (value["answered"], value["complete"], value["unread"]) == (2, True, [])
    assert value["scope"]["folders"] == []


FORMULAS = (
    '=HYPERLINK("http://evil.example","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "＝1+1",
    " =1+1",
    "\t=1",
    "\r=1",
)


def test_csv_has_an_answer_and_its_sentence_side_by_side() -> None:
    lines = lines_of(table_to_csv(TABLE))
    assert lines[0][:5] == ["Document", "Published", "Source", "Who died?", "Who died? (sentence)"]
    assert lines[1] == ["Doc 0", "2025-10-24", "/news/Doc 0.txt", "Ten", DIED.quote, "", ""]
    assert lines[2][5:] == [NAMED.quote, NAMED.quote]
    assert len(lines) == 4


@pytest.mark.parametrize("formula", FORMULAS)
def test_nothing_in_csv_is_a_formula(formula: str) -> None:
    text = f"{formula} or so, he said."
    one = made((filled(text, formula.strip()),), questions=(formula,))
    one = replace(
        one, documents=(listed(formula),), rows=(replace(one.rows[0], document=listed(formula)),)
    )
    for line in lines_of(table_to_csv(one)):
        for cell in line:
            assert not re.match(r"\s*[=+\-@＝]", cell), cell
    assert table_to_dict(one)["rows"][0]["cells"][0]["citation"]["quote"] == text
    assert table_to_dict(one)["rows"][0]["document"]["title"] == formula


def test_what_is_no_formula_is_left_alone() -> None:
    lines = lines_of(table_to_csv(made((filled("5 = 5, and 3 - 2 @ noon.", "5 = 5"),))))
    assert lines[1][3:] == ["5 = 5", "5 = 5, and 3 - 2 @ noon."]


@pytest.mark.parametrize("formula", FORMULAS)
def test_nothing_in_a_workbook_is_a_formula_or_a_link(formula: str) -> None:
    text = f"{formula} http://evil.example mailto:a@b internal:Sheet1!A1"
    one = made((filled(text, formula.strip()),), (filled("http://evil.example"),))
    book = load_workbook(io.BytesIO(table_to_xlsx(one)))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n") and cell.hyperlink is None
                assert cell.data_type == "s" or cell.value is None
    assert book["Answers"]["D2"].value.strip() == formula.strip()


def test_a_workbook_has_the_answers_and_their_sentences() -> None:
    book = load_workbook(io.BytesIO(table_to_xlsx(TABLE)))
    answers = [[cell.value for cell in row] for row in book["Answers"].iter_rows()]
    assert answers[0] == ["Document", "Published", "Source", "Who died?", "Who said so?"]
    assert answers[1] == ["Doc 0", "2025-10-24", "/news/Doc 0.txt", "Ten", None]
    assert len(answers) == 4
    sentences = [[cell.value for cell in row] for row in book["Sentences"].iter_rows()]
    assert sentences[1][:4] == ["Doc 0", "Who died?", "Ten", DIED.quote]
    assert sentences[2][:4] == ["Doc 1", "Who said so?", None, NAMED.quote]
    assert sentences[1][-2:] == ["0", str(len(DIED.quote))]


def test_what_no_workbook_holds_is_cut_and_made_plain() -> None:
    long = filled("x" * 40_000 + "\x1b[31m\ud800\x00.", title="long")
    book = load_workbook(io.BytesIO(table_to_xlsx(made((long,)))))
    value = book["Answers"]["D2"].value
    assert len(value) == 32_767 and value.endswith("…")
    odd = filled("A \x1b[31m\x00 \ud800 b.", title="odd")
    value = load_workbook(io.BytesIO(table_to_xlsx(made((odd,)))))["Answers"]["D2"].value
    assert value == "A \ufffd[31m\ufffd \ufffd b."


class Tags(HTMLParser):
    """Notes the elements and attributes of a text of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)


def test_as_html_a_cell_opens_its_sentence_in_its_passage() -> None:
    html = table_to_html(TABLE, growing=False)
    assert '<th scope="col"><span dir="auto">Who died?</span></th>' in html
    assert '<details id="cell-0-0">' in html and '<details id="cell-1-1">' in html
    assert '<b dir="auto">Ten</b><small>Ten people, all of Tolm, died.</small>' in html
    assert "<mark><b>Ten</b> people,\nall of Tolm, died.</mark>" in html
    assert html.count('<td class="empty"') == 4
    headed = replace(TABLE, columns=(Column("Who died?", "Deaths"), TABLE.columns[1]))
    assert '<span dir="auto">Deaths</span><small>Who died?</small>' in table_to_html(headed)
    with pytest.raises(ValueError, match="an anchor holds"):
        table_to_html(TABLE, '"x')


@pytest.mark.parametrize("text", ATTACK)
def test_nothing_of_a_document_or_a_question_is_markup(text: str) -> None:
    cell = filled(text, text[:9], title=text)
    one = made((cell, replace(EMPTY, reason=text)), questions=(text, text))
    one = replace(
        one, documents=(listed(text),), rows=(replace(one.rows[0], document=listed(text)),)
    )
    seen = Tags(table_to_html(one))
    assert seen.tags <= {
        *("section", "p", "div", "table", "thead", "tbody", "tr", "th", "td", "span", "small"),
        *("details", "summary", "b", "blockquote", "mark", "time", "button"),
    }
    assert not [
        name for name in seen.attributes if name.startswith("on") or name in ("src", "href")
    ]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", table_to_text(one))


# The command

Result = tuple[int, str, str]
Command = Callable[..., Result]
NEWS = (
    {"title": "Dam", "published": "2025-10-24", "text": "The dam at Tolm burst on Tuesday."},
    {"title": "Bread", "published": "2025-10-20", "text": "Bread is dear."},
)
BURST = "When did the dam at Tolm burst?"


@pytest.fixture
def pincite(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Command:
    """The command, over an index of two documents."""
    indexed(tmp_path, NEWS).close()
    opened = Index.open
    monkeypatch.setattr(
        Index, "open", lambda *_, **__: opened(tmp_path / "index", encoder=FakeEncoder())
    )
    monkeypatch.setattr("qa.assistant.open_selector", lambda *_, **__: _selector())
    monkeypatch.chdir(tmp_path)
    (tmp_path / "questions.txt").write_text(f"# asked\nBurst: {BURST}\n", encoding="utf-8")

    def run(*arguments: str) -> Result:
        status = cli.main(["table", *arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return run


def _selector() -> object:
    from qa.evidence.select import OnePass

    return OnePass(FakeReader())


def test_the_command(pincite: Command) -> None:
    status, out, err = pincite("questions.txt")
    assert status == 0
    assert out.startswith("2 documents × 1 question: 1 of 2 cells answered\n\nDam, 24 Oct 2025")
    assert "  Burst: Tuesday\n    “The dam at Tolm burst on Tuesday.”" in out
    assert err == "pincite: 2 documents × 1 question: 2 cells.\n"


def test_the_command_as_json(pincite: Command) -> None:
    value = json.loads(pincite("questions.txt", "--json")[1])
    assert value["rows"][0]["cells"][0]["answer"] == "Tuesday"


def test_the_command_writes_files(pincite: Command, tmp_path: Path) -> None:
    status, out, err = pincite("questions.txt", "--csv", "t.csv", "--xlsx", "t.xlsx")
    assert status == 0 and out.startswith("2 documents")
    assert "The table is in t.csv.\n" in err and "The workbook is in t.xlsx.\n" in err
    lines = lines_of((tmp_path / "t.csv").read_bytes().decode())
    assert lines[1][3:] == ["Tuesday", "The dam at Tolm burst on Tuesday."]
    assert load_workbook(tmp_path / "t.xlsx")["Answers"]["D2"].value == "Tuesday"
    status, out, err = pincite("questions.txt", "--csv", "t.csv")
    assert (status, out) == (2, "") and "t.csv is there already" in err
    assert pincite("questions.txt", "--csv", "t.csv", "--force")[0] == 0


def test_the_command_prints_csv_alone(pincite: Command) -> None:
    status, out, _ = pincite("questions.txt", "--csv")
    assert status == 0
    assert [line[0] for line in lines_of(out)] == ["Document", "Dam", "Bread"]
    assert pincite("questions.txt", "--csv", "-")[1] == out


def test_the_command_reads_standard_input(
    pincite: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = io.TextIOWrapper(io.BytesIO(f"\ufeff{BURST}\r\n\r\n".encode()))
    monkeypatch.setattr("sys.stdin", given)
    assert "1 of 2 cells answered" in pincite("-")[1]


def test_nothing_is_answered(pincite: Command, tmp_path: Path) -> None:
    (tmp_path / "questions.txt").write_text("Which zebras roam?")
    status, out, _ = pincite("questions.txt")
    assert status == 1 and "No answer in 2 documents:" in out


def test_over_a_folder_of_the_index(pincite: Command, tmp_path: Path) -> None:
    assert pincite("questions.txt", "--over", "news/news.jsonl")[1].startswith("2 documents")
    assert pincite("questions.txt", "--over", str(tmp_path / "news"))[0] == 0
    (tmp_path / "other").mkdir()
    status, out, err = pincite("questions.txt", "--over", "other")
    assert (status, out) == (2, "")
    assert f"No document of the index lies in {tmp_path}/other." in err
    assert f"Take it in first: pincite index {tmp_path}/other" in err
    status, _, err = pincite("questions.txt", "--over", "nowhere")
    assert status == 2 and "No document of the index has the folder “nowhere”." in err


def test_what_the_command_refuses(pincite: Command, tmp_path: Path) -> None:
    def of(content: bytes) -> str:
        (tmp_path / "given").write_bytes(content)
        status, out, err = pincite("given")
        assert (status, out) == (2, "")
        return err

    assert "given: There is no question." in of(b"")
    assert "There are 10,000 questions." in of(b"Who?\n" * 10_000)
    assert "given: Line 2: The question has 10,000 characters." in of(b"Who?\n" + b"x" * 10_000)
    assert "given is not text in UTF-8." in of(b"\xff\xfe\x00")
    assert "given has more than a million bytes." in of(b"x" * 1_000_001)
    for arguments, said in (
        (("absent",), "absent cannot be read"),
        (("news",), "news cannot be read"),
        (("questions.txt", "--csv", "news"), "news is a folder"),
        (("questions.txt", "--csv", "/dev/null", "--force"), "/dev/null is no file"),
        (("questions.txt", "--csv", "no/t.csv"), "There is no folder no"),
        (("questions.txt", "--csv", "t", "--xlsx", "t"), "name the same file"),
        (("questions.txt", "--csv", "--json"), "--json and --csv"),
        (("questions.txt", "--since", "soon"), "is no date"),
        (("questions.txt", "--fast", "--reader", "x"), "--fast is for the packaged"),
        (("questions.txt", "--source", "nobody"), "has the source “nobody”"),
        ((), "following arguments are required: FILE"),
    ):
        status, out, err = pincite(*arguments)
        assert (status, out) == (2, ""), arguments
        assert said in err, arguments


@pytest.mark.parametrize("option", ["--csv", "--xlsx"])
def test_a_full_disk_is_told_and_leaves_no_half_file(
    pincite: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    (tmp_path / "t").write_text("as it was")

    def full(path: Path, content: bytes) -> int:
        path.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    status, out, err = pincite("questions.txt", option, "t", "--force")
    assert status == 2 and "t cannot be written (No space left on device)." in err
    assert "Burst: Tuesday" in out  # what was found is not lost
    assert (tmp_path / "t").read_text() == "as it was"
    assert not list(tmp_path.glob(".t*"))


def test_ctrl_c_keeps_what_is_done(
    pincite: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qa import tables

    whole = tables.stream

    def interrupted(*given: object, **known: object) -> Iterator[Table]:
        for one in whole(*given, **known):  # type: ignore[arg-type]
            yield one
            if one.read == stop:
                raise KeyboardInterrupt

    monkeypatch.setattr(tables, "stream", interrupted)
    stop = 1
    status, out, err = pincite("questions.txt", "--csv", "part.csv")
    assert status == 130
    assert "1 document was not read to the end" in out and "Burst: Tuesday" in out
    assert "Interrupted: 1 of 2 documents were read to the end." in err
    assert "The table is in part.csv, as far as it was filled." in err
    assert len(lines_of((tmp_path / "part.csv").read_text())) == 2
    stop = 0
    status, out, err = pincite("questions.txt", "--csv", "none.csv")
    assert (status, out) == (130, "") and not (tmp_path / "none.csv").exists()


def test_how_long_it_takes_is_told_beforehand(
    pincite: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "_WARM_SECONDS", 0.0)
    assert re.search(
        r"It takes about \d+ s; Ctrl-C keeps what is done\.", pincite("questions.txt")[2]
    )


# The page


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with indexed(tmp_path, NEWS) as index:
        yield Workspace(index, lambda: Assistant(index, reader=FakeReader()))


def test_the_workspace_fills_a_table_some_cells_a_turn(workspace: Workspace) -> None:
    tables = list(workspace.table(f"{BURST}\nWhat is dear?\nWho?"))
    assert [one.read for one in tables] == [0, 4, 6]
    assert tables[-1].complete and tables[-1].rows[0].cells[0].answer == "Tuesday"


def test_between_its_turns_others_are_answered(workspace: Workspace) -> None:
    tables = workspace.table(f"{BURST}\nWhat is dear?\nWho?")
    next(tables)
    next(tables)
    with workspace.turns.join() as one, workspace.turns.join() as other:
        until = monotonic() + 5  # another thread may hold a turn for a moment
        while (one.ahead or other.ahead) and monotonic() < until:
            sleep(0.01)
        assert (one.ahead, other.ahead) == (0, 0)


def test_a_table_waits_long_for_its_turn_but_not_for_ever(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspace_module, "_LOOK_SECONDS", 0.01)
    monkeypatch.setattr(workspace_module, "_LONG_SECONDS", 0.05)
    tables = workspace.table(BURST)
    next(tables)
    tickets = []
    with pytest.raises(BusyError):
        while True:
            tickets.append(workspace.turns.join())
    with pytest.raises(BusyError):
        next(tables)
    for ticket in tickets:
        workspace.turns.leave(ticket)


@pytest.mark.parametrize(
    ("questions", "scope", "said"),
    [
        ("", Scope(), "There is no question."),
        ("x" * 5000, Scope(), "The question has 5,000 characters."),
        ("Who?\n" * 2, Scope(folders=("../..",)), "has the folder"),
    ],
)
def test_what_the_workspace_refuses(
    workspace: Workspace, questions: str, scope: Scope, said: str
) -> None:
    with pytest.raises(UserError, match=re.escape(said)):
        list(workspace.table(questions, scope))
    with pytest.raises(UserError, match="2 documents × 2 questions are 4 cells, and at most 3"):
        list(workspace.table("Who?\nWhy?", most=3))


def test_a_table_on_the_page_is_stopped_and_another_ends_it(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tab, "_SECONDS", 0.0)
    questions, session = f"{BURST}\nWhat is dear?\nWho?", Session()
    whole = list(tab._fill(workspace, session, questions, Where()))
    assert len(whole) == 4 and "2 of 6 cells answered" in whole[-1] and "data-sheet" in whole[-1]
    filling = tab._fill(workspace, session, questions, Where())
    next(filling)
    next(filling)
    session.filling = None
    assert [re.findall(r"of (\d) cells answered", html) for html in filling] == [["4"]]
    assert session.table and session.table.read == 4 and session.rest
    filling = tab._fill(workspace, session, questions, Where())
    next(filling)
    other = tab._fill(workspace, session, BURST, Where())
    next(other)
    assert list(filling) == []
    assert session.table and len(session.table.columns) == 1
    *_, last = other
    assert "1 of 2 cells answered" in last


def test_a_table_that_was_stopped_is_gone_on_with(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tab, "_SECONDS", 0.0)
    questions, session = f"{BURST}\nWhat is dear?\nWho?", Session()

    def stopped() -> str:
        filling = tab._fill(workspace, session, questions, Where())
        next(filling)
        assert tab._buttons(session)[0]["interactive"]
        session.filling = None
        (last,) = filling
        return last

    assert "; 2 documents were not read to the end" in stopped()
    stop, more = tab._buttons(session)
    assert not stop["interactive"] and more["visible"]
    *_, last = tab._fill_more(workspace, session)
    assert "2 of 6 cells answered" in last and "not read" not in last
    stop, more = tab._buttons(session)
    assert not stop["interactive"] and not more["visible"]
    with pytest.raises(UserError, match="nothing to go on with"):
        list(tab._fill_more(workspace, session))
    stopped()
    (tmp_path / "later.txt").write_text("The bridge is shut.")
    workspace.index.sync([tmp_path / "later.txt"])
    with pytest.raises(UserError, match="The documents have changed since"):
        list(tab._fill_more(workspace, session))
    assert session.table and not tab._buttons(session)[1]["visible"]


def test_a_table_that_gets_no_turn_is_to_be_filled_again() -> None:
    session = Session()

    def refused() -> Iterator[Table]:
        yield TABLE
        raise BusyError(3)

    growing = tab._grow(session, 1, refused())
    with pytest.raises(UserError, match=r"is busy.*Fill the table again in a few seconds\."):
        list(growing)
    assert session.table == TABLE and session.rest is None and session.filling is None


def test_the_files_of_the_tab() -> None:
    for key, (_, name, _, write) in tab._FORMATS.items():
        assert name.endswith(key) and write(TABLE)
    assert 'data-sheet="xlsx"' in tab._with_buttons(TABLE)
    assert "data-sheet" not in tab._with_buttons(replace(TABLE, rows=()))
