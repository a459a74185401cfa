"""Reading gold questions, checking them, and making a first file of them."""

import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Index
from index.errors import UserError
from index.search import searcher
from index.types import Span
from qa.evaluation import gold as module
from qa.evaluation.gold import Gold, GoldEvidence, GoldFile, Locator, parse, places
from qa.evaluation.sample import first_lines
from tests.support.fake_models import FakeEncoder
from tests.support.paths import ROOT, SEEDS

ROW: dict[str, Any] = {
    "id": "q1",
    "question": "How long did repairs take?",
    "answers": ["eleven hours"],
    "evidence": [{"document": "rail.txt", "sentence": "Repairs took eleven hours."}],
    "answerable": True,
}
UNANSWERABLE = {**ROW, "id": "q2", "answers": [], "evidence": [], "answerable": False}


def first_place(text: str, sentence: str) -> tuple[int, int] | None:
    return next(places(text, sentence), None)


def line(**changes: Any) -> str:
    return json.dumps({**ROW, **changes})


@pytest.fixture
def gold_file(tmp_path: Path) -> Callable[..., GoldFile]:
    def make(*lines: str, encoding: str = "utf-8") -> GoldFile:
        path = tmp_path / "gold.jsonl"
        path.write_text("\n".join(lines), encoding=encoding)
        return GoldFile(path)

    return make


def test_a_question() -> None:
    assert parse(line()) == Gold(
        "q1",
        "How long did repairs take?",
        ("eleven hours",),
        (GoldEvidence("rail.txt", "Repairs took eleven hours."),),
        True,
        groups=((0,),),
    )
    two = [*ROW["evidence"], {"document": "b.txt", "sentence": "Two."}]
    given = parse(line(type="number", groups=[[1], [0, 1]], evidence=two))
    assert isinstance(given, Gold)
    assert (given.type, given.groups) == ("number", ((1,), (0, 1)))
    assert parse(line(evidence=two)).groups == ((0, 1),)  # type: ignore[union-attr]
    assert isinstance(parse(json.dumps(UNANSWERABLE)), Gold)
    assert isinstance(parse(line(evidence=[])), Gold)
    assert isinstance(parse(line(answers=[])), Gold)
    assert isinstance(parse(line(unknown=1, groups=[], type=None)), Gold)


STRINGS = "`answers` holds strings, `evidence` objects with `document` and `sentence`"
EVIDENCE = {"document": "a.txt", "sentence": "One."}
BAD = [
    ("{", "not JSON"),
    ("[" * 200_000, "not JSON"),
    ('{"id": ' + "9" * 5000 + "}", "not JSON"),
    ("[1]", "not a JSON object"),
    ("NaN", "not a JSON object"),
    ('"text"', "not a JSON object"),
    ("{}", "the field 'id' is missing or not a string"),
    (line(id=7), "the field 'id' is missing or not a string"),
    (line(question=None), "the field 'question' is missing or not a string"),
    (line(answers="ten"), "the field 'answers' is missing or not a list"),
    (line(evidence={}), "the field 'evidence' is missing or not a list"),
    (line(answerable=1), "the field 'answerable' is missing or not a true or false"),
    (line(answerable=float("nan")), "the field 'answerable' is missing or not a true or false"),
    (line(answers=[10]), STRINGS),
    (line(evidence=["One."]), STRINGS),
    (line(evidence=[None]), STRINGS),
    (line(evidence=[[]]), STRINGS),
    (line(evidence=[{"document": "a.txt"}]), STRINGS),
    (line(evidence=[{"document": 1, "sentence": "One."}]), STRINGS),
    (line(evidence=[{"document": "a.txt", "sentence": " "}]), "`document` or `sentence` is empty"),
    (line(evidence=[{"document": "/", "sentence": "One."}]), "`document` or `sentence` is empty"),
    (line(id=" "), "the id or the question is empty"),
    (line(question="\n"), "the id or the question is empty"),
    (line(question="x" * 2001), "the question is longer than 2,000 characters"),
    (line(answerable=False), "an unanswerable question has neither answers nor evidence"),
    (line(answers=[], evidence=[]), "an answerable question needs an answer or evidence"),
    (line(type=7), "`type` is not a string"),
    (line(groups=7), "`groups` holds lists of numbers, none of them empty"),
    (line(groups={"0": 1}), "`groups` holds lists of numbers, none of them empty"),
    (line(groups=[[0], []]), "`groups` holds lists of numbers, none of them empty"),
    (line(groups=[[1]]), "`groups` names evidence that is not there (1 given)"),
    (line(groups=[[-1]]), "`groups` names evidence that is not there (1 given)"),
    (line(groups=[[True]]), "`groups` names evidence that is not there (1 given)"),
    (line(groups=[[10**30]]), "`groups` names evidence that is not there (1 given)"),
    (line(groups=[["0"]]), "`groups` names evidence that is not there (1 given)"),
    (line(answers=["\ud800"]), "a text holds half a character (an escape from \\ud800 to \\udfff)"),
    ("caf\udce9", "not UTF-8"),
]


