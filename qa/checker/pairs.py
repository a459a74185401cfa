"""Claims with evidence that supports them or does not, for training the checker.

From three sources: claims written for the purpose (`written/`), claims that people judged
(`{"claim", "document" or "sentences", "label"}`), and the paragraphs of the reader's training
files. Of these, claims are made from sentences (words replaced by others of the same meaning, parts
left out, moved or written otherwise, two joined) and from questions with their answers; and false
ones from those, by another number, name or word, a negation, another answer, or evidence that says
something else.
"""

import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from index.lexical import words
from index.split import cut_line
from qa.checker.rewording import joined, reworded
from qa.checker.wordnet import WordNet
from qa.facts import FUNCTION_WORDS
from qa.reader.examples import Paragraph, Question, read

EVIDENCE_CHARACTERS = 1_100
"""Of a longer document, the sentences that share most words with the claim."""

WRITTEN = Path(__file__).parent / "written"

_WORD = re.compile(r"[A-Za-z]{3,}")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*\b")
_NUMBER = re.compile(r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\w-])")
_AUXILIARY = re.compile(
    r"\b(is|are|was|were|has|have|had|will|would|can|could|should|may|might|did|does|do)\b"
)
_NEGATED = re.compile(rf"{_AUXILIARY.pattern} (?:not|never) ")
_SUBJECT = re.compile(
    r"^(?:who|what|which(?: \w+){1,2}|what (?!did|does|do|is|are|was|were|has|have|had|can|will)\w+"
    r"|how many \w+)\s+(?!did\b|does\b|do\b|has\b|have\b|had\b|can\b|will\b|would\b|could\b)(?=\w)",
    re.IGNORECASE,
)
_PART = re.compile(r"(?:, [^,;()]{8,120}(?=,)|\s*\([^()]{1,120}\)|^[^,;]{4,60}, (?=[A-Zt]))")


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim, the sentences it is to rest on, and whether they support it."""

    claim: str
    evidence: str
    supported: bool


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


def written(part: int, parts: int = 10) -> list[Pair]:
    """The pairs written for the purpose: those of every tenth text (part 0), or the others (1)."""
    found = []
    for path in sorted(WRITTEN.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for n, row in enumerate(map(json.loads, lines)):
                if (n % parts > 0) == (part > 0):
                    evidence = "\n".join(row["evidence"])
                    found += [Pair(claim, evidence, True) for claim in row["true"]]
                    found += [Pair(claim, evidence, False) for claim in row["false"]]
    return found


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


def half(claims: Sequence[Judged], number: int) -> list[Judged]:
    """The claims on every second source text of their collection; to train on: 0, to measure: 1."""
    places: dict[str, dict[str, int]] = {}
    chosen = []
    for claim in claims:
        texts = places.setdefault(claim.source, {})
        if texts.setdefault(claim.document, len(texts)) % 2 == number:
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


class Made:
    """Pairs made from the reader's training files."""

    def __init__(self, paths: Sequence[Path], wordnet: WordNet, seed: int) -> None:
        """Read the files."""
        self.paragraphs, self.questions = read(paths)
        self._wordnet = wordnet
        self._seed = seed
        self._answers: dict[int, list[Question]] = {}
        for question in self.questions:
            self._answers.setdefault(question.paragraph, []).append(question)

    def epoch(self, number: int) -> Iterator[Pair]:
        """Two pairs of each question, one supported and one not; other ones in every epoch."""
        generator = random.Random(self._seed * 1000 + number)
        for question in self.questions:
            paragraph = self.paragraphs[question.paragraph]
            place = question.answers[0]
            sentence = next(s for s in paragraph.sentences if place[0] < s[1])
            evidence = _around(paragraph, sentence, generator)
            if generator.random() < 0.5:
                yield from self._of_question(question, paragraph, evidence, generator)
            else:
                yield from self._of_sentence(paragraph, sentence, evidence, generator)

    def _of_question(
        self, question: Question, paragraph: Paragraph, evidence: str, generator: random.Random
    ) -> Iterator[Pair]:
        """What the question and its answer say, and the same with the answer of another one."""
        answer = paragraph.text[slice(*generator.choice(question.answers))]
        said = _said(question.text, answer, generator)
        true = Pair(self._reworded(said, generator, 0.15), evidence, True)
        yield true
        others = [
            other
            for q in self._answers[question.paragraph]
            for other in (paragraph.text[slice(*q.answers[0])],)
            if q is not question and not _overlap(other, answer)
        ]
        alike = [o for o in others if _kind(o) == _kind(answer)] or others
        if alike and generator.random() < 0.6:
            false = _said(question.text, generator.choice(alike), generator)
            yield Pair(self._reworded(false, generator, 0.15), evidence, False)
        else:
            yield from self._falsified(true, paragraph, generator)

    def _of_sentence(
        self,
        paragraph: Paragraph,
        sentence: tuple[int, int],
        evidence: str,
        generator: random.Random,
    ) -> Iterator[Pair]:
        """A sentence reworded, and what it does not say."""
        text = paragraph.text[slice(*sentence)]
        if generator.random() < 0.5:
            text = _PART.sub("", text, count=1).strip() or text
        others = [line for line in evidence.split("\n") if line not in text and len(line) < 200]
        if others and generator.random() < 0.3:
            text = joined(text, generator.choice(others), generator)
        elif generator.random() < 0.7:
            text = reworded(text, generator)
        share = generator.choice((0.0, 0.15, 0.3))
        true = Pair(self._reworded(text, generator, share), evidence, True)
        yield true
        yield from self._falsified(true, paragraph, generator)

    def _falsified(
        self, pair: Pair, paragraph: Paragraph, generator: random.Random
    ) -> Iterator[Pair]:
        """The pair with one thing changed so that the evidence supports it no more."""
        ways = [self._with_another_word, self._with_another_number, self._with_another_name]
        ways += [self._negated, self._with_other_evidence]
        generator.shuffle(ways)
        for way in ways:
            changed = way(pair, paragraph, generator)
            if changed and changed != pair:
                yield changed
                return

    def _with_another_word(
        self, pair: Pair, paragraph: Paragraph, generator: random.Random
    ) -> Pair | None:
        known = set(words(pair.evidence))
        places = list(_WORD.finditer(pair.claim))
        generator.shuffle(places)
        for opposite in (True, False):
            for match in places:
                if not _may_change(match.group()):
                    continue
                find = self._wordnet.opposite if opposite else self._wordnet.other
                others = sorted(o for o in find(match.group()) if not known & set(words(o)))
                if others:
                    return _put(pair, match, generator.choice(others))
            if generator.random() < 0.2:
                break
        return None

    def _with_another_number(
        self, pair: Pair, paragraph: Paragraph, generator: random.Random
    ) -> Pair | None:
        places = list(_NUMBER.finditer(pair.claim))
        if not places:
            return None
        match = generator.choice(places)
        others = [m.group() for m in _NUMBER.finditer(paragraph.text) if m.group() != match.group()]
        if others and generator.random() < 0.5:
            return _put(pair, match, generator.choice(others))
        digits = list(match.group())
        n = generator.choice([k for k, d in enumerate(digits) if d.isdigit()])
        digits[n] = generator.choice([d for d in "123456789" if d != digits[n]])
        return _put(pair, match, "".join(digits))

    def _with_another_name(
        self, pair: Pair, paragraph: Paragraph, generator: random.Random
    ) -> Pair | None:
        places = list(_NAME.finditer(pair.claim))
        if not places:
            return None
        match = generator.choice(places)
        text = paragraph.text
        if generator.random() < 0.3:
            text = generator.choice(self.paragraphs).text
        others = [m.group() for m in _NAME.finditer(text) if not _overlap(m.group(), match.group())]
        return _put(pair, match, generator.choice(others)) if others else None

    def _negated(self, pair: Pair, paragraph: Paragraph, generator: random.Random) -> Pair | None:
        match = _NEGATED.search(pair.claim)
        if match:
            return _put(pair, match, f"{match[1]} ")
        places = list(_AUXILIARY.finditer(pair.claim))
        if not places or generator.random() < 0.5:
            return None
        match = generator.choice(places)
        return _put(pair, match, f"{match[1]} {generator.choice(('not', 'never', 'no longer'))}")

    def _with_other_evidence(
        self, pair: Pair, paragraph: Paragraph, generator: random.Random
    ) -> Pair | None:
        mine = set(words(pair.claim))
        left = [
            text
            for a, b in paragraph.sentences
            for text in (paragraph.text[a:b],)
            if text not in pair.evidence and len(mine & set(words(text))) < 0.6 * len(mine)
        ]
        if not left:
            return None
        return replace(pair, evidence="\n".join(left[-3:]), supported=False)

    def _reworded(self, text: str, generator: random.Random, share: float) -> str:
        """The text with some words replaced by others of the same meaning."""

        def other(match: re.Match[str]) -> str:
            word = match.group()
            if not _may_change(word) or generator.random() >= share:
                return word
            return generator.choice(sorted(self._wordnet.same(word)) or [word])

        return _WORD.sub(other, text)


