"""Every format, and every way a file can be bad, with small files made on the spot."""

import gzip
import json
import os
import socket
import sys
import time
import unicodedata
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents import load, read
from index.documents.formats import contents
from index.documents.formats.unwrap import is_hard_wrapped, unwrap
from index.documents.load import load_file
from index.documents.normalise import (
    UnreadableError,
    make_document,
    make_paged_document,
    normalise,
)
from index.documents.registry import FORMATS, Format
from index.errors import UserError
from index.sync.files import find_files
from index.text.dates import iso_date
from index.types import Document, Skipped

PROSE = (
    "The harbour of Lindau was closed for nine days in March because the lake stood too low. "
    "Ferries from Bregenz and Rorschach turned back, and the mayor asked the canton for help. "
    "On the tenth day it rained, and the boats went out again as if nothing had happened."
)


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def only_document(path: Path) -> Document:
    (found,) = load_file(path)
    assert isinstance(found, Document), found
    return found


def only_skipped(path: Path) -> Skipped:
    (found,) = load_file(path)
    assert isinstance(found, Skipped), found
    assert found.source == str(path)
    assert found.reason[0].isupper()
    return found


# finding files


def test_find_files_gives_each_visible_file_once_and_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.md", "a/.hidden.txt", ".git/config", "z.xyz"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path / name, "x")
    found = list(find_files([tmp_path, tmp_path / "a", tmp_path / "b.txt", tmp_path]).files)
    assert found == [tmp_path / "a/c.md", tmp_path / "b.txt", tmp_path / "z.xyz"]


def test_find_files_makes_paths_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a.txt", "x")
    assert list(find_files([Path(), Path("./a.txt")]).files) == [tmp_path / "a.txt"]


def test_find_files_follows_links_but_not_in_circles(tmp_path: Path) -> None:
    root, elsewhere = tmp_path / "root", tmp_path / "elsewhere"
    (root / "sub").mkdir(parents=True)
    elsewhere.mkdir()
    write(root / "sub/a.txt", "x")
    write(elsewhere / "b.txt", "x")
    (root / "again").symlink_to(root / "sub")
    (root / "sub/loop").symlink_to(root)
    (root / "other").symlink_to(elsewhere)
    assert list(find_files([root]).files) == [root / "other/b.txt", root / "sub/a.txt"]


def test_find_files_of_an_empty_folder_finds_nothing(tmp_path: Path) -> None:
    assert not find_files([tmp_path]).files
    assert not find_files([]).files


def test_find_files_names_a_path_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nowhere"):
        find_files([tmp_path / "nowhere"])


def test_a_hidden_file_is_read_when_it_is_given_itself(tmp_path: Path) -> None:
    hidden = write(tmp_path / ".notes.txt", PROSE)
    assert list(find_files([hidden]).files) == [hidden]


def test_a_decomposed_file_name_can_be_opened_and_is_composed_in_the_source(tmp_path: Path) -> None:
    write(tmp_path / unicodedata.normalize("NFD", "Zürich.txt"), PROSE)
    (path,) = find_files([tmp_path]).files
    assert only_document(path).source == str(tmp_path / "Zürich.txt")


# text


def test_text_takes_title_and_date_from_its_first_lines(tmp_path: Path) -> None:
    text = f"\ufeffBoats stay in port\r\n\r\nPublished: 24 October 2025\r\n\r\n{PROSE}\r\n"
    document = only_document(write(tmp_path / "port.txt", text))
    assert document.title == "Boats stay in port"
    assert document.published == "2025-10-24"
    assert document.text == f"Boats stay in port\n\nPublished: 24 October 2025\n\n{PROSE}"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (PROSE, "stem"),
        (f"{PROSE}\n{PROSE}", "stem"),
        ("Only a line", "stem"),
        (f"Share this story\n\nLow water\n\n{PROSE}", "Low water"),
        (f"Headline: Low water\n{PROSE}", "Low water"),
        (f"courier.example.org\nLow water\n\n{PROSE}", "Low water"),
        (f"Who closed the port?\n\n{PROSE}", "Who closed the port?"),
    ],
)
def test_title_of_a_text(tmp_path: Path, text: str, title: str) -> None:
    assert only_document(write(tmp_path / "stem.txt", text)).title == title


