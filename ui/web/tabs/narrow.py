"""Chips beside the question: what there is to look in, and what was chosen of it."""

from dataclasses import asdict, astuple

import gradio as gr

from ui.render.narrowing import chosen_to_html, offers_to_html
from ui.web.tabs.events import value_of
from ui.web.tabs.parts import EACH
from ui.web.where import Where, toggled
from ui.web.workspace import Workspace


def chips(behaviour: str, elem_id: str) -> gr.HTML:
    """A part for chips, which is laid out where it is rendered."""
    return gr.HTML(js_on_load=behaviour, apply_default_css=False, elem_id=elem_id, render=False)


def connect(
    workspace: Workspace,
    fields: list[gr.Textbox],
    offered: gr.HTML,
    chosen: gr.HTML,
    beginning: gr.HTML,
) -> None:
    """Let chips fill the fields, and the fields show as chips.

    Args:
        workspace: whose documents are offered.
        fields: of a `Where`, in its order.
        offered: where chips are that choose.
        chosen: where those are that take away.
        beginning: which changes when what can be chosen does.
    """

    def narrow(event: gr.EventData, *fields: str) -> tuple[str, ...]:
        """Choose what a chip names, or choose it no longer."""
        where = toggled(Where(*fields), value_of(event, "kind"), value_of(event, "name"))
        return (*astuple(where), *_shown(workspace, where))

    def narrowed(*fields: str) -> tuple[str, ...]:
        """What is chosen, as it was typed."""
        return _shown(workspace, Where(*fields))

    for part in (offered, chosen):
        part.narrow(narrow, fields, [*fields, offered, chosen], **EACH)
    typed = [event for field in fields for event in (field.blur, field.submit)]
    gr.on([*typed, beginning.change], narrowed, fields, [offered, chosen], **EACH)


def _shown(workspace: Workspace, where: Where) -> tuple[str, str]:
    fields = asdict(where)
    return offers_to_html(workspace.index.contents(), fields), chosen_to_html(fields)
