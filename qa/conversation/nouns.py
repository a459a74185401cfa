"""Nouns of a text with what belongs to them: the ferry, a glide bomb, 111 drones."""

import re
from collections.abc import Iterator, Sequence

from qa.conversation.entity import LONGEST, Entity, Kind
from qa.english import follow_ups as english
from qa.english import name_kinds as kinds
from qa.english.names import TOKEN
from qa.english.verbs import PAST
from qa.english.vocabulary import FUNCTION_WORDS

_VERBS = frozenset(PAST.values())
_MOST_WORDS = 5
_BEFORE = 60
"""Characters before a noun in which it may be said to stand aside."""


def nouns_in(text: str) -> Iterator[Entity]:
    """The ferry, a glide bomb, 111 drones: what has no name of its own."""
    tokens = list(TOKEN.finditer(text))
    n = 0
    while n < len(tokens):
        word = tokens[n].group().lower()
        is_definite = word in english.DETERMINERS or word[0].isdigit()
        if not is_definite and word not in english.BEFORE_NOUNS:
            n += 1
            continue
        first = n if is_definite else n + 1
        end = _noun_end(text, tokens, n + 1)
        end = _before_verb(tokens, first, n + 1, end)
        if not is_definite and end == n + 4 and _is_plural(tokens[n + 1].group()):
            end -= 2 * (not _is_plural(tokens[n + 2].group()))  # firms (rent sheds)
        while not is_definite and end > n + 1 and not _is_plural(tokens[end - 1].group()):
            end -= 1
        if end > n + 1:
            yield from _thing(text, tokens, first, end)
        n = max(n + 1, end)


def _noun_end(text: str, tokens: Sequence[re.Match[str]], start: int) -> int:
    """Behind the last word of a noun with what stands before it."""
    n = start
    while n < len(tokens) and n - start < _MOST_WORDS:
        word = tokens[n].group().lower()
        apart = text[tokens[n - 1].end() : tokens[n].start()] != " "
        is_small = word in FUNCTION_WORDS and word not in english.NOUNS_ANYWAY
        if apart or is_small or word in english.NO_NOUNS:
            break
        if n > start and english.PARTICIPLE.fullmatch(word):
            break
        n += 1
        if re.search(r"[’'](?:s)?$", tokens[n - 1].group()):
            break
    return n


def _before_verb(tokens: Sequence[re.Match[str]], first: int, start: int, end: int) -> int:
    """Before the verb of a question that stands behind its noun: did the ferry (sink)."""
    auxiliary = tokens[first - 1].group().lower() if first else ""
    if end - start < 2 or (end < len(tokens) and tokens[end].group() == "of"):
        return end
    last = tokens[end - 1].group().lower()
    if auxiliary in english.DO:
        verbs = [n for n in range(start + 1, end) if tokens[n].group().lower() in _VERBS]
        return verbs[-1] if verbs else end - 1
    if auxiliary in english.BE and last in english.STATES:
        return end - 1
    return end


def _thing(text: str, tokens: Sequence[re.Match[str]], first: int, end: int) -> Iterator[Entity]:
    start = tokens[first].start()
    head = tokens[end - 1].group().rstrip(".")
    if _is_time(head):
        return
    plural = _is_plural(head) and tokens[first].group().lower() not in english.ONE
    whole = _with_of(text, tokens, first, end)
    phrase = re.sub(r"[’']s?$", "", text[start : tokens[whole - 1].end()].rstrip("."))
    if len(phrase) > LONGEST:
        return
    kind = Kind.PERSON if kinds.PERSON_NOUN.fullmatch(head) else Kind.THING
    aside = bool(english.ASIDE.search(text[max(0, start - _BEFORE) : start]))
    yield Entity(phrase, start, start + len(phrase), kind, True, "", plural, aside)


def _with_of(text: str, tokens: Sequence[re.Match[str]], first: int, end: int) -> int:
    """Behind a noun with the `of …` that follows it: the mayor of Lindau."""
    if end >= len(tokens) - 1 or tokens[end].group() != "of":
        return end
    start = end + 1 + (tokens[end + 1].group().lower() in english.DETERMINERS)
    whole = _noun_end(text, tokens, start)
    if whole <= start:
        return end
    asked = first and tokens[first - 1].group().lower() in english.DO
    is_name = tokens[whole - 1].group()[0].isupper()  # the verb stands behind it
    return whole - 1 if asked and whole - start > 1 and not is_name else whole


def _is_plural(word: str) -> bool:
    lower = re.sub(r"[’']$", "", word.lower())
    return lower in english.PLURALS or bool(re.search(r"[^su’'i]s$", lower))


def _is_time(word: str) -> bool:
    """Whether a noun names a time, and nothing that there is."""
    return bool(english.TIME_NOUN.fullmatch(word))
