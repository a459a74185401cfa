"""The calibration beside a network: what is read, and what is refused."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index.errors import UserError
from qa.evidence.reader import PACKAGED as READER
from qa.evidence.reader import PackagedReader
from qa.models.calibration import (
    CASCADE,
    CHECKING,
    FEATURES,
    READING,
    SIGNALS,
    CheckerCalibration,
    ReaderCalibration,
)
from qa.models.rows import RowCalibration
from qa.models.weights import write_hash, write_manifest
from qa.support.check import CheckedSupport, weighed
from qa.support.checker import PACKAGED as BASE
from qa.support.rules import DOUBTING
from tests.qa.test_model_answers import Meaning


@pytest.fixture
def reader(tmp_path: Path) -> Path:
    return Path(shutil.copytree(READER, tmp_path / "reader"))


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The calibrations of the base network, beside a network that is not looked into."""
    folder = tmp_path / "base"
    folder.mkdir()
    for name in ("model.onnx", "words.bin", "tokenizer.json"):
        (folder / name).write_text(name)
    write_manifest(folder, "base", 384)
    for name in (READING, CHECKING):
        shutil.copyfile(BASE / name, folder / name)
        write_hash(folder, name)
    return folder


def change(folder: Path, name: str, **values: Any) -> None:
    """Change values of a calibration, as somebody would who fits it anew."""
    path = folder / name
    path.write_text(json.dumps({**json.loads(path.read_text()), **values}))
    write_hash(folder, name)


def test_every_weight_has_its_name() -> None:
    assert set(ReaderCalibration.read(READER).weights) == set(FEATURES)
    assert set(ReaderCalibration.read(BASE).weights) == set(CASCADE)
    assert set(CheckerCalibration.read(BASE).weights) == set(SIGNALS)


def test_a_row_is_more_probable_the_surer_the_words_and_the_nearer_the_column() -> None:
    rows = RowCalibration.read(BASE)
    sure = rows.probability(answer=5.0, column=1.0)
    assert rows.probability(answer=-5.0, column=1.0) < sure
    assert rows.probability(answer=5.0, column=0.0) < sure


def test_signals_are_the_meaning_and_the_rules_that_doubt_in_their_order() -> None:
    names = [getattr(rule, "__name__", "").strip("_") for rule in DOUBTING]
    assert list(SIGNALS) == ["meaning", *names]
    assert weighed(0.5, ["why", *[None] * (len(names) - 1)]).tolist() == [
        0.0,
        1.0,
        *[0.0] * (len(names) - 1),
    ]


def test_written_and_read_again_is_the_same(reader: Path, base: Path) -> None:
    for folder in (reader, base):
        fitted = replace(ReaderCalibration.read(folder), bias=-1.0)
        fitted.write(folder)
        assert ReaderCalibration.read(folder) == fitted
    measured = replace(CheckerCalibration.read(base), measured=None)
    measured.write(base)
    assert CheckerCalibration.read(base) == measured


def test_it_says_whether_it_is_of_the_second_of_two_readers(base: Path, reader: Path) -> None:
    assert ReaderCalibration.read(base).cascade
    assert not ReaderCalibration.read(reader).cascade


def test_what_is_too_large_for_one_file_has_a_hash_too(base: Path) -> None:
    (base / "words.bin").write_text("others")
    with pytest.raises(UserError, match=r"words\.bin of the model in .* is damaged"):
        ReaderCalibration.read(base)
    (base / "words.bin").unlink()
    with pytest.raises(UserError, match=r"lacks words\.bin"):
        CheckerCalibration.read(base)


def test_one_that_was_altered_by_hand_or_removed_is_refused(reader: Path) -> None:
    path = reader / READING
    path.write_text(path.read_text().replace("-3.826", "3.826"))
    with pytest.raises(UserError, match=r"reading\.json of the model in .* is damaged"):
        PackagedReader(reader)
    path.unlink()
    with pytest.raises(UserError, match=r"lacks reading\.json"):
        PackagedReader(reader)


def test_a_network_that_nobody_calibrated_is_refused(reader: Path) -> None:
    write_manifest(reader, "new", 384)
    with pytest.raises(UserError, match=r"has no calibration.*fit_select"):
        PackagedReader(reader)
    assert PackagedReader(reader, ReaderCalibration.read(READER)).calibration.bias == -3.826


@pytest.mark.parametrize(
    "values",
    [
        {"weights": {}},
        {"weights": {**dict.fromkeys(FEATURES, 0.1), "another": 0.1}},
        {"weights": dict.fromkeys(FEATURES, float("nan"))},
        {"weights": dict.fromkeys(FEATURES, "1")},
        {"weights": [0.1] * len(FEATURES)},
        {"bias": float("inf")},
        {"bias": None},
        {"agreement": 1.5},
        {"levels": {}},
        {"levels": {"Balanced": {"threshold": 1.1, "missed": 0.1, "wrong": 0.1}}},
        {"levels": {"Balanced": 0.5}},
        {"levels": None},
        {"more": 1},
    ],
)
def test_a_calibration_of_a_reader_that_cannot_be(reader: Path, values: dict[str, Any]) -> None:
    change(reader, READING, **values)
    with pytest.raises(UserError, match="is not one of this kind of model"):
        ReaderCalibration.read(reader)


@pytest.mark.parametrize(
    "values",
    [
        {"weights": dict.fromkeys(SIGNALS[1:], 0.1)},
        {"threshold": -0.1},
        {"threshold": True},
        {"measured": {"caught": 0.9}},
        {"measured": {"caught": 9.0, "false": 1, "kept": 0.5, "true": 1}},
    ],
)
def test_a_calibration_of_a_checker_that_cannot_be(base: Path, values: dict[str, Any]) -> None:
    change(base, CHECKING, **values)
    with pytest.raises(UserError, match="is not one of this kind of model"):
        CheckerCalibration.read(base)


def test_a_reader_is_no_checker() -> None:
    with pytest.raises(UserError, match=r"has no calibration checking\.json"):
        CheckerCalibration.read(READER)


@pytest.mark.parametrize("name", CASCADE)
def test_a_weight_of_the_cascade_that_is_missing(base: Path, name: str) -> None:
    weights = {other: 0.1 for other in CASCADE if other != name}
    change(base, READING, weights=weights)
    with pytest.raises(UserError, match="is not one of this kind of model"):
        ReaderCalibration.read(base)


def test_the_threshold_of_the_calibration_decides() -> None:
    claim, evidence = "The dog was small.", "The small dog ran."
    meaning = Meaning(supported=True)
    score = CheckedSupport(meaning).score(claim, evidence, "").score
    for threshold, supported in ((score - 0.01, True), (score + 0.01, False)):
        meaning.calibration = replace(Meaning.calibration, threshold=threshold)
        support = CheckedSupport(meaning)
        assert support.threshold == threshold
        assert (support.score(claim, evidence, "").reason == "") == supported
