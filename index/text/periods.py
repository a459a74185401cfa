"""Stretches of time, as texts name them."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included; None is open on that side.

    Raises:
        ValueError: if it ends before it begins.
    """

    first: datetime.date | None
    last: datetime.date | None

    def __post_init__(self) -> None:
        if self.first and self.last and self.last < self.first:
            raise ValueError(f"a period needs first <= last, not {self.first} to {self.last}")

    def overlaps(self, other: "Period") -> bool:
        """Whether a day lies in both."""
        return not (
            (self.last and other.first and self.last < other.first)
            or (other.last and self.first and other.last < self.first)
        )
