"""For people on llama-index: our search as a retriever, our answers as a query engine.

The nodes carry exact character offsets into the document's text. Import this module where
llama-index is wanted; nothing else here loads it.
"""

from typing import Any

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import Response
from llama_index.core.callbacks import CallbackManager
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from index.corpus import Index
from index.types import EVERYWHERE, Document, Scope, Span
from qa.assistant import Assistant


class PinciteRetriever(BaseRetriever):
    """Passages of an index as nodes, best first."""

    def __init__(self, index: Index, k: int = 10, *, scope: Scope = EVERYWHERE) -> None:
        """Retrieve `k` passages a query from the documents of `index` in a scope."""
        super().__init__(callback_manager=CallbackManager())
        self._index = index
        self._k = k
        self._scope = scope

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        hits = self._index.search(query_bundle.query_str, self._k, scope=self._scope)
        return [_node(hit.passage.document, hit.passage.span, hit.score) for hit in hits]


class PinciteQueryEngine(BaseQueryEngine):
    """Answers with markers `[n]`; `source_nodes[n - 1]` is the sentence cited as n."""

    def __init__(self, assistant: Assistant, *, scope: Scope = EVERYWHERE) -> None:
        """Answer with `assistant` from the documents in a scope."""
        super().__init__(callback_manager=CallbackManager())
        self._assistant = assistant
        self._scope = scope

    def _query(self, query_bundle: QueryBundle) -> Response:
        answer = self._assistant.ask(query_bundle.query_str, scope=self._scope)
        nodes = [_node(s.document, s.span, s.support) for s in answer.sources]
        claims = [c.said + "".join(f" [{n}]" for n in answer.markers(c)) for c in answer.claims]
        text = "\n".join(claims) if claims else str(answer)
        return Response(text, nodes, {"abstained": answer.abstained})

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        return self._query(query_bundle)

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}


def _node(document: Document, span: Span, score: float) -> NodeWithScore:
    metadata: dict[str, Any] = {
        "title": document.title,
        "source": document.source,
        "published": document.published,
        "url": document.url,
        "author": document.author,
        "publisher": document.publisher,
        "page": document.page(span.start),
        "row": document.row(span.start),
        "time": document.clock(span.start),
        "certainty": document.certainty(span),
    }
    node = TextNode(
        id_=f"{span.doc_id}:{span.start}-{span.end}",
        text=document.slice(span),
        start_char_idx=span.start,
        end_char_idx=span.end,
        metadata=metadata,
        excluded_embed_metadata_keys=list(metadata),
        excluded_llm_metadata_keys=list(metadata),
    )
    return NodeWithScore(node=node, score=score)
