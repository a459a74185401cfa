"""The lines of who did what: whole, clean, without secrets, and never in the way."""

import fcntl
import json
import logging
import multiprocessing
import os
import stat
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.web.access import audit as module
from ui.web.access.audit import LONGEST, Audit


@pytest.fixture
def audit(tmp_path: Path) -> Audit:
    return Audit(tmp_path, clock=lambda: 0.0, secrets={})


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_a_line(tmp_path: Path) -> None:
    audit = Audit(tmp_path, clock=lambda: 1_795_860_000.25, secrets={})
    audit.note("upload", "report.pdf", user="ada", address="192.0.2.1")
    audit.note("failed login", address="2001:db8::1")
    assert lines(tmp_path / "audit.jsonl") == [
        {
            "time": "2026-11-28T10:00:00.250Z",
            "user": "ada",
            "address": "192.0.2.1",
            "action": "upload",
            "what": "report.pdf",
        },
        {
            "time": "2026-11-28T10:00:00.250Z",
            "user": None,
            "address": "2001:db8::1",
            "action": "failed login",
            "what": "",
        },
    ]


def test_only_its_owner_reads_it(audit: Audit, tmp_path: Path) -> None:
    audit.note("login", user="ada")
    path = tmp_path / "audit.jsonl"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o666)
    audit.note("logout", user="ada")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_without_a_folder_nothing_is_written() -> None:
    Audit(None).note("login", user="ada")


@given(st.text(), st.text(), st.text())
def test_any_text_makes_one_line_that_a_terminal_may_show(
    tmp_path_factory: pytest.TempPathFactory, user: str, address: str, what: str
) -> None:
    folder = tmp_path_factory.mktemp("audit")
    Audit(folder, secrets={}).note("upload", what, user=user, address=address)
    text = (folder / "audit.jsonl").read_bytes().decode()
    assert text.count("\n") == 1
    assert text.removesuffix("\n").isprintable()
    (value,) = lines(folder / "audit.jsonl")
    assert max(map(len, value.values())) <= LONGEST


def test_values_are_cut(audit: Audit, tmp_path: Path) -> None:
    audit.note("upload", "x" * 1_000_000, user="y" * 400)
    (line,) = lines(tmp_path / "audit.jsonl")
    assert (len(line["what"]), len(line["user"])) == (LONGEST, LONGEST)
    assert line["what"].endswith("x…")


SECRET = "s3cr3t-of-all"


@pytest.mark.parametrize(
    "what",
    [
        f"http://ada:{SECRET}@127.0.0.1:11434/v1",
        f"https://{SECRET}@host/v1",
        f"https://host/v1?key={SECRET}",
        f"Authorization: Bearer {SECRET}",
        f"basic {SECRET}",
        f"sk-{SECRET}",
        f"api_key={SECRET}",
        f"password: {SECRET}",
        f"Cookie: pincite_session={SECRET}",
        f"__Host-pincite_session={SECRET}",
        f"from the environment {SECRET}",
        f"{SECRET}{SECRET}",
        "x" * 5_000 + SECRET,
        "x" * (LONGEST - 5) + SECRET,
    ],
)
def test_no_secret_stands_in_a_line(what: str, tmp_path: Path) -> None:
    secrets = {"PINCITE_LLM_KEY": SECRET} if what.endswith(("environment " + SECRET,)) else {}
    if what.startswith(("x", SECRET)):
        secrets = {"PINCITE_PASSWORD": SECRET}
    audit = Audit(tmp_path, secrets=secrets)
    audit.note("setting", what, user=what, address=what)
    assert SECRET[:5] not in (tmp_path / "audit.jsonl").read_text("utf-8")


@pytest.mark.parametrize(
    "what",
    [
        "model server http://127.0.0.1:11434/v1",
        "What is a token? Really.pdf",
        "Basic.pdf",
        "user@example.org.eml",
        "a?b.txt",
        "Zoë’s 報告.docx",
        "3f2a9c0d1e4b5a67",
    ],
)
def test_what_is_no_secret_stays(what: str, audit: Audit, tmp_path: Path) -> None:
    audit.note("upload", what)
    assert lines(tmp_path / "audit.jsonl")[0]["what"] == what


def test_hostile_text_takes_no_time(audit: Audit, tmp_path: Path) -> None:
    for what in ("?" * 100_000, "://" * 50_000, "password " * 10_000, "sk-" * 50_000):
        audit.note("upload", what)  # would be minutes if it were looked at in squares
    assert len(lines(tmp_path / "audit.jsonl")) == 4


# the file


