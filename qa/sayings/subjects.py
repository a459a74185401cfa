"""The words of a sentence that name who does something; everything is counted in tokens.

By rule, from the words alone: no parser.
"""

from collections.abc import Sequence

from qa.english.events import PAST
from qa.english.given_names import NO_NAMES
from qa.english.saying import (
    ADVERBS,
    ARTICLES,
    ASIDES,
    AUXILIARY,
    COORDINATE,
    DAYS,
    DETERMINERS,
    NAMES_IN_ED,
    NOUNS_TOO,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVE,
    SAYING,
    SUBORDINATE,
)
from qa.sayings.tokens import Token
from qa.sayings.verbs import is_verb

Range = tuple[int, int]
"""Tokens `[first, behind)`."""

_LONGEST = 40
"""Tokens of who speaks, with what is told of him; a longer stretch is not looked through."""


def main_subject(toks: Sequence[Token], end: int) -> Range | None:
    """The subject of the first verb of a sentence, up to the token `end`."""
    relative: Range | None = None
    for n in range(1, min(end, len(toks))):
        if toks[n].quoted or toks[n].capital:
            continue
        word = toks[n].word
        if (
            (word in AUXILIARY and word not in ("to", "not"))
            or PAST.fullmatch(word)
            or word in SAYING
        ):
            if toks[n - 1].word in ARTICLES or toks[n - 1].word in PREPOSITIONS:
                continue
            if _in_adverbial(toks, n):
                continue
            found = subject_before(toks, skip_back(toks, n - 1) + 1)
            if found and toks[found[0]].word not in RELATIVE:
                return found
            relative = relative or found
    return relative


def _in_adverbial(toks: Sequence[Token], n: int) -> bool:
    """Whether a verb stands in what opens a sentence and ends at a comma."""
    opening = toks[0].word
    if not (opening in PREPOSITIONS or opening in SUBORDINATE or opening.endswith("ing")) or toks[
        0
    ].word in ("that",):
        return False
    return not any(token.word == "," or token.quoted for token in toks[:n]) and any(
        token.word == "," for token in toks[n : n + 30]
    )


def skip_back(toks: Sequence[Token], k: int) -> int:
    """The token before auxiliaries and adverbs; -1 if there is none."""
    while k >= 0 and not toks[k].quoted:
        word = toks[k].word
        if word in AUXILIARY or word in ADVERBS or (word.endswith("ly") and not toks[k].capital):
            k -= 1
        elif word in DAYS and k and (toks[k - 1].word == "on" or toks[k - 1].letter):
            k -= 2 if toks[k - 1].word == "on" else 1
        elif word == "," and k and (toks[k - 1].word in ASIDES):
            k -= 1
            while k >= 0 and toks[k].word in ASIDES:
                k -= 1
            if k >= 0 and toks[k].word == ",":
                k -= 1
        else:
            break
    return k


def subject_behind(toks: Sequence[Token], n: int) -> Range | None:
    """The words that name somebody, from token `n` on, without what is told of him."""
    end = n
    while end < len(toks) and end - n < _LONGEST:
        token = toks[end]
        if token.quoted or (
            not token.letter and token.word not in ("'s", "’s", ".", "&", "-", "’", "'")
        ):
            break
        if token.word == "." and not (
            end + 1 < len(toks) and end > n and len(toks[end - 1].word) <= 2
        ):
            break
        if end > n and (
            token.word in SUBORDINATE
            or token.word in RELATIVE
            or token.word in AUXILIARY
            or token.word in ADVERBS
            or (
                token.word in PREPOSITIONS and token.word not in ("of", "for", "at", "from", "with")
            )
            or (token.word.endswith(("ly", "ing")) and not token.capital)
            or token.word in DAYS
        ):
            break
        end += 1
    return (n, end) if end > n else None


def subject_before(toks: Sequence[Token], end: int) -> Range | None:
    """The words that name somebody and end before token `end`, where a verb or a mark stands.

    What is told of him between commas or brackets is passed over.
    """
    k = end - 1
    if k >= 0 and toks[k].word == ")":
        opening = next(
            (j for j in range(k, max(-1, k - _LONGEST), -1) if toks[j].word == "("), None
        )
        if opening is None:
            return None
        return subject_before(toks, opening)
    if k < 0 or toks[k].quoted:
        return None
    if toks[k].word in ",—–-" or toks[k].word == "--":
        return _before_aside(toks, k)
    if not toks[k].letter and toks[k].word not in (".", "'s", "’s"):
        return None
    if toks[k].word in PRONOUNS:
        return _pronoun(toks, k)
    return _noun_phrase(toks, k)


def _pronoun(toks: Sequence[Token], k: int) -> Range | None:
    """A pronoun as the subject; for a relative one the words it follows are the subject."""
    if toks[k].word in ("which", "that"):
        return None
    return k, k + 1


