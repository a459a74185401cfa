"""Values are written as JSON and read back the same, and nothing else is read."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.types import Document, Place, Scope, Span
from qa.records.values import LONGEST, MOST, WrongValueError, from_values, to_values
from qa.types import Answer, AskedTime, Citation, Claim, Kind, Verdict
from tests.support.fakes import ANSWERED, RAIL, VILLAGES

DOCUMENTS = [VILLAGES, RAIL]


def found(place: int) -> Document:
    if not 0 <= place < len(DOCUMENTS):
        raise ValueError(f"there is no document {place}")
    return DOCUMENTS[place]


def written(value: Any) -> Any:
    return json.loads(json.dumps(to_values(value, DOCUMENTS.index), allow_nan=False))


def read(kind: Any, value: object) -> Any:
    return from_values(kind, value, found)


RICH = Answer(
    "Was it ten?",
    ANSWERED.claims,
    ANSWERED.hits,
    0.75,
    scope=Scope(date(2025, 1, 2), None, ("The Friday File",), types=("pdf",)),
    time=AskedTime("Was it ten?", "Was it ten?", date(2025, 10, 24), given=True),
    kind=Kind.YES_NO,
    verdict=Verdict.NO,
    notes=("A note.",),
)


@pytest.mark.parametrize("answer", [ANSWERED, RICH])
def test_an_answer_reads_back_the_same(answer: Answer) -> None:
    again = read(Answer, written(answer))
    assert again == answer
    assert isinstance(again.kind, Kind) and isinstance(again.claims, tuple)
    assert again.claims[0].citations[0].document is VILLAGES  # by its place, not its text
    assert VILLAGES.text not in json.dumps(written(answer))


def test_what_was_written_before_a_field_was_added_is_read() -> None:
    place = Place(3, 9, row=2)
    value = written(place)
    assert read(Place, value) == place
    del value["heading"], value["second"]
    assert read(Place, value) == place
    del value["row"]
    with pytest.raises(WrongValueError, match="other fields"):
        read(Place, value)


@given(st.lists(st.text().filter(lambda s: s.isprintable()), max_size=5), st.floats(0, 1))
def test_whatever_is_written_is_read(notes: list[str], confidence: float) -> None:
    answer = Answer("?", notes=tuple(notes), confidence=confidence)
    assert read(Answer, written(answer)) == answer


def with_values(**changes: Any) -> Any:
    return {**written(ANSWERED), **changes}


@pytest.mark.parametrize(
    "values",
    [
        None,
        [],
        "answer",
        {},
        with_values(more=1),
        {k: v for k, v in written(ANSWERED).items() if k != "reply"},
        with_values(question=1),
        with_values(question=None),
        with_values(question="\ud800"),
        with_values(question="x" * (LONGEST + 1)),
        with_values(confidence=True),
        with_values(confidence="0.5"),
        with_values(confidence=float("nan")),
        with_values(confidence=float("inf")),
        with_values(copies_left_out=1.5),
        with_values(copies_left_out=2**60),
        with_values(kind="nonsense"),
        with_values(kind=["fact"]),
        with_values(notes="note"),
        with_values(notes=["x"] * (MOST + 1)),
        with_values(seconds={"read": "1"}),
        with_values(scope={**written(ANSWERED)["scope"], "since": "yesterday"}),
        with_values(scope={**written(ANSWERED)["scope"], "since": 20250101}),
        with_values(claims=[{**written(ANSWERED)["claims"][0], "citations": []}]),
        with_values(claims=[{**written(ANSWERED)["claims"][0], "text": " "}]),
        with_values(best={**written(ANSWERED)["claims"][0]["citations"][0], "document": 7}),
        with_values(best={**written(ANSWERED)["claims"][0]["citations"][0], "document": -1}),
        with_values(best={**written(ANSWERED)["claims"][0]["citations"][0], "document": True}),
        with_values(best={**written(ANSWERED)["claims"][0]["citations"][0], "support": 2}),
    ],
)
def test_what_is_no_answer_is_refused(values: Any) -> None:
    with pytest.raises(WrongValueError):
        read(Answer, values)


def test_a_quote_that_is_not_in_its_document_is_refused() -> None:
    values = written(Claim("Ten.", (Citation(VILLAGES, Span(VILLAGES.id, 0, 5), 1.0),)))
    values["citations"][0]["span"]["end"] = 10**6
    with pytest.raises(WrongValueError, match="1000000"):
        read(Claim, values)
    values["citations"][0]["span"] = {"doc_id": RAIL.id, "start": 0, "end": 5}
    with pytest.raises(WrongValueError):
        read(Claim, values)


def test_only_what_is_known_is_written() -> None:
    with pytest.raises(TypeError):
        to_values(object(), DOCUMENTS.index)
