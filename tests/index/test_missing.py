"""What cannot be looked at is kept: nothing is forgotten that is not known to be gone."""

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from index import Index, UserError
from index.documents.read import Item, Split, Unread, read_here
from index.paths import path_of, stored_name
from index.progress import SyncReport
from index.sync.files import find_files
from index.sync.watch import changes
from tests.support.documents import TINY
from tests.support.fake_models import FakeEncoder
from tests.support.paths import ROOT
from ui.cli import main as cli


def counts(report: SyncReport) -> tuple[int, int, int]:
    return report.added, report.removed, report.unchanged


def kept(report: SyncReport) -> dict[str, int]:
    return {place.place: place.documents for place in report.kept}


def refuse(
    monkeypatch: pytest.MonkeyPatch, folder: Path, error: OSError, after: int | None = None
) -> None:
    """Make a folder one that cannot be listed, or not beyond its first entries."""
    scandir = os.scandir

    class HalfWay:
        def __init__(self, path: Any) -> None:
            self._entries = scandir(path)

        def __enter__(self) -> Iterator[Any]:
            return self._some()

        def __exit__(self, *_: object) -> None:
            self._entries.close()

        def _some(self) -> Iterator[Any]:
            for number, entry in enumerate(self._entries):
                if number == after:
                    raise error
                yield entry

    def refused(path: Any = ".") -> Any:
        if Path(path) != folder:
            return scandir(path)
        if after is None:
            raise error
        return HalfWay(path)

    monkeypatch.setattr(os, "scandir", refused)


ERRORS = [
    PermissionError(errno.EACCES, "Permission denied"),
    OSError(errno.EIO, "Input/output error"),
    OSError(errno.ESTALE, "Stale file handle"),
    OSError(errno.ENOTCONN, "Transport endpoint is not connected"),
]


@pytest.mark.parametrize("forget", [False, True])
@pytest.mark.parametrize("error", ERRORS, ids=lambda error: errno.errorcode[error.errno])
def test_a_folder_that_cannot_be_listed(
    tiny_index: Index,
    tiny_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: OSError,
    forget: bool,
) -> None:
    with monkeypatch.context() as patch:
        refuse(patch, tiny_folder / "council", error)
        for _ in range(2):
            report = tiny_index.sync(tiny_folder, forget=forget)
            assert counts(report) == (0, 0, 2)
            assert kept(report) == {str(tiny_folder / "council"): 2}
            assert report.documents == 4
    report = tiny_index.sync(tiny_folder)
    assert (counts(report), report.kept) == ((0, 0, 4), ())


