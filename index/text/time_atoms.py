"""A phrase of time before the words beside it are read, and the place that it is read at."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from index.text.periods import Period

Kind = Literal["absolute", "relative", "now"]
"""Whether a time is told by itself, from a day, or as that day itself ("now", "the latest")."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A phrase before the words beside it are read.

    Attributes:
        start: offset in the text.
        end: offset in the text.
        period: as far as it is known.
        kind: how it is told.
        yearless: whether the year is reckoned, so that a year beside it may take its place.
        dateless: whether there was no day to reckon it from: the year is any.
    """

    start: int
    end: int
    period: Period
    kind: Kind = "absolute"
    yearless: bool = False
    dateless: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A match, and what it is read against."""

    match: re.Match[str]
    today: datetime.date | None

    def ahead(self) -> bool:
        """Whether the words beside it speak of what is to come."""
        text, match = self.match.string, self.match
        before = _SENTENCE_END.split(text[max(0, match.start() - _BESIDE) : match.start()])[-1]
        cues = list(_TENSE.finditer(before))
        if cues:
            return not cues[-1]["past"]
        end = match.end() - match[0].endswith(".")  # it may be that of a month, and the sentence's
        after = _SENTENCE_END.split(text[end : end + _BESIDE])[0]
        cue = _TENSE.search(after)
        return bool(cue and not cue["past"])

    def atom(self, period: Period | None, kind: Kind = "absolute") -> Atom | None:
        """The whole match as an atom; None for no period."""
        return Atom(self.match.start(), self.match.end(), period, kind) if period else None

    def from_today(
        self, period: Callable[[datetime.date], Period | None], kind: Kind = "relative"
    ) -> Atom | None:
        """The whole match, reckoned from the day; None where that is not known."""
        return self.atom(period(self.today), kind) if self.today else None

    def every_year(self, period: Callable[[int], Period], ahead: bool | None = None) -> Atom:
        """What comes every year: the last one up to the day, or the next one from it on."""
        today = self.today or datetime.date(2000, 12, 31)
        if ahead is None:
            ahead = self.ahead()
        around = [found for n in (2, 1, 0, -1, -2) if (found := of_year(period, today.year - n))]
        if ahead:
            chosen = next((p for p in around if p.last and p.last >= today), None)
        else:
            chosen = next((p for p in reversed(around) if p.first and p.first <= today), None)
        if chosen is None:
            raise ValueError(f"the calendar ends near {today}")
        return Atom(
            self.match.start(), self.match.end(), chosen, "relative", True, self.today is None
        )


def of_year(period: Callable[[int], Period], number: int) -> Period | None:
    """What comes every year, in this one; None where this one has none."""
    try:
        return period(number)
    except ValueError:
        return None


_BESIDE = 200
"""Characters on either side of a phrase that are looked at for what it speaks of."""

_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z“\"])|\n")

_PAST = (
    r"(?:was|were|had|did|has|have|said|told|met|won|lost|fell|rose|went|came|took|gave"
    r"|made|left|began|broke|hit|shut|shot|struck|died|sold|bought|held|sent|saw|ran|flew|drew"
    r"|wrote|spoke|swore|sank|drove|found|fought|paid|led|\w{2,}ed)"
)
_MAY = r"(?:must|can|should|(?-i:may)|to)(?! have (?!to\b))"
"""Who is "known to have died" has died; who "may have to leave" has not left."""

_TENSE = re.compile(
    # of "will be shut" the last word is no past of its own
    rf"\b(?:(?P<coming>(?:will|won[’']t|shall|going to|{_MAY})"
    rf"(?:(?: (?:not|be|been|have|stay|remain|keep|get))+ {_PAST}\b)"
    r"|will|won[’']t|shall|must|can|should|(?-i:may)|ha(?:s|ve) until"
    rf"|(?:is|are|was|were) (?:to be {_PAST}|to|due|set|scheduled"
    r"|expected|planned)|(?:plan|hope|expect|intend|aim)(?:s|ing)? to|due|scheduled|expected"
    r"|planned|upcoming|going to|to be|is|are|closes?|opens?|begins?|starts?|ends?|meets?|runs|sits"
    r"|takes effect|takes place|arrives?|leaves?|expires?|returns?)"
    rf"|(?P<past>{_PAST}))\b",
    re.IGNORECASE,
)
