"""An index in Milvus answers as one in a folder does, for many machines at once, without ghosts.

Every test runs on a Milvus of lists; with `-m server` on Milvus Lite, and some on the real server.
A machine is a replica in a folder of its own.
"""

import json
import random
import shutil
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from filelock import FileLock

from index import Index, UserError
from index.cluster.address import Address, is_address
from index.cluster.client import _PART, _parts
from index.cluster.log import LogEntry, document_text, read_document
from index.cluster.replica import Replica
from index.cluster.store import SharedStore
from index.corpus import Mode
from index.documents.split import passages, sentences
from index.types import Document, Hit, Scope, TextKind, Vectors
from tests.support.documents import TINY
from tests.support.fake_models import FakeEncoder
from tests.support.milvus_servers import MemoryMilvus, Server, installed, running
from tests.support.paths import SEEDS

MODES: tuple[Mode, ...] = ("fused", "dense", "lexical")
QUERIES = (
    "How many villages did Russia capture over the past week?",
    "ministry of defence",
    "treaty signed by both countries",
    "energy prices in winter",
    "xylophone",
)

Machine = Callable[..., Index]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("milvus")) as started:
        yield started


PLACES = ["memory", pytest.param("lite", marks=pytest.mark.server)]
# a collection takes the real server some seconds to make, so it is tried where it matters most
also_on_the_server = pytest.mark.parametrize(
    "place", [*PLACES, pytest.param("server", marks=pytest.mark.server)], indirect=True
)


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a corpus that is not there yet."""
    name = "test_" + str(random.randrange(10**12))
    if request.param == "memory":
        monkeypatch.setattr("index.cluster.opening.Milvus", MemoryMilvus)
        return f"milvus://memory/{name}"
    if request.param == "lite":
        installed("pymilvus", "milvus_lite")
        return f"milvus+lite://{tmp_path}/{name}.db"
    started: Server = request.getfixturevalue("server")
    return started.address(name)


@pytest.fixture
def machine(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    """Opens the corpus on a machine, by the machine's name."""
    opened: list[Index] = []

    def on(name: str, **options: object) -> Index:
        monkeypatch.setenv("PINCITE_CACHE", str(tmp_path / "machines" / name))
        opened.append(Index.open(place, **{"encoder": FakeEncoder(), **options}))  # type: ignore[arg-type]
        return opened[-1]

    yield on
    for index in opened:
        index.close()


def found(index: Index, query: str, mode: Mode = "lexical") -> set[str]:
    """Names of the files of the hits."""
    hits = index.search(query, 100, mode)
    return {Path(hit.passage.document.source).name for hit in hits}


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def shared(index: Index) -> SharedStore:
    """The part of an index that writes what all machines share."""
    writer = index._parts.writer
    assert isinstance(writer, SharedStore)
    return writer


class BrokenEncoder(FakeEncoder):
    """Makes no vectors of passages."""

    def encode(self, texts: Sequence[str], kind: TextKind = "passage") -> Vectors:
        if kind == "passage":
            raise KeyboardInterrupt
        return super().encode(texts, kind)


# the same answers


def assert_same_order(hits: Sequence[Hit], wanted: Sequence[Hit]) -> None:
    """The same, in the same order but for neighbours of nearly the same score.

    BM25 counts words and lengths a segment at a time, and the two have other segments.
    """
    scores = {hit.passage: hit.score for hit in wanted}
    assert scores.keys() == {hit.passage for hit in hits}
    for hit, other in pairwise(hits):
        assert scores[hit.passage] >= 0.98 * scores[other.passage]


