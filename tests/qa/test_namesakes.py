"""Namesakes: what is told of one of a name, or of whom "she" stands for, is not told of another."""

import pytest

from index.documents.split import passages, sentences
from index.types import Document, Span
from qa.english.namesakes import full_names, is_namesake
from qa.evidence.namesakes import of_no_namesake
from qa.evidence.select import ANOTHERS, Evidence


def share_of(question: str, text: str, title: str = "News") -> float:
    """What is left of the probability of the last sentence of a document."""
    document = Document("0" * 16, text, "/a.txt", title)
    passage = next(iter(passages(document, sentences(document))))
    last = passage.citable[-1]
    answer = Span(last.doc_id, last.end - 5, last.end)
    return of_no_namesake(question, [Evidence(passage, last, 1.0, answer)])[0].probability


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who carried Tom Wirth down?", "Ida Wirth was asleep. She was carried down by a fireman."),
        ("What does Arl Pumps pay?", "The shares of Arl Motors fell. It pays 2 euros a share."),
        ("How old is Eva Lund?", "The mill is run by Karl Lund. His age is 40."),
        ("Where is Orme Vans based?", "Orme Trucks is based in Linde."),
        ("When did Rolf Pell die?", "Paul Pell was ill. His nurse wept. Pell died in May."),
        ("When was Robert crowned?", "Margaret was born in Linde. She was crowned in 1963."),
        ("When did Ida Moll sing?", "Tom Hals, a baker, was ill. He sang in 1963."),
        ("Who sells Grey Hill in Kiel?", "Mirol lowers the pulse. It is sold in Ulm by Hals."),
    ],
)
def test_what_is_told_of_another_counts_for_little(question: str, text: str) -> None:
    assert share_of(question, text) == pytest.approx(ANOTHERS)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who carried Ida Wirth down?", "Ida Wirth was asleep. She was carried down by a fireman."),
        ("What does Arl Pumps pay?", "The shares of Arl Pumps fell. It pays 2 euros a share."),
        ("How old is Joseph Pell?", "The mill is run by Joe Pell. He is 40."),
        ("How old is Eva Lund?", "Lund runs the mill. She is 40."),
        ("How old is Eva Lund?", "Eva, the niece of Karl Lund, runs the mill. She is 40."),
        ("When did Orme Trucks split off Orme Vans?", "Orme Vans was split off in 2018."),
        ("Where is Orme Vans based?", "The plant lies next to Orme Trucks in Linde."),
        ("When did Rolf Pell die?", "Vic Pell was ill, as was Rolf. Pell died in May."),
        ("When did Rolf Pell die?", "The mill was built by Vic Horn. Pell died in May."),
        ("When did Vic Pell die?", "Vic Pell was ill. His nurse wept. Pell died in May."),
        ("When was Frederik crowned?", "Frederik is 31. He was crowned in 1963."),
        ("When was Margrethe crowned?", "Frederik, her son, is 31. She was crowned in 1963."),
        ("When was Robert crowned?", "Ida was a dentist. He was crowned in 1963."),
        ("When was Robert crowned?", "In Linde Tom was born. He was crowned in 1963."),
        ("When was she crowned?", "Tom was born in Linde. He was crowned in 1963."),
        ("When was Robert crowned?", "The king was ill. He was crowned in 1963."),
        ("How old is the mayor?", "Ida Wirth leads Orme. She is 40."),
        ("When was the president of Orme born?", "Moll was an actor. He was born in 1978."),
        ("How old is Hals’s son?", "Tom Berg was ill. He is 40."),
        ("Which Orme chief spoke?", "Tom Berg was ill. He spoke in May."),
        ("When did Robert’s founder die?", "Ida Berg was ill. She died in May."),
        ("When did Robert die?", "Moll was ill. He died in May."),
        ("When did Ida Moll marry?", "Tom Hals, a baker, was ill. He married in 1963."),
        ("Where did Tom Moll meet his wife?", "Ida Moll is a nurse. She met him in Kiel."),
        ("What did Eric Berg deny?", "Mayor Berg denied the charges."),
        ("What did Ida Berg deny?", "German Chancellor Berg denied the charges."),
        ("What did Jimmy Berg deny?", "James Berg denied the charges."),
        ("What did Peggy Berg deny?", "Margaret Berg denied the charges."),
        ("What does J.K. Berg deny?", "Joanne Berg denies the charges."),
        ("Where is Orme Vans AG based?", "Orme Vans Group is based in Linde."),
        ("Who bought Orme Vans?", "Orme Vans is for sale. Hals has bought Orme Trucks."),
        ("Which is Orme Vans’ sister?", "Orme Trucks it is."),
        ("Who sells Grey Hill in Kiel?", "Mirol lowers the pulse. It is sold in Kiel by Hals."),
        ("Who did Paul Pell's aunt call?", "Tom Pell was ill. His nurse wept. Pell called Ida."),
        ("Where is Bern Airport?", "Planes are seen from Bern. It lies in Belp."),
        ("How many states are in the United States?", "America is large. It has 50 states."),
    ],
)
def test_what_may_be_told_of_it_stays(question: str, text: str) -> None:
    assert share_of(question, text) == 1.0


def test_the_title_tells_whom_a_document_is_about() -> None:
    text = "Ida Wirth was asleep. She was carried down by a fireman."
    assert share_of("Who carried Tom Wirth down?", text, "How Tom Wirth was saved") == 1.0


def test_who_a_sentence_begins_with_goes_before_the_title() -> None:
    text = "Orme Vans has its head office in Linde."
    assert share_of("Where is Orme Cars?", text, "Orme Cars opens a plant") == ANOTHERS
    assert share_of("Where is Orme Cars?", "It is in Linde.", "Orme Cars opens a plant") == 1.0


def test_titles_and_question_words_are_no_names() -> None:
    asked = "When Ruth Okafor won, what did President Joe Biden say in New York on Monday Night?"
    assert full_names(asked) == ["Ruth Okafor", "Joe Biden"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Orme Vans", "Orme Trucks", True),
        ("Orme Vans", "Orme", False),
        ("Orme Vans", "Linde Trucks", False),
        ("New Orme", "New Linde", False),
        ("Dan Pell", "Daniel Pell", False),
        ("Anna Pell", "Rob Pell", True),
        ("John Pell", "Joan Pell", True),
        ("Daniel Pell", "David Pell", True),
        ("Bill Pell", "William Pell", False),
        ("Saint Pell", "Anna Pell", False),
        ("Orme Communciations", "Orme Communications", False),
        ("Orme Ministry", "Orme Mills", False),
        ("Green Pans", "Green Pots", False),
    ],
)
def test_namesakes_share_a_word(one: str, other: str, expected: bool) -> None:
    assert is_namesake(one, other) is expected
