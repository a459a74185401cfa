"""A list in lines of its own, found by what stands above it."""

import datetime

import pytest

from index.documents.normalise import make_document
from index.documents.split import passages, sentences
from index.types import EVERYWHERE, Coverage, Document, Hit
from qa.comparison.versions import Family
from qa.english.negation import is_denied
from qa.evidence import when
from qa.gather import Clock, Searched
from qa.kinds.bullet_list import bullet_list
from qa.kinds.bullets import listings, texts_of
from qa.types import Answer

CAMP = """Advice for your stay

Please bring with you:
- a sleeping bag
- rubber boots

How to light the stove

1. Open the tap.
2. Hold a match to it.

Open in summer only. Dogs are not let in.

Prices
* adults: 9 euros
* children: 4 euros
"""
NOTE = """Packing list

Please bring with you:
- a rope
- a whistle
"""


def document(text: str, title: str) -> Document:
    return make_document(f"/{title}.txt", text, title)


LAKE = document(CAMP, "Camping at Lake Orrin")


def answer(question: str, *documents: Document) -> Answer | None:
    hits = [
        Hit(passage, 1.0)
        for one in documents or (LAKE,)
        for passage in passages(one, sentences(one))
    ]
    asked = when.asked_time(question, datetime.date(2025, 6, 1))
    family = Family(lambda ids: {}, lambda id: (), lambda ids: {})  # type: ignore[arg-type,return-value]
    parts = (question, EVERYWHERE, Coverage(), asked, tuple(hits), tuple(hits), family)
    return bullet_list(question, Searched(*parts), Clock())


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("What should I bring to the lake?", ["a sleeping bag", "rubber boots"]),
        ("How do I light the stove?", ["Open the tap", "Hold a match to it"]),
        ("What are the prices for camping?", ["adults: 9 euros", "children: 4 euros"]),
    ],
)
def test_the_lines_under_what_says_the_question(question: str, items: list[str]) -> None:
    found = answer(question)
    assert found is not None
    assert [item.text for item in found.items] == items
    assert len(found.claims) == len(items)
    assert found.extent.startswith(f"These are all {len(items)} lines under “")


@pytest.mark.parametrize(
    "question",
    [
        "What should I bring to the clinic?",  # of another place
        "What should I not bring?",
        "What should I bring for my dog?",
        "How do I repair the stove?",
        "What is the price of a stay?",
        "What did the lake bring last year?",
        "Who brings a sleeping bag?",
        "What are the steps?",
    ],
)
def test_where_a_word_is_missing_no_list_answers(question: str) -> None:
    assert answer(question) is None


def test_of_two_lists_that_say_as_much_neither_answers() -> None:
    assert answer("What should I bring?", LAKE) is not None
    assert answer("What should I bring?", LAKE, document(NOTE, "Hikes")) is None


def test_each_line_is_cited_as_it_stands() -> None:
    found = answer("How do I light the stove?")
    assert found is not None
    assert [item.citations[0].quote for item in found.items] == [c.text for c in found.claims]
    assert all(quote.text in LAKE.text for quote in found.claims)


def test_the_lists_of_a_document_and_what_stands_above_them() -> None:
    found = [(one.introduced, one.under, len(one.lines)) for one in listings(LAKE)]
    assert found == [
        ("Please bring with you:", "Advice for your stay", 2),
        ("How to light the stove", "", 2),
        ("Prices", "", 2),
    ]
    assert list(listings(document("No list.\n- just one", "x"))) == []
    assert list(listings(document("-", "x"))) == []


def test_what_must_not_be_brought_is_another_list() -> None:
    text = "You must bring:\n- boots\n- a coat\n\nYou must not bring:\n- knives\n- dogs\n"
    camp = document(text, "The camp")
    found, forbidden = (
        answer(question, camp)
        for question in ("What must you bring to the camp?", "What must you not bring to the camp?")
    )
    assert found is not None and forbidden is not None
    assert [item.text for item in found.items] == ["boots", "a coat"]
    assert [item.text for item in forbidden.items] == ["knives", "dogs"]