def test_links_and_pipes_are_not_written_to(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    bait = tmp_path / "bait"
    bait.write_text("bait")
    for kind in ("link", "dangling", "pipe", "folder"):
        folder = tmp_path / kind
        folder.mkdir()
        path = folder / "audit.jsonl"
        if kind == "pipe":
            os.mkfifo(path)
        elif kind == "folder":
            path.mkdir()
        else:
            path.symlink_to(bait if kind == "link" else tmp_path / "elsewhere")
        caplog.clear()
        Audit(folder).note("login", user="ada")
        assert "cannot be written" in caplog.text
    assert bait.read_text() == "bait"
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("written", [None, 10])
def test_a_full_disk_is_told_once_and_what_was_lost_is_counted(
    written: int | None,
    audit: Audit,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    audit.note("login", user="ada")
    write = os.write

    def full(opened: int, data: bytes) -> int:
        if written is None:
            raise OSError(28, "No space left on device")
        return write(opened, data[:written])

    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR, logger="pincite"):
        patch.setattr(os, "write", full)
        for _ in range(3):
            audit.note("upload", "a.txt", user="ada")
    assert caplog.text.count("cannot be written") == 1
    assert [line["action"] for line in lines(tmp_path / "audit.jsonl")] == ["login"]
    audit.note("logout", user="ada")
    found = lines(tmp_path / "audit.jsonl")
    assert [line["action"] for line in found] == ["login", "lost lines", "logout"]
    assert found[1]["what"] == "3 lines could not be written before this one"


def test_a_folder_that_is_gone_stops_nothing(audit: Audit, tmp_path: Path) -> None:
    audit.path = tmp_path / "gone" / "audit.jsonl"
    audit.note("login", user="ada")
    assert not audit.path.exists()


def test_a_line_that_was_cut_off_spoils_no_other(audit: Audit, tmp_path: Path) -> None:
    path = tmp_path / "audit.jsonl"
    path.write_text('{"time": "20')
    audit.note("login", user="ada")
    first, second = path.read_text("utf-8").splitlines()
    assert first == '{"time": "20'
    assert json.loads(second)["user"] == "ada"


def test_one_old_file_is_kept(
    audit: Audit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert module.LARGEST == 10_000_000
    monkeypatch.setattr(module, "LARGEST", 1_000)
    for i in range(50):
        audit.note("upload", f"{i}")
    assert {path.name for path in tmp_path.iterdir()} == {"audit.jsonl", "audit.jsonl.1"}
    old, new = (lines(tmp_path / name) for name in ("audit.jsonl.1", "audit.jsonl"))
    kept = [int(line["what"]) for line in old + new]
    assert kept == list(range(50 - len(kept), 50))
    assert all(path.stat().st_size <= 1_000 for path in tmp_path.iterdir())


def test_the_file_that_another_process_began_is_kept(
    audit: Audit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, old = tmp_path / "audit.jsonl", tmp_path / "audit.jsonl.1"
    monkeypatch.setattr(module, "LARGEST", 1_000)
    path.write_text("full\n" * 200)
    lock = module._lock

    def locked(opened: int) -> bool:
        if not old.exists():  # the other one is first
            path.rename(old)
            path.write_text('{"what": "of the other"}\n')
        return lock(opened)

    monkeypatch.setattr(module, "_lock", locked)
    audit.note("login", "of this one")
    assert old.read_text("utf-8").startswith("full\n")
    assert [line["what"] for line in lines(path)] == ["of the other", "of this one"]


def test_a_process_that_does_not_let_go_stops_nothing(
    audit: Audit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGEST", 300)
    monkeypatch.setattr(module, "_LOCK_SECONDS", 0.05)
    path = tmp_path / "audit.jsonl"
    with path.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        for i in range(10):
            audit.note("upload", f"{i}")
    assert [line["what"] for line in lines(path)] == [f"{i}" for i in range(10)]
    assert list(tmp_path.iterdir()) == [path]  # it may be writing, and is not left behind


def _write_many(folder: Path, name: str) -> None:
    module.LARGEST = 60_000
    audit = Audit(folder)
    for i in range(100):
        audit.note("upload", f"{name} {i}")


def test_processes_and_threads_lose_no_line_to_each_other(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    others = [context.Process(target=_write_many, args=(tmp_path, name)) for name in "ab"]
    audit = Audit(tmp_path)
    threads = [
        threading.Thread(target=lambda i=i: [audit.note("removal", f"t {i}") for _ in range(20)])
        for i in range(5)
    ]
    for one in (*others, *threads):
        one.start()
    for one in (*others, *threads):
        one.join()
    found = [
        line
        for name in ("audit.jsonl.1", "audit.jsonl")
        if (tmp_path / name).exists()
        for line in lines(tmp_path / name)
    ]
    assert len(found) == 300
