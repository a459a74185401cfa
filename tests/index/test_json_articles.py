"""An article as a newspaper's system exports it, and a letter as an agency's does: JSON files."""

import json
from pathlib import Path
from typing import Any

import pytest

from index.documents.load import load_file
from index.types import Document

PARAGRAPHS = [
    "The cost of the proposed Ulm Reservoir has risen by a fifth, to £250 million.",
    "The company no longer expects to start building in 2027. The date is now 2028.",
    "It is to publish what it found in the ground below the dam before the end of the year.",
]
CORRECTION = "An earlier version of this report said that the cost had risen to £520 million."
ARTICLE = {
    "article_id": "CC-7",
    "headline": "Bill for the reservoir climbs",
    "byline": "Sally Orme",
    "published": "2023-09-28T06:00:00+01:00",
    "last_modified": "2023-10-02T11:42:00+01:00",
    "body": PARAGRAPHS,
}


def read(folder: Path, value: Any) -> list[Document]:
    path = folder / "export.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    found = list(load_file(path))
    assert all(isinstance(one, Document) for one in found)
    return [one for one in found if isinstance(one, Document)]


@pytest.mark.parametrize(
    "body",
    (
        PARAGRAPHS,
        [{"type": "paragraph", "text": text} for text in PARAGRAPHS],
        {"blocks": 3, "content": PARAGRAPHS},
    ),
)
@pytest.mark.parametrize(
    "beside", ({}, {"corrections": [{"date": "2023-10-02", "text": CORRECTION}]})
)
def test_an_article_in_paragraphs_is_one_document(
    tmp_path: Path, body: Any, beside: dict[str, Any]
) -> None:
    (document,) = read(tmp_path, {**ARTICLE, "body": body, **beside})
    assert (document.title, document.published) == (ARTICLE["headline"], "2023-09-28")
    assert document.author == "Sally Orme"
    lines = document.text.split("\n")
    assert lines[:3] == PARAGRAPHS
    assert (CORRECTION in lines) == bool(beside)


def test_a_feed_with_a_description_is_its_articles(tmp_path: Path) -> None:
    articles = [{**ARTICLE, "headline": f"Report {n}", "article_id": n} for n in range(3)]
    feed = {"title": "Courier", "content": "All of the reports of the week.", "items": articles}
    assert [one.title for one in read(tmp_path, feed)][:3] == ["Report 0", "Report 1", "Report 2"]


def test_what_readers_said_is_no_part_of_an_article(tmp_path: Path) -> None:
    (document,) = read(tmp_path, {**ARTICLE, "comments": [{"text": "I do not believe a word."}]})
    assert "believe" not in document.text


MESSAGE = (
    "Dear Ms Tesk, we are sorry that two things about your holiday have changed. The flight was "
    "moved to the afternoon, since the runway is mended in the mornings. The hotel will not reopen "
    "in time, because the builders found rotten beams under the dining room. We found you another."
)


def test_what_the_only_record_of_a_file_says_at_length_is_cited_by_the_sentence(
    tmp_path: Path,
) -> None:
    letter = {
        "title": "Revised itinerary",
        "issued_on": "2025-05-02",
        "booking": "CT-48812",
        "note": MESSAGE,
        "stays": [{"place": "Ulm", "house": "Triglav"}, {"place": "Kiel", "house": "Javorka"}],
    }
    (document,) = read(tmp_path, letter)
    assert document.published == "2025-05-02"
    lines = document.text.split("\n")
    assert lines[0] == "title: Revised itinerary; issued_on: 2025-05-02; booking: CT-48812."
    assert lines[1] == f"note: {MESSAGE}"
    start = document.text.index("The hotel")
    assert not document.in_table(start)
    assert document.in_table(document.text.index("Triglav"))


def test_a_note_of_one_record_of_many_stays_in_its_row(tmp_path: Path) -> None:
    log = [{"day": f"2024-05-0{n}", "site": "Ulm", "done": MESSAGE} for n in (1, 2)]
    (document,) = read(tmp_path, log)
    assert document.text.split("\n")[0] == f"day: 2024-05-01; site: Ulm; done: {MESSAGE}"


@pytest.mark.parametrize("key", ("date", "datetime", "timestamp"))
def test_the_date_of_anything_is_none_of_publication(tmp_path: Path, key: str) -> None:
    (document,) = read(tmp_path, {"event": "Opening", key: "2025-05-02", "place": "Ulm"})
    assert document.published is None
