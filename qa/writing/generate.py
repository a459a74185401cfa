"""Evidence → drafts: what an answer might say, each statement with the evidence it rests on.

A `Generator` may be anything: what it drafts is checked afterwards, and only what its evidence
supports becomes a claim. The extractive generator needs no model: it lets the evidence speak for
itself. The other one asks a language model.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Protocol

from index.text.sameness import says_the_same
from index.text.words import words
from qa.english.answers import normalise
from qa.evidence.select import Evidence, reading_order
from qa.types import Writing
from qa.writing.llm import Model, ModelError, written
from qa.writing.pace import Pace
from qa.writing.parse import Statement, Unfinished, stream
from qa.writing.prompt import NOTHING, messages, room, shown

STATEMENTS = 100
"""Of one draft, each of which is checked; the tokens of an answer hold about forty."""

CITED = 8
"""Sentences that one statement may cite; each is checked by itself."""

_TOLD = 0.25
"""Seconds between two looks at what is being written."""

_ALIGNED = 2
_LEAST_SHARED = 0.5

_REPEATED = 2 / 3
"""The share of words from which a sentence repeats one before it: see `says_the_same`."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement that is not checked yet.

    Attributes:
        text: the statement.
        markers: numbers of the evidence it cites, from 1; any integers, since models invent them.
        whole: whether it came to its end.
    """

    text: str
    markers: tuple[int, ...]
    whole: bool = True


class Generator(Protocol):
    """Writes drafts from numbered evidence."""

    def write(self, question: str, evidence: Sequence[Evidence]) -> Iterable[Draft | Writing]:
        """Draft an answer.

        Args:
            question: as it was asked, with the days that its phrase of time means, if it has one.
            evidence: sentences, the most probable first; number n is `evidence[n - 1]`.

        Yields:
            Drafts in the order in which they are to be read; none to abstain. Between them, if it
            can, what it is writing.

        Raises:
            ModelError: if a model fails; what was drafted before counts.
        """


class ModelGenerator:
    """Lets a language model write, in sentences with markers."""

    def __init__(self, model: Model, threshold: float) -> None:
        """Write with `model`.

        Args:
            model: what writes.
            threshold: probability under which the extractive generator would give no sentence. The
                model is asked from half of it on: it may put several sentences together, and may
                abstain itself.
        """
        self._model = model
        self._threshold = threshold / 2
        self._pace = Pace()

    def write(self, question: str, evidence: Sequence[Evidence]) -> Iterator[Draft | Writing]:
        """See `Generator.write`; a sentence without a valid marker is aligned to the evidence.

        No more than `STATEMENTS` are taken, with no more than `CITED` markers each.
        """
        if not evidence or evidence[0].probability < self._threshold:
            return
        places = shown(evidence, room(getattr(self._model, "context", None)))
        seen = [evidence[n] for n in places]
        count, next_told = 0, 0.0
        with self._pace.lap() as usual:
            for found in stream(written(self._model, messages(question, seen))):
                if isinstance(found, Unfinished):
                    if monotonic() >= next_told:
                        next_told = monotonic() + _TOLD
                        yield Writing(found.text, usual)
                    continue
                if NOTHING.lower() in found.text.lower():
                    return
                count += 1
                if count > STATEMENTS:
                    raise self._too_many()
                markers = tuple(places[m - 1] + 1 for m in _markers(found, seen))
                yield Draft(found.text, markers, found.whole)
        if not count:
            raise ModelError(
                f"The model {self._model.name} wrote no sentence.", "Ask again, or another model."
            )

    def _too_many(self) -> ModelError:
        return ModelError(
            f"The model {self._model.name} wrote more than {STATEMENTS} sentences; the others are "
            "left out.",
            "Ask a narrower question, or another model.",
        )


def _markers(statement: Statement, seen: Sequence[Evidence]) -> tuple[int, ...]:
    """The valid markers; without any, those of the evidence that shares most of the words."""
    valid = tuple(m for m in statement.markers if 1 <= m <= len(seen))
    if valid:
        return valid[:CITED]
    said = set(words(statement.text))
    shared = {
        n: len(said & set(words(e.text))) / max(len(said), 1) for n, e in enumerate(seen, start=1)
    }
    near = sorted((n for n in shared if shared[n] >= _LEAST_SHARED), key=lambda n: -shared[n])
    return tuple(near[:_ALIGNED])


@dataclass(frozen=True, slots=True)
class ExtractiveGenerator:
    """Answers with the evidence itself, word for word.

    Attributes:
        threshold: probability under which a sentence is not given as an answer.
        margin: share of the best sentence's probability that a further one must reach. Of 162
            answerable questions that the networks were fitted on, .63 have only right sentences
            with .5, .70 with .8 and .72 with .9, where fewer answers of several parts are whole.
        limit: how many sentences at most.
    """

    threshold: float
    margin: float = 0.8
    limit: int = 3

    def write(self, question: str, evidence: Sequence[Evidence]) -> Iterable[Draft]:
        """See `Generator.write`: the best sentences, none that says again what one before said.

        None of them is a headline or a question: see `qa/evidence/claimable.py`.
        """
        chosen: list[int] = []
        least = self.threshold
        for place, sentence in enumerate(evidence):
            if sentence.probability < least or len(chosen) == self.limit:
                break
            if not sentence.claimable:
                continue
            if not chosen:
                least = max(least, self.margin * sentence.probability)
            if not any(_same(sentence, evidence[before]) for before in chosen):
                chosen.append(place)
        for place in reading_order(evidence, chosen):
            yield Draft(evidence[place].text, (place + 1,))


def _same(one: Evidence, other: Evidence) -> bool:
    """Whether two sentences answer in the same words, or hardly differ."""
    if normalise(one.words) == normalise(other.words):
        return True
    return says_the_same(set(words(one.text)), set(words(other.text)), _REPEATED)
