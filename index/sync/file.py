"""What is read of one file → its documents in the batch, and what is recorded of it.

What is unchanged stays, what is new is added, and what is no longer in the file is taken out.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from index.documents.read import Digest, Ended, Item, Split, Unread, split
from index.paths import source_of
from index.progress import Kept
from index.store.store import Store
from index.sync.batch import UNREAD, Batch, Changes, FileBatch
from index.sync.files import Stat, stat_of
from index.types import Skipped

_NOTHING_CITABLE = "Nothing in it is a sentence that could be cited."
_TWIN = "Another file has the same text, and a name that differs only in how it is written."


@dataclass
class Reading:
    """How far the reading of one file is.

    Attributes:
        digest: of what is in it.
        before: ids of the documents that were read from it before.
        left: those of them that were not met again.
        seen: ids of the documents that are in it.
        skipped: what was skipped in it.
        stopped: why it was not read to its end, if it was not.
    """

    before: frozenset[str]
    left: set[str]
    digest: str = ""
    characters: int = 0
    seen: set[str] = field(default_factory=set)
    skipped: list[Skipped] = field(default_factory=list)
    stopped: Unread | Ended | None = None


class FileSync:
    """Brings what the store has of one file after the other up to date."""

    def __init__(self, store: Store, batch: Batch, changes: Changes) -> None:
        """Compare with `store`, collect in `batch`, count in `changes`."""
        self._store = store
        self._batch = batch
        self._changes = changes

    def keep(self, name: str) -> None:
        """Leave everything of a file as it is."""
        self._changes.unchanged += len(self._store.documents.ids_in(name))
        self._changes.skipped += self._store.files.skipped(name)

    def read(
        self,
        name: str,
        file: Path,
        stat: Stat,
        known: str,
        items: Iterable[Item],
        tell: Callable[[int], None],
    ) -> None:
        """Take up what is read of a file.

        A document is taken out in the batch with the one that takes its place, so that never both
        are there; the last batch takes out what is no longer in the file.

        Args:
            name: of the file.
            file: where it is.
            stat: its size and time.
            known: its digest when it was read before; empty if it was not.
            items: what is read of it.
            tell: called with the bytes that were read of it, after a batch.
        """
        places = self._store.documents.sources_in(name)
        before = frozenset(places.values())
        now = Reading(before, set(before))
        self._batch.begin(FileBatch(name, []))
        for item in items:
            match item:
                case Digest(value):
                    now.digest = value
                case Skipped():
                    now.skipped.append(item)
                case Split():
                    self._take(item, name, places, now)
                    if self._batch.due():
                        self._batch.write()
                        self._batch.begin(FileBatch(name, []))
                        tell(min(now.characters, max(stat[0], 0)))
                case Unread() | Ended():
                    now.stopped = item
        self._finish(name, file, stat, known, now)
        if self._batch.due():
            self._batch.write()

    def _finish(self, name: str, file: Path, stat: Stat, known: str, now: Reading) -> None:
        """Note what a file is recorded as, now that no more is read of it."""
        if now.stopped:
            self._stop(name, file, stat, now, now.stopped)
        elif known and known == now.digest:  # touched, not changed
            self._batch.last.record = (*stat, known, self._store.files.skipped(name))
            self.keep(name)
        else:
            read = self._batch.last
            read.gone |= now.left
            read.record = (*_settled(file, stat), "" if now.skipped else now.digest, now.skipped)
            self._changes.skipped += now.skipped

    def _take(self, item: Split, name: str, places: dict[str, str], now: Reading) -> None:
        """Take up a document of a file."""
        document = item.document
        now.characters += len(document.text)
        own = self._batch.own(document, name)
        if own is None:
            now.skipped.append(Skipped(document.source, _TWIN))
            return
        now.left.discard(own.id)
        if own.id in now.seen:
            return
        now.seen.add(own.id)
        if all(piece.kind != "sentence" for piece in item.sentences):
            now.skipped.append(Skipped(document.source, _NOTHING_CITABLE))
        if own.id in now.before:
            self._changes.unchanged += 1
            return
        read = self._batch.last
        if (renewed := places.get(own.source)) in now.left:
            now.left.discard(renewed)
            read.gone.add(renewed)
            read.renewed[renewed] = own
        self._batch.take(item if own is document else split(own), name)

    def _stop(self, name: str, file: Path, stat: Stat, now: Reading, why: Unread | Ended) -> None:
        """Note that a file was not read to its end; what was read of it before is kept.

        One that took too much is read again when it changes, any other by the next run.
        """
        source = source_of(file)
        read = self._batch.last
        if now.left:
            self._changes.kept.append(Kept(source, why.reason, len(now.left)))
        if isinstance(why, Ended):
            rest = " The rest of it was not read." if now.seen else ""
            now.skipped.append(Skipped(source, why.reason + rest))
            read.record = (*_settled(file, stat), now.digest, now.skipped)
        elif now.left:
            read.record = (*UNREAD, "", self._store.files.skipped(name)) if now.seen else None
        else:
            now.skipped.append(Skipped(source, why.reason))
            read.record = (*UNREAD, "", now.skipped)
        self._changes.skipped += now.skipped


def _settled(file: Path, stat: Stat) -> Stat:
    """What is recorded of a file; one that changed while it was read is read again."""
    try:
        return stat if stat_of(file) == stat else UNREAD
    except OSError:
        return UNREAD
