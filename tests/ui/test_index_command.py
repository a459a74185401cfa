"""The commands that keep an index, and what the doctor finds."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index import Index, UserError
from index.doctor import Finding
from index.sync.watch import _places, changes
from tests.support.fake_models import FakeEncoder
from tests.support.paths import ROOT
from ui.cli import main as cli

Result = tuple[int, str, str]


@pytest.fixture
def pincite(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tiny_index: Index
) -> Callable[..., Result]:
    """Runs a command on `tiny_index`."""
    monkeypatch.setenv("PINCITE_INDEX", str(tiny_index.folder))
    monkeypatch.setattr("index.corpus.recorded_model", lambda name: name)
    monkeypatch.setattr("index.corpus.open_encoder", lambda name: FakeEncoder())

    def run(*arguments: str) -> Result:
        status = cli.main(arguments)
        return (status, *capsys.readouterr())

    return run


def test_index_without_a_path_renews_what_was_indexed_before(
    pincite: Callable[..., Result], tiny_folder: Path
) -> None:
    (tiny_folder / "rail.txt").unlink()
    status, out, _ = pincite("index")
    assert status == 0
    assert "(0 added, 1 removed, 3 unchanged)" in out


def test_index_without_a_path_and_nothing_before(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert cli.main(["index", "--index", str(tmp_path / "new")]) == 2
    assert "Nothing was indexed before" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_no_index_is_begun_of_what_is_not_there(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    missing = str(tmp_path / "missing")
    assert cli.main(["index", missing, "--index", str(tmp_path / "new")]) == 2
    assert f"There is no file or folder {missing}." in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_what_is_never_cited_is_shown(pincite: Callable[..., Result], tiny_folder: Path) -> None:
    (tiny_folder / "pier.txt").write_text("The pier\n\nIt is closed. It is old.\n\nShare this\n")
    (tiny_folder / "page.txt").write_text("Share this article\n12\n")
    reason = "Nothing in it is a sentence that could be cited."
    for _ in range(2):  # a run that changes nothing says it again
        assert f"page.txt: {reason}" in pincite("index", str(tiny_folder))[1]
    status, out, err = pincite("status", "--left-out")
    assert (status, err) == (0, "")
    assert "pier.txt: 1 line left out, 2 sentences, 1 heading\n  Share this" in out
    assert f"{reason}\n  Share this article\n  12" in out
    value = json.loads(pincite("status", "--left-out", "--json")[1])
    lines = {Path(found["source"]).name: found["lines"] for found in value["documents"]}
    assert lines["page.txt"] == ["Share this article", "12"]
    assert lines["pier.txt"] == ["Share this"]
    assert value["lines"] >= 3


def test_status(pincite: Callable[..., Result], tiny_folder: Path) -> None:
    status, out, err = pincite("status")
    assert (status, err) == (0, "")
    assert "4 documents, 9 sentences, 4 passages" in out
    assert re.search(
        rf"{re.escape(str(tiny_folder))} \(last read \d+ \w{{3}} \d{{4}}, \d\d:\d\d UTC\)", out
    )
    value = json.loads(pincite("status", "--json")[1])
    assert (value["documents"], value["pending"]) == (4, 0)
    assert list(value["roots"]) == [str(tiny_folder)]


def test_remove_a_file(pincite: Callable[..., Result], tiny_folder: Path) -> None:
    assert pincite("remove", str(tiny_folder / "rail.txt")) == (0, "1 document removed\n", "")
    assert pincite("search", "trains refunded passengers", "--json")[1].count("rail.txt") == 0
    _, out, _ = pincite("index")
    assert "(0 added, 0 removed, 3 unchanged)" in out
    assert "it comes back when its file changes" in out


def test_remove_a_folder_that_is_mirrored(
    pincite: Callable[..., Result], tiny_folder: Path
) -> None:
    assert pincite("remove", str(tiny_folder))[1] == "4 documents removed\n"
    assert json.loads(pincite("status", "--json")[1])["roots"] == {}
    assert "(4 added, 0 removed, 0 unchanged)" in pincite("index", str(tiny_folder))[1]


def test_remove_by_id(pincite: Callable[..., Result], tiny_index: Index, tiny_folder: Path) -> None:
    id = next(line.id for line in tiny_index.listing() if line.title == "Budget")
    assert json.loads(pincite("remove", id, "--json")[1]) == {"removed": 1}
    assert pincite("remove", id)[0] == 1


def test_old_versions_are_kept_and_counted(
    pincite: Callable[..., Result], tiny_folder: Path
) -> None:
    rail = tiny_folder / "rail.txt"
    assert "old versions" not in pincite("status")[1]
    assert pincite("index", "--keep-versions")[0] == 0
    rail.write_text(rail.read_text() + "\nA ticket is good for one day.\n")
    pincite("index")
    assert "old versions 1 text of renewed files\n" in pincite("status")[1]
    assert json.loads(pincite("status", "--json")[1])["old_versions"] == 1
    pincite("index", "--no-keep-versions")
    assert json.loads(pincite("status", "--json")[1])["old_versions"] is None


def test_remove_what_is_not_there(pincite: Callable[..., Result]) -> None:
    status, out, err = pincite("remove", "no such file")
    assert (status, out) == (1, "")
    assert err == "pincite: No document of no such file is in the index.\n"


@pytest.mark.parametrize("command", ["status", "doctor"])
def test_there_must_be_an_index(
    command: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert cli.main([command, "--index", str(tmp_path / "none")]) == 2
    assert "There is no index in" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


# the doctor


def spoil(how: str, index: Index) -> None:
    folder, rows = index.folder, index._store.database.rows
    rows("PRAGMA foreign_keys = OFF")
    if how == "no words":
        shutil.rmtree(folder / "lexical")
    elif how == "broken words":
        (folder / "lexical" / "meta.json").write_text("broken")
    elif how == "words behind":
        with index._store.change():
            pass
    elif how == "no vector":
        rows("DELETE FROM vectors WHERE key = 2")
    elif how == "orphans":
        rows("INSERT INTO bands VALUES (1, 999)")
        rows("INSERT INTO pending VALUES (999)")


@pytest.mark.parametrize(
    ("how", "severity", "what"),
    [
        ("no words", "broken", "The word index cannot be read"),
        ("broken words", "broken", "The word index cannot be read"),
        ("words behind", "degraded", "The word index is behind the store"),
        ("no vector", "broken", "1 passages have no vector, and are not waiting"),
        ("orphans", "degraded", "1 rows of bands belong to no document."),
    ],
)
def test_the_doctor_finds_and_mends(
    how: str, severity: str, what: str, tiny_index: Index, tiny_folder: Path
) -> None:
    assert tiny_index.examine() == []
    expected = [hit.passage for hit in tiny_index.search("harbour of Bregenz")]
    spoil(how, tiny_index)
    found = tiny_index.examine()[0]
    assert (found.severity, found.fixable) == (severity, True)
    assert found.what.startswith(what)
    left = tiny_index.examine(fix=True)
    assert [finding.severity for finding in left] == (["notice"] if how == "no vector" else [])
    tiny_index.sync(tiny_folder)
    assert tiny_index.examine() == []
    assert [hit.passage for hit in tiny_index.search("harbour of Bregenz")] == expected


def test_the_doctor_tells_of_a_damaged_database(tiny_index: Index) -> None:
    tiny_index._store.database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    tiny_index.close()
    path = tiny_index.folder / "corpus.sqlite"
    content = bytearray(path.read_bytes())
    page = int.from_bytes(content[16:18], "big")
    content[6 * page : 9 * page] = b"\xff" * 3 * page
    path.write_bytes(content)
    with Index.open(tiny_index.folder, encoder=FakeEncoder()) as index:
        finding = index.examine()[0]
    assert finding.severity == "broken"
    assert not finding.fixable
    assert "index your documents again" in finding.remedy


def test_the_doctor_looks_at_the_base_of_vectors(
    tiny_index: Index, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.search.base._LAG", 0)
    tiny_index.sync(tiny_folder)
    (base,) = tiny_index.folder.glob("vectors-*")
    base.write_bytes(b"broken")
    (finding,) = tiny_index.examine()
    assert finding.what.startswith("The base of vectors cannot be read")
    assert len(tiny_index.search("trains", 10, "dense")) == 4
    assert tiny_index.examine(fix=True) == []


def test_the_doctor_notices_what_is_missing(
    tiny_index: Index, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tiny_folder / "rail.txt").unlink()
    monkeypatch.setattr("index.doctor.LEAST_FREE", 1 << 62)
    room, missing = tiny_index.examine()
    assert (room.severity, missing.severity) == ("degraded", "notice")
    assert str(tiny_folder / "rail.txt") in missing.what


def test_doctor_as_a_command(
    pincite: Callable[..., Result], tiny_index: Index, tiny_folder: Path
) -> None:
    assert pincite("doctor") == (0, "Nothing is wrong with the index.\n", "")
    spoil("words behind", tiny_index)
    status, out, _ = pincite("doctor")
    assert status == 1
    assert out.startswith("degraded: The word index is behind the store")
    assert "with --fix: " in out
    (finding,) = json.loads(pincite("doctor", "--json")[1])
    assert Finding(**finding).fixable
    assert pincite("doctor", "--fix")[0] == 0
    assert pincite("doctor", "--json")[1] == "[]\n"


# following


def test_changes_of_hidden_files_and_of_the_index_are_none(tmp_path: Path) -> None:
    stop = threading.Event()
    seen: set[Path] = set()
    threading.Thread(
        target=lambda: [seen.update(some) for some in changes([tmp_path], tmp_path / "index", stop)]
    ).start()
    for name in ("index", ".git"):
        (tmp_path / name).mkdir()
    until = time.monotonic() + 20
    while not seen and time.monotonic() < until:
        for name in ("index/corpus.sqlite", ".git/head", "seen.txt"):
            (tmp_path / name).write_text(str(time.monotonic()))
        time.sleep(0.3)
    stop.set()
    assert seen == {tmp_path / "seen.txt"}


def test_a_folder_whose_name_is_not_utf_8_cannot_be_followed(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9")
    path.mkdir()
    with pytest.raises(UserError, match="cannot be followed"):
        next(changes([tmp_path, path], tmp_path / "index"))


@pytest.mark.parametrize(
    ("roots", "seen"),
    [
        (["{docs}"], ["{docs}/disk"]),
        (["{docs}/disk"], ["{docs}/disk"]),
        (["{link}"], ["{docs}/disk"]),
        (["{docs}/dis"], []),
        (["/"], ["/", "/mnt", "{docs}/disk"]),
    ],
)
def test_only_disks_at_or_below_the_roots_are_followed(
    roots: list[str], seen: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docs/disk").mkdir(parents=True)
    (tmp_path / "link").symlink_to("docs")
    names = {"docs": str(tmp_path / "docs"), "link": str(tmp_path / "link")}
    table = tmp_path / "mountinfo"
    table.write_text(
        "".join(
            f"1 1 0:1 / {place.format(**names)} rw - ext4 none rw\n"
            for place in ("/", "/mnt", "{docs}/disk")
        )
    )
    monkeypatch.setattr("index.sync.mounts._TABLE", table)
    places = [Path(root.format(**names)) for root in roots]
    assert _places(places)[1] == {place.format(**names) for place in seen}


FOLLOWER = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell ignores it for what runs behind
sys.path.insert(0, {tests!r})
from tests.support.fake_models import FakeEncoder
import index.corpus
index.corpus.recorded_model = lambda name: name
index.corpus.open_encoder = lambda name: FakeEncoder()
from ui.cli import main as cli
sys.exit(cli.main(["index", {documents!r}, "--index", {index!r}, "--watch"]))
"""


