"""Opening a shared corpus: the replica on this machine, made again if it is damaged."""

import hashlib
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from index.cluster.address import Address
from index.cluster.client import Milvus
from index.cluster.engine import SharedEngine
from index.cluster.replica import Replica
from index.cluster.store import SharedStore
from index.encoders.convert import cache_folder
from index.errors import DamagedError, FormatError, UserError
from index.search.parts import Parts
from index.store.layout import drop_remade

_WAIT = 10.0  # seconds, for another process that makes a replica again


def open_shared(text: str, create: bool) -> Parts:
    """The parts of a corpus in Milvus, with the replica brought up to date.

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
        corpus = milvus.corpus()
        if not corpus and not create:
            raise UserError(f"There is no index at {text}.", "Make one with: pincite index FOLDER")
        folder = _folder(address)
        replica = _open_or_remake(folder, milvus, corpus and corpus[0])
        shared = SharedStore(replica, milvus)
        engine = SharedEngine(folder, shared)
        engine.refresh()
    except BaseException:
        milvus.close()
        raise
    return Parts(folder, replica.store, shared, engine, shared.close)


def _open_or_remake(folder: Path, milvus: Milvus, corpus: str | None) -> Replica:
    """The replica in a folder; an empty one, if what is there is damaged or of another corpus.

    Raises:
        UserError: if it cannot be opened, or another process is indexing into it.
    """
    with suppress(DamagedError, FormatError):
        return _open(folder, milvus, corpus)
    try:
        with (
            FileLock(folder / "lock", timeout=_WAIT),
            FileLock(folder / "replica.lock", timeout=_WAIT),
        ):
            with suppress(DamagedError, FormatError):  # unless another process was quicker
                return _open(folder, milvus, corpus)
            drop_remade(folder)  # all of it is in Milvus
            return Replica(folder, milvus)
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


def _open(folder: Path, milvus: Milvus, corpus: str | None) -> Replica:
    """The replica in a folder, which is of this corpus or of none yet."""
    replica = Replica(folder, milvus)
    try:
        if replica.corpus not in (None, corpus):
            raise DamagedError(folder, "it is of a corpus that is no more")
    except BaseException:
        replica.close()
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
