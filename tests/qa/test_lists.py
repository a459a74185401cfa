"""The items of a list: cut, of the kind asked for, each once, and how complete they are."""

import pytest

from index.types import Document, Passage, Sentence, Span
from qa import Answer
from qa.english.asked_lists import ListAsked
from qa.evidence.select import Evidence
from qa.kinds.bullets import siblings
from qa.kinds.counted_items import counted_items
from qa.kinds.items import items_of, merge
from qa.kinds.lists import as_list
from qa.types import Claim, Kind
from qa.writing.verify import cite

THRESHOLD = 0.4
COUNTRIES = ListAsked("countries")
PEOPLE = ListAsked("who")


def document(text: str, id: str = "1" * 16) -> Document:
    return Document(id, text, f"/{id}.txt", "A note")


def evidence(text: str, words: str, probability: float = 0.9, id: str = "1" * 16) -> Evidence:
    """A sentence of a document of its own, with the words that answer."""
    made = document(text, id)
    span = Span(id, 0, len(text))
    passage = Passage(made, span, (Sentence(span),))
    start = text.index(words)
    return Evidence(passage, span, probability, Span(id, start, start + len(words)))


MILLS = "We run three mills: Arn (flour and bran), Holm and the Rasker paper mill, all on the Wenn."
BOATS = "The two boats – Petrel and Gull – are old."


@pytest.mark.parametrize(
    ("head", "text", "words", "items"),
    [
        ("mills", MILLS[:-18] + ".", "three", ["Arn", "Holm", "Rasker paper mill"]),
        ("boats", BOATS, "The two boats", ["Petrel", "Gull"]),
        ("stages", "It has four stages: egg, larva, pupa and adult.", "four",
         ["egg", "larva", "pupa", "adult"]),
    ],
)  # fmt: skip
def test_what_is_counted_and_named(head: str, text: str, words: str, items: list[str]) -> None:
    assert items_of(ListAsked(head), "Which are there?", evidence(text, words)) == items


@pytest.mark.parametrize(
    ("head", "text"),
    [
        ("mills", "We run four mills: Arn, Holm and Rask."),  # not as many
        ("owners", MILLS[:-18] + "."),  # something else is counted
        ("mills", "We run three mills: Arn is old, Holm was sold and Rask burned."),
        ("mills", "We run three mills in the valley and one at sea."),
    ],
)
def test_only_as_many_as_are_counted_are_all(head: str, text: str) -> None:
    assert counted_items(text, head, 0) == []


def test_one_of_those_that_are_counted_is_one() -> None:
    one = evidence("We run three mills: Arn, Holm and Rask.", "Holm")
    assert counted_items(one.text, "mills", one.answer.start) == []
    both = evidence("We run three mills: Arn, Holm and Rask.", "three")
    assert items_of(ListAsked("mills"), "Which mills are there besides Arn?", both) == [
        "Holm",
        "Rask",
    ]


