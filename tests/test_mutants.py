"""The script that breaks the product on purpose must never call a broken product guarded."""

import json
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from tests.mutants import Mutation, MutationError, Recalibrate, Replace, applied, main
from tests.mutations import MUTATIONS
from tests.support.paths import ROOT

TESTS = ("test_price.py",)


def twice(pattern: str = r"\* 2", put: str = "* 3", name: str = "price") -> Replace:
    return Replace(name, "*.py", pattern, put, TESTS)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A product of one function, with one test that sees what it gives for 1 and not for 0."""
    folder = tmp_path / "repository"
    folder.mkdir()
    (folder / "price.py").write_text("def price(n):\n    return n * 2 + 0 * n\n")
    (folder / "test_price.py").write_text(
        "from price import price\n\ndef test_one():\n    assert price(1) == 2\n"
    )
    (folder / ".gitignore").write_text("*.txt\n")
    (folder / "secret.txt").write_text("not to be copied")
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    return folder


def status(repository: Path, *mutations: Mutation, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr("sys.argv", ["mutants", "--jobs", "1"])
    return main(mutations, repository)


@pytest.mark.slow  # starts pytest
def test_what_is_seen_is_killed(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (repository / "price.py").read_text()
    assert status(repository, twice(), monkeypatch=monkeypatch) == 0
    assert "killed    price" in capsys.readouterr().out
    assert (repository / "price.py").read_text() == before


@pytest.mark.slow  # starts pytest
def test_what_is_not_seen_survives(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And the next one does not stand on it: each is made alone."""
    unseen = twice(r"0 \* n", "0", "unseen")
    assert status(repository, unseen, twice(), unseen, monkeypatch=monkeypatch) == 1
    said = capsys.readouterr().out
    assert said.count("SURVIVED  unseen") == 2
    assert "1 killed, 2 survived, 0 error" in said


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mutation", "said"),
    [
        (twice(r"n \* 7"), "matches 0 places"),
        (twice(r"\bn\b"), "matches 3 places"),
        (twice(r"\* 2", "* 2"), "is replaced by itself"),
        (twice(r"return", "retrun"), "pytest ended with 2"),
        (Replace("x", "*.py", r"\* 2", "* 3", ("test_price.py::test_gone",)), "pytest ended with"),
        (
            Recalibrate("x", "reader/reading.json", ("bias",), abs, TESTS),
            "reading.json has no bias",
        ),
    ],
)
def test_what_says_neither_yes_nor_no_is_an_error(
    mutation: Mutation,
    said: str,
    repository: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert status(repository, mutation, monkeypatch=monkeypatch) == 2
    assert said in capsys.readouterr().out


@pytest.mark.slow  # starts pytest
def test_tests_that_fail_without_a_mutation_are_an_error(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "price.py").write_text("def price(n):\n    return n * 2 + 1\n")
    assert status(repository, twice(), monkeypatch=monkeypatch) == 2
    assert "A test fails although nothing is mutated" in capsys.readouterr().out


def test_a_number_of_a_calibration_and_its_hash(tmp_path: Path) -> None:
    folder = tmp_path / "qa" / "models" / "reader"
    folder.mkdir(parents=True)
    (folder / "reading.json").write_text('{"weights": {"names": -0.25, "rank": 1}}')
    (folder / "manifest.json").write_text('{"sha256": {"reading.json": "0", "a": "1"}}')
    before = {path: path.read_bytes() for path in folder.iterdir()}
    negated = Recalibrate("x", "reader/reading.json", ("weights", "names"), lambda n: -n, TESTS)
    with applied(negated, tmp_path):
        content = (folder / "reading.json").read_bytes()
        assert json.loads(content) == {"weights": {"names": 0.25, "rank": 1}}
        manifest = json.loads((folder / "manifest.json").read_text())
        assert manifest == {"sha256": {"reading.json": sha256(content).hexdigest(), "a": "1"}}
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    unchanged = Recalibrate("x", "reader/reading.json", ("weights", "names"), lambda n: n, TESTS)
    with pytest.raises(MutationError, match=r"weights\.names of .* stays -0\.25"):
        unchanged.edits(tmp_path)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=[mutation.name for mutation in MUTATIONS])
def test_each_mutation_has_its_place(mutation: Mutation) -> None:
    """Whoever renames what is mutated learns it here, and not when the mutations run next."""
    assert mutation.edits(ROOT)
    assert all((ROOT / test.split("::")[0]).is_file() for test in mutation.tests)


def test_each_mutation_is_listed_once() -> None:
    assert len({mutation.name for mutation in MUTATIONS}) == len(MUTATIONS)