def _around(paragraph: Paragraph, sentence: tuple[int, int], generator: random.Random) -> str:
    """The sentence, often with up to three more of the paragraph, one a line."""
    places = paragraph.sentences
    n = places.index(sentence)
    first = n - generator.choice((0, 0, 0, 1, 2))
    last = n + generator.choice((0, 0, 0, 1, 2))
    return "\n".join(paragraph.text[a:b] for a, b in places[max(first, 0) : last + 1])


def _said(question: str, answer: str, generator: random.Random) -> str:
    """Question and answer as a statement; where that takes grammar, one after the other."""
    asked = question.strip().rstrip("?").strip()
    statement, count = _SUBJECT.subn(lambda _: answer + " ", asked)
    if count and generator.random() < 0.9:
        return statement[:1].upper() + statement[1:] + "."
    return f"{asked}: {answer}."


def _may_change(word: str) -> bool:
    return word.islower() and word not in FUNCTION_WORDS


def _kind(answer: str) -> int:
    return 2 if any(c.isdigit() for c in answer) else int(answer[:1].isupper())


def _overlap(one: str, other: str) -> bool:
    return bool(set(words(one)) & set(words(other)))


def _put(pair: Pair, match: re.Match[str], text: str) -> Pair:
    """The pair with something else in the place of a match, which is then not supported."""
    claim = pair.claim[: match.start()] + text + pair.claim[match.end() :]
    return replace(pair, claim=claim, supported=False)
