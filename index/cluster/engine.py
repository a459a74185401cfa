"""An index in Milvus: the same parts as one in a folder, of which Milvus holds the vectors.

Before each search the replica does what other machines did: one question to the log, of how long it
is. Vectors come from Milvus, and those of passages that are not in the replica are passed over.
"""

import hashlib
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from index.cluster.address import Address
from index.cluster.client import MOST, Choice, Milvus
from index.cluster.store import SharedStore
from index.encoders.convert import cache_folder
from index.encoders.encode import Vectors
from index.errors import DamagedError, FormatError, UserError
from index.search.dense import Base, Ranking
from index.search.engine import Derived, View
from index.store.layout import drop_remade
from index.sync.duplicates import Copies

_MORE = 32  # vectors that are asked for beyond those wanted: of passages that went, or twice there
_WAIT = 10.0  # seconds, for another process that makes a replica again


def open_shared(text: str, create: bool) -> tuple[Path, SharedStore, "SharedDerived"]:
    """The replica of a corpus, brought up to date: its folder, it, and what is derived from it.

    Args:
        text: an address of Milvus.
        create: whether there need be none.

    Raises:
        UserError: if the address is none, Milvus cannot be reached, or there is no corpus and
            `create` is false.
    """
    address = Address.read(text)
    milvus = Milvus(address)
    try:
        made = milvus.made()
        if not made and not create:
            raise UserError(f"There is no index at {text}.", "Make one with: pincite index FOLDER")
        folder = _folder(address)
        replica = _replica(folder, milvus, made and made[0])
        derived = SharedDerived(folder, replica)
        derived.renew()
    except BaseException:
        milvus.close()
        raise
    return folder, replica, derived


def _replica(folder: Path, milvus: Milvus, corpus: str | None) -> SharedStore:
    """The replica in a folder; an empty one, if what is there is damaged or of another corpus.

    Raises:
        UserError: if it cannot be opened, or another process is indexing into it.
    """
    with suppress(DamagedError, FormatError):
        return _of_corpus(folder, milvus, corpus)
    try:
        with (
            FileLock(folder / "lock", timeout=_WAIT),
            FileLock(folder / "replica.lock", timeout=_WAIT),
        ):
            with suppress(DamagedError, FormatError):  # unless another process was quicker
                return _of_corpus(folder, milvus, corpus)
            drop_remade(folder)  # all of it is in Milvus
            return SharedStore(folder, milvus)
    except Timeout as error:
        raise UserError(
            f"The copy in {folder} of what Milvus holds has to be made again, and is in use.",
            "Wait until other processes are done with it, and try again.",
        ) from error
    except OSError as error:
        raise UserError(
            f"The copy in {folder} of what Milvus holds cannot be made again ({error.strerror}).",
            "Allow writing there, or name another folder in the environment variable "
            "PINCITE_CACHE.",
        ) from error


def _of_corpus(folder: Path, milvus: Milvus, corpus: str | None) -> SharedStore:
    """The replica in a folder, which is of this corpus or of none yet."""
    replica = SharedStore(folder, milvus)
    try:
        if replica.corpus not in (None, corpus):
            raise DamagedError(folder, "it is of a corpus that is no more")
    except BaseException:
        replica.forsake()
        raise
    return replica


def _folder(address: Address) -> Path:
    name = hashlib.blake2b(f"{address.uri} {address.name}".encode()).hexdigest()[:12]
    folder = cache_folder() / "milvus" / f"{address.name}-{name}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"The words of {address.text} cannot be kept in {folder} ({error.strerror}).",
            "Name another folder in the environment variable PINCITE_CACHE.",
        ) from error
    return folder


