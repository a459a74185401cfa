"""One registry of formats: whoever loads, recognises or takes files reads it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.documents.load import load_file
from index.documents.normalise import make_document
from index.documents.registry import FORMATS, Format, format_of, uploadable
from index.errors import UserError
from index.types import Document
from tests.support.paths import ROOT
from ui.web.uploads import keep

ALIASES = {
    "", ".text", ".markdown", ".htm", ".xhtml", ".mht", ".mhtml", ".xlsm", ".geojson", ".ndjson",
    ".ndjson.gz", ".docm", ".dotx", ".dotm", ".pptm", ".ppsx", ".ppsm", ".potx", ".ott", ".mbx",
    ".doc", ".jpeg", ".tif",
}  # fmt: skip
"""Extensions that the manual does not name beside the usual ones of their formats."""


def read_note(path: Path, source: str) -> Iterator[Document]:
    yield make_document(source, path.read_text().removeprefix("NOTE"), path.stem)


def test_a_new_format_is_loaded_recognised_and_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note, other = tmp_path / "a.note", tmp_path / "b.note"
    note.write_text("NOTE The ferry leaves at nine.")
    other.write_text("The ferry leaves at nine.")
    with pytest.raises(UserError, match="not a kind of file"):
        keep(note, "a.note", tmp_path / "uploads")
    monkeypatch.setitem(FORMATS, ".note", Format(read_note, signature=b"NOTE"))
    (document,) = load_file(note)
    assert isinstance(document, Document)
    assert document.text == " The ferry leaves at nine."
    assert keep(note, "a.note", tmp_path / "uploads").name == "a.note"
    with pytest.raises(UserError, match=r"not those of a \.note file"):
        keep(other, "b.note", tmp_path / "uploads")
    assert ".note" in uploadable()


def test_a_format_that_is_not_uploadable_is_only_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = tmp_path / "a.note"
    note.write_text("The ferry leaves at nine.")
    monkeypatch.setitem(FORMATS, ".note", Format(read_note, uploadable=False))
    assert isinstance(next(load_file(note)), Document)
    with pytest.raises(UserError, match="not a kind of file"):
        keep(note, "a.note", tmp_path / "uploads")


def test_a_file_larger_than_its_format_allows_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = tmp_path / "a.note"
    note.write_text("x" * 2_000_001)
    monkeypatch.setitem(FORMATS, ".note", Format(read_note, most_bytes=2_000_000))
    (skipped,) = load_file(note)
    assert not isinstance(skipped, Document)
    assert "larger than 2 MB" in skipped.reason


def test_the_manual_names_every_format() -> None:
    text = (ROOT / "ui/cli/topics/formats.md").read_text()
    (line,) = re.findall(r"^Reads (\..*?) \(", text, re.M)
    assert set(re.findall(r"\.[a-z.]+[a-z]", line)) == set(FORMATS) - ALIASES


def test_the_page_names_every_format() -> None:
    text = " ".join((ROOT / "ui/web/tabs/documents.py").read_text().split()).lower()
    names = {".txt": "text", ".md": "markdown", ".html": "web pages", ".docx": "word",
             ".pptx": "powerpoint", ".odt": "opendocument", ".odp": "opendocument",
             ".rtf": "rich text", ".eml": "mail", ".msg": "mail", ".mbox": "mail",
             ".ics": "calendars", ".tsv": "csv", ".jsonl": "json", ".log": "text",
             ".srt": "subtitles", ".vtt": "subtitles",
             ".xlsx": "sheets", ".xls": "sheets", ".ods": "sheets"}  # fmt: skip
    for extension in set(uploadable()) - ALIASES:
        assert names.get(extension, extension.lstrip(".")) in text, extension


@pytest.mark.parametrize("name", ["a.txt", "saved", "a.log"])
@pytest.mark.parametrize("start", ["<!DOCTYPE html>\n<html>", "\ufeff\n <HTML lang='en'>"])
def test_a_web_page_under_the_name_of_a_text_is_read_as_one(
    tmp_path: Path, name: str, start: str
) -> None:
    page = (
        "<head><title>The lock</title></head><body><p>It opens at nine every day.</p></body></html>"
    )
    (tmp_path / name).write_text(start + page, encoding="utf-8")
    (document,) = load_file(tmp_path / name)
    assert isinstance(document, Document)
    assert (document.title, document.text) == ("The lock", "It opens at nine every day.")
    (tmp_path / name).write_text(f"The tag is written {start.strip()} there.", encoding="utf-8")
    (document,) = load_file(tmp_path / name)
    assert isinstance(document, Document) and "<" in document.text


@pytest.mark.parametrize("name", ["a.TXT", "a.jsonl.GZ", "README"])
def test_the_extension_names_the_format_in_any_case(name: str) -> None:
    assert format_of(Path(name))


def test_what_is_not_read_has_no_format() -> None:
    assert format_of(Path("a.gz")) is None
    assert format_of(Path("a.exe")) is None


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("a.zip", "unpack it"),
        ("a.mp4", "put its words beside it"),
        ("a.heic", "save it as .png"),
        ("a.pages", "export it"),
        ("a.tex", "make a .pdf"),
        ("a.xml", "save it as .html"),
        ("a.yaml", "save it as .txt or .md"),
        ("a.sqlite", "export its tables"),
        ("a.djvu", "save it as .pdf"),
        ("a.ipynb", "save it as .html"),
        ("a.bin", "save that as .txt"),
    ],
)
def test_what_is_not_read_is_told_with_a_remedy(tmp_path: Path, name: str, remedy: str) -> None:
    (tmp_path / name).write_text("x")
    (skipped,) = load_file(tmp_path / name)
    assert not isinstance(skipped, Document)
    assert remedy in skipped.reason
