"""The parts of an index that is open, whichever machines it is on."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from index.errors import UserError
from index.search.engine import Engine, LocalEngine
from index.store.layout import DATABASE, has_index
from index.store.store import Store
from index.store.writer import StoreWriter, Writer


@dataclass(frozen=True, slots=True)
class Parts:
    """What an index is made of.

    Attributes:
        folder: of the index, or of the replica on this machine.
        store: to read.
        writer: by which the store is written.
        engine: what is derived from the store and searched.
        close: releases all of it.
    """

    folder: Path
    store: Store
    writer: Writer
    engine: Engine
    close: Callable[[], None]


def open_local(path: str | Path, create: bool) -> Parts:
    """The parts of the index in a folder.

    Args:
        path: of the folder.
        create: whether to make an empty index where there is none.

    Raises:
        UserError: if there is none and `create` is false; if it cannot be opened or made.
    """
    folder = Path(path).absolute()
    if not has_index(folder) and not create:
        raise UserError(f"There is no index in {path}.", "Make one with: pincite index FOLDER")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"No index can be made in {path} ({error.strerror}).",
            "Name another folder with --index DIR.",
        ) from error
    store = Store(folder / DATABASE)
    return Parts(folder, store, StoreWriter(store), LocalEngine(folder, store), store.close)
