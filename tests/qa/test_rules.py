"""What rules know of claims and evidence."""

from time import perf_counter

import pytest

from qa.support.facts import facts
from qa.support.negation import negated
from qa.support.rules import doubts, objection

TEN = (
    "Russia’s Defence Ministry said on Friday that its troops had taken control of 10 Ukrainian "
    "villages within a week."
)
BUDGET = "The council of Bregenz spent 4.5 million euros, or 12% of its budget, on 3 May 2024."
NOT = "The mayor did not resign, but two of her aides left."


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("ten villages", {("", 10)}),
        ("1,200 people and 2.5 million more", {("", 1200), ("", 2.5e6)}),
        ("two hundred and five", {("", 205)}),
        ("a dozen eggs", {("", 12)}),
        ("$3bn or €2.5m", {("dollar", 3e9), ("euro", 2.5e6)}),
        ("12 per cent, 7%", {("percent", 12), ("percent", 7)}),
        ("the 3rd time", {("ordinal", 3)}),
        ("on 3 May 2024", set()),
        ("no one", set()),
        ("one of them was the first one", set()),
        ("F-16s and COVID-19", set()),
        ("a five-week strike of twenty-five men", {("week", 5), ("", 25)}),
        ("3.1-billion-crown, second-hand", {("", 3.1e9)}),
    ],
)
def test_numbers(text: str, numbers: set[tuple[str, float]]) -> None:
    assert facts(text).numbers == numbers


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("on 3 May 2024", {("day", 3), ("month", 5), ("year", 2024)}),
        ("October 24th", {("day", 24), ("month", 10)}),
        ("2025-10-24", {("day", 24), ("month", 10), ("year", 2025)}),
        ("on Fridays", {("weekday", 5)}),
        ("2,024 people may march", set()),
        ("In June 3,406 fewer people voted.", {("month", 6)}),
        ("June 3,406 votes", {("month", 6)}),
        ("In June 12 people died.", {("month", 6)}),
        ("June 40 riders", {("month", 6)}),
        ("On June 12, 406 people voted.", {("month", 6), ("day", 12)}),
    ],
)
def test_dates(text: str, dates: set[tuple[str, int]]) -> None:
    assert facts(text).dates == dates


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        (TEN, TEN),
        ("According to Russia's Defence Ministry, its troops control ten villages.", TEN),
        ("According to Russia’s Defence Ministry, 10 villages were taken within a week.", TEN),
        ("Bregenz spent 4,500,000 euros.", BUDGET),
        ("The council spent 12 percent of its budget in May 2024.", BUDGET),
        ("Two aides left.", NOT),
        ("The mayor did not resign.", NOT),
        ("Neither Kiev nor Moscow replied.", "Kiev and Moscow did not reply."),
        ("The talks failed.", "The talks ended in failure."),
        ("Voters rejected the plan.", "The plan was voted down by voters."),
        ("At least ten died.", "More than ten died."),
        ("At most five left.", "Fewer than six left, or five."),
        ("No fewer than five died.", "At least five died."),
        ("At least five died.", "No fewer than five died."),
        ("Before May they attacked it.", "Until May they had gone after it and attacked it."),
        ("He stopped being the mayor in May.", "He was the mayor until May."),
        ("He stopped being the mayor in May.", "Until May he was the mayor."),
        ("No tower in Bregenz is as high.", "It is the highest tower in Bregenz."),
        ("No tower in Bregenz is higher.", "It is the highest tower in Bregenz."),
        ("It is the highest tower in Bregenz.", "In Bregenz no tower is higher."),
        ("It was the first ferry.", "Last May the first ferry of all left."),
        ("The first ferry left in spring.", "Last spring the ferry left, a first."),
    ],
)
def test_true_claims_pass(claim: str, evidence: str) -> None:
    assert objection(claim, evidence, "") is None
    assert not any(doubts(claim, evidence, ""))


