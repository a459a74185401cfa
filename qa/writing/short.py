"""The answer in a few words, in front of the sentence: those that answer, where they are sure."""

import re
from collections.abc import Sequence

from index.text.words import words
from qa.english.asked_lists import only_counts
from qa.english.asked_several import asks_who
from qa.english.dates import YEAR
from qa.english.questions import ASKS_AGE, KINDS
from qa.evidence.done import only_decided
from qa.evidence.rows.under_headings import named_by
from qa.evidence.select import Evidence
from qa.types import Citation, Claim

LONGEST = 10
"""Words; what is longer is no answer in short."""

_WHOLE = 0.6
"""Share of a sentence from which its words are the sentence."""

_WHICH = re.compile(r"which (?P<kind>[\w’'-]+)", re.IGNORECASE)
_PLACES_AND_TIMES = "town city country place year month day date time"
"""What a line tells of what its heading names, and not the heading."""

_EDGES = " ,;:.–—-\"“”‘’'()[]"


def in_short(
    question: str, claims: Sequence[Claim], evidence: Sequence[Evidence], least: float | None
) -> str:
    """The words of the first claim's sentence that answer; empty where they are not sure.

    Args:
        question: as it was asked.
        claims: of the answer.
        evidence: what was read.
        least: logit of the words from which they are sure; None if nobody knows.
    """
    if not claims or least is None:
        return ""
    cited = claims[0].citations[0]
    found = next((one for one in evidence if one.span == cited.span), None)
    if found is None or found.answer_score < least or only_decided(question, found.text):
        return ""
    name = _name_asked_for(question, cited) if found.answer == found.span else ""
    if name:
        return name
    said = _in_brackets(" ".join(cited.words.split()).strip(_EDGES), cited.quote)
    if not said or len(said.split()) > LONGEST or len(said) > _WHOLE * len(cited.quote):
        return ""
    asked = next((given for asks, given in KINDS[:2] if asks.search(question)), None)
    if asked and not asked.search(said):  # a number or a time is asked for, and none is there
        return ""
    if ASKS_AGE.search(question) and YEAR.search(said):
        return ""
    if only_counts(question, said):
        return ""
    return said[0].upper() + said[1:]


def _in_brackets(said: str, quote: str) -> str:
    """The words with the bracket at their edge that closes, or opens, one within them."""
    within = " ".join(quote.split())
    more = said.count("(") - said.count(")")
    whole = {1: f"{said})", -1: f"({said}"}.get(more, said)
    return whole if whole in within else said


def _name_asked_for(question: str, cited: Citation) -> str:
    """What the section of a line is called, where a question asks which one it is; else empty."""
    place = named_by(cited.document, cited.span)
    which = _WHICH.match(question)
    if place is None or not (asks_who(question) or which):
        return ""
    name, key = cited.document.slice(place[1]), cited.quote.partition(":")[0]
    of_line = which and set(words(which["kind"])) & set(words(f"{key} {_PLACES_AND_TIMES}"))
    return "" if of_line or set(words(name)) & set(words(question)) else name
