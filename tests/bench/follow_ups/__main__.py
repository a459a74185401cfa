"""How well follow-ups are understood, and words that are written with one wrong letter.

`dialogues.jsonl`: 60 short conversations of our own over the seeds and over some articles of
RealTimeQA (`articles.txt` has their ids; they are not ours to publish), all written before the
rules were. A turn has `read`, patterns that the question as it was read holds, all of them, and
`not`, what it does not hold; `right`, a pattern that a claim holds; `back`, where two things fit
equally and the person is to be asked; `reply`, where it is no question. A follow-up is understood
if it was read so, or a claim is right. The first 30 are to develop on, the last 30 to report.

`typos.jsonl`: 40 questions over the seeds, 20 with a wrong letter (`word`, and `near`, the word
that was meant; empty where that is a word the documents do not have), 20 without. Lines of odd
number are to develop on, those of even number to report.

    python -m tests.bench.follow_ups [--half report] [--fast] [--wrong] [--json FILE]
"""

import argparse
import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

from tqdm import tqdm

from index import Index
from qa.assistant import Assistant
from qa.conversation import Conversation
from qa.evidence.load import open_selector
from qa.training.public import indexed, rows
from qa.types import Answer

_HERE = Path(__file__).parent
_SEEDS = _HERE.parents[2] / "seeds" / "documents"
_ARTICLES = Path("realtimeqa/documents.jsonl.gz")
HALF = 30
"""Dialogues to develop on; as many behind them to report."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What is said, and how it is to be read.

    Attributes:
        ask: the line.
        read: patterns that the question as it was read holds.
        lacks: patterns that it does not hold.
        right: a pattern that a claim holds; empty where the documents need not answer.
        back: whether the person is to be asked back.
        reply: whether it is no question.
    """

    ask: str
    read: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    right: str = ""
    back: bool = False
    reply: bool = False

    @property
    def judged(self) -> bool:
        """Whether it is a follow-up, and not what leads up to one."""
        return bool(self.read or self.right or self.back or self.reply)


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a follow-up.

    Attributes:
        number: of the dialogue, from 1.
        kind: of the dialogue.
        ask: the line.
        became: the question as it was read, what was asked back, or the reply.
        understood: whether it was read as it was meant, or answered right.
        read: whether it was read as it was meant.
        back: whether the person was asked back and should not have been.
        right: whether a claim is right; None where the documents need not answer.
    """

    number: int
    kind: str
    ask: str
    became: str
    understood: bool
    read: bool
    back: bool
    right: bool | None


@dataclass
class Found:
    """All that is measured."""

    half: str
    judged: list[Judged] = field(default_factory=list)
    typos: dict[str, Any] = field(default_factory=dict)
    seconds: float = 0.0

    def figures(self) -> dict[str, Any]:
        """The shares."""
        asked = [one for one in self.judged if one.right is not None]
        return {
            "half": self.half,
            "follow-ups": len(self.judged),
            "understood": _share([one.understood for one in self.judged]),
            "read as meant": _share([one.read for one in self.judged]),
            "asked back wrongly": _share([one.back for one in self.judged]),
            "answered right": _share([bool(one.right) for one in asked]),
            "of": len(asked),
            **self.typos,
            "seconds": round(self.seconds),
        }


def dialogues(half: str, path: Path = _HERE / "dialogues.jsonl") -> Iterator[tuple[int, Any]]:
    """Number and content of the dialogues of a half."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if half == "all" or (number <= HALF) == (half == "develop"):
            yield number, json.loads(line)


def turn_of(record: dict[str, Any]) -> Turn:
    return Turn(
        record["ask"],
        tuple(record.get("read", ())),
        tuple(record.get("not", ())),
        record.get("right", ""),
        record.get("back", False),
        record.get("reply", False),
    )


