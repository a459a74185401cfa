"""Evaluating: outcomes, what is derived from them, and whether each fault moves its measure."""

import dataclasses
import datetime
import json
import shutil
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index import Index
from index.types import EVERYWHERE, Document, Hit, Passage, Scope, Sentence, Span
from qa import Answer, Assistant, Citation, Claim
from qa.evaluation.catalogue import CATALOGUE, LOWER_IS_BETTER, MEASURES
from qa.evaluation.gold import Gold, GoldEvidence, GoldFile, Locator
from qa.evaluation.measures import same_sentence
from qa.evaluation.results import Evaluation, Measure, Outcome, Quote
from qa.evaluation.run import compare, evaluate, passage_id
from tests.support.fake_models import FakeEncoder, FakeReader
from tests.support.paths import ROOT, SEEDS
from ui.cli.gates import read_gates

GOLD = ROOT / "seeds" / "gold.jsonl"
QUESTION = "How long did the repairs of the line to Bregenz take?"
REPAIRS = GoldEvidence("rail.txt", "Repairs took eleven hours.")
REFUND = GoldEvidence("rail.txt", "The operator refunded 300 passengers.")
TINY_GOLD = (
    Gold("a", QUESTION, ("eleven hours",), (REPAIRS,), True, "number", ((0,),)),
    Gold("b", "Who paid whom?", ("300",), (REPAIRS, REFUND), True, "who", ((0,), (1,))),
    Gold("c", "What did the council spend?", ("4 million",), (), True),
    Gold("d", "Who won the race?", (), (), False, "who"),
)


class Scripted:
    """Gives the answers that were written for it, by question."""

    def __init__(self, index: Index, answers: dict[str, Answer]) -> None:
        self.index = index
        self._answers = answers

    def ask(
        self, question: str, *, scope: Scope = EVERYWHERE, as_of: datetime.date | None = None
    ) -> Answer:
        return self._answers.get(question, Answer(question))


def cited(index: Index, *evidence: GoldEvidence) -> tuple[Citation, ...]:
    locator = Locator(index)
    spans = [locator.spans(one)[0] for one in evidence]
    return tuple(Citation(index.document(span.doc_id), span, 1.0) for span in spans)


def hit(index: Index, evidence: GoldEvidence) -> Hit:
    """A passage that is that sentence and nothing else."""
    (citation,) = cited(index, evidence)
    return Hit(Passage(citation.document, citation.span, (Sentence(citation.span),)), 1.0)


def tiny_evaluation(index: Index, **answers: Answer) -> dict[str, Outcome]:
    questions = {item.id: item.question for item in TINY_GOLD}
    scripted = Scripted(index, {questions[id]: answer for id, answer in answers.items()})
    return {outcome.id: outcome for outcome in evaluate(scripted, TINY_GOLD).outcomes}


def test_scores_of_one_question_by_hand(tiny_index: Index) -> None:
    right, wrong = cited(tiny_index, REPAIRS, REFUND)
    (passage,) = [p for p in tiny_index.passages(right.document.id) if p.span.contains(right.span)]
    elsewhere = hit(tiny_index, GoldEvidence("harbour.txt", "Ferries turned back empty."))
    answer = Answer(
        QUESTION,
        (Claim("Eleven hours, and more.", (right, wrong)),),
        (elsewhere, Hit(passage, 0.5)),
        0.7,
        right,
        {"search": 0.25},
    )
    outcome = tiny_evaluation(tiny_index, a=answer)["a"]
    assert outcome.scores == {
        "R@1": 0.0,  # the one relevant passage is the second
        "R@5": 1.0,
        "R@10": 1.0,
        "RR@10": 0.5,
        "nDCG@10": pytest.approx(0.6309, abs=1e-4),  # 1 / log2(3)
        "best_evidence": 1.0,
        "answerable_abstained": 0.0,
        "quotes_exact": 1.0,
        "exact_match": 0.0,
        "token_f1": pytest.approx(2 / 3),  # shared 2; 4 and 2 words: 2 * 2 / 6
        "answer_cited": 1.0,
        "citation_recall": 1.0,
        "citation_precision": 0.5,
    }
    assert outcome.groups == {"type": ("number",), "format": ("txt",), "sentences": ("one",)}
    assert (outcome.confidence, outcome.seconds) == (0.7, {"search": 0.25})
    assert outcome.relevant == (passage_id(passage),)
    assert (outcome.claims, outcome.answers) == (("Eleven hours, and more.",), ("eleven hours",))
    assert outcome.cited == (Quote("rail.txt", right.quote), Quote("rail.txt", wrong.quote))
    assert outcome.expected == (Quote("rail.txt", right.quote),)
    assert (outcome.wrong, outcome.miscited) == (False, True)


