"""Names of countries and their people, forms of address, and the words of a name."""

import re

TOKEN = re.compile(r"[^\W_]+(?:[’'.&-][^\W_]+)*\.?(?=\W|$)|[^\W_]+")
"""A word as names have it: `U.S.`, `AT&T`, `O’Brien`."""

BEGINS_WITH_NAME = re.compile(
    r"(?:The )?[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)+ (?:is|are|was|were|has|have|had|will)\b"
)
"""A sentence on somebody or something of a name of several words."""

FULL_NAME = re.compile(
    r"(?!(?:The|An?|On|In|At|By|For|From|As|If|When|While|After|Before|Since|Its?|His|Her|This|That)"
    r" )[A-ZÀ-Þ][\w’'-]+(?: (?:(?:van|von|de|der|den|bin|al|la|le|di|da|du|del) ){0,2}"
    r"[A-ZÀ-Þ][\w’'-]*\.?){1,4}"
)
"""Two words or more, each with a capital letter: a person, a place, a body."""

TITLES = frozenset(["mr", "mrs", "ms", "dr", "sir"])
"""Forms of address, which are no part of a name."""

_WRITTEN_OUT = (
    (re.compile(r"\bU\.K\.?|\bUnited Kingdom\b|\bGreat Britain\b"), "UK"),
    (
        re.compile(
            r"\bU\.S\.(?:A\.)?|\bUnited States(?: of America)?\b|\bUSA\b"
            r"|(?<![A-Z]{2} )\bUS\b(?! ?[$-])"
        ),
        "America",
    ),
    (re.compile(r"\bEuropean Union\b"), "EU"),
)
"""Names of several words, and the one word that is compared in their place."""

DIRECTION = re.compile(
    r"\b((?:north|south)(?:-?(?:east|west))?|east|west)(?:ern|ward|wards|erly)?\b", re.IGNORECASE
)

_SAME_PEOPLE = """
    uk british britain / dutch netherland holland / french franc / danish denmark
    swiss switzerland / polish poland / spanish spain / greek greec / turkish turkey
    welsh wale / irish ireland / tori conserv
    american america us / german germani / chines china / norwegian norway / finnish finland
    swedish sweden / portugues portug / icelandic iceland / philippin filipino / argentin argentina
"""
_ROOT = {
    name: group.split()[0] for group in re.split(r"[/\n]", _SAME_PEOPLE) for name in group.split()
}
_LOOKALIKES = ({"niger", "nigeria"}, {"niger", "nigerian"}, {"austria", "australia"})


def written_out(text: str) -> str:
    """A text with names of several words, and their initials, as the one word for them."""
    for pattern, name in _WRITTEN_OUT:
        text = pattern.sub(name, text)
    return text


def same_name(one: str, other: str) -> bool:
    """Whether two stems name the same, or the people and the country: Russia, Russian."""
    if one == other or _ROOT.get(one, one) == _ROOT.get(other, other):
        return True
    least = max(4, min(len(one), len(other)) - 1)
    return one[:least] == other[:least] and {one, other} not in _LOOKALIKES
