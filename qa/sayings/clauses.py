"""The verbs of saying in a sentence, and before or behind each the words that name who says it.

By rule, from the words alone: no parser. Everything is counted in tokens of the sentence.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from qa.english.events import PAST
from qa.english.saying import (
    ADVERBS,
    AUXILIARY,
    BE,
    COORDINATE,
    DAYS,
    HEARERS,
    NEVER_BEFORE,
    PLAIN,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    SAYING,
    SUBORDINATE,
)
from qa.sayings.subjects import Range, main_subject, skip_back, subject_before, subject_behind
from qa.sayings.tokens import Token
from qa.sayings.verbs import is_verb

_CLOSE = 3
"""Tokens between a verb of saying and a form in -ing that has the same subject."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A verb of saying.

    Attributes:
        verb: its place.
        subject: who says it; None where the sentence does not tell.
        inverted: whether he stands behind it: `said Ada Byrne`.
        participle: whether it is of the form `adding`, whose subject is that of the sentence.
        passive: whether it is `was told`: who says it stands behind `by`, if at all.
        source: whether it is no verb but `according to`.
    """

    verb: int
    subject: Range | None = None
    inverted: bool = False
    participle: bool = False
    passive: bool = False
    source: bool = False

    @property
    def end(self) -> int:
        """The token behind verb and speaker."""
        return (
            max(self.verb + 1, self.subject[1]) if self.inverted and self.subject else self.verb + 1
        )


def sayings(toks: Sequence[Token]) -> list[Saying]:
    """The verbs of saying, in order, each with its speaker."""
    found: list[Saying] = []
    for n, token in enumerate(toks):
        if token.word == "according" and n + 2 < len(toks) and toks[n + 1].word == "to":
            if source := subject_behind(toks, n + 2):
                found.append(Saying(n, source, inverted=True, source=True))
            continue
        if token.word not in SAYING or not is_verb(toks, n):
            continue
        found.append(_saying(toks, n, found))
    return found


def _saying(toks: Sequence[Token], n: int, before: Sequence[Saying]) -> Saying:
    word = toks[n].word
    k = skip_back(toks, n - 1)
    auxiliaries = {toks[j].word for j in range(k + 1, n)}
    if auxiliaries & BE and not word.endswith("ing") and word not in ("say", "tell"):
        return Saying(n, _behind_by(toks, n), passive=True)
    previous = toks[k] if k >= 0 else None
    if word.endswith("ing") and not auxiliaries & BE:
        return Saying(n, _of_participle(toks, n, k, before), participle=True)
    if inverted := _inverted(toks, n, k):
        return Saying(n, inverted, inverted=True)
    if n and toks[n - 1].word == "to":
        return Saying(n, _earlier(toks, n, before))
    if previous is None or previous.quoted:
        return Saying(n, _earlier(toks, n, before))
    if previous.word in COORDINATE:
        return Saying(n, _earlier(toks, n, before))
    return Saying(n, subject_before(toks, k + 1) or _earlier(toks, n, before))


def _of_participle(toks: Sequence[Token], n: int, k: int, before: Sequence[Saying]) -> Range | None:
    """Who is meant to do what is told with a form in -ing: he said so, adding."""
    if k == n - 1 and k >= 0 and _is_noun(toks, k):
        own = subject_before(toks, n)
        named = own is not None and (toks[own[0]].capital or own[0] == 0)
        if named or (own and toks[own[0] - 1].word == "with"):
            return own
        return main_subject(toks, n) or own  # sent a letter saying
    last = before[-1] if before else None
    if last and last.subject and not last.passive and n - last.end <= _CLOSE:
        return last.subject
    return main_subject(toks, n) or _earlier(toks, n, before)


def _is_noun(toks: Sequence[Token], k: int) -> bool:
    """Whether a word before a form in -ing may be who does it: "with Byrne telling"."""
    word = toks[k].word
    return toks[k].letter and not (
        word in COORDINATE
        or word in PREPOSITIONS
        or word in SUBORDINATE
        or word in AUXILIARY
        or word in PRONOUNS
        or word in DAYS
        or bool(PAST.fullmatch(word) and not toks[k].capital)
    )


def _earlier(toks: Sequence[Token], n: int, before: Sequence[Saying]) -> Range | None:
    """Who is the subject of an earlier verb of the sentence."""
    for saying in reversed(before):
        if saying.subject and not saying.passive:
            return saying.subject
    return main_subject(toks, n)


def _behind_by(toks: Sequence[Token], n: int) -> Range | None:
    """Who stands behind `by`, close behind a passive."""
    for k in range(n + 1, min(n + 4, len(toks))):
        if toks[k].word == "by":
            return subject_behind(toks, k + 1)
    return None


def _inverted(toks: Sequence[Token], n: int, k: int) -> Range | None:
    """Who stands behind the verb: `"...," said Ada Byrne`."""
    if k != n - 1 or k < 0 or n + 1 >= len(toks) or toks[n].word in NEVER_BEFORE:
        return None
    behind_quote = toks[k].quoted or (
        k > 0 and toks[k - 1].quoted and toks[k].word in (",", "-", "—", "–", "--")
    )
    if not behind_quote and not (toks[k].word == "," and toks[n].word in PLAIN):
        return None
    found = subject_behind(toks, n + 1) if _may_begin(toks[n + 1]) else None
    if found is None or behind_quote:
        return found if found and not _goes_on(toks, found) else None
    thing = toks[n + 1].word in POSSESSIVES and not toks[n].word.startswith("sa")
    return None if thing or _goes_on(toks, found) or not _ends_clause(toks, found[1]) else found


def _goes_on(toks: Sequence[Token], found: Range) -> bool:
    """Whether a pronoun is the subject of what is said: said he expects."""
    pronoun = toks[found[0]].word in PRONOUNS
    return pronoun and found[1] < len(toks) and toks[found[1]].letter


def _may_begin(token: Token) -> bool:
    """Whether a word behind a verb may be the first of those that name who says it."""
    word = token.word
    if not token.letter or (word.endswith("ly") and not token.capital):
        return False
    return not any(word in words for words in (PREPOSITIONS, SUBORDINATE, DAYS, ADVERBS, HEARERS))


def _ends_clause(toks: Sequence[Token], n: int) -> bool:
    """Whether the sentence ends soon behind a speaker, without another verb."""
    for token in toks[n : n + 30]:
        if token.word in AUXILIARY and token.word not in ("to", "not"):
            return False
        if token.word in (".", ";") or token.quoted:
            return True
        if (
            PAST.fullmatch(token.word)
            and not token.capital
            and token.word not in ("named", "based")
        ):
            return False
    return True
