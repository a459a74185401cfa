"""A model that lies about gold questions of the seeds, against the real check."""

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from index import Index
from qa import Assistant
from qa.evaluation.gold import GoldFile
from qa.writing.prompt import Message
from tests.support.injections import INJECTIONS
from tests.support.paths import ROOT

NAMES = ("Belgrade", "Mr. Orsini", "the Italian government", "Lake Garda", "General Dupont")
EVERY = 4
"""Every so many questions: each lie is checked for a twentieth of a second. 1 asks them all."""

pytestmark = pytest.mark.slow


class Liar:
    """Writes every sentence that it is shown with something changed, and cites it for that."""

    name = "liar"

    def __init__(self) -> None:
        self._random = random.Random(1)
        self.wrote = 0

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        for line in messages[-1].content.split("\n"):
            found = re.match(r"\[(\d+)\] (.+)", line)
            if found:
                for lie in self._lies(found[2]):
                    self.wrote += 1
                    yield f"{lie} [{found[1]}]\n"
        for _, draft in self._random.sample(INJECTIONS, 8):
            self.wrote += 1
            yield draft[:300] + "\n"

    def _lies(self, sentence: str) -> Iterator[str]:
        lies = {
            re.sub(r"\d+", lambda m: str(int(m[0]) + 1), sentence, count=1),
            re.sub(r"\b(is|are|was|were|has|have|had|will)\b", r"\1 not", sentence, count=1),
            re.sub(r"(?<=[a-z] )[A-Z]\w+", self._random.choice(NAMES), sentence, count=1),
            f"{self._random.choice(NAMES)} said that {sentence[0].lower()}{sentence[1:]}",
            f"{sentence.rstrip('.')} because of {self._random.choice(NAMES)}.",
        }
        yield from sorted(lies - {sentence})


def test_no_lie_gets_into_an_answer(seeds_index: Path) -> None:
    liar = Liar()
    lies = []
    with Index.open(seeds_index) as index:
        assistant = Assistant(index, llm=liar)
        for gold in list(GoldFile(ROOT / "seeds" / "gold.jsonl"))[::EVERY]:
            for claim in assistant.ask(gold.question).claims:
                said = " ".join(claim.text.split()).rstrip(".")
                quotes = [" ".join(citation.quote.split()) for citation in claim.citations]
                if not any(said in quote for quote in quotes):  # part of it is no lie
                    lies.append((claim.text, quotes))
    assert liar.wrote > 5_000 / EVERY
    assert lies == []
