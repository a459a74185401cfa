"""The documents of an index as a record looks for them: by id, by source, and by their words."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from index.corpus import Index
from index.paths import name_below, source_of, tops_of
from index.types import Document, Listed
from qa.records.places import Sentences
from qa.records.record import Record, SavedCitation, SavedDocument

_HITS = 100
"""Passages that are looked at for the words of a sentence."""
_QUERY_CHARACTERS = 1_900


class Documents:
    """What an index holds at one moment, each document read once; for one thread."""

    def __init__(self, index: Index) -> None:
        """List the documents of an index."""
        self._index = index
        self._sources = dict(index.sources())
        self._ids = {source: id for id, source in self._sources.items()}
        self._read: dict[str, Sentences | None] = {}

    def __len__(self) -> int:
        return len(self._sources)

    @property
    def state(self) -> str:
        """A digest of which documents there are; another text of one is another document."""
        ids = "\n".join(sorted(self._sources))
        return hashlib.blake2b(ids.encode(), digest_size=16).hexdigest()

    def of(self, saved: SavedDocument) -> Sentences | None:
        """The document that a record knows, by its id or else by its source; None if it is gone."""
        if saved.id in self._sources:
            return self.get(saved.id)
        id = self._ids.get(saved.source)
        return self.get(id) if id else None

    def known(self, record: Record) -> Record:
        """A record with the sources of its documents as the index has them, as far as it does.

        Where it was saved on the page, they begin with the folder that is mirrored.
        """
        cited_from = [one.document for one in record.citations]
        if all(saved.source.startswith("/") for saved in cited_from):
            return record
        whole = _by_shown(self._sources.values(), self._index)

        def named(saved: SavedDocument) -> SavedDocument:
            return replace(saved, source=whole.get(saved.source, saved.source))

        def cited(one: SavedCitation) -> SavedCitation:
            others = tuple(map(named, one.others))
            return replace(one, document=named(one.document), others=others)

        claims = (
            replace(claim, citations=tuple(map(cited, claim.citations))) for claim in record.claims
        )
        return replace(record, claims=tuple(claims))

    def get(self, id: str) -> Sentences | None:
        """A document by its id; None if it has just been taken out."""
        if id not in self._read:
            try:
                self._read[id] = Sentences(self._index.document(id), self._index.passages(id))
            except ValueError:
                self._read[id] = None
        return self._read[id]

    def like(self, quote: str) -> Iterator[Sentences]:
        """The documents with a passage nearest to a sentence by its words, the nearest first."""
        query = quote[:_QUERY_CHARACTERS]
        hits = self._index.search(query, _HITS, mode="lexical")
        for id in dict.fromkeys(hit.passage.document.id for hit in hits):
            if id in self._sources and (found := self.get(id)):
                yield found

    def copies(self, id: str) -> list[Listed]:
        """The near copies of a document."""
        return self._index.copies([id]).get(id, [])


def _by_shown(sources: Iterable[str], index: Index) -> dict[str, str]:
    """Source from the mirrored folder on → the whole one, where that is the only one."""
    tops = tops_of(map(source_of, index.roots()))
    found: dict[str, str] = {}
    for source in sources:
        name = name_below(source, tops)
        found[name] = "" if name in found else source
    return {name: source for name, source in found.items() if source}


def reference(document: Document | Listed, digest: str = "") -> SavedDocument:
    """A document as a record keeps it."""
    return SavedDocument(document.id, document.source, document.title, document.published, digest)


def is_among(document: Document, known: Iterable[SavedDocument]) -> bool:
    """Whether a document is one of these, by its id or its source."""
    return any(document.id == one.id or document.source == one.source for one in known)
