"""Yes/no questions: is the verdict right, and is it given on the sentence that decides?

    python -m tests.bench.yes_no [--half develop] [--news INDEX] [--fast] [--wrong] [--json]
    python -m tests.bench.yes_no --leaflets [--half develop]
    python -m tests.bench.yes_no --data ../shared/data [--sample 200] [--fast] [--json]

Sixty questions of our own (`questions.jsonl`), half over the seeds and half over news articles (see
`tests/bench/corpora.py`): a third yes, a third no (a figure, a name or a place changed, roles
swapped, a negation in the text, what was so once), a third that nothing decides. Rules are made on
the half `develop`; after `report` was first asked, another number, year or direction came to count
against a sentence, and `fresh`, 24 more, has shown that a year was not seen: neither is unseen now.

With `--leaflets` 52 others (`leaflets.jsonl`), over house rules, minutes and terms, as a reader
asks what one may and must: "May I bring my dog?". A third are decided by nothing. They were written
before the rules; the answers to their half `develop` were looked at and mended, those to `report`
only counted.

With `--data` the questions of the public sets in `yesno/` instead, the passage given, of the groups
that nothing was fitted on (see `qa/training/fit_deciding.py`).

Prints the share of verdicts that are right, and that are wrong: one that is not decided is neither,
and right where nothing decides.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from tqdm import tqdm

from index import Index
from index.encoders.encode import Encoder, open_encoder
from qa.assistant import Assistant
from qa.evidence.load import open_selector
from qa.evidence.select import Selector
from qa.training.fit_deciding import of_passages
from qa.training.public import rows
from qa.types import Answer, Verdict
from tests.bench.corpora import HALVES, Over, assistants, lines
from tests.bench.given import Given, split
from tests.bench.read import sample

FRESH = "fresh"
QUESTIONS = Path(__file__).with_name("questions.jsonl")
OF_LEAFLETS = Path(__file__).with_name("leaflets.jsonl")
PUBLIC = ("condaqa_dev", "boolq_contrast")
OUTCOMES = ("right", "wrong", "undecided", "no verdict")
"""What becomes of a question; "undecided" where it can be decided."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A yes/no question.

    Attributes:
        over: the folder that it is asked over.
        half: one of `HALVES`, or `FRESH`.
        kind: what makes it hard.
        question: in our own words.
        verdict: `yes`, `no` or `undecided`.
        deciding: a pattern that the deciding sentence holds; None where nothing decides.
        document: id of the article that it is about; nothing for the seeds.
    """

    over: Over
    half: str
    kind: str
    question: str
    verdict: str
    deciding: str | None
    document: str = ""

    def decides(self, answer: Answer) -> bool:
        """Whether the sentence cited first is one that decides."""
        quote = " ".join(answer.sources[0].quote.split()) if answer.sources else ""
        return self.deciding is not None and bool(re.search(self.deciding, quote, re.IGNORECASE))


def questions(half: str | None = None, path: Path = QUESTIONS) -> list[Asked]:
    """The questions of a half of a file, or all, in the order of the file."""
    return [Asked(**line) for line in lines(path, half)]


def outcome(verdict: str, answer: Answer) -> str:
    """What becomes of a question with this verdict: one of `OUTCOMES`."""
    if answer.verdict is None and not answer.abstained:
        return "no verdict"
    if answer.verdict in (None, Verdict.UNDECIDED):
        return "right" if verdict == "undecided" else "undecided"
    given = {Verdict.YES: "yes", Verdict.NO: "no"}
    return "right" if given.get(answer.verdict) == verdict else "wrong"


def shares(found: Sequence[str]) -> dict[str, float]:
    """How many outcomes there are, and the share of each of `OUTCOMES`."""
    counts = Counter(found)
    return {"questions": len(found)} | {
        name: round(counts[name] / max(1, len(found)), 3) for name in OUTCOMES
    }


def _own(
    asked: Sequence[Asked], news: Path | None, *, fast: bool, show: bool
) -> dict[str, dict[str, float]]:
    """The figures of our own questions."""
    found: dict[str, list[str]] = {"all": []}
    decided: list[bool] = []
    folders = tuple(dict.fromkeys(one.over for one in asked))
    for over, assistant in assistants(folders, news, fast=fast):
        for one in (one for one in asked if one.over == over):
            answer = assistant.ask(one.question)
            got = outcome(one.verdict, answer)
            for name in (over, one.verdict, "all"):
                found.setdefault(name, []).append(got)
            if got == "right" and one.deciding:
                decided.append(one.decides(answer))
            if show and (got != "right" or (one.deciding and not one.decides(answer))):
                print(f"-- {got}: {one.question} [{one.verdict}]")
                best = answer.best.quote if answer.best else ""
                said = [claim.text for claim in answer.claims] or [f"? {best}"]
                print(f"   {answer.verdict} {answer.confidence:.2f}", *said, sep="\n   ")
    result = {name: shares(outcomes) for name, outcomes in found.items()}
    result["all"]["on the deciding sentence"] = round(sum(decided) / max(1, len(decided)), 3)
    return result


def _public(data: Path, size: int, *, fast: bool) -> dict[str, dict[str, float]]:
    """The figures of the public sets."""
    encoder, selector = open_encoder(), open_selector(None, fast=fast)
    return {
        name: shares(list(_of_set(data / f"yesno/{name}.jsonl.gz", name, size, encoder, selector)))
        for name in PUBLIC
    }


def _of_set(
    path: Path, name: str, size: int, encoder: Encoder, selector: Selector
) -> Iterator[str]:
    kept = [one for one in of_passages(name, rows(path)) if one.half == 1]
    for one in tqdm(sample(kept, size), desc=name, disable=None):
        index = cast(Index, Given(encoder, split("", one.evidence)))
        yield outcome(one.verdict, Assistant(index, reader=selector).ask(one.question))


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--half", choices=(*HALVES, FRESH), default="report")
    parser.add_argument("--news", type=Path, help="folder of the index of the articles")
    parser.add_argument("--data", type=Path, help="folder of the public data: ask its sets instead")
    parser.add_argument("--sample", type=int, default=200, help="questions of each public set")
    parser.add_argument("--leaflets", action="store_true", help="ask over the leaflets instead")
    parser.add_argument("--fast", action="store_true", help="without the larger network")
    parser.add_argument("--wrong", action="store_true", help="print what is not right")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    options = parser.parse_args(arguments)
    if options.data:
        found = _public(options.data, options.sample, fast=options.fast)
    else:
        asked = questions(options.half, OF_LEAFLETS if options.leaflets else QUESTIONS)
        found = _own(asked, options.news, fast=options.fast, show=options.wrong)
    if options.json:
        print(json.dumps(found))
        return 0
    for name, figures in found.items():
        print(f"{name}: " + ", ".join(f"{what} {value}" for what, value in figures.items()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
