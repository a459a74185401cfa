"""The tab with a table: questions in, documents down, each cell opening its sentence."""

import base64
import time
from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr

from index.errors import UserError
from qa.tables import Table
from ui.render.answer_sheet import table_to_xlsx
from ui.render.answer_table import table_to_csv, table_to_html
from ui.render.text import plain
from ui.web.session import Session
from ui.web.tabs.ask import DOWNLOAD, where_to_look
from ui.web.tabs.parts import failure_to_html, save_buttons, status_to_html
from ui.web.where import Where
from ui.web.workspace import Workspace

MOST_CELLS = 1_000
"""Documents × questions that the page fills; the command line fills more."""

_ABOUT = (
    "Several questions, asked of each document. A cell holds the words that answer and opens their "
    "sentence; it has a dash where the document does not say."
)
_LONGEST = 10_000
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMATS: dict[str, tuple[str, str, str, Callable[[Table], bytes]]] = {
    "csv": ("CSV", "table.csv", "text/csv", lambda made: table_to_csv(made).encode()),
    "xlsx": ("Excel", "table.xlsx", _SHEET, table_to_xlsx),
}
"""Key → name, file, kind and content."""
_HIDDEN: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_AT_ONCE = 32
"""Tables that are filled at once; the workspace works on some of them at a time."""
_SECONDS = 0.8
"""Between two times that a growing table is shown, at least."""


def build(workspace: Workspace, session: gr.State, behaviour: str) -> None:
    """Lay the tab out.

    Args:
        workspace: fills the tables.
        session: holds a `Session`.
        behaviour: the script of `page.js`.
    """
    gr.HTML(f'<header class="tab"><h2>Table</h2><p>{_ABOUT}</p></header>', apply_default_css=False)
    questions = gr.Textbox(
        label="Questions, one a line",
        placeholder="Deaths: How many people died?\nWho leads the inquiry?",
        lines=4,
        max_lines=12,
        max_length=_LONGEST,
        elem_id="table-questions",
    )
    with gr.Row(elem_id="filling"):
        fill_button = gr.Button("Fill", variant="primary", scale=0, min_width=72)
        stop_button = gr.Button("Stop", scale=0, min_width=72)
    where = where_to_look("where-table")
    shown = gr.HTML(js_on_load=behaviour, apply_default_css=False, elem_id="table")
    file = gr.JSON(visible=False)

    def prepare(questions: str) -> str:
        """Say that it is being filled."""
        return status_to_html("Reading the documents …") if questions.strip() else ""

    def fill(session: Session, questions: str, *fields: str) -> Iterator[str]:
        """The table of some questions, as it grows."""
        session.table = None
        if not plain(questions).strip():
            yield ""
            return
        try:
            yield from _fill(workspace, session, plain(questions), Where(*fields))
        except UserError as error:
            failed = failure_to_html(workspace.shown.error(error))
            yield failed + (_with_buttons(session.table) if session.table else "")

    def halt(session: Session) -> None:
        """Stop, and keep what is done."""
        session.filling = None

    def save_table(session: Session, event: gr.EventData) -> dict[str, str] | None:
        """The table as a file."""
        if session.table is None or event.format not in _FORMATS:
            return None
        _, name, kind, write = _FORMATS[event.format]
        content = base64.b64encode(write(session.table)).decode()
        return {"name": name, "type": kind, "base64": content}

    fill_button.click(prepare, [questions], [shown], **_HIDDEN).then(
        fill, [session, questions, *where], [shown], concurrency_limit=_AT_ONCE, **_HIDDEN
    )
    stop_button.click(halt, [session], None, queue=False, **_HIDDEN)
    shown.save_table(save_table, [session], [file], **_HIDDEN).then(
        None, [file], None, js=DOWNLOAD, api_visibility="private"
    )


def _fill(workspace: Workspace, session: Session, questions: str, where: Where) -> Iterator[str]:
    """The table as it grows, and at the end with what may be done with it.

    It ends early where it was stopped, and without a word where another one was begun.
    """
    me = session.filling = object()
    last = 0.0
    tables = workspace.table(
        questions, where.scope(), where.day(), most=MOST_CELLS, choices=session.choices
    )
    for made in tables:
        if session.filling is not me:
            break
        session.table = made
        if time.monotonic() - last >= _SECONDS:
            last = time.monotonic()
            yield table_to_html(made)
    if session.table and session.filling in (me, None):
        yield _with_buttons(session.table)


def _with_buttons(table: Table) -> str:
    names = {key: name for key, (name, *_) in _FORMATS.items()}
    buttons = save_buttons("sheet", names, "This table")
    return table_to_html(table, growing=False) + (buttons if table.rows else "")