def test_a_question_that_needs_several_sentences(tiny_index: Index) -> None:
    (first,) = cited(tiny_index, REPAIRS)
    answer = Answer("b", (Claim("x", (first,)),), best=first)
    outcome = tiny_evaluation(tiny_index, b=answer)["b"]
    assert outcome.scores["citation_recall"] == 0.5
    assert outcome.scores["citation_precision"] == 1.0
    assert outcome.groups["sentences"] == ("several",)


def test_where_the_gold_has_no_sentence(tiny_index: Index) -> None:
    spent = GoldEvidence("budget.md", "The council of Bregenz spent 4 million euros on schools.")
    nothing = GoldEvidence("budget.md", "It spent nothing on the harbour.")
    (citation,) = cited(tiny_index, spent)
    hits = (hit(tiny_index, nothing), hit(tiny_index, spent))
    answer = Answer("c", (Claim("4 million", (citation,)),), hits, 0.9, citation)
    outcome = tiny_evaluation(tiny_index, c=answer)["c"]
    assert outcome.scores == {
        **{"hit@1": 0.0, "hit@5": 1.0, "hit@10": 1.0},
        **{"exact_match": 1.0, "token_f1": 1.0, "answer_cited": 1.0},
        **{"best_evidence": 1.0, "quotes_exact": 1.0, "answerable_abstained": 0.0},
    }
    assert outcome.groups == {}


def test_an_answer_that_no_sentence_holds(tiny_index: Index) -> None:
    (citation,) = cited(tiny_index, REPAIRS)
    gold = Gold("y", "Were there repairs?", ("Yes",), (REPAIRS,), True, groups=((0,),))
    answer = Answer(gold.question, (Claim("Yes.", (citation,)),))
    (outcome,) = evaluate(Scripted(tiny_index, {gold.question: answer}), [gold]).outcomes
    assert outcome.scores["exact_match"] == 1.0
    assert "answer_cited" not in outcome.scores


def test_a_sentence_that_stands_twice_may_be_cited_where_it_likes(
    tmp_path: Path, encoder: FakeEncoder
) -> None:
    (tmp_path / "twice.txt").write_text("Gulls sing.\n\nFish swim.\n\nGulls sing.\n")
    with Index.open(tmp_path / "index", encoder=encoder) as index:
        index.sync(tmp_path / "twice.txt")
        ((id, _),) = index.sources()
        document = index.document(id)
        start = document.text.rindex("Gulls")
        again = Citation(document, Span(id, start, start + 11), 1.0)
        gold = Gold("g", "?", (), (GoldEvidence("twice.txt", "Gulls sing."),), True, "", ((0,),))
        scripted = Scripted(index, {"?": Answer("?", (Claim("They sing.", (again,)),))})
        (outcome,) = evaluate(scripted, [gold]).outcomes
    assert outcome.scores["citation_precision"] == outcome.scores["citation_recall"] == 1.0


def test_abstaining(tiny_index: Index) -> None:
    (citation,) = cited(tiny_index, REPAIRS)
    made_up = Answer("d", (Claim("Repairs won.", (citation,)),), confidence=0.6)
    outcomes = tiny_evaluation(tiny_index, d=made_up)
    assert outcomes["d"].scores == {"unanswerable_answered": 1.0, "quotes_exact": 1.0}
    assert outcomes["c"].scores["answerable_abstained"] == 1.0
    assert "citation_precision" not in outcomes["a"].scores
    evaluation = Evaluation(tuple(outcomes.values()), 4)
    assert evaluation.measures["answerable_abstained"].value == 1.0
    assert evaluation.measures["auroc"].value == 0.0
    assert evaluation.measures["answerable_abstained"].count == 3


