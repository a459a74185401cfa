"""What a file held before it was renewed: kept where an index is told to, and never searched."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest

from index import Index
from index.cluster.store import SharedStore
from index.errors import DamagedError, UserError
from index.store.old_versions import MOST
from tests.support.fake_models import FakeEncoder

RULE = "A ship must give notice of its arrival {} hours ahead."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "rules"
    made.mkdir()
    return made


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with Index.open(tmp_path / "index", encoder=FakeEncoder()) as opened:
        yield opened


def put(folder: Path, said: str, name: str = "a.md", day: str = "") -> None:
    head = f"---\ndate: {day}\n---\n" if day else ""
    (folder / name).write_text(f"{head}# Harbour rules\n\n{said}\n")


def held(index: Index) -> list[tuple[str, str]]:
    """The last sentence of each older version of the only document, and until when."""
    ((id, _),) = index.sources()
    found = index.old_versions(id)
    return [(old.passages[-1].text.split("\n")[-1], old.until) for old in found]


def renew(index: Index, folder: Path, *figures: int) -> None:
    for figure in figures:
        put(folder, RULE.format(figure))
        index.sync(folder)


TODAY = datetime.date.today().isoformat()


def test_nothing_is_kept_unless_it_is_to_be(index: Index, folder: Path) -> None:
    renew(index, folder, 24, 36)
    assert held(index) == []
    assert index.status().old_versions is None


def test_the_old_text_is_kept_and_not_found(index: Index, folder: Path) -> None:
    put(folder, RULE.format(24))
    index.sync(folder, keep_versions=True)
    assert index.status().old_versions == 0
    renew(index, folder, 36)  # later runs keep it too
    assert held(index) == [(RULE.format(24), TODAY)]
    status = index.status()
    assert (status.old_versions, status.documents) == (1, 1)
    assert not [hit for hit in index.search("notice 24 hours ahead") if "24" in hit.passage.text]
    assert not [f for f in index.examine() if f.severity != "notice"]
    assert not [f for f in index.examine(fix=True) if f.severity != "notice"]
    assert held(index) == [(RULE.format(24), TODAY)]


def test_the_last_five_are_kept_the_newest_first(index: Index, folder: Path) -> None:
    put(folder, RULE.format(1))
    index.sync(folder, keep_versions=True)
    renew(index, folder, *range(2, 10))
    assert [text for text, _ in held(index)] == [RULE.format(n) for n in (8, 7, 6, 5, 4)]
    assert len(held(index)) == MOST


def test_it_held_until_the_day_of_its_successor(index: Index, folder: Path) -> None:
    for figure, day in ((24, "2021-01-01"), (36, "2022-05-04"), (48, "2022-05-04"), (60, "")):
        put(folder, RULE.format(figure), day=day)
        index.sync(folder, keep_versions=True)
    assert held(index) == [
        (RULE.format(48), TODAY),
        (RULE.format(36), TODAY),
        (RULE.format(24), "2022-05-04"),
    ]


def test_what_is_removed_has_no_older_versions(index: Index, folder: Path) -> None:
    for name in ("a.md", "b.md"):
        put(folder, RULE.format(name), name)
    index.sync(folder, keep_versions=True)
    for name in ("a.md", "b.md"):
        put(folder, f"It is {name} now, and another rule.", name)
    index.sync(folder)
    assert index.status().old_versions == 2
    (folder / "a.md").unlink()
    index.sync(folder)
    assert index.status().old_versions == 1
    index.forget([str(folder / "b.md")])
    assert index.status().old_versions == 0


def test_they_move_with_their_file(index: Index, folder: Path) -> None:
    put(folder, RULE.format(24))
    index.sync(folder, keep_versions=True)
    renew(index, folder, 36)
    (folder / "a.md").rename(folder / "c.md")
    index.sync(folder)
    assert held(index) == [(RULE.format(24), TODAY)]
    ((id, source),) = index.sources()
    assert source.endswith("c.md")
    assert index.old_versions(id)[0].document.source == source


def test_they_are_dropped_where_they_are_not_to_be_kept(index: Index, folder: Path) -> None:
    put(folder, RULE.format(24))
    index.sync(folder, keep_versions=True)
    renew(index, folder, 36)
    index.sync(folder, keep_versions=False)
    assert held(index) == []
    assert index.status().old_versions is None
    renew(index, folder, 48)
    index.sync(folder, keep_versions=True)
    assert held(index) == []


def test_a_record_of_many_keeps_its_own(index: Index, tmp_path: Path) -> None:
    lines = tmp_path / "rules.csv"
    for berth in ("Six days.", "Nine days."):
        lines.write_text(f"title,text\nBerths,{berth}\nNets,They are mended on the quay.\n")
        index.sync(lines, keep_versions=True)
    kept = {index.document(id).title: index.old_versions(id) for id, _ in index.sources()}
    texts = [old.document.text for olds in kept.values() for old in olds]
    assert len(texts) == 1
    assert "Six days." in texts[0]


def test_one_that_was_changed_on_the_disk_is_damage(index: Index, folder: Path) -> None:
    put(folder, RULE.format(24))
    index.sync(folder, keep_versions=True)
    renew(index, folder, 36)
    database = index._store.database
    with database.transaction():
        database.rows("UPDATE old_versions SET document = replace(document, '24', '25')")
    with pytest.raises(DamagedError):
        held(index)


def test_many_machines_keep_none_and_say_so() -> None:
    with pytest.raises(UserError, match="one machine only"):
        SharedStore.put_old_versions(Mock(), kept=True)
