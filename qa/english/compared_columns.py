"""What the columns of a table are called that a question compares: years, bidders, models."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from index.text.dates import MONTH, WEEKDAYS
from index.text.lists import word_set
from index.text.words import words
from qa.english.asked_lists import is_plural
from qa.english.scales import COST, Scale
from qa.english.vocabulary import in_common_use

_DAYS = "|".join((*WEEKDAYS, *(day[:3] for day in WEEKDAYS), "Tues", "Thurs?"))
_AS_YEAR = r"(?:FY ?|Year )?(?:19|20)\d\d(?:[/–-](?:20)?\d\d)?"
_AS_MONTH = rf"{MONTH}\.?(?:[ -]?(?:(?:19|20)\d\d|['’]?\d\d))?"
_AS_QUARTER = r"(?:Q[1-4]|[1-4]Q)(?:[ -/]?(?:(?:19|20)\d\d|['’]?\d\d))?"
_AS_WEEK = r"(?:Week|Wk|W)\.? ?\d{1,2}"
_AS_DAY = rf"(?:{_DAYS})s?\.?"
_BEHIND = r"(?P<unit> ?\(?[£$€][^\s\d]{0,4}\)?| \((?:restated|audited|unaudited)\))?\*?"

TIMES = {
    words(called)[0]: re.compile(rf"(?P<said>{said}){_BEHIND}", re.IGNORECASE)
    for called, said in (
        ("year", _AS_YEAR),
        ("season", _AS_YEAR),
        ("month", _AS_MONTH),
        ("quarter", _AS_QUARTER),
        ("week", _AS_WEEK),
        ("day", _AS_DAY),
    )
}
"""Stem of what a question calls columns that are times → how such columns are called."""

THINGS = frozenset(
    words(
        """
        bidder supplier vendor provider contractor tenderer applicant candidate company firm maker
        manufacturer brand bank insurer hotel airline team club party player shop store branch site
        city town country region department division fund project school university
        model product plan package option version tier edition variant scenario
        """
    )
)
"""Stems of what a question may call the columns of a table."""

CALLED_ANYHOW = frozenset(
    words("model product plan package option version tier edition variant scenario region")
)
"""Of these, what may be called by a common word: the plan "Free"."""

CORNERS = frozenset(
    words(
        """
        item measure metric criterion criteria indicator feature requirement specification spec
        question detail attribute property parameter figure heading description kpi key data what
        particulars statistic characteristic amounts
        """
    )
)
"""Stems of what the column in front is called where the rows of a table are measures."""

OVERALL = frozenset(words("overall total altogether"))
"""Stems of words for what all parts of a measure come to."""

FREE = frozenset(
    words(
        """
        financial fiscal calendar number amount level figure value use charge quote bid need require
        provide pay see reach
        """
    )
)
"""Stems of words that say no more of a year, of a number, nor of having what a row tells."""

_BESIDES = word_set(
    """
    ref reference nr number id code line page unit units note notes comment comments remark remarks
    source status change difference variance growth trend total sum average mean median overall
    vs on of in
    """
)
_MAYBE_BESIDES = _BESIDES | word_set(
    """
    no weight weighting max maximum min minimum target budget limit range score points rank
    baseline benchmark all planned actual forecast estimate current previous prior
    """
)
_WORD = re.compile(r"[^\W\d_]+")
_YEAR_WITHIN = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OF_A_NAME = re.compile(r"\d|\b[A-Z]\b")


_OF_SIZE = frozenset(words("size population"))
_LASTING = frozenset(
    words("second sec minute min hour h hrs day week month year time term notice period km m mile")
)
_TOLD_IN = ((COST, COST), (frozenset(words("duration")), _LASTING))
_HOW_MANY = re.compile(r"\b(?:number|amount|quantity|volume|count) of\b", re.IGNORECASE)


def by_size(scale: Scale, behind: str) -> Scale:
    """A scale that orders by whatever a question names, where that ends with it: "was largest".

    Args:
        scale: by which things are ordered.
        behind: the words right behind that for the order.
    """
    return replace(scale, of_any=True) if scale.names >= _OF_SIZE and not behind else scale


def may_be_of(scale: Scale, behind: str, units: Collection[str], *, has_unit: bool) -> bool:
    """Whether what is not called as a scale measures may be in its order.

    The shortest term is one of months, the largest debt one of pounds, and the cheapest work has a
    price; who has the largest offices need not have the most, nor who has the oldest employees.

    Args:
        scale: by which things are ordered.
        behind: the words right behind that for the order.
        units: stems of what it is told in, and of what stands beside it.
        has_unit: whether it is told in anything, and not only counted.
    """
    if scale.of_any or not scale.names:
        return True
    if scale.names >= _OF_SIZE:
        several = any(is_plural(word.lower()) for word in behind.split())
        return has_unit or bool(_HOW_MANY.search(behind)) or not several
    return any(scale.names & names and told & set(units) for names, told in _TOLD_IN)


def is_beside(column: str) -> bool:
    """Whether a column tells of its row, or what the others come to, and is none of the things."""
    said = _said(column)
    return bool(said) and said <= _BESIDES


def may_be_beside(column: str) -> bool:
    """Whether that cannot be told: "Max" is a plan, or what each may have; or is of a year."""
    said = _said(column)
    return not said or bool(said & _MAYBE_BESIDES or _YEAR_WITHIN.search(column))


def _said(column: str) -> frozenset[str]:
    return frozenset(_WORD.findall(column.lower()))


def are_names(columns: Sequence[str]) -> bool:
    """Whether columns are called as names are, most of them: no common words alone."""
    named = [name for name in columns if _OF_A_NAME.search(name) or _has_a_name(name)]
    return 2 * len(named) > len(columns)


def _has_a_name(column: str) -> bool:
    capital = " ".join(word for word in _WORD.findall(column) if word[0].isupper())
    return bool(set(words(capital)) - in_common_use())
