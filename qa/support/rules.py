"""Claims against their evidence, by rule: numbers, dates, names, negation, who said it, addresses.

A rule gives the reason why a claim is not supported, in a sentence that a person reads, or nothing.
Some decide alone, the others raise a doubt. Passing them is no support: what the claim means is for
the scorer; `check.py` puts the two together.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from index.text.words import words
from qa.english.mutual import turned
from qa.english.names import same_name
from qa.english.negation import OVER, STOPPED
from qa.english.numbers import EXACT
from qa.english.opposites import OPPOSITES
from qa.english.speakers import OFFICES, ORDER, THE_SOURCE
from qa.english.vocabulary import FUNCTION_STEMS, FUNCTION_WORDS
from qa.support.attributed import is_said, labels, says_something, unattributed
from qa.support.copies import changes
from qa.support.days import LONGEST
from qa.support.exchanged import exchanged
from qa.support.facts import Date, Facts, facts
from qa.support.negation import (
    negated,
    negations,
    outdoes,
    outdone,
    restrictions,
    restricts,
    undone,
)
from qa.support.numbers import date_follows, follows
from qa.support.strangers import stranger

_ADDRESS = re.compile(r"https?:|www\.|\b\w+://|[<>{}\\]|!\[|\]\(|\bdata:|javascript:")
_DOTTED = re.compile(r"\.\w")
_CODE = re.compile(r"\S{40,}")
_SPACED = re.compile(r"(?<![\d.,])(\d{1,3}), (\d{3})(?![\d,])")
"""A number that was cut at its comma, as some extracted texts have it."""

BESIDE = 4
"""Words on each side of two opposites, of which one in common tells that they are said of it."""

_NEAR = 100
"""Characters that so many words take, at most."""

ANOTHER_NUMBER = "It is a sentence of the evidence with another number."

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
    given = facts(evidence)
    for number in sorted(missing_numbers(claim, evidence)):
        if not follows(number, claim, given, evidence):
            return f"The number {_shown(number)} is not in the evidence."
    return None


def missing_numbers(claim: str, evidence: str) -> set[tuple[str, float]]:
    """The numbers of a claim that are not in the evidence, each with what it counts."""
    known = facts(evidence).numbers | facts(_SPACED.sub(r"\1,\2", evidence)).numbers
    return {number for number in facts(claim).numbers if not _given(number, known)}


def _given(number: tuple[str, float], known: frozenset[tuple[str, float]]) -> bool:
    kind, value = number
    return any(
        value == other and (kind in {unit, ""} or (not unit and kind not in EXACT))
        for unit, other in known
    )


def _shown(number: tuple[str, float]) -> str:
    kind, value = number
    return f"{value:,g}" + (f" {kind}" if kind else "")


def _dates(claim: str, evidence: str, about: str) -> str | None:
    given = facts(evidence)
    missing = [
        d for d in missing_dates(claim, evidence, about) if not date_follows(d, given, evidence)
    ]
    if not missing:
        return None
    kind, value = min(missing)
    return f"The {kind} {value} is not in the evidence."


def missing_dates(claim: str, evidence: str, about: str) -> frozenset[Date]:
    """The dates of a claim that are neither in the evidence nor known of its documents."""
    return facts(claim).dates - facts(evidence).dates - facts(about).dates


def missing_names(claim: str, evidence: str, about: str) -> set[str]:
    """The stems of a claim's names that are neither in the evidence nor known of its documents."""
    known = facts(evidence).words | facts(about).words
    return {name for name in facts(claim).names if not _known(name, known)}


def _names(claim: str, evidence: str, about: str) -> str | None:
    missing = missing_names(claim, evidence, about)
    return f"The name “{min(missing)}” is not in the evidence." if missing else None


def _known(name: str, known: Iterable[str]) -> bool:
    return name in known or any(same_name(name, other) for other in known)


def _directions(claim: str, evidence: str, about: str) -> str | None:
    missing = facts(claim).directions - facts(evidence).directions - facts(about).directions
    return f"“{min(missing)}” is not in the evidence." if missing else None


def _negation(claim: str, evidence: str, about: str) -> str | None:
    if negations(claim) - outdoes(claim, evidence) > restrictions(evidence):
        return "It denies what the evidence does not deny."
    if outdone(claim, evidence):
        return "The evidence says that nothing outdoes it."
    if undone(claim) and not restricts(evidence):
        return "The evidence does not say that it was not done."
    if STOPPED.search(claim) and not _tells_of_an_end(evidence):
        return "The evidence does not say that it came to an end."
    if restricts(claim) or outdoes(evidence, claim):
        return None
    return "The evidence denies it." if negated(evidence, facts(claim).words) else None


def _tells_of_an_end(evidence: str) -> bool:
    return bool(STOPPED.search(evidence) or OVER.search(evidence)) or restricts(evidence)


def speaker(claim: str, evidence: str, about: str) -> str | None:
    """Why the evidence does not have somebody say it as the claim does; None where it does."""
    return _unsaid(claim, evidence, about) or _speaker(claim, evidence, about)