def test_thresholds() -> None:
    def outcome(id: str, answerable: bool, confidence: float) -> Outcome:
        return Outcome(id, {}, answerable, True, confidence, {})

    evaluation = Evaluation(
        (outcome("a", True, 0.9), outcome("b", True, 0.4), outcome("c", False, 0.5)), 3
    )
    threshold = evaluation.threshold_for(0.0)
    assert 0.5 < threshold < 0.5 + 1e-9
    assert evaluation.missed_at(threshold) == 0.5
    missed, answered = evaluation.errors_at(np.array([0.0, 0.4, 0.5, 0.95]))
    assert missed.tolist() == [0.0, 0.0, 0.5, 1.0]
    assert answered.tolist() == [1.0, 1.0, 1.0, 0.0]
    assert Evaluation((), 0).threshold_for(0.15) == 0.0


def test_nothing_evaluated(tiny_index: Index) -> None:
    empty = evaluate(Scripted(tiny_index, {}), [])
    assert (empty.outcomes, empty.complete, empty.measures, empty.seconds()) == ((), True, {}, {})
    assert (empty.by_group(), list(empty.trec_run())) == ({}, [])
    assert Evaluation.from_dict(empty.to_dict()) == empty
    assert [len(part) for part in empty.risk_coverage()] == [0, 0]


# A whole run


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with Index.open(tmp_path_factory.mktemp("seeds"), encoder=FakeEncoder()) as index:
        index.sync(SEEDS)
        yield index


@pytest.fixture(scope="module")
def run(seeds: Index) -> Evaluation:
    return evaluate(
        Assistant(seeds, reader=FakeReader()), GoldFile(GOLD), total=110, about={"gold": "seeds"}
    )


def test_two_runs_give_the_same_figures(seeds: Index, run: Evaluation, tmp_path: Path) -> None:
    lines = GOLD.read_text(encoding="utf-8").splitlines(keepends=True)
    some = tmp_path / "some.jsonl"
    some.write_text("".join(lines[::10]), encoding="utf-8")
    again = evaluate(Assistant(seeds, reader=FakeReader()), GoldFile(some))
    ids = {outcome.id for outcome in again.outcomes}
    first = tuple(outcome for outcome in run.outcomes if outcome.id in ids)

    def figures(evaluation: Evaluation) -> Any:
        timeless = tuple(dataclasses.replace(o, seconds={}) for o in evaluation.outcomes)
        value = Evaluation(timeless, 11).to_dict()
        return json.dumps(value), repr(Evaluation(timeless, 11).by_group())

    assert figures(Evaluation(first, 11)) == figures(again)
    assert (run.complete, run.asked_for, again.asked_for) == (True, 110, 11)


def test_all_measures_have_an_interval_and_a_count(run: Evaluation) -> None:
    assert list(run.measures) == [
        name
        for names in MEASURES.values()
        for name in names
        if name.partition("_")[0] not in ("parts", "items", "verdict") and "hit" not in name
    ]
    for measure in run.measures.values():
        assert 0.0 <= measure.low <= measure.value <= measure.high <= 1.0
        assert measure.count > 0
    assert run.measures["quotes_exact"].value == 1.0
    assert run.measures["R@10"].count == 76
    assert run.peak_memory > 10e6
    assert set(run.seconds()) == {"search", "read", "write", "check", "total"}
    assert all(0 <= median <= p95 for median, p95 in run.seconds().values())


def test_it_survives_json(run: Evaluation) -> None:
    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    text = json.dumps(run.to_dict())
    back = Evaluation.from_dict(json.loads(text, parse_constant=refuse))
    assert back == run
    assert (back.measures, back.by_group()) == (run.measures, run.by_group())


@pytest.mark.parametrize(
    "damage",
    [
        lambda value: [],
        lambda value: None,
        lambda value: {},
        lambda value: value | {"about": []},
        lambda value: value | {"asked_for": None},
        lambda value: value | {"asked_for": float("inf")},
        lambda value: value | {"outcomes": 7},
        lambda value: value | {"outcomes": [7]},
        lambda value: value | {"outcomes": [{}]},
        lambda value: value | {"outcomes": [value["outcomes"][0] | {"scores": {"R@1": "1"}}]},
        lambda value: value | {"outcomes": [value["outcomes"][0] | {"scores": {"R@1": None}}]},
        lambda value: value | {"outcomes": [value["outcomes"][0] | {"confidence": float("nan")}]},
        lambda value: value | {"outcomes": [value["outcomes"][0] | {"ranking": [1]}]},
        lambda value: value | {"outcomes": [value["outcomes"][0] | {"cited": ["x"]}]},
        lambda value: value | {"outcomes": [value["outcomes"][0] | {"id": []}]},
    ],
)
def test_what_is_no_result_is_refused(damage: Callable[[Any], Any], run: Evaluation) -> None:
    with pytest.raises(ValueError, match="not the result"):
        Evaluation.from_dict(damage(run.to_dict()))


