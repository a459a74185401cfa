"""Which documents a visitor or a program wants looked in, as it was typed."""

import datetime
from dataclasses import dataclass

from index.scopes import read_day, read_scope, split_names
from index.types import Scope


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
