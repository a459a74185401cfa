"""`Index`: mirrors folders, survives whatever befalls it, and finds nothing that is gone."""

import errno
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index import Index, UserError
from index.corpus import Mode
from index.documents.read import Item, read_here
from index.progress import Progress, SyncReport
from index.search.lexical import LexicalIndex
from index.sync import batch
from index.sync.file import FileSync
from index.types import Skipped
from tests.support.documents import TINY
from tests.support.fake_models import FakeEncoder
from tests.support.paths import ROOT

MODES: tuple[Mode, ...] = ("fused", "dense", "lexical")


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def found(index: Index, query: str, mode: Mode = "lexical") -> set[str]:
    """Names of the files of the hits."""
    hits = index.search(query, 100, mode)
    return {Path(hit.passage.document.source).name for hit in hits}


def counts(report: SyncReport) -> tuple[int, int, int]:
    return report.added, report.removed, report.unchanged


def content(folder: Path, *tables: str) -> dict[str, list[tuple[object, ...]]]:
    """What the database of an index says, whatever the numbers of its passages."""
    columns = {
        "files": "path, size, digest",
        "documents": "id, file, source, title, published, url, pages, sentences, passages",
        "texts": "id, text, texts.sentences",
        "passages": "id, start, stop",
        "skipped": "*",
        "vectors": "id, start, vector",
        "pending": "*",
    }
    joined = "passages JOIN documents ON number = document"
    places = {
        "documents": "documents WHERE removed IS NULL",
        "texts": "texts JOIN documents ON number = document",
        "passages": joined,
        "vectors": "vectors JOIN passages USING (key) JOIN documents ON number = document",
    }
    database = sqlite3.connect(folder / "corpus.sqlite")
    rows = {}
    for table in tables or columns:
        source = places.get(table, table)
        rows[table] = sorted(database.execute(f"SELECT {columns[table]} FROM {source}").fetchall())
    database.close()
    return rows


@pytest.fixture
def opened(tmp_path: Path, encoder: FakeEncoder) -> Iterator[Callable[..., Index]]:
    """Opens an index in `tmp_path`; all are closed at the end."""
    made: list[Index] = []

    def open_index(name: str = "index", **options: object) -> Index:
        made.append(Index.open(tmp_path / name, **{"encoder": encoder, **options}))  # type: ignore[arg-type]
        return made[-1]

    yield open_index
    for index in made:
        index.close()


# mirroring


def test_sync_adds(tiny_index: Index, tiny_folder: Path) -> None:
    assert found(tiny_index, "harbour") == {"harbour.txt", "budget.md"}
    assert tiny_index.documents() == len(TINY)
    report = tiny_index.sync(tiny_folder)
    assert counts(report) == (0, 0, 4)
    assert (report.documents, report.sentences, report.passages) == (4, 9, 4)


def test_sync_renews_and_leaves_no_ghost(tiny_index: Index, tiny_folder: Path) -> None:
    write(tiny_folder / "rail.txt", "Trains ran on time on Friday. Nobody complained.\n")
    assert counts(tiny_index.sync(tiny_folder)) == (1, 1, 3)
    for mode in MODES:
        texts = [hit.passage.text for hit in tiny_index.search("trains eleven hours", 100, mode)]
        assert any("on time" in text for text in texts)
        assert not any("eleven" in text for text in texts)
    assert tiny_index.search("refunded passengers", mode="lexical") == []
    assert len(tiny_index.search("trains", 100, "dense")) == 4


def test_sync_removes(tiny_index: Index, tiny_folder: Path) -> None:
    (tiny_folder / "rail.txt").unlink()
    shutil.rmtree(tiny_folder / "council")
    assert counts(tiny_index.sync(tiny_folder)) == (0, 3, 1)
    assert tiny_index.search("trains", mode="lexical") == []
    assert len(tiny_index.search("trains", 100, "dense")) == 1


def test_gone_documents_take_no_place_in_the_ranking(tiny_index: Index, tiny_folder: Path) -> None:
    """Many changes, and still as many hits as there are passages, from both indexes."""
    for n in range(15):
        write(tiny_folder / "rail.txt", f"Trains were {n} minutes late on Friday.\n")
        tiny_index.sync(tiny_folder)
    assert found(tiny_index, "trains") == {"rail.txt"}
    for mode in MODES:
        assert len(tiny_index.search("trains harbour budget rained", 4, mode)) == 4


def test_a_moved_file_keeps_its_documents(
    tiny_index: Index, tiny_folder: Path, encoder: FakeEncoder
) -> None:
    before = {listed.title: listed.id for listed in tiny_index.listing()}
    (tiny_folder / "council").rename(tiny_folder / "parliament")
    (tiny_folder / "council").mkdir()
    encoder.texts.clear()
    assert counts(tiny_index.sync(tiny_folder)) == (0, 0, 4)
    assert {listed.title: listed.id for listed in tiny_index.listing()} == before
    assert encoder.texts == []
    (hit,) = tiny_index.search("rained", mode="lexical")
    assert hit.passage.document.source == str(tiny_folder / "parliament" / "weather.txt")
    shutil.rmtree(tiny_folder / "parliament")
    assert counts(tiny_index.sync(tiny_folder)) == (0, 2, 2)


