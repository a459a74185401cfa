"""The benchmarks of several kinds of questions judge answers rightly."""

import re
from collections import Counter

import pytest

from index.documents.normalise import make_document
from index.types import Span
from qa.types import Answer, Citation, Claim, Part, Verdict
from tests.bench.corpora import FOLDERS, HALVES
from tests.bench.parts import __main__ as parts
from tests.bench.yes_no import __main__ as yes_no

LEAFLETS = FOLDERS["leaflets"]
HARBOUR = make_document(
    "/h", "The harbour has three cranes. Ada Holm runs it. It rained on Sunday.", "Harbour"
)


def cite(sentence: str) -> Citation:
    start = HARBOUR.text.index(sentence)
    return Citation(HARBOUR, Span(HARBOUR.id, start, start + len(sentence)), 0.9)


def claim(sentence: str, part: int = 0) -> Claim:
    return Claim(sentence, (cite(sentence),), part)


CRANES = "The harbour has three cranes."
HOLM = "Ada Holm runs it."
RAIN = "It rained on Sunday."
ASKED = parts.Asked(
    "seeds",
    "report",
    "who and how many",
    "How many cranes has it, and who runs it?",
    (parts.Sought("cranes", "three cranes"), parts.Sought("who", "Ada Holm")),
)
OPEN = parts.Asked(
    "seeds",
    "report",
    "who and how many",
    "How many cranes has it, and who sold it?",
    (parts.Sought("cranes", "three cranes"), parts.Sought("who", None)),
)
MISSING = "The documents do not say who sold it."


def answer(claims: list[Claim], *about: tuple[str, tuple[int, ...], str]) -> Answer:
    return Answer("?", tuple(claims), parts=tuple(Part(*one) for one in about))


def test_a_third_of_the_questions_of_parts_have_one_that_is_missing() -> None:
    every = parts.questions()
    assert len(every) == len({one.question for one in every}) == 84
    found = [one for one in every if one.half in HALVES]
    assert len(found) == 60
    missing = sum(any(part.cited is None for part in one.parts) for one in found)
    assert missing >= 20
    assert sum(len(one.parts) == 1 for one in found) == 6
    for one in every:
        assert (one.over == "news") == bool(re.fullmatch("[0-9a-f]{16}", one.document))
        for part in one.parts:
            re.compile(part.about)
            re.compile(part.cited or "")


def test_the_yes_no_questions_are_as_many_of_each_verdict_in_each_half() -> None:
    every = yes_no.questions()
    assert len(every) == len({one.question for one in every}) == 84
    found = [one for one in every if one.half in HALVES]
    assert set(Counter((one.over, one.half, one.verdict) for one in found).values()) == {5}
    for one in every:
        assert (one.verdict == "undecided") == (one.deciding is None)
        re.compile(one.deciding or "")


@pytest.mark.parametrize("module", [parts, yes_no])
def test_a_half_is_asked_without_the_other(module: object) -> None:
    halves = [module.questions(half) for half in HALVES]  # type: ignore[attr-defined]
    assert [len(half) for half in halves] == [30, 30]
    assert not {one.question for one in halves[0]} & {one.question for one in halves[1]}


def test_each_part_is_judged_by_what_is_cited_for_it() -> None:
    both = answer(
        [claim(CRANES), claim(HOLM, 1)],
        ("How many cranes has it?", (0,), ""),
        ("Who runs it?", (1,), ""),
    )
    assert ASKED.outcomes(both) == ["answered", "answered"]
    assert ASKED.answering(both) == (2, 2)
    swapped = answer(
        [claim(HOLM), claim(CRANES, 1)],
        ("How many cranes has it?", (0,), ""),
        ("Who runs it?", (1,), ""),
    )
    assert ASKED.outcomes(swapped) == ["wrong", "wrong"]


def test_without_parts_any_sentence_cited_answers() -> None:
    assert ASKED.outcomes(answer([claim(CRANES), claim(HOLM)])) == ["answered", "answered"]
    assert ASKED.outcomes(answer([claim(CRANES)])) == ["answered", "wrong"]


