"""A timeline as text, JSON, Markdown, HTML and a picture; the command; the page's tab."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from index import Index
from index.types import Hit, Listed, Passage, Sentence, Span
from qa.timeline import Entry, LeftOut
from tests.support.fake_models import FakeEncoder
from tests.support.fakes import ATTACK
from tests.support.timelines import cited, entry, indexed, line
from ui.cli import main as cli
from ui.render.export import timeline_to_json, timeline_to_markdown
from ui.render.labels import host_of, label
from ui.render.timeline import (
    NOTHING,
    headline,
    left_out,
    timeline_to_dict,
    timeline_to_html,
    timeline_to_text,
    when,
)
from ui.render.timeline_picture import timeline_to_svg

BURST = "The dam burst on Tuesday."
COPY = Listed("c" * 16, "Dam gone", "/news/copy.txt", "2025-10-25", 3)


def shown() -> tuple[Entry, ...]:
    old = entry("The dam was built in 1931.", "1931-01-01", "1931-12-31", published=None)
    burst = entry(BURST, "2025-10-21")
    burst = replace(
        burst,
        citation=replace(burst.citation, elsewhere=(COPY,)),
        also=(cited("The dam burst on 21 October.", "Flood", "2025-10-22", "Capital Post"),),
    )
    flood = entry("The valley was flooded.", "2025-10-24", told="published")
    plan = entry("The dam will be rebuilt.", "2026-05-01", "2026-05-31", told="planned")
    return old, burst, flood, plan


MADE = line(*shown(), left_out=LeftOut(undated=3, unknown_day=1, merged=2, over_limit=9, future=4))
LEFT_OUT = (
    "Sentences about it that are not shown: 9 less about it than these; 2 told in the same words "
    "by another; 3 without a date; 1 dated from a day that is not known; 4 of documents dated "
    "after the day of asking."
)


@pytest.mark.parametrize(
    ("first", "last", "text", "short"),
    [
        ("2025-10-24", "2025-10-24", "24 Oct 2025", "24 Oct"),
        ("2025-09-01", "2025-09-30", "Sep 2025", "Sep"),
        ("2025-01-01", "2025-12-31", "2025", "2025"),
        ("2025-07-14", "2025-07-20", "14–20 Jul 2025", "14–20 Jul"),
        ("2025-07-28", "2025-08-03", "28 Jul – 3 Aug 2025", "28 Jul – 3 Aug"),
        ("2025-12-29", "2026-01-04", "29 Dec 2025 – 4 Jan 2026", "29 Dec 2025 – 4 Jan"),
        ("1990-01-01", "1999-12-31", "1990–1999", "1990–1999"),
        ("1523-01-01", "1523-12-31", "1523", "1523"),
    ],
)
def test_when_it_happened(first: str, last: str, text: str, short: str) -> None:
    made = entry(BURST, first, last)
    assert when(made) == text
    assert when(made, year=False) == short


def test_as_text() -> None:
    assert timeline_to_text(MADE) == (
        "the dam: 4 events, 1931 to May 2026\n\n"
        "1931\n  The dam was built in 1931.\n"
        "  Dam bursts, undated, The Friday File\n  /news/Dam bursts.txt\n\n"
        "21 Oct 2025\n  The dam burst on Tuesday.\n"
        "  Dam bursts, 24 Oct 2025, The Friday File; also in 2 documents\n"
        "  /news/Dam bursts.txt\n\n"
        "24 Oct 2025 (reported)\n  The valley was flooded.\n"
        "  Dam bursts, 24 Oct 2025, The Friday File\n  /news/Dam bursts.txt\n\n"
        "May 2026 (planned)\n  The dam will be rebuilt.\n"
        "  Dam bursts, 24 Oct 2025, The Friday File\n  /news/Dam bursts.txt\n\n"
        f"{LEFT_OUT}"
    )


def test_as_json() -> None:
    value = json.loads(timeline_to_json(MADE))
    assert value == timeline_to_dict(MADE)
    assert value["left_out"] == {
        "over_limit": 9, "merged": 2, "undated": 3, "unknown_day": 1, "future": 4,
    }  # fmt: skip
    assert (value["topic"], value["as_of"]) == ("the dam", "2025-12-01")
    burst = value["entries"][1]
    assert {k: burst[k] for k in ("first", "last", "precision", "when", "told", "elsewhere")} == {
        "first": "2025-10-21", "last": "2025-10-21", "precision": "day",
        "when": "21 Oct 2025", "told": "told", "elsewhere": 2,
    }  # fmt: skip
    assert burst["citation"]["quote"] == BURST
    assert burst["citation"]["document"]["label"] == "24 Oct 2025, The Friday File"
    assert burst["also"][0]["document"]["publisher"] == "Capital Post"


def test_as_markdown() -> None:
    lines = timeline_to_markdown(MADE).splitlines()
    assert lines[:4] == ["# the dam", "", "4 events, 1931 to May 2026", ""]
    assert lines[6:8] == [
        "- **21 Oct 2025**: The dam burst on Tuesday.  ",
        "  Dam bursts, 24 Oct 2025, The Friday File; also in 2 documents",
    ]
    assert lines[-1] == LEFT_OUT


def test_a_day_is_said_once() -> None:
    one, two = entry(BURST, "2025-10-21"), entry("The valley was flooded.", "2025-10-21")
    assert headline(line(one)) == "1 event, 21 Oct 2025"
    assert headline(line(one, two)) == "2 events, 21 Oct 2025"


def test_nothing() -> None:
    empty = line()
    assert headline(empty) == timeline_to_text(empty) == NOTHING
    assert left_out(LeftOut()) == ""
    assert NOTHING in timeline_to_html(empty)
    assert ElementTree.fromstring(timeline_to_svg(empty)).tag.endswith("svg")
    assert timeline_to_dict(empty)["entries"] == []


TAGS_OF_ENTRIES = frozenset(
    (
        *("section", "h3", "h4", "p", "ol", "li", "details", "summary", "span", "time", "div"),
        *("button", "cite", "blockquote", "mark", "b"),
    )
)
"""Of lists whose entries open their sentences, and no other."""


class Tags(HTMLParser):
    """Tags, attributes and text of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def test_as_html_each_entry_opens_its_sentence_in_its_passage() -> None:
    document = cited(f"Rain fell. {BURST} Cows drowned.").document
    span = Span(document.id, 11, 11 + len(BURST))
    passage = Passage(document, Span(document.id, 0, len(document.text)), (Sentence(span),))
    burst = entry(BURST, "2025-10-21")
    when_said = Span(document.id, 11 + BURST.index("Tuesday"), 11 + len(BURST) - 1)
    citation = replace(burst.citation, document=document, span=span, answer=when_said)
    made = replace(line(replace(burst, citation=citation)), hits=(Hit(passage, 1.0),))
    html = timeline_to_html(made)
    assert f"Rain fell. <mark>{BURST.replace('Tuesday', '<b>Tuesday</b>')}</mark> Cows" in html
    assert '<time datetime="2025-10-21">21 Oct</time>' in html
    assert html.count("<details") == 1
    assert "<h4>2025</h4>" in html


