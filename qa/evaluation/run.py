"""Gold questions → outcomes → measures with 95% intervals.

The measures are in `catalogue.py`.
"""

import datetime
import resource
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Protocol

from index.corpus import Index
from index.paths import file_name
from index.types import EVERYWHERE, Passage, Scope, Span
from qa.evaluation import measures
from qa.evaluation.catalogue import Observation, scores
from qa.evaluation.compare import Difference, compare
from qa.evaluation.gold import Gold, Locator
from qa.evaluation.results import Evaluation, Measure, Outcome, Quote
from qa.types import Answer

__all__ = [
    "Difference",
    "Evaluation",
    "Measure",
    "Outcome",
    "System",
    "compare",
    "evaluate",
    "judge",
    "passage_id",
]


class System(Protocol):
    """What is evaluated: an `Assistant`, or anything that answers from an index."""

    index: Index

    def ask(
        self, question: str, *, scope: Scope = EVERYWHERE, as_of: datetime.date | None = None
    ) -> Answer:
        """Answer a question from the documents of a scope, as of a day."""


def evaluate(
    assistant: System,
    gold: Iterable[Gold],
    *,
    total: int | None = None,
    about: Mapping[str, str] | None = None,
    progress: Callable[[int], None] | None = None,
    scope: Scope = EVERYWHERE,
    as_of: datetime.date | None = None,
) -> Evaluation:
    """Ask every gold question and judge the answers.

    Args:
        assistant: what answers.
        gold: the questions; read once, as a stream.
        total: how many there are, if known.
        about: what to show with the results.
        progress: called with the number of questions done.
        scope: which documents to look in. A question whose evidence lies outside of it has
            evidence all the same: that it is not found then counts.
        as_of: the day that the questions are asked on; by default the day it is.

    Returns:
        The outcomes; after Ctrl-C those until then, and `complete` is false.
    """
    locator = Locator(assistant.index)
    outcomes: list[Outcome] = []
    interrupted = False
    try:
        for item in gold:
            answer = assistant.ask(item.question, scope=scope, as_of=as_of)
            outcomes.append(judge(item, answer, locator, assistant.index))
            if progress:
                progress(len(outcomes))
    except KeyboardInterrupt:
        interrupted = True
    count = len(outcomes) + interrupted if total is None else total
    return Evaluation(tuple(outcomes), count, about or {}, _peak_memory())


def judge(gold: Gold, answer: Answer, locator: Locator, index: Index) -> Outcome:
    """The outcome of one question."""
    places = [locator.spans(evidence) for evidence in gold.evidence]
    ranking = tuple(passage_id(hit.passage) for hit in answer.hits)
    relevant = tuple(dict.fromkeys(_relevant(places, index)))
    return Outcome(
        gold.id,
        _groups(gold),
        gold.answerable,
        not answer.abstained,
        answer.confidence,
        dict(scores(Observation(gold, answer, places, ranking, relevant, index))),
        dict(answer.seconds),
        ranking,
        relevant,
        gold.question,
        tuple(claim.text for claim in answer.claims),
        tuple(Quote(file_name(s.document.source), s.quote) for s in answer.sources),
        gold.answers,
        tuple(Quote(evidence.document, evidence.sentence) for evidence in gold.evidence),
    )


def passage_id(passage: Passage) -> str:
    """A name for a passage that stays the same from run to run."""
    return f"{passage.span.doc_id}:{passage.span.start}-{passage.span.end}"


def _relevant(places: Sequence[Sequence[Span]], index: Index) -> Iterator[str]:
    for span in (span for alternatives in places for span in alternatives):
        for passage in index.passages(span.doc_id):
            if any(measures.same_sentence(sentence.span, span) for sentence in passage.sentences):
                yield passage_id(passage)


def _groups(gold: Gold) -> dict[str, tuple[str, ...]]:
    """Grouping → groups of a question; those that it has no group in left out."""
    groups = {
        "type": (gold.type,) if gold.type else (),
        "format": tuple(sorted({_suffix(evidence.document) for evidence in gold.evidence})),
        "sentences": (("one", "several")[len(gold.groups) > 1],) if gold.groups else (),
    }
    return {name: found for name, found in groups.items() if found}


def _suffix(document: str) -> str:
    return PurePath(document.partition("#")[0]).suffix.lstrip(".") or "none"


def _peak_memory() -> int:
    """Of this process so far, in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
