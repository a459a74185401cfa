"""What is measured, each behind the same three names: ours, what it searches with, and a peer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, cast

from index import Hit, Index
from index.corpus import Mode
from index.encoders.encode import Encoder
from qa.assistant import Assistant
from qa.evidence.select import Selector
from qa.writing.generate import ExtractiveGenerator

SEARCHED: Mapping[str, Mode] = {
    "fused, not read": "fused",
    "BM25 alone": "lexical",
    "dense alone": "dense",
}
OURS = "pincite"
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
    """The passages found, best first; the answer; the texts that it points at; how long it took.

    `answer` and `cited` are None for a system that only searches.
    """

    pieces: tuple[Piece, ...]
    answer: str | None = None
    cited: str | None = None
    seconds: float = 0.0


class System(Protocol):
    @property
    def name(self) -> str: ...

    def search(self, question: str, k: int) -> list[Piece]: ...

    def ask(self, question: str) -> Response:
        """Answer in any case, from the first ten passages."""


class Searched(Protocol):
    """What ours reads from: an `Index`, or the few documents of one question."""

    @property
    def encoder(self) -> Encoder: ...

    def search(self, query: str, k: int = 10, mode: Mode = "fused") -> list[Hit]: ...


class Ours:
    """The assistant; it never abstains and gives one sentence, of which the words are judged."""

    name = OURS

    def __init__(self, searched: Searched, reader: Selector) -> None:
        always = ExtractiveGenerator(threshold=0.0, limit=1)
        index = cast(Index, searched)
        self._assistant = Assistant(index, reader=reader, generator=always)

    def search(self, question: str, k: int) -> list[Piece]:
        return [_piece(hit) for hit in self._assistant.ask(question).hits[:k]]

    def ask(self, question: str) -> Response:
        answer = self._assistant.ask(question)
        return Response(
            tuple(_piece(hit) for hit in answer.hits),
            answer.best.words if answer.best else "",
            " ".join(source.quote for source in answer.sources),
            sum(answer.seconds.values()),
        )


@dataclass(frozen=True, slots=True)
class Unread:
    """The same documents, searched in one mode, and the order of the search kept."""

    name: str
    searched: Searched

    def search(self, question: str, k: int) -> list[Piece]:
        return [_piece(hit) for hit in self.searched.search(question, k, SEARCHED[self.name])]

    def ask(self, question: str) -> Response:
        return Response(tuple(self.search(question, DEPTH)))


def ours(searched: Searched, reader: Selector) -> list[System]:
    return [Ours(searched, reader), *(Unread(name, searched) for name in SEARCHED)]


def by_record(index: Index) -> dict[str, str]:
    """Id of a record → id of the document that it became."""
    return {source.rpartition("#")[2]: id for id, source in index.sources()}


def _piece(hit: Hit) -> Piece:
    span = hit.passage.span
    return Piece(span.doc_id, hit.passage.text, span.start, span.end)