@pytest.mark.parametrize(
    "line", ["2025-10-24", "Oct. 24, 2025", "By the Desk | Oct. 24, 2025", "Updated 24 Oct 2025"]
)
def test_date_of_a_text(tmp_path: Path, line: str) -> None:
    document = only_document(write(tmp_path / "a.txt", f"Low water\n{line}\n\n{PROSE}"))
    assert document.published == "2025-10-24"


def test_a_date_in_a_sentence_is_not_the_date_of_the_text(tmp_path: Path) -> None:
    text = f"Low water\n\nOct. 24, 2025 was the day when the port was closed.\n{PROSE}"
    assert only_document(write(tmp_path / "a.txt", text)).published is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    text = f"{PROSE} Zürich, „Genève“ – naïve façade. " * 5
    document = only_document(write(tmp_path / "a.txt", text.encode(encoding)))
    assert document.text == text.strip()


def test_cyrillic_text_in_windows_1251_is_recognised(tmp_path: Path) -> None:
    text = "Порт был закрыт девять дней, потому что воды в озере было слишком мало. " * 5
    document = only_document(write(tmp_path / "a.txt", text.encode("cp1251")))
    assert document.text == text.strip()


def test_a_few_bad_bytes_do_not_spoil_a_utf8_text(tmp_path: Path) -> None:
    data = "Zürich, Genève, Neuchâtel. ".encode() + b"It\x92s a fa\xe7ade."
    document = only_document(write(tmp_path / "a.txt", data))
    assert document.text == "Zürich, Genève, Neuchâtel. It’s a façade."


def test_right_to_left_text_and_emoji_stay_as_they_are(tmp_path: Path) -> None:
    text = "הנמל היה סגור תשעה ימים. \u200fأُغلق الميناء تسعة أيام. 🚢⚓️👩‍👩‍👧 fin."
    assert only_document(write(tmp_path / "a.txt", text)).text == unicodedata.normalize("NFC", text)


def test_hard_wrapped_text_becomes_paragraphs(tmp_path: Path) -> None:
    text = (
        "The harbour of Lindau was closed for nine days in March because the\n"
        "lake stood too low. Ferries from Bregenz and Rorschach turned back,\n"
        "and the mayor asked the canton for help.\n"
        "\n"
        "What came next\n"
        "\n"
        "On the tenth day it rained, and all the boats went out on the lake\n"
        "again as if nothing had happened. There were 14 of them, as well-\n"
        "kept as ever, and a well-kept promise.\n"
        "- one item of a list that is long enough to be taken for a line\n"
        "- two\n"
    )
    assert only_document(write(tmp_path / "a.txt", text)).text.split("\n") == [
        "The harbour of Lindau was closed for nine days in March because the lake stood too low. "
        "Ferries from Bregenz and Rorschach turned back, and the mayor asked the canton for help.",
        "",
        "What came next",
        "",
        "On the tenth day it rained, and all the boats went out on the lake again as if nothing "
        "had happened. There were 14 of them, as well-kept as ever, and a well-kept promise.",
        "- one item of a list that is long enough to be taken for a line",
        "- two",
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{PROSE}\n{PROSE}\n{PROSE}",
        "The boats lay still,\nThe lake was low,\nAnd on the hill\nThere fell no snow.\n" * 3,
        "Flour\nsugar\nbutter\neggs\nmilk\n",
        "- one\n- two\n- three\n",
        "",
    ],
)
def test_other_text_is_not_taken_for_hard_wrapped(text: str) -> None:
    assert not is_hard_wrapped(text)


def test_file_without_extension_is_text(tmp_path: Path) -> None:
    assert only_document(write(tmp_path / "README", PROSE)).title == "README"


@pytest.mark.slow
def test_50_megabytes_of_text_load_in_seconds(tmp_path: Path) -> None:
    path = write(tmp_path / "large.txt", (f"{PROSE} Zürich.\n" * 190_000).encode("cp1252"))
    assert path.stat().st_size > 50_000_000
    started = time.perf_counter()
    assert only_document(path).text.endswith("Zürich.")
    assert time.perf_counter() - started < 8


@pytest.mark.slow
@pytest.mark.parametrize("line", ["word " * 200_000, "x" * 1_000_000, " " * 1_000_000 + "end"])
@pytest.mark.parametrize("extension", ["txt", "md", "csv", "html"])
def test_one_line_of_a_megabyte(tmp_path: Path, line: str, extension: str) -> None:
    started = time.perf_counter()
    list(load_file(write(tmp_path / f"a.{extension}", line)))
    assert time.perf_counter() - started < 5


