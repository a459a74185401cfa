"""Words that tell what is asked for from what is taken for it, over questions of public data.

    python -m tests.bench.asked_for ../shared/data

No network is asked: the sentence that answers is known, and of a question without an answer the
one that shares most words with it stands for what looks like one. Prints, for each group of
`qa/english/mistaken.py`, in how many questions one of it is asked for, and the share of the
answering sentences, and of the others, that name others of the group only; and, for
`qa/evidence/bound_values.py`, how often the right figure is left, and what is given where another
figure of its sentence was taken. The groups were chosen by these figures.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from index.text.words import words
from qa.english.mistaken import GROUPS, told_apart
from qa.english.values import VALUE
from qa.english.vocabulary import FUNCTION_STEMS
from qa.evidence.bound_values import bound_value
from qa.training.public import rows

FILES = ("train_squad", "train_newwiki", "train_reddit", "train_amazon", "train_near", "dev_squad2")

_BETWEEN = re.compile(r"(?<=[.!?])[\"”)]?\s+(?=[A-Z\"“(\d])")

Place = tuple[int, int]


def questions(data: Path) -> Iterator[tuple[str, str, Place | None]]:
    """Question, sentence, and where in it the answer stands; None where it is none."""
    for file in FILES:
        for row in rows(data / "reading" / f"{file}.jsonl.gz"):
            sentences = list(_sentences(row["context"]))
            for asked in row["questions"]:
                found = _answered(asked, sentences)
                if found:
                    yield (asked["question"], *found)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for match in _BETWEEN.finditer(text):
        yield start, text[start : match.start()]
        start = match.end()
    yield start, text[start:]


def _answered(
    asked: Mapping[str, object], sentences: list[tuple[int, str]]
) -> tuple[str, Place | None] | None:
    answers = asked["answers"]
    assert isinstance(answers, list)
    if answers:
        said, start = answers[0]
        return next(
            (
                (text, (start - at, start - at + len(said)))
                for at, text in sentences
                if at <= start < at + len(text)
            ),
            None,
        )
    about = set(words(str(asked["question"]))) - FUNCTION_STEMS
    return max((text for _, text in sentences), key=lambda t: len(about & set(words(t)))), None


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path, help="folder of the public data")
    counts: list[Counter[str]] = [Counter() for _ in GROUPS]
    values: Counter[str] = Counter()
    for question, sentence, answer in questions(parser.parse_args().data):
        for group, count in zip(GROUPS, counts, strict=True):
            if sum(bool(pattern.search(question)) for pattern in group.patterns) == 1:
                kind = "answers" if answer else "others"
                count[kind] += 1
                count[f"{kind} told"] += told_apart(group, question, sentence)
        if answer and any(map(str.isdigit, sentence[slice(*answer)])):
            _count_values(values, question, sentence, answer)
    for group, count in zip(GROUPS, counts, strict=True):
        shares = [
            f"{count[f'{k} told'] / max(1, count[k]):.3f} of {count[k]}"
            for k in ("answers", "others")
        ]
        print(
            f"{group.patterns[0].pattern[:40]:42} answers {shares[0]:>14}, others {shares[1]:>14}"
        )
    print(dict(values))


def _count_values(counts: "Counter[str]", question: str, sentence: str, answer: Place) -> None:
    right = sentence[slice(*answer)]

    def kind(place: Place | None) -> str:
        said = sentence[slice(*place)] if place else ""
        return "none" if not said else "right" if said in right or right in said else "wrong"

    counts[f"right taken: {kind(bound_value(question, sentence, answer))}"] += 1
    for match in VALUE.finditer(sentence):
        other = match.span()
        if other[0] >= answer[1] or other[1] <= answer[0]:
            given = bound_value(question, sentence, other)
            counts[f"another taken: {'left' if given == other else kind(given)}"] += 1


if __name__ == "__main__":
    main()
