"""Gates: what a measure must reach, for `--fail-under` and `--fail-over`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isfinite

from index.errors import UserError
from qa.evaluation.catalogue import LOWER_IS_BETTER, MEASURES
from qa.evaluation.results import STAGES, Evaluation

_STATISTICS = ("median", "p95")
_MEMORY = "peak_memory"
_COST = (*(f"{stage}_{s}" for stage in (*STAGES, "total") for s in _STATISTICS), _MEMORY)
_QUALITY = tuple(name for names in MEASURES.values() for name in names)


@dataclass(frozen=True, slots=True)
class Gate:
    """A limit on a measure: the least it may be, or the most where lower is better."""

    name: str
    limit: float

    @property
    def over(self) -> bool:
        """Whether it is missed by a value over the limit."""
        return _lower_is_better(self.name)

    def miss(self, evaluation: Evaluation) -> str | None:
        """Why it is missed, in one line; None if it is met. A measure of no question misses it."""
        value = measured_values(evaluation).get(self.name)
        if value is None:
            return f"{self.name} was measured on no question; the limit is {self.limit:g}."
        if value > self.limit if self.over else value < self.limit:
            side = "over" if self.over else "under"
            return f"{self.name} is {value:.6g}, {side} {self.limit:g}."
        return None


def read_gates(under: Sequence[str], over: Sequence[str]) -> list[Gate]:
    """The gates that these arguments `NAME=VALUE` ask for.

    Raises:
        UserError: if a name is no measure, a value is no number, or the other option is meant.
    """
    return [*_read(under, "--fail-under", False), *_read(over, "--fail-over", True)]


def measured_values(evaluation: Evaluation) -> dict[str, float]:
    """Every measure, and the cost: seconds of the stages, and memory in MB."""
    values = {name: measure.value for name, measure in evaluation.measures.items()}
    for stage, taken in evaluation.seconds().items():
        values |= {f"{stage}_{s}": value for s, value in zip(_STATISTICS, taken, strict=True)}
    return values | {_MEMORY: evaluation.peak_memory / 1e6}


def _read(arguments: Sequence[str], option: str, over: bool) -> Iterator[Gate]:
    for argument in arguments:
        name, _, text = argument.partition("=")
        if name not in _QUALITY + _COST:
            known = [name for name in _QUALITY + _COST if _lower_is_better(name) == over]
            raise UserError(
                f"There is no measure {name[:80]!r}.", f"{option} knows: {', '.join(known)}."
            )
        if _lower_is_better(name) != over:
            other = "--fail-under" if over else "--fail-over"
            better = "higher" if over else "lower"
            raise UserError(
                f"{name} is better when it is {better}.", f"Write {other} {argument[:80]}."
            )
        yield Gate(name, _parse_number(text, f"{option} {argument[:80]}"))


def _parse_number(text: str, shown: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not isfinite(number):
        raise UserError(f"{shown} names no number.", "Write NAME=VALUE, as token_f1=0.5.")
    return number


def _lower_is_better(name: str) -> bool:
    return name in LOWER_IS_BETTER or name in _COST
