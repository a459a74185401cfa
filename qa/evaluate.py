"""Gold questions → outcomes → measures with 95% intervals.

Every measure is a mean over questions, so that each has an interval, a count and a comparison:

- retrieval: over answerable questions. A passage is relevant if it holds a gold sentence; where a
  question has no gold sentence, `hit@k` asks whether a passage holds an answer.
- answer and citation: over answerable questions that were answered. Abstaining is judged on its
  own, so that a fault shows in the measure that is about it.
- abstaining: `answerable_abstained` and `unanswerable_answered`, the two errors.
"""

import resource
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from functools import cached_property
from pathlib import PurePath
from typing import Any, Protocol

import numpy as np

from index.corpus import Index
from index.types import Passage, Span
from qa import measures
from qa.gold import Gold, Locator
from qa.measures import Values
from qa.types import Answer

DEPTHS = (1, 5, 10)
LOWER_IS_BETTER = frozenset({"answerable_abstained", "unanswerable_answered", "aurc"})
STAGES = ("search", "read", "write", "check")


class Asked(Protocol):
    """What is evaluated: an `Assistant`, or anything that answers from an index."""

    index: Index

    def ask(self, question: str) -> Answer:
        """Answer a question."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one gold question went.

    Attributes:
        id: of the question.
        groups: name of a grouping → the group that the question is in.
        answerable: as the gold has it.
        answered: whether the assistant gave claims.
        confidence: as in `Answer`.
        scores: measure → value in [0, 1]; only those that apply to this question.
        seconds: stage → time.
        ranking: ids of the passages found, best first.
        relevant: ids of the passages that hold a gold sentence.
    """

    id: str
    groups: Mapping[str, str]
    answerable: bool
    answered: bool
    confidence: float
    scores: Mapping[str, float]
    seconds: Mapping[str, float] = field(default_factory=dict)
    ranking: tuple[str, ...] = ()
    relevant: tuple[str, ...] = ()

    @property
    def wrong(self) -> bool:
        """Whether the best evidence is not what the gold has: an answer with it is wrong."""
        return not self.answerable or self.scores.get("best_evidence", 1.0) < 1.0


@dataclass(frozen=True, slots=True)
class Measure:
    """A mean over questions.

    Attributes:
        name: as in the tables.
        value: the mean; NaN if no question counts.
        low: lower end of its 95% interval.
        high: upper end of it.
        count: how many questions it is over.
    """

    name: str
    value: float
    low: float
    high: float
    count: int


