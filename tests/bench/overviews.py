"""Overviews and comparisons: 20 of each, over the seeds and over news articles.

    python -m tests.bench.overviews [--half seen|held] [--news INDEX] [--json] [--show]

`overviews.jsonl`. Of an overview: a sentence belongs if it is of one of the `documents` (by id,
title or the name of its file) or holds one of the `phrases`; a point is covered if a sentence holds
one of its words. Of a comparison: a sentence belongs if it stands under a side and it, or the one
that it leans on, holds one of the words for it; a side is covered if one does, and one that is
`missing` if the answer says so. Half of each was `seen` when the rules were written. The figures
are as strict as that: a sentence of the right document may still be a poor choice.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index import Index
from qa import Answer, Assistant
from qa.types import Claim
from tests.support.paths import ROOT

GOLD = Path(__file__).with_suffix(".jsonl")


@dataclass(frozen=True, slots=True)
class Judged:
    """Of an answer: sentences that belong, and points or sides covered."""

    belong: int
    given: int
    covered: int
    wanted: int


def gold(half: str = "all") -> list[dict[str, Any]]:
    """The questions of a half."""
    lines = map(json.loads, GOLD.read_text(encoding="utf-8").splitlines())
    return [one for one in lines if half in ("all", one["half"])]


def judged(one: Mapping[str, Any], answer: Answer) -> Judged:
    """What an answer is worth."""
    return _sides(one, answer) if "sides" in one else _points(one, answer)


def _points(one: Mapping[str, Any], answer: Answer) -> Judged:
    texts = [claim.text for claim in answer.claims]
    belong = sum(
        _of(claim, one["documents"]) or _holds(claim.text, one["phrases"])
        for claim in answer.claims
    )
    covered = sum(any(_holds(text, point) for text in texts) for point in one["points"])
    return Judged(belong, len(texts), covered, len(one["points"]))


def _of(claim: Claim, documents: Sequence[str]) -> bool:
    document = claim.citations[0].document
    known = {document.id, document.title, Path(document.source.partition("#")[0]).stem}
    return bool(known & set(documents)) or document.source.rpartition("#")[2] in documents


def _holds(text: str, words: Sequence[str]) -> bool:
    return any(word.lower() in text.lower() for word in words)


def _sides(one: Mapping[str, Any], answer: Answer) -> Judged:
    belong = covered = 0
    for side, words in one["sides"].items():
        part = next((p for p in answer.parts if side.lower() in p.about.lower()), None)
        places = part.claims if part else ()
        good = sum(
            any(_holds(citation.quote, words) for citation in answer.claims[n].citations)
            for n in places
        )
        belong += good
        covered += good > 0
    covered += sum(
        any(side.lower() in part.about.lower() and part.missing for part in answer.parts)
        for side in one["missing"]
    )
    return Judged(belong, len(answer.claims), covered, len(one["sides"]) + len(one["missing"]))


def measures(rows: Sequence[Judged]) -> dict[str, float]:
    """The measures over some answers."""
    given, wanted = sum(r.given for r in rows), sum(r.wanted for r in rows)
    return {
        "questions": len(rows),
        "belong": sum(r.belong for r in rows) / max(1, given),
        "covered": sum(r.covered for r in rows) / max(1, wanted),
        "answered": sum(r.given > 0 for r in rows) / max(1, len(rows)),
    }


def asked(
    index: Index, chosen: Sequence[dict[str, Any]]
) -> Iterator[tuple[dict[str, Any], Answer]]:
    """The answers over an index."""
    assistant = Assistant(index)
    for one in chosen:
        yield one, assistant.ask(one["question"])


def main() -> None:
    parser = argparse.ArgumentParser("python -m tests.bench.overviews", description=__doc__)
    parser.add_argument("--half", choices=("seen", "held", "all"), default="all")
    parser.add_argument("--news", type=Path, help="an index of the articles")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--show", action="store_true", help="what is said to each")
    options = parser.parse_args()
    chosen = gold(options.half)
    made: list[tuple[dict[str, Any], Answer]] = []
    with tempfile.TemporaryDirectory() as folder, Index.open(Path(folder, "index")) as index:
        index.sync(ROOT / "seeds" / "documents")
        made += asked(index, [one for one in chosen if one["over"] == "seeds"])
    if options.news:
        with Index.open(options.news, create=False) as index:
            made += asked(index, [one for one in chosen if one["over"] == "news"])
    rows = [(one, judged(one, answer)) for one, answer in made]
    if options.show:
        for (one, answer), (_, worth) in zip(made, rows, strict=True):
            print(f"## {one['half']} {one['question']} {answer.kind} {worth}")
            for part in answer.parts:
                print(f"  [{part.about}] {part.missing}")
                for place in part.claims:
                    print(f"      {answer.claims[place].text[:150]}")
    for half in ("seen", "held"):
        for kind in ("points", "sides"):
            some = [r for one, r in rows if one["half"] == half and kind in one]
            _print(f"{half} {'overviews' if kind == 'points' else 'comparisons'}", some, options)
        _print(half, [r for one, r in rows if one["half"] == half], options)


def _print(name: str, rows: Sequence[Judged], options: argparse.Namespace) -> None:
    if not rows:
        return
    figures = measures(rows)
    if options.json:
        print(json.dumps({"group": name, **figures}))
    else:
        print(f"{name:18}", "  ".join(f"{key} {value:.3g}" for key, value in figures.items()))


if __name__ == "__main__":
    main()