@also_on_the_server
def test_the_same_answers_in_a_scope(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many questions Milvus is asked for it; another machine may have all numbers else."""
    monkeypatch.setattr("index.cluster.vectors._NAMED", 2)
    writer = machine("writer")
    with Index.open(tmp_path / "local", encoder=FakeEncoder()) as local:
        local.sync(SEEDS)
        writer.sync(SEEDS)
        reader = machine("reader", create=False, encoder=FakeEncoder())
        ending = Counter(Path(source).suffix for _, source in local.sources()).most_common(1)[0][0]
        for scope in (Scope(types=(ending,)), Scope(since=date(2025, 10, 1))):
            inside = local._store.scopes.within(scope, [id for id, _ in local.sources()])
            assert 0 < len(inside) < local.documents()
            for index in (writer, reader):
                assert index.coverage(scope) == local.coverage(scope)
                for mode in MODES:
                    hits = index.search(QUERIES[0], 20, mode, scope)
                    assert {hit.passage.document.id for hit in hits} <= inside
                    assert_same_order(hits, local.search(QUERIES[0], 20, mode, scope))
        with pytest.raises(UserError, match="has the author"):
            reader.search(QUERIES[0], scope=Scope(authors=("') or 1 == 1",)))


@also_on_the_server
def test_the_same_answers(machine: Machine, tmp_path: Path) -> None:
    """As from an index in a folder; on the machine that indexed, and on one that did not."""
    writer = machine("writer")
    with Index.open(tmp_path / "local", encoder=FakeEncoder()) as local:
        expected = local.sync(SEEDS)
        report = writer.sync(SEEDS)
        assert (report.added, report.documents, report.sentences, report.passages) == (
            expected.added, expected.documents, expected.sentences, expected.passages,
        )  # fmt: skip
        reader = machine("reader", create=False, encoder=FakeEncoder())
        for index in (writer, reader):
            assert index.listing() == local.listing()
            assert index.sources() == local.sources()
            ids = [id for id, _ in local.sources()]
            assert index.copies(ids) == local.copies(ids)
            for id in ids:
                assert index.document(id) == local.document(id)
                assert index.passages(id) == local.passages(id)
            for query in QUERIES:
                for mode in MODES:
                    hits = index.search(query, 20, mode)
                    wanted = local.search(query, 20, mode)
                    assert_same_order(hits, wanted)
        status = reader.status()
        assert status.folder.startswith("milvus")
        assert (status.pending, status.encoder, status.documents) == (0, "fake", report.documents)


def test_a_second_run_changes_nothing(machine: Machine, tiny_folder: Path) -> None:
    assert machine("one").sync(tiny_folder).added == 4
    other = machine("other")
    rows = shared(other).replica.replayed_rows()
    report = other.sync(tiny_folder)
    assert (report.added, report.removed, report.unchanged) == (0, 0, 4)
    assert shared(other).replica.replayed_rows() == rows + 1  # when it was


def test_long_documents(machine: Machine, tmp_path: Path) -> None:
    """Longer than a row of Milvus takes, in letters of several bytes."""
    text = "".join(
        f"Straße {n} führt über die Brücke nach Überlingen – täglich.\n" for n in range(4000)
    )
    write(tmp_path / "long" / "a.txt", text)
    machine("writer").sync(tmp_path / "long")
    reader = machine("reader")
    ((id, _),) = reader.sources()
    assert reader.document(id).text.strip() == text.strip()
    hits = reader.search("Straße 3999", 3)
    assert "3999" in hits[0].passage.text


# without ghosts


@also_on_the_server
def test_what_is_renewed_or_gone_is_found_nowhere(machine: Machine, tiny_folder: Path) -> None:
    writer, reader = machine("writer"), machine("reader")
    writer.sync(tiny_folder)
    assert found(reader, "trains") == {"rail.txt"}
    write(tiny_folder / "rail.txt", "Trains ran on time on Friday. Nobody complained.\n")
    (tiny_folder / "harbour.txt").unlink()
    report = writer.sync(tiny_folder)
    assert (report.added, report.removed, report.unchanged) == (1, 2, 2)
    for index in (reader, writer, machine("new")):
        assert index.documents() == 3 or index is reader
        for mode in MODES:
            texts = [h.passage.text for h in index.search("trains harbour eleven", 100, mode)]
            assert not any("eleven" in text or "Ferries" in text for text in texts), mode
        assert len(index.search("trains", 100, "dense")) == 3
    (listed,) = [line for line in writer.listing() if line.source.endswith("rail.txt")]
    assert writer.remove([listed.id]) == 1
    assert found(reader, "trains") == set()
    assert len(reader.search("trains", 100, "dense")) == 2
    assert reader.sync(tiny_folder).unchanged == 2


@also_on_the_server
def test_what_is_gone_is_dropped_from_milvus(machine: Machine, tiny_folder: Path) -> None:
    index = machine("one")
    index.sync(tiny_folder)
    store = shared(index)
    numbers = [n for (n,) in store.replica.store.database.rows("SELECT number FROM additions")]
    assert len(store.milvus.get("documents", numbers)) == 4
    (tiny_folder / "rail.txt").unlink()
    index.sync(tiny_folder)
    assert len(store.milvus.get("documents", numbers)) == 3
    assert len(list(store.milvus.vectors(numbers))) == 3
    assert not store.has_leftovers()


def test_a_moved_file_keeps_its_documents(machine: Machine, tiny_folder: Path) -> None:
    writer, reader = machine("writer"), machine("reader")
    writer.sync(tiny_folder)
    before = {line.id for line in writer.listing()}
    (tiny_folder / "council").rename(tiny_folder / "parliament")
    assert writer.sync(tiny_folder).unchanged == 4
    (hit,) = reader.search("rained", mode="lexical")
    assert hit.passage.document.source == str(tiny_folder / "parliament" / "weather.txt")
    assert {line.id for line in reader.listing()} == before
    shutil.rmtree(tiny_folder / "parliament")
    assert reader.sync(tiny_folder).removed == 2


def test_nobody_sees_half_a_change(
    machine: Machine, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that breaks off when the documents are there and the log does not name them."""
    writer, reader = machine("writer"), machine("reader")
    store = shared(writer)
    put = store.milvus.put

    def broken(what: str, texts: dict[int, str]) -> int:
        if what == "changes":
            raise UserError("Milvus is gone.", "Start it.")
        return put(what, texts)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(store.milvus, "put", broken)
        with pytest.raises(UserError, match="gone"):
            writer.sync(tiny_folder)
    for index in (writer, reader):
        assert found(index, "trains") == set()
        assert index.search("trains", 5, "dense") == []
    assert store.has_leftovers()
    assert writer.sync(tiny_folder).added == 4
    assert found(reader, "trains") == {"rail.txt"}
    assert len(reader.search("trains", 100, "dense")) == 4


# many machines


@also_on_the_server
def test_two_machines_index_at_once(machine: Machine, tmp_path: Path) -> None:
    """Each its own folder, and both the same one."""
    folders = {name: tmp_path / name for name in ("north", "south", "both")}
    for name, folder in folders.items():
        for n in range(15):
            write(
                folder / f"{name}{n}.txt", f"The {name} station number {n} opened in {1900 + n}.\n"
            )
    machines = {name: machine(name) for name in ("north", "south")}
    reader = machine("reader")
    with ThreadPoolExecutor(2) as pool:
        runs = {
            name: pool.submit(index.sync, [folders[name], folders["both"]])
            for name, index in machines.items()
        }
        while not all(run.done() for run in runs.values()):
            for hit in reader.search("station opened", 50):
                assert hit.passage.document.text.startswith("The")
        for run in runs.values():
            run.result()
    for index in (*machines.values(), reader, machine("late")):
        names = {f"{name}{n}.txt" for name in folders for n in range(15)}
        assert found(index, "station") == names
        hits = index.search("station opened", 100, "dense")
        assert len(hits) == len({hit.passage.span for hit in hits}) == 45
        assert index.status().pending == 0
    shutil.rmtree(folders["both"])
    folders["both"].mkdir()
    assert machines["south"].sync(folders["both"], forget=True).removed == 15
    for index in (*machines.values(), reader):
        assert len(index.search("station opened", 100, "dense")) == 30
        assert len(found(index, "both")) == 0


def test_a_machine_makes_the_vectors_that_another_left(
    machine: Machine, tiny_folder: Path, tmp_path: Path
) -> None:
    broken = machine("broken", encoder=BrokenEncoder())
    with pytest.raises(KeyboardInterrupt):
        broken.sync(tiny_folder)
    helper = machine("helper")
    assert found(helper, "trains") == {"rail.txt"}
    assert helper.search("trains", 10, "dense") == []
    write(tmp_path / "more" / "a.txt", "The glacier melted.\n")
    helper.sync(tmp_path / "more")
    assert len(helper.search("trains", 10, "dense")) == 5
    assert len(broken.search("trains", 10, "dense")) == 5
    assert broken.status().pending == 0


def test_a_replica_that_is_lost_is_made_again(machine: Machine, tiny_folder: Path) -> None:
    index = machine("one")
    index.sync(tiny_folder)
    index.close()
    shutil.rmtree(index.folder)
    assert found(machine("one"), "trains") == {"rail.txt"}


def _damaged(folder: Path) -> None:
    (folder / "corpus.sqlite").write_bytes(b"not a database\n" * 400)


def _of_old(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "corpus.sqlite")) as connection, connection:
        connection.execute("DELETE FROM meta WHERE name = 'digest'")
        connection.execute("UPDATE meta SET value = '2' WHERE name = 'format'")


