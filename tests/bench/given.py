"""Documents that a benchmark gives with a question, in place of an index of a whole corpus."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import cast

import numpy as np

from index import Document, Hit, Index, Passage, Span
from index.corpus import Mode
from index.documents.normalise import make_document, normalise
from index.documents.split import passages, sentences
from index.encoders.encode import Encoder
from index.search.dense import DenseIndex
from index.search.fuse import fuse
from index.search.lexical import LexicalIndex
from index.types import EVERYWHERE, Coverage, Listed, OldVersion, Scope, Sentence
from qa.assistant import Assistant
from qa.evaluation.gold import Gold, Locator
from qa.evaluation.run import Outcome, judge
from qa.evidence.select import Selector
from qa.writing.generate import Generator

NAME = "given"
"""What gold evidence calls the document of a question that has one only."""

_DEPTH = 100  # as in index/corpus.py


class Given:
    """Passages that are all hits, in the order of the text: there is nothing to search."""

    def __init__(self, encoder: Encoder, found: Sequence[Passage]) -> None:
        self.encoder = encoder
        self._passages = tuple(found)
        self._documents = {p.document.id: p.document for p in found}

    def search(
        self, query: str, k: int = 10, mode: Mode = "fused", scope: Scope = EVERYWHERE
    ) -> list[Hit]:
        return [Hit(passage, 1.0) for passage in self._passages]

    def sources(self) -> list[tuple[str, str]]:
        return [(id, document.source) for id, document in self._documents.items()]

    def document(self, document_id: str) -> Document:
        return self._documents[document_id]

    def copies(
        self, document_ids: Iterable[str], scope: Scope = EVERYWHERE
    ) -> dict[str, list[Listed]]:
        return {}

    def old_versions(self, document_id: str) -> list[OldVersion]:
        return []

    def coverage(self, scope: Scope = EVERYWHERE) -> Coverage:
        return Coverage(len(self._documents))

    def near_word(self, word: str, *, beside: str = "", scope: Scope = EVERYWHERE) -> str:
        return ""

    def unfinished(self) -> str:
        return ""

    def passages(self, document_id: str) -> list[Passage]:
        return [p for p in self._passages if p.document.id == document_id]

    def judged(self, gold: Gold, generator: Generator, reader: Selector) -> Outcome:
        """What the assistant makes of the question with these passages."""
        index = cast(Index, self)
        answer = Assistant(index, generator=generator, reader=reader).ask(gold.question)
        return judge(gold, answer, Locator(index), index)


class Few(Given):
    """Some documents of an index, searched as an index of them alone would be."""

    def __init__(self, index: Index, documents: Sequence[str], scratch: Path) -> None:
        """Take passages and vectors from `index`; `scratch` is a folder to be written over."""
        found = [passage for id in documents for passage in index.passages(id)]
        super().__init__(index.encoder, found)
        # there is no public way to the vectors yet
        parts = [index._store.vectors.of(id)[1] for id in documents]
        filled = [part for part in parts if len(part)]
        self._dense = DenseIndex(index.encoder.dimension)
        if filled:
            self._dense.add(range(len(found)), np.concatenate(filled))
        self._lexical = LexicalIndex.create(scratch)
        texts = ((n, p.document.title, p.text) for n, p in enumerate(found))
        self._lexical.update(texts, [], generation=1)  # stamped, as an index's own

    def search(
        self, query: str, k: int = 10, mode: Mode = "fused", scope: Scope = EVERYWHERE
    ) -> list[Hit]:
        rankings = []
        if mode != "lexical":
            rankings.append(self._dense.search(self.encoder.encode([query], "query")[0], _DEPTH))
        if mode != "dense":
            rankings.append(self._lexical.search(query, _DEPTH))
        ranking = fuse(rankings) if mode == "fused" else rankings[0]
        return [Hit(self._passages[key], score) for key, score in ranking[:k]]


def split(title: str, text: str) -> list[Passage]:
    """The text as our own splitter cuts it."""
    document = make_document(f"/{NAME}", text, title)
    return list(passages(document, sentences(document)))


def whole(title: str, given_sentences: Sequence[str]) -> Passage:
    """One passage of sentences that are told apart already."""
    cleaned = [text for s in given_sentences if (text := normalise(s).strip())]
    document = make_document(f"/{NAME}", " ".join(cleaned), title)
    spans = []
    start = 0
    for text in cleaned:
        spans.append(Span(document.id, start, start + len(text)))
        start += len(text) + 1
    return Passage(document, Span(document.id, 0, start - 1), tuple(map(Sentence, spans)))
