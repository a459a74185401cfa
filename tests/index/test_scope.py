"""A scope narrows a search to its documents, and finds in them what there is."""

import datetime
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import faiss
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Index, UserError
from index.corpus import Mode
from index.search.dense import DenseIndex, build
from index.search.excerpts import Excerpts
from index.search.lexical import LexicalIndex
from index.store.passages import Entry
from index.store.scopes import Selection
from index.types import Coverage, Document, Hit, Scope
from tests.support.fake_models import FakeEncoder

MODES: tuple[Mode, ...] = ("fused", "dense", "lexical")
DAY = datetime.date.fromisoformat
PAPERS = ("The Lake Paper", "Straße & Söhne", "100% News", None)
AUTHORS = ("Ada Moser", "Ada Moser; Max Frei", "O'Brien_x", None)
HOSTS = ("https://www.lake.example/a", "http://news.lake.example:80/b", None)
DAYS = ("2021-05-01", "2022-10-30", "2022-10-31", "2024-01-01", None)


def record(number: int) -> dict[str, object]:
    said = f"Report {number} says that the harbour was closed for {number} days. "
    said += "A ferry ran late. " * (number % 3) + f"The lake rose by {number % 7} metres."
    return {
        "id": f"r{number}",
        "title": f"Report {number}",
        "text": said,
        "date": DAYS[number % 5],
        "author": AUTHORS[number % 4],
        "publisher": PAPERS[number % 4 - number % 3],
        "url": HOSTS[number % 3],
    }


def write(folder: Path) -> None:
    """Sixty records in files of two types, and some texts."""
    for name, numbers in (
        ("a/one.jsonl", range(20)),
        ("a/b/two.json", range(20, 40)),
        ("a_b/three.jsonl", range(40, 60)),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = [record(number) for number in numbers]
        lines = "\n".join(map(json.dumps, rows)) if name.endswith("l") else json.dumps(rows)
        path.write_text(lines + "\n")
    for number in range(6):
        path = folder / "a" / f"note {number}.{'md' if number % 2 else 'txt'}"
        path.write_text(f"The harbour was closed again, note {number} says.\n")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("scoped") / "docs"
    write(made)
    return made


@pytest.fixture(scope="module")
def index(folder: Path) -> Iterator[Index]:
    with Index.open(folder.parent / "index", encoder=FakeEncoder()) as made:
        made.sync(folder)
        yield made


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Index]:
    """An index of one's own, to change."""
    write(tmp_path / "docs")
    with Index.open(tmp_path / "index", encoder=FakeEncoder()) as made:
        made.sync(tmp_path / "docs")
        yield made


def is_in(document: Document, scope: Scope, folder: Path) -> bool:
    """The same by plain Python, written without a look at the other."""
    path = Path(document.source.partition("#")[0])
    published = DAY(document.published) if document.published else None
    authors = [name.casefold() for name in (document.author or "").split("; ") if name]
    host = (document.url or "").partition("//")[2].partition("/")[0].partition(":")[0]
    names = {(document.publisher or "").casefold(), host.removeprefix("www.")} - {""}
    return (
        (not scope.since or (published is not None and published >= scope.since))
        and (not scope.until or (published is not None and published <= scope.until))
        and (not scope.sources or any(s.casefold() in names for s in scope.sources))
        and (not scope.authors or any(a.casefold() in authors for a in scope.authors))
        and (not scope.folders or any(path.is_relative_to(folder / f) for f in scope.folders))
        and (not scope.types or path.suffix.lstrip(".") in scope.types)
    )


def several(*names: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(names), max_size=2, unique=True).map(tuple)


@st.composite
def scopes(draw: st.DrawFn) -> Scope:
    days = sorted(draw(st.lists(st.sampled_from(DAYS[:4]), min_size=2, max_size=2)))
    since, until = (DAY(d) if d and draw(st.booleans()) else None for d in days)
    return Scope(
        since,
        until,
        draw(several("the LAKE paper", "straße & söhne", "100% news", "lake.example")),
        draw(several("ADA MOSER", "max frei", "o'brien_x")),
        draw(several("a", "a/b", "a_b", "a/note 1.md")),
        draw(several("jsonl", "json", "md", "txt")),
    )


