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
from index.search.engine import Derived
from index.search.lexical import LexicalIndex
from index.search.segments import is_damage
from index.store import repair
from index.store.database import LOST, Database
from index.store.layout import NAMES
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


def examine(folder: Path, store: Store, derived: Derived) -> list[Finding]:
    """Look at everything; reads all of the index once.

    Args:
        folder: of the index.
        store: of it.
        derived: of it.

    Returns:
        What was found, the worst first; none if all is well.
    """
    found = _told(lambda: _of_database(store.database))
    if all(finding.fixable for finding in found):  # else nothing more can be said of it
        for look in (
            lambda: _of_documents(folder, store),
            lambda: _of_those_set_aside(store),
            lambda: _of_lists(store),
            lambda: _of_rows(store),
            lambda: _of_words(folder, store),
            lambda: _of_vectors(store, derived),
            lambda: _of_files(store),
        ):
            found += _told(look)
    found += _of_room(folder)
    order = ("broken", "degraded", "notice")
    return sorted(dict.fromkeys(found), key=lambda finding: order.index(finding.severity))


def fix(folder: Path, store: Store, derived: Derived) -> list[Finding]:
    """Take out what is damaged, and make anew what is derived; while writing.

    Returns:
        Which documents were taken out, if any.

    Raises:
        OSError: if it cannot be written.
        UserError: likewise, or if it is damaged beyond repair.
    """
    if not all(finding.fixable for finding in _told(lambda: _of_database(store.database))):
        return []
    taken = repair.restore(store) if store.holds_vectors else []
    derived.catch_up(anew=True)
    if store.counts_of_vectors()[1]:
        derived.drop_base()  # which the vectors to come are a part of
    elif derived.base():
        derived.make_base()
    if not taken:
        return []
    what = f"{len(taken):,} documents were taken out, and are read again: {', '.join(taken)}."
    return [Finding("notice", what, "Run pincite index, which reads their files.")]


def _told(look: Callable[[], Iterable[Finding]]) -> list[Finding]:
    """What a look finds, and the damage that ends it."""
    found: list[Finding] = []
    try:
        found.extend(look())
    except DamagedError as error:
        found.append(Finding("broken", error.what, LOST))
    return found


def _of_database(database: Database) -> Iterator[Finding]:
    for said in repair.faults(database):
        if said.fixable:
            what = f"A table of the database does not fit its index: {said.text}."
            yield Finding("broken", what, "Indexes of the database are made anew.", True)
        else:
            yield Finding("broken", f"The database is damaged: {said.text}.", LOST)


def _of_documents(folder: Path, store: Store) -> Iterator[Finding]:
    damaged = repair.damaged_documents(store)
    lost = store.count() != store.census()
    if (damaged or lost) and not store.holds_vectors:
        what = f"The copy in {folder} of what Milvus holds is damaged."
        remedy = f"Move {NAMES} out of it, which are made again; keep the rest."
        yield Finding("broken", what, remedy)
    elif damaged:
        files = sorted({file for file in damaged.values() if file})
        if absent := [file for file in files if not repair.readable(file)]:
            what = f"Files of damaged documents are not there to be read: {_shown(absent)}."
            yield Finding("notice", what, "Put them back first; else --fix sets them aside.")
        named = _shown(files) if files else "which file is not known"
        what = f"{len(damaged):,} documents are not as they were written: {named}."
        yield Finding("broken", what, _AGAIN.format("their files"), True)
    elif lost:
        there, should = store.count().documents, store.census().documents
        what = f"The documents are not those that were put in ({there:,}, not {should:,})."
        yield Finding("broken", what, "They are counted; then run pincite index.", True)
    if count := len(repair.damaged_vectors(store)):
        what = f"{count:,} vectors are not as they were written."
        yield Finding("broken", what, "They are dropped; then run pincite index.", True)
    if repair.copies_differ(store):
        what = "The list of near copies is not as it was written."
        yield Finding("broken", what, "It is emptied; then run pincite index.", True)


def _of_those_set_aside(store: Store) -> Iterator[Finding]:
    for source, file in repair.set_aside(store):
        where = f"its file {file}" if file else "its file, which is not known,"
        what = f"{source} is damaged, and set aside: it is kept, and not searched."
        remedy = f"Put {where} back first; then run pincite index, and pincite doctor --fix."
        yield Finding("degraded", what, remedy)


