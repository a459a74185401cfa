"""How well phrases of time are read against a day.

`time_phrases.jsonl` holds 203 sentences written for this before the rules were, each with the day
it is read on and the first and the last day that it names, null where it is open; a fourth names no
time at all. A sentence is right if just those periods are read from it, in order. Rules are tuned
on the lines of even number, and judged on the others.

    python -m tests.bench.time_phrases [--even] [--wrong]
"""

import argparse
import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.text.periods import Period
from index.text.time_phrases import find_periods

LINES = Path(__file__).with_name("time_phrases.jsonl")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with the periods that it names.

    Attributes:
        number: in the file, from 1.
        text: the sentence.
        day: that it is read on.
        periods: in the order of the text.
    """

    number: int
    text: str
    day: datetime.date
    periods: tuple[Period, ...]

    @property
    def read(self) -> tuple[Period, ...]:
        """What the index reads."""
        return tuple(mention.period for mention in find_periods(self.text, self.day))

    @property
    def right(self) -> bool:
        """Whether that is all that it names."""
        return self.read == self.periods


def read(path: Path = LINES) -> list[Line]:
    """The lines of a file."""
    found = []
    for number, row in enumerate(path.read_text("utf-8").splitlines(), start=1):
        values = json.loads(row)
        periods = tuple(Period(_day(first), _day(last)) for first, last in values["periods"])
        day = datetime.date.fromisoformat(values["day"])
        found.append(Line(number, values["text"], day, periods))
    return found


def half(lines: Sequence[Line], *, even: bool) -> list[Line]:
    """The lines that rules are tuned on, or those that they are judged on."""
    return [line for line in lines if line.number % 2 == (0 if even else 1)]


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the shares that are right: of sentences that name a time, of the others, of all."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--even", action="store_true", help="the lines that rules are tuned on")
    parser.add_argument("--wrong", action="store_true", help="print the lines read wrongly")
    options = parser.parse_args(arguments)
    lines = half(read(), even=options.even)
    groups = {
        "a time": [line for line in lines if line.periods],
        "no time": [line for line in lines if not line.periods],
        "all": lines,
    }
    for name, some in groups.items():
        right = sum(line.right for line in some)
        print(f"{name:<8}{len(some):4} sentences  right {right / len(some):.3f}")
    for line in lines if options.wrong else ():
        if not line.right:
            print(f"{line.number:4} {line.day} {line.text}\n     {line.read}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
