"""Yes/no questions: what rules see of a sentence, and what becomes of a verdict by it."""

from dataclasses import replace

import pytest

from qa.english.polar import asked_statement
from qa.kinds.grounds import Grounds, compare
from qa.kinds.yes_no import FAINT, PLAIN, weighed
from qa.types import Verdict

TITLE = "Ferry runs aground off Bergen\n2021-03-04\n"
SENTENCE = "Two people were hurt when the Norwegian ferry ran aground, Mayor Ada Holm said."
BEFORE = "The ferry was on its way to Stavanger. "


def seen(question: str, sentence: str = SENTENCE, document: str = "") -> Grounds:
    text = document or TITLE + BEFORE + sentence
    return compare(question, sentence, BEFORE + sentence, TITLE, text)


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("Did the mayor say that 12 ferries were late?", "12 ferries were late"),
        ("Is it true that the ferry sank?", "the ferry sank"),
        ("Was the ferry late?", "the ferry late"),
        ("Has Oslo confirmed it?", "Oslo confirmed it"),
        ("", ""),
        ("?", ""),
    ],
)
def test_what_is_asked_about_is_told_without_who_said_it(question: str, statement: str) -> None:
    assert asked_statement(question) == statement


def test_a_figure_or_name_that_is_another_is_seen() -> None:
    assert not seen("Were two people hurt on the ferry off Bergen?").altered
    assert seen("Were three people hurt on the ferry?").altered
    oslo = seen("Was the ferry on its way to Oslo?")
    assert oslo.altered and oslo.unknown == 1
    later = seen("Was Carl Weiss hurt?", document=f"{TITLE}{SENTENCE} Carl Weiss saw it.")
    assert later.altered and later.unknown == 0


def test_the_people_of_a_country_and_the_date_of_the_document_are_known() -> None:
    assert not seen("Did a ferry of Norway run aground?").altered
    assert not seen("Were two people hurt in 2021?").altered


def test_a_negation_of_the_matter_denies_it() -> None:
    assert seen("Did the ferry sink?", "The ferry did not sink.").denied
    assert not seen("Did the ferry sink?", "The ferry sank, but nobody was hurt.").denied
    assert not seen("Did the ferry not sink?", "The ferry did not sink.").denied
    assert seen("Did the price of tickets rise?", "The price of tickets fell.").denied


def test_what_was_refused_or_is_still_to_be_done_was_not_done() -> None:
    for question, sentence in (
        ("Did she leave the country?", "She refused to leave the country, though she could."),
        ("Has the sale been approved?", "The sale still has to be approved by the council."),
        ("Was the bridge opened?", "The bridge has yet to be opened."),
        ("Did the guard lock the gate?", "The guard forgot to lock the gate on Monday."),
        ("Did they land in Oslo?", "Fog prevented them from landing in Oslo."),
        ("Is it good for touring?", "It is good for commuting, not for touring."),
    ):
        found = seen(question, sentence)
        assert found.opposed and not found.affirmed, sentence


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Will the sale be approved?", "The sale still has to be approved by the council."),
        ("Has the bill to be paid?", "The bill still has to be paid."),
        ("Did the guests have to pay?", "The guests still had to pay."),
        ("Did she refuse to leave the country?", "She refused to leave the country."),
        ("Did she not leave the country?", "She refused to leave the country."),
        ("Did she leave the country?", "She failed to find work and left the country."),
        ("Did she lock the door?", "She did not forget to lock the door."),
        ("Did Roth pay the fine?", "Berg refused to pay the fine; Roth settled it."),
        ("Did the police clear it?", "The protesters refused to clear it, so the police did."),
        ("Did he sign the letter?", "He initially refused to sign the letter but gave in."),
        ("Did the minister resign?", "The minister who refused to resign left today."),
        ("Did they lift the ban?", "They had refused to lift the ban until yesterday."),
        ("Did the city repair it?", "If the city fails to repair it, it is closed."),
        ("Did she publish it?", "She refused to publish it under her own name."),
        ("Did she pay?", "She refused to pay more than 20 euros."),
        ("Is the path open for walkers?", "The path is open, not for cars but for walkers."),
    ],
)
def test_what_may_have_been_done_after_all_is_not_denied(question: str, sentence: str) -> None:
    assert not seen(question, sentence).opposed


