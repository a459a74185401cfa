"""What in a text negates, refuses or restricts something, by words of English."""

import re
from collections.abc import Iterator

from index.text.words import words

_NO_NEGATION = re.compile(
    r"\b(?:no (?:fewer|less|more|later|earlier|sooner|doubt|wonder)|not only|nothing but"
    r"|no\. \d+)\b",
    re.IGNORECASE,
)
_NEITHER = re.compile(r"\bneither\b", re.IGNORECASE)
_NOR = re.compile(r"\bnor\b", re.IGNORECASE)
_UP_TO_A_STOP = re.compile(r"[^.;]+")
_NEGATIONS = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|nowhere|neither|nor|without|cannot|\w+n[’']t"
    r"|den(?:y|ies|ied|ying))\b",
    re.IGNORECASE,
)
_NOT_DONE = (
    r"unwilling\w*|unable|inability|refus\w+|reject\w*|fail(?:s|ed|ing)?|lack(?:s|ed|ing)?"
    r"|avoid\w*|turn(?:s|ed|ing)? down"
)
_UNDONE = re.compile(rf"\b(?:{_NOT_DONE})\b", re.IGNORECASE)
_LIKE_NEGATIONS = re.compile(
    rf"\b(?:{_NOT_DONE}|unlikely|unchanged|unlike|hardly|barely|except|beyond|throw\w*|instead"
    r"|rather than|other than|failures?|decline[sd]? to|blocked|short of|(?:voted|struck) down)\b",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:not since|never|none|nobody|nothing|no (?:other )?\w+)\b(?P<rest>[^.;\n]{0,150})",
    re.IGNORECASE,
)
_THE_MOST = {"more": "most", "less": "least", "better": "best", "worse": "worst"}
_CLAUSE = re.compile(
    r"[.,;:–—?!]\s+|(?<!\s)\s+(?:but|while|although|though|whereas|because|and|which|who|that|as)\s+"
)


def negated(text: str, about: frozenset[str]) -> bool:
    """Whether the clause that shares most of the words `about` is negated, but not twice.

    Nothing is known, and so nothing negated, where no clause shares half of them.
    """
    clauses = [clause for clause in _CLAUSE.split(text) if clause.strip()] or [text]
    best = max(clauses, key=lambda clause: len(about & set(words(clause))))
    near = len(about & set(words(best))) * 2 >= len(about)
    return near and negations(best) % 2 == 1


def outdoes(one: str, other: str) -> bool:
    """Whether one text says by a negation what the other says by a superlative.

    `None is higher` and `none is as high` deny nothing of `the highest`.
    """
    most = set(re.findall(r"\w+", other.lower()))
    for none in _NONE.finditer(_NO_NEGATION.sub(" ", one)):
        rest = re.findall(r"\w+", none["rest"].lower())
        if most.intersection(_THE_MOST.get(w, f"{w.removesuffix('er')}est") for w in rest):
            return True
    return False


def negations(text: str) -> int:
    """How many words of the text negate something."""
    return len(_NEGATIONS.findall(_NO_NEGATION.sub(" ", _neither_or(text))))


def restrictions(text: str) -> int:
    """How many words of the text negate, refuse, exclude or restrict something."""
    return negations(text) + len(_LIKE_NEGATIONS.findall(text))


def restricts(text: str) -> bool:
    """Whether some word of the text negates, refuses, excludes or restricts."""
    return restrictions(text) > 0


def undone(text: str) -> bool:
    """Whether the text says of something that it was refused, failed at or avoided."""
    return bool(_UNDONE.search(text))


def _neither_or(text: str) -> str:
    """The text with `neither ... nor`, two words that negate once, as `neither ... or`."""
    return _UP_TO_A_STOP.sub(lambda part: "".join(_paired(part.group())), text)


def _paired(text: str) -> Iterator[str]:
    """The text in parts; one pattern for both words would look for `nor` behind each `neither`."""
    done = 0
    while (neither := _NEITHER.search(text, done)) and (nor := _NOR.search(text, neither.end())):
        yield f"{text[done : neither.start()]}neither{text[neither.end() : nor.start()]}or"
        done = nor.end()
    yield text[done:]
