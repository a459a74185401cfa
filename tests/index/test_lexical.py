"""BM25 against its definition, and queries in which no character has a meaning of its own."""

import math
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.lexical import LexicalIndex
from index.text.words import words

TEXTS = {
    11: "lake",
    12: "lake lake boat",
    13: "boat boat harbour ferry ferry",
    14: "lake harbour ferry train train train train train",
    15: "train",
    16: "lake " * 6 + "boat " * 20,
}
Make = Callable[[dict[int, str]], LexicalIndex]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(texts: dict[int, str]) -> LexicalIndex:
        index = LexicalIndex.create(tmp_path / "lexical")
        index.update([(key, "", text) for key, text in texts.items()], [])
        return index

    return made


def bm25(query: Sequence[str], texts: dict[int, str]) -> dict[int, float]:
    """Robertson and Zaragoza, 2009, with k1 = 1.2 and b = 0.75, as Lucene and tantivy have it."""
    split = {key: text.split() for key, text in texts.items()}
    mean = sum(map(len, split.values())) / len(split)
    scores: dict[int, float] = {}
    for word in query:
        holders = {key: found.count(word) for key, found in split.items() if word in found}
        idf = math.log(1 + (len(split) - len(holders) + 0.5) / (len(holders) + 0.5))
        for key, count in holders.items():
            length = 1.2 * (1 - 0.75 + 0.75 * len(split[key]) / mean)
            scores[key] = scores.get(key, 0) + idf * count * (1.2 + 1) / (count + length)
    return scores


@pytest.mark.parametrize("query", ["lake", "boat", "harbour", "ferry", "train", "lake boat train"])
def test_scores_are_bm25(query: str, make: Make) -> None:
    expected = bm25(query.split(), TEXTS)  # lengths up to 40 words are kept exactly
    found = make(TEXTS).search(query, 10)
    assert dict(found) == pytest.approx(expected, rel=1e-3)
    assert [key for key, _ in found] == sorted(expected, key=lambda key: -expected[key])


def test_a_word_asked_twice_counts_once(make: Make) -> None:
    index = make(TEXTS)
    assert index.search("lake LAKE lakes", 10) == index.search("lake", 10)


def test_a_title_counts_half(tmp_path: Path) -> None:
    index = LexicalIndex.create(tmp_path / "lexical")
    index.update([(1, "Lake", "boat"), (2, "Boat", "lake"), (3, "Train", "train")], [])
    (first, high), (second, low) = index.search("lake", 5)
    assert (first, second) == (2, 1)
    assert low == pytest.approx(high / 2, rel=1e-3)


def test_words_are_cut_as_they_are_matched() -> None:
    assert words("The Ferries of Zürich, NOT the trains!") == ["ferri", "zurich", "train"]
    assert words("") == words("the of and") == words("?!") == []


def test_words_match_in_any_form(make: Make) -> None:
    index = make({1: "Les élèves marchèrent", 2: "The FERRIES turned back."})
    assert [key for key, _ in index.search("eleves", 5)] == [1]
    assert [key for key, _ in index.search("ferry turning", 5)] == [2]


@pytest.mark.parametrize(
    "query",
    [
        "lake AND boat",
        'title:lake"',
        "lake*",
        "+lake -boat",
        "(lake",
        "lake^9",
        "[lake TO boat]",
        "/lake/",
        "\\lake",
        "key:11",
    ],
)
def test_no_character_has_a_special_meaning(query: str, make: Make) -> None:
    index = make(TEXTS)
    plain = " ".join(words(query))
    assert index.search(query, 10) == index.search(plain, 10)


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> LexicalIndex:
    index = LexicalIndex.create(tmp_path_factory.mktemp("lexical"))
    index.update([(key, "title", text) for key, text in TEXTS.items()], [])
    return index


@given(st.text() | st.text(st.sampled_from("lake \"()[]{}+-*?:^~\\/!&|<>='%\0")))
def test_any_text_is_a_query(some: LexicalIndex, query: str) -> None:
    scores = [score for _, score in some.search(query, 10)]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)


