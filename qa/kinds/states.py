"""How things stand by a sentence: as a yes/no question asks, the other way, or neither is said.

"Closed" stands against "open", and so does "not open"; "not closed" does not. Of a sentence of
several clauses, those count that speak of what is asked about.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.text.words import words
from qa.english.changes import ruled_out
from qa.english.negation import CLAUSE, CONDITIONS, LEFT_OUT, LEFT_UNSAID, PARTS, TURNED_DOWN
from qa.english.opposites import STATES, Pair, negated_by_prefix
from qa.english.vocabulary import FUNCTION_STEMS
from qa.support.negation import negations

Pattern = re.Pattern[str]

_MOST = 0.7
"""Share of what is asked about that a sentence must name which says that it is not so."""


@dataclass(frozen=True, slots=True)
class State:
    """What a sentence says of how things stand.

    Attributes:
        affirmed: whether they stand as is asked, without a condition.
        opposed: whether they stand the other way, or what is asked about is left out.
        words: stems of what is asked about of which the sentence says the opposite.
    """

    affirmed: bool = False
    opposed: bool = False
    words: frozenset[str] = frozenset()


def state_of(asked: str, sentence: str, content: frozenset[str]) -> State:
    """What a sentence says of how things stand.

    Args:
        asked: what a question asks about, as a statement.
        sentence: that may answer it.
        content: stems of what is asked about, without words of grammar.
    """
    left_out = None if LEFT_OUT.search(asked) else _left_out(content, sentence)
    affirmed = left_out is not None and _is_denied(sentence, left_out)
    opposed = left_out is not None and not affirmed
    opposed |= any(not_so(content, sentence) for not_so in (_turned_down, _ruled_out))
    against: set[str] = set()
    for one, other in (*STATES, *_prefixed(asked, sentence, content)):
        for claimed, given in ((one, other), (other, one)):
            found = claimed.search(asked)
            clauses = _clauses(sentence, claimed, given) if found else []
            told = [c for c in clauses if claimed.search(c) or given.search(c)]
            if not found or not told:
                continue
            near = _nearest(told, content - frozenset(words(found[0])))
            as_asked = [bool(claimed.search(c)) != bool(negations(c) % 2) for c in near]
            affirmed |= all(as_asked) and _says_all(content, near, sentence)
            if not any(as_asked):
                opposed = opposed or any(given.search(c) is None or not negations(c) for c in near)
                against.update(words(found[0]))
    return State(affirmed and not opposed, opposed, frozenset(against))


def _clauses(sentence: str, claimed: Pattern, given: Pattern) -> list[str]:
    """What a sentence says, apart; cut further where both words would stand in one, or a "not".

    "Breakfast is included, dinner is not" says of dinner that it is not included.
    """
    found: list[str] = []
    said = ""
    for part in PARTS.split(sentence):
        state = claimed.search(part)
        mixed = state and (given.search(part) or negations(part))
        for clause in CLAUSE.split(part) if mixed else [part]:
            state = claimed.search(clause)
            said = state[0] if state else said
            left = not state and LEFT_UNSAID.search(clause)
            found.append(f"{clause} {said}" if left else clause)
    return found


def _prefixed(asked: str, sentence: str, content: frozenset[str]) -> Iterator[Pair]:
    """The words asked about that are negated by "un-", in a part that names something asked."""
    for one, other in negated_by_prefix(asked, sentence):
        about = content - frozenset(words(" ".join(one.findall(asked))))
        if any(other.search(p) and about & frozenset(words(p)) for p in PARTS.split(sentence)):
            yield one, other


def _nearest(clauses: list[str], about: frozenset[str]) -> list[str]:
    """Those of some clauses that say most of what something is about."""
    shared = [len(about & frozenset(words(clause))) for clause in clauses]
    return [clause for clause, n in zip(clauses, shared, strict=True) if n == max(shared)]


def _says_all(content: frozenset[str], clauses: list[str], sentence: str) -> bool:
    return not CONDITIONS.search(sentence) and any(
        content <= frozenset(words(clause)) for clause in clauses
    )


def _left_out(content: frozenset[str], sentence: str) -> re.Match[str] | None:
    """Where a sentence leaves out just what is asked about: "but not in the restaurant".

    Its own words for what is left out may be more: "but not damage by limescale".
    """
    for one in LEFT_OUT.finditer(sentence):
        rest = set(words(one["rest"])) - FUNCTION_STEMS
        if rest and content > rest:
            return one
        before = set(words(sentence[: one.start()]))
        if content & rest and not before & content & rest and before >= content - rest:
            return one
    return None


def _is_denied(sentence: str, left_out: re.Match[str]) -> bool:
    """Whether what holds of all else is a no: "No animals except guide dogs are admitted"."""
    itself = negations(left_out[0]) > 0  # "but not"
    return not itself and negations(LEFT_OUT.sub(" ", sentence)) % 2 == 1


def _turned_down(content: frozenset[str], sentence: str) -> bool:
    """Whether what is asked about was proposed, and rejected: "the plan to ban it failed"."""
    for one in TURNED_DOWN.finditer(sentence):
        what = content & frozenset(words(one["what"]))
        if 2 * len(what) > len(content) and not content & frozenset(words(one[0].split()[0])):
            return True
    return False


def _ruled_out(content: frozenset[str], sentence: str) -> bool:
    """Whether the sentence says of what is asked about that it turned out not to be so."""
    if len(content & frozenset(words(sentence))) < _MOST * len(content):
        return False
    return any(content & frozenset(words(what)) for what in ruled_out(sentence))
