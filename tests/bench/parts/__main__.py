"""Questions of several parts: is every part answered, or named as one that nothing answers?

    python -m tests.bench.parts [--half develop] [--news INDEX] [--fast] [--wrong] [--json]
    python -m tests.bench.parts --leaflets [--half develop]

Sixty questions of our own (`questions.jsonl`), half over the seeds and half over news articles (see
`tests/bench/corpora.py`): two places, two people, who and when, name and age, lists of three, two
sentences, a pronoun in the second part; a third have a part that no document answers, and six only
look as if they had parts. Of each part: words by which it is known (`about`), and a pattern that a
sentence cited for it holds, or null where it must be named. Rules are made on the half `develop`;
how those of `report` are cut was seen on the way, their answers were not. `fresh` are 24 more,
written when the rules stood.

With `--leaflets` 32 others (`leaflets.jsonl`), over house rules, minutes and terms: half of them
can be answered in full. They were written before the rules; the answers to their half `develop`
were looked at and mended, those to `report` only counted.

Prints the share of the questions of which every part is right; that of which every part is right or
at least named; what becomes of the parts; the share of the cited sentences that answer a part; and
seconds for a question, beside those for as many one-fact questions of `seeds/gold.jsonl`.
"""

import argparse
import json
import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from qa.assistant import Assistant
from qa.types import Answer
from tests.bench.corpora import HALVES, Over, assistants, lines
from tests.bench.read import sample
from tests.support.paths import ROOT

FRESH = "fresh"
QUESTIONS = Path(__file__).with_name("questions.jsonl")
OF_LEAFLETS = Path(__file__).with_name("leaflets.jsonl")

OUTCOMES = ("answered", "named", "named wrongly", "wrong", "invented")
"""What becomes of a part; "invented": nothing answers it, and it is not named as missing."""

RIGHT = OUTCOMES[:2]


