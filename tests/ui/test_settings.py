"""What a visitor may choose about the answers, as a browser sends it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index import Index
from qa.evidence.load import selector_calibration
from qa.models.calibration import ReaderCalibration
from tests.support.gates import Browser, gated, loops_closed, numbers
from ui.render.care import care_to_html, level_to_text

# Gradio leaves event loops to the garbage collector
pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture(scope="module", autouse=True)
def no_loop_is_left() -> Iterator[None]:
    with loops_closed():
        yield


def parts(client: Any) -> dict[str, Any]:
    """The parts of the page that have a name → their settings, as a browser is told them."""
    config = client.get("/config").json()
    return {
        part["props"]["elem_id"]: part["props"]
        for part in config["components"]
        if part["props"].get("elem_id")
    }


@pytest.fixture(autouse=True)
def measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """The two ways of reading were not measured on the same questions."""
    monkeypatch.setattr("ui.web.workspace.selector_calibration", calibration)


def calibration(*, fast: bool) -> ReaderCalibration:
    return replace(selector_calibration(fast=fast), questions=70 if fast else 80)


def test_fast_answers_are_chosen(tiny_index: Index, tmp_path: Path) -> None:
    with gated(tiny_index, tmp_path / "in", fast=False) as (client, workspace):
        box, shown = parts(client)["fast"], parts(client)["measured"]
        tables = {
            fast: care_to_html(calibration(fast=fast), workspace.checker_calibration)
            for fast in (True, False)
        }
        assert (box["value"], box["visible"], shown["value"]) == (False, True, tables[False])
        browser, faster = Browser(client, "one1"), numbers(client)["faster"]
        for fast, said in ((True, "The larger network is left out"), (False, "Both networks read")):
            levels, table, status = browser.call(faster, [fast, None])["output"]["data"]
            said_of = calibration(fast=fast).levels["Careful"]
            assert [level_to_text("Careful", said_of), "Careful"] in levels["choices"]
            assert table == tables[fast]
            assert status == f'<p role="status">{said}, from the next question on.</p>'


@pytest.mark.parametrize("sent", ["true", 1, None, [True], {"path": "/etc/passwd"}])
def test_nothing_but_yes_and_no_is_taken(tiny_index: Index, tmp_path: Path, sent: object) -> None:
    with gated(tiny_index, tmp_path / "in", fast=False) as (client, _):
        browser, faster = Browser(client, "one1"), numbers(client)["faster"]
        assert browser.call(faster, [sent, None]) == 422
        assert browser.call(faster, [True, {"fast": True}]) == 422


def test_fast_answers_are_how_it_was_started(tiny_index: Index, tmp_path: Path) -> None:
    with gated(tiny_index, tmp_path / "in", fast=True) as (client, _):
        assert parts(client)["fast"]["value"] is True
        assert "70 questions" in parts(client)["measured"]["value"]


def test_nobody_leaves_a_reader_out_that_was_named(tiny_index: Index, tmp_path: Path) -> None:
    with gated(tiny_index, tmp_path / "in") as (client, _):
        assert parts(client)["fast"]["visible"] is False
        assert "faster" not in numbers(client)
