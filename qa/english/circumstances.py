"""What holds in some weather or in some case only: "The match is cancelled in snow"."""

import re

from index.text.words import words

_NOUN = (
    r"(?:snow|fog|mist|rain|ice|frost|hail|thunder|storms?|thunderstorms?|snowstorms?|gales?"
    r"|winds?|heat|heatwaves?|floods?|flooding|drought|lightning|weather|emergenc(?:y|ies)"
    r"|illness|sickness|fire|strikes?|high water|low water)"
)
_CIRCUMSTANCE = re.compile(
    rf"\b(?:in|during|at times of|on days of) (?:[\w-]+ ){{0,2}}?{_NOUN}\b"
    r"|\bin (?:case|the event|cases) of (?:an? |the )?[\w-]+"
    r"|\bif it (?:rains|snows|freezes)\b",
    re.IGNORECASE,
)
_THIS_ONE = re.compile(
    r"\b(?:in|during) (?:th(?:is|ese)|yesterday|today|last|next)\b", re.IGNORECASE
)
_NOT_A_RULE = re.compile(
    r"\b(?:was|were|had|did|has|have|today|tonight|yesterday|tomorrow|now)\b", re.IGNORECASE
)
_OF_A_RULE = re.compile(
    r"\b(?:is|are|be|do|does|don[’']t|doesn[’']t|will|can|cannot|may|must|shall)\b", re.IGNORECASE
)
_WHENEVER = re.compile(
    r"\b(?:is|are|be) (?!un|ask)\w{2,20}ed when(?:ever)? [^,;.]{1,60}\b(?:is|are|has|have)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\b(?:when(?:ever)?|if)\b", re.IGNORECASE)


def circumstance(sentence: str) -> str:
    """The weather or case in which a rule holds: "in snow"; empty if none, or if it was so once."""
    found = _CIRCUMSTANCE.search(sentence)
    if not found or _THIS_ONE.match(found[0]) or _NOT_A_RULE.search(sentence):
        return ""
    return found[0] if _OF_A_RULE.search(sentence) else ""


def in_another_case(question: str, sentence: str) -> bool:
    """Whether a sentence holds in some weather or case only, of which a question says nothing."""
    case = circumstance(sentence)
    return bool(case) and not set(words(case)[-1:]) <= set(words(question))


def holds_now_and_then(question: str, sentence: str) -> bool:
    """Whether what a sentence says holds in some case only, of which a question says nothing."""
    whenever = _WHENEVER.search(sentence) and not _WHEN.search(question)
    return bool(whenever) or in_another_case(question, sentence)