def judge(number: int, kind: str, turn: Turn, answer: Answer) -> Judged:
    """What an answer shows of how a follow-up was read."""
    back, reply = answer.back, getattr(answer, "reply", "")
    became = back or reply or answer.question
    if turn.back or turn.reply:
        read = bool(back) if turn.back else bool(reply)
        return Judged(number, kind, turn.ask, became, read, read, False, None)
    read = not (back or reply) and reads(turn, answer.question)
    right = None
    if turn.right:
        right = any(re.search(turn.right, claim.text) for claim in answer.claims)
    return Judged(number, kind, turn.ask, became, read or bool(right), read, bool(back), right)


def reads(turn: Turn, question: str) -> bool:
    """Whether a question is read as it was meant."""
    holds = all(re.search(pattern, question, re.IGNORECASE) for pattern in turn.read)
    return holds and not any(re.search(p, question, re.IGNORECASE) for p in turn.lacks)


def _share(values: Sequence[bool]) -> float | None:
    return round(sum(values) / len(values), 3) if values else None


def _talk(index: dict[str, Index], half: str, options: argparse.Namespace) -> list[Judged]:
    selector = open_selector(fast=options.fast)
    assistants = {name: Assistant(one, reader=selector) for name, one in index.items()}
    found = []
    for number, dialogue in tqdm(list(dialogues(half)), "Dialogues", disable=None):
        if dialogue["over"] not in assistants:
            continue
        conversation = Conversation(assistants[dialogue["over"]])
        for turn in map(turn_of, dialogue["turns"]):
            answer = conversation.ask(turn.ask)
            if turn.judged:
                found.append(judge(number, dialogue["kind"], turn, answer))
    return found


def _typos(index: Index, half: str, wrong: bool) -> dict[str, Any]:
    """How many wrong letters are found, and how many right words are taken for wrong ones."""
    from qa.evidence.spelling import spelled

    lines = (_HERE / "typos.jsonl").read_text("utf-8").splitlines()
    asked = [
        json.loads(line)
        for n, line in enumerate(lines, start=1)
        if half == "all" or (n % 2 == 1) == (half == "develop")
    ]
    found, false = [], []
    for one in asked:
        read = spelled(one["ask"], index)
        changes = [(change.word, change.near) for change in read.changes]
        if one.get("near"):
            found.append((one["word"], one["near"]) in changes)
        else:
            false.append(bool(changes))
        if wrong and (not found[-1] if one.get("near") else changes):
            print(f"typo: {one['ask']} → {changes}")
    return {
        "typos found": _share(found),
        "typos": len(found),
        "right words changed": _share(false),
        "right": len(false),
    }


def _indexes(options: argparse.Namespace) -> Iterator[tuple[str, Index]]:
    seeds = Index.open(options.work / "seeds")
    seeds.sync(_SEEDS)
    yield "seeds", seeds
    path = options.folder / _ARTICLES
    if not path.exists():
        print(f"{path} is not there: the dialogues over articles are left out")
        return
    wanted = set((_HERE / "articles.txt").read_text().split())
    names = ("id", "title", "published", "text")
    articles = [{n: str(r[n]) for n in names} for r in rows(path) if r["id"] in wanted]
    yield "articles", indexed(options.work / "articles", articles, None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folder", type=Path, default=_HERE.parents[3] / "shared" / "data")
    parser.add_argument("--half", choices=("develop", "report", "all"), default="report")
    parser.add_argument("--fast", action="store_true", help="read with the small network alone")
    parser.add_argument("--wrong", action="store_true", help="print what was not understood")
    parser.add_argument("--json", type=Path, help="where to write all of it")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir(), "follow-ups"))
    options = parser.parse_args()
    found = Found(options.half)
    indexes = dict(_indexes(options))
    started = perf_counter()
    found.judged = _talk(indexes, options.half, options)
    found.seconds = perf_counter() - started
    found.typos = _typos(indexes["seeds"], options.half, options.wrong)
    for one in found.judged:
        if options.wrong and not (one.understood and one.right is not False):
            mark = "answer" if one.understood else "READING"
            print(f"{mark} {one.number} {one.kind}: {one.ask} → {one.became}")
    print(json.dumps(found.figures()))
    if options.json:
        told = {**found.figures(), "follow_ups": [asdict(one) for one in found.judged]}
        options.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
