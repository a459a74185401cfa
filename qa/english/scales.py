"""Words that set things in an order: tall, taller, tallest, and what is measured by them."""

import re
from dataclasses import dataclass

from index.text.words import words


@dataclass(frozen=True, slots=True)
class Scale:
    """What a word such as "cheapest" or "taller" orders things by.

    Attributes:
        sign: 1 where more of it comes first, -1 where less does.
        names: stems of what columns are called that tell it; none where the question must name it.
        against: stems of such columns that tell the contrary: who is older was born earlier.
        timed: whether it orders days, years or times of the day, of a column that is named.
    """

    sign: int
    names: frozenset[str]
    against: frozenset[str] = frozenset()
    timed: bool = False


COST = frozenset(
    words("price cost fee charge fare rent rate ticket admission entry eur usd gbp chf")
)
"""Stems of what columns of prices are called."""

RANKS = frozenset(words("rank position place pos standing seed"))
"""Stems of what columns are called whose lowest number is the first."""

_BEGUN = "built founded opened established completed made year born birth"
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
    ("oldest", "older", "", "", "age", _BEGUN),
    ("", "", "youngest", "younger", "age", "born birth"),
    ("", "", "newest", "newer", "age", f"{_BEGUN} joined started hired since"),
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
            found.update({word: Scale(sign, own, contrary) for word in said.split()})
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
