"""The YAML block at the start of a Markdown file: what is read of it, and what is refused."""

import time
from pathlib import Path

import pytest

from index.documents.formats.front_matter import MAX_CHARACTERS, split_front_matter
from index.documents.load import load_file
from index.types import Document

N = MAX_CHARACTERS - 100


def fields(block: str) -> dict[str, str]:
    found, rest = split_front_matter(f"---\n{block}\n---\nText.")
    assert rest == "Text."
    return dict(found)


def tenfold(level: str) -> str:
    """A few hundred bytes that stand for 10 ** 8 values."""
    lines = (f"a{n}: &a{n} " + level.format(", ".join([f"*a{n - 1}"] * 10)) for n in range(1, 9))
    return "\n".join(["a0: &a0 {title: x}", *lines])


@pytest.mark.parametrize(
    "block",
    [
        tenfold("{{<<: [{}]}}"),
        tenfold("[{}]"),
        "title: &t Low water",
        "title: Low water\nother: *t",
        "<<: {title: Low water}",
        "a: {<<: {title: x}}\ntitle: Low water",
        "title: !!str Low water",
        "title: !!python/object/apply:os.system [ls]",
        "title: !<tag:yaml.org,2002:str> Low water",
        "title: Low water\na: " + "[" * 25 + "]" * 25,
        "title: Low water\n" + "\n".join(" " * n + "a:" for n in range(25)),
    ],
)
def test_what_stands_for_something_else_is_refused(block: str) -> None:
    assert fields(block) == {}


def test_everything_is_text() -> None:
    block = "title: 1984\ndate: 2025-10-24T08:00:00+09:00\nurl: https://a.example/?a=b&c=*d\nNo: no"
    assert fields(block) == {
        "title": "1984",
        "date": "2025-10-24T08:00:00+09:00",
        "url": "https://a.example/?a=b&c=*d",
        "no": "no",
    }
    assert fields("title: ~\ndate:\nurl: null\ntags: [a, b]\nby: {name: c}") == {}


@pytest.mark.parametrize(
    ("block", "authors"),
    [
        ("author: [Ida Moe, Per Lund]", "Ida Moe; Per Lund"),
        ("authors:\n  - Ida Moe\n  - Per Lund", "Ida Moe; Per Lund"),
        ("authors:\n  - name: Ida Moe\n    email: i@velm.example", "Ida Moe"),
        ("author: {name: Ida Moe}", "Ida Moe"),
        ("byline: By Ida Moe", "Ida Moe"),
        ("tags: [Ida Moe]", None),
    ],
)
def test_lists_of_authors(tmp_path: Path, block: str, authors: str | None) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\ntitle: Low water\n{block}\n---\nThe port was closed.")
    (document,) = load_file(path)
    assert isinstance(document, Document)
    assert document.author == authors


def test_a_colon_in_a_title_loses_no_field() -> None:
    assert fields(
        "title: Harbour: fees and rules\ndate: 3 February 2024\nauthors:\n  - Ida Moe\n"
        "tags: [a, b]\nlink: 'https://velm.example'\nnote: |\n  title: no\nempty:"
    ) == {
        "title": "Harbour: fees and rules",
        "date": "3 February 2024",
        "authors": "Ida Moe",
        "link": "https://velm.example",
    }
    assert fields("title: Low: water\nauthor: [Ida Moe, Per Lund]") == {
        "title": "Low: water",
        "author": "Ida Moe; Per Lund",
    }


@pytest.mark.parametrize("date", ["2025-10-24", "2025-10-24 08:00", "24 October 2025", "20251024"])
def test_a_date_is_read_from_its_text(tmp_path: Path, date: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\ntitle: Low water\ndate: {date}\n---\nThe port was closed.")
    (document,) = load_file(path)
    assert isinstance(document, Document)
    assert (document.title, document.published) == ("Low water", "2025-10-24")


LARGE = {
    "a number": "a: 0x" + "f" * N,
    "a number of base 60": "a: " + "1:" * (N // 2) + "1",
    "a long number": "a: " + "9" * N,
    "brackets": "a: " + "[" * N,
    "braces": "{a: " * (N // 4),
    "closing brackets": "a: " + "]" * N,
    "keys": "? " * (N // 2),
    "items": "- " * (N // 2),
    "colons": ": " * (N // 2),
    "fields": "".join(f"k{n}: v\n" for n in range(N // 10)),
    "a list": "a: [" + "b, " * (N // 3 - 2) + "]",
    "words": "a: " + "b " * (N // 2),
    "lines": "a: b\n" + "  c\n" * (N // 4 - 2),
    "a block": "a: |\n" + " b\n" * (N // 3 - 2),
    "escapes": 'a: "' + "\\n" * (N // 2 - 4) + '"',
    "quotes": "a: " + "'" * (N - 4),
    "comments": "a: b\n" + "#\n" * (N // 2 - 4),
    "directives": "%a\n" * (N // 3),
    "white space": "a:" + " " * (N - 4) + "b",
    "empty lines": "a:" + "\n" * (N - 4) + " b",
    "bars": "a: " + "|" * (N - 4),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGE)
def test_a_large_block_takes_no_long_time(name: str) -> None:
    started = time.process_time()
    assert split_front_matter(f"---\n{LARGE[name]}\n---\nText.")[1].endswith("Text.")
    assert time.process_time() - started < 5
