"""Near copies: found while indexing, whatever the order, and forgotten with their documents."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Index
from index.progress import Progress
from index.sync.duplicates import alike, runs_of, signature
from tests.support.fake_models import FakeEncoder

WORDS = [f"word{n}" for n in range(4_000)]
STORY = " ".join(WORDS[:400])


def story(first: int, count: int = 400) -> str:
    return " ".join(WORDS[first : first + count])


@pytest.fixture
def indexed(tmp_path: Path) -> Callable[..., tuple[Index, dict[str, str]]]:
    """Indexes texts by name; gives the index, and the id of each."""

    def make(**texts: str) -> tuple[Index, dict[str, str]]:
        folder = tmp_path / "documents"
        folder.mkdir(exist_ok=True)
        for name, text in texts.items():
            (folder / f"{name}.txt").write_text(text + "\n")
        index = Index.open(tmp_path / "index", encoder=FakeEncoder())
        index.sync(folder)
        return index, {listed.title: listed.id for listed in index.listing()}

    return make


def copies(index: Index, ids: dict[str, str]) -> dict[str, set[str]]:
    found = index.copies(ids.values())
    return {name: {listed.title for listed in found.get(id, [])} for name, id in ids.items()}


def test_documents_that_share_a_good_part_are_near_copies(
    indexed: Callable[..., tuple[Index, dict[str, str]]],
) -> None:
    index, ids = indexed(
        whole=story(0),
        half=story(200),  # shares 196 of its 396 runs with the first
        little=story(550),  # shares 46 with the second
        other=story(2_000),
    )
    with index:
        assert copies(index, ids) == {
            "whole": {"half"},
            "half": {"whole"},
            "little": set(),
            "other": set(),
        }
        assert index.status().copies == 2


def test_a_story_within_a_long_one_is_its_copy(
    indexed: Callable[..., tuple[Index, dict[str, str]]],
) -> None:
    index, ids = indexed(story=story(1_000, 600), digest=story(0, 3_000))
    with index:
        assert copies(index, ids)["story"] == {"digest"}


def test_a_copy_that_is_gone_is_none(
    indexed: Callable[..., tuple[Index, dict[str, str]]], tmp_path: Path
) -> None:
    index, ids = indexed(one=STORY, two=STORY)
    with index:
        assert copies(index, ids) == {"one": {"two"}, "two": {"one"}}
        index.remove([ids["two"]])
        assert index.copies([ids["one"]]) == {}
        assert index.status().copies == 0
        (tmp_path / "documents" / "three.txt").write_text(STORY)
        index.sync(tmp_path / "documents")
        ids = {listed.title: listed.id for listed in index.listing()}
        assert copies(index, ids) == {"one": {"three"}, "three": {"one"}}


def test_a_notice_in_place_of_articles_makes_no_copies(
    indexed: Callable[..., tuple[Index, dict[str, str]]],
) -> None:
    """Short documents are copies only if they are called alike."""
    notice = story(0, 60)
    index, _ = indexed(
        ferries=f"# Ferries collide\n\n{notice}",
        budget=f"# The budget grows\n\n{notice}",
    )
    with index:
        assert index.status().copies == 0
    same = ("Ferries collide", runs_of(notice))
    assert alike(same, same)


def test_a_short_story_under_another_headline_is_a_copy() -> None:
    story = runs_of("The ferry to Vik sank on Friday off the island. " + " ".join(WORDS[:60]))
    later = runs_of("The ferry to Vik sank on Friday, it is said. " + " ".join(WORDS[:60]))
    assert alike(("Three dead on the ferry to Vik", story), ("Ferry to Vik: toll rises", later))
    assert not alike(("Budget passed", story), ("Ferry to Vik: toll rises", later))
    assert not alike(("", story), ("Ferry to Vik: toll rises", later))


def test_a_shared_background_in_short_stretches_makes_no_copies() -> None:
    """A third of the words in common: in one stretch, in many, and in many under one title."""
    mine, theirs = WORDS[1_000:1_700], WORDS[2_000:2_700]
    shared = WORDS[:340]
    whole = (runs_of(" ".join([*shared, *own])) for own in (mine, theirs))
    one, other = whole
    assert alike(("Alpha", one), ("Beta", other))
    parts = [
        runs_of(
            " ".join(
                word
                for n in range(10)
                for word in (*shared[n * 34 : n * 34 + 34], *own[n * 60 : n * 60 + 60])
            )
        )
        for own in (mine, theirs)
    ]
    assert not alike(("Alpha", parts[0]), ("Beta", parts[1]))
    assert alike(("Ferry sinks", parts[0]), ("A ferry sinks", parts[1]))


def test_words_that_go_round_in_a_circle_end() -> None:
    circle = runs_of("one two three four five " * 200 + " ".join(WORDS[:400]))
    other = runs_of("one two three four five " * 200 + " ".join(WORDS[500:900]))
    assert not alike(("Alpha", circle), ("Beta", other))


def test_an_interrupted_run_is_gone_on_with(
    indexed: Callable[..., tuple[Index, dict[str, str]]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("index.sync.duplicates._BATCH", 1)
    index, _ = indexed()
    for name in ("one", "two", "three"):
        (tmp_path / "documents" / f"{name}.txt").write_text(STORY)

    def stop(now: Progress) -> None:
        if (now.stage, now.done) == ("comparing", 2):
            raise KeyboardInterrupt

    with index:
        with pytest.raises(KeyboardInterrupt):
            index.sync(tmp_path / "documents", progress=stop)
        index.sync(tmp_path / "documents")
        assert index.status().copies == 3


@given(st.text(max_size=60))
def test_any_text_has_a_signature(text: str) -> None:
    assert len(signature(runs_of(text))) in (0, 64)
    assert signature(runs_of(text)) == signature(runs_of(text))


def test_a_set_phrase_is_not_kept_for_all_who_have_it(
    indexed: Callable[..., tuple[Index, dict[str, str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.sync.duplicates._MOST", 2)
    index, _ = indexed(**{f"n{n}": STORY for n in range(5)})
    with index:
        rows = index._store.database.rows("SELECT count(*) FROM bands GROUP BY band")
        assert {count for (count,) in rows} == {2}
        assert index.status().copies == 5


@pytest.mark.slow
def test_near_duplicates_of_the_news(shared: Path, tmp_path: Path) -> None:
    """Pairs of articles that are said to be near copies, half of them; their texts alone."""
    with gzip.open(shared / "realtimeqa" / "near_duplicates.jsonl.gz", "rt") as lines:
        pairs = [json.loads(line) for line in lines][1::2]
    wanted = {pair[side] for pair in pairs for side in "ab"}
    with gzip.open(shared / "realtimeqa" / "documents.jsonl.gz", "rt") as lines:
        rows = [line for line in lines if json.loads(line)["id"] in wanted]
    (tmp_path / "news.jsonl").write_text("".join(rows))
    with Index.open(tmp_path / "index", encoder=FakeEncoder()) as index:
        index.sync(tmp_path / "news.jsonl")
        ids = {listed.source.split("#")[1]: listed.id for listed in index.listing()}
        found = index.copies(ids.values())
    right = sum(
        ids[pair["b"]] in [listed.id for listed in found.get(ids[pair["a"]], [])] for pair in pairs
    )
    assert right >= 0.95 * len(pairs)
