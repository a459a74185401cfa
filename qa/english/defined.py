"""What a text calls something: `Northwind Ltd (the "Supplier")`, `"Term" means three years`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_QUALIFIED = r"(?P<of> (?:in|of|under|according to|from) [\w’' ,.&-]{1,80})?"
_ASKED = re.compile(
    r"\s*(?:who|what|which (?:company|party|person|firm|entity|body|organi[sz]ation)) "
    r"(?:is|are|was|were) (?:(?:meant by|known as|referred to as|called) )?"
    rf"(?:the )?[\"“'‘]?(?P<term>\w[\w-]*(?: (?!(?:in|of|under|from) )\w[\w-]*){{0,3}})[\"”'’]?"
    rf"{_QUALIFIED}\s*\?*\s*",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"\b[A-ZÀ-Þ][\w&-]+")
_ANOTHER = re.compile(
    r"\([^()\n]{0,80}[\"“”][^()\n]{0,80}\)|\((?i:the|hereinafter|hereafter)\b[^()\n]{1,60}\)"
    r"|(?:^|(?<=\s))\(?\w{1,3}[.)](?=\s)"
)
"""What ends with a bracket in front, which what is called so does not go beyond: another thing
that is given a name, or the number of a party."""
_LEAD = re.compile(r"[\s,;:.]*(?:(?:and|or|both)\s+)?(?:(?:between|with|by|from|to)\s+)?")
_BEHIND = re.compile(r"\b(?:between|with|by|from|to)\s+(?=(?:the\s+)?[A-ZÀ-Þ])")
_LONGEST = 12
"""Words of a name, at most."""


@dataclass(frozen=True, slots=True)
class AskedTerm:
    """What a question asks the meaning of.

    Attributes:
        term: without an article.
        names: words with a capital in what it is said to be of ("of the Hale lease").
    """

    term: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Defined:
    """A thing that a text gives a name to.

    Attributes:
        at: where the name is given.
        start: of the words for the thing.
        end: of them; `start` where they are not sure.
    """

    at: int
    start: int
    end: int


def term_asked(question: str) -> AskedTerm | None:
    """The term that a question asks the meaning of, or the holder: "Who is the landlord?"."""
    found = _ASKED.fullmatch(question)
    if not found:
        return None
    return AskedTerm(found["term"], tuple(_CAPITAL.findall(found["of"] or "")))


def defined_as(term: str, text: str) -> Iterator[Defined]:
    """Where a text gives something a name, in brackets behind it, or says what a name means.

    Without quotation marks a bracket does so only where the text goes on to call it so.
    """
    quoted, bare, means = _patterns(term)
    often = len(re.findall(rf"\bthe {re.escape(term)}\b", text, re.IGNORECASE)) > 2
    for found in (bare if often else quoted).finditer(text):
        yield Defined(found.start(), *_called(text, found.start()))
    for found in means.finditer(text):
        start, end = found.span("what")
        yield Defined(
            found.start(), start, end if len(found["what"].split()) <= _LONGEST else start
        )


@lru_cache(128)
def _patterns(term: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A bracket with a name in quotation marks, one with or without them, and what it means."""
    name = r"\s+".join(map(re.escape, term.split()))
    marked = rf"[\"“”'‘’](?:the\s+)?{name}[\"“”'‘’]"
    quoted = rf"\((?:[^()\n]{{0,80}}\s)??{marked}[^()\n]{{0,60}}\)"
    bare = rf"\((?:hereinafter |hereafter )?the {name}\)"
    means = rf"{marked},? (?:shall )?(?:means?|refers to|is defined as) (?P<what>[^.;\n]{{1,300}})"
    one, two, three = (re.compile(p, re.IGNORECASE) for p in (quoted, f"{quoted}|{bare}", means))
    return one, two, three


def _called(text: str, bracket: int) -> tuple[int, int]:
    """The words for what a bracket gives a name to; empty where they are not sure."""
    line = text.rfind("\n\n", 0, bracket) + 1
    before = text[line:bracket].rstrip()
    start = max((found.end() for found in _ANOTHER.finditer(before)), default=0)
    led = _LEAD.match(before, start)
    start = led.end() if led else start
    behind = [found.end() for found in _BEHIND.finditer(before, start)]
    start = behind[-1] if behind else start
    end = before.find(", ", start)
    name = before[start : end if end > start else len(before)]
    sure = 0 < len(name.split()) <= _LONGEST
    return line + start, line + start + (len(name) if sure else 0)
