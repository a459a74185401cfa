"""How well sentences are cut: precision, recall and F1 of the places where one ends.

`sentence_boundaries.jsonl` holds 500 lines in four languages, written for this; `‖` stands in a
line where a sentence ends and another follows. Rules are tuned on the lines of even number, and
judged on the others.

    python -m tests.bench.boundaries [--even] [--wrong]
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.documents.sentences import cut_line

LINES = Path(__file__).with_name("sentence_boundaries.jsonl")
MARK = "‖"


@dataclass(frozen=True, slots=True)
class Line:
    """A line with the right cuts.

    Attributes:
        number: in the file, from 1.
        language: its code, of two letters.
        pieces: its sentences, in order.
        text: the line.
    """

    number: int
    language: str
    pieces: tuple[str, ...]
    text: str

    @property
    def ends(self) -> set[int]:
        """How many characters that are not white space stand before each cut."""
        return _ends(self.pieces)

    def cut(self) -> tuple[str, ...]:
        """The sentences as the index cuts them."""
        return tuple(self.text[a:b] for a, b in cut_line(self.text, 0, len(self.text)))


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of the cuts of some lines; the end of a line is none."""

    right: int
    made: int
    wanted: int

    @property
    def precision(self) -> float:
        """Share of the cuts made that are right; 1 if none was made."""
        return self.right / self.made if self.made else 1.0

    @property
    def recall(self) -> float:
        """Share of the cuts wanted that were made; 1 if none is wanted."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both, 2·right / (made + wanted); 1 if there is nothing to cut."""
        return 2 * self.right / (self.made + self.wanted) if self.made + self.wanted else 1.0


def read(path: Path = LINES) -> list[Line]:
    """The lines of a file."""
    found = []
    for number, row in enumerate(path.read_text("utf-8").splitlines(), start=1):
        values = json.loads(row)
        marked: str = values["text"]
        pieces = tuple(piece.strip() for piece in marked.split(MARK))
        text = marked.replace(f" {MARK} ", " ").replace(MARK, "")
        found.append(Line(number, values["language"], pieces, text))
    return found


def score(lines: Sequence[Line]) -> Score:
    """How the cuts of the index agree with the right ones, over all lines together."""
    right = made = wanted = 0
    for line in lines:
        cuts = _ends(line.cut())
        right += len(cuts & line.ends)
        made += len(cuts)
        wanted += len(line.ends)
    return Score(right, made, wanted)


def _ends(pieces: Sequence[str]) -> set[int]:
    ends: set[int] = set()
    done = 0
    for piece in pieces[:-1]:
        done += len("".join(piece.split()))
        ends.add(done)
    return ends


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line for each language, and one for all."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--even", action="store_true", help="the lines that rules are tuned on")
    parser.add_argument("--wrong", action="store_true", help="print the lines cut wrongly")
    options = parser.parse_args(arguments)
    lines = [line for line in read() if line.number % 2 == (0 if options.even else 1)]
    for language in [*dict.fromkeys(line.language for line in lines), "all"]:
        some = [line for line in lines if language in (line.language, "all")]
        found = score(some)
        print(
            f"{language:<4}{len(some):4} lines  precision {found.precision:.3f}  "
            f"recall {found.recall:.3f}  F1 {found.f1:.3f}"
        )
    for line in lines if options.wrong else ():
        if (cut := line.cut()) != line.pieces:
            print(f"{line.number:4} {f' {MARK} '.join(cut)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
