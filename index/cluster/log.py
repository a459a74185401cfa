"""What machines that share a corpus tell each other: changes, and documents, as JSON.

A change is a list of operations, each a list of its name and what it is done to. It holds numbers
of documents, not documents: those can be dropped, and a change stays.
"""

import json
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from index.store.sentences import sentences_in, spans_by_kind
from index.types import Document, Passage, Place, Sentence, Span

Operation = Sequence[Any]

_DAY = 86_400_000_000 << 10  # as numbers of changes count time


@dataclass(slots=True)
class LogEntry:
    """One change, as the machine that made it records it.

    Attributes:
        operations: in their order.
        documents: number of each new document → its text, as `document_text` makes it.
    """

    operations: list[Operation] = field(default_factory=list)
    documents: dict[int, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """As it is written to the log."""
        return json.dumps(self.operations, ensure_ascii=False, separators=(",", ":"))

    def numbers(self, name: str) -> list[int]:
        """Numbers of documents that operations of a name are done to."""
        return [number for first, *rest in self.operations if first == name for number in rest]

    @property
    def shows(self) -> bool:
        """Whether it changes what a search finds by words."""
        return any(name in ("add", "remove", "move") for name, *_ in self.operations)


def read_entry(text: str) -> LogEntry:
    """A change of the log."""
    return LogEntry(json.loads(text))


def change_number(last: int) -> int:
    """A new number for a change: the time in microseconds, then ten bits of chance.

    Args:
        last: the highest number that this machine has seen. The new one is above it, whatever the
            clock says: a change comes after those that led to it (Lamport, 1978).
    """
    return max((time.time_ns() // 1_000) << 10, last + 1) | secrets.randbits(10)


def day_before(number: int) -> int:
    """The number of a change of a day before; no clock is further behind."""
    return number - _DAY


def document_number() -> int:
    """A new number for a document, by chance.

    For two of ten million to be the same there is a chance of one in 180,000.
    """
    return secrets.randbelow((1 << 63) - 1) + 1


def document_text(
    file: str, document: Document, sentences: Sequence[Sentence], passages: Sequence[Passage]
) -> str:
    """A document with the spans of its sentences and passages."""
    d = document
    written = {
        "id": d.id,
        "file": file,
        "source": d.source,
        "title": d.title,
        "published": d.published,
        "url": d.url,
        "author": d.author,
        "publisher": d.publisher,
        "pages": d.pages,
        "page_labels": d.page_labels,
        "places": [place.values for place in d.places],
        "sentences": spans_by_kind(sentences),
        "passages": [[p.span.start, p.span.end] for p in passages],
        "text": d.text,
    }
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"))


def read_document(
    text: str,
) -> tuple[str, Document, tuple[Sentence, ...], tuple[Passage, ...]]:
    """The file of a document, the document, its sentences and its passages."""
    values = json.loads(text)
    document = Document(
        values["id"],
        values["text"],
        values["source"],
        values["title"],
        values["published"],
        values["url"],
        tuple(values["pages"]),
        tuple(map(Place.from_values, values["places"])),
        values["author"],
        values["publisher"],
        tuple(values.get("page_labels", ())),
    )
    sentences = sentences_in(document.id, values["sentences"])
    passages = tuple(
        Passage(document, Span(document.id, start, end), ()) for start, end in values["passages"]
    )
    return values["file"], document, sentences, passages
