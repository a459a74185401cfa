"""The documents and gold questions that come with the repository."""

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from index import Document, Index
from index.documents.load import load_file
from index.documents.split import passages, sentences
from index.sync.files import find_files
from qa import Assistant
from qa.english.leaning import leans
from qa.evaluation.gold import GoldFile
from qa.types import Verdict
from tests.support.fake_models import FakeEncoder
from tests.support.paths import ROOT, SEEDS

GOLD = [json.loads(line) for line in (ROOT / "seeds" / "gold.jsonl").read_text().splitlines()]
ARTICLE = ROOT.parent / "shared" / "seeds"


def collapsed(text: str) -> str:
    return " ".join(text.split())


@cache
def documents() -> dict[str, list[Document]]:
    """Documents by the names of their files."""
    found: dict[str, list[Document]] = {}
    for path in find_files([SEEDS]).files:
        for item in load_file(path):
            assert isinstance(item, Document), item
            found.setdefault(path.name, []).append(item)
    return found


def test_the_documents() -> None:
    assert sum(map(len, documents().values())) >= 12
    kinds = {Path(name).suffix for name in documents()}
    assert kinds >= {".txt", ".html", ".md", ".pdf", ".docx"}
    ids = [document.id for some in documents().values() for document in some]
    assert len(set(ids)) == len(ids)


def test_the_questions() -> None:
    assert len(GOLD) >= 60
    assert len({gold["id"] for gold in GOLD}) == len({gold["question"] for gold in GOLD})
    assert len({gold["id"] for gold in GOLD}) == len(GOLD)
    answerable = Counter(gold["answerable"] for gold in GOLD)
    assert answerable[False] >= 20
    assert answerable[True] >= 40


def test_the_questions_of_other_kinds(tmp_path: Path, encoder: FakeEncoder) -> None:
    gold = GoldFile(ROOT / "seeds" / "kinds.jsonl")
    with Index.open(tmp_path / "index", encoder=encoder) as index:
        index.sync(SEEDS)
        assert list(gold.faults(index)) == []
    kinds = Counter(item.type for item in gold)
    assert set(kinds) == {"parts", "list", "yes or no"} and min(kinds.values()) >= 20
    verdicts = {item.kinds.verdict for item in gold if item.type == "yes or no"}
    assert verdicts >= {Verdict.YES, Verdict.NO, Verdict.UNDECIDED}
    assert all(item.kinds.items for item in gold if item.type == "list")
    assert any(not part.evidence for item in gold for part in item.kinds.parts)


@pytest.mark.parametrize("gold", GOLD, ids=[gold["id"] for gold in GOLD])
def test_a_question(gold: dict[str, Any]) -> None:
    assert gold.keys() >= {"id", "question", "answers", "evidence", "answerable"}
    assert 10 <= len(gold["question"]) <= 300
    assert bool(gold["answers"]) == bool(gold["evidence"]) == gold["answerable"]
    assert all(isinstance(answer, str) and answer.strip() for answer in gold["answers"])
    for evidence in gold["evidence"]:
        assert evidence.keys() == {"document", "sentence"}
        held = [collapsed(document.text) for document in of_name(evidence["document"])]
        assert any(collapsed(evidence["sentence"]) in text for text in held)
    grouped = [n for group in gold.get("groups", []) for n in group]
    assert all(gold.get("groups", [[0]]))
    assert grouped == [] or sorted(grouped) == list(range(len(gold["evidence"])))


def of_name(name: str) -> list[Document]:
    """Documents whose source ends in a name: of a file, or of one document in a file."""
    return [
        document
        for some in documents().values()
        for document in some
        if document.source.endswith(name) or document.source.split("#")[0].endswith(name)
    ]


def test_most_evidence_is_a_sentence_of_its_own() -> None:
    """So that an answer that cites one sentence can be right; a heading may be evidence too."""
    citable: dict[str, set[str]] = {}
    for name, some in documents().items():
        for document in some:
            for passage in passages(document, sentences(document)):
                quotes = {collapsed(document.slice(span)) for span in passage.citable}
                citable.setdefault(name, set()).update(quotes)
    quotes_of_all = set().union(*citable.values())
    for gold in GOLD:
        if gold["answerable"]:
            assert any(collapsed(e["sentence"]) in quotes_of_all for e in gold["evidence"]), gold


# with the real encoder


@pytest.fixture(scope="module")
def assistant(seeds_index: Path) -> Iterator[Assistant]:
    with Index.open(seeds_index) as index:
        yield Assistant(index)


@pytest.mark.slow
def test_every_quote_is_a_slice_of_its_document(assistant: Assistant) -> None:
    loaded = {d.id: d for some in documents().values() for d in some}
    answered = 0
    for gold in GOLD[::3]:  # `make evaluate` asks them all, and counts the quotes that are exact
        answer = assistant.ask(gold["question"])
        answered += not answer.abstained
        for claim in answer.claims:
            for citation in claim.citations:
                span = citation.span
                assert citation.quote == loaded[span.doc_id].text[span.start : span.end]
                assert any(span in hit.passage.citable for hit in answer.hits)
            said = [citation for citation in claim.citations if citation.quote == claim.text]
            others = [citation for citation in claim.citations if citation not in said]
            assert said and all(citation.span < said[0].span for citation in others)
            assert not others or leans(claim.text)  # it is cited with the one before
    assert answered >= 13


@pytest.mark.slow
def test_the_shared_article(tmp_path: Path) -> None:
    if not ARTICLE.is_dir():
        pytest.skip(f"there is no folder {ARTICLE} with the shared article")
    with Index.open(tmp_path / "index") as index:
        index.sync(ARTICLE)
        assistant = Assistant(index)
        answer = assistant.ask(
            "How many Ukrainian villages does Russia say it captured over the past week?"
        )
        assert len(answer.sources) == 1
        assert "10 Ukrainian villages" in answer.sources[0].quote
        assert assistant.ask("Who is the president of France?").abstained
