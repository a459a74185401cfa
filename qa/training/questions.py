"""Texts with questions → the examples of reading of an epoch.

An answered question is shown with some sentences around an answer, as an index would cut them, and
often once more with a passage that is like the question and does not answer; a near miss with the
text that it was written over.
"""

import random
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

from qa.training import tables
from qa.training.examples import Example, Offsets, grow
from qa.training.sources import READING, Question, Text

NEAREST = 8
"""Texts that are looked at for one that is like a question."""

NO_MARK = 0.25
"""Share of the questions that are shown without a question mark."""

NO_TITLE = 0.2
"""Share that is shown without the title of the document."""

LENGTHS = (400, 700, 1_100, 1_600)
"""Characters that a passage may have; one of them is drawn each time."""

_AT_ONCE = 1_000


class Nearest:
    """Finds the texts of a file that are most like a question, by TF-IDF of title and text."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self._vectorizer = TfidfVectorizer(
            sublinear_tf=True, stop_words="english", dtype=np.float32
        )
        found = self._vectorizer.fit_transform([f"{text.title} {text.text}" for text in texts])
        self._texts = found.T.tocsr()

    def find(self, questions: Sequence[str]) -> list[NDArray[np.intp]]:
        """Numbers of the nearest texts of each question, in no order: `NEAREST`, or all."""
        found: list[NDArray[np.intp]] = []
        for first in range(0, len(questions), _AT_ONCE):
            asked = self._vectorizer.transform(questions[first : first + _AT_ONCE])
            scores = (asked @ self._texts).toarray()
            last = min(NEAREST, scores.shape[1]) - 1
            found += list(np.argpartition(-scores, last, axis=1)[:, : last + 1])
        return found


class Questions:
    """Makes the examples of reading."""

    def __init__(self, texts: Mapping[str, Sequence[Text]]) -> None:
        """Prepare to find near texts.

        Args:
            texts: name in `READING` → its texts.
        """
        self._texts = texts
        self._nearest = {name: Nearest(texts[name]) for name in texts if READING[name].near}

    def epoch(self, chance: random.Random) -> Iterator[Example]:
        """The examples of an epoch; the same for the same state of `chance`."""
        for name, texts in self._texts.items():
            chosen = [
                (n, question)
                for n, text in enumerate(texts)
                for question in text.questions
                for _ in range(times(READING[name].shown, chance))
            ]
            near = self._near(name, [question for _, question in chosen], chance)
            for k, (n, question) in enumerate(chosen):
                others = [texts[other] for other in near.get(k, ()) if other != n]
                yield from shown(question, texts[n], others, chance)
        for table in tables.epoch(chance):
            for question in table.questions:
                yield from shown(question, table, (), chance)

    def _near(
        self, name: str, questions: Sequence[Question], chance: random.Random
    ) -> dict[int, NDArray[np.intp]]:
        """For some of the questions that are answered: place → numbers of texts like them."""
        share = READING[name].near
        if not share:
            return {}
        asked = [k for k, q in enumerate(questions) if q.answers and chance.random() < share]
        found = self._nearest[name].find([questions[k].text for k in asked])
        return dict(zip(asked, found, strict=True))


def shown(
    question: Question, text: Text, others: Sequence[Text], chance: random.Random
) -> Iterator[Example]:
    """A question with a passage of its text, and with one of another text that does not answer.

    Args:
        question: as it was asked.
        text: that it was asked about.
        others: that are like it; those that hold one of its answers are passed over.
        chance: draws title, question mark, answer and passage.
    """
    asked = question.text.rstrip(" ?") if chance.random() < NO_MARK else question.text
    titled = chance.random() >= NO_TITLE
    answer = chance.choice(question.answers) if question.answers else None
    yield _example(asked, text, answer, titled, chance)
    words = [text.text[start:end] for start, end in question.answers]
    others = [other for other in others if not other.holds(words)]
    if others:
        yield _example(asked, chance.choice(others), None, titled, chance)


def cut(text: Text, answer: Offsets | None, chance: random.Random) -> tuple[Offsets, ...]:
    """Sentences in a row around an answer, or around any sentence, as an index would join them.

    Args:
        text: to be cut; one that is short enough, or whose answer does not fit, is left whole.
        answer: place in the text, or None.
        chance: draws the length, and where to grow.

    Returns:
        Places of the sentences.
    """
    limit = chance.choice(LENGTHS)
    places = text.sentences
    if len(text.text) <= limit or not places:
        return places
    first, last = grow(places, _sentence_of(answer, places, chance), limit, chance)
    if answer and not places[first][0] <= answer[0] < answer[1] <= places[last][1]:
        return places
    return places[first : last + 1]


def _sentence_of(answer: Offsets | None, places: Sequence[Offsets], chance: random.Random) -> int:
    """Number of the sentence in which an answer begins; of any, where there is none."""
    if answer:
        for n, (start, end) in enumerate(places):
            if start <= answer[0] < end:
                return n
    return chance.randrange(len(places))


def _example(
    asked: str, text: Text, answer: Offsets | None, titled: bool, chance: random.Random
) -> Example:
    """An example with offsets from the start of its passage."""
    places = cut(text, answer, chance)
    first, last = (places[0][0], places[-1][1]) if places else (0, len(text.text))
    moved = tuple((start - first, end - first) for start, end in places)
    place = (answer[0] - first, answer[1] - first) if answer else None
    return Example(asked, text.title if titled else "", text.text[first:last], moved, place)


def times(share: float, chance: random.Random) -> int:
    """How often something is shown whose share is this: 1.5 is once or twice."""
    whole = int(share)
    return whole + (chance.random() < share - whole)
