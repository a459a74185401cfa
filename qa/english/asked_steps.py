"""Questions for a step of instructions: "What comes after peeling?", "What is step 3?"."""

import re
from dataclasses import dataclass

from index.text.lists import word_set
from index.text.words import words
from qa.english.asked_lines import is_said
from qa.english.ordinals import ORDINAL_NUMBERS
from qa.english.vocabulary import FUNCTION_STEMS

_BESIDE = re.compile(
    r"(?:what|which step)(?: (?:is|are|should|must|do|does|can|will|step|the|next|i|we|you|one"
    r"|have|has|to|be|done|comes?|follows?|needs?|directly|right|immediately|straight|first))*"
    r" (?P<side>after|before|once) (?:step (?P<figure>\d{1,2})\W*\Z|(?P<other>\S.*))",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:what|which) (?:is|are|does|do)\b.{0,40}?\b(?:step (?P<figure>\d{1,2})"
    r"|(?:the )?(?P<word>\w+) step)\b(?P<about>.*)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"how many steps\b(?P<about>.*)", re.IGNORECASE)
_NO_MATTER = frozenset(
    words("step steps say there have has take takes need needed necessary done instructions i you")
)


@dataclass(frozen=True, slots=True)
class StepAsked:
    """A question for steps.

    Attributes:
        side: 1 for the step after another, -1 for the one before it, 0 for neither.
        number: of the step, or of that other one, from 1; -1 for the last; 0 for all of them, or
            where `matter` says which.
        matter: stems of the other step, or of what the instructions are for.
    """

    side: int
    number: int
    matter: frozenset[str]


def step_asked(question: str) -> StepAsked | None:
    """What step a question asks for; None where it asks for none."""
    asked = question.strip()
    if match := _BESIDE.fullmatch(asked):
        side = -1 if match["side"].lower() == "before" else 1
        matter = frozenset(words(match["other"] or "")) - FUNCTION_STEMS
        number = int(match["figure"] or 0)
        plain = number or any(map(str.isalpha, matter))
        return StepAsked(side, number, matter) if plain else None
    if match := _COUNTED.fullmatch(asked):
        return StepAsked(0, 0, _matter(match["about"]))
    if match := _NUMBERED.fullmatch(asked):
        word = (match["word"] or "").lower()
        number = int(match["figure"] or 0) or (
            -1 if word in ("last", "final") else ORDINAL_NUMBERS.get(word, 0)
        )
        return StepAsked(0, number, _matter(match["about"])) if number else None
    return None


def _matter(about: str) -> frozenset[str]:
    return frozenset(words(about)) - FUNCTION_STEMS - _NO_MATTER


INSTRUCTIONS = re.compile(
    r"\b(?:steps?|methods?|instructions?|how to|procedures?|directions?|preparation|assembly"
    r"|installation|manual)\b|^\W*\w{3,}ing\b",
    re.IGNORECASE,
)
"""What a list of steps is called."""

_BESIDE_ANOTHER = re.compile(
    r"\b(?:before|after|once|when|until|till|by|if|unless)\b", re.IGNORECASE
)
_LET = word_set("let leave allow keep")


def does(clause: str, matter: frozenset[str]) -> bool:
    """Whether a clause of a step tells to do a thing, and not when or after what to do another.

    Args:
        clause: such as "Stone the plums".
        matter: stems of the thing, as "stoning the plums" has them.
    """
    first = clause.split()[:1]
    if not first or _BESIDE_ANOTHER.search(clause):
        return False
    tells = first[0].lower() in _LET or bool(set(words(first[0])) & matter)
    said = frozenset(words(clause))
    return tells and all(is_said(stem, said) for stem in matter)
