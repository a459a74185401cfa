"""The original of a source, which any tab opens at its sentence: a dialog over the page."""

from importlib import resources
from typing import Any

import gradio as gr

from index.errors import UserError
from ui.render.original import failure_in_dialog, original_to_html
from ui.web.originals import read_asked, read_original
from ui.web.tabs.events import value_of
from ui.web.tasks import report_faults
from ui.web.workspace import Workspace

_AT_ONCE = 2
"""Pages that are drawn at once, each in a process of its own."""


def build(workspace: Workspace) -> None:
    """Lay the dialog out: nothing is seen of it until a source is opened.

    Args:
        workspace: whose documents are shown.
    """
    behaviour = resources.files("ui.web").joinpath("static", "original.js").read_text("utf-8")
    view = gr.HTML(js_on_load=behaviour, apply_default_css=False, elem_id="original")

    def open_original(event: gr.EventData) -> str:
        """A page or a part of the text of a document, at a sentence."""
        try:
            asked = read_asked(lambda name: value_of(event, name))
            with workspace.tasks.run(), report_faults():
                original = read_original(workspace.index, asked)
                return original_to_html(workspace.shown.of(original))
        except UserError as error:
            return failure_in_dialog(workspace.shown.error(error))

    def original_shown() -> str:
        """Keep nothing of what the browser has shown by now: Gradio would, for each page."""
        return ""

    hidden: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    view.open_original(
        open_original,
        None,
        [view],
        concurrency_limit=_AT_ONCE,
        concurrency_id="original",
        trigger_mode="always_last",
        **hidden,
    )
    view.original_shown(original_shown, None, [view], queue=False, **hidden)
