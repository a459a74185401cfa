"""Claims against their evidence, by rule: numbers, dates, names, negation, who said it, addresses.

A rule gives the reason why a claim is not supported, in a sentence that a person reads, or nothing.
Some decide alone, the others raise a doubt. Passing them is no support: what the claim means is for
the scorer in `support.py`, which puts all together.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from index.text.words import words
from qa.english.names import same_name
from qa.english.negation import OVER, STOPPED
from qa.english.numbers import EXACT, in_digits
from qa.english.opposites import OPPOSITES
from qa.english.speakers import OFFICES, ORDER, THE_SOURCE
from qa.english.vocabulary import FUNCTION_STEMS, FUNCTION_WORDS
from qa.support.facts import Date, Facts, facts
from qa.support.negation import negated, negations, outdoes, restrictions, restricts, undone
from qa.support.numbers import date_follows, follows

_ADDRESS = re.compile(r"https?:|www\.|\b\w+://|[<>{}\\]|!\[|\]\(|\bdata:|javascript:")
_DOTTED = re.compile(r"\.\w")
_CODE = re.compile(r"\S{40,}")
_TOKEN = re.compile(r"[\w’']+")
_SPACED = re.compile(r"(?<![\d.,])(\d{1,3}), (\d{3})(?![\d,])")
"""A number that was cut at its comma, as some extracted texts have it."""

_COPIED = 0.75
"""From this share of its words in the order of a sentence, a claim is a copy of it."""

_COMPARED = 250_000
"""Words of a claim times words of a sentence, above which no copy is looked for: the comparison
takes time cubic in words that come again and again, and two sentences of 300 words stay below."""

LONGEST = 2_000
"""Characters of a claim; no sentence of a document has more than half as many."""

Rule = Callable[[str, str, str], str | None]
"""Of claim, evidence and what is known of its documents → the reason, or None."""


def objection(claim: str, evidence: str, about: str) -> str | None:
    """Why the evidence cannot support the claim, by the rules that decide alone.

    Args:
        claim: one sentence.
        evidence: the sentences that it cites, one a line.
        about: titles and dates of their documents: names and dates may come from there.

    Returns:
        A reason, the first that is found, or None.
    """
    return next(filter(None, (rule(claim, evidence, about) for rule in DECIDING)), None)


def doubts(claim: str, evidence: str, about: str) -> tuple[str | None, ...]:
    """Why the evidence may not support the claim: of each rule of DOUBTING a reason, or None."""
    return tuple(rule(claim, evidence, about) for rule in DOUBTING)


def _overlong(claim: str, evidence: str, about: str) -> str | None:
    return "It is too long to be checked." if len(claim) > LONGEST else None


def _addresses(claim: str, evidence: str, about: str) -> str | None:
    found = (match.group() for pattern in (_ADDRESS, _CODE) for match in pattern.finditer(claim))
    if all(address in evidence for address in dict.fromkeys([*found, *_mails(claim)])):
        return None
    return "It holds an address or code that the evidence does not have."


def _mails(text: str) -> Iterator[str]:
    """Addresses of mail, each with what stands before it up to white space.

    One pattern for name, `@` and host would take time cubic in a text full of `@`.
    """
    for word in text.split():
        at = word.find("@", 1)
        dots = list(_DOTTED.finditer(word, at + 2)) if at > 0 else []
        if dots:
            yield word[: dots[-1].end()]


def _numbers(claim: str, evidence: str, about: str) -> str | None:
    its = facts(evidence)
    for number in sorted(_missing(claim, evidence)):
        if not follows(number, claim, its, evidence):
            return f"The number {_shown(number)} is not in the evidence."
    return None


def _missing(claim: str, evidence: str) -> set[tuple[str, float]]:
    known = facts(evidence).numbers | facts(_SPACED.sub(r"\1,\2", evidence)).numbers
    return {number for number in facts(claim).numbers if not _counted(number, known)}


def _counted(number: tuple[str, float], known: frozenset[tuple[str, float]]) -> bool:
    kind, value = number
    return any(
        value == its and (kind in {its_kind, ""} or (not its_kind and kind not in EXACT))
        for its_kind, its in known
    )


def _shown(number: tuple[str, float]) -> str:
    kind, value = number
    return f"{value:,g}" + (f" {kind}" if kind else "")


def _dates(claim: str, evidence: str, about: str) -> str | None:
    its = facts(evidence)
    missing = [
        d for d in _missing_dates(claim, evidence, about) if not date_follows(d, its, evidence)
    ]
    if not missing:
        return None
    kind, value = min(missing)
    return f"The {kind} {value} is not in the evidence."


def _missing_dates(claim: str, evidence: str, about: str) -> frozenset[Date]:
    return facts(claim).dates - facts(evidence).dates - facts(about).dates


def _worked_out(claim: str, evidence: str, about: str) -> str | None:
    """What the rules of numbers and dates leave open, since it may follow."""
    for kind, value in sorted(_missing(claim, evidence)):
        return f"The number {_shown((kind, value))} is not in the evidence as it stands."
    for kind, day in sorted(_missing_dates(claim, evidence, about)):
        if isinstance(day, int):
            return f"The {kind} {day} is not in the evidence as it stands."
    return None


def _times(claim: str, evidence: str, about: str) -> str | None:
    for _, time in sorted(_missing_dates(claim, evidence, about)):
        if isinstance(time, str):
            return f"“{time}” is not in the evidence."
    return None


def _names(claim: str, evidence: str, about: str) -> str | None:
    known = facts(evidence).words | facts(about).words
    missing = {name for name in facts(claim).names if not _known(name, known)}
    return f"The name “{min(missing)}” is not in the evidence." if missing else None


def _known(name: str, known: Iterable[str]) -> bool:
    return name in known or any(same_name(name, other) for other in known)


def _directions(claim: str, evidence: str, about: str) -> str | None:
    missing = facts(claim).directions - facts(evidence).directions - facts(about).directions
    return f"“{min(missing)}” is not in the evidence." if missing else None


def _negation(claim: str, evidence: str, about: str) -> str | None:
    if negations(claim) - outdoes(claim, evidence) > restrictions(evidence):
        return "It denies what the evidence does not deny."
    if undone(claim) and not restricts(evidence):
        return "The evidence does not say that it was not done."
    ended = STOPPED.search(evidence) or OVER.search(evidence) or restricts(evidence)
    if STOPPED.search(claim) and not ended:
        return "The evidence does not say that it came to an end."
    if (
        not restricts(claim)
        and not outdoes(evidence, claim)
        and negated(evidence, facts(claim).words)
    ):
        return "The evidence denies it."
    return None


def _speaker(claim: str, evidence: str, about: str) -> str | None:
    mine, its = facts(claim), facts(evidence)
    known = its.words | facts(about).words
    if its.speakers and not mine.speakers and _reported(mine, evidence):
        return "The evidence says it in somebody's name; the claim leaves that out."
    for speaker in mine.speakers:
        if not speaker or speaker & THE_SOURCE:
            continue
        if not its.speakers:
            return "The evidence does not say that somebody said it."
        named = speaker & mine.names - facts(about).words
        if not all(_known(word, known) for word in named or speaker):
            return "It is said by somebody else in the evidence."
        if named and its.sayers & its.names and not all(_known(n, its.sayers) for n in named):
            return "It is said by somebody else in the evidence."
    return None


def _reported(claim: Facts, evidence: str) -> bool:
    """Whether most of the claim is somebody's saying, who is not in the claim at all."""
    lines = [line for line in evidence.split("\n") if line.strip()]
    best = max(lines, key=lambda line: len(claim.words & facts(line).words), default="")
    its = facts(evidence)
    who = frozenset().union(*its.speakers) | (its.sayers & OFFICES)
    return bool(facts(best).speakers) and not claim.words & who


