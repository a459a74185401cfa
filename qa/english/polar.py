"""Questions that are answered with yes or no."""

import re

from qa.english.permissions import of_anybody

_AUXILIARY = (
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must|am"
    r"|shall)(?:n[’']t)?"
)
_POLITE = re.compile(
    r"^(?:(?:so|and|but|well|ok|okay)\b[,\s]*)*"
    r"(?:(?:is it (?:true|right|correct)|did you know|would you say) that\s+)?",
    re.IGNORECASE,
)
_ASKS = re.compile(rf"{_AUXILIARY}\s+(?!i\b|we\b|you\b)\S", re.IGNORECASE)
_OF_US = re.compile(
    r"(?:(?:may|can|could|must|should|am|are|is|was|were|did|do|does|have|has|will|would) (?:i|we)"
    r"|(?:may|can|must|should) you|do you (?:have to|need))\b(?=\s+\S)",
    re.IGNORECASE,
)
"""What the reader may do, or what became of them, stands in the documents."""

_REQUEST = re.compile(
    r"(?:can|could|may|will|would|should|do|did|have|am|are) (?:you|i|we) (?:please )?(?:also )?"
    r"(?:tell|show|list|explain|find|say|name|summari[sz]e|help|describe|compare|know|ask|hear"
    r"|give(?! (?!me\b|us\b|you\b).{1,60}\bto\b)"
    r"|(?:see|get|have) (?:a|an|the|some|more|any) (?:list|summary|overview|table|answer|examples?"
    r"|quotes?|idea|information|details?)|look up|search|translate|write|quote|check|read|point"
    r"|provide|confirm|suggest|recommend|answer|speak|remind|clarify|talk|right|wrong|correct|sure"
    r"|meant?|understand|believe|think|trust|conclude|infer|see (?:who|what|when|where|why|how))\b",
    re.IGNORECASE,
)
"""What is asked of whoever answers, and not of the documents."""
_STATED = re.compile(r"^\W*is it (?:true|right|correct) that\s+(.+?)[?.\s]*$", re.IGNORECASE)
_KNOWN = re.compile(
    rf"{_AUXILIARY}\s+(?:anyone|anybody|someone|the documents?)\s+know", re.IGNORECASE
)
_CHOICE = re.compile(r"\bor\b(?!\s+(?:not|so|more|less|fewer|later|earlier|above|under)\b)", re.I)


def asks_yes_or_no(question: str) -> bool:
    """Whether a question is answered with yes or no.

    "May I bring a dog?" is asked of anybody. Not "Is it red or blue?", which leaves a choice, nor
    "Does anyone know who …?", "Can you tell me …?".
    """
    asked = _POLITE.sub("", question.strip())
    if _STATED.match(question):
        return True
    polar = _ASKS.match(asked) or (_OF_US.match(asked) and not _REQUEST.match(asked))
    return bool(polar) and not _CHOICE.search(asked) and not _KNOWN.match(asked)


def plain_question(question: str) -> str:
    """A yes/no question as the network learned them: without what leads up to it.

    "So, is the bridge closed" → "Is the bridge closed?"; "may I swim" → "May you swim?".
    """
    asked = _POLITE.sub("", question.strip()).rstrip("?. ") or question.strip()
    stated = _STATED.match(question)
    if stated:
        return f"Is it true that {stated[1]}?"
    asked = of_anybody(asked)
    return f"{asked[:1].upper()}{asked[1:]}?"


_ATTRIBUTED = re.compile(
    rf"^{_AUXILIARY}\s+[\w’'. -]{{2,60}}? (?:say|claim|report|announce|state|tell\s+\w+)\s+"
    r"(?:that\s+)?",
    re.IGNORECASE,
)
_BEGINS = re.compile(rf"^{_AUXILIARY}\s+", re.IGNORECASE)


def asked_statement(question: str) -> str:
    """What a yes/no question asks about, without the auxiliary that makes it one.

    "Did the ministry say that 111 drones were shot down?" → "111 drones were shot down": who said
    it is left out.
    """
    asked = plain_question(question).rstrip("?")
    stated = _STATED.match(question)
    if stated:
        return stated[1]
    told = _ATTRIBUTED.match(asked)
    return asked[told.end() :] if told else _BEGINS.sub("", asked, count=1)


def asks_who_says_so(question: str) -> bool:
    """Whether a yes/no question names who says what it asks about."""
    return bool(_ATTRIBUTED.match(plain_question(question).rstrip("?")))


_PERMITS = re.compile(r"(?:may|can|could)\b", re.IGNORECASE)


def asked_state(question: str) -> str:
    """How things stand, as a yes/no question asks; "May dogs swim?" asks what is allowed."""
    permits = _PERMITS.match(_POLITE.sub("", question.strip()))
    return f"{asked_statement(question)}{' allowed' if permits else ''}"