@pytest.mark.parametrize(
    ("claim", "evidence", "reason"),
    [
        ("Russia’s Defence Ministry said its troops took 11 villages.", TEN, "number 11"),
        ("Bregenz spent 4.5 percent.", BUDGET, "number 4.5 percent"),
        ("Bregenz spent 4.5 million dollars.", BUDGET, "number 4.5e"),
        ("Bregenz spent it in June 2024.", BUDGET, "month 6"),
        ("Lindau bought 4.5 million euros of salt.", BUDGET, "name"),
        ("The mayor resigned.", NOT, "denies it"),
        ("Two aides did not leave.", "Two aides left.", "does not deny"),
        ("It was not the aides who never left.", "The aides did not leave.", "does not deny"),
        ("Its troops failed to take ten villages, the ministry said.", TEN, "was not done"),
        ("The office no longer sells stamps.", "It still sells no stamps.", "still"),
        ("Above five people were killed.", "No more than five died.", "No more than"),
        ("The largest bridge was shut.", "The largest bridge was never shut, as planned.", "“not”"),
        ("No ferry sank after the storm.", "Most ferries sank in the storm.", "does not deny"),
        ("He left Chicago before the war.", "He left Chicago after the war.", "after"),
        ("There has been a higher tower.", "It is the highest tower.", "nothing outdoes"),
        (
            "The governor of Bregenz said it is safe.",
            "The mayor of Bregenz said that it is safe.",
            "else",
        ),
        ("The mayor said it weighs 3 tons.", "Weight: 3 tons.", "does not say that somebody"),
        ("It shut before peace came.", "It shut once peace came.", "once"),
        ("The ferry stopped running.", "The ferry ran with over 500 people.", "to an end"),
        ("No tower may be seen.", "People see the highest tower.", "does not deny"),
        ("It opens in the morning.", "It opens in the afternoon.", "afternoon"),
        ("Moldovan troops took 10 villages.", TEN, "name"),
        ("Its troops now control ten villages of Ukraine.", TEN, "somebody's name"),
        ("Ukrainian villages said that its troops had taken control.", TEN, "somebody else"),
        ("Bregenz spent 4.5 million euros, or 12% of its water, on 3 May 2024.", BUDGET, "“water”"),
        ("The mayor did not resign, and two of her aides left.", NOT.replace("not ", ""), "“not”"),
        ("The council of Bregenz spent 12 million euros, or 12% of its budget.", BUDGET, "number"),
        ("See https://evil.example for 10 villages.", TEN, "address"),
        ("Bregenz spent ![x](y) 12%.", BUDGET, "address"),
        ("The author of this page deserves an award.", TEN, "no word in common"),
    ],
)
def test_altered_claims_do_not(claim: str, evidence: str, reason: str) -> None:
    found = [objection(claim, evidence, ""), *doubts(claim, evidence, "")]
    assert reason in next(filter(None, found), "")


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("A third were flats.", "Two thirds were houses, the rest flats."),
        ("Some 50 percent of the roof is left.", "Half of the roof is lost."),
        ("Only 16 percent is left.", "It has lost 84 percent."),
        ("Over a hundred receipts are missing.", "Some 118 receipts are missing."),
        ("She was barred with eleven others.", "Among the 12 barred was the minister."),
        ("They finished 1,620 more homes.", "They finished 4,860 homes, against 3,240 in 2023."),
        ("He comes back within two weeks.", "He comes back within a fortnight."),
        ("It takes four weeks.", "It takes 28 days."),
        ("It is closed on 24 December.", "It is closed on Christmas Eve."),
        ("He came on Saturday.", "He left on Friday and came the next day."),
        ("It was finished in 1955.", "Finished, it got turbines in 1974, nineteen years later."),
        ("It began on 6 June.", "Due on 4 June, it began on the 6th."),
        ("Nobody came in the evening.", "Nobody came at eight."),
    ],
)
def test_what_may_follow_is_not_decided(claim: str, evidence: str) -> None:
    assert objection(claim, evidence, "") is None


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("They took eleven villages.", "They took 10 villages."),  # small, but of the same things
        ("They took 64 villages.", "They took 10 villages."),
        ("About 64 villages were taken.", "They took 10 villages."),
        ("Only 26 percent is left.", "It has lost 84 percent."),
        ("He came on Saturday.", "He left on Friday and came home."),
        ("It was finished in 1950.", "It got turbines in 1974, nineteen years later."),
        ("It is closed on 24 December.", "It is closed on New Year's Eve."),
        ("It takes five weeks' notice of 40 days.", "It takes 28 days' notice."),
        ("He finished 3rd in the race.", "In the race he came 5th."),
        ("The death toll on Monday was 3.", "The death toll was 7 on Monday."),
        ("Profit fell 25 percent.", "Profit dropped 7 percent in the third quarter."),
        (
            "In the strike over pay, 430 jobs were lost.",
            "412 people lost their jobs in the strike.",
        ),
        ("More than 900 people came.", "850 people came."),
        ("It closed on 25 December.", "On Christmas Eve it was shut."),
        ("It was built in 1955.", "Its 19 rooms were built in 1974."),
        ("It cost about 50 dollars.", f"It cost {'9' * 400} dollars."),
    ],
)
def test_what_does_not_follow_is_decided(claim: str, evidence: str) -> None:
    assert "is not in the evidence." in (objection(claim, evidence, "") or "")