@pytest.mark.parametrize(("text", "fault"), BAD, ids=[str(n) for n in range(len(BAD))])
def test_a_bad_line(text: str, fault: str) -> None:
    assert parse(text) == fault


@given(st.text() | st.recursive(st.none() | st.booleans() | st.floats(), st.lists).map(json.dumps))
def test_any_line_is_a_question_or_a_fault(text: str) -> None:
    assert isinstance(parse(text), Gold | str)


@given(
    st.dictionaries(
        st.sampled_from([*ROW, "groups", "type"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=3),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner),
        ),
    )
)
def test_any_object_is_a_question_or_a_fault(changes: dict[str, Any]) -> None:
    assert isinstance(parse(line(**changes)), Gold | str)


def test_all_faults_are_told_at_once(gold_file: Callable[..., GoldFile], tiny_index: Index) -> None:
    unknown = [{"document": "none.txt", "sentence": "x"}]
    absent = [{"document": "rail.txt", "sentence": "Repairs took ten hours."}]
    gold = gold_file(
        line(),
        "",
        "{",
        line(question="TODO: ask"),
        line(id="q2", evidence=unknown + absent),
        json.dumps({**UNANSWERABLE, "id": "q3"}),
    )
    faults = [
        "line 3: not JSON",
        "line 4: the id 'q1' is that of line 1",
        "line 4: the question is not written yet",
        "line 5: there is no document 'none.txt' in the index",
        "line 5: 'rail.txt' does not hold the sentence 'Repairs took ten hours.'",
    ]
    assert list(gold.faults(tiny_index)) == faults
    assert list(gold.faults()) == faults[:3]
    with pytest.raises(UserError) as raised:
        gold.check(tiny_index)
    assert raised.value.what.splitlines() == [f"{gold.path} has 5 faults:", *faults]
    assert [item.id for item in gold] == ["q1", "q1", "q2", "q3"]


def test_a_file_of_bytes(gold_file: Callable[..., GoldFile], tmp_path: Path) -> None:
    assert gold_file(line(), encoding="utf-8-sig").check() == 1
    assert next(gold_file(line(), encoding="utf-16").faults()) == "line 1: not UTF-8"
    (tmp_path / "gold.jsonl").write_bytes(line(question="caf\u00e9").encode() + b"\n\xe9")
    assert list(GoldFile(tmp_path / "gold.jsonl").faults()) == ["line 2: not UTF-8"]


@pytest.mark.parametrize("lines", [(), ("", "  ")])
def test_no_question(lines: tuple[str, ...], gold_file: Callable[..., GoldFile]) -> None:
    with pytest.raises(UserError, match="holds no question"):
        gold_file(*lines).check()


def test_no_file(tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(UserError, match="cannot be read"):
            GoldFile(path).check()


def test_many_faults_are_counted(gold_file: Callable[..., GoldFile]) -> None:
    with pytest.raises(UserError) as raised:
        gold_file(*["{"] * 1200).check()
    lines = raised.value.what.splitlines()
    assert (lines[0].split()[-2:], len(lines)) == (["1,200", "faults:"], 52)
    assert lines[-2:] == ["line 50: not JSON", "... and 1,150 more"]
    with pytest.raises(UserError, match="has a fault"):
        gold_file("{").check()


@pytest.mark.parametrize(
    ("lines", "memory"), [(500, 1e6), pytest.param(50_000, 15e6, marks=pytest.mark.slow)]
)
def test_a_large_file_streams(lines: int, memory: float, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    question = line(question="x" * 200) + "\n"
    with path.open("w") as file:
        for number in range(lines):
            file.write(question.replace("q1", f"q{number}") + "{\n")
    tracemalloc.start()
    try:
        with pytest.raises(UserError, match=f"{lines:,} faults"):
            GoldFile(path).check()
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < memory  # the ids, to know which are used twice
    assert sum(1 for _ in GoldFile(path)) == lines


# Finding sentences


def test_locate_does_not_see_white_space() -> None:
    text = "Head\n\nRepairs  took\neleven\u00a0hours. Repairs took eleven hours."
    assert first_place(text, " Repairs took\televen hours. ") == (6, 33)
    assert [text[slice(*place)].split()[0] for place in places(text, "Repairs took")] == [
        "Repairs"
    ] * 2
    assert first_place(text, "Repairs took ten hours.") is None
    assert first_place(text, "  ") is None
    assert first_place("often", "ten") is None
    assert first_place("(a+)+ b", "(a+)+") == (0, 5)
    assert first_place("caf\u00e9", "cafe\u0301") == (0, 4)  # as documents are normalised


@given(st.lists(st.text("ab.(*\\é", min_size=1), min_size=1), st.text(" \n\t", min_size=1))
def test_locate_finds_what_is_there(words: list[str], white: str) -> None:
    text = f"- {white.join(words)} -"
    found = first_place(text, " ".join(words))
    assert found is not None
    assert text[slice(*found)].split() == words


class Sources:
    """An index of which only the sources are known."""

    def __init__(self, *sources: str) -> None:
        self._sources = sources

    def sources(self) -> list[tuple[str, str]]:
        return [(source, source) for source in self._sources]

    def document(self, id: str) -> Any:
        raise AssertionError


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("notes.txt", ["/a/notes.txt", "/c#/notes.txt"]),
        ("a/notes.txt", ["/a/notes.txt"]),
        ("/a/notes.txt", ["/a/notes.txt"]),
        ("c#/notes.txt", ["/c#/notes.txt"]),
        ("otes.txt", []),
        ("wire.jsonl", ["/wire.jsonl#1", "/wire.jsonl#x/y"]),
        ("wire.jsonl#1", ["/wire.jsonl#1"]),
        ("wire.jsonl#x/y", ["/wire.jsonl#x/y"]),
        ("wire.jsonl#x", []),
    ],
)
def test_a_document_is_named_by_the_end_of_its_source(name: str, found: list[str]) -> None:
    index: Any = Sources("/a/notes.txt", "/c#/notes.txt", "/wire.jsonl#1", "/wire.jsonl#x/y")
    assert [source.replace("//", "/") for source in Locator(index).ids(name)] == found


