"""A record is written whole, reads back the same, and refuses whatever is not one."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index import Index, UserError
from qa import Assistant
from qa.records.record import (
    MOST_BYTES,
    Record,
    parse_record,
    read_record,
    write_record,
)
from qa.records.record import _digest_of as seal
from qa.records.save import WORD_FOR_WORD, record_of, versions_of
from qa.types import Answer, Dropped
from tests.qa.test_recheck import HOURS, answered
from tests.support.documents import TINY


@pytest.fixture
def record(module_index: Index) -> Record:
    answer = answered(module_index, HOURS)
    return record_of(answer, module_index)


def sealed(values: dict[str, Any]) -> dict[str, Any]:
    """Values with the digest that belongs to them, as somebody who means ill can make it."""
    kept = {name: value for name, value in values.items() if name != "digest"}
    return {**kept, "digest": seal(kept)}


def test_it_reads_back_the_same(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    write_record(record, path)
    assert read_record(path) == record
    assert [file.name for file in tmp_path.iterdir()] == ["answer.json"]
    values = json.loads(path.read_text())
    assert values["schema_version"] == 1
    (citation,) = values["claims"][0]["citations"]
    assert citation["quote"] == HOURS
    assert TINY["rail.txt"][citation["start"] : citation["end"]] == HOURS
    assert values["documents"] == 4


def test_an_answer_without_claims_is_kept_too(module_index: Index) -> None:
    answer = Answer("Who?", dropped=(Dropped("Ada.", "No sentence says this."),), reason="Nobody.")
    record = record_of(answer, module_index)
    assert parse_record(json.dumps(record.to_dict())) == record
    assert (record.claims, record.citations, record.reason) == ((), (), "Nobody.")


def test_a_write_that_fails_leaves_what_was_there(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "answer.json"
    path.write_text("before")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", fail)
    with pytest.raises(OSError, match="No space"):
        write_record(record, path)
    assert path.read_bytes() == b"before"


def test_the_versions_of_what_answers(module_index: Index) -> None:
    found = versions_of(Assistant(module_index))
    assert found["checker"] == WORD_FOR_WORD
    assert found["encoder"] == "fake"
    assert found["model"] == ""
    assert len(found["reader"]) == 16
    assert found["pincite"] and found["index"]


@pytest.mark.parametrize(
    "edit",
    [
        lambda values: values.update(question="Another?"),
        lambda values: values["claims"][0].update(text="Repairs took twelve hours."),
        lambda values: values["claims"][0]["citations"][0].update(start=0, end=26),
        lambda values: values.update(note="mine"),
        lambda values: values.pop("reason"),
        lambda values: values.update(digest=""),
        lambda values: values.pop("digest"),
    ],
)
def test_one_that_was_edited_by_hand(record: Record, edit: Callable[[Any], object]) -> None:
    values = record.to_dict()
    edit(values)
    with pytest.raises(
        UserError, match=r"It was edited after it was saved.* Save the answer again"
    ):
        Record.from_dict(values)


@pytest.mark.parametrize("version", [0, 2, "1", True, None, [1], {}, "9" * 5000])
def test_one_of_another_version(record: Record, version: object) -> None:
    values = sealed({**record.to_dict(), "schema_version": version})
    with pytest.raises(UserError, match="this pincite reads 1") as error:
        Record.from_dict(values)
    assert len(str(error.value)) < 300


NOT_RECORDS: list[Any] = [None, 1, "text", [], {}, [{}], {"question": "?"}, {"schema": 1}]


@pytest.mark.parametrize("values", NOT_RECORDS)
def test_what_is_no_record(values: object) -> None:
    with pytest.raises(UserError, match="It is no record of an answer"):
        Record.from_dict(values)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        b"{",
        b"not JSON",
        b"[" * 100_000,
        b'{"schema_version": NaN}',
        b'{"schema_version": -Infinity}',
        b'{"schema_version": ' + b"9" * 10_000 + b"}",
    ],
)
def test_what_is_not_json(data: bytes) -> None:
    with pytest.raises(UserError, match="It is not JSON"):
        parse_record(data)


def test_a_huge_one_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    path.write_bytes(b" " * (MOST_BYTES + 5))
    with pytest.raises(UserError, match=r"answer\.json: It has over 4,000,000 bytes"):
        read_record(path)


def test_what_cannot_be_read(tmp_path: Path) -> None:
    for path, said in ((tmp_path / "absent.json", "No such file"), (tmp_path, "is not a file")):
        with pytest.raises(UserError, match=said):
            read_record(path)
    with pytest.raises(UserError, match="is not a file"):
        read_record(Path("/dev/zero"))


def citation_of(values: Any) -> Any:
    return values["claims"][0]["citations"][0]


HOSTILE: list[Callable[[Any], object]] = [
    lambda v: v.update(question=""),
    lambda v: v.update(question=7),
    lambda v: v.update(question="\ud800"),
    lambda v: v.update(question="a\0b"),
    lambda v: v.update(question="x" * 30_000),
    lambda v: v.update(confidence=1.5),
    lambda v: v.update(confidence=True),
    lambda v: v.update(confidence="0.5"),
    lambda v: v.update(confidence=10**400),
    lambda v: v.update(documents=-1),
    lambda v: v.update(documents=1.0),
    lambda v: v.update(state="../../etc"),
    lambda v: v.update(state=""),
    lambda v: v.update(time="yesterday"),
    lambda v: v.update(time="2025-01-01T00:00:00"),
    lambda v: v.update(more=1),
    lambda v: v.update(claims={}),
    lambda v: v.update(claims=v["claims"] * 300),
    lambda v: v["versions"].update(other="1"),
    lambda v: v["versions"].pop("model"),
    lambda v: v["claims"][0].update(citations=[]),
    lambda v: v["claims"][0].update(text=None),
    lambda v: v["dropped"].append("text"),
    lambda v: citation_of(v).update(start=-1),
    lambda v: citation_of(v).update(start=1.0),
    lambda v: citation_of(v).update(start=True),
    lambda v: citation_of(v).update(start=2**70, end=2**70 + 26),
    lambda v: citation_of(v).update(end=citation_of(v)["start"]),
    lambda v: citation_of(v).update(end=citation_of(v)["end"] + 1),
    lambda v: citation_of(v).update(support=-0.1),
    lambda v: citation_of(v).update(page=0),
    lambda v: citation_of(v).update(row="1"),
    lambda v: citation_of(v).update(times=0),
    lambda v: citation_of(v).update(near=["nonsense"]),
    lambda v: citation_of(v).update(near=["0" * 16] * 5_000),
    lambda v: citation_of(v).update(before="<script>"),
    lambda v: citation_of(v).update(document=[]),
    lambda v: citation_of(v)["document"].update(id="../../etc/passwd"),
    lambda v: citation_of(v)["document"].update(digest=""),
    lambda v: citation_of(v)["document"].update(source="news/../rail.txt"),
    lambda v: citation_of(v)["document"].update(source="news//rail.txt"),
    lambda v: citation_of(v)["document"].update(source="news/"),
    lambda v: citation_of(v)["document"].update(source="/news/../../etc/passwd"),
    lambda v: citation_of(v)["document"].update(source="http://outside.example/a"),
    lambda v: citation_of(v)["document"].update(source="/" + "a" * 5_000),
    lambda v: citation_of(v)["document"].update(title=""),
    lambda v: citation_of(v)["document"].update(published=2025),
]


@pytest.mark.parametrize("edit", HOSTILE)
def test_hostile_values_are_refused(record: Record, edit: Callable[[Any], object]) -> None:
    values = json.loads(json.dumps(record.to_dict()))
    edit(values)
    with pytest.raises(UserError, match="It is no sound record") as error:
        Record.from_dict(sealed(values))
    assert len(str(error.value)) < 300


def test_a_number_that_is_none_is_refused_in_a_value(record: Record) -> None:
    for number in (float("nan"), float("inf")):
        with pytest.raises(UserError):
            Record.from_dict({**record.to_dict(), "confidence": number})
