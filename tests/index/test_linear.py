"""Text that our own code could take long over: time grows with the size, not with its square."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.documents.formats.admonitions import without_boxes
from index.documents.formats.contents import read_bytes
from index.documents.formats.drawn_tables import with_rows
from index.documents.formats.earlier import earlier_mails
from index.documents.formats.form_feeds import in_one_text
from index.documents.formats.front_matter import split_front_matter
from index.documents.formats.invitations import event_lines
from index.documents.formats.letter_page import page_of
from index.documents.formats.markdown import markdown_lines
from index.documents.formats.markup import parse, prepare
from index.documents.formats.markup_lines import lines
from index.documents.formats.numbered_text import without_numbers_of_lines
from index.documents.formats.plain import text_title
from index.documents.formats.quoted import own_lines
from index.documents.formats.stated_dates import date_of
from index.documents.formats.subtitles import spoken
from index.documents.formats.unwrap import is_hard_wrapped, unwrap, unwrapped
from index.documents.normalise import UnreadableError, make_document, normalise
from index.documents.read import Digest, read_here, split
from index.sync.duplicates import runs_of, signature
from index.text.notices import is_notice
from index.text.other_dates import in_english
from index.text.statements import tells
from index.text.table_of_contents import lines_of_contents
from index.types import Skipped

MARKS = "\u0327\u0301"
PROSE = "The harbour was closed for nine days. "
CASES: dict[str, Callable[[int], object]] = {
    "marks on one letter": lambda n: normalise("a" + MARKS * n),
    "one long word": lambda n: split(make_document("/a", "a" * n, "a")),
    "one long line": lambda n: split(make_document("/a", PROSE * (n // 40), "a")),
    "quotes": lambda n: split(make_document("/a", '"a", he said. ' * (n // 14), "a")),
    "blank lines": lambda n: split(make_document("/a", "a" + "\n" * n + "b", "a")),
    "short lines": lambda n: split(make_document("/a", "a\n" * (n // 2), "a")),
    "words without an end": lambda n: unwrap(["a" * n, "b"] * 2, 80),
    "hyphens": lambda n: unwrap(["a-" * (n // 2), "b"] * 2, 80),
    "near copies": lambda n: signature(runs_of("a b " * n)),
    "breaks of a page": lambda n: read_html("<p>" + "a<br>" * (n // 5)),
    "terms of a page": lambda n: read_html("<dl>" + "<dt>a" * (n // 5)),
    "what terms mean": lambda n: read_html("<dl>" + "<dt>a<dd>b" * (n // 10)),
    "rows of a page": lambda n: read_html("<table>" + "<tr><td>a<td>b" * (n // 14)),
    "rows of Markdown": lambda n: markdown_lines("|a|b|\n|-|-|\n" + "|c|d|\n" * (n // 6)),
    "dates of other languages": lambda n: in_english("montag, 3 de mai de " * (n // 20)),
    "days of other languages": lambda n: in_english("montag, " * (n // 8)),
    "cues without an end": lambda n: spoken("0:01.0 --> 0:02.0\na b\n\n" * (n // 23)),
    "tags of cues": lambda n: spoken("0:01.0 --> 0:02.0\n" + "<a" * (n // 2)),
    "narrow lines": lambda n: is_hard_wrapped("a narrow line of a few words\n" * (n // 29)),
    "wrapped lines": lambda n: unwrapped("a line of the\nwords that go on\n\n" * (n // 32)),
    "pages": lambda n: in_one_text("a 1\n\nb\f" * (n // 8) + "page " * (n // 5)),
    "gaps": lambda n: with_rows(("a  b  1\n" * (n // 8) + "a" + " \t" * (n // 2)).split("\n")),
    "rules": lambda n: with_rows(["-- " * 90 + "x"] * (n // 270)),
    "parts without an end": lambda n: event_lines(
        "BEGIN:A\n" * (n // 24) + "BEGIN:VEVENT\nEND:B\n" * (n // 40) + "x\n" * (n // 8)
    ),
    "events": lambda n: event_lines(
        "BEGIN:VEVENT\nA" + ";" * (n // 3) + "\nB" + ';"' * (n // 6) + "\nC\\n" * (n // 9)
    ),
    "notices": lambda n: is_notice("draft - " * (n // 8)) or is_notice("press" + " " * 110 + "x"),
    "fields that are not YAML": lambda n: split_front_matter(
        "---\na: b: c\n" + "a b: [c, d]\n- e\n" * (min(n, 60_000) // 20) + "---\n"
    ),
    "boxes of manuals": lambda n: markdown_lines("!!! a\n:::b c\n" * (n // 12)),
    "one box": lambda n: list(without_boxes(['!!! a "' + '" ' * (n // 2), ":::" + " " * n + "b]"])),
    "dates of minutes": lambda n: date_of("Minutes of, " * (n // 12) + "\nMinutes - " * (n // 11)),
    "lines that tell": lambda n: tells("a1-" * (n // 3)) or tells("1.2," * (n // 4) + "x"),
    "numbered lines": lambda n: without_numbers_of_lines("1 a b.\n2 c d\n" * (n // 13)),
    "tables of contents": lambda n: lines_of_contents(["a " + ". " * (n // 2) + "1"] * 3),
    "lines of contents": lambda n: lines_of_contents(
        ["a ..... 2", "b ..... 3", "c ..... 9"] * (n // 30)
    ),
    "heads of quoted mails": lambda n: quoted("From: A <a\nSent: 1\nTo: c\n\nd\n" * (n // 32)),
    "quoted mails": lambda n: quoted("A <a@b> wrote:\n> a\n" * (n // 19)),
    "levels of quoted mails": lambda n: quoted(
        "".join(f"{'>' * i}On 1 May, A wrote:\n" for i in range(60)) + f"{'>' * 60} a\n" * (n // 63)
    ),
    "ends of a mail that is a page": lambda n: page_of(
        "<p>b" + "<div id=appendonsend>a</div>" * (n // 28), forwarded=False
    ),
    "quotes of a page": lambda n: page_of(
        "<p>b" + "<blockquote type=cite>a</blockquote>" * (n // 36), forwarded=False
    ),
    "what is above a quoted mail": lambda n: quoted(
        "a\n\nOn " + "<a@" * (n // 6) + " 1 2" * (n // 8) + " wrote:\n> a"
    ),
    "who sent a quoted mail": lambda n: quoted(
        "a\nFrom: " + "<a@" * (n // 6) + "<" + "a@" * (n // 4) + "\nTo: b\nSent: c\n\nd"
    ),
    "fields": lambda n: markdown_lines("A b: c\n" * (n // 7)),
    "tags of Markdown": lambda n: markdown_lines("{% a " * (n // 5) + "{{<" * (n // 3)),
    "attributes of Markdown": lambda n: markdown_lines("a){.b c=d" * (n // 9) + "`" * n),
    "properties of Markdown": lambda n: markdown_lines("(a::  b " * (n // 8) + "a^b^ " * n),
    "grids of Markdown": lambda n: markdown_lines("+--+\n| a |\n" * (n // 11) + "-- --\n" * n),
    "lines of Markdown after bars": lambda n: markdown_lines("| a\n" * (n // 4) + "| a |"),
    "brackets": lambda n: markdown_lines("[[" * (n // 2)),
    "notes of Markdown": lambda n: markdown_lines("a[^1] b\n\n[^1]: note\n\n" * (n // 23)),
}


def quoted(text: str) -> object:
    return earlier_mails(own_lines(text.split("\n"))[1], 50)


def read_html(html: str) -> list[str]:
    tree = parse(html)
    return [] if tree is None else lines(prepare(tree))


def seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_time_grows_with_the_size(name: str) -> None:
    """Eight times the text takes 64 times the time of a small one, if it grows with the square."""
    case = CASES[name]
    case(1_000)
    small, large = 20_000, 160_000
    least = min(seconds(lambda: case(small)) for _ in range(3))
    assert seconds(lambda: case(large)) < 8 * 3 * least + 0.3


@pytest.mark.parametrize("line", ["a-" * 10_000, "a." * 10_000, "by " * 7_000, "\u2013" * 20_000])
def test_a_title_is_looked_for_in_short_lines(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{line}\n\n{line}\n\n{PROSE}")
    kinds = [type(item).__name__ for item in read_here(path)]
    assert kinds == ["Digest", "Split"]
    assert text_title(["A title", PROSE]) == "A title"


def test_marks_are_kept_and_normalised_once() -> None:
    for count in (1, 20, 31, 200):
        found = normalise("a" + MARKS * count + " b")
        assert found == normalise(found)
        assert (
            sum(char in MARKS for char in found) >= 2 * count - 1
        )  # one may be a letter of its own
        assert found.endswith(" b")
    assert normalise("a" + MARKS * 15) == normalise("a" + MARKS * 15).replace("\u034f", "")


def test_the_runs_of_a_long_text_are_those_of_its_beginning() -> None:
    text = " ".join(map(str, range(300_000)))
    assert len(runs_of(text)) < 150_000
    assert runs_of("a b c d e f") == {"a b c d e", "b c d e f"}


def test_no_more_is_read_than_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 300_000)
    assert len(read_bytes(path)) == 300_000
    monkeypatch.setattr("index.documents.formats.contents.MAX_WHOLE_BYTES", 299_999)
    with pytest.raises(UnreadableError, match="larger than"):
        read_bytes(path)


def test_a_file_that_grows_while_it_is_read_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one of the system's own that has no end, whatever size it says that it has."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "a."}\n' * 10)
    monkeypatch.setattr("index.documents.read._ROOM", -20)
    (found,) = read_here(path)
    assert isinstance(found, Skipped)
    assert "no end" in found.reason


def test_what_says_that_it_is_empty_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").touch()
    monkeypatch.setattr("index.documents.read.open_file", lambda _: pytest.fail("opened"))
    (found,) = read_here(tmp_path / "a.txt")
    assert found == Skipped(str(tmp_path / "a.txt"), "It is empty.")


def test_the_digest_comes_first_and_alone_if_it_is_known(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PROSE)
    first, _ = read_here(tmp_path / "a.txt")
    assert isinstance(first, Digest)
    assert list(read_here(tmp_path / "a.txt", first.value)) == [first]