def test_a_root_that_cannot_be_listed(
    tiny_index: Index, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(monkeypatch, tiny_folder, ERRORS[0])
    report = tiny_index.sync(tiny_folder)
    assert (counts(report), kept(report)) == ((0, 0, 0), {str(tiny_folder): 4})
    assert "permissions" in report.kept[0].reason


def test_a_walk_that_fails_half_way(
    tiny_index: Index, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was not reached may be there still; what was reached is as ever."""
    refuse(monkeypatch, tiny_folder, ERRORS[1], after=1)
    report = tiny_index.sync(tiny_folder)
    assert report.removed == 0
    assert report.documents == 4
    assert report.unchanged + sum(kept(report).values()) == 4


def test_a_file_that_cannot_be_looked_at(
    tiny_index: Index, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stat = Path.stat

    def fail(path: Path, **options: Any) -> os.stat_result:
        if path.name == "rail.txt":
            raise OSError(errno.EIO, "Input/output error")
        return stat(path, **options)

    monkeypatch.setattr(Path, "stat", fail)
    report = tiny_index.sync(tiny_folder, read=read_here)
    assert (counts(report), kept(report)) == ((0, 0, 3), {str(tiny_folder / "rail.txt"): 1})


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: errno.errorcode[error.errno])
def test_a_changed_file_that_cannot_be_opened(
    tiny_index: Index, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    (tiny_folder / "rail.txt").write_text("Trams ran late.\n")

    def fail(path: Path) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr("index.documents.read.open_file", fail)
        for _ in range(2):
            report = tiny_index.sync(tiny_folder, read=read_here)
            assert (counts(report), report.documents) == ((0, 0, 3), 4)
            assert kept(report) == {str(tiny_folder / "rail.txt"): 1}
    assert counts(tiny_index.sync(tiny_folder)) == (1, 1, 3)


def test_a_file_whose_end_cannot_be_read(tmp_path: Path, encoder: FakeEncoder) -> None:
    """What was read of it is taken, and what it held before is kept until it can be read."""
    path = tmp_path / "a.jsonl"

    def line(n: int, word: str = "left") -> str:
        return json.dumps({"id": n, "text": f"Boat {n} {word}."}) + "\n"

    def read(file: Path, known: str) -> Iterator[Item]:
        for item in read_here(file, known):
            if isinstance(item, Split) and "Boat 5" in item.document.text:
                yield Unread("It cannot be looked at now (Input/output error).")
                return
            yield item

    path.write_text("".join(map(line, range(8))))
    with Index.open(tmp_path / "index", encoder=encoder) as index:
        index.sync(path)
        path.write_text(line(0) + line(1, "sank") + "".join(map(line, range(5, 8))))
        report = index.sync(path, read=read)
        assert (report.added, report.removed, report.documents) == (1, 1, 8)
        assert kept(report) == {str(path): 6}
        assert counts(index.sync(path)) == (0, 3, 5)


def test_a_root_that_is_away(
    tiny_index: Index, tiny_folder: Path, tmp_path: Path, encoder: FakeEncoder
) -> None:
    away = tmp_path / "away"
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("The glacier melted.\n")
    tiny_index.sync(other)
    tiny_folder.rename(away)
    (other / "b.txt").write_text("The glacier froze.\n")
    for added in (1, 0):
        report = tiny_index.sync([tiny_folder, other])
        assert (report.added, report.removed, report.documents) == (added, 0, 6)
        assert kept(report) == {str(tiny_folder): 4}
    embedded = len(encoder.texts)
    away.rename(tiny_folder)
    report = tiny_index.sync()
    assert (counts(report), report.kept) == ((0, 0, 6), ())
    assert len(encoder.texts) == embedded  # no vector was made again


def replaced_by_a_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("A file.")


def replaced_by_a_dead_link(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.symlink_to("nowhere")


def replaced_by_a_circle(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.symlink_to(folder)


def emptied(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def emptied_but_for_what_is_not_read(folder: Path) -> None:
    emptied(folder)
    (folder / ".nfs0001").write_text("x")
    (folder / "lost+found").mkdir()
    (folder / "thumbs.db").write_text("x")


VANISHINGS = [
    shutil.rmtree,
    replaced_by_a_file,
    replaced_by_a_dead_link,
    replaced_by_a_circle,
    emptied,
    emptied_but_for_what_is_not_read,
]


@pytest.mark.parametrize("vanish", VANISHINGS, ids=lambda vanish: vanish.__name__)
def test_a_root_that_vanishes_is_kept_until_it_is_to_be_forgotten(
    tiny_index: Index, tiny_folder: Path, vanish: Callable[[Path], None]
) -> None:
    vanish(tiny_folder)
    for _ in range(2):
        report = tiny_index.sync()
        assert (report.removed, kept(report)) == (0, {str(tiny_folder): 4})
    report = tiny_index.sync(forget=True)
    assert (report.removed, report.kept) == (4, ())
    report = tiny_index.sync()
    assert (report.removed, report.kept) == (0, ())


def test_a_linked_root_whose_disk_is_away(
    tmp_path: Path, tiny_folder: Path, encoder: FakeEncoder
) -> None:
    link = tmp_path / "link"
    link.symlink_to(tiny_folder)
    with Index.open(tmp_path / "index", encoder=encoder) as index:
        assert index.sync(link).added == 4
        tiny_folder.rename(tmp_path / "away")
        assert kept(index.sync(link)) == {str(link): 4}


def test_a_link_in_a_root_whose_end_is_away(
    tiny_index: Index, tiny_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "disk/a.txt").write_text("The glacier melted.\n")
    (tmp_path / "b.txt").write_text("The glacier froze.\n")
    (tiny_folder / "disk").symlink_to(tmp_path / "disk")
    (tiny_folder / "b.txt").symlink_to(tmp_path / "b.txt")
    assert tiny_index.sync().added == 2
    (tmp_path / "disk").rename(tmp_path / "away")
    (tmp_path / "b.txt").unlink()
    report = tiny_index.sync()
    assert (report.removed, report.documents) == (0, 6)
    assert kept(report) == {str(tiny_folder / name): 1 for name in ("b.txt", "disk")}
    report = tiny_index.sync(forget=True)
    assert (report.removed, report.kept) == (2, ())


def test_what_is_gone_is_forgotten_as_ever(tiny_index: Index, tiny_folder: Path) -> None:
    """Of a root that is there, with a file left in it that is read."""
    shutil.rmtree(tiny_folder / "council")
    (tiny_folder / "rail.txt").unlink()
    report = tiny_index.sync()
    assert (counts(report), report.kept) == ((0, 3, 1), ())


def test_a_path_that_was_never_indexed_is_an_error(tiny_index: Index, tiny_folder: Path) -> None:
    for path in (tiny_folder / "no such folder", tiny_folder / "council" / "no.txt"):
        with pytest.raises(UserError, match="There is no file or folder"):
            tiny_index.sync([tiny_folder, path])
    assert tiny_index.documents() == 4


def test_a_root_that_was_removed_is_not_missed(tiny_index: Index, tiny_folder: Path) -> None:
    shutil.rmtree(tiny_folder)
    assert tiny_index.forget([str(tiny_folder)]) == 4
    assert tiny_index.sync().kept == ()


def test_a_folder_that_becomes_an_index_loses_nothing(tiny_index: Index, tiny_folder: Path) -> None:
    shutil.copy(tiny_index.folder / "corpus.sqlite", tiny_folder / "council")
    report = tiny_index.sync()
    assert (report.removed, kept(report)) == (0, {str(tiny_folder / "council"): 2})
    (tiny_folder / "council/corpus.sqlite").unlink()
    assert counts(tiny_index.sync()) == (0, 0, 4)


def test_kept_documents_as_a_command(
    tiny_index: Index,
    tiny_folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("index.corpus.recorded_model", lambda name: name)
    shutil.rmtree(tiny_folder)
    index = ("--index", str(tiny_index.folder))
    assert cli.main(["index", *index]) == 1
    out, err = capsys.readouterr()
    assert f"kept 4 documents of {tiny_folder}: It is not there." in out
    assert "if it is gone for good, run it again with --forget." in err
    assert cli.main(["index", *index, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["kept"] == [
        {"place": str(tiny_folder), "reason": "It is not there.", "documents": 4}
    ]
    assert cli.main(["index", str(tiny_folder), *index, "--forget"]) == 0
    assert "4 removed" in capsys.readouterr().out
    assert tiny_index.documents() == 0


# names that are not UTF-8

NAMES = [b"caf\xe9", rb"caf\xe9", rb"a\xc3\xa9 " + b"\xe9", b"\xeb\xe5\xf4\xef/\xfe\xff"]


def bytes_path(folder: Path, name: bytes) -> Path:
    return folder / os.fsdecode(name)


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_the_path_of_a_name(tmp_path: Path, name: bytes) -> None:
    path = bytes_path(tmp_path, name)
    path.parent.mkdir(exist_ok=True)
    path.write_text("a")
    assert path_of(stored_name(path)) == path


def test_the_path_of_a_name_of_two_slashes() -> None:
    for name in ("//a/b", r"//a\xe9/b", "/"):
        assert stored_name(path_of(name)) == name


def test_of_two_paths_of_a_name_the_one_that_is_written_is_taken(tmp_path: Path) -> None:
    for folder in (b"caf\xe9", rb"caf\xe9"):
        bytes_path(tmp_path, folder).mkdir()
    other = bytes_path(tmp_path, b"caf\xe9/a.txt")
    other.write_text("a")
    assert path_of(rf"{tmp_path}/caf\xe9") == bytes_path(tmp_path, rb"caf\xe9")
    assert path_of(rf"{tmp_path}/caf\xe9/a.txt") == other
    assert path_of(rf"{tmp_path}/gone\xe9") == bytes_path(tmp_path, b"gone\xe9")


@pytest.mark.parametrize("forget", [False, True])
@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_root_whose_name_is_not_utf_8(
    tiny_index: Index, tiny_folder: Path, tmp_path: Path, name: bytes, forget: bool
) -> None:
    tiny_index.forget([str(tiny_folder)])
    root = bytes_path(tmp_path, name)
    root.parent.mkdir(exist_ok=True)
    tiny_folder.rename(root)
    tiny_index.sync(root)
    report = tiny_index.sync(forget=forget)
    assert (counts(report), report.kept, report.skipped) == ((0, 0, 4), (), ())
    (root / "rail.txt").unlink()
    assert counts(tiny_index.sync(forget=forget)) == (0, 1, 3)
    shutil.rmtree(root)
    report = tiny_index.sync(forget=forget)
    assert (report.removed, len(report.kept)) == ((3, 0) if forget else (0, 1))
    assert len(tiny_index.status().roots) == (0 if forget else 1)


def test_a_root_whose_name_is_not_utf_8_as_a_command(
    tiny_index: Index,
    tiny_folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("index.corpus.recorded_model", lambda name: name)
    tiny_index.forget([str(tiny_folder)])
    root = bytes_path(tmp_path, b"caf\xe9")
    tiny_folder.rename(root)
    tiny_index.sync(root)
    for more in ([], ["--forget"]):
        assert cli.main(["index", "--index", str(tiny_index.folder), *more]) == 0
        assert "(0 added, 0 removed, 4 unchanged)" in capsys.readouterr().out


def test_a_file_whose_name_is_not_utf_8_and_that_is_copied_stays(
    tiny_index: Index, tiny_folder: Path
) -> None:
    file = bytes_path(tiny_folder, b"caf\xe9.txt")
    file.write_text("The glacier melted.\n")
    tiny_index.sync()
    shutil.copy(file, tiny_folder / "copy.txt")
    assert counts(tiny_index.sync()) == (1, 0, 5)
    file.rename(bytes_path(tiny_folder, b"th\xe9.txt"))
    assert counts(tiny_index.sync()) == (0, 0, 6)  # it moved


def test_two_files_of_one_name(tiny_index: Index, tiny_folder: Path) -> None:
    for name in (rb"caf\xe9.txt", b"caf\xe9.txt"):
        bytes_path(tiny_folder, name).write_text(f"The glacier melted in {name!r}.\n")
    for added in (1, 0):
        report = tiny_index.sync()
        assert (report.added, report.removed) == (added, 0)
        (skip,) = report.skipped
        assert "written in the same way" in skip.reason


@pytest.mark.parametrize("forget", [False, True])
def test_two_roots_of_one_name_lose_nothing(
    tiny_index: Index, tiny_folder: Path, tmp_path: Path, forget: bool
) -> None:
    root = bytes_path(tmp_path, b"caf\xe9")
    shutil.copytree(tiny_folder, root)
    tiny_index.sync(root)
    other = bytes_path(tmp_path, rb"caf\xe9")
    other.mkdir()
    (other / "b.txt").write_text("The glacier froze.\n")
    report = tiny_index.sync(other, forget=forget)
    assert (report.added, report.removed, report.documents) == (1, 0, 9)
    assert sum(kept(report).values()) == 4


# as another user

DENIED = """
import os, sys
sys.path[:0] = [{tests!r}, {root!r}]
from pathlib import Path
from tests.support.fake_models import FakeEncoder
from index import Index
from index.documents.read import read_here
top = Path({top!r})
(top / "warm.txt").write_text("The lake rose.")

def sync(index, path):
    return index.sync(path, read=read_here)

def show(report):
    print(report.removed, report.documents, sorted((k.place, k.documents) for k in report.kept))

with Index.open(top / "warm", encoder=FakeEncoder()) as index:
    sync(index, top / "warm.txt")  # loads what another user may not load
    sync(index, top / "warm.txt")
os.chmod(top, 0o777)
os.setgid(65534)
os.setuid(65534)
os.chdir(top)
docs = Path("docs")
(docs / "sub").mkdir(parents=True)
for name in ("a.txt", "sub/b.txt", "c.txt"):
    (docs / name).write_text(f"The lake rose in {{name}}.")
with Index.open(top / "index", encoder=FakeEncoder()) as index:
    sync(index, docs)
    (docs / "c.txt").write_text("It fell.")
    (docs / "c.txt").chmod(0)
    (docs / "sub").chmod(0)
    show(sync(index, docs))
    (docs / "sub").chmod(0o444)
    show(sync(index, docs))
    docs.chmod(0)
    show(sync(index, docs))
    docs.chmod(0o755)
    (docs / "sub").chmod(0o755)
    (docs / "c.txt").chmod(0o644)
    show(sync(index, docs))
"""


@pytest.mark.skipif(os.getuid() != 0, reason="only root becomes another user")
def test_what_another_user_may_not_read() -> None:
    with tempfile.TemporaryDirectory() as top:
        code = DENIED.format(tests=str(ROOT), root=str(ROOT), top=top)
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    docs = f"{top}/docs"
    assert run.stdout.splitlines() == [
        f"0 3 [('{docs}/c.txt', 1), ('{docs}/sub', 1)]",
        f"0 3 [('{docs}/c.txt', 1), ('{docs}/sub/b.txt', 1)]",
        f"0 3 [('{docs}', 3)]",
        "1 3 []",
    ]


# disks

MOUNTED = """
import sys, subprocess
sys.path[:0] = [{tests!r}, {root!r}]
from pathlib import Path
from tests.support.fake_models import FakeEncoder
from index import Index
def mount(*what): subprocess.run(what, check=True)
top = Path({top!r})
disk, root = top / "docs" / "di sk", top / "docs"
disk.mkdir(parents=True)
(root / "a.txt").write_text("The lake rose.")
def fill():
    mount("mount", "-t", "tmpfs", "none", str(disk))
    (disk / "b.txt").write_text("The lake fell.")
    (disk / "c.txt").write_text("The lake froze.")
fill()
(top / "link").symlink_to(disk)
roots = [{roots}]
with Index.open(top / "index", encoder=FakeEncoder()) as index:
    print(index.sync(roots).added)
    mount("umount", str(disk))
    (disk / "other.txt").write_text("It rains on what is below the disk.")
    for _ in range(2):
        report = index.sync(roots)
        print(report.removed, report.documents, [(k.place, k.documents) for k in report.kept])
    fill()
    report = index.sync(roots)
    print(report.removed, report.documents, report.kept)
    mount("umount", str(disk))
    report = index.sync(roots, forget=True)
    print(report.removed, report.documents, report.kept)
    print(index.sync(roots).kept)
"""


@pytest.mark.parametrize(
    ("roots", "place"),
    [
        ("root", "docs/di sk"),
        pytest.param("disk, root / 'a.txt'", "docs/di sk", marks=pytest.mark.slow),
        pytest.param("top / 'link', root / 'a.txt'", "link", marks=pytest.mark.slow),
    ],
)
def test_a_disk_that_is_away(tmp_path: Path, roots: str, place: str) -> None:
    if (
        shutil.which("unshare") is None
        or subprocess.run(
            ["unshare", "-m", "mount", "-t", "tmpfs", "none", str(tmp_path)], capture_output=True
        ).returncode
    ):
        pytest.skip("no disk can be mounted here")
    code = MOUNTED.format(tests=str(ROOT), root=str(ROOT), top=str(tmp_path), roots=roots)
    run = subprocess.run(
        ["unshare", "-m", sys.executable, "-c", code], capture_output=True, text=True, timeout=120
    )
    assert run.returncode == 0, run.stderr
    away = f"0 4 [('{tmp_path / place}', 2)]"
    lines = run.stdout.splitlines()
    assert lines[:3] == ["3", away, away]
    # what lies below the disk was a file of the root for a while
    assert lines[3:] == ["1 3 ()", "2 2 ()", "()"]


def pretend_mounts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *places: Path) -> None:
    table = tmp_path / "mountinfo"
    table.write_text("".join(f"1 1 0:1 / {place} rw - ext4 none rw\n" for place in ("/", *places)))
    monkeypatch.setattr("index.sync.mounts._TABLE", table)


def test_of_links_only_those_to_another_disk_are_noted(
    tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = tmp_path / "disk"
    (disk / "sub").mkdir(parents=True)
    (disk / "a.txt").write_text("The lake rose.")
    pretend_mounts(monkeypatch, tmp_path, tiny_folder, tiny_folder / "council", disk)
    (tiny_folder / "same.txt").symlink_to("rail.txt")
    (tiny_folder / "up.txt").symlink_to(tmp_path / "mountinfo")
    (tiny_folder / "inner").symlink_to("council")
    (tiny_folder / "other.txt").symlink_to(disk / "a.txt")
    (tiny_folder / "disk").symlink_to(disk)
    (disk / "back.txt").symlink_to("a.txt")
    (disk / "home.txt").symlink_to(tiny_folder / "rail.txt")
    found = find_files([tiny_folder]).mounts
    assert found == {
        tiny_folder: str(tiny_folder),
        tiny_folder / "council": f"{tiny_folder}/council",
        tiny_folder / "inner": f"{tiny_folder}/council",
        tiny_folder / "other.txt": str(disk),
        tiny_folder / "disk": str(disk),
        tiny_folder / "disk/home.txt": str(tiny_folder),
    }


def test_of_many_links_to_another_disk_the_most_important_are_remembered(
    tiny_index: Index, tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    (disk / "a.txt").write_text("The lake rose.")
    pretend_mounts(monkeypatch, tmp_path, disk, tiny_folder / "council")
    for number in range(9):
        (tiny_folder / f"council/{number}.txt").symlink_to(disk / "a.txt")
    monkeypatch.setattr("index.sync.missing.MOST_PLACES", 4)
    for _ in range(2):
        tiny_index.sync([tiny_folder, disk])
        kept = json.loads(tiny_index._store.database.get("mounts") or "")
        folder = tiny_folder / "council"
        assert list(kept) == sorted(map(str, (disk, folder, folder / "0.txt", folder / "1.txt")))


# following


def test_watching_a_root_that_goes_and_comes_back(tmp_path: Path, tiny_folder: Path) -> None:
    stop = threading.Event()
    seen: list[set[Path]] = []

    def follow() -> None:
        seen.extend(changes([tiny_folder], tmp_path / "index", stop))

    thread = threading.Thread(target=follow)
    thread.start()

    def wait_for(path: Path) -> None:
        for _ in range(200):
            if any(path in found for found in seen):
                seen.clear()
                return
            time.sleep(0.1)
        pytest.fail(f"no change of {path} was seen")

    try:
        time.sleep(1.0)
        tiny_folder.rename(tmp_path / "away")
        wait_for(tiny_folder)
        (tmp_path / "away").rename(tiny_folder)
        wait_for(tiny_folder)
        time.sleep(1.0)
        (tiny_folder / "new.txt").write_text("The glacier melted.\n")
        wait_for(tiny_folder / "new.txt")
    finally:
        stop.set()
        thread.join(30)


# what is passed over


def test_an_index_among_the_documents_is_passed_over(
    tiny_folder: Path, encoder: FakeEncoder
) -> None:
    with Index.open(tiny_folder / "other", encoder=encoder) as other:
        other.sync(tiny_folder / "council")
    (tiny_folder / "link").symlink_to(tiny_folder / "other" / "lexical" / "meta.json")
    with Index.open(tiny_folder / "index", encoder=encoder) as index:
        (index.folder / "uploads").mkdir()
        (index.folder / "uploads" / "a.txt").write_text("The glacier melted.\n")
        for _ in range(2):
            report = index.sync(tiny_folder)
            assert report.documents == len(TINY)
            passed = {skip.source for skip in report.skipped if "of an index" in skip.reason}
            assert passed == {str(tiny_folder / name) for name in ("index", "link", "other")}
        assert index.sync(index.folder).documents == len(TINY)
        report = index.sync(index.folder / "uploads")
        assert (report.added, report.skipped) == (1, ())


def test_a_stray_file_makes_no_index(tiny_folder: Path) -> None:
    (tiny_folder / "corpus.sqlite").write_text("not a database")
    assert len(find_files([tiny_folder]).files) == len(TINY) + 1


@pytest.mark.skipif(sys.platform != "linux", reason="the system's files of Linux")
def test_links_to_the_system_are_passed_over(
    tiny_folder: Path, tmp_path: Path, encoder: FakeEncoder
) -> None:
    ends = ("/proc/kmsg", "/proc/self/pagemap", "/proc/self/mem", "/proc/kcore", "/sys/kernel")
    for number, end in enumerate((*ends, "/dev/zero", "/dev/tty", "/proc", "/proc/self/fd/0")):
        (tiny_folder / f"{number}.txt").symlink_to(end)
        (tiny_folder / f"{number}").symlink_to(end)
        (tiny_folder / f"{number}.jsonl").symlink_to(end)
    (tiny_folder / "circle").symlink_to(tiny_folder)
    (tiny_folder / "itself.txt").symlink_to("itself.txt")
    (tiny_folder / "chain.txt").symlink_to("0.txt")
    os.mkfifo(tiny_folder / "pipe.txt")
    (tiny_folder / "to pipe.txt").symlink_to("pipe.txt")
    with Index.open(tmp_path / "index", encoder=encoder) as index:
        report = index.sync(tiny_folder)
        assert report.added == len(TINY)
        assert len(report.skipped) == 3 * 9 + 4
        assert index.sync("/proc").documents == len(TINY)
