"""Does a claim have somebody say what the evidence has somebody say, and nothing else?

"Six people were hurt" by "Six people were hurt, the mayor said" leaves out whose word it is; the
other way round, it puts words into the mayor's mouth.
"""

from dataclasses import dataclass
from functools import lru_cache

from index.documents.sentences import cut_line
from index.text.words import words
from qa.english.speakers import TURN
from qa.english.vocabulary import FUNCTION_STEMS
from qa.sayings.find import found_in
from qa.sayings.units import units


@dataclass(frozen=True, slots=True)
class _Told:
    """The stems of a text, by whose word they are; words of grammar are left out.

    Attributes:
        speakers: of all who say something in it.
        said: of what they say.
        plain: of all else, the speakers among them.
    """

    speakers: frozenset[str]
    said: frozenset[str]
    plain: frozenset[str]


def unattributed(claim: str, evidence: str) -> bool:
    """Whether most of what a claim has of its evidence is there somebody's word, and not its own.

    Not where the claim has somebody say it as well, or names him in another way.

    Args:
        claim: one sentence.
        evidence: the sentences that it cites, one a line.
    """
    given, own = _told(evidence), _told(claim)
    if not given.said or own.said:
        return False
    here = own.plain & (given.said | given.plain)
    only_said = own.plain & (given.said - given.plain)
    return not own.plain & (given.speakers - given.said) and 2 * len(only_said) > len(here)


def says_something(text: str) -> bool:
    """Whether somebody says something in a text, in whatever way."""
    return bool(_told(text).speakers)


def labels(text: str) -> frozenset[str]:
    """The stems of what stands before a colon in its lines: who speaks, in a conversation."""
    return _stems(" ".join(match[0] for match in TURN.finditer(text)))


def is_said(claim: str) -> bool:
    """Whether a claim has somebody say what it says."""
    return bool(_told(claim).said)


@lru_cache(maxsize=1024)
def _told(text: str) -> _Told:
    places: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        places += cut_line(text, start, start + len(line))
        start += len(line) + 1
    speakers: list[str] = []
    said: list[str] = []
    plain = list(text)
    for one in found_in(units(text, places)):
        if one.speaker and not one.passing:
            speakers.append(text[slice(*one.speaker)])
            for start, end in one.content:
                said.append(text[start:end])
                plain[start:end] = " " * (end - start)
    return _Told(_stems(" ".join(speakers)), _stems(" ".join(said)), _stems("".join(plain)))


def _stems(text: str) -> frozenset[str]:
    return frozenset(words(text)) - FUNCTION_STEMS