def _before_aside(toks: Sequence[Token], k: int) -> Range | None:
    """Who is named before an aside that ends at the mark `k`: `Ada Byrne, the mayor, said`."""
    start = _clause_start(toks, k)
    parts: list[Range] = []
    first = start
    bracketed = False  # `Ada Byrne (Rural League), a farmer, said`
    for n in range(start, k + 1):
        if (not toks[n].letter and toks[n].word in (",", "—", "–", "--", "(", ")", "-")) or n == k:
            if n > first and not bracketed:
                parts.append((first, n))
            first = n + 1
            bracketed = toks[n].word == "("
    named = [_named_in(toks, part) for part in parts]
    at = len(parts) - 1
    while at >= 0 and named[at] is None:
        at -= 1
    best: Range | None = None
    names, others = False, False
    while at >= 0 and (found := named[at]):
        is_name = toks[found[0]].capital and toks[found[0]].word not in ARTICLES
        if (is_name and names) or (not is_name and others and names):
            break
        best = found
        names, others = names or is_name, others or not is_name
        if names and others:
            break
        at -= 1
    return best


def _clause_start(toks: Sequence[Token], k: int) -> int:
    """The first token of the clause that token `k` stands in."""
    for n in range(k - 1, max(-1, k - _LONGEST), -1):
        token = toks[n]
        if token.quoted or token.word in (";", ":", "?", "!"):
            return n + 1
        if token.word in COORDINATE and n and toks[n - 1].word == ",":
            return n + 1
        if token.word == "that" and n and toks[n - 1].word in SAYING:
            return n + 1
    return max(0, k - _LONGEST)


def _named_in(toks: Sequence[Token], part: Range) -> Range | None:
    """A part between commas as a speaker; None where it is an adverbial or a clause."""
    first, end = part
    while first < end and (toks[first].word in COORDINATE or toks[first].word in ADVERBS):
        first += 1
    if first >= end:
        return None
    word = toks[first].word
    if word in PREPOSITIONS or word in SUBORDINATE or word in RELATIVE or word in AUXILIARY:
        return None
    if (
        word.endswith(("ing", "ly", "ed"))
        and (not toks[first].capital or first == 0)
        and word not in NAMES_IN_ED
    ):
        return None
    for n in range(first, end):
        if toks[n].word in RELATIVE and n > first:
            end = n
            break
        if n > first and toks[n].word in AUXILIARY and toks[n].word != "to":
            return None
    if end - first == 1 and toks[first].word in DAYS:
        return None
    return first, end


def _noun_phrase(toks: Sequence[Token], k: int) -> Range | None:
    """The words that name somebody, of which `k` is the last."""
    first = k + 1
    while first > max(0, k + 1 - _LONGEST) and not _stops_phrase(toks, first - 1, k):
        first -= 1
    for n in range(first + 1, k):
        if toks[n].word in RELATIVE:
            k = n - 1
            break
    first = _trimmed(toks, first, k)
    return (first, k + 1) if first <= k else None


def _stops_phrase(toks: Sequence[Token], n: int, k: int) -> bool:
    """Whether token `n` is no part of a phrase that goes on to token `k`."""
    token = toks[n]
    if token.quoted or not (token.letter or token.word in _INSIDE_NAMES):
        return True
    if token.word == ".":
        return n > 0 and not (toks[n - 1].capital and len(toks[n - 1].word) <= 4)
    if token.word in COORDINATE:
        return not _joins_names(toks, n)
    if token.word in SUBORDINATE and token.word != "what":
        return True
    if token.word in AUXILIARY and token.word != "to":
        return True
    if n == k:
        return False
    if token.word in PRONOUNS and token.word not in DETERMINERS:
        return True
    if token.word.endswith("ing"):
        return False  # a source speaking to the paper
    says = token.word in SAYING and token.word not in NOUNS_TOO and not token.capital
    return says and is_verb(toks, n)


_INSIDE_NAMES = frozenset(("'s", "’s", ".", "&", "’", "'", "-", "/"))


def _joins_names(toks: Sequence[Token], n: int) -> bool:
    """Whether `and` stands between two of a kind: two names, or two nouns in the plural."""
    if not 0 < n < len(toks) - 1 or toks[n].word not in ("and", "or"):
        return False
    one, other = toks[n - 1], toks[n + 1]
    if one.capital and other.capital:
        return True
    return one.word.endswith("s") and (other.word.endswith("s") or other.word in ARTICLES)


def _trimmed(toks: Sequence[Token], first: int, last: int) -> int:
    """Where a speaker begins, behind adverbs, and behind a preposition with its noun."""
    while first <= last and (
        toks[first].word in COORDINATE
        or toks[first].word in ADVERBS
        or (toks[first].word.endswith("ly") and not (toks[first].capital and first))
        or not toks[first].letter
    ):
        first += 1
    if first > last:
        return first
    if toks[first].word in PREPOSITIONS or toks[first].word == "to" or toks[first].word in DAYS:
        n = last
        if toks[n].capital:
            while n > first + 1 and (toks[n - 1].capital or toks[n - 1].word == "."):
                n -= 1
            while toks[n].word in DAYS and n < last:
                n += 1
            return n
        for n in range(last, first, -1):
            if toks[n].word in ARTICLES and toks[n].word not in ("'s", "’s"):
                return n
        return last
    if (
        first == 0
        and toks[0].capital
        and toks[0].word in NO_NAMES
        and toks[0].word not in ARTICLES | PRONOUNS.keys()
    ):
        return first + 1
    return first
