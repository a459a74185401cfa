"""Words that set things in an order: tall, taller, tallest, and what is measured by them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from index.text.lists import word_set
from index.text.words import words
from qa.english.vocabulary import FUNCTION_STEMS


@dataclass(frozen=True, slots=True)
class Scale:
    """What a word such as "cheapest" or "taller" orders things by.

    Attributes:
        sign: 1 where more of it comes first, -1 where less does.
        names: stems of what columns are called that tell it; none where the question must name it.
        against: stems of such columns that tell the contrary: who is older was born earlier.
        timed: whether it orders days, years or times of the day, of a column that is named.
        of_any: whether it orders by whatever number is named behind it: "the highest score".
    """

    sign: int
    names: frozenset[str]
    against: frozenset[str] = frozenset()
    timed: bool = False
    of_any: bool = False


COST = frozenset(
    words("price cost fee charge fare rent rate ticket admission entry eur usd gbp chf")
)
"""Stems of what columns of prices are called."""

RANKS = frozenset(words("rank position place pos standing seed"))
"""Stems of what columns are called whose lowest number is the first."""

_BEGUN = "built founded opened established completed made"
_BIRTH = "born birth"
_OF_ANY = word_set("highest lowest higher lower greatest greater")
_WHOLE = frozenset(words("total overall full year date"))
_BESIDES = re.compile(r"\([^()]*\)|\bper \w+", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")
_COUNTED = re.compile(r"\b(?:number|amount|quantity|volume|count) of\b", re.IGNORECASE)
_GOES_ON = re.compile(
    r"[,:;(–—]| - |\b(?:of|for|in|on|at|over|to|by|from|with|per|after|before|under|during|within"
    r"|excluding|including)\b",
    re.IGNORECASE,
)
_BEHIND_IT = re.compile(
    r"\w+ed|given|sold|taken|made|won|known|numbers?|counts?|totals?|figures?", re.IGNORECASE
)
_NO_MEASURE = re.compile(r"\bratings?\b|\b(?:no|nr|id)\b|#", re.IGNORECASE)

RATING = re.compile(r"\brat(?:ings?|ed)\b", re.IGNORECASE)
"""A judgement, which has the stem of a rate and is none."""
_SCALES = (
    # of most; of more; of least; of less; what columns are called; likewise of the contrary
    ("tallest", "taller", "", "", "height altitude elevation", ""),
    ("highest", "higher", "lowest", "lower", "height altitude elevation", ""),
    ("longest", "longer", "shortest", "shorter", "length duration distance mileage", ""),
    ("heaviest", "heavier", "lightest", "lighter", "weight mass", ""),
    (
        *("dearest costliest priciest most-expensive most-costly", "dearer more-expensive"),
        *("cheapest least-expensive", "cheaper less-expensive", " ".join(sorted(COST)), ""),
    ),
    (
        *("largest biggest greatest", "larger bigger greater", "smallest", "smaller"),
        *("size area population capacity surface", ""),
    ),
    ("oldest", "older", "", "", "age", f"{_BEGUN} {_BIRTH}"),
    ("", "", "youngest", "younger", "age", _BIRTH),
    ("", "", "newest", "newer", "", f"{_BEGUN} joined started hired since"),
    ("fastest quickest", "faster quicker", "slowest", "slower", "speed", ""),
    ("deepest", "deeper", "shallowest", "shallower", "depth", ""),
    ("widest broadest", "wider broader", "narrowest", "narrower", "width breadth", ""),
    ("thickest", "thicker", "thinnest", "thinner", "thickness diameter girth", ""),
    (
        *("hottest warmest", "hotter warmer", "coldest coolest", "colder cooler"),
        *("temperature temp celsius", ""),
    ),
    (
        *("farthest furthest", "farther further", "nearest closest", "nearer closer"),
        *("distance", ""),
    ),
    ("most-populous", "more-populous", "", "", "population inhabitants", ""),
    ("most", "more", "least fewest", "less fewer", "", ""),
)
_TIMED = (("latest last most-recently", "later", "earliest first", "earlier sooner"),)


def _scales(most: bool) -> dict[str, Scale]:
    """Each word for what comes first of all, or of two, with what it orders by."""
    found: dict[str, Scale] = {}
    for first, more, last, less, names, against in _SCALES:
        own, contrary = frozenset(words(names)), frozenset(words(against))
        for sign, said in ((1, first if most else more), (-1, last if most else less)):
            for word in said.split():
                found[word] = Scale(sign, own, contrary, of_any=word in _OF_ANY)
    for first, more, last, less in _TIMED:
        for sign, said in ((1, first if most else more), (-1, last if most else less)):
            found.update({word: Scale(sign, frozenset(), timed=True) for word in said.split()})
    return found


MOST_OF_ALL = _scales(most=True)
"""A superlative, two words joined by a hyphen → what it orders by."""

MORE_OF_TWO = _scales(most=False)
"""Likewise of comparatives."""


def pattern_of(scales: dict[str, Scale]) -> str:
    """An expression for the words of scales, the longest first."""
    said = sorted(scales, key=len, reverse=True)
    return "|".join(word.replace("-", r"[\s-]") for word in said)


def scale_of(said: str, scales: dict[str, Scale]) -> Scale:
    """What a word orders by.

    Raises:
        KeyError: if it is none of the scales.
    """
    return scales[re.sub(r"\s", "-", said.lower())]


def of_people(scale: Scale) -> Scale:
    """The same of people, who are as old as their age or their birth tells."""
    birth = frozenset(words(_BIRTH))
    return replace(scale, against=scale.against & birth) if scale.against & birth else scale


def stems_of_measure(column: str) -> frozenset[str]:
    """The stems of the name of a column but for its unit and what it is counted by: "per day"."""
    return frozenset(words(_BESIDES.sub(" ", column)))


def head_of_measure(column: str) -> str:
    """The stem of what a column measures: the price, of "Total price over 36 months"; or ""."""
    counted = _COUNTED.split(column)[-1].strip()
    said = re.findall(r"[^\W_]+", _GOES_ON.split(counted)[0])
    while len(said) > 1 and _BEHIND_IT.fullmatch(said[-1]):
        said.pop()
    return "".join(words(said[-1])[:1]) if said else ""


def is_all_said(column: str, asked: Iterable[str]) -> bool:
    """Whether a question says every word of the name of a column but for its unit.

    Args:
        column: its name.
        asked: stems of the question.
    """
    return frozenset(words(_BRACKETS.sub(" ", column))) <= frozenset(asked)


def tells(column: str, scale: Scale, asked: Iterable[str]) -> bool:
    """Whether a column is called as what a scale measures, and says no more than is asked.

    Args:
        column: its name: `Age` tells who is the oldest, `Minimum age` does not.
        scale: by which things are ordered.
        asked: stems of the question.
    """
    own, named = scale.names | scale.against, stems_of_measure(column)
    plain = own | COST | FUNCTION_STEMS | _WHOLE | frozenset(asked)
    return bool(named & own) and named <= plain and not _NO_MEASURE.search(column)
