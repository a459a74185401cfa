"""How much of a thing is needed, by the lines of a list."""

import pytest

from index.documents.normalise import make_document
from index.types import Span
from qa.english.needed import lists_some_of, needed_thing
from qa.evidence.needed import ANSWERS, with_needed
from qa.evidence.rows.tables import alone
from qa.evidence.select import Evidence


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("How much flour do I need?", "350 g plain flour"),
        ("how much flour is needed for the cake", "- 350 g flour, sifted"),
        ("How many plums are in the cake?", "1.2 kg plums"),
        ("How many eggs does it take?", "2 eggs"),
        ("how much baking powder goes in", "2 level teaspoons baking powder"),
        ("How many tents do we need?", "three large tents"),
    ],
)
def test_a_line_says_how_much_is_needed(question: str, line: str) -> None:
    assert lists_some_of(needed_thing(question), line)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("How much flour do I need?", "350 g sugar"),
        ("How much flour do I need?", "2 bags of flour sieves"),
        ("How much flour do I need?", "In 2024 the mill sold 12 tonnes of flour."),
        ("How much baking powder is needed?", "2 spoons curry powder"),
        ("Who needs flour?", "350 g plain flour"),
        ("How much did the flour cost?", "350 g plain flour"),
        ("How many people died?", "2 people"),
    ],
)
def test_others_do_not(question: str, line: str) -> None:
    assert not lists_some_of(needed_thing(question), line)


def test_it_answers() -> None:
    text = "For the dough\n350 g plain flour\n160 g sugar\n75 g butter\n1 egg"
    document = make_document("/cake", text, "Plum cake")
    spans = [
        Span(document.id, at := document.text.index(line), at + len(line))
        for line in ("350 g plain flour", "160 g sugar")
    ]
    flour, sugar = (Evidence(alone(document, span), span, 0.2, span) for span in spans)
    found = with_needed("How much flour do I need?", [sugar, flour])
    assert [(one.text, one.probability) for one in found] == [
        ("350 g plain flour", ANSWERS),
        ("160 g sugar", 0.2),
    ]
    assert with_needed("Who baked it?", [sugar, flour]) == [sugar, flour]
