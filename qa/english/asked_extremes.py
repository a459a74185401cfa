"""Questions that compare the rows of a table: which of them comes first, or which of two.

"Which hotel is the cheapest?", "the second longest river", "Which is cheaper, the tent or the
cabin?", "Is A dearer than B?", "How much more does A cost than B?"
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from qa.english.asked_rows import NARROWED
from qa.english.ordinals import ORDINAL_NUMBERS
from qa.english.scales import MORE_OF_TWO, MOST_OF_ALL, Scale, pattern_of, scale_of


class Form(Enum):
    """What is asked of the order of some rows."""

    FIRST = "first"
    POLAR = "polar"
    DIFFERENCE = "difference"


@dataclass(frozen=True, slots=True)
class ExtremeAsked:
    """A question for the order of some rows.

    Attributes:
        question: as it was asked.
        rest: the same length, with blanks in place of the sides and of the words for the order.
        scale: what they are ordered by.
        form: which of them comes first, whether one comes before the other, or by how much.
        nth: which place is asked for, 1 for the first.
        count: how many are asked for.
        sides: the rows that it names, where it names them.
        of: the words for what is asked of the row that comes first: "the price of"; or empty.
        how: the same where it asks "how high"; or empty.
        values: whether its own value is asked for, or no matter which way round.
        behind: the words right behind that for the order: "population" of "largest population".
        what: "is" or "does", where it asks "what is" or "what does" the row that comes first; "is"
            too where it asks for that in a word, "lowest price?".
    """

    question: str
    rest: str
    scale: Scale
    form: Form = Form.FIRST
    nth: int = 1
    count: int = 1
    sides: tuple[str, ...] = ()
    of: str = ""
    how: str = ""
    values: bool = False
    behind: str = ""
    what: str = ""


_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5}
_PLACE = "|".join(ORDINAL_NUMBERS)
_SUPERLATIVE = re.compile(
    rf"(?<!\bat )\b(?:(?:the )?(?:(?P<nth>{_PLACE})[\s-]|(?P<count>{'|'.join(_COUNTS)}) ))?"
    rf"(?:the )?(?P<said>{pattern_of(MOST_OF_ALL)})\b(?! of\b| (?:week|month|year|night|season)\b)",
    re.IGNORECASE,
)
_MORE = pattern_of(MORE_OF_TWO)
_OPENS = re.compile(
    r"(?:which|what|who|how|when"
    r"|(?:in|on|during|for) (?:which|what) (?:\w+ )?(?:year|season|quarter|month|week|day))\b",
    re.IGNORECASE,
)
_OF = re.compile(
    r"(?:what|who|which) (?:is|was|are|were) the (?P<of>[\w ]{2,40}?) (?:of|for|at|in)\s*\Z",
    re.IGNORECASE,
)
_HOW = re.compile(
    r"how (?:(?:many|much)\b|\w+(?= (?:is|was|are|were|does|did|do|has|have)\b))", re.IGNORECASE
)
_MANY = re.compile(rf"(?:which|what) (?P<count>{'|'.join(_COUNTS)})\b", re.IGNORECASE)
_WHEN = re.compile(r"when (?:is|was|are|were|does|did)\b", re.IGNORECASE)
_WHAT = re.compile(
    r"what(?:['’]s| is| was| are| were| (?P<does>does|do|did)) "
    r"(?:(?:my|our|your|his|her|its|their) )?",
    re.IGNORECASE,
)
_WORDS = re.compile(r"(?: [\w-]+){1,3}")
_STAYS_OPEN = re.compile(r"\b(?:is|are|stays?|remains?) (?:open)(?= (?:the )?latest\b)", re.I)

_SIDE = r"[^,;:?]{1,60}?"
_OR = re.compile(r",? or |, ", re.IGNORECASE)
_MORE_WORD = re.compile(rf"\b(?:{_MORE})\b", re.IGNORECASE)
_CHOICE = re.compile(
    rf"(?P<asked>(?:which|what|who)\b[^,;:]{{2,80}})[,:;] (?P<sides>{_SIDE}(?:, {_SIDE}){{0,3}}"
    rf",? or [^,;:?]{{1,60}})",
    re.IGNORECASE,
)
_OF_TWO = re.compile(
    rf"which of (?P<a>{_SIDE})(?: and | or )(?P<b>{_SIDE}) (?P<asked>(?:is|are|was|has|have|had"
    rf"|costs?|weighs?|scored|opens|closes)\b.{{2,60}})",
    re.IGNORECASE,
)
_POLAR_CHOICE = re.compile(
    rf"(?:is|are|was|were) (?P<a>{_SIDE}) or (?P<b>{_SIDE}) (?P<said>{_MORE})", re.IGNORECASE
)
_POLAR = re.compile(
    rf"(?:is|are|was|were|does|do|did|has|have) (?P<a>[^,;:]{{1,80}}?) (?P<said>{_MORE})"
    rf"(?P<named>(?: [\w-]+){{0,3}}?) than (?P<b>[^,;:]{{1,60}})",
    re.IGNORECASE,
)
_DIFFERENCE = re.compile(
    rf"(?:by )?how (?:much|many) (?P<said>{_MORE})(?P<named>(?: [\w-]+){{0,3}}?) "
    r"(?:is|are|was|were|does|do|did|has|have) (?P<a>[^,;:]{1,80}?) than (?P<b>[^,;:]{1,60})",
    re.IGNORECASE,
)
_APART = re.compile(
    rf"by how much (?:is|are|was|were) (?P<a>{_SIDE}) (?P<said>{_MORE})(?P<named>) than"
    r" (?P<b>[^,;:]{1,60})",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"what (?:is|was) the (?:[\w ]{2,40}? )?(?P<d>difference)(?: in [\w ]{2,40}?)?"
    r" (?P<b2>between) (?P<a>[^,;:]{1,60}?) and (?P<b>[^,;:]{1,60})",
    re.IGNORECASE,
)


def extreme_asked(question: str) -> ExtremeAsked | None:
    """What a question asks of the order of rows, if it may; else None."""
    asked = question.rstrip("?.! ")
    if NARROWED.search(asked):
        return None
    return next(filter(None, (read(asked) for read in _READINGS)), None)


def _choice(asked: str) -> ExtremeAsked | None:
    if match := _POLAR_CHOICE.fullmatch(asked):
        sides = (match.span("a"), match.span("b"))
        return _of_sides(asked, scale_of(match["said"], MORE_OF_TWO), sides, match.span("said"))
    places: tuple[tuple[int, int], ...] = ()
    if match := _CHOICE.fullmatch(asked):
        places = tuple(_elements(asked, *match.span("sides")))
    elif match := _OF_TWO.fullmatch(asked):
        places = (match.span("a"), match.span("b"))
    ordered = _ordered(asked, *match.span("asked")) if match else None
    return _of_sides(asked, ordered[0], places, ordered[1]) if ordered else None


def _elements(asked: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the elements of an enumeration stand."""
    for match in _OR.finditer(asked, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def _ordered(asked: str, start: int, end: int) -> tuple[Scale, tuple[int, int]] | None:
    """The first word for an order between two places of a question, and where it stands."""
    if match := _SUPERLATIVE.search(asked, start, end):
        return scale_of(match["said"], MOST_OF_ALL), match.span()
    if match := _MORE_WORD.search(asked, start, end):
        return scale_of(match[0], MORE_OF_TWO), match.span()
    return None


def _polar(asked: str) -> ExtremeAsked | None:
    match = _POLAR.fullmatch(asked)
    return _compared(asked, match, Form.POLAR) if match else None


def _difference(asked: str) -> ExtremeAsked | None:
    if match := _DIFFERENCE.fullmatch(asked) or _APART.fullmatch(asked):
        return _compared(asked, match, Form.DIFFERENCE)
    if match := _BETWEEN.fullmatch(asked):
        sides = (match.span("a"), match.span("b"))
        found = _of_sides(asked, MORE_OF_TWO["more"], sides, match.span("d"), match.span("b2"))
        return replace(found, form=Form.DIFFERENCE, values=True)
    return None


def _compared(asked: str, match: re.Match[str], form: Form) -> ExtremeAsked:
    scale = scale_of(match["said"], MORE_OF_TWO)
    sides = (match.span("a"), match.span("b"))
    opening = (0, match.end("said") if form is Form.DIFFERENCE else 0)
    found = _of_sides(asked, scale, sides, opening, match.span("said"))
    return replace(found, form=form)


def _of_sides(
    asked: str, scale: Scale, sides: tuple[tuple[int, int], ...], *said: tuple[int, int]
) -> ExtremeAsked:
    named = tuple(asked[start:end] for start, end in sides)
    rest = _without(asked, *sides, *said)
    return ExtremeAsked(asked, rest, scale, sides=named, behind=_behind(asked, said[-1][1]))


def _behind(asked: str, end: int) -> str:
    """The words that go on right behind a place of a question."""
    match = _WORDS.match(asked, end)
    return match[0] if match else ""


def _without(asked: str, *places: tuple[int, int]) -> str:
    """A question with blanks at some places."""
    for start, end in places:
        asked = asked[:start] + " " * (end - start) + asked[end:]
    return asked


def _first(asked: str) -> ExtremeAsked | None:
    found = list(_SUPERLATIVE.finditer(asked))
    if len(found) != 1 or not (found[0].start() == 0 or _OPENS.match(asked)):
        return None
    match, many = found[0], _MANY.match(asked)
    before = asked[: match.start()]
    count = match["count"] or (many["count"] if many else "")
    of, how, what = _OF.match(before), _HOW.match(before), _WHAT.fullmatch(before)
    scale = scale_of(match["said"], MOST_OF_ALL)
    if scale.timed and not before:
        return None  # the latest of what goes on, or what to do first
    if scale.timed and _WHEN.match(before) and not match[0].lower().startswith("the "):
        return None  # when one thing was last seen to
    rest = _STAYS_OPEN.sub(lambda open: f"{'close':>{len(open[0])}}", asked)
    return ExtremeAsked(
        asked,
        _without(rest, *(one.span() for one in (match, how, many) if one)),
        scale,
        nth=ORDINAL_NUMBERS[match["nth"].lower()] if match["nth"] else 1,
        count=_COUNTS[count.lower()] if count else 1,
        of=of["of"] if of else "",
        how=how[0] if how else "",
        values=bool(_WHEN.match(before)),
        behind=_behind(asked, match.end()),
        what="does" if what and what["does"] else "is" if what or not before else "",
    )


_READINGS = (_choice, _polar, _difference, _first)
