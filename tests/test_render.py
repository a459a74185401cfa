import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from fakes import ABSTAINED, ANSWERED, ATTACKED, HITS, LATE, RAIL, TEN, VILLAGES, cite, find
from hypothesis import example, given
from hypothesis import strategies as st

from index.report import SyncReport
from index.types import Document, Hit, Passage, Sentence, Skipped, Span
from qa.types import Answer, Citation, Claim
from ui.markup import answer_to_html, text_to_html
from ui.render import (
    answer_to_dict,
    answer_to_text,
    hits_to_list,
    hits_to_text,
    plain,
    report_to_dict,
    report_to_text,
    shorten,
    to_json,
)

TAGS = {"p", "a", "h3", "ol", "li", "span", "cite", "time", "blockquote", "mark", "b"}
ATTRIBUTES = {"class", "id", "tabindex", "dir", "href", "target", "rel", "aria-label"}
FORBIDDEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202d\u202e\u2028\u2029\ud800-\udfff]")

NASTY = st.sampled_from(
    ["<script>", "</mark>", "<img src=x onerror=y>", '" onclick="z', "'", "&lt;", "\x1b[2J", "\n"]
)
TEXT = st.lists(st.text() | NASTY, min_size=1, max_size=6).map("".join).filter(str.strip)
NAMES = st.none() | TEXT
ADDRESSES = NAMES | st.sampled_from(["http://a.example/x?y=1&z=<", "javascript:x", "https://["])


def within(span: Span) -> st.SearchStrategy[Span | None]:
    """None, or words of a sentence."""
    return st.none() | st.integers(span.start, span.end - 1).flatmap(
        lambda start: st.integers(start + 1, span.end).map(
            lambda end: Span(span.doc_id, start, end)
        )
    )


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    text = draw(TEXT)
    pages = draw(st.sampled_from([(), (0,), (0, len(text))]))
    document = Document("d", text, draw(TEXT), draw(TEXT), draw(NAMES), draw(ADDRESSES), pages)
    bounds = st.integers(0, len(text) - 1).flatmap(
        lambda start: st.tuples(st.just(start), st.integers(start + 1, len(text)))
    )
    spans = [Span("d", *draw(bounds)) for _ in range(draw(st.integers(0, 3)))]
    claims = tuple(
        Claim(draw(TEXT), (Citation(document, span, 0.5, draw(within(span))),)) for span in spans
    )
    hit = Hit(Passage(document, Span("d", *draw(bounds)), ()), draw(st.floats(0, 1)))
    return Answer(draw(TEXT), claims, (hit,))