@pytest.mark.parametrize(
    ("question", "sentence", "plain"),
    [
        ("Has the heating been tested?", "The heating has not been tested yet.", True),
        ("Was the mill sold?", "The mill was not sold in 1990 but was sold in 2001.", False),
        ("Does it have a café?", "It has no parking but does have a café.", False),
        ("Did Anna marry Ben?", "Anna did not marry Ben for his money.", False),
        ("Did Roth leave the party?", "Roth did not leave the party until midnight.", False),
        ("Was the car insured?", "The car was not stolen and was insured.", False),
        ("Was the car insured?", "The car was insured.", False),
    ],
)
def test_a_plain_denial_says_nothing_else(question: str, sentence: str, plain: bool) -> None:
    assert seen(question, sentence).plain == plain


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Did the museum open in May?", "The museum opened to great applause."),
        ("Did it open in May?", "It opened in June."),
        ("Did the match end 3-1?", "The match ended 1-3."),
        ("Did prices rise by 5%?", "Prices rose by 3%."),
    ],
)
def test_another_figure_or_month_is_seen(question: str, sentence: str) -> None:
    assert compare(question, sentence, sentence, "Prices, 5 April 2024", sentence).altered


def test_a_figure_of_the_sentence_before_is_no_other_one() -> None:
    given = "In 1933 she was forbidden to paint. She refused to leave the country that year."
    asked = "Did she leave the country in 1933?"
    assert not compare(asked, given.split(". ")[1], given, TITLE, given).altered
    fees = "In 2019 it was 20 euros. The fee was 30 euros in 2020."
    assert compare("Was the fee 20 euros in 2020?", fees.split(". ")[1], fees, "", fees).altered


@pytest.mark.parametrize(
    ("question", "altered"),
    [
        ("Is Ukraine a member of NATO?", True),
        ("Is Denmark a member of NATO?", False),
        ("Are the Netherlands in NATO?", False),
        ("Do both belong to NATO?", False),
    ],
)
def test_both_are_the_two_that_are_named_together(question: str, altered: bool) -> None:
    before = "Denmark and the Netherlands will give Ukraine fighter planes."
    both = "Both belong to NATO."
    given = f"{before} {both}"
    assert compare(question, both, given, TITLE, given).altered == altered
    nobody = "Denmark will give Ukraine fighter planes. Both belong to NATO."
    assert not compare("Is Ukraine in NATO?", both, nobody, TITLE, nobody).altered


@pytest.mark.parametrize(
    ("question", "sentence", "beside"),
    [
        ("Did shares of Tarn Pet Care rise?", "Shares of Tarn Foods rose.", True),
        ("Has Tarn Pet Care bought the dairy?", "Tarn Foods has bought the dairy.", True),
        ("Has Tarn Foods bought the dairy?", "Tarn Foods has bought the dairy.", False),
        ("Has Tarn Foods Group bought the dairy?", "Tarn Foods has bought the dairy.", False),
        ("Did Rolf Pell study in Vienna?", "Victor Pell studied in Vienna.", True),
        ("Did Victor Pell study in Vienna?", "Pell studied in Vienna.", False),
        ("Did Rolf Pell grow up in Lunn?", "Pell, the son of Victor Pell, grew up in Lunn.", False),
        ("Did Rolf Pell have a brother?", "Victor Pell was his brother.", False),
        ("Did Tarn Pet Care grow?", "The shares of Tarn Foods grew.", True),
        ("Has Anna Kern resigned?", "She has resigned, and Tom Kern takes over.", False),
        (
            "Did Toyota Motor raise prices?",
            "The maker raised the price of the Toyota Corolla.",
            False,
        ),
        (
            "Did Samsung Electronics recall phones?",
            "The company recalled the Samsung Galaxy Note.",
            False,
        ),
        ("Did Donald Trump defend Eric?", "The president defended Eric Trump.", False),
        ("Did Rolf Pell study in Vienna?", "The son of Victor Pell studied in Vienna.", False),
    ],
)
def test_what_is_told_of_a_namesake_stands_beside(
    question: str, sentence: str, *, beside: bool
) -> None:
    assert compare(question, sentence, sentence, "", sentence).beside is beside


@pytest.mark.parametrize(
    ("question", "sentence", "beside"),
    [
        ("Is the museum's café open on Sunday?", "Sunday: closed", True),
        ("Is the museum open on Sunday?", "Sunday: closed", False),
        ("Is the museum's café open on Sunday?", "The café is open every day.", False),
        ("Is St Mary's Church open on Sunday?", "Sunday: closed", False),
    ],
)
def test_a_line_of_hours_is_of_the_whole_place(
    question: str, sentence: str, *, beside: bool
) -> None:
    assert compare(question, sentence, sentence, "", sentence).beside is beside


def test_what_the_title_names_stands_not_beside() -> None:
    for question, sentence, title in (
        ("Is the museum's café open on Sunday?", "Sunday: closed", "Museum café"),
        ("Is Heathrow Airport closed?", "Heathrow Terminal 5 is closed.", "Heathrow Airport"),
    ):
        assert not compare(question, sentence, sentence, "", sentence, title).beside


