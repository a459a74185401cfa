"""Claims with evidence that supports them or does not.

Read from claims written for the purpose (`written/`), and from claims that people judged
(`{"claim", "document" or "sentences", "label"}`).
"""

import gzip
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from index.documents.sentences import cut_line
from index.text.words import words

EVIDENCE_CHARACTERS = 1_100
"""Of a longer document, the sentences that share most words with the claim."""

WRITTEN = Path(__file__).parent / "written"

_WORD = re.compile(r"\S+")
_ALIKE = 0.75
"""From this share of words in common, in their order, one claim is another one altered."""

Places = tuple[tuple[int, int], ...]
"""Parts of a text, [start, end) of each."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim, the sentences it is to rest on, and whether they support it.

    Attributes:
        altered: where in the claim [start, end) something was changed so that it is not supported;
            None where that is not known. Nowhere in a claim that is.
        contradicted: of a claim that they do not support, whether they say otherwise; None where
            that is not known.
    """

    claim: str
    evidence: str
    supported: bool
    altered: Places | None = None
    contradicted: bool | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim that somebody judged.

    Attributes:
        source: name of the collection.
        document: the text it was judged by, or its marked sentences.
    """

    source: str
    document: str
    pair: Pair


@dataclass(frozen=True, slots=True)
class WrittenText:
    """Sentences, with claims that they support and claims that they do not."""

    evidence: str
    true: tuple[str, ...]
    false: tuple[str, ...]

    def pairs(self) -> list[Pair]:
        """The claims, each with the sentences; the supported first."""
        found = [Pair(claim, self.evidence, True) for claim in self.true]
        return found + [
            Pair(claim, self.evidence, False, altered(claim, self.true)) for claim in self.false
        ]


def written_texts(
    part: int, parts: int = 10, folder: Path = WRITTEN
) -> dict[str, list[WrittenText]]:
    """The texts written for the purpose, by the names of their files.

    Every tenth text (part 0), or the others (1).
    """
    return {
        path.stem: [
            WrittenText("\n".join(row["evidence"]), tuple(row["true"]), tuple(row["false"]))
            for n, row in enumerate(_rows(path))
            if (n % parts > 0) == (part > 0)
        ]
        for path in sorted(folder.glob("*.jsonl"))
    }


def written(part: int, parts: int = 10) -> dict[str, list[Pair]]:
    """The pairs of `written_texts`, by the names of their files."""
    return {
        name: [pair for text in texts for pair in text.pairs()]
        for name, texts in written_texts(part, parts).items()
    }


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def altered(claim: str, true: Sequence[str]) -> Places | None:
    """Where a claim differs from the one of `true` that is most like it.

    Returns:
        Places [start, end): of words put in; where words were left out, of their neighbours. None
        if no true claim has most of its words in the same order.
    """
    mine = list(_WORD.finditer(claim))
    said = [_plain(match.group()) for match in mine]
    matches = [
        SequenceMatcher(None, [_plain(word) for word in _WORD.findall(other)], said, autojunk=False)
        for other in true
    ]
    best = max(matches, key=lambda match: match.ratio(), default=None)
    if best is None or best.ratio() < _ALIKE:
        return None
    found = []
    for what, _, _, first, last in best.get_opcodes():
        if what == "delete":
            first, last = max(first - 1, 0), min(last + 1, len(mine))
        if what != "equal" and first < last:
            found.append((mine[first].start(), mine[last - 1].end()))
    return tuple(found)


def _plain(word: str) -> str:
    return word.strip(".,;:!?\"'“”‘’()").lower()


def judged(path: Path) -> list[Judged]:
    """The claims of a file.

    Those without a text are left out; what is supported in part counts as not supported.
    """
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["claim"]:
                sentences = list(_sentences_of(row))
                text = "\n".join(sentences)
                evidence = nearest(row["claim"], sentences)
                pair = Pair(row["claim"], evidence, row["label"] == "supported")
                found.append(Judged(row["set"], text, pair))
    return found


def portion(claims: Sequence[Judged], purpose: str) -> list[Judged]:
    """The claims of some source texts; those of one text all have the same purpose.

    Args:
        claims: all of them.
        purpose: `report`, every second text of a collection; of the others `develop`, every fifth,
            or `train`.
    """
    places: dict[str, dict[str, int]] = {}
    chosen = []
    for claim in claims:
        texts = places.setdefault(claim.source, {})
        place = texts.setdefault(claim.document, len(texts))
        if purpose == ("report" if place % 2 else "train" if place % 10 else "develop"):
            chosen.append(claim)
    return chosen


def nearest(claim: str, sentences: Sequence[str]) -> str:
    """The sentences that share most of the claim's words, in their order, one a line."""
    wanted = set(words(claim))
    rank = sorted(range(len(sentences)), key=lambda n: (-len(wanted & set(words(sentences[n]))), n))
    room = EVIDENCE_CHARACTERS
    kept: list[int] = []
    for n in rank:
        if len(sentences[n]) <= room or not kept:
            kept.append(n)
            room -= len(sentences[n])
    return "\n".join(sentences[n] for n in sorted(kept))


def _sentences_of(row: Mapping[str, Any]) -> Iterator[str]:
    lines: Iterable[str] = row.get("sentences") or row["document"].split("\n")
    for line in lines:
        yield from (line[start:end] for start, end in cut_line(line, 0, len(line)))