@dataclass(frozen=True, slots=True)
class Sought:
    """A part of a question.

    Attributes:
        about: a pattern of words that the part holds, and so the sentence that says it is missing.
        cited: a pattern that a sentence cited for it holds, or None where no document answers it.
    """

    about: str
    cited: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and its parts.

    Attributes:
        over: the folder that it is asked over.
        half: one of `HALVES`, or `FRESH`.
        kind: what kind of parts it has.
        question: in our own words.
        parts: in order; one where it only looks as if it had several.
        document: id of the article that it is about; nothing for the seeds.
    """

    over: Over
    half: str
    kind: str
    question: str
    parts: tuple[Sought, ...]
    document: str = ""

    def outcomes(self, answer: Answer) -> list[str]:
        """What becomes of each part: one of `OUTCOMES`."""
        return [_outcome(part, answer) for part in self.parts]

    def answering(self, answer: Answer) -> tuple[int, int]:
        """How many of the sentences cited answer a part, and how many are cited."""
        cited = [source.quote for source in answer.sources]
        patterns = [part.cited for part in self.parts if part.cited]
        return sum(any(_holds(p, quote) for p in patterns) for quote in cited), len(cited)


def questions(half: str | None = None, path: Path = QUESTIONS) -> list[Asked]:
    """The questions of a half of a file, or all, in the order of the file."""
    found = lines(path, half)
    return [
        Asked(**{**line, "parts": tuple(Sought(**part) for part in line["parts"])})
        for line in found
    ]


def _outcome(part: Sought, answer: Answer) -> str:
    named = answer.abstained or any(_about(part.about, missing) for missing in answer.missing)
    if part.cited is None:
        return "named" if named else "invented"
    if named:
        return "named wrongly"
    own = [one for one in answer.parts if _about(part.about, one.about)]
    places = {place for one in own for place in one.claims}
    claims = [c for n, c in enumerate(answer.claims) if not own or n in places]
    quotes = [citation.quote for claim in claims for citation in claim.citations]
    return "answered" if any(_holds(part.cited, quote) for quote in quotes) else "wrong"


def _about(pattern: str, text: str) -> bool:
    return bool(re.search(rf"\b(?:{pattern})", text, re.IGNORECASE))


def _holds(pattern: str, quote: str) -> bool:
    return bool(re.search(pattern, " ".join(quote.split()), re.IGNORECASE))


def figures(asked: Sequence[Asked], answers: Sequence[Answer]) -> dict[str, Any]:
    """What came of the questions: see the top of this file. Shares have three places.

    Returns:
        `questions`; `right`; `covered` (every part is answered or named, if wrongly); `parts`, each
        of `OUTCOMES` and how many parts; `answering`, of the sentences cited.
    """
    found = [one.outcomes(answer) for one, answer in zip(asked, answers, strict=True)]
    cited = [one.answering(answer) for one, answer in zip(asked, answers, strict=True)]
    counts = Counter(outcome for outcomes in found for outcome in outcomes)

    def share_within(allowed: Sequence[str]) -> float:
        return round(sum(set(one) <= set(allowed) for one in found) / max(1, len(found)), 3)

    return {
        "questions": len(found),
        "right": share_within(RIGHT),
        "covered": share_within((*RIGHT, "named wrongly")),
        "parts": {outcome: counts[outcome] for outcome in OUTCOMES},
        "answering": round(sum(n for n, _ in cited) / max(1, sum(n for _, n in cited)), 3),
    }


def _one_fact(assistant: Assistant, count: int) -> list[float]:
    """Seconds for each of `count` one-fact questions over the seeds."""
    gold = (ROOT / "seeds/gold.jsonl").read_text("utf-8").splitlines()
    times = []
    for line in sample(gold, count):
        begin = perf_counter()
        assistant.ask(json.loads(line)["question"])
        times.append(perf_counter() - begin)
    return times


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--half", choices=(*HALVES, FRESH), default="report")
    parser.add_argument("--news", type=Path, help="folder of the index of the articles")
    parser.add_argument("--leaflets", action="store_true", help="ask over the leaflets instead")
    parser.add_argument("--fast", action="store_true", help="without the larger network")
    parser.add_argument("--wrong", action="store_true", help="print what is not right")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    options = parser.parse_args(arguments)
    every = questions(options.half, OF_LEAFLETS if options.leaflets else QUESTIONS)
    folders: tuple[Over, ...] = ("leaflets",) if options.leaflets else ("seeds", "news")
    asked: list[Asked] = []
    answers: list[Answer] = []
    times: dict[str, list[float]] = {}
    one_fact: list[float] = []
    for over, assistant in assistants(folders, options.news, fast=options.fast):
        for one in (one for one in every if one.over == over):
            begin = perf_counter()
            answers.append(assistant.ask(one.question))
            times.setdefault(over, []).append(perf_counter() - begin)
            asked.append(one)
            if options.wrong:
                print(_told(one, answers[-1]), end="", flush=True)
        if over == "seeds":
            one_fact = _one_fact(assistant, len(times[over]))
    shown = {over: figures(*_only(over, asked, answers)) for over in times}
    shown["all"] = figures(asked, answers)
    seconds = {over: round(statistics.median(taken), 2) for over, taken in times.items()}
    if one_fact:
        seconds["one fact"] = round(statistics.median(one_fact), 2)
    if options.json:
        print(json.dumps({"half": options.half, "figures": shown, "seconds": seconds}))
        return 0
    for name, found in shown.items():
        print(f"{name}: {found}")
    print("seconds, the median:", seconds)
    return 0


def _only(
    over: str, asked: Sequence[Asked], answers: Sequence[Answer]
) -> tuple[list[Asked], list[Answer]]:
    kept = [n for n, one in enumerate(asked) if one.over == over]
    return [asked[n] for n in kept], [answers[n] for n in kept]


def _told(one: Asked, answer: Answer) -> str:
    """What was answered, if not every part of it is right."""
    outcomes = one.outcomes(answer)
    if set(outcomes) <= set(RIGHT):
        return ""
    told = [f"-- {', '.join(outcomes)}: {one.question}"]
    for part in answer.parts:
        told.append(f"   {part.about} {part.missing and '[missing]'}")
        told += [f"      {answer.claims[place].text}" for place in part.claims]
    if not answer.parts:
        told += [f"      {claim.text}" for claim in answer.claims]
    if answer.abstained and answer.best:
        told.append(f"   ? {answer.confidence:.2f} {answer.best.quote}")
    return "\n".join(told) + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