def test_by_group(run: Evaluation) -> None:
    groups = run.by_group()
    assert list(groups) == ["type", "format", "sentences"]
    assert set(groups["format"]) == {"docx", "html", "jsonl", "md", "pdf", "txt"}
    counts = {name: found["R@10"].count for name, found in groups["sentences"].items()}
    assert counts == {"one": 59, "several": 17}
    assert set(groups["type"]["nearmiss"]) <= {"unanswerable_answered", "quotes_exact"}
    assert groups["type"]["nearmiss"]["unanswerable_answered"].count == 34
    numbers = [o.scores["RR@10"] for o in run.outcomes if o.groups["type"] == ("number",)]
    assert groups["type"]["number"]["RR@10"].value == pytest.approx(sum(numbers) / 15)


def test_trec_files(run: Evaluation) -> None:
    ir_measures = pytest.importorskip("ir_measures")
    qrels = ir_measures.read_trec_qrels("\n".join(run.trec_qrels()))
    ranked = ir_measures.read_trec_run("\n".join(run.trec_run()))
    asked = [ir_measures.R @ 5, ir_measures.nDCG @ 10, ir_measures.RR @ 10]
    theirs = ir_measures.calc_aggregate(asked, qrels, ranked)
    for measure, value in theirs.items():
        assert run.measures[str(measure)].value == pytest.approx(value)


def test_an_id_stays_one_column_of_a_trec_file() -> None:
    outcome = Outcome("a b\n%", {}, True, False, 0.0, {}, ranking=("p:0-1",), relevant=("p:0-1",))
    evaluation = Evaluation((outcome,), 1)
    assert list(evaluation.trec_run()) == ["a%20b%0A%25 Q0 p:0-1 1 1.000000 pincite"]
    assert list(evaluation.trec_qrels()) == ["a%20b%0A%25 0 p:0-1 1"]


def test_interrupted(seeds: Index) -> None:
    seen: list[int] = []

    def progress(done: int) -> None:
        seen.append(done)
        if done == 3:
            raise KeyboardInterrupt

    found = evaluate(
        Assistant(seeds, reader=FakeReader()), GoldFile(GOLD), total=110, progress=progress
    )
    assert (len(found.outcomes), found.asked_for, found.complete) == (3, 110, False)
    assert seen == [1, 2, 3]
    unknown = evaluate(Assistant(seeds, reader=FakeReader()), GoldFile(GOLD), progress=progress)
    assert unknown.complete is False
    assert Evaluation.from_dict(json.loads(json.dumps(found.to_dict()))).complete is False


# Comparing


def scored(id: str, **scores: float) -> Outcome:
    return Outcome(id, {}, True, True, 0.5, scores, question=f"{id}?")


def test_compare_by_hand() -> None:
    before = Evaluation(tuple(scored(f"q{n}", token_f1=0.2) for n in range(10)), 10)
    after = Evaluation(
        (
            *(scored(f"q{n}", token_f1=0.5, exact_match=1.0) for n in range(8)),
            dataclasses.replace(scored("q8", token_f1=0.0), question="another?"),
            scored("new", token_f1=0.0),
        ),
        10,
    )
    found = {difference.name: difference for difference in compare(before, after)}
    assert set(found) == {"token_f1", "aurc"}  # exact_match in one run only
    f1 = found["token_f1"]
    assert (f1.count, f1.before, f1.after) == (8, pytest.approx(0.2), 0.5)
    assert (f1.low, f1.high) == (pytest.approx(0.3), pytest.approx(0.3))
    assert f1.clear and f1.better
    assert not found["aurc"].clear


