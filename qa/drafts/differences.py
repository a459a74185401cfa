"""In what a statement and the sentence that says otherwise differ, in words that a person reads.

By the facts that rules can tell apart: numbers, dates, names, speakers, negation, opposites. Where
none of them differs and the words are the same, it is who did what; else it is the word that the
network marks.
"""

from collections.abc import Iterable, Iterator, Sequence

from index.text.dates import MONTHS, WEEKDAYS
from index.text.words import words
from qa.drafts.judging import share_held
from qa.drafts.types import Difference, Kind
from qa.english.names import TOKEN, same_name
from qa.english.negation import NEGATIONS, NO_NEGATION
from qa.english.opposites import OPPOSITES
from qa.english.speakers import SPEAKER
from qa.models.judge import Judgement
from qa.support import rules
from qa.support.facts import Date, Number, facts
from qa.support.negation import negations
from qa.support.numbers import follows

_ROLES = 0.75
"""Share of its words in the source from which a statement that differs in no fact has mixed up who
did what."""

_SHOWN = 3  # names of a source
_LONGEST_NAME = 8  # words of who says something

_MARKS = {
    Kind.NUMBER: "The number differs",
    Kind.DATE: "The date differs",
    Kind.NAME: "The name differs",
    Kind.SPEAKER: "Somebody else says it",
    Kind.NEGATION: "One denies what the other says",
    Kind.OPPOSITE: "It is the opposite",
    Kind.ROLES: "The words are the same, but not who did what to whom",
    Kind.QUOTE: "The quotation is not to the letter",
    Kind.WORDS: "The source says otherwise",
}


def differences(
    statement: str, source: str, about: str, judgement: Judgement | None = None
) -> tuple[Difference, ...]:
    """In what they differ, what is surest first; one at least.

    Args:
        statement: of the draft.
        source: the sentence that says otherwise, with what it leans on.
        about: what is known of its document.
        judgement: of the network, which marks the words that are not said.
    """
    found = [
        *_numbers(statement, source),
        *_dates(statement, source, about),
        *_names(statement, source, about),
        *_speakers(statement, source, about),
        *_negation(statement, source),
        *_opposites(statement, source),
    ]
    if found:
        return tuple(found)
    if share_held(statement, source, about) >= _ROLES:
        return (Difference(Kind.ROLES),)
    return (Difference(Kind.WORDS, judgement.missing(statement) if judgement else ""),)


def in_words(found: Sequence[Difference]) -> str:
    """The differences as sentences."""
    return " ".join(f"{_one(difference)}." for difference in found)


def _one(difference: Difference) -> str:
    said, source = difference.said, difference.source
    if difference.kind is Kind.WORDS and said:
        return f"The source does not say “{said}”, but something else"
    if said and source:
        return f"{_MARKS[difference.kind]}: “{said}” here, “{source}” in the source"
    if said:
        return f"{_MARKS[difference.kind]}: “{said}” is not in the source"
    if source:
        return f"{_MARKS[difference.kind]}: the source has “{source}”"
    return _MARKS[difference.kind]


def _numbers(statement: str, source: str) -> Iterator[Difference]:
    own, given = facts(statement).numbers, facts(source)
    for kind, value in sorted(rules.missing_numbers(statement, source)):
        if follows((kind, value), statement, given, source):
            continue
        others = [n for n in sorted(given.numbers - own) if kind in (n[0], "") or not n[0]]
        # what is counted alike stands in its place, rather than any number
        others.sort(key=lambda number: (number[0] != kind, abs(number[1] - value)))
        yield Difference(Kind.NUMBER, _number((kind, value)), _number(others[0]) if others else "")


def _number(number: Number) -> str:
    kind, value = number
    shown = f"{value:,.0f}" if value.is_integer() else f"{value:,.10g}"
    return shown + (f" {kind}" if kind else "")


def _dates(statement: str, source: str, about: str) -> Iterator[Difference]:
    own = facts(statement).dates
    given = facts(source).dates
    for kind, value in sorted(rules.missing_dates(statement, source, about), key=str):
        others = [date for date in sorted(given - own, key=str) if date[0] == kind]
        yield Difference(Kind.DATE, _date((kind, value)), _date(others[0]) if others else "")


def _date(date: Date) -> str:
    kind, value = date
    if isinstance(value, int) and kind == "month":
        return MONTHS[value - 1]
    if isinstance(value, int) and kind == "weekday":
        return WEEKDAYS[value - 1]
    return str(value)


def _names(statement: str, source: str, about: str) -> Iterator[Difference]:
    missing = rules.missing_names(statement, source, about)
    if not missing:
        return
    own = facts(statement).words
    others = {n for n in facts(source).names if not any(same_name(n, word) for word in own)}
    yield Difference(
        Kind.NAME, " ".join(_written(missing, statement)), " ".join(_written(others, source))
    )


def _written(stems: Iterable[str], text: str) -> list[str]:
    """The words of a text that have these stems, as they are written there; a few of them."""
    wanted = set(stems)
    found = (
        match[0].rstrip(".") for match in TOKEN.finditer(text) if wanted & set(words(match[0]))
    )
    return list(dict.fromkeys(word for word in found if word[:1].isupper()))[:_SHOWN]


def _speakers(statement: str, source: str, about: str) -> Iterator[Difference]:
    said, given = _speaker(statement), _speaker(source)
    if said and given and rules.speaker(statement, source, about):
        yield Difference(Kind.SPEAKER, said, given if len(given.split()) <= _LONGEST_NAME else "")


def _speaker(text: str) -> str:
    match = SPEAKER.search(text)
    return next(filter(None, match.groups()), "").strip() if match else ""


def _negation(statement: str, source: str) -> Iterator[Difference]:
    if negations(statement) % 2 != negations(source) % 2:
        yield Difference(Kind.NEGATION, _denial(statement), _denial(source))


def _denial(text: str) -> str:
    match = NEGATIONS.search(NO_NEGATION.sub(lambda phrase: " " * len(phrase[0]), text))
    return match[0] if match else ""


def _opposites(statement: str, source: str) -> Iterator[Difference]:
    for pair in OPPOSITES:
        for one, other in (pair, pair[::-1]):
            said, given = one.search(statement), other.search(source)
            if said and given and not one.search(source):
                yield Difference(Kind.OPPOSITE, said[0], given[0])
                return
