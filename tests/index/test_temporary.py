"""Folders for a while are gone at the end; what a kill left, a later process removes."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index import Index
from index.store.connect import open_database
from index.store.temporary import folder_for
from tests.support.paths import ROOT

A_WEEK_AGO = time.time() - 7 * 24 * 60 * 60

HOLDER = """
import sys
from index.store.temporary import folder_for
folder = folder_for(sys.argv[1])
print(folder.name, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def parent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which temporary ones are made."""
    made = tmp_path / "temporary"
    made.mkdir()
    monkeypatch.setenv("TMPDIR", str(made))
    monkeypatch.setattr("tempfile.tempdir", str(made))
    return made


def aged(path: Path) -> Path:
    os.utime(path, (A_WEEK_AGO, A_WEEK_AGO))
    return path


@pytest.mark.parametrize("what", ["copy", "words", "mail"])
def test_what_a_kill_left_is_removed_a_day_later(what: str, parent: Path) -> None:
    command = [sys.executable, "-c", HOLDER, what]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as holder:
        assert holder.stdout
        left = Path(holder.stdout.readline().strip())
        (left / "file").write_text("x")
        aged(left)
        folder_for(what).cleanup()
        assert left.is_dir()  # it is in use, however old
        holder.kill()
    left.touch()
    folder_for(what).cleanup()
    assert left.is_dir()  # it is not old
    aged(left)
    folder_for(what).cleanup()
    assert list(parent.iterdir()) == []


def test_what_is_not_ours_is_kept(parent: Path, tmp_path: Path) -> None:
    bait = tmp_path / "bait"
    bait.mkdir()
    (bait / "file").write_text("x")
    link = parent / "pincite-copy-abcdefgh"
    link.symlink_to(bait)
    os.utime(link, (A_WEEK_AGO, A_WEEK_AGO), follow_symlinks=False)
    names = ["pincite-notebook", "pincite-words-abc", "pincite-words-abcdefgh.bak", "other"]
    for name in names:
        aged(shutil.copytree(bait, parent / name))
    (parent / "pincite-copy-12345678").write_text("a file")
    aged(parent / "pincite-copy-12345678")
    aged(bait)
    folder_for("copy").cleanup()
    assert (bait / "file").is_file()
    kept = {*names, link.name, "pincite-copy-12345678"}
    assert {path.name for path in parent.iterdir()} == kept


def test_a_copy_of_a_database_leaves_nothing(
    parent: Path, tiny_index: Index, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even while it is read, so that no kill can leave one."""
    copy = tiny_index.folder.with_name("killed")
    shutil.copytree(tiny_index.folder, copy)
    database = copy / "corpus.sqlite"
    assert database.with_name("corpus.sqlite-wal").stat().st_size
    database.with_name("corpus.sqlite-shm").unlink()
    access = os.access
    monkeypatch.setattr(
        "index.store.connect.os.access", lambda p, how: how != os.W_OK and access(p, how)
    )
    opened = open_database(database)
    assert opened.read_only and opened.frozen
    assert list(parent.iterdir()) == []
    query = "SELECT count(*) FROM documents"
    assert opened.connection.execute(query).fetchall() == [(tiny_index.documents(),)]
    opened.close()


def test_a_copy_of_what_changes_is_made_again(
    parent: Path, tiny_index: Index, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tiny_index.folder.with_name("killed")
    shutil.copytree(tiny_index.folder, copy)
    database = copy / "corpus.sqlite"
    database.with_name("corpus.sqlite-shm").unlink()
    access, copyfile = os.access, shutil.copyfile
    monkeypatch.setattr(
        "index.store.connect.os.access", lambda p, how: how != os.W_OK and access(p, how)
    )
    copied: list[str] = []

    def written(one: Path, other: Path) -> None:
        copyfile(one, other)
        copied.append(one.name)
        if len(copied) == 1:
            other.write_bytes(b"half of one state, half of another")
            os.utime(one)

    monkeypatch.setattr("index.store.connect.shutil.copyfile", written)
    opened = open_database(database)
    assert len(copied) == 4
    query = "SELECT count(*) FROM documents"
    assert opened.connection.execute(query).fetchall() == [(tiny_index.documents(),)]
    opened.close()
