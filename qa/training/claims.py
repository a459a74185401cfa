"""Sources → the examples of checking of an epoch: claims with evidence.

Claims that were written and judged as such, and claims made of questions: a question and the words
that answer it, judged by their sentence and the one before, as `qa/evidence/cascade.py` asks the
network about them; not supported with words that answer another question on the same text.
"""

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from qa.training import polar, tables
from qa.training.alterations import also
from qa.training.examples import Offsets
from qa.training.pairs import Pair, altered
from qa.training.questions import times
from qa.training.sources import (
    CHECKING,
    COPIED,
    OURS,
    OURS_ELSE,
    READING,
    Question,
    Sources,
    Text,
    Window,
)
from qa.training.trimmed import copies

WHOLE_TEXT = 0.3
"""Share of the claims over a text that are also judged by all of it."""

SENTENCE_GONE = 0.5
"""Share of the joined claims that are also judged without one of their sentences."""

OTHER_WORDS = 0.6
"""Share of the answered questions among those made a claim that also get words of another."""

MOST_ALIKE = 0.6
"""Of these, the share that gets those of the question most like it, not of one of the next."""

ALIKE = 3
"""Questions on a text that count as like another."""

EVIDENCE_CHARACTERS = 900
"""A sentence and the one before it are no longer together; else it stands by itself."""

POLAR = 0.3
"""Share of the claims that are also shown as a question with Yes or No."""

TABLE_CLAIMS = 0.3
"""Share of the questions over tables that are made claims."""

_WORD = re.compile(r"\w+")


def epoch(sources: Sources, chance: random.Random) -> Iterator[Pair]:
    """The examples of checking of an epoch; the same for the same state of `chance`."""
    for name, windows in sources.windows.items():
        for window in windows:
            if chance.random() < CHECKING[name]:
                yield from _with_others(claimed(window, chance), chance)
    for name, pairs in sources.pairs.items():
        drawn = (pair for pair in pairs if chance.random() < CHECKING[name])
        yield from _with_others(drawn, chance)
    yield from ours(sources, chance)
    for name, share in COPIED.items():
        for text in sources.texts[name]:
            yield from _with_others(copies(text, share, chance), chance)
    for name, texts in sources.texts.items():
        for text in texts:
            yield from asked(text, READING[name].claims, chance)
    for table in tables.epoch(chance):
        yield from asked(table, TABLE_CLAIMS, chance)


def ours(sources: Sources, chance: random.Random) -> Iterator[Pair]:
    """The claims of the texts written for the project, some of them more than once."""
    for name, texts in sources.written.items():
        for text in texts:
            for _ in range(times(OURS.get(name, OURS_ELSE), chance)):
                yield from _with_others(text.pairs(), chance)


def _with_others(pairs: Iterable[Pair], chance: random.Random) -> Iterator[Pair]:
    for pair in pairs:
        for one in also(pair, chance):
            yield one
            if chance.random() < POLAR:
                yield from polar.asked(one, chance)


def claimed(window: Window, chance: random.Random) -> Iterator[Pair]:
    """The claims over a text, by their sentences; some by all of it, or with a sentence gone."""
    true = [claim.text for claim in window.claims if claim.supported]
    for claim in window.claims:
        places = () if claim.supported else altered(claim.text, true)
        pair = Pair(
            claim.text, "\n".join(claim.sentences), claim.supported, places, claim.contradicted
        )
        yield pair
        if window.text and chance.random() < WHOLE_TEXT:
            yield replace(pair, evidence=window.text)
        several = claim.supported and claim.joined and len(claim.sentences) > 1
        if several and chance.random() < SENTENCE_GONE:
            gone = chance.randrange(len(claim.sentences))
            left = [text for n, text in enumerate(claim.sentences) if n != gone]
            yield Pair(claim.text, "\n".join(left), False)


def asked(text: Text, share: float, chance: random.Random) -> Iterator[Pair]:
    """Claims made of some of the questions on a text.

    Args:
        text: with its questions.
        share: of the questions that are made claims.
        chance: draws questions and words.
    """
    for question in text.questions:
        if chance.random() < share:
            if question.answers:
                yield from _said(question, chance.choice(question.answers), text, True)
            if not question.answers or chance.random() < OTHER_WORDS:
                yield from _with_other_words(question, text, chance)


def _with_other_words(question: Question, text: Text, chance: random.Random) -> Iterator[Pair]:
    """A question with the words that answer another one, and do not answer it."""
    others = _most_alike(question, text.questions)
    if not others:
        return
    other = others[0] if chance.random() < MOST_ALIKE else chance.choice(others)
    answer = chance.choice(other.answers)
    words = text.text[slice(*answer)].lower()
    right = [text.text[start:end].lower() for start, end in question.answers]
    if not any(said in words or words in said for said in right):
        yield from _said(question, answer, text, False)


def _most_alike(question: Question, questions: Sequence[Question]) -> list[Question]:
    """The answered questions that share most words with one, at most `ALIKE`, in order.

    Words such as “who” count, so that a name stands beside a name; ties in the order given.
    """
    wanted = _words(question)
    others = [other for other in questions if other.answers and other is not question]
    return sorted(others, key=lambda other: -len(wanted & _words(other)))[:ALIKE]


def _words(question: Question) -> set[str]:
    return set(_WORD.findall(question.text.lower()))


def _said(question: Question, answer: Offsets, text: Text, supported: bool) -> Iterator[Pair]:
    """Question and words as a claim; nothing if the words begin in no sentence."""
    evidence = around(text, answer[0])
    if evidence:
        yield Pair(f"{question.text} {text.text[slice(*answer)]}", evidence, supported)


def around(text: Text, place: int) -> str:
    """The sentence at a place and, where there is room, the one before, on one line.

    Args:
        text: with its sentences.
        place: offset in the text.

    Returns:
        Nothing if no sentence is there.
    """
    for n, (start, end) in enumerate(text.sentences):
        if start <= place < end:
            before = text.sentences[max(n - 1, 0)][0]
            first = before if end - before <= EVIDENCE_CHARACTERS else start
            return text.text[first:end].replace("\n", " ")
    return ""
