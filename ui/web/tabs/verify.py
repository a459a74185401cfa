"""The tab where a draft is checked: a text in, or a file, its sentences out with their sources."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from index.documents.pool import read_apart
from index.documents.read import Ended, Split, Unread
from index.errors import UserError
from index.types import Document, Skipped
from qa.drafts.pieces import Draft, read_draft, read_text_draft
from qa.drafts.types import Verified
from qa.drafts.verifier import Progress
from ui.render.text import count, plain
from ui.render.values import to_json
from ui.render.verify import drafts_to_dict
from ui.render.verify_report import verified_to_html, verified_to_page
from ui.web.access.caller import caller_of
from ui.web.session import Session
from ui.web.tabs.ask import DOWNLOAD, where_to_look
from ui.web.tabs.parts import failure_to_html, save_buttons, status_to_html
from ui.web.where import Where
from ui.web.workspace import Workspace

LONGEST = 60_000
"""Characters of a draft: some twenty pages."""

_ABOUT = (
    "Paste a draft, or drop one. Each sentence that states something is held against the "
    "documents: supported, contradicted, in part, or not found. The draft is kept nowhere."
)
_NAMES = {"html": "Report", "json": "JSON"}
_FILES = {"html": ("draft.html", "text/html"), "json": ("draft.json", "application/json")}
_HIDDEN: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_AT_ONCE = 8
"""Drafts that are taken at once; the workspace judges one at a time."""


def build(workspace: Workspace, session: gr.State, behaviour: str) -> gr.File:
    """Lay the tab out.

    Args:
        workspace: checks the drafts.
        session: holds a `Session`.
        behaviour: the script of `page.js`.

    Returns:
        Where files are dropped, which is for those who may edit.
    """
    gr.HTML(f'<header class="tab"><h2>Verify</h2><p>{_ABOUT}</p></header>', apply_default_css=False)
    with gr.Row(elem_id="drafting"):
        text = gr.Textbox(
            label="Draft",
            lines=8,
            max_lines=20,
            max_length=LONGEST,
            placeholder="Your text",
            scale=2,
            min_width=300,
        )
        dropped = gr.File(
            label="Drop a draft, or click to choose",
            file_count="multiple",
            height=140,
            elem_id="drop-draft",
            type="filepath",
            visible=False,
            scale=1,
            min_width=240,
        )
    with gr.Row():
        check = gr.Button("Verify", variant="primary", elem_id="check-draft", scale=0, min_width=96)
    where = where_to_look("where-verify")
    shown = gr.HTML(js_on_load=behaviour, apply_default_css=False, elem_id="verified")
    file = gr.JSON(visible=False)

    def check_draft(
        session: Session, text: str, uploaded: list[str] | None, request: gr.Request, *fields: str
    ) -> Iterator[tuple[str, None]]:
        """Check the draft that was dropped, else the one in the text box."""
        session.verified = None
        caller, names = caller_of(request), uploaded or []
        deposits = workspace.deposits
        own = [name for name in names if deposits and deposits.holds(caller.visitor, name)]
        try:
            scope = Where(*fields).scope()
            name, draft = _draft(text, own)
            yield status_to_html("Waiting for its turn …"), None
            for event in workspace.tasks.follow(lambda tell: workspace.verify(draft, scope, tell)):
                if isinstance(event, Progress):
                    yield status_to_html(f"{event.done:,} of {event.total:,} sentences …"), None
                else:
                    session.verified = name, event
                    yield _with_buttons(event), None
        except UserError as error:
            yield failure_to_html(workspace.shown.error(error)), None
        finally:
            for name in own:
                if deposits:
                    deposits.drop(caller.visitor, name)

    def save_draft(session: Session, event: gr.EventData) -> dict[str, str] | None:
        """What came of the draft, as a file."""
        if session.verified is None or event.format not in _FILES:
            return None
        name, kind = _FILES[event.format]
        return {"name": name, "type": kind, "text": _written(event.format, *session.verified)}

    check.click(
        check_draft,
        [session, text, dropped, *where],
        [shown, dropped],
        concurrency_limit=_AT_ONCE,
        **_HIDDEN,
    )
    shown.save_draft(save_draft, [session], [file], **_HIDDEN).then(
        None, [file], None, js=DOWNLOAD, api_visibility="private"
    )
    return dropped


def _draft(text: str, uploaded: Sequence[str]) -> tuple[str, Draft]:
    """The name of a draft, and the draft: the file that was dropped, else the text.

    Raises:
        UserError: if it is empty, too long, cannot be read, or is more than one.
    """
    if not uploaded:
        return "draft", read_text_draft(plain(text))
    if len(uploaded) > 1:
        raise UserError("These are several drafts.", "Drop one at a time.")
    path = Path(uploaded[0])
    draft = read_draft(path, _read)
    if len(draft.document.text) > LONGEST:
        raise UserError(
            f"The draft has {len(draft.document.text):,} characters.",
            f"At most {LONGEST:,} are checked here: check it in parts.",
        )
    return path.name, draft


def _read(path: Path) -> Iterator[Document | Skipped]:
    """The documents of a stranger's file, read in another process."""
    for item in read_apart(path):
        if isinstance(item, Split):
            yield item.document
        elif isinstance(item, Skipped):
            yield item
        elif isinstance(item, Unread | Ended):
            yield Skipped(path.name, item.reason)


def _written(format: str, name: str, verified: Verified) -> str:
    if format == "html":
        return verified_to_page(name, verified)
    return to_json(drafts_to_dict([(name, verified)]))


def _with_buttons(verified: Verified) -> str:
    lead = f"{count(len(verified.sentences), 'sentence')}. Save as"
    return verified_to_html(verified) + save_buttons("draft", _NAMES, "This draft", lead)
