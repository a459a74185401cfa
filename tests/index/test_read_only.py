"""An index that may only be read is read, by whoever may, and whatever else goes on in it."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index import Index, UserError
from index.errors import ChangedError, DamagedError
from index.store.database import Database
from tests.support.fake_models import FakeEncoder
from tests.support.paths import ROOT

QUERY = "the harbour of Bregenz"


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A folder that other users may look into, as those of pytest may not."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def place(tiny_index: Index, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A closed index with a base of vectors."""
    monkeypatch.setattr("index.search.base._LAG", 0)
    tiny_index.sync(tiny_folder)
    tiny_index.close()
    return tiny_index.folder


def opened(place: Path) -> Index:
    return Index.open(place, encoder=FakeEncoder(), create=False)


READER = """
import sys
sys.path.insert(0, {tests!r})
from tests.support.fake_models import FakeEncoder
from index import Index, UserError
import os, index.doctor, index.sync.mirror, index.sync.embed
os.setgid(65534), os.setuid(65534)
for what in sys.argv[2:]:
    try:
        with Index.open(sys.argv[1], encoder=FakeEncoder(), create=False) as index:
            if what == "search":
                modes = ("fused", "dense", "lexical")
                print([[h.passage.text for h in index.search({query!r}, 9, m)] for m in modes])
            elif what == "status":
                print(index.status().documents, len(index.listing()))
            elif what == "doctor":
                print([f.what for f in index.examine() if f.severity != "notice"])
            elif what == "sync":
                print(index.sync())
            elif what == "remove":
                print(index.remove([index.listing()[0].id]))
            elif what == "fix":
                print(index.examine(fix=True))
            elif what == "vectors":
                index.vectors = "exact"
    except UserError as error:
        print("said:", error)
"""

as_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs to become another user"
)


def read_by_another(place: Path, *what: str) -> list[str]:
    """What a user who may only read is told."""
    code = READER.format(tests=str(ROOT), query=QUERY)
    command = [sys.executable, "-c", code, str(place), *what]
    run = subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    return run.stdout.splitlines()


READ = ("search", "status", "doctor")


def told(index: Index) -> list[str]:
    """What the three ways of `READ` should tell."""
    modes = ("fused", "dense", "lexical")
    hits = [[h.passage.text for h in index.search(QUERY, 9, m)] for m in modes]  # type: ignore[arg-type]
    return [str(hits), f"{index.documents()} {index.documents()}", "[]"]


@as_root
def test_an_index_that_may_only_be_read(place: Path) -> None:
    with opened(place) as index:
        expected = told(index)
    before = {p: p.read_bytes() for p in place.rglob("*") if p.is_file()}
    assert read_by_another(place, *READ) == expected
    for said in read_by_another(place, "sync", "remove", "fix", "vectors")[:-1]:
        assert said.startswith("said: ") and "cannot be written" in said
        assert "delete" not in said
    assert {p: p.read_bytes() for p in place.rglob("*") if p.is_file()} == before


@as_root
def test_reading_only_while_another_writes(tiny_index: Index, tiny_folder: Path) -> None:
    (tiny_folder / "new.txt").write_text("The glacier of Bregenz melted.\n")
    tiny_index.sync(tiny_folder)
    assert (tiny_index.folder / "corpus.sqlite-wal").stat().st_size
    assert read_by_another(tiny_index.folder, *READ) == told(tiny_index)


@as_root
@pytest.mark.parametrize("shared_memory", [True, False])
def test_reading_only_what_a_kill_left(
    shared_memory: bool, tiny_index: Index, tiny_folder: Path
) -> None:
    """The log holds changes, and there may be no shared memory to read them by."""
    copy = tiny_index.folder.with_name("killed")
    shutil.copytree(tiny_index.folder, copy)
    assert (copy / "corpus.sqlite-wal").stat().st_size
    if not shared_memory:
        (copy / "corpus.sqlite-shm").unlink()
    assert read_by_another(copy, *READ) == told(tiny_index)


@as_root
@pytest.mark.parametrize("what", ["folder", "database"])
def test_an_index_that_may_not_be_read(what: str, place: Path) -> None:
    (place if what == "folder" else place / "corpus.sqlite").chmod(0o600)
    for said in read_by_another(place, *READ):
        assert said.startswith("said: ") and "(Permission denied)" in said
        assert "damaged" not in said and "delete" not in said.lower()


@as_root
def test_words_that_may_only_be_read_and_are_damaged(place: Path) -> None:
    path = next(place.glob("lexical/*.term"))
    content = bytearray(path.read_bytes())
    content[10] ^= 4
    path.write_bytes(content)
    said, status, doctor = read_by_another(place, *READ)
    assert "damaged" in said and "doctor --fix where it may be written" in said
    assert status == "4 4"
    assert "word index cannot be read" in doctor


@pytest.fixture
def frozen(place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Index]:
    """An index that was opened where it may not be written."""
    access = os.access
    monkeypatch.setattr(
        "index.store.connect.os.access", lambda p, how: how != os.W_OK and access(p, how)
    )
    with opened(place) as index:
        monkeypatch.undo()
        assert index._store.database._file.frozen
        yield index


def test_who_takes_an_index_not_to_change_sees_that_it_does(
    frozen: Index, tiny_folder: Path
) -> None:
    assert frozen.search("glacier", mode="lexical") == []
    (tiny_folder / "new.txt").write_text("The glacier melted.\n")
    with Index.open(frozen.folder, encoder=FakeEncoder()) as writer:
        writer.sync(tiny_folder)
        (hit,) = frozen.search("glacier", mode="lexical")
        assert hit.passage.text == "The glacier melted."
    assert len(frozen.search("glacier", mode="lexical")) == 1


def test_what_changes_while_it_is_read_is_not_taken_for_damage(
    frozen: Index, tiny_folder: Path
) -> None:
    with (
        pytest.raises(UserError, match="was written while it was read") as caught,
        frozen._store.database.snapshot(),
    ):
        (tiny_folder / "new.txt").write_text("The glacier melted.\n")
        with Index.open(frozen.folder, encoder=FakeEncoder()) as writer:
            writer.sync(tiny_folder)
        raise DamagedError("there", "a page of before and one of after")
    assert not isinstance(caught.value, DamagedError)


@pytest.mark.parametrize("times", [1, 4, 5])
@pytest.mark.parametrize("read", ["search", "listing", "status", "document"])
def test_what_was_written_meanwhile_is_read_again(
    read: str, times: int, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.store.access._PAUSES", (0.0,) * 4)
    with opened(place) as index:
        (first, *_) = index.listing()
        acts: dict[str, Callable[[], object]] = {
            "search": lambda: index.search(QUERY, mode="lexical"),
            "listing": index.listing,
            "status": index.status,
            "document": lambda: index.document(first.id),
        }
        expected = acts[read]()
        left = [times]
        rows = Database.rows

        def written(self: Database, query: str, *values: object) -> list[tuple[object, ...]]:
            if "FROM documents" in query and left[0]:
                left[0] -= 1
                raise ChangedError("It was written while it was read.", "Try again.")
            return rows(self, query, *values)

        monkeypatch.setattr(Database, "rows", written)
        index._store.documents._cache.cache_clear()
        if times == 5:
            with pytest.raises(ChangedError):
                acts[read]()
        else:
            assert acts[read]() == expected
