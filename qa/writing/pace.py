"""How long what writes has taken lately, so that people know how long it will take."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from time import monotonic

_KEPT = 5


class Pace:
    """The time of the last answers; usable from several threads at once."""

    def __init__(self) -> None:
        """Nothing was written yet."""
        self._seconds: deque[float] = deque(maxlen=_KEPT)

    @property
    def usual(self) -> float | None:
        """Seconds that an answer takes: the median of the last ones; None before the first."""
        seconds = list(self._seconds)
        return median(seconds) if seconds else None

    @contextmanager
    def lap(self) -> Iterator[float | None]:
        """Time what is done inside, unless it fails; gives the `usual` before that."""
        started = monotonic()
        yield self.usual
        self._seconds.append(monotonic() - started)
