"""Questions with answers → training examples, other ones in every epoch.

Reads files of paragraphs with questions (`{"title", "context", "questions": [{"question",
"answers": [[text, start], ...]}]}`, a line each, gzipped), and QED's own form. An epoch shows every
question with a window of its paragraph that holds an answer, and some of them with a passage that
does not answer: another window of the paragraph, or one of the nearest that search finds; or the
window itself, with the name or number of another question.
"""

import gzip
import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from index.documents.split import PASSAGE_CHARACTERS, passages, sentences
from index.encoders.encode import open_encoder
from index.search.lexical import LexicalIndex
from index.types import Document

NEAREST = 6
"""Passages looked at by words, and as many by vectors, for ones that nearly answer."""

_CORPORA = ("Amazon_Reviews", "Filtered_Reddit")
_KINDS = {
    "year": re.compile(r"\b(?:1[5-9]|20)\d\d\b"),
    "number": re.compile(r"(?<![\w.,-])\d{1,3}(?![\w.,-]*\d)\b"),
    "name": re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*\b"),
}
_OWN_PARAGRAPH = 0.4
_USUAL_LENGTH = 0.6
_NO_TITLE = 0.2
_NO_MARK = 0.3
_WEB_TIMES = 3

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
        swapped: the share of questions with a name or a number that an epoch also shows with
            another one in its place, which the passage does not answer.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        folder: Path,
        seed: int,
        unanswered: float,
        swapped: float = 0.0,
    ) -> None:
        self.paragraphs, self.questions = read(paths)
        self._flat = [
            (number, cut) for number, p in enumerate(self.paragraphs) for cut in p.passages
        ]
        self._seed = seed
        self._unanswered = unanswered
        self._swapped = swapped
        self._others = {
            kind: sorted({m.group() for q in self.questions for m in pattern.finditer(q.text)})
            for kind, pattern in _KINDS.items()
        }
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
            if generator.random() < self._swapped:
                yield from self._asked_of_another(question, generator)

    def _answered(self, question: Question, generator: random.Random) -> Example:
        paragraph = self.paragraphs[question.paragraph]
        answer = generator.choice(question.answers)
        places = paragraph.sentences
        own = next(n for n, (_, end) in enumerate(places) if answer[0] < end)
        first, last = grow(places, own, _limit(generator), generator)
        return _example(question, paragraph, places[first : last + 1], answer, generator)

    def _not_answered(
        self, question: Question, nearest: Sequence[int], generator: random.Random
    ) -> Iterator[Example]:
        own = [(question.paragraph, cut) for cut in self.paragraphs[question.paragraph].passages]
        pool = self._without_answer(question, own)
        if not pool or generator.random() >= _OWN_PARAGRAPH:
            near = [self._flat[k] for k in nearest if k >= 0]
            pool = self._without_answer(question, near)
        if pool:
            number, cut = generator.choice(pool)
            yield _example(question, self.paragraphs[number], cut, None, generator)

    def _without_answer(
        self, question: Question, passages: Sequence[tuple[int, Sequence[Offsets]]]
    ) -> list[tuple[int, Sequence[Offsets]]]:
        """Those of the passages that hold no answer to the question."""
        return [passage for passage in passages if not self._holds(question, *passage)]

    def _asked_of_another(self, question: Question, generator: random.Random) -> Iterator[Example]:
        """The question with the name, year or number of another, which stands nowhere here."""
        found = [(k, m) for k, p in _KINDS.items() for m in p.finditer(question.text)]
        if not found:
            return
        kind, match = generator.choice(found)
        other = generator.choice(self._others[kind])
        example = self._answered(question, generator)
        if other.lower() in f"{example.title} {example.text}".lower():
            return
        text = question.text[: match.start()] + other + question.text[match.end() :]
        yield replace(example, question=text, answer=None)

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
            rows = [json.loads(line) for line in lines]
        web = "evidence_sentence" in rows[0]
        for row in web_half(rows, 0) if web else rows:
            whole = web_paragraph(row) if web else row
            paragraph = _paragraph(whole["title"], whole["context"])
            for question in _questions(whole["questions"], len(paragraphs), paragraph):
                questions.extend([question] * (_WEB_TIMES if web else 1))
            paragraphs.append(paragraph)
    return paragraphs, questions


def _questions(
    rows: Sequence[Mapping[str, Any]], number: int, paragraph: Paragraph
) -> Iterator[Question]:
    """The questions on a paragraph that have an answer within one sentence."""
    for row in rows:
        spans = {(start, start + len(text)) for text, start in row["answers"]}
        inside = sorted((a, b) for a, b in spans if _within(a, b, paragraph.sentences))
        if inside:
            yield Question(row["question"], number, tuple(inside))


def grow(
    places: Sequence[Offsets], own: int, limit: int, generator: random.Random
) -> tuple[int, int]:
    """The first and last of some sentences in a row, as many as fit, grown by chance.

    Args:
        places: offsets of the sentences of a text.
        own: number of the one to begin with, which may be longer than the limit.
        limit: characters of all together.
        generator: draws the side.
    """
    first = last = own
    while True:
        sides = [
            (a, b)
            for a, b in ((first - 1, last), (first, last + 1))
            if a >= 0 and b < len(places) and places[b][1] - places[a][0] <= limit
        ]
        if not sides:
            return first, last
        first, last = generator.choice(sides)


def web_half(rows: Sequence[Mapping[str, Any]], half: int) -> list[Mapping[str, Any]]:
    """The questions of QED on every second title; trained on: 0, to be measured on: 1."""
    titles = {title: n for n, title in enumerate(dict.fromkeys(row["title"] for row in rows))}
    return [row for row in rows if titles[row["title"]] % 2 == half]


def web_paragraph(row: Mapping[str, Any]) -> dict[str, Any]:
    """A question of QED in the form of the other files: its answers in the marked sentence."""
    place, text = row["evidence_sentence"], row["paragraph"]
    answers = [
        [answer, text.index(answer, place["start"], place["end"])]
        for answer in row["answers"]
        if place and answer in text[place["start"] : place["end"]]
    ]
    questions = [{"question": row["question"], "answers": answers}]
    return {"title": row["title"], "context": text, "questions": questions}


def _paragraph(title: str, text: str) -> Paragraph:
    document = Document("0" * 16, text, "", title)
    cut = tuple(
        tuple((s.span.start, s.span.end) for s in passage.sentences)
        for passage in passages(document, sentences(document))
    )
    return Paragraph(shown_title(title), text, cut)


def shown_title(title: str) -> str:
    """A title as a document has it; nothing where it is the name of a collection."""
    return "" if title.startswith(_CORPORA) else title.replace("_", " ")


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
    asked = question.text.rstrip(" ?") if generator.random() < _NO_MARK else question.text
    return Example(asked, title, paragraph.text[first : cut[-1][1]], places, place)
