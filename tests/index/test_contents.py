"""What a corpus holds is counted: by source, folder, type and month."""

import json
import time
from pathlib import Path

from index import Index
from index.contents import Contents, Counted, by_folder, by_month, by_source, by_type, counted
from tests.support.fake_models import FakeEncoder


def line(number: int, **about: str) -> str:
    return json.dumps({"id": str(number), "text": f"Number {number} sailed today.", **about})


def test_of_nothing_nothing_is_counted(tmp_path: Path) -> None:
    with Index.open(tmp_path / "index", encoder=FakeEncoder()) as index:
        assert index.contents() == Contents()


def test_a_corpus_is_counted_and_counted_anew_when_it_changes(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    (folder / "lake; shore" / "deep").mkdir(parents=True)
    (folder / "lake; shore" / "deep" / "a.TXT").write_text("The lake rose by two metres.")
    (folder / "plain").write_text("It has no ending. It rained for a week.")
    lines = [
        line(1, date="2022-10-30", url="https://www.paper.example/one"),
        line(2, date="2022-10-31", url="http://Paper.example?two"),
        line(3, date="2023-01-02", publisher="The Lake Paper", url="https://a.example/b"),
        line(4, publisher="the lake  paper"),
    ]
    (folder / "records.jsonl").write_text("\n".join(lines))
    with Index.open(tmp_path / "index", encoder=FakeEncoder()) as index:
        index.sync(folder)
        held = index.contents()
        assert held.sources == Counted((("paper.example", 2), ("The Lake Paper", 2)))
        assert held.folders == Counted((("lake; shore", 1),))
        assert dict(held.types.names)["jsonl"] == 4
        assert dict(held.types.names)["txt"] == 1 and "plain" not in dict(held.types.names)
        assert held.months == (("2022-10", 2), ("2023-01", 1))
        assert held.undated == held.documents - 3
        assert (held.first, held.last) == ("2022-10-30", "2023-01-02")
        assert index.coverage().sources == ("paper.example", "The Lake Paper")
        (folder / "records.jsonl").unlink()
        index.sync(folder)
        assert index.contents().months == () and index.contents().sources == Counted()


def test_the_sources_of_one_name_are_one_and_the_largest_is_first() -> None:
    rows = [("B", None, 1), (None, "https://www.a.example/", 2), ("b ", None, 3), (None, None, 9)]
    assert by_source(rows) == [("B", 4), ("a.example", 2)]


def test_folders_are_those_right_inside_of_what_is_mirrored() -> None:
    counts = {"/n/docs/a/deep/": 2, "/n/docs/a/": 1, "/n/docs/": 4, "/n/docs2/": 8, "/o/": 16}
    assert by_folder(counts, ["/n/docs"]) == [("a", 3)]
    assert by_folder(counts, ["/n/docs", "/o"]) == [("o", 16), ("docs", 7)]
    assert by_folder(counts, ["/n/docs", "/n/docs/a"]) == [("a", 3)]
    assert by_folder(counts, ["/"]) == [("o", 16), ("n", 15)]
    same = {"/a/docs/": 2, "/b/docs/x/": 3, "/b/docs/y/": 1, "/c/": 7}
    assert by_folder(same, ["/b/docs", "/a/docs"]) == [("docs (2)", 4), ("docs", 2)]
    assert by_folder(counts, []) == []
    many = [f"/n/{number}/report.pdf" for number in range(20_000)]
    started = time.perf_counter()
    assert by_folder(counts, [*many, "/o"]) == [("o", 16)]
    assert time.perf_counter() - started < 2


def test_types_and_months_are_told_from_what_is_none() -> None:
    assert by_type({".TXT": 1, ".txt": 2, "/readme": 4, ". of a sentence": 8, ".": 16}) == [
        ("txt", 3)
    ]
    months = {None: 1, "2022-10": 2, "<i>toda": 4, "2022-13": 8, "2022": 16, "0999-01": 32}
    assert by_month(months) == [("0999-01", 32), ("2022-10", 2)]


def test_of_many_names_the_first_are_told_and_the_others_counted() -> None:
    held = counted([(str(n), 100 - n) for n in range(20)])
    assert len(held.names) == 12 and held.more == 8 and held.names[0] == ("0", 100)
