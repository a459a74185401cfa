"""llama-index's own pipeline as its documentation gives it, with our encoder and without a model.

`SentenceSplitter` with its defaults (1,024 tokens, 200 of overlap), the title as metadata (which it
embeds), a `VectorStoreIndex` over FAISS, the default retriever (`similarity_top_k` 2; 10 where ten
passages are judged). Its synthesis needs a language model; the first passage stands in for it.
Its documents are ours, after loading, so that only what it does with them differs.
"""

import hashlib
from collections.abc import Collection
from pathlib import Path
from time import perf_counter
from typing import Any

from llama_index.core import Document, StorageContext, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import TextNode
from pydantic import PrivateAttr

from index import Index
from index.encoders.encode import Encoder
from tests.bench.peer_store import FaissStore
from tests.bench.systems import DEPTH, Piece, Response

TOP_K = 2  # what llama-index retrieves if it is not told otherwise
_BATCH = 256


class _Embedding(BaseEmbedding):
    """Our encoder as llama-index wants it."""

    _encoder: Any = PrivateAttr()

    def __init__(self, encoder: Encoder) -> None:
        super().__init__(model_name=encoder.name, embed_batch_size=_BATCH)
        self._encoder = encoder

    def _get_query_embedding(self, query: str) -> list[float]:
        row: list[float] = self._encoder.encode([query], "query")[0].tolist()
        return row

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        rows: list[list[float]] = self._encoder.encode(texts).tolist()
        return rows


class LlamaIndex:
    """The pipeline over the documents of an index of ours."""

    name = "llama-index"

    def __init__(self, index: Index, folder: Path) -> None:
        """Read what an earlier run kept in `folder`, or embed and keep it there."""
        ids = [id for id, _ in index.sources()]
        kept = folder / hashlib.sha256("\n".join([index.encoder.name, *ids]).encode()).hexdigest()
        store = FaissStore(index.encoder.dimension)
        embedding = _Embedding(index.encoder)
        if (kept / "nodes.jsonl").exists():
            store.load(kept)
            self._index = VectorStoreIndex.from_vector_store(store, embed_model=embedding)
        else:
            self._index = VectorStoreIndex.from_documents(
                [_document(index, id) for id in ids],
                storage_context=StorageContext.from_defaults(vector_store=store),
                embed_model=embedding,
                transformations=[SentenceSplitter()],
            )
            store.save(kept)
        self._within: list[str] | None = None

    def within(self, documents: Collection[str]) -> "LlamaIndex":
        """The same over some documents only."""
        narrowed = object.__new__(LlamaIndex)
        narrowed._index, narrowed._within = self._index, sorted(documents)
        return narrowed

    def search(self, question: str, k: int) -> list[Piece]:
        retriever = self._index.as_retriever(similarity_top_k=k, doc_ids=self._within)
        nodes = [found.node for found in retriever.retrieve(question)]
        return [_piece(node) for node in nodes if isinstance(node, TextNode)]

    def ask(self, question: str) -> Response:
        started = perf_counter()
        pieces = self.search(question, DEPTH)
        cited = " ".join(piece.text for piece in pieces[:TOP_K])
        answer = pieces[0].text if pieces else ""
        return Response(tuple(pieces), answer, cited, perf_counter() - started)


def _document(index: Index, id: str) -> Document:
    document = index.document(id)
    return Document(id_=id, text=document.text, metadata={"title": document.title})


def _piece(node: TextNode) -> Piece:
    return Piece(node.ref_doc_id or "", node.text, node.start_char_idx, node.end_char_idx)
