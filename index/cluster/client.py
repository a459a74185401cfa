"""The collections of a corpus in Milvus.

`NAME_changes` is a log that only grows; `NAME_documents` holds texts with their spans; and
`NAME_passages` vectors. The first two hold texts of any length under numbers, cut into rows that
Milvus takes.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

import numpy as np

from index.cluster.address import Address
from index.cluster.collections import LISTS, Choice, Collections
from index.cluster.connection import Connection
from index.errors import UserError
from index.types import Vectors

Texts = Literal["changes", "documents"]

MOST = 16_384
"""Rows that Milvus gives for one question."""

_FORMAT = "4"
_PART = 60_000  # bytes of a text in a row; Milvus takes 65,535
_CHARACTERS = 4_000_000  # characters of text that are sent together
_ROWS = 1_000  # vectors that are sent together
_NUMBERS = 100  # texts that are asked for together
_NO_VECTOR = 2  # length of a vector of zeros, since every collection must have vectors


class Milvus:
    """The collections of one corpus; used by any number of threads."""

    def __init__(self, address: Address) -> None:
        """Reach the server.

        Raises:
            UserError: if the extra is not installed, or the server cannot be reached.
        """
        self.address = address
        self._call = Connection(address)
        self._collections = Collections(self._call)

    @property
    def failures(self) -> int:
        """How many calls have failed."""
        return self._call.failures

    def close(self) -> None:
        """Let go of the server."""
        self._call.close()

    def corpus(self) -> tuple[str, str] | None:
        """Id of the corpus, and the name of its encoder; None while there is no corpus.

        Raises:
            UserError: if there is a collection that is none of ours, or of another version.
        """
        changes = self._collections.name("changes")
        if not self._call("has_collection", changes):
            return None
        kept = self._call("describe_collection", changes).get("properties", {})
        if kept.get("pincite.format") != _FORMAT:
            raise UserError(
                f"What is at {self.address.text} has format {kept.get('pincite.format')}; "
                f"this version reads {_FORMAT}.",
                "Index your documents again under another name.",
            )
        self._collections.make_ready("documents")
        self._collections.make_ready("changes")
        return kept["pincite.corpus"], kept["pincite.encoder"]

    def make(self, encoder: str) -> None:
        """Make the collections, if nobody else did meanwhile; `corpus` says whose they are."""
        about = {
            "pincite.format": _FORMAT,
            "pincite.corpus": uuid.uuid4().hex,
            "pincite.encoder": encoder,
        }
        self._collections.make("documents", ("number", "part", "parts"), _NO_VECTOR, {})
        self._collections.make("changes", ("number", "part", "parts"), _NO_VECTOR, about)

    # Texts

    def put(self, what: Texts, texts: Mapping[int, str]) -> int:
        """Keep texts under their numbers; they are durable when this returns.

        Returns:
            In how many rows.
        """
        rows: list[dict[str, object]] = []
        size = sent = 0
        for number, text in texts.items():
            parts = list(_parts(text))
            for part, body in enumerate(parts):
                row = {"number": number, "part": part, "parts": len(parts), "body": body}
                rows.append({**row, "vector": [0.0] * _NO_VECTOR})
                size += len(body)
                if size > _CHARACTERS:
                    self._call("insert", self._collections.name(what), rows)
                    sent += len(rows)
                    rows, size = [], 0
        if rows:
            self._call("insert", self._collections.name(what), rows)
        return sent + len(rows)

    def get(self, what: Texts, numbers: Sequence[int]) -> dict[int, str]:
        """The texts with these numbers; those that are not there, or not whole, are left out."""
        found: dict[int, str] = {}
        for level in ("Eventually", "Strong"):  # the first is quick, and mostly enough
            missing = [number for number in numbers if number not in found]
            for first in range(0, len(missing), _NUMBERS):
                found |= self._whole(what, missing[first : first + _NUMBERS], level)
        return found

    def _whole(self, what: Texts, numbers: Sequence[int], level: str) -> dict[int, str]:
        rows = self._call(
            "query",
            self._collections.name(what),
            filter=f"number in {list(numbers)}",
            output_fields=["number", "part", "parts", "body"],
            consistency_level=level,
        )
        return _join(rows)

    def count(self) -> int:
        """Rows of the log: with all that any machine wrote before this was asked."""
        rows = self._call(
            "query",
            self._collections.name("changes"),
            filter="",
            output_fields=["count(*)"],
            consistency_level="Strong",
        )
        return int(rows[0]["count(*)"])

    def changes(self, after: int) -> dict[int, int]:
        """Numbers of the changes above a number → how many rows each has."""
        found: dict[int, int] = {}
        last = -1
        while True:
            rows = self._call(
                "query",
                self._collections.name("changes"),
                filter=f"number > {after} and row > {last}",
                output_fields=["row", "number", "parts"],
                limit=MOST // 2,
                consistency_level="Strong",
            )
            found |= {row["number"]: row["parts"] for row in rows}
            if len(rows) < MOST // 2:
                return found
            last = max(row["row"] for row in rows)

    def delete(self, numbers: Sequence[int]) -> None:
        """Drop documents by their numbers: texts, spans and vectors."""
        texts, vectors = map(self._collections.name, ("documents", "passages"))
        has_vectors = self._call("has_collection", vectors)
        for first in range(0, len(numbers), _NUMBERS):
            some = list(numbers[first : first + _NUMBERS])
            self._call("delete", texts, filter=f"number in {some}")
            if has_vectors:
                self._call("delete", vectors, filter=f"document in {some}")

    # Vectors

    def put_vectors(self, places: Sequence[tuple[int, int]], vectors: Vectors) -> None:
        """Keep the vectors of passages, of shape (len(places), dimension).

        Args:
            places: (number of the document, place in it from 0) of each.
            vectors: theirs.
        """
        self._collections.make("passages", ("document", "ordinal"), vectors.shape[1], {})
        for first in range(0, len(places), _ROWS):
            some = slice(first, first + _ROWS)
            rows = [
                {"document": number, "ordinal": ordinal, "vector": vector}
                for (number, ordinal), vector in zip(places[some], vectors[some], strict=True)
            ]
            self._call("insert", self._collections.name("passages"), rows)

    def nearest(
        self,
        vector: Vectors,
        k: int,
        kind: Choice,
        documents: Sequence[int] | None = None,
        *,
        strong: bool,
    ) -> list[tuple[int, int, float]]:
        """(document, place in it, score) of the k nearest passages, best first.

        Args:
            vector: of shape (dimension,).
            k: at most `MOST`.
            kind: how vectors are held.
            documents: numbers of those whose passages are looked at; None for all.
            strong: whether all that was written before must be seen; else it may be a moment late.
        """
        self._collections.make_ready("passages")
        looks = {"exact": {}, "auto": {"ef": max(256, 2 * k)}, "compressed": {"nprobe": 64}}
        if documents is not None:  # few of those in each list may be meant
            looks["compressed"] = {"nprobe": LISTS}
        (hits,) = self._call(
            "search",
            self._collections.name("passages"),
            data=[vector.tolist()],
            limit=k,
            filter="" if documents is None else f"document in {list(documents)}",
            output_fields=["document", "ordinal"],
            search_params={"metric_type": "IP", "params": looks[kind]},
            consistency_level="Strong" if strong else "Eventually",
        )
        found = [(hit["entity"], float(hit["distance"])) for hit in hits]
        return [(entity["document"], entity["ordinal"], score) for entity, score in found]

    def vectors(self, numbers: Iterable[int]) -> Iterator[tuple[int, int, Vectors]]:
        """(document, place in it, vector) of the passages of documents."""
        rows = self._call(
            "query",
            self._collections.name("passages"),
            filter=f"document in {sorted(numbers)}",
            output_fields=["document", "ordinal", "vector"],
            consistency_level="Eventually",
        )
        for row in rows:
            yield row["document"], row["ordinal"], np.asarray(row["vector"], np.float32)

    def kind(self) -> Choice | None:
        """How vectors are held; None while there are none."""
        return self._collections.kind()

    def hold(self, kind: Choice) -> None:
        """Hold vectors in another way; searches by vectors fail until it is done."""
        self._collections.hold(kind)


def _join(rows: Iterable[Mapping[str, Any]]) -> dict[int, str]:
    """The texts of which all parts are among the rows, by their numbers."""
    parts: dict[int, dict[int, str]] = {}
    counts: dict[int, int] = {}
    for row in rows:
        parts.setdefault(row["number"], {})[row["part"]] = row["body"]
        counts[row["number"]] = row["parts"]
    return {
        number: "".join(found[part] for part in range(len(found)))
        for number, found in parts.items()
        if len(found) == counts[number]
    }


def _parts(text: str) -> Iterator[str]:
    """A text, which is not empty, in parts of at most `_PART` bytes."""
    coded = text.encode()
    first = 0
    while first < len(coded):
        last = min(first + _PART, len(coded))
        while last < len(coded) and coded[last] & 0xC0 == 0x80:  # not in the middle of a character
            last -= 1
        yield coded[first:last].decode()
        first = last