@given(scope=scopes(), k=st.sampled_from([1, 5, 200]), mode=st.sampled_from(MODES))
def test_a_search_in_a_scope_is_the_whole_search_without_what_is_outside(
    scope: Scope, k: int, mode: Mode, index: Index, folder: Path
) -> None:
    """None outside, none missing, in the order and with the scores that they have without."""
    query = "How long was the harbour closed, and was the ferry late?"
    whole = index.search(query, 200, mode)
    inside = [hit for hit in whole if is_in(hit.passage.document, scope, folder)]
    found = index.search(query, k, mode, scope)
    assert all(is_in(hit.passage.document, scope, folder) for hit in found)
    if mode != "fused":  # whose scores are of ranks, and these are of the scope
        assert places(found) == places(inside)[:k]
        assert [h.score for h in found] == pytest.approx([h.score for h in inside][:k], rel=1e-5)
    else:
        assert len(found) == min(k, len(inside))
        assert set(places(found)) <= set(places(inside))


@given(scope=scopes(), narrower=scopes())
def test_a_condition_more_never_widens(scope: Scope, narrower: Scope, index: Index) -> None:
    both = (
        Scope(
            max(filter(None, (scope.since, narrower.since)), default=None),
            min(filter(None, (scope.until, narrower.until)), default=None),
            scope.sources or narrower.sources,
            scope.authors or narrower.authors,
            scope.folders or narrower.folders,
            scope.types or narrower.types,
        )
        if not disjoint(scope, narrower)
        else scope
    )
    ids = [listed.id for listed in index.listing()]
    assert index._store.scopes.within(both, ids) <= index._store.scopes.within(scope, ids)
    assert index.coverage(both).documents <= index.coverage(scope).documents


def disjoint(one: Scope, other: Scope) -> bool:
    since = max(filter(None, (one.since, other.since)), default=None)
    until = min(filter(None, (one.until, other.until)), default=None)
    return bool(since and until and until < since)


def places(hits: list[Hit]) -> list[tuple[str, int]]:
    return [(hit.passage.document.source, hit.passage.span.start) for hit in hits]


@pytest.mark.parametrize("mode", MODES)
def test_a_scope_finds_what_an_index_of_that_part_alone_finds(
    mode: Mode, index: Index, folder: Path, tmp_path: Path
) -> None:
    with Index.open(tmp_path / "part", encoder=FakeEncoder()) as part:
        part.sync(folder / "a_b")
        for query in ("harbour closed", "the ferry ran late", "report 44", "lake"):
            ours = places(index.search(query, 10, mode, Scope(folders=("a_b",))))
            theirs = places(part.search(query, 10, mode))
            if mode == "dense":
                assert ours == theirs
            elif len(part.search(query, 100, mode)) <= 10:
                assert set(ours) == set(theirs)


def test_what_a_scope_holds(index: Index, folder: Path) -> None:
    scope = Scope(since=DAY("2022-10-31"), folders=("a_b",))
    found = index.coverage(scope)
    documents = [index.document(listed.id) for listed in index.listing()]
    inside = [document for document in documents if is_in(document, scope, folder)]
    assert (found.documents, found.first, found.last) == (len(inside), "2022-10-31", "2024-01-01")
    assert found.undated == 4  # outside, for want of a date
    known = {d.publisher or d.url.partition("//")[2].partition("/")[0] for d in inside if d.url}
    known |= {d.publisher for d in inside if d.publisher}
    assert {name.removeprefix("www.").partition(":")[0] for name in known} == set(found.sources)
    assert index.coverage() == index.coverage(Scope())
    assert (index.coverage().documents, index.coverage().undated) == (66, 12 + 6)
    nothing = index.coverage(Scope(DAY("1999-01-01"), DAY("1999-12-31")))
    assert nothing == Coverage(0, (), 0, None, None, 18)


