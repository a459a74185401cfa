"""Reads the public data that weights are fitted on, and makes an index of it."""

import datetime
import gzip
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from index import Index
from index.encoders.encode import Encoder

NumberedQuestion = tuple[int, Mapping[str, Any]]
"""Number of a paragraph of SQuAD, and one of its questions."""


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines, compressed by gzip."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def week(asked: str) -> str:
    """Whether a day, as ISO has it, is in an `odd` or an `even` week: RealTimeQA's two halves."""
    number = datetime.date.fromisoformat(asked).isocalendar().week
    return "odd" if number % 2 else "even"


def questions(paragraphs: Sequence[Mapping[str, Any]], half: int) -> Iterator[NumberedQuestion]:
    """The questions of SQuAD on every second article: fitted on: 0, reported on: 1."""
    titles = list(dict.fromkeys(paragraph["title"] for paragraph in paragraphs))
    for n, paragraph in enumerate(paragraphs):
        if titles.index(paragraph["title"]) % 2 == half:
            yield from ((n, question) for question in paragraph["questions"])


def half(texts: Sequence[Mapping[str, Any]], number: int) -> list[Mapping[str, Any]]:
    """Every second text: fitted on: 0, reported on: 1."""
    return list(texts[number::2])


def named_evidence(row: Mapping[str, Any], claim: Mapping[str, Any]) -> str:
    """The sentences of a window that a claim is to be judged by, one a line."""
    return "\n".join(row["sentences"][n] for n in claim["evidence"])


def records(paragraphs: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The paragraphs as documents; number n has the id `pn`."""
    return [
        {"id": f"p{n}", "title": title(paragraph), "text": paragraph["context"]}
        for n, paragraph in enumerate(paragraphs)
    ]


def title(paragraph: Mapping[str, Any]) -> str:
    """The title of a paragraph's article."""
    return str(paragraph["title"]).replace("_", " ")


def indexed(folder: Path, records: Iterable[Mapping[str, str]], encoder: Encoder | None) -> Index:
    """An index of these records (`id`, `title`, `text`), kept in `folder` for the next time."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "documents.jsonl"
    lines = "".join(json.dumps(record) + "\n" for record in records)
    if not path.exists() or path.read_text(encoding="utf-8") != lines:
        path.write_text(lines, encoding="utf-8")
    index = Index.open(folder / "index", encoder=encoder)
    index.sync(path)
    return index
