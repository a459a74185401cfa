"""What is wrong with an index, how bad it is, and how it is put right.

Everything that can be lost is in the store; all else is made from it. So what is wrong outside the
store is mended here. What is wrong in it is taken out, and read again from the files that it came
from; where even that cannot be done, it is told with what to do.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from index.errors import DamagedError
from index.files import LEAST_FREE, free_bytes
from index.search.base import VectorBase
from index.search.engine import Engine
from index.search.lexical import LexicalIndex
from index.search.segments import is_damage
from index.store import inspection
from index.store.files import UNREAD
from index.store.layout import LOST, NAMES, WORDS
from index.store.quarantine import quarantined
from index.store.repair import restore
from index.store.store import Store

Severity = Literal["broken", "degraded", "notice"]
"""`broken`: answers may be wrong or none. `degraded`: right, but slower or fewer."""

_SHOWN = 3
_AGAIN = "They are taken out; then run pincite index, which reads {} again."


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


def examine(folder: Path, store: Store, engine: Engine) -> list[Finding]:
    """Look at everything; reads all of the index once.

    Args:
        folder: of the index.
        store: of it.
        engine: of it.

    Returns:
        What was found, the worst first; none if all is well.
    """
    found = _until_damage(lambda: _structure(store))
    if all(finding.fixable for finding in found):  # else nothing more can be said of it
        for look in _looks(folder, store, engine):
            found += _until_damage(look)
    found += _disk_space(folder)
    order = ("broken", "degraded", "notice")
    return sorted(dict.fromkeys(found), key=lambda finding: order.index(finding.severity))


def _looks(folder: Path, store: Store, engine: Engine) -> Iterator[Callable[[], Iterable[Finding]]]:
    """What is looked at; the store of an index whose truth is elsewhere is a copy."""
    base = engine.base
    if base is None:
        yield lambda: _copied_documents(folder, store)
    else:
        yield lambda: _documents(store)
        yield lambda: _vectors(store)
    yield lambda: _near_copies(store)
    yield lambda: _quarantine(store)
    yield lambda: _lists(store)
    yield lambda: _orphans(store)
    if base is not None:
        yield lambda: _pending(store)
    yield lambda: _words(folder, store)
    if base is not None:
        yield lambda: _base(base)
    yield lambda: _files(store)


def fix(store: Store, engine: Engine) -> list[Finding]:
    """Take out what is damaged, and make anew what is derived; while writing.

    Returns:
        Which documents were taken out, if any.

    Raises:
        OSError: if it cannot be written.
        UserError: likewise, or if it is damaged beyond repair.
    """
    if not all(finding.fixable for finding in _until_damage(lambda: _structure(store))):
        return []
    sources = restore(store) if engine.base is not None else []
    engine.rebuild()
    if not sources:
        return []
    what = f"{len(sources):,} documents were taken out, and are read again: {', '.join(sources)}."
    return [Finding("notice", what, "Run pincite index, which reads their files.")]


def _until_damage(look: Callable[[], Iterable[Finding]]) -> list[Finding]:
    """What a look finds, and the damage that ends it."""
    found: list[Finding] = []
    try:
        found.extend(look())
    except DamagedError as error:
        found.append(Finding("broken", error.what, LOST))
    return found


def _structure(store: Store) -> Iterator[Finding]:
    for fault in inspection.faults(store):
        if fault.fixable:
            what = f"A table of the database does not fit its index: {fault.text}."
            yield Finding("broken", what, "Indexes of the database are made anew.", True)
        else:
            yield Finding("broken", f"The database is damaged: {fault.text}.", LOST)


def _copied_documents(folder: Path, store: Store) -> Iterator[Finding]:
    if inspection.damaged_documents(store) or inspection.documents_lost(store):
        what = f"The copy in {folder} of what Milvus holds is damaged."
        remedy = f"Move {NAMES} out of it, which are made again; keep the rest."
        yield Finding("broken", what, remedy)


def _documents(store: Store) -> Iterator[Finding]:
    damaged = inspection.damaged_documents(store)
    if damaged:
        files = sorted({file for file in damaged.values() if file})
        if absent := [file for file in files if not inspection.readable(file)]:
            what = f"Files of damaged documents are not there to be read: {_shown(absent)}."
            yield Finding("notice", what, "Put them back first; else --fix sets them aside.")
        named = _shown(files) if files else "which file is not known"
        what = f"{len(damaged):,} documents are not as they were written: {named}."
        yield Finding("broken", what, _AGAIN.format("their files"), True)
    elif inspection.documents_lost(store):
        there, should = store.rows.count().documents, store.rows.census().documents
        what = f"The documents are not those that were put in ({there:,}, not {should:,})."
        yield Finding("broken", what, "They are counted; then run pincite index.", True)


def _vectors(store: Store) -> Iterator[Finding]:
    if count := len(inspection.damaged_vectors(store)):
        what = f"{count:,} vectors are not as they were written."
        yield Finding("broken", what, "They are dropped; then run pincite index.", True)


def _near_copies(store: Store) -> Iterator[Finding]:
    if store.near_copies.differ():
        what = "The list of near copies is not as it was written."
        yield Finding("broken", what, "It is emptied; then run pincite index.", True)


def _quarantine(store: Store) -> Iterator[Finding]:
    for source, file in quarantined(store):
        where = f"its file {file}" if file else "its file, which is not known,"
        what = f"{source} is damaged, and set aside: it is kept, and not searched."
        remedy = f"Put {where} back first; then run pincite index, and pincite doctor --fix."
        yield Finding("degraded", what, remedy)


def _lists(store: Store) -> Iterator[Finding]:
    for table in store.files.tables:
        if count := len(table.damaged()):
            what = f"{count:,} rows of the list of {table.name} are not as they were written."
            yield Finding("broken", what, _AGAIN.format("the files"), True)


def _orphans(store: Store) -> Iterator[Finding]:
    for table, parent, count in inspection.orphans(store):
        what = f"{count:,} rows of {table} belong to no {parent[:-1]}."
        yield Finding("degraded", what, "They are dropped.", fixable=True)


def _pending(store: Store) -> Iterator[Finding]:
    if without := store.vectors.count_missing():
        what = f"{without:,} passages have no vector, and are not waiting for one."
        remedy = "They are put in line; then run pincite index."
        yield Finding("broken", what, remedy, True)
    if twice := inspection.waiting_with_vectors(store):
        what = f"{twice:,} passages wait for a vector, and have one."
        yield Finding("degraded", what, "They wait no longer.", True)
    if store.removals.count_wrong(-1, store.generation()):
        what = "Passages are on the list of those taken out, and are there."
        yield Finding("broken", what, "They are taken off that list.", True)
    if waiting := store.vectors.count_pending():
        what = f"{waiting:,} passages have no vector yet; they are found by their words only."
        yield Finding("notice", what, "Run pincite index, which goes on where it was.")


def _words(folder: Path, store: Store) -> Iterator[Finding]:
    remedy = "The word index is made anew from the store."
    try:
        index = LexicalIndex(folder / WORDS)
        index.check()
    except OSError as error:
        if not is_damage(error):
            what = f"The word index cannot be read ({error.strerror})."
            yield Finding("broken", what, "Allow reading all of its files, and try again.")
            return
        yield Finding("broken", f"The word index cannot be read ({error}).", remedy, True)
        return
    words = index.words
    if words.generation != store.generation():
        what = "The word index is behind the store, since a run was cut off."
        yield Finding(
            "degraded", what, "It is caught up; any run of pincite index does that.", True
        )
    elif len(words) != (count := store.passages.count()):
        what = f"The word index has {len(words):,} passages, the store {count:,}."
        yield Finding("broken", what, remedy, True)


def _base(base: VectorBase) -> Iterator[Finding]:
    recorded = base.recorded()
    if recorded is None:
        return
    try:
        base.open(recorded)
    except OSError as error:
        what = f"The base of vectors cannot be read ({error}); they are read one by one instead."
        yield Finding("degraded", what, "The base of vectors is made anew from the store.", True)


def _files(store: Store) -> Iterator[Finding]:
    if inspection.lists_damaged(store):
        return  # which was found already
    files = store.files.read()
    for what, paths in (
        ("files that were indexed are no longer there", _missing(files)),
        ("files or folders that it mirrors are no longer there", _missing(store.files.roots())),
    ):
        if paths:
            remedy = "Run pincite index on their folder to forget them, or pincite remove."
            yield Finding("notice", f"{len(paths):,} {what}: {_shown(paths)}.", remedy)
    if unread := sorted(path for path, stat in files.items() if stat == UNREAD):
        what = f"{len(unread):,} files were not read to their end, or are to be read again"
        yield Finding("notice", f"{what}: {_shown(unread)}.", "Run pincite index, which does.")
    if skipped := store.files.count_skipped():
        what = f"{skipped:,} files or parts of files are not in the index."
        yield Finding("notice", what, "pincite index names them, and says why.")


def _shown(paths: list[str]) -> str:
    return ", ".join(paths[:_SHOWN]) + (", …" if len(paths) > _SHOWN else "")


def _missing(paths: Iterable[str]) -> list[str]:
    return sorted(path for path in paths if "\\x" not in path and not Path(path).exists())


def _disk_space(folder: Path) -> Iterator[Finding]:
    free = free_bytes(folder)
    if free is not None and free < LEAST_FREE:
        what = f"Only {free // 1_000_000:,} MB are free where the index lies."
        yield Finding("degraded", what, "Make room, or indexing will stop.")
