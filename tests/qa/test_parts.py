"""Questions of several parts: how they are cut, and how the answers are put together."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest

from index.types import Document
from qa.english.by_kind import may_count, may_hold
from qa.english.by_name import may_name
from qa.english.joined import Split
from qa.english.parts import MOST, not_said, split
from qa.english.things import things_of
from qa.kinds.part_claims import fitting
from qa.kinds.parts import in_parts
from qa.types import Answer, Claim, Event, Kind, Stage, Verdict
from tests.support.fakes import HITS, LATE, RAIL, TEN, VILLAGES, cite
from ui.render.values import answer_to_dict


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "How many people were wounded in Kherson and in Kharkiv?",
            (
                "How many people were wounded in Kherson?",
                "How many people were wounded in Kharkiv?",
            ),
        ),
        (
            "Who signed the treaty and when?",
            ("Who signed the treaty?", "When did they sign the treaty?"),
        ),
        ("When and where was it signed?", ("When was it signed?", "Where was it signed?")),
        (
            "Who signed the treaty, when was it signed and what does it say?",
            ("Who signed the treaty?", "When was the treaty signed?", "What does the treaty say?"),
        ),
        (
            "Who won the cup? And by how much?",
            ("Who won the cup?", "By how much did they win the cup?"),
        ),
        (
            "How many people were killed and wounded in Kherson?",
            ("How many people were killed in Kherson?", "How many people were wounded in Kherson?"),
        ),
        (
            "How many drones did Russia launch and how many did Ukraine shoot down?",
            ("How many drones did Russia launch?", "How many drones did Ukraine shoot down?"),
        ),
        (
            "Who is the mayor of Kharkiv and how old is he?",
            ("Who is the mayor of Kharkiv?", "How old is the mayor of Kharkiv?"),
        ),
        (
            "What are the name and age of the victim?",
            ("What is the name of the victim?", "What is the age of the victim?"),
        ),
        ("What do Paris and London want?", ("What does Paris want?", "What does London want?")),
        (
            "Who are the mayors of Kharkiv and Moscow?",
            ("Who is the mayor of Kharkiv?", "Who is the mayor of Moscow?"),
        ),
        (
            "How many ports are in Norway and in Denmark?",
            ("How many ports are in Norway?", "How many ports are in Denmark?"),
        ),
        (
            "How many countries belong to NATO and to the League of the North?",
            (
                "How many countries belong to NATO?",
                "How many countries belong to the League of the North?",
            ),
        ),
        (
            "What share of otters, of seals and of whales is at risk?",
            (
                "What share of otters is at risk?",
                "What share of seals is at risk?",
                "What share of whales is at risk?",
            ),
        ),
        (
            "What were the export prices of cod and herring in 2019?",
            (
                "What was the export price of cod in 2019?",
                "What was the export price of herring in 2019?",
            ),
        ),
        (
            "How many boats and trailers were stolen in Bergen?",
            ("How many boats were stolen in Bergen?", "How many trailers were stolen in Bergen?"),
        ),
        (
            "How many trains were late, how many boats sank, and how many men were hurt in Oslo?",
            (
                "How many trains were late in Oslo?",
                "How many boats sank in Oslo?",
                "How many men were hurt in Oslo?",
            ),
        ),
        (
            "Since when has Ada Holm led the club, and when did she join it?",
            ("Since when has Ada Holm led the club?", "When did Ada Holm join it?"),
        ),
        (
            "Which towns would host the fair, and for how long at a time?",
            (
                "Which towns would host the fair?",
                "For how long at a time would the towns host the fair?",
            ),
        ),
        (
            "How much is the berth for a long boat, and is power included?",
            ("How much is the berth for a long boat?", "Is power included?"),
        ),
        (
            "Is the museum open and is it free?",
            ("Is the museum open?", "Is the museum free?"),
        ),
        (
            "When was the club founded, and who founded it?",
            ("When was the club founded?", "Who founded the club?"),
        ),
        (
            "How many drones were seen over Oslo and how many over Bergen?",
            ("How many drones were seen over Oslo?", "How many drones were seen over Bergen?"),
        ),
        (
            "Who are the director and the cook of the inn?",
            ("Who is the director of the inn?", "Who is the cook of the inn?"),
        ),
        (
            "Was the bridge closed, and if so when?",
            ("Was the bridge closed?", "When was the bridge closed?"),
        ),
        (
            "Will the rent rise, and if so, by how much?",
            ("Will the rent rise?", "By how much will the rent rise?"),
        ),
        (
            "Tell me who chairs the council, as well as who leads the ward",
            ("Who chairs the council?", "Who leads the ward?"),
        ),
        (
            "How much is luggage insured for and how much cash, respectively?",
            ("How much is luggage insured for?", "How much is cash insured for?"),
        ),
        (
            "What does a day ticket cost and what a season ticket?",
            ("What does a day ticket cost?", "What does a season ticket cost?"),
        ),
        (
            "How many days of leave do employees get and how many sick days?",
            (
                "How many days of leave do employees get?",
                "How many sick days do employees get?",
            ),
        ),
        (
            "Who won the race in Oslo and who in Bergen?",
            ("Who won the race in Oslo?", "Who won the race in Bergen?"),
        ),
        (
            "What is the fee of the club, the rent of the hall and the price of the shirt?",
            (
                "What is the fee of the club?",
                "What is the rent of the hall?",
                "What is the price of the shirt?",
            ),
        ),
        (
            "When were the lift at Kent and the boiler renewed, respectively?",
            ("When was the lift at Kent renewed?", "When was the boiler renewed?"),
        ),
        (
            "How long are probation, the notice period and parental leave?",
            (
                "How long is probation?",
                "How long is the notice period?",
                "How long is parental leave?",
            ),
        ),
        (
            "When was the tower both built and repaired?",
            ("When was the tower built?", "When was the tower repaired?"),
        ),
        (
            "Who chairs the council as well as the works committee?",
            ("Who chairs the council?", "Who chairs the works committee?"),
        ),
        (
            "May I drink water and may I wear lenses?",
            ("May I drink water?", "May I wear lenses?"),
        ),
        (
            "Can I bring my dog and do I have to pay for it?",
            ("Can I bring my dog?", "Do I have to pay for my dog?"),
        ),
        (
            "Is the pool open and who runs it?",
            ("Is the pool open?", "Who runs the pool?"),
        ),
        (
            "Who hands over the keys and when?",
            ("Who hands over the keys?", "When do they hand over the keys?"),
        ),
        (
            "Which team won and by how many points?",
            ("Which team won?", "By how many points did the team win?"),
        ),
        (
            "What is the address and phone number of the clinic?",
            ("What is the address of the clinic?", "What is the phone number of the clinic?"),
        ),
        (
            "How far can the kite fly, and who says so?",
            ("How far can the kite fly?", "Who says how far the kite can fly?"),
        ),
    ],
)
def test_each_part_is_a_question_by_itself(question: str, parts: tuple[str, ...]) -> None:
    found = split(question)
    assert found and found.parts == parts


@pytest.mark.parametrize(
    ("question", "last"),
    [
        # pronouns: by what kind of thing they stand for
        ("Who is the mayor of Bergen, and who is its bishop?", "Who is Bergen’s bishop?"),
        ("When did pirates seize the ship, and when was it freed?", "When was the ship freed?"),
        ("When did Chad join the pact, and what did it ask for?", "What did Chad ask for?"),
        ("Why does the new moon of May 2021 glow, and why is it red?", "Why is the new moon red?"),
        ("Where was the body of Ada Holm found, and how old was she?", "How old was Ada Holm?"),
        ("How old is Ada Holm, and what is her son called?", "What is Ada Holm’s son called?"),
        ("Who did Ada Holm meet in Oslo, and what did they eat?", "What did Ada Holm eat?"),
        (
            "How many boats sank off Malta, and which boats were they?",
            "Which boats sank off Malta?",
        ),
        (
            "How many cooks in Kent fell ill? In which inn did they work?",
            "In which inn did the cooks in Kent who fell ill work?",
        ),
        (
            "When did Ada Holm’s inn in Kent open, and who is its chef?",
            "Who is the chef of Ada Holm’s inn?",
        ),
        (
            "When was the ferry raised off Bergen, and what is the name of its owner?",
            "What is the name of the ferry’s owner?",
        ),
        (
            "Which firm built the ferry, and how many workers did it lose?",
            "How many workers did the firm that built the ferry lose?",
        ),
        (
            "What is the name of the nurse who fell ill, and how old is she?",
            "How old is the nurse who fell ill?",
        ),
        ("How many cooks and how many maids did Ada hire?", "How many maids did Ada hire?"),
        ("Who founded the inn and is she alive?", "Is the one who founded the inn alive?"),
        (
            "Who is the captain of the Gull and who was it before?",
            "Who was the captain of the Gull before?",
        ),
        ("When does the toy shop open and who will open it?", "Who will open the toy shop?"),
        ("How long does the trip take and does it cost much?", "Does the trip cost much?"),
        # not where it stands for something in the same part
        (
            "What did Ada Holm say? When does the war reach its end?",
            "When does the war reach its end?",
        ),
        # descriptions
        (
            "How old is the nurse hurt in Kent, and what is the nurse’s name?",
            "What is the name of the nurse hurt in Kent?",
        ),
        # places and times
        (
            "How many people drowned in Kent in May 2020, and how high were the waves?",
            "How high were the waves in Kent in May 2020?",
        ),
        ("Who won in Oslo, and who is the mayor of Bergen?", "Who is the mayor of Bergen?"),
    ],
)
def test_a_part_is_given_what_it_leaves_to_the_first(question: str, last: str) -> None:
    found = split(question)
    assert found and found.parts[-1] == last


def test_a_place_behind_the_last_part_is_of_all() -> None:
    found = split("How many people died and how many are missing after the quake in Chile?")
    assert found and found.parts[0] == "How many people died after the quake in Chile?"


@pytest.mark.parametrize(
    "question",
    [
        "",
        "?",
        "and",
        "Who and when?",
        "Who signed it?",
        "How far apart are London and Paris?",
        "What links Ada Holm and Carl Weiss?",
        "What has separated Danish and German troops since 1864?",
        "What did the ministers of France and Britain agree on?",
        "What was said between Paris and London?",
        "Why did Anna Berg and Carl Weiss become rivals?",
        "What does Terry Sanderson, who sued the actor, do for a living?",
        "Did the mayor say when the bridge would open and why it closed?",
        "How many airports stopped flights, and how many elsewhere?",
        "Which player got the penalty, which gave them a new start?",
        "Who came to the party and has the key?",
        "Which town has a school, and has a church?",
        "Who signed the treaty, did not keep it, and left?",
        "Has the mayor, who was ill, and is now well, resigned?",
        "Who leads " + ", ".join(f"Land{chr(97 + n)}" for n in range(MOST)) + " and Oz?",
    ],
)
def test_what_has_one_part_is_left_whole(question: str) -> None:
    assert split(question) is None


def test_what_is_not_said_reads_as_a_sentence() -> None:
    said = not_said("How many people were wounded in Kherson?")
    assert said == "The documents do not say how many people were wounded in Kherson."
    assert not_said("When did it end?") == "The documents do not answer “When did it end?”"
    assert not_said("Who is the mayor?") == "The documents do not answer “Who is the mayor?”"


@pytest.mark.parametrize(
    ("part", "answered", "may"),
    [
        ("Which regions were hit?", "three regions of Norway", False),
        ("Which regions were hit?", "three regions", False),
        ("Which regions were hit?", "Telemark and Vestland", True),
        ("Which bombs were used?", "glide bombs", True),
        ("Who was arrested?", "two men", False),
        ("Who was arrested?", "two men, Ada Holm and Carl Weiss", True),
        ("Who owns it?", "the landlord", True),
        ("What is the name of the boy?", "a 16-year-old", False),
        ("What is the name of the boy?", "the boy from Kent", True),
        ("What is the boy called?", "a boy", False),
        ("What is the boy called?", "", True),
        ("How many regions were hit?", "three regions", True),
    ],
)
def test_who_is_asked_for_by_name_is_not_a_number(part: str, answered: str, may: bool) -> None:
    assert may_name(part, answered) is may


@pytest.mark.parametrize(
    ("part", "answered", "sentence", "may"),
    [
        ("When does it peak?", "the hot moon", "It is also called the hot moon.", False),
        ("When does it peak?", "at 2:40", "It peaks at 2:40 a.m.", True),
        ("When did she leave?", "once it rained", "She left once it rained.", True),
        ("In which year was it built?", "by Ada Holm", "It was built by Ada Holm.", False),
        ("How many trains were late?", "since 1994", "Trains have run since 1994.", False),
        ("How many trains were late?", "the old ones", "The old ones were late.", False),
        ("How many trains were late?", "Nobody", "Nobody was late.", True),
        ("How many trains were late?", "", "Trains were late.", True),
        ("How many trains were late?", "twelve trains", "Twelve trains were late.", True),
        ("What is his wife called?", "Eva Roth", "His successor is Eva Roth.", False),
        ("What is his wife called?", "Eva Roth", "He is married to Eva Roth.", True),
        ("What is her daughter called?", "Ben Roth", "She and her friend Ben Roth left.", False),
        ("Who is her successor?", "Ben Roth", "Ben Roth takes over in May.", True),
        ("Where does his wife live?", "in Kent", "She lives in Kent.", True),
        ("", "", "", True),
    ],
)
def test_a_part_is_answered_by_what_can_hold_the_answer(
    part: str, answered: str, sentence: str, may: bool
) -> None:
    assert may_hold(part, answered, sentence) is may


def test_a_time_that_no_sentence_tells_is_missing() -> None:
    question = "Who took ten villages in the north, and when did they take them?"
    parts = split(question)
    assert parts
    untold = replace(REPAIRS, claims=(Claim(VAGUE, (cite(VILLAGES, VAGUE),)),))
    _, _, answer = run(question, {parts.parts[0]: VILLAGES_TAKEN, parts.parts[1]: untold})
    assert [part.claims for part in answer.parts] == [(0,), ()] and answer.missing


VAGUE = "The front moved little in the north."
VILLAGES_TAKEN = Answer(
    "How many in Villages?", (Claim(TEN, (cite(VILLAGES, TEN),)),), HITS, confidence=0.9
)
REPAIRS = Answer("How many in Trains?", (Claim(LATE, (cite(RAIL, LATE),)),), HITS, confidence=0.6)


def asking(answers: dict[str, Answer]) -> tuple[list[str], Callable[[str], Iterator[Event]]]:
    asked: list[str] = []

    def ask(question: str) -> Iterator[Event]:
        asked.append(question)
        yield Stage.SEARCHING
        answer = answers.get(question, Answer(question, hits=HITS, confidence=0.1))
        yield from answer.claims
        yield answer

    return asked, ask


JOINED = "How many in Villages and Trains?"


def _nothing(part: str, documents: Sequence[Document]) -> None:
    """Documents that say nothing to any part."""


def run(
    question: str,
    answers: dict[str, Answer],
    beside: Callable[[str, Sequence[Document]], Claim | None] | None = None,
) -> tuple[list[str], list[Event], Answer]:
    asked, ask = asking(answers)
    parts = split(question)
    assert parts
    events = list(in_parts(question, parts, ask, beside or _nothing))
    answer = events[-1]
    assert isinstance(answer, Answer)
    return asked, events, answer


def test_the_part_that_is_not_answered_is_named() -> None:
    asked, events, answer = run(JOINED, {"How many in Villages?": VILLAGES_TAKEN})
    assert asked == [JOINED, "How many in Villages?", "How many in Trains?"]
    assert answer.kind is Kind.PARTS and answer.question == JOINED
    assert [part.claims for part in answer.parts] == [(0,), ()]
    assert answer.missing == ("The documents do not say how many in Trains.",)
    assert "The documents do not say how many in Trains." in str(answer)
    assert answer.confidence == 0.1
    claims = [event for event in events if isinstance(event, Claim)]
    assert tuple(claims) == answer.claims


def test_a_part_is_asked_of_the_documents_that_answer_another() -> None:
    asked: list[tuple[str, list[str]]] = []

    def beside(part: str, documents: Sequence[Document]) -> Claim:
        asked.append((part, [document.id for document in documents]))
        return Claim(LATE, (cite(RAIL, LATE),))

    question = "How many in Villages and Repairs?"
    both = Claim(TEN, (cite(VILLAGES, TEN), cite(RAIL, "Trains ran late on Friday.")))
    answers = {"How many in Villages?": replace(VILLAGES_TAKEN, claims=(both,))}
    _, events, answer = run(question, answers, beside)
    assert asked == [("How many in Repairs?", [VILLAGES.id, RAIL.id])]
    assert [claim.text for claim in answer.claims] == [TEN, LATE]
    assert [part.claims for part in answer.parts] == [(0,), (1,)] and answer.missing == ()
    assert tuple(event for event in events if isinstance(event, Claim)) == answer.claims
    # a sentence without the name that only this part has is none for it
    _, _, answer = run(JOINED, answers, beside)
    assert answer.missing == ("The documents do not say how many in Trains.",)
    # where no part is answered nobody is asked, nor where no such document has the name
    asked.clear()
    run(JOINED, {}, beside)
    _, _, answer = run(question, {"How many in Villages?": VILLAGES_TAKEN}, beside)
    assert answer.missing == ("The documents do not say how many in Repairs.",)
    assert asked == []


def test_every_claim_knows_its_part() -> None:
    _, events, answer = run(
        JOINED, {"How many in Villages?": VILLAGES_TAKEN, "How many in Trains?": REPAIRS}
    )
    assert [(claim.text, claim.part) for claim in answer.claims] == [(TEN, 0), (LATE, 1)]
    assert answer.missing == ()
    assert tuple(event for event in events if isinstance(event, Claim)) == answer.claims


def test_a_sentence_that_answers_two_parts_stands_once() -> None:
    answers = {"How many in Ministry?": VILLAGES_TAKEN, "How many in Villages?": VILLAGES_TAKEN}
    _, _, answer = run("How many in Ministry and Villages?", answers)
    assert [claim.text for claim in answer.claims] == [TEN]
    assert [part.claims for part in answer.parts] == [(0,), (0,)]


def test_a_sentence_on_all_that_is_joined_answers_it_whole() -> None:
    question = "When were the front and Villages taken in North and Ministry?"
    whole = Answer("x", (Claim(TEN, (cite(VILLAGES, TEN),)),), HITS, short="ten")
    asked, ask = asking({question: whole})
    parts = split("Who spoke in Ministry and Villages?")
    assert parts
    events = list(in_parts(question, parts, ask, _nothing))
    assert asked == [question]
    assert events[-1] == replace(whole, short="")  # that would answer one part of it


def test_where_no_part_is_answered_the_whole_question_is() -> None:
    asked, events, answer = run(JOINED, {JOINED: VILLAGES_TAKEN})
    assert len(asked) == 3
    assert answer is VILLAGES_TAKEN
    assert [event for event in events if isinstance(event, Claim)] == list(answer.claims)


def test_where_nothing_is_answered_it_abstains() -> None:
    _, _, answer = run("Who signed it and when?", {})
    assert answer.abstained and answer.parts == () and answer.missing == ()


def test_what_a_part_that_names_nothing_is_told_is_of_the_same_matter() -> None:
    lead = "How many villages did the ministry take in the north?"
    assert fitting("Who took over there?", [lead, "Who took over there?"], REPAIRS).abstained
    assert not fitting(
        "Who took over there?", [lead, "Who took over there?"], VILLAGES_TAKEN
    ).abstained
    assert not fitting("Who did it?", [lead, "Who did it?"], REPAIRS, [REPAIRS]).abstained
    assert fitting("Who did it?", [lead, "Who did it?"], REPAIRS, [VILLAGES_TAKEN]).abstained
    assert (
        fitting("Who took over in Trains?", [lead, "Who took over in Trains?"], REPAIRS) is REPAIRS
    )
    assert fitting(lead, [lead, "Who took over there?"], REPAIRS) is REPAIRS


def test_one_sentence_that_answers_the_whole_and_every_part_is_no_answer_in_parts() -> None:
    asked = "How many in Ministry and Villages?"
    alike = dict.fromkeys((asked, "How many in Ministry?", "How many in Villages?"), VILLAGES_TAKEN)
    _, events, answer = run(asked, alike)
    assert answer is VILLAGES_TAKEN
    assert [event for event in events if isinstance(event, Claim)] == list(answer.claims)


def test_a_sentence_on_another_of_the_things_answers_no_part() -> None:
    question = "What was the cost of villages and repairs in May?"
    parts = split(question)
    assert parts and parts.joined == ("villages", "repairs")
    _, _, answer = run(question, dict.fromkeys(parts.parts, VILLAGES_TAKEN))
    assert [part.claims for part in answer.parts] == [(0,), ()]
    assert answer.missing
    done = split("How many people were killed and wounded in May?")
    assert done and done.joined and not done.named  # "two dead" holds neither word


YES = Answer(
    "Is it?",
    (Claim(TEN, (cite(VILLAGES, TEN),)),),
    HITS,
    kind=Kind.YES_NO,
    short="Yes",
    verdict=Verdict.YES,
)
NO = replace(YES, short="No, for guests", verdict=Verdict.NO)
UNDECIDED = Answer("Is it?", hits=HITS, kind=Kind.YES_NO, verdict=Verdict.UNDECIDED)
LONG = "How long did Repairs take?"
POLAR = f"Is it open? {LONG}"


def _polar(first: Answer, second: Answer, asked: str = LONG) -> Answer:
    events = list(
        in_parts(
            POLAR,
            Split(("Is it open?", asked)),
            asking({"Is it open?": first, asked: second})[1],
            _nothing,
        )
    )
    answer = events[-1]
    assert isinstance(answer, Answer)
    assert tuple(event for event in events if isinstance(event, Claim)) == answer.claims
    return answer


def test_a_part_that_asks_for_yes_or_no_shows_its_verdict() -> None:
    answer = _polar(NO, REPAIRS)
    assert [claim.said for claim in answer.claims] == [f"No, for guests. {TEN}", LATE]
    assert [part.verdict for part in answer.parts] == [Verdict.NO, None]
    assert str(answer).startswith(f"No, for guests. {TEN} [1]")
    told = answer_to_dict(answer)
    assert [part["verdict"] for part in told["parts"]] == ["No", None]
    assert [claim["lead"] for claim in told["claims"]] == ["No, for guests", ""]


def test_a_part_that_is_not_decided_is_named() -> None:
    answer = _polar(UNDECIDED, REPAIRS)
    assert [claim.said for claim in answer.claims] == [LATE]
    assert answer.missing == ("The documents do not answer “Is it open?”",)
    assert answer.parts[0].verdict is Verdict.UNDECIDED


def test_a_sentence_stands_twice_only_with_another_verdict() -> None:
    answer = _polar(YES, VILLAGES_TAKEN, "How many did Villages take?")
    assert [claim.said for claim in answer.claims] == [f"Yes. {TEN}"]
    assert [part.claims for part in answer.parts] == [(0,), (0,)]
    answer = _polar(YES, NO)
    assert [claim.said for claim in answer.claims] == [f"Yes. {TEN}", f"No, for guests. {TEN}"]
    assert [part.claims for part in answer.parts] == [(0,), (1,)]
    answer = _polar(VILLAGES_TAKEN, YES)
    assert [claim.said for claim in answer.claims] == [TEN, f"Yes. {TEN}"]


def test_a_part_on_a_thing_of_its_own_is_answered_by_what_says_all_of_it() -> None:
    text = "The ward is led by Maud Ferrin."
    ward = Document("2" * 16, text, "/ward.txt", "The clinic")
    answer = Answer("x", (Claim(text, (cite(ward, text),)),), HITS)
    parts = ["Who runs the baths?", "Who leads the ward?"]
    assert not fitting(parts[1], parts, answer).abstained
    assert fitting("Who cleans the ward?", [parts[0], "Who cleans the ward?"], answer).abstained
    assert fitting(parts[1], ["Who runs Orm Hospital?", parts[1]], answer).abstained


def test_a_sentence_on_the_matter_of_another_part_answers_none() -> None:
    villages, repairs = "How many villages were taken in Pskov?", "How many repairs in Omsk?"
    ask = asking({villages: VILLAGES_TAKEN, repairs: VILLAGES_TAKEN})[1]
    *_, answer = in_parts("?", Split((villages, repairs)), ask, _nothing)
    assert isinstance(answer, Answer)
    assert [part.claims for part in answer.parts] == [(0,), ()]
    # what names nothing by itself is not held to it
    ask = asking({villages: VILLAGES_TAKEN, "How many?": VILLAGES_TAKEN})[1]
    *_, answer = in_parts("?", Split((villages, "How many?")), ask, _nothing)
    assert isinstance(answer, Answer) and not answer.missing


def test_what_answers_one_part_does_not_answer_another_that_asks_the_same() -> None:
    taken, lost = "Who took villages in Villages?", "Who sold villages in Villages?"
    ask = asking({taken: VILLAGES_TAKEN, lost: VILLAGES_TAKEN})[1]
    *_, answer = in_parts("?", Split((taken, lost)), ask, _nothing)
    assert isinstance(answer, Answer)
    assert [part.claims for part in answer.parts] == [(0,), ()]
    when = "When were villages sold in Villages?"
    ask = asking({taken: VILLAGES_TAKEN, when: VILLAGES_TAKEN})[1]
    *_, answer = in_parts("?", Split((taken, when)), ask, _nothing)
    assert isinstance(answer, Answer) and not answer.missing


@pytest.mark.parametrize(
    ("sentence", "may"),
    [
        ("In Pskov two were hurt and in Omsk three.", True),
        ("In Pskov two were hurt, and Omsk was quiet.", False),
        ("Nobody was hurt in Pskov, and none in Omsk.", True),
        ("Five were hurt in both Pskov and Omsk.", True),
    ],
)
def test_a_sentence_counts_as_many_things_as_are_asked(sentence: str, may: bool) -> None:
    assert may_count("How many were hurt in Pskov?", 2, sentence) is may
    assert may_count("When was it?", 2, sentence)


def test_the_things_of_a_question() -> None:
    assert things_of("When must a lost phone be reported at the desk?") == ["lost phone", "desk"]
    assert things_of("Who is Kent’s fire chief?") == ["Kent", "fire chief"]
    assert things_of("How many people came on 3 May?") == []
    assert things_of("What did I do?") == [] and things_of("") == []