def test_spans_of_a_sentence(tiny_index: Index) -> None:
    locator = Locator(tiny_index)
    (span,) = locator.spans(GoldEvidence("rail.txt", "Repairs took\neleven hours."))
    assert isinstance(span, Span)
    assert tiny_index.document(span.doc_id).slice(span) == "Repairs took eleven hours."
    assert locator.spans(GoldEvidence("council/budget.md", "Repairs took eleven hours.")) == []


def test_a_question_can_be_as_long_as_the_index_allows(tiny_index: Index) -> None:
    assert module.LONGEST_QUESTION == searcher._QUERY_CHARACTERS
    tiny_index.search("x " * (module.LONGEST_QUESTION // 2))


# The seeds, and a first file


def test_the_gold_of_the_seeds_is_right(tmp_path: Path, encoder: FakeEncoder) -> None:
    with Index.open(tmp_path, encoder=encoder) as index:
        index.sync(SEEDS)
        assert GoldFile(ROOT / "seeds" / "gold.jsonl").check(index) == 110


def test_a_first_file(tiny_index: Index, gold_file: Callable[..., GoldFile]) -> None:
    rows = first_lines(tiny_index, 5)
    assert rows == first_lines(tiny_index, 5)
    assert [row["answerable"] for row in rows] == [True] * 5 + [False] * 2
    names = [row["evidence"][0]["document"] for row in rows[:5]]
    assert {"rail.txt", "harbour.txt", "budget.md", "weather.txt"} == set(names[:4])
    gold = gold_file(*map(json.dumps, rows))
    assert list(gold.faults(tiny_index)) == [
        f"line {number}: the question is not written yet" for number in range(1, 8)
    ]
    assert len(first_lines(tiny_index, 1000)) == 9 + 3  # all there are, none twice


def test_a_first_file_prefers_what_can_be_asked_about(tiny_index: Index) -> None:
    by_document = {
        row["evidence"][0]["document"]: row["evidence"][0]["sentence"]
        for row in first_lines(tiny_index, 4)[:4]
    }
    # the one sentence of 8 to 40 words with a name
    assert by_document["rail.txt"].startswith("Trains between Lindau and Bregenz")
    assert by_document["harbour.txt"].startswith("The harbour of Lindau")


def test_a_first_file_reads_each_document_once(
    tiny_index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    passages = tiny_index.passages
    monkeypatch.setattr(tiny_index, "passages", lambda id: (read.append(id), passages(id))[1])
    assert len(first_lines(tiny_index, 1000)) == 9 + 3
    assert len(read) == len(set(read)) == 4


def test_a_first_file_tells_documents_of_one_name_apart(
    tmp_path: Path, encoder: FakeEncoder
) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "notes.txt").write_text(f"The ferry of {name} left at ten past nine.")
    with Index.open(tmp_path / "index", encoder=encoder) as index:
        index.sync([tmp_path / "one", tmp_path / "two"])
        found = {row["evidence"][0]["document"] for row in first_lines(index, 2)[:2]}
    assert found == {"one/notes.txt", "two/notes.txt"}


def test_a_first_file_of_nothing(tmp_path: Path, encoder: FakeEncoder) -> None:
    with Index.open(tmp_path, encoder=encoder) as index:
        assert first_lines(index, 5) == []
