"""Whether a speaker is who was asked for, and which names are near one that nobody has."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

from qa.english.given_names import OFFICES, RANKS, TITLES
from qa.english.saying import PREPOSITIONS
from qa.quotes.types import Attribution

_PART = re.compile(r"[^\W_]+(?:[’'&.-][^\W_]+)*")
_NEAR = 0.7
_SHOWN = 3


def parts_of(name: str) -> tuple[str, ...]:
    """The words by which a name is compared: without titles before it, accents and capitals.

    Of a description only those before a preposition: "a spokesman for Byrne" is not Byrne.
    """
    plain = _folded(name)
    found: list[str] = []
    for word in _PART.findall(plain):
        if word in PREPOSITIONS and word != "of" and found:
            break
        found.append(word)
    while len(found) > 1 and (found[0] in TITLES or found[0] in _ARTICLES):
        del found[0]
    return tuple(found)


def ranks_of(name: str) -> frozenset[str]:
    """What makes an office in a name another one: `deputy` in "the deputy mayor"."""
    return RANKS & frozenset(_PART.findall(_folded(name).replace("-", " ")))


def has_word(text: str, part: str) -> bool:
    """Whether a text has a part of a name, as `parts_of` gives it, as a word of its own."""
    return re.search(rf"(?<!\w){re.escape(part)}(?!\w)", _folded(text)) is not None


def _folded(text: str) -> str:
    """A text without capitals and accents."""
    apart = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return _ACCENT.sub("", apart)


_ACCENT = re.compile("[\u0300-\u036f]+")
_ARTICLES = ("the", "a", "an")


def is_by(
    wanted: tuple[str, ...], attribution: Attribution, ranks: frozenset[str] = frozenset()
) -> bool:
    """Whether the speaker is who is wanted, by parts of a name as `parts_of` gives them.

    A part of the name is enough on either side, as long as the last word is the same or the whole
    of the shorter one is in the other.

    Args:
        wanted: the parts.
        attribution: who speaks.
        ranks: what the name has of them, as `ranks_of` gives them.
    """
    who = parts_of(attribution.who)
    if not wanted or not who:
        return False
    another = "another" in who or ranks_of(attribution.who) != ranks
    if another and wanted[-1] in OFFICES and wanted[-1] in who:
        return False
    if set(wanted) <= set(who):
        return True
    if attribution.speaker is not None and set(who) <= set(wanted) and who[-1] == wanted[-1]:
        return True
    return wanted[-1] in OFFICES and not ranks and _holds(" ".join(wanted), attribution)


def _holds(office: str, attribution: Attribution) -> bool:
    """Whether an office stands beside the name of a speaker: "the mayor, Ada Byrne"."""
    named = attribution.speaker and (attribution.speaker.named or attribution.speaker.span)
    if not named:
        return False
    text = attribution.document.text
    before = _folded(text[max(0, named.start - _BESIDE) : named.start])
    own = _folded(attribution.document.slice(named))
    behind = _folded(text[named.end : named.end + _BESIDE])
    said = re.escape(office)
    if match := re.search(rf"{_OF_ANOTHER}(?<![\w-]){said},? ?\Z", before):
        return not match["other"]
    return bool(
        re.match(rf"(?:the )?{said}\b,? .", own)
        or re.match(rf",? (?:the|its) {said}(?![’'\w-]| of an)", behind)
    )


_OF_ANOTHER = (
    rf"(?P<other>\b(?:{'|'.join(sorted(RANKS))})[ -](?:\w+ )?|\b(?:for|of|to) (?:the |an? )?)?"
)
"""What stands before an office that a speaker does not hold: "a lawyer for the mayor"."""

_BESIDE = 40
"""Characters beside a name in which an office stands."""


def near(name: str, speakers: Iterable[str]) -> list[str]:
    """Names of speakers that are written nearly as one that nobody has; the nearest first."""
    by_key: dict[str, str] = {}
    for speaker in speakers:
        parts = parts_of(speaker)
        for key in (" ".join(parts), *parts[-1:]):
            by_key.setdefault(key, speaker)
    wanted = parts_of(name)
    keys = (" ".join(wanted), *wanted[-1:])
    found = [hit for key in keys for hit in get_close_matches(key, by_key, _SHOWN, _NEAR)]
    return list(dict.fromkeys(by_key[key] for key in found))[:_SHOWN]
