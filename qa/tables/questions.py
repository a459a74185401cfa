"""The questions of a table, as people write them: one a line, each with a heading if it has one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.errors import UserError
from index.search.searcher import checked_query

MOST_QUESTIONS = 100
"""Of one table; a sheet with more of them is read by nobody."""

_LONGEST_HEADING = 40
_HEADING = re.compile(rf"([^:?|#]{{1,{_LONGEST_HEADING}}}): ?(?=[^\W\d_a-z])(.*\?)")
"""A heading, and a question that begins with a capital and ends as one."""


@dataclass(frozen=True, slots=True)
class Column:
    """A question that is asked of each document.

    Attributes:
        question: one that stands alone.
        heading: what stands above the column; the question itself where nothing else was given.
    """

    question: str
    heading: str


def read_columns(text: str) -> tuple[Column, ...]:
    """The questions of a text, in their order: one a line.

    Blank lines and those that begin with `#` are skipped. `Deaths: How many people died?` asks
    what follows the colon, and has the word before it as its heading; the question must begin with
    a capital and end with a question mark, so that no other colon is taken for one.

    Raises:
        UserError: if there is none, there are too many, or one cannot be asked; it says which line.
    """
    lines = [(n, line.strip()) for n, line in enumerate(text.split("\n"), start=1)]
    return _checked((f"Line {n}", line) for n, line in lines if line and not line.startswith("#"))


def columns_of(questions: Iterable[str | Column]) -> tuple[Column, ...]:
    """The columns of these questions; a string may have a heading, as in `read_columns`.

    Raises:
        UserError: as `read_columns`.
    """
    return _checked((f"Question {n}", one) for n, one in enumerate(questions, start=1))


def _checked(questions: Iterable[tuple[str, str | Column]]) -> tuple[Column, ...]:
    found = list(questions)
    if not found:
        raise UserError("There is no question.", "Write one a line, such as: How many people died?")
    if len(found) > MOST_QUESTIONS:
        raise UserError(
            f"There are {len(found):,} questions.",
            f"Ask at most {MOST_QUESTIONS} at once: split them into several tables.",
        )
    return tuple(_columns(found))


def _columns(questions: Iterable[tuple[str, str | Column]]) -> Iterator[Column]:
    for where, one in questions:
        heading, question = (one.heading, one.question) if isinstance(one, Column) else _split(one)
        try:
            asked = checked_query(question)
        except UserError as error:
            raise UserError(f"{where}: {error.what}", error.remedy) from error
        yield Column(asked, " ".join(heading.split()) or asked)


def _split(line: str) -> tuple[str, str]:
    """The heading of a line, "" without one, and its question."""
    match = _HEADING.fullmatch(line.strip())
    return (match[1], match[2]) if match else ("", line)
