"""The folder for uploads on their way: gone at the end, and swept after a kill."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.paths import ROOT
from ui.web import incoming as module
from ui.web.incoming import incoming, sweep

_HOLDS = """
import sys, time
from pathlib import Path
from ui.web.incoming import incoming
with incoming(Path(sys.argv[1])) as folder:
    (folder / "deep").mkdir()
    (folder / "deep" / "secret.txt").write_text("secret")
    print(folder, flush=True)
    {more}
    time.sleep(60)
"""


@pytest.fixture
def parent(tmp_path: Path) -> Path:
    parent = tmp_path / "temporary"
    parent.mkdir()
    return parent


def _signals_as_usual() -> None:
    """As in a terminal; what runs behind, or without one, may be told to ignore them."""
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


class Server:
    """A process that holds a folder."""

    def __init__(self, parent: Path, more: str = "pass") -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", _HOLDS.replace("{more}", more), str(parent)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=_signals_as_usual,
        )
        assert self.process.stdout is not None
        self.uploads = Path(self.process.stdout.readline().strip())
        self.folder = self.uploads.parent

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(timeout=30)

    def close(self) -> None:
        self.process.kill()
        self.process.wait(timeout=30)
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture
def server(parent: Path) -> Iterator[Server]:
    server = Server(parent)
    yield server
    server.close()


def test_it_is_private_and_gone_at_the_end(parent: Path) -> None:
    with incoming(parent) as uploads:
        assert uploads.is_dir()
        assert uploads.parent.parent == parent
        assert module._NAME.fullmatch(uploads.parent.name)
        for folder in (uploads, uploads.parent):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        (uploads / "a" / "b").mkdir(parents=True)
        (uploads / "a" / "b" / "c.txt").write_text("c")
    assert list(parent.iterdir()) == []


def test_it_is_gone_after_a_fault_and_follows_no_link(parent: Path, tmp_path: Path) -> None:
    bait = tmp_path / "bait"
    bait.mkdir()
    (bait / "kept.txt").write_text("kept")
    with pytest.raises(RuntimeError), incoming(parent) as uploads:
        (uploads / "folder").symlink_to(bait)
        (uploads / "file").symlink_to(bait / "kept.txt")
        os.link(bait / "kept.txt", uploads / "hard")
        raise RuntimeError
    assert list(parent.iterdir()) == []
    assert (bait / "kept.txt").read_text() == "kept"


def test_by_default_it_lies_with_other_temporary_files(
    parent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(parent))
    with incoming() as uploads:
        assert uploads.parent.parent == parent


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, -2)]
)
def test_signals_that_ask_clean_up(number: int, status: int, server: Server, parent: Path) -> None:
    assert server.uploads.is_dir()
    assert server.end(number) == status
    assert list(parent.iterdir()) == []


def test_the_server_may_take_the_signal_first(parent: Path) -> None:
    """As uvicorn does: it stops, puts the handler back and raises the signal again."""
    more = (
        "import signal; before = signal.signal(signal.SIGTERM, lambda *_: None); signal.pause(); "
        "signal.signal(signal.SIGTERM, before); signal.raise_signal(signal.SIGTERM)"
    )
    server = Server(parent, more)
    try:
        time.sleep(0.5)  # until it waits
        assert server.end(signal.SIGTERM) == 143
        assert list(parent.iterdir()) == []
    finally:
        server.close()


def test_a_second_signal_does_not_stop_the_cleaning(parent: Path) -> None:
    more = (
        "import ui.web.incoming as m; real = m._remove_held; "
        "m._remove_held = lambda f: (print('cleaning', flush=True), time.sleep(0.5), real(f))"
    )
    server = Server(parent, more)
    try:
        time.sleep(0.5)  # until it waits
        server.process.send_signal(signal.SIGTERM)
        assert server.process.stdout is not None
        assert server.process.stdout.readline() == "cleaning\n"
        assert server.end(signal.SIGTERM) == 143
        assert list(parent.iterdir()) == []
    finally:
        server.close()


def test_what_was_ignored_stays_ignored_and_handlers_come_back(parent: Path) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with incoming(parent):
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
            assert signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    finally:
        signal.signal(signal.SIGHUP, before)


def test_what_a_killed_server_left_is_swept_by_the_next(server: Server, parent: Path) -> None:
    server.end(signal.SIGKILL)
    assert (server.uploads / "deep" / "secret.txt").exists()
    with incoming(parent) as uploads:
        assert list(parent.iterdir()) == [uploads.parent]
    assert list(parent.iterdir()) == []


def test_what_a_living_server_holds_stays(server: Server, parent: Path) -> None:
    assert sweep(parent) == 0
    with incoming(parent):
        assert (server.uploads / "deep" / "secret.txt").read_text() == "secret"
    server.end(signal.SIGKILL)
    assert sweep(parent) == 1


def test_a_sweep_that_was_cut_off_is_finished(server: Server, parent: Path) -> None:
    server.end(signal.SIGKILL)
    (server.uploads / "deep" / "secret.txt").unlink()
    (server.uploads / "deep").rmdir()
    server.uploads.rmdir()
    assert sweep(parent) == 1
    assert list(parent.iterdir()) == []


def leftover(parent: Path, name: str = "pincite-abcdefgh") -> Path:
    """A folder as a killed server leaves it."""
    folder = parent / name
    (folder / "uploads").mkdir(parents=True)
    folder.chmod(0o700)
    (folder / "uploads" / "a.txt").write_text("a")
    (folder / "lock").write_bytes(module._MARK)
    return folder


def test_a_leftover_is_swept(parent: Path) -> None:
    leftover(parent)
    leftover(parent, "pincite-01234_zz")
    assert sweep(parent) == 2
    assert list(parent.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    ["pincite-", "pincite-abcdefghi", "pincite-ABCDEFGH", "xpincite-abcdefgh", "pincite-abc", "x"],
)
def test_another_name_is_left_alone(name: str, parent: Path) -> None:
    leftover(parent, name)
    assert sweep(parent) == 0
    assert (parent / name / "uploads" / "a.txt").exists()


def change_lock(how: str, lock: Path, bait: Path) -> None:
    lock.unlink()
    if how == "empty lock":
        lock.touch()
    elif how == "another lock":
        lock.write_bytes(b"another program's lock")
    elif how == "longer lock":
        lock.write_bytes(module._MARK + b"x")
    elif how == "lock is a link":
        lock.symlink_to(bait / "lock")
    elif how == "lock is linked":
        os.link(bait / "lock", lock)
    elif how == "lock is a pipe":
        os.mkfifo(lock)
    elif how == "lock is a folder":
        lock.mkdir()


def change_rest(how: str, folder: Path, bait: Path) -> None:
    if how == "something else in it":
        (folder / "thesis.docx").write_text("mine")
    elif how == "others may enter":
        folder.chmod(0o755)
    elif how.startswith("uploads"):
        (folder / "uploads" / "a.txt").unlink()
        (folder / "uploads").rmdir()
        if how == "uploads is a link":
            (folder / "uploads").symlink_to(bait)
        else:
            (folder / "uploads").write_text("mine")


@pytest.mark.parametrize(
    "how",
    [
        "no lock",
        "empty lock",
        "another lock",
        "longer lock",
        "lock is a link",
        "lock is linked",
        "lock is a pipe",
        "lock is a folder",
        "something else in it",
        "others may enter",
        "uploads is a link",
        "uploads is a file",
    ],
)
def test_what_is_not_exactly_ours_is_left_alone(how: str, parent: Path, tmp_path: Path) -> None:
    folder, bait = leftover(parent), tmp_path / "bait"
    bait.mkdir()
    (bait / "kept.txt").write_text("kept")
    (bait / "lock").write_bytes(module._MARK)
    if "lock" in how:
        change_lock(how, folder / "lock", bait)
    else:
        change_rest(how, folder, bait)
    before = sorted(folder.rglob("*"))
    assert sweep(parent) == 0
    assert sorted(folder.rglob("*")) == before
    assert (bait / "kept.txt").read_text() == "kept"
    assert (bait / "lock").read_bytes() == module._MARK


def test_a_link_to_a_folder_of_ours_is_not_followed(parent: Path, tmp_path: Path) -> None:
    elsewhere = leftover(tmp_path / "elsewhere")
    (parent / "pincite-abcdefgh").symlink_to(elsewhere)
    assert sweep(parent) == 0
    assert (elsewhere / "uploads" / "a.txt").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
@pytest.mark.parametrize("part", ["", "lock"])
def test_what_is_another_users_is_left_alone(part: str, parent: Path) -> None:
    folder = leftover(parent)
    os.chown(folder / part, 65534, 65534)
    assert sweep(parent) == 0
    assert (folder / "uploads" / "a.txt").exists()


def test_a_parent_that_is_not_there(tmp_path: Path) -> None:
    assert sweep(tmp_path / "none") == 0
    with pytest.raises(OSError, match="none"), incoming(tmp_path / "none"):
        pass