def _opposite(claim: str, evidence: str, about: str) -> str | None:
    for one, other in OPPOSITES:
        for mine, its in ((one, other), (other, one)):
            found = its.search(evidence)
            if found and mine.search(claim) and not mine.search(evidence):
                return f"The evidence says “{found[0]}”."
    return None


def _order(claim: str, evidence: str, about: str) -> str | None:
    if all(ORDER.match(line) for line in evidence.split("\n") if line.strip()):
        return "The evidence tells somebody to say it; it does not say it."
    return None


def _copied(claim: str, evidence: str, about: str) -> str | None:
    for put, taken in _changes(claim, evidence):
        if negations(" ".join(put)) != negations(" ".join(taken)):
            return "It is a sentence of the evidence with a “not” more or less."
        if set(filter(_holds_digit, put)) - set(taken):
            return "It is a sentence of the evidence with another number."
    return None


def _unrelated(claim: str, evidence: str, about: str) -> str | None:
    mine = facts(claim).words - FUNCTION_STEMS
    if not mine or mine & (facts(evidence).words | facts(about).words):
        return None
    return "It has no word in common with the evidence."


def _put_in(claim: str, evidence: str, about: str) -> str | None:
    known = facts(evidence.replace("%", " percent")).words | facts(about).words
    for put, _ in _changes(claim, evidence):
        for word in put:
            if word not in FUNCTION_WORDS and not known.issuperset(words(word)):
                return f"It is a sentence of the evidence, but for “{word}”."
    return None


@lru_cache(maxsize=64)
def _changes(claim: str, evidence: str) -> tuple[tuple[list[str], list[str]], ...]:
    """What was put in and what taken out, where the claim is nearly a sentence of the evidence."""
    return tuple(_changed(_in_words(claim), evidence))


def _changed(mine: list[str], evidence: str) -> Iterator[tuple[list[str], list[str]]]:
    counted = Counter(mine)
    for line in evidence.split("\n"):
        its = _in_words(line)
        in_common = sum((counted & Counter(its)).values())
        if in_common < _COPIED * len(mine) or len(its) * len(mine) > _COMPARED:
            continue
        match = SequenceMatcher(None, its, mine, autojunk=False)
        if sum(block.size for block in match.get_matching_blocks()) < _COPIED * len(mine):
            continue
        for what, a, b, c, d in match.get_opcodes():
            if what != "equal" and (c < d or 0 < c < len(mine)):  # its ends may be left out
                yield mine[c:d], its[a:b]


def _in_words(text: str) -> list[str]:
    return _TOKEN.findall(re.sub(r"[’']s\b", "", in_digits(text).lower()))


def _holds_digit(word: str) -> bool:
    return any(character.isdigit() for character in word)


DECIDING: tuple[Rule, ...] = (_overlong, _addresses, _order, _numbers, _dates, _copied, _unrelated)
"""What these find cannot be put right by what the claim means."""

DOUBTING: tuple[Rule, ...] = (
    *(_names, _directions, _negation, _opposite, _speaker, _put_in),
    *(_worked_out, _times),
)
"""Words of the same meaning mislead these; `support.py` weighs them."""
