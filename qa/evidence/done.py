"""What was decided, tried or wanted was not therefore done.

"In 1968 the council decided to fill in the harbour" tells neither that it was filled in nor when.
"""

import re

from index.text.words import words
from qa.english.dates import YEAR
from qa.english.events import PAST
from qa.english.tense import (
    ASKS_TO_COME,
    HAS_DONE,
    IN_THE_PRESENT,
    NEVER_DONE,
    NOT_ASKED_OF,
    NOT_YET_DONE,
    PLANNED,
    TAKEN_BACK_BEFORE,
    TAKEN_BACK_BEHIND,
    TO_COME,
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


def asks_to_come(question: str) -> bool:
    """Whether a yes/no question asks for what is to come."""
    return bool(ASKS_TO_COME.match(question))


def only_past(sentence: str, day: str = "") -> bool:
    """Whether a sentence tells what was done, and nothing of what is to come, or is so.

    That the rights were bought does not say that there will be a film.

    Args:
        sentence: any.
        day: that its document is of, ISO 8601; a later year is to come. "" if unknown.
    """
    if any(to_come.search(sentence) for to_come in (PLANNED, TO_COME, IN_THE_PRESENT)):
        return False
    if day and any(year > day[:4] for year in YEAR.findall(sentence)):
        return False
    return bool(HAS_DONE.search(sentence) or PAST.search(sentence))


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
