"""Reading of the public files, and an even sample of what is in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from index.encoders.encode import Encoder, open_encoder
from qa.evidence.load import open_selector
from qa.evidence.select import Selector

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Setting:
    """How to run.

    Attributes:
        work: where indexes are kept for the next run.
        questions: how many of each benchmark at most; None for all.
        index: a ready index of all RealTimeQA articles, or None to make one in `work`.
        weeks: of RealTimeQA, which half is asked: `even` ones to develop on, `odd` ones to report.
        encoder: None for the packaged one.
        reader: None for the packaged one.
    """

    work: Path
    questions: int | None = None
    index: Path | None = None
    weeks: str = "odd"
    encoder: Encoder | None = None
    reader: Selector | None = None

    def opened_encoder(self) -> Encoder:
        return self.encoder or open_encoder()

    def opened_reader(self) -> Selector:
        return self.reader or open_selector()


def sample(items: Sequence[T], count: int | None) -> list[T]:
    """At most `count` of the items, evenly spread and always the same."""
    if count is None or count >= len(items):
        return list(items)
    return [items[n * len(items) // count] for n in range(count)]
