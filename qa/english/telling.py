"""Whether a sentence tells something: it has a verb, and is no order to the reader."""

import re

from qa.english.enumerations import FINITE
from qa.english.verbs import PAST

_ORDER = re.compile(
    r"[“\"'(]?(?:please|check|find|ask|see|read|keep|use|write|call|send|note|tell|look|visit|click"
    r"|follow|sign|subscribe|watch|listen|name|do not|don[’']t|let|make sure|remember|download|join"
    r"|contact|go to|learn more|get the|try|add|put|give|leave|editors?:|support|enter|stay tuned"
    r"|editor[’']s note|share|scroll|tap|find out|stream|shop|buy|want more|more:|related:"
    r"|opinion:|photos?:)\b",
    re.IGNORECASE,
)
_PRESENT = frozenset(f"{verb}{ending}" for verb in PAST.values() for ending in ("", "s", "es"))
_WORD = re.compile(r"[a-z]+")


def tells(text: str) -> bool:
    """Whether a sentence has a verb in it and does not tell the reader to do something."""
    if _ORDER.match(text):
        return False
    if FINITE.search(text):
        return True
    said = _WORD.findall(text)
    return any(w in PAST or w in _PRESENT or (w.endswith("ed") and len(w) > 4) for w in said)
