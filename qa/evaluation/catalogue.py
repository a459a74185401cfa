"""The measures: for each its name, what it means, which questions it is about, how it is computed.

Whatever measures, shows, compares or sets a limit asks this list; `measures.py` has the formulas.
Every measure but two areas is a mean over questions, so that each has a count and a comparison:

- retrieval: over answerable questions. A passage is relevant if it holds a gold sentence; where a
  question has no gold sentence, `hit@k` asks whether a passage holds an answer.
- answer and citation: over answerable questions that were answered. Abstaining is judged on its
  own, so that a fault shows in the measure that is about it. `exact_match` and `token_f1` are of
  the words that answer, or of the whole answer where they are not known. `answer_cited` leaves out
  questions whose answer is yes or no: no sentence holds it. `parts_right`, `items_right`,
  `items_found`, `verdict_right` and `verdict_wrong` are over the questions whose gold has parts,
  items or a verdict.
- abstaining: `answerable_abstained` and `unanswerable_answered`, the two errors; `aurc`, the area
  under the risk-coverage curve, and `auroc`, whether confidence tells answerable from not.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.types import Span
from qa.english.answers import normalise
from qa.evaluation import gold_kinds, measures
from qa.evaluation.measures import Truths, Values, Weighted
from qa.types import Answer

if TYPE_CHECKING:
    from index.corpus import Index
    from qa.evaluation.gold import Gold

DEPTHS = (1, 5, 10)
"""Ranks down to which passages are looked at."""


@dataclass(frozen=True, slots=True)
class Observation:
    """A question that was asked, and what came of it.

    Attributes:
        gold: the question.
        answer: to it.
        places: of each piece of gold evidence the sentences that it may be.
        ranking: ids of the passages found, best first.
        relevant: ids of the passages that hold a gold sentence.
        index: that was asked.
    """

    gold: "Gold"
    answer: Answer
    places: Sequence[Sequence[Span]]
    ranking: Sequence[str]
    relevant: Sequence[str]
    index: "Index"

    @property
    def gold_spans(self) -> list[Span]:
        """Every sentence that may be one of the evidence."""
        return [span for alternatives in self.places for span in alternatives]

    @property
    def words(self) -> str:
        """The words that answer, or the whole answer where they are not known."""
        best = self.answer.best
        said = " ".join(claim.text for claim in self.answer.claims)
        return best.words if best and best.words else said


@dataclass(frozen=True, slots=True)
class Catalogued:
    """A measure.

    Attributes:
        name: as in tables, results and gates.
        stage: under which it is shown.
        meaning: in a few words.
        applies: whether it is about a question; of an area, unused.
        compute: its value for a question, in [0, 1]; None for an area.
        area: confidence, whether wrong and whether answerable, (questions,) each → its value as a
            function of how often each question counts; None for a mean.
        lower_is_better: whether it is an error.
    """

    name: str
    stage: str
    meaning: str
    applies: Callable[[Observation], bool] = lambda _: True
    compute: Callable[[Observation], float] | None = None
    area: Callable[[Values, Values, Truths], Weighted] | None = None
    lower_is_better: bool = False


def scores(observation: Observation) -> Iterator[tuple[str, float]]:
    """The measures that are about a question, by name."""
    for measure in CATALOGUE:
        if measure.compute and measure.applies(observation):
            yield measure.name, measure.compute(observation)


# Which questions


def _answerable(o: Observation) -> bool:
    return o.gold.answerable


def _with_sentence(o: Observation) -> bool:
    return o.gold.answerable and bool(o.gold.evidence)


def _without_sentence(o: Observation) -> bool:
    return o.gold.answerable and not o.gold.evidence


def _answered(o: Observation) -> bool:
    return not o.answer.abstained


def _answered_with_words(o: Observation) -> bool:
    return o.gold.answerable and _answered(o) and bool(o.gold.answers)


def _answered_with_words_of_a_sentence(o: Observation) -> bool:
    said = {normalise(given) for given in o.gold.answers}
    return _answered_with_words(o) and not said <= {"yes", "no"}


def _answered_with_sentence(o: Observation) -> bool:
    return _with_sentence(o) and _answered(o)


# How they are computed


def _recall_at(k: int) -> Callable[[Observation], float]:
    return lambda o: measures.recall_at(k, o.ranking, o.relevant)


def _hit_at(k: int) -> Callable[[Observation], float]:
    def hit(o: Observation) -> float:
        texts = [hit.passage.text for hit in o.answer.hits[:k]]
        return max((measures.holds_answer(text, o.gold.answers) for text in texts), default=0.0)

    return hit


def _answer_cited(o: Observation) -> float:
    cited = " ".join(source.quote for source in o.answer.sources)
    return measures.holds_answer(cited, o.gold.answers)


def _citation_recall(o: Observation) -> float:
    cited = [source.span for source in o.answer.sources]
    parts = [[span for n in group for span in o.places[n]] for group in o.gold.groups]
    return measures.citation_recall(cited, parts)


def _citation_precision(o: Observation) -> float:
    cited = [source.span for source in o.answer.sources]
    return measures.citation_precision(cited, o.gold_spans)


def _best_evidence(o: Observation) -> float:
    """1 if the best evidence is a gold sentence; without one in the gold, if it holds an answer."""
    best = o.answer.best
    if best is None:
        return 0.0
    if not o.gold.evidence:
        return measures.holds_answer(best.quote, o.gold.answers)
    return measures.citation_precision([best.span], o.gold_spans)


def _quotes_exact(o: Observation) -> float:
    """1 if every quote is what the index holds at its place, else 0."""
    return float(
        all(
            source.quote == o.index.document(source.span.doc_id).slice(source.span)
            for source in o.answer.sources
        )
    )


_FIRST = {1: "that are the first one found", 5: "among the first five", 10: "among the first ten"}
_HIT = {
    1: "the first passage holds an answer (questions without a gold sentence)",
    5: "one of the first five passages holds an answer",
    10: "one of the first ten passages holds an answer",
}

CATALOGUE = (
    *(
        Catalogued(
            f"R@{k}",
            "retrieval",
            f"share of the relevant passages {_FIRST[k]}",
            _with_sentence,
            _recall_at(k),
        )
        for k in DEPTHS
    ),
    Catalogued(
        "RR@10",
        "retrieval",
        "1 / rank of the first relevant passage, 0 after the tenth",
        _with_sentence,
        lambda o: measures.reciprocal_rank(10, o.ranking, o.relevant),
    ),
    Catalogued(
        "nDCG@10",
        "retrieval",
        "relevant passages among the first ten, those in front counting more",
        _with_sentence,
        lambda o: measures.ndcg(10, o.ranking, o.relevant),
    ),
    *(Catalogued(f"hit@{k}", "retrieval", _HIT[k], _without_sentence, _hit_at(k)) for k in DEPTHS),
    Catalogued(
        "exact_match",
        "answer",
        "the words that answer are a gold answer",
        _answered_with_words,
        lambda o: measures.exact_match(o.words, o.gold.answers),
    ),
    Catalogued(
        "token_f1",
        "answer",
        "words shared by the words that answer and the best gold answer",
        _answered_with_words,
        lambda o: measures.token_f1(o.words, o.gold.answers),
    ),
    Catalogued(
        "answer_cited",
        "answer",
        "a gold answer stands in the cited sentences",
        _answered_with_words_of_a_sentence,
        _answer_cited,
    ),
    Catalogued(
        "parts_right",
        "answer",
        "share of the parts that are answered, or named where nothing answers them",
        lambda o: bool(o.gold.kinds.parts),
        lambda o: gold_kinds.parts_right(o.gold.kinds, o.answer, o.places),
    ),
    Catalogued(
        "items_right",
        "answer",
        "share of a list's items that are right",
        lambda o: bool(o.gold.kinds.items) and _answered(o),
        lambda o: gold_kinds.items_right(o.gold.kinds, o.answer),
    ),
    Catalogued(
        "items_found",
        "answer",
        "share of the items asked for that a list has",
        lambda o: bool(o.gold.kinds.items),
        lambda o: gold_kinds.items_found(o.gold.kinds, o.answer),
    ),
    Catalogued(
        "verdict_right",
        "answer",
        "the verdict on a yes/no question is right",
        lambda o: o.gold.kinds.verdict is not None,
        lambda o: gold_kinds.verdict_right(o.gold.kinds, o.answer),
    ),
    Catalogued(
        "verdict_wrong",
        "answer",
        "another verdict is given than the right one (lower is better)",
        lambda o: o.gold.kinds.verdict is not None,
        lambda o: gold_kinds.verdict_wrong(o.gold.kinds, o.answer),
        lower_is_better=True,
    ),
    Catalogued(
        "citation_recall",
        "citation",
        "share of the needed sentences that are cited",
        _answered_with_sentence,
        _citation_recall,
    ),
    Catalogued(
        "citation_precision",
        "citation",
        "share of the cited sentences that are gold",
        _answered_with_sentence,
        _citation_precision,
    ),
    Catalogued(
        "best_evidence",
        "citation",
        "the best evidence is a gold sentence, whether it was given or not",
        _answerable,
        _best_evidence,
    ),
    Catalogued(
        "quotes_exact",
        "citation",
        "every quote stands in its document, word for word",
        _answered,
        _quotes_exact,
    ),
    Catalogued(
        "answerable_abstained",
        "abstaining",
        "answerable, but not answered (lower is better)",
        _answerable,
        lambda o: float(o.answer.abstained),
        lower_is_better=True,
    ),
    Catalogued(
        "unanswerable_answered",
        "abstaining",
        "not answerable, but answered (lower is better)",
        lambda o: not o.gold.answerable,
        lambda o: float(not o.answer.abstained),
        lower_is_better=True,
    ),
    Catalogued(
        "aurc",
        "abstaining",
        "area under the risk-coverage curve (lower is better)",
        area=lambda confidence, wrong, _: measures.weighted_aurc(confidence, wrong),
        lower_is_better=True,
    ),
    Catalogued(
        "auroc",
        "abstaining",
        "chance that an answerable question has the higher confidence",
        area=lambda confidence, _, answerable: measures.weighted_auroc(confidence, answerable),
    ),
)
"""Every measure, in the order in which they are shown."""

MEASURES = {
    stage: tuple(measure.name for measure in CATALOGUE if measure.stage == stage)
    for stage in dict.fromkeys(measure.stage for measure in CATALOGUE)
}
"""Stage → names of its measures, in the order in which they are shown."""

MEANINGS = {measure.name: measure.meaning for measure in CATALOGUE}
"""Name of a measure → what it means, in a few words."""

LOWER_IS_BETTER = frozenset(measure.name for measure in CATALOGUE if measure.lower_is_better)
"""Names of the measures that are errors."""
