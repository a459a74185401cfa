"""Two sentences of two versions of a report: do they say the same, and if not, what differs.

They say the same where numbers, names, dates and negation are the same, and so are the words that
answer. What is only put in or left out (a byline, a form of address, who said it) changes nothing
that the other one says.
"""

import re
from collections.abc import Iterator, Sequence, Set
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from index.text.words import words
from qa.english.answers import normalise
from qa.english.names import same_name, written_out
from qa.english.numbers import in_digits
from qa.english.opposites import OPPOSITES
from qa.english.versions import ONE, SAME_WORD, SAYING
from qa.english.vocabulary import FUNCTION_WORDS
from qa.support.facts import Facts, facts
from qa.support.negation import negations
from qa.types import Change

ALIGNED = 0.5
"""The share of words that two sentences have in common (Dice) from which one is the other anew."""

IN_ORDER = 0.55
"""The same share of all words in their order, where few of them say anything by themselves."""

HELD = 0.8
"""The share of the shorter one's words from which a sentence holds another."""

_FEWEST = 3  # words that are shared, but for numbers
_FEW = 6  # words of a short sentence, but for numbers
_ANSWER_WORDS = 6  # longer answers are clauses, which are put in other words
_COMPARED = 90_000  # words times words, above which sentences are not compared: see `copies.py`
_TYPO = 6  # letters from which a word with one letter changed is a slip

_TOKEN = re.compile(r"\d{1,3}(?: \d{3})+(?!\d)|[^\W_]+(?:[.,’'&-][^\W_]+)*\.?(?=\W|$)|[^\W_]+|%|\S")
_SPACED = re.compile(r"(?<![\d.,])(\d{1,3}) (?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d")
_DECIMAL = re.compile(r"(?<=\d)[.:](?=\d)")


class Token(NamedTuple):
    """A word or mark of a sentence: as it is compared, and where it stands."""

    key: str
    start: int
    end: int


Region = tuple[Sequence[Token], Sequence[Token]]
"""Tokens of one sentence, and those that the other one has in their place."""


def conflict(one: str, other: str, answer: str = "") -> bool:
    """Whether two sentences that tell of the same thing cannot both be right.

    Args:
        one: a sentence.
        other: the same sentence in another version.
        answer: the words of the first that answer a question, if they are known.
    """
    if compared(one) == compared(other):
        return False
    mine, others = _facts(one), _facts(other)
    if negations(one) % 2 != negations(other) % 2 or _opposed(one, other):
        return True
    if _dates_differ(mine, others):
        return True
    return any(
        _numbers_differ(region, mine, others) or _names_differ(region, mine, others)
        for region in _regions(one, other)
    ) or _answers_differ(one, other, answer)


def holds(other: str, one: str) -> bool:
    """Whether a sentence says all that another one says, with the same facts, and maybe more."""
    if compared(one) == compared(other):
        return True
    mine, others = _facts(one), _facts(other)
    return (
        mine.numbers == others.numbers
        and {d for d in mine.dates if d[0] != "time"} <= others.dates
        and negations(one) % 2 == negations(other) % 2
        and not _opposed(one, other)
        and all(_named(name, others.names, other) for name in mine.names)
    )


def alike(one: str, other: str) -> float:
    """How far two sentences are the same one, in [0, 1], by their words but for numbers; else 0."""
    mine, others = content(one), content(other)
    if compared(one) == compared(other):
        return 1.0
    shared = len(mine & others)
    if not shared:
        return 0.0
    dice = 2 * shared / (len(mine) + len(others))
    if dice >= ALIGNED and shared >= min(_FEWEST, len(mine), len(others)):
        return dice
    if shared >= _FEWEST and shared >= HELD * min(len(mine), len(others)):
        return HELD / 2
    if min(len(mine), len(others)) > _FEW:
        return 0.0
    order = _in_order(one, other)  # of few words, those that say nothing by themselves count too
    return order if order >= IN_ORDER else 0.0


@lru_cache(maxsize=4096)
def _in_order(one: str, other: str) -> float:
    """The share of the words of two sentences that both have in the same order."""
    before, after = _tokens(one), _tokens(other)
    same = sum(b - a for what, a, b, _, _ in _opcodes(before, after) if what == "equal")
    return 2 * same / max(1, len(before) + len(after))


