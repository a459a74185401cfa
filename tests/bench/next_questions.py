"""Questions that pincite offers after an answer: are they answered?

    python -m tests.bench.next_questions [--half choose|report] [--fast] [--json] [--show]

The seeds' gold questions, every second one by turns: rules were chosen on `choose`, `report` was
not looked at meanwhile. Each is asked in a conversation of its own, and then each question that is
offered, as its next. `offered`: answers after which something is; `answered`: of the questions
offered, those that get claims and are not asked back about; `milliseconds`: median of offering.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from index import Index
from qa.assistant import Assistant
from qa.conversation import Conversation
from qa.conversation.next_questions import next_questions
from qa.evaluation.gold import GoldFile
from qa.evidence.load import open_selector
from tests.support.paths import ROOT, SEEDS

HALVES = ("choose", "report")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=HALVES, default="report")
    parser.add_argument("--fast", action="store_true", help="leave the larger network out")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--show", action="store_true", help="print what is offered, and answered")
    options = parser.parse_args()
    gold = [
        one
        for n, one in enumerate(GoldFile(ROOT / "seeds" / "gold.jsonl"))
        if HALVES[n % 2] == options.half
    ]
    offered, answered, kinds = 0, Counter[str](), Counter[str]()
    taken: list[float] = []
    with TemporaryDirectory() as folder, Index.open(Path(folder)) as index:
        index.sync(SEEDS)
        assistant = Assistant(index, reader=open_selector(fast=options.fast))
        for one in gold:
            answer = Conversation(assistant).ask(one.question)
            started = perf_counter()
            questions = next_questions(answer)
            taken.append(perf_counter() - started)
            offered += bool(questions)
            for question in questions:
                kind = " ".join(question.split()[:2])
                kinds[kind] += 1
                conversation = Conversation(assistant)
                conversation._turns = [answer]  # as if it had just been asked
                told = conversation.ask(question)
                answered[kind] += bool(told.claims)
                if options.show:
                    print(f"{one.question} | {question} | {told.claims and told.claims[0].text}")
    figures = {
        "half": options.half,
        "questions": len(gold),
        "offered": offered,
        "asked": kinds.total(),
        "answered": answered.total(),
        "kinds": {kind: [answered[kind], count] for kind, count in kinds.most_common()},
        "milliseconds": round(1000 * median(taken), 1),
    }
    print(
        json.dumps(figures) if options.json else "\n".join(f"{k}: {v}" for k, v in figures.items())
    )


if __name__ == "__main__":
    main()
