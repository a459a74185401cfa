"""A claim that is a sentence of its evidence with pieces left out, whose meaning is left whole.

"After the boy's death his mother, Karen Lisle, collected 11,000 signatures for a car-free lane"
says that his mother collected 11,000 signatures. It is seen word by word, so that no network can
doubt it. What is left out says when, where, why or who else; it holds no condition, negation, doubt
or speaker, and what stays says nothing of all, of none or of the greatest, for which that matters.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher

from qa.english.endings import FRONTS, OPENERS, SCOPE, TURNS
from qa.english.leaning import LEANS
from qa.english.saying import REPORTING

_MARKS = ".,;:!?\"'“”‘’()"
_FEWEST = 4
"""Words that a claim must have."""

_MOST = 80
"""Words of a sentence that is looked at: to compare two takes the square of their lengths."""


def shortened(claim: str, sentence: str) -> bool:
    """Whether a claim is a sentence of which nothing is left out that it hangs on.

    Args:
        claim: one sentence.
        sentence: of its evidence.
    """
    said, words = claim.split(), sentence.split()
    if not _FEWEST <= len(said) <= len(words) <= _MOST:
        return False
    if not LEANS.match(sentence) and LEANS.match(claim):
        return False
    pairs = SequenceMatcher(None, _bare(said), _bare(words), autojunk=False).get_opcodes()
    gone = [(start, end) for kind, _, _, start, end in pairs if kind == "insert"]
    if any(kind not in ("equal", "insert") for kind, *_ in pairs):
        return False
    if any(_turns(words[start:end]) for start, end in gone):
        return False
    aside = [_is_aside(words, start, end) for start, end in gone]
    if all(aside):
        return True
    at_an_edge = all(
        is_aside or _is_front(words, start, end) or _is_end(words, start, end)
        for is_aside, (start, end) in zip(aside, gone, strict=True)
    )
    return at_an_edge and not SCOPE.search(claim)


def _bare(words: Sequence[str]) -> list[str]:
    return [word.strip(_MARKS).lower() for word in words]


def _turns(gone: Sequence[str]) -> bool:
    """Whether words hold what a sentence hangs on, or the end of what it says."""
    bare = _bare([word for word in gone if word.strip(_MARKS) != "May"])  # the month
    return bool((TURNS | REPORTING).intersection(bare)) or any(
        word.endswith((";", ":", ".", "?", "!")) for word in gone[:-1]
    )


def _is_aside(words: Sequence[str], start: int, end: int) -> bool:
    """Whether words stand between two commas, or in brackets, inside a sentence."""
    if not 0 < start < end < len(words):
        return False
    if words[start].startswith("(") and words[end - 1].rstrip(",").endswith(")"):
        return True
    return words[start - 1].endswith(",") and words[end - 1].endswith(",")


def _is_front(words: Sequence[str], start: int, end: int) -> bool:
    """Whether words open a sentence and say when or where, up to a comma."""
    return start == 0 and words[end - 1].endswith(",") and words[0].lower() in FRONTS


def _is_end(words: Sequence[str], start: int, end: int) -> bool:
    """Whether words end a sentence and say when, where, why or who else."""
    return end == len(words) and start > 0 and words[start].strip(_MARKS).lower() in OPENERS
