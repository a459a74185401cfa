"""The sentence behind an enumeration that names more of the same.

"The committee consists of Ann Lee and Bob Ray. They were joined by Cy Dunn." names three; "You need
a spade. You also need boots." two. What follows must say so itself: it joins others to those before
it, or tells with "also" of whom or what the same is true.
"""

from dataclasses import replace

from index.text.words import words
from index.types import Span
from qa.english.asked_lines import is_said
from qa.english.enumerations import ALSO, MORE
from qa.english.negation import is_denied
from qa.english.vocabulary import FUNCTION_STEMS
from qa.evidence.select import Evidence


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
    also = ALSO.search(text)
    if not also:
        return 0
    done = frozenset(words(also["verb"])) & frozenset(words(question)) - FUNCTION_STEMS
    said = frozenset(words(before))
    return also.end() if any(is_said(stem, said) for stem in done) else 0