def test_a_file_that_takes_the_place_of_a_moved_one(tiny_index: Index, tiny_folder: Path) -> None:
    old = tiny_folder / "council" / "budget.md"
    text = old.read_text()
    old.rename(tiny_folder / "budget.md")
    tiny_index.sync(tiny_folder)
    write(old, text)
    assert counts(tiny_index.sync(tiny_folder)) == (1, 0, 4)
    sources = {h.passage.document.source for h in tiny_index.search("schools", mode="lexical")}
    assert sources == {str(old), str(tiny_folder / "budget.md")}
    old.touch()
    assert counts(tiny_index.sync(tiny_folder)) == (0, 0, 5)
    write(old, text + "It rained.\n")
    assert counts(tiny_index.sync(tiny_folder)) == (1, 1, 4)


def test_a_file_of_another_name_is_called_by_it(tiny_index: Index, tiny_folder: Path) -> None:
    """Its title is its name, under which it is embedded."""
    (tiny_folder / "harbour.txt").rename(tiny_folder / "port.txt")
    assert counts(tiny_index.sync(tiny_folder)) == (1, 1, 3)
    (hit,) = tiny_index.search("ferries", mode="lexical")
    assert hit.passage.document.title == "port"


def test_removing_documents(tiny_index: Index, tiny_folder: Path) -> None:
    reader = Index.open(tiny_index.folder, encoder=FakeEncoder())
    listed = {Path(line.source).name: line.id for line in tiny_index.listing()}
    assert tiny_index.remove([listed["rail.txt"], "no such id"]) == 1
    for index in (tiny_index, reader):
        assert "rail.txt" not in {name for mode in MODES for name in found(index, "trains", mode)}
    reader.close()
    report = tiny_index.sync(tiny_folder)
    assert counts(report) == (0, 0, 3)
    assert [skip.reason for skip in report.skipped] == [
        "It was removed; it comes back when its file changes."
    ]
    write(tiny_folder / "rail.txt", "Trains ran on time.\n")
    assert counts(tiny_index.sync(tiny_folder)) == (1, 0, 3)


def test_the_list_and_the_status(tiny_index: Index, tiny_folder: Path) -> None:
    listed = {line.title: line for line in tiny_index.listing()}
    assert listed["Budget"].sentences == 2
    assert listed["Budget"].source == str(tiny_folder / "council" / "budget.md")
    status = tiny_index.status()
    assert (status.documents, status.sentences, status.passages, status.pending) == (4, 9, 4, 0)
    assert (status.vectors, status.choice, status.encoder) == ("exact", "auto", "fake")
    assert [path for path, _ in status.roots] == [str(tiny_folder)]


def test_without_paths_the_roots_of_before_are_mirrored(
    tiny_index: Index, tiny_folder: Path
) -> None:
    (tiny_folder / "rail.txt").unlink()
    assert counts(tiny_index.sync()) == (0, 1, 3)