@pytest.mark.parametrize(
    "above",
    [
        "Please do not forget to bring:",
        "Don’t forget to bring:",
        "Bring with you (not compulsory):",
        "If you have no locker, bring:",
    ],
)
def test_what_reminds_or_limits_denies_nothing(above: str) -> None:
    camp = document(f"{above}\n- boots\n- a coat\n", "The camp")
    found = answer("What should I bring to the camp?", camp)
    assert found is not None and [item.text for item in found.items] == ["boots", "a coat"]
    assert answer("What should I not bring to the camp?", camp) is None


REPORT = """Skarvik Harbour 2024

Principal risks

- Storms. Two of them closed the quay in May. It was mended.
- Silt and sand. The fairway must be dredged each year.

What we offer

- a berth in winter
- a key

Nice to have

- a licence
- a boat

Other risks

- Ice: none in this year
- Fog. It came twice.
"""


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("list the main risks of Skarvik harbour", ["Storms", "Silt and sand"]),
        ("What are the principal risks of the harbour?", ["Storms", "Silt and sand"]),
        ("Give me all the key risks in Skarvik", ["Storms", "Silt and sand"]),
        ("what perks come with the harbour", ["a berth in winter", "a key"]),
        ("Which benefits does Skarvik give members?", None),  # nothing is said of members
        ("What duties come with the harbour?", None),
        ("list the risks of the harbour", None),  # which of the two is not said
        ("list the minor risks of the harbour", None),
    ],
)
def test_what_a_heading_says_in_other_words(question: str, items: list[str] | None) -> None:
    found = answer(question, document(REPORT, "Skarvik Harbour 2024"))
    assert (found and [item.text for item in found.items]) == items


def test_the_main_of_several_things_are_not_the_others() -> None:
    other = document("Other costs\n- rope\n- oil\n", "The harbour")
    assert answer("What are the main costs of the harbour?", other) is None
    assert answer("What are the other costs of the harbour?", other) is not None


def test_the_name_of_a_file_tells_what_a_list_is_of() -> None:
    made = make_document("/packing_list_lake.txt", NOTE, "Untitled")
    assert answer("What should I bring to the lake?", made) is not None
    assert answer("What should I bring to the sea?", made) is None


@pytest.mark.parametrize(
    ("lines", "texts"),
    [
        (("Ice. It came.", "Fog and rain. Twice."), ["Ice", "Fog and rain"]),
        (("Ice. It came.", "Fog: twice."), ["Ice. It came", "Fog: twice"]),  # not all have a name
        (("Ice is bad. It came.", "Fog. Twice."), ["Ice is bad. It came", "Fog. Twice"]),
        (("a rope.", "a boat."), ["a rope", "a boat"]),
    ],
)
def test_the_names_that_lines_begin_with(lines: tuple[str, ...], texts: list[str]) -> None:
    made = document("Told\n" + "".join(f"- {line}\n" for line in lines), "A list")
    assert texts_of(made, next(listings(made)).lines) == texts


def test_a_heading_with_a_number_is_no_line_of_the_list_below() -> None:
    text = "1. Oven\n\n- 900 watts\n- 20 litres\n\n2. Safety\n\n- No metal.\n- No foil.\n"
    oven = document(text, "Manual of the oven")
    found = [(one.introduced, len(one.lines)) for one in listings(oven)]
    assert found == [("1. Oven", 2), ("2. Safety", 2)]
    answered = answer("What are the safety rules in the manual?", oven)
    assert answered and [item.text for item in answered.items] == ["No metal", "No foil"]
    steps = document("Steps\n\n1. Open it.\n  - slowly\n2. Close it.\n", "Steps")
    assert [len(one.lines) for one in listings(steps)] == [3]


def test_what_must_not_be_forgotten_is_what_to_bring() -> None:
    assert not is_denied("What must I not forget to bring?")
    for text in ("Spain joined the pact without a vote.", "They signed it, which was not told."):
        assert not is_denied(text)
    for text in ("If it rains, do not come.", "Which animals are not let in?", "Dogs are banned."):
        assert is_denied(text)