def test_a_host_is_one_with_and_without_www(index: Index) -> None:
    found = [index.coverage(Scope(sources=(name,))).documents for name in HOSTS_SAID]
    assert found[0] and set(found) == {found[0]}


HOSTS_SAID = ("lake.example", "www.lake.example", "LAKE.example", "https://lake.example/b")

UNKNOWN = (
    Scope(authors=("x' OR 1=1 --",)),
    Scope(authors=("%",)),
    Scope(authors=("Ada%",)),
    Scope(authors=("Ada Moser_",)),
    Scope(sources=('"; DROP TABLE documents; --',)),
    Scope(sources=("100_ News",)),
    Scope(folders=("a%",)),
    Scope(folders=("a' OR '1'='1",)),
    Scope(folders=("../docs",)),
    Scope(folders=("a/../../..",)),
    Scope(folders=("/etc",)),
    Scope(folders=("/a",)),
    Scope(folders=("a/on",)),
    Scope(types=("%",)),
    Scope(types=("xyz",)),
    Scope(types=("js",)),
    Scope(authors=("Ada Moser", "Nobody")),
    Scope(authors=("名前",)),
)


@pytest.mark.parametrize("scope", UNKNOWN, ids=str)
def test_what_no_document_has_is_told(scope: Scope, index: Index) -> None:
    """By whichever way it is asked for; it is no pattern, and no part of a query."""
    with pytest.raises(UserError, match="No document of the index has the"):
        index.search("harbour", 10, "fused", scope)
    with pytest.raises(UserError, match="No document of the index has the"):
        index.coverage(scope)
    assert index.documents() == 66


def test_the_error_names_what_is_near(index: Index) -> None:
    with pytest.raises(UserError, match="Is it “Ada Moser”"):
        index.search("harbour", scope=Scope(authors=("Ada Mosser",)))
    with pytest.raises(UserError, match="Is it “Ada Moser”"):
        index.search("harbour", scope=Scope(authors=("moser",)))


LONG = (
    (Scope(authors=tuple(map(str, range(101)))), "A scope of 101 authors is too large."),
    (Scope(folders=("a" * 1_001,)), "A name among the folders has 1,001 characters."),
    (Scope(sources=("\ud800",)), "A name among the sources is blank, or not valid text."),
    (Scope(types=("",)), "A name among the types is blank, or not valid text."),
    (Scope(authors=("a\0b",)), "A name among the authors is blank, or not valid text."),
)


@pytest.mark.parametrize(("scope", "said"), LONG, ids=lambda value: str(value)[:40])
def test_names_that_cannot_be_looked_for(scope: Scope, said: str, index: Index) -> None:
    with pytest.raises(UserError, match=said):
        index.search("harbour", scope=scope)


def test_a_long_list_is_taken(index: Index) -> None:
    scope = Scope(folders=tuple(["a/one.jsonl"] * 50 + ["a_b"] * 50))
    assert index.coverage(scope).documents == 40


@pytest.mark.parametrize("name", ["a", "./a/", "a/../a", "docs/a", "{folder}/a", "{folder}/a/."])
def test_a_folder_by_all_its_names(name: str, index: Index, folder: Path) -> None:
    scope = Scope(folders=(name.format(folder=folder),))
    assert index.coverage(scope).documents == 46  # and none of `a_b`