@pytest.mark.parametrize(
    ("asked", "text", "words", "items"),
    [
        (
            COUNTRIES,
            "The pact was signed by France, the Netherlands and the U.K. in Geneva.",
            "Netherlands",
            ["France", "Netherlands", "U.K"],
        ),
        (
            COUNTRIES,
            "Mr. Meier of Austria met Keller, and Russian ships left.",
            "Austria",
            ["Austria"],
        ),
        (
            PEOPLE,
            "At the table were Anna Meier, the head of NATO, Mr. Roth of Denmark and Carla Voss.",
            "Anna Meier",
            ["Anna Meier", "Roth", "Carla Voss"],
        ),
        (
            ListAsked("symptoms"),
            "The symptoms include fever, a dry cough and chills.",
            "fever",
            ["fever", "dry cough", "chills"],
        ),
        (ListAsked("symptoms"), "The first sign is a rash.", "a rash", ["rash"]),
        (
            ListAsked("towns"),
            "Lindau and Bregenz share a ferry, said Anna Meier.",
            "Lindau and Bregenz",
            ["Lindau", "Bregenz"],
        ),
        (COUNTRIES, "Nobody signed it.", "Nobody", []),
        # of the kind that is asked for
        (
            ListAsked("companies"),
            "Holm Roofing, headquartered in Wengen, and Vitrum of Bergen lost a hall in Ulm.",
            "Holm Roofing, headquartered in Wengen, and Vitrum",
            ["Holm Roofing", "Vitrum of Bergen"],
        ),
        (
            ListAsked("companies"),
            "The talks were held in Lindau and Wengen.",
            "Lindau and Wengen",
            [],
        ),
        (ListAsked("companies"), "It is Paris or London that will host it.", "Paris or London", []),
        (
            ListAsked("teams"),
            "Boston beat Cleveland in Wengen.",
            "Boston",
            ["Boston"],
        ),
        (
            ListAsked("towns"),
            "Wengen, Norway and Lindau took part.",
            "Wengen",
            ["Wengen", "Lindau"],
        ),
        (ListAsked("regions"), "With Telemark it makes up the county.", "Telemark", ["Telemark"]),
        (ListAsked("towns"), "In New York it rained.", "New York", ["New York"]),
        (
            ListAsked("books"),
            "We read “The Salt Road” and after that “Stone”, which Ada Holm likes.",
            "“The Salt Road”",
            ["The Salt Road", "Stone"],
        ),
        (
            ListAsked("ferries"),
            "The ferries to Bergen and Oslo were cancelled.",
            "ferries to Bergen and Oslo",
            ["Bergen", "Oslo"],
        ),
        (
            ListAsked("ferries"),
            "Ferries between Varne and Sill and the night train were cancelled.",
            "Ferries between Varne and Sill and the night train",
            ["Ferries between Varne and Sill", "night train"],
        ),
        (
            ListAsked("teams"),
            "The match between Harl and Oster was lost.",
            "Harl and Oster",
            ["Harl", "Oster"],
        ),
    ],
)
def test_the_items_of_a_sentence(asked: ListAsked, text: str, words: str, items: list[str]) -> None:
    found = items_of(asked, "Which of them?", evidence(text, words))
    assert [item.rstrip(".") for item in found] == items


def test_what_the_question_names_is_no_item() -> None:
    one = evidence("Poland, Austria and Hungary border Slovakia.", "Poland, Austria and Hungary")
    asked = "Which countries border Slovakia and Austria?"
    assert items_of(COUNTRIES, asked, one) == ["Poland", "Hungary"]


def test_an_item_in_other_words_is_the_same() -> None:
    one = evidence("They came from Britain.", "Britain")
    other = evidence("They came from the U.K. and Niger.", "U.K.", id="2" * 16)
    found = merge(
        COUNTRIES, [("Britain", one), ("U.K.", other), ("Niger", other), ("Nigeria", one)]
    )
    assert [(item.text, len(item.evidence)) for item in found] == [
        ("Britain", 2),
        ("Niger", 1),
        ("Nigeria", 1),
    ]  # fmt: skip
    roth = evidence("Mr. Roth came.", "Mr. Roth")
    full = evidence("Ben Roth came.", "Ben Roth", id="2" * 16)
    (person,) = merge(PEOPLE, [("Roth", roth), ("Ben Roth", full)])
    assert person.text == "Ben Roth"
    assert person.evidence == [full, roth]
    ferries = merge(ListAsked("ships"), [("ferry", roth), ("ferries", full)])
    assert len(ferries) == 1


def test_a_word_by_itself_is_no_person_unless_it_answers() -> None:
    one = evidence("In Lindau, Anna Meier and Keller spoke.", "Keller")
    found = merge(PEOPLE, [("Lindau", one), ("Anna Meier", one), ("Keller", one)])
    assert [item.text for item in found] == ["Anna Meier", "Keller"]


