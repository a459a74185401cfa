"""Questions that are bound in time: is the answer right at the time that is asked for?

88 questions of our own over 39 small documents of our own: offices held in turn, prices and winners
by year, rules renewed, a toll that rises, a plan and what came of it. `bound_questions.jsonl`: the
question, the day it is asked on, a pattern that a right claim holds (null where the documents do
not say), one that a claim for another time holds, and the half: rules and numbers are chosen on
`choose`; `report` is of other topics. Claims that say of themselves that they are of before or
since do not count.

    python -m tests.bench.bound [--half choose] [--events] [--fast] [--wrong]

`--events` asks 22 others over 27 documents, bound by an event ("before the merger") whose day has
to be found; of two, the documents know no such event, and either answer is right.
"""

import argparse
import datetime
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from qa.assistant import Assistant
from qa.training.public import indexed
from qa.types import Answer

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Asked:
    """A question bound in time.

    Attributes:
        topic: what it is about; a topic lies in one half.
        half: `choose` or `report`.
        question: as it is asked.
        as_of: the day it is asked on.
        right: a pattern that a right claim holds, or None if no document answers.
        other: a pattern that a claim for another time holds.
    """

    topic: str
    half: str
    question: str
    as_of: datetime.date
    right: str | None
    other: str

    def outcome(self, claims: Sequence[str]) -> str:
        """`right` if a claim is and none is for another time, `another` if one is, else `none`."""
        if self.right is None:
            return "another" if claims else "right"
        right = any(re.search(self.right, claim) for claim in claims)
        if any(self.other and re.search(self.other, claim) for claim in claims):
            return "another"
        return "right" if right else "none"


def questions(half: str, name: str = "bound") -> list[Asked]:
    """The questions of a half, in the order of the file."""
    rows = map(json.loads, _lines(f"{name}_questions.jsonl"))
    asked = [Asked(**{**row, "as_of": datetime.date.fromisoformat(row["as_of"])}) for row in rows]
    return [one for one in asked if one.half == half]


def _lines(name: str) -> list[str]:
    return (_HERE / name).read_text("utf-8").splitlines()


def answers(asked: Sequence[Asked], *, fast: bool, name: str = "bound") -> Iterator[Answer]:
    """What the assistant answers, over all of the documents."""
    records = map(json.loads, _lines(f"{name}_documents.jsonl"))
    documents = [{name: text for name, text in row.items() if text} for row in records]
    with TemporaryDirectory() as folder, indexed(Path(folder), documents, None) as index:
        assistant = Assistant(index, fast=fast)
        for one in asked:
            yield assistant.ask(one.question, as_of=one.as_of)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the shares that are right, answered for another time, and neither."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--half", choices=("choose", "report"), default="report")
    parser.add_argument("--events", action="store_true", help="questions bound by an event")
    parser.add_argument("--fast", action="store_true", help="without the larger network")
    parser.add_argument("--wrong", action="store_true", help="print what is not right")
    options = parser.parse_args(arguments)
    name = "bound_by_event" if options.events else "bound"
    asked = questions(options.half, name)
    counts = dict.fromkeys(("right", "another", "none"), 0)
    for one, answer in zip(asked, answers(asked, fast=options.fast, name=name), strict=True):
        said = [claim.text for claim in answer.claims if not claim.order]  # others say so
        outcome = one.outcome(said)
        counts[outcome] += 1
        if options.wrong and outcome != "right":
            print(f"{outcome:<8}{one.question}  [{one.right}]  {answer.confidence:.2f}")
            best = [answer.best.quote] if answer.best and not said else []
            print("".join(f"        {'· ' if said else '? '}{text}\n" for text in said or best))
    print(f"{len(asked)} questions, half `{options.half}`:")
    for name, count in counts.items():
        print(f"{name:<8} {count / len(asked):.3f} ({count})")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
