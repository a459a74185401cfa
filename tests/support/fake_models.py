"""An encoder and a reader that know words only, and can be computed by hand."""

import hashlib
from collections.abc import Sequence

import numpy as np

from index.search.lexical import words
from index.types import Passage, Span, TextKind, Vectors
from qa.evidence.reader import PACKAGED, Reading, ReadSentence
from qa.models.calibration import ReaderCalibration


class FakeEncoder:
    """Counts words: each adds 1 at a place that its hash gives; then the length is made 1.

    Attributes:
        texts: every text that was embedded as a passage, in order.
    """

    name = "fake"
    dimension = 64

    def __init__(self) -> None:
        self.texts: list[str] = []

    def encode(self, texts: Sequence[str], kind: TextKind = "passage") -> Vectors:
        if kind == "passage":
            self.texts += texts
        counts = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(counts, texts, strict=True):
            for word in words(text):
                row[self.place(word)] += 1
            if not row.any():
                row[0] = 1
            row /= np.linalg.norm(row)
        return counts

    def place(self, word: str) -> int:
        return hashlib.blake2b(word.encode(), digest_size=1).digest()[0] % self.dimension


class FakeReader:
    """Knows words only: the more of the question's stand in a sentence, the better it answers.

    Logits are 60 x that share - 6; the answer is the sentence's last word.
    """

    calibration = ReaderCalibration.read(PACKAGED)

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        asked = set(words(question))
        found = []
        for passage in passages:
            read = []
            for span in passage.citable:
                text = passage.document.slice(span)
                logit = 60 * len(asked & set(words(text))) / max(len(asked), 1) - 6
                last = Span(span.doc_id, span.end - len(text.split()[-1]), span.end)
                read.append(ReadSentence(span, logit, last, logit))
            best = max((sentence.evidence for sentence in read), default=-6.0)
            found.append(Reading(passage, best, tuple(read)))
        return found
