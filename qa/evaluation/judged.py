"""Answers that a person has judged, kept as gold questions that `pincite evaluate` reads.

One line for each question; judging it again puts the new judgement in the place of the old one.
"""

import hashlib
import json
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from index.corpus import Index
from index.errors import UserError
from index.files import atomic_write
from index.types import Document, Span
from qa.evaluation.gold import Gold, GoldEvidence, GoldFile, Locator, places
from qa.evaluation.sample import name_of
from qa.types import Answer

KIND = "judged"
"""The `type` of these questions in a report."""

Place = tuple[Document, Span]
"""A sentence, and the document that it stands in."""


class Judged:
    """A gold file that grows by judgements; used by any number of threads."""

    def __init__(self, path: Path) -> None:
        """Nothing is read or written yet."""
        self.path = path
        self._lock = threading.Lock()

    def __len__(self) -> int:
        """How many questions are judged."""
        return sum(1 for _ in self)

    def __iter__(self) -> Iterator[Gold]:
        """The questions; none if there is no file yet."""
        return iter(GoldFile(self.path)) if self.path.exists() else iter(())

    def usable(self, index: Index) -> list[Gold]:
        """Those whose sentences all stand in the index now."""
        locator = Locator(index)
        return [gold for gold in self if not any(map(locator.fault, gold.evidence))]

    def save(self, gold: Gold) -> None:
        """Keep a judgement, in the place of an earlier one on the same question.

        Raises:
            UserError: if it cannot be written.
        """
        with self._lock:
            rows = [_row(known) for known in self if known.id != gold.id]
            try:
                with (
                    atomic_write(self.path) as partial,
                    partial.open("w", encoding="utf-8") as file,
                ):
                    file.writelines(
                        json.dumps(row, ensure_ascii=False) + "\n" for row in [*rows, _row(gold)]
                    )
            except OSError as error:
                raise UserError(
                    f"{self.path} cannot be written ({error.strerror or error}).",
                    "Make room or allow writing there, and judge again.",
                ) from error


def right(answer: Answer, index: Index) -> Gold:
    """The gold question of an answer that is right: what it cites, or that there is no answer."""
    words = [source.words for source in answer.sources if source.words][:1]
    cited = [(source.document, source.span) for source in answer.sources]
    return corrected(answer, cited, words, index)


def corrected(
    answer: Answer, sentences: Sequence[Place], words: Sequence[str], index: Index
) -> Gold:
    """The gold question of an answer that should have cited these sentences.

    Args:
        answer: what was judged.
        sentences: that answer, each by itself; none if the documents do not answer.
        words: short answers, if any.
        index: by which their documents are named.
    """
    locator, whole = Locator(index), dict(index.sources())  # a page shows the end of a source only
    evidence = tuple(
        GoldEvidence(
            name_of(whole.get(document.id, document.source), locator),
            " ".join(document.slice(span).split()),
        )
        for document, span in sentences
    )
    short = tuple(" ".join(word.split()) for word in words if word.strip()) if evidence else ()
    id = f"judged-{hashlib.sha256(answer.question.encode()).hexdigest()[:12]}"
    groups = (tuple(range(len(evidence))),) if evidence else ()
    return Gold(id, answer.question, short, evidence, bool(evidence), KIND, groups)


def candidates(answer: Answer, limit: int) -> list[Place]:
    """Sentences that might have been cited: those that were, then those that were read."""
    found = {source.span: source.document for source in answer.sources}
    for hit in answer.hits:
        for span in hit.passage.citable:
            found.setdefault(span, hit.passage.document)
    return [(document, span) for span, document in found.items()][:limit]


def find(sentence: str, index: Index) -> Place:
    """Where a sentence stands that somebody pasted.

    Raises:
        UserError: if it stands nowhere, word for word.
    """
    for hit in index.search(sentence[:2000], 20):
        document = hit.passage.document
        for start, end in places(document.text, sentence):
            return document, Span(document.id, start, end)
    raise UserError("No document holds this sentence, word for word.", "Copy it from the document.")


def _row(gold: Gold) -> dict[str, Any]:
    """A line of the file; see `qa/evaluation/gold.py`."""
    return {
        "id": gold.id,
        "question": gold.question,
        "answers": list(gold.answers),
        "evidence": [{"document": e.document, "sentence": e.sentence} for e in gold.evidence],
        "answerable": gold.answerable,
        "type": gold.type,
    }
