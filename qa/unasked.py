"""A few words of which no document has any: mistyped, most often, and no question."""

import re
from dataclasses import replace

from index.corpus import Index
from index.text.words import words
from index.types import Scope
from qa.english.small_talk import NOT_THERE, in_capitals, is_few_words
from qa.types import Answer, Kind

_LOOKED = 50
"""Passages in which a name in capitals is looked for."""


def unasked(answer: Answer, index: Index) -> Answer:
    """An answer that abstains, as a reply where the line asked nothing; else as it is.

    A name or a word by itself asks what the documents say of it, if one of them has it. What is
    near it in meaning stays among the hits: "holidays" where the documents say "vacation".

    Args:
        answer: to the line as it was typed, its wrong letters put right.
        index: whose documents were asked.

    Raises:
        UserError: as `Index.search`.
    """
    line = answer.question
    if not answer.abstained or answer.kind is not Kind.FACT or not answer.hits:
        return answer
    if not is_few_words(line) or not words(line) or is_in(index, line, answer.scope):
        return answer
    return replace(answer, reply=_not_there(line), best=None, reason="")


def word_of_nothing(line: str, index: Index, scope: Scope, k: int) -> Answer | None:
    """The reply to a single word that no document has; None to every other line.

    It is not read for: of one word a reader makes any question, and finds an answer to it.

    Args:
        line: its wrong letters put right.
        index: whose documents are asked.
        scope: which documents to look in.
        k: passages near it in meaning that are shown.

    Raises:
        UserError: as `Index.search`.
    """
    if len(line.split()) != 1 or not words(line) or is_in(index, line, scope):
        return None
    hits = tuple(index.search(line, k=k, scope=scope))
    return Answer(line, reply=_not_there(line), hits=hits, scope=scope)


def _not_there(line: str) -> str:
    return NOT_THERE.format(line.strip().rstrip("?!. "))


def is_in(index: Index, line: str, scope: Scope) -> bool:
    """Whether a document has a word of a line, in capitals where only these make it a name.

    Args:
        index: whose documents were asked.
        line: as it was typed.
        scope: which documents to look in.

    Raises:
        UserError: as `Index.search`.
    """
    names = in_capitals(line)
    hits = index.search(line, k=_LOOKED if names else 1, mode="lexical", scope=scope)
    return any(
        all(
            re.search(rf"\b{name}\b", hit.passage.document.slice(hit.passage.span))
            for name in names
        )
        for hit in hits
    )