@dataclass(frozen=True)
class Evaluation:
    """The outcomes of a run; all ratios are derived from them.

    Attributes:
        outcomes: in the order of the gold.
        asked_for: how many questions the gold holds; more than outcomes if it was interrupted.
        about: what was evaluated on what: shown with the results.
        peak_memory: of the process, in bytes.
    """

    outcomes: tuple[Outcome, ...]
    asked_for: int
    about: Mapping[str, str] = field(default_factory=dict)
    peak_memory: int = 0

    @property
    def complete(self) -> bool:
        """Whether every question was asked."""
        return len(self.outcomes) == self.asked_for

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """Every measure by name, those without a question left out."""
        return dict(_measures(self.outcomes))

    def by_group(self) -> dict[str, dict[str, dict[str, Measure]]]:
        """Grouping → group → measures over its questions."""
        found: dict[str, dict[str, list[Outcome]]] = {}
        for outcome in self.outcomes:
            for grouping, group in outcome.groups.items():
                found.setdefault(grouping, {}).setdefault(group, []).append(outcome)
        return {
            grouping: {group: dict(_measures(part)) for group, part in sorted(groups.items())}
            for grouping, groups in found.items()
        }

    def risk_coverage(self) -> tuple[Values, Values]:
        """Share answered and share wrong of those, as the threshold falls."""
        return measures.risk_coverage(_confidence(self.outcomes), _wrong(self.outcomes))

    def threshold_for(self, error: float) -> float:
        """Lowest threshold at which at most `error` of the unanswerable would be answered."""
        return measures.threshold_for(error, _confidence(self.outcomes), _answerable(self.outcomes))

    def missed_at(self, threshold: float) -> float:
        """Share of the answerable that would be abstained on at a threshold; NaN if none is."""
        chosen = _confidence(self.outcomes)[_answerable(self.outcomes)]
        return float((chosen < threshold).mean()) if len(chosen) else float("nan")

    def seconds(self) -> dict[str, tuple[float, float]]:
        """Stage, and `total` → median and 95th percentile in seconds."""
        times = {stage: [o.seconds.get(stage, 0.0) for o in self.outcomes] for stage in STAGES}
        times["total"] = [sum(o.seconds.values()) for o in self.outcomes]
        return {
            stage: (float(np.median(taken)), float(np.percentile(taken, 95)))
            for stage, taken in times.items()
            if taken
        }

    def to_dict(self) -> dict[str, Any]:
        """For JSON: the measures for readers, the outcomes to compare with later."""
        return {
            "about": dict(self.about),
            "asked_for": self.asked_for,
            "complete": self.complete,
            "peak_memory": self.peak_memory,
            "measures": {name: asdict(measure) for name, measure in self.measures.items()},
            "seconds": self.seconds(),
            "outcomes": [asdict(outcome) for outcome in self.outcomes],
        }

    @classmethod
    def from_dict(cls, value: Mapping[str, Any]) -> "Evaluation":
        """What `to_dict` gave.

        Raises:
            ValueError: if it is something else.
        """
        try:
            names = {f.name for f in fields(Outcome)}
            outcomes = []
            for row in value["outcomes"]:
                row = {name: row[name] for name in names}
                row["ranking"], row["relevant"] = tuple(row["ranking"]), tuple(row["relevant"])
                outcomes.append(Outcome(**row))
            about, memory = value["about"], value["peak_memory"]
            return cls(tuple(outcomes), value["asked_for"], about, memory)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("this is not the result of an evaluation") from error

    def trec_run(self) -> Iterator[str]:
        """The rankings as lines of a TREC run file."""
        for outcome in self.outcomes:
            for rank, passage in enumerate(outcome.ranking, start=1):
                yield f"{outcome.id} Q0 {passage} {rank} {1 / rank:.6f} pincite"

    def trec_qrels(self) -> Iterator[str]:
        """The relevant passages as lines of a TREC qrels file."""
        for outcome in self.outcomes:
            for passage in outcome.relevant:
                yield f"{outcome.id} 0 {passage} 1"


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure in two runs over the same questions; `low` and `high` are of the difference."""

    name: str
    before: float
    after: float
    low: float
    high: float
    count: int


def evaluate(
    assistant: Asked,
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
    scores: dict[str, float] = {}
    if gold.answerable:
        scores |= _retrieval(gold, answer, ranking, relevant)
        if gold.evidence:
            scores["best_evidence"] = _best(answer, places)
        scores["answerable_abstained"] = float(answer.abstained)
        if not answer.abstained:
            scores |= _answer(gold, answer) | _citation(gold, answer, places)
    else:
        scores["unanswerable_answered"] = float(not answer.abstained)
    if not answer.abstained:
        scores["quotes_exact"] = _quotes_exact(answer, index)
    groups = {
        name: value
        for name, value in (
            ("type", gold.type),
            ("format", ", ".join(sorted({_suffix(e.document) for e in gold.evidence}))),
            ("parts", ("", "one", "several")[min(len(gold.groups), 2)]),
        )
        if value
    }
    return Outcome(
        gold.id,
        groups,
        gold.answerable,
        not answer.abstained,
        answer.confidence,
        scores,
        dict(answer.seconds),
        ranking,
        relevant,
    )


def compare(before: Evaluation, after: Evaluation) -> list[Difference]:
    """Measures of two runs over the questions that count in both, with paired intervals."""
    earlier = {outcome.id: outcome for outcome in before.outcomes}
    found = []
    for name in after.measures:
        pairs = [
            (earlier[outcome.id].scores[name], outcome.scores[name])
            for outcome in after.outcomes
            if name in outcome.scores
            and name in earlier.get(outcome.id, outcome).scores
            and outcome.id in earlier
        ]
        if pairs:
            old, new = np.array(pairs, np.float64).T
            _, low, high = measures.paired_bootstrap(old, new)
            found.append(
                Difference(name, float(old.mean()), float(new.mean()), low, high, len(pairs))
            )
    return found


def passage_id(passage: Passage) -> str:
    """A name for a passage that stays the same from run to run."""
    return f"{passage.span.doc_id}:{passage.span.start}-{passage.span.end}"


def _relevant(places: Sequence[Sequence[Span]], index: Index) -> Iterator[str]:
    for span in (span for alternatives in places for span in alternatives):
        for passage in index.passages(span.doc_id):
            if any(measures.same_sentence(sentence.span, span) for sentence in passage.sentences):
                yield passage_id(passage)


def _retrieval(
    gold: Gold, answer: Answer, ranking: Sequence[str], relevant: Sequence[str]
) -> dict[str, float]:
    if relevant:
        return {
            **{f"R@{k}": measures.recall_at(k, ranking, relevant) for k in DEPTHS},
            "RR@10": measures.reciprocal_rank(10, ranking, relevant),
            "nDCG@10": measures.ndcg(10, ranking, relevant),
        }
    texts = [hit.passage.text for hit in answer.hits]
    return {
        f"hit@{k}": max((measures.holds_answer(t, gold.answers) for t in texts[:k]), default=0.0)
        for k in DEPTHS
    }


def _answer(gold: Gold, answer: Answer) -> dict[str, float]:
    if not gold.answers:
        return {}
    text = " ".join(claim.text for claim in answer.claims)
    cited = " ".join(source.quote for source in answer.sources)
    return {
        "exact_match": measures.exact_match(text, gold.answers),
        "token_f1": measures.token_f1(text, gold.answers),
        "answer_cited": measures.holds_answer(cited, gold.answers),
    }


def _citation(gold: Gold, answer: Answer, places: Sequence[Sequence[Span]]) -> dict[str, float]:
    if not gold.evidence:
        return {}
    cited = [source.span for source in answer.sources]
    every = [span for alternatives in places for span in alternatives]
    parts = [[span for n in group for span in places[n]] for group in gold.groups]
    return {
        "citation_precision": measures.citation_precision(cited, every),
        "citation_recall": measures.citation_recall(cited, parts),
    }


def _best(answer: Answer, places: Sequence[Sequence[Span]]) -> float:
    """1 if the best evidence, given as an answer or not, is a gold sentence; else 0."""
    best = [answer.best] if answer.best else []
    return measures.citation_precision(best, [span for spans in places for span in spans])


def _quotes_exact(answer: Answer, index: Index) -> float:
    """1 if every quote is what the index holds at its place, else 0."""
    return float(
        all(
            source.quote == index.document(source.span.doc_id).slice(source.span)
            for source in answer.sources
        )
    )


def _measures(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, Measure]]:
    names = dict.fromkeys(name for outcome in outcomes for name in outcome.scores)
    for name in sorted(names, key=_place):
        values = np.array([o.scores[name] for o in outcomes if name in o.scores], np.float64)
        low, high = measures.bootstrap(values)
        yield name, Measure(name, float(values.mean()), low, high, len(values))
    confidence, answerable = _confidence(outcomes), _answerable(outcomes)
    for name, value in (
        ("aurc", measures.area_under_risk_coverage(confidence, _wrong(outcomes))),
        ("auroc", measures.area_under_roc(confidence, answerable)),
    ):
        if not np.isnan(value):
            yield name, Measure(name, value, float("nan"), float("nan"), len(outcomes))


_ORDER = (
    *("R@1", "R@5", "R@10", "RR@10", "nDCG@10", "hit@1", "hit@5", "hit@10"),
    *("exact_match", "token_f1", "answer_cited"),
    *("citation_precision", "citation_recall", "best_evidence", "quotes_exact"),
    *("answerable_abstained", "unanswerable_answered"),
)


def _place(name: str) -> int:
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


def _confidence(outcomes: Sequence[Outcome]) -> Values:
    return np.array([outcome.confidence for outcome in outcomes], np.float64)


def _answerable(outcomes: Sequence[Outcome]) -> Any:
    return np.array([outcome.answerable for outcome in outcomes], np.bool_)


def _wrong(outcomes: Sequence[Outcome]) -> Values:
    return np.array([outcome.wrong for outcome in outcomes], np.float64)


def _suffix(document: str) -> str:
    return PurePath(document.partition("#")[0]).suffix.lstrip(".") or "none"


def _peak_memory() -> int:
    """Of this process so far, in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
