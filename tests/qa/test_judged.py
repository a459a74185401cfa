"""Where a sentence stands that somebody pasted."""

from typing import Any

import pytest

from index.errors import UserError
from index.types import Document, Hit, Passage, Sentence, Span
from qa.evaluation.judged import find

PASTED = "The ferry of Lindau sank."


class Ranked:
    """An index whose hits all speak of the ferry, one of them in the words that were pasted."""

    def __init__(self, rank: int) -> None:
        self._rank = rank

    def search(self, query: str, k: int) -> list[Hit]:
        texts = [f"A ferry of Lindau, number {n}, sank." for n in range(1, 40)]
        if self._rank:
            texts[self._rank - 1] = PASTED
        return [hit(n, text) for n, text in enumerate(texts, start=1)][:k]


def hit(n: int, text: str) -> Hit:
    document = Document(f"{n:016}", text, f"/{n}.txt", "Ferries")
    span = Span(document.id, 0, len(text))
    return Hit(Passage(document, span, (Sentence(span),)), 1 / n)


@pytest.mark.parametrize("rank", [1, 2, 20])
def test_the_sentence_need_not_be_in_the_best_hit(rank: int) -> None:
    index: Any = Ranked(rank)
    document, span = find(PASTED, index)
    assert document.source == f"/{rank}.txt"
    assert document.slice(span) == PASTED


def test_what_only_sounds_like_it_is_not_taken() -> None:
    index: Any = Ranked(0)
    with pytest.raises(UserError, match="word for word"):
        find(PASTED, index)
