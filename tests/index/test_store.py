"""The store: all of a change or nothing, and nothing that it does not say."""

import json
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from index.documents.split import passages, sentences
from index.errors import UserError
from index.search.engine import LocalEngine
from index.store.documents import Text
from index.store.store import Store
from index.store.writer import StoreWriter
from index.types import Document, Place, Sentence, Skipped
from tests.support.fake_models import FakeEncoder

TEXT = "Low water\nThe lake fell by two metres. The boats stayed in.\n\nBy Jane Smith\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path / "corpus.sqlite")
    yield made
    made.close()


def document(n: int, text: str = TEXT, **about: str) -> Document:
    return Document(f"{n:016x}", text, f"/{n}.txt", f"title {n}", **about)  # type: ignore[arg-type]


def add(store: Store, made: Document, file: str = "/file") -> list[int]:
    pieces = sentences(made)
    writer = StoreWriter(store)
    with writer.change() as change:
        change.add(file, made, pieces, list(passages(made, pieces)))
    keys, parts = writer.pending(1_000)
    assert parts == store.passages.of(made.id)
    writer.put_vectors(keys, FakeEncoder().encode([part.text for part in parts]))
    assert writer.pending(1_000) == ([], [])
    return keys


def counts(store: Store) -> tuple[int, int, int]:
    """Documents, sentences and passages."""
    census = store.count()
    return census.documents, census.sentences, census.passages


def remove(store: Store, id: str) -> None:
    with StoreWriter(store).change() as change:
        change.remove(id)


class Unwalked(tuple[Sentence, ...]):
    """Sentences that are looked up, and never walked through."""

    def __iter__(self) -> Iterator[Sentence]:
        raise AssertionError


def test_a_passage_of_a_long_document_does_not_look_through_all_of_it() -> None:
    made = document(1, TEXT * 300)
    pieces = sentences(made)
    parts = list(passages(made, pieces))
    assert len(parts) > 10
    text = Text(made, Unwalked(pieces), {})
    assert [text.passage((part.span.start, part.span.end)) for part in parts] == parts


def test_what_goes_in_comes_out(store: Store) -> None:
    places = (Place(0, 9, certainty=0.5), Place(10, 20, box=(0.1, 0.2, 0.3, 1.0), certainty=0.9))
    about = ("/a.pdf", "A", "2025-10-24", "https://a.example", (0, 10), places)
    made = Document("a" * 16, TEXT, *about, author="Jane Smith", publisher="The Lake Paper")
    made = replace(made, page_labels=("iv", "1"))
    (key,) = add(store, made)
    (passage,) = passages(made, sentences(made))
    assert store.passages.get([key]) == {key: passage}
    assert counts(store) == (1, 2, 1)
    (entry,) = store.passages.texts()
    assert entry[:3] == (key, "A", passage.text)
    assert entry.day == date(2025, 10, 24).toordinal()
    assert store.documents.ids_in("/file") == {made.id}
    assert store.documents.origin(made.id) == ("/file", "/a.pdf")
    assert store.documents.get(made.id) == made
    assert store.passages.of(made.id) == [passage]


def test_kinds_of_sentences_are_kept_by_name(store: Store) -> None:
    made = document(1)
    add(store, made)
    ((written,),) = store.database.rows("SELECT sentences FROM texts")
    texts = {kind: [made.text[a:b] for a, b in zip(spans[::2], spans[1::2], strict=True)]
            for kind, spans in json.loads(written).items()}  # fmt: skip
    assert texts == {
        "heading": ["Low water"],
        "sentence": ["The lake fell by two metres.", "The boats stayed in."],
        "furniture": ["By Jane Smith"],
    }


def test_vectors_keep_three_digits(store: Store) -> None:
    vectors = np.random.default_rng(1).normal(size=(1, 64)).astype(np.float32)
    vectors /= np.linalg.norm(vectors)
    made = document(1)
    pieces = sentences(made)
    with StoreWriter(store).change() as change:
        change.add("/f", made, pieces, list(passages(made, pieces)))
    assert (store.count_embedded(), store.vectors.count_pending()) == (0, 1)
    keys = store.vectors.pending(10)
    store.vectors.put(keys, vectors)
    assert (store.count_embedded(), store.vectors.count_pending()) == (1, 0)
    assert (store.vectors.dimension(), store.vectors.last()) == (64, keys[-1])
    ((found_keys, found),) = store.vectors.after()
    assert found_keys == keys
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, vectors, atol=1e-3)
    of_document = store.vectors.of(made.id)
    assert of_document[0] == keys
    np.testing.assert_array_equal(of_document[1], found)
    np.testing.assert_array_equal(store.vectors.get([*keys, 99])[1], found)


