"""Which documents a visitor or a program wants looked in, as it was typed."""

import datetime
import re
from dataclasses import dataclass, replace

from index.scopes import join_names, read_day, read_scope, split_names
from index.types import Scope
from ui.render.narrowing import NAMED, TIME, named
from ui.render.text import plain

LONGEST_FIELD = 1_000
"""Characters of a field."""

_ENDS = re.compile(r"(\d{4}(?:-\d\d)?)/(\d{4}(?:-\d\d)?)")


@dataclass(frozen=True, slots=True)
class Where:
    """The fields of a scope as texts; a blank one narrows nothing.

    Attributes:
        since: a day, a month or a year.
        until: likewise.
        source: papers, sites or hosts, between semicolons.
        author: people, likewise.
        folder: folders or files, likewise.
        type: extensions of files, likewise.
        as_of: the day to take for today, which narrows nothing; a blank is the day it is.
    """

    since: str = ""
    until: str = ""
    source: str = ""
    author: str = ""
    folder: str = ""
    type: str = ""
    as_of: str = ""

    def day(self) -> datetime.date | None:
        """The day to take for today; None for the day it is.

        Raises:
            UserError: if it is no day.
        """
        return read_day(self.as_of)

    def scope(self) -> Scope:
        """The scope that is meant.

        Raises:
            UserError: as `read_scope`.
        """
        return read_scope(
            since=self.since,
            until=self.until,
            sources=split_names(self.source),
            authors=split_names(self.author),
            folders=split_names(self.folder),
            types=split_names(self.type),
            today=self.day() or datetime.date.today(),
        )


ANYWHERE = Where()


def toggled(where: Where, kind: str, name: str) -> Where:
    """What is chosen once a chip is pressed: with what it names, or without if that was chosen.

    Args:
        where: as it was.
        kind: a field; or `time` for both ends of a time.
        name: a name, or what the field holds then; of a time `SINCE/UNTIL`.

    Returns:
        As it was, if there is no such kind, or it would be too long.
    """
    name = plain(name).strip()  # as a chip shows it
    if kind == TIME:
        if plain(f"{where.since.strip()}/{where.until.strip()}") == name:
            return replace(where, since="", until="")
        given = _ENDS.fullmatch(name)
        return replace(where, since=given[1], until=given[2]) if given else where
    if kind in NAMED:
        known = named(getattr(where, kind))
        kept = [one for one in known if plain(one) != name]
        text = join_names(kept if len(kept) < len(known) else filter(None, [*known, name]))
    elif kind in ("since", "until", "as_of"):
        text = "" if plain(getattr(where, kind).strip()) == name else name
    else:
        return where
    return replace(where, **{kind: text}) if len(text) <= LONGEST_FIELD else where
