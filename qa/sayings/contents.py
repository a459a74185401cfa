"""What is said by a verb of saying: the words before it, behind it, or both; in tokens."""

from collections.abc import Sequence

from qa.english.events import PAST
from qa.english.saying import (
    ADVERBS,
    AUXILIARY,
    CALLED_FOR,
    CALLS,
    CLAUSES,
    COORDINATE,
    DAYS,
    OF_SOMEBODY,
    PREPOSITIONS,
    REPORTING,
    SUBORDINATE,
    TO_SOMEBODY,
)
from qa.sayings.clauses import Saying
from qa.sayings.subjects import Range
from qa.sayings.tokens import QUOTE, Token

_HEARER = 25
"""Tokens behind a verb among which what is said begins, where it is told who hears it."""
_HEARER_WORDS = 8
"""Tokens at most that name who hears it."""
_OBJECT = 16
"""Tokens behind a verb such as `call`, within which stands as what something is called."""


def is_said(toks: Sequence[Token], saying: Saying) -> bool:
    """Whether it is a verb of saying wherever it stands, or a quote stands beside it."""
    word = toks[saying.verb].word
    if saying.source or word in REPORTING:
        return True
    following = toks[saying.verb + 1].word if saying.verb + 1 < len(toks) else ""
    if following == "that" or (word in CALLS and following in CALLED_FOR):
        return True
    behind = _OBJECT if word in OF_SOMEBODY else 4  # called the dam “a danger”
    near = toks[max(0, saying.verb - 2) : saying.verb + behind]
    if any(token.quoted for token in near):
        return True
    if saying.subject and saying.subject[0] and not saying.inverted:
        before = toks[max(0, saying.subject[0] - 2) : saying.subject[0]]
        return any(token.quoted for token in before)
    return saying.verb + 2 >= len(toks) and toks[-1].word == ":"


def content(
    toks: Sequence[Token], saying: Saying, later: Sequence[Saying], earlier: Sequence[Saying]
) -> list[Range]:
    """What is said, in tokens: before the speaker and the verb, behind them, or both."""
    first = saying.verb
    if saying.subject and not saying.inverted and not saying.participle:
        first = min(first, saying.subject[0])
    if _follows_content(toks, saying, first):
        semicolon = next((n for n in range(first - 1, -1, -1) if toks[n].word == ";"), -1)
        over = [one.end for one in earlier if one.end <= semicolon and not one.source]
        start = max(over, default=0)
        content = [(start, _without_mark(toks, start, first))]
        rest = next((q for q in range(saying.end, len(toks)) if toks[q].quoted), None)
        stop = min((one.verb for one in later), default=len(toks))
        if rest is not None and rest < stop and _only_said(toks, saying.end, rest):
            content.append((rest, _without_mark(toks, rest, len(toks))))
        elif rest is None and _is_aside(toks, saying, content[0]):
            content.append((saying.end + 1, _without_mark(toks, saying.end + 1, len(toks))))
        return [part for part in content if part[0] < part[1]]
    return _behind(toks, saying, later)


def _is_aside(toks: Sequence[Token], saying: Saying, first: Range) -> bool:
    """Whether the saying is put between commas into what is said: the dam, he said, leaks."""
    if saying.end >= len(toks) or toks[saying.end].word != ",":
        return False
    return saying.source or not any(_is_finite(toks, n) for n in range(*first))


def _follows_content(toks: Sequence[Token], saying: Saying, first: int) -> bool:
    """Whether what is said stands before speaker and verb."""
    if saying.passive or (saying.participle and not saying.source):
        return False
    while first and toks[first - 1].word in ADVERBS | COORDINATE:
        first -= 1
    if first < 1:
        return False
    mark = toks[first - 1]
    if not (mark.quoted or mark.word in (",", "—", "–", "--", "?", "!")):
        return False
    if saying.inverted:
        return True
    if toks[min(saying.verb + 1, len(toks) - 1)].word == "that":
        return False
    if mark.quoted:
        return True
    n = _behind_hearer(toks, saying)
    says_when = n < len(toks) and toks[n].word in PREPOSITIONS
    if (says_when or n > saying.verb + 1) and not _is_clause(toks, first - 1):
        return False
    return n >= len(toks) or _says_no_more(toks, first, n)


