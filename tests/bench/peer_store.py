"""FAISS behind llama-index, by hand: its package for that is one that nothing else here needs."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from llama_index.core.schema import BaseNode, TextNode
from llama_index.core.vector_stores.types import (
    BasePydanticVectorStore,
    VectorStoreQuery,
    VectorStoreQueryResult,
)
from pydantic import PrivateAttr


class FaissStore(BasePydanticVectorStore):
    """`IndexFlatL2`, as in its example of FAISS, with the nodes beside it."""

    stores_text: bool = True
    _vectors: Any = PrivateAttr()
    _nodes: list[TextNode] = PrivateAttr(default_factory=list)

    def __init__(self, dimension: int) -> None:
        super().__init__(stores_text=True)
        self._vectors = faiss.IndexFlatL2(dimension)

    @property
    def client(self) -> Any:
        return self._vectors

    def add(self, nodes: Sequence[BaseNode], **_: Any) -> list[str]:
        rows = [node.get_embedding() for node in nodes]
        self._vectors.add(np.array(rows, np.float32))
        self._nodes += [_plain(node) for node in nodes]
        return [node.node_id for node in nodes]

    def delete(self, ref_doc_id: str, **_: Any) -> None:
        raise NotImplementedError("nothing is deleted here")

    def query(self, query: VectorStoreQuery, **_: Any) -> VectorStoreQueryResult:
        options = {}
        if query.doc_ids is not None:
            wanted = set(query.doc_ids)
            chosen = [n for n, node in enumerate(self._nodes) if node.ref_doc_id in wanted]
            only = faiss.IDSelectorBatch(np.array(chosen, np.int64))
            options = {"params": faiss.SearchParameters(sel=only)}  # type: ignore[call-arg]
        vector = np.array([query.query_embedding], np.float32)
        distances, rows = self._vectors.search(vector, query.similarity_top_k, **options)
        found = [(n, -float(d)) for n, d in zip(rows[0], distances[0], strict=True) if n >= 0]
        nodes = [self._nodes[n] for n, _ in found]
        return VectorStoreQueryResult(nodes, [s for _, s in found], [n.node_id for n in nodes])

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        faiss.write_index(self._vectors, str(folder / "vectors.faiss"))
        lines = "".join(node.to_json() + "\n" for node in self._nodes)
        (folder / "nodes.jsonl").write_text(lines, encoding="utf-8")  # last: it says all is there

    def load(self, folder: Path) -> None:
        self._vectors = faiss.read_index(str(folder / "vectors.faiss"))
        with (folder / "nodes.jsonl").open(encoding="utf-8") as lines:
            self._nodes = [TextNode.from_json(line) for line in lines]


def _plain(node: BaseNode) -> TextNode:
    """The node without its vector."""
    if not isinstance(node, TextNode):
        raise TypeError(f"a node of text was expected, not {type(node).__name__}")
    return node.model_copy(update={"embedding": None})