def test_two_folders_of_one_name_are_offered_and_taken_apart(tmp_path: Path) -> None:
    for place, word in (("home", "ferry"), ("mnt", "glacier")):
        (tmp_path / place / "docs").mkdir(parents=True)
        (tmp_path / place / "docs" / "a.txt").write_text(f"The {word} was late on Monday.")
    with Index.open(tmp_path / "index", encoder=FakeEncoder()) as own:
        for place in ("home", "mnt"):
            own.sync(tmp_path / place / "docs")
        assert own.contents().folders.names == (("docs", 1), ("docs (2)", 1))
        for name, word in (
            ("docs", "ferry"),
            ("docs (2)", "glacier"),
            ("docs (2)/a.txt", "glacier"),
        ):
            (hit,) = own.search("late on Monday", scope=Scope(folders=(name,)))
            assert word in hit.passage.text
        with pytest.raises(UserError, match=r"has the folder “docs \(3\)”"):
            own.search("late", scope=Scope(folders=("docs (3)",)))


def test_a_name_with_marks_of_patterns_is_found(index: Index) -> None:
    for scope in (Scope(sources=("100% NEWS",)), Scope(authors=("O'BRIEN_X",))):
        assert index.search("harbour", 50, "fused", scope)
    assert index.coverage(Scope(sources=("STRASSE & SÖHNE",))).documents  # as Unicode folds case


@pytest.mark.parametrize("mode", MODES)
def test_nothing_in_a_scope_is_no_hit_and_no_error(mode: Mode, index: Index) -> None:
    scope = Scope(DAY("2021-05-01"), DAY("2021-05-01"), types=("md",))
    assert index.search("harbour", 10, mode, scope) == []
    assert index.coverage(scope) == Coverage(0, (), 0, None, None, 3)


def test_an_empty_index_says_that_it_has_no_such_author(tmp_path: Path) -> None:
    with Index.open(tmp_path / "index", encoder=FakeEncoder()) as empty:
        assert empty.search("harbour", scope=Scope(since=DAY("2022-01-01"))) == []
        with pytest.raises(UserError, match="None of them says its author"):
            empty.search("harbour", scope=Scope(authors=("Ada",)))


def test_what_comes_and_goes_is_in_the_scope_at_once(own: Index, tmp_path: Path) -> None:
    scope = Scope(folders=("a",), types=("txt",))
    assert own.coverage(scope).documents == 3
    (tmp_path / "docs/a/new.txt").write_text("The harbour was closed by a whale.\n")
    own.sync(tmp_path / "docs")
    assert "whale" in own.search("whale harbour", 1, "fused", scope)[0].passage.text
    (found,) = own.search("whale", 1, "lexical", scope)
    own.remove([found.passage.document.id])
    assert not any("whale" in h.passage.text for h in own.search("whale", 50, "fused", scope))
    assert own.coverage(scope).documents == 3


def test_a_file_that_moved_is_in_its_new_folder(own: Index, tmp_path: Path) -> None:
    old, new = tmp_path / "docs/a/b/two.json", tmp_path / "docs/c/two.json"
    new.parent.mkdir()
    old.rename(new)
    own.sync(tmp_path / "docs")
    for mode in MODES:
        found = own.search("harbour closed", 50, mode, Scope(folders=("c",)))
        assert len(found) == 20, mode
    with pytest.raises(UserError, match="has the folder “a/b”"):
        own.search("harbour", scope=Scope(folders=("a/b",)))


def test_a_file_with_another_ending_is_of_another_type(own: Index, tmp_path: Path) -> None:
    (tmp_path / "docs/a/note 1.md").rename(tmp_path / "docs/a/other.markdown")
    own.sync(tmp_path / "docs")
    for mode in MODES:
        assert len(own.search("harbour closed", 9, mode, Scope(types=("markdown",)))) == 1, mode


def test_copies_outside_a_scope_are_not_named(tmp_path: Path) -> None:
    story = " ".join(f"word{n}" for n in range(400)) + "\n"
    for name in ("a/one.txt", "b/two.txt", "c/three.txt"):
        (tmp_path / "docs" / name).parent.mkdir(parents=True)
        (tmp_path / "docs" / name).write_text(story)
    with Index.open(tmp_path / "index", encoder=FakeEncoder()) as index:
        index.sync(tmp_path / "docs")
        ids = {listed.title: listed.id for listed in index.listing()}
        assert len(index.copies([ids["one"]])[ids["one"]]) == 2
        scope = Scope(folders=("a", "b"))
        assert [c.title for c in index.copies([ids["one"]], scope)[ids["one"]]] == ["two"]
        assert index.copies([ids["one"]], Scope(folders=("a",))) == {}


