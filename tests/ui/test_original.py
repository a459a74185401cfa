"""The original of a source: what is shown of it, to whom, and on what request."""

import base64
import json
import re
import secrets
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from index import Document, Index, Span, UserError
from index.documents.pages import CHANGED, GONE, UNSURE, DrawnPage
from index.types import Place
from tests.index.test_pages import FIRST, SECOND, TEXT, one, span_of, write
from tests.support.fake_models import FakeEncoder
from tests.support.fakes import ABSTAINED, ANSWERED, ATTACK, HOSTILE, RAIL, VILLAGES
from tests.support.gates import Browser, gated, loops_closed, numbers
from tests.ui.test_gate import logged_in
from ui.render.export import answer_to_page
from ui.render.original import AROUND, MOST, STEP, Original, failure_in_dialog, original_to_html
from ui.render.sources import evidence_to_html
from ui.web.access.authentication import Access
from ui.web.access.users import OneUser
from ui.web.app import ROLES
from ui.web.originals import Asked, read_asked, read_original
from ui.web.workspace import Workspace

pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
PNG = b"\x89PNG picture"
DRAWN = DrawnPage(2, 3, "ii", PNG, 600, 800, ((0.1, 0.2, 0.5, 0.25), (0.1, 0.25, 0.3, 0.3)))
HOSTILE_TEXT = "".join(ATTACK)


def span(document: Document, start: int = 0, end: int = 20) -> Span:
    return Span(document.id, start, end)


# What is shown


def test_a_page_with_its_boxes_over_the_picture() -> None:
    html = original_to_html(Original(RAIL, span(RAIL), DRAWN))
    assert f'src="data:image/png;base64,{base64.b64encode(PNG).decode()}"' in html
    assert re.findall(r'<rect class="lit" ([^>]*) rx', html) == [
        'x="1000" y="2000" width="4000" height="500"',
        'x="1000" y="2500" width="2000" height="500"',
    ]
    assert "Page 2 of 3, printed as “ii”" in html
    assert "<mark>Trains ran late on F</mark>" in html
    assert '<code dir="auto">/news/rail.pdf</code>' in html


def test_of_a_whole_document_nothing_is_marked_nor_quoted() -> None:
    for drawn in (DRAWN, replace(DRAWN, boxes=(), why=UNSURE), None):
        html = original_to_html(Original(RAIL, span(RAIL), drawn, whole=True))
        assert not re.search("lit|<mark|blockquote|sentence|marked", html)
    turned = original_to_html(Original(RAIL, span(RAIL), DRAWN, whole=True))
    assert 'aria-label="Page 2 of 3"' in turned
    assert turned.count('data-whole="yes"') == 2  # of the pages before and after


def test_pages_are_turned_from_the_first_to_the_last() -> None:
    def turns(drawn: DrawnPage) -> dict[str, str]:
        html = original_to_html(Original(RAIL, span(RAIL), drawn))
        found = re.findall(r'data-turn="(\w+)"[^>]*data-page="(\d*)"( disabled)?', html)
        return {name: page + off for name, page, off in found}

    assert turns(DRAWN) == {"before": "1", "after": "3", "back": "1"}
    assert turns(replace(DRAWN, number=1)) == {"before": " disabled", "after": "2"}
    assert turns(replace(DRAWN, number=3)) == {"before": "2", "after": " disabled", "back": "1"}
    assert turns(replace(DRAWN, number=1, count=1)) == {}


def test_nothing_is_marked_where_it_is_not_sure_and_it_says_so() -> None:
    html = original_to_html(Original(RAIL, span(RAIL), replace(DRAWN, boxes=(), why=UNSURE)))
    assert "<rect" not in html and UNSURE in html and "nothing is marked" in html
    rough = original_to_html(Original(RAIL, span(RAIL), replace(DRAWN, roughly=True)))
    assert "Whole lines are marked" in rough


@pytest.mark.parametrize("why", [GONE, CHANGED])
def test_without_a_page_there_is_our_own_text(why: str) -> None:
    html = original_to_html(Original(RAIL, span(RAIL, 0, 26), DrawnPage(1, why=why)))
    assert "<img" not in html and "<svg" not in html
    assert f"{why} Shown is the text as it was indexed." in html
    assert '<mark class="lit">Trains ran late on Friday.</mark> Repairs' in html


