"""Links by which users of the page read each other's conversations, as these were.

A link holds 128 bits by chance; it opens for whoever is logged in, and shows what was there when
it was made: no later question, no other conversation, nothing to be asked. Its owner sees it in the
list and can take it back. A file named by a hash of the token says whose conversation it is; it
counts only while the conversation itself still names the token. Whoever guesses is slowed as one
who guesses passwords is, by name.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from index.errors import UserError
from index.files import write_durably
from ui.render.conversation import Exchange
from ui.web.access.brake import Brake, TooSoonError
from ui.web.access.caller import Caller
from ui.web.conversations.files import Header, Link, UnreadableError, is_id, is_token, now
from ui.web.conversations.owners import Owner, user
from ui.web.conversations.store import Conversations

_LARGEST = 1_000  # bytes of a file that says whose a link is


@dataclass(frozen=True, slots=True)
class Shared:
    """A conversation as a link shows it.

    Attributes:
        owner: whose it is; no user any more, perhaps.
        title: as it was called.
        made: when the link was, ISO 8601, UTC.
        exchanges: the questions that there were, oldest first; each is read when it is come to,
            once, which raises `UnreadableError` if it is none.
    """

    owner: Owner
    title: str
    made: str
    exchanges: Iterator[Exchange]


class Links:
    """Those of an index; used by any number of threads."""

    def __init__(
        self,
        conversations: Conversations,
        shown: Callable[[Exchange], Exchange] = lambda exchange: exchange,
    ) -> None:
        """Nobody has guessed yet.

        Args:
            conversations: those of the index.
            shown: what others see of a question with its answer.
        """
        self._shown = shown
        self._conversations = conversations
        self._folder = conversations.folder / "links"
        self._brake = Brake()

    def make(self, owner: Owner, id: str) -> Header:
        """Make a link to a conversation as it is now, in the place of an earlier one.

        Raises:
            UserError: if there are no users to share it with, or as `Conversations.change`.
        """
        if owner.name is None:
            raise UserError(
                "There is nobody to share it with: this page is for this computer only.",
                "Save it as a file, or add users with: pincite user add NAME",
            )
        name = owner.name
        self.revoke(owner, id)
        token = secrets.token_urlsafe(16)
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            whose = json.dumps({"user": name, "account": owner.account, "id": id}).encode()
            write_durably(self._path(token), whose)
        except OSError as error:
            raise UserError(
                f"No link can be made ({error.strerror or error}).", "Make room, and try again."
            ) from error
        return self._conversations.change(
            owner,
            id,
            lambda h: replace(h, link=Link(token, h.title, h.questions, now())),
        )

    def revoke(self, owner: Owner, id: str) -> Header:
        """Take a link back, if there is one: it opens nothing from now on.

        Raises:
            UserError: as `Conversations.change`.
        """
        header = self._conversations.read(owner, id).header
        if header.link is None:
            return header
        changed = self._conversations.change(owner, id, lambda h: replace(h, link=None))
        self._forget(header.link.token)
        return changed

    def delete(self, owner: Owner, id: str) -> None:
        """Delete a conversation, and with it its link.

        Raises:
            UserError: as `Conversations.delete`.
        """
        headers, _ = self._conversations.all(owner)
        self._conversations.delete(owner, id)
        for header in headers:
            if header.id == id and header.link:
                self._forget(header.link.token)

    def delete_all(self, owner: Owner) -> int:
        """Delete all that is kept of an owner, and say how many conversations that were.

        Raises:
            UserError: as `Conversations.delete_all`.
        """
        headers, _ = self._conversations.all(owner)
        deleted = self._conversations.delete_all(owner)
        for header in headers:
            if header.link:
                self._forget(header.link.token)
        return deleted

    def open(self, token: str, caller: Caller) -> Shared | None:
        """What a link shows; None if it is none, or was taken back, or the caller is no user.

        Raises:
            TooSoonError: if the caller has guessed too often, and has to wait.
        """
        if caller.name is None:
            return None
        # by user and not by address, so that nobody keeps others out who come by the same router
        if (seconds := self._brake.wait(caller.name, caller.name)) > 0:
            raise TooSoonError(seconds)
        found = self._find(token) if is_token(token) else None
        if found is None:
            self._brake.failed(caller.name, caller.name)
        return found

    def _find(self, token: str) -> Shared | None:
        try:
            with self._path(token).open("rb") as file:
                whose = json.loads(file.read(_LARGEST))
            owner, id = user(whose["user"], whose.get("account", "")), whose["id"]
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None
        if not isinstance(id, str) or not is_id(id):
            return None
        with suppress(UserError, UnreadableError):
            file_ = self._conversations.read(owner, id)
            link = file_.header.link
            if link and hmac.compare_digest(link.token, token):
                exchanges = file_.exchanges(0, link.questions)
                return Shared(owner, link.title, link.made, map(self._shown, exchanges))
        return None

    def _forget(self, token: str) -> None:
        with suppress(OSError):  # it opens nothing without the conversation that names it
            self._path(token).unlink(missing_ok=True)

    def _path(self, token: str) -> Path:
        return self._folder / f"{hashlib.sha256(token.encode()).hexdigest()}.json"
