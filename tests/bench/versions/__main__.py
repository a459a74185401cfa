"""Versions of a report: the newer one answers, and the older is shown as such.

    python -m tests.bench.versions [--fast] [--show]

Forty pairs of our own (`pairs.jsonl`) that differ in a figure, a name, a negation or a date: a
correction, an update, a renewed rule; the older one's file comes first by name. Beside them near
copies that say the same in another form, which must not be shown as versions, and versions that
nothing dates, of which neither may be picked in silence.
"""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index import Index
from qa import Answer, Assistant
from ui.render.text import claim_to_text, end_to_text

PAIRS = Path(__file__).with_name("pairs.jsonl")

Pair = dict[str, Any]


def pairs() -> list[Pair]:
    return [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]


def documents(pair: Pair) -> Iterator[str]:
    """The texts of the two documents of a pair, the older one first."""
    for n in (0, 1):
        text = pair["text"].replace("{}", pair["said"][n])
        if "dates" in pair:
            text = text.replace("{date}", pair["dates"][n])
        published = pair["published"][n]
        header = f"title: {json.dumps(pair['titles'][n])}\n"
        header += f"date: {published}\n" if published else ""
        yield f"---\n{header}---\n\n{text}\n"


def indexed(pair: Pair, index: Index, folder: Path) -> None:
    folder.mkdir(parents=True)
    for name, text in zip(("a.md", "b.md"), documents(pair), strict=True):
        (folder / name).write_text(text, encoding="utf-8")
    index.sync(folder)


def verdict(pair: Pair, answer: Answer) -> str:
    """What came of a pair: `right`, or what was wrong."""
    kind = pair["kind"]
    if answer.abstained:
        return "abstained"
    versions = [version for source in answer.sources for version in source.versions]
    if kind.startswith("copy"):
        return "shown as a version" if versions or answer.disagreement else "right"
    quotes = [_spaced(claim.citations[0].quote) for claim in answer.claims]
    if kind.startswith("undated"):
        sides = {_spaced(side.citations[0].quote) for side in _sides(answer)}
        return "right" if {_said(pair, 0), _said(pair, 1)} <= sides else "picked in silence"
    if _said(pair, 1) not in quotes or _said(pair, 0) in quotes:
        return "the older one answers"
    shown = any(v.order < 0 and _spaced(v.quote) == _said(pair, 0) for v in versions)
    return "right" if shown else "the older one is not shown"


def _said(pair: Pair, n: int) -> str:
    return _spaced(pair["said"][n])


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _sides(answer: Answer) -> tuple[Any, ...]:
    return answer.disagreement.sides if answer.disagreement else ()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--fast", action="store_true", help="without the larger network")
    parser.add_argument("--show", action="store_true", help="print answers that are not right")
    args = parser.parse_args()
    counted: dict[str, Counter[str]] = {}
    opened: Any = None
    with tempfile.TemporaryDirectory() as scratch:
        for n, pair in enumerate(pairs()):
            with Index.open(Path(scratch, f"index{n}")) as index:
                indexed(pair, index, Path(scratch, f"documents{n}"))
                assistant = Assistant(index, reader=opened, fast=args.fast and opened is None)
                opened = assistant.selector
                answer = assistant.ask(pair["question"])
            found = verdict(pair, answer)
            group = pair["kind"].split(":")[0] if ":" in pair["kind"] else "version"
            counted.setdefault(group, Counter())[found] += 1
            if found != "right" and args.show:
                print(f"-- {found}: {pair['kind']}: {pair['question']}")
                print("\n".join(claim_to_text(answer, claim) for claim in answer.claims))
                print(end_to_text(answer), flush=True)
    for group, count in counted.items():
        print(f"{group}: {count['right']} of {count.total()} right", dict(count), flush=True)


if __name__ == "__main__":
    main()