def test_another_number_or_direction_replaces_it() -> None:
    assert seen("Did 12 Norwegian ferries sail?", "Ten ferries sailed.").replaced
    assert not seen("Did ten ferries sail?", "10 ferries sailed.").replaced
    assert not seen("Did 12 ferries sail?", "Ten people were hurt.").replaced
    assert not seen("Did 12 ferries sail?", "Of 20 ferries 12 ferries sailed.").replaced
    assert not seen("Did two Bergen ferries sail?", "Five ferries sailed, two in Bergen.").replaced
    assert seen("Is Bergen in the southeast?", "Bergen lies in the southwest.").replaced
    assert not seen("Is Bergen in the southwest?", "Bergen lies in the southwest.").replaced


def test_another_year_replaces_it() -> None:
    assert seen("Was the port founded in 1955?", "The port was founded in 1949.").replaced
    assert not seen("Was the port founded in 1949?", "The port was founded in 1949.").replaced
    assert not seen("Was the port founded in 1949?", "The port was founded then.").replaced


def test_another_day_month_or_weekday_replaces_it_but_not_a_stretch_of_time() -> None:
    fair = "The fair is on Saturday, 27 June, in the park."
    assert seen("Is the fair on a Sunday?", fair).replaced
    assert seen("Is the fair on a Sunday?", fair).covered == 1.0
    assert seen("Is the fair in July?", fair).replaced
    assert not seen("Is the fair on a Saturday?", fair).replaced
    assert not seen("Is the pool closed in April?", "The pool is closed until May.").replaced


def test_another_number_of_the_same_things_counts_as_said() -> None:
    other = seen("Did twenty Norwegian ferries sail?", "Ten Norwegian ferries sailed.")
    assert other.replaced and other.covered == 1.0


def test_a_word_for_anyone_need_not_be_said() -> None:
    nobody = seen("Was anyone killed?", "Nobody was killed.")
    assert nobody.denied and nobody.covered == 1.0


def test_the_title_says_what_its_sentences_are_about() -> None:
    text = "Nobody was killed."
    told = compare("Was anyone killed in the storm?", text, text, "", text, "The storm of 1953")
    assert told.covered == 1.0
    assert compare("Was anyone killed in the storm?", text, text, "", text).covered == 0.5


def test_an_opposite_denies_and_counts_as_said() -> None:
    closed = seen("Is the theatre open?", "The theatre will stay closed until May.")
    assert closed.opposed and closed.denied and closed.covered == 1.0
    assert not seen("Is the theatre not open?", "The theatre is closed.").opposed
    assert seen("Was the ferry cancelled?", "The ferry was cancelled.").affirmed


def test_what_is_said_in_somebodys_name_is_known() -> None:
    assert seen("Did the ferry sink?", "The ministry said that the ferry sank.").reported
    assert not seen("Did the ferry sink?", "The ferry sank.").reported


def test_another_rank_replaces_it() -> None:
    assert seen("Did Ada Holm come second?", "Ada Holm came third.").replaced
    assert not seen("Did Ada Holm come second?", "Ada Holm came second, not third.").replaced
    assert not seen("Did Ada Holm win?", "Ada Holm came third.").replaced


def test_words_one_behind_the_other_echo_the_question() -> None:
    echo = "In Bergen 12 Norwegian ferries were delayed overnight."
    assert seen("Did Ada Holm say that 12 Norwegian ferries were delayed?", echo).echoed
    swapped = "Danish crews held a Norwegian ferry."
    assert not seen("Did Norwegian crews hold a ferry of Denmark?", swapped).echoed
    assert not seen("Were ferries delayed?", echo).echoed  # too few words


def test_the_share_of_the_question_that_is_said() -> None:
    assert seen("Were people hurt?").covered == 1.0
    assert seen("Was the ferry repainted?").covered == 0.5
    assert seen("?").covered == 0.0


def test_a_sentence_of_which_only_the_title_says_what_is_asked_is_silent() -> None:
    found = seen("Did the ferry run aground off Bergen?", "Rain fell in the night.")
    assert found.silent and found.covered
    assert not seen("Did the ferry run aground off Bergen?").silent
    assert not seen("Is the ferry open?", "It is closed.").silent  # the opposite of what is asked


def test_to_whom_something_was_reported_is_a_part_of_the_question() -> None:
    said = "The accident was reported."
    assert seen("Was the accident reported?", said).covered == 1.0
    assert seen("Was the accident reported to the authorities?", said).covered == pytest.approx(
        2 / 3
    )


LIMIT = 0.55
NOTHING = (0.0, 0.0)


def verdict(shares: tuple[float, float], grounds: Grounds, p: float = 0.1) -> tuple[float, float]:
    return weighed(shares, grounds, p, LIMIT)


def test_with_no_grounds_against_it_a_verdict_stands() -> None:
    assert verdict((0.6, 0.2), Grounds()) == (0.6, 0.2)
    assert verdict((0.2, 0.6), Grounds()) == (0.2, 0.6)