def test_what_is_removed_is_not_found_and_may_come_back(make: Make) -> None:
    index = make(TEXTS)
    index.update([], [11, 12, 999])
    assert {key for key, _ in index.search("lake", 10)} == {14, 16}
    assert len(index) == 4
    index.update([(11, "", "boat")], [16])
    assert {key for key, _ in index.search("boat lake", 10)} == {11, 13, 14}


def test_an_update_may_renew_a_key(make: Make) -> None:
    index = make(TEXTS)
    index.update([(11, "", "glacier")], [11])
    assert [key for key, _ in index.search("glacier", 5)] == [11]
    assert 11 not in {key for key, _ in index.search("lake", 10)}


def test_a_failing_update_changes_nothing(make: Make, tmp_path: Path) -> None:
    index = make(TEXTS)

    def fails() -> object:
        yield (20, "", "lake")
        raise RuntimeError("broken")

    before = index.search("lake", 10)
    with pytest.raises(RuntimeError, match="broken"):
        index.update(fails(), [11])
    assert index.search("lake", 10) == before
    index.update([(21, "", "glacier")], [])
    assert {key for key, _ in index.search("lake glacier", 10)} == {*dict(before), 21}


def test_what_a_commit_that_was_cut_off_left_is_in_nobodys_way(make: Make, tmp_path: Path) -> None:
    """A process that is killed in a commit leaves files that the next commit wants to write."""
    index = make(TEXTS)
    folder = tmp_path / "lexical"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    index.update([], [11])
    left = {path.name for path in folder.iterdir()} - set(before)
    assert any(name.endswith(".del") for name in left)
    for name in ("meta.json", ".managed.json"):
        (folder / name).write_bytes(before[name])
    again = LexicalIndex(folder)
    again.update([], [12])
    assert {key for key, _ in again.search("lake", 10)} == {11, 14, 16}


def test_the_generation_is_a_part_of_the_commit(make: Make, tmp_path: Path) -> None:
    index = make(TEXTS)
    assert index.words.generation == -1
    index.update([(21, "", "glacier")], [11], generation=7)
    before = index.words
    other = LexicalIndex(tmp_path / "lexical")
    other.update([], [21], generation=8)
    assert (before.generation, other.words.generation) == (7, 8)
    assert before.search("glacier", 5) and not other.search("glacier", 5)
    assert len(other) == len(TEXTS) - 1
    assert index.words is before
    index.reload()
    assert index.words.generation == 8


def test_k_is_the_most_that_is_given(make: Make) -> None:
    index = make(TEXTS)
    assert index.search("lake boat train", 2) == index.search("lake boat train", 10)[:2]


def test_nothing_added_nothing_found(make: Make) -> None:
    index = make({})
    assert len(index) == 0
    assert index.search("lake", 5) == []
    index.update([(1, "", "lake")], [])
    assert index.search("", 5) == index.search("the", 5) == index.search("glacier", 5) == []


def test_it_opens_again(make: Make, tmp_path: Path) -> None:
    expected = make(TEXTS).search("lake", 10)
    assert LexicalIndex(tmp_path / "lexical").search("lake", 10) == expected


def test_there_must_be_something_to_open(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        LexicalIndex(tmp_path / "lexical")
    assert not (tmp_path / "lexical").exists()


@pytest.mark.parametrize("content", [b"", b"{", b"broken", b"x" * 5_000])
@pytest.mark.parametrize("ending", ["meta.json", ".term", ".idx", ".store", ".fieldnorm"])
def test_a_damaged_file_is_an_os_error(
    ending: str, content: bytes, make: Make, tmp_path: Path
) -> None:
    make(TEXTS)
    (path,) = (p for p in (tmp_path / "lexical").iterdir() if p.name.endswith(ending))
    path.write_bytes(content)
    with pytest.raises(OSError, match=r".+"):
        LexicalIndex(tmp_path / "lexical")


def test_create_puts_an_empty_one_in_place(make: Make, tmp_path: Path) -> None:
    make(TEXTS)
    assert len(LexicalIndex.create(tmp_path / "lexical")) == 0
