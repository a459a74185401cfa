"""Known holes are found in the lock file, and nothing passes because it was not looked at."""

import json
from pathlib import Path
from typing import Any

import pytest
from packaging.version import Version

from tests.audit import Hole, holes, main, pins
from tests.support.paths import ROOT


def record(*events: dict[str, str], name: str = "Some.Package", **other: Any) -> dict[str, Any]:
    affected = {
        "package": {"name": name, "ecosystem": "PyPI"},
        "ranges": [{"type": "ECOSYSTEM", "events": list(events)}],
    }
    return {"id": "PYSEC-1", "affected": [affected], **other}


def found(version: str, record: dict[str, Any]) -> bool:
    return bool(list(holes(record, {"some-package": Version(version)})))


@pytest.mark.parametrize(
    ("version", "affected"),
    [
        ("0.9", False),
        ("1.0", True),
        ("1.9.9", True),
        ("1.10", True),
        ("2.0", False),
        ("2.0rc1", True),
    ],
)
def test_a_range_with_an_end(version: str, affected: bool) -> None:
    assert found(version, record({"introduced": "1.0"}, {"fixed": "2.0"})) == affected


@pytest.mark.parametrize(
    ("version", "affected"),
    [("1.0", True), ("1.5", False), ("2.0", True), ("2.1", True), ("2.2", False)],
)
def test_a_hole_that_came_back(version: str, affected: bool) -> None:
    events = [
        {"introduced": "2.0"},
        {"introduced": "0"},
        {"fixed": "1.5"},
        {"last_affected": "2.1"},
    ]
    assert found(version, record(*events)) == affected


def test_a_hole_that_nobody_mended_and_one_by_its_versions() -> None:
    assert found("99", record({"introduced": "0"}))
    listed = record(name="some_package")
    listed["affected"][0] |= {"ranges": [], "versions": ["odd", "1.0", "1.2.0"]}
    assert found("1.2", listed)
    assert not found("1.1", listed)


def test_what_is_not_about_the_package() -> None:
    other = record({"introduced": "0"})
    other["affected"][0]["package"]["ecosystem"] = "npm"
    assert not found("1", other)
    assert not found("1", record({"introduced": "0"}, name="another"))
    assert not found("1", record({"introduced": "0"}, withdrawn="2024-01-01T00:00:00Z"))


def test_every_line_of_the_lock_is_understood() -> None:
    text = (ROOT / "requirements.lock").read_text("utf-8")
    assert len(pins(text)) == len(text.split())
    with pytest.raises(ValueError, match="not a pinned version"):
        pins("good==1.0\n./local.whl\n")


@pytest.mark.parametrize(("lock", "status"), [("a==1\n", 1), ("a==2\n", 0), ("", 2)])
def test_the_exit_status(
    lock: str, status: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "lock").write_text(lock)
    folder = tmp_path / "advisories"
    folder.mkdir()
    assert main([str(tmp_path / "lock"), str(folder)]) == 2  # an empty folder finds nothing
    known = record({"introduced": "0"}, {"fixed": "2"}, name="a", modified="2026-01-02T03:04:05Z")
    (folder / "a.yaml").write_text(json.dumps(known))
    (folder / "b.json").write_text(json.dumps(known | {"id": "PYSEC-2"}))
    capsys.readouterr()
    assert main([str(tmp_path / "lock"), str(folder)]) == status
    out, err = capsys.readouterr()
    assert out.count("fixed in 2") == (2 if status == 1 else 0)
    if lock:
        assert "2 records, the newest of 2026-01-02" in err
    assert str(Hole("a", "1", "X", ())) == "a 1: X, no fixed version"
