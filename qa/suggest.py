"""Questions to begin with, made from the documents: each is asked, and kept if it is answered.

Of each kind one comes first: a fact (who did it), a statement to be decided (did they?) or a person
who is quoted, an overview of a place or a name, and a list of documents; then more facts. The rules
are of English, and know few verbs; a corpus without such sentences gets fewer questions.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from index.corpus import Index
from index.text.dates import MONTHS
from qa.conversation.entities import entities
from qa.conversation.entity import Kind as NameKind
from qa.english import examples as english
from qa.evaluation.sample import first_lines
from qa.types import Answer, Kind, Verdict

_TRIED = 8
"""Questions of each kind that are asked at most."""
_SENTENCES = 400
_WORDS = range(4, 17)
_LONGEST_NAME = 40
_FEWEST_TOLD = 3
"""Sentences of an overview that is worth showing."""
_MOST_DOCUMENTS = 300
"""Documents that a name may stand in, as the sample tells, to be asked for: all are looked up."""

_POINTING = frozenset(english.POINTING)

Ask = Callable[[str], Answer]


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence, and the name of the document that it stands in."""

    document: str
    sentence: str


@dataclass(frozen=True, slots=True)
class _Name:
    """A name, what it is of, and the documents of the sample whose sentences have it."""

    text: str
    kind: NameKind
    documents: frozenset[str]


def suggest(index: Index, ask: Ask, count: int) -> Iterator[str]:
    """Questions that the documents answer, of different kinds as far as there are.

    Args:
        index: where the documents are.
        ask: answers a question; called up to eight times for each kind, so it should not be a
            language model.
        count: how many questions, at most.

    Raises:
        UserError: if a question cannot be asked.
    """
    return islice(_found(index, ask), count)


def question_of(sentence: str) -> str:
    """Who did what a sentence tells; empty if that is not plain."""
    told = _told(sentence)
    return english.WHO.format(did=told["did"].lower(), what=told["what"]) if told else ""


def decided_by(sentence: str) -> str:
    """What is to be decided, yes or no, by a sentence; empty if that is not plain."""
    told = _told(sentence)
    if not told:
        return ""
    do = english.BASE_FORMS[told["did"].lower()]
    return english.DID.format(who=_inside(told["who"]), do=do, what=told["what"])


def _told(sentence: str) -> re.Match[str] | None:
    """Who did what, where a question can be made of it."""
    told = english.TOLD.fullmatch(sentence.strip())
    if not told or not told["who"][0].isupper() or len(told["what"].split()) not in _WORDS:
        return None
    if told["what"].split()[0].lower() in english.POINTING or english.CLAUSE.search(told["who"]):
        return None
    if any(mark in told["what"] for mark in '“”"?!;:') or english.ASIDE.search(told["what"]):
        return None
    return told


def _inside(who: str) -> str:
    """A name that began a sentence, as it stands inside of one."""
    first, space, rest = who.partition(" ")
    return f"{first.lower()}{space}{rest}" if first.lower() in english.DETERMINERS else who


def _found(index: Index, ask: Ask) -> Iterator[str]:
    lines = [
        _Line(evidence["document"], evidence["sentence"])
        for line in first_lines(index, _SENTENCES)
        for evidence in line["evidence"]
    ]
    names = _names(lines)
    used: set[str] = set()  # documents that a question was made of, and names
    facts = _facts(lines, ask, used)
    yield from islice(facts, 1)
    yield from islice(_statements(lines, names, ask, used), 1)
    yield from islice(_overviews(names, ask, used), 1)
    yield from islice(_lists(index, names, len(lines), ask, used), 1)
    yield from facts


def _facts(lines: Sequence[_Line], ask: Ask, used: set[str]) -> Iterator[str]:
    """Who did something."""
    for line, question in _made(lines, question_of)[:_TRIED]:
        if line.document not in used and _cites(ask(question), line):
            used.add(line.document)
            yield question


def _statements(
    lines: Sequence[_Line], names: Sequence[_Name], ask: Ask, used: set[str]
) -> Iterator[str]:
    """Whether something was done; else what somebody said."""
    rest = [line for line in lines if line.document not in used]
    for line, question in _made(rest, decided_by)[:_TRIED]:
        answer = ask(question)
        if answer.verdict is Verdict.YES and _cites(answer, line):
            used.add(line.document)
            yield question
    speakers = [one for one in names if one.kind == NameKind.PERSON]
    for one in speakers[:_TRIED]:
        answer = ask(question := english.WHAT_SAID.format(who=one.text))
        if answer.claims and all(one.text in said.quote for said in answer.sources[:1]):
            used.add(one.text)
            yield question


def _overviews(names: Sequence[_Name], ask: Ask, used: set[str]) -> Iterator[str]:
    """What happened in a place; else what is said about a name."""
    several = [one for one in names if len(one.documents) > 1]
    forms = [(one, english.WHAT_HAPPENED) for one in several if one.kind == NameKind.PLACE]
    forms += [(one, english.WHAT_IS_SAID) for one in several if one.kind != NameKind.PLACE]
    for one, form in forms[:_TRIED]:
        answer = ask(question := form.format(place=one.text, name=one.text))
        if answer.kind is Kind.OVERVIEW and len(answer.claims) >= _FEWEST_TOLD:
            used.add(one.text)
            yield question


def _lists(
    index: Index, names: Sequence[_Name], sampled: int, ask: Ask, used: set[str]
) -> Iterator[str]:
    """Which documents mention a name that some of them have, else are of a month, or are there."""
    held = index.contents()
    share = held.documents / max(sampled, 1)
    fitting = [
        one
        for one in names
        if len(one.documents) > 1
        and one.text not in used
        and len(one.documents) * max(share, 1) <= _MOST_DOCUMENTS
    ]
    for one in fitting[:_TRIED]:
        answer = ask(question := english.WHICH_MENTION.format(name=one.text))
        if answer.kind is Kind.DOCUMENTS and 1 < len(answer.items) < held.documents:
            used.add(one.text)
            yield question
    rest = [english.HOW_MANY]
    if held.months:
        month, _ = max(held.months, key=lambda counted: counted[1])
        said = f"{MONTHS[int(month[5:]) - 1]} {int(month[:4])}"
        rest.insert(0, english.WHICH_PUBLISHED.format(month=said))
    for question in rest if held.documents > 1 else ():
        if ask(question).claims:
            yield question


def _made(lines: Sequence[_Line], make: Callable[[str], str]) -> list[tuple[_Line, str]]:
    """The sentences of which a question can be made, and it; last those that point elsewhere."""
    made = [(line, question) for line in lines if (question := make(line.sentence))]
    return sorted(made, key=lambda pair: bool(_POINTING & set(pair[1].lower().split())))


def _cites(answer: Answer, line: _Line) -> bool:
    """Whether an answer rests on a sentence."""
    return line.sentence in (" ".join(source.quote.split()) for source in answer.sources)


def _names(lines: Sequence[_Line]) -> list[_Name]:
    """The names whose kind is sure, those of most documents first, then as they came.

    One that stands with an article and without is told without.
    """
    found: dict[str, tuple[NameKind, set[str]]] = {}
    for line in lines:
        for one in entities(line.sentence):
            if one.is_name and one.sure and one.kind != NameKind.OPEN:
                found.setdefault(one.text, (one.kind, set()))[1].add(line.document)
    order = sorted(found, key=lambda name: -len(found[name][1]))
    return [
        _Name(name, found[name][0], frozenset(found[name][1]))
        for name in order
        if len(name) <= _LONGEST_NAME and name.removeprefix("the ") not in found.keys() - {name}
    ]