def test_compare_with_itself(run: Evaluation) -> None:
    differences = compare(run, run)
    assert [difference.name for difference in differences] == list(run.measures)
    for difference in differences:
        assert (difference.before, difference.low, difference.high) == (difference.after, 0.0, 0.0)
        assert not difference.clear


def test_lower_is_better_where_it_is() -> None:
    before = Evaluation(tuple(scored(f"q{n}", answerable_abstained=1.0) for n in range(9)), 9)
    after = Evaluation(tuple(scored(f"q{n}", answerable_abstained=0.0) for n in range(9)), 9)
    (down, _) = compare(before, after)
    (up, _) = compare(after, before)
    assert (down.clear, down.better, up.clear, up.better) == (True, True, True, False)
    assert not LOWER_IS_BETTER - {name for names in MEASURES.values() for name in names}


# Each fault moves the measures that should see it, and no other

Mutation = Callable[[Gold, Answer], Answer]


@cache
def right_answers(index: Index) -> dict[str, Answer]:
    """To each question of the seeds what the gold has, with what a search finds."""
    locator = Locator(index)
    answers = {}
    for gold in GoldFile(GOLD):
        hits = tuple(index.search(gold.question, 10))
        if gold.answerable:
            first = [gold.evidence[group[0]] for group in gold.groups]
            spans = [locator.spans(evidence)[0] for evidence in first]
            citations = tuple(Citation(index.document(s.doc_id), s, 1.0) for s in spans)
            claims = (Claim(gold.answers[0], citations),)
            answer = Answer(gold.question, claims, hits, 0.9, citations[0])
        else:
            first_passage = hits[0].passage
            best = Citation(first_passage.document, first_passage.citable[0], 0.1)
            answer = Answer(gold.question, (), hits, 0.1, best)
        answers[gold.question] = answer
    return answers


def mutated(index: Index, mutation: Mutation | None = None) -> dict[str, Measure]:
    """The measures of right answers, each changed in the same way."""
    answers = right_answers(index)
    if mutation:
        answers = {g.question: mutation(g, answers[g.question]) for g in GoldFile(GOLD)}
    return evaluate(Scripted(index, answers), GoldFile(GOLD)).measures


def recite(answer: Answer, change: Callable[[Citation], Citation]) -> Answer:
    claims = tuple(Claim(c.text, tuple(map(change, c.citations))) for c in answer.claims)
    return dataclasses.replace(answer, claims=claims)


def another(index: Index, gold: Gold, span: Span) -> Span:
    """A sentence of the same document that is not gold."""
    locator = Locator(index)
    right = [place for evidence in gold.evidence for place in locator.spans(evidence)]
    return next(
        sentence
        for passage in index.passages(span.doc_id)
        for sentence in passage.citable
        if not any(same_sentence(sentence, place) for place in right)
    )


def cites_a_wrong_sentence(index: Index, gold: Gold, answer: Answer) -> Answer:
    return recite(answer, lambda c: dataclasses.replace(c, span=another(index, gold, c.span)))


def takes_wrong_evidence_for_the_best(index: Index, gold: Gold, answer: Answer) -> Answer:
    if not gold.answerable or answer.best is None:
        return answer
    wrong = another(index, gold, answer.best.span)
    return dataclasses.replace(answer, best=dataclasses.replace(answer.best, span=wrong))


def never_abstains(gold: Gold, answer: Answer) -> Answer:
    if not answer.abstained:
        return answer
    passage = answer.hits[0].passage
    citation = Citation(passage.document, passage.citable[0], 1.0)
    return dataclasses.replace(answer, claims=(Claim(citation.quote, (citation,)),))


def always_abstains(gold: Gold, answer: Answer) -> Answer:
    return dataclasses.replace(answer, claims=())


def paraphrases(gold: Gold, answer: Answer) -> Answer:
    claims = tuple(Claim(f"In other words, {c.text}", c.citations) for c in answer.claims)
    return dataclasses.replace(answer, claims=claims)


def misquotes(gold: Gold, answer: Answer) -> Answer:
    def altered(document: Document) -> Document:
        return dataclasses.replace(document, text=document.text.replace(" ", "\u00a0"))

    return recite(answer, lambda c: dataclasses.replace(c, document=altered(c.document)))


def is_sure_of_the_wrong_ones(gold: Gold, answer: Answer) -> Answer:
    return dataclasses.replace(answer, confidence=1.0 - answer.confidence)


