"""Questions for an overview of a topic, and for sides beside each other."""

import re
from dataclasses import dataclass

from qa.english.asked_documents import bare

_ABOUT_WHAT = re.compile(
    r"(?:please |can you |could you )*(?:"
    r"(?:summari[sz]e|sum up|outline|recap|brief me on|catch me up on|fill me in on|describe) "
    r"(?:the |all )?(?:main points (?:of|on) |story (?:of|about|on) |news (?:of|about|on"
    r"|from) )?(?P<summed>.+)"
    r"|(?:give|write|make|show)(?: me)? (?:a |an |the )?(?:short |brief |quick )?"
    r"(?:summary|overview|outline|recap|picture|account|digest) (?:of|on|about) (?P<given>.+)"
    r"|(?:a |an )?(?:short |brief )?(?:summary|overview|recap) (?:of|on) (?P<noun>.+)"
    r"|tell me (?:something |more |everything |all )?(?:you know )?about (?P<told>.+)"
    r"|what (?:is|was) (?:currently )?known (?:so far )?(?:about|of|on) (?P<known>.+?)(?: so far)?"
    r"|what (?:do|did) (?:we|you|the (?:documents?|reports?|articles?|files?|papers?))"
    r" (?:know|say|tell us|report|have)"
    r" (?:so far )?(?:about|on|of) (?P<said>.+)"
    r"|what(?: all)? (?:has )?(?:happened|happens|took place|is going on|was going on|went on"
    r"|is happening)"
    r" (?:in|at|during|around|with|over) (?P<happened>.+)"
    r"|what(?:’s|'s| is) (?:the (?:situation|latest|state of things|story|news)|new|going on) "
    r"(?:in|at|with|on|of|about|from) (?P<latest>.+)"
    r"|what(?:’s|'s| is| was| were| are) (?:the )?(?:main |key )(?:points?|facts?|events?"
    r"|developments?) (?:of|in|on|about) (?P<main>.+)"
    r")",
    re.I,
)
_ONE_EVENT = re.compile(
    r"\b(?:when|after|before|because|if|while|as|that|which|who|by|since)\b|^(?:the )?\d{1,4}s?$"
    r"|^(?:it|him|her|them|this|that|these|those|he|she|they)$",
    re.I,
)
"""Of what happened: words after which one event is asked for."""


_FOR_ME = re.compile(r" for (?:me|us)(?: please)?(?=[:,]|$)", re.I)
"""Whom a request is to serve, behind what it asks for."""

_LONG_TOPIC = 8
"""Words of what something happened in, from which it is one event."""


def _plain(question: str) -> str:
    """A question on one line, without its mark and whom it is to serve."""
    return _FOR_ME.sub("", " ".join(question.split()).rstrip("?.! "))


@dataclass(frozen=True, slots=True)
class OverviewAsked:
    """A question for the few sentences that tell of a topic together.

    Attributes:
        topic: in its words.
    """

    topic: str


def overview_asked(question: str) -> OverviewAsked | None:
    """The topic that an overview is asked of, or None."""
    asked = _plain(question)
    match = _ABOUT_WHAT.fullmatch(asked)
    if not match:
        return None
    topic = next(filter(None, match.groups()), "")
    happened = match["happened"]
    if happened and (_ONE_EVENT.search(happened) or len(happened.split()) > _LONG_TOPIC):
        return None
    if match["summed"] and asked.lower().startswith("describe") and not topic[:1].isupper():
        return None
    return OverviewAsked(bare(topic)) if topic.split() else None


