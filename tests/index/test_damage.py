"""An index that is damaged says so, or is mended; it never answers with what no document says."""

import errno
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import tantivy
from hypothesis import given
from hypothesis import strategies as st

from index import Index, UserError
from index.doctor import Finding
from index.errors import DamagedError
from index.search import lexical
from index.search.dense import DenseIndex
from index.search.engine import LocalEngine
from index.store.checksums import crc, digest, file_crc, vector_crc
from index.store.connect import make_database
from index.store.store import Store
from index.types import Hit
from tests.support.fake_models import FakeEncoder
from tests.support.paths import ROOT
from ui.cli import main as cli

QUERY = "the harbour of Bregenz"
TABLES = ("broken", "degraded")

Result = tuple[int, str, str]


@pytest.fixture
def place(tiny_index: Index, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A closed index with a base of vectors, near copies, and something skipped."""
    text = (tiny_folder / "rail.txt").read_text()
    (tiny_folder / "again.txt").write_text(text + "It was the third time this year.\n")
    (tiny_folder / "bad.docx").write_text("not a document of Word")
    monkeypatch.setattr("index.search.base._LAG", 0)
    tiny_index.sync(tiny_folder)
    tiny_index.close()
    return tiny_index.folder


@pytest.fixture
def pincite(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, place: Path
) -> Callable[..., Result]:
    """Runs a command on the index."""
    monkeypatch.setenv("PINCITE_INDEX", str(place))
    monkeypatch.setattr("index.corpus.recorded_model", lambda name: name)
    monkeypatch.setattr("index.corpus.open_encoder", lambda name: FakeEncoder())

    def run(*arguments: str) -> Result:
        status = cli.main(arguments)
        return (status, *capsys.readouterr())

    return run


def opened(place: Path) -> Index:
    return Index.open(place, encoder=FakeEncoder(), create=False)


def sql(place: Path, *queries: str) -> None:
    """Changes the database as no code of pincite does."""
    with closing(sqlite3.connect(place / "corpus.sqlite", isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for query in queries:
            connection.execute(query)


def all_that_is_told(place: Path) -> object:
    """What every way of reading an index gives."""
    with opened(place) as index:
        hits = {mode: index.search(QUERY, 10, mode) for mode in ("fused", "dense", "lexical")}  # type: ignore[arg-type]
        listing = index.listing()
        documents = {line.source: (index.document(line.id).text, line.title) for line in listing}
        copies = {h.passage.document.source for h in hits["fused"]}
        near = index.copies({line.id for line in listing})
        named = {
            index.document(id).source: sorted(copy.source for copy in found)
            for id, found in near.items()
        }
        return [shown(found) for found in hits.values()], documents, copies, named


def shown(hits: list[Hit]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (
            hit.passage.document.source,
            hit.passage.text,
            tuple(hit.passage.document.slice(span) for span in hit.passage.citable),
        )
        for hit in hits
    ]


def findings(place: Path, *, fix: bool = False) -> list[Finding]:
    with opened(place) as index:
        return [finding for finding in index.examine(fix=fix) if finding.severity != "notice"]


def mended(place: Path) -> object:
    """What is told once the doctor and another run have been at it."""
    assert findings(place, fix=True) == []
    with opened(place) as index:
        index.sync()
    assert findings(place) == []
    return all_that_is_told(place)


pytest.mark.slow = pytest.mark.slow
RAIL = "(SELECT number FROM documents WHERE source LIKE '%rail.txt')"
WRONG = {
    "text": f"UPDATE texts SET text = replace(text, 'eleven', 'twelve') WHERE document = {RAIL}",
    "text as bytes": f"UPDATE texts SET text = CAST(text AS BLOB) WHERE document = {RAIL}",
    "text not UTF-8": f"UPDATE texts SET text = CAST(x'ff80' AS TEXT) WHERE document = {RAIL}",
    "places": f"UPDATE texts SET places = '[[0,5,7,null,null]]' WHERE document = {RAIL}",
    "no text": f"DELETE FROM texts WHERE document = {RAIL}",
    "sentences": f"UPDATE texts SET sentences = zeroblob(12) WHERE document = {RAIL}",
    "sentences cut": f"UPDATE texts SET sentences = x'0001' WHERE document = {RAIL}",
    "title": f"UPDATE documents SET title = 'rial' WHERE number = {RAIL}",
    "title a number": f"UPDATE documents SET title = 7 WHERE number = {RAIL}",
    "title not UTF-8": f"UPDATE documents SET title = CAST(x'ff' AS TEXT) WHERE number = {RAIL}",
    "source": f"UPDATE documents SET source = source || 'x' WHERE number = {RAIL}",
    "published": f"UPDATE documents SET published = '1999-01-01' WHERE number = {RAIL}",
    "url": f"UPDATE documents SET url = 'https://evil.example' WHERE number = {RAIL}",
    "pages": f"UPDATE documents SET pages = '[3]' WHERE number = {RAIL}",
    "pages not JSON": f"UPDATE documents SET pages = '[' WHERE number = {RAIL}",
    "id": f"UPDATE documents SET id = '0123456789abcdef' WHERE number = {RAIL}",
    "file": f"UPDATE documents SET file = '/elsewhere' WHERE number = {RAIL}",
    "count of sentences": f"UPDATE documents SET sentences = 99 WHERE number = {RAIL}",
    "generation": f"UPDATE documents SET added = added + 64 WHERE number = {RAIL}",
    "number": f"UPDATE documents SET number = 99 WHERE number = {RAIL}",
    "removed": f"UPDATE documents SET removed = 1 WHERE number = {RAIL}",
    "no document": f"DELETE FROM documents WHERE number = {RAIL}",
    "start of a passage": f"UPDATE passages SET start = start + 4 WHERE document = {RAIL}",
    "end of a passage": f"UPDATE passages SET stop = stop - 4 WHERE document = {RAIL}",
    "a passage of another": f"UPDATE passages SET document = document + 1 WHERE document = {RAIL}",
    "no passage": f"DELETE FROM passages WHERE document = {RAIL}",
    "vector": "UPDATE vectors SET vector = zeroblob(128) WHERE key = 2",
    "vector cut": "UPDATE vectors SET vector = x'0001' WHERE key = 2",
    "vector as text": "UPDATE vectors SET vector = 'vector' WHERE key = 2",
    "no vector": "DELETE FROM vectors WHERE key = 2",
    "no vectors": "DELETE FROM vectors",
    "near copies": f"UPDATE copies SET other = 2 WHERE document = {RAIL}",
    "files": "UPDATE files SET digest = 'x' WHERE path LIKE '%rail.txt'",
    "files as bytes": "UPDATE files SET path = CAST(path AS BLOB) WHERE path LIKE '%rail.txt'",
    "skipped": "UPDATE skipped SET reason = 'no reason'",
    "gone": "INSERT INTO gone VALUES (2, 1)",
    "waiting": "INSERT INTO pending VALUES (2)",
}  # fmt: skip


@pytest.mark.parametrize(
    ("what", "base"),
    [
        *(pytest.param(what, True, id=f"{what}, base") for what in WRONG),
        *(pytest.param(what, False, id=f"{what}, no base") for what in WRONG if "vector" in what),
        *(
            pytest.param(what, False, id=f"{what}, no base", marks=pytest.mark.slow)
            for what in WRONG
            if "vector" not in what
        ),
    ],
)
def test_what_is_wrong_in_the_store_is_said_and_mended(
    what: str, base: bool, place: Path, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not base:
        monkeypatch.setattr("index.search.base._LAG", 1_000)
        with opened(place) as index:
            index._parts.engine.base.drop()
    expected = all_that_is_told(place)
    sql(place, WRONG[what])
    try:
        assert all_that_is_told(place) == expected
    except DamagedError as error:
        assert "is damaged" in error.what
        assert "pincite doctor" in error.remedy
    found = findings(place)
    assert found and found[0].severity in TABLES
    assert [finding for finding in found if not finding.fixable] == []
    assert mended(place) == expected


def test_a_wrong_text_is_never_quoted(place: Path, tiny_folder: Path) -> None:
    sql(place, WRONG["text"])
    with opened(place) as index:
        with pytest.raises(DamagedError, match=r"is damaged \(the text of .*rail\.txt\)"):
            index.search("trains late")
        document = next(line.id for line in index.listing() if line.source.endswith("rail.txt"))
        with pytest.raises(DamagedError):
            index.document(document)
        with pytest.raises(DamagedError):
            index.passages(document)
    (finding,) = findings(place)
    assert finding.what.startswith("1 documents are not as they were written: ")
    assert str(tiny_folder / "rail.txt") in finding.what
    with opened(place) as index:
        notice = index.examine(fix=True)
        assert any(str(tiny_folder / "rail.txt") in f.what and "again" in f.what for f in notice)
        report = index.sync()
        assert (report.added, report.removed, report.unchanged) == (1, 0, 4)
        assert "eleven hours" in " ".join(h.passage.text for h in index.search("trains late"))


@pytest.mark.parametrize("what", ["text", "title", "url", "source", "file", "no document"])
def test_a_document_that_cannot_be_read_again_is_kept(
    what: str, place: Path, tiny_folder: Path
) -> None:
    expected = all_that_is_told(place)
    file = tiny_folder / "rail.txt"
    away = file.rename(tiny_folder.parent / "away.txt")
    sql(place, WRONG[what])
    (finding,) = findings(place, fix=True)
    assert "set aside" in finding.what and "back first" in finding.remedy
    assert what == "no document" or "rail.txt" in finding.what
    assert (finding.severity, finding.fixable) == ("degraded", False)
    for _ in range(2):  # and it stays so
        assert findings(place, fix=True) == [finding]
        with closing(sqlite3.connect(place / "corpus.sqlite")) as connection:
            ((text,),) = connection.execute("SELECT text FROM aside").fetchall()
        assert "hours" in text
    with opened(place) as index:
        hits = index.search("trains late", 9)
        assert not any(h.passage.document.source.endswith("rail.txt") for h in hits)
        assert not any(line.source.endswith("rail.txt") for line in index.listing())
    away.rename(file)
    with opened(place) as index:
        index.sync()
    assert findings(place, fix=True) == []
    assert all_that_is_told(place) == expected


def test_what_is_taken_out_is_named(place: Path, tiny_folder: Path) -> None:
    sql(place, "UPDATE documents SET title = 'x'")
    with opened(place) as index:
        sources = [
            source for (source,) in index._store.database.rows("SELECT source FROM documents")
        ]
        said = " ".join(finding.what for finding in index.examine(fix=True))
        assert len(sources) == 5 and all(source in said for source in sources)


@pytest.mark.parametrize("what", ["no document", "removed", "number"])
def test_a_lost_document_is_told_by_every_command(
    what: str, place: Path, pincite: Callable[..., Result]
) -> None:
    sql(place, WRONG[what])
    for command in (["status"], ["search", "trains"], ["ask", "Were trains late?"], ["index"]):
        status, out, err = pincite(*command)
        assert (status, out) == (2, "")
        assert "damaged" in err and "pincite doctor" in err
    assert pincite("doctor")[0] == 1


def test_a_vector_that_is_no_number_never_ranks(place: Path) -> None:
    nan = np.full(64, np.nan, np.float16).tobytes()
    with closing(sqlite3.connect(place / "corpus.sqlite")) as connection, connection:
        row = (nan, vector_crc(2, nan))
        connection.execute("UPDATE vectors SET vector = ?, crc = ? WHERE key = 2", row)
    with opened(place) as index:
        index._parts.engine.base.drop()
        ranked = index._parts.engine.view().dense(FakeEncoder().encode([QUERY], "query")[0], 10)
    assert 2 not in dict(ranked)
    assert all(np.isfinite(score) for _, score in ranked)
    mixed = DenseIndex(2)
    mixed.add([1, 2], np.array([[np.nan, 1], [0, 1]], np.float32))
    assert [key for key, _ in mixed.search(np.array([0, 1], np.float32), 2)] == [2]


# what is derived


def flip(path: Path, bit: int) -> None:
    content = bytearray(path.read_bytes())
    content[bit // 8] ^= 1 << bit % 8
    path.write_bytes(content)


def test_a_bit_of_the_base_of_vectors(place: Path) -> None:
    expected = all_that_is_told(place)
    (base,) = place.glob("vectors-*")
    whole = base.read_bytes()
    for bit in random.Random(5).sample(range(8 * len(whole)), 12):
        flip(base, bit)
        assert all_that_is_told(place) == expected
        assert any("base of vectors cannot be read" in f.what for f in findings(place))
        base.write_bytes(whole)
    flip(base, 99)
    with opened(place) as index:
        index.search(QUERY)
        index.sync()  # which makes it anew, once it was met
    assert findings(place) == []


def test_a_damaged_base_never_reaches_faiss(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = all_that_is_told(place)
    (base,) = place.glob("vectors-*")
    flip(base, 8 * base.stat().st_size - 1)
    monkeypatch.setattr("index.search.dense.faiss.read_index", lambda *_: pytest.fail("read"))
    assert all_that_is_told(place) == expected


def test_a_bit_of_the_word_index(place: Path) -> None:
    expected = all_that_is_told(place)
    whole = place.with_name("whole")
    shutil.copytree(place, whole)
    generator = random.Random(7)
    names = sorted(p.name for p in (place / "lexical").iterdir() if p.stat().st_size)
    assert {Path(name).suffix for name in names} >= {".idx", ".pos", ".term", ".store", ".json"}
    for name in names:
        for _ in range(3):
            shutil.rmtree(place)
            shutil.copytree(whole, place)
            path = place / "lexical" / name
            flip(path, generator.randrange(8 * path.stat().st_size))
            said = findings(place)
            assert said or name.endswith(".json"), name
            assert all_that_is_told(place) == expected, name
            assert findings(place) == [], name


@pytest.mark.parametrize(
    "change",
    [
        lambda meta: meta["segments"][0].update(max_doc=meta["segments"][0]["max_doc"] + 1),
        lambda meta: meta["segments"].pop(),
        lambda meta: meta.update(segments=[]),
        lambda meta: meta["schema"][-1]["options"]["indexing"].update(tokenizer="default"),
        lambda meta: meta["schema"].pop(),
        lambda meta: meta["index_settings"].update(docstore_blocksize=1),
        lambda meta: meta.pop("segments"),
        lambda meta: meta["segments"].append("nonsense"),
    ],
)
def test_the_list_of_segments_is_changed(change: Callable[[object], object], place: Path) -> None:
    expected = all_that_is_told(place)
    path = place / "lexical" / "meta.json"
    meta = json.loads(path.read_text())
    change(meta)
    path.write_text(json.dumps(meta))
    assert findings(place)
    assert all_that_is_told(place) == expected
    assert findings(place) == []


def test_words_that_cannot_be_mended_are_told(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(place / "lexical")
    monkeypatch.setattr("index.store.passages.Passages.texts", lambda *_, **__: iter([]))
    with opened(place) as index, pytest.raises(DamagedError, match="word index has 0 passages"):
        index.search(QUERY)


# the database


def emptied(path: Path) -> None:
    """A database of the same kind, without a table."""
    path.unlink()
    sql(path.parent, "CREATE TABLE none (x)", "DROP TABLE none")


TAMPERED = {
    "no table": "DROP TABLE copies",
    "no column": "ALTER TABLE documents RENAME COLUMN title TO titel",
    "no meta": "DROP TABLE meta",
    "no values": "DELETE FROM meta",
    "no index": "DROP INDEX documents_id",
    "another encoder": "UPDATE meta SET value = 'fakf' WHERE name = 'encoder'",
    "no encoder": "DELETE FROM meta WHERE name = 'encoder'",
    "another generation": "UPDATE meta SET value = '1' WHERE name = 'generation'",
    "no JSON": "UPDATE meta SET value = '[' WHERE name = 'census'",
    "bytes": "UPDATE meta SET value = x'ff' WHERE name = 'census'",
}
LOST: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "no tables": emptied,
    "nothing": lambda path: path.unlink(),
    "another": lambda path: path.write_bytes(b"not a database\n" * 400),
    "half": lambda path: path.write_bytes(path.read_bytes()[:6_000]),
    "zeros": lambda path: path.write_bytes(bytes(path.stat().st_size)),
}
LOST |= {
    name: lambda path, query=query: sql(path.parent, query)  # type: ignore[misc]
    for name, query in TAMPERED.items()
}


@pytest.mark.parametrize("what", LOST)
def test_a_database_that_is_lost_is_told_by_every_command(
    what: str, place: Path, pincite: Callable[..., Result], tiny_folder: Path
) -> None:
    LOST[what](place / "corpus.sqlite")
    before = {p: p.read_bytes() for p in place.rglob("*") if p.is_file()}
    for command in (["status"], ["search", "x"], ["ask", "x"], ["index", str(tiny_folder)]):
        status, out, err = pincite(*command)
        assert (status, out) == (2, ""), command
        assert "damaged" in err
        assert "delete" not in err.lower()
    for flags in ([], ["--fix"]):
        status, out, err = pincite("doctor", *flags)
        assert (status, err) == (1, "")
        assert out.startswith("broken: ")
    (finding,) = json.loads(pincite("doctor", "--json")[1])
    assert finding["severity"] == "broken" and finding["remedy"]
    after = {p: p.read_bytes() for p in place.rglob("*") if p.is_file()}
    assert {p: c for p, c in after.items() if not p.name.endswith(("-shm", "-wal"))} == {
        p: c for p, c in before.items() if not p.name.endswith(("-shm", "-wal"))
    }


def test_a_log_without_its_database_is_kept(tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    log = tmp_path / "index" / "corpus.sqlite-wal"
    log.write_bytes(b"changes")
    with pytest.raises(DamagedError, match=r"corpus\.sqlite is missing"):
        Index.open(tmp_path / "index", encoder=FakeEncoder())
    assert [p.name for p in log.parent.iterdir()] == [log.name]


def test_a_log_beside_an_emptied_database_is_kept(tiny_index: Index) -> None:
    """SQLite would delete it, and all the changes in it."""
    copy = tiny_index.folder.with_name("copy")
    shutil.copytree(tiny_index.folder, copy)
    log = (copy / "corpus.sqlite-wal").read_bytes()
    assert log
    (copy / "corpus.sqlite").write_bytes(b"")
    with pytest.raises(DamagedError, match="is empty"):
        opened(copy)
    assert (copy / "corpus.sqlite-wal").read_bytes() == log


def test_a_database_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is killed while it is made leaves nothing that is taken for one."""

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("index.store.connect.os.link", killed)
        with pytest.raises(KeyboardInterrupt):
            Index.open(tmp_path / "index", encoder=FakeEncoder())
    assert list((tmp_path / "index").iterdir()) == []
    seen: list[int] = []
    link = os.link

    def watched(one: Path, other: Path) -> None:
        seen.append(one.stat().st_size)
        assert not other.exists()
        link(one, other)

    monkeypatch.setattr("index.store.connect.os.link", watched)
    Index.open(tmp_path / "index", encoder=FakeEncoder()).close()
    assert seen[0] > 4_096
    assert [p.name for p in (tmp_path / "index").iterdir()] == ["corpus.sqlite"]


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_two_that_make_a_database_at_once_agree(
    links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "corpus.sqlite"

    def link(one: Path, other: Path) -> None:
        if not path.exists():
            make_database(path, "CREATE TABLE first (x);")
        if not links:
            raise PermissionError
        raise FileExistsError

    made = os.link
    calls: list[int] = []

    def first(one: Path, other: Path) -> None:
        calls.append(1)
        (link if len(calls) == 1 else made)(one, other)

    monkeypatch.setattr("index.store.connect.os.link", first)
    make_database(path, "CREATE TABLE second (x);")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("first",)]
    assert [p.name for p in tmp_path.iterdir()] == ["corpus.sqlite"]


def test_many_open_a_new_index_at_once(tmp_path: Path) -> None:
    wrong: list[Exception] = []

    def open_it() -> None:
        try:
            with Index.open(tmp_path / "index", encoder=FakeEncoder()) as index:
                index.documents()
        except Exception as error:
            wrong.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_an_index_of_an_older_format_is_told(place: Path) -> None:
    meta = "INSERT INTO meta VALUES ('format', '2')"
    sql(place, "DELETE FROM meta", meta)
    with pytest.raises(UserError, match="has format 2; this version reads 6"):
        opened(place)


# no room


FULL = """
import resource, sys
from pathlib import Path
from index.search.lexical import LexicalIndex
index = LexicalIndex.create(Path(sys.argv[1]))
index.update([(1, "", "lake boat")], [], 1)
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), hard))
more = [(key, "", " ".join(f"w{key}x{n}" for n in range(300))) for key in range(2, 1_000)]
for _ in range(2):
    try:
        index.update(more, [], 2)
        print("written")
    except OSError as error:
        print(error.strerror)
print([key for key, _ in index.search("lake", 5)], index.words.generation)
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
index.update(more, [], 2)
print(len(index))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
@pytest.mark.parametrize("limit", [2_000, 200_000])
def test_words_for_which_there_is_no_room(limit: int, tmp_path: Path) -> None:
    """The reason is told each time, and not that a writer is at work."""
    command = [sys.executable, "-c", FULL, str(tmp_path / "lexical"), str(limit)]
    run = subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False
    )
    assert run.stdout.splitlines() == ["File too large", "File too large", "[1] 1", "999"], (
        run.stderr
    )


# checksums


VALUES = st.none() | st.integers() | st.text() | st.binary()


@given(st.lists(VALUES), st.lists(VALUES))
def test_other_values_have_another_checksum(one: list[object], two: list[object]) -> None:
    same = [(type(v), v) for v in one] == [(type(v), v) for v in two]
    for made in (digest, crc):
        assert (made(*one) == made(*two)) == same  # type: ignore[operator]


def test_values_are_not_taken_for_each_other() -> None:
    alike = [("1",), (1,), (b"1",), (None,), ("",), (), ("1", ""), ("", "1"), ("1", None), ("n",)]
    assert len({digest(*values) for values in alike}) == len(alike)
    assert len({crc(*values) for values in alike}) == len(alike)


def test_the_checksum_of_a_file_is_of_every_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.store.checksums._BLOCK", 10)
    path = tmp_path / "file"
    path.write_bytes(bytes(range(35)))
    seen = {file_crc(path)}
    for bit in range(8 * 35):
        flip(path, bit)
        seen.add(file_crc(path))
        flip(path, bit)
    assert len(seen) == 8 * 35 + 1
    path.write_bytes(bytes(range(10, 20)) + bytes(range(10)) + bytes(range(20, 35)))
    assert file_crc(path) not in seen
    path.write_bytes(b"")
    assert file_crc(path) == 0


def test_a_vector_belongs_to_its_key() -> None:
    assert vector_crc(1, b"vector") != vector_crc(2, b"vector")


# what to do about it


def _as_told(place: Path, remedy: str) -> None:
    """Does what a remedy says: moves the files that it names, and no others."""
    aside = place.with_name("aside")
    aside.mkdir()
    (names,) = re.findall(r"ove (.+?) out of (?:it|that folder), ", remedy)
    for pattern in re.split(r", | and ", names):
        for path in place.glob(pattern):
            path.rename(aside / path.name)


@pytest.mark.parametrize("what", ["old format", "zeros"])
def test_what_is_told_loses_nothing_and_works(what: str, place: Path, tiny_folder: Path) -> None:
    kept = {"uploads/only.txt": "A comet.", "users.jsonl": "1", "judged.jsonl": "2"}
    for name, text in kept.items():
        (place / name).parent.mkdir(exist_ok=True)
        (place / name).write_text(text)
    if what == "zeros":
        LOST["zeros"](place / "corpus.sqlite")
    else:
        delete = "DELETE FROM meta WHERE name = 'digest'"
        sql(place, delete, "UPDATE meta SET value = '2' WHERE name = 'format'")
    with pytest.raises(UserError) as caught:
        opened(place)
    assert "uploads" in caught.value.remedy and "delete" not in caught.value.remedy.lower()
    _as_told(place, caught.value.remedy)
    with Index.open(place, encoder=FakeEncoder()) as index:
        index.sync([tiny_folder, place / "uploads"])
        assert index.documents() == 6
        assert index.search("comet", mode="lexical")[0].passage.text == "A comet."
    assert {name: (place / name).read_text() for name in kept} == kept


# what is no damage


def _segments(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_ino for path in (folder / "lexical").glob("*.*")}


@pytest.mark.parametrize("what", ["missing", "full", "a file"])
def test_no_room_for_temporary_files_is_no_damage(
    what: str, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected, before = all_that_is_told(place), _segments(place)
    lexical._new_meta.cache_clear()
    temporary = tmp_path / "temporary"
    if what == "a file":
        temporary.write_text("")
    elif what == "full":
        temporary.mkdir()
        made = tantivy.Index

        def full(schema: object, path: str | None = None) -> object:
            if path and path.startswith(str(temporary)):
                raise ValueError("An IO error occurred: (os error 28)")
            return made(schema, path=path)  # type: ignore[arg-type]

        monkeypatch.setattr("index.search.lexical.tantivy.Index", full)
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    with opened(place) as index:
        for act in (lambda: index.search(QUERY), index.sync, lambda: index.examine(fix=True)):
            with pytest.raises(UserError, match="temporary files") as caught:
                act()
            assert "TMPDIR" in caught.value.remedy
            assert _segments(place) == before
    monkeypatch.undo()
    assert all_that_is_told(place) == expected
    assert _segments(place) == before


def test_no_room_for_links_is_no_damage(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _segments(place)
    access = os.access
    no_writing = lambda p, how: how != os.W_OK and access(p, how)  # noqa: E731
    monkeypatch.setattr("index.search.segments.os.access", no_writing)
    lexical._new_meta()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    database = place / "corpus.sqlite"
    store = Store(database)
    with pytest.raises(UserError, match="temporary files"):
        LocalEngine(place, store).catch_up()
    store.close()
    assert _segments(place) == before


NOT_DAMAGE = {
    code: OSError(getattr(errno, code), os.strerror(getattr(errno, code)))
    for code in ("EMFILE", "EACCES", "ENOMEM", "EIO", "ENFILE", "ESTALE")
}


@pytest.mark.parametrize("code", NOT_DAMAGE)
@pytest.mark.parametrize("by", ["system", "tantivy"])
def test_what_the_system_refuses_is_no_damage(
    code: str, by: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected, before = all_that_is_told(place), _segments(place)
    refused: Exception = NOT_DAMAGE[code]
    if by == "tantivy":
        number = getattr(errno, code)
        refused = ValueError(f"Failed to open: IoError {{ io_error: Os {{ code: {number}, kind: x")

    def refuse(*_: object, **__: object) -> None:
        raise refused

    with monkeypatch.context() as patch:
        patch.setattr("index.search.lexical.check_at_opening", refuse)
        with opened(place) as index:
            for act in (lambda: index.search(QUERY), index.sync):
                with pytest.raises(UserError, match=re.escape(os.strerror(getattr(errno, code)))):
                    act()
            assert any("word index cannot be read" in f.what for f in index.examine())
    assert _segments(place) == before
    assert all_that_is_told(place) == expected
    assert _segments(place) == before