def _says_no_more(toks: Sequence[Token], first: int, n: int) -> bool:
    """Whether from token `n` on nothing is said: a mark stands there, or when or where it was."""
    following = toks[n]
    return (
        following.word in (".", ",", ";", "—", "–", "--", "?", "!")
        and not (
            following.word == ","
            and any(token.quoted for token in toks[n : n + 3])
            and not any(token.quoted for token in toks[:first])
        )
    ) or (
        (following.word in PREPOSITIONS or following.word in DAYS)
        and not any(token.word == "that" or token.quoted for token in toks[n:])
        and not any(token.word in AUXILIARY - {"to"} for token in toks[n:])
    )


def _behind_hearer(toks: Sequence[Token], saying: Saying) -> int:
    """Where the words for who hears it end: told reporters on Friday; else where the verb ends."""
    n = saying.verb + 1
    if toks[saying.verb].word not in TO_SOMEBODY:
        return n
    no_hearer = PREPOSITIONS | DAYS | CLAUSES | AUXILIARY
    limit = min(len(toks), n + _HEARER_WORDS)
    while n < limit and toks[n].letter and toks[n].word not in no_hearer:
        n += 1
    return n


def _is_clause(toks: Sequence[Token], end: int) -> bool:
    """Whether the words before token `end` may be a statement, and not just say when or where."""
    if any(_is_finite(toks, n) for n in range(end)):
        return True
    return end > 4 and toks[0].word not in PREPOSITIONS and toks[0].word not in SUBORDINATE


def _only_said(toks: Sequence[Token], start: int, end: int) -> bool:
    """Whether nothing but an aside on the saying stands between two parts of a quote."""
    return (
        not any(
            token.word in (".", ";") and n > start for n, token in enumerate(toks[start:end], start)
        )
        and end - start < 30
    )


def _behind(toks: Sequence[Token], saying: Saying, later: Sequence[Saying]) -> list[Range]:
    """What is said behind the verb, up to where another is told to say something."""
    start = _begins(toks, saying)
    while start < len(toks) and not toks[start].letter and not toks[start].quoted:
        start += 1
    end = len(toks)
    for one in later:
        if (cut := _cut(toks, saying, one, start)) is not None:
            end = cut
            break
    end = _without_mark(toks, start, end)
    return [(start, end)] if start < end else []


def _begins(toks: Sequence[Token], saying: Saying) -> int:
    """Where what is said behind a verb begins, behind the words for who hears it."""
    start = saying.end
    if saying.source:  # according to the ministry in Moscow, ...
        limit = min(len(toks), start + _HEARER)
        return next(
            (n for n in range(start, limit) if toks[n].word == "," or toks[n].quoted), start
        )
    if saying.inverted:
        return start
    limit = min(len(toks), start + _HEARER)
    that = next((n for n in range(start, limit) if _opens(toks, n)), None)
    if that is None:
        return start
    verb = toks[saying.verb].word
    if verb in TO_SOMEBODY:
        return that
    plain = toks[that].word in ("that", "whether", QUOTE, ":") and verb not in OF_SOMEBODY
    return that if plain and not any(_is_finite(toks, n) for n in range(start, that)) else start


def _opens(toks: Sequence[Token], n: int) -> bool:
    return toks[n].word in CLAUSES or toks[n].quoted or toks[n].word == ":"


def _cut(toks: Sequence[Token], saying: Saying, one: Saying, start: int) -> int | None:
    """Where what is said ends since a later verb of saying is not a part of it; None if it is."""
    cut = one.verb
    if one.subject == saying.subject:
        while cut > start and toks[cut - 1].word not in COORDINATE and toks[cut - 1].word != ",":
            cut -= 1
        return cut - 1 if toks[cut - 1].word in COORDINATE or one.participle else None
    if one.inverted:
        return None if one.source or not one.subject else _without_mark(toks, start, cut)
    if one.subject and one.subject[1] <= saying.verb and not one.participle:
        # the clause in which this verb stands is over, and the sentence goes on
        return next((n for n in range(cut - 1, start, -1) if toks[n].word == ","), None)
    return None


def _is_finite(toks: Sequence[Token], n: int) -> bool:
    word = toks[n].word
    return (word in AUXILIARY and word != "to") or bool(
        PAST.fullmatch(word) and not toks[n].capital
    )


def _without_mark(toks: Sequence[Token], start: int, end: int) -> int:
    while end > start and not toks[end - 1].letter and not toks[end - 1].quoted:
        end -= 1
    return end