def test_a_sentence_over_two_pages_says_so() -> None:
    places = (Place(0, 26, box=(0, 0, 1, 0.1)), Place(27, 52, box=(0, 0, 1, 0.1)))
    document = replace(RAIL, places=places)
    html = original_to_html(Original(document, span(document, 10, 40), DRAWN))
    assert "The sentence runs from page 1 to 2." in html


def text_of(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html)


def test_a_text_is_shown_around_the_sentence_and_more_of_it_on_request() -> None:
    lines = [f"Line {number} of the long report." for number in range(5_000)]
    document = replace(VILLAGES, text="\n\n".join(lines))
    start = document.text.index("Line 2500 ")
    place = Span(document.id, start, start + len("Line 2500 of the long report."))
    html = original_to_html(Original(document, place))
    assert '<mark class="lit">Line 2500 of the long report.</mark>' in html
    assert "Line 2499 " in html and "Line 2000 " not in html and "Line 3000 " not in html
    assert f'data-before="{AROUND + STEP}" data-after="{AROUND}"' in html
    assert f'data-before="{AROUND}" data-after="{AROUND + STEP}"' in html
    left = re.search(r"More before \(([\d,]+) characters\)", html)
    shown = html.index("<p dir")
    first = re.search(r"Line (\d+) ", html[shown:])
    assert left and first
    assert int(left[1].replace(",", "")) == document.text.index(f"Line {first[1]} ")
    more = original_to_html(Original(document, place, before=MOST, after=AROUND))
    assert "Line 0 " in more and "More before" not in more


def test_of_a_huge_text_the_rest_is_counted() -> None:
    document = replace(VILLAGES, text="word " * 100_000 + "end.")
    html = original_to_html(
        Original(document, Span(document.id, 250_000, 250_010), before=MOST, after=MOST)
    )
    assert "50,000 characters more before are not shown." in html
    assert len(html) < 3 * MOST


def test_a_sentence_over_several_lines_is_marked_in_each() -> None:
    document = replace(VILLAGES, text="One two\n\nthree\tfour\nfive")
    html = original_to_html(Original(document, Span(document.id, 4, 20)))
    assert re.findall(r'<mark class="lit">([^<]*)</mark>', html) == ["two", "three four"]


def test_nothing_of_a_document_is_markup() -> None:
    hostile = replace(
        HOSTILE,
        title=HOSTILE_TEXT,
        source=f"/tmp/{HOSTILE_TEXT}.pdf",
        text=HOSTILE_TEXT,
        published=HOSTILE_TEXT,
    )
    page = replace(DRAWN, label=HOSTILE_TEXT, why=HOSTILE_TEXT)
    place = Span(hostile.id, 3, 60)
    for html in (
        original_to_html(Original(hostile, place)),
        original_to_html(Original(hostile, place, page)),
        original_to_html(Original(hostile, place, DrawnPage(1, why=HOSTILE_TEXT))),
        failure_in_dialog(HOSTILE_TEXT),
    ):
        tags = set(re.findall(r"<\s*/?\s*([a-zA-Z]+)", html))
        ours = [
            "div",
            "header",
            "h",
            "p",
            "button",
            "code",
            "mark",
            "nav",
            "span",
            "img",
            "svg",
            "rect",
            "blockquote",
        ]
        assert tags <= {*ours, "time"}, tags
        assert "<h2" in html and not re.search(r"<[^>]*\son\w+=", html)
        assert "\x1b" not in html


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://news.example/a?b=1&c=2", True),
        ("HTTP://news.example/", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)//https://news.example", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("//news.example/a", False),
        ("https://a.example/\"onclick='x'", False),
        ("\x01javascript:alert(1)", False),
    ],
)
def test_an_address_is_shown_as_it_is_and_a_link_if_it_is_of_the_web(url: str, link: bool) -> None:
    html = original_to_html(Original(replace(VILLAGES, url=url), span(VILLAGES)))
    links = re.findall(r'<a href="([^"]*)" target="_blank" rel="([^"]*)">([^<]*)</a>', html)
    assert bool(links) is link
    assert html.count("<a ") == link
    if link:
        assert links[0][1] == "noopener noreferrer nofollow"
        assert links[0][0] == links[0][2] == url.replace("&", "&amp;")


