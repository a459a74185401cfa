"""Yes or no: which questions ask for it, and what the sentences decide."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from qa.english.polar import asks_yes_or_no, plain_question
from qa.evidence.select import Evidence
from qa.kinds.grounds import Grounds
from qa.kinds.verdict import verdict_in_short
from qa.kinds.yes_no import ASKED, Decision, decide
from qa.models.calibration import DECIDING, DecidingCalibration
from qa.types import Verdict
from tests.support.fakes import LATE, RAIL, TEN, VILLAGES, find, passage


@pytest.mark.parametrize(
    "question",
    [
        "Is the bridge open?",
        "did they sell it",
        "Hasn’t the mayor resigned?",
        "So, will it reopen in May?",
        "Is it true that the bridge is open?",
        "Can I give the syrup to my one year old?",
    ],
)
def test_it_asks_for_yes_or_no(question: str) -> None:
    assert asks_yes_or_no(question)


@pytest.mark.parametrize(
    "question",
    [
        "",
        "?",
        "Is",
        "Is it red or blue?",
        "Who is it?",
        "Can you list them?",
        "Can you give me the names to copy?",
        "Can you give a summary?",
        "Does anyone know who?",
    ],
)
def test_it_asks_for_something_else(question: str) -> None:
    assert not asks_yes_or_no(question)


CONDITION = "Yes, with a condition"
EXCEPTION = "No, with an exception"


def test_a_question_is_put_as_the_network_learned_it() -> None:
    assert plain_question("so, is the bridge closed ") == "Is the bridge closed?"
    assert plain_question("Is it true that it closed?") == "Is it true that it closed?"


def evidence(probability: float = 0.5) -> list[Evidence]:
    return [
        Evidence(passage(VILLAGES, TEN), find(VILLAGES, TEN), probability, find(VILLAGES, "ten")),
        Evidence(passage(RAIL, LATE), find(RAIL, LATE), 0.4, find(RAIL, "eleven")),
    ]


def verdict(
    shares: Mapping[str, tuple[float, float] | None], against: float = 0.9, first: float = 0.5
) -> tuple[Verdict, list[str]] | None:
    found = decide(
        evidence(first), lambda one: shares.get(one.text), lambda one, other: against, 0.6
    )
    return (found.verdict, [one.text for one in found.evidence]) if found else None


def test_the_surest_sentence_decides() -> None:
    assert verdict({TEN: (0.7, 0.1), LATE: (0.8, 0.1)}) == (Verdict.YES, [LATE])
    assert verdict({TEN: (0.1, 0.7), LATE: (0.5, 0.1)}) == (Verdict.NO, [TEN])


def test_under_the_threshold_nothing_is_decided() -> None:
    assert verdict({TEN: (0.5, 0.1), LATE: (0.1, 0.59)}) == (Verdict.UNDECIDED, [])


def test_two_that_say_the_opposite_disagree() -> None:
    shares = {TEN: (0.9, 0.0), LATE: (0.0, 0.7)}
    assert verdict(shares) == (Verdict.DISAGREE, [TEN, LATE])
    assert verdict(shares, against=0.1) == (Verdict.YES, [TEN])
    assert verdict({TEN: (0.9, 0.0), LATE: (0.0, 0.5)}) == (Verdict.YES, [TEN])


@pytest.mark.parametrize(
    ("about", "found"),
    [
        (Grounds(covered=0.4), (Verdict.YES, [TEN])),
        (Grounds(covered=0.4, denied=True), (Verdict.DISAGREE, [TEN, LATE])),
        (Grounds(covered=0.8), (Verdict.DISAGREE, [TEN, LATE])),
    ],
)
def test_what_speaks_of_something_else_is_no_disagreement(
    about: Grounds, found: tuple[Verdict, list[str]]
) -> None:
    shares = {TEN: (0.9, 0.0), LATE: (0.0, 0.85)}
    decision = decide(
        evidence(),
        lambda one: shares[one.text],
        lambda one, other: 0.9,
        0.6,
        lambda one: Grounds() if one.text == TEN else about,
    )
    assert decision and (decision.verdict, [one.text for one in decision.evidence]) == found


def test_what_leans_on_another_sentence_is_no_disagreement() -> None:
    text = "Ada Holm was elected. She lost the vote."
    document = replace(RAIL, id="00000000000000ff", text=text)
    found = [
        evidence()[0],
        Evidence(
            passage(document, "Ada Holm was elected.", "She lost the vote."),
            find(document, "She lost the vote."),
            0.4,
            find(document, "lost"),
        ),
    ]
    shares = {TEN: (0.9, 0.0), "She lost the vote.": (0.0, 0.85)}
    decision = decide(found, lambda one: shares[one.text], lambda one, other: 0.9, 0.6)
    assert decision and decision.verdict is Verdict.YES


def test_the_verdict_names_who_says_so_unless_that_was_asked() -> None:
    ministry, trains = evidence()

    def short(question: str, verdict: Verdict, *found: Evidence) -> str:
        return verdict_in_short(question, Decision(verdict, found, 0.9))

    assert (
        short("Were ten villages taken?", Verdict.YES, ministry) == "Yes, according to the ministry"
    )
    assert short("Did it say that ten were taken?", Verdict.YES, ministry) == "Yes"
    assert short("Did repairs take nine hours?", Verdict.NO, trains) == "No"
    both = short("Were ten villages taken?", Verdict.DISAGREE, ministry, trains)
    assert both == "The documents disagree"


@pytest.mark.parametrize(
    ("question", "verdict", "sentence", "short"),
    [
        ("Are coins insured?", Verdict.YES, "Coins are insured, and only if in a safe.", CONDITION),
        ("Will it open?", Verdict.YES, "It opens in May, provided that the roof holds.", CONDITION),
        ("Is theft covered?", Verdict.NO, "Theft is not covered unless a lock broke.", EXCEPTION),
        ("Is it open on Monday if it rains?", Verdict.YES, "It is open if it rains.", "Yes"),
        ("Did she stay?", Verdict.YES, "She stayed even if nobody knew if she would.", "Yes"),
        ("Did the mayor pay?", Verdict.YES, "Asked if he had paid, he nodded.", "Yes"),
        ("Is lunch free?", Verdict.YES, "Lunch is free except on Sundays.", CONDITION),
        ("Is it free?", Verdict.YES, "It is free, except Mondays.", CONDITION),
        (
            "May I park here?",
            Verdict.YES,
            "You may park here as long as a space is free.",
            CONDITION,
        ),
        ("Is it long?", Verdict.YES, "It is nearly as long as the Danube.", "Yes"),
        ("Is it given?", Verdict.YES, "Lunch is provided the day before.", "Yes"),
        ("Is it open?", Verdict.YES, "It is open; if you have questions, call 555.", "Yes"),
        ("Is it shut?", Verdict.YES, "Check if the door is shut: it is.", "Yes"),
        ("Will he come?", Verdict.NO, "He is ill; it is unclear when and if he will.", "No"),
        ("Is it open?", Verdict.NO, "If he had paid, the shop would still be open.", "No"),
        ("May either side end it?", Verdict.YES, "After a claim either side may end it.", "Yes"),
        ("Must it be sent?", Verdict.YES, "The annual report must be sent by May.", "Yes"),
        ("Can I claim it?", Verdict.YES, "Guests may claim a refund.", "Yes"),
        ("Is it dry?", Verdict.YES, "Farmers report dry fields.", "Yes, according to Farmers"),
    ],
)
def test_the_verdict_names_a_condition_and_no_noun_as_speaker(
    question: str, verdict: Verdict, sentence: str, short: str
) -> None:
    document = replace(RAIL, text=sentence)
    words = find(document, sentence)
    found = Evidence(passage(document, sentence), words, 0.9, words)
    assert verdict_in_short(question, Decision(verdict, (found,), 0.9)) == short


def test_what_hardly_reads_as_evidence_is_not_asked() -> None:
    shares = {TEN: (0.7, 0.0), LATE: (0.0, 0.9)}
    assert verdict(shares, first=5.0) == (Verdict.YES, [TEN])


def test_where_nobody_can_tell_there_is_no_verdict() -> None:
    assert verdict({}) is None
    assert decide([], lambda one: (1.0, 0.0), lambda one, other: 0.0, 0.5) is None


def test_what_says_less_of_the_question_decides_only_if_it_is_sure() -> None:
    first, second = evidence()
    about = {first.text: Grounds(covered=0.5), second.text: Grounds(covered=1.0)}

    def decision(yes: float, no: float = 0.6) -> Verdict | None:
        shares = {first.text: (yes, 0.1), second.text: (0.1, no)}
        found = decide(
            (first, second),
            lambda one: shares[one.text],
            lambda one, other: 0.0,
            0.55,
            lambda one: about[one.text],
        )
        return found and found.verdict

    assert decision(0.6) is Verdict.NO
    assert decision(0.95) is Verdict.YES
    assert decision(0.82, no=0.9) is Verdict.NO  # which says all that is asked
    assert decision(0.6, no=0.1) is Verdict.UNDECIDED  # the other, which says more, does not decide


def test_the_no_that_names_what_is_asked_about_is_cited() -> None:
    two = evidence()
    shares = dict(zip((one.span for one in two), ((0.1, 0.9), (0.1, 0.7)), strict=True))

    def cited(first: Grounds, second: Grounds) -> Evidence:
        said = dict(zip(shares, (first, second), strict=True))
        found = decide(
            two, lambda one: shares[one.span], lambda a, b: 0.0, 0.6, lambda one: said[one.span]
        )
        assert found and found.verdict is Verdict.NO
        return found.evidence[0]

    unnamed = Grounds(denied=True, named=False)
    assert cited(unnamed, Grounds(negates=True)) == two[1]
    assert cited(unnamed, unnamed) == two[0]
    assert cited(unnamed, Grounds(altered=True)) == two[0]
    assert cited(Grounds(denied=True), Grounds(negates=True)) == two[0]


def test_only_the_best_are_asked() -> None:
    asked: list[str] = []

    def decided(one: Evidence) -> tuple[float, float]:
        asked.append(one.text)
        return 0.9, 0.0

    decide(evidence() * ASKED, decided, lambda one, other: 0.0, 0.5)
    assert len(asked) == ASKED


def test_weights_become_probabilities_that_add_up_to_less_than_one() -> None:
    weights = dict.fromkeys(DECIDING, 0.0)
    fitted = DecidingCalibration({**weights, "yes": 1.0}, {**weights, "no": 1.0}, (0.0, 0.0), 0.5)
    for signals in ([0.0] * 6, [0, 0, 9, 0, -9, 0], [0, 0, -9, 0, 9, 0], [900.0] * 6):
        yes, no = fitted.probabilities(signals)
        assert 0.0 <= yes <= 1.0 and 0.0 <= no <= 1.0 and yes + no <= 1.0 + 1e-9
    assert fitted.probabilities([0, 0, 9, 0, -9, 0])[0] > 0.99
    assert fitted.probabilities([0, 0, -9, 0, 9, 0])[1] > 0.99
    assert fitted.probabilities([0.0] * 6) == pytest.approx((1 / 3, 1 / 3))
    with pytest.raises(ValueError, match="weights of"):
        DecidingCalibration({"yes": 1.0}, weights, (0.0, 0.0), 0.5)


def test_what_says_that_it_is_not_known_is_shown() -> None:
    def of(first: float) -> Decision | None:
        return decide(
            evidence(first),
            lambda one: (0.9, 0.1) if one.text == TEN else (0.1, 0.1),
            lambda one, other: 0.0,
            0.6,
            lambda one: Grounds(left_open=True, beside=True) if one.text == TEN else Grounds(),
        )

    found, faint = of(0.5), of(0.1)
    assert found and (found.verdict, found.probability) == (Verdict.UNDECIDED, 0.5)
    assert [one.text for one in found.evidence] == [TEN]
    assert faint and not faint.evidence
