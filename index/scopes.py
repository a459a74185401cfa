"""Scopes as people give them: days and names as text, each checked.

Whoever takes a scope from outside, be it a person, a program or a language model, reads it here.
"""

import datetime
import posixpath
import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from typing import Any, Literal

from index.errors import UserError
from index.paths import names_of_tops
from index.text.dates import MONTH, MONTHS, WEEKDAYS, iso_date, month_number
from index.text.periods import Period, months, year
from index.text.time_phrases import find_periods
from index.types import Scope

MOST_NAMES = 100
"""Names of one kind in a scope."""
LONGEST_NAME = 1_000
"""Characters of a name or a folder in it."""

_YEAR = re.compile(r"\d{4}")
_YEAR_AND_MONTH = re.compile(r"(\d{4})[-/.](\d\d?)")
_MONTH_AND_YEAR = re.compile(rf"({MONTH})\.?,?\s+(\d{{4}})", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+")
_NAMES = re.compile(r'\s*+"(?P<quoted>(?:[^"]|"")++)"\s*+;|(?P<plain>[^;]*+);')
_DAY_WORDS = frozenset(
    {word.lower() for name in (*MONTHS, *WEEKDAYS) for word in (name, name[:3])}
    | {"st", "nd", "rd", "th", "sept"}
)
_LONGEST_DAY = 40
_NAMED = re.compile(rf"\b(?:{'|'.join((*MONTHS, *WEEKDAYS))})\b", re.IGNORECASE)
_HOW = "Write it like 2022-10-30, 2022-10, 2022, 30 October 2022 or last week."


def read_scope(
    *,
    since: str = "",
    until: str = "",
    sources: Iterable[str] = (),
    authors: Iterable[str] = (),
    folders: Iterable[str] = (),
    types: Iterable[str] = (),
    today: datetime.date | None = None,
) -> Scope:
    """The scope that is meant; what is blank is left out.

    Args:
        since: a day, a month or a year, of which the first day counts; or what `today` gives a
            meaning to, such as "last week" or "Friday".
        until: likewise, of which the last day counts.
        sources: as in `Scope`.
        authors: as in `Scope`.
        folders: as in `Scope`.
        types: as in `Scope`; a point before them is dropped.
        today: the day from which times are told; without it only what is told by itself is read.

    Raises:
        UserError: if a day cannot be read, or `since` is after `until`; or as `checked`.
    """
    first = _end("since", since, today, "first") if since.strip() else None
    last = _end("until", until, today, "last") if until.strip() else None
    if first and last and last < first:
        raise UserError(
            f"Nothing can be published since {first} and until {last}.",
            "Give the earlier of the two days first.",
        )
    return checked(
        Scope(
            first,
            last,
            _named(sources),
            _named(authors),
            _named(folders),
            tuple(dict.fromkeys(type.lstrip(".").lower() for type in _named(types))),
        )
    )


def read_day(text: str) -> datetime.date | None:
    """The day to take for today; of a month or a year the last. None for a blank.

    Raises:
        UserError: if it cannot be read.
    """
    return _end("as of", text, datetime.date.today(), "last") if text.strip() else None


def scope_to_dict(scope: Scope) -> dict[str, Any]:
    """The values of a scope for JSON; days are ISO 8601 or None."""
    return {
        "since": scope.since.isoformat() if scope.since else None,
        "until": scope.until.isoformat() if scope.until else None,
        "sources": list(scope.sources),
        "authors": list(scope.authors),
        "folders": list(scope.folders),
        "types": list(scope.types),
    }


def split_names(text: str) -> list[str]:
    """Several names as one text: between semicolons.

    A name that holds one stands between quotation marks, in which `""` is one of them; see
    `join_names`.
    """
    return [
        quoted.replace('""', '"') if (quoted := match["quoted"]) else match["plain"]
        for match in _NAMES.finditer(f"{text};")
    ]


def join_names(names: Iterable[str]) -> str:
    """Several names as the one text that `split_names` reads."""
    return "; ".join(map(_written, names))


def _written(name: str) -> str:
    if ";" not in name and not name.startswith('"'):
        return name
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def checked(scope: Scope) -> Scope:
    """A scope whose names are text that can be looked for.

    Raises:
        UserError: if it has too many names, or one that is blank, too long or no proper text.
    """
    for kind in ("sources", "authors", "folders", "types"):
        names: Sequence[str] = getattr(scope, kind)
        if len(names) > MOST_NAMES:
            raise UserError(
                f"A scope of {len(names):,} {kind} is too large.", f"Name at most {MOST_NAMES}."
            )
        for name in names:
            if len(name) > LONGEST_NAME:
                raise UserError(
                    f"A name among the {kind} has {len(name):,} characters.",
                    f"Write it in at most {LONGEST_NAME:,}.",
                )
            if not name.strip() or any(unicodedata.category(c) in ("Cc", "Cs") for c in name):
                raise UserError(
                    f"A name among the {kind} is blank, or not valid text.", "Write it in letters."
                )
    return scope


def folder_names(folder: str, roots: Collection[str]) -> list[str]:
    """The names under which a store may keep a folder or file that somebody named.

    Nothing is looked for on the disk. A name that does not begin at the root of the file system
    begins in one of the folders that the index mirrors, or with the name of one, as paths that are
    shown do: of two that are called `docs` the second is `docs (2)`. `..` leads nowhere outside of
    those.

    Args:
        folder: as it was named.
        roots: the folders and files that the index mirrors, by their absolute paths.
    """
    path = posixpath.normpath(folder.strip())
    if path.startswith("/"):
        found = ["/" + path.strip("/")]
    elif path.split("/")[0] == "..":
        return []
    else:
        top, _, rest = path.partition("/")
        called = names_of_tops(roots)
        found = []
        for root in roots:
            found.append(posixpath.normpath(posixpath.join(root, path)))
            name = called.get(root) or posixpath.basename(root)
            if unicodedata.normalize("NFC", name) == unicodedata.normalize("NFC", top):
                found.append(posixpath.normpath(posixpath.join(root, rest)))
    forms = (unicodedata.normalize(form, name) for name in found for form in ("NFC", "NFD"))
    return list(dict.fromkeys([*found, *forms]))


def _named(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def _end(
    what: str, text: str, today: datetime.date | None, side: Literal["first", "last"]
) -> datetime.date:
    """The first or the last of the days that a text names.

    Raises:
        UserError: if it names none, or is open on that side.
    """
    said = " ".join(text.split())
    found: Period | None = None
    with suppress(ValueError):  # no such day
        if len(said) <= _LONGEST_DAY:
            found = _read(said) or (_told(said, today) if today else None)
    if found and (day := found.first if side == "first" else found.last):
        return day
    raise UserError(f"{_shown(said)} after “{what}” is no date.", _HOW)


def _told(text: str, today: datetime.date) -> Period | None:
    """The days that a text names in words and nothing else: "last week", "Friday", "Q3 2022"."""
    named = _NAMED.sub(lambda match: match[0].capitalize(), text)
    for phrase in (named, f"in {named}"):  # which tells that March is a month
        for one in find_periods(phrase, today):
            before, after = phrase[: one.start], phrase[one.end :]
            if one.kind != "now" and before.strip() in ("", "in") and not after.strip():
                return one.period
    return None


def _read(text: str) -> Period | None:
    if _YEAR.fullmatch(text):
        return year(int(text))
    if match := _YEAR_AND_MONTH.fullmatch(text):
        return _month(int(match[1]), int(match[2]))
    if match := _MONTH_AND_YEAR.fullmatch(text):
        return _month(int(match[2]), month_number(match[1]))
    day, _, _ = text.partition("T") if text[:4].isdigit() else (text, "", "")
    if all(word.lower() in _DAY_WORDS for word in _WORDS.findall(day)) and (found := iso_date(day)):
        return Period(datetime.date.fromisoformat(found), datetime.date.fromisoformat(found))
    return None


def _month(number: int, month: int) -> Period:
    if not 1 <= month <= len(MONTHS):
        raise ValueError(f"months are numbered from 1 to {len(MONTHS)}, not {month}")
    return months(number, month)


def _shown(text: str) -> str:
    return f"“{text[:_LONGEST_DAY]}{'…' if len(text) > _LONGEST_DAY else ''}”"