def _unsaid(claim: str, evidence: str, about: str) -> str | None:
    if facts(evidence).speakers or says_something(evidence):
        return None
    if all(speaker & labels(evidence) for speaker in _own_speakers(claim)):
        return None
    return "The evidence does not say that somebody said it."


def _speaker(claim: str, evidence: str, about: str) -> str | None:
    claimed, given, known = facts(claim), facts(evidence), facts(about).words
    speakers = _own_speakers(claim) if given.speakers else []
    if any(_said_by_another(one, claimed.names - known, given, known) for one in speakers):
        return "It is said by somebody else in the evidence."
    return None


def _own_speakers(claim: str) -> list[frozenset[str]]:
    """Who says something by a claim, that is no pronoun."""
    return [one for one in facts(claim).speakers if _is_person(one)] if is_said(claim) else []


def _unattributed(claim: str, evidence: str, about: str) -> str | None:
    if unattributed(claim, evidence):
        return "The evidence says it in somebody's name; the claim leaves that out."
    return None


def _is_person(speaker: frozenset[str]) -> bool:
    """Whether a speaker is more than a pronoun, and not the document itself."""
    return bool(speaker) and not speaker & THE_SOURCE


def _said_by_another(
    speaker: frozenset[str], names: frozenset[str], evidence: Facts, about: frozenset[str]
) -> bool:
    """Whether a speaker of a claim is not in the evidence, or by his name says nothing there.

    Args:
        speaker: stems of the speaker.
        names: stems of the claim's names; those of the documents' titles left out.
        evidence: what is known of it.
        about: stems of what is known of its documents.
    """
    named = speaker & names
    words_of_both = evidence.words | about
    if speaker & OFFICES - words_of_both:
        return True
    if not all(_known(word, words_of_both) for word in named or speaker):
        return True
    if not named or not evidence.sayers & evidence.names:
        return False
    return not all(_known(name, evidence.sayers) for name in named)


def _opposite(claim: str, evidence: str, about: str) -> str | None:
    for one, other in OPPOSITES:
        for claimed, given in ((one, other), (other, one)):
            if not claimed.search(evidence):
                near = [_beside(claim, found) for found in claimed.finditer(claim)]
                for found in given.finditer(evidence) if near else ():
                    if any(_beside(evidence, found) & other_words for other_words in near):
                        return f"The evidence says “{found[0]}”."
    return None


def _beside(text: str, found: re.Match[str]) -> frozenset[str]:
    """The stems of the words on both sides of a match, in its line, but for words of grammar."""
    start, end = found.span()
    before = text[max(0, start - _NEAR) : start].rpartition("\n")[2].split()[-BESIDE:]
    after = text[end : end + _NEAR].partition("\n")[0].split()[:BESIDE]
    return frozenset(words(" ".join(before + after))) - FUNCTION_STEMS


def _order(claim: str, evidence: str, about: str) -> str | None:
    if all(ORDER.match(line) for line in evidence.split("\n") if line.strip()):
        return "The evidence tells somebody to say it; it does not say it."
    return None


def _copied(claim: str, evidence: str, about: str) -> str | None:
    for put, taken in changes(claim, evidence):
        if negations(" ".join(put)) != negations(" ".join(taken)):
            return "It is a sentence of the evidence with a “not” more or less."
        if set(filter(_holds_digit, put)) - set(taken):
            return ANOTHER_NUMBER
    return None


def _changed_places(claim: str, evidence: str, about: str) -> str | None:
    sentences = evidence.split("\n")
    if turned(claim) or claim in sentences:
        return None
    for sentence in sentences:
        places = exchanged(claim, sentence)
        if places:
            one, other = places
            return f"In the evidence, “{one}” and “{other}” stand the other way round."
    return None


def _stranger(claim: str, evidence: str, about: str) -> str | None:
    name = stranger(claim, evidence, about, missing_names(claim, evidence, about))
    return f"The evidence knows nobody called “{name}”." if name else None


def _unrelated(claim: str, evidence: str, about: str) -> str | None:
    said = facts(claim).words - FUNCTION_STEMS
    if not said or said & (facts(evidence).words | facts(about).words):
        return None
    return "It has no word in common with the evidence."


def _put_in(claim: str, evidence: str, about: str) -> str | None:
    known = facts(evidence.replace("%", " percent")).words | facts(about).words
    for put, _ in changes(claim, evidence):
        for word in put:
            if word not in FUNCTION_WORDS and not known.issuperset(words(word)):
                return f"It is a sentence of the evidence, but for “{word}”."
    return None


def _holds_digit(word: str) -> bool:
    return any(character.isdigit() for character in word)


DECIDING: tuple[Rule, ...] = (
    *(_overlong, _addresses, _order, _numbers, _dates, _copied, _changed_places, _stranger),
    _unrelated,
)
"""What these find cannot be put right by what the claim means."""

DOUBTING: tuple[Rule, ...] = (
    *(_names, _directions, _negation, _opposite, _speaker, _unsaid, _unattributed, _put_in),
)
"""Words of the same meaning mislead these; `check.py` weighs them."""
