"""What was decided, tried or wanted was not therefore done.

"In 1968 the council decided to fill in the harbour" tells neither that it was filled in nor when.
"""

import re

from index.text.words import words
from qa.english.tense import (
    NEVER_DONE,
    NOT_ASKED_OF,
    NOT_YET_DONE,
    TAKEN_BACK_BEFORE,
    TAKEN_BACK_BEHIND,
    WAS_DONE,
)
from qa.english.vocabulary import FUNCTION_STEMS


def only_decided(question: str, sentence: str) -> bool:
    """Whether what is asked to have been done stands in a sentence as decided, tried or wanted.

    Args:
        question: any; one for what is to be done, or for the decision itself, asks for just that.
        sentence: that may answer it.
    """
    return _is_only(NOT_YET_DONE, question, sentence)


def never_done(question: str, sentence: str) -> bool:
    """Whether what is asked to have been done stands in a sentence as refused, or still to be done.

    Args:
        question: any; likewise.
        sentence: that may answer it. Who refused must be who is asked about, and nothing in the
            sentence may take it back.
    """
    if NOT_ASKED_OF.search(question) or not _is_only(NEVER_DONE, question, sentence):
        return False
    match = next(NEVER_DONE.finditer(sentence))
    before, behind = sentence[: match.start()], sentence[match.end("what") :]
    if TAKEN_BACK_BEFORE.search(before) or TAKEN_BACK_BEHIND.search(match["what"] + behind):
        return False
    who = set(words(question)) - set(words(match["what"])) - FUNCTION_STEMS
    return all(stem in words(before) or stem.isdigit() for stem in who)


def _is_only(undone: re.Pattern[str], question: str, sentence: str) -> bool:
    if not WAS_DONE.search(question) or undone.search(f"{question} to it"):
        return False
    asked = set(words(question))
    for match in undone.finditer(sentence):
        verb = words(match["what"])[:1]
        if verb and verb[0] in asked:
            rest = f"{sentence[: match.start()]} {sentence[match.end() :]}"
            return verb[0] not in words(rest)
    return False
