"""Questions with answers → training examples, other ones in every epoch.

Reads files of paragraphs with questions (`{"title", "context", "questions": [{"question",
"answers": [[text, start], ...]}]}`, a line each, gzipped). An epoch shows every question with a
window of its paragraph that holds an answer, and some of them with a passage that does not answer:
another window of the paragraph, or one of the nearest that search finds.
"""

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.encode import open_encoder
from index.lexical import LexicalIndex
from index.split import PASSAGE_CHARACTERS, passages, sentences
from index.types import Document

NEAREST = 6
"""Passages looked at by words, and as many by vectors, for ones that nearly answer."""

_CORPORA = ("Amazon_Reviews", "Filtered_Reddit")
_OWN_PARAGRAPH = 0.4
_USUAL_LENGTH = 0.6
_NO_TITLE = 0.2

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Example:
    """A question and a passage.

    Attributes:
        question: as asked.
        title: of the document, empty where it has none.
        text: of the passage.
        sentences: offsets of its sentences in `text`.
        answer: offsets of an answer in `text`, or None where it does not answer.
    """

    question: str
    title: str
    text: str
    sentences: tuple[Offsets, ...]
    answer: Offsets | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text that questions were asked about; `passages`: its sentences as the index joins them.

    Its title is empty where the file has only the name of a collection there.
    """

    title: str
    text: str
    passages: tuple[tuple[Offsets, ...], ...]

    @property
    def sentences(self) -> tuple[Offsets, ...]:
        """All sentences, in order."""
        return tuple(sentence for passage in self.passages for sentence in passage)


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the number of its paragraph, and its answers there."""

    text: str
    paragraph: int
    answers: tuple[Offsets, ...]


class Examples:
    """Makes the examples of an epoch.

    Args:
        paths: files of paragraphs.
        folder: where the nearest passages are kept between runs.
        seed: of every choice.
        unanswered: the share of questions that an epoch also shows with a passage that does not
            answer.
    """

    def __init__(self, paths: Sequence[Path], folder: Path, seed: int, unanswered: float) -> None:
        self.paragraphs, self.questions = read(paths)
        self._flat = [
            (number, cut) for number, p in enumerate(self.paragraphs) for cut in p.passages
        ]
        self._seed = seed
        self._unanswered = unanswered
        kept = folder / "nearest.npy"
        if not kept.exists():
            np.save(kept, self._find_nearest(folder / "words"))
        self._nearest = np.load(kept)

    def epoch(self, number: int) -> Iterator[Example]:
        """The examples of an epoch; the same for the same seed and number."""
        generator = random.Random(self._seed * 1000 + number)
        for question, nearest in zip(self.questions, self._nearest, strict=True):
            yield self._answered(question, generator)
            if generator.random() < self._unanswered:
                yield from self._not_answered(question, nearest, generator)

    def _answered(self, question: Question, generator: random.Random) -> Example:
        paragraph = self.paragraphs[question.paragraph]
        answer = generator.choice(question.answers)
        places = paragraph.sentences
        first = last = next(n for n, (_, end) in enumerate(places) if answer[0] < end)
        limit = _limit(generator)
        while True:
            sides = [
                (a, b)
                for a, b in ((first - 1, last), (first, last + 1))
                if a >= 0 and b < len(places) and places[b][1] - places[a][0] <= limit
            ]
            if not sides:
                break
            first, last = generator.choice(sides)
        return _example(question, paragraph, places[first : last + 1], answer, generator)

    def _not_answered(
        self, question: Question, nearest: Sequence[int], generator: random.Random
    ) -> Iterator[Example]:
        pool = [self._flat[k] for k in nearest if k >= 0]
        own = [(question.paragraph, cut) for cut in self.paragraphs[question.paragraph].passages]
        free = [p for p in own if not self._holds(question, *p)]
        if free and generator.random() < _OWN_PARAGRAPH:
            pool = free
        pool = [p for p in pool if not self._holds(question, *p)]
        if pool:
            number, cut = generator.choice(pool)
            yield _example(question, self.paragraphs[number], cut, None, generator)

    def _holds(self, question: Question, number: int, cut: Sequence[Offsets]) -> bool:
        own = self.paragraphs[question.paragraph].text
        text = self.paragraphs[number].text[cut[0][0] : cut[-1][1]].lower()
        return any(own[start:end].lower() in text for start, end in question.answers)

    def _find_nearest(self, folder: Path) -> np.ndarray:
        """Numbers of passages for each question, filled up with -1: (questions, 2 x NEAREST)."""
        texts = [
            (self.paragraphs[n].title, self.paragraphs[n].text[cut[0][0] : cut[-1][1]])
            for n, cut in self._flat
        ]
        encoder = open_encoder()
        vectors = encoder.encode([f"{title}\n{text}" for title, text in texts])
        lexical = LexicalIndex.create(folder)
        lexical.update(((n, title, text) for n, (title, text) in enumerate(texts)), [])
        found = np.full((len(self.questions), 2 * NEAREST), -1, dtype=np.int32)
        for first in range(0, len(self.questions), 512):
            part = [q.text for q in self.questions[first : first + 512]]
            scores = encoder.encode(part, "query") @ vectors.T
            dense = np.argpartition(-scores, NEAREST, axis=1)[:, :NEAREST]
            for n, (question, row) in enumerate(zip(part, dense, strict=True), start=first):
                words = [key for key, _ in lexical.search(question, NEAREST)]
                both = list(dict.fromkeys([*words, *map(int, row)]))
                found[n, : len(both)] = both
        return found


def read(paths: Sequence[Path]) -> tuple[list[Paragraph], list[Question]]:
    """The paragraphs of all files, and the questions with an answer within one sentence."""
    paragraphs: list[Paragraph] = []
    questions: list[Question] = []
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                paragraph = _paragraph(row["title"], row["context"])
                for asked in row["questions"]:
                    spans = {(start, start + len(text)) for text, start in asked["answers"]}
                    inside = tuple(
                        sorted((a, b) for a, b in spans if _within(a, b, paragraph.sentences))
                    )
                    if inside:
                        questions.append(Question(asked["question"], len(paragraphs), inside))
                paragraphs.append(paragraph)
    return paragraphs, questions


def _paragraph(title: str, text: str) -> Paragraph:
    document = Document("0" * 16, text, "", title)
    cut = tuple(
        tuple((s.span.start, s.span.end) for s in passage.sentences)
        for passage in passages(document, sentences(document))
    )
    shown = "" if title.startswith(_CORPORA) else title.replace("_", " ")
    return Paragraph(shown, text, cut)


def _within(start: int, end: int, places: Sequence[Offsets]) -> bool:
    return any(a <= start and end <= b for a, b in places)


def _limit(generator: random.Random) -> int:
    if generator.random() < _USUAL_LENGTH:
        return PASSAGE_CHARACTERS
    return generator.randint(200, 1200)


def _example(
    question: Question,
    paragraph: Paragraph,
    cut: Sequence[Offsets],
    answer: Offsets | None,
    generator: random.Random,
) -> Example:
    """An example of the sentences `cut`, with offsets from the start of the first."""
    first = cut[0][0]
    places = tuple((start - first, end - first) for start, end in cut)
    place = (answer[0] - first, answer[1] - first) if answer else None
    title = "" if generator.random() < _NO_TITLE else paragraph.title
    return Example(question.text, title, paragraph.text[first : cut[-1][1]], places, place)
