"""May a sentence be given as a claim? A headline, caption, byline, date or bare question may not.

Such a line names a matter and states nothing, or is nobody's statement. It is still shown as the
nearest passage. Lists, tables and forms are no headlines: where most of the lines of a document do
not end as sentences do, nothing is told from the end of a line.
"""

import re
from functools import lru_cache

from index.text.furniture import is_date
from index.text.statements import GIVES_A_NAME
from index.types import Document, Span
from qa.english.captions import ASIDE

PROSE = 0.6
"""Share of the longer lines that end as sentences do, from which a document is prose."""

_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]*_]*$")
_ITEM = re.compile(r"(?:[-*•–·#>|]|\d{1,3}[.)]|[a-z][.)])\s|[^:]{1,80}:\s")
_QUOTED = re.compile(r"[\"'“‘«(]")
_GLUED = re.compile(r"[a-z]:[A-Za-z\d]|[a-z]{3}[A-Z][a-z]{3}")
"""A line of several that a page lost the white space between, as its pointers elsewhere do."""

_LONG_LINE = 40
_RUN = 3


def claimable(document: Document, span: Span) -> bool:
    """Whether a sentence of a document states something by itself.

    Args:
        document: it stands in.
        span: the sentence.
    """
    text = document.slice(span).strip()
    if _is_question(text) or is_date(text.rstrip(".")) or _plain(text) == _plain(document.title):
        return False
    if _ENDS.search(text) or GIVES_A_NAME.search(text):
        return True
    if ASIDE.match(text):
        return False
    if not is_prose(document.text):
        return True
    start, end = line_of(document.text, span)
    if (start, end) != (span.start, span.end) or _ITEM.match(text):
        return True  # a part of a longer line, or an item of a list
    return not _GLUED.search(text) and _in_a_run(document.text, start, end)


def _is_question(text: str) -> bool:
    """Whether it asks; a statement that ends with a question in quotation marks does not."""
    return text.endswith("?") or (text[-2:-1] == "?" and bool(_QUOTED.match(text)))


@lru_cache(64)
def is_prose(text: str) -> bool:
    """Whether most of the longer lines of a text end as sentences do."""
    lines = [line for line in map(str.strip, text.split("\n")) if len(line) > _LONG_LINE]
    return sum(bool(_ENDS.search(line)) for line in lines) >= PROSE * len(lines) > 0


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def line_of(text: str, span: Span) -> tuple[int, int]:
    """The line that a sentence stands in, without white space around it."""
    first = text.rfind("\n", 0, span.start) + 1
    last = text.find("\n", span.end)
    line = text[first : len(text) if last < 0 else last]
    start = first + len(line) - len(line.lstrip())
    return start, start + len(line.strip())


def _in_a_run(text: str, start: int, end: int) -> bool:
    """Whether a line stands among others that do not end as sentences do: a list."""
    before = [line for line in text[:start].split("\n") if line.strip()][-_RUN + 1 :]
    after = [line for line in text[end:].split("\n") if line.strip()][: _RUN - 1]
    open_ended = [not _ENDS.search(line.strip()) for line in (*before, text[start:end], *after)]
    run = best = 0
    for one in open_ended:
        run = run + 1 if one else 0
        best = max(best, run)
    return best >= _RUN
