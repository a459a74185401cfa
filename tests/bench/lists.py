"""Lists: 112 questions for several things over the seeds, news and small files, item by item.

    python -m tests.bench.lists [--half seen|held] [--news INDEX] [--json]

`lists.jsonl`: a question, its `items` (other words for one between bars) and what is right `also`,
but need not be named. Half of each was `seen` when the rules were written; the rest was held out.
The news are an index of articles that stay where they are, so they are asked of only where one is
given. `list_files.jsonl` asks of minutes, leaflets, reports and tables that were written for it, in
a folder for each half; where it asks how many, `short` is the number.

`right`: items given that are right; `found`: items of the gold that are given. Both over all items.
`answered`: lists that were answered at all. `counted`: of those that ask how many, right.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index import Index
from qa import Answer, Assistant
from tests.support.paths import ROOT

GOLD = Path(__file__).with_suffix(".jsonl")
FILES = Path(__file__).with_name("list_files")


@dataclass(frozen=True, slots=True)
class Gold:
    """A list that is asked for; see the head of this file."""

    over: str
    half: str
    question: str
    items: tuple[str, ...]
    also: tuple[str, ...]
    short: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """How many items of an answer are right, of how many given, and found, of how many to find."""

    right: int
    given: int
    found: int
    wanted: int
    answered: bool
    counted: bool | None = None


def gold(half: str = "all") -> list[Gold]:
    """The lists of a half."""
    lines = [
        json.loads(line)
        for file in (GOLD, FILES.with_suffix(".jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    found = [
        Gold(
            *(d.get("over", "files"), d["half"], d["question"]),
            *(tuple(d["items"]), tuple(d["also"]), d.get("short", "")),
        )
        for d in lines
    ]
    return [one for one in found if half in ("all", one.half)]


def judged(one: Gold, answer: Answer) -> Judged:
    """What an answer is worth; one without items has none."""
    given = [item.text for item in answer.items]
    right = sum(any(_is(text, name) for name in (*one.items, *one.also)) for text in given)
    found = sum(any(_is(text, name) for text in given) for name in one.items)
    counted = answer.short.split(" ")[0] == one.short if one.short else None
    return Judged(right, len(given), found, len(one.items), not answer.abstained, counted)


def _is(text: str, name: str) -> bool:
    said = text.lower().replace(".", "")
    return any(way.lower().replace(".", "") in said for way in name.split("|"))


def measures(rows: Sequence[Judged]) -> dict[str, float]:
    """The measures over some lists."""
    counted = [r.counted for r in rows if r.counted is not None]
    given, wanted = sum(r.given for r in rows), sum(r.wanted for r in rows)
    found = {
        "lists": len(rows),
        "right": sum(r.right for r in rows) / max(1, given),
        "found": sum(r.found for r in rows) / max(1, wanted),
        "answered": sum(r.answered for r in rows) / max(1, len(rows)),
    }
    return found | ({"counted": sum(counted) / len(counted)} if counted else {})


def asked(index: Index, chosen: Sequence[Gold]) -> Iterator[tuple[Gold, Answer]]:
    """The answers to the lists over an index."""
    assistant = Assistant(index)
    for one in chosen:
        yield one, assistant.ask(one.question)


def main() -> None:
    parser = argparse.ArgumentParser("python -m tests.bench.lists", description=__doc__)
    parser.add_argument("--half", choices=("seen", "held", "all"), default="all")
    parser.add_argument("--over", choices=("seeds", "news", "files"), help="only these")
    parser.add_argument("--news", type=Path, help="an index of the articles")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--show", action="store_true", help="the items of each")
    options = parser.parse_args()
    chosen = [one for one in gold(options.half) if options.over in (None, one.over)]
    made: list[tuple[Gold, Answer]] = []
    with tempfile.TemporaryDirectory() as folder, Index.open(Path(folder, "index")) as index:
        index.sync(ROOT / "seeds" / "documents")
        made += asked(index, [one for one in chosen if one.over == "seeds"])
    for half in ("seen", "held"):
        some = [one for one in chosen if (one.over, one.half) == ("files", half)]
        with tempfile.TemporaryDirectory() as folder, Index.open(Path(folder, "index")) as index:
            if some:
                index.sync(FILES / half)
                made += asked(index, some)
    if options.news:
        with Index.open(options.news, create=False) as index:
            made += asked(index, [one for one in chosen if one.over == "news"])
    rows = [(one, judged(one, answer)) for one, answer in made]
    if options.show:
        for one, answer in made:
            print(one.over, one.half, one.question, f"{answer.kind} {answer.confidence:.2f}")
            print("   ", [item.text for item in answer.items], answer.extent)
    groups = {
        f"{over} {half}": [r for one, r in rows if one.over == over and one.half == half]
        for over in ("seeds", "news", "files")
        for half in ("seen", "held")
    } | {half: [r for one, r in rows if one.half == half] for half in ("seen", "held")}
    for name, some in groups.items():
        if some:
            figures = measures(some)
            if options.json:
                print(json.dumps({"group": name, **figures}))
            else:
                print(f"{name:12}", "  ".join(f"{k} {v:.3g}" for k, v in figures.items()))


if __name__ == "__main__":
    main()
