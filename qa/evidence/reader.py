"""Reads passages for a question: does one answer it, which sentence does, and in which words.

The network sees the question and a passage together. Every pair runs through it alone, one thread
a core, so that a reading depends on nothing but the two. What is longer than the network's input
is read in windows that overlap.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.encoders.network import cores
from index.types import Passage, Span
from qa.models.calibration import ReaderCalibration
from qa.models.weights import open_pair_network, windows

Logits = NDArray[np.float32]

PACKAGED = Path(__file__).parents[1] / "models" / "reader"

QUESTION_TOKENS = 128
"""Longer questions are read in windows of so many tokens."""

TITLE_TOKENS = 48
"""Of a title, as many as are read."""

ANSWER_TOKENS = 30
"""No answer is longer."""


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """What the reader makes of one sentence.

    Attributes:
        span: the sentence.
        evidence: logit of it being the evidence; higher is more likely.
        answer: the words in it that answer best, if any do.
        answer_score: logit of these words over there being no answer in the passage.
    """

    span: Span
    evidence: float
    answer: Span
    answer_score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader makes of one passage.

    Attributes:
        passage: what was read.
        answerable: logit of the passage answering the question.
        sentences: of those that may be cited, in the order of the text.
    """

    passage: Passage
    answerable: float
    sentences: tuple[ReadSentence, ...]


class Reader(Protocol):
    """Reads passages for a question."""

    @property
    def calibration(self) -> ReaderCalibration:
        """What its logits mean."""

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        """A reading of every passage, in their order.

        Args:
            question: any string.
            passages: of any documents; none gives none.
        """


@dataclass(frozen=True, slots=True)
class _Marks:
    """Of a text: logits of its tokens, (tokens, 3) for start, end and evidence; and of the whole.

    Start and end are over those of the first token, which stands for no answer.
    """

    tokens: Logits
    answerable: float


class PackagedReader:
    """A network that was trained to read, with its calibration; int8, on onnxruntime.

    Attributes:
        folder: where it lies.
        calibration: that of the folder.
    """

    def __init__(
        self, folder: Path = PACKAGED, calibration: ReaderCalibration | None = None
    ) -> None:
        """Load the model.

        Args:
            folder: as `qa/training/export.py` writes it.
            calibration: in place of that beside the model, which then need not be there.

        Raises:
            UserError: if a file is missing, damaged, or of another format.
        """
        self.folder = folder
        self.calibration = calibration or ReaderCalibration.read(folder)
        self._network = open_pair_network(folder)
        self._threads = ThreadPoolExecutor(cores(), thread_name_prefix="read")

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        """See `Reader.read`."""
        ids = self._network.encoding(question).ids
        parts = [ids[a:b] for a, b in windows(len(ids), QUESTION_TOKENS)]
        return list(self._threads.map(lambda passage: self._one(parts, passage), passages))

    def _one(self, question: Sequence[list[int]], passage: Passage) -> Reading:
        text = self._network.encoding(passage.text)
        title = self._network.encoding(passage.document.title)
        marks = [self._marks(part, title.ids[:TITLE_TOKENS], text.ids) for part in question]
        tokens = np.max([m.tokens for m in marks], axis=0)
        offsets = np.array(text.offsets, np.int64).reshape(-1, 2) + passage.span.start
        return Reading(
            passage,
            max(m.answerable for m in marks),
            tuple(_sentence(span, offsets, text.word_ids, tokens) for span in passage.citable),
        )

    def _marks(self, question: list[int], title: list[int], text: list[int]) -> _Marks:
        """Read a text in as many windows as it takes; a token counts where it is most inside."""
        network = self._network
        room = network.room(question) - len(title)
        tokens = np.full((len(text), 3), -np.inf, np.float32)
        inside = np.full(len(text), -1)
        answerable = -np.inf
        for first, last in windows(len(text), room):
            given = network.run(question, [*title, *text[first:last]])
            span = given["span"]
            body = slice(given.second.start + len(title), given.second.stop)
            found = np.column_stack([span[body] - span[0], given["evidence"][body]])
            place = np.arange(last - first)
            depth = np.minimum(  # an end of the text is no edge
                place + len(text) * (first == 0), place[::-1] + len(text) * (last == len(text))
            )
            better = depth > inside[first:last]
            tokens[first:last][better] = found[better]
            inside[first:last][better] = depth[better]
            answerable = max(answerable, given["answerable"])
        return _Marks(tokens, float(answerable))


_LOADING = Lock()


def open_reader(folder: Path = PACKAGED) -> PackagedReader:
    """The reader in a folder, which is loaded once in a process: the same object each time.

    Raises:
        UserError: as `PackagedReader`.
    """
    with _LOADING:
        return _load(folder.resolve())


@cache
def _load(folder: Path) -> PackagedReader:
    return PackagedReader(folder)


def _sentence(
    span: Span, offsets: NDArray[np.int64], word_ids: Sequence[Any], tokens: Logits
) -> ReadSentence:
    """The reading of one sentence from the logits of the passage's tokens."""
    inside = np.flatnonzero((offsets[:, 0] >= span.start) & (offsets[:, 1] <= span.end))
    if not len(inside):  # nothing that the tokenizer knows, such as a line of control characters
        return ReadSentence(span, -100.0, span, -100.0)
    starts, ends = tokens[inside, 0], tokens[inside, 1]
    pairs = starts[:, None] + ends[None, :]
    length = np.arange(len(inside))[None, :] - np.arange(len(inside))[:, None]
    pairs[(length < 0) | (length >= ANSWER_TOKENS)] = -np.inf
    first, last = np.unravel_index(int(pairs.argmax()), pairs.shape)
    answer = _whole_words(inside, int(first), int(last), word_ids)
    return ReadSentence(
        span,
        float(tokens[inside, 2].mean()),
        Span(span.doc_id, int(offsets[answer[0], 0]), int(offsets[answer[1], 1])),
        float(pairs[first, last]),
    )


def _whole_words(
    inside: NDArray[np.int64], first: int, last: int, word_ids: Sequence[Any]
) -> tuple[int, int]:
    """The tokens of an answer, with the rest of the words that it starts and ends in."""
    while first > 0 and word_ids[inside[first - 1]] == word_ids[inside[first]]:
        first -= 1
    while last + 1 < len(inside) and word_ids[inside[last + 1]] == word_ids[inside[last]]:
        last += 1
    return int(inside[first]), int(inside[last])
