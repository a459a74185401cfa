"""Whether a sentence tells something: it has a verb, and is no order to the reader."""

import re

from qa.english.enumerations import FINITE
from qa.english.events import PAST
from qa.english.verbs import PAST as VERBS

_ORDER = re.compile(
    r"[“\"'(]?(?:please|check|find|ask|see|read|keep|use|write|call|send|note|tell|look|visit|click"
    r"|follow|sign|subscribe|watch|listen|name|do not|don[’']t|let|make sure|remember|download|join"
    r"|contact|go to|learn more|get the|try|add|put|give|leave|editors?:|support|enter|stay tuned"
    r"|editor[’']s note|share|scroll|tap|find out|stream|shop|buy|want more|more:|related:"
    r"|opinion:|photos?:)\b",
    re.IGNORECASE,
)
_PRESENT = frozenset(f"{verb}{ending}" for verb in VERBS.values() for ending in ("", "s", "es"))
_WORD = re.compile(r"[a-z]+")


def tells(text: str) -> bool:
    """Whether a sentence has a verb in it and does not tell the reader to do something."""
    if _ORDER.match(text):
        return False
    if FINITE.search(text) or PAST.search(text):
        return True
    return any(word in VERBS or word in _PRESENT for word in _WORD.findall(text))
