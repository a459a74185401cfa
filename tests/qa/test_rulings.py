"""What a rule says to who asks what one may, must or need not do."""

from collections.abc import Callable

import pytest

from index.documents.normalise import make_document
from qa.english.permissions import asks_of_rules, of_anybody
from qa.english.polar import asks_yes_or_no, plain_question
from qa.evidence.select import Evidence
from qa.kinds.rulings import Ruling, ruling
from qa.kinds.verdict import _ruling
from qa.kinds.yes_no import ruled
from qa.types import Verdict
from tests.support.fakes import LATE, RAIL, TEN, VILLAGES, find, passage

BATHS = "Baths: rules for bathers"


def said(question: str, sentence: str, title: str = BATHS, near: str = "") -> str:
    found = ruling(question, sentence, title, near)
    return found.short if found else ""


@pytest.mark.parametrize(
    ("question", "sentence", "short"),
    [
        ("May I smoke on the terrace?", "Smoking is allowed on the terrace.", "Yes"),
        ("May I take the cat?", "Pets are not allowed.", "No"),
        ("Are bags allowed?", "Bags are not allowed.", "No"),
        ("May visitors smoke?", "No smoking is allowed on the terrace.", "No, with an exception"),
        ("May I enter the tower?", "Nobody may enter the tower.", "No"),
        ("Can I pay by cheque?", "Cheques are not accepted.", "No"),
        ("Can I pay by card at the machine?", "The machine accepts cards.", "Yes"),
        ("Can I use my phone on the ward?", "Phones may be used here but not on the ward.", "No"),
        ("Can I keep a cockerel?", "Hens may be kept, but cockerels may not.", "No"),
        ("Can I keep hens?", "Hens may be kept, but cockerels may not.", "Yes"),
        ("Must I wear a helmet?", "Helmets are compulsory.", "Yes"),
        ("Do I have to wear a cap?", "Bathing caps are optional.", "No"),
        ("Should I bring a towel?", "You do not have to bring towels.", "No"),
        ("Should patients eat before the operation?", "Do not eat before the operation.", "No"),
        ("Do I need a permit for a shed?", "Sheds may be built without a permit.", "No"),
        ("Do I need a permit to fish?", "Fishing requires a day permit.", "Yes"),
        ("Are we insured for skiing?", "Skiing is not insured.", "No"),
        ("Is breakfast included?", "Breakfast is included.", "Yes"),
        ("May dogs enter the garden?", "Dogs may enter the garden but not the cafe.", "Yes"),
        ("May dogs enter the cafe?", "Dogs may enter the garden but not the cafe.", "No"),
        ("May the landlord warn me?", "The landlord may warn the tenant.", "Yes"),
        # whom it is said of, where that was not asked
        ("Do I have to shower?", "Bathers must shower.", "Yes, for bathers"),
        ("May guests vote?", "Guests may speak but not vote.", "No"),
        # a clause that leaves its verb to the one before
        ("Is linen included?", "Tables are included in the price, linen is not.", "No"),
        ("Are tables included?", "Tables are included in the price, linen is not.", "Yes"),
        ("May I throw rice?", "Confetti is allowed outside, but rice must not be thrown.", "No"),
        ("Do I have to book a tour?", "Tours start at 11; booking is advised but not due.", ""),
        ("Do I have to book a tour?", "Tours start at 11; booking is not required.", "No"),
        # of some cases only
        (
            "May I have a barbecue on a Sunday?",
            "Barbecues are welcome on Sundays, provided that the neighbours agree.",
            "Yes, with a condition",
        ),
        ("May I bring my dog?", "Dogs are welcome, but only on a lead.", "Yes, with a condition"),
        ("May I keep animals?", "You may keep small animals.", "Yes, with a condition"),
        (
            "May I take photos?",
            "Photography is prohibited without the permission of the manager.",
            "No, with an exception",
        ),
        (
            "May I bring my dog?",
            "Dogs are not allowed, except guide dogs.",
            "No, with an exception",
        ),
        ("May I bring my guide dog?", "Dogs are not allowed, except guide dogs.", "Yes"),
    ],
)
def test_a_rule_decides(question: str, sentence: str, short: str) -> None:
    assert said(question, sentence) == short


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        # of something else, of which less or more is said, or which is only done there
        ("May I bring my dog?", "Dogs must be kept on a lead."),
        ("May I bring my dog?", "Dogs may not bark after 10 pm."),
        ("Can I bring a bottle?", "Glass bottles are banned everywhere."),
        ("Can I bring hot food?", "Food is allowed."),
        ("May staff work from home?", "Staff may work on Sundays."),
        ("May I bring a parrot?", "Dogs are not allowed."),
        ("Can I park for free?", "Parking is free of charge for patients."),
        ("Is surgery included?", "The clinic is not included."),
        # of other people
        ("Can I vote?", "Members under 16 may not vote."),
        ("May members vote?", "Guests may not vote."),
        ("Can I borrow films?", "Children may borrow films only with a parent."),
        ("Do I need a visa?", "Citizens of Arland do not need a visa."),
        ("Can I cancel the contract?", "The contract may be cancelled by the landlord."),
        ("May the tenant warn the landlord?", "The landlord may warn the tenant."),
        ("Can children swim?", "Children under 12 may not swim."),
        ("Can I use the sauna?", "Only adults may use the sauna."),
        # of another place or time
        ("Can we play music until 11 pm?", "Music may be played until 10 pm."),
        ("Are shoes allowed in the hall?", "Shoes are forbidden beyond the hall."),
        ("Can I cancel after 14 days?", "You can cancel within 14 days."),
        ("May I run free on the green?", "You may run free here, but must walk on the green."),
        ("Can I take photos with flash?", "Photographs may be taken without flash."),
        ("Are linen and tables included?", "Tables are included, linen is not."),
        # asked the other way round
        ("Must I not eat?", "You must not eat."),
        ("May only members vote?", "Members may vote."),
        # a rule that was wished for, or a question
        ("May dogs swim?", "The council asked whether dogs may swim."),
        ("May dogs swim?", "Dogs may swim?"),
        # a duty is not decided by what is allowed or recommended
        ("Must I wear a helmet?", "Helmets are recommended."),
        ("Must I wear a helmet?", "Helmets may be worn."),
        # two that stand against each other
        ("May I smoke?", "You may smoke outside; you must not smoke."),
        # no question of a rule
        ("Is the bridge open?", "The bridge may be open."),
        ("May I?", "You may."),
        ("", ""),
    ],
)
def test_a_rule_of_something_else_decides_nothing(question: str, sentence: str) -> None:
    assert said(question, sentence) == ""