# Where it is opened


def test_each_source_has_a_button_and_files_have_none() -> None:
    html = evidence_to_html(ANSWERED, "a1")
    cited = [citation.span for citation in ANSWERED.sources]
    for place in cited:
        start, end = f'data-start="{place.start}"', f'data-end="{place.end}"'
        assert f'data-original="{place.doc_id}" {start} {end}' in html
    assert "Open at this place" in evidence_to_html(ABSTAINED, "a1")  # a passage
    assert "data-original" not in answer_to_page(ANSWERED)


# What is asked for


ASKED = {"document": "0123456789abcdef", "start": "3", "end": "9"}


def test_what_is_asked_for_is_read() -> None:
    more = {"page": "12", "width": "900", "before": "0", "after": "200000"}
    place = Span("0123456789abcdef", 3, 9)
    assert read_asked(lambda name: ASKED.get(name, "")) == Asked(place)
    assert read_asked(lambda name: (ASKED | {"whole": "yes"}).get(name, "")).whole
    found = read_asked(lambda name: (ASKED | more).get(name, ""))
    assert found == Asked(place, 12, 900, 0, 200_000)


@pytest.mark.parametrize(
    "wrong",
    [
        {"document": ""},
        {"document": "../../etc/passwd"},
        {"document": "0123456789ABCDEF"},
        {"document": "0123456789abcdef\n"},
        {"document": "0123456789abcdef0"},
        {"document": "' OR 1=1 --"},
        {"start": "-1"},
        {"start": "9"},
        {"start": ""},
        {"start": "1e3"},
        {"start": "٣"},
        {"start": " 3"},
        {"end": "2"},
        {"end": "9999999999"},
        {"end": "30000"},
        {"page": "0"},
        {"page": "-1"},
        {"page": "1.5"},
        {"page": "1000001"},
        {"page": "/etc/passwd"},
        {"width": "199"},
        {"width": "1601"},
        {"width": "99999999"},
        {"width": "NaN"},
        {"before": "-5"},
        {"before": "200001"},
        {"after": "x"},
    ],
)
def test_what_a_stranger_sends_is_refused(wrong: dict[str, str]) -> None:
    sent = ASKED | wrong
    with pytest.raises(UserError, match="no such place"):
        read_asked(lambda name: sent.get(name, ""))


# Behind the gate


@pytest.fixture(scope="module", autouse=True)
def no_loop_is_left() -> Iterator[None]:
    with loops_closed():
        yield


@pytest.fixture(scope="module")
def served(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[TestClient, Workspace, Path]]:
    folder = tmp_path_factory.mktemp("original")
    (folder / "documents").mkdir()
    write(folder / "documents" / "a.pdf", TEXT)
    (folder / "documents" / "b.txt").write_text(f"{FIRST} {SECOND}", encoding="utf-8")
    write(folder / "secret.pdf", ["The password of the safe is melon."])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADIO_TEMP_DIR", str(folder / "incoming"))
        with Index.open(folder / "index", encoder=FakeEncoder()) as index:
            index.sync(folder / "documents")
            with gated(index, folder / "incoming", fast=False) as (client, workspace):
                yield client, workspace, folder


def visitor(client: TestClient) -> Browser:
    return Browser(client, secrets.token_hex(4))


def shown(answer: Any) -> str:
    return str(answer["output"]["data"][0])


def event(document: Document, quote: str, **others: str) -> dict[str, str]:
    place = span_of(document, quote)
    said = {"document": place.doc_id, "start": str(place.start), "end": str(place.end)}
    return said | others


def test_the_page_is_drawn_for_the_page(served: tuple[TestClient, Workspace, Path]) -> None:
    client, workspace, _ = served
    id = numbers(client)["open_original"]
    browser = visitor(client)
    pdf, text = one(workspace.index, "a.pdf"), one(workspace.index, "b.txt")
    html = shown(browser.call(id, [], event(pdf, SECOND)))
    assert "data:image/png;base64,iVBOR" in html and html.count("<rect") == 2
    html = shown(browser.call(id, [], event(text, SECOND)))
    assert f'<mark class="lit">{SECOND}</mark>' in html and "<img" not in html
    kept = browser.call(numbers(client)["original_shown"], [], {})
    assert shown(kept) == ""


