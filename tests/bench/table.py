"""Scores of questions → rows of measures with 95% intervals → text and JSON."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from math import isnan
from typing import Any

import numpy as np

from qa.evaluation.catalogue import LOWER_IS_BETTER
from qa.evaluation.measures import bootstrap
from qa.evaluation.results import Measure

Scores = Mapping[str, float]
"""Of one question: measure → value; only those that apply to it."""


@dataclass(frozen=True, slots=True)
class Row:
    system: str
    measures: Mapping[str, Measure]


@dataclass(frozen=True, slots=True)
class Table:
    """One benchmark.

    Attributes:
        title: which, and over what.
        note: what a reader must know to read it.
        rows: a system each, all with the same measures.
        seconds: what took how long, for the whole run.
    """

    title: str
    note: str
    rows: Sequence[Row]
    seconds: Mapping[str, float] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """For JSON; what is not a number is null."""
        found = asdict(self)
        for measure in (m for row in found["rows"] for m in row["measures"].values()):
            for name, value in measure.items():
                if isinstance(value, float) and isnan(value):
                    measure[name] = None
        return found

    def __str__(self) -> str:
        """Columns are measures; the count stands in the header where it is the same for all."""
        names = list(dict.fromkeys(name for row in self.rows for name in row.measures))
        counts = {name: {r.measures[name].count for r in self.rows} for name in names}
        heads = [
            name
            + (" ↓" if name in LOWER_IS_BETTER else "")
            # one count for all rows, or one in each cell
            + (f" n={next(iter(counts[name]))}" if len(counts[name]) == 1 else "")
            for name in names
        ]
        lines = [["system", *heads]]
        for row in self.rows:
            cells = [_cell(row.measures[name], len(counts[name]) > 1) for name in names]
            lines.append([row.system, *cells])
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        text = [
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
            for line in lines
        ]
        taken = [f"{what}: {seconds:.1f} s" for what, seconds in self.seconds.items()]
        return "\n".join([f"== {self.title}", self.note, *text, *taken])


def row(system: str, scores: Sequence[Scores], measures: Sequence[str]) -> Row:
    """The means of these measures over the questions that have them."""
    found = {}
    for name in measures:
        values = np.array([s[name] for s in scores if name in s], np.float64)
        mean = float(values.mean()) if len(values) else float("nan")
        found[name] = Measure(name, mean, *bootstrap(values), len(values))
    return Row(system, found)


def _cell(measure: Measure, with_count: bool) -> str:
    if not measure.count:
        return "-"
    shown: Callable[[float], str] = _number if measure.high <= 1.0 else "{:,.0f}".format
    text = f"{shown(measure.value)} [{shown(measure.low)} {shown(measure.high)}]"
    return f"{text} n={measure.count}" if with_count else text


def _number(value: float) -> str:
    return f"{value:.3f}".removeprefix("0")
