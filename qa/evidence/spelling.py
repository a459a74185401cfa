"""Words of a question with one wrong letter, read as the documents write them.

Only a word that no document has is changed, and none that is in common use, or a known name, or
that the networks know as a whole. A part of a name is changed only where the documents have the
other part beside it. Where several words would change, the question is in another language, or
about something else, and nothing is changed.
"""

import re
from dataclasses import dataclass

from index.corpus import Index
from index.text.words import words
from index.types import EVERYWHERE, Scope
from qa.english import name_kinds as kinds
from qa.english.vocabulary import FUNCTION_WORDS, in_common_use
from qa.models.whole_words import whole_words

READ_AS = "Read “{}” as “{}”."

_MOST = 2
"""Words of a question that may be wrong; where more are unknown, none is changed."""

_READ = 2_000
_BEFORE = re.compile(r"\b([A-ZÀ-Þ][\w’-]+) $")
_BEHIND = re.compile(r" ([A-ZÀ-Þ][\w-]+)")
_WORD = re.compile(r"(?<![\w@/.-])[^\W\d_]{5,40}(?![\w@/])")


@dataclass(frozen=True, slots=True)
class Change:
    """A word of a question and the one that it was read as."""

    word: str
    near: str


@dataclass(frozen=True, slots=True)
class Spelled:
    """A question as it was read, and what was changed in it."""

    question: str
    changes: tuple[Change, ...] = ()

    @property
    def notes(self) -> list[str]:
        """What the reader is told, a sentence a change."""
        return [READ_AS.format(change.word, change.near) for change in self.changes]


def spelled(question: str, index: Index, scope: Scope = EVERYWHERE) -> Spelled:
    """A question with its wrong letters put right.

    Args:
        question: as it was asked; a longer one than may be asked stays as it is.
        index: whose documents have the words.
        scope: where they are looked for.

    Raises:
        UserError: as `Index.near_word`.
    """
    if len(question) > _READ:
        return Spelled(question)
    changes: list[Change] = []
    for match in _WORD.finditer(question):
        word = match.group()
        if _is_known(word) or any(change.word == word for change in changes):
            continue
        near = _near(word, _name_beside(question, match), index, scope)
        if near and near.lower() != word.lower():
            changes.append(Change(word, near))
        if len(changes) > _MOST:
            return Spelled(question)
    whole = question
    for change in changes:
        whole = re.sub(rf"(?<!\w){re.escape(change.word)}(?!\w)", change.near, whole)
    return Spelled(whole, tuple(changes))


def _near(word: str, beside: str, index: Index, scope: Scope) -> str:
    """The word that was meant; empty where the one that was written may have been."""
    near = index.near_word(word, beside=beside, scope=scope)
    if not near or (not beside and _is_whole(word)):
        return ""
    if word[0].isupper() and not near[0].isupper():
        return ""
    common = in_common_use().issuperset(words(near))
    if near.isupper() and not word.isupper():
        near = near.lower() if common else near.capitalize()
    return near.lower() if word.islower() and common else near


def _is_whole(word: str) -> bool:
    """Whether a word, or the one that it is the plural of, is known as a whole."""
    lower = word.lower()
    return any(
        form in whole_words() or in_common_use().issuperset(words(form))
        for form in (lower, lower.removesuffix("s"))
    )


def _name_beside(question: str, match: re.Match[str]) -> str:
    """The name right before or behind a word with a capital letter, that it is one name with."""
    if not match.group()[0].isupper():
        return ""
    before = _BEFORE.search(question[: match.start()])
    behind = _BEHIND.match(question, match.end())
    for name in (found[1] for found in (before, behind) if found):
        lower = name.lower()
        if lower in kinds.OFFICES | FUNCTION_WORDS or in_common_use().issuperset(words(name)):
            continue
        return name
    return ""


def _is_known(word: str) -> bool:
    """Whether a word is English, or a known name, whatever the documents have."""
    lower = word.lower()
    if lower in FUNCTION_WORDS or lower in kinds.WOMEN | kinds.MEN | kinds.PLACES:
        return True
    return in_common_use().issuperset(words(word))
