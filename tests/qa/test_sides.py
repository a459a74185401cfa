"""What lies on the other side of what is asked: under it, brought about by it, without effect."""

import pytest

from qa.english.sides import on_the_other_side

CAUSE = "What was the cause of the strike?"


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who pays for damage above 500 euros?", "The hirer pays for damage up to €500."),
        ("What do groups of over 1,000 pay?", "Groups of fewer than 1000 pay 3 euros."),
        ("May children under 12 swim?", "Children older than 12 may swim."),
        (CAUSE, "During the strike the town lent bicycles."),
        ("What caused the fire?", "The hall was closed because of the fire."),
        ("What led to the long delay?", "Two shows were lost due to this delay."),
        ("By what margin did Moll win?", "Moll got 21,340 votes at Linde."),
        ("Which drinks weaken the pill?", "Milk has no influence."),
        ("What affects the price?", "Rain does not affect the price."),
        ("Where was Max seen?", "Max was seen in Linde, which turned out to be wrong."),
    ],
)
def test_it_is_on_the_other_side(question: str, sentence: str) -> None:
    assert on_the_other_side(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who pays for damage above 500 euros?", "Damage over 500 euros is paid by Hals."),
        ("Who pays for damage above 500 euros?", "Up to 500 euros you pay, above 500 Hals."),
        ("Who pays for damage above 500 euros?", "Damage up to 300 euros is paid by Hals."),
        ("Who pays for damage of 500 euros?", "The hirer pays for damage up to €500."),
        (CAUSE, "The strike began because of the low pay."),
        ("What was the cause of the crash?", "The crash was due to the speed of the car."),
        ("What caused the crash of the car?", "It was due to the ice on the road."),
        ("What is the margin of error?", "Some 900 votes were counted."),
        ("By what margin must Moll win?", "Moll got 900 votes."),
        ("By what margin did Moll win?", "Moll got 900 votes, Hals 700."),
        ("Which drinks weaken the pill?", "Milk has no influence, but juice does it."),
        ("What affects the price?", "Rain affects the price; frost has no influence."),
        ("When was Max seen?", "Max was seen in May, which turned out to be wrong."),
        ("Which plan was chosen?", "The second, after the first proved wrong, was chosen."),
        ("What do those over 50 pay?", "It is 6 euros under 50 and 7 if you are older."),
        (CAUSE, "A driver was dismissed, which started it during the strike."),
        ("What happened during the strike?", "During the strike the town lent bicycles."),
        ("What caused the fire?", "A fault was found during the inspection."),
        ("By what margin did Moll win?", "Moll won by 1,204 votes."),
        ("By what margin did Moll win?", "Moll beat Hals 3-1."),
        ("Which drinks do not affect the pill?", "Milk has no influence."),
        ("Which drinks weaken the pill?", "Grape juice makes it weaker."),
        ("What is the effect of milk?", "Milk has no influence."),
        ("What did the hiker report?", "He reported a fire, which turned out to be wrong."),
    ],
)
def test_it_may_be_what_is_asked_for(question: str, sentence: str) -> None:
    assert not on_the_other_side(question, sentence)
