"""A sentence of a large folder is less sure to answer than one as good of a small folder."""

import json
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest

from index import Index
from index.types import EVERYWHERE, Scope
from qa import Assistant
from qa.evidence.size import in_a_folder_of
from qa.models.calibration import ReaderCalibration, Size, logistic, logit
from qa.models.judge import PACKAGED
from qa.training.fit_size import Best, errors, fit
from tests.support.fake_models import FakeEncoder, FakeReader

SIZE = Size(weight=0.5, passages=1_000.0, least=50.0)


@pytest.mark.parametrize("probability", (0.0, 0.01, 0.26, 0.9, 1.0))
def test_the_larger_the_folder_the_less_sure(probability: float) -> None:
    sizes = (50, 200, 1_000, 30_000, 4_000_000)
    found = [in_a_folder_of(size, probability, SIZE) for size in sizes]
    assert found == sorted(found, reverse=True)
    assert len(set(found)) == len(found)
    assert all(0.0 <= one <= 1.0 for one in found)
    assert found[2] == pytest.approx(probability, abs=1e-4)


def test_ten_times_as_many_passages_take_the_weight_off_the_logit() -> None:
    few, many = (in_a_folder_of(size, 0.3, SIZE) for size in (300, 3_000))
    assert logit(few) - logit(many) == pytest.approx(SIZE.weight)


def test_under_what_was_measured_the_size_says_no_more() -> None:
    assert in_a_folder_of(1, 0.3, SIZE) == in_a_folder_of(50, 0.3, SIZE)


@pytest.mark.parametrize(("passages", "size"), ((0, SIZE), (500, None)))
def test_where_the_size_is_not_known_or_not_measured_nothing_changes(
    passages: int, size: Size | None
) -> None:
    assert in_a_folder_of(passages, 0.123, size) == 0.123


@pytest.mark.parametrize(
    "wrong",
    (
        {"weight": float("nan"), "passages": 100.0, "least": 10.0},
        {"weight": 0.5, "passages": 10.0, "least": 100.0},
        {"weight": 0.5, "passages": 10.0, "least": 0.0},
        {"weight": 0.5, "passages": float("inf"), "least": 10.0},
    ),
)
def test_a_size_that_means_nothing_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"are|is"):
        Size(**wrong)


def test_the_packaged_network_knows_what_the_size_bears() -> None:
    known = ReaderCalibration.read(PACKAGED)
    assert known.size
    values = json.loads((PACKAGED / "reading.json").read_text())["size"]
    assert Size(**values) == known.size
    assert 0.0 < known.size.weight < 1.0


def made(chance: Random, passages: int, taken_off: float) -> Best:
    """A best sentence that answers as often as its probability says, less what its folder takes."""
    score = chance.gauss(0.0, 2.0)
    right = chance.random() < logistic(score - taken_off)
    return Best(passages, right, logistic(score), right)


def test_the_fit_finds_what_the_size_bears() -> None:
    chance = Random(3)
    found = [
        made(chance, size, 0.6 * np.log10(size / 1_000.0))
        for size in (100, 1_000, 10_000)
        for _ in range(3_000)
    ]
    size = fit(found)
    assert size.weight == pytest.approx(0.6, abs=0.1)
    assert (size.least, size.passages) == (100, 1_000.0)
    for n in (100, 10_000):
        some = [one for one in found if one.passages == n]
        claimed = [in_a_folder_of(n, one.probability, size) for one in some]
        assert np.mean(claimed) == pytest.approx(np.mean([one.right for one in some]), abs=0.03)


@pytest.mark.parametrize(("threshold", "expected"), ((0.5, (0.5, 0.0)), (0.1, (0.0, 1.0))))
def test_errors_are_what_is_missed_and_what_is_answered_wrongly(
    threshold: float, expected: tuple[float, float]
) -> None:
    found = [Best(50, True, 0.3, True), Best(50, True, 0.8, False), Best(50, False, 0.2, False)]
    assert errors(found, threshold, None) == expected


class SizedReader(FakeReader):
    """One for which the size of a folder was measured."""

    calibration = replace(FakeReader.calibration, size=SIZE)


def confidences(folder: Path, others: int, scope: Scope = EVERYWHERE) -> list[float]:
    """Of the answer to one question from one file, with so many others: by itself, and in size."""
    documents = folder / f"{others} others"
    documents.mkdir(parents=True, exist_ok=True)
    (documents / "lake.txt").write_text("In the north the lake froze over. It was cold.")
    for n in range(others):
        (documents / f"{n}.md").write_text(f"Number {n} of the list is a boat. It is of wood.")
    with Index.open(folder / f"index of {others}", encoder=FakeEncoder()) as index:
        index.sync(documents)
        readers = (FakeReader(), SizedReader())
        asked = (Assistant(index, reader=reader) for reader in readers)
        return [one.ask("Where did the lake freeze?", scope=scope).confidence for one in asked]


@pytest.mark.parametrize("others", (0, 80, 150))
def test_an_answer_is_as_sure_as_the_folder_allows(tmp_path: Path, others: int) -> None:
    plain, sized = confidences(tmp_path, others)
    assert 0.0 < sized < 1.0
    assert sized == pytest.approx(in_a_folder_of(others + 1, plain, SIZE))


def test_it_is_the_scope_that_counts(tmp_path: Path) -> None:
    plain, sized = confidences(tmp_path, 150, Scope(types=("txt",)))
    assert sized == pytest.approx(in_a_folder_of(1, plain, SIZE))