def test_a_part_that_is_lost_without_a_word_is_not_named() -> None:
    named = answer([claim(CRANES)], ("How many cranes?", (0,), ""), ("Who sold it?", (), MISSING))
    assert OPEN.outcomes(named) == ["answered", "named"]
    assert OPEN.outcomes(answer([claim(CRANES)])) == ["answered", "invented"]
    said = answer(
        [claim(CRANES), claim(RAIN, 1)],
        ("How many cranes?", (0,), ""),
        ("Who sold it?", (1,), ""),
    )
    assert OPEN.outcomes(said) == ["answered", "invented"]
    assert OPEN.answering(said) == (1, 2)


def test_a_part_that_is_answered_somewhere_is_named_wrongly() -> None:
    named = answer(
        [claim(CRANES)],
        ("How many cranes?", (0,), ""),
        ("Who runs it?", (), "The documents do not say who runs it."),
    )
    assert ASKED.outcomes(named) == ["answered", "named wrongly"]


def test_abstaining_names_every_part() -> None:
    assert OPEN.outcomes(Answer("?")) == ["named wrongly", "named"]


def test_a_question_is_right_only_with_all_of_its_parts() -> None:
    good = answer([claim(CRANES), claim(HOLM)])
    found = parts.figures([ASKED, ASKED, ASKED], [good, Answer("?"), answer([claim(CRANES)])])
    assert found["questions"] == 3
    assert (found["right"], found["covered"]) == (0.333, 0.667)
    assert found["parts"]["answered"] == 3
    assert found["parts"]["named wrongly"] == 2
    assert found["parts"]["wrong"] == 1


@pytest.mark.parametrize(
    ("verdict", "given", "expected"),
    [
        ("yes", Verdict.YES, "right"),
        ("no", Verdict.NO, "right"),
        ("no", Verdict.YES, "wrong"),
        ("yes", Verdict.DISAGREE, "wrong"),
        ("undecided", Verdict.NO, "wrong"),
        ("yes", None, "no verdict"),
        ("undecided", None, "no verdict"),
    ],
)
def test_a_verdict_is_right_or_wrong(verdict: str, given: Verdict | None, expected: str) -> None:
    assert yes_no.outcome(verdict, Answer("?", (claim(CRANES),), verdict=given)) == expected


@pytest.mark.parametrize("given", [Verdict.UNDECIDED, None])
def test_no_verdict_is_right_only_where_nothing_decides(given: Verdict | None) -> None:
    assert yes_no.outcome("undecided", Answer("?", verdict=given)) == "right"
    assert yes_no.outcome("no", Answer("?", verdict=given)) == "undecided"


def test_the_sentence_cited_first_is_the_one_that_decides() -> None:
    asked = yes_no.Asked("seeds", "report", "said", "Has it three cranes?", "yes", "THREE cranes")
    assert asked.decides(answer([claim(CRANES), claim(HOLM)]))
    assert not asked.decides(answer([claim(HOLM), claim(CRANES)]))
    assert not asked.decides(Answer("?"))


def test_shares_are_of_all_questions() -> None:
    found = yes_no.shares(["right", "right", "wrong", "undecided"])
    assert found == {
        "questions": 4,
        "right": 0.5,
        "wrong": 0.25,
        "undecided": 0.25,
        "no verdict": 0.0,
    }


def test_the_questions_over_the_leaflets_can_be_judged() -> None:
    texts = [" ".join(path.read_text("utf-8").split()) for path in LEAFLETS.glob("*.md")]

    def stands(pattern: str) -> bool:
        return any(re.search(pattern, text, re.IGNORECASE) for text in texts)

    asked = parts.questions(path=parts.OF_LEAFLETS)
    assert Counter(one.half for one in asked) == dict.fromkeys(HALVES, 16)
    assert all(stands(part.cited) for one in asked for part in one.parts if part.cited)
    assert all(re.search(p.about, one.question, re.I) for one in asked for p in one.parts)
    whole = sum(all(part.cited for part in one.parts) for one in asked)
    assert len(asked) * 0.3 <= whole <= len(asked) * 0.6
    decided = yes_no.questions(path=yes_no.OF_LEAFLETS)
    assert Counter(one.half for one in decided) == dict.fromkeys(HALVES, 26)
    assert all(stands(one.deciding) for one in decided if one.deciding)
    assert all((one.verdict == "undecided") == (one.deciding is None) for one in decided)
    assert sum(one.verdict == "undecided" for one in decided) >= len(decided) * 0.3