# Markdown

MARKDOWN = """---
title: "Low water"
date: 2025-10-24
url: https://example.org/low
---
Intro line one
goes on [here](https://example.org "t") ![a picture](x.png).

# The *port*

<div onclick="x">raw</div>

- first item
- second `item`
    1. inner

| Day | Level |
|-----|-------|
| Mon | 3 m   |
| Tue |       |

```python
x = 1

y = 2
```
"""


def test_markdown(tmp_path: Path) -> None:
    document = only_document(write(tmp_path / "a.md", MARKDOWN))
    assert (document.title, document.published) == ("Low water", "2025-10-24")
    assert document.url == "https://example.org/low"
    assert document.text.split("\n") == [
        *("Intro line one goes on here .", "", "The port", "", "raw", ""),
        *("- first item", "- second item", "1. inner", ""),
        *("Day: Mon; Level: 3 m.", "Tue.", ""),
        *("x = 1", "", "y = 2"),
    ]


@pytest.mark.parametrize(
    "block", ["title: [", "- a\n- b", "2025-13-45", "title: 2025-13-45", "a: &a [*a]", "{" * 5000]
)
def test_markdown_survives_bad_front_matter(tmp_path: Path, block: str) -> None:
    document = only_document(write(tmp_path / "a.md", f"---\n{block}\n---\n# Low water\n\n{PROSE}"))
    assert document.title == "Low water"
    assert document.text.endswith(PROSE)


def test_markdown_title_is_its_first_heading_or_its_name(tmp_path: Path) -> None:
    assert (
        only_document(write(tmp_path / "a.md", f"Text.\n\n## Two\n\n# One\n{PROSE}")).title == "Two"
    )
    assert only_document(write(tmp_path / "b.md", PROSE)).title == "b"


# web pages

PAGE = """<html><head><title>Low water - Courier</title>
<meta property="article:published_time" content="2025-10-24T08:00:00Z">
<link rel="canonical" href="https://example.org/low-water"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Low water closes the port</h1><p>{first}</p><h2>Rain at last</h2><p>{second}</p>
<table><tr><th>Day</th><th>Level</th></tr><tr><td>Monday</td><td>3.1 m | low</td></tr></table>
<p>{third}</p></article><div class="comments"><p>I never liked that port.</p></div>
<footer>Copyright Courier</footer></body></html>"""


def page() -> str:
    return PAGE.format(first=PROSE, second=PROSE.replace("nine", "ten"), third=PROSE.upper())


def test_web_page(tmp_path: Path) -> None:
    document = only_document(write(tmp_path / "a.html", page()))
    assert document.title.startswith("Low water")
    assert document.published == "2025-10-24"
    assert document.url == "https://example.org/low-water"
    lines = document.text.split("\n")
    assert PROSE in lines
    assert "Rain at last" in lines
    assert "Day: Monday; Level: 3.1 m | low." in lines
    assert "never liked" not in document.text


def test_web_page_in_the_encoding_that_it_names(tmp_path: Path) -> None:
    html = page().replace("<head>", '<head><meta charset="iso-8859-2">').replace("Lindau", "Łódź")
    document = only_document(write(tmp_path / "a.htm", html.encode("iso-8859-2")))
    assert "harbour of Łódź" in document.text


@pytest.mark.parametrize(
    "html",
    ["<html><body></body></html>", "<html><body><nav></nav></body></html>", "<"],
)
def test_web_page_without_an_article(tmp_path: Path, html: str) -> None:
    assert "No article text" in only_skipped(write(tmp_path / "a.html", html)).reason


def test_deeply_nested_web_page_does_no_harm(tmp_path: Path) -> None:
    html = f"<html><body>{'<div>' * 50_000}<p>{PROSE}</p></body></html>"
    assert len(list(load_file(write(tmp_path / "a.html", html)))) == 1


BOMB = '<!DOCTYPE b [<!ENTITY a0 "lolololol">{}]>'.format(
    "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
)


