"""The list of the documents, one that is opened, and what is told of all of them."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import gradio as gr

from index.errors import UserError
from ui.render.document_list import ORDERS, View, list_to_html
from ui.render.documents import document_to_html, jobs_to_html
from ui.render.html import text_to_html
from ui.render.shelf import left_out_to_html, notices_to_html, roots_to_html
from ui.web.access.caller import Caller, caller_of
from ui.web.tabs.events import value_of
from ui.web.tabs.parts import outcome_to_html, refusal_to_html
from ui.web.workspace import Workspace


class Shelf:
    """Shows the documents."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._library = workspace.library

    # The list

    def listed(self, words: str, view: View, request: gr.Request) -> tuple[str, View]:
        """The documents that have the words."""
        if words != view.words:
            view = replace(view, words=words, page=0)
        return self._list(view, caller_of(request).may("edit")), view

    def arrange(
        self, words: str, view: View, event: gr.EventData, request: gr.Request
    ) -> tuple[str, View]:
        """The list in another order, of one type of file, or another page of it."""
        order, kind, page = (
            value_of(event, "order"),
            value_of(event, "type"),
            value_of(event, "page"),
        )
        if order in ORDERS:
            view = replace(view, order=order, page=0)
        if kind:
            view = replace(view, type="" if kind == "all" else kind.removeprefix(".")[:20], page=0)
        if page.isascii() and page.isdigit() and len(page) < 10:
            view = replace(view, page=int(page))
        return self.listed(words, view, request)

    def choose(
        self, words: str, view: View, event: gr.EventData, request: gr.Request
    ) -> tuple[Any, ...]:
        """Open a document."""
        html, id = self._open(value_of(event, "document"))
        listed, view = self.listed(words, replace(view, chosen=id), request)
        may = bool(id) and caller_of(request).may("edit")
        return listed, html, view, gr.update(visible=may), gr.update(visible=False)

    def _list(self, view: View, may_remove: bool) -> str:
        try:
            return list_to_html(self._library.entries(), view, may_remove=may_remove)
        except UserError as error:
            return refusal_to_html(self._workspace.shown.error(error))

    def _open(self, id: str) -> tuple[str, str]:
        """The document, and its id if it is there."""
        try:
            document = self._library.document(id)
            entries = self._library.entries()
            number = next((e.listed.sentences for e in entries if e.listed.id == id), 0)
            left_out = self._library.left_out_of(id)
        except UserError as error:
            return f"<p>{text_to_html(self._workspace.shown.error(error))}</p>", ""
        return document_to_html(document, number, left_out), id

    # What is told

    def about_documents(self, request: gr.Request) -> str:
        """What was skipped and nobody has read yet, what is mirrored, and what is left out."""
        may = caller_of(request).may("edit")
        try:
            kept = self._library.told()
            skipped, lines = self._library.skipped(), self._library.lines
            return (
                (notices_to_html(kept.notices, kept.forgotten) if may else "")
                + (roots_to_html(self._library.roots(), may_refresh=True) if may else "")
                + left_out_to_html(skipped, lines, kept.notices, may_look=may)
            )
        except UserError as error:
            return refusal_to_html(self._workspace.shown.error(error))

    def at_work(self, seen: int) -> tuple[str, gr.Timer, int]:
        """What is being read, perhaps for another page, or for this one before it was reloaded.

        Args:
            seen: the state of the index that the list was drawn from.

        Returns:
            It, whether to look again soon, and the state of the index as it is now.
        """
        html = jobs_to_html(self._library.jobs)
        with suppress(UserError):  # which whoever asks for the list is told
            seen = self._workspace.index.generation()
        return outcome_to_html(html) if html else "", gr.Timer(active=bool(html)), seen

    def dismiss(self, event: gr.EventData, request: gr.Request) -> str:
        """Show no more what was skipped, up to the last that somebody has read."""
        last = value_of(event, "last")
        if last.isascii() and last.isdigit() and len(last) < 16:
            self._library.notices.dismiss(int(last))
        return self.about_documents(request)

    def count_lines(self, request: gr.Request) -> Iterator[str]:
        """Count the lines that are never cited."""
        shown = self.about_documents(request)
        yield shown + '<p class="pending" role="status">Reading all documents …</p>'
        try:
            self._library.count_lines()
        except UserError as error:
            yield shown + refusal_to_html(self._workspace.shown.error(error))
            return
        yield self.about_documents(request)


def listed_documents(workspace: Workspace, caller: Caller) -> str:
    """The list as it is now, all of it."""
    return Shelf(workspace)._list(View(), caller.may("edit"))
