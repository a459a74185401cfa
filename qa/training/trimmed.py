"""Near copies of sentences that are as true as they are: shortened, or with their time moved.

What somebody changed in one word is a near copy, too, and false; without these a network takes
nearness itself for a sign of falsehood. (It gave "Karen Lisle collected 11,000 signatures" by a
sentence that says just that, and more, a logit of -2.3.)
"""

import random
from collections.abc import Iterator

from qa.english.endings import SCOPE, TURNS
from qa.english.leaning import LEANS
from qa.english.shortenings import (
    ASIDE,
    BEGINS,
    DANGLING,
    END,
    FRONT,
    NO_SUBJECT,
    OPEN,
    PAST,
    SUBORDINATE,
    TIME_IN_FRONT,
)
from qa.training.pairs import Pair
from qa.training.sources import Text

WHOLE = 0.04
"""Share of the copies from which nothing is left out."""

BEFORE = 0.5
"""Share that is judged together with the sentence before."""

ALL = 0.15
"""Share that is judged by the whole text."""

LONGEST_TEXT = 1_400
"""Characters of such a text."""

_FEWEST, _MOST = 5, 45
"""Words of a copy, and of a sentence."""

_MOVED = 18
"""Words that a moved time stands behind, at most."""


def copies(text: Text, share: float, chance: random.Random) -> Iterator[Pair]:
    """Near copies of some sentences of a text, with what they are judged by.

    Args:
        text: any.
        share: of the sentences that are drawn; of most there is no sure copy.
        chance: draws them.
    """
    for n, (start, end) in enumerate(text.sentences):
        if chance.random() >= share:
            continue
        sentence = " ".join(text.text[start:end].split())
        claim = copy(sentence, chance)
        if not claim:
            continue
        evidence, drawn = sentence, chance.random()
        if drawn < ALL and len(text.text) < LONGEST_TEXT:
            evidence = text.text
        elif drawn < ALL + BEFORE and n:
            before = text.text[slice(*text.sentences[n - 1])]
            evidence = " ".join(f"{before} {sentence}".split())
        yield Pair(claim, evidence, True)


def copy(sentence: str, chance: random.Random) -> str:
    """A near copy that is true if the sentence is; "" where none is sure to be."""
    count = len(sentence.split())
    if not BEGINS.fullmatch(sentence) or not _FEWEST < count <= _MOST or LEANS.match(sentence):
        return ""
    if chance.random() < WHOLE:
        return sentence
    ways = [_without_aside, _without_front, _without_end, _with_front_behind]
    chance.shuffle(ways)
    changed = sentence
    for way in ways[: chance.randint(1, len(ways))]:
        changed = way(changed, chance) or changed
    return changed if changed != sentence else ""


def _is_sure(kept: str, gone: str) -> bool:
    return (
        len(kept.split()) >= _FEWEST
        and bool(PAST.search(kept))
        and not SCOPE.search(kept)
        and not _turns(gone)
        and not LEANS.match(kept)
        and not SUBORDINATE.match(kept)
        and kept.count("(") == kept.count(")")
    )


def _turns(gone: str) -> bool:
    return bool(TURNS & {word.strip(".,()").lower() for word in gone.split()})


def _without_aside(sentence: str, chance: random.Random) -> str:
    found = list(ASIDE.finditer(sentence))
    if not found:
        return ""
    one = chance.choice(found)
    before, after = sentence[: one.start()], sentence[one.end() :]
    if len(before.split()) < 2 or (one[0][0] == "," and NO_SUBJECT.match(before)):
        return ""
    kept = before + after
    return "" if _turns(one[0]) or len(kept.split()) < _FEWEST else kept


def _without_front(sentence: str, chance: random.Random) -> str:
    match = FRONT.fullmatch(sentence)
    if not match or not _is_sure(match["rest"], match["front"]):
        return ""
    return match["rest"][0].upper() + match["rest"][1:]


def _with_front_behind(sentence: str, chance: random.Random) -> str:
    match = FRONT.fullmatch(sentence)
    if not match or not TIME_IN_FRONT.match(match["front"]):
        return ""
    front, rest = match["front"], match["rest"].rstrip(".")
    if "," in rest or len(rest.split()) > _MOVED or SCOPE.search(rest):
        return ""
    return f"{rest[0].upper()}{rest[1:]} {front[0].lower()}{front[1:]}."


def _without_end(sentence: str, chance: random.Random) -> str:
    ends = list(END.finditer(sentence))
    chance.shuffle(ends)
    for end in ends:
        kept, gone = sentence[: end.start()].rstrip(","), sentence[end.start() :]
        last = kept.rpartition(" ")[2].lower()
        if last not in OPEN and not DANGLING.search(kept) and _is_sure(kept, gone):
            return f"{kept}."
    return ""