def test_of_documents_that_do_not_know_the_names_nothing_is_decided() -> None:
    assert verdict((0.9, 0.1), Grounds(unknown=2)) == NOTHING
    assert verdict((0.2, 0.6), Grounds(unknown=2)) == NOTHING


def test_what_hardly_reads_as_evidence_decides_only_if_it_says_most() -> None:
    assert verdict((0.6, 0.2), Grounds(covered=0.6), FAINT / 2) == NOTHING
    assert verdict((0.6, 0.2), Grounds(covered=0.6), FAINT * 2) == (0.6, 0.0)
    assert verdict((0.6, 0.2), Grounds(covered=0.3), FAINT * 2) == NOTHING  # it says too little
    assert verdict((0.6, 0.2), Grounds(covered=0.3), PLAIN) == (0.6, 0.0)
    assert verdict((0.6, 0.2), Grounds(covered=0.8), FAINT / 2) == (0.6, 0.2)


def test_a_yes_on_another_name_is_a_no_and_on_another_figure_nothing() -> None:
    assert verdict((0.7, 0.2), Grounds(unknown=1, altered=True)) == (0.0, 0.7)
    assert verdict((0.7, 0.2), Grounds(unknown=1, altered=True, covered=0.5)) == NOTHING
    assert verdict((0.7, 0.2), Grounds(altered=True)) == NOTHING


def test_a_no_needs_something_to_rest_on() -> None:
    assert verdict((0.2, 0.6), Grounds(covered=0.8))[1] == 0.0
    assert verdict((0.2, 0.6), Grounds(covered=0.8, denied=True))[1] == 0.6
    assert verdict((0.2, 0.6), Grounds(covered=0.8, altered=True))[1] == 0.6
    assert verdict((0.2, 0.6), Grounds(covered=0.4), PLAIN)[1] == 0.0
    assert verdict((0.2, 0.6), Grounds(covered=0.4, altered=True), PLAIN)[1] == 0.0
    assert verdict((0.2, 0.6), Grounds(covered=0.6, altered=True), PLAIN)[1] == 0.6
    assert verdict((0.2, 0.6), Grounds(covered=0.4, negates=True), PLAIN)[1] == 0.6
    assert verdict((0.2, 0.6), Grounds(covered=0.4, negates=True))[1] == 0.0  # nor reads it so
    assert verdict((0.2, 0.6), Grounds(covered=0.6, negates=True))[1] == 0.6


def test_what_names_nothing_that_is_asked_about_decides_nothing() -> None:
    assert verdict((0.6, 0.2), Grounds(silent=True)) == NOTHING
    assert verdict((0.6, 0.2), Grounds(silent=True), PLAIN) == (0.6, 0.2)
    assert verdict((0.2, 0.6), Grounds(named=False), PLAIN)[1] == 0.0
    assert verdict((0.2, 0.6), Grounds(named=False, replaced=True), PLAIN) == (0.0, 0.6)
    assert verdict((0.2, 0.6), Grounds(named=False, altered=True), PLAIN)[1] == 0.6


def test_what_is_left_out_is_a_no_however_sure_the_network_is() -> None:
    assert verdict((0.9, 0.1), Grounds(opposed=True, denied=True)) == (0.0, LIMIT)
    assert verdict((0.9, 0.1), Grounds()) == (0.9, 0.1)


def test_a_denial_or_another_rank_decides_where_the_network_is_unsure() -> None:
    assert verdict((0.1, 0.2), Grounds(denied=True)) == (0.0, LIMIT)
    assert verdict((0.3, 0.2), Grounds(denied=True)) == (0.3, 0.2)
    assert verdict((0.3, 0.2), Grounds(denied=True, plain=True)) == (0.0, LIMIT)
    assert verdict((0.3, 0.2), Grounds(denied=True, plain=True, covered=0.8)) == (0.3, 0.2)
    assert verdict((0.6, 0.2), Grounds(denied=True, plain=True)) == (0.6, 0.2)
    assert verdict((0.5, 0.4), Grounds(replaced=True)) == (0.0, LIMIT)
    assert verdict((0.1, 0.2), Grounds(denied=True, covered=0.5))[1] < LIMIT
    assert verdict((0.7, 0.1), Grounds(replaced=True, altered=True)) == (0.0, 0.7)
    assert verdict((0.5, 0.4), Grounds(replaced=True, unknown=1)) == (0.5, 0.0)


