"""Evidence → drafts: what an answer might say, each statement with the evidence it rests on.

A `Generator` may be anything, a language model too: what it drafts is checked afterwards, and only
what its evidence supports becomes a claim. The extractive generator needs no model: it lets the
evidence speak for itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from index.lexical import words
from qa.measures import normalise
from qa.select import Evidence


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement that is not checked yet.

    Attributes:
        text: the statement.
        markers: numbers of the evidence it cites, from 1; any integers, since models invent them.
    """

    text: str
    markers: tuple[int, ...]


class Generator(Protocol):
    """Writes drafts from numbered evidence."""

    def write(self, question: str, evidence: Sequence[Evidence]) -> Iterable[Draft]:
        """Draft an answer.

        Args:
            question: as it was asked.
            evidence: sentences, the most probable first; number n is `evidence[n - 1]`.

        Yields:
            Drafts in the order in which they are to be read; none to abstain.
        """


@dataclass(frozen=True, slots=True)
class ExtractiveGenerator:
    """Answers with the evidence itself, word for word.

    Attributes:
        threshold: probability under which a sentence is not given as an answer; the default is the
            one at which 15% of unanswerable questions were answered in `tests/fit_select.py`.
        margin: share of the best sentence's probability that a further one must reach.
        limit: how many sentences at most.
    """

    threshold: float = 0.29
    margin: float = 0.5
    limit: int = 3

    def write(self, question: str, evidence: Sequence[Evidence]) -> Iterable[Draft]:
        """See `Generator.write`: the best sentences, none that says again what one before said.

        Those of a document stand together, in the order of its text; the document of the best
        sentence comes first.
        """
        chosen: list[tuple[int, Evidence]] = []
        least = max([self.threshold, *(self.margin * e.probability for e in evidence[:1])])
        for number, sentence in enumerate(evidence, start=1):
            if sentence.probability < least or len(chosen) == self.limit:
                break
            if not any(_same(sentence, before) for _, before in chosen):
                chosen.append((number, sentence))
        documents = list(dict.fromkeys(sentence.span.doc_id for _, sentence in chosen))
        chosen.sort(key=lambda pair: (documents.index(pair[1].span.doc_id), pair[1].span))
        for number, sentence in chosen:
            yield Draft(sentence.text, (number,))


def _same(one: Evidence, other: Evidence) -> bool:
    """Whether two sentences answer in the same words, or share two thirds of the shorter one."""
    if normalise(one.words) == normalise(other.words):
        return True
    mine, its = set(words(one.text)), set(words(other.text))
    return len(mine & its) >= 2 / 3 * min(len(mine), len(its))
