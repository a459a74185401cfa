"""How things stand by a sentence: open or closed, allowed or banned, with what is left out."""

import pytest

from index.text.words import words
from qa.english.polar import asked_state, asked_statement, asks_who_says_so
from qa.english.vocabulary import FUNCTION_STEMS
from qa.kinds.attributed import said_by
from qa.kinds.states import State, state_of


def state(question: str, sentence: str) -> State:
    content = frozenset(words(asked_statement(question))) - FUNCTION_STEMS
    return state_of(asked_state(question), sentence, content)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Is the pool open?", "The pool will stay closed until May."),
        ("Is the pool open?", "The pool has not reopened yet."),
        ("Is the pool closed?", "The pool has reopened."),
        ("Is Ada Holm alive?", "Ada Holm, who founded the inn, died in 2019."),
        ("Is the crane working?", "The crane is out of service."),
        ("Are the lights on?", "The lights are off at night."),
        ("Are open fires allowed?", "Open fires are forbidden."),
        ("May dogs enter the pool?", "Dogs are banned from the pool."),
        ("Are watches banned?", "Telephones are banned; watches are allowed."),
        ("Is parking free?", "Parking costs 3 euros."),
        ("Is parking free of charge?", "Parking is $3 an hour."),
        ("Does the trip take place?", "The trip was cancelled."),
        ("Did the ferry to Oslo stop?", "The one to Bergen stopped, but the ferry kept running."),
        ("Was Carl Weiss present?", "Apologies: Carl Weiss, Ben Roth."),
        ("Are dogs allowed in the inn?", "Dogs are allowed on the pier but not in the inn."),
        ("May cars enter on Sundays?", "Cars may enter except on Sundays."),
        ("Did the board ban skis?", "The proposal to ban skis in the basin was rejected."),
        ("Does the guarantee cover rust?", "The guarantee covers parts, but not damage by rust."),
        ("Did the Greens vote against it?", "The Greens first abstained and then agreed to it."),
        ("Did Ada Holm support the motion?", "Ada Holm voted against the motion."),
        ("Is dinner included?", "Breakfast is included, dinner is not."),
        ("Are cats allowed?", "Dogs are allowed, but cats are not."),
        ("Was the charger the cause?", "The police have ruled out the charger as the cause."),
        ("Was the driver to blame?", "The driver was not to blame."),
        ("Did the dividend rise?", "A dividend of 2 euros is proposed, unchanged from last year."),
        ("Was the fee raised?", "The fee is the same as last year."),
        (
            "Is the late fee reduced?",
            "Members pay 15 per cent less for all of these but the late fee.",
        ),
        ("Is the inn open on Mondays?", "The inn is open every day but Monday."),
        ("Are drinks included?", "Everything but the drinks is included."),
        ("Did Ada Holm agree?", "All members apart from Ada Holm agreed."),
        ("Is the roof insured?", "All parts other than the roof are insured."),
    ],
)
def test_things_stand_the_other_way(question: str, sentence: str) -> None:
    found = state(question, sentence)
    assert found.opposed and not found.affirmed


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Is the pool open?", "The pool is open all year."),
        ("Is the inn open all year?", "The inn is open all year but the pool closes in May."),
        ("Are guide dogs admitted?", "No animals apart from guide dogs are admitted."),
        ("Are guide dogs admitted?", "Animals are not admitted, except for guide dogs."),
        ("Is the pool open?", "The pool is not closed."),
        ("Is the pool closed?", "The pool was shut, but it is closed no longer."),
        ("Are dogs allowed on the pier?", "Dogs are allowed on the pier but not in the inn."),
        ("May cars enter on Saturdays?", "Cars may enter except on Sundays."),
        ("Was the proposal rejected?", "The proposal to ban skis was rejected."),
        ("Is the pool deep?", "The pool is closed."),
        ("Is breakfast included?", "Breakfast is included, dinner is not."),
        ("Are dogs allowed?", "Dogs are allowed, but cats are not."),
        ("Is lunch included?", "Breakfast is included, dinner is not."),
        ("Does the guarantee cover parts?", "The guarantee covers parts, but not damage by rust."),
        ("Does the guarantee cover glass?", "The guarantee covers parts, but not damage by rust."),
        ("Did Ada Holm support the motion?", "The council approved it; Ben Roth voted against."),
        ("Did the dividend rise?", "The dividend rose, and the bonus is unchanged."),
        ("Is the pool open?", "The weather was fine."),
        ("", "The pool is closed."),
        ("Is the pool open?", ""),
    ],
)
def test_things_do_not_stand_the_other_way(question: str, sentence: str) -> None:
    assert not state(question, sentence).opposed


