"""The tab with the documents: drop files or a folder in, look for one, open, renew, remove them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr

from index.documents.registry import extension, format_of, unknown_reason, uploadable
from index.errors import UserError
from index.progress import SyncReport
from index.types import Skipped
from ui.render.document_list import ORDERS, View, list_to_html
from ui.render.documents import (
    Taken,
    document_to_html,
    fetching_to_html,
    progress_to_html,
    taken_to_html,
)
from ui.render.html import text_to_html
from ui.render.shelf import (
    left_out_to_html,
    notices_to_html,
    refreshed_to_html,
    roots_to_html,
)
from ui.render.text import count
from ui.web.access.caller import Caller, caller_of
from ui.web.fetching import hosts
from ui.web.tabs.events import value_of
from ui.web.tabs.parts import script
from ui.web.uploads import LARGEST, MB
from ui.web.workspace import Workspace

_HIDDEN: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
LIST: dict[str, Any] = {**_HIDDEN, "concurrency_id": "list", "concurrency_limit": 1}
"""What shows the list does so in turn, so that the words looked for last are what it shows."""
_INDEX: dict[str, Any] = {**_HIDDEN, "concurrency_id": "index", "concurrency_limit": 4}

_MOST_TOGETHER = 100
"""Documents that are removed together: those of a page of the list."""
_NAMED = 10
"""Of those, how many are named when it is asked whether it is meant."""
_UNSENT = {
    "hidden": "It is hidden, or lies in a hidden folder.",
    "kind": "It is not a kind of file that can be dropped here.",
    "large": f"It has more than {LARGEST // MB} MB.",
    "empty": "There is no file in the folder.",
    "broken": "It could not be sent; drop it again.",
}
"""Why a browser did not send a file of a folder, as its script says it → what a reader is told."""

_LEAD = (
    '<header class="tab"><h2>Documents</h2><p>Text, Markdown, web pages, PDF, Word, PowerPoint,'
    " OpenDocument, rich text, EPUB, sheets, mail, subtitles, CSV, JSON, and pictures of pages "
    f"(PNG, JPG, TIFF, WEBP, BMP), up to {LARGEST // MB} MB a file. What you drop here is kept "
    "with the index and goes nowhere else.</p></header>"
)
_TURN_TO = """
function turn() {
    const question = element.querySelector('.sure');
    if (!question) return;
    requestAnimationFrame(() => {
        question.focus({preventScroll: true});
        question.scrollIntoView({block: 'center'});
    });
}
watch('value', turn);
turn();
"""
"""Whoever wants something removed stands before the question, also by keyboard."""
_FOLDER = (
    f'<div class="folder" data-extensions="{" ".join(uploadable())}" data-largest="{LARGEST}">'
    '<label><input type="file" multiple webkitdirectory>Choose a folder</label>'
    "<span>or drop one above; it keeps its folders.</span>"
    '<p role="status" class="sending"></p></div>'
)


def build(
    workspace: Workspace, behaviour: str, tab: gr.Tab, page: gr.Blocks
) -> tuple[gr.HTML, gr.Column]:
    """Lay the tab out.

    Returns:
        The list, and where files are dropped.
    """
    gr.HTML(_LEAD, apply_default_css=False)
    with gr.Column(elem_id="receiving") as receiving:
        files = gr.File(
            label="Drop files or a folder, or click to choose",
            file_count="multiple",
            height=132,
            elem_id="drop",
            type="filepath",
        )
        folder = gr.HTML(
            _FOLDER, js_on_load=script("folder.js"), apply_default_css=False, elem_id="folder"
        )
        if workspace.fetcher:  # else there is nothing on the page that could be asked for it
            with gr.Row(elem_id="fetching"):
                address = gr.Textbox(
                    label="Or paste the address of a page or a file",
                    placeholder="https://",
                    max_length=hosts.LONGEST,
                )
                fetch = gr.Button("Fetch", scale=0, min_width=88)
            gr.HTML(
                f'<p class="from">From {text_to_html(hosts.named(workspace.fetcher.hosts))}</p>',
                apply_default_css=False,
            )
    outcome = gr.HTML(apply_default_css=False, elem_id="outcome")
    about = gr.HTML(js_on_load=behaviour, apply_default_css=False, elem_id="about-documents")
    view, doubted = gr.State(View()), gr.State(())
    with gr.Column(visible=False, elem_id="sure") as sure:
        asked = gr.HTML(js_on_load=_TURN_TO, apply_default_css=False)
        with gr.Row():
            yes = gr.Button("Remove it", variant="stop", size="sm")
            no = gr.Button("Keep it", size="sm")
    with gr.Row(elem_id="shelf"):
        with gr.Column(scale=1, min_width=300):
            words = gr.Textbox(
                label="Search in the list",
                placeholder="Title, file, date or type",
                max_length=200,
            )
            documents = gr.HTML(
                js_on_load=f"{behaviour}\n{script('shelf.js')}",
                apply_default_css=False,
                elem_id="documents",
            )
        with gr.Column(scale=1, min_width=300, elem_id="reading"):
            opened = gr.HTML(apply_default_css=False, js_on_load=behaviour, elem_id="opened")
            remove = gr.Button(
                "Remove this document", size="sm", visible=False, min_width=0, elem_id="remove"
            )

    shelf = _Documents(workspace)
    listing: dict[str, Any] = {"inputs": [words, view], "outputs": [documents, view], **LIST}
    telling: dict[str, Any] = {"inputs": None, "outputs": [about], **_HIDDEN}
    page.load(shelf.about_documents, **telling)
    tab.select(shelf.listed, **listing).then(shelf.about_documents, **telling)
    words.change(shelf.listed, trigger_mode="always_last", **listing)
    documents.arrange(shelf.arrange, **listing)
    documents.open_document(
        shelf.choose, [words, view], [documents, opened, view, remove, sure], **LIST
    )
    fetched: tuple[Any, ...] = ()
    if workspace.fetcher:
        to_fetch = (shelf.fetch, [address], [address, outcome])
        fetched = address.submit(*to_fetch, **_INDEX), fetch.click(*to_fetch, **_INDEX)
    for taken in (
        *fetched,
        files.upload(shelf.add, [files], [files, outcome], **_INDEX),
        folder.take_in(shelf.take_in, None, [outcome], **_INDEX),
        about.refresh(shelf.refresh, None, [outcome], **_INDEX),
    ):
        taken.then(shelf.listed, **listing).then(shelf.about_documents, **telling)
    about.dismiss(shelf.dismiss, **telling)
    about.count_lines(shelf.count_lines, **telling)
    doubting = [sure, asked, doubted, yes, no]
    remove.click(shelf.doubt, [view], doubting, **_HIDDEN)
    documents.remove_marked(shelf.doubt_marked, None, doubting, **_HIDDEN)
    no.click(shelf.leave, None, [sure, doubted], **_HIDDEN)
    yes.click(
        shelf.forget, [doubted, view], [opened, view, remove, sure, doubted, outcome], **_INDEX
    ).then(shelf.listed, **listing).then(shelf.about_documents, **telling)
    return documents, receiving


class _Documents:
    """What the buttons do."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._library = workspace.library

    # What comes in

    def add(self, uploaded: list[str] | None, request: gr.Request) -> Iterator[tuple[None, str]]:
        """Take files in; the drop area is free again at once."""
        for html in self._add(uploaded or [], caller_of(request)):
            yield None, html

    def take_in(self, event: gr.EventData, request: gr.Request) -> Iterator[str]:
        """Take in some files of a folder, by the names that the browser was given for them.

        What the browser did not send is told as `reason<tab>file`, a line each.
        """
        caller, batch = caller_of(request), value_of(event, "batch")
        told = (line.partition("\t") for line in value_of(event, "unsent").splitlines())
        unsent = [
            Skipped(file, _why_unsent(why, file))
            for why, _, file in told
            if why in _UNSENT and file
        ]
        self._library.notices.add(unsent)
        deposits = self._workspace.deposits
        paths = [
            path
            for token in value_of(event, "files").split()
            if deposits and (path := deposits.path(caller.visitor, token))
        ]
        added, failure = 0, ""
        for html, taken in self._steps(paths, caller) if paths else ():
            if taken is None:
                yield html
            added, failure = (taken.added, "") if taken else (added, html)
        # the script adds up what was added, and says so once all is sent
        about = f'data-taken="{text_to_html(batch[:40])}" data-added="{added}"'
        yield f"<span hidden {about}></span>{failure}"

    def _add(self, uploaded: list[str], caller: Caller) -> Iterator[str]:
        return (html for html, _ in self._steps(uploaded, caller))

    def _steps(self, uploaded: list[str], caller: Caller) -> Iterator[tuple[str, Taken | None]]:
        """What is shown while files are taken in, and at the end with what became of them."""
        names = self._own_names(uploaded, caller)
        paths = [Path(name) for name in names]
        deposits = self._workspace.deposits
        called = [deposits.name(name) for name in names] if deposits else []
        for name in called:
            self._workspace.write_down(caller, "upload", name)
        yield _status(progress_to_html(None, len(paths))), None
        try:
            for event in self._library.add(paths, called):
                if isinstance(event, Taken):
                    yield _status(taken_to_html(event)), event
                else:
                    yield _status(progress_to_html(event, len(paths))), None
        except UserError as error:
            yield self._failure(error), None
        finally:
            self._drop(names, caller)

    def fetch(self, address: str, request: gr.Request) -> Iterator[tuple[Any, str]]:
        """Fetch a page or a file from a host that the operator named, and take it in."""
        workspace, caller = self._workspace, caller_of(request)
        try:
            if not workspace.fetcher or not caller.may("edit"):
                raise UserError("Nothing is fetched here.", "Save the page, and drop it in.")
            target = workspace.fetcher.check(address)
            workspace.write_down(caller, "fetch", str(target.url))
            folder = workspace.deposits.folder if workspace.deposits else None
            for event in self._library.fetch(workspace.fetcher, target, folder):
                if isinstance(event, Taken):
                    yield "", _status(taken_to_html(event))
                elif isinstance(event, int):
                    yield gr.skip(), _status(fetching_to_html(target.name, event))
                else:
                    yield gr.skip(), _status(progress_to_html(event, 1))
        except UserError as error:
            yield gr.skip(), self._failure(error)

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

    def refresh(self, event: gr.EventData, request: gr.Request) -> Iterator[str]:
        """Bring a folder or file that is mirrored up to date, or all of them."""
        source = value_of(event, "root")
        yield _status('<p class="working">Looking at the files …</p>')
        try:
            before = set(self._library.skipped())
            for step in self._library.refresh(source):
                if isinstance(step, SyncReport):
                    new = [skipped for skipped in step.skipped if skipped not in before]
                    self._workspace.write_down(caller_of(request), "refresh", source)
                    yield _status(refreshed_to_html(step, new))
                else:
                    yield _status(progress_to_html(step, step.documents))
        except UserError as error:
            yield self._failure(error)

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
            return self._failure(error)

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
            yield shown + self._failure(error)
            return
        yield self.about_documents(request)

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
            return self._failure(error)

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

    # What is removed

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
            return *shown, self._failure(error)
        for listed in there:
            self._workspace.write_down(caller_of(request), "removal", listed.source)
        what = f"“{_title(there[0].title)}” is removed." if len(there) == 1 else _gone(removed)
        return *shown, _status(f"<p>{what}</p>")

    def _failure(self, error: UserError) -> str:
        return _status(f"<p>{text_to_html(self._workspace.shown.error(error))}</p>")


def listing(workspace: Workspace, caller: Caller) -> str:
    """The list as it is now, all of it."""
    return _Documents(workspace)._list(View(), caller.may("edit"))


def _why_unsent(why: str, file: str) -> str:
    """Why a browser did not send a file; of a kind that is not read, how it can be made one."""
    path = Path(file)
    if why == "kind" and extension(path) and format_of(path) is None:
        return unknown_reason(path)
    return _UNSENT[why]


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


def _status(html: str) -> str:
    return f'<div class="outcome" role="status">{html}</div>'
