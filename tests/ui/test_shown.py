"""Nobody but its operator learns where on the server's disk the documents lie."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index import Index
from index.documents.read import read_here
from index.errors import UserError
from index.paths import name_below, tops_of
from index.progress import Kept
from index.types import Document, Listed, Scope, Skipped
from qa import Assistant
from qa.evaluation.gold import Locator
from qa.evaluation.judged import right
from qa.records.recheck import recheck
from qa.records.record import record_to_text
from qa.records.save import record_of
from qa.types import Answer, Claim
from tests.qa.test_recheck import HOURS, answered
from tests.support.fake_models import FakeReader
from tests.support.fakes import LATE, RAIL, cite
from ui.render.answer_report import answer_report_to_html
from ui.render.conversation import exchange_to_html
from ui.render.export import answer_to_markdown, answer_to_page
from ui.render.recheck import recheck_to_dict
from ui.render.shelf import left_out_to_html, notices_to_html, roots_to_html
from ui.render.timeline import timeline_to_dict
from ui.render.values import answer_to_dict, hits_to_list, listing_to_list
from ui.web import records
from ui.web.conversations.links import Links
from ui.web.conversations.owners import user
from ui.web.session import Session
from ui.web.shown import Shown
from ui.web.workspace import Workspace

QUESTION = "How long was the harbour of Lindau closed in March?"


@pytest.fixture
def workspace(tiny_index: Index) -> Iterator[Workspace]:
    made = Workspace(tiny_index, lambda: Assistant(tiny_index, reader=FakeReader()))
    made.examples.make = lambda: None  # type: ignore[method-assign]
    yield made


def test_a_source_begins_with_the_folder_that_is_mirrored() -> None:
    one = tops_of(["/home/ida/docs", "/home/ida/docs/more/"])
    assert one == {"/home/ida/docs": ""}
    several = tops_of(["/home/ida/docs", "/mnt/docs", "/mnt/report.pdf"])
    assert list(several.values()) == ["docs", "docs (2)", "report.pdf"]
    for source, alone, among in (
        ("/home/ida/docs/a.pdf", "a.pdf", "docs/a.pdf"),
        (
            "/home/ida/docs/more/b.jsonl#2024/05",
            "more/b.jsonl#2024/05",
            "docs/more/b.jsonl#2024/05",
        ),
        ("/home/ida/docs/#1/b.txt", "#1/b.txt", "docs/#1/b.txt"),
        ("/mnt/docs/a.pdf", "a.pdf", "docs (2)/a.pdf"),
        ("/mnt/report.pdf", "report.pdf", "report.pdf"),
        ("/mnt/report.pdf#p3", "report.pdf#p3", "report.pdf#p3"),
        ("/home/ida/docs-old/c.txt", "c.txt", "c.txt"),
        ("shown/already.txt", "shown/already.txt", "shown/already.txt"),
    ):
        assert (name_below(source, one), name_below(source, several)) == (alone, among)
    assert name_below("/srv/a.txt", tops_of(["/"])) == "srv/a.txt"
    assert name_below("/srv/a.txt", {}) == "a.txt"


def test_every_kind_of_value_is_shown_without_the_folders(
    tiny_index: Index, tiny_folder: Path
) -> None:
    shown, path = Shown(tiny_index), str(tiny_folder / "council" / "a.txt")
    document = replace(RAIL, source=path)
    cited = replace(
        cite(document, LATE),
        elsewhere=(Listed("1" * 16, "Copy", path, None, 1),),
    )
    answer = Answer("?", (Claim("So.", (cited,)),), scope=Scope(folders=(path, "council")))
    skipped = [Skipped(path, "Bad.")]
    kept = Kept(path, f"{path} cannot be looked at.", 2)
    values = (answer, skipped, kept, [document, (document,)])
    for value in shown.of(values):
        assert str(tiny_folder) not in repr(value) and "council/a.txt" in repr(value)
    assert shown.of(kept).reason == "council/a.txt cannot be looked at."
    assert shown.of(answer).claims[0].citations[0].quote == LATE
    plain = Answer("?", (Claim("So.", (cite(replace(RAIL, source="a.txt"), LATE),)),))
    assert shown.of(plain) is plain  # nothing to hide


def test_a_document_that_names_a_folder_says_so_still(tiny_index: Index, tiny_folder: Path) -> None:
    said = f"The files lie in {tiny_folder}/council."
    document = Document("d" * 16, said, f"{tiny_folder}/a.txt", "a")
    answer = Answer("Where?", (Claim(said, (cite(document, said),)),))
    (claim,) = Shown(tiny_index).of(answer).claims
    assert (claim.text, claim.citations[0].quote) == (said, said)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("The index in {index} cannot be read.", "The index in index cannot be read."),
        ("No document has it. There are: {docs}.", "No document has it. There are: documents."),
        ("{docs}/my files/a b.txt is bad.", "my files/a b.txt is bad."),
        ("The model in /opt/venv/lib/models/reader lacks x.", "The model in reader lacks x."),
        ("Ask http://127.0.0.1:8080/v1/models or /etc/pincite/users.json.",
         "Ask http://127.0.0.1:8080/v1/models or users.json."),
        ("Write a day and/or a month, such as 2022/10.", None),
    ],
)  # fmt: skip
def test_errors_name_no_folders_of_the_server(
    said: str, read: str | None, tiny_index: Index, tiny_folder: Path
) -> None:
    text = said.format(index=tiny_index.folder, docs=tiny_folder)
    assert Shown(tiny_index).error(UserError(text, "Mend it.")) == f"{read or text} Mend it."


def test_what_a_workspace_gives_away_names_no_folder_of_the_server(
    workspace: Workspace, tiny_folder: Path, tmp_path: Path
) -> None:
    (tiny_folder / "bad.pdf").write_bytes(b"no PDF")
    (tiny_folder / "copy.txt").write_text((tiny_folder / "rail.txt").read_text())
    library = workspace.library
    *_, report = library.refresh()
    *_, last = Session().ask(workspace, QUESTION)
    answer = last.answer
    assert answer and answer.claims
    record = records.record(workspace, answer)
    *_, table = workspace.table("How long was it closed?")
    given: list[Any] = [
        exchange_to_html(last),
        answer_to_markdown(answer),
        answer_to_page(answer),
        answer_report_to_html(answer, record),
        record_to_text(record),
        answer_to_dict(workspace.ask(QUESTION)),
        hits_to_list(workspace.search("harbour", 10)),
        timeline_to_dict(workspace.timeline("harbour of Lindau")),
        repr(workspace.quotes("", "harbour")),
        repr(table),
        recheck_to_dict(records.recheck(workspace, record_to_text(record))),
        listing_to_list(library.listing()),
        [repr(library.document(listed.id)) for listed in library.listing()],
        repr((report, library.skipped(), library.told(), library.roots())),
        notices_to_html(library.told().notices),
        roots_to_html(library.roots(), may_refresh=True),
        left_out_to_html(library.skipped(), library.lines, may_look=True),
    ]
    for place, value in enumerate(given):
        text = value if isinstance(value, str) else json.dumps(value)
        assert str(tmp_path) not in text, (place, text)
        assert text.strip()
    assert "bad.pdf" in given[-1] and any("council/" in json.dumps(value) for value in given)


def test_a_kept_conversation_of_before_is_shown_so_too(workspace: Workspace) -> None:
    owner = user("Ada")
    *_, last = Session().ask(workspace, QUESTION)
    whole = workspace.assistant().ask(QUESTION)
    assert whole != last.answer
    header = workspace.conversations.add(owner, "", replace(last, answer=whole))
    link = workspace.links.make(owner, header.id).link
    assert link
    folder = str(workspace.index.folder.parent)
    shared, kept = (
        workspace.links._find(link.token),
        Links(workspace.conversations)._find(link.token),
    )
    assert shared and kept
    assert folder in repr(list(kept.exchanges))
    assert folder not in repr(list(shared.exchanges))


def test_a_record_of_the_page_is_checked_later_by_its_file(
    tiny_index: Index, tiny_folder: Path
) -> None:
    record = Shown(tiny_index).of(record_of(answered(tiny_index, HOURS), tiny_index))
    (citation,) = record.citations
    assert citation.document.source == "rail.txt"
    found = recheck(record, tiny_index, ask=False)
    assert [str(one.verdict) for one in found.citations] == ["holds"]
    path = tiny_folder / "rail.txt"
    path.write_text(path.read_text().replace("eleven", "twelve"))
    tiny_index.sync(tiny_folder, read=read_here)
    found = recheck(record, tiny_index, ask=False)
    assert [str(one.verdict) for one in found.citations] == ["changed"]
    assert found.citations[0].quote == HOURS.replace("eleven", "twelve")


def test_what_is_judged_on_the_page_names_one_document(
    tiny_index: Index, tiny_folder: Path
) -> None:
    (tiny_folder / "council" / "rail.txt").write_text("Nothing is known of the trains here.")
    tiny_index.sync(tiny_folder, read=read_here)
    answer = Shown(tiny_index).of(answered(tiny_index, HOURS))
    assert answer.sources[0].document.source == "rail.txt"
    (evidence,) = right(answer, tiny_index).evidence
    assert Locator(tiny_index).ids(evidence.document) == [answer.sources[0].document.id]


def test_nothing_of_the_page_shows_an_error_as_it_is() -> None:
    tabs = Path("ui/web/tabs").glob("*.py")
    code = {path.name: path.read_text() for path in [*tabs, Path("ui/web/session.py")]}
    assert [name for name, text in code.items() if "str(error)" in text] == []
