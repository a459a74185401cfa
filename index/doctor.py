"""What is wrong with an index, how bad it is, and how it is put right.

Everything that can be lost is in the store; all else is made from it. So what is wrong outside the
store is mended here, and what is wrong in it is told with what to do.
"""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from index.database import Database
from index.dense import DenseIndex
from index.derived import Derived
from index.lexical import LexicalIndex
from index.store import Store

Severity = Literal["broken", "degraded", "notice"]
"""`broken`: answers may be wrong or none. `degraded`: right, but slower or fewer."""

_ROOM = 200_000_000
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be.

    Attributes:
        severity: how bad it is.
        what: one sentence.
        remedy: one sentence: what to do about it, or what `--fix` does.
        fixable: whether `--fix` puts it right.
    """

    severity: Severity
    what: str
    remedy: str
    fixable: bool = False


def examine(folder: Path, store: Store, derived: Derived) -> list[Finding]:
    """Look at everything; reads all of the index once.

    Args:
        folder: of the index.
        store: of it.
        derived: of it.

    Returns:
        What was found, the worst first; none if all is well.
    """
    found = [*_of_database(store.database)]
    if not found:  # nothing else can be said of a database that cannot be read
        found += _of_store(store)
        found += _of_words(folder, store)
        found += _of_vectors(folder, store, derived)
        found += _of_files(store)
    found += _of_room(folder)
    order = ("broken", "degraded", "notice")
    return sorted(found, key=lambda finding: order.index(finding.severity))


def fix(folder: Path, store: Store, derived: Derived) -> None:
    """Make anew what is derived from the store, and drop what points to nothing; while writing.

    Raises:
        OSError: if it cannot be written.
        UserError: likewise.
    """
    with store.database.change():
        for table, column in _ORPHANS:
            parent, key = ("documents", "number") if column == "document" else ("passages", "key")
            store.database.rows(
                f"DELETE FROM {table} WHERE {column} NOT IN (SELECT {key} FROM {parent})"
            )
        if store.holds_vectors:
            store.database.rows(f"INSERT INTO pending SELECT key {_WITHOUT}")
    shutil.rmtree(folder / "lexical", ignore_errors=True)
    derived.catch_up()
    if derived.base():
        derived.make_base()


_ORPHANS = (
    ("texts", "document"),
    ("passages", "document"),
    ("bands", "document"),
    ("copies", "document"),
    ("pending", "key"),
    ("vectors", "key"),
)


_WITHOUT = (
    "FROM passages JOIN documents ON number = document WHERE removed IS NULL "
    "AND key NOT IN (SELECT key FROM vectors) AND key NOT IN (SELECT key FROM pending)"
)


def _of_database(database: Database) -> Iterator[Finding]:
    for (said,) in database.rows("PRAGMA quick_check(3)"):
        if said != "ok":
            yield Finding(
                "broken",
                f"The database is damaged: {said}.",
                f"Delete {database.path.parent} and index your documents again.",
            )


def _of_store(store: Store) -> Iterator[Finding]:
    rows = store.database.rows
    for table, column in _ORPHANS:
        parent, key = ("documents", "number") if column == "document" else ("passages", "key")
        ((count,),) = rows(
            f"SELECT count(*) FROM {table} WHERE {column} NOT IN (SELECT {key} FROM {parent})"
        )
        if count:
            what = f"{count:,} rows of {table} belong to no {parent[:-1]}."
            yield Finding("degraded", what, "They are dropped.", fixable=True)
    ((outside,),) = rows(
        "SELECT count(*) FROM passages JOIN texts USING (document) "
        "WHERE start < 0 OR stop <= start OR stop > length(text)"
    )
    if outside:
        what = f"{outside:,} passages lie outside the text of their document."
        yield Finding("broken", what, "Delete the index and index your documents again.")
    ((without,),) = rows(f"SELECT count(*) {_WITHOUT}")
    if without and store.holds_vectors:
        what = f"{without:,} passages have no vector, and are not waiting for one."
        yield Finding("degraded", what, "They are put in line; then run pincite index.", True)
    if waiting := store.counts_of_vectors()[1]:
        what = f"{waiting:,} passages have no vector yet; they are found by their words only."
        yield Finding("notice", what, "Run pincite index, which goes on where it was.")


def _of_words(folder: Path, store: Store) -> Iterator[Finding]:
    remedy = "The word index is made anew from the store."
    try:
        words = LexicalIndex(folder / "lexical").words
    except OSError as error:
        yield Finding("broken", f"The word index cannot be read ({error}).", remedy, True)
        return
    if words.generation != store.generation():
        what = "The word index is behind the store, since a run was cut off."
        yield Finding(
            "degraded", what, "It is caught up; any run of pincite index does that.", True
        )
    elif len(words) != store.counts()[2]:
        what = f"The word index has {len(words):,} passages, the store {store.counts()[2]:,}."
        yield Finding("broken", what, remedy, True)


def _of_vectors(folder: Path, store: Store, derived: Derived) -> Iterator[Finding]:
    base = derived.base()
    if base is None:
        return
    remedy = "The base of vectors is made anew from the store."
    try:
        held = len(DenseIndex(store.dimension(), folder / base.file, base.kind))
    except OSError as error:
        what = f"The base of vectors cannot be read ({error}); they are read one by one instead."
        yield Finding("degraded", what, remedy, True)
        return
    if held != base.count:
        what = f"The base of vectors has {held:,} of {base.count:,} vectors."
        yield Finding("broken", what, remedy, True)


def _of_files(store: Store) -> Iterator[Finding]:
    for what, paths in (
        ("files that were indexed are no longer there", _missing(store.files())),
        ("files or folders that it mirrors are no longer there", _missing(store.roots())),
    ):
        if paths:
            shown = ", ".join(paths[:_SHOWN]) + (", …" if len(paths) > _SHOWN else "")
            remedy = "Run pincite index on their folder to forget them, or pincite remove."
            yield Finding("notice", f"{len(paths):,} {what}: {shown}.", remedy)
    if skipped := store.count_skipped():
        what = f"{skipped:,} files or parts of files are not in the index."
        yield Finding("notice", what, "pincite index names them, and says why.")


def _missing(paths: Iterable[str]) -> list[str]:
    return sorted(path for path in paths if "\\x" not in path and not Path(path).exists())


def _of_room(folder: Path) -> Iterator[Finding]:
    with suppress(OSError):
        free = shutil.disk_usage(folder).free
        if free < _ROOM:
            what = f"Only {free // 1_000_000:,} MB are free where the index lies."
            yield Finding("degraded", what, "Make room, or indexing will stop.")
