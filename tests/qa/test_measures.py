"""The measures, against `ir_measures`, their definitions, and examples worked by hand."""

import time

import ir_measures
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ir_measures import RR, R, nDCG

from index.types import Span
from qa.english.answers import normalise
from qa.evaluation import measures

IDS = tuple("abcdefghijkl")
rankings = st.permutations(IDS).flatmap(
    lambda ids: st.integers(0, len(ids)).map(lambda count: ids[:count])
)
relevants = st.sets(st.sampled_from(IDS), min_size=1)
shares = st.floats(0, 1)
judged = st.lists(st.tuples(st.sampled_from((0.0, 0.2, 0.5, 0.9)), st.booleans()), max_size=25)


# Retrieval


@given(rankings, relevants)
def test_retrieval_is_that_of_ir_measures(ranking: list[str], relevant: set[str]) -> None:
    qrels = [ir_measures.Qrel("q", id, 1) for id in relevant]
    run = [ir_measures.ScoredDoc("q", id, 1 / rank) for rank, id in enumerate(ranking, 1)]
    asked = [R @ 1, R @ 5, R @ 10, RR @ 10, nDCG @ 10]
    theirs = {value.measure: value.value for value in ir_measures.iter_calc(asked, qrels, run)}
    ours = {
        **{R @ k: measures.recall_at(k, ranking, relevant) for k in (1, 5, 10)},
        RR @ 10: measures.reciprocal_rank(10, ranking, relevant),
        nDCG @ 10: measures.ndcg(10, ranking, relevant),
    }
    for measure, value in ours.items():
        assert value == pytest.approx(theirs[measure], abs=1e-12)
        assert 0.0 <= value <= 1.0


@given(st.permutations(IDS), relevants)
def test_a_perfect_ranking_gives_1(ids: list[str], relevant: set[str]) -> None:
    ranking = sorted(ids, key=lambda id: id not in relevant)
    assert measures.ndcg(10, ranking, relevant) == pytest.approx(1.0)
    assert measures.reciprocal_rank(10, ranking, relevant) == 1.0
    assert measures.recall_at(len(ids), ranking, relevant) == 1.0


def test_nothing_relevant_is_0() -> None:
    assert measures.recall_at(5, ["a"], []) == 0.0
    assert measures.reciprocal_rank(5, ["a"], []) == 0.0
    assert measures.ndcg(5, ["a"], []) == 0.0
    assert measures.ndcg(0, ["a"], ["a"]) == 0.0


# Answers


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("The  Cat, a “dog” & an EEL!", "cat dog eel"),
        ("Britain’s", "britains"),
        ("theatre, another", "theatre another"),
        ("“…”", ""),
    ],
)
def test_normalise(text: str, normal: str) -> None:
    assert normalise(text) == normal


@given(st.text())
def test_normalising_twice_changes_spaces_at_most(text: str) -> None:
    once = normalise(text)
    assert once == " ".join(once.split())
    assert set(once).isdisjoint("!,.“”’")


def test_exact_match() -> None:
    assert measures.exact_match("The “Ten”.", ["nine", "ten"]) == 1.0
    assert measures.exact_match("ten villages", ["ten"]) == 0.0
    assert measures.exact_match("ten", []) == 0.0


def test_token_f1() -> None:
    # given: ten villages were taken (4); gold: ten villages (2); shared 2:
    # precision 2/4, recall 2/2, F1 = 2 * 0.5 * 1 / 1.5 = 2/3
    assert measures.token_f1("Ten villages were taken.", ["ten villages"]) == pytest.approx(2 / 3)
    # the best of: ten (1 shared of 4 and 1: 2/5), the whole (1)
    assert measures.token_f1("Ten villages were taken", ["ten", "ten villages were taken"]) == 1.0
    # a word counts as often as it stands in both: 1 of 3 and 2: 2 * 1 / 5
    assert measures.token_f1("ten ten ten", ["ten one"]) == pytest.approx(0.4)
    assert measures.token_f1("the", ["a"]) == 1.0
    assert measures.token_f1("ten", ["a"]) == 0.0
    assert measures.token_f1("ten", []) == 0.0