def test_only_the_page_itself_may_ask_and_whoever_may_read(
    served: tuple[TestClient, Workspace, Path],
) -> None:
    client, _, _ = served
    assert ROLES["open_original"] == ROLES["original_shown"] == "read"
    known = numbers(client)
    body = {"data": [], "fn_index": known["open_original"], "session_hash": "x1", "event_data": {}}
    assert client.post("/gradio_api/queue/join", json=body).status_code == 403
    for way in ("run", "api", "call", "call/v2"):
        path = f"/gradio_api/{way}/open_original"
        assert client.post(path, json={"data": []}).status_code == 404


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"document": "/etc/passwd", "start": "0", "end": "5"},
        {"document": "f" * 16, "start": "0", "end": "5"},
        {"document": "{pdf}", "start": "0", "end": "19000"},
        {"document": "{pdf}", "start": "0", "end": "5", "page": "x"},
        {"document": "{pdf}", "start": "0", "end": "5", "width": "100000"},
    ],
)
def test_what_is_not_there_is_said_and_nothing_shown(
    served: tuple[TestClient, Workspace, Path], said: dict[str, str]
) -> None:
    client, workspace, _ = served
    pdf = one(workspace.index, "a.pdf").id
    said = {name: value.replace("{pdf}", pdf) for name, value in said.items()}
    browser = visitor(client)
    html = shown(browser.call(numbers(client)["open_original"], [], said))
    assert "There is no such place" in html and "<img" not in html


@pytest.mark.parametrize(
    "sent", [[], "x", {"document": 5}, {"path": "/etc/passwd"}, {"document": "x" * 5_000}]
)
def test_an_event_of_anything_but_words_is_refused(
    served: tuple[TestClient, Workspace, Path], sent: Any
) -> None:
    client, _, _ = served
    browser = visitor(client)
    assert browser.call(numbers(client)["open_original"], [], sent) == 422


def test_a_link_in_the_place_of_a_document_shows_nothing_of_where_it_leads(
    served: tuple[TestClient, Workspace, Path],
) -> None:
    client, workspace, folder = served
    pdf = one(workspace.index, "a.pdf")
    path, kept = Path(pdf.source), folder / "kept.pdf"
    path.rename(kept)
    try:
        path.symlink_to(folder / "secret.pdf")
        browser = visitor(client)
        for page in ("", "1"):
            said = event(pdf, SECOND) | ({"page": page} if page else {})
            html = shown(browser.call(numbers(client)["open_original"], [], said))
            assert CHANGED in html and "<img" not in html and "melon" not in html
            assert f'<mark class="lit">{SECOND}</mark>' in html
    finally:
        path.unlink()
        kept.rename(path)


def test_whoever_may_only_read_opens_it_and_who_is_not_logged_in_does_not(
    served: tuple[TestClient, Workspace, Path], tmp_path: Path
) -> None:
    pdf = one(served[1].index, "a.pdf")
    access = Access(OneUser("read", "read and ten more", "read"))
    with gated(served[1].index, tmp_path / "incoming", access) as (client, _):
        reader = Browser(client, "reader1", **logged_in(client, "read"))
        id = numbers(client, reader.headers)["open_original"]
        assert shown(reader.call(id, [], event(pdf, SECOND))).count("<rect") == 2
        assert Browser(client, "nobody1").call(id, [], event(pdf, SECOND)) == 401


def test_a_document_of_the_index_and_nothing_else(
    served: tuple[TestClient, Workspace, Path],
) -> None:
    _, workspace, _ = served
    pdf = one(workspace.index, "a.pdf")
    found = read_original(workspace.index, Asked(span_of(pdf, SECOND), width=300))
    assert found.page and found.page.width == 300 and found.document == pdf
    with pytest.raises(UserError, match="no such place"):
        read_original(workspace.index, Asked(Span("a" * 16, 0, 3)))
    assert json.dumps(found.page.head)
