"""A question that a document asks and answers itself, as lists of common questions do.

"When does the first ferry leave? At 05:40 on working days." A reader of prose makes little of such
an answer, which is no sentence; but the question before it is the one that was asked.
"""

import re
from collections.abc import Sequence

from index.text.words import words
from qa.evidence.select import Evidence, raised

ALIKE = 0.8
"""Share of the words of the longer question that both have, from which they are one."""

ANSWERS = 0.8
"""Probability of the sentence behind the question, at least."""

_END = re.compile(r"(?<=[.?!]) ")
_LOOKED_AT = 400
"""Characters before a sentence in which its question stands."""


def behind_its_question(question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, where what stands behind the very question that is asked answers it.

    Args:
        question: any.
        evidence: the most probable first.

    Returns:
        The most probable first.
    """
    asked = set(words(question))
    return raised(evidence, ANSWERS, lambda one: _is_asked(asked, _line_before(one)))


def _line_before(one: Evidence) -> str:
    """What stands before a sentence, up to the end of a line or of the sentence before that."""
    text, start = one.passage.document.text, one.span.start
    before = text[max(0, start - _LOOKED_AT) : start].rstrip()
    line = before.rpartition("\n")[2]
    return _END.split(line)[-1]


def _is_asked(asked: set[str], line: str) -> bool:
    said = set(words(line)) if line.endswith("?") else set()
    return bool(said) and len(said & asked) >= ALIKE * max(len(said), len(asked))
