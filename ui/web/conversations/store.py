"""The kept conversations of everybody, in the folder of an index: a folder an owner, a file each.

A file is written whole beside itself, put on the disk and then in place, under the lock of its
owner: neither a crash nor a second process loses a question. Nothing is deleted but on its owner's
word; what finds no room is not kept, and that is said. A file that cannot be read is named as such,
and keeps nobody from the others.
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import UserError
from index.files import LEAST_FREE, has_room, sync_folder, write_durably
from ui.render.conversation import Exchange
from ui.render.text import one_line, shorten
from ui.web.conversations.files import (
    LONGEST_TITLE,
    MOST_BYTES,
    MOST_QUESTIONS,
    File,
    Header,
    UnreadableError,
    is_id,
    now,
    read_file,
    read_header,
    read_said,
)
from ui.web.conversations.owners import Owner

FOLDER = "conversations"
"""In the folder of an index."""
MOST = 200
"""Conversations of an owner."""
MOST_OF_OWNER = 200_000_000
"""Bytes of them."""

_SUFFIX = ".jsonl"
_WAIT = 10.0  # seconds for another process that writes
_TITLE = 80
_GONE = UserError("This conversation is not there any more.", "Choose another, or begin a new one.")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file of a conversation that is not as it was written, and why."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """A conversation that holds the words that were searched.

    Attributes:
        header: of the conversation.
        text: the first question or answer that holds them; empty where only the title does.
    """

    header: Header
    text: str


class Conversations:
    """Those of an index; used by any number of threads and processes."""

    def __init__(self, index: Path) -> None:
        """Nothing is read or written yet.

        Args:
            index: the folder of the index.
        """
        self.folder = index / FOLDER

    # What is read

    def all(self, owner: Owner) -> tuple[list[Header], list[Unreadable]]:
        """The conversations of an owner, the last changed first, and what cannot be read."""
        headers: list[Header] = []
        unreadable: list[Unreadable] = []
        for path in self._paths(owner):
            try:
                headers.append(read_header(path))
            except UnreadableError as error:
                if path.exists():  # else it was deleted meanwhile
                    unreadable.append(Unreadable(path.stem, str(error)))
        return sorted(headers, key=lambda h: (h.changed, h.id), reverse=True), unreadable

    def search(self, owner: Owner, words: str) -> list[Found]:
        """The conversations that hold all of some words, in whatever case, the last changed first.

        They may stand in the title, a question or an answer; all in one of these. What cannot be
        read is left out here, as `all` names it.
        """
        wanted = words.casefold().split()
        found: list[Found] = []
        for path in self._paths(owner):
            with suppress(UnreadableError):
                header, said = read_said(path)
                texts = [header.title, *(text for pair in said for text in pair)]
                holding = (text for text in texts if _holds(text, wanted))
                if (first := next(holding, None)) is not None:
                    found.append(Found(header, "" if first == header.title else first))
        return sorted(found, key=lambda f: (f.header.changed, f.header.id), reverse=True)

    def read(self, owner: Owner, id: str) -> File:
        """A conversation, whole.

        Raises:
            UserError: if there is none of that id, or it cannot be read.
        """
        path = self._path(owner, id)
        try:
            return read_file(path)
        except UnreadableError as error:
            if not path.exists():
                raise _GONE from error
            raise UserError(
                f"This conversation cannot be read: {error}.",
                f"Delete it, or put back a copy of {path}.",
            ) from error

    # What is written

    def add(self, owner: Owner, id: str, exchange: Exchange) -> Header:
        """Keep one more question of a conversation, or what became of one that is in it.

        Args:
            owner: of the conversation.
            id: of it; empty, or that of one that was deleted, for a new one.
            exchange: the question, with its answer if there is one by now.

        Raises:
            UserError: if there is no room, or it cannot be written. Nothing is lost then but this
                question.
        """
        with self._writing(owner):
            known = bool(id) and self._path(owner, id).exists()
            file = self.read(owner, id) if known else self._new(owner, exchange)
            if file.place(exchange.id) >= MOST_QUESTIONS:
                raise UserError(
                    f"This conversation holds {MOST_QUESTIONS} questions, which is the most: the "
                    "last one is not kept.",
                    "Begin a new conversation.",
                )
            try:
                file = file.with_exchange(exchange)
            except ValueError as error:
                raise UserError(
                    f"This answer is not kept: {error}.", "Save it as a file."
                ) from None
            self._write(owner, file)
        return file.header

    def change(self, owner: Owner, id: str, what: Callable[[Header], Header]) -> Header:
        """Change what a list shows of a conversation.

        Raises:
            UserError: if there is none of that id, or it cannot be read or written.
        """
        with self._writing(owner):
            file = self.read(owner, id)
            file = replace(file, header=what(file.header))
            self._write(owner, file)
        return file.header

    def rename(self, owner: Owner, id: str, title: str) -> Header:
        """Give a conversation another title.

        Raises:
            UserError: if it is empty or too long, or as `change`.
        """
        said = one_line(title)
        if not said or len(said) > LONGEST_TITLE:
            raise UserError(
                f"A conversation's name has 1 to {LONGEST_TITLE} characters.", "Give it another."
            )
        return self.change(owner, id, lambda header: replace(header, title=said))

    def delete(self, owner: Owner, id: str) -> None:
        """Delete a conversation for good; one that is gone already stays so.

        Raises:
            UserError: if it cannot be deleted.
        """
        path = self._path(owner, id)
        with self._writing(owner):
            path.unlink(missing_ok=True)
            sync_folder(path.parent)

    def delete_all(self, owner: Owner) -> int:
        """Delete all that is kept of an owner, and say how many conversations that were.

        Raises:
            UserError: if one cannot be deleted.
        """
        folder = self.folder / owner.folder
        if not folder.is_dir():
            return 0
        with self._writing(owner):
            paths = list(self._paths(owner))
            for path in [*paths, *folder.glob(".*.partial")]:
                path.unlink(missing_ok=True)
            sync_folder(folder)
        return len(paths)

    def _new(self, owner: Owner, exchange: Exchange) -> File:
        if len(list(self._paths(owner))) >= MOST:
            raise UserError(
                f"{MOST} conversations are kept, which is the most: this one is not.",
                "Delete some that you no longer need, and ask again.",
            )
        title = shorten(one_line(exchange.question), _TITLE) or "Untitled"
        return File(Header(secrets.token_hex(16), title, now(), now()))

    def _write(self, owner: Owner, file: File) -> None:
        """Put a file in place, if there is room; called under the lock."""
        content = file.to_bytes()
        path = self._path(owner, file.header.id)
        others = sum(other.stat().st_size for other in self._paths(owner) if other != path)
        if len(content) > MOST_BYTES or others + len(content) > MOST_OF_OWNER:
            many = MOST_BYTES if len(content) > MOST_BYTES else MOST_OF_OWNER
            remedy = "Begin a new conversation." if many == MOST_BYTES else "Delete some."
            raise UserError(
                f"More than {many // 10**6} MB would be kept: the last question is not.", remedy
            )
        if not has_room(path.parent, least=LEAST_FREE, needed=len(content)):
            raise UserError("The disk is full: the last question is not kept.", "Make room there.")
        write_durably(path, content)

    @contextmanager
    def _writing(self, owner: Owner) -> Iterator[None]:
        """The lock of an owner's folder, which is made.

        Raises:
            UserError: if it cannot be had, or something cannot be written meanwhile.
        """
        folder = self.folder / owner.folder
        try:
            for place in (self.folder, folder):
                place.mkdir(parents=True, exist_ok=True, mode=0o700)
            with FileLock(folder / ".lock", timeout=_WAIT, mode=0o600):
                yield
        except Timeout as error:
            raise UserError(
                "Another process keeps your conversations from being written.", "Try again."
            ) from error
        except OSError as error:
            raise UserError(
                f"Conversations cannot be written in {folder} ({error.strerror or error}).",
                "Make room, or allow writing there; what was kept before is still there.",
            ) from error

    def _paths(self, owner: Owner) -> Iterator[Path]:
        folder = self.folder / owner.folder
        return (path for path in folder.glob(f"*{_SUFFIX}") if is_id(path.stem))

    def _path(self, owner: Owner, id: str) -> Path:
        """The file of a conversation.

        Raises:
            UserError: if the id can be none, such as one that leads to another folder.
        """
        if not is_id(id):
            raise _GONE
        return self.folder / owner.folder / f"{id}{_SUFFIX}"


def _holds(text: str, wanted: list[str]) -> bool:
    said = text.casefold()
    return all(word in said for word in wanted)
