"""The sentence behind an enumeration that names more of the same.

"The committee consists of Ann Lee and Bob Ray. They were joined by Cy Dunn." names three; "You need
a spade. You also need boots." two. What follows must say so itself: it joins others to those before
it, or tells more of what was asked with "also".
"""

import re
from dataclasses import replace

from index.text.words import words
from index.types import Span
from qa.english.asked_lines import is_said
from qa.english.enumerations import ALSO, MORE
from qa.english.negation import is_denied
from qa.english.vocabulary import FUNCTION_STEMS
from qa.evidence.select import Evidence

_WORD = re.compile(r"[\w’'-]+")


def goes_on(question: str, one: Evidence) -> Evidence | None:
    """The next sentence with the words that name more of what was asked; None where it does not.

    Args:
        question: what was asked.
        one: a sentence that names several things.
    """
    document = one.passage.document
    behind = next((span for span in one.passage.citable if span.start >= one.span.end), None)
    if behind is None or "\n" in document.text[one.span.end : behind.start]:
        return None
    text = document.slice(behind)
    start = _names_more(question, one.text, text)
    end = len(text.rstrip(" .;"))
    if not start or start >= end:
        return None
    answer = Span(document.id, behind.start + start, behind.start + end)
    found = replace(one, span=behind, answer=answer)
    return found if found.claimable else None


def _names_more(question: str, before: str, text: str) -> int:
    """Where the further things begin in a sentence; 0 if it names none."""
    if is_denied(before) != is_denied(text):
        return 0
    joined = MORE.match(text)
    if joined:
        return joined.end()
    if not ALSO.search(text):
        return 0
    matter = frozenset(words(question)) - FUNCTION_STEMS
    shared = {stem for stem in matter if is_said(stem, frozenset(words(before)))}
    said = [m.end() for m in _WORD.finditer(text) if shared & frozenset(words(m[0]))]
    return said[-1] + 1 if said else 0
