"""The batches of an epoch, of reading and of checking, for the base network."""

import random

from tokenizers import Tokenizer

from qa.training import claims
from qa.training.loop import Item, batches, say
from qa.training.objectives import encode_checking, encode_reading
from qa.training.questions import Questions
from qa.training.sources import Sources

Batch = tuple[str, list[Item]]
"""Kind of the examples, `reading` or `checking`, and the examples, of like length."""


class Epochs:
    """Makes the batches of an epoch: of reading and of checking, in mixed order."""

    def __init__(self, sources: Sources, tokenizer: Tokenizer, size: int, seed: int) -> None:
        """Prepare to find near texts.

        Args:
            sources: what to learn from.
            tokenizer: see `mpnet.open_tokenizer`.
            size: examples of a batch.
            seed: of every choice.
        """
        self._sources = sources
        self._questions = Questions(sources.texts)
        self._tokenizer = tokenizer
        self._size = size
        self._seed = seed

    def __call__(self, number: int) -> list[Batch]:
        """The batches of an epoch; the same for the same seed and number."""
        chance = random.Random(self._seed * 1000 + number)
        questions, pairs = self._questions.epoch(chance), claims.epoch(self._sources, chance)
        examples: dict[str, list[Item]] = {
            "reading": [encode_reading(self._tokenizer, one) for one in questions],
            "checking": [encode_checking(self._tokenizer, one) for one in pairs],
        }
        found: list[Batch] = [
            (kind, [items[n] for n in numbers])
            for kind, items in examples.items()
            for numbers in batches(items, self._size, chance.getrandbits(32))
        ]
        counts = " and ".join(f"{len(items)} of {kind}" for kind, items in examples.items())
        say(f"epoch {number}: {counts}, {len(found)} steps")
        chance.shuffle(found)
        return found