class SharedVectors:
    """The vectors in Milvus, asked for by keys of the replica."""

    def __init__(self, replica: SharedStore, kind: Choice) -> None:
        self._replica = replica
        self._kind = kind
        self._seen = (-1, -1)
        """Rows of the log, and failed calls, when Milvus was last asked for all there is."""

    def __len__(self) -> int:
        return self._replica.counts_of_vectors()[0]

    @property
    def exact(self) -> bool:
        """Whether scores are inner products, not estimates of them."""
        return self._kind != "compressed"

    def search(self, vector: Vectors, k: int) -> Ranking:
        """The k nearest to `vector`, of shape (dimension,); fewer if there are fewer."""
        # a server that failed may have less at hand when it is back
        mark = (self._replica.rows(), self._replica.milvus.failures)
        strong = mark != self._seen
        found = self._nearest(vector, k, strong=strong)
        if strong:
            self._seen = mark
        return found

    def _nearest(self, vector: Vectors, k: int, *, strong: bool) -> Ranking:
        limit = min(k + _MORE, MOST)
        while True:
            found = self._replica.milvus.nearest(vector, limit, self._kind, strong=strong)
            firsts = self._replica.keys_of(sorted({number for number, _, _ in found}))
            scores: dict[int, float] = {}
            for number, ordinal, score in found:
                if number in firsts:
                    scores.setdefault(firsts[number] + ordinal, score)
            if len(scores) >= k or len(found) < limit or limit == MOST:
                return sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:k]
            limit = min(4 * limit, MOST)


class SharedDerived(Derived):
    """The word index of a replica, and the vectors in Milvus."""

    def __init__(self, folder: Path, replica: SharedStore) -> None:
        super().__init__(folder, replica)
        self._replica = replica
        self._shared: SharedVectors | None = None
        self._copies = Copies(replica)

    def view(self) -> View:
        """What there is to search now, on any machine.

        Raises:
            OSError: if the word index is missing or damaged.
            UserError: if Milvus cannot be reached.
        """
        self.renew()
        view = None
        with suppress(OSError):
            view = super().view()
        if view is None or view.generation != self._replica.generation():
            self.catch_up()  # they are missing, or another process or thread was quicker
            view = super().view()
        if self._shared is None:
            self._shared = SharedVectors(self._replica, self._replica.milvus.kind() or "auto")
        return View(view.words, self._shared, self._replica)

    def renew(self) -> None:
        """Bring the replica up to date, its words and its near copies; quick if nothing is new."""
        before = self._replica.generation()
        self._replica.replay()
        if self._replica.generation() != before:
            self.catch_up()
            with self._replica.exclusive():
                self._copies.compare(None, 0)

    def catch_up(self, *, anew: bool = False) -> None:
        """Show in the word index what the log holds; see `Derived.catch_up`.

        Raises:
            OSError: if it cannot be written.
            UserError: if Milvus cannot be reached.
        """
        with self._replica.exclusive():
            self._replica.replay()
            super().catch_up(anew=anew)

    def base(self) -> Base | None:
        """How Milvus holds the vectors, as if it were a base of this machine."""
        kind = self._replica.milvus.kind() if self._replica.corpus else None
        return Base("", "compressed", 0, 0, 0, 0) if kind == "compressed" else None

    @property
    def choice(self) -> str:
        """How Milvus is to hold vectors; the same for all machines."""
        return super().choice

    @choice.setter
    def choice(self, choice: str) -> None:
        self._replica.choose(choice)

    def behind(self) -> bool:
        """Whether vectors are to be held otherwise, or something is to be dropped."""
        kind = self._replica.milvus.kind()
        return self._replica.unsettled() or (kind is not None and kind != self.choice)

    def make_base(self) -> None:
        """Drop from Milvus what is gone, and let it hold vectors as was chosen."""
        self._replica.replay()
        self._replica.settle()
        kind = self._replica.milvus.kind()
        wanted: dict[str, Choice] = {"exact": "exact", "compressed": "compressed"}
        if kind and kind != wanted.get(self.choice, "auto"):
            self._replica.milvus.hold(wanted.get(self.choice, "auto"))
        self._shared = None
