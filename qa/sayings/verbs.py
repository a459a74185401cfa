"""Whether a form of a verb of saying is one, or a noun, by the words beside it."""

from collections.abc import Sequence

from qa.english.events import PAST
from qa.english.saying import (
    ARTICLES,
    DETERMINERS,
    NOUNS_TOO,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    TAKES_BASE,
)
from qa.sayings.tokens import Token


def is_verb(toks: Sequence[Token], n: int) -> bool:
    """Whether a form of a verb of saying is one here, by the words beside it."""
    word = toks[n].word
    if toks[n].capital and n and not toks[n - 1].quoted:
        return False
    before = toks[n - 1].word if n else ""
    if before in ARTICLES and not (before in DETERMINERS and word not in NOUNS_TOO):
        return False
    if before == "to" and word.endswith("s"):
        return False
    if before in PREPOSITIONS and not (before == "as" and word.endswith("ing")):
        return False
    following = toks[n + 1].word if n + 1 < len(toks) else ""
    if word in NOUNS_TOO:
        if following in ("of", "'s", "’s") or (n and toks[n - 1].word == "of"):
            return False
        base = not word.endswith(("s", "ed", "ing"))
        plural = n and (toks[n - 1].word.endswith("s") or toks[n - 1].word in TAKES_BASE)
        if base and word not in ("read", "put", "shot", "found", "thought") and not plural:
            return False
        described = n and not toks[n - 1].capital and not word.endswith(("ed", "ing"))
        if described and (_is_adjective(before) or PAST.fullmatch(before)):
            return False
        if described and n > 1 and before not in PRONOUNS:
            # in written remarks, his recent attacks
            return toks[n - 2].word not in PREPOSITIONS and toks[n - 2].word not in POSSESSIVES
    return True


def _is_adjective(word: str) -> bool:
    return word.endswith(("ive", "ous", "ful", "ical", "able", "less", "ish"))