def test_watch_follows_the_folder_until_it_is_stopped(tiny_index: Index, tiny_folder: Path) -> None:
    code = FOLLOWER.format(
        tests=str(ROOT), index=str(tiny_index.folder), documents=str(tiny_folder)
    )
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, **pipes)  # type: ignore[call-overload]
    try:
        assert "4 unchanged" in process.stdout.readline()
        assert "Following the documents" in process.stderr.readline()
        time.sleep(1.0)  # the system is told what to watch
        (tiny_folder / "new.txt").write_text("The glacier melted.\n")
        assert "(1 added, 0 removed, 4 unchanged)" in process.stdout.readline()
        assert tiny_index.search("glacier", mode="lexical")
        os.unlink(tiny_folder / "rail.txt")  # noqa: PTH108
        assert "(0 added, 1 removed, 4 unchanged)" in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        said = process.stderr.read()
        assert said.startswith("pincite: Interrupted. What was indexed is kept")
        assert said.count("\n") == 1
    finally:
        process.kill()
        process.communicate()


FINALISER = """
class Finaliser:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.1)
def run(index, paths, forget=False, keep_versions=None, runs=[]):
    report = index.sync(paths)
    if runs:
        Finaliser()
    runs.append(report)
    return report
import os, signal, time
from ui.cli import index as command
command._run = run
sys.exit("""


def test_an_interrupt_that_a_finaliser_swallows(tiny_index: Index, tiny_folder: Path) -> None:
    code = FOLLOWER.replace("sys.exit(", FINALISER).format(
        tests=str(ROOT), index=str(tiny_index.folder), documents=str(tiny_folder)
    )
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, **pipes)  # type: ignore[call-overload]
    try:
        assert "Following the documents" in process.stderr.readline()
        time.sleep(1.0)  # the system is told what to watch
        (tiny_folder / "new.txt").write_text("The glacier melted.\n")
        assert process.wait(60) == 130
        assert "Exception ignored in" in process.stderr.read()
    finally:
        process.kill()
        process.communicate()