def test_entities_in_a_web_page_are_not_expanded(tmp_path: Path) -> None:
    list(
        load_file(
            write(tmp_path / "a.html", f"{BOMB}<html><body><p>&a11;{PROSE}</p></body></html>")
        )
    )
    secret = write(tmp_path / "secret", "hunter2hunter2")
    entity = f'<!DOCTYPE b [<!ENTITY x SYSTEM "file://{secret}">]>'
    path = write(tmp_path / "b.html", f"{entity}<html><body><p>&x; {PROSE}</p></body></html>")
    assert all("hunter2" not in str(found) for found in load_file(path))


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    html = page().replace(
        "<head>", '<head><base href="http://127.0.0.1:9/"><script src="/x"></script>'
    )
    only_document(write(tmp_path / "a.html", html))
    only_document(write(tmp_path / "a.md", f"![x](http://127.0.0.1:9/x.png)\n\n{PROSE}"))


# PDF

WRAPPED = [
    "The harbour of Lindau was closed for nine days in March because the",
    "lake stood too low. Ferries from Bregenz and Rorschach turned back, and",
    "the mayor asked the canton for help with the unfore-",
    "seen costs of the closure.",
]


def make_pdf(
    path: Path, pages: Sequence[Sequence[str]], title: str = "", password: str = ""
) -> Path:
    from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        canvas = Canvas(str(path), encrypt=password or None)
        canvas.setTitle(title)
        for lines in pages:
            for number, line in enumerate(lines):
                canvas.drawString(50, 800 - 14 * number, line)
            canvas.showPage()
        canvas.save()
    return path


def test_pdf_has_whole_paragraphs_and_pages_without_margins(tmp_path: Path) -> None:
    words = ["first", "second", "third", "fourth"]
    pages = [
        ["Harbour Report", f"The {word} chapter", *WRAPPED, f"The {word} ends here.", f"- {n} -"]
        for n, word in enumerate(words, start=1)
    ]
    document = only_document(make_pdf(tmp_path / "a.pdf", pages, "Report on the harbour"))
    assert document.title == "Report on the harbour"
    assert document.published is None
    assert len(document.pages) == 4
    assert "Harbour Report" not in document.text
    assert "- 2 -" not in document.text
    ends = [*document.pages[1:], len(document.text)]
    for number, (start, end) in enumerate(zip(document.pages, ends, strict=True), start=1):
        text = document.text[start:end]
        assert "with the unforeseen costs of the closure." in text
        assert "because the lake stood too low. Ferries" in text
        assert text.split("\n")[0] == f"The {words[number - 1]} chapter"
        assert f"The {words[number - 1]} ends here." in text
        assert document.page(start) == number


def test_pdf_keeps_page_starts_around_an_empty_page(tmp_path: Path) -> None:
    document = only_document(make_pdf(tmp_path / "a.pdf", [["Page one."], [], ["Page three."]]))
    assert document.text == "Page one.\n\nPage three."
    assert document.pages == (0, 11, 11)
    assert document.page(11) == 3


def test_pdf_of_pages_that_are_all_alike_keeps_its_words(tmp_path: Path) -> None:
    assert "Voucher" in only_document(make_pdf(tmp_path / "a.pdf", [["Voucher 7"]] * 4)).text


def test_pdf_of_two_pages_loses_their_numbers(tmp_path: Path) -> None:
    pages = [[*WRAPPED, f"The Friday File, page {n} of 2"] for n in (1, 2)]
    assert "page" not in only_document(make_pdf(tmp_path / "a.pdf", pages)).text


@pytest.mark.parametrize("title", ["untitled", "Microsoft Word - a.docx", "a.tex", ""])
def test_pdf_with_no_real_title_takes_its_first_line(tmp_path: Path, title: str) -> None:
    path = make_pdf(tmp_path / "a.pdf", [["Low water", "", *WRAPPED]], title)
    assert only_document(path).title == "Low water"


def test_scanned_pdf(tmp_path: Path) -> None:
    assert "OCR" in only_skipped(make_pdf(tmp_path / "a.pdf", [[], []])).reason


