"""Documents that are removed, once it was asked whether that is meant."""

from dataclasses import replace
from typing import Any

import gradio as gr

from index.errors import UserError
from ui.render.document_list import View
from ui.render.html import text_to_html
from ui.render.text import count
from ui.web.access.caller import caller_of
from ui.web.tabs.events import value_of
from ui.web.tabs.parts import outcome_to_html, refusal_to_html
from ui.web.workspace import Workspace

_MOST_TOGETHER = 100
"""Documents that are removed together: those of a page of the list."""
_NAMED = 10
"""Of those, how many are named when it is asked whether it is meant."""


class Removal:
    """Asks, and removes."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._library = workspace.library

    def doubt(self, view: View) -> tuple[Any, ...]:
        """Ask whether the open document is to go."""
        return self._doubt([view.chosen])

    def doubt_marked(self, event: gr.EventData) -> tuple[Any, ...]:
        """Ask whether those that are marked are to go."""
        return self._doubt(value_of(event, "documents").split()[:_MOST_TOGETHER])

    def _doubt(self, ids: list[str]) -> tuple[Any, ...]:
        titles = {e.listed.id: e.listed.title for e in self._library.entries()}
        there = tuple(dict.fromkeys(id for id in ids if id in titles))
        if not there:  # somebody else removed it
            return gr.update(visible=False), "", (), gr.skip(), gr.skip()
        it = "it" if len(there) == 1 else "them"
        labels = gr.update(value=f"Remove {it}"), gr.update(value=f"Keep {it}")
        question = _question_to_html([titles[id] for id in there])
        return gr.update(visible=True), question, there, *labels

    def leave(self) -> tuple[Any, tuple[str, ...]]:
        """Leave the documents where they are."""
        return gr.update(visible=False), ()

    def forget(self, ids: tuple[str, ...], view: View, request: gr.Request) -> tuple[Any, ...]:
        """Remove the documents that it was asked of."""
        closed = gr.update(visible=False)
        left = "", replace(view, chosen=""), closed, closed, ()
        stays = gr.skip(), view, gr.skip(), closed, ()
        shown = left if view.chosen in ids else stays
        try:
            known = {e.listed.id: e.listed for e in self._library.entries()}
            there = [known[id] for id in ids if id in known]
            if not there:
                raise UserError("This document is not here any more.", "Choose another.")
            removed = self._library.remove([listed.id for listed in there])
        except UserError as error:
            return *shown, refusal_to_html(self._workspace.shown.error(error))
        for listed in there:
            self._workspace.write_down(caller_of(request), "removal", listed.source)
        what = f"“{_title(there[0].title)}” is removed." if len(there) == 1 else _gone(removed)
        return *shown, outcome_to_html(f"<p>{what}</p>")


def _title(title: str) -> str:
    return f'<span dir="auto">{text_to_html(title)}</span>'


def _gone(removed: int) -> str:
    return f"{count(removed, 'document is', 'documents are')} removed."


def _question_to_html(titles: list[str]) -> str:
    stays = "It will not be found any more. A file in a folder of yours stays where it is."
    if len(titles) == 1:
        return (
            f'<p class="sure" role="alert" tabindex="-1">Remove “{_title(titles[0])}”? {stays}</p>'
        )
    named = "".join(f"<li>{_title(title)}</li>" for title in titles[:_NAMED])
    rest = len(titles) - _NAMED
    more = f"<li>and {rest:,} more</li>" if rest > 0 else ""
    stays = "They will not be found any more. Files in a folder of yours stay where they are."
    return (
        '<div class="sure" role="alert" tabindex="-1">'
        f"<p>Remove {len(titles):,} documents? {stays}</p>"
        f"<ul>{named}{more}</ul></div>"
    )