def in_common(one: str, other: str) -> float:
    """The share of words that two sentences have in common (Dice), in [0, 1], but for numbers."""
    mine, others = content(one), content(other)
    return 2 * len(mine & others) / max(1, len(mine) + len(others))


def changes(old: str, new: str) -> tuple[Change, ...]:
    """What stands in an older sentence where a newer one has something else, in the order of it."""
    return tuple(
        _change(region, old, new, place) for region, place in _places(old, new) if _told(region)
    )


def counterpart(old: str, new: str, span: tuple[int, int]) -> tuple[int, int] | None:
    """The place in a sentence that answers to a place in another version of it.

    Args:
        old: a sentence.
        new: another version of it.
        span: characters `[start, end)` of the first.

    Returns:
        Characters of the other; None where it has nothing there.
    """
    before, after = _tokens(old), _tokens(new)
    found: list[Token] = []
    for what, a, b, c, d in _opcodes(before, after):
        for n in range(a, b):
            if before[n].end > span[0] and before[n].start < span[1]:
                found += after[c + n - a : c + n - a + 1] if what == "equal" else after[c:d]
    return (found[0].start, max(token.end for token in found)) if found else None


def same_words(one: str, other: str) -> bool:
    """Whether all words of one text are in the other one: `Biden` and `Joe Biden`."""
    said = [_plain_words(text) for text in (one, other)]
    if not all(said):
        return False
    fewer, more = sorted(said, key=len)
    return all(
        any(same_name(word, known) or _slip(word, known) for known in more) for word in fewer
    )


@lru_cache(maxsize=4096)
def content(text: str) -> frozenset[str]:
    """The stems of a sentence, but for numbers."""
    return frozenset(word for word in words(text) if not _NUMBER.match(word))


@lru_cache(maxsize=4096)
def compared(text: str) -> str:
    """A sentence as it is compared: numbers in digits, without marks, case and white space."""
    return normalise(_DECIMAL.sub(" point ", in_digits(_written_out(text))))


def _written_out(text: str) -> str:
    return _SPACED.sub(r"\1,", written_out(text))


def _facts(text: str) -> Facts:
    return facts(_SPACED.sub(r"\1,", text))


# Which words differ


@lru_cache(maxsize=1024)
def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(
        _token(match.group(), match.start())
        for match in _TOKEN.finditer(text)
        if any(map(str.isalnum, match.group())) or match.group() == "%"
    )


def _token(word: str, start: int) -> Token:
    """A word without the full stop of its sentence, which that of an abbreviation is not."""
    word = word if "." in word[:-1] else word.rstrip(".")
    return Token(_key(word), start, start + len(word))


@lru_cache(maxsize=8192)
def _key(word: str) -> str:
    key = in_digits(word.lower().replace(".", "") if word.isupper() else word.lower())
    if key[:1].isdigit():
        key = re.sub(r"[, ](?=\d{3})", "", key)
    return SAME_WORD.get(key, key)


def _opcodes(
    before: Sequence[Token], after: Sequence[Token]
) -> Iterator[tuple[str, int, int, int, int]]:
    """As `SequenceMatcher` has them; regions between which a single short word stands are one."""
    if len(before) * len(after) > _COMPARED:
        return
    keys = [token.key for token in before], [token.key for token in after]
    yield from SequenceMatcher(None, *keys, autojunk=False).get_opcodes()


def _places(one: str, other: str) -> Iterator[tuple[Region, tuple[int, int]]]:
    """Every region that differs, and where it begins in either sentence, as characters."""
    before, after = _tokens(one), _tokens(other)
    for what, a, b, c, d in _opcodes(before, after):
        if what != "equal":
            start = before[a].start if a < len(before) else len(one)
            other_start = after[c].start if c < len(after) else len(other)
            yield (before[a:b], after[c:d]), (start, other_start)


def _regions(one: str, other: str) -> Iterator[Region]:
    for region, _ in _places(one, other):
        yield region


def _change(region: Region, old: str, new: str, place: tuple[int, int]) -> Change:
    before, after = region
    start, end = (before[0].start, before[-1].end) if before else (place[0], place[0])
    put = new[after[0].start : after[-1].end] if after else ""
    return Change(start, end, old[start:end], put)


