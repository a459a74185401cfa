"""Kept conversations on the tab Ask: listed, searched, opened, renamed, shared, saved, deleted.

Whoever calls sees and changes what is their own, and nothing of anybody else.
"""

import base64
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import gradio as gr

from index.errors import UserError
from ui.render.bibliography import cited_documents, to_bibtex, to_ris
from ui.render.conversation import Exchange
from ui.render.conversation_export import conversation_to_markdown, conversation_to_page
from ui.render.conversation_list import NOT_KEPT, Row, conversations_to_html, current_to_html
from ui.render.docx import MEDIA_TYPE, conversation_to_docx
from ui.render.html import text_to_html
from ui.render.text import file_name_for, plain
from ui.web.access.caller import Caller, caller_of
from ui.web.conversations.current import Current
from ui.web.conversations.files import Header, UnreadableError
from ui.web.conversations.owners import Owner, owner_of
from ui.web.gate.routes import SHARED
from ui.web.session import Session, newest
from ui.web.tabs.events import value_of
from ui.web.tabs.parts import EACH
from ui.web.workspace import Workspace

_LONGEST_WORDS = 200
_HIDDEN: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

_BIB, _RIS = "application/x-bibtex", "application/x-research-info-systems"
_Exchanges = Iterable[Exchange]
_FORMATS: dict[str, tuple[str, str, Callable[[str, _Exchanges], str | bytes]]] = {
    "markdown": ("conversation.md", "text/markdown", conversation_to_markdown),
    "html": ("conversation.html", "text/html", conversation_to_page),
    "docx": ("conversation.docx", MEDIA_TYPE, conversation_to_docx),
    "bibtex": ("conversation.bib", _BIB, lambda _, them: to_bibtex(_documents(them))),
    "ris": ("conversation.ris", _RIS, lambda _, them: to_ris(_documents(them))),
}
"""Format → the name of its file, its kind, and what writes it."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the page that show what is kept.

    Attributes:
        words: a text box to search by.
        listed: the list.
        current: which one is shown.
    """

    words: gr.Textbox
    listed: gr.HTML
    current: gr.HTML


def lay_out(behaviour: str) -> Parts:
    """Lay out the list, folded away, and the line above the conversation.

    Args:
        behaviour: the script of `page.js`.
    """
    with gr.Accordion("Your conversations", open=False, elem_id="kept"):
        words = gr.Textbox(
            label="Search your conversations",
            show_label=False,
            container=False,
            placeholder="Search your conversations",
            max_length=_LONGEST_WORDS,
            elem_id="kept-words",
        )
        listed = gr.HTML(js_on_load=behaviour, apply_default_css=False, elem_id="kept-list")
    current = gr.HTML(js_on_load=behaviour, apply_default_css=False, elem_id="kept-current")
    return Parts(words, listed, current)


def connect(
    workspace: Workspace,
    session: gr.State,
    parts: Parts,
    show: Callable[[Session], tuple[str, str]],
    conversation: Sequence[gr.HTML],
    file: gr.JSON,
    download: str,
) -> None:
    """Let the parts do what they offer.

    Args:
        workspace: what stands behind the page.
        session: holds a `Session`.
        parts: as they were laid out.
        show: the finished and the running exchanges of a session as HTML.
        conversation: the parts that show these.
        file: where a file is put that is to be saved.
        download: the script that gives it to the browser.
    """
    kept = _Kept(workspace, show)
    changed = [parts.listed, parts.current]
    whole = [*conversation, *changed]
    for part in (parts.listed, parts.current):
        part.open_kept(kept.open_kept, [session, parts.words], whole, **EACH)
        part.begin_anew(kept.begin_anew, [session, parts.words], whole, **EACH)
    parts.words.change(
        kept.search_kept,
        [session, parts.words],
        [parts.listed],
        trigger_mode="always_last",
        **_HIDDEN,
    )
    at = [session, parts.words]
    parts.listed.rename_kept(kept.rename_kept, at, changed, **EACH)
    parts.listed.share_kept(kept.share_kept, at, changed, **EACH)
    parts.listed.unshare_kept(kept.unshare_kept, at, changed, **EACH)
    parts.listed.delete_kept(kept.delete_kept, at, whole, **EACH)
    parts.listed.export_kept(kept.export_kept, None, [file], **_HIDDEN).then(
        None, [file], None, js=download, api_visibility="private"
    )


def listing(
    workspace: Workspace, caller: Caller, current: Current, words: str = "", trouble: str = ""
) -> str:
    """The list of a caller's own; without a log-in, that nothing is kept."""
    owner = owner_of(caller)
    if owner is None:
        return f'<p class="empty">{NOT_KEPT}</p>'
    words = plain(words).strip()[:_LONGEST_WORDS]
    headers, unreadable = workspace.conversations.all(owner)
    rows = (
        [
            _row(found.header, found.text, workspace.path)
            for found in workspace.conversations.search(owner, words)
        ]
        if words
        else [_row(header, "", workspace.path) for header in headers]
    )
    return conversations_to_html(
        rows,
        [(one.id, one.reason) for one in unreadable],
        current.id,
        may_share=owner.name is not None and caller.may("ask"),
        words=words,
        trouble=trouble,
    )


def current_html(session: Session, caller: Caller, trouble: str = "") -> str:
    """The line above the conversation; a caller of whom nothing is kept is told so."""
    current = session.current
    is_kept = owner_of(caller) is not None
    return current_to_html(
        current.id,
        current.title,
        begun=bool(session.exchanges),
        note="" if is_kept else NOT_KEPT,
        earlier=current.earlier,
        trouble=trouble or current.trouble,
    )