def test_html_says_what_is_planned_reported_and_undated() -> None:
    html = timeline_to_html(MADE)
    assert [kind for _, kind in re.findall(r'<li class="(.)(\w+)"', html)] == [
        "old", "old", "ublished", "lanned",
    ]  # fmt: skip
    assert re.findall(r'<span class="sign">(\w+)</span>', html) == ["reported", "planned"]
    assert re.findall(r'datetime="([\d-]{4,7})"', html)[0] == "1931"
    assert "<span>undated</span>" in html
    assert "Also in Flood, 22 Oct 2025, Capital Post" in html
    assert "Also in Dam gone, 25 Oct 2025" in html
    with pytest.raises(ValueError, match="anchor"):
        timeline_to_html(MADE, '"x')


HOSTILE = (
    *ATTACK,
    "</svg><script>alert(1)</script>",
    "]]>",
    "&lt;",
    "a\ufffe\uffff\x0cb",
    "\u202e",
)


@pytest.mark.parametrize("attack", HOSTILE)
def test_what_a_document_says_stays_words(attack: str) -> None:
    burst = entry(f"{attack} burst.", "2025-10-21", title=attack, publisher=attack)
    made = line(
        replace(burst, also=(cited(f"{attack} too.", attack, attack, attack),)), topic=attack
    )
    seen = Tags(timeline_to_html(made))
    assert set(seen.tags) <= TAGS_OF_ENTRIES
    assert not any(name.startswith("on") or name in ("href", "src") for name, _ in seen.attributes)
    svg = timeline_to_svg(made)
    root = ElementTree.fromstring(svg)
    assert {element.tag.rpartition("}")[2] for element in root.iter()} == {
        "svg", "title", "style", "rect", "path", "text", "circle",
    }  # fmt: skip
    assert {name for element in root.iter() for name in element.attrib} <= {
        *("viewBox", "width", "height", "role", "class", "x", "y", "cx", "cy", "r", "d"),
        "text-anchor",
    }
    (style,) = (element.text or "" for element in root.iter() if element.tag.endswith("style"))
    assert not re.search(r"url|@import", style)
    for text in timeline_to_text(made).splitlines():
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
    for text in timeline_to_markdown(made).splitlines():
        bare = re.sub(r"\\.", "", text)
        assert not re.search(r"[<>\[\]`_|]", bare), text


