"""The names in a sentence: whose they may be, of what kind, and in which office."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.text.words import words
from qa.english.given_names import (
    BODIES,
    FEMALE_NOUNS,
    FEMALE_TITLES,
    MALE_NOUNS,
    MALE_TITLES,
    MEN,
    NO_NAMES,
    OFFICES,
    PARTICLES,
    TITLES,
    WOMEN,
)
from qa.english.saying import PREPOSITIONS
from qa.english.vocabulary import in_common_use
from qa.sayings.subjects import main_subject
from qa.sayings.tokens import Token
from qa.sayings.units import Unit


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text.

    Attributes:
        start: its offset.
        end: behind it.
        parts: its words in lower case, without titles.
        kind: `man`, `woman` or "" where the words do not tell.
        person: whether it may be one.
        leads: whether it is the subject of its sentence.
        stands: whether it stands by itself, and not behind a preposition.
        office: what he is, where it stands before his name; "" if nothing does.
    """

    start: int
    end: int
    parts: tuple[str, ...]
    kind: str
    person: bool
    leads: bool
    stands: bool
    office: str


def mentions(unit: Unit) -> "list[Mention]":
    """The names of a sentence, outside of quotes."""
    toks = unit.toks
    subjects = [saying.subject for saying in unit.said if saying.subject]
    if main := main_subject(toks, len(toks)):
        subjects.append(main)
    found: list[Mention] = []
    n = 0
    opened = True
    while n < len(toks):
        if not toks[n].capital or toks[n].quoted:
            opened = opened and not toks[n].letter
            n += 1
            continue
        end = n + 1
        while end < len(toks) and (
            toks[end].capital
            or (toks[end].word in PARTICLES and end + 1 < len(toks) and toks[end + 1].capital)
            or (toks[end].word == "." and toks[end - 1].end - toks[end - 1].start == 1)
        ):
            end += 1
        before = toks[n - 1].word if n else ""
        leads = any(a <= end - 1 < b or _is_apposed(toks, b, n) for a, b in subjects)
        if one := _mention(toks[n:end], first=opened, before=before, leads=leads):
            found.append(one)
        opened = False
        n = end
    return found


def _is_apposed(toks: Sequence[Token], subject_end: int, n: int) -> bool:
    """Whether the name at token `n` says between commas who a subject is: `the mayor, Ada`."""
    return n == subject_end + 1 and toks[subject_end].word == ","


def _mention(run: Sequence[Token], *, first: bool, before: str, leads: bool) -> Mention | None:
    """A run of words with capitals as a name, without what is none."""
    start, end = _bounds(run)
    if start >= end or (end - start == 1 and run[start].word in TITLES | NO_NAMES):
        return None
    parts = tuple(token.word.strip(".") for token in run[start:end] if token.letter)
    titles = [token.word for token in run[:start] if token.word in TITLES]
    if len(parts) == 1 and first and not titles and in_common_use().issuperset(words(parts[0])):
        return None
    kind = _kind([*titles, before], parts)
    body = not titles and parts[-1] in BODIES
    known = bool(titles) or kind != "" or len(parts) == 1 or not _is_common(parts)
    office = ""
    if titles and titles[-1] in OFFICES:
        at = max(n for n in range(start) if run[n].word == titles[-1])
        office = " ".join(token.word for token in run[max(0, at - 1) : at + 1])
    return Mention(
        run[start].start,
        run[end - 1].end,
        parts,
        "" if body else kind,
        known and not body,
        leads,
        before not in PREPOSITIONS,
        office,
    )


def _bounds(run: Sequence[Token]) -> tuple[int, int]:
    """The name within a run of words with capitals: behind titles, and without what is no name."""
    start, end = 0, len(run)
    while start < end and run[start].word in NO_NAMES:
        start += 1
    titles = [n for n in range(start, end - 1) if run[n].word in TITLES]
    start = titles[-1] + 1 if titles else start
    given = [n for n in range(start, end - 1) if run[n].word in MEN | WOMEN]
    start = given[0] if given else start
    while start < end and run[start].word == ".":
        start += 1
    while end > start and (run[end - 1].word in NO_NAMES or run[end - 1].word == "."):
        end -= 1
    return start, end


def _kind(titles: Sequence[str], parts: Sequence[str]) -> str:
    """Whether somebody is a `man` or a `woman`, by his titles or given name; else ""."""
    for word in reversed(titles):
        if word in MALE_TITLES | MALE_NOUNS:
            return "man"
        if word in FEMALE_TITLES | FEMALE_NOUNS:
            return "woman"
    if len(parts) > 1:
        return "man" if parts[0] in MEN else "woman" if parts[0] in WOMEN else ""
    return ""


def _is_common(parts: Sequence[str]) -> bool:
    """Whether a name is made of common words alone, as those of offices and firms are."""
    return in_common_use().issuperset(stem for part in parts for stem in words(part))