def _of_another_corpus(folder: Path) -> None:
    for world in MemoryMilvus.worlds.values():
        world["corpus"] = ("another", "fake")


KEPT = {
    "uploads/only.txt": "Nowhere else.",
    "judged.jsonl": "1",
    "users.jsonl": "2",
    "audit.jsonl": "3",
    "audit.jsonl.1": "4",
    "corpus.sqlite.bak": "5",
}


@pytest.mark.parametrize("harm", [_damaged, _of_old, _of_another_corpus])
@pytest.mark.parametrize("place", ["memory"], indirect=True)
def test_a_replica_made_again_keeps_what_is_nowhere_else(
    harm: Callable[[Path], None], machine: Machine, tiny_folder: Path
) -> None:
    index = machine("one")
    index.sync(tiny_folder)
    index.close()
    for name, text in KEPT.items():
        write(index.folder / name, text)
    harm(index.folder)
    assert found(machine("one"), "trains") == {"rail.txt"}
    assert {name: (index.folder / name).read_text() for name in KEPT} == KEPT


@pytest.mark.parametrize("place", ["memory"], indirect=True)
def test_a_replica_is_not_made_again_under_a_run(
    machine: Machine, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.cluster.opening._WAIT", 0.1)
    index = machine("one")
    index.sync(tiny_folder)
    index.close()
    _damaged(index.folder)
    with (
        FileLock(index.folder / "lock"),
        pytest.raises(UserError, match="is in use"),
    ):
        machine("one")
    assert (index.folder / "lexical").is_dir()
    assert found(machine("one"), "trains") == {"rail.txt"}


def test_words_that_are_lost_are_made_again(machine: Machine, tiny_folder: Path) -> None:
    index = machine("one")
    index.sync(tiny_folder)
    shutil.rmtree(index.folder / "lexical")
    assert found(machine("one"), "trains") == {"rail.txt"}


def test_threads_that_search_while_one_indexes(machine: Machine, tmp_path: Path) -> None:
    index = machine("one")
    write(tmp_path / "d" / "first.txt", "The first boat left.\n")
    stop = threading.Event()

    def search() -> int:
        count = 0
        while not stop.is_set():
            count += len(index.search("boat", 50))
        return count

    with ThreadPoolExecutor(3) as pool:
        searches = [pool.submit(search) for _ in range(2)]
        try:
            for n in range(4):
                write(tmp_path / "d" / f"{n}.txt", f"Boat {n} left.\n")
                index.sync(tmp_path / "d")
        finally:
            stop.set()
        assert all(run.result() >= 1 for run in searches)
    assert len(index.search("boat", 50)) == 5


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_changes_does_not_matter(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three machines add and remove the same documents; replicas that hear of it in any order."""
    draw = random.Random(seed)
    monkeypatch.setattr(MemoryMilvus, "delete", lambda *_: None)  # so that any order can be tried
    milvus = MemoryMilvus(Address.read(f"milvus://memory/{tmp_path.name}{seed}"))
    milvus.make("fake")

    def replica(name: str) -> SharedStore:
        (tmp_path / name).mkdir()
        replica = Replica(tmp_path / name, milvus)  # type: ignore[arg-type]
        return SharedStore(replica, milvus)  # type: ignore[arg-type]

    stores = [replica(f"machine {n}") for n in range(3)]
    documents = [Document(f"{n:016x}", f"Document {n}.", f"/d/{n}", "T") for n in range(3)]
    for _ in range(25):
        store, document = draw.choice(stores), draw.choice(documents)
        if draw.random() < 0.3:
            store.replica.replay()
        pieces = sentences(document)
        with store.change() as change:
            if store.replica.store.documents.origin(document.id):
                change.remove(document.id)
            else:
                parts = tuple(passages(document, pieces))
                change.add(document.source, document, pieces, parts)
    written = {n: LogEntry(json.loads(text)) for n, text in milvus.world["changes"].items()}
    seen = []
    for n in range(3):
        store = replica(f"late {n}")
        store.replica.join()
        for number in draw.sample(sorted(written), len(written)):
            change = written[number]
            bodies = milvus.get("documents", change.numbers("add"))
            store.replica.apply({number: change}, 1, bodies, own=False)
        seen.append(sorted(id for id, _ in store.replica.store.documents.sources()))
        stores.append(store)
    for store in stores[:3]:
        store.replica.replay()
        seen.append(sorted(id for id, _ in store.replica.store.documents.sources()))
    for store in stores:
        store.close()
    assert all(ids == seen[0] for ids in seen), seen


# how vectors are held


@also_on_the_server
def test_another_way_to_hold_vectors(machine: Machine) -> None:
    index = machine("one")
    index.vectors = "compressed"
    index.sync(SEEDS)
    exact = machine("other")
    assert exact.vectors == "compressed"
    assert exact.status().vectors == "compressed"
    hits = exact.search(QUERIES[0], 5, "dense")
    exact.vectors = "exact"
    exact.sync(SEEDS)
    again = machine("third")
    assert again.status().vectors == "exact"
    assert [h.passage.span for h in again.search(QUERIES[0], 5, "dense")] == [
        h.passage.span for h in hits
    ]


# what can go wrong


def test_there_is_no_corpus(machine: Machine, place: str) -> None:
    with pytest.raises(UserError, match="There is no index at milvus"):
        machine("one", create=False)
    index = machine("one")
    assert index.documents() == 0
    assert index.search("anything") == []


def test_another_encoder(machine: Machine, tiny_folder: Path) -> None:
    class Other(FakeEncoder):
        name = "other"

    early = machine("early", encoder=Other())
    machine("one").sync(tiny_folder)
    with pytest.raises(UserError, match="made with the encoder fake, not other"):
        machine("two", encoder=Other())
    with pytest.raises(UserError, match="made with the encoder fake, not other"):
        early.sync(tiny_folder)


def test_a_corpus_that_was_made_anew(machine: Machine, tiny_folder: Path) -> None:
    index = machine("one")
    index.sync(tiny_folder)
    store = shared(index)
    if isinstance(store.milvus, MemoryMilvus):
        store.milvus.world.clear()
    else:
        for what in ("changes", "documents", "passages"):
            store.milvus._call("drop_collection", f"{store.milvus.address.name}_{what}")
    (tiny_folder / "rail.txt").unlink()
    machine("two").sync(tiny_folder)
    assert found(machine("one"), "trains") == set()
    assert len(machine("one").search("harbour", 10, "dense")) == 3


def test_the_extra_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pymilvus", None)
    with pytest.raises(
        UserError, match=r"needs the package pymilvus.*pip install 'pincite\[milvus"
    ):
        Index.open("milvus://127.0.0.1:1/x")


@pytest.mark.server
def test_nothing_listens() -> None:
    installed("pymilvus")
    with pytest.raises(UserError, match=r"cannot be reached\. Start it or correct the address"):
        Index.open("milvus://127.0.0.1:9/x")


@pytest.mark.parametrize(
    "text",
    ["milvus://", "milvus:host", "milvus://h/not a name", "milvus+lite:///x", "milvus://u:p@h/x"],
)
def test_addresses_that_are_none(text: str) -> None:
    assert is_address(text)
    with pytest.raises(UserError, match=r"MILVUS_TOKEN|is not an address") as raised:
        Address.read(text)
    assert "u:p" not in str(raised.value)


def test_addresses() -> None:
    assert Address.read("milvus://host").uri == "http://host:19530"
    assert Address.read("milvus+tls://host:1/a_b").uri == "https://host:1"
    assert Address.read("MILVUS://h:1/n/").name == "n"
    assert Address.read("milvus+lite:///x/y.db").uri == "/x/y.db"
    assert not is_address("folder/milvus") and not is_address(Path("milvus://h"))


def test_texts_are_cut_between_characters() -> None:
    for text in ("a", "é" * _PART, "a" + "😀" * 40_000, "x" * _PART):
        parts = list(_parts(text))
        assert "".join(parts) == text
        assert all(0 < len(part.encode()) <= _PART for part in parts)


def test_a_document_as_text() -> None:
    text = "Heading\n\nIt rained — for a week. “Really?” \x00 Yes."
    document = Document("0" * 16, text, "/a#1", "T", "2025-01-01", "https://x.example", (0, 9))
    pieces = sentences(document)
    parts = tuple(passages(document, pieces))
    file, again, found_pieces, found_parts = read_document(
        document_text("/a", document, pieces, parts)
    )
    assert (file, again, found_pieces) == ("/a", document, pieces)
    assert [part.span for part in found_parts] == [part.span for part in parts]


# the real server


@pytest.mark.server
def test_a_server_that_starts_again(
    server: Server,
    tmp_path: Path,
    tiny_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing is lost; whoever has it open is told, and goes on when it is back."""
    monkeypatch.setenv("PINCITE_CACHE", str(tmp_path / "one"))
    with Index.open(server.address("kept"), encoder=FakeEncoder()) as index:
        index.sync(tiny_folder)
        before = [hit.passage.span for hit in index.search("trains harbour", 10)]
        server.stop()
        monkeypatch.setattr("index.cluster.connection._TIMEOUT", 3.0)
        with pytest.raises(UserError, match=r"cannot be reached"):
            index.search("trains")
        write(tiny_folder / "new.txt", "The glacier melted.\n")
        with pytest.raises(UserError, match=r"cannot be reached.*nothing was lost"):
            index.sync(tiny_folder)
        server.start()
        for _ in range(30):  # until it has its collections back in memory
            with suppress(UserError):
                index.search("trains")
                break
            time.sleep(1)
        monkeypatch.setattr("index.cluster.connection._TIMEOUT", 20.0)
        assert [hit.passage.span for hit in index.search("trains harbour", 10)] == before
        assert index.sync(tiny_folder).added == 1
    monkeypatch.setenv("PINCITE_CACHE", str(tmp_path / "other"))
    with Index.open(server.address("kept"), encoder=FakeEncoder()) as index:
        assert found(index, "glacier") == {"new.txt"}
        assert len(index.search("glacier", 10, "dense")) == len(TINY) + 1


@pytest.mark.server
def test_a_server_that_wants_a_password(
    server: Server,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    tiny_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PINCITE_CACHE", str(tmp_path / "one"))
    server.stop()  # two of them on one machine are in each other's way
    with running(tmp_path_factory.mktemp("own"), authorization_enabled=True) as strict:
        for token in ("", "root:wrong"):
            monkeypatch.setenv("PINCITE_MILVUS_TOKEN", token)
            with pytest.raises(UserError, match="does not let you in") as raised:
                Index.open(strict.address("kept"), encoder=FakeEncoder())
            assert "wrong" not in str(raised.value)
        monkeypatch.setenv("PINCITE_MILVUS_TOKEN", "root:Milvus")
        with Index.open(strict.address("kept"), encoder=FakeEncoder()) as index:
            assert index.sync(tiny_folder).added == 4
            assert found(index, "trains") == {"rail.txt"}
        kept = [path for path in (tmp_path / "one").rglob("*") if path.is_file()]
        assert kept and not any(b"root:Milvus" in path.read_bytes() for path in kept)
    server.start()


@pytest.mark.server
def test_the_command(
    server: Server,
    tmp_path: Path,
    tiny_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from ui.cli.main import main

    monkeypatch.setenv("PINCITE_CACHE", str(tmp_path / "one"))
    place = server.address("command")
    assert main(["search", "trains", "--index", place]) == 2
    assert "There is no index at milvus://" in capsys.readouterr().err
    assert main(["index", str(tiny_folder), "--index", place]) == 0
    assert main(["search", "refunded passengers", "--index", place]) == 0
    assert "300 passengers" in capsys.readouterr().out
