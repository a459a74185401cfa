"""Questions put to several systems, and what their responses are worth."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter

from qa.evaluation import measures
from tests.bench.systems import Piece, Response, System
from tests.bench.table import Row, Scores, row

DEPTHS = (1, 5, 10)
CHARACTERS = 4_000
"""Of passages, best first: about one of llama-index's and seven of ours."""
MEASURES = (
    *(f"hit@{k}" for k in DEPTHS),
    f"hit@{CHARACTERS}c",
    *("exact_match", "token_f1", "answer_cited", "passage_length", "cited_length"),
)
NOTE = (
    "Every question is answered. exact_match and token_f1 are of the words that answer (of "
    "llama-index, of its first passage). Lengths are in characters, of the first passage and of "
    "what the answer cites: the longer, the more likely it is to hold an answer, so "
    f"hit@{CHARACTERS}c gives every system the same {CHARACTERS:,} characters of its ranking."
)


@dataclass(frozen=True, slots=True)
class Item:
    """A question with its answers.

    Attributes:
        holds: whether a passage is a hit; None where there is nothing to be hit.
    """

    question: str
    answers: Sequence[str]
    holds: Callable[[Piece], float] | None


@dataclass
class Asking:
    """Scores and seconds of every system.

    Attributes:
        scores: system → of each question.
        seconds: system → to ask and judge them all.
        questions: how many were asked.
    """

    scores: dict[str, list[Scores]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    questions: int = 0

    def ask(self, item: Item, systems: Iterable[System]) -> None:
        """Put one question to every system, and judge."""
        self.questions += 1
        for system in systems:
            started = perf_counter()
            scores = judged(item, system.ask(item.question))
            self.scores.setdefault(system.name, []).append(scores)
            taken = perf_counter() - started
            self.seconds[system.name] = self.seconds.get(system.name, 0.0) + taken

    def rows(self) -> list[Row]:
        """A row a system."""
        return [row(name, found, MEASURES) for name, found in self.scores.items()]

    def took(self) -> dict[str, float]:
        """For a table: seconds to ask and judge all questions."""
        return {
            f"{name}, to ask and judge {self.questions} questions": seconds
            for name, seconds in self.seconds.items()
        }


def judged(item: Item, response: Response) -> dict[str, float]:
    """The measures of one response, as in `qa/evaluation/run.py`; hit@k after `Item.holds`."""
    scores: dict[str, float] = {}
    if item.holds:
        found = [item.holds(piece) for piece in response.pieces[: max(DEPTHS)]]
        scores |= {f"hit@{k}": max(found[:k], default=0.0) for k in DEPTHS}
        first = [item.holds(piece) for piece in _first(response.pieces, CHARACTERS)]
        scores[f"hit@{CHARACTERS}c"] = max(first, default=0.0)
    scores["passage_length"] = float(len(response.pieces[0].text) if response.pieces else 0)
    if response.answer is not None:
        scores["exact_match"] = measures.exact_match(response.answer, item.answers)
        scores["token_f1"] = measures.token_f1(response.answer, item.answers)
    if response.cited is not None:
        scores["answer_cited"] = measures.holds_answer(response.cited, item.answers)
        scores["cited_length"] = float(len(response.cited))
    return scores


def _first(pieces: Iterable[Piece], characters: int) -> Iterator[Piece]:
    """The first pieces, and as much of the last one, as make up so many characters."""
    for piece in pieces:
        if characters <= 0:
            return
        yield replace(piece, text=piece.text[:characters])
        characters -= len(piece.text)
