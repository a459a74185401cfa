"""Documents that attack the page: nothing of them runs, and nothing is fetched."""

import json
import socket
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.hostile import NAMES, OUTSIDE, PAYLOADS, question, sentence
from tests.support.serving import READING, ask, drop, go, opened, served, start, watched
from ui.render.text import plain
from ui.web.uploads import LARGEST

pytestmark = pytest.mark.browser
TAGS = (
    "script, img, iframe, object, embed, svg:not(.thumb > svg, svg.counts), math, form, link, "
    "style, base, meta, video, audio"
)
"""No element that we write, but for thumbs and pictures of counts."""
OURS = (
    "#conversation, #documents, #opened, #outcome, #judging, #beginning, #report, #offered, "
    "#narrowed, #judged-questions"
)


def attack(folder: Path) -> Path:
    """Forty payloads, each in the text, title and date of a file, and in a record with an address.

    Of a record's text only what a page would show is read; a text file is read as it is.
    """
    folder.mkdir()
    rows = [
        {
            "id": f"{number}-{payload[:20]}",
            "title": f"{payload} {number}",
            "published": "2025-10-24" if number % 2 else payload,
            "url": f"javascript:document.title='owned'//{OUTSIDE}" if number % 2 else payload,
            "text": f"{payload}\n\nThe harbour was quiet on Sunday.",
        }
        for number, payload in enumerate(PAYLOADS)
    ]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (folder / "hostile.jsonl").write_text(lines, encoding="utf-8")
    for number, payload in enumerate(PAYLOADS):
        head = f"Title: {payload} {number}\nPublished: {payload}"
        text = f"{head}\n\n{sentence(number)}\n\n{payload}\n\nThe harbour was quiet on Sunday."
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    for number, name in enumerate(NAMES):
        text = f"The lighthouse number{number} of Lindau was painted {PAYLOADS[number]} in 1856."
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("hostile")
    process = start(folder / "log", READING, folder / "index", attack(folder / "documents"))
    with served(process, folder / "log") as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with watched(browser, address) as context:
        yield opened(context, address)


def unharmed(page: Page) -> None:
    """Nothing ran, and there is no element that we did not write."""
    assert page.title() == "pincite"
    assert page.locator(f":is({OURS}) :is({TAGS})").count() == 0
    links = page.locator(f":is({OURS}) a").evaluate_all("all => all.map(a => a.href)")
    assert all(link.startswith(("http://", "https://")) for link in links), links
    handlers = "all => all.flatMap(e => e.getAttributeNames()).filter(n => n.startsWith('on'))"
    assert page.locator(f":is({OURS}) *").evaluate_all(handlers) == []


def test_there_are_forty() -> None:
    assert len(PAYLOADS) == len(set(PAYLOADS)) == 40


@pytest.mark.parametrize("part", range(4))
def test_nothing_of_a_hostile_document_runs_when_it_is_cited(page: Page, part: int) -> None:
    for number in range(10 * part, 10 * part + 10):
        ask(page, question(number))
    unharmed(page)
    shown = page.locator("#conversation").inner_text()
    assert sum(plain(PAYLOADS[n])[:12] in shown for n in range(10 * part, 10 * part + 10)) >= 9
    page.wait_for_timeout(300)
    unharmed(page)


def test_nor_when_it_is_listed_opened_judged_or_asked(page: Page) -> None:
    go(page, "Documents")
    files = len(PAYLOADS) - 1  # the last payload makes a file that is no text
    expect(page.locator("#documents li")).to_have_count(len(PAYLOADS) + files + len(NAMES))
    for number in range(0, 46, 5):
        page.locator("ul.documents button").nth(number).click()
        expect(page.locator("#documents [aria-current]")).to_have_count(1)
        expect(page.locator("article.document h3")).to_be_visible()
        unharmed(page)
    go(page, "Ask")
    for payload in (*PAYLOADS[:4], PAYLOADS[33]):
        ask(page, f"{payload} {question(3)}")
    page.get_by_role("button", name="This is wrong").last.click()
    expect(page.locator("#judging")).to_be_visible()
    page.locator("#judging input[type=checkbox]").first.check()
    page.locator("#save").click()
    expect(page.locator("#judged")).to_contain_text("Saved. 1 question judged")
    page.get_by_role("button", name="Measure on the judged questions").click()
    page.locator("#report summary", has_text="All measures").click(timeout=30_000)
    expect(page.locator("#report .plots").first).to_be_visible()
    expect(page.locator("#judged-questions tbody tr")).to_have_count(1)
    assert page.locator(f"#judged-questions :is({TAGS}, a)").count() == 0
    assert page.locator("#report :is(script, img, iframe, a)").count() == 0
    assert page.title() == "pincite"


