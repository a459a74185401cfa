"""What comes into the documents: files and folders, a page by its address, mirrored folders."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from index.documents.registry import extension, format_of, unknown_reason
from index.errors import UserError
from index.progress import SyncReport
from index.types import Skipped
from ui.render.documents import Taken, fetching_to_html, progress_to_html, taken_to_html
from ui.render.html import text_to_html
from ui.render.shelf import refreshed_to_html
from ui.web.access.caller import Caller, caller_of
from ui.web.tabs.events import value_of
from ui.web.tabs.parts import outcome_to_html, refusal_to_html
from ui.web.uploads import LARGEST, MB
from ui.web.workspace import Workspace

_UNSENT = {
    "hidden": "It is hidden, or lies in a hidden folder.",
    "kind": "It is not a kind of file that can be dropped here.",
    "large": f"It has more than {LARGEST // MB} MB.",
    "empty": "There is no file in the folder.",
    "broken": "It could not be sent; drop it again.",
}
"""Why a browser did not send a file of a folder, as its script says it → what a reader is told."""


class Intake:
    """Takes documents in, and says how far it has come."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._library = workspace.library

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
        yield outcome_to_html(progress_to_html(None, len(paths))), None
        try:
            for event in self._library.add(paths, called):
                if isinstance(event, Taken):
                    yield outcome_to_html(taken_to_html(event)), event
                else:
                    yield outcome_to_html(progress_to_html(event, len(paths))), None
        except UserError as error:
            yield refusal_to_html(self._workspace.shown.error(error)), None
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
                    yield "", outcome_to_html(taken_to_html(event))
                elif isinstance(event, int):
                    yield gr.skip(), outcome_to_html(fetching_to_html(target.name, event))
                else:
                    yield gr.skip(), outcome_to_html(progress_to_html(event, 1))
        except UserError as error:
            yield gr.skip(), refusal_to_html(self._workspace.shown.error(error))

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
        yield outcome_to_html('<p class="working">Looking at the files …</p>')
        try:
            before = set(self._library.skipped())
            for step in self._library.refresh(source):
                if isinstance(step, SyncReport):
                    new = [skipped for skipped in step.skipped if skipped not in before]
                    self._workspace.write_down(caller_of(request), "refresh", source)
                    yield outcome_to_html(refreshed_to_html(step, new))
                else:
                    yield outcome_to_html(progress_to_html(step, step.documents))
        except UserError as error:
            yield refusal_to_html(self._workspace.shown.error(error))


def _why_unsent(why: str, file: str) -> str:
    """Why a browser did not send a file; of a kind that is not read, how it can be made one."""
    path = Path(file)
    if why == "kind" and extension(path) and format_of(path) is None:
        return unknown_reason(path)
    return _UNSENT[why]
