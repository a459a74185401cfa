"""Colours for a terminal, put on a text that is plain already; pure."""

import re

BOLD, RED, YELLOW, CYAN, PLAIN = (f"\x1b[{n}m" for n in (1, 31, 33, 36, 0))

_BEGINS = {"skipped": YELLOW, "kept": YELLOW, "broken": RED, "degraded": YELLOW}
_BEGIN = re.compile(rf"^(?:{'|'.join(map(re.escape, _BEGINS))})(?=[ :])", re.MULTILINE)
_MARKER = re.compile(r"\[\d+\]")


def painted(text: str) -> str:
    """Numbers of sources, and words that a line on something wrong begins with, in colour.

    Args:
        text: without what a terminal would obey.
    """
    text = _BEGIN.sub(lambda begin: f"{_BEGINS[begin[0]]}{begin[0]}{PLAIN}", text)
    return _MARKER.sub(lambda marker: f"{CYAN}{marker[0]}{PLAIN}", text)