def test_what_is_asked_may_stand_in_what_the_document_is_about() -> None:
    rule = "Dogs are not allowed."
    assert said("May I bring my dog to the baths?", rule) == "No"
    assert said("May I bring my dog to the library?", rule) == ""
    assert said("May I bring my dog to the library?", rule, near="The library is old.") == "No"
    here = "Phones may be used in the hall."
    assert said("May I use my phone on the ward?", here, near="The ward is upstairs.") == ""


def test_a_long_sentence_is_no_rule() -> None:
    assert said("Are bags allowed?", "Bags are not allowed" + " here" * 100) == ""


def test_what_i_may_is_what_anybody_may() -> None:
    assert of_anybody("May I bring my dog to our plot?") == "May you bring your dog to your plot?"
    assert plain_question("am I allowed to smoke") == "Are you allowed to smoke?"
    assert of_anybody("Is my dog allowed?") == "Is my dog allowed?"
    assert asks_of_rules("Must visitors register?") and asks_of_rules("May you smoke?")
    assert not asks_of_rules("Must the bridge close?") and not asks_of_rules("May")


@pytest.mark.parametrize(
    "question", ["May I swim?", "Do we have to pay?", "Can you park there?", "Are we insured?"]
)
def test_what_the_reader_may_is_answered_with_yes_or_no(question: str) -> None:
    assert asks_yes_or_no(question)


@pytest.mark.parametrize(
    "question",
    [
        "Can you tell me who won?",
        "Could you summarise the minutes?",
        "Can I see a list of the members?",
        "Do you know who won?",
        "Am I right?",
        "Can I pay in cash or by card?",
        "May I",
    ],
)
def test_a_request_is_no_question_for_yes_or_no(question: str) -> None:
    assert not asks_yes_or_no(question)


VILLAGES_READ = Evidence(passage(VILLAGES, TEN), find(VILLAGES, TEN), 0.5, find(VILLAGES, "ten"))
RAIL_READ = Evidence(passage(RAIL, LATE), find(RAIL, LATE), 0.4, find(RAIL, "eleven"))
YES = Ruling(Verdict.YES, limited=False, whom="", said=1.0)


def test_rules_of_several_documents_disagree() -> None:
    no = Ruling(Verdict.NO, limited=False, whom="", said=1.0)
    rules = {TEN: YES, LATE: no}
    found = ruled([VILLAGES_READ, RAIL_READ], lambda one: rules.get(one.text), 0.6)
    assert found and found.verdict is Verdict.DISAGREE and len(found.evidence) == 2
    # one that says more of what is asked speaks alone
    rules[LATE] = Ruling(Verdict.NO, limited=True, whom="guests", said=0.5)
    found = ruled([VILLAGES_READ, RAIL_READ], lambda one: rules.get(one.text), 0.6)
    assert found and found.verdict is Verdict.YES and found.probability == 0.6
    assert [one.text for one in found.evidence] == [TEN] and found.short == "Yes"
    assert rules[LATE].short == "No, for guests, with an exception"
    # in one document nothing is decided
    rules[TEN], rules[LATE] = YES, no
    found = ruled([VILLAGES_READ, VILLAGES_READ], _both(), 0.6)
    assert found and found.verdict is Verdict.UNDECIDED and not found.evidence
    assert ruled([VILLAGES_READ], lambda one: None, 0.6) is None and ruled([], _both(), 0.6) is None


def _both() -> Callable[[Evidence], Ruling]:
    given = iter((YES, Ruling(Verdict.NO, limited=False, whom="", said=1.0)))
    return lambda one: next(given)


def test_what_a_sentence_says_itself_is_not_what_it_is_about() -> None:
    document = make_document("/r", "Chairs are included, linen is not. Keys cost 5 euros.", "Hall")
    text = "Chairs are included, linen is not."
    one = Evidence(passage(document, text), find(document, text), 0.5, find(document, "linen"))
    assert _ruling("Are linen and chairs included?", one) is None
    found = _ruling("Is linen included?", one)
    assert found and found.short == "No"


def test_a_clause_that_says_little_of_what_is_asked_is_no_rule_of_it() -> None:
    row = "Nobody may row alone before sunrise or after sunset."
    near = "Rules of the rowing club. Guests pay 8 pounds a visit."
    assert (
        ruling("Do guests at the rowing club have to pay?", row, "Rules of the club", near) is None
    )