@pytest.mark.parametrize("name", NAMES)
def test_nor_when_it_is_dropped_in(page: Page, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text("Nothing\x00of this is text.", encoding="utf-8")
    drop(page, file)
    expect(page.locator("#outcome")).to_contain_text("not taken in")
    unharmed(page)


# Uploads that are not what they seem


def of_the_page(address: str) -> dict[str, str]:
    """The headers of a request that a script of the page makes."""
    with urllib.request.urlopen(address) as response:
        cookie = str(response.headers["set-cookie"]).partition(";")[0]
    return {"Cookie": cookie, "Origin": address}


def posted(address: str, name: str, content: bytes, *, cut: int = 0) -> int:
    """The status of an upload by hand; -1 where it was cut off by so many bytes."""
    headers = of_the_page(address) | {"Content-Type": "multipart/form-data; boundary=edge"}
    head = (
        f'--edge\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
        "Content-Type: text/plain\r\n\r\n"
    )
    body = head.encode() + content + b"\r\n--edge--\r\n"
    if not cut:
        request = urllib.request.Request(f"{address}/gradio_api/upload", body, headers)
        with urllib.request.urlopen(request) as response:
            return int(response.status)
    host, _, port = address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(
            f"POST /gradio_api/upload HTTP/1.1\r\nHost: {host}:{port}\r\n".encode()
            + "".join(f"{name}: {value}\r\n" for name, value in headers.items()).encode()
            + f"Content-Length: {len(body)}\r\n\r\n".encode()
            + body[:-cut]
        )
    return -1


def test_a_path_in_a_name_leads_nowhere(address: str, tmp_path: Path) -> None:
    for name in ("../../../../tmp/pincite-escaped.txt", "..\\\\pincite-escaped.txt"):
        posted(address, name, b"Escaped.")
    assert not Path("/tmp/pincite-escaped.txt").exists()
    for path in ("/etc/passwd", f"{tmp_path}", "ui/web/app.py", "../../../etc/passwd"):
        with pytest.raises(urllib.error.HTTPError) as raised:
            urllib.request.urlopen(f"{address}/gradio_api/file={path}")
        raised.value.close()
        assert raised.value.code in (403, 404)


def test_an_upload_that_is_cut_off_loses_nothing(page: Page, address: str, tmp_path: Path) -> None:
    assert posted(address, "half.txt", b"x" * 2_000_000, cut=1_000_000) == -1
    whole = tmp_path / "whole.txt"
    whole.write_text("The ferry of Lindau carried 412 people on Monday.", encoding="utf-8")
    drop(page, whole)
    expect(page.locator("#outcome")).to_contain_text("1 document added")
    page.get_by_label("Search in the list").fill("half.txt")
    expect(page.locator("#documents .empty")).to_be_visible()


def test_an_upload_that_is_too_large(page: Page, address: str, tmp_path: Path) -> None:
    with pytest.raises((urllib.error.HTTPError, urllib.error.URLError)) as raised:
        posted(address, "large.txt", b"x" * (LARGEST + 1_000_000))
    if isinstance(raised.value, urllib.error.HTTPError):
        raised.value.close()
        assert raised.value.code == 413
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(200_000_000)
    go(page, "Documents")
    page.locator("#drop input[type=file]").set_input_files(large)
    told = page.get_by_text("exceed the maximum allowed size of 50").first
    expect(told).to_be_visible(timeout=60_000)
    go(page, "Ask")
    ask(page, question(0))


def test_a_wrong_type_and_a_bomb_are_named_and_skipped(page: Page, tmp_path: Path) -> None:
    picture = tmp_path / "picture.pdf"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    bomb = tmp_path / "bomb.docx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 60_000_000 + b"</a>")
    drop(page, picture, bomb)
    told = page.locator(".notices")
    expect(told).to_contain_text("picture.pdf: Its contents are not those of a .pdf file.")
    expect(told).to_contain_text("bomb.docx: It would unpack to 60 MB")
    expect(page.locator("#outcome")).to_contain_text("Nothing was added.")
    expect(page.get_by_text("picture.pdf")).to_have_count(1)
