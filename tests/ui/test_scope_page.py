"""The page and programs say where to look; all that they send is checked."""

import datetime
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Index
from index.errors import UserError
from index.types import Scope
from qa import Assistant
from tests.support.fake_models import FakeReader
from tests.support.paths import ROOT
from ui.web.session import Session
from ui.web.where import ANYWHERE, Where
from ui.web.workspace import Workspace

QUESTION = "How long was the harbour of Lindau closed in March?"


@pytest.fixture
def workspace(tiny_index: Index) -> Iterator[Workspace]:
    yield Workspace(tiny_index, lambda: Assistant(tiny_index, reader=FakeReader()))


def test_what_is_typed_is_a_scope() -> None:
    assert ANYWHERE.scope() == Scope()
    where = Where("2022", "", "The Lake Paper; lake.example", " ", "a;b", ".PDF")
    assert where.scope().sources == ("The Lake Paper", "lake.example")
    assert (where.scope().folders, where.scope().types) == (("a", "b"), ("pdf",))


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (Where(since="soon"), "is no date"),
        (Where(as_of="<b>soon</b>"), "after “as of” is no date"),
        (Where(since="2023", until="2022"), "Nothing can be published since"),
        (Where(folder="../.."), "No document of the index has the folder"),
        (Where(folder="/etc"), "No document of the index has the folder"),
        (Where(author="<script>"), "No document of the index has the author"),
        (Where(source=";".join(map(str, range(101)))), "A scope of 101 sources is too large."),
    ],
)
def test_what_cannot_be_a_scope_is_told_on_the_page_and_to_programs(
    where: Where, said: str, workspace: Workspace
) -> None:
    *_, last = Session().ask(workspace, QUESTION, where)
    assert said in last.failure and last.answer is None
    with pytest.raises(UserError, match=said):
        workspace.ask(QUESTION, where.scope())
    with pytest.raises(UserError, match=said):
        workspace.search(QUESTION, 3, where.scope())


def test_the_day_that_is_typed_is_today(workspace: Workspace) -> None:
    where = Where(since="last week", until="yesterday", as_of="2024-03-13")
    assert where.day() == datetime.date(2024, 3, 13)
    assert where.scope() == Scope(datetime.date(2024, 3, 4), datetime.date(2024, 3, 12))
    *_, last = Session().ask(workspace, QUESTION, Where(as_of="2024-03-13"))
    assert last.answer and last.answer.time
    assert (last.answer.time.today, last.answer.time.given) == (datetime.date(2024, 3, 13), True)
    assert ANYWHERE.day() is None


def test_each_question_has_the_scope_that_was_typed_for_it(workspace: Workspace) -> None:
    session = Session()
    council = Where(folder="council")
    session.take(QUESTION, council)
    session.take(f"{QUESTION} ")
    session.take(f"And {QUESTION}")
    answers = []
    while session.taken:
        *_, last = session.answer(workspace)
        answers.append(last.answer)
    assert [answer.scope for answer in answers if answer] == [council.scope(), Scope()]
    scoped = {Path(h.passage.document.source).parent.name for h in answers[0].hits}  # type: ignore[union-attr]
    assert scoped == {"council"}


BUILT = """
import sys
from pathlib import Path
import gradio as gr
from index import Index
from tests.support.fake_models import FakeEncoder
from tests.support.fakes import FakeAssistant
from ui.web.app import ROLES, build
from ui.web.gate.functions import functions
from ui.web.workspace import Workspace
with Index.open(Path(sys.argv[1]), encoder=FakeEncoder()) as index:
    page = build(Workspace(index, FakeAssistant))
    found = {f.endpoint: f for f in functions(page, ROLES).values() if f.endpoint}
    said = found["ask"].checked_by_name({"question": "a", "since": "2022", "type": "md"})
    blank = dict.fromkeys(("until", "source", "author", "folder", "as_of"), "")
    assert said == {"question": "a", "since": "2022", "type": "md", **blank}, said
    run = {f.api_name: f.fn for f in page.fns.values() if f.fn}
    hits = run["search"]("harbour", 10, "", "", "", "", "council", "md")
    assert [Path(hit["document"]["source"]).name for hit in hits] == ["budget.md"]
    for call, said in (
        (lambda: run["ask"]("harbour", "soon"), "is no date"),
        (lambda: run["search"]("harbour", type="exe"), "No document of the index has the type"),
    ):
        try:
            call()
        except gr.Error as error:
            assert said in str(error.message), error
        else:
            raise AssertionError(said)
"""


def test_programs_name_a_scope(tiny_index: Index) -> None:
    """In a process of its own: a page that is built and not served leaves loops open."""
    command = [sys.executable, "-c", BUILT, str(tiny_index.folder)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=280)
