"""The reader: its model on disk, its windows, and what it finds with the real model."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.documents.normalise import make_document
from index.documents.split import passages, sentences
from index.errors import UserError
from index.types import Passage, Sentence, Span
from qa.evidence import reader as reading
from qa.evidence.reader import PACKAGED, PackagedReader, Reading
from qa.models.weights import FORMAT, read_manifest, write_manifest
from tests.support.paths import SEEDS


def cut(text: str, title: str = "Harbour news") -> list[Passage]:
    document = make_document("/harbour.txt", text, title)
    return list(passages(document, sentences(document)))


HARBOUR = (
    "The harbour of Lindau was closed for nine days in March. Ferries turned back empty. "
    "Ada Moser, who runs the port, said that a crane had fallen into the water."
)


# the files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("model.onnx", "tokenizer.json"):
        (tmp_path / name).write_bytes(name.encode())
    write_manifest(tmp_path, "tiny", 384)
    return tmp_path


def test_a_manifest_says_what_is_there(folder: Path) -> None:
    manifest = read_manifest(folder)
    assert (manifest.format, manifest.name, manifest.tokens) == (FORMAT, "tiny", 384)
    assert set(manifest.sha256) == {"model.onnx", "tokenizer.json"}  # and no calibration yet


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "manifest.json"])
def test_a_file_that_is_missing_or_damaged(folder: Path, name: str) -> None:
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[:-2])
    with pytest.raises(UserError, match="is damaged") as damaged:
        read_manifest(folder)
    (folder / name).unlink()
    with pytest.raises(UserError, match=f"lacks {name}") as missing:
        read_manifest(folder)
    for raised in (damaged, missing):
        assert "Install pincite again" in raised.value.remedy


@pytest.mark.parametrize("text", ["[]", "{}", "null", "\xff", '{"format": 1}'])
def test_a_manifest_that_is_none(folder: Path, text: str) -> None:
    (folder / "manifest.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(UserError, match="manifest of the model"):
        read_manifest(folder)


def test_another_format_is_refused(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**manifest, "format": FORMAT + 1}))
    with pytest.raises(UserError, match=f"has format {FORMAT + 1}; .* reads format {FORMAT}"):
        read_manifest(folder)


def test_the_packaged_model_is_whole_and_small() -> None:
    assert read_manifest(PACKAGED).tokens >= 384
    assert sum(path.stat().st_size for path in PACKAGED.iterdir()) <= 35_000_000


# windows, with a network that can be computed by hand


@pytest.mark.parametrize(
    ("count", "room", "expected"),
    [
        (0, 8, [(0, 0)]),
        (8, 8, [(0, 8)]),
        (9, 8, [(0, 8), (6, 9)]),
        (20, 8, [(0, 8), (6, 14), (12, 20)]),
    ],
)
def test_windows(count: int, room: int, expected: list[tuple[int, int]]) -> None:
    assert list(reading.windows(count, room)) == expected


class ByHand:
    """In place of the network: a start and an end where a token is one of `wanted`."""

    def __init__(self, wanted: Sequence[int]) -> None:
        self.wanted = wanted
        self.lengths: list[int] = []

    def run(self, _: None, inputs: dict[str, Any]) -> list[Any]:
        (ids,), (kinds,) = inputs["ids"], inputs["kinds"]
        self.lengths.append(len(ids))
        hit = np.isin(ids, self.wanted) & (kinds == 1)
        span = np.repeat(np.where(hit, 5.0, -5.0)[:, None], 2, axis=1).astype(np.float32)
        span[0] = 0.0
        return [span[None], hit.astype(np.float32)[None], np.array([float(hit.any())])]


@pytest.fixture(scope="module")
def real() -> PackagedReader:
    return PackagedReader()


def by_hand(reader: PackagedReader, monkeypatch: pytest.MonkeyPatch, words: str) -> ByHand:
    network = ByHand(reader._network.encoding(words).ids)
    monkeypatch.setattr(reader._network, "_session", network)
    return network


@pytest.mark.slow
def test_nothing_of_a_long_passage_is_cut_off(
    real: PackagedReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = " ".join(f"word {n}" for n in range(450))  # no window is like another, and kept
    document = make_document("/long.txt", f"{many} zebra. Then an end.", "Long")
    spans = sentences(document)
    whole = Passage(document, Span(document.id, 0, len(document.text)), spans)
    network = by_hand(real, monkeypatch, "zebra")
    (found,) = real.read("What?", [whole])
    assert len(network.lengths) > 2
    assert max(network.lengths) <= 384
    best = max(found.sentences, key=lambda sentence: sentence.answer_score)
    assert document.slice(best.answer) == "zebra"
    assert best.answer_score == 10.0
    assert found.answerable == 1.0


@pytest.mark.slow
def test_nothing_of_a_long_question_is_cut_off(
    real: PackagedReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = by_hand(real, monkeypatch, "crane")
    real.read(" ".join(f"why {n}" for n in range(150)), cut(HARBOUR))
    assert len(network.lengths) > 2
    assert max(network.lengths) <= 384


# the real model


def logits(found: Sequence[Reading]) -> list[float]:
    return [
        value
        for read in found
        for value in (
            read.answerable,
            *(score for s in read.sentences for score in (s.evidence, s.answer_score)),
        )
    ]


@pytest.mark.slow
def test_it_finds_the_sentence_and_the_words(real: PackagedReader) -> None:
    elsewhere = cut("Trains ran late on Friday. Repairs took eleven hours.", "Rail news")
    found = real.read("How long was the harbour closed?", [*elsewhere, *cut(HARBOUR)])
    assert found[1].answerable > found[0].answerable
    best = max(found[1].sentences, key=lambda sentence: sentence.evidence)
    document = found[1].passage.document
    assert document.slice(best.span).startswith("The harbour of Lindau")
    assert document.slice(best.answer) == "nine days"


@pytest.mark.slow
def test_a_reading_depends_on_question_and_passage_only(
    real: PackagedReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (SEEDS / "donetsk-villages.txt").read_text(encoding="utf-8")
    several = cut(text, "Villages") + cut(HARBOUR)
    question = "How many villages?"
    together = real.read(question, several)
    alone = [found for passage in several for found in real.read(question, [passage])]
    backwards = real.read(question, several[::-1])[::-1]
    monkeypatch.setattr(reading, "cores", lambda: 1)
    single = PackagedReader().read(question, several)
    for other in (alone, backwards, single):
        assert logits(other) == pytest.approx(logits(together), abs=1e-4)


@pytest.mark.slow
@pytest.mark.parametrize("text", ["\u2028", "🚂 🚃.", "何時ですか。", "a", "\x00\x01", "x" * 3000])
def test_any_text_can_be_read(real: PackagedReader, text: str) -> None:
    for found in real.read(text, cut(f"{text}\nThe lake rose by {text} metres.")):
        for sentence in found.sentences:
            assert sentence.span.contains(sentence.answer)
            assert np.isfinite([found.answerable, sentence.evidence, sentence.answer_score]).all()


def test_nothing_to_read() -> None:
    assert PackagedReader().read("What?", []) == []


def test_a_damaged_model_is_said(tmp_path: Path) -> None:
    shutil.copytree(PACKAGED, tmp_path / "model")
    with (tmp_path / "model" / "model.onnx").open("r+b") as file:
        file.truncate(1000)
    with pytest.raises(UserError, match=r"model\.onnx .* is damaged"):
        PackagedReader(tmp_path / "model")


class Counting:
    """In place of the network: every token of the n-th window, from 0, is evidence by n."""

    def __init__(self) -> None:
        self.windows = 0

    def run(self, _: None, inputs: dict[str, Any]) -> list[Any]:
        (ids,) = inputs["ids"]
        logits = np.full(len(ids), float(self.windows), np.float32)
        self.windows += 1
        return [np.zeros((1, len(ids), 2), np.float32), logits[None], np.array([0.0])]


def test_a_token_counts_in_the_window_in_which_it_is_most_inside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader = PackagedReader()
    network = Counting()
    monkeypatch.setattr(reader._network, "_session", network)
    document = make_document("/long.txt", "word " * 399 + "word", "Long")
    whole = Span(document.id, 0, len(document.text))
    ((found,),) = (
        r.sentences for r in reader.read("What?", [Passage(document, whole, (Sentence(whole),))])
    )
    # 384 tokens, of which 3 are marks, 2 the question and 1 the title, leave 378 for the text. The
    # second window begins 94 before the end of the first, and has the later 47 of these, and 22.
    assert network.windows == 2
    assert found.evidence == pytest.approx((47 + 22) / 400)
