"""Our search and answers through the public interfaces of llama-index."""

import asyncio
import warnings
from collections.abc import Iterator, Sequence

import pytest

from index import Index
from qa import Assistant
from qa.evidence.select import Evidence
from qa.writing.generate import Draft

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # llama-index and pydantic, of themselves
    from llama_index.core import Settings
    from llama_index.core.base.base_query_engine import BaseQueryEngine
    from llama_index.core.base.base_retriever import BaseRetriever
    from llama_index.core.schema import MetadataMode, NodeWithScore, TextNode

    from qa.llama import PinciteQueryEngine, PinciteRetriever

QUESTION = "How long was the harbour of Lindau closed?"
CLOSED = "The harbour of Lindau was closed for nine days in March."


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Without a key, and with an error for whoever asks for the global models."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    for name in ("llm", "embed_model"):
        monkeypatch.setattr(
            type(Settings), name, property(lambda _, n=name: pytest.fail(f"asked for {n}"))
        )
    yield


def text_node(found: NodeWithScore) -> TextNode:
    assert isinstance(found.node, TextNode)
    return found.node


def check_offsets(nodes: list[NodeWithScore], index: Index) -> None:
    texts = {
        hit.passage.document.source: hit.passage.document.text
        for hit in index.search("lake harbour trains budget", 10)
    }
    assert nodes
    for found in nodes:
        node = text_node(found)
        text = texts[node.metadata["source"]]
        assert node.text == text[node.start_char_idx : node.end_char_idx]
        assert found.node.get_content(MetadataMode.LLM) == node.text
        assert found.node.get_content(MetadataMode.EMBED) == node.text


def test_the_retriever_gives_our_hits(tiny_index: Index) -> None:
    retriever = PinciteRetriever(tiny_index, k=3)
    assert isinstance(retriever, BaseRetriever)
    nodes = retriever.retrieve(QUESTION)
    hits = tiny_index.search(QUESTION, 3)
    check_offsets(nodes, tiny_index)
    assert [node.text for node in nodes] == [hit.passage.text for hit in hits]
    assert [node.score for node in nodes] == [hit.score for hit in hits]
    assert len({node.node_id for node in nodes}) == 3
    assert [node.node_id for node in retriever.retrieve(QUESTION)] == [n.node_id for n in nodes]


def test_the_query_engine_gives_our_answer(tiny_index: Index) -> None:
    engine = PinciteQueryEngine(Assistant(tiny_index))
    assert isinstance(engine, BaseQueryEngine)
    response = engine.query(QUESTION)
    answer = Assistant(tiny_index).ask(QUESTION)
    assert str(response).splitlines()[0] == f"{CLOSED} [1]"
    check_offsets(response.source_nodes, tiny_index)
    assert [node.text for node in response.source_nodes] == [s.quote for s in answer.sources]
    assert [node.score for node in response.source_nodes] == [s.support for s in answer.sources]
    assert response.metadata == {"abstained": False}
    node = text_node(response.source_nodes[0])
    place = {"page", "row", "time", "certainty"}
    by = {"author", "publisher"}
    assert node.metadata.keys() == {"title", "source", "published", "url", *by, *place}


def test_offsets_of_every_sentence(tiny_index: Index) -> None:
    class Everything:
        def write(self, question: str, evidence: Sequence[Evidence]) -> list[Draft]:
            return [Draft(sentence.text, (n,)) for n, sentence in enumerate(evidence, start=1)]

    engine = PinciteQueryEngine(Assistant(tiny_index, generator=Everything()))
    nodes = engine.query(QUESTION).source_nodes
    assert len(nodes) == 9
    assert sum(text_node(node).start_char_idx == 0 for node in nodes) < 4
    check_offsets(nodes, tiny_index)


def test_the_query_engine_abstains(tiny_index: Index) -> None:
    class Silent:
        def write(self, question: str, evidence: object) -> list[object]:
            return []

    engine = PinciteQueryEngine(Assistant(tiny_index, generator=Silent()))  # type: ignore[arg-type]
    response = engine.query(QUESTION)
    assert str(response) == "The documents do not answer this question."
    assert response.source_nodes == []
    assert response.metadata == {"abstained": True}


def test_both_answer_asynchronously(tiny_index: Index) -> None:
    engine = PinciteQueryEngine(Assistant(tiny_index))
    retriever = PinciteRetriever(tiny_index)

    async def ask() -> tuple[object, list[NodeWithScore]]:
        return await engine.aquery(QUESTION), await retriever.aretrieve(QUESTION)

    response, nodes = asyncio.run(ask())
    assert str(response) == str(engine.query(QUESTION))
    assert [n.node_id for n in nodes] == [n.node_id for n in retriever.retrieve(QUESTION)]