def test_how_things_stand_decides_whatever_the_network_makes_of_it() -> None:
    assert verdict((0.5, 0.4), Grounds(opposed=True, denied=True)) == (0.0, LIMIT)
    assert verdict((0.5, 0.6), Grounds(opposed=True, denied=True)) == (0.0, 0.6)
    assert verdict((0.3, 0.6), Grounds(affirmed=True)) == (LIMIT, 0.0)
    assert verdict((0.5, 0.4), Grounds(opposed=True, covered=0.6)) != (0.0, LIMIT)
    assert verdict((0.5, 0.4), Grounds(opposed=True, unknown=1)) != (0.0, LIMIT)


def test_less_is_asked_of_a_yes_that_is_told_in_somebodys_name() -> None:
    assert verdict((0.52, 0.3), Grounds(reported=True, covered=0.8)) == (LIMIT, 0.0)
    assert verdict((0.52, 0.3), Grounds(covered=0.8)) == (0.52, 0.0)
    assert verdict((0.45, 0.3), Grounds(reported=True, covered=0.8))[0] < LIMIT
    assert verdict((0.52, 0.3), Grounds(reported=True, covered=0.5))[0] < LIMIT
    assert verdict((0.52, 0.3), Grounds(reported=True, altered=True))[0] < LIMIT


def test_an_echo_says_yes() -> None:
    assert verdict((0.2, 0.6), Grounds(echoed=True)) == (0.6, 0.0)
    assert verdict((0.2, 0.6), Grounds(echoed=True, denied=True)) == (0.0, 0.6)


def test_what_hardly_reads_as_evidence_is_a_no_only_if_it_negates_something() -> None:
    said = replace(Grounds(negates=True), covered=0.6)
    assert verdict((0.05, 0.9), said, FAINT / 2) == (0.05, 0.9)
    assert verdict((0.05, 0.9), Grounds(covered=0.8), FAINT / 2) == (0.05, 0.9)
    assert verdict((0.05, 0.9), Grounds(covered=0.6), FAINT / 2) == NOTHING
    assert verdict((0.05, 0.9), Grounds(covered=0.2, negates=True), FAINT / 2) == NOTHING
    assert seen("Is it open?", "It cannot be opened.").negates
    assert not seen("Is it open?", "Three visitors are expected at the table.").negates
    assert not seen("Is it shut?", "I cannot stand that there is no closure.").negates
    assert not seen("Must I work?", "There are no night shifts, and you will work late.").negates
    assert not seen("Is it 3 metres?", "It is no more than 4 metres.").negates


def test_what_one_may_or_must_do_is_denied_only_where_something_denies_it() -> None:
    for asked in ("May I eat on the day?", "Does the tenant have to pay?", "Can I print?"):
        assert seen(asked).of_leave
    assert not seen("Did the tenant pay?").of_leave
    granted = Grounds(of_leave=True)
    assert verdict((0.3, 0.6), granted) == (0.3, 0.0)
    assert verdict((0.05, 0.9), granted) == (0.05, 0.0)
    assert verdict((0.05, 0.9), replace(granted, negates=True)) == (0.05, 0.9)
    assert verdict((0.05, 0.9), replace(granted, denied=True)) == (0.05, 0.9)


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("Yes, on the ground floor.", Verdict.YES),
        ("Yes.", Verdict.YES),
        ("“No,” she said.", Verdict.NO),
        ("No dogs are allowed.", None),
        ("Yesterday it rained.", None),
        ("Nobody came.", None),
        ("No. 5 Elm Road has parking.", None),
    ],
)
def test_an_answer_that_begins_with_a_verdict_has_it(sentence: str, says: Verdict | None) -> None:
    assert seen("Is there a toilet?", sentence).says is says


def test_what_is_not_required_need_not_be() -> None:
    waived = "Experience in surgery is welcome but not required."
    assert seen("Do I need experience in surgery?", waived).denied
    assert not seen("Is experience in surgery welcome?", waived).denied
    dogs = "Dogs must be on a lead, but cats need not be."
    assert not seen("Must dogs be on a lead?", dogs).denied
    assert seen("Do I have to book?", "You do not have to book.").denied
    closed = seen("Is the hall closed on Sundays?", "Yes, the hall is open on Sundays.")
    assert closed.says is None and closed.opposed


def test_another_sum_of_money_is_a_no() -> None:
    paid = "The tenant paid a deposit of £1,065."
    found = compare("Is the deposit £925?", paid, paid, "", paid)
    assert found.replaced and found.covered == 1.0
    assert verdict((0.7, 0.2), found)[1] >= LIMIT


def test_a_verdict_that_is_said_is_never_turned() -> None:
    assert verdict((0.1, 0.8), Grounds(says=Verdict.YES)) == (LIMIT, 0.0)
    assert verdict((0.8, 0.1), Grounds(says=Verdict.NO)) == (0.0, LIMIT)
    assert verdict((0.1, 0.8), Grounds(says=Verdict.YES, covered=0.3)) == (0.1, 0.0)
    assert verdict((0.8, 0.1), Grounds(says=Verdict.NO, covered=0.3)) == (0.0, 0.1)