class Seen(HTMLParser):
    """Every tag and attribute, and the text inside `<mark>`."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.marked: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self.open.append(tag)
        if tag == "mark":
            self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if "mark" in self.open:
            self.marked[-1] += data


@given(answers())
@example(ATTACKED)
def test_html_holds_no_tag_that_we_did_not_write(answer: Answer) -> None:
    seen = Seen(answer_to_html(answer))
    assert set(seen.tags) <= TAGS
    assert {name for name, _ in seen.attributes} <= ATTRIBUTES
    assert seen.tags.count("li") == (len(answer.sources) or len(answer.hits))
    assert seen.tags.count("p") == len(answer.claims) + answer.abstained + seen.tags.count("li")
    for name, value in seen.attributes:
        if name == "href":
            assert value is not None and re.match(r"#answer-\d+$|https?://", value)


@given(answers())
@example(ATTACKED)
def test_the_marked_text_is_the_quote(answer: Answer) -> None:
    assert Seen(answer_to_html(answer)).marked == [plain(s.quote) for s in answer.sources]


@given(answers())
@example(ATTACKED)
def test_text_holds_no_control_character_but_newlines(answer: Answer) -> None:
    for text in (answer_to_text(answer), hits_to_text(answer.hits)):
        assert not FORBIDDEN.search(text)
    assert not FORBIDDEN.search(answer_to_html(answer))


@given(answers())
@example(ATTACKED)
def test_a_document_cannot_add_a_line_that_looks_like_a_source(answer: Answer) -> None:
    numbered = [line for line in answer_to_text(answer).split("\n") if line.startswith("[")]
    own = [plain(c.text).strip() for c in answer.claims if plain(c.text).strip().startswith("[")]
    assert len(numbered) == len(answer.sources) + len(own)


@given(answers())
@example(ATTACKED)
def test_json_reads_back_the_same_and_is_safe_to_print(answer: Answer) -> None:
    value = {"answer": answer_to_dict(answer), "hits": hits_to_list(answer.hits)}
    printed = to_json(value)
    assert not FORBIDDEN.search(printed)
    assert json.loads(printed) == value


@given(answers())
def test_every_quote_is_a_slice(answer: Answer) -> None:
    for claim in answer_to_dict(answer)["claims"]:
        assert len(claim["markers"]) == len(claim["citations"])
        for citation in claim["citations"]:
            source = answer.claims[0].citations[0].document.text
            assert citation["quote"] == source[citation["start"] : citation["end"]]


@given(st.text())
def test_plain_keeps_the_length_and_is_stable(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert plain(plain(text)) == plain(text)


@given(st.text(st.characters(blacklist_characters="\n\r")), st.integers(2, 40))
def test_shortened_text_is_a_beginning(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert short == text or (text.startswith(short[:-2]) and len(short) <= limit + 2)


def test_shortens_between_words() -> None:
    assert shorten("one two three", 13) == "one two three"
    assert shorten("one two three", 9) == "one two …"
    assert shorten("one two three", 7) == "one two …"
    assert shorten("abcdefghij", 4) == "abcd …"


def test_answer_as_text() -> None:
    assert answer_to_text(ANSWERED) == (
        "Ten villages were taken, the ministry said. [1]\n"
        "Repairs took eleven hours, and ten. [2] [1]\n"
        "\n"
        "[1] Fighting in the east, 2025-10-24\n"
        f"    “{TEN}”\n"
        "    /news/villages.txt\n"
        "[2] rail.pdf, page 2\n"
        f"    “{LATE}”\n"
        "    /news/rail.pdf"
    )


def test_abstention_as_text_shows_the_nearest_passages() -> None:
    text = answer_to_text(ABSTAINED)
    assert text.startswith("The documents do not answer this question. The nearest passages:\n\n1.")
    assert "2. rail.pdf, page 1\n   Trains ran late on Friday." in text
    many = Answer("?", (), HITS * 5)
    assert len(answer_to_dict(many)["nearest"]) == 3
    assert answer_to_text(many).count("/news/") == 3


def test_abstention_without_hits_is_one_sentence() -> None:
    nothing = Answer("?")
    assert answer_to_text(nothing) == "The documents do not answer this question."
    assert Seen(answer_to_html(nothing)).text == "The documents do not answer this question."
    assert answer_to_dict(nothing)["nearest"] == []


def test_answer_as_dict() -> None:
    value = answer_to_dict(ANSWERED)
    assert (value["question"], value["abstained"], value["nearest"]) == (
        "How many villages?",
        False,
        [],
    )
    assert [claim["markers"] for claim in value["claims"]] == [[1], [2, 1]]
    assert value["claims"][1]["citations"][0] == {
        "document": {
            "id": RAIL.id,
            "title": "rail.pdf",
            "source": "/news/rail.pdf",
            "published": None,
            "url": None,
            "page": 2,
        },
        "start": 27,
        "end": 53,
        "quote": LATE,
        "support": 0.9,
        "answer": None,
        "elsewhere": [],
    }


def test_the_words_that_answer_are_shown() -> None:
    (citation,) = ANSWERED.claims[0].citations
    words = find(VILLAGES, "ten villages")
    known = replace(citation, answer=words)
    answer = replace(ANSWERED, claims=(replace(ANSWERED.claims[0], citations=(known,)),))
    assert "said that <b>ten villages</b> were" in answer_to_html(answer)
    (claim,) = answer_to_dict(answer)["claims"]
    assert claim["citations"][0]["answer"] == {
        "start": words.start,
        "end": words.end,
        "text": "ten villages",
    }


def test_html_links_markers_to_sources() -> None:
    html = answer_to_html(ANSWERED, "a7")
    assert html.count('href="#a7-1"') == 2
    assert 'id="a7-1"' in html and 'id="a7-2"' in html
    assert f"the north. <mark>{TEN}</mark> Neither" in html
    with pytest.raises(ValueError, match="anchor"):
        answer_to_html(ANSWERED, '"><script>')


def test_a_sentence_outside_all_hits_stands_alone() -> None:
    html = answer_to_html(Answer("?", ANSWERED.claims))
    assert f'<blockquote dir="auto"><mark>{TEN}</mark></blockquote>' in html


def test_a_long_passage_is_cut_around_the_sentence() -> None:
    text = "word " * 500 + "Here it is. " + "tail " * 500
    document = Document("d", text, "/d", "d")
    quote = cite(document, "Here it is.")
    whole = Span("d", 0, len(text))
    hit = Hit(Passage(document, whole, (Sentence(quote.span),)), 1.0)
    seen = Seen(answer_to_html(Answer("?", (Claim("It is.", (quote,)),), (hit,))))
    assert seen.marked == ["Here it is."]
    assert 400 < len(seen.text) < 800
    assert seen.text.count("…") == 2


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://news.example/a?b=1&c=2", "news.example"),
        ("HTTP://News.Example", "news.example"),
        ("https://bank.example@evil.example/", "evil.example"),
        ("https://xn--e1afmkfd.example:8080/", "xn--e1afmkfd.example"),
    ],
)
def test_an_http_address_is_a_link_named_by_its_host(url: str, host: str) -> None:
    seen = Seen(answer_to_html(_answer_from(url)))
    links = dict(seen.attributes[-4:-1])
    assert links | {"rel": ""} == {"href": url, "target": "_blank", "rel": ""}
    assert ("rel", "noopener noreferrer nofollow") in seen.attributes
    assert host in seen.text


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//host.example/x",
        " https://host.example",
        "java\nscript:x",
        "https://host.example/a b",
        'https://host.example/"onclick=x',
        "https://",
        "https://[",
        "https:///path",
        "file:///etc/passwd",
        "",
        None,
    ],
)
def test_no_other_address_is_a_link(url: str | None) -> None:
    assert "target" not in answer_to_html(_answer_from(url))


def _answer_from(url: str | None) -> Answer:
    document = Document("d", "One sentence.", "/d", "d", url=url)
    return Answer("?", (Claim("One.", (cite(document, "One sentence."),)),))


def test_the_file_is_named_with_the_place_in_it() -> None:
    document = Document("d", "One sentence.", "/home/me/news.jsonl#2024/05", "One")
    html = answer_to_html(Answer("?", (Claim("One.", (cite(document, "One sentence."),)),)))
    assert "news.jsonl#2024/05" in html
    assert "/home/me" not in html


def test_hits_as_text() -> None:
    assert hits_to_text(()) == ""
    lines = hits_to_text(HITS).split("\n")
    assert lines[0] == "1. Fighting in the east, 2025-10-24"
    assert lines[1:3] == ["   Fighting in the east", "   " + VILLAGES.text.split("\n")[1]]
    assert lines[3] == "   /news/villages.txt"
    assert [hit["rank"] for hit in hits_to_list(HITS)] == [1, 2]
    assert hits_to_list(HITS)[0]["text"] == VILLAGES.text


def test_report_as_text() -> None:
    report = SyncReport(12, 0, 0, (), 12, 210, 48, 1.234)
    assert report_to_text(report) == (
        "12 documents, 210 sentences, 48 passages in 1.2 s (12 added, 0 removed, 0 unchanged)"
    )
    one = SyncReport(1, 0, 0, (Skipped("/a\x1b[2J", "It is\nempty."),), 1, 1, 1, 0.0)
    assert report_to_text(one).split("\n") == [
        "1 document, 1 sentence, 1 passage in 0.0 s (1 added, 0 removed, 0 unchanged)",
        "skipped /a�[2J: It is empty.",
    ]


def test_only_the_first_skipped_files_are_named() -> None:
    skipped = tuple(Skipped(f"/{n}", "It is empty.") for n in range(1225))
    lines = report_to_text(SyncReport(0, 0, 0, skipped, 0, 0, 0, 1)).split("\n")
    assert len(lines) == 22
    assert lines[-1] == "and 1,205 more skipped"
    assert len(report_to_dict(SyncReport(0, 0, 0, skipped, 0, 0, 0, 1))["skipped"]) == 1225


def test_text_in_a_quoted_attribute_cannot_leave_it() -> None:
    assert text_to_html("\"'<>&\x00") == "&quot;&#x27;&lt;&gt;&amp;�"
