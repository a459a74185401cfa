"""How a sentence sets a limit to what may be: up to so many, by one way only, in some months."""

import re
from collections.abc import Callable
from operator import ge, gt, le, lt

from index.text.dates import MONTH, WEEKDAYS
from index.text.words import words

_NUMBER = r"(?P<number>\d[\d,]*(?:\.\d+)?)"
_THINGS = r"[\s-]?(?P<thing>%|per cent|percent|[°\w]+)"
_MONEY = r"[$€£¥]?\s?"

Holds = Callable[[float, float], bool]
"""Whether a number, the first, lies within a limit, the second."""

_BOUNDS: tuple[tuple[Holds, str], ...] = (
    (le, r"(?:up to|no more than|not more than|at most|a maximum of|maximum of|not exceeding)"),
    (lt, r"(?<!no )(?<!not )(?:less than|fewer than|under|below|smaller than|younger than)"),
    (ge, r"(?:at least|no fewer than|no less than|not less than|a minimum of|minimum of)"),
    (gt, r"(?<!no )(?<!not )(?:more than|over|above|longer than|older than|larger than)"),
)
LIMITS = tuple(
    (holds, re.compile(rf"\b{said} {_MONEY}{_NUMBER}{_THINGS}", re.IGNORECASE))
    for holds, said in _BOUNDS
)
"""How a limit is set, with `number` and `thing`: "up to 40 metres", "at least twelve guests"."""

BETWEEN = re.compile(
    rf"\b(?:between|from) {_MONEY}(?P<low>\d[\d,]*(?:\.\d+)?) (?:and|to) "
    rf"{_MONEY}{_NUMBER}{_THINGS}",
    re.IGNORECASE,
)
"""Two limits, the lower of which is `low`."""

ASKED = re.compile(rf"{_NUMBER}{_THINGS}")
"""A number and what it counts or measures."""

_WAY = r"(?P<way>by|in|on|at|with|from|via|through)"
ONLY = re.compile(
    rf"\b{_WAY} (?:the |an? )?(?P<what>[\w’'-]+(?: [\w’'-]+)?) only\b"
    rf"|\bonly {_WAY.replace('way', 'led')} (?:the |an? )?(?P<other>[\w’'-]+)",
    re.IGNORECASE,
)
"""One way only, in `what` or `other`: "by e-mail only", "only with a card"."""

WAYS = {
    name: frozenset(words(said))
    for name, said in (
        ("post", "post letter"),
        ("mail", "email e-mail mail"),
        ("telephone", "telephone phone call"),
        ("net", "online website web app internet"),
        ("cash", "cash coin coins"),
        ("card", "card cards"),
        ("cheque", "cheque check"),
        ("transfer", "transfer"),
        ("car", "car cars taxi"),
        ("bus", "bus coach"),
        ("train", "train rail"),
        ("boat", "boat ferry ship"),
        ("bicycle", "bicycle bike"),
        ("foot", "foot"),
        *((day, day) for day in WEEKDAYS),
    )
}
"""Ways of sending, paying and coming, and days, each by the stems that name it."""

MONTHS = re.compile(
    rf"\b(?:between|from) (?:\d{{1,2}} )?(?P<first>{MONTH}) (?:and|to|until|till) "
    rf"(?:\d{{1,2}} )?(?P<last>{MONTH})\b"
)
"""From one month to another."""

DAY = re.compile(rf"\b\d{{1,2}} {MONTH}\b|\b{MONTH} \d{{1,2}}\b")
BY_SO_MANY = re.compile(r"\b(?P<way>with|by|for|after|of|to) (?P<number>\d[\d,]*)(?= [a-z])")
"""So many in a place that has one number only: "with ten men"."""

SUM = re.compile(r"([$€£¥]) ?(\d[\d,]*(?:\.\d+)?)")
"""A sum of money: its currency and its number."""

STANDS_THEN = re.compile(
    r"(?:was|were|is|are|(?:has|have)\b.{1,80}?\bbeen)\b"
    r"(?!.*\b(?:opened|born|founded|elected|built|sold|bought|killed|appointed|published|made|shot"
    r"|closed|held|signed|created|established|launched|found|won|given|written|finished|completed"
    r"|destroyed|arrested|discovered|invented|chosen|named|introduced|released|abolished)\b)",
    re.IGNORECASE,
)
"""A question whether something was so in a year, and not whether something happened in it."""

IN_MONTH = re.compile(rf"\bin (?P<month>{MONTH})\b", re.IGNORECASE)

OF_A_PRICE = re.compile(
    r"\b(?:free|half|costs?|pays?|paid|charged?|discount|exempt|permits?|permission|book(?:ed|ing)?"
    r"|larger|smaller|longer|others?)\b",
    re.IGNORECASE,
)
"""What a limit holds for that is none of what may be: who stays longer needs a permit."""

MORE_THAN_A_SUM = re.compile(r"\b(?:more|less|over|under|at least|up to)(?: than)? [$€£¥]", re.I)
"""A sum that is a limit itself."""

WAIVED = re.compile(
    r"\b(?:not (?:required|necessary|needed|obliged|compulsory|mandatory)|no need|need not"
    r"|(?:do|does) not (?:have|need) to)\b",
    re.IGNORECASE,
)
"""What says that something need not be."""

PIECE = re.compile(
    r"[.;:]\s|,\s(?:but|which|and|or)\s|\s(?:even if|whether)\s|\sbut (?!not\b)", re.IGNORECASE
)
"""Where one thing that a sentence says ends; "welcome but not required" is one."""

NO_MORE = re.compile(r"\b(?:no|not) (?:more|fewer|less|later|earlier|longer) than\b", re.IGNORECASE)
"""What sets a limit, and denies nothing."""
