"""What something is called in brackets, and whom a question asks for by that."""

from pathlib import Path

import pytest

from index import Index
from qa import Assistant
from qa.english.defined import defined_as, term_asked
from qa.evidence.defined_terms import with_defined_terms
from tests.support.fake_models import FakeEncoder, FakeReader

CONTRACT = """SUPPLY AGREEMENT

between Ida Moor, Mill Lane 4, Velm (the landlord) and Jon and Eva Rask (the tenants)

(1) Corvan Ltd, a company of Velm (number 77/12), whose office is at 8 Quay Road ("the Supplier");

(2) the Town of Velm (hereinafter referred to as the “Client”); and

1.1 "Opening Day" means 1 May 2026.

1.2 “Long Notice” shall mean one by letter, fax, or a man who is to leave no doubt of it at all.

The price is £3,000 a month (the "Fee"). The landlord bears the rest, if the landlord agrees.

The tenants heat the rooms. The tenants and the Supplier shall tell the Client at once.
"""


@pytest.mark.parametrize(
    ("question", "term", "names"),
    [
        ("Who is the supplier?", "supplier", ()),
        ("who are the tenants", "tenants", ()),
        ("Who is the landlord of the flat?", "landlord", ()),
        ("Which company is the Supplier under the Velm contract?", "Supplier", ("Velm",)),
        ("What is meant by “Fee”?", "Fee", ()),
        ("What was the fee?", "fee", ()),
    ],
)
def test_a_term_is_asked_for(question: str, term: str, names: tuple[str, ...]) -> None:
    found = term_asked(question)
    assert found and (found.term, found.names) == (term, names)


@pytest.mark.parametrize(
    "question",
    ["", "Who?", "Who pays the fee?", "When is the fee due?", "Who is the man that pays the fee?"],
)
def test_none_is_asked_for(question: str) -> None:
    assert term_asked(question) is None


@pytest.mark.parametrize(
    ("term", "called"),
    [
        ("landlord", ["Ida Moor"]),
        ("tenants", ["Jon and Eva Rask"]),
        ("supplier", ["Corvan Ltd"]),
        ("Client", ["the Town of Velm"]),
        ("fee", ["The price is £3,000 a month"]),
        ("opening day", ["1 May 2026"]),
        ("long notice", [""]),
        ("price", []),
        ("office", []),
    ],
)
def test_what_is_called_so(term: str, called: list[str]) -> None:
    found = list(defined_as(term, CONTRACT))
    assert [CONTRACT[one.start : one.end] for one in found] == called


def test_a_bracket_without_marks_gives_a_name_only_where_the_text_goes_on_so() -> None:
    assert not list(defined_as("mayor", "Ida Moor (the mayor) opened the fair."))


def test_who_is_called_so_is_answered_from_any_place_of_the_document(tmp_path: Path) -> None:
    more = "\n\n".join(f"{n}. The landlord keeps the lamp of floor {n} lit." for n in range(60))
    (tmp_path / "lease.txt").write_text(f"{CONTRACT}\n{more}\n", encoding="utf-8")
    with Index.open(tmp_path / "index", encoder=FakeEncoder()) as index:
        index.sync(tmp_path / "lease.txt")
        answer = Assistant(index, reader=FakeReader()).ask("Who is the landlord?")
        assert answer.claims[0].text.startswith("between Ida Moor, Mill Lane 4")
        assert answer.claims[0].citations[0].words == "Ida Moor"
        day = Assistant(index, reader=FakeReader()).ask("What is the Opening Day?")
        assert day.claims[0].citations[0].words == "1 May 2026"
        hits = index.search("landlord", 4)
        for question, count in (
            ("Who is the landlord?", 1),
            ("Who is the landlord of the Velm lease?", 1),
            ("Who is the landlord of the Orme lease?", 0),
            ("Who pays the landlord?", 0),
        ):
            assert len(with_defined_terms(question, hits, [], index.passages)) == count
