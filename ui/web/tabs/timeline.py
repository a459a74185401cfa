"""The tab with a timeline: a topic in, its events out, each opening its sentence."""

from typing import Any

import gradio as gr

from index.errors import UserError
from qa.timeline import LONGEST_TOPIC, Timeline
from ui.render.export import timeline_to_json, timeline_to_markdown
from ui.render.text import plain
from ui.render.timeline import timeline_to_html
from ui.render.timeline_picture import timeline_to_svg
from ui.web.session import Session
from ui.web.tabs.ask import DOWNLOAD, where_to_look
from ui.web.tabs.parts import failure_to_html, save_buttons, status_to_html
from ui.web.where import Where
from ui.web.workspace import Workspace

_ABOUT = (
    "What the documents tell of a topic, by the day it happened. Every entry is a sentence of a "
    "document; open one to see it in its place."
)
_FORMATS = {
    "markdown": ("timeline.md", "text/markdown", timeline_to_markdown),
    "json": ("timeline.json", "application/json", timeline_to_json),
    "picture": ("timeline.svg", "image/svg+xml", timeline_to_svg),
}
_NAMES = {"markdown": "Markdown", "json": "JSON", "picture": "Picture"}
_HIDDEN: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_AT_ONCE = 32
"""Topics that are taken at once; the workspace works on some of them at a time."""


def build(workspace: Workspace, session: gr.State, behaviour: str) -> None:
    """Lay the tab out.

    Args:
        workspace: makes the timelines.
        session: holds a `Session`.
        behaviour: the script of `page.js`.
    """
    gr.HTML(
        f'<header class="tab"><h2>Timeline</h2><p>{_ABOUT}</p></header>', apply_default_css=False
    )
    with gr.Row(elem_id="tracing"):
        topic = gr.Textbox(
            label="Topic",
            show_label=False,
            container=False,
            placeholder="A topic in a few words, such as: ceasefire talks",
            max_length=LONGEST_TOPIC,
            scale=1,
        )
        draw = gr.Button("Show", variant="primary", scale=0, min_width=72)
    where = where_to_look("where-timeline")
    shown = gr.HTML(js_on_load=behaviour, apply_default_css=False, elem_id="timeline")
    file = gr.JSON(visible=False)

    def begin(topic: str) -> str:
        """Say that it is being made."""
        return status_to_html("Reading what there is about it …") if topic.strip() else ""

    def trace(session: Session, topic: str, *fields: str) -> str:
        """The timeline of a topic."""
        session.timeline = None
        try:
            where = Where(*fields)
            scope, today = where.scope(), where.day()
            session.timeline = workspace.timeline(plain(topic), scope=scope, as_of=today)
        except UserError as error:
            return failure_to_html(workspace.shown.error(error))
        return _with_buttons(session.timeline)

    def save_timeline(session: Session, event: gr.EventData) -> dict[str, str] | None:
        """The timeline as a file."""
        if session.timeline is None or event.format not in _FORMATS:
            return None
        name, kind, write = _FORMATS[event.format]
        return {"name": name, "type": kind, "text": write(session.timeline)}

    gr.on([topic.submit, draw.click], begin, [topic], [shown], **_HIDDEN).then(
        trace, [session, topic, *where], [shown], concurrency_limit=_AT_ONCE, **_HIDDEN
    )
    shown.save_timeline(save_timeline, [session], [file], **_HIDDEN).then(
        None, [file], None, js=DOWNLOAD, api_visibility="private"
    )


def _with_buttons(timeline: Timeline) -> str:
    buttons = save_buttons("keep", _NAMES, "This timeline")
    return timeline_to_html(timeline) + (buttons if timeline.entries else "")
