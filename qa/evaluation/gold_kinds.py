"""What a right answer has beside its sentences: parts, items of a list, a verdict.

Optional fields of a gold question. `parts`: objects with `about`, words that tell a part of the
question from the others, and `evidence`, indexes into the question's `evidence`; empty where no
document answers it, so that it must be named. `items`: what a list must name, each a string, or a
list of ways to write one thing. `verdict`: `yes`, `no`, `disagree` or `undecided`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from index.text.words import words
from index.types import Span
from qa.evaluation.measures import same_sentence
from qa.types import Answer, Citation, Verdict

VERDICTS = {
    "yes": Verdict.YES,
    "no": Verdict.NO,
    "disagree": Verdict.DISAGREE,
    "undecided": Verdict.UNDECIDED,
}
"""How a verdict is written in a gold file → the verdict."""


@dataclass(frozen=True, slots=True)
class GoldPart:
    """A part of a question.

    Attributes:
        about: words that this part has and the others do not.
        evidence: indexes of the evidence that answers it; none where no document does.
    """

    about: str
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GoldKinds:
    """See the top of this file; empty for a question that asks for one fact.

    Attributes:
        parts: in the order of the question.
        items: the ways to write each.
        verdict: None where the question is not yes/no.
    """

    parts: tuple[GoldPart, ...] = ()
    items: tuple[tuple[str, ...], ...] = ()
    verdict: Verdict | None = None

    @property
    def texts(self) -> Iterator[str]:
        """Every string of it."""
        yield from (part.about for part in self.parts)
        yield from (way for item in self.items for way in item)


ONE_FACT = GoldKinds()
"""Of a question that asks for one fact."""


def kinds_of(row: Mapping[str, Any], count: int) -> GoldKinds:
    """The kinds of a line of a gold file.

    Args:
        row: the line.
        count: of its evidence.

    Raises:
        ValueError: if a field is something else; the message says which.
    """
    verdict = row.get("verdict")
    if verdict is not None and (not isinstance(verdict, str) or verdict not in VERDICTS):
        raise ValueError(f"`verdict` is one of {', '.join(VERDICTS)}")
    parts, items = row.get("parts") or [], row.get("items") or []
    if not isinstance(parts, list) or not isinstance(items, list):
        raise ValueError("`parts` and `items` are lists")
    return GoldKinds(
        tuple(_part(part, count) for part in parts),
        tuple(map(_item, items)),
        VERDICTS[verdict] if verdict else None,
    )


def _part(value: object, count: int) -> GoldPart:
    about = value.get("about") if isinstance(value, dict) else None
    evidence = value.get("evidence") if isinstance(value, dict) else None
    if not isinstance(about, str) or not _says_something(about) or not isinstance(evidence, list):
        raise ValueError("`parts` holds objects with `about` and `evidence`")
    # not isinstance(): true would be 1
    if not all(type(n) is int and 0 <= n < count for n in evidence):
        raise ValueError(f"`parts` names evidence that is not there ({count} given)")
    return GoldPart(about, tuple(evidence))


def _item(value: object) -> tuple[str, ...]:
    ways = [value] if isinstance(value, str) else value
    if not isinstance(ways, list) or not ways or not all(isinstance(w, str) for w in ways):
        raise ValueError("`items` holds strings, or lists of ways to write one thing")
    if not all(map(_says_something, ways)):
        raise ValueError("`items` holds one without a word")
    return tuple(ways)


def _says_something(text: str) -> bool:
    return any(map(str.isalnum, text))


# How they are judged


def parts_right(kinds: GoldKinds, answer: Answer, places: Sequence[Sequence[Span]]) -> float:
    """Share of the parts that are answered by their evidence, or named where nothing answers.

    Args:
        kinds: of the question.
        answer: to it.
        places: of each piece of gold evidence the sentences that it may be.
    """
    right = sum(_is_right(part, answer, places) for part in kinds.parts)
    return right / len(kinds.parts)


def _is_right(part: GoldPart, answer: Answer, places: Sequence[Sequence[Span]]) -> bool:
    named = answer.abstained or any(_is_about(part, text) for text in answer.missing)
    if not part.evidence or named:
        return named and not part.evidence
    own = [one for one in answer.parts if _is_about(part, one.about)]
    told = {place for one in own for place in one.claims}
    claims = [claim for n, claim in enumerate(answer.claims) if not own or n in told]
    cited: list[Citation] = [citation for claim in claims for citation in claim.citations]
    spans = [span for n in part.evidence for span in places[n]]
    return any(same_sentence(one.span, span) for one in cited for span in spans)


def _is_about(part: GoldPart, text: str) -> bool:
    return set(words(part.about)) <= set(words(text))


def items_right(kinds: GoldKinds, answer: Answer) -> float:
    """Share of the items given that the gold has; 0 where none is given."""
    given = [item.text for item in answer.items]
    right = sum(any(_is_item(text, item) for item in kinds.items) for text in given)
    return right / len(given) if given else 0.0


def items_found(kinds: GoldKinds, answer: Answer) -> float:
    """Share of the gold's items that are given."""
    given = [item.text for item in answer.items]
    return sum(any(_is_item(t, item) for t in given) for item in kinds.items) / len(kinds.items)


def _is_item(text: str, item: Sequence[str]) -> bool:
    said = set(words(text))
    return any(set(words(way)) <= said for way in item)


def verdict_right(kinds: GoldKinds, answer: Answer) -> float:
    """1 if the verdict is the gold's; who abstains does not decide."""
    return float(_given(answer) is kinds.verdict)


def verdict_wrong(kinds: GoldKinds, answer: Answer) -> float:
    """1 if a verdict is given, and it is another one than the gold's."""
    given = _given(answer)
    return float(given not in (Verdict.UNDECIDED, kinds.verdict))


def _given(answer: Answer) -> Verdict:
    return answer.verdict or Verdict.UNDECIDED