def test_encrypted_pdf(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", [WRAPPED], password="secret")
    assert "password" in only_skipped(path).reason


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnonsense", b"not a pdf", b"%PDF-1.4\n" + b"\0" * 999])
def test_broken_pdf(tmp_path: Path, data: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    assert "PDF" in only_skipped(write(tmp_path / "a.pdf", data)).reason
    assert capfd.readouterr() == ("", "")


def test_truncated_pdf_is_read_or_skipped(tmp_path: Path) -> None:
    data = make_pdf(tmp_path / "a.pdf", [WRAPPED] * 3).read_bytes()
    for part in (2, 3, 4):
        assert len(list(load_file(write(tmp_path / "b.pdf", data[: len(data) * part // 5])))) == 1


def test_pdf_with_a_broken_page_is_named_as_such(tmp_path: Path) -> None:
    """The others are read, and it is said that one is missing."""
    from pypdf import PdfWriter
    from pypdf.generic import NameObject, StreamObject

    writer = PdfWriter(clone_from=str(make_pdf(tmp_path / "a.pdf", [WRAPPED] * 3)))
    stream = StreamObject()
    stream._data = b"BT (a string that does not end << ET"
    writer.pages[1][NameObject("/Contents")] = writer._add_object(stream)
    writer.write(str(tmp_path / "b.pdf"))
    document, skipped = load_file(tmp_path / "b.pdf")
    assert isinstance(document, Document)
    assert len(document.pages) == 3
    assert document.text.count("The harbour of Lindau") == 2
    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith("Page 2 of it is broken, and left out")


# Word, PowerPoint, EPUB


def make_docx(path: Path) -> Path:
    import docx

    file = docx.Document()
    file.core_properties.title = "Low water"
    file.add_heading("The port", 1)
    file.add_paragraph(PROSE)
    table = file.add_table(rows=2, cols=3)
    for row, words in zip(table.rows, [["Day", "Level", "Who"], ["Mon", "", "Ada"]], strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    file.add_paragraph("Mon")
    file.save(str(path))
    return path


def test_docx(tmp_path: Path) -> None:
    document = only_document(make_docx(tmp_path / "a.docx"))
    assert document.title == "Low water"
    lines = [line for line in document.text.split("\n") if line]
    assert lines == ["The port", PROSE, "Day: Mon; Who: Ada.", "Mon"]


def test_pptx_has_a_page_for_each_slide(tmp_path: Path) -> None:
    from pptx import Presentation
    from pptx.util import Inches

    deck = Presentation()
    for number in (1, 2):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = f"Slide {number}"
        slide.placeholders[1].text = "first point\nsecond point"
        slide.notes_slide.notes_text_frame.text = "Say hello."
    cells = slide.shapes.add_table(2, 2, Inches(1), Inches(1), Inches(4), Inches(1)).table
    for (row, column), word in {(0, 0): "Day", (0, 1): "Level", (1, 0): "Mon"}.items():
        cells.cell(row, column).text = word
    deck.save(str(tmp_path / "a.pptx"))
    document = only_document(tmp_path / "a.pptx")
    second = "Slide 2\n- first point\n- second point\nMon.\nSay hello."
    assert document.text == f"Slide 1\n- first point\n- second point\nSay hello.\n\n{second}"
    assert document.text[document.pages[1] :] == second
    assert document.title == "Slide 1"


def test_epub(tmp_path: Path) -> None:
    from ebooklib import epub

    book = epub.EpubBook()
    book.set_title("Low water")
    for number in (1, 2):
        chapter = epub.EpubHtml(title=f"Part {number}", file_name=f"{number}.xhtml")
        chapter.content = f"<h1>Part {number}</h1><p>{PROSE}</p><ul><li>one</li></ul>"
        book.add_item(chapter)
        book.spine.append(chapter)
    book.add_item(epub.EpubNcx())
    epub.write_epub(str(tmp_path / "a.epub"), book)
    document = only_document(tmp_path / "a.epub")
    assert document.title == "Low water"
    lines = [line for line in document.text.split("\n") if line]
    assert lines == ["Part 1", PROSE, "- one", "Part 2", PROSE, "- one"]


@pytest.mark.parametrize("extension", ["docx", "pptx", "epub"])
def test_broken_archive(tmp_path: Path, extension: str, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / f"a.{extension}"
    assert "broken" in only_skipped(write(path, b"nonsense")).reason
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("unrelated.xml", "<a/>")
    only_skipped(path)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("extension", ["docx", "pptx", "epub"])
def test_zip_bomb(tmp_path: Path, extension: str) -> None:
    path = tmp_path / f"a.{extension}"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 30_000_000)
    assert "30 MB" in only_skipped(path).reason


def test_archive_with_one_huge_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.documents.formats.office.MAX_PART_BYTES", 1000)
    assert "too much" in only_skipped(make_docx(tmp_path / "a.docx")).reason


def test_entities_in_a_docx_are_not_expanded(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = (
        f"<w:document {word}><w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "word/document.xml", BOMB.replace("DOCTYPE b", "DOCTYPE w:document") + body
        )
    only_skipped(path)


def test_reading_leaves_the_logging_of_others_alone(tmp_path: Path) -> None:
    import logging

    before = (logging.getLogger().level, logging.getLogger().handlers[:])
    only_document(make_docx(tmp_path / "a.docx"))
    assert (logging.getLogger().level, logging.getLogger().handlers[:]) == before


# tables and records


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_becomes_a_line_a_row(tmp_path: Path, delimiter: str) -> None:
    rows = [["Town", "Day", "Note"], ["Lindau", "Mon", '"low,\nvery low"'], ["Bregenz", "", "ok!"]]
    text = "\n".join(delimiter.join(row) for row in rows)
    document = only_document(write(tmp_path / "water.csv", text))
    assert document.title == "water"
    assert document.text == "Town: Lindau; Day: Mon; Note: low, very low.\nTown: Bregenz; Note: ok!"


def test_csv_of_texts_becomes_documents(tmp_path: Path) -> None:
    rows = ["ID\tTitle\tDate\tText", "7\tLow water\t2022/06/12\tThe port is shut.", "8\t\t\t", ""]
    path = write(tmp_path / "a.tsv", "\n".join([*rows, "9\t\t\tOpen."]))
    first, second, third = load_file(path)
    assert isinstance(first, Document)
    assert (first.source, first.title, first.published) == (f"{path}#7", "Low water", "2022-06-12")
    assert isinstance(second, Skipped)
    assert "Row 3" in second.reason
    assert isinstance(third, Document)
    assert third.title == "a, 9"


def test_csv_with_a_huge_field_and_uneven_rows(tmp_path: Path) -> None:
    document = only_document(write(tmp_path / "a.csv", f"a,b\n{'x' * 500_000},1,extra\n2\n"))
    assert document.text.startswith("b: 1; extra.\na: xxx")
    assert document.text.endswith("x.\n2.")


def test_json_tree_becomes_lines(tmp_path: Path) -> None:
    tree = {"town": {"name": "Lindau", "tags": ["lake", "port"]}, "boats": [{"n": 1}], "x": None}
    document = only_document(write(tmp_path / "a.json", json.dumps(tree)))
    assert document.text == "town.name: Lindau; town.tags: lake, port.\nboats\nn: 1."


def test_json_records_become_documents(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", json.dumps([{"id": 1, "text": "One."}, {"id": 2}]))
    first, second = load_file(path)
    assert isinstance(first, Document)
    assert first.source == f"{path}#1"
    assert isinstance(second, Skipped)
    assert only_document(write(path, json.dumps({"text": "One."}))).source == f"{path}#item 1"


@pytest.mark.parametrize("text", ["{", "[" * 100_000, "nonsense", "1" * 10_000])
def test_broken_json(tmp_path: Path, text: str) -> None:
    assert "JSON" in only_skipped(write(tmp_path / "a.json", text)).reason


def test_bad_lines_of_jsonl_are_named_and_the_others_read(tmp_path: Path) -> None:
    lines = [
        b'\xef\xbb\xbf{"id": "a", "title": "T", "date": "12 Jun 2022", "url": "u", "text": "One."}',
        b"{broken",
        b"",
        b'{"id": "b"}',
        b'{"id": "c", "text": "\xff"}',
        b"[" * 100_000,
        b'{"id": "a", "text": "Two \\ud800 halves."}',
        b'["text"]',
    ]
    path = write(tmp_path / "a.jsonl", b"\r\n".join(lines))
    found = list(load_file(path))
    documents = [one for one in found if isinstance(one, Document)]
    assert [(d.source, d.text) for d in documents] == [
        (f"{path}#a", "One."),
        (f"{path}#line 7", "Two \ufffd halves."),
    ]
    assert (documents[0].title, documents[0].published, documents[0].url) == (
        "T",
        "2022-06-12",
        "u",
    )
    skipped = [one.source for one in found if isinstance(one, Skipped)]
    assert skipped == [f"{path}#line {n}" for n in (2, 4, 5, 6, 8)]


def test_a_line_that_is_too_long_ends_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.documents.formats.records.MAX_LINE_BYTES", 100)
    line = json.dumps({"text": "One."})
    path = write(tmp_path / "a.jsonl", f"{line}\n{'x' * 101}\n{line}\n")
    _, second = load_file(path)
    assert isinstance(second, Skipped)
    assert "Line 2" in second.reason


def test_jsonl_gz_and_the_same_cut_off(tmp_path: Path) -> None:
    lines = [json.dumps({"id": n, "text": os.urandom(2000).hex()}) for n in range(200)]
    data = gzip.compress("\n".join(lines).encode())
    assert len(list(load_file(write(tmp_path / "a.jsonl.gz", data)))) == 200
    *documents, last = load_file(write(tmp_path / "b.jsonl.gz", data[: len(data) // 2]))
    assert 50 < len(documents) < 150
    assert all(isinstance(document, Document) for document in documents)
    assert isinstance(last, Skipped)
    assert "cut off" in last.reason
    only_skipped(write(tmp_path / "c.jsonl.gz", b"nonsense"))


def test_jsonl_is_read_one_line_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "MAX_WHOLE_BYTES", 10)  # this does not hold for JSON lines
    path = write(tmp_path / "a.jsonl", '{"text": "One."}\n' * 1000)
    found = load_file(path)
    assert isinstance(next(found), Document)
    found.close()  # type: ignore[attr-defined]


# bad files of any kind


@pytest.mark.parametrize("extension", sorted(FORMATS))
@pytest.mark.parametrize("content", [b"", b" \n\t\r\n \x0c"])
def test_empty_file(tmp_path: Path, extension: str, content: bytes) -> None:
    data = gzip.compress(content) if extension.endswith(".gz") else content
    only_skipped(write(tmp_path / f"a{extension}", data))


@pytest.mark.parametrize("extension", ["", ".txt", ".md", ".csv", ".json", ".html"])
def test_binary_file_under_the_name_of_a_text(tmp_path: Path, extension: str) -> None:
    data = bytes(range(256)) * 40
    assert "not text" in only_skipped(write(tmp_path / f"a{extension}", data)).reason


def test_unknown_kind_of_file(tmp_path: Path) -> None:
    assert "not a kind of file" in only_skipped(write(tmp_path / "a.xyz", "x")).reason


def test_what_is_no_file(tmp_path: Path) -> None:
    assert "folder" in only_skipped(tmp_path).reason
    os.mkfifo(tmp_path / "pipe.txt")
    assert "pipe" in only_skipped(tmp_path / "pipe.txt").reason
    (tmp_path / "dead.txt").symlink_to(tmp_path / "nowhere")
    found = find_files([tmp_path])
    assert list(found.files) == [tmp_path / "pipe.txt"]
    assert [unseen.path for unseen in found.unseen] == [tmp_path / "dead.txt"]
    assert "no longer" in only_skipped(tmp_path / "dead.txt").reason


def test_file_deleted_between_finding_and_reading(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", PROSE)
    (found,) = find_files([tmp_path]).files
    path.unlink()
    assert "no longer there" in only_skipped(found).reason


LIMITED = sorted(name for name, format in FORMATS.items() if format.most_bytes)
PICTURES = (".bmp", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp")


@pytest.mark.parametrize("extension", LIMITED)
def test_too_large_a_file(tmp_path: Path, extension: str) -> None:
    """It is told at once, before anything of it is read."""
    path = tmp_path / f"a{extension}"
    most = (FORMATS[extension].most_bytes or 0) // 1_000_000
    with path.open("wb") as file:
        file.truncate(most * 1_000_000 + 1)
        with pytest.raises(UnreadableError, match=f"larger than {most} MB; cut it into parts"):
            load.check_file(path)
        file.truncate(most * 1_000_000)
        load.check_file(path)


def test_what_is_read_bit_by_bit_may_be_larger(tmp_path: Path) -> None:
    for name in ("a.jsonl", "a.jsonl.gz", "a.ndjson", "a.ndjson.gz", "a.mbox"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(400_000_000)
        load.check_file(tmp_path / name)


def test_a_reader_that_fails_in_its_own_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path, source: str) -> Iterator[Document]:
        raise ZeroDivisionError("odd\nthing")

    monkeypatch.setitem(FORMATS, ".txt", Format(fail))
    assert "odd thing" in only_skipped(write(tmp_path / "a.txt", PROSE)).reason


def test_a_library_that_is_missing_is_not_the_fault_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    assert "install pincite again" in only_skipped(write(tmp_path / "a.html", page())).reason


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError])
def test_what_is_not_the_fault_of_the_file_passes_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    def fail(path: Path, source: str) -> Iterator[Document]:
        raise error

    monkeypatch.setitem(FORMATS, ".txt", Format(fail))
    with pytest.raises(error):
        list(load_file(write(tmp_path / "a.txt", PROSE)))


@given(st.binary(max_size=300), st.sampled_from([".txt", ".md", ".csv", ".json", ".jsonl"]))
def test_any_bytes_end_as_documents_or_skipped(data: bytes, extension: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        for found in load_file(write(Path(folder) / f"a{extension}", data)):
            if isinstance(found, Document):
                assert found.text == normalise(found.text)
                assert found.text.encode()


# what all texts have in common


@given(st.text())
def test_normalised_text(text: str) -> None:
    found = normalise(text)
    assert found == normalise(found)
    assert unicodedata.is_normalized("NFC", found)
    assert not {"\r", "\ufeff", "\0", "\x0c", "\x85", "\u2028"} & set(found)
    assert "\n\n\n\n" not in found
    assert all(line == line.rstrip() for line in found.split("\n"))
    found.encode()


@given(st.text(), st.text(), st.text())
def test_id_follows_from_source_title_and_text(one: str, other: str, title: str) -> None:
    one, other = f"a{one}", f"a{other}"
    document = make_document("/a", one, title)
    assert document == make_document("/a", one, title)
    assert len(document.id) == 16
    assert int(document.id, 16) >= 0
    assert document.title
    same = make_document("/a", other, title).id == document.id
    assert same == (normalise(one) == normalise(other))
    assert make_document("/b", one, title).id != document.id


@given(st.lists(st.text(alphabet="aB-é\u0301 .\n\r\x0c", max_size=20), max_size=6), st.booleans())
def test_pages_tile_the_text(pages: list[str], runs_on: bool) -> None:
    texts = [normalise(one) for one in pages]
    if not any(texts):
        return
    joints = [" " if runs_on else "\n\n"] * len(pages)
    document = make_paged_document("/a", pages, "t", joints=joints)
    assert document.text == normalise(document.text)
    assert len(document.pages) == len(pages)
    assert document.pages[0] == 0
    ends = [*document.pages[1:], len(document.text)]
    for start, end, text in zip(document.pages, ends, texts, strict=True):
        assert document.text[start:end].strip() in (text.strip(), text.strip()[:-1])


def test_a_sentence_goes_on_over_the_end_of_a_page() -> None:
    document = make_paged_document(
        "/a", ["It was unfore", "", "seen by", "all. "], "t", joints=("", "", " ", "")
    )
    assert document.text == "It was unforeseen by all."
    assert document.pages == (0, 13, 13, 21)


@given(st.lists(st.text(alphabet="ab -.\t", max_size=12)), st.integers(0, 20))
def test_unwrapping_loses_no_letters(lines: list[str], width: int) -> None:
    joined = "".join(unwrap(lines, width))
    assert [c for c in joined if c.isalpha()] == [c for c in "".join(lines) if c.isalpha()]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2022/06/12", "2022-06-12"),
        ("2025-10-24T23:30:00-05:00", "2025-10-24"),
        ("20251024", "2025-10-24"),
        ("Fri, 24 Oct 2025 10:00:00 GMT", "2025-10-24"),
        ("October 24th, 2025", "2025-10-24"),
        ("24/10/2025", "2025-10-24"),
        ("10/24/2025", "2025-10-24"),
        ("06/10/2025", None),
        ("06.10.2025", "2025-10-06"),
        ("Section 3.4.2021.5", None),
        ("10.1.2024.3", None),
        ("1.3.4.2021", None),
        ("Seen 3.4.2021.", "2021-04-03"),
        ("06.06.2025", "2025-06-06"),
        ("2025-02-30", None),
        ("October 2025", None),
        ("2025", None),
        ("", None),
        (2025, None),
        (None, None),
    ],
)
def test_iso_date(text: object, date: str | None) -> None:
    assert iso_date(text) == date


def test_a_document_of_too_many_sentences_is_not_read_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "MOST_SENTENCES", 3)
    path = tmp_path / "a.txt"
    path.write_text("It rose. It fell. It rose.\n", encoding="utf-8")
    assert isinstance(list(read.read_here(path))[-1], read.Split)
    path.write_text("It rose. It fell. It rose. It fell.\n", encoding="utf-8")
    last = list(read.read_here(path))[-1]
    assert isinstance(last, Skipped)
    assert last.reason == "It has more than 3 sentences or rows; cut it into several files."