def test_what_lies_within_a_limit_may_be() -> None:
    within = Grounds(within=True)
    assert verdict((0.3, 0.6), within) == (LIMIT, 0.0)
    assert verdict((0.3, 0.6), replace(within, denied=True)) == (0.0, 0.6)
    assert verdict((0.3, 0.6), replace(within, covered=0.4)) == NOTHING
    room = "It is for rooms of up to 40 square metres."
    asked = "Can I use it in a room of 30 square metres?"
    found = compare(asked, room, room, TITLE, room)
    assert found.within and not found.replaced and not found.altered
    asked = "Can I use it in a room of 50 square metres?"
    assert compare(asked, room, room, TITLE, room).within is False
    free = "Guests of up to 12 years stay free of charge."
    assert compare("Do guests of 11 years have to pay?", free, free, "", free).within is None
    assert verdict((0.3, 0.6), Grounds(within=False)) == (0.0, 0.6)


def test_what_is_said_of_another_time_or_place_decides_nothing() -> None:
    assert verdict((0.05, 0.9), Grounds(beside=True, denied=True)) == NOTHING
    hostel = "The Lighthouse Hostel is closed from November to March."
    asked = "Is the Alder Arms open in winter?"
    assert compare(asked, hostel, hostel, "Skerrow", f"The Alder Arms has rooms. {hostel}").beside
    arms = "The Alder Arms is closed from November to March."
    assert not compare(asked, arms, arms, "Skerrow", arms).beside
    assert not compare("Is it open in winter?", hostel, hostel, "Skerrow", hostel).beside


def test_only_what_leans_says_what_the_sentence_before_it_says() -> None:
    before = "Wear the shield at night."
    rests = "You may read from the next day."
    given = f"{before} {rests}"
    asked = "Do I have to wear the shield at night?"
    assert compare(asked, rests, given, "", given).covered < 0.5
    leans = "It must be worn for a week."
    given = f"{before} {leans}"
    assert compare(asked, leans, given, "", given).covered == 1.0


def test_a_sure_network_needs_no_rule() -> None:
    assert verdict((0.05, 0.9), Grounds(), FAINT / 2) == (0.05, 0.9)
    assert verdict((0.9, 0.05), Grounds(covered=0.6), FAINT) == (0.9, 0.0)
    assert verdict((0.9, 0.05), Grounds(covered=0.2), PLAIN) == (0.9, 0.0)
    assert verdict((0.9, 0.05), Grounds(altered=True)) == NOTHING


RIGHTS = "Harbour Pictures has bought the film rights to the novel."


@pytest.mark.parametrize(
    ("question", "sentence", "undone", "denied"),
    [
        ("Will there be a film of the novel?", RIGHTS, True, False),
        ("Is the novel going to be made into a film?", RIGHTS, True, False),
        ("Will there be a film of the novel?", "The studio bought the rights.", True, False),
        ("Will there be a film of the novel?", "The film was called off.", True, True),
        ("Did the studio buy the film rights?", RIGHTS, False, False),
        ("Will there be a film?", "The studio has announced a film of the novel.", False, False),
        ("Will the bridge be built?", "The council decided to build the bridge.", False, False),
        ("Will the choir sing?", "The choir sings in the church on 4 July.", False, False),
        ("Will my deposit be returned?", "Deposits are returned within a week.", False, False),
        ("Will the library reopen?", "It was closed in May and will reopen in June.", False, False),
        ("Will there be a sequel?", "A sequel has been ordered.", False, False),
        ("Will Ana stay as mayor?", "Ana was elected for four years to 2028.", False, False),
        ("Will the show start?", "The show, which has sold out, starts at 8.", False, False),
        ("Is the road going to Orme closed?", RIGHTS, False, False),
        ("Is the girl going to school ill?", RIGHTS, False, False),
        ("Are the roads going to be closed?", RIGHTS, True, False),
        ("Will the match be postponed?", "The match is postponed to 3 May.", False, False),
        ("Will the match take place?", "The match is postponed to 3 May.", False, True),
        (
            "Will the bridge be built?",
            "The bridge will be built in 2027; the tunnel was rejected.",
            False,
            False,
        ),
        (
            "Will fares rise?",
            "Fares will rise in May, after a plan to freeze them was rejected.",
            False,
            False,
        ),
        ("Will the bridge be built?", "In 2024, the bridge was rejected.", True, True),
    ],
)
def test_what_was_done_does_not_say_what_will_be(
    question: str, sentence: str, undone: bool, denied: bool
) -> None:
    found = seen(question, sentence)
    assert (found.undone, found.denied) == (undone, denied)