class _Kept:
    """What the buttons do."""

    def __init__(self, workspace: Workspace, show: Callable[[Session], tuple[str, str]]) -> None:
        self._workspace = workspace
        self._show = show

    def open_kept(
        self, session: Session, words: str, event: gr.EventData, request: gr.Request
    ) -> tuple[str, ...]:
        """Show a conversation, and go on with it; a page that is loaded again does so by itself."""
        caller = caller_of(request)
        by_itself = value_of(event, "again") == "yes"
        trouble = ""
        try:
            file = self._workspace.conversations.read(_must_own(caller), _asked(event))
            count = len(file.lines)
            show = self._workspace.shown.of
            with _readable():  # from the last on: what is not shown is not read
                shown = newest(
                    show(one) for n in reversed(range(count)) for one in file.exchanges(n, n + 1)
                )
            header = file.header
            session.resume(Current(header.id, header.title, count - len(shown)), shown)
        except UserError as error:
            trouble = "" if by_itself else self._workspace.shown.error(error)
        return self._whole(session, caller, words, trouble)

    def begin_anew(self, session: Session, words: str, request: gr.Request) -> tuple[str, ...]:
        """Show nothing, so that what is asked next begins a conversation."""
        session.clear()
        return self._whole(session, caller_of(request), words)

    def search_kept(self, session: Session, words: str, request: gr.Request) -> str:
        """The conversations that hold some words."""
        return listing(self._workspace, caller_of(request), session.current, words)

    def rename_kept(
        self, session: Session, words: str, event: gr.EventData, request: gr.Request
    ) -> tuple[str, str]:
        """Give a conversation another name."""

        def rename(owner: Owner, id: str) -> None:
            title = plain(value_of(event, "title"))
            header = self._workspace.conversations.rename(owner, id, title)
            if session.current.id == id:
                session.current.title = header.title

        return self._changed(session, words, event, request, rename)

    def share_kept(
        self, session: Session, words: str, event: gr.EventData, request: gr.Request
    ) -> tuple[str, str]:
        """Make a link by which other users read a conversation as it is now."""

        def share(owner: Owner, id: str) -> None:
            self._workspace.links.make(owner, id)

        return self._changed(session, words, event, request, share)

    def unshare_kept(
        self, session: Session, words: str, event: gr.EventData, request: gr.Request
    ) -> tuple[str, str]:
        """Take a link back."""

        def unshare(owner: Owner, id: str) -> None:
            self._workspace.links.revoke(owner, id)

        return self._changed(session, words, event, request, unshare)

    def delete_kept(
        self, session: Session, words: str, event: gr.EventData, request: gr.Request
    ) -> tuple[str, ...]:
        """Delete a conversation for good."""

        def delete(owner: Owner, id: str) -> None:
            self._workspace.links.delete(owner, id)
            if session.current.id == id:
                session.clear()

        listed, current = self._changed(session, words, event, request, delete)
        return *self._show(session), listed, current

    def export_kept(self, event: gr.EventData, request: gr.Request) -> dict[str, str] | None:
        """A conversation as a file."""
        format = value_of(event, "format")
        if format not in _FORMATS:
            return None
        try:
            owner = _must_own(caller_of(request))
            file = self._workspace.conversations.read(owner, _asked(event))
            name, kind, write = _FORMATS[format]
            with _readable():  # one question after the other: all at once may be large
                exchanges = map(self._workspace.shown.of, file.exchanges())
                title = file.header.title
                return file_of(file_name_for(title, name), kind, write(title, exchanges))
        except UserError as error:
            gr.Warning(text_to_html(self._workspace.shown.error(error)))
            return None

    def _changed(
        self,
        session: Session,
        words: str,
        event: gr.EventData,
        request: gr.Request,
        change: Callable[[Owner, str], None],
    ) -> tuple[str, str]:
        """What is shown after a change, or why there was none."""
        caller, trouble = caller_of(request), ""
        try:
            change(_must_own(caller), _asked(event))
        except UserError as error:
            trouble = self._workspace.shown.error(error)
        listed = listing(self._workspace, caller, session.current, words, trouble)
        return listed, current_html(session, caller)

    def _whole(
        self, session: Session, caller: Caller, words: str, trouble: str = ""
    ) -> tuple[str, ...]:
        listed = listing(self._workspace, caller, session.current, words)
        return *self._show(session), listed, current_html(session, caller, trouble)


@contextmanager
def _readable() -> Iterator[None]:
    """What a user reads where a question of a conversation is none."""
    try:
        yield
    except UnreadableError as error:
        raise UserError(
            f"This conversation cannot be read: {error}.", "Delete it, or leave it."
        ) from error


def file_of(name: str, kind: str, content: str | bytes) -> dict[str, str]:
    """A file as the script that saves it takes it."""
    if isinstance(content, bytes):
        return {"name": name, "type": kind, "base64": base64.b64encode(content).decode()}
    return {"name": name, "type": kind, "text": content}


def _must_own(caller: Caller) -> Owner:
    """Whose conversations are asked for.

    Raises:
        UserError: if nobody has logged in.
    """
    if (owner := owner_of(caller)) is None:
        raise UserError(NOT_KEPT, "Log in, where there are users.")
    return owner


def _asked(event: gr.EventData) -> str:
    return value_of(event, "conversation")


def _row(header: Header, found: str, path: str) -> Row:
    link = f"{path}{SHARED}{header.link.token}" if header.link else ""
    return Row(header.id, header.title, header.changed, header.questions, link, found)


def _documents(exchanges: Iterable[Exchange]) -> Any:
    return cited_documents(one.answer for one in exchanges if one.answer)
