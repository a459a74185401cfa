"""Of whom a sentence tells what a question asks of another: Wrenfield, and not Harrow Bridge."""

import re
from dataclasses import dataclass

from index.text.words import words
from qa.english.names import same_name
from qa.english.offices import is_short_for
from qa.english.vocabulary import FUNCTION_STEMS, in_common_use

_WORD = r"[A-ZÀ-Þ][\w’&-]{0,40}"
_NAME = rf"{_WORD}(?: (?:(?:of|and|de|von|van|&) )?{_WORD}){{0,5}}"
CAPITALIZED = re.compile(_WORD)
_BE = r"(?:was|were|is|are|has been|have been|had been|got)"
_ASKED = re.compile(
    r"\W*(?i:when|where|how|why|by whom|for how much|what year|which year|(?:in|on) (?:what|which)"
    rf" \w{{1,20}}) (?i:was|were|is|are)(?: [Tt]he)? (?P<who>{_NAME}) "
    r"(?:(?:\w{1,20}ly|first|last) )?(?P<verb>[a-z]{3,20})\b"
)
_TOLD = re.compile(
    rf"(?:\A|[,;:–—] (?:(?:and|but|while) )?|[“\"])(?:the )?(?P<who>{_NAME}) "
    rf"{_BE} (?:(?:\w{{1,20}}ly|first|last) )?(?P<verb>[a-z]{{3,20}})\b"
)


@dataclass(frozen=True, slots=True)
class AskedOf:
    """Of whom a question asks what was done.

    Attributes:
        who: the name.
        verb: stem of the word for what was done.
    """

    who: str
    verb: str

    @property
    def names(self) -> tuple[str, ...]:
        """The words of the name that have a capital."""
        return tuple(CAPITALIZED.findall(self.who))


def of_whom_asked(question: str) -> AskedOf | None:
    """Of whom a question asks when, where, how or why something was done; None for nobody."""
    found = _ASKED.match(question)
    verb = words(found["verb"])[:1] if found else []
    return AskedOf(found["who"], verb[0]) if found and verb else None


def tells_of_another(asked: AskedOf, sentence: str) -> bool:
    """Whether a sentence says just this of somebody or something else.

    "Wrenfield was founded in 1998" where is asked when Harrow Bridge was founded.
    """
    said = set(words(sentence))
    own = set(words(asked.who)) - FUNCTION_STEMS
    if any(same_name(one, other) for one in own for other in said):
        return False
    others = [one["who"] for one in _TOLD.finditer(sentence) if asked.verb in words(one["verb"])]
    return bool(others) and all(_is_another(asked.who, other) for other in others)


def _is_another(who: str, other: str) -> bool:
    """Whether the other is the name of another, and neither a description nor a short form."""
    described = other.startswith("The ") or set(words(other)) <= FUNCTION_STEMS | in_common_use()
    return not (described or is_short_for(other, who) or is_short_for(who, other))