def test_a_year_behind_the_day_of_a_document_is_to_come() -> None:
    asked, said = "Will the bridge stay?", "The bridge was given ten years to 2028."
    for day, undone in (("2024-05-01", False), ("2030-05-01", True), ("", True)):
        assert compare(asked, said, said, TITLE, said, "", day).undone is undone


def test_of_what_will_be_a_verdict_needs_what_speaks_of_that() -> None:
    to_come = Grounds(to_come=True)
    assert verdict((0.9, 0.1), to_come) == (0.9, 0.0)
    assert verdict((0.9, 0.1), replace(to_come, undone=True)) == (0.0, 0.0)
    assert verdict((0.9, 0.1), replace(to_come, undone=True, echoed=True)) == (0.0, 0.0)
    assert verdict((0.9, 0.1), replace(to_come, covered=0.5), 0.3) == (0.0, 0.0)
    assert verdict((0.1, 0.9), to_come) == (0.1, 0.0)
    assert verdict((0.1, 0.9), replace(to_come, denied=True)) == (0.1, 0.9)


@pytest.mark.parametrize(
    ("question", "sentence", "beside"),
    [
        ("Was a man charged over the fire?", "A man was arrested over the fire.", True),
        ("Was he convicted?", "He was charged with theft on Monday.", True),
        ("Was a man arrested over the fire?", "A man was charged over the fire.", False),
        ("Was a man charged over the fire?", "A man was held, but not charged.", False),
        ("Was the ferry late?", "A man was arrested.", False),
        ("Was Hale charged with theft?", "Hale is held by police.", True),
        ("Was Hale charged on Monday?", "Hale was arrested on Monday.", True),
        ("Was Hale tried for theft?", "Hale was detained.", True),
        ("Was Hale in prison?", "Hale was charged with theft.", True),
        ("Was Hale convicted?", "Hale was arrested and pleaded guilty.", False),
        ("Was Hale jailed?", "Hale was arrested and got five years in prison.", False),
        ("Was Hale charged?", "Police arrested Hale, who was charged on Monday.", False),
        (
            "Is a fee charged for the course held in May?",
            "A fee of 5 euros is payable for the course held in May.",
            False,
        ),
        ("Are visitors charged for parking?", "Visitors are questioned at the gate.", False),
        ("Is VAT charged on deposits?", "Deposits in custody bear VAT.", False),
        ("Is a fee charged?", "A course is held. Nobody is arrested.", False),
        ("Was the new oven tried?", "The fair was held.", False),
    ],
)
def test_an_arrest_is_no_charge(question: str, sentence: str, beside: bool) -> None:
    assert seen(question, sentence).beside is beside


def test_whether_a_sentence_names_all_that_is_asked_about() -> None:
    assert seen("Did Norway find Ada Holm?", "Norway did not find Ada Holm.").named
    assert not seen("Did Norway find Ada Holm?", "The group did not find Ada Holm.").named
    assert seen("Is the ferry on its way to Stavanger?", "It never came there.").named


@pytest.mark.parametrize(
    ("question", "sentence", "day", "altered"),
    [
        ("Was Ada Holm chair in 2022?", "Since 2015 the chair has been Ada Holm.", "2024-03-12", 0),
        ("Was Ada Holm chair in 2018?", "Ada Holm was chair from 2015 to 2019.", "", 0),
        ("Was the fen a reserve in 1995?", "Since 1987 the fen has been a reserve.", "", 0),
        ("Was Ada Holm chair in 2012?", "Since 2015 the chair has been Ada Holm.", "2024-03-12", 1),
        ("Was Ada Holm chair in 2026?", "Since 2015 the chair has been Ada Holm.", "2024-03-12", 1),
        ("Was the fee 20 euros in 2020?", "The fee has been 30 euros since 2018.", "2024-01-01", 1),
        ("Was Ada chair in 2016?", "Ada was chair from 2015 to 2019 and won in 2018.", "", 1),
        ("Did Ada win the prize in 2016?", "Ada won the prize from 2015 to 2019.", "", 1),
        ("Did the war end in 1916?", "The war lasted from 1914 to 1918.", "", 1),
        ("Was the mill built in 2016?", "The mill was built from 2015 to 2019.", "", 1),
        ("Was Tom Hale chair in 2016?", "Ada Holm was chair from 2015 to 2019.", "", 1),
    ],
)
def test_a_year_lies_in_a_stretch(question: str, sentence: str, day: str, altered: int) -> None:
    found = compare(question, sentence, sentence, TITLE, sentence, "", day)
    assert found.altered == bool(altered)