def test_a_document_without_passages_has_no_vectors(store: Store) -> None:
    made = document(1, "Share this")
    assert add(store, made) == []
    keys, vectors = store.vectors.of(made.id)
    assert (keys, len(vectors)) == ([], 0)
    assert list(store.vectors.after()) == []
    assert list(store.passages.texts()) == []
    assert counts(store) == (1, 0, 0)


def test_batches_of_vectors_leave_none_out(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.store.vectors._ROWS", 2)
    keys = [key for n in range(5) for key in add(store, document(n))]
    batches = list(store.vectors.after())
    assert [key for some, _ in batches for key in some] == keys
    assert [len(vectors) for _, vectors in batches] == [2, 2, 1]


def test_more_keys_than_a_query_may_name(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.store.passages._KEYS", 2)
    keys = [key for n in range(5) for key in add(store, document(n))]
    assert set(store.passages.get([*keys, 999])) == set(keys)


def test_removing_takes_all_of_a_document(store: Store) -> None:
    (key,) = add(store, document(1))
    (other,) = add(store, document(2))
    remove(store, document(1).id)
    remove(store, document(3).id)
    assert store.removals.keys(0) == [key]
    store.removals.purge(store.generation())
    assert store.passages.get([key, other]).keys() == {other}
    assert counts(store) == (1, 2, 1)
    assert [keys for keys, _ in store.vectors.after()] == [[other]]
    assert store.documents.origin(document(1).id) is None
    with pytest.raises(ValueError, match="there is no document"):
        store.documents.get(document(1).id)


def test_what_was_taken_out_is_seen_as_of_before_until_it_is_forgotten(store: Store) -> None:
    (key,) = add(store, document(1))
    before = store.generation()
    remove(store, document(1).id)
    (renewed,) = add(store, document(1))  # the same document again
    assert store.passages.get([key, renewed]).keys() == {renewed}
    assert store.passages.get([key, renewed], before).keys() == {key}
    assert store.passages.get([key, renewed], before + 1).keys() == set()
    assert store.passages.get([key, renewed], before + 2).keys() == {renewed}
    assert store.removals.keys(before) == store.removals.keys(before, before + 1) == [key]
    assert store.removals.keys(before + 1) == []
    assert [text[0] for text in store.passages.texts(after=before)] == [renewed]
    assert store.removals.purged() == 0
    store.removals.purge(store.generation())
    assert store.removals.purged() == before + 2
    assert store.passages.get([key], before) == {}


def test_what_is_taken_out_before_it_is_embedded_is_not_pending(store: Store) -> None:
    made = document(1)
    pieces = sentences(made)
    with StoreWriter(store).change() as change:
        change.add("/file", made, pieces, list(passages(made, pieces)))
        change.remove(made.id)
    assert store.vectors.pending(10) == []


def test_a_moved_file(store: Store) -> None:
    add(store, Document("a" * 16, TEXT, "/old#1", "A"), "/old")
    with store.change():
        store.files.put("/old", 1, 2, "digest", [Skipped("/old#2", "Broken.")])
    assert store.documents.get("a" * 16).source == "/old#1"
    with StoreWriter(store).change() as change:
        change.move_file("/old", "/new", (1, 3), "/old", "/new")
    assert store.files.read() == {"/new": (1, 3, "digest")}
    assert store.documents.get("a" * 16).source == "/new#1"
    assert store.files.skipped("/new") == [Skipped("/new#2", "Broken.")]


def test_a_key_is_never_used_again(store: Store) -> None:
    (key,) = add(store, document(1))
    remove(store, document(1).id)
    store.removals.purge(store.generation())
    assert add(store, document(2)) > [key]


def test_a_change_is_all_or_nothing(store: Store) -> None:
    add(store, document(1))
    before = store.generation()
    with pytest.raises(KeyboardInterrupt), StoreWriter(store).change() as change:
        change.remove(document(1).id)
        change.put_file("/file", 1, 2, "", [Skipped("/file", "Broken.")])
        raise KeyboardInterrupt
    assert counts(store) == (1, 2, 1)
    assert store.files.read() == {}
    assert store.files.skipped("/file") == []
    assert store.generation() == before
    add(store, document(2))
    assert store.generation() == before + 1


def test_files_and_what_was_skipped_in_them(store: Store) -> None:
    with store.change():
        store.files.put("/a", 1, 2, "one", [Skipped("/a#1", "One."), Skipped("/a#2", "Two.")])
        store.files.put("/b", 3, 4, "two", [Skipped("/b", "Three.")])
        store.files.put("/a", 5, 6, "three", [Skipped("/a#9", "Nine.")])
    assert store.files.read() == {"/a": (5, 6, "three"), "/b": (3, 4, "two")}
    assert store.files.skipped("/a") == [Skipped("/a#9", "Nine.")]
    with store.change():
        store.files.remove("/a")
    assert store.files.read() == {"/b": (3, 4, "two")}
    assert (store.files.skipped("/a"), store.files.skipped("/b")) == ([], [Skipped("/b", "Three.")])


def test_the_encoder_is_kept(store: Store) -> None:
    assert store.settings.encoder() is None
    StoreWriter(store).put_encoder("fake")
    again = Store(store.path)
    assert again.settings.encoder() == "fake"
    again.close()


def test_another_connection_sees_only_what_is_finished(store: Store) -> None:
    reader = Store(store.path)
    with store.change():
        store.files.put("/a", 1, 2, "", [])
        assert reader.files.read() == {}
    assert reader.files.read() == {"/a": (1, 2, "")}
    reader.close()


def test_reading_is_one_moment_while_another_writes(store: Store) -> None:
    """A passage is never put together from before and after a change."""
    reader = Store(store.path)
    done = threading.Event()
    last = [0]

    def write() -> None:
        try:
            for n in range(150):
                (last[0],) = add(store, document(n))
                remove(store, document(n).id)
                store.removals.purge(store.generation())
        finally:
            done.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while not done.is_set():
            keys = [last[0] - 1, last[0], last[0] + 1]
            for passage in reader.passages.get(keys).values():
                assert len(passage.citable) == 2
    finally:
        done.wait()
        writer.join()
        reader.close()


def test_another_format_is_refused(store: Store) -> None:
    with store.change():
        store.database.put("format", "0")
    with pytest.raises(UserError, match="has format 0; this version reads"):
        Store(store.path)


@pytest.mark.parametrize("content", [b"not a database " * 400, b"SQLite format 3\0" + b"x" * 4_000])
def test_a_file_that_is_no_database_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "corpus.sqlite").write_bytes(content)
    with pytest.raises(UserError, match="cannot be opened"):
        Store(tmp_path / "corpus.sqlite")
    assert (tmp_path / "corpus.sqlite").read_bytes() == content


def test_a_database_of_something_else_is_refused_and_left(tmp_path: Path) -> None:
    path = tmp_path / "corpus.sqlite"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE photos (name TEXT)")
    other.close()
    with pytest.raises(UserError, match="cannot be opened"):
        Store(path)
    again = sqlite3.connect(path)
    assert again.execute("SELECT name FROM sqlite_master").fetchall() == [("photos",)]
    again.close()


def test_a_damaged_page_is_told(store: Store) -> None:
    for n in range(40):
        add(store, document(n, f"The lake fell by {n} metres. " * 50))
    store.database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    content = bytearray(store.path.read_bytes())
    content[8_192:] = b"\xff" * (len(content) - 8_192)
    store.path.write_bytes(content)
    with pytest.raises(UserError, match="damaged"):
        damaged = Store(store.path)
        try:
            list(damaged.passages.texts())
        finally:
            damaged.close()


def test_no_room(store: Store) -> None:
    add(store, document(1))
    ((pages,),) = store.database.rows("PRAGMA page_count")
    store.database.rows(f"PRAGMA max_page_count = {pages + 2}")
    before = store.generation()
    with pytest.raises(UserError, match=r"cannot be written \(database or disk is full\)"):
        add(store, document(2, "The lake fell by two metres. " * 2_000))
    assert store.generation() == before
    assert counts(store) == (1, 2, 1)
    store.database.rows("PRAGMA max_page_count = 1000000")
    add(store, document(2))
    assert store.count().documents == 2


def test_passages_of_every_generation_are_counted_from_what_changed(store: Store) -> None:
    held = [0]  # passages after each generation
    for n in range(12):
        add(store, document(n, TEXT * (1 + n % 3)))
        held.append(store.passages.count())
        if n % 2:
            remove(store, document(n // 2).id)
            held.append(store.passages.count())
    assert [store.passages.count_at(generation) for generation in range(len(held))] == held
    for condition in ("added > 1 AND removed IS NULL", "removed > 1 AND added <= 1"):
        query = f"EXPLAIN QUERY PLAN SELECT sum(passages) FROM documents WHERE {condition}"
        assert "USING INDEX" in store.database.rows(query)[0][3]


def test_many_documents_are_counted_when_an_index_is_opened_only(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = []
    check = store.check
    monkeypatch.setattr(store, "check", lambda: (counted.append(store.generation()), check()))
    for most, expected in ((20_000, [1, 2, 3]), (0, [4])):
        monkeypatch.setattr("index.search.word_index._COUNTED_AGAIN", most)
        engine = LocalEngine(tmp_path, store)
        counted.clear()
        for _ in range(3):
            add(store, document(store.generation()))
            engine.catch_up()
            engine.view()
        assert counted == expected
