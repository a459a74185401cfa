"""Gold questions: read from JSON lines, checked against an index, one object a line.

`id`, `question`, `answers` (acceptable short answers), `evidence` (objects with `document`, the end
of its source, and `sentence`, word for word but for white space), `answerable`; and, if wanted,
`type` (to report by) and `groups` (lists of indexes into `evidence`: each inner list holds the
alternatives for one part that the answer needs; by default all evidence is alternatives for one).
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.corpus import Index
from index.errors import UserError
from index.types import Document, Span

UNWRITTEN = "TODO"
"""How a question begins that nobody has written yet."""

_SHOWN = 50
_REQUIRED = {"id": str, "question": str, "answers": list, "evidence": list, "answerable": bool}


@dataclass(frozen=True, slots=True)
class GoldEvidence:
    """A sentence that answers, and the end of the source of its document."""

    document: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Gold:
    """A question and what a right answer to it is; see the top of this file."""

    id: str
    question: str
    answers: tuple[str, ...]
    evidence: tuple[GoldEvidence, ...]
    answerable: bool
    type: str = ""
    groups: tuple[tuple[int, ...], ...] = ()


class GoldFile:
    """A gold file; read as a stream, as often as asked."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __iter__(self) -> Iterator[Gold]:
        """The questions of the lines that can be read; `faults` tells of the others."""
        return (item for _, item in self._lines() if isinstance(item, Gold))

    def faults(self, index: Index | None = None) -> Iterator[str]:
        """What is wrong, a sentence each, beginning with the number of the line.

        Args:
            index: where documents and sentences must be found; None to look at the form only.

        Raises:
            UserError: if the file cannot be read.
        """
        seen: dict[str, int] = {}
        located = _Located(index) if index else None
        for number, item in self._lines():
            if isinstance(item, str):
                yield f"line {number}: {item}"
                continue
            if item.id in seen:
                yield f"line {number}: the id {item.id!r} is that of line {seen[item.id]}"
            seen.setdefault(item.id, number)
            if item.question.startswith(UNWRITTEN):
                yield f"line {number}: the question is not written yet"
            for evidence in item.evidence if located else ():
                fault = located.fault(evidence) if located else None
                if fault:
                    yield f"line {number}: {fault}"

    def check(self, index: Index | None = None) -> int:
        """How many questions there are, if nothing is wrong.

        Raises:
            UserError: if the file cannot be read, holds no question, or has faults; the error
                names the first 50 and counts the others.
        """
        faults = list(self.faults(index))
        if faults:
            shown = "\n".join(faults[:_SHOWN])
            more = f"\n... and {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else ""
            raise UserError(
                f"{self.path} has {len(faults)} faults:\n{shown}{more}\n",
                "Mend these lines; nothing was evaluated.",
            )
        count = sum(1 for _ in self)
        if not count:
            raise UserError(
                f"{self.path} holds no question.", "Make a first file with: pincite gold init"
            )
        return count

    def _lines(self) -> Iterator[tuple[int, Gold | str]]:
        """(number of the line, the question or what is wrong with it); blank lines left out."""
        try:
            with self.path.open(encoding="utf-8-sig", errors="replace") as lines:
                for number, line in enumerate(lines, start=1):
                    if line.strip():
                        yield number, parse(line)
        except OSError as error:
            raise UserError(
                f"{self.path} cannot be read ({error.strerror}).", "Name a file of gold questions."
            ) from error


def parse(line: str) -> Gold | str:
    """One line as a question, or what is wrong with it."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return "not JSON"
    if not isinstance(row, dict):
        return "not a JSON object"
    for name, kind in _REQUIRED.items():
        if not isinstance(row.get(name), kind):
            return f"the field {name!r} is missing or not a {_KINDS[kind]}"
    try:
        return _gold(row)
    except (TypeError, KeyError):
        return "`answers` holds strings, `evidence` objects with `document` and `sentence`"
    except ValueError as error:
        return str(error)


_KINDS = {str: "string", list: "list", bool: "true or false"}


def _gold(row: dict[str, Any]) -> Gold:
    evidence = tuple(_evidence(item) for item in row["evidence"])
    answers = tuple(row["answers"])
    if not all(isinstance(answer, str) for answer in answers):
        raise TypeError
    if not row["question"].strip() or not row["id"].strip():
        raise ValueError("the id or the question is empty")
    if not row["answerable"] and (evidence or answers):
        raise ValueError("an unanswerable question has neither answers nor evidence")
    if row["answerable"] and not evidence and not answers:
        raise ValueError("an answerable question needs an answer or evidence")
    groups = tuple(tuple(group) for group in row.get("groups") or [range(len(evidence))])
    if any(not isinstance(n, int) or not 0 <= n < len(evidence) for g in groups for n in g):
        raise ValueError(f"`groups` names evidence that is not there ({len(evidence)} given)")
    kind = str(row.get("type") or "")
    named = tuple(group for group in groups if group)
    return Gold(row["id"], row["question"], answers, evidence, row["answerable"], kind, named)


def _evidence(item: dict[str, Any]) -> GoldEvidence:
    document, sentence = item["document"], item["sentence"]
    if not (isinstance(document, str) and isinstance(sentence, str) and sentence.strip()):
        raise TypeError
    return GoldEvidence(document, sentence)


class Locator:
    """Finds gold sentences in the documents that an index holds now."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._sources: dict[str, list[tuple[str, str]]] = {}
        for id, source in index.sources():
            self._sources.setdefault(_file_name(source), []).append((id, source))

    def documents(self, name: str) -> list[Document]:
        """The documents whose source ends with `name`, or that stand in a file that does."""
        return [
            self._index.document(id)
            for id, source in self._sources.get(_file_name(name), [])
            if f"/{name}#" in f"/{source}#"
        ]

    def spans(self, evidence: GoldEvidence) -> list[Span]:
        """Where the sentence stands, in every document of that name; empty if nowhere."""
        places = (
            (document.id, locate(document.text, evidence.sentence))
            for document in self.documents(evidence.document)
        )
        return [Span(id, *place) for id, place in places if place]


def _file_name(source: str) -> str:
    """Name of the file, of the source of a document or of the end of one."""
    return source.partition("#")[0].rpartition("/")[2]


class _Located(Locator):
    def fault(self, evidence: GoldEvidence) -> str | None:
        """What is wrong with this evidence, or None."""
        if self.spans(evidence):
            return None
        if not self.documents(evidence.document):
            return f"there is no document {evidence.document!r} in the index"
        return f"{evidence.document!r} does not hold the sentence {evidence.sentence[:80]!r}"


def locate(text: str, sentence: str) -> tuple[int, int] | None:
    """Offsets of the first place where `text` holds `sentence`, white space apart; or None."""
    words = sentence.split()
    if not words:
        return None
    match = re.search(r"\s+".join(map(re.escape, words)), text)
    return match.span() if match else None
