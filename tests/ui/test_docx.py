"""Answers as Word documents: every citation is a footnote, and all of it is words."""

import io
import zipfile
from typing import Any

import docx
import pytest
from lxml import etree

from qa.types import Answer
from tests.support.fakes import ABSTAINED, ANSWERED, ATTACKED, TEN, UNSAID
from ui.render.conversation import Exchange
from ui.render.conversation_export import conversation_to_markdown, conversation_to_page
from ui.render.docx import answer_to_docx, conversation_to_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(content: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def footnotes(content: bytes) -> dict[str, str]:
    """Number of each footnote → its words, but for the lines that separate them."""
    return {
        note.get(f"{W}id"): "".join(note.itertext())
        for note in part(content, "word/footnotes.xml")
        if note.get(f"{W}type") is None
    }


def test_every_citation_is_a_footnote() -> None:
    content = answer_to_docx(ANSWERED)
    notes = footnotes(content)
    references = part(content, "word/document.xml").iter(f"{W}footnoteReference")
    assert [one.get(f"{W}id") for one in references] == list(notes) == ["1", "2", "3"]
    assert notes["1"] == (
        f" Fighting in the east, 24 Oct 2025, news.example, https://news.example/villages: “{TEN}”"
    )
    assert notes["2"] == " rail.pdf, page 2: “Repairs took eleven hours.”"
    assert notes["3"] == notes["1"]


def test_word_reads_it() -> None:
    read = docx.Document(io.BytesIO(answer_to_docx(ANSWERED)))
    assert [(p.style.name, p.text) for p in read.paragraphs][:2] == [
        ("Title", "How many villages?"),
        ("Normal", "Ten villages were taken, the ministry said."),
    ]
    assert read.core_properties.title == "How many villages?"


def test_a_conversation_has_a_heading_for_each_question() -> None:
    follow_up = Answer("How many villages?", ANSWERED.claims, follow_up="And how many?")
    exchanges = [
        Exchange("a1", "And how many?", answer=follow_up),
        Exchange("a2", "Who is the president?", answer=ABSTAINED),
        Exchange("a3", "Broken?", failure="It is down."),
    ]
    read = docx.Document(io.BytesIO(conversation_to_docx("The east", exchanges)))
    said = [(p.style.name, p.text) for p in read.paragraphs]
    assert said[:3] == [
        ("Title", "The east"),
        ("Heading 1", "And how many?"),
        ("Note", "Understood as: How many villages?"),
    ]
    assert said[-1] == ("Normal", "The documents do not answer this question.")
    markdown = conversation_to_markdown("The *east*", exchanges)
    assert markdown.startswith("# The \\*east\\*\n\n## And how many?\n\nUnderstood as: How many")
    assert "Broken" not in markdown
    page = conversation_to_page("The <east>", exchanges, "As it was.")
    assert '<h1 dir="auto">The &lt;east&gt;</h1>' in page and "As it was." in page
    assert 'href="#q1s1"' in page and 'id="q1s1"' in page and "<script" not in page


@pytest.mark.parametrize("answer", [ATTACKED, UNSAID])
def test_nothing_of_a_document_is_anything_but_words(answer: Answer) -> None:
    content = answer_to_docx(answer)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            tree = etree.fromstring(archive.read(name))
            kinds = {etree.QName(one).localname for one in tree.iter()}
            assert not kinds & {"hyperlink", "fldSimple", "instrText", "script", "img", "iframe"}
            assert b"javascript:" not in archive.read(name)
    said = "".join(part(content, "word/document.xml").itertext())
    assert "<script>" in said


def test_the_same_answer_gives_the_same_bytes() -> None:
    assert answer_to_docx(ANSWERED) == answer_to_docx(ANSWERED)
