"""Whom a sentence of a document means: by a surname, by a pronoun."""

import pytest

from index.types import Document, Span
from qa.drafts.meant import Meant
from qa.english.mutual import turned
from qa.support.days import days_told
from qa.support.facts import facts
from qa.support.numbers import follows

TEXT = (
    "Ada Byrne has run the harbour since May. Its night watch is new.\n"
    "Byrne said that the gates stay shut. She opened them once, in June.\n"
    "The crew went home."
)
DOCUMENT = Document(id="d", source="/d.txt", title="Harbour", text=TEXT)


def names(sentence: str) -> tuple[str, ...]:
    start = TEXT.index(sentence)
    return Meant().names(DOCUMENT, Span("d", start, start + len(sentence)))


@pytest.mark.parametrize(
    ("sentence", "meant"),
    [
        ("Byrne said that the gates stay shut.", ("Ada Byrne",)),
        ("She opened them once, in June.", ("Ada Byrne",)),
        ("Ada Byrne has run the harbour since May.", ()),
        ("The crew went home.", ()),
        ("Its night watch is new.", ()),
    ],
)
def test_names_in_part_and_pronouns_have_their_full_name(
    sentence: str, meant: tuple[str, ...]
) -> None:
    assert names(sentence) == meant


def test_few_documents_are_kept() -> None:
    meant = Meant()
    for n in range(80):
        document = Document(id=f"d{n}", source=f"/{n}.txt", title="t", text=TEXT)
        meant.names(document, Span(f"d{n}", 0, 10))
    assert len(meant._known) <= 32


@pytest.mark.parametrize(
    ("claim", "evidence", "stands"),
    [
        (
            "It lost 200 riders in the first three months.",
            "It lost 200 in the first quarter.",
            True,
        ),
        ("Sales fell over six months.", "Sales fell in the first half of 2022.", True),
        ("They waited 30 minutes.", "They waited half an hour.", True),
        ("They waited 20 minutes.", "They waited half an hour.", False),
        ("It lost 200 riders in four months.", "It lost 200 in the first quarter.", False),
        ("Three months passed.", "A quarter of the riders left.", False),
    ],
)
def test_spans_of_time_that_have_a_name(claim: str, evidence: str, stands: bool) -> None:
    missing = facts(claim).numbers - facts(evidence).numbers
    timed = [one for one in missing if one[0]]
    assert timed
    assert all(follows(one, claim, facts(evidence), evidence) for one in timed) == stands


def test_a_name_that_ends_the_sentence_keeps_no_dot() -> None:
    found = turned("Lula met Macron.")
    assert found is not None and found.text == "Macron met Lula."


@pytest.mark.parametrize(
    ("claim", "evidence", "told"),
    [
        ("Two died in Kherson on Friday.", "Two people died on Friday.", False),
        ("Two died in Kherson.", "Two people died.", False),
        ("Two died in Kherson on Friday.", "Two people died.", True),
        ("Two died in Kherson in October 2025.", "Two people died in October.", True),
    ],
)
def test_the_day_of_a_document_is_told_where_a_claim_needs_it(
    claim: str, evidence: str, told: bool
) -> None:
    known = "The news\n2025-10-24"
    assert days_told(claim, evidence, known) == (known if told else "")
