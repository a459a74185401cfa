"""A few words of which no document has any: mistyped, most often, and no question."""

from dataclasses import replace

from index.corpus import Index
from index.text.words import words
from qa.english.small_talk import NOT_THERE, is_few_words
from qa.types import Answer, Kind


def unasked(answer: Answer, index: Index) -> Answer:
    """An answer that abstains, as a reply where the line asked nothing; else as it is.

    A name or a word by itself asks what the documents say of it, if one of them has it.

    Args:
        answer: to the line as it was typed, its wrong letters put right.
        index: whose documents were asked.

    Raises:
        UserError: as `Index.search`.
    """
    line = answer.question
    if not answer.abstained or answer.kind is not Kind.FACT or not answer.hits:
        return answer
    if not is_few_words(line) or not words(line):
        return answer
    if index.search(line, k=1, mode="lexical", scope=answer.scope):
        return answer
    said = NOT_THERE.format(line.strip().rstrip("?!. "))
    return replace(answer, reply=said, hits=(), best=None, reason="")