def test_lines_of_the_picture_are_broken_where_they_are_too_wide() -> None:
    long = entry("word " * 80 + "W" * 300 + "中" * 100, "2025-10-21")
    root = ElementTree.fromstring(timeline_to_svg(line(long)))
    texts = [element.text or "" for element in root.iter() if element.tag.endswith("text")]
    assert max(map(len, texts)) < 80
    assert len(texts) > 10
    height = float(root.attrib["height"])
    assert all(float(e.attrib["y"]) < height for e in root.iter() if e.tag.endswith("text"))


def test_the_label_of_a_document() -> None:
    assert label(cited(BURST).document) == "24 Oct 2025, The Friday File"
    assert label(cited(BURST, publisher=None).document) == "24 Oct 2025, Dam bursts"
    assert label(cited(BURST, published=None).document) == "The Friday File"
    assert label(cited(BURST, published="soon").document) == "soon, The Friday File"
    by_host = replace(cited(BURST, publisher=None).document, url="https://www.news.example/a")
    assert label(by_host) == "24 Oct 2025, news.example"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://News.Example:80/a", "news.example"),
        ("http://www.news.example", "news.example"),
        ("javascript:alert(1)", ""),
        ("ftp://news.example", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_the_host_of_an_address(url: str, host: str) -> None:
    assert host_of(url) == host


Result = tuple[int, str, str]
Command = Callable[..., Result]


@pytest.fixture
def pincite(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Command:
    """The command, over an index of two documents."""
    records = [
        {"title": "Dam at Tolm", "published": "2025-10-24", "text": f"Of clay.\n\n{BURST}"},
        {"title": "Bread", "published": "2025-10-20", "text": "Bread is dear."},
    ]
    indexed(tmp_path, records).close()
    opened = Index.open
    monkeypatch.setattr(
        Index, "open", lambda *_, **__: opened(tmp_path / "index", encoder=FakeEncoder())
    )

    def run(*arguments: str) -> Result:
        status = cli.main(["timeline", *arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return run


def test_the_command(pincite: Command) -> None:
    status, out, err = pincite("dam", "at", "Tolm")
    assert (status, err) == (0, "")
    assert out.startswith("dam at Tolm: 1 event, 21 Oct 2025\n\n21 Oct 2025\n  The dam burst on")


def test_the_command_as_json_and_as_markdown(pincite: Command) -> None:
    assert json.loads(pincite("dam at Tolm", "--json")[1])["entries"][0]["first"] == "2025-10-21"
    assert pincite("dam at Tolm", "--markdown")[1].startswith("# dam at Tolm\n")
    assert pincite("dam", "--json", "--markdown")[0] == 2


def test_the_command_draws(pincite: Command, tmp_path: Path) -> None:
    picture = tmp_path / "dam.svg"
    status, out, err = pincite("dam at Tolm", "--svg", str(picture))
    assert (status, err) == (0, f"pincite: The picture is in {picture}.\n")
    assert "The dam burst" in out and "The dam burst" in picture.read_text()
    absent = tmp_path / "absent"
    status, out, err = pincite("dam at Tolm", "--svg", str(absent / "dam.svg"))
    assert (status, out) == (2, "") and f"There is no folder {absent}." in err  # before it is read


def test_the_command_finds_nothing(pincite: Command) -> None:
    status, out, err = pincite("zebras of the savannah")
    assert (status, out) == (1, "") and NOTHING in err
    status, out, _ = pincite("zebras of the savannah", "--json")
    assert status == 1 and json.loads(out)["entries"] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((" ",), "The topic is empty."),
        (("x" * 10_000,), "The topic has 10,000 characters."),
        (("dam", "--limit", "0"), "expected a number from 1 to 1000"),
        (("dam", "--limit", "many"), "expected a number from 1 to 1000"),
        (("dam", "--as-of", "soon"), "soon"),
        (("dam", "--since", "2026", "--until", "2025"), "Nothing can be published"),
        ((), "the following arguments are required: TOPIC"),
    ],
)
def test_what_the_command_refuses(pincite: Command, arguments: tuple[str, ...], said: str) -> None:
    status, out, err = pincite(*arguments)
    assert (status, out) == (2, "")
    assert said.lower() in err.lower()


def test_as_of_a_day_before(pincite: Command) -> None:
    status, _, err = pincite("dam at Tolm", "--as-of", "2025-10-01")
    assert status == 1 and "of documents dated after the day of asking" in err
