"""Sentences → the items of a list: enumerations cut, other kinds left out, each once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from index.text.words import words
from index.types import Document
from qa.english.asked_lists import TITLED_THINGS, ListAsked, count_of
from qa.english.countries import COUNTRIES, PARTS_OF_COUNTRIES
from qa.english.enumerations import (
    AMOUNT,
    AT_A_TIME_ON,
    BESIDES,
    BETWEEN_TWO,
    BROKEN,
    CALLED,
    CLAUSE,
    CLOSED,
    DONE,
    EXAMPLES,
    FINITE,
    INTRODUCED,
    JOINED,
    JOINT,
    NO_NAME,
    OF_AMOUNT,
    OF_IT,
    OPENING,
    QUOTED,
    TITLED,
)
from qa.english.vocabulary import FUNCTION_WORDS
from qa.evidence.rows.cells import read_row
from qa.evidence.select import Evidence
from qa.kinds.counted_items import counted_items
from qa.kinds.of_kind import Piece, names_of_kind

_GAP_WORDS = 11
"""Words between two people who stand after one another in a list, such as an office."""

_SHORT_GAP = 3
"""Words between other names in a list."""

_ITEM_WORDS = 10
"""Words of an item that is no whole answer."""

_ANSWER_WORDS = 14
"""Words of a part of an answer, from which it is no list."""

_ROW = 2
"""Items beside which a name is one of a row, though the question has it in another name."""

_MARKS = ' ,;:.“”"()—–'


@dataclass(slots=True)
class Collected:
    """An item and where it is named.

    Attributes:
        text: the name that says most.
        key: by which it is known again.
        evidence: the sentences that name it.
    """

    text: str
    key: frozenset[str]
    evidence: list[Evidence] = field(default_factory=list)


def items_of(asked: ListAsked, question: str, evidence: Evidence) -> list[str]:
    """The items that a sentence names, in its order.

    Args:
        asked: what is asked for.
        question: whose own names are no items.
        evidence: the sentence, with the words that answer.
    """
    document = evidence.passage.document
    own = set(words(question))
    if document.in_table(evidence.span.start):
        found = _cell(document, evidence)
        texts = [document.text[start:end].strip(_MARKS) for start, end in found]
        return [text for text in texts if text and not own.issuperset(words(text) or [text])]
    place = evidence.answer.start - evidence.span.start
    if counted := counted_items(evidence.text, asked.head, place):
        return [text for text in counted if not own.issuperset(words(text))]
    titles = _titles(asked, document, evidence)
    found = _names(asked, document, evidence) if asked.named else _pieces(document, evidence)
    texts = [_clean(document.text[start:end], asked) for start, end in found]
    if titles:
        texts = [document.text[start:end].strip(_MARKS) for start, end in titles]
    texts = [text for text in texts if not count_of(text)]  # "three" is how many, and none of them
    kept = [text for text in texts if text and not own.issuperset(words(text) or [text.lower()])]
    if len(kept) < _ROW or BESIDES.search(question):
        return kept
    return [text for text in texts if text in kept or _is_in_a_name(text, question)]


def _is_in_a_name(text: str, question: str) -> bool:
    """Whether a question has a name only as a part of another: of "the Orme line", Orme."""
    behind = re.search(rf"\b(?:the|an?|its) {re.escape(text)} (?P<noun>[a-z]+)", question)
    return behind is not None and behind["noun"] not in FUNCTION_WORDS


def enumeration(question: str, evidence: Evidence) -> list[str]:
    """The things that an answer enumerates to the end: "a, b and c"; none if it does not.

    Commas alone, or behind the last "and", as often set apart what is said in passing.

    Args:
        question: whose own words are no items.
        evidence: the sentence, with the words that answer.
    """
    document = evidence.passage.document
    found = _pieces(document, evidence)
    between = [document.text[a[1] : b[0]] for a, b in pairwise(found)]
    closed = [bool(CLOSED.search(joint)) for joint in between]
    ends = bool(closed) and closed[-1] and closed == sorted(closed)
    if not ends and not (between and all(";" in joint for joint in between)):
        return []
    things = ListAsked("things")
    return items_of(things, question, evidence)


# Names


def _names(asked: ListAsked, document: Document, evidence: Evidence) -> list[Piece]:
    """The names of the kind asked for that the answer holds, and those in one row with it."""
    text = document.text
    start = evidence.span.start
    names = [(start + a, start + b) for a, b in names_of_kind(document.slice(evidence.span), asked)]
    inside = [
        n for n, (a, b) in enumerate(names) if a < evidence.answer.end and b > evidence.answer.start
    ]
    if not inside:
        return []
    first, last = inside[0], inside[-1]
    most = _GAP_WORDS if asked.people else _SHORT_GAP
    while first and _in_a_row(text[names[first - 1][1] : names[first][0]], most):
        first -= 1
    while last + 1 < len(names) and _in_a_row(text[names[last][1] : names[last + 1][0]], most):
        last += 1
    return names[first : last + 1]


def _titles(asked: ListAsked, document: Document, evidence: Evidence) -> list[Piece]:
    """Titles in quotation marks, where titles are asked for and one of them answers."""
    if asked.head not in TITLED_THINGS:
        return []
    start, answer = evidence.span.start, evidence.answer
    found = [(start + a, start + b) for a, b in map(_place, QUOTED.finditer(evidence.text))]
    return found if any(a < answer.end and b > answer.start for a, b in found) else []


def _place(match: re.Match[str]) -> Piece:
    return match.span("title")


def _in_a_row(between: str, most: int) -> bool:
    """Whether what stands between two names joins them in one list."""
    return (
        len(between.split()) <= most
        and not FINITE.search(between)
        and not BROKEN.search(between)
        and bool(JOINED.search(between))
    )


# Rows of tables


def _cell(document: Document, evidence: Evidence) -> list[Piece]:
    """The value that answers, in a row of a table; none where several cells do."""
    start = evidence.span.start
    a, b = evidence.answer.start - start, evidence.answer.end - start
    row = read_row(document.slice(evidence.span))
    names_too = ((cell.start - len(cell.column) - 2, cell.end) for cell in row)
    if not any(first <= a and b <= last + 1 for first, last in names_too):
        return []
    cells = [cell for cell in row if cell.start < b and cell.end > a]
    return [(start + cell.start, start + cell.end) for cell in cells]


# Other things


def _pieces(document: Document, evidence: Evidence) -> list[Piece]:
    """The answer cut where several things are joined, with what is joined to it in its sentence."""
    text = document.text
    start, end = evidence.span.start, evidence.span.end
    sentence = text[start:end]
    a, b = evidence.answer.start - start, evidence.answer.end - start
    of_two = [m.span("two") for m in BETWEEN_TWO.finditer(sentence) if a < m.start()]
    joints = [
        m.span() for m in JOINT.finditer(sentence) if not any(p <= m.start() < q for p, q in of_two)
    ]
    cuts = [0, *(place for joint in joints for place in joint), len(sentence)]
    parts = [(cuts[n], cuts[n + 1]) for n in range(0, len(cuts) - 1, 2)]
    inside = [n for n, (first, last) in enumerate(parts) if first < b and last > a]
    if not inside:
        return []
    low, high = inside[0], inside[-1]
    joined = len(inside) > 1
    rest = sentence[b : parts[high][1]]
    of_it = OF_IT.match(rest) and len(rest.split()) <= _ITEM_WORDS and not FINITE.search(rest)
    ends = len(rest.split()) <= 1 or bool(of_it)
    while ends and high + 1 < len(parts) and _is_item(sentence, parts, high + 1):
        high += 1
        joined = True
    led = sentence[parts[low][0] : a]
    begins = not OPENING.sub("", led).strip(_MARKS) and not EXAMPLES.search(led)
    while begins and low and _is_item(sentence, parts, low - 1, leading=True):
        low -= 1
        joined = True
    chosen = parts[low : high + 1]
    long = any(len(sentence[first:last].split()) > _ANSWER_WORDS for first, last in chosen)
    if not joined or (len(inside) > 1 and long):
        return [(evidence.answer.start, evidence.answer.end)]
    if inside[0] == low:
        parts[low] = (max(parts[low][0], a), parts[low][1])
    if inside[-1] == high:
        parts[high] = (parts[high][0], min(parts[high][1], max(b, parts[high][0] + 1)))
    chosen = _parallel(sentence, parts[low : high + 1])
    first, *others = chosen
    trimmed = [_trimmed(sentence, *first), *(_ended(sentence, *part) for part in others)]
    cut = _with_amounts(sentence, trimmed)
    found = [(start + first, start + last) for first, last in cut if last > first]
    return _without(text[start : found[0][0]].split()[-1:], text, found) if found else []


def _with_amounts(sentence: str, parts: Sequence[Piece]) -> list[Piece]:
    """The parts, the first with what its price is of and the last with its price, as others have.

    Of "a day ticket is £8, a week ticket £20", "£8" answers and says nothing of which.
    """
    told = [sentence[start:end].strip(_MARKS) for start, end in parts]
    priced = [bool(AMOUNT.search(text)) for text in told]
    if sum(priced) < 2 or any(AMOUNT.fullmatch(text) for text in told[1:]):
        return list(parts)
    (start, end), *others = parts
    of = OF_AMOUNT.match(sentence, 0, start) if AMOUNT.fullmatch(told[0]) else None
    start = of.start("what") if of else start
    found = [(start, end), *others]
    behind = re.compile(rf" (?:\w+ )?{AMOUNT.pattern}", re.IGNORECASE).match(sentence, found[-1][1])
    if not priced[-1] and behind:
        found[-1] = (found[-1][0], behind.end())
    return found


def _without(before: Sequence[str], text: str, parts: Sequence[Piece]) -> list[Piece]:
    """The parts without the word before the first, where others say it anew: "by A and by B"."""
    again = f"{before[0]} " if before else ""
    return [
        (start + len(again), end) if again and text.startswith(again, start, end) else (start, end)
        for start, end in parts
    ]


def clauses_of(sentence: str) -> list[str]:
    """The clauses that a sentence enumerates, such as several conditions; none if just one."""
    cuts = [0, *(x for m in JOINT.finditer(sentence) for x in m.span()), len(sentence)]
    parts = [(cuts[n], cuts[n + 1]) for n in range(0, len(cuts) - 1, 2)]
    opening = [n for n, (start, end) in enumerate(parts) if CLAUSE.match(sentence[start:end])]
    if not opening or not opening[0]:
        return []
    first, last = opening[0] - 1, opening[-1]
    if opening != list(range(first + 1, last + 1)):
        return []
    found = _parallel(sentence, parts[first : last + 1])
    if found[0] == parts[first]:
        return []
    return [sentence[start:end].strip(_MARKS + ".") for start, end in found]


def _is_item(sentence: str, parts: Sequence[Piece], n: int, *, leading: bool = False) -> bool:
    """Whether a part of a sentence is a further one of several short things."""
    start, end = parts[n]
    text = sentence[start:end]
    joint = sentence[parts[n - 1][1] : start] if not leading else sentence[end : parts[n + 1][0]]
    if leading:
        introduced = INTRODUCED.match(text)
        text = text[introduced.end() :] if introduced else text
        if not introduced and FINITE.search(text):
            return False
    else:
        text = DONE.sub("", text)
    last = not leading and CLOSED.search(joint) is None and n + 1 == len(parts)
    return 0 < len(text.split()) <= _ITEM_WORDS and not FINITE.search(text) and not last


def _parallel(sentence: str, parts: Sequence[Piece]) -> list[Piece]:
    """The parts; where all but the first open a clause alike, the first from there on.

    "You are let in if you are a member, if you are six or if …" has three conditions.
    """
    opens = [CLAUSE.match(sentence[start:end]) for start, end in parts[1:]]
    words_alike = {match[0].lower() if match else "" for match in opens}
    if len(words_alike) != 1 or "" in words_alike:
        return list(parts)
    start, end = parts[0]
    first = re.search(rf"\b{words_alike.pop()}\b", sentence[start:end], re.IGNORECASE)
    return [(start + first.start(), end) if first else parts[0], *parts[1:]]


def _trimmed(sentence: str, start: int, end: int) -> Piece:
    """The first part without the words that introduce it, and those that go on behind it."""
    text = sentence[start:end]
    if CLAUSE.match(text):
        return start, end
    introduced = None if BETWEEN_TWO.search(text) else INTRODUCED.match(text)
    introduced = introduced or AT_A_TIME_ON.match(text)
    if introduced and len(text) - introduced.end() > 1 and len(text.split()) > 3:
        start += introduced.end()
    return _ended(sentence, start, end)


def _ended(sentence: str, start: int, end: int) -> Piece:
    """A part without the words that go on behind it."""
    text = sentence[start:end]
    done = None if CLAUSE.match(text) else DONE.search(text)
    return start, start + done.start() if done and done.start() > 1 else end


def _clean(text: str, asked: ListAsked) -> str:
    text = " ".join(text.split()).strip(_MARKS)
    head = CALLED.match(text)
    if head and set(words(head["head"])) <= set(words(asked.head)):  # the ferries to Bregenz
        text = text[head.end() :]
    if text[:1].isupper() and text.split()[0].lower() not in NO_NAME:
        return text
    return OPENING.sub("", text).strip(_MARKS)


# Each once


def merge(asked: ListAsked, items: Sequence[tuple[str, Evidence]]) -> list[Collected]:
    """The items, each once, in order; the same item in other words goes with the first.

    A surname goes with the full name, a plural with the one, "the UK" with "Britain".
    """
    found: list[Collected] = []
    full = [_key(text) for text, _ in items]
    for text, evidence in items:
        key = _key(text)
        alone = asked.people and len(key) == 1 and not _is_somebody(text, evidence)
        if alone and not any(key < other for other in full):
            continue
        same = [one for one in found if _same(asked, one.key, key)]
        if not same:
            found.append(Collected(text, key, [evidence]))
            continue
        one = same[0]
        if all(evidence.span != other.span for other in one.evidence):
            one.evidence.append(evidence)
        if len(key) > len(one.key):
            one.key = key
            one.text = text
            one.evidence.sort(key=lambda other: text not in other.text)
    return found


def _is_somebody(name: str, evidence: Evidence) -> bool:
    """Whether one word is a person: it answers, by itself or among several, or is addressed."""
    before = evidence.text[: max(0, evidence.text.find(name))].split()
    titled = bool(before) and bool(TITLED.match(f"{before[-1]} "))
    among = {one.strip(_MARKS) for one in JOINT.split(evidence.words)}
    return titled or name in among or evidence.words.strip() == f"the {name}"


def _key(text: str) -> frozenset[str]:
    name = text if text in PARTS_OF_COUNTRIES else COUNTRIES.get(text, text)
    return frozenset(words(TITLED.sub("", name)) or [name.lower()])


def _same(asked: ListAsked, one: frozenset[str], other: frozenset[str]) -> bool:
    if one == other:
        return True
    small, large = sorted((one, other), key=len)
    if asked.people:
        return small < large
    return small < large and len(small) >= 2 and len(large) - len(small) <= 1
