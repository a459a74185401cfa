"""The judged questions as a table, and levels of care in words."""

from dataclasses import replace

import pytest

from qa.evaluation.gold import Gold, GoldEvidence
from qa.evaluation.results import Evaluation, Outcome
from qa.evidence.load import selector_calibration
from qa.models.calibration import Level, ReaderCalibration
from tests.support.generated import Seen
from tests.support.hostile import PAYLOADS
from ui.render.care import level_to_text
from ui.render.judged import SHOWN, judged_to_html, verdict_of

SENTENCE = GoldEvidence("ferry.txt", "The ferry sank.")


def gold(number: int, *evidence: GoldEvidence, answers: tuple[str, ...] = ()) -> Gold:
    question = f"Question {number}?"
    groups = (tuple(range(len(evidence))),) if evidence else ()
    return Gold(f"g{number}", question, answers, evidence, bool(evidence), "judged", groups)


def outcome(number: int, *, answerable: bool, answered: bool, precision: float = 1.0) -> Outcome:
    scores = {"citation_precision": precision} if answerable and answered else {}
    return Outcome(f"g{number}", {}, answerable, answered, 0.5, scores)


def test_nothing_judged_is_no_table() -> None:
    assert judged_to_html([]) == ""


def test_a_question_has_what_was_said_of_it_and_the_newest_is_first() -> None:
    html = judged_to_html([gold(1, SENTENCE, SENTENCE, answers=("sank",)), gold(2)])
    said = Seen(html).text
    assert said.index("Question 2?") < said.index("Question 1?")
    assert "sank “The ferry sank.” ferry.txt and 1 more sentence" in said
    assert "The documents do not answer it" in said
    assert said.count("Not measured yet") == 2 and "<svg" not in html


def test_each_has_its_verdict_and_the_picture_counts_them() -> None:
    questions = [gold(n, *([SENTENCE] if n < 4 else [])) for n in range(1, 7)]
    outcomes = (
        outcome(1, answerable=True, answered=True),
        outcome(2, answerable=True, answered=True, precision=0.5),
        outcome(3, answerable=True, answered=False),
        outcome(4, answerable=False, answered=True),
        outcome(5, answerable=False, answered=False),
    )
    assert [verdict_of(one) for one in outcomes] == [
        ("Right", "good"),
        ("Another sentence is cited", "bad"),
        ("Not answered, but could be", "bad"),
        ("Answered, but should not be", "bad"),
        ("Rightly not answered", "good"),
    ]
    html = judged_to_html(questions, Evaluation(outcomes, 5))
    said = Seen(html).text
    assert "What pincite does with 5 judged questions: Right 1; Rightly not answered 1" in said
    assert html.count('class="bad"') == 3 and html.count('class="good"') == 2
    assert "Not asked: it was judged since, or its sentence is gone" in said  # the sixth


def test_of_many_the_others_are_counted() -> None:
    html = judged_to_html([gold(n) for n in range(SHOWN + 3)])
    assert html.count("<tr>") == SHOWN + 1 and "And 3 earlier ones." in html


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_of_a_question_is_a_tag(payload: str) -> None:
    evidence = GoldEvidence(payload, payload)
    html = judged_to_html([replace(gold(1, evidence, answers=(payload,)), question=payload)])
    assert set(Seen(html).tags) <= {
        *("div", "table", "thead", "tbody", "tr", "th", "td", "b", "small"),
    }


@pytest.mark.parametrize(
    ("level", "said"),
    [
        (
            Level(0.3, 0.2, 0.18, 0.08, 70),
            "Some: of 100 answers about 8 are wrong, and 20 of 100 questions that could be "
            "answered are not.",
        ),
        (
            Level(0.6, 0.01, 0.0, 0.0, 31),
            "Some: none of the 31 answers was wrong, and 1 of 100 questions that could be "
            "answered is not.",
        ),
        (
            Level(0.3, 0.2, 0.18),
            "Some: 20 of 100 questions that could be answered are not, and 18 of 100 that could "
            "not be answered are answered all the same.",
        ),
    ],
)
def test_a_level_in_words(level: Level, said: str) -> None:
    assert level_to_text("Some", level) == said


@pytest.mark.parametrize("fast", [True, False])
def test_what_ships_was_measured_and_more_care_errs_less(fast: bool) -> None:
    levels = list(selector_calibration(fast=fast).levels.values())
    mistaken = [level.mistaken for level in levels]
    assert None not in mistaken and mistaken == sorted(mistaken, reverse=True)  # type: ignore[type-var]
    assert all(level.answers > 0 for level in levels)
    assert [level.answers for level in levels] == sorted(
        (level.answers for level in levels), reverse=True
    )


def test_a_calibration_of_before_has_no_such_figure() -> None:
    known = selector_calibration(fast=True)
    before = {
        name: Level(one.threshold, one.missed, one.wrong) for name, one in known.levels.items()
    }
    assert (
        ReaderCalibration(known.weights, known.bias, known.agreement, before, known.questions)
        .levels["Careful"]
        .mistaken
        is None
    )
    with pytest.raises(ValueError, match="mistaken"):
        Level(0.3, 0.2, 0.18, mistaken=1.2)