def finds_the_best_last(gold: Gold, answer: Answer) -> Answer:
    return dataclasses.replace(answer, hits=answer.hits[::-1])


def cites_too_much(index: Index, gold: Gold, answer: Answer) -> Answer:
    def more(claim: Claim) -> Claim:
        first = claim.citations[0]
        wrong = dataclasses.replace(first, span=another(index, gold, first.span))
        return Claim(claim.text, (*claim.citations, wrong))

    return dataclasses.replace(answer, claims=tuple(map(more, answer.claims)))


def cites_one_sentence_of_several(gold: Gold, answer: Answer) -> Answer:
    claims = tuple(Claim(c.text, c.citations[:1]) for c in answer.claims)
    return dataclasses.replace(answer, claims=claims)


CITED = {"citation_precision", "citation_recall", "answer_cited"}
OF_ANSWERS = CITED | {"exact_match", "token_f1", "quotes_exact"}
FAULTS: list[tuple[Any, set[str], set[str]]] = [
    # the fault, the measures that it moves, those that have no question left
    (cites_a_wrong_sentence, CITED, set()),
    (cites_too_much, {"citation_precision"}, set()),
    (cites_one_sentence_of_several, {"citation_recall", "answer_cited"}, set()),
    (takes_wrong_evidence_for_the_best, {"best_evidence", "aurc"}, set()),
    (never_abstains, {"unanswerable_answered"}, set()),
    (always_abstains, {"answerable_abstained"}, OF_ANSWERS),
    (paraphrases, {"exact_match", "token_f1"}, set()),
    (misquotes, {"quotes_exact"}, set()),
    (is_sure_of_the_wrong_ones, {"aurc", "auroc"}, set()),
    (finds_the_best_last, {"R@1", "R@5", "RR@10", "nDCG@10"}, set()),
]


def check_fault(index: Index, fault: Any, moves: set[str], removes: set[str]) -> None:
    right = mutated(index)
    wrong = mutated(index, partial(fault, index) if fault.__code__.co_argcount == 3 else fault)
    assert set(right) - set(wrong) == removes
    assert set(wrong) <= set(right)
    moved = {name for name in wrong if wrong[name].value != right[name].value}
    assert moved == moves
    for name in moved:
        worse = wrong[name].value - right[name].value
        assert worse > 0 if name in LOWER_IS_BETTER else worse < 0, name


@pytest.mark.parametrize(
    ("fault", "moves", "removes"), FAULTS, ids=lambda v: getattr(v, "__name__", "")
)
def test_a_fault_moves_its_measures_only(
    fault: Any, moves: set[str], removes: set[str], seeds: Index
) -> None:
    check_fault(seeds, fault, moves, removes)


def test_the_right_answers_are_right(seeds: Index) -> None:
    found = mutated(seeds)
    for name in ("exact_match", "token_f1", "citation_precision", "citation_recall"):
        assert (found[name].value, found[name].count) == (1.0, 76)
    assert (found["best_evidence"].value, found["quotes_exact"].value) == (1.0, 1.0)
    assert (found["answerable_abstained"].value, found["unanswerable_answered"].value) == (0.0, 0.0)
    assert found["auroc"].value == 1.0
    # 76 of 110 at risk 0, then all 110 with 34 wrong: 34/110 * 34/110
    assert found["aurc"].value == pytest.approx((34 / 110) ** 2)


@pytest.mark.slow
def test_faults_with_the_real_encoder(seeds_index: Path, tmp_path: Path) -> None:
    with Index.open(shutil.copytree(seeds_index, tmp_path / "index")) as index:
        for fault, moves, removes in FAULTS:
            check_fault(index, fault, moves, removes)


def test_every_measure_is_told_once_and_wholly() -> None:
    names = [measure.name for measure in CATALOGUE]
    assert len(names) == len(set(names))
    for measure in CATALOGUE:
        assert measure.meaning and bool(measure.compute) != bool(measure.area)
        assert measure.lower_is_better == ("lower is better" in measure.meaning)
        assert measure.name in MEASURES[measure.stage]
    over = [measure.name for measure in CATALOGUE if measure.lower_is_better]
    assert [gate.name for gate in read_gates([], [f"{name}=1" for name in over])] == over
