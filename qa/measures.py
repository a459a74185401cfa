"""The measures, as pure functions over one question or over an array of them.

Names as in the field: `ir_measures` for retrieval, SQuAD for answers, ALCE for citations.
"""

import re
import string
from collections import Counter
from collections.abc import Collection, Sequence
from math import log2

import numpy as np
from numpy.typing import NDArray

from index.types import Span

Values = NDArray[np.float64]

_PUNCTUATION = frozenset(string.punctuation + "‘’‚“”„«»–—…")
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_RESAMPLES = 1_000
_SEED = 20_261_122


def normalise(text: str) -> str:
    """Lower case, without punctuation (typographic too) and articles, single spaces.

    Rajpurkar et al., SQuAD, EMNLP 2016 (evaluate-v1.1.py), with typographic marks added.
    """
    text = "".join(c for c in text.lower() if c not in _PUNCTUATION)
    return " ".join(_ARTICLES.sub(" ", text).split())


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

    Efron, 1979. NaN for no values.
    """
    if not len(values):
        return float("nan"), float("nan")
    generator = np.random.default_rng(_SEED)
    means = [
        values[generator.integers(0, len(values), len(values))].mean() for _ in range(_RESAMPLES)
    ]
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)


def paired_bootstrap(before: Values, after: Values) -> tuple[float, float, float]:
    """Mean difference after - before over the same questions, and its 95% interval."""
    difference = after - before
    mean = float(difference.mean()) if len(difference) else float("nan")
    return mean, *bootstrap(difference)


def risk_coverage(confidence: Values, wrong: Values) -> tuple[Values, Values]:
    """Share answered, and share of those that are wrong, as the threshold falls.

    El-Yaniv and Wiener, JMLR 2010. Questions of equal confidence are answered together.

    Args:
        confidence: of each question.
        wrong: 1 where the answer given would be wrong, else 0.

    Returns:
        Coverage, rising to 1, and risk at each; both empty for no questions.
    """
    order = np.argsort(-confidence, kind="stable")
    risk = np.cumsum(wrong[order]) / np.arange(1, len(order) + 1)
    coverage = np.arange(1, len(order) + 1) / max(len(order), 1)
    last = np.append(np.diff(confidence[order]) != 0, True)[: len(order)]
    return coverage[last], risk[last]


def area_under_risk_coverage(confidence: Values, wrong: Values) -> float:
    """Mean risk over all coverages (AURC), lower is better; NaN for no questions."""
    coverage, risk = risk_coverage(confidence, wrong)
    if not len(coverage):
        return float("nan")
    return float((risk * np.diff(coverage, prepend=0.0)).sum())


def area_under_roc(confidence: Values, answerable: NDArray[np.bool_]) -> float:
    """Chance that an answerable question has the higher confidence; ties count half; NaN if none.

    Hanley and McNeil, 1982.
    """
    yes, no = confidence[answerable], confidence[~answerable]
    if not len(yes) or not len(no):
        return float("nan")
    ordered = np.sort(no)
    below = np.searchsorted(ordered, yes, "left") + np.searchsorted(ordered, yes, "right")
    return float(below.mean() / 2 / len(no))


def threshold_for(error: float, confidence: Values, answerable: NDArray[np.bool_]) -> float:
    """The lowest threshold at which at most `error` of the unanswerable are answered.

    A question is answered if its confidence is at least the threshold. 0 if none is unanswerable.
    """
    unanswerable = np.sort(confidence[~answerable])[::-1]
    allowed = int(error * len(unanswerable) + 1e-9)
    if allowed >= len(unanswerable):
        return 0.0
    return float(np.nextafter(unanswerable[allowed], 2.0))
