"""Gold may have parts, items of a list and a verdict; each is judged by its own measure."""

import json
from typing import Any

import pytest

from index import Index
from qa.evaluation.gold import Gold, GoldEvidence, Locator, parse
from qa.evaluation.gold_kinds import GoldKinds, GoldPart
from qa.evaluation.run import judge
from qa.types import Answer, Citation, Claim, Item, Kind, Part, Verdict

LINE: dict[str, Any] = {
    "id": "q1",
    "question": "How long did repairs take, and who paid?",
    "answers": [],
    "evidence": [{"document": "rail.txt", "sentence": "Repairs took eleven hours."}],
    "answerable": True,
}
REPAIRS = GoldEvidence("rail.txt", "Repairs took eleven hours.")
REFUND = GoldEvidence("rail.txt", "The operator refunded 300 passengers.")


def read(**fields: Any) -> Gold | str:
    return parse(json.dumps({**LINE, **fields}))


def test_kinds_are_read() -> None:
    found = read(
        parts=[{"about": "long", "evidence": [0]}, {"about": "paid", "evidence": []}],
        items=["Paris", ["London", "the British capital"]],
        verdict="no",
    )
    assert isinstance(found, Gold)
    assert found.kinds == GoldKinds(
        (GoldPart("long", (0,)), GoldPart("paid", ())),
        (("Paris",), ("London", "the British capital")),
        Verdict.NO,
    )
    plain = read()
    assert isinstance(plain, Gold) and plain.kinds == GoldKinds()


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"verdict": "perhaps"}, "`verdict` is one of yes, no, disagree, undecided"),
        ({"verdict": ["no"]}, "`verdict` is one of"),
        ({"parts": {}, "items": "x"}, "`parts` and `items` are lists"),
        ({"parts": ["long"]}, "`parts` holds objects"),
        ({"parts": [{"about": "?", "evidence": []}]}, "`parts` holds objects"),
        ({"parts": [{"about": "long", "evidence": [1]}]}, "evidence that is not there (1 given)"),
        ({"parts": [{"about": "long", "evidence": [True]}]}, "evidence that is not there"),
        ({"items": [7]}, "`items` holds strings"),
        ({"items": [[]]}, "`items` holds strings"),
        ({"items": ["?!"]}, "one without a word"),
        ({"items": ["Paris \ud800"]}, "half a character"),
    ],
)
def test_what_is_wrong_is_said(fields: dict[str, Any], fault: str) -> None:
    found = read(**fields)
    assert isinstance(found, str) and fault in found


def cite(index: Index, evidence: GoldEvidence) -> Citation:
    span = Locator(index).spans(evidence)[0]
    return Citation(index.document(span.doc_id), span, 1.0)


def scores(index: Index, kinds: GoldKinds, answer: Answer) -> dict[str, float]:
    evidence = (REPAIRS, REFUND)
    gold = Gold("q", "Q?", (), evidence, True, groups=((0,), (1,)), kinds=kinds)
    return dict(judge(gold, answer, Locator(index), index).scores)


def test_parts_are_answered_by_their_own_evidence_or_named(tiny_index: Index) -> None:
    repairs, refund = cite(tiny_index, REPAIRS), cite(tiny_index, REFUND)
    claims = (Claim("Eleven hours.", (repairs,)), Claim("300.", (refund,)))
    gold = GoldKinds((GoldPart("long", (0,)), GoldPart("refunded", (1,)), GoldPart("Rome", ())))
    told = (Part("How long?", (0,)), Part("How many were refunded?", (1,)))
    unsaid = Part("And in Rome?", (), "The documents say nothing of Rome.")

    def right(*parts: Part) -> float:
        answer = Answer("Q?", claims, kind=Kind.PARTS, parts=parts)
        return scores(tiny_index, gold, answer)["parts_right"]

    assert right(*told, unsaid) == 1.0
    assert right(*told) == pytest.approx(2 / 3)  # what nothing answers is not named
    swapped = (Part("How long?", (1,)), Part("How many were refunded?", (0,)))
    assert right(*swapped, unsaid) == pytest.approx(1 / 3)
    assert scores(tiny_index, gold, Answer("Q?"))["parts_right"] == pytest.approx(1 / 3)
    assert "parts_right" not in scores(tiny_index, GoldKinds(), Answer("Q?", claims))


def test_items_are_counted_both_ways(tiny_index: Index) -> None:
    source = cite(tiny_index, REPAIRS)
    gold = GoldKinds(items=(("Paris",), ("London", "British capital"), ("Rome",)))

    def given(*names: str) -> dict[str, float]:
        items = tuple(Item(name, (source,)) for name in names)
        answer = Answer("Q?", (Claim("x", (source,)),), kind=Kind.LIST, items=items)
        return scores(tiny_index, gold, answer)

    found = given("the British capital", "Paris", "Oslo")
    assert found["items_right"] == pytest.approx(2 / 3)
    assert found["items_found"] == pytest.approx(2 / 3)
    assert given()["items_right"] == 0.0
    abstained = scores(tiny_index, gold, Answer("Q?"))
    assert abstained["items_found"] == 0.0 and "items_right" not in abstained


@pytest.mark.parametrize(
    ("verdict", "right", "wrong"),
    [
        (Verdict.NO, 1.0, 0.0),
        (Verdict.YES, 0.0, 1.0),
        (Verdict.DISAGREE, 0.0, 1.0),
        (Verdict.UNDECIDED, 0.0, 0.0),
        (None, 0.0, 0.0),
    ],
)
def test_verdicts(tiny_index: Index, verdict: Verdict | None, right: float, wrong: float) -> None:
    source = cite(tiny_index, REPAIRS)
    answer = Answer("Q?", (Claim("x", (source,)),), kind=Kind.YES_NO, verdict=verdict)
    found = scores(tiny_index, GoldKinds(verdict=Verdict.NO), answer)
    assert (found["verdict_right"], found["verdict_wrong"]) == (right, wrong)