@pytest.mark.parametrize(
    ("question", "sentence", "yes", "no"),
    [
        (
            "Is the fair taking place on 11 May?",
            "The fair, due on 11 May, has been called off.",
            0,
            1,
        ),
        ("Is the fair on 11 May?", "The fair, due on 11 May, is postponed, the club said.", 0, 1),
        ("Will the fair be postponed?", "The fair, due on 11 May, has been postponed.", 1, 0),
        ("Will the match be called off?", "The match has now been called off.", 1, 0),
        ("Will the match be called off?", "The match was not called off in 2012.", 0, 1),
        ("Is the fair taking place on 11 May?", "The fair takes place on 11 May.", 1, 0),
        (
            "Is the fair taking place on 11 May?",
            "The fair is postponed from 4 May to 11 May.",
            0,
            0,
        ),
        (
            "Is the fair taking place on May 11?",
            "The fair is postponed to 11 May from 4 May.",
            0,
            0,
        ),
        ("Is the fair taking place on May 4?", "The fair is postponed to 11 May from 4 May.", 0, 1),
        ("Is the fair taking place on 4 May?", "The fair is postponed from 4 May to 11 May.", 0, 1),
        ("Will the match be cancelled?", "If the match is cancelled, we pay.", 0, 0),
        ("Will the match be cancelled?", "If the match has been cancelled, we pay.", 0, 0),
        ("Will the match be cancelled?", "The match has been cancelled.", 1, 0),
        ("Will the concert be cancelled?", "The rehearsal has been cancelled.", 0, 0),
        (
            "Will the concert be cancelled?",
            "The rehearsal before the concert has been cancelled.",
            0,
            0,
        ),
        (
            "Will the fair be postponed?",
            "The date of the fair has been postponed three times before.",
            0,
            0,
        ),
        ("Is the suspect being held?", "The suspect refused to speak.", 0, 0),
        ("Is the hostage being held?", "The hostage was dropped at a farm.", 0, 0),
        ("Is the fair taking place?", "The fair takes place while the dance is cancelled.", 1, 0),
        ("Are unregistered voters admitted?", "Registered voters are admitted.", 0, 0),
        ("Are uncooked eggs safe?", "Cooked eggs are safe.", 0, 0),
        ("Was the man armed?", "The guard was an unarmed man.", 0, 0),
        ("Was the man armed?", "The man was unarmed.", 0, 1),
        ("Was the plot covered?", "The plot was uncovered in May.", 0, 0),
        ("Is Kalv inhabited?", "Hest has 300 inhabitants; Kalv and Rinn are uninhabited.", 0, 1),
        ("Is Hest inhabited?", "Hest has 300 inhabitants; Kalv and Rinn are uninhabited.", 0, 0),
        ("Are the seats reserved?", "The seats are unreserved.", 0, 1),
    ],
)
def test_what_has_been_called_off_is_not_held(
    question: str, sentence: str, yes: int, no: int
) -> None:
    found = seen(question, sentence)
    assert (found.affirmed, found.denied) == (bool(yes), bool(no))
    assert not (found.denied and question.startswith("Is the fair") and not found.undone)


@pytest.mark.parametrize(
    ("question", "sentence", "left_open"),
    [
        ("Does it pass into milk?", "It is not known whether it passes into milk.", True),
        ("May we paint the small room?", "You also asked about painting the small room.", True),
        ("Is the depot being sold?", "The board discussed an offer to buy the depot.", True),
        ("Will they sue?", "They had not decided whether to sue.", True),
        ("Will the mill close?", "It is unclear if the mill will close.", True),
        ("Did the board discuss the offer?", "The board discussed an offer to buy it.", False),
        (
            "Was the application approved?",
            "The board considered an application and approved it.",
            False,
        ),
        ("Is the mill closed?", "The mill is closed, and nobody knows why.", False),
        ("Is the mill open?", "The mayor considered the mill open to all.", False),
    ],
)
def test_what_is_left_open_decides_nothing(question: str, sentence: str, left_open: bool) -> None:
    found = seen(question, sentence)
    assert (found.left_open, found.beside or not left_open) == (left_open, True)
    if left_open:
        assert verdict((0.98, 0.01), found) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("question", "sentence", "denied"),
    [
        ("Did they sleep less?", "Their sleep did not differ between the groups.", True),
        ("Did it improve recall?", "There was no significant difference in recall.", True),
        ("Has the price increased?", "The price is unchanged.", True),
        ("Did the price stay unchanged?", "The price is unchanged.", False),
        ("Did they sleep?", "Their sleep did not differ.", False),
    ],
)
def test_where_nothing_differs_there_is_no_more_and_no_less(
    question: str, sentence: str, denied: bool
) -> None:
    found = seen(question, sentence)
    assert (found.opposed and found.undone) is denied
    if denied:
        assert verdict((0.9, 0.05), found)[0] == 0.0


def test_another_sum_of_another_matter_is_no_denial() -> None:
    fee = "The customer shall pay a monthly fee of £18,400."
    assert not seen("Do we pay the £3,400 for the engineers?", fee).replaced
    assert seen("Is the monthly fee £3,400?", fee).replaced
