"""What is measured, each behind the same three names: ours, its two searches alone, and a peer."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

from index import Hit, Index
from index.corpus import Mode
from index.encode import Encoder
from qa.assistant import Assistant
from qa.generate import ExtractiveGenerator

MODES: Mapping[str, Mode] = {"pincite": "fused", "BM25 alone": "lexical", "dense alone": "dense"}
DEPTH = 10


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage, whatever the system calls it, and where it stands in the text of its document.

    `start` and `end` are None where the system does not know.
    """

    document: str
    text: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Response:
    """The passages found, best first; the answer; the texts that it points at; how long it took."""

    pieces: tuple[Piece, ...]
    answer: str
    cited: str
    seconds: float = 0.0


class System(Protocol):
    name: str

    def search(self, question: str, k: int) -> list[Piece]: ...

    def ask(self, question: str) -> Response:
        """Answer in any case, from the first ten passages."""


class Searched(Protocol):
    """What ours reads from: an `Index`, or the few documents of one question."""

    @property
    def encoder(self) -> Encoder: ...

    def search(self, query: str, k: int = 10, mode: Mode = "fused") -> list[Hit]: ...


@dataclass(frozen=True, slots=True)
class InMode:
    """The same documents, searched in one mode only."""

    searched: Searched
    mode: Mode

    @property
    def encoder(self) -> Encoder:
        return self.searched.encoder

    def search(self, query: str, k: int = 10) -> list[Hit]:
        return self.searched.search(query, k, self.mode)


class Ours:
    """The assistant in one mode of search; it never abstains and gives one sentence."""

    def __init__(self, name: str, searched: Searched) -> None:
        self.name = name
        self._view = InMode(searched, MODES[name])
        always = ExtractiveGenerator(threshold=0.0, limit=1)
        self._assistant = Assistant(cast(Index, self._view), k=DEPTH, generator=always)

    def search(self, question: str, k: int) -> list[Piece]:
        return [_piece(hit) for hit in self._view.search(question, k)]

    def ask(self, question: str) -> Response:
        answer = self._assistant.ask(question)
        return Response(
            tuple(_piece(hit) for hit in answer.hits),
            " ".join(claim.text for claim in answer.claims),
            " ".join(source.quote for source in answer.sources),
            sum(answer.seconds.values()),
        )


def ours(searched: Searched) -> list[System]:
    return [Ours(name, searched) for name in MODES]


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


def by_record(index: Index) -> dict[str, str]:
    """Id of a record → id of the document that it became."""
    return {source.rpartition("#")[2]: id for id, source in index.sources()}


def _piece(hit: Hit) -> Piece:
    span = hit.passage.span
    return Piece(span.doc_id, hit.passage.text, span.start, span.end)
