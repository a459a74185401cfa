"""Questions that are taken on the tab Ask; they are kept from then on, and answered in turn."""

from collections.abc import Callable

import gradio as gr

from ui.render.conversation import Exchange
from ui.render.text import plain
from ui.web.access.caller import caller_of
from ui.web.conversations.current import keep
from ui.web.conversations.owners import owner_of
from ui.web.session import MOST_TAKEN, Session
from ui.web.tabs.conversations import current_html
from ui.web.tabs.events import value_of
from ui.web.where import Where
from ui.web.workspace import Workspace


class Taking:
    """Takes questions, and says which conversation they are in."""

    def __init__(self, workspace: Workspace, show: Callable[[Session], tuple[str, str]]) -> None:
        self._workspace = workspace
        self._show = show

    def take(
        self, session: Session, request: gr.Request, question: str, *fields: str
    ) -> tuple[str, str]:
        """Take what stands in the text box, which is then empty; it stays if too many wait."""
        if not plain(question).strip():
            return "", current_html(session, caller_of(request))
        taken = session.take(question, Where(*fields))
        return "" if taken else question, self._kept(session, taken, request)

    def take_example(
        self, session: Session, request: gr.Request, event: gr.EventData, *fields: str
    ) -> str:
        """Take an example."""
        question = value_of(event, "question")
        if not plain(question).strip():
            return current_html(session, caller_of(request))
        return self._kept(session, session.take(question, Where(*fields)), request)

    def take_again(
        self, session: Session, request: gr.Request, event: gr.EventData, *fields: str
    ) -> tuple[str, str, str]:
        """Take a question once more that was not answered, in its place."""
        taken = session.take_again(value_of(event, "exchange"), Where(*fields))
        current = self._kept(session, taken, request)
        return *self._show(session), current

    def take_as_written(
        self, session: Session, request: gr.Request, event: gr.EventData, *fields: str
    ) -> str:
        """Take a follow-up that was read wrongly, to be asked alone."""
        exchange = session.exchange(value_of(event, "exchange"))
        if not exchange or not exchange.answer or not exchange.answer.follow_up:
            return current_html(session, caller_of(request))
        asked = exchange.answer.follow_up
        taken = session.take(asked, Where(*fields), as_written=True)
        return self._kept(session, taken, request)

    def _kept(self, session: Session, taken: Exchange | None, request: gr.Request) -> str:
        """Keep a question, so that a page that is loaded again still has it."""
        caller = caller_of(request)
        if taken is None:
            gr.Warning(f"{MOST_TAKEN} questions of yours wait already: ask when one is answered.")
        elif taken.running and (owner := owner_of(caller)):
            keep(self._workspace.conversations, owner, session.current, taken)
            session.current.trouble = self._workspace.shown.text(session.current.trouble)
        return current_html(session, caller)