def test_deletion_while_others_search_in_a_scope(own: Index) -> None:
    scope = Scope(folders=("a",))
    inside = {listed.id for listed in own.listing() if "/a/" in listed.source}
    errors: list[BaseException] = []
    done = threading.Event()

    def search() -> None:
        try:
            while not done.is_set():
                for mode in MODES:
                    for hit in own.search("harbour closed", 10, mode, scope):
                        assert hit.passage.document.id in inside
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for id in sorted(inside)[:8]:
        own.remove([id])
    done.set()
    for thread in threads:
        thread.join()
    assert not errors
    assert own.coverage(scope).documents == len(inside) - 8


# The parts beneath

IN_F = Scope(folders=("f",))


def selection(keys: np.ndarray, passages: int, scope: Scope = IN_F) -> Selection:
    return Selection.of(scope, keys.astype(np.int64), keys.astype(np.int64), passages)


@given(st.sets(st.integers(1, 300)), st.lists(st.integers(-5, 1 << 62), max_size=30))
def test_a_selection_holds_its_keys(keys: set[int], asked: list[int]) -> None:
    chosen = selection(np.array(sorted(keys), np.int64), 300)
    asked += sorted(keys)
    assert chosen.holds(asked) == [key in keys for key in asked]
    if chosen.runs:
        assert {key for a, b in chosen.runs for key in range(a, b + 1)} == keys


