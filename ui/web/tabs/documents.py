"""The tab with the documents: drop files or a folder in, look for one, open, renew, remove them.

It is laid out here; what its buttons do stands in `intake.py`, `shelf.py` and `removal.py`.
"""

from typing import Any

import gradio as gr

from index.documents.registry import uploadable
from ui.render.document_list import View
from ui.render.html import text_to_html
from ui.web.fetching import hosts
from ui.web.tabs.intake import Intake
from ui.web.tabs.parts import EACH, script
from ui.web.tabs.removal import Removal
from ui.web.tabs.shelf import Shelf
from ui.web.uploads import LARGEST, MB
from ui.web.workspace import Workspace

_HIDDEN: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
LIST: dict[str, Any] = {**_HIDDEN, "concurrency_id": "list", "concurrency_limit": 1}
"""What shows the list does so in turn, so that the words looked for last are what it shows."""
_INDEX: dict[str, Any] = {**_HIDDEN, "concurrency_id": "index", "concurrency_limit": 4}

_AGAIN = 2.0
"""Seconds after which a page looks again how far it is with what another one began. Whether one
has begun something, or another process has, is looked for less often, and only by a page that shows
the list (`shelf.js`)."""

_LEAD = (
    '<header class="tab"><h2>Documents</h2><p>Text, Markdown, web pages, PDF, Word, PowerPoint,'
    " OpenDocument, rich text, EPUB, sheets, mail, calendars, subtitles, CSV, JSON, and pictures "
    f"of pages (PNG, JPG, TIFF, WEBP, BMP), up to {LARGEST // MB} MB a file. What you drop here is "
    "kept with the index and goes nowhere else.</p></header>"
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
    at_work = gr.HTML(apply_default_css=False, elem_id="at-work")
    again = gr.Timer(_AGAIN, active=False)
    outcome = gr.HTML(apply_default_css=False, elem_id="outcome")
    about = gr.HTML(js_on_load=behaviour, apply_default_css=False, elem_id="about-documents")
    view, doubted, seen = gr.State(View()), gr.State(()), gr.State(workspace.index.generation())
    with gr.Column(visible=False, elem_id="sure") as sure:
        asked = gr.HTML(js_on_load=_TURN_TO, apply_default_css=False)
        with gr.Row():
            yes = gr.Button("Remove it", variant="stop", size="md", scale=0, min_width=160)
            no = gr.Button("Keep it", size="md", scale=0, min_width=160)
    with gr.Row(elem_id="shelf"):
        with gr.Column(scale=1, min_width=300):
            words = gr.Textbox(
                label="Search in the list",
                placeholder="Title, file, date or type",
                max_length=200,
                elem_id="list-words",
            )
            documents = gr.HTML(
                js_on_load=f"{behaviour}\n{script('shelf.js')}",
                apply_default_css=False,
                elem_id="documents",
            )
        with gr.Column(scale=1, min_width=300, elem_id="reading"):
            opened = gr.HTML(apply_default_css=False, js_on_load=behaviour, elem_id="opened")
            remove = gr.Button(
                "Remove this document", size="md", visible=False, min_width=0, elem_id="remove"
            )

    intake, shelf, removal = Intake(workspace), Shelf(workspace), Removal(workspace)
    listing: dict[str, Any] = {"inputs": [words, view], "outputs": [documents, view], **LIST}
    telling: dict[str, Any] = {"inputs": None, "outputs": [about], **_HIDDEN}
    page.load(shelf.about_documents, **telling)
    for looked in (page.load, again.tick, documents.look):
        looked(shelf.at_work, [seen], [at_work, again, seen], **_HIDDEN)
    seen.change(shelf.listed, **listing).then(shelf.about_documents, **telling)
    tab.select(shelf.listed, **listing).then(shelf.about_documents, **telling)
    words.change(shelf.listed, trigger_mode="always_last", **listing)
    documents.list_again(shelf.listed, **listing)
    documents.arrange(shelf.arrange, **listing | EACH)
    documents.open_document(
        shelf.choose, [words, view], [documents, opened, view, remove, sure], **LIST | EACH
    )
    fetched: tuple[Any, ...] = ()
    if workspace.fetcher:
        to_fetch = (intake.fetch, [address], [address, outcome])
        fetched = address.submit(*to_fetch, **_INDEX), fetch.click(*to_fetch, **_INDEX)
    for taken in (
        *fetched,
        files.upload(intake.add, [files], [files, outcome], **_INDEX),
        folder.take_in(intake.take_in, None, [outcome], **_INDEX),
        about.refresh(intake.refresh, None, [outcome], **_INDEX),
    ):
        taken.then(shelf.listed, **listing).then(shelf.about_documents, **telling)
    about.dismiss(shelf.dismiss, **telling)
    about.count_lines(shelf.count_lines, **telling)
    doubting = [sure, asked, doubted, yes, no]
    remove.click(removal.doubt, [view], doubting, **_HIDDEN)
    documents.remove_marked(removal.doubt_marked, None, doubting, **_HIDDEN)
    no.click(removal.leave, None, [sure, doubted], **_HIDDEN)
    yes.click(
        removal.forget, [doubted, view], [opened, view, remove, sure, doubted, outcome], **_INDEX
    ).then(shelf.listed, **listing).then(shelf.about_documents, **telling)
    return documents, receiving