def test_what_lies_elsewhere_stays(opened: Callable[..., Index], tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "one more"
    write(one / "a.txt", "The lake rose by two metres.\n")
    write(other / "b.txt", "The lake fell by two metres.\n")
    index = opened()
    assert counts(index.sync([one, other])) == (2, 0, 0)
    (one / "a.txt").unlink()
    (other / "b.txt").unlink()
    assert counts(index.sync(one, forget=True)) == (0, 1, 0)
    assert found(index, "lake") == {"b.txt"}
    assert counts(index.sync([one, other], forget=True)) == (0, 1, 0)
    assert found(index, "lake") == set()


def test_one_file_as_root(tiny_index: Index, tiny_folder: Path) -> None:
    write(tiny_folder / "rail.txt", "The trams ran late.\n")
    write(tiny_folder / "harbour.txt", "The trams ran late.\n")
    assert counts(tiny_index.sync(tiny_folder / "rail.txt")) == (1, 1, 0)
    assert found(tiny_index, "trams") == {"rail.txt"}
    assert found(tiny_index, "ferries") == {"harbour.txt"}


def test_roots_may_overlap(opened: Callable[..., Index], tiny_folder: Path) -> None:
    index = opened()
    roots = [tiny_folder, tiny_folder / "council", tiny_folder / "rail.txt", tiny_folder]
    assert counts(index.sync(roots)) == (4, 0, 0)
    assert counts(index.sync(roots)) == (0, 0, 4)


@pytest.mark.parametrize("root", ["../documents", ".", "council/..", "./council/../../documents/"])
def test_a_root_may_be_written_in_any_way(
    root: str, tiny_index: Index, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tiny_folder)
    (tiny_folder / "rail.txt").unlink()
    assert counts(tiny_index.sync(root)) == (0, 1, 3)
    assert tiny_index.search("trains", mode="lexical") == []


def test_a_root_that_is_gone_is_an_error(tiny_index: Index, tiny_folder: Path) -> None:
    (tiny_folder / "rail.txt").unlink()
    for root in (tiny_folder / "rail.txt", tiny_folder / "no such folder"):
        with pytest.raises(UserError, match="There is no file or folder"):
            tiny_index.sync(root)
    assert found(tiny_index, "trains") == {"rail.txt"}


def test_an_empty_folder(opened: Callable[..., Index], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    index = opened()
    report = index.sync(tmp_path / "empty")
    assert (*counts(report), report.documents, report.skipped) == (0, 0, 0, 0, ())
    for mode in MODES:
        assert index.search("anything", 5, mode) == []


def test_a_second_run_changes_nothing(
    tiny_index: Index, tiny_folder: Path, encoder: FakeEncoder
) -> None:
    write(tiny_folder / "bad.docx", "not a document of Word")
    skipped = tiny_index.sync(tiny_folder).skipped
    assert [Path(skip.source).name for skip in skipped] == ["bad.docx"]
    before, generation = content(tiny_index.folder), tiny_index._store.generation()
    derived = {p: p.read_bytes() for p in tiny_index.folder.glob("lexical/*")}
    encoder.texts.clear()
    report = tiny_index.sync(tiny_folder, read=lambda file, _: pytest.fail(f"read {file} again"))
    assert counts(report) == (0, 0, 4)
    assert report.skipped == skipped
    assert encoder.texts == []
    assert content(tiny_index.folder) == before
    assert tiny_index._store.generation() == generation
    assert {p: p.read_bytes() for p in derived} == derived


def test_a_file_that_was_only_touched_is_not_read_again(
    tiny_index: Index, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FileSync, "_take", lambda *_: pytest.fail("read again"))
    (tiny_folder / "rail.txt").chmod(0o600)
    (tiny_folder / "harbour.txt").touch()
    assert counts(tiny_index.sync(tiny_folder)) == (0, 0, 4)


def test_a_file_that_could_not_be_read_is_tried_again_when_its_permissions_change(
    tiny_index: Index, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tiny_folder / "new.txt", "The glacier melted.\n")
    with monkeypatch.context() as patch:
        denied = PermissionError(errno.EACCES, "Permission denied")
        patch.setattr("index.documents.read.open_file", _raise(denied))
        (skip,) = tiny_index.sync(tiny_folder, read=read_here).skipped
        assert "permissions" in skip.reason
    path.chmod(0o600)
    assert counts(tiny_index.sync(tiny_folder)) == (1, 0, 4)


def test_the_same_edit_time_and_size_hide_no_change(tiny_index: Index, tiny_folder: Path) -> None:
    path = tiny_folder / "rail.txt"
    stat = path.stat()
    write(path, path.read_text().replace("eleven", "twelve"))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert path.stat().st_size == stat.st_size
    assert counts(tiny_index.sync(tiny_folder)) == (1, 1, 3)


def test_ids_are_the_same_in_every_index(opened: Callable[..., Index], tiny_folder: Path) -> None:
    for name in ("one", "two"):
        opened(name).sync(tiny_folder)
    one, two = (content(opened(name).folder) for name in ("one", "two"))
    assert one == two
    assert len(one["documents"]) == 4


def jsonl(path: Path, texts: dict[int, str], **about: str) -> Path:
    lines = [
        json.dumps({"id": n, "title": "T", "text": text, **about}) for n, text in texts.items()
    ]
    return write(path, "\n".join(lines) + "\n")


def test_one_line_changed_embeds_one_document(
    opened: Callable[..., Index], tmp_path: Path, encoder: FakeEncoder
) -> None:
    texts = {n: f"Boat {n} left the harbour." for n in range(20)}
    path = jsonl(tmp_path / "a.jsonl", texts)
    index = opened()
    assert counts(index.sync(path)) == (20, 0, 0)
    assert len(encoder.texts) == 20
    encoder.texts.clear()
    jsonl(path, texts | {7: "Boat 7 sank."})
    assert counts(index.sync(path)) == (1, 1, 19)
    assert encoder.texts == ["T\nBoat 7 sank."]
    jsonl(path, {n: text for n, text in texts.items() if n != 3} | {7: "Boat 7 sank."})
    assert counts(index.sync(path)) == (0, 1, 18 + 1)


def test_a_document_and_what_it_was_are_never_both_there(
    opened: Callable[..., Index], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However small the batches are that a file is read in."""
    monkeypatch.setattr(batch, "_FIRST_SECONDS", 0.0)
    path = jsonl(tmp_path / "a.jsonl", {n: f"Boat {n} left." for n in range(9)})
    index, reader = opened(), opened()
    index.sync(path)
    jsonl(path, {n: f"Boat {n} sank." for n in range(9)})
    seen: list[int] = []
    index.sync(path, progress=lambda now: seen.append(len(reader.search("boat", 99, "lexical"))))
    assert set(seen) == {9}
    assert len(reader.search("sank", 99, "lexical")) == 9


def test_a_corrected_date_is_seen(opened: Callable[..., Index], tmp_path: Path) -> None:
    path = jsonl(tmp_path / "a.jsonl", {1: "The lake rose."}, published="2024-01-01")
    index = opened()
    index.sync(path)
    jsonl(path, {1: "The lake rose."}, published="2025-01-01", url="https://news.example")
    index.sync(path)
    (hit,) = index.search("lake")
    assert hit.passage.document.published == "2025-01-01"
    assert hit.passage.document.url == "https://news.example"


def test_the_same_line_twice(opened: Callable[..., Index], tmp_path: Path) -> None:
    line = json.dumps({"id": 1, "title": "T", "text": "The lake rose."}) + "\n"
    path = write(tmp_path / "a.jsonl", line * 3)
    index = opened()
    assert counts(index.sync(path)) == (3, 0, 0)
    assert len({hit.passage.document.source for hit in index.search("lake")}) == 3
    path.write_text(line * 2)
    assert counts(index.sync(path)) == (0, 1, 2)


def test_what_adds_nothing_builds_nothing(
    tiny_index: Index, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A touched or unreadable file changes the store, but nothing is made anew for it."""
    monkeypatch.setattr(
        "index.search.lexical.LexicalIndex.create", lambda *_: pytest.fail("built again")
    )
    monkeypatch.setattr("index.search.base.build", lambda *_: pytest.fail("written again"))
    (tiny_folder / "rail.txt").touch()
    write(tiny_folder / "bad.docx", "not a document of Word")
    generation = tiny_index._store.generation()
    assert counts(tiny_index.sync(tiny_folder)) == (0, 0, 4)
    assert tiny_index._store.generation() > generation
    assert found(tiny_index, "trains") == {"rail.txt"}
    with Index.open(tiny_index.folder, encoder=FakeEncoder()) as again:
        assert found(again, "trains") == {"rail.txt"}
        assert counts(again.sync(tiny_folder)) == (0, 0, 4)


# files that are hard to live with


def test_a_file_without_a_sentence(opened: Callable[..., Index], tiny_folder: Path) -> None:
    write(tiny_folder / "share.txt", "Share this\n\nBy Jane Smith\n")
    index = opened()
    report = index.sync(tiny_folder)
    assert (report.added, report.documents, report.passages) == (5, 5, 4)
    (tiny_folder / "share.txt").unlink()
    assert counts(index.sync(tiny_folder)) == (0, 1, 4)


def test_a_file_that_vanishes_between_finding_and_reading(
    opened: Callable[..., Index], tiny_folder: Path
) -> None:
    def read(file: Path, known: str) -> Iterator[Item]:
        (tiny_folder / "rail.txt").unlink(missing_ok=True)
        yield from read_here(file, known)

    index = opened()
    report = index.sync(tiny_folder, read=read)
    assert report.added == 3
    assert report.skipped == (Skipped(str(tiny_folder / "rail.txt"), "It is no longer there."),)
    write(tiny_folder / "rail.txt", TINY["rail.txt"])
    assert counts(index.sync(tiny_folder)) == (1, 0, 3)
    assert found(index, "trains") == {"rail.txt"}


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes on Linux only")
def test_a_name_that_is_not_utf_8(opened: Callable[..., Index], tiny_folder: Path) -> None:
    for name in (b"caf\xe9.txt", b"caf\xe8.txt"):
        path = Path(os.fsdecode(os.fsencode(tiny_folder) + b"/" + name))
        write(path, f"Coffee costs {name[3]} euros.\n")
    index = opened()
    assert counts(index.sync(tiny_folder)) == (6, 0, 0)
    assert counts(index.sync(tiny_folder)) == (0, 0, 6)
    assert len(index.search("coffee", mode="lexical")) == 2
    path.unlink()
    assert counts(index.sync(tiny_folder)) == (0, 1, 5)
    assert len(index.search("coffee", mode="lexical")) == 1


def test_two_names_that_look_the_same(opened: Callable[..., Index], tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    for name in ("caf\u00e9.txt", "cafe\u0301.txt"):
        write(folder / name, "Coffee costs four euros.\n")
    if len(list(folder.iterdir())) < 2:
        pytest.skip("this file system takes the two names for one")
    index = opened()
    report = index.sync(folder)
    assert report.added == 1
    assert "differs only in how it is written" in report.skipped[0].reason
    assert counts(index.sync(folder)) == (0, 0, 1)


# interruptions


def interrupt_at(stage: str, done: int) -> Callable[[Progress], None]:
    def progress(now: Progress) -> None:
        if now.stage == stage and now.done >= done:
            raise KeyboardInterrupt

    return progress


SIZE = sum(len(text.encode()) for text in TINY.values())


@pytest.mark.parametrize("batches", ["of one file", "of all"])
@pytest.mark.parametrize(
    ("stage", "done"),
    [
        ("reading", 0),
        ("reading", SIZE // 2),
        ("reading", SIZE),
        ("comparing", 0),
        ("embedding", 1),
        ("embedding", 3),
        ("embedding", 4),
    ],
)
def test_an_interrupted_run_is_finished_by_the_next(
    stage: str,
    done: int,
    batches: str,
    opened: Callable[..., Index],
    tiny_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if batches == "of one file":
        monkeypatch.setattr(batch, "_FIRST_SECONDS", 0.0)
        monkeypatch.setattr("index.sync.embed._BATCH", 1)
    index = opened("one")
    with pytest.raises(KeyboardInterrupt):
        index.sync(tiny_folder, progress=interrupt_at(stage, done))
    index.close()
    index = opened("one")
    kept = index.documents()
    assert kept == 4 or stage == "reading"
    assert (kept > 0) == (stage != "reading" or batches == "of one file")
    for mode in MODES:
        assert len(index.search("trains harbour budget rained", 10, mode)) <= kept
    assert len(index.search("trains harbour budget rained", 10, "lexical")) == kept
    assert counts(index.sync(tiny_folder)) == (4 - kept, 0, kept)
    opened("two").sync(tiny_folder)
    assert content(opened("one").folder) == content(opened("two").folder)
    for mode in MODES:
        assert found(index, "harbour", mode) == found(opened("two"), "harbour", mode)


def test_an_interrupted_file_keeps_its_whole_batches(
    opened: Callable[..., Index], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "_MOST_PASSAGES", 3)
    path = jsonl(tmp_path / "a.jsonl", {n: f"Boat {n} left." for n in range(20)})
    index = opened("one")

    def progress(now: Progress) -> None:
        if now.documents == 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.sync(path, progress=progress)
    assert index.documents() == 8
    assert len(index.search("boat", 100, "lexical")) == 8
    assert counts(index.sync(path)) == (12, 0, 8)
    opened("two").sync(path)
    assert content(index.folder) == content(opened("two").folder)


def test_a_changed_file_loses_nothing_to_an_interruption(
    tiny_index: Index, tiny_folder: Path
) -> None:
    write(tiny_folder / "rail.txt", "Trains ran on time.\n")
    with pytest.raises(KeyboardInterrupt):
        tiny_index.sync(tiny_folder, progress=interrupt_at("reading", 0))
    assert found(tiny_index, "trains") == {"rail.txt"}
    tiny_index.sync(tiny_folder)
    assert [hit.passage.text for hit in tiny_index.search("trains", mode="lexical")] == [
        "Trains ran on time."
    ]


def test_documents_answer_by_their_words_before_they_have_vectors(
    opened: Callable[..., Index], tiny_folder: Path
) -> None:
    index = opened("one")
    with pytest.raises(KeyboardInterrupt):
        index.sync(tiny_folder, progress=interrupt_at("comparing", 0))
    assert index.status().pending == 4
    assert index.unfinished().startswith("4 passages have no vector yet;")
    assert found(index, "trains", "fused") == {"rail.txt"}
    assert index.search("trains", mode="dense") == []
    index.sync(tiny_folder)
    assert index.status().pending == 0 and index.unfinished() == ""
    assert len(index.search("trains", mode="dense")) == 4


def test_a_first_run_that_broke_off_is_told(
    opened: Callable[..., Index], tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "_FIRST_SECONDS", 0.0)
    index = opened("one")
    assert index.unfinished() == ""  # nothing was begun
    with pytest.raises(KeyboardInterrupt):
        index.sync(tiny_folder, progress=interrupt_at("reading", SIZE // 2))
    assert 0 < index.documents() < 4
    assert "The first run of pincite index is not finished" in index.unfinished()
    index.sync(tiny_folder)
    assert index.documents() == 4 and index.unfinished() == ""


def test_the_first_documents_are_found_while_the_others_are_read(
    opened: Callable[..., Index], tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "_FIRST_SECONDS", 0.0)
    index, reader = opened("one"), opened("one")
    held: list[int] = []
    index.sync(tiny_folder, progress=lambda now: held.append(len(found(reader, "harbour rained"))))
    assert {1, 2, 3} <= set(held)
    assert held == sorted(held)


def test_progress_goes_up_and_ends_at_the_whole(
    opened: Callable[..., Index], tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.sync.embed._BATCH", 1)
    told: list[Progress] = []
    opened().sync(tiny_folder, progress=told.append)
    stages = list(dict.fromkeys(now.stage for now in told))
    assert stages == ["reading", "comparing", "embedding"]
    for stage, total in zip(stages, (SIZE, 4, 4), strict=True):
        done = [now.done for now in told if now.stage == stage]
        assert done == sorted(done)
        assert done[-1] == total
        assert {now.total for now in told if now.stage == stage} == {total}
    assert told[-1].documents == 4


# what is derived


DAMAGES: dict[str, Callable[[Path], object]] = {
    "no dense": lambda folder: [path.unlink() for path in folder.glob("vectors-*")],
    "no lexical": lambda folder: shutil.rmtree(folder / "lexical"),
    "broken dense": lambda folder: [write(p, "broken") for p in folder.glob("vectors-*")],
    "broken lexical": lambda folder: write(folder / "lexical" / "meta.json", "broken"),
    "broken words": lambda folder: [write(p, "broken") for p in folder.glob("lexical/*.term")],
    "words of another": lambda folder: LexicalIndex.create(folder / "lexical").update([], [], 999),
    "all": lambda folder: [DAMAGES[how](folder) for how in ("no dense", "no lexical")],
}


@pytest.fixture
def with_base(monkeypatch: pytest.MonkeyPatch, tiny_index: Index, tiny_folder: Path) -> Index:
    """`tiny_index` with a base of vectors on disk, as a larger one has."""
    monkeypatch.setattr("index.search.base._LAG", 0)
    tiny_index.sync(tiny_folder)
    assert list(tiny_index.folder.glob("vectors-*"))
    return tiny_index


@pytest.mark.parametrize("how", DAMAGES)
@pytest.mark.parametrize("then", ["search", "sync"])
def test_what_is_derived_is_built_again(
    how: str, then: str, with_base: Index, tiny_folder: Path, opened: Callable[..., Index]
) -> None:
    query = "the harbour of Bregenz"
    expected = {mode: with_base.search(query, 10, mode) for mode in MODES}
    with_base.close()
    DAMAGES[how](with_base.folder)
    index = opened(encoder=FakeEncoder())
    if then == "sync":
        write(tiny_folder / "more.txt", "Cheese is made of milk.\n")
        index.sync(tiny_folder)
        assert found(index, "cheese") == {"more.txt"}
        (tiny_folder / "more.txt").unlink()
        index.sync(tiny_folder)
        assert list(index.folder.glob("vectors-*"))
    for mode in MODES:
        again = index.search(query, 10, mode)
        assert [hit.passage for hit in again] == [hit.passage for hit in expected[mode]]
    assert index.encoder.texts == (["more\nCheese is made of milk."] if then == "sync" else [])  # type: ignore[attr-defined]


NO_ROOM = OSError(errno.ENOSPC, "No space left on device")


def test_damage_that_cannot_be_mended_is_told(
    tiny_index: Index, opened: Callable[..., Index], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An index that cannot be read must not look like one that does not hold the answer."""
    tiny_index.close()
    DAMAGES["no lexical"](tiny_index.folder)
    index = opened()
    monkeypatch.setattr("index.search.lexical.LexicalIndex.create", _raise(NO_ROOM))
    for mode in MODES:
        with pytest.raises(UserError, match="No space left on device"):
            index.search("harbour", 10, mode)


def _raise(error: Exception) -> Callable[..., None]:
    def raises(*args: object) -> None:
        raise error

    return raises


@pytest.mark.parametrize("kind", ["exact", "compressed"])
def test_a_base_shows_what_came_and_went_since(
    kind: str,
    with_base: Index,
    tiny_folder: Path,
    opened: Callable[..., Index],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A process that opened before, and one that opens after, find the same."""
    monkeypatch.setattr("index.search.base.FEW", 2)
    monkeypatch.setattr("index.search.dense.lists", lambda count: 2)
    with_base.vectors = kind
    with_base.sync(tiny_folder)
    assert with_base.status().vectors == kind
    reader = opened()
    assert len(reader.search("lake", 10, "dense")) == 4
    monkeypatch.setattr("index.search.base._LAG", 100)
    files = {path.name for path in with_base.folder.glob("vectors-*")}
    write(tiny_folder / "new.txt", "The glacier melted.\n")
    (tiny_folder / "rail.txt").unlink()
    with_base.sync(tiny_folder)
    for index in (with_base, reader, opened()):
        assert found(index, "glacier melted", "dense") == {
            *("new.txt", "harbour.txt", "budget.md", "weather.txt")
        }
    assert {path.name for path in with_base.folder.glob("vectors-*")} == files
    monkeypatch.setattr("index.search.base._LAG", 0)
    monkeypatch.setattr("index.search.base._LAG_SHARE", 0.0)
    left = with_base.folder / ".vectors-1-1.faiss.partial"  # by a process that was killed
    left.write_bytes(b"half")
    with_base.sync(tiny_folder)
    assert not left.exists()
    (_new,) = {path.name for path in with_base.folder.glob("vectors-*")} - files
    for index in (with_base, reader, opened()):
        assert "new.txt" in found(index, "glacier melted", "dense")
        assert len(index.search("glacier", 10, "dense")) == 4


def test_a_choice_of_vectors_that_there_is_not(tiny_index: Index) -> None:
    with pytest.raises(UserError, match="auto, exact or compressed"):
        tiny_index.vectors = "round"


# opening


def test_opening_what_is_not_there(opened: Callable[..., Index], tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no index in"):
        opened("none", create=False)
    assert not (tmp_path / "none").exists()
    opened("none").close()
    opened("none", create=False).close()


def test_another_encoder_is_refused(
    tiny_index: Index, opened: Callable[..., Index], tmp_path: Path
) -> None:
    other = FakeEncoder()
    other.name = "other"
    with pytest.raises(UserError, match="was made with the encoder fake, not other"):
        opened(encoder=other)
    with pytest.raises(UserError, match="fake, not sentence-transformers/some/model"):
        opened(encoder="some/model")
    with pytest.raises(UserError, match="encoder fake, which this version does not have"):
        opened(encoder=None)
    opened()


def test_the_recorded_encoder_is_the_default(
    opened: Callable[..., Index], monkeypatch: pytest.MonkeyPatch, tiny_folder: Path
) -> None:
    named = FakeEncoder()
    named.name = "sentence-transformers/some/model"
    opened(encoder=named).sync(tiny_folder)
    asked: list[str | None] = []
    monkeypatch.setattr("index.corpus.open_encoder", lambda n: (asked.append(n), named)[1])
    for encoder in (None, "some/model"):
        index = opened(encoder=encoder)
        assert index.search("harbour")
    assert asked == ["some/model", "some/model"]


def test_another_format_is_refused(tiny_index: Index, opened: Callable[..., Index]) -> None:
    with tiny_index._store.change():
        tiny_index._store.database.put("format", "999")
    with pytest.raises(UserError, match="has format 999"):
        opened()


def test_a_database_that_is_none_is_refused(opened: Callable[..., Index], tmp_path: Path) -> None:
    write(tmp_path / "index" / "corpus.sqlite", "not a database\n" * 100)
    with pytest.raises(UserError, match="cannot be opened"):
        opened()


def test_a_file_in_place_of_the_folder(opened: Callable[..., Index], tmp_path: Path) -> None:
    write(tmp_path / "index", "a file")
    with pytest.raises(UserError, match="No index can be made in"):
        opened()
    with pytest.raises(UserError, match="No index can be made in"):
        opened("index/below")


# no room, no permission


@pytest.mark.parametrize("room", [0, 1, 3, 8, 20])
def test_a_full_disk_loses_nothing(
    room: int, tiny_index: Index, tiny_folder: Path, opened: Callable[..., Index]
) -> None:
    before = content(tiny_index.folder, "documents")["documents"]
    for n in range(20):
        write(tiny_folder / f"new{n:02}.txt", f"The glacier of valley {n} melted. " * 50)
    store = tiny_index._store
    ((pages,),) = store.database.rows("PRAGMA page_count")
    store.database.rows(f"PRAGMA max_page_count = {pages + room}")
    with pytest.raises(UserError, match=r"disk is full.*Nothing was lost"):
        tiny_index.sync(tiny_folder)
    for index in (tiny_index, opened()):
        assert found(index, "trains") == {"rail.txt"}
        new = len(found(index, "glacier"))
        assert index.documents() == 4 + new
    assert set(before) <= set(content(tiny_index.folder, "documents")["documents"])
    store.database.rows("PRAGMA max_page_count = 1000000")
    tiny_index.sync(tiny_folder)
    assert len(found(tiny_index, "glacier")) == 20
    opened("two").sync(tiny_folder)
    assert content(tiny_index.folder) == content(opened("two").folder)


@pytest.mark.parametrize(
    "place", ["index.search.dense.faiss.write_index", "index.search.lexical.LexicalIndex.update"]
)
def test_a_disk_full_under_what_is_derived(
    place: str, with_base: Index, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.search.base._LAG_SHARE", 0.0)
    write(tiny_folder / "new.txt", "The glacier melted.\n")
    with monkeypatch.context() as patch:
        patch.setattr(place, _raise(NO_ROOM))
        with pytest.raises(UserError, match="No space left on device"):
            with_base.sync(tiny_folder)
        assert found(with_base, "trains") == {"rail.txt"}
    with_base.sync(tiny_folder)
    assert found(with_base, "glacier") == {"new.txt"}
    assert len(with_base.search("glacier", 10, "dense")) == 5


def test_a_folder_that_may_only_be_read(
    tiny_index: Index, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tiny_folder / "new.txt", "The glacier melted.\n")
    tiny_index._store.database.rows("PRAGMA query_only = ON")
    with pytest.raises(UserError, match=r"cannot be written.*allow writing there"):
        tiny_index.sync(tiny_folder)
    denied = PermissionError(errno.EACCES, "Permission denied")
    monkeypatch.setattr("filelock._unix.UnixFileLock._acquire", _raise(denied))
    with pytest.raises(UserError, match=r"cannot be written \(Permission denied\)"):
        tiny_index.sync(tiny_folder)
    assert found(tiny_index, "trains") == {"rail.txt"}


# several at once

WRITER = """
import sys
sys.path.insert(0, {tests!r})
from tests.support.fake_models import FakeEncoder
from index import Index, UserError
def progress(now):
    print("holding", flush=True)
    sys.stdin.readline()
try:
    with Index.open({index!r}, encoder=FakeEncoder()) as index:
        index.sync({documents!r}, progress=progress)
except UserError as error:
    print(error, flush=True)
"""


def test_one_process_writes_at_a_time(
    tiny_index: Index, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tiny_folder / "new.txt", "The glacier melted.\n")
    code = WRITER.format(tests=str(ROOT), index=str(tiny_index.folder), documents=str(tiny_folder))
    monkeypatch.setattr("index.store.access._WAIT", 0.1)
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, **pipes) as other:  # type: ignore[call-overload]
        assert other.stdout.readline() == "holding\n"
        with pytest.raises(UserError, match=r"Another process is indexing into.*Wait until"):
            tiny_index.sync(tiny_folder)
        assert found(tiny_index, "trains") == {"rail.txt"}
        other.communicate("\n" * 20, timeout=60)
    assert other.returncode == 0
    assert found(tiny_index, "glacier") == {"new.txt"}, "a reader sees what the writer finished"
    assert len(tiny_index.search("glacier", 10, "dense")) == 5
    assert counts(tiny_index.sync(tiny_folder)) == (0, 0, 5)


def test_a_reader_sees_what_another_removed(
    tiny_index: Index, tiny_folder: Path, opened: Callable[..., Index]
) -> None:
    reader = opened(create=False)
    assert found(reader, "trains") == {"rail.txt"}
    (tiny_folder / "rail.txt").unlink()
    tiny_index.sync(tiny_folder)
    for mode in MODES:
        assert "rail.txt" not in found(reader, "trains", mode)


def test_searching_from_eight_threads(tiny_index: Index) -> None:
    queries = ["harbour", "trains late", "the lake rose", "budget of Bregenz"] * 30
    expected = {query: tiny_index.search(query) for query in queries}
    fresh = Index.open(tiny_index.folder, encoder=FakeEncoder())
    with fresh, ThreadPoolExecutor(8) as threads:
        for query, hits in zip(queries, threads.map(fresh.search, queries), strict=True):
            assert hits == expected[query]


def test_searching_while_another_writes(
    tiny_index: Index, tiny_folder: Path, opened: Callable[..., Index]
) -> None:
    reader = opened()
    stop = threading.Event()
    wrong: list[object] = []

    def search() -> None:
        while not stop.is_set():
            try:
                for mode in MODES:
                    texts = [hit.passage.text for hit in reader.search("lake harbour", 10, mode)]
                    if not any("nine days" in text for text in texts):
                        wrong.append(texts)
            except Exception as error:
                wrong.append(error)

    threads = [threading.Thread(target=search) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        for n in range(12):
            write(tiny_folder / "rail.txt", f"The lake rose by {n} metres.\n")
            tiny_index.sync(tiny_folder)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert wrong == []
    assert found(reader, "11") == {"rail.txt"}


# queries


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("", "is empty"),
        (" \n\t\u00a0", "is empty"),
        ("x" * 3_000, "has 3,000 characters"),
        ("why " * 2_500, "has 9,999 characters"),
        ("harbour \udcff", "is not valid text"),
    ],
)
def test_a_query_that_cannot_be_asked(query: str, reason: str, tiny_index: Index) -> None:
    with pytest.raises(UserError, match=reason):
        tiny_index.search(query)


@pytest.mark.parametrize(
    "query",
    [
        "x",
        "?",
        "🚂🚂",
        "متى وصل القطار؟",
        "列车几点到？",
        "harbour " * 237,
        "\0",
        "the of",
        "NOT (a:b",
    ],
)
def test_any_other_query_can_be_asked(query: str, tiny_index: Index) -> None:
    assert len(query) <= 1_900
    for mode in MODES:
        hits = tiny_index.search(query, 3, mode)
        scores = [hit.score for hit in hits]
        assert scores == sorted(scores, reverse=True)
    assert len(tiny_index.search(query, 3)) == 3


def test_a_query_is_not_its_white_space(tiny_index: Index) -> None:
    assert tiny_index.search(" late \n trains ") == tiny_index.search("late trains")


def test_k_is_the_most_that_is_given(tiny_index: Index) -> None:
    hits = tiny_index.search("harbour of Bregenz", 4)
    assert len(hits) == 4
    assert tiny_index.search("harbour of Bregenz", 2) == hits[:2]
    assert len(tiny_index.search("harbour", 1_000)) == 4


def test_a_hit_knows_where_it_stands(tiny_index: Index, tiny_folder: Path) -> None:
    hit = tiny_index.search("ferries", mode="lexical")[0]
    document = hit.passage.document
    assert document.source == str(tiny_folder / "harbour.txt")
    assert hit.passage.text == document.text
    assert [document.slice(span) for span in hit.passage.citable] == [
        "The harbour of Lindau was closed for nine days in March.",
        "Ferries turned back empty.",
    ]


def test_the_encoder_is_loaded_only_when_it_is_needed(
    tiny_index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.corpus.recorded_model", lambda name: name)
    monkeypatch.setattr("index.corpus.open_encoder", lambda name: pytest.fail("loaded"))
    with Index.open(tiny_index.folder) as index:
        assert index.documents() == 4
        assert len(index.search("trains", mode="lexical")) == 1


def test_all_passages_are_embedded_under_their_titles(
    tiny_index: Index, encoder: FakeEncoder
) -> None:
    assert len(encoder.texts) == 4
    assert min(encoder.texts).startswith("Budget\nBudget\n\nThe council of Bregenz")
