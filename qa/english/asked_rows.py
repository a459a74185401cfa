"""Questions that several rows of a table answer together: which of them, or how many.

"Which surgeons are there?", "Who works on Fridays?", "How many products cost more than 20 euros?"
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.text.dates import WEEKDAYS
from index.text.lists import word_set
from index.text.words import words
from qa.english.asked_lists import BODIES as BODIES_ASKED
from qa.english.asked_lists import PLACES, is_plural

_OPENS = re.compile(
    r"(?:please |can you |could you )*(?:"
    r"(?P<count>how many(?: of the| different)?|count(?: all)?(?: the)?"
    r"|(?:what is |tell me )?the (?:total )?number of)"
    r"|(?P<who>who(?:m)?(?: all| else)?)"
    r"|(?:(?:in|from|on|at|for|to|by|with) )?(?:which|what)(?: other| different)?"
    r"|(?:list|name|enumerate|give(?: me)?|tell me|show(?: me)?|find)(?: me)?"
    r"(?: all(?: of)?| every)?(?: the| our)?(?: names? of)?(?: all)?(?: the)?"
    r"|(?:the )?names of|all(?= (?:of )?the)"
    r")(?: (?:are|were))?(?: all)?(?: of)?(?: the| our)? (?P<rest>\S.*)",
    re.IGNORECASE,
)
_EVERYBODY = word_set("people persons everyone everybody staff personnel employees anyone those")
_ROWS = word_set("rows entries records lines")
NARROWED = re.compile(
    r"\b(?:not|no|never|without|except|excluding|neither|nor|other than|only|apart from)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
"""What turns a question round, or narrows it in a way that no cell says."""

_OVER_ROWS = re.compile(
    r"\b(?:(?<!at )(?:most|least)|fewest|highest|lowest|largest|smallest|biggest|longest|shortest"
    r"|heaviest|lightest|oldest|youngest|newest|latest|earliest|first|last|best|worst|cheapest"
    r"|dearest|average|mean|sum|combined|twice|per)\b",
    re.IGNORECASE,
)
"""What asks to compare the rows with one another, or to add them up."""

_NO_HEAD = word_set("of in on at for from with that which who to by is was does did has and or")
_HEAD_WORDS = 4

PERSONS = frozenset(
    words(
        """
        name person people staff member employee player colleague guest participant attendee
        candidate applicant
        """
    )
)
"""Stems of what a column that tells people is called."""

TITLES = frozenset(words("name title"))
"""Stems of what a column is called whose values are the names of the rows."""

COUNTS = frozenset(
    words("number count quantity total sum people persons attendance visitors headcount units")
)
"""Stems of what a column is called that counts by itself, so that its rows are not counted."""

OF_ITS_TIME = frozenset(words("year season"))
"""Stems of what a column is called that says of which year a row tells."""

LIGHT = frozenset(
    words(
        """
        work works working take takes place places happen happens belong belongs listed list offered
        offer run runs available exist open held hold come live day days table file currently each
        every everyone everybody anyone people duty going go gone takes total different kind kinds
        employed employ registered sell entered document documents
        """
    )
)
"""Stems of words that ask for nothing that a cell must say."""

HAVING = frozenset(
    words(
        """
        have get score make gain earn earned collect receive hold offer record reach play give own
        life overall list open difference compared
        """
    )
)
"""Stems of words for having what a column tells, which a cell need not say."""

BODIES = frozenset(
    words(
        """
        clinic company firm office shop store school club team hospital library museum hotel farm
        station society association organisation organization institute practice department
        centre center business group
        """
    )
)
"""Stems of words for the body whose documents these are: "at the clinic"."""

UNITS = {
    "€": "eur", "euro": "eur", "eur": "eur", "£": "gbp", "pound": "gbp", "gbp": "gbp",
    "$": "usd", "dollar": "usd", "usd": "usd", "kilogram": "kg", "kilo": "kg", "kg": "kg",
    "kilometr": "km", "kilomet": "km", "km": "km", "metr": "m", "meter": "m", "m": "m",
    "hectar": "ha", "ha": "ha", "minut": "min", "min": "min", "hour": "h", "h": "h",
    "percent": "%", "%": "%", "tonn": "t", "ton": "t", "litr": "l", "liter": "l",
    "inhabit": "inhabit", "year": "year", "day": "day", "place": "place", "seat": "seat",
}  # fmt: skip
"""A unit as a question says it, stemmed → as it is compared."""

_NUMBER = r"[€$£]?\s?\d[\d,.]*\d|[€$£]?\s?\d"
_LESS = (
    r"(?:less|fewer|lower|cheaper|smaller|shorter|younger|lighter|earlier|under) than|under|below"
)
_MORE = (
    r"(?:more|greater|higher|longer|older|larger|bigger|heavier|taller|later|dearer) than"
    r"|over|above|exceed(?:s|ing)?"
)
_COMPARED = re.compile(
    rf"\b(?:(?P<most>at most|no more than|up to|not more than)|(?P<least>at least|no less than)"
    rf"|(?P<less>{_LESS})|(?P<more>{_MORE})"
    rf"|(?P<before>before)|(?P<after>after)|(?P<since>since|from)|(?P<until>until)"
    rf"|(?P<between>between)|(?P<within>in|during)) "
    rf"(?P<n>{_NUMBER})(?: (?:and|to) (?P<m>{_NUMBER}))?"
    r"(?P<unit> ?%| (?!or\b|and\b|in\b|on\b)[a-z]+)?",
    re.IGNORECASE,
)
_RELATIONS = (
    "most",
    "least",
    "less",
    "more",
    "before",
    "after",
    "since",
    "until",
    "between",
    "within",
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


@dataclass(frozen=True, slots=True)
class Bound:
    """Between which numbers a value must lie.

    Attributes:
        low: of them; None if there is none below.
        high: likewise above.
        low_is_in: whether the lowest itself fits.
        high_is_in: likewise.
        unit: of them, as in `UNITS`, or a stem; empty if none is said.
        years: whether they are years.
        start: where the words that say it stand in the question.
        end: behind them.
    """

    low: float | None
    high: float | None
    low_is_in: bool
    high_is_in: bool
    unit: str
    years: bool
    start: int
    end: int

    @property
    def is_one_year(self) -> bool:
        """Whether the value must be one year: "in 2021"."""
        return self.years and self.low == self.high

    def holds(self, value: float) -> bool:
        """Whether a value fits."""
        above = self.low is None or value > self.low or (self.low_is_in and value == self.low)
        below = self.high is None or value < self.high or (self.high_is_in and value == self.high)
        return above and below


@dataclass(frozen=True, slots=True)
class RowsAsked:
    """A question for several rows.

    Attributes:
        question: as it was asked.
        head: stem of the word for what is asked for; empty for "who".
        people: whether it asks for people, by whatever name.
        kind: whether it asks for towns or firms, by which a column need not be called.
        rows: whether it asks for rows as such.
        count: whether it asks how many there are.
        start: where the words behind the opening begin.
        end: behind the head.
    """

    question: str
    head: str
    people: bool
    kind: bool
    rows: bool
    count: bool
    start: int
    end: int


def rows_asked(question: str) -> RowsAsked | None:
    """What a question asks of the rows of a table, if several may answer it; else None."""
    asked = question.rstrip("?.! ")
    match = _OPENS.fullmatch(asked)
    if not match or NARROWED.search(asked) or _OVER_ROWS.search(asked):
        return None
    start = match.start("rest")
    count = match["count"] is not None
    for n, word in enumerate(re.finditer(r"[^\s,;]+", asked[start:])):
        plain = word[0].lower()
        if n >= _HEAD_WORDS or plain in _NO_HEAD:
            break
        everybody = plain in _EVERYBODY
        days = plain == "days" and not count
        if everybody or days or plain in _ROWS or is_plural(plain):
            if match["who"] and not re.search(r"\b(?:are|were)\b", asked[:start]):
                break  # who works: a verb
            stem = next(iter(words(plain)), "")
            return RowsAsked(
                *(question, stem, everybody, plain in PLACES | BODIES_ASKED, plain in _ROWS, count),
                *(start, start + word.end()),
            )
    if match["who"]:
        return RowsAsked(question, "", True, False, False, False, start, start)
    return None


def bounds(question: str) -> Iterator[Bound]:
    """The numbers that a question sets bounds by, in its order."""
    for match in _COMPARED.finditer(question):
        low = _to_number(match["n"])
        high = _to_number(match["m"]) if match["m"] else low
        unit = _unit(match)
        year = _YEAR.fullmatch(match["n"].strip()) is not None
        by_time = any(match[name] for name in ("before", "after", "since", "until", "within"))
        if (by_time and not year) or (match["between"] and not match["m"]):
            continue
        if match["within"] and _is_one_of_several(question, match):
            continue
        end = match.end() if unit or not match["unit"] else match.start("unit")
        kind = next(name for name in _RELATIONS if match[name])
        above = kind in ("least", "more", "after", "since", "between", "within")
        below = kind in ("most", "less", "before", "until", "between", "within")
        yield Bound(
            low if above else None,
            high if below else None,
            kind in ("least", "since", "between", "within"),
            kind in ("most", "until", "between", "within"),
            *(unit, year and not unit, match.start(), end),
        )


_BEFORE_A_YEAR = re.compile(r"\d{4}(?:,| or| and|, or|, and) ?\Z", re.IGNORECASE)
_BEHIND_A_YEAR = re.compile(r"\s?(?:,|or\b|and\b|[-–—])+ ?(?:(?:or|and|in) )*\d", re.IGNORECASE)


def _is_one_of_several(question: str, match: re.Match[str]) -> bool:
    """Whether a year is one of several that a question names, which is no stretch of time."""
    several = match["m"] and not re.search(r" to ", match[0], re.IGNORECASE)
    return bool(
        several
        or _BEFORE_A_YEAR.search(question[: match.start()])
        or _BEHIND_A_YEAR.match(question, match.end("n"))
    )


def _unit(match: re.Match[str]) -> str:
    sign = match["n"].strip()[:1]
    said = sign if sign in UNITS else (match["unit"] or "").strip()
    stem = said if said in UNITS else next(iter(words(said)), "")
    return UNITS.get(stem, "")


def _to_number(text: str) -> float:
    return float(text.strip("€$£ ").replace(",", ""))


_DAY = "|".join(WEEKDAYS)
_DAYS = [day.lower() for day in WEEKDAYS]


def days_asked(question: str) -> list[tuple[int, int, int]]:
    """The days of the week that a question names, each with where it stands; full names only."""
    found = re.finditer(rf"\b(?P<day>{_DAY})s?\b", question, re.IGNORECASE)
    return [(_DAYS.index(match["day"].lower()), match.start(), match.end()) for match in found]


OF_TIMES = frozenset(words("time times start starts begin begins hour when from at"))
"""Stems of what a column is called that tells times of the day."""

_AT_A_TIME = re.compile(
    r"\bat (?P<at>\d{1,2}(?:[:.][0-5]\d)?(?: ?[ap]\.?m\b)?|noon|midday|midnight)(?!\w)"
    r"(?: ?o[’']clock)?|\b(?P<half>\d{1,2}(?:[:.][0-5]\d)? ?[ap]\.?m\b)",
    re.IGNORECASE,
)


def times_asked(question: str) -> list[tuple[str, int, int]]:
    """The times of the day that a question names, "at 8", each with where it stands."""
    found = _AT_A_TIME.finditer(question)
    return [(match["at"] or match["half"], match.start(), match.end()) for match in found]


OUT_OF_STOCK = re.compile(r"\b(?:out of stock|sold out)\b", re.IGNORECASE)
IN_STOCK = re.compile(r"\b(?:in stock)\b", re.IGNORECASE)
EITHER = re.compile(r"\b(?:or|and)\b", re.IGNORECASE)
"""What stands between two values that one cell need not have both."""
OR = re.compile(r"\bor\b", re.IGNORECASE)
_PLAIN_NUMBER = re.compile(r"(?<![\w.,€$£-])(?P<n>\d{1,6})(?![\w,.-]*\d)(?:-year-olds?|\b)")


HOW_OFTEN = frozenset(words("often frequency likelihood probability"))
"""Stems of what a column is called that says how often what stands beside it happens."""

DAY = words("day")[0]
"""Stem of the word for a day, which a column must be called by to be asked for."""


def numbers_asked(question: str) -> list[tuple[float, int, int]]:
    """The plain numbers and years that a question names, each with where it stands."""
    found = _PLAIN_NUMBER.finditer(question)
    return [(float(match["n"]), match.start("n"), match.end()) for match in found]


SPAN_STARTS = word_set("from since start started begin began elected appointed")
SPAN_ENDS = word_set("to until till end ended left")
"""First words of what two columns are called between whose years something was so."""

BEGUN_OR_ENDED = frozenset(
    words(
        """
        start started begin begins began join joined become became elected appointed leave leaves
        left end ended stop stopped resign resigned retire retired succeeded
        """
    )
)
"""Stems of words for the first or the last of these years, and not for those between."""


_PERFORMER = "artist artists performer performers band act musician"
PERFORMERS = frozenset(words(_PERFORMER))
"""Stems of what a column is called that tells who performs."""


def _stemmed(verb: str, names: str) -> tuple[str, frozenset[str]]:
    return words(verb)[0], frozenset(words(names))


HOW_MANY = re.compile(r"how (?:much|many)", re.IGNORECASE)
"""What asks for a number of whatever else is named."""


def asks_who(question: str) -> bool:
    """Whether a question asks for people, by "who"."""
    return bool(re.match(r"who(?:m)?\b", question, re.IGNORECASE))


RELATED = dict(
    [
        _stemmed("teaches", "teacher instructor tutor trainer lecturer coach"),
        _stemmed("taught", "teacher instructor tutor trainer lecturer coach"),
        _stemmed("joined", "joined since start started hired member"),
        _stemmed("started", "start started since begin joined"),
        _stemmed("hired", "since start started joined"),
        _stemmed("make", "maker manufacturer producer brand"),
        _stemmed("made", "maker manufacturer producer brand"),
        _stemmed("built", "maker manufacturer builder producer"),
        _stemmed("produced", "maker manufacturer producer origin"),
        _stemmed("bought", "customer buyer client purchaser"),
        _stemmed("buy", "customer buyer client purchaser"),
        _stemmed("ordered", "customer buyer client order"),
        _stemmed("drives", "driver"),
        _stemmed("wrote", "author writer"),
        _stemmed("written", "author writer"),
        _stemmed("living", "city town address village residence"),
        _stemmed("lives", "city town address village residence"),
        _stemmed("speak", "languages"),
        _stemmed("spoken", "languages"),
        _stemmed("born", "birth birthplace birthday birthdate"),
        _stemmed("costs", "price fee rent cost"),
        _stemmed("earns", "salary wage wages pay income earnings"),
        _stemmed("weigh", "weight"),
        _stemmed("studied", "studies degree university education school"),
        _stemmed("stood", "candidate"),
        _stemmed("ran", "candidate"),
        _stemmed("applied", "applicant candidate"),
        _stemmed("competed", "competitor participant entrant team"),
        _stemmed("plays", _PERFORMER),
        _stemmed("performs", _PERFORMER),
        _stemmed("sings", _PERFORMER),
        _stemmed("acts", _PERFORMER),
        _stemmed("founded", "founded founder since established"),
    ]
)
"""Stem of a verb → stems of what a column is called that says who does it, when, or what of."""

DOER = re.compile(
    r"(?:er|or|ist|ian|ee|ant|man|men|woman|people|staff|chair|lead|head|contact|name"
    r"|secretary|president|king|queen|monarch|pope|captain|chief|dean|bishop|principal|champion)s?\Z"
    r"|\bby\Z",
    re.IGNORECASE,
)
"""How a column is called that says who does something."""