_TOPIC = (
    r"(?:(?::| (?:on|in terms of|regarding|with regard to|concerning|about|over|with respect to|as"
    r" to|for)) (?P<about>.+?))?"
)
_COMPARED = re.compile(
    r"(?:please )?(?:(?:compare|contrast) (?P<a>.+?) (?:and|with|to|against|vs\.?|versus)"
    r" (?P<b>.+?)"
    r"|how (?:do|does|did) (?P<a2>.+?) (?:and|compare (?:to|with)|differ from) (?P<b2>.+?)(?:"
    r" (?:differ|compare))?"
    r"|what(?:’s|'s| is| was| are| were) the (?:main |key )?differences? between (?P<a3>.+?)"
    r" and (?P<b3>.+?)"
    r"|(?:the )?differences? between (?P<a4>.+?) and (?P<b4>.+?)"
    r"|in what (?:way|respect)s? (?:do|does|did) (?P<a5>.+?) (?:and|differ from)"
    r" (?P<b5>.+?)(?: differ)?"
    rf"){_TOPIC}",
    re.I,
)
_SIDES = re.compile(
    r"what (?:do|does|did|have|has|is|are) (?:(?P<each>(?:each|either|every)(?: of the)?"
    r" (?:sides?|party|parties)"
    r"|(?:both|the two|the|all)(?: of the)? (?:sides|parties|camps))|(?P<a>.+?) and (?P<b>.+?))"
    r" (?:each |both |respectively )?(?:say|said|claim(?:ed)?|think|argue(?:d)?|report(?:ed)?"
    r"|saying|claiming)"
    r" (?:about|on|of|over|regarding) (?P<about>.+)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class ComparisonAsked:
    """A question that sets sides beside each other.

    Attributes:
        sides: that are named; none for "each side".
        about: in what they are compared; empty for in general.
        said: whether it asks for what the sides say.
    """

    sides: tuple[str, ...]
    about: str
    said: bool


def comparison_asked(question: str) -> ComparisonAsked | None:
    """The sides that a question compares, or None."""
    asked = _plain(question)
    if match := _SIDES.fullmatch(asked):
        sides: tuple[str, ...] = () if match["each"] else (bare(match["a"]), bare(match["b"]))
        return ComparisonAsked(_several(sides), bare(match["about"]), True)
    match = _COMPARED.fullmatch(asked)
    if not match:
        return None
    pairs = [(match[f"a{n}"], match[f"b{n}"]) for n in ("", "2", "3", "4", "5")]
    one, other = next(pair for pair in pairs if pair[0])
    how = asked.lower().startswith("how")
    if how and not re.search(r"\b(?:differ|compare)\b", asked, re.I):
        return None
    measured, other = _measured(one, other)
    one = measured["side"] if measured else one
    sides = _several((bare(one), bare(other)))
    if len(sides) < 2 or any(_POINTS.search(side) for side in sides):
        return None
    about = bare(match["about"] or "")
    if measured:
        about = f"{measured['about']} on {about}" if about else measured["about"]
    return ComparisonAsked(sides, about, False)


def facts_compared(question: str) -> str:
    """A comparison of what is counted or paid as a question for both; empty for any other.

    "Compare the prices for adults and children" → "What are the prices for adults and for …?"
    """
    asked = _plain(question)
    match = _COMPARED.fullmatch(asked)
    if not match or not match["a"] or match["about"] or not comparison_asked(question):
        return ""
    measured, other = _measured(match["a"], match["b"])
    if not measured:
        return ""
    about, by = measured["about"], measured["by"].lower()
    begins = "What are" if about.lower().split(" of ")[0].endswith("s") else "What is"
    sides = [*re.split(r",\s*", measured["side"]), other]
    return f"{begins} the {about} {' and '.join(f'{by} {side}' for side in sides)}?"


def _measured(one: str, other: str) -> tuple[re.Match[str] | None, str]:
    """What of two sides is compared, if it is named, and the other side without it."""
    here, there = _MEASURED.fullmatch(one), _MEASURED.fullmatch(other)
    if here and there and here["about"].lower() == there["about"].lower():
        return here, there["side"]
    if here is None or there or (_PLACED.search(here["side"]) and not _PLACED.search(other)):
        return None, other
    by = f"{here['by']} "
    return here, other[len(by) :] if other.lower().startswith(by.lower()) else other


_MEASURED = re.compile(
    r"(?!(?:the )?(?:costs? of living|terms of use)\b)"
    r"(?:the )?(?P<about>(?:[a-z-]+ )?(?:prices?|costs?|fees?|rates?|salar(?:y|ies)|wages?"
    r"|populations?|sizes?|areas?|hours|times|rules|terms|damage|losses|results?|ages?|weights?|heights?|depths?"
    r"|lengths?|views?|positions?|plans?|numbers? of [a-z]+)) (?P<by>for|of|in|at) (?P<side>.+)",
    re.IGNORECASE,
)
"""What of the sides is compared, in front of them: "the prices for adults"."""

_PLACED = re.compile(r" (?:for|of|in|at|on|to) ", re.I)
"""In "the price of bread in Leeds and York" not bread and York are compared, but Leeds and York."""

_POINTS = re.compile(r"\b(?:that|those) of\b|^(?:it|this|that|these|those|them|they|he|she)$", re.I)
"""A side that only another names."""


def _several(sides: tuple[str, ...]) -> tuple[str, ...]:
    """The sides, of which the first may name several with commas."""
    parts = [part for side in sides for part in re.split(r",\s*", side)]
    return tuple(dict.fromkeys(bare(part) for part in parts if part.strip()))


NOTHING_ON = "Nothing was found of {}{}."
"""Of a side, and in what; the documents may still say it in other words."""

NO_MENTION = "No document mentions {}."


def nothing_on(side: str, about: str, named: bool, then: str = "") -> str:
    """That nothing is said of a side, in a sentence.

    Args:
        side: it.
        about: in what it is compared; or empty.
        named: whether any document mentions it.
        then: the phrase of the time that is asked for; or empty.
    """
    if not named:
        return NO_MENTION.format(side)
    matter = f" on {about}" if about else ""
    return NOTHING_ON.format(side, f"{matter} from “{then}”" if then else matter)