@pytest.mark.parametrize("share", [0.5, 0.02, 0.001])
def test_a_compressed_index_misses_none_of_a_narrow_scope(share: float, tmp_path: Path) -> None:
    """With as many lists as without a scope it would find a small part of them."""
    chance = np.random.default_rng(1)
    count = 20_000
    vectors = chance.normal(size=(count, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    keys = np.arange(1, count + 1)
    build(tmp_path / "v", "compressed", [(keys.tolist(), vectors)], vectors, count)
    index = DenseIndex(16, tmp_path / "v", "compressed")
    assert isinstance(index._base, faiss.IndexIVF)
    removed = keys[::97].tolist()
    index.remove(removed, count)
    chosen = np.sort(chance.choice(keys, max(12, int(share * count)), replace=False))
    present = np.setdiff1d(chosen, removed)
    shared = wanted = 0
    for _ in range(20):
        query = vectors[chance.integers(count)]
        found = [key for key, _ in index.search(query, 30, selection(chosen, count))]
        assert set(found) <= set(present.tolist())
        scores = vectors[present - 1] @ query
        best = present[np.argsort(-scores)][:10].tolist()
        shared += len(set(best) & set(found))
        wanted += len(best)
    assert shared >= 0.99 * wanted


def compressed(folder: Path, count: int) -> tuple[np.ndarray, DenseIndex]:
    """Vectors of keys from 1, and a compressed index of them."""
    vectors = np.random.default_rng(1).normal(size=(count, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    build(folder / "v", "compressed", [(range(1, count + 1), vectors)], vectors, count)
    return vectors, DenseIndex(16, folder / "v", "compressed")


@pytest.mark.parametrize("share", [0.5, 0.02, 0.001])
def test_a_scope_that_is_asked_again_finds_the_same(share: float, tmp_path: Path) -> None:
    """The second time its vectors alone are looked through."""
    count = 20_000
    vectors, index = compressed(tmp_path, count)
    chance = np.random.default_rng(2)
    keys = chance.choice(np.arange(1, count + 1), int(share * count), replace=False)
    chosen = selection(keys, count)
    index.remove(keys[:5].tolist(), count)
    index.add([count + 1], vectors[:1])
    kept = index._excerpts
    assert kept is not None
    for query in vectors[:20]:
        fresh = DenseIndex(16, tmp_path / "v", "compressed")
        fresh.remove(keys[:5].tolist(), count)
        found, expected = (one.search(query, 30, chosen) for one in (index, fresh))
        assert [key for key, _ in found] == [key for key, _ in expected]
        assert [score for _, score in found] == pytest.approx([score for _, score in expected])
    assert kept.size() == len(keys) * (16 + 8)
    assert not {count + 1, *keys[:5].tolist()} & {key for key, _ in index.search(query, 99, chosen)}


def test_a_scope_that_changed_is_copied_anew(tmp_path: Path) -> None:
    count = 12_000
    vectors, index = compressed(tmp_path, count)
    kept = index._excerpts
    assert kept is not None
    some, others = np.arange(1, 400), np.arange(300, 700)
    for keys in (some, some, others, others):
        found = {key for key, _ in index.search(vectors[350], 50, selection(keys, count))}
        assert found <= set(keys.tolist())
        assert 351 in found
    # what came after the base was made is not in it, and changes nothing of what is kept
    before = kept.of(selection(others, count))
    later = np.append(others, [count + 90, count + 91])
    assert kept.of(selection(later, count + 2)) is before
    fewer = kept.of(selection(others[:-1], count))
    assert fewer is not before
    assert fewer.ntotal == len(others) - 1


def test_the_scopes_that_are_kept_take_no_more_than_they_may(tmp_path: Path) -> None:
    count = 12_000
    _, index = compressed(tmp_path, count)
    each = 24
    kept = Excerpts(index._base, memory=1_000 * each)
    scopes = [Scope(folders=(name,)) for name in "abc"]
    parts = [selection(np.arange(1, 401) + n, count, scope) for n, scope in enumerate(scopes)]
    for part in parts[:2]:
        assert kept.of(part) is None
        assert kept.of(part).ntotal == 400
    assert kept.of(parts[0]) is not None  # so the other one is the oldest
    assert kept.of(parts[2]) is None
    assert kept.of(parts[2]) is not None
    assert kept.size() == 800 * each
    assert kept.of(parts[0]) is not None
    assert kept.of(parts[1]) is None, "it was dropped"
    large = selection(np.arange(1, 1_002), count, Scope(folders=("large",)))
    assert [kept.of(large) for _ in range(3)] == [None] * 3
    assert kept.size() <= 1_000 * each


@pytest.mark.parametrize("kind", ["runs", "few", "marks", "apart", "folders", "large"])
def test_each_way_to_filter_words_gives_the_same(kind: str, tmp_path: Path) -> None:
    count = 30_000
    words = LexicalIndex.create(tmp_path / "words")
    words.update(
        (
            Entry(n, "", f"lake {'boat ' * (n % 5)} w{n % 17}", (n % 20,), n % 1000)
            for n in range(1, count + 1)
        ),
        [],
        1,
    )
    keys = np.arange(1, count + 1)
    chosen, scope = {
        "runs": (keys[500:2_900], Scope(folders=("f",))),
        "few": (keys[::29], Scope(folders=("f",))),
        "marks": (keys[::14], Scope(since=datetime.date.fromordinal(1))),
        "apart": (keys[::13], Scope(folders=("f",))),
        "folders": (keys[keys % 50 < 17], Scope(folders=("f",))),
        "large": (keys[::3], Scope(folders=("f",))),
    }[kind]
    assert (selection(chosen, count, scope).few is not None) == (kind in ("runs", "few"))
    whole = [hit for hit in words.search("boat w3 lake", count) if hit[0] in set(chosen.tolist())]
    found = words.search("boat w3 lake", 50, selection(chosen, count, scope))
    assert len(found) == 50
    assert [score for _, score in found] == pytest.approx([score for _, score in whole[:50]])
    assert {key for key, _ in found} <= set(chosen.tolist())