def test_words_by_themselves_are_people_where_several_answer() -> None:
    one = evidence(
        "It wrote songs for Anna Meier, Usher and Madonna.", "Anna Meier, Usher and Madonna"
    )
    found = merge(PEOPLE, [("Anna Meier", one), ("Usher", one), ("Madonna", one)])
    assert [item.text for item in found] == ["Anna Meier", "Usher", "Madonna"]


def test_the_lines_of_a_list_belong_together() -> None:
    text = "The board has two aims:\n\n- It wants a bridge.\n- It wants a ferry.\n\nThat is all."
    made = document(text)
    expected = ["It wants a bridge.", "It wants a ferry."]
    for sentence in ("The board has two aims:", "It wants a ferry."):
        start = text.index(sentence)
        found = siblings(made, Span(made.id, start, start + len(sentence)))
        assert [made.slice(span) for span in found] == expected
    start = text.index("That is all.")
    assert siblings(made, Span(made.id, start, start + 12)) == []


def answered(*chosen: Evidence) -> Answer:
    claims = tuple(Claim(one.text, (cite(one, 1.0),)) for one in chosen)
    return Answer("Which countries signed the pact?", claims, confidence=0.9)


FIRST = evidence("France and Spain signed.", "France and Spain")
SECOND = evidence("Later Poland signed as well.", "Poland", 0.6, "2" * 16)
WEAK = evidence("Norway may sign.", "Norway", 0.1, "3" * 16)


def test_a_list_gathers_the_items_of_several_documents() -> None:
    answer = as_list(answered(FIRST), COUNTRIES, [FIRST, SECOND, WEAK], THRESHOLD)
    assert answer.kind is Kind.LIST
    assert [item.text for item in answer.items] == ["France", "Spain", "Poland"]
    assert [claim.text for claim in answer.claims] == [FIRST.text, SECOND.text]
    assert answer.extent == "3 found in 2 documents; the documents may name others."
    cited = {source.span for source in answer.sources}
    assert all(citation.span in cited for item in answer.items for citation in item.citations)


def test_a_sentence_that_names_nothing_new_is_not_added() -> None:
    again = evidence("France signed it first.", "France", 0.8, "4" * 16)
    answer = as_list(answered(FIRST), COUNTRIES, [FIRST, again], THRESHOLD)
    assert [claim.text for claim in answer.claims] == [FIRST.text]


@pytest.mark.parametrize(
    ("text", "number", "extent"),
    [
        (
            "Two countries signed: France and Spain.",
            0,
            "2 found; the sentence says that these are all.",
        ),
        ("France and Spain signed.", 2, "2 found, as many as were asked for."),
        ("France and Spain signed.", 3, "2 of 3 found in 1 document."),
    ],
)  # fmt: skip
def test_how_complete_it_is(text: str, number: int, extent: str) -> None:
    one = evidence(text, "France and Spain")
    answer = as_list(answered(one), ListAsked("countries", number), [one], THRESHOLD)
    assert answer.extent == extent


def test_without_an_answer_only_names_and_as_many_as_were_asked_for_make_a_list() -> None:
    nothing = answered()
    found = as_list(nothing, COUNTRIES, [FIRST], THRESHOLD)
    assert [item.text for item in found.items] == ["France", "Spain"]
    assert not found.abstained
    assert as_list(nothing, ListAsked("countries", 3), [FIRST], THRESHOLD) is nothing
    assert as_list(nothing, ListAsked("reasons"), [FIRST], THRESHOLD) is nothing
    assert as_list(nothing, COUNTRIES, [WEAK], THRESHOLD) is nothing
    assert as_list(nothing, COUNTRIES, [], THRESHOLD) is nothing


def test_a_row_of_things_that_says_all_that_is_asked_answers_though_it_is_not_sure() -> None:
    row = evidence("The pact was signed by France and Spain.", "France and Spain", 0.05)
    found = as_list(answered(), COUNTRIES, [row], THRESHOLD)
    assert [item.text for item in found.items] == ["France", "Spain"] and found.claims
    nothing = answered()
    faint = evidence("The pact was signed by France and Spain.", "France and Spain", 0.01)
    alone = evidence("The pact was signed by France.", "France", 0.05)
    other = evidence("The cup was won by France and Spain.", "France and Spain", 0.05)
    for one in (faint, alone, other):
        assert as_list(nothing, COUNTRIES, [one], THRESHOLD) is nothing


