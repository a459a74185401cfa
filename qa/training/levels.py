"""Measure what pincite does at each level of care, and write that beside the weights.

    python -m qa.training.levels [--fast] [--write]

Asks the gold questions of the seeds at the threshold of each level, without a language model. The
fitting scripts do so at their end; this is for when something else than the weights has changed.
About a second a question and level; `--fast` measures the small reader by itself.
"""

import argparse
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from index import Index
from qa.assistant import Assistant
from qa.evaluation.gold import GoldFile
from qa.evaluation.results import Outcome
from qa.evaluation.run import evaluate
from qa.evidence.load import open_selector
from qa.evidence.reader import PACKAGED as SMALL
from qa.evidence.reader import Reader
from qa.evidence.select import Selector
from qa.models.calibration import Level, ReaderCalibration
from qa.models.judge import PACKAGED as BASE
from qa.training.seed_claims import SEEDS
from qa.writing.generate import ExtractiveGenerator


def measured(
    reader: Reader | Selector, thresholds: Mapping[str, float]
) -> tuple[dict[str, Level], int]:
    """What is done with the seeds' questions at each threshold, and how many there are.

    Args:
        reader: that reads for the answers.
        thresholds: of each level, by its name.
    """
    gold = list(GoldFile(SEEDS / "gold.jsonl"))
    with tempfile.TemporaryDirectory() as folder, Index.open(Path(folder)) as index:
        index.sync(SEEDS / "documents")
        assistant = Assistant(index, reader=reader)
        levels = {}
        for name, threshold in thresholds.items():
            careful = assistant.variant(generator=ExtractiveGenerator(threshold))
            levels[name] = level(threshold, evaluate(careful, gold).outcomes)
    return levels, len(gold)


def level(threshold: float, outcomes: Sequence[Outcome]) -> Level:
    """The rates of a level, to two places; an answer is wrong if its best evidence is not gold."""
    missed = [not one.answered for one in outcomes if one.answerable]
    wrong = [one.answered for one in outcomes if not one.answerable]
    mistaken = [one.wrong for one in outcomes if one.answered]
    shares = (_share(missed), _share(wrong), _share(mistaken) if mistaken else None)
    return Level(threshold, *shares, answers=len(mistaken))


def _share(truths: Sequence[bool]) -> float:
    return round(float(np.mean(truths)), 2)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fast", action="store_true", help="leave the larger network out")
    parser.add_argument("--write", action="store_true", help="put it beside the packaged weights")
    options = parser.parse_args()
    folder = SMALL if options.fast else BASE
    known = ReaderCalibration.read(folder)
    thresholds = {name: one.threshold for name, one in known.levels.items()}
    levels, count = measured(open_selector(fast=options.fast), thresholds)
    for name, one in levels.items():
        print(name, one)
    if options.write:
        replace(known, levels=levels, questions=count).write(folder)


if __name__ == "__main__":
    main()
