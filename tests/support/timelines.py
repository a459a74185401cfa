"""Indexes of a few dated documents, and timelines made by hand."""

import datetime
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from index import Index
from index.documents.read import read_here
from index.types import Document, Span
from qa.timeline import Entry, LeftOut, Timeline
from qa.types import Citation
from tests.support.fake_models import FakeEncoder

TODAY = datetime.date(2025, 12, 1)


def indexed(folder: Path, records: Sequence[Mapping[str, object]]) -> Index:
    """An index of records, each with `title`, `text` and whatever else is known."""
    (folder / "news").mkdir()
    lines = [json.dumps({"id": str(n), **record}) for n, record in enumerate(records)]
    (folder / "news" / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    index = Index.open(folder / "index", encoder=FakeEncoder())
    index.sync(folder / "news", read=read_here)
    return index


def cited(
    text: str,
    title: str = "Dam bursts",
    published: str | None = "2025-10-24",
    publisher: str | None = "The Friday File",
) -> Citation:
    document = Document(f"{abs(hash((text, title))):016x}"[:16], text, f"/news/{title}.txt", title)
    document = Document(document.id, text, document.source, title, published, publisher=publisher)
    return Citation(document, Span(document.id, 0, len(text)), 0.9)


def entry(text: str, first: str, last: str = "", told: str = "told", **known: object) -> Entry:
    """An entry of days in ISO 8601."""
    return Entry(
        datetime.date.fromisoformat(first),
        datetime.date.fromisoformat(last or first),
        told,  # type: ignore[arg-type]
        cited(text, **known),  # type: ignore[arg-type]
    )


def line(*entries: Entry, topic: str = "the dam", left_out: LeftOut | None = None) -> Timeline:
    return Timeline(topic, entries, left_out or LeftOut(), TODAY)