@pytest.mark.slow
def test_many_numbers_take_no_longer() -> None:
    evidence = " ".join(str(number) for number in range(10_001, 99_999, 91))
    claim = " ".join(str(number) for number in range(5_000_000, 5_000_250))
    started = perf_counter()
    assert objection(claim, evidence, "")
    assert perf_counter() - started < 5.0  # pairs of them took a minute


def test_numbers_and_words_that_were_cut_apart() -> None:
    evidence = "The 16 - year - old paid a fine of $ 1, 000 on May 3."
    assert objection("The 16-year-old paid a fine of $1,000 on May 3.", evidence, "") is None


def test_names_and_dates_may_come_from_the_document() -> None:
    claim = "In October 2025 Lindau lost its harbour."
    assert objection(claim, "It lost its harbour.", "Lindau, 2025-10-24") is None
    assert not any(doubts(claim, "It lost its harbour.", "Lindau, 2025-10-24"))
    assert objection(claim, "It lost its harbour.", "Lindau") is not None
    assert any(doubts(claim, "It lost its harbour.", "2025-10-24"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Niger", "Nigeria"),
        ("Nigeria", "Niger"),
        ("Austria", "Australia"),
        ("Australia", "Austria"),
    ],
)
def test_names_that_begin_alike_are_two(one: str, other: str) -> None:
    assert "name" in " ".join(filter(None, doubts(f"Troops of {one} left.", f"{other} left.", "")))
    assert not any(doubts(f"Troops of {one} left.", f"The troops of {one} left.", ""))


@pytest.mark.parametrize(
    ("claim", "follows"),
    [
        ("About 110 people came.", True),
        ("About 94 people came.", True),
        ("About 112 people came.", False),
        ("About 125 people came.", False),
        ("About 80 people came.", False),
        ("More than 92 people came.", True),
        ("More than 80 people came.", False),  # of a hundred, nobody would say so
        ("Almost 110 people came.", True),
        ("Almost 125 people came.", False),
    ],
)
def test_about_is_within_a_tenth(claim: str, follows: bool) -> None:
    assert (objection(claim, "There were 101 people who came.", "") is None) == follows


def test_what_is_denied_twice_is_not_denied() -> None:
    about = facts("The bridge was open.").words
    assert negated("The bridge was never open.", about)
    assert not negated("The bridge was never not open.", about)
