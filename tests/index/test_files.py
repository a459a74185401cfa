"""Files that are written whole, and the room on a disk."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from index.files import atomic_write, free_bytes, has_room


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_put_in_place_whole(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    for text in ("first", "second"):
        with atomic_write(path) as partial:
            partial.write_text(text)
            assert partial.name.startswith(".")
            assert partial.parent == tmp_path
            assert not path.exists() or path.read_text() == "first"
        assert path.read_text() == text
    assert names(tmp_path) == ["file.txt"]


def test_a_failure_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    path.write_text("old")
    with pytest.raises(KeyboardInterrupt), atomic_write(path) as partial:
        partial.write_text("half a l")
        raise KeyboardInterrupt
    assert path.read_text() == "old"
    assert names(tmp_path) == ["file.txt"]


def test_nothing_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), atomic_write(tmp_path / "file.txt"):
        pass
    assert names(tmp_path) == []


def test_a_link_left_behind_is_not_followed(tmp_path: Path) -> None:
    bait = tmp_path / "bait"
    bait.write_text("bait")
    (tmp_path / ".file.txt.partial").symlink_to(bait)
    with atomic_write(tmp_path / "file.txt") as partial:
        partial.write_text("new")
    assert bait.read_text() == "bait"
    assert not (tmp_path / "file.txt").is_symlink()


def test_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "other"
    free = {tmp_path: 100, other: 60}
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=free[path]))
    assert free_bytes(tmp_path, other) == 60
    assert has_room(tmp_path, least=100)
    assert not has_room(tmp_path, least=101)
    assert has_room(tmp_path, other, least=50, needed=10)
    assert not has_room(tmp_path, other, least=50, needed=11)


def test_room_that_cannot_be_told(tmp_path: Path) -> None:
    assert free_bytes(tmp_path, tmp_path / "away") is None
    assert has_room(tmp_path, tmp_path / "away", least=1 << 62)
    assert not has_room(tmp_path, least=1 << 62)
