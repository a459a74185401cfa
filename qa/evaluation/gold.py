"""Gold questions: read from JSON lines, checked against an index, one object a line.

`id`, `question`, `answers` (acceptable short answers), `evidence` (objects with `document`, the end
of its source, and `sentence`, word for word but for white space), `answerable`; and, if wanted,
`type` (to report by) and `groups` (lists of indexes into `evidence`: each inner list holds the
alternatives for one part that the answer needs; by default all evidence is alternatives for one);
and `parts`, `items`, `verdict`: see `gold_kinds.py`.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from index.corpus import Index
from index.documents.normalise import normalise
from index.errors import UserError
from index.text.halves import HALF
from index.types import Document, Span
from qa.evaluation.gold_kinds import ONE_FACT, GoldKinds, kinds_of

UNWRITTEN = "TODO"
"""How a question begins that nobody has written yet."""
LONGEST_QUESTION = 2_000
"""Characters that `Index.search` takes."""

_SHOWN = 50
_KEPT = 4_096  # documents, so that questions on one file of many documents read it once
_REQUIRED = {"id": str, "question": str, "answers": list, "evidence": list, "answerable": bool}
_KINDS = {str: "string", list: "list", bool: "true or false"}


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
    kinds: GoldKinds = ONE_FACT


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
        for faults in self._examined(index):
            yield from faults

    def check(self, index: Index | None = None) -> int:
        """How many questions there are, if nothing is wrong.

        Raises:
            UserError: if the file cannot be read, holds no question, or has faults; the error
                names the first 50 and counts the others.
        """
        shown: list[str] = []
        count = faulty = 0
        for faults in self._examined(index):
            count += 1
            faulty += len(faults)
            shown += faults[: max(0, _SHOWN - len(shown))]
        if faulty > _SHOWN:
            shown.append(f"... and {faulty - _SHOWN:,} more")
        if faulty:
            counted = "a fault" if faulty == 1 else f"{faulty:,} faults"
            raise UserError(
                "\n".join([f"{self.path} has {counted}:", *shown, ""]),
                "Mend these lines; nothing was evaluated.",
            )
        if not count:
            raise UserError(
                f"{self.path} holds no question.", "Make a first file with: pincite gold init"
            )
        return count

    def _examined(self, index: Index | None) -> Iterator[list[str]]:
        """The faults of each line."""
        seen: dict[str, int] = {}
        locator = Locator(index) if index else None
        for number, item in self._lines():
            faults = [item] if isinstance(item, str) else list(_faults(item, locator))
            if isinstance(item, Gold):
                first = seen.setdefault(item.id, number)
                if first != number:
                    faults.insert(0, f"the id {item.id[:80]!r} is that of line {first}")
            yield [f"line {number}: {fault}" for fault in faults]

    def _lines(self) -> Iterator[tuple[int, Gold | str]]:
        """(number of the line, the question or what is wrong with it); blank lines left out."""
        try:
            with self.path.open(encoding="utf-8-sig", errors="surrogateescape") as lines:
                for number, line in enumerate(lines, start=1):
                    if line.strip():
                        yield number, parse(line)
        except OSError as error:
            raise UserError(
                f"{self.path} cannot be read ({error.strerror}).", "Name a file of gold questions."
            ) from error


def parse(line: str) -> Gold | str:
    """One line as a question, or what is wrong with it."""
    if HALF.search(line):
        return "not UTF-8"
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


def _gold(row: dict[str, Any]) -> Gold:
    evidence = tuple(_evidence(item) for item in row["evidence"])
    answers = tuple(row["answers"])
    if not all(isinstance(answer, str) for answer in answers):
        raise TypeError
    kind = row.get("type") or ""
    if not isinstance(kind, str):
        raise ValueError("`type` is not a string")
    groups = _groups(row.get("groups"), len(evidence))
    kinds = kinds_of(row, len(evidence))
    asked = (row["id"], row["question"], answers, evidence, row["answerable"])
    gold = Gold(*asked, kind, groups, kinds)
    _examine(gold)
    return gold


def _evidence(item: dict[str, Any]) -> GoldEvidence:
    document, sentence = item["document"], item["sentence"]
    if not (isinstance(document, str) and isinstance(sentence, str)):
        raise TypeError
    if not document.strip("/ ") or not sentence.strip():
        raise ValueError("`document` or `sentence` is empty")
    return GoldEvidence(document, sentence)


def _groups(value: object, count: int) -> tuple[tuple[int, ...], ...]:
    """The groups as given, or one of all evidence."""
    if not value:
        return (tuple(range(count)),) if count else ()
    if not isinstance(value, list) or not all(isinstance(g, list) and g for g in value):
        raise ValueError("`groups` holds lists of numbers, none of them empty")
    for number in chain.from_iterable(value):
        # not isinstance(): true would be 1
        if type(number) is not int or not 0 <= number < count:
            raise ValueError(f"`groups` names evidence that is not there ({count} given)")
    return tuple(map(tuple, value))


def _examine(gold: Gold) -> None:
    """Whether it can be asked and judged.

    Raises:
        ValueError: if not; the message says why.
    """
    if not gold.question.strip() or not gold.id.strip():
        raise ValueError("the id or the question is empty")
    if len(gold.question) > LONGEST_QUESTION:
        raise ValueError(f"the question is longer than {LONGEST_QUESTION:,} characters")
    if any(map(HALF.search, _texts(gold))):
        raise ValueError("a text holds half a character (an escape from \\ud800 to \\udfff)")
    expected = bool(gold.evidence or gold.answers or gold.kinds.items)
    if expected and not gold.answerable:
        raise ValueError("an unanswerable question has neither answers nor evidence")
    if gold.answerable and not expected:
        raise ValueError("an answerable question needs an answer or evidence")


def _texts(gold: Gold) -> Iterable[str]:
    yield from (gold.id, gold.question, gold.type, *gold.answers, *gold.kinds.texts)
    for evidence in gold.evidence:
        yield from (evidence.document, evidence.sentence)


class Locator:
    """Finds gold sentences in the documents that an index holds now."""

    def __init__(self, index: Index) -> None:
        self._document = lru_cache(maxsize=_KEPT)(index.document)
        self._sources: dict[str, list[tuple[str, str]]] = {}
        for id, source in index.sources():
            for name in _names(source):
                self._sources.setdefault(name, []).append((id, source))

    def ids(self, name: str) -> list[str]:
        """Ids of the documents whose source ends with `name`, or that stand in a file that does."""
        named = self._sources.get(name.rpartition("/")[2], [])
        return [id for id, source in named if f"/{name}#" in f"/{source}#"]

    def documents(self, name: str) -> list[Document]:
        """The documents of these `ids`."""
        return [self._document(id) for id in self.ids(name)]

    def spans(self, evidence: GoldEvidence) -> list[Span]:
        """Wherever the sentence stands in the documents of that name; empty if nowhere."""
        return [
            Span(document.id, *place)
            for document in self.documents(evidence.document)
            for place in places(document.text, evidence.sentence)
        ]

    def fault(self, evidence: GoldEvidence) -> str | None:
        """What is wrong with this evidence, or None."""
        if self.spans(evidence):
            return None
        if not self.ids(evidence.document):
            return f"there is no document {evidence.document[:80]!r} in the index"
        return f"{evidence.document[:80]!r} does not hold the sentence {evidence.sentence[:80]!r}"


def _faults(gold: Gold, locator: Locator | None) -> Iterator[str]:
    """What is wrong with a question that can be read."""
    if gold.question.startswith(UNWRITTEN):
        yield "the question is not written yet"
    if locator:
        yield from filter(None, map(locator.fault, gold.evidence))


def _names(source: str) -> set[str]:
    """Names that a source may end with: `#` parts off the place in a file, or is part of a path."""
    ends = [place.start() for place in re.finditer("#", source)]
    return {source[:end].rpartition("/")[2] for end in (*ends, len(source))}


def places(text: str, sentence: str) -> Iterator[tuple[int, int]]:
    """Offsets of every place where `text` holds `sentence`, white space apart, from the first.

    The sentence is normalised as documents are.
    """
    words = normalise(sentence).split()
    if words and max(words, key=len) in text:
        before, after = (r"\b" if edge.isalnum() else "" for edge in (words[0][0], words[-1][-1]))
        pattern = before + r"\s+".join(map(re.escape, words)) + after
        yield from (match.span() for match in re.finditer(pattern, text))
