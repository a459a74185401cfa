"""What lies on the other side of what is asked: below it, against it, brought about by it."""

import re
from itertools import dropwhile, takewhile

from index.text.words import words
from qa.english.vocabulary import FUNCTION_WORDS

_FIGURE = r"(?:[$€£] ?)?(?P<figure>\d[\d,.]*)"
_ABOVE = re.compile(
    r"\b(?:above|over|(?<!no )more than|exceed(?:s|ing)?|older than|longer than|larger than"
    rf"|later than|beyond) {_FIGURE}",
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"\b(?:below|under|up to|at most|no more than|(?<!no )(?:less|fewer) than|younger than"
    rf"|shorter than|smaller than|not exceeding) {_FIGURE}",
    re.IGNORECASE,
)
_ELSE = r"others?|else|otherwise|rest|all|every(?:body|one)"
_MORE = re.compile(
    rf"\b(?:older|(?<!no )more|higher|larger|longer|over|above|beyond|exceed\w*|{_ELSE})\b", re.I
)
_LESS = re.compile(
    rf"\b(?:younger|(?<!no )less|(?<!no )fewer|lower|smaller|shorter|under|below|{_ELSE})\b", re.I
)
"""What tells that the other side of a bound is spoken of as well."""

_CAUSE_OF = re.compile(
    r"\b(?:what (?:was |is |were )?(?:the |a )?(?:caused|cause of|causes of|reasons? for|led to"
    r"|triggered|sparked|provoked|brought about|started))\b(?P<of>[^?]{1,120})",
    re.IGNORECASE,
)
_EFFECT_OF = re.compile(
    r"\b(?:during|because of|due to|owing to|thanks to|as a result of|in response to|throughout"
    r"|despite) (?:the|this|that|its|their) (?P<of>(?:[\w’'-]{1,30} ?){1,4})",
    re.IGNORECASE,
)
_CAUSES = re.compile(
    r"\b(?:because|since|causes?|caused|started|triggered|sparked|led to|began|broke out|blamed?"
    r"|in protest|reason|why)\b",
    re.IGNORECASE,
)

_MARGIN = re.compile(
    r"\b(?:by what|what was (?:the|his|her|their)) (?:margin|majority|lead)\b", re.I
)
_NO_MARGIN = re.compile(r"\bmargin of error\b|\bmust\b", re.IGNORECASE)
_VOTES = re.compile(r"\d votes\b", re.IGNORECASE)
_BY_SO_MUCH = re.compile(
    r"\b(?:by|margin|majority|lead|ahead|clear|more|fewer|less|to|behind)\b|\d ?[-–] ?\d", re.I
)

_OF_AN_EFFECT = re.compile(
    r"\b(?:what|which|who)\b[^?]{0,60}\b(?P<verb>affects?|influences?|weakens?|strengthens?"
    r"|increases?"
    r"|reduces?|lowers?|raises?|changes?|causes?|worsens?|helps?|improves?)\b",
    re.IGNORECASE,
)
_ALSO = re.compile(r"\b(?:but|while|whereas|although|though|only|except|unlike)\b", re.I)
_WITHOUT_EFFECT = re.compile(
    r"\b(?:ha(?:s|ve|d) no (?:\w{1,20} )?(?:influence|effect|impact|bearing)"
    r"|ma(?:kes?|de) no difference"
    r"|(?:do|does|did)(?: not|n[’']t) (?:affect|influence|matter|help))\b",
    re.IGNORECASE,
)
_DISPROVED = re.compile(
    r", which (?:(?:later )?turned out to be (?:wrong|false|untrue|a mistake|mistaken)"
    r"|(?:later )?proved (?:wrong|false|unfounded)"
    r"|(?:was|were) (?:untrue|unfounded|a hoax|a false alarm))\b",
    re.IGNORECASE,
)
_OF_WHAT_WAS_SAID = re.compile(
    r"\A\W*(?:when|why)\b"
    r"|\b(?:report\w*|sa(?:y|ys|id)|tell|told|claim\w*|believe\w*|th(?:ink|ought)|rumou?r\w*"
    r"|suppos\w*|alleged\w*|wrong\w*|false\w*|untrue|unfounded|hoax|mistake\w*|alarm\w*)\b",
    re.IGNORECASE,
)
"""Asks what was said, or when or why, which may be told of what was wrong too."""

_DENIES = re.compile(r"\b(?:not|no|never|without)\b|n[’']t\b", re.IGNORECASE)


def on_the_other_side(question: str, sentence: str) -> bool:
    """Whether a sentence tells of the other side of what a question asks for.

    Of what is under a figure, where it is asked what is over it; of what an event brought about,
    where its cause is asked for; of the votes for one, where it is asked by what margin; of what
    has no influence, where it is asked what has; of what proved wrong.
    """
    return (
        _of_the_other_bound(question, sentence)
        or _is_effect(question, sentence)
        or _is_of_one_side(question, sentence)
        or _has_no_effect(question, sentence)
        or bool(_DISPROVED.search(sentence) and not _OF_WHAT_WAS_SAID.search(question))
    )


def _of_the_other_bound(question: str, sentence: str) -> bool:
    """Whether one has figures as upper bounds only that the other has as lower ones."""
    return any(
        (figures := _figures(asked, question))
        and bool(figures & _figures(other, sentence))
        and not figures & (_figures(asked, sentence) | _figures(other, question))
        and not too.search(sentence)
        for asked, other, too in ((_ABOVE, _BELOW, _MORE), (_BELOW, _ABOVE, _LESS))
    )


def _figures(bound: re.Pattern[str], text: str) -> frozenset[str]:
    found = (match["figure"].rstrip(".,") for match in bound.finditer(text))
    return frozenset(figure.replace(",", "") for figure in found)


def _is_effect(question: str, sentence: str) -> bool:
    """Whether a sentence tells what came with an event whose cause is asked for."""
    asked = _CAUSE_OF.search(question)
    if not asked:
        return False
    event = _head(asked["of"])
    for match in _EFFECT_OF.finditer(sentence):
        same = bool(event) and _head(match["of"]) == event
        rest = f"{sentence[: match.start()]} {sentence[match.end() :]}"
        if same and not _CAUSES.search(rest):
            return True
    return False


def _head(phrase: str) -> str:
    """The noun of a phrase: "the long delay at Orme" → "delay"."""
    said = re.findall(r"[\w’'-]+", phrase.lower())
    behind = dropwhile(lambda word: word in FUNCTION_WORDS, said)
    return next(reversed(list(takewhile(lambda word: word not in FUNCTION_WORDS, behind))), "")


def _is_of_one_side(question: str, sentence: str) -> bool:
    """Whether a sentence has nothing but the votes for one, where a margin is asked for."""
    asked = _MARGIN.search(question) and not _NO_MARGIN.search(question)
    if not asked or _BY_SO_MUCH.search(sentence):
        return False
    return len(re.findall(r"\d[\d,.]*", sentence)) == 1 and bool(_VOTES.search(sentence))


def _has_no_effect(question: str, sentence: str) -> bool:
    """Whether a sentence tells only what has no influence, where it is asked what has."""
    asked, told = _OF_AN_EFFECT.search(question), _WITHOUT_EFFECT.search(sentence)
    if not asked or not told or _DENIES.search(question) or _ALSO.search(sentence):
        return False
    rest = f"{sentence[: told.start()]} {sentence[told.end() :]}"
    return not set(words(asked["verb"])) & set(words(rest))
