"""The tab with quotes: a speaker or a topic in, who said what out, each opening its sentence."""

from typing import Any

import gradio as gr

from index.errors import UserError
from qa.quotes.search import LONGEST
from qa.quotes.types import Quotes
from ui.render.export import quotes_to_json, quotes_to_markdown
from ui.render.quotes import quotes_to_csv, quotes_to_html
from ui.render.text import plain
from ui.web.session import Session
from ui.web.tabs.ask import DOWNLOAD, where_to_look
from ui.web.tabs.parts import failure_to_html, save_buttons, status_to_html
from ui.web.where import Where
from ui.web.workspace import Workspace

_ABOUT = (
    "Who said what, by day: quotes and reported speech, with the speaker made out. Every entry is "
    "a sentence of a document; open one to see it in its place."
)
_FORMATS = {
    "markdown": ("quotes.md", "text/markdown", quotes_to_markdown),
    "json": ("quotes.json", "application/json", quotes_to_json),
    "csv": ("quotes.csv", "text/csv", quotes_to_csv),
}
_NAMES = {"markdown": "Markdown", "json": "JSON", "csv": "CSV"}
_HIDDEN: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_AT_ONCE = 32
"""Requests that are taken at once; the workspace works on some of them at a time."""


def build(workspace: Workspace, session: gr.State, behaviour: str) -> None:
    """Lay the tab out.

    Args:
        workspace: finds the quotes.
        session: holds a `Session`.
        behaviour: the script of `page.js`.
    """
    gr.HTML(f'<header class="tab"><h2>Quotes</h2><p>{_ABOUT}</p></header>', apply_default_css=False)
    with gr.Row(elem_id="quoting"):
        by = _box("Speaker", "Who said it, such as: Starmer")
        about = _box("What about", "A topic, such as: sanctions")
        find = gr.Button("Show", variant="primary", scale=0, min_width=72)
    where = where_to_look("where-quotes")
    shown = gr.HTML(js_on_load=behaviour, apply_default_css=False, elem_id="quotes")
    file = gr.JSON(visible=False)

    def begin_quotes(by: str, about: str) -> str:
        """Say that they are looked for."""
        asked = by.strip() or about.strip()
        return status_to_html("Reading who says what …") if asked else ""

    def look_up(session: Session, by: str, about: str, *fields: str) -> str:
        """The quotes of a speaker, about a topic."""
        session.quotes = None
        try:
            where = Where(*fields)
            scope, today = where.scope(), where.day()
            session.quotes = workspace.quotes(plain(by), plain(about), scope=scope, as_of=today)
        except UserError as error:
            return failure_to_html(workspace.shown.error(error))
        return _with_buttons(session.quotes)

    def save_quotes(session: Session, event: gr.EventData) -> dict[str, str] | None:
        """The quotes as a file."""
        if session.quotes is None or event.format not in _FORMATS:
            return None
        name, kind, write = _FORMATS[event.format]
        return {"name": name, "type": kind, "text": write(session.quotes)}

    gr.on(
        [by.submit, about.submit, find.click], begin_quotes, [by, about], [shown], **_HIDDEN
    ).then(look_up, [session, by, about, *where], [shown], concurrency_limit=_AT_ONCE, **_HIDDEN)
    shown.save_quotes(save_quotes, [session], [file], **_HIDDEN).then(
        None, [file], None, js=DOWNLOAD, api_visibility="private"
    )


def _box(label: str, example: str) -> gr.Textbox:
    return gr.Textbox(
        label=label,
        show_label=False,
        container=False,
        placeholder=example,
        max_length=LONGEST,
        scale=1,
        min_width=240,
    )


def _with_buttons(quotes: Quotes) -> str:
    buttons = save_buttons("keep-quotes", _NAMES, "These quotes")
    return quotes_to_html(quotes) + (buttons if quotes.entries else "")
