"""The tab with the documents: drop files in, look for one, open it, remove it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from index.errors import UserError
from ui.render.documents import (
    Taken,
    document_to_html,
    filter_documents,
    listing_to_html,
    progress_to_html,
    taken_to_html,
)
from ui.render.html import text_to_html
from ui.web.access.caller import Caller, caller_of
from ui.web.tabs.events import value_of
from ui.web.uploads import LARGEST, MB
from ui.web.workspace import Workspace

_HIDDEN: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
LIST: dict[str, Any] = {**_HIDDEN, "concurrency_id": "list", "concurrency_limit": 1}
"""What shows the list does so in turn, so that the words looked for last are what it shows."""


def build(workspace: Workspace, behaviour: str, tab: gr.Tab) -> tuple[gr.HTML, gr.File]:
    """Lay the tab out.

    Returns:
        The list, and where files are dropped.
    """
    gr.HTML(
        '<header class="tab"><h2>Documents</h2><p>Text, Markdown, web pages, PDF, Word, PowerPoint,'
        " OpenDocument, rich text, EPUB, sheets, mail, subtitles, CSV, JSON, and pictures of pages "
        f"(PNG, JPG, TIFF, WEBP, BMP), up to {LARGEST // MB} MB a file. What you drop here is kept "
        "with the index and goes nowhere else.</p></header>",
        apply_default_css=False,
    )
    files = gr.File(
        label="Drop files here", file_count="multiple", height=132, elem_id="drop", type="filepath"
    )
    outcome = gr.HTML(apply_default_css=False, elem_id="outcome")
    chosen = gr.State("")
    with gr.Row(elem_id="shelf"):
        with gr.Column(scale=1, min_width=300):
            words = gr.Textbox(
                label="Search in the list", placeholder="Title, file or date", max_length=200
            )
            documents = gr.HTML(js_on_load=behaviour, apply_default_css=False, elem_id="documents")
        with gr.Column(scale=1, min_width=300, elem_id="reading"):
            opened = gr.HTML(apply_default_css=False, js_on_load=behaviour, elem_id="opened")
            remove = gr.Button(
                "Remove this document", size="sm", visible=False, min_width=0, elem_id="remove"
            )
            with gr.Column(visible=False, elem_id="sure") as sure:
                asked = gr.HTML(apply_default_css=False)
                with gr.Row():
                    yes = gr.Button("Remove it", variant="stop", size="sm")
                    no = gr.Button("Keep it", size="sm")

    shelf = _Documents(workspace)
    files.upload(
        shelf.add,
        [files],
        [files, outcome],
        concurrency_limit=4,
        concurrency_id="index",
        **_HIDDEN,
    ).then(shelf.listed, [words, chosen], [documents], **LIST)
    tab.select(shelf.listed, [words, chosen], [documents], **LIST)
    words.change(shelf.listed, [words, chosen], [documents], trigger_mode="always_last", **LIST)
    documents.open_document(
        shelf.choose, [words], [documents, opened, chosen, remove, sure], **LIST
    )
    remove.click(shelf.doubt, [chosen], [remove, sure, asked], **_HIDDEN)
    no.click(shelf.leave, None, [remove, sure], **_HIDDEN)
    yes.click(
        shelf.forget,
        [chosen],
        [opened, chosen, remove, sure, outcome],
        concurrency_limit=4,
        concurrency_id="index",
        **_HIDDEN,
    ).then(shelf.listed, [words, chosen], [documents], **LIST)
    return documents, files


class _Documents:
    """What the buttons do."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def add(self, uploaded: list[str] | None, request: gr.Request) -> Iterator[tuple[None, str]]:
        """Take files in; the drop area is free again at once."""
        caller = caller_of(request)
        names = self._own_names(uploaded or [], caller)
        paths = [Path(name) for name in names]
        for path in paths:
            self._workspace.write_down(caller, "upload", path.name)
        yield None, _status(progress_to_html(None, len(paths)))
        try:
            for event in self._workspace.library.add(paths):
                if isinstance(event, Taken):
                    yield None, _status(taken_to_html(event))
                else:
                    yield None, _status(progress_to_html(event, len(paths)))
        except UserError as error:
            yield None, _status(f"<p>{text_to_html(str(error))}</p>")
        finally:
            self._drop(names, caller)

    def _own_names(self, uploaded: list[str], caller: Caller) -> list[str]:
        """The uploads that are the caller's own.

        The gate has looked already; it is cheap to look twice at what a path leads to.
        """
        deposits = self._workspace.deposits
        return [name for name in uploaded if deposits and deposits.holds(caller.visitor, name)]

    def _drop(self, names: list[str], caller: Caller) -> None:
        """Delete uploads, which are in the index by now or never will be."""
        if deposits := self._workspace.deposits:
            for name in names:
                deposits.drop(caller.visitor, name)

    def listed(self, words: str, chosen: str = "") -> str:
        """The documents that have the words."""
        documents = self._workspace.library.listing()
        return listing_to_html(documents, filter_documents(documents, words), chosen)

    def choose(self, words: str, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        """Open a document."""
        may = caller_of(request).may("edit")
        html, id, *buttons = self._open(value_of(event, "document"), may)
        return self.listed(words, id), html, id, *buttons

    def _open(self, id: str, may_remove: bool) -> tuple[Any, ...]:
        """The document, its id if it is there, and the buttons below it."""
        try:
            document = self._workspace.library.document(id)
        except UserError as error:
            return f"<p>{text_to_html(str(error))}</p>", "", *_buttons(False)
        count = next((d.sentences for d in self._workspace.library.listing() if d.id == id), 0)
        return document_to_html(document, count), id, *_buttons(may_remove)

    def doubt(self, id: str) -> tuple[Any, Any, Any]:
        """Ask whether it is meant."""
        try:
            title = text_to_html(self._workspace.library.document(id).title)
        except UserError:  # somebody else removed it
            return gr.update(visible=False), gr.update(visible=False), ""
        return gr.update(visible=False), gr.update(visible=True), _question_to_html(title)

    def leave(self) -> tuple[Any, Any]:
        """Leave the document where it is."""
        return _buttons(True)

    def forget(self, id: str, request: gr.Request) -> tuple[Any, ...]:
        """Remove the document."""
        try:
            document = self._workspace.library.document(id)
            title = text_to_html(document.title)
            self._workspace.library.remove(id)
        except UserError as error:
            return *self._open(id, True), _status(f"<p>{text_to_html(str(error))}</p>")
        self._workspace.write_down(caller_of(request), "removal", document.source)
        gone = _status(f'<p>“<span dir="auto">{title}</span>” is removed.</p>')
        return "", "", *_buttons(False), gone


def listing(workspace: Workspace) -> str:
    """The list as it is now, all of it."""
    return _Documents(workspace).listed("")


def _buttons(open: bool) -> tuple[Any, Any]:
    """The button that removes, if a document is open; the question whether it is meant, gone."""
    return gr.update(visible=open), gr.update(visible=False)


def _question_to_html(title: str) -> str:
    return (
        f'<p class="sure" role="alert">Remove “<span dir="auto">{title}</span>”? It will not be '
        "found any more. A file in a folder of yours stays where it is.</p>"
    )


def _status(html: str) -> str:
    return f'<div class="outcome" role="status">{html}</div>'
