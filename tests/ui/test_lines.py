"""Nobody fills the queue of the page, or leaves in it what nobody fetches."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.support.paths import ROOT
from ui.web.gate.lines import MOST_OF_A_FUNCTION, MOST_OF_A_SESSION, Lines


@pytest.fixture
def page() -> Any:
    functions = {1: SimpleNamespace(concurrency_id="slow"), 2: SimpleNamespace(concurrency_id="b")}
    queue = SimpleNamespace(event_queue_per_concurrency_id={}, pending_event_ids_session={})
    return SimpleNamespace(fns=functions, _queue=queue)


def test_a_slow_function_fills_its_own_line_only(page: Any) -> None:
    lines = Lines(page)
    waiting: list[int] = []
    page._queue.event_queue_per_concurrency_id["slow"] = SimpleNamespace(queue=waiting)
    waiting += range(MOST_OF_A_FUNCTION - 1)
    assert not lines.full(1, "a")
    waiting.append(0)
    assert lines.full(1, "a") and lines.full(1, "other") and not lines.full(2, "a")


def test_a_page_that_fetches_nothing_is_given_no_more(page: Any) -> None:
    lines = Lines(page)
    theirs: set[int] = set()
    page._queue.pending_event_ids_session["a"] = theirs
    theirs.update(range(MOST_OF_A_SESSION - 1))
    assert not lines.full(1, "a")
    theirs.add(-1)
    assert lines.full(1, "a") and lines.full(2, "a") and not lines.full(1, "b")


BUILT = """
import sys
from pathlib import Path
sys.path.insert(0, "tests")
from tests.support.fake_models import FakeEncoder
from tests.support.fakes import FakeAssistant
from index import Index
from ui.web.app import build
from ui.web.workspace import Workspace
from ui.web.gate.lines import Lines
with Index.open(Path(sys.argv[1]), encoder=FakeEncoder()) as index:
    page = build(Workspace(index, FakeAssistant))
queue = page._queue
assert queue.event_queue_per_concurrency_id == {} and queue.pending_event_ids_session == {}
assert not any(Lines(page).full(number, "a") for number in page.fns)
assert queue.max_size is None and queue.sleep_when_free == 0.01
assert queue.ANALYTICS_MAX_EVENTS == 1 and queue.ANAYLTICS_CACHE_FREQUENCY >= 10**6
"""


def test_gradio_has_what_is_looked_at_and_keeps_no_records_of_calls(tmp_path: Path) -> None:
    command = [sys.executable, "-c", BUILT, str(tmp_path / "index")]
    subprocess.run(command, cwd=ROOT, check=True, timeout=120)
