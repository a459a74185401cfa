"""Gold questions → outcomes → measures with 95% intervals.

Every measure but two areas is a mean over questions, so that each has a count and a comparison:

- retrieval: over answerable questions. A passage is relevant if it holds a gold sentence; where a
  question has no gold sentence, `hit@k` asks whether a passage holds an answer.
- answer and citation: over answerable questions that were answered. Abstaining is judged on its
  own, so that a fault shows in the measure that is about it. `exact_match` and `token_f1` are of
  the words that answer, or of the whole answer where they are not known. `answer_cited` leaves out
  questions whose answer is yes or no: no sentence holds it.
- abstaining: `answerable_abstained` and `unanswerable_answered`, the two errors; `aurc`, the area
  under the risk-coverage curve, and `auroc`, whether confidence tells answerable from not.
"""

import resource
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Protocol

from index.corpus import Index
from index.paths import file_name
from index.types import Passage, Span
from qa.english.answers import normalise
from qa.evaluation import measures
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

DEPTHS = (1, 5, 10)


class System(Protocol):
    """What is evaluated: an `Assistant`, or anything that answers from an index."""

    index: Index

    def ask(self, question: str) -> Answer:
        """Answer a question."""


def evaluate(
    assistant: System,
    gold: Iterable[Gold],
    *,
    total: int | None = None,
    about: Mapping[str, str] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Evaluation:
    """Ask every gold question and judge the answers.

    Args:
        assistant: what answers.
        gold: the questions; read once, as a stream.
        total: how many there are, if known.
        about: what to show with the results.
        progress: called with the number of questions done.

    Returns:
        The outcomes; after Ctrl-C those until then, and `complete` is false.
    """
    locator = Locator(assistant.index)
    outcomes: list[Outcome] = []
    interrupted = False
    try:
        for item in gold:
            outcomes.append(judge(item, assistant.ask(item.question), locator, assistant.index))
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
        dict(_scores(gold, answer, places, ranking, relevant, index)),
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


def _scores(
    gold: Gold,
    answer: Answer,
    places: Sequence[Sequence[Span]],
    ranking: Sequence[str],
    relevant: Sequence[str],
    index: Index,
) -> Iterator[tuple[str, float]]:
    """The measures that apply to this question, by name."""
    if gold.answerable:
        yield from _retrieval(gold, answer, ranking, relevant)
        yield "best_evidence", _best(gold, answer, places)
        yield "answerable_abstained", float(answer.abstained)
    else:
        yield "unanswerable_answered", float(not answer.abstained)
    if not answer.abstained:
        yield "quotes_exact", _quotes_exact(answer, index)
        if gold.answerable:
            yield from _answer(gold, answer)
            yield from _citation(gold, answer, places)


def _retrieval(
    gold: Gold, answer: Answer, ranking: Sequence[str], relevant: Sequence[str]
) -> Iterator[tuple[str, float]]:
    if gold.evidence:
        for k in DEPTHS:
            yield f"R@{k}", measures.recall_at(k, ranking, relevant)
        yield "RR@10", measures.reciprocal_rank(10, ranking, relevant)
        yield "nDCG@10", measures.ndcg(10, ranking, relevant)
        return
    texts = [hit.passage.text for hit in answer.hits[: DEPTHS[-1]]]
    found = [measures.holds_answer(text, gold.answers) for text in texts]
    for k in DEPTHS:
        yield f"hit@{k}", max(found[:k], default=0.0)


def _answer(gold: Gold, answer: Answer) -> Iterator[tuple[str, float]]:
    if not gold.answers:
        return
    said = " ".join(claim.text for claim in answer.claims)
    text = answer.best.words if answer.best and answer.best.words else said
    yield "exact_match", measures.exact_match(text, gold.answers)
    yield "token_f1", measures.token_f1(text, gold.answers)
    if not {normalise(given) for given in gold.answers} <= {"yes", "no"}:
        cited = " ".join(source.quote for source in answer.sources)
        yield "answer_cited", measures.holds_answer(cited, gold.answers)


def _citation(
    gold: Gold, answer: Answer, places: Sequence[Sequence[Span]]
) -> Iterator[tuple[str, float]]:
    if not gold.evidence:
        return
    cited = [source.span for source in answer.sources]
    every = [span for alternatives in places for span in alternatives]
    parts = [[span for n in group for span in places[n]] for group in gold.groups]
    yield "citation_recall", measures.citation_recall(cited, parts)
    yield "citation_precision", measures.citation_precision(cited, every)


def _best(gold: Gold, answer: Answer, places: Sequence[Sequence[Span]]) -> float:
    """1 if the best evidence, given as an answer or not, is a gold sentence; else 0.

    Where the gold has no sentence: 1 if it holds an answer.
    """
    if answer.best is None:
        return 0.0
    if not gold.evidence:
        return measures.holds_answer(answer.best.quote, gold.answers)
    every = [span for alternatives in places for span in alternatives]
    return measures.citation_precision([answer.best.span], every)


def _quotes_exact(answer: Answer, index: Index) -> float:
    """1 if every quote is what the index holds at its place, else 0."""
    return float(
        all(
            source.quote == index.document(source.span.doc_id).slice(source.span)
            for source in answer.sources
        )
    )


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