@given(st.text(), st.lists(st.text()))
def test_answer_measures_are_shares(text: str, answers: list[str]) -> None:
    assert 0.0 <= measures.token_f1(text, answers) <= 1.0
    assert measures.token_f1(text, [*answers, text]) == 1.0
    assert measures.exact_match(text, [*answers, text]) == 1.0
    assert measures.exact_match(text, answers) <= measures.token_f1(text, answers)


def test_holds_answer() -> None:
    assert measures.holds_answer("About “ten villages”.", ["nine", "Ten"]) == 1.0
    assert measures.holds_answer("often", ["ten"]) == 0.0
    assert measures.holds_answer("anything", ["the", ""]) == 0.0


# Citations


def span(start: int, end: int, document: str = "d") -> Span:
    return Span(document, start, end)


def test_the_same_sentence_cut_in_two_ways() -> None:
    assert measures.same_sentence(span(0, 10), span(5, 40))  # shares 5 of 10
    assert not measures.same_sentence(span(0, 10), span(6, 40))  # 4 of 10
    assert measures.same_sentence(span(0, 100), span(20, 30))
    assert not measures.same_sentence(span(0, 10), span(0, 10, "e"))
    assert not measures.same_sentence(span(0, 10), span(10, 20))


def test_citation_precision_and_recall() -> None:
    one, two, other = span(0, 10), span(20, 30), span(40, 50)
    # two of three cited are gold
    assert measures.citation_precision([one, two, other], [one, two]) == pytest.approx(2 / 3)
    assert measures.citation_precision([], [one]) == 0.0
    assert measures.citation_precision([one], []) == 0.0
    # two parts are needed, the second has two alternatives
    assert measures.citation_recall([one, other], [[one], [two, other]]) == 1.0
    assert measures.citation_recall([one, one], [[one], [two, other]]) == 0.5
    assert measures.citation_recall([], [[one]]) == 0.0
    assert measures.citation_recall([one], []) == 0.0


# Intervals


def test_the_bootstrap_is_always_the_same() -> None:
    values = np.arange(50) / 50
    low, high = measures.bootstrap(values)
    assert (low, high) == measures.bootstrap(values.copy())
    # the mean 0.49 ± 1.96 * sd 0.2886 / sqrt(50) = 0.49 ± 0.080
    assert (low, high) == (pytest.approx(0.41, abs=0.015), pytest.approx(0.57, abs=0.015))
    assert np.isnan(measures.bootstrap(np.array([]))).all()
    assert measures.bootstrap(np.ones(3)) == (1.0, 1.0)


@given(st.lists(shares, min_size=1, max_size=40))
def test_an_interval_lies_within_the_values(values: list[float]) -> None:
    low, high = measures.bootstrap(np.array(values))
    assert min(values) - 1e-12 <= low <= high <= max(values) + 1e-12


def test_the_weighted_bootstrap_is_the_plain_one_for_a_mean() -> None:
    values = np.random.default_rng(1).random(200)
    plain = measures.bootstrap(values)
    weighted = measures.bootstrap_of(lambda weights: float(weights @ values / 200), 200)
    assert weighted == pytest.approx(plain, abs=0.01)
    assert np.isnan(measures.bootstrap_of(lambda weights: float("nan"), 3)).all()
    assert np.isnan(measures.bootstrap_of(lambda weights: 1.0, 0)).all()


def test_the_paired_bootstrap_sees_what_two_intervals_hide() -> None:
    before = np.random.default_rng(1).random(100)
    mean, low, high = measures.paired_bootstrap(before, before + 0.01)
    assert (mean, low, high) == pytest.approx((0.01, 0.01, 0.01))
    assert np.isnan(measures.paired_bootstrap(np.array([]), np.array([]))[0])


# Abstaining


def arrays(pairs: list[tuple[float, bool]]) -> tuple[measures.Values, measures.Truths]:
    confidence, truth = zip(*pairs, strict=True) if pairs else ((), ())
    return np.array(confidence, np.float64), np.array(truth, np.bool_)


