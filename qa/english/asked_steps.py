"""Questions for a step of instructions: "What comes after peeling?", "What is step 3?"."""

import re
from dataclasses import dataclass

from index.text.words import words
from qa.english.ordinals import ORDINAL_NUMBERS
from qa.english.vocabulary import FUNCTION_STEMS

_BESIDE = re.compile(
    r"(?:what|which step)(?: (?:is|are|should|must|do|does|can|will|step|the|next|i|we|you|one"
    r"|have|has|to|be|done|comes?|happens?|follows?|needs?|directly|right|immediately|straight|first))*"
    r" (?P<side>after|before|once) (?P<other>\S.*)",
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
        number: of the step, from 1; -1 for the last; 0 where all are counted, or `side` says it.
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
        matter = frozenset(words(match["other"])) - FUNCTION_STEMS
        return StepAsked(side, 0, matter) if matter else None
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
