"""Bibliographies of what is cited: nothing of a document is anything but words in them."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.types import Document
from tests.support.fakes import ABSTAINED, ANSWERED, ATTACKED, RAIL, VILLAGES
from ui.render.bibliography import cited_documents, key_of, to_bibtex, to_ris

FULL = Document(
    "0123456789abcdef",
    "Text.",
    "/news/a.pdf",
    "The Bill of 5% & {more}_of $it #1",
    "2024-02-29",
    "https://news.example/a_b?c=1%20&d={x}",
    author="Ada Moser; Ministry of Trade and Industry; Doe, Jane",
    publisher="The Friday File",
)


def test_each_document_is_one_entry_in_the_order_of_use() -> None:
    assert cited_documents([ANSWERED, ANSWERED, ABSTAINED]) == [VILLAGES, RAIL]
    assert to_bibtex([]) == to_ris([]) == ""
    assert to_bibtex(cited_documents([ANSWERED])).count("@misc{") == 2
    assert to_ris(cited_documents([ANSWERED])).count("TY  - ") == 2


def test_an_entry_of_bibtex() -> None:
    assert to_bibtex([FULL]) == (
        "@misc{the-bill-of-5-more-of-it-2024-0123456789abcdef,\n"
        r"  title = {{The Bill of 5\% \& \textbraceleft{}more\textbraceright{}\_of \$it \#1}},"
        "\n"
        "  author = {Ada Moser and {Ministry of Trade and Industry} and {Doe, Jane}},\n"
        "  publisher = {The Friday File},\n"
        "  year = {2024},\n"
        "  day = {29},\n"
        "  url = {https://news.example/a_b?c=1%20&d=%7Bx%7D},\n"
        "  month = feb,\n"
        "}\n"
    )


def test_an_entry_of_ris() -> None:
    assert to_ris([FULL]).split("\r\n") == [
        "TY  - ELEC",
        "ID  - the-bill-of-5-more-of-it-2024-0123456789abcdef",
        "TI  - The Bill of 5% & {more}_of $it #1",
        "AU  - Ada Moser",
        "AU  - Ministry of Trade and Industry",
        "AU  - Doe, Jane",
        "PB  - The Friday File",
        "PY  - 2024",
        "DA  - 2024/02/29/",
        "UR  - https://news.example/a_b?c=1%20&d={x}",
        "ER  - ",
        "",
    ]


@pytest.mark.parametrize(
    ("published", "year"),
    [("2024", "2024"), ("2024-03", "2024"), ("2024-13-01", ""), ("last year", ""), (None, "")],
)
def test_a_date_that_is_none_is_left_out(published: str | None, year: str) -> None:
    said = to_bibtex([replace(FULL, published=published)])
    assert (f"year = {{{year}}}" in said) == bool(year)
    assert "  day = " not in said


def test_what_has_no_address_says_its_file() -> None:
    assert "note" not in to_bibtex([RAIL])  # whose title it is
    named = replace(RAIL, title="Trains run late")
    assert "note = {rail.pdf}" in to_bibtex([named]) and "N1  - rail.pdf" in to_ris([named])
    assert "javascript" not in to_bibtex(cited_documents([ATTACKED]))
    assert "javascript" not in to_ris(cited_documents([ATTACKED]))


def test_keys_are_unique_and_stay() -> None:
    same = replace(FULL, id="0123456789abcdee")
    assert key_of(FULL) != key_of(same)
    assert key_of(FULL) == key_of(replace(FULL, url=None, author=None))
    assert key_of(replace(FULL, title="ข่าว", published=None)) == "0123456789abcdef"


ANY = st.text(st.characters(exclude_categories=()), min_size=1, max_size=60)


@given(ANY, ANY, ANY, ANY)
def test_no_words_end_an_entry_or_begin_a_field(
    title: str, author: str, publisher: str, published: str
) -> None:
    document = replace(FULL, title=title, author=author, publisher=publisher, published=published)
    said = to_bibtex([document])
    depth = 0
    for place, character in enumerate(said):
        depth += (character == "{") - (character == "}")
        assert depth > 0 or place < said.index("{") or place >= len(said) - 2
    assert depth == 0
    assert all(re.match(r"@misc\{|  [a-z]+ = |\}$|$", line) for line in said.split("\n"))
    lines = to_ris([document]).split("\r\n")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])
    assert [line[:2] for line in lines].count("ER") == 1 and lines[-2] == "ER  - "
    assert not any("\n" in line or "\r" in line for line in lines)
