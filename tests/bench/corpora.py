"""The folders that questions are asked over: the seeds, news articles, and leaflets.

The articles are every eighth of `realtimeqa/`, which are not ours to publish: an index of them is
given by its folder, and gold names them by their ids. The leaflets are small and ours: house
rules, minutes, terms, reports.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from index import Index
from qa.assistant import Assistant
from qa.evidence.select import Selector
from tests.support.paths import SEEDS

Over = Literal["seeds", "news", "leaflets"]
FOLDERS = {"seeds": SEEDS, "leaflets": Path(__file__).parent / "leaflets" / "documents"}
HALVES = ("develop", "report")


def lines(path: Path, half: str | None) -> list[dict[str, Any]]:
    """The questions of a file that stand in a half, in order; all of them without one."""
    found = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [line for line in found if half in (None, line["half"])]


def assistants(
    over: Sequence[Over], news: Path | None, *, fast: bool
) -> Iterator[tuple[Over, Assistant]]:
    """An assistant over each of the folders, one after the other; over the news if there are any.

    Args:
        over: which are asked for.
        news: the folder of the index of the articles.
        fast: without the larger network.
    """
    reader: Selector | None = None
    for one in over:
        if one == "news" and news is None:
            continue
        with TemporaryDirectory() as folder:
            place = news if one == "news" and news else Path(folder)
            with Index.open(place) as index:
                if one in FOLDERS:
                    index.sync(FOLDERS[one])
                assistant = Assistant(index, reader=reader, fast=fast and reader is None)
                reader = assistant.selector
                yield one, assistant