def test_risk_and_coverage_by_hand() -> None:
    confidence = np.array([0.9, 0.5, 0.5, 0.1])
    wrong = np.array([0.0, 1.0, 0.0, 1.0])
    coverage, risk = measures.risk_coverage(confidence, wrong)
    # above 0.9: 1 of 4, 0 wrong; above 0.5: 3 of 4, 1 wrong; all: 2 of 4 wrong
    assert coverage.tolist() == [0.25, 0.75, 1.0]
    assert risk.tolist() == pytest.approx([0.0, 1 / 3, 0.5])
    # 0.25 * 0 + 0.5 * 1/3 + 0.25 * 1/2 = 7/24
    assert measures.area_under_risk_coverage(confidence, wrong) == pytest.approx(7 / 24)


@given(judged)
def test_aurc_is_its_definition(pairs: list[tuple[float, bool]]) -> None:
    confidence, wrong = arrays(pairs)
    area = measures.area_under_risk_coverage(confidence, wrong.astype(float))
    if not pairs:
        assert np.isnan(area)
        return
    # each question adds the risk of all that are at least as confident as it is
    risks = [np.mean([w for other, w in pairs if other >= own]) for own, _ in pairs]
    assert area == pytest.approx(np.mean(risks))
    assert 0.0 <= area <= 1.0 + 1e-12


@given(judged)
def test_auroc_is_its_definition(pairs: list[tuple[float, bool]]) -> None:
    area = measures.area_under_roc(*arrays(pairs))
    yes = [confidence for confidence, answerable in pairs if answerable]
    no = [confidence for confidence, answerable in pairs if not answerable]
    if not yes or not no:
        assert np.isnan(area)
        return
    won = [(one > other) + (one == other) / 2 for one in yes for other in no]
    assert area == pytest.approx(np.mean(won))


@given(judged.filter(bool), st.lists(st.integers(0, 3), min_size=25, max_size=25))
def test_a_weight_is_a_repetition(pairs: list[tuple[float, bool]], weights: list[int]) -> None:
    weights = weights[: len(pairs)]
    again = [pair for pair, weight in zip(pairs, weights, strict=True) for _ in range(weight)]
    confidence, truth = arrays(pairs)
    for weighted, plain in (
        (measures.weighted_aurc, measures.area_under_risk_coverage),
        (measures.weighted_auroc, measures.area_under_roc),
    ):
        found = weighted(confidence, truth)(np.array(weights, np.float64))
        assert found == pytest.approx(plain(*arrays(again)), nan_ok=True)


@given(judged, shares)
def test_the_threshold_is_the_lowest_that_keeps_the_error(
    pairs: list[tuple[float, bool]], error: float
) -> None:
    confidence, answerable = arrays(pairs)
    threshold = measures.threshold_for(error, confidence, answerable)
    no = confidence[~answerable]
    assert (no >= threshold).sum() <= error * len(no) + 1e-6
    if threshold > 0:
        assert (no >= np.nextafter(threshold, -1)).sum() > error * len(no)


def test_a_threshold_by_hand() -> None:
    confidence = np.array([0.9, 0.8, 0.3, 0.1, 0.7])
    answerable = np.array([False, False, False, False, True])
    # one of four may be answered: just above the second highest
    threshold = measures.threshold_for(0.25, confidence, answerable)
    assert 0.8 < threshold < 0.8 + 1e-9
    assert measures.threshold_for(1.0, confidence, answerable) == 0.0
    assert measures.threshold_for(0.15, confidence, np.ones(5, np.bool_)) == 0.0


@pytest.mark.slow
def test_a_hundred_thousand_values_take_seconds() -> None:
    generator = np.random.default_rng(1)
    confidence, truth = generator.random(100_000), generator.random(100_000) < 0.5
    started = time.process_time()
    low, high = measures.bootstrap(confidence)
    assert low < 0.5 < high and high - low < 0.005
    for weighted in (measures.weighted_aurc, measures.weighted_auroc):
        area = weighted(confidence, truth)
        low, high = measures.bootstrap_of(area, 100_000)
        assert low < area(np.ones(100_000)) < high and high - low < 0.02
    assert time.process_time() - started < 20