def _told(region: Region) -> bool:
    """Whether a difference is worth showing: more than a form of the same words."""
    keys = [{token.key for token in side} for side in region]
    return bool(keys[0] ^ keys[1]) and not all(
        any(_slip(word, known) for known in keys[1]) for word in keys[0] or {""}
    )


# What differs in them


def _opposed(one: str, other: str) -> bool:
    """Whether one sentence has a word where the other has its opposite."""
    for said, denied in OPPOSITES:
        for these, those in ((one, other), (other, one)):
            if (
                said.search(these)
                and denied.search(those)
                and not denied.search(these)
                and not said.search(those)
            ):
                return True
    return False


def _dates_differ(mine: Facts, others: Facts) -> bool:
    """Whether each sentence has a year, month, day or weekday that the other has not."""
    return any(
        {value for kind, value in mine.dates - others.dates if kind == wanted}
        and {value for kind, value in others.dates - mine.dates if kind == wanted}
        for wanted in ("year", "month", "day", "weekday")
    )


def _numbers_differ(region: Region, mine: Facts, others: Facts) -> bool:
    """Whether a number stands in the place of another number, or of a word for one."""
    lost, put = mine.numbers - others.numbers, others.numbers - mine.numbers
    sides = [_numbers_in(side, values) for side, values in zip(region, (lost, put), strict=True)]
    counted = [bool({token.key for token in side} & ONE) for side in region]
    return bool((sides[0] and (sides[1] or counted[1])) or (sides[1] and counted[0]))


def _numbers_in(side: Sequence[Token], values: Set[tuple[str, float]]) -> bool:
    known = {value for _, value in values}
    text = " ".join(token.key for token in side)
    return any(value in known for _, value in facts(text).numbers) or any(
        _NUMBER.match(token.key) and known for token in side
    )


def _names_differ(region: Region, mine: Facts, others: Facts) -> bool:
    """Whether a name stands in the place of another one."""
    stems = [{stem for token in side for stem in words(token.key)} for side in region]
    lost = {name for name in mine.names & stems[0] if not _known(name, stems[1] | others.names)}
    put = {name for name in others.names & stems[1] if not _known(name, stems[0] | mine.names)}
    initials = "".join(token.key[0] for token in region[0]), "".join(t.key[0] for t in region[1])
    if initials[0] in stems[1] or initials[1] in stems[0]:
        return False
    return bool(lost and put)


def _named(name: str, names: Set[str], text: str) -> bool:
    return _known(name, names | content(text))


def _known(name: str, names: Set[str]) -> bool:
    return any(same_name(name, other) or _slip(name, other) for other in names)


def _answers_differ(one: str, other: str, answer: str) -> bool:
    """Whether the words that answer are others in the other sentence."""
    start = one.find(answer) if answer else -1
    if start < 0 or len(answer.split()) > _ANSWER_WORDS:
        return False
    place = counterpart(one, other, (start, start + len(answer)))
    if not place:
        return False
    said = [_plain_words(text) for text in (answer, other[slice(*place)])]
    lost, put = said[0] - said[1], said[1] - said[0]
    return bool(lost and put) and not all(any(_slip(w, p) for p in put) for w in lost)


def _plain_words(text: str) -> set[str]:
    keys = {SAME_WORD.get(word, word) for word in compared(text).split()}
    return {stem for key in keys - FUNCTION_WORDS - SAYING for stem in (words(key) or [key])}


@lru_cache(maxsize=8192)
def _slip(one: str, other: str) -> bool:
    """Whether two words are one, of which a letter was changed, left out or put elsewhere."""
    if one == other:
        return True
    if min(len(one), len(other)) < _TYPO - 1 or one[:1] != other[:1] or _NUMBER.search(one + other):
        return False
    if len(one) == len(other):
        apart = [n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        swapped = len(apart) == 2 and [one[n] for n in apart] == [other[n] for n in apart[::-1]]
        return len(one) >= _TYPO and (len(apart) == 1 or swapped)
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) == 1 and any(
        long[:n] + long[n + 1 :] == short for n in range(len(long))
    )
