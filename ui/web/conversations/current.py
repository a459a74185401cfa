"""The conversation that a page shows, and how what is asked on it is kept."""

import threading
from dataclasses import dataclass

from index.errors import UserError
from ui.render.conversation import Exchange
from ui.web.conversations.owners import Owner
from ui.web.conversations.store import Conversations

_TURN = threading.Lock()  # of two first questions at the same time, only one begins a conversation


@dataclass
class Current:
    """The kept conversation of a page.

    Attributes:
        id: of it; empty until something is kept.
        title: of it.
        earlier: questions of it that the page does not show.
        trouble: why the last question was not kept, for its owner.
    """

    id: str = ""
    title: str = ""
    earlier: int = 0
    trouble: str = ""


def keep(conversations: Conversations, owner: Owner, current: Current, exchange: Exchange) -> None:
    """Keep an exchange in a conversation, in its place if it is there already.

    It is kept before it is answered, too. Where that cannot be done, `current` says why.
    """
    with _TURN:
        try:
            header = conversations.add(owner, current.id, exchange)
            current.id, current.title, current.trouble = header.id, header.title, ""
        except UserError as error:
            current.trouble = str(error)