def _of_lists(store: Store) -> Iterator[Finding]:
    for table in repair.MARKED:
        if count := len(repair.damaged_marks(store, table)):
            what = f"{count:,} rows of the list of {table} are not as they were written."
            yield Finding("broken", what, _AGAIN.format("the files"), True)


def _of_rows(store: Store) -> Iterator[Finding]:
    for table, parent, count in repair.orphans(store):
        what = f"{count:,} rows of {table} belong to no {parent[:-1]}."
        yield Finding("degraded", what, "They are dropped.", fixable=True)
    if not store.holds_vectors:
        return
    if without := store.without_vectors():
        what = f"{without:,} passages have no vector, and are not waiting for one."
        remedy = "They are put in line; then run pincite index."
        yield Finding("broken", what, remedy, True)
    if twice := repair.waiting_with_vectors(store):
        what = f"{twice:,} passages wait for a vector, and have one."
        yield Finding("degraded", what, "They wait no longer.", True)
    if store.wrongly_gone(-1, store.generation()):
        what = "Passages are on the list of those taken out, and are there."
        yield Finding("broken", what, "They are taken off that list.", True)
    if waiting := store.counts_of_vectors()[1]:
        what = f"{waiting:,} passages have no vector yet; they are found by their words only."
        yield Finding("notice", what, "Run pincite index, which goes on where it was.")


def _of_words(folder: Path, store: Store) -> Iterator[Finding]:
    remedy = "The word index is made anew from the store."
    try:
        lexical = LexicalIndex(folder / "lexical")
        lexical.check()
    except OSError as error:
        if not is_damage(error):
            what = f"The word index cannot be read ({error.strerror})."
            yield Finding("broken", what, "Allow reading all of its files, and try again.")
            return
        yield Finding("broken", f"The word index cannot be read ({error}).", remedy, True)
        return
    words = lexical.words
    if words.generation != store.generation():
        what = "The word index is behind the store, since a run was cut off."
        yield Finding(
            "degraded", what, "It is caught up; any run of pincite index does that.", True
        )
    elif len(words) != store.counts()[2]:
        what = f"The word index has {len(words):,} passages, the store {store.counts()[2]:,}."
        yield Finding("broken", what, remedy, True)


def _of_vectors(store: Store, derived: Derived) -> Iterator[Finding]:
    base = derived.base()
    if base is None or not store.holds_vectors:
        return
    try:
        derived.open_base(base)
    except OSError as error:
        what = f"The base of vectors cannot be read ({error}); they are read one by one instead."
        yield Finding("degraded", what, "The base of vectors is made anew from the store.", True)


def _of_files(store: Store) -> Iterator[Finding]:
    if any(repair.damaged_marks(store, table) for table in repair.MARKED):
        return  # which was found already
    files = store.files()
    for what, paths in (
        ("files that were indexed are no longer there", _missing(files)),
        ("files or folders that it mirrors are no longer there", _missing(store.roots())),
    ):
        if paths:
            remedy = "Run pincite index on their folder to forget them, or pincite remove."
            yield Finding("notice", f"{len(paths):,} {what}: {_shown(paths)}.", remedy)
    if unread := sorted(path for path, stat in files.items() if stat == repair.UNREAD):
        what = f"{len(unread):,} files were not read to their end, or are to be read again"
        yield Finding("notice", f"{what}: {_shown(unread)}.", "Run pincite index, which does.")
    if skipped := store.count_skipped():
        what = f"{skipped:,} files or parts of files are not in the index."
        yield Finding("notice", what, "pincite index names them, and says why.")


def _shown(paths: list[str]) -> str:
    return ", ".join(paths[:_SHOWN]) + (", …" if len(paths) > _SHOWN else "")


def _missing(paths: Iterable[str]) -> list[str]:
    return sorted(path for path in paths if "\\x" not in path and not Path(path).exists())


def _of_room(folder: Path) -> Iterator[Finding]:
    free = free_bytes(folder)
    if free is not None and free < LEAST_FREE:
        what = f"Only {free // 1_000_000:,} MB are free where the index lies."
        yield Finding("degraded", what, "Make room, or indexing will stop.")
