"""Words of the documents that differ from a word of a question in one letter.

A letter may be missing, doubled or put in, two may have changed places, or one stand for another.
Whether a word occurs is asked of the word index, which knows stems; how it is written is read off
the passages that hold it.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from string import ascii_lowercase

from index.text.words import words

SHORTEST, LONGEST = 5, 40
"""Letters of a word that is looked at; of shorter ones too many are near to be told apart."""

TRIED = 4
"""Words that are near, the most frequent first, of which passages are looked at."""

_WORD = re.compile(r"[^\W\d_]+")


def may_be_wrong(word: str) -> bool:
    """Whether a word is one whose letters are looked at: of letters, and not too short."""
    return SHORTEST <= len(word) <= LONGEST and bool(_WORD.fullmatch(word))


def near(word: str, count: Callable[[str], int]) -> list[list[str]]:
    """The words near to one that does not occur: slips first, then those that occur most often.

    Args:
        word: of letters.
        count: how often a stem occurs.

    Returns:
        For each stem that occurs the ways to write it that are one letter away, in lower case and
        without accents; none if the word itself occurs, or is not looked at.
    """
    if not may_be_wrong(word) or any(count(stem) for stem in words(word)):
        return []
    written = fold(word)
    found: dict[str, list[str]] = {}
    for candidate in _one_letter_away(written):
        for stem in words(candidate):
            found.setdefault(stem, []).append(candidate)
    counts = {stem: count(stem) for stem in found}
    known = [stem for stem in found if counts[stem]]
    known.sort(
        key=lambda stem: (
            found[stem][0][0] != written[0],
            not any(_is_slip(written, one) for one in found[stem]),
            -counts[stem],
            stem,
        )
    )
    return [found[stem] for stem in known[:TRIED]]


def as_written(
    forms: Iterable[str], texts: Iterable[str], beside: str = "", *, lower: bool = False
) -> str:
    """How texts write one of these words most often; empty if they hold none.

    Args:
        forms: in lower case and without accents.
        texts: of passages.
        beside: a word that must stand before or behind it; empty if any may.
        lower: in small letters rather than with a capital, where they have both.
    """
    wanted = set(forms)
    seen: Counter[str] = Counter()
    for text in texts:
        found = [match.group() for match in _WORD.finditer(text)]
        for n, form in enumerate(found):
            if fold(form) not in wanted:
                continue
            if not beside or fold(beside) in map(fold, found[max(0, n - 1) : n + 2]):
                seen[form] += 1
    return min(seen, key=lambda form: (lower and not form.islower(), -seen[form], form), default="")


def fold(word: str) -> str:
    """A word in lower case, without accents."""
    split = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def _is_slip(written: str, meant: str) -> bool:
    """Whether two letters changed places, or a double letter was written once, or a single twice.

    Such slips are more frequent than a letter that is missing, added or another.
    """
    if len(written) == len(meant):
        return sorted(written) == sorted(meant)
    short, long = sorted((written, meant), key=len)
    at = next((n for n in range(len(short)) if short[n] != long[n]), len(short))
    return at > 0 and long[at] == long[at - 1]


def _one_letter_away(word: str) -> Iterable[str]:
    """Every string that one wrong letter could have made this word of, each once."""
    found: dict[str, None] = {}
    for n in range(len(word) + 1):
        left, right = word[:n], word[n:]
        if right:
            found[left + right[1:]] = None
        if len(right) > 1:
            found[left + right[1] + right[0] + right[2:]] = None
        for letter in ascii_lowercase:
            found[left + letter + right] = None
            if right:
                found[left + letter + right[1:]] = None
    found.pop(word, None)
    return found