def test_a_row_of_another_year_is_none() -> None:
    row = evidence("The 2018 pact was signed by France and Spain.", "France and Spain", 0.9)
    asked = Answer("Which countries signed the 2026 pact?")
    assert as_list(asked, COUNTRIES, [row], THRESHOLD) is asked
    asked = Answer("Which countries signed the 2018 pact?")
    assert as_list(asked, COUNTRIES, [row], THRESHOLD).items


def test_places_are_no_companies() -> None:
    one = evidence("Paris and London host the head office.", "Paris and London")
    claims = (Claim(one.text, (cite(one, 1.0),)),)
    given = Answer("Which companies build the office?", claims, confidence=0.9, short="Paris")
    found = as_list(given, ListAsked("companies"), [one], THRESHOLD)
    assert found.abstained and not found.short
    assert found.reason == "The nearest sentence names places, and no companies."
    assert as_list(given, ListAsked("cities"), [one], THRESHOLD).items


RULES = "Rules\n\n- Fires are forbidden.\n- Members may keep bees and rabbits.\n- No cars."


def in_document(text: str, quote: str, words: str, probability: float = 0.9) -> Evidence:
    made = document(text, "9" * 16)
    lines = [line.removeprefix("- ") for line in text.split("\n") if line.strip()]
    spans = [Span(made.id, text.index(line), text.index(line) + len(line)) for line in lines]
    span = next(one for one in spans if quote in made.slice(one))
    start = text.index(words)
    whole = Passage(made, Span(made.id, 0, len(text)), tuple(map(Sentence, spans)))
    return Evidence(whole, span, probability, Span(made.id, start, start + len(words)))


def test_the_other_lines_belong_to_a_list_only_where_it_is_announced() -> None:
    keep = in_document(RULES, "bees", "bees and rabbits")
    given = Answer("What animals may members keep?", (Claim(keep.text, (cite(keep, 1.0),)),))
    found = as_list(given, ListAsked("animals"), [keep], THRESHOLD)
    assert [item.text for item in found.items] == ["bees", "rabbits"]
    for above in ("It has these signs:", "Signs of it"):
        text = f"{above}\n\n- a fever\n- a dry cough"
        one = in_document(text, "fever", "a fever")
        given = Answer("What signs has it?", (Claim(one.text, (cite(one, 1.0),)),))
        found = as_list(given, ListAsked("signs"), [one], THRESHOLD)
        assert [item.text for item in found.items] == ["fever", "a dry cough"]
    fires = in_document(RULES, "Fires", "Fires are forbidden")
    given = Answer("What things are forbidden?", (Claim(fires.text, (cite(fires, 1.0),)),))
    found = as_list(given, ListAsked("things"), [fires], THRESHOLD)
    assert len(found.items) == 1


def test_things_that_are_no_names_are_of_the_same_matter() -> None:
    cough = evidence("The signs of the flu are fever and chills.", "fever and chills")
    dolls = evidence("The house holds dolls and trains.", "dolls and trains", 0.8, "2" * 16)
    given = Answer("What signs has the flu?", (Claim(cough.text, (cite(cough, 1.0),)),))
    found = as_list(given, ListAsked("signs"), [cough, dolls], THRESHOLD)
    assert [item.text for item in found.items] == ["fever", "chills"]


def test_no_items_leave_the_answer_as_it_is() -> None:
    one = evidence("Nobody signed it.", "Nobody")
    answer = answered(one)
    assert as_list(answer, COUNTRIES, [one], THRESHOLD) is answer


def test_how_many_there_are_is_none_of_them() -> None:
    one = evidence("The allies have three matters to sort out.", "three")
    assert items_of(ListAsked("matters"), "Which matters do the allies have?", one) == []
