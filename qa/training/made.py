"""Pairs made from the paragraphs of the reader's training files, for training the checker.

Claims are made from sentences (words replaced by others of the same meaning, parts left out, moved
or written otherwise, two joined) and from questions with their answers; and false ones from those,
by another number, name or word, a negation, another answer, or evidence that says something else.
"""

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.text.words import words
from qa.english.vocabulary import FUNCTION_WORDS
from qa.training.examples import Paragraph, Question, read
from qa.training.pairs import Pair
from qa.training.rewording import joined, reworded
from qa.training.wordnet import WordNet

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
        return Pair(pair.claim, "\n".join(left[-3:]), False)

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
    start = match.start()
    claim = pair.claim[:start] + text + pair.claim[match.end() :]
    return Pair(claim, pair.evidence, False, ((start, start + len(text)),))
