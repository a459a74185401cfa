"""What an evaluation found: an outcome for each question, and every ratio derived from them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from functools import cached_property
from math import isfinite
from typing import Any
from urllib.parse import quote

import numpy as np

from qa.evaluation import measures
from qa.evaluation.catalogue import CATALOGUE
from qa.evaluation.measures import Truths, Values

STAGES = ("search", "read", "write", "check")

_ORDER = tuple(measure.name for measure in CATALOGUE)


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence, and the file that it stands in."""

    document: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one gold question went.

    Attributes:
        id: of the question.
        groups: name of a grouping → the groups that the question is in.
        answerable: as the gold has it.
        answered: whether the assistant gave claims.
        confidence: as in `Answer`.
        scores: measure → value in [0, 1]; only those that apply to this question.
        seconds: stage → time.
        ranking: ids of the passages found, best first.
        relevant: ids of the passages that hold a gold sentence.
        question: as it was asked.
        claims: what was answered.
        cited: the sentences cited.
        answers: the gold answers.
        expected: the gold sentences.
    """

    id: str
    groups: Mapping[str, tuple[str, ...]]
    answerable: bool
    answered: bool
    confidence: float
    scores: Mapping[str, float]
    seconds: Mapping[str, float] = field(default_factory=dict)
    ranking: tuple[str, ...] = ()
    relevant: tuple[str, ...] = ()
    question: str = ""
    claims: tuple[str, ...] = ()
    cited: tuple[Quote, ...] = ()
    answers: tuple[str, ...] = ()
    expected: tuple[Quote, ...] = ()

    @property
    def wrong(self) -> bool:
        """Whether the best evidence is not what the gold has: an answer with it is wrong."""
        return not self.answerable or self.scores.get("best_evidence", 1.0) < 1.0

    @property
    def miscited(self) -> bool:
        """Whether it was answered, and a sentence that is not gold was cited for it.

        Where the gold has no sentence: whether no cited sentence holds the answer.
        """
        right = self.scores.get("citation_precision", self.scores.get("answer_cited", 1.0))
        return self.answerable and self.answered and right < 1.0


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure over questions.

    Attributes:
        name: as in the tables.
        value: the mean, or the area for `aurc` and `auroc`.
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
        return _means(self.outcomes) | _areas(self.outcomes)

    def by_group(self) -> dict[str, dict[str, dict[str, Measure]]]:
        """Grouping → group → means over its questions; no areas."""
        found: dict[str, dict[str, list[Outcome]]] = {}
        for outcome in self.outcomes:
            for grouping, groups in outcome.groups.items():
                for group in groups:
                    found.setdefault(grouping, {}).setdefault(group, []).append(outcome)
        return {
            grouping: {group: _means(part) for group, part in sorted(groups.items())}
            for grouping, groups in found.items()
        }

    def risk_coverage(self) -> tuple[Values, Values]:
        """Share answered and share wrong of those, as the threshold falls."""
        return measures.risk_coverage(_confidence(self.outcomes), _wrong(self.outcomes))

    def threshold_for(self, error: float) -> float:
        """Lowest threshold at which at most `error` of the unanswerable would be answered."""
        return measures.threshold_for(error, _confidence(self.outcomes), _answerable(self.outcomes))

    def errors_at(self, thresholds: Values) -> tuple[Values, Values]:
        """At each threshold: share of the answerable missed, and of the unanswerable answered.

        NaN where there is no such question.
        """
        confidence, answerable = _confidence(self.outcomes), _answerable(self.outcomes)
        yes, no = np.sort(confidence[answerable]), np.sort(confidence[~answerable])
        with np.errstate(invalid="ignore"):
            missed = np.searchsorted(yes, thresholds) / np.float64(len(yes))
            answered = 1.0 - np.searchsorted(no, thresholds) / np.float64(len(no))
        return missed, answered

    def missed_at(self, threshold: float) -> float:
        """Share of the answerable that would be abstained on at a threshold; NaN if none is."""
        return float(self.errors_at(np.array([threshold]))[0][0])

    def seconds(self) -> dict[str, tuple[float, float]]:
        """Stage, and `total` → median and 95th percentile in seconds; empty for no questions."""
        if not self.outcomes:
            return {}
        times = {stage: [o.seconds.get(stage, 0.0) for o in self.outcomes] for stage in STAGES}
        times["total"] = [sum(o.seconds.values()) for o in self.outcomes]
        return {
            stage: (float(np.median(taken)), float(np.percentile(taken, 95)))
            for stage, taken in times.items()
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
        """What `to_dict` gave, through JSON or not.

        Raises:
            ValueError: if it is something else.
        """
        try:
            about = {str(key): str(text) for key, text in value["about"].items()}
            outcomes = tuple(map(_outcome, value["outcomes"]))
            return cls(outcomes, int(value["asked_for"]), about, int(value["peak_memory"]))
        except (KeyError, TypeError, AttributeError, OverflowError) as error:
            raise ValueError("this is not the result of an evaluation") from error

    def trec_run(self) -> Iterator[str]:
        """The rankings as lines of a TREC run file."""
        for outcome in self.outcomes:
            for rank, passage in enumerate(outcome.ranking, start=1):
                yield f"{_column(outcome.id)} Q0 {passage} {rank} {1 / rank:.6f} pincite"

    def trec_qrels(self) -> Iterator[str]:
        """The relevant passages as lines of a TREC qrels file."""
        for outcome in self.outcomes:
            for passage in outcome.relevant:
                yield f"{_column(outcome.id)} 0 {passage} 1"


def _means(outcomes: Sequence[Outcome]) -> dict[str, Measure]:
    found = {}
    for name in measured(outcomes):
        values = np.array([o.scores[name] for o in outcomes if name in o.scores], np.float64)
        found[name] = Measure(name, float(values.mean()), *measures.bootstrap(values), len(values))
    return found


def _areas(outcomes: Sequence[Outcome]) -> dict[str, Measure]:
    count, found = len(outcomes), {}
    for name, area in area_functions(outcomes).items():
        value = area(np.ones(count))
        if not np.isnan(value):
            found[name] = Measure(name, value, *measures.bootstrap_of(area, count), count)
    return found


def area_functions(outcomes: Sequence[Outcome]) -> dict[str, measures.Weighted]:
    """The measures that are no means, as functions of how often each question counts."""
    values = (_confidence(outcomes), _wrong(outcomes), _answerable(outcomes))
    return {measure.name: measure.area(*values) for measure in CATALOGUE if measure.area}


def measured(outcomes: Iterable[Outcome]) -> list[str]:
    """Names of the measures that these have, in the order in which they are shown."""
    names = {name for outcome in outcomes for name in outcome.scores}
    return [name for name in _ORDER if name in names] + sorted(names - set(_ORDER))


def _confidence(outcomes: Sequence[Outcome]) -> Values:
    return np.array([outcome.confidence for outcome in outcomes], np.float64)


def _answerable(outcomes: Sequence[Outcome]) -> Truths:
    return np.array([outcome.answerable for outcome in outcomes], np.bool_)


def _wrong(outcomes: Sequence[Outcome]) -> Values:
    return np.array([outcome.wrong for outcome in outcomes], np.float64)


def _column(id: str) -> str:
    """An id for a file whose columns are parted by white space."""
    return re.sub(r"[\s%]", lambda found: quote(found[0]), id)


# Reading a result back


def _outcome(row: Mapping[str, Any]) -> Outcome:
    """One outcome of `Evaluation.to_dict`, every value of the type that it should have."""
    known = {f.name: row[f.name] for f in fields(Outcome)}
    for name in ("ranking", "relevant", "claims", "answers"):
        known[name] = tuple(map(_text, known[name]))
    for name in ("cited", "expected"):
        known[name] = tuple(Quote(_text(q["document"]), _text(q["sentence"])) for q in known[name])
    for name in ("scores", "seconds"):
        known[name] = {_text(key): _number(number) for key, number in known[name].items()}
    known["groups"] = {_text(key): tuple(map(_text, g)) for key, g in known["groups"].items()}
    known["confidence"] = _number(known["confidence"])
    for name in ("id", "question"):
        _text(known[name])
    return Outcome(**known)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: object) -> float:
    if not isinstance(value, int | float) or not isfinite(value):
        raise TypeError
    return float(value)
