"""The measures, as pure functions over one question or over an array of them.

Names as in the field: `ir_measures` for retrieval, SQuAD for answers, ALCE for citations.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from math import log2
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.types import Span
from qa.english.answers import normalise

Values = NDArray[np.float64]
Truths = NDArray[np.bool_]
Weighted = Callable[[Any], float]
"""A figure from how often each question counts."""

_RESAMPLES = 1_000
_BLOCK = 1_000_000  # numbers drawn at once: 8 MB
_SEED = 20_261_122


def exact_match(given: str, answers: Sequence[str]) -> float:
    """1 if `given` is one of the answers when both are normalised, else 0."""
    return float(any(normalise(given) == normalise(answer) for answer in answers))


def token_f1(given: str, answers: Sequence[str]) -> float:
    """Harmonic mean of the precision and recall of words, best over the answers; 0 if none."""
    return max((_f1(normalise(given).split(), normalise(a).split()) for a in answers), default=0.0)


def _f1(given: Sequence[str], answer: Sequence[str]) -> float:
    if not given or not answer:
        return float(given == answer)
    shared = sum((Counter(given) & Counter(answer)).values())
    return 2 * shared / (len(given) + len(answer))


def holds_answer(text: str, answers: Sequence[str]) -> float:
    """1 if the text holds one of the answers as whole words, both normalised; else 0."""
    words = f" {normalise(text)} "
    return float(any(f" {a} " in words for a in map(normalise, answers) if a))


def recall_at(k: int, ranking: Sequence[str], relevant: Collection[str]) -> float:
    """R@k: share of the relevant that are among the first k of the ranking; 0 if none is."""
    return len(set(ranking[:k]) & set(relevant)) / len(relevant) if relevant else 0.0


def reciprocal_rank(k: int, ranking: Sequence[str], relevant: Collection[str]) -> float:
    """RR@k: 1 / rank of the first relevant one among the first k; 0 if none is there."""
    return next((1 / rank for rank, id in enumerate(ranking[:k], 1) if id in relevant), 0.0)


def ndcg(k: int, ranking: Sequence[str], relevant: Collection[str]) -> float:
    """nDCG@k with gains of 0 and 1 and a discount of log2(rank + 1); 0 if none is relevant."""
    gain = sum(1 / log2(rank + 1) for rank, id in enumerate(ranking[:k], 1) if id in relevant)
    best = sum(1 / log2(rank + 1) for rank in range(1, min(k, len(relevant)) + 1))
    return gain / best if best else 0.0


def same_sentence(one: Span, other: Span) -> bool:
    """Whether two spans share at least half of the shorter one: sentences cut in two ways."""
    if one.doc_id != other.doc_id:
        return False
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared * 2 >= min(one.end - one.start, other.end - other.start)


def citation_precision(cited: Sequence[Span], gold: Sequence[Span]) -> float:
    """Share of the cited sentences that are gold; 0 if none is cited.

    After Gao et al., ALCE, EMNLP 2023, where a model judges each citation; here gold does.
    """
    right = sum(any(same_sentence(span, place) for place in gold) for span in cited)
    return right / len(cited) if cited else 0.0


def citation_recall(cited: Sequence[Span], parts: Sequence[Sequence[Span]]) -> float:
    """Share of the needed parts of which an alternative is cited; 0 if nothing is needed."""
    met = sum(any(same_sentence(c, place) for c in cited for place in part) for part in parts)
    return met / len(parts) if parts else 0.0


def bootstrap(values: Values) -> tuple[float, float]:
    """95% interval of the mean: percentiles over 1,000 resamples, always the same ones.

    Efron, Bootstrap methods, 1979. NaN for no values. Where all values are equal the interval has
    no width, however few they are: read it with the count.
    """
    count = len(values)
    if not count:
        return float("nan"), float("nan")
    generator = np.random.default_rng(_SEED)
    rows = max(1, _BLOCK // count)
    means = [
        values[generator.integers(0, count, (min(rows, _RESAMPLES - done), count))].mean(axis=1)
        for done in range(0, _RESAMPLES, rows)
    ]
    return _interval(np.concatenate(means))


def paired_bootstrap(before: Values, after: Values) -> tuple[float, float, float]:
    """Mean difference after - before over the same questions, and its 95% interval."""
    difference = after - before
    mean = float(difference.mean()) if len(difference) else float("nan")
    return mean, *bootstrap(difference)


def bootstrap_of(statistic: Weighted, count: int) -> tuple[float, float]:
    """95% interval of what is no mean over questions: as `bootstrap`, with weights.

    Args:
        statistic: gives its value from the number of times that each question was drawn.
        count: how many questions there are.

    Returns:
        Low and high over the resamples in which it is defined; NaN if it is in none.
    """
    if not count:
        return float("nan"), float("nan")
    generator = np.random.default_rng(_SEED)
    found = np.array(
        [
            statistic(np.bincount(generator.integers(0, count, count), minlength=count))
            for _ in range(_RESAMPLES)
        ]
    )
    return _interval(found[~np.isnan(found)])


def _interval(found: Values) -> tuple[float, float]:
    if not len(found):
        return float("nan"), float("nan")
    low, high = np.percentile(found, [2.5, 97.5])
    return float(low), float(high)


def risk_coverage(confidence: Values, wrong: Values) -> tuple[Values, Values]:
    """Share answered, and share of those that are wrong, as the threshold falls.

    El-Yaniv and Wiener, JMLR 2010. Questions of equal confidence are answered together.

    Args:
        confidence: of each question.
        wrong: 1 where the answer given would be wrong, else 0.

    Returns:
        Coverage, rising to 1, and risk at each; both empty for no questions.
    """
    add_up = _falling(confidence)
    answered, failed = add_up(np.ones(len(wrong))), add_up(wrong)
    return answered / max(len(wrong), 1), failed / answered


def area_under_risk_coverage(confidence: Values, wrong: Values) -> float:
    """Mean risk over all coverages (AURC), lower is better; NaN for no questions."""
    return weighted_aurc(confidence, wrong)(np.ones(len(wrong)))


def weighted_aurc(confidence: Values, wrong: Values) -> Weighted:
    """`area_under_risk_coverage` as a function of how often each question counts."""
    add_up = _falling(confidence)

    def area(weights: Values) -> float:
        answered, failed = add_up(weights), add_up(weights * wrong)
        if not len(answered) or not answered[-1]:
            return float("nan")
        risk = failed / np.maximum(answered, 1.0)
        return float((risk * np.diff(answered, prepend=0.0)).sum() / answered[-1])

    return area


def area_under_roc(confidence: Values, answerable: Truths) -> float:
    """Chance that an answerable question has the higher confidence; ties count half; NaN if none.

    Hanley and McNeil, Radiology, 1982.
    """
    return weighted_auroc(confidence, answerable)(np.ones(len(answerable)))


def weighted_auroc(confidence: Values, answerable: Truths) -> Weighted:
    """`area_under_roc` as a function of how often each question counts."""
    add_up = _falling(confidence)

    def area(weights: Values) -> float:
        yes, no = add_up(weights * answerable), add_up(weights * ~answerable)
        if not len(yes) or not yes[-1] or not no[-1]:
            return float("nan")
        higher = (yes + np.concatenate(([0.0], yes[:-1]))) / 2
        return float((higher * np.diff(no, prepend=0.0)).sum() / (yes[-1] * no[-1]))

    return area


def _falling(confidence: Values) -> Callable[[Values], Values]:
    """What sums values over the questions at or above each distinct confidence, from the highest.

    The order is found once, for a thousand resamples.
    """
    order = np.argsort(-confidence, kind="stable")
    last = np.append(np.diff(confidence[order]) != 0, True)[: len(order)]

    def add_up(values: Values) -> Values:
        sums: Values = np.cumsum(values[order], dtype=np.float64)[last]
        return sums

    return add_up


def threshold_for(error: float, confidence: Values, answerable: Truths) -> float:
    """The lowest threshold at which at most `error` of the unanswerable are answered.

    A question is answered if its confidence is at least the threshold. 0 if none is unanswerable.
    """
    unanswerable = np.sort(confidence[~answerable])[::-1]
    allowed = int(error * len(unanswerable) + 1e-9)
    if allowed >= len(unanswerable):
        return 0.0
    return float(np.nextafter(unanswerable[allowed], 2.0))
