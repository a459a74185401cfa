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
from ui.web.turns import BusyError
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
Shown = tuple[str, Any, Any]
"""The table, and how the buttons stand that stop it and go on with it."""

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
        stop_button = gr.Button("Stop", scale=0, min_width=72, interactive=False)
        more_button = gr.Button("Go on", scale=0, min_width=88, visible=False)
    where = where_to_look("where-table")
    shown = gr.HTML(js_on_load=behaviour, apply_default_css=False, elem_id="table")
    file = gr.JSON(visible=False)

    def prepare(questions: str) -> Shown:
        """Say that it is being filled."""
        begins = bool(questions.strip())
        said = status_to_html("Reading the documents …") if begins else ""
        return said, gr.update(interactive=begins), gr.update(visible=False)

    def fill(session: Session, questions: str, *fields: str) -> Iterator[Shown]:
        """The table of some questions, as it grows."""
        session.table = session.rest = None
        where = Where(*fields)
        yield from _told(
            workspace, session, lambda: _fill(workspace, session, plain(questions), where)
        )

    def fill_more(session: Session) -> Iterator[Shown]:
        """The rest of a table that was stopped."""
        yield from _told(workspace, session, lambda: _fill_more(workspace, session))

    def halt(session: Session) -> Any:
        """Stop, and keep what is done."""
        session.filling = None
        return gr.update(interactive=False)

    def save_table(session: Session, event: gr.EventData) -> dict[str, str] | None:
        """The table as a file."""
        if session.table is None or event.format not in _FORMATS:
            return None
        _, name, kind, write = _FORMATS[event.format]
        content = base64.b64encode(write(session.table)).decode()
        return {"name": name, "type": kind, "base64": content}

    parts = [shown, stop_button, more_button]
    line: dict[str, Any] = {"concurrency_id": "table", "concurrency_limit": _AT_ONCE, **_HIDDEN}
    fill_button.click(prepare, [questions], parts, **_HIDDEN).then(
        fill, [session, questions, *where], parts, **line
    )
    more_button.click(fill_more, [session], parts, **line)
    stop_button.click(halt, [session], [stop_button], queue=False, **_HIDDEN)
    shown.save_table(save_table, [session], [file], **_HIDDEN).then(
        None, [file], None, js=DOWNLOAD, api_visibility="private"
    )


def _told(
    workspace: Workspace, session: Session, grow: Callable[[], Iterator[str]]
) -> Iterator[Shown]:
    """A table as it grows, or why it does not, and what may be done with it."""
    try:
        for html in grow():
            yield html, *_buttons(session)
    except UserError as error:
        failed = failure_to_html(workspace.shown.error(error))
        kept = _with_buttons(session.table) if session.table else ""
        yield failed + kept, *_buttons(session)


def _fill(workspace: Workspace, session: Session, questions: str, where: Where) -> Iterator[str]:
    """The table as it grows, and at the end with what may be done with it."""
    generation = workspace.index.generation()
    tables = workspace.table(
        questions, where.scope(), where.day(), most=MOST_CELLS, choices=session.choices
    )
    yield from _grow(session, generation, tables)


def _fill_more(workspace: Workspace, session: Session) -> Iterator[str]:
    """The table that was stopped, as it grows on.

    Raises:
        UserError: if there is none, or the documents have changed since.
    """
    rest, session.rest = session.rest, None
    if rest is None:
        raise UserError("There is nothing to go on with.", "Fill a table first.")
    generation, tables = rest
    if generation != workspace.index.generation():
        raise UserError("The documents have changed since.", "Fill the table again.")
    yield from _grow(session, generation, tables)


def _grow(session: Session, generation: int, tables: Iterator[Table]) -> Iterator[str]:
    """A table as it grows, and at the end with what may be done with it.

    It ends early where it was stopped, and without a word where another one was begun.

    Args:
        session: that shows it.
        generation: of the index, when it was begun.
        tables: it, with more cells each time.

    Raises:
        UserError: if it waits for a turn for too long: it cannot go on then.
    """
    me = session.filling = object()
    last = 0.0
    try:
        for made in tables:
            if session.filling in (me, None):
                session.table = made
            if session.filling is me and time.monotonic() - last >= _SECONDS:
                last = time.monotonic()
                yield table_to_html(made)
            if session.filling is not me:
                break
    except BusyError as error:  # which ends what grew
        raise UserError(error.what, "Fill the table again in a few seconds.") from error
    finally:
        if session.filling is me:
            session.filling = None
    if session.table and session.filling is None:
        session.rest = None if session.table.complete else (generation, tables)
        yield _with_buttons(session.table)


def _buttons(session: Session) -> tuple[Any, Any]:
    """Whether there is something to stop, and something to go on with."""
    running = session.filling is not None
    return (
        gr.update(interactive=running),
        gr.update(visible=session.rest is not None and not running),
    )


def _with_buttons(table: Table) -> str:
    names = {key: name for key, (name, *_) in _FORMATS.items()}
    buttons = save_buttons("sheet", names, "This table")
    return table_to_html(table, growing=False) + (buttons if table.rows else "")