def test_what_is_left_out_of_a_denial_is_so() -> None:
    no_animals = "No animals apart from guide dogs are admitted."
    assert state("Are guide dogs admitted?", no_animals).affirmed
    assert not state("Are cats admitted?", no_animals).affirmed
    assert not state("Are guide dogs admitted?", "All but the guide dogs are admitted.").affirmed
    assert not state("Did all but Ada Holm agree?", "All but the mayor agreed.").opposed


def test_things_stand_as_is_asked_where_one_clause_says_all_of_it_without_a_condition() -> None:
    assert state("Was the ferry to Oslo cancelled?", "The ferry to Oslo was cancelled.").affirmed
    ferries = "The ferries to Oslo and Bergen were cancelled; the ferry to Rostock kept running."
    assert state("Was the ferry to Oslo cancelled?", ferries).affirmed
    assert not state("Was the ferry to Rostock cancelled?", ferries).affirmed
    assert not state("Are grills allowed?", "Grills are allowed only in May.").affirmed
    assert not state("Are gas grills allowed?", "Grills are allowed.").affirmed


def test_what_is_denied_by_its_opposite_counts_as_said() -> None:
    assert state("Is the pool open?", "The pool is closed.").words == frozenset(words("open"))
    assert state("Is the pool open?", "The pool is open.").words == frozenset()


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        (
            "Norway’s Defence Ministry said on Friday that ten ships were sunk.",
            "Norway’s Def",
        ),
        ("According to the fire brigade, the pump failed.", "the fire brigade"),
        ("The company Bodan said its profit fell.", "the company Bodan"),
        ("2. Ada Holm reported that the crane is broken.", "Ada Holm"),
        ("“We will win,” said Ann Lee of Oslo.", "Ann Lee of Oslo"),
        ("Local media report that it rains.", "Local media"),
        ("Berg and Roth claim that it rains.", "Berg and Roth"),
        ("The bank reports a loss.", "the bank"),
        ("Two witnesses claim to have seen it.", "Two witnesses"),
        ("After a claim either side may end it.", ""),
        ("The annual report must be sent by May.", ""),
        ("Guests may claim a refund.", ""),
        ("Insurance claims rose.", ""),
        ("The clerk reports to the mayor.", ""),
        ("The reported case was closed.", ""),
        ("A yellow warning for snow has been issued.", ""),
        ("A yellow warning has been issued, the office said.", "the office"),
        ("Ida Holm, warning of floods, left.", "Ida Holm"),
        ("Councillor Menzies voted against, saying that it was loud.", "Councillor Menzies"),
        ("Take your pills, unless your doctor has told you otherwise.", ""),
        ("Roe called the results encouraging but said that more was needed.", ""),
        ("Colin Radley, 47, of Station Road, Arnau, had admitted theft.", "Colin Radley"),
        ("The retired general said no.", "the retired general"),
        ("Tom Elm, 33, of Ash Road, died on Friday, police said.", "police"),
        ("The officials’ claim that it rained was denied.", ""),
        ("He said it rained.", ""),
        ("The one who was there said so.", ""),
        ("The trip was cancelled.", ""),
        ("", ""),
    ],
)
def test_who_says_what_a_sentence_says(sentence: str, speaker: str) -> None:
    assert said_by(sentence).startswith(speaker) and bool(said_by(sentence)) is bool(speaker)


def test_a_question_may_name_who_says_so() -> None:
    assert asks_who_says_so("Did Norway say that ten ships were sunk?")
    assert not asks_who_says_so("Were ten ships sunk?")
    assert not asks_who_says_so("")
