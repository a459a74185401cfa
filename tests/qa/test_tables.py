"""A table: which cells are filled, from which sentence, what stays empty, and what is refused."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from index import Index, UserError
from index.types import Scope
from qa import Assistant
from qa.assistant import PASSAGES
from qa.evidence.certainty import agreed, least_of, least_probability, words_that_answer
from qa.evidence.select import Evidence
from qa.tables import Cell, Column, Row, Table, read_columns, stream, table
from qa.tables.fill import ANOTHER_TIME, NOTHING_TO_CITE
from qa.tables.questions import MOST_QUESTIONS
from tests.support.fake_models import FakeEncoder, FakeReader
from tests.support.fakes import find
from tests.support.tables import EMPTY, filled, listed
from tests.support.timelines import indexed

NEWS: tuple[Mapping[str, object], ...] = (
    {
        "title": "Flood",
        "published": "2025-10-24",
        "text": "The village was flooded.\n\nThe dam at Tolm burst on Tuesday.",
    },
    {
        "title": "Trains",
        "published": "2025-10-25",
        "text": "Trains ran late between Orrin and Vale.\n\nA guard was hurt on Tuesday.",
    },
)
BURST = "When did the dam at Tolm burst?"
GUARD = "Which guard was hurt?"


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    with indexed(tmp_path, NEWS) as index:
        yield Assistant(index, reader=FakeReader())


def quotes(made: Table) -> list[list[str]]:
    return [[cell.quote for cell in row.cells] for row in made.rows]


def test_each_cell_is_answered_from_its_document_or_is_empty(assistant: Assistant) -> None:
    made = table(assistant, [BURST, GUARD])
    assert [row.document.title for row in made.rows] == ["Flood", "Trains"]
    assert quotes(made) == [
        ["The dam at Tolm burst on Tuesday.", ""],
        ["", "A guard was hurt on Tuesday."],
    ]
    assert made.complete and (made.size, made.read, made.answered) == (4, 4, 2)
    for row in made.rows:
        for cell in row.cells:
            assert cell.empty or cell.citation
            if cell.citation and cell.passage:
                assert cell.citation.document.id == row.document.id
                assert cell.passage.span.contains(cell.citation.span)
    assert made.rows[0].cells[0].answer == "Tuesday"


def test_it_grows_by_a_cell_at_a_time(assistant: Assistant) -> None:
    tables = list(stream(assistant, [BURST, GUARD]))
    assert [one.read for one in tables] == [0, 1, 2, 3, 4, 4]
    assert (tables[0].size, tables[0].seconds_left) == (4, None)
    assert [len(one.unread) for one in tables] == [2, 2, 1, 1, 0, 0]
    assert [one.complete for one in tables] == [False, False, False, False, True, True]
    assert tables[-1].seconds_left == 0
    assert all((one.seconds_left or 0) >= 0 for one in tables)


def test_the_time_that_is_left_goes_by_the_length_of_documents() -> None:
    short, long = listed("a", 9), listed("b", 99)
    one = Table((Column("?", "?"),), (short, long), (Row(short, (EMPTY,)),), seconds=2.0)
    assert one.seconds_left == pytest.approx(20.0)
    endless = replace(one, documents=(short, listed("b", 10**6)))
    assert endless.seconds_left == pytest.approx(2.0 * 201 / 10)


def test_a_scope_narrows_the_rows(assistant: Assistant) -> None:
    since = Scope(since=datetime.date(2025, 10, 25))
    made = table(assistant, [BURST], scope=since)
    assert [row.document.title for row in made.rows] == ["Trains"]
    assert made.scope == since
    with pytest.raises(UserError, match="No document is in the scope"):
        table(assistant, [BURST], scope=Scope(since=datetime.date(2026, 1, 1)))
    with pytest.raises(UserError, match="No document of the index has the folder"):
        table(assistant, [BURST], scope=Scope(folders=("nowhere",)))


def test_a_day_that_is_told_from_today_is_held_to(assistant: Assistant) -> None:
    """The question is answered for that week or not at all; `ask` answers it without the week."""
    asked = "When did the dam at Tolm burst last week?"
    now = table(assistant, [asked]).rows[0].cells[0]
    assert now.empty and now.reason == ANOTHER_TIME.format("last week")
    then = table(assistant, [asked], as_of=datetime.date(2025, 10, 28)).rows[0].cells[0]
    assert then.quote == "The dam at Tolm burst on Tuesday."


def test_an_empty_index_is_told(tmp_path: Path) -> None:
    with (
        Index.open(tmp_path / "index", encoder=FakeEncoder()) as index,
        pytest.raises(UserError, match=r"The index has no documents\. Take some in first"),
    ):
        table(Assistant(index, reader=FakeReader()), [BURST])


def test_a_document_without_a_passage_has_empty_cells(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assistant.index, "passages", lambda _: [])
    made = table(assistant, [BURST])
    assert [cell.reason for row in made.rows for cell in row.cells] == [NOTHING_TO_CITE] * 2
    assert made.complete and not made.answered


@pytest.mark.parametrize("alone", [True, False])
def test_of_a_long_document_the_passages_that_a_search_finds_are_read(
    tmp_path: Path, alone: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    filler = "\n\n".join(f"Paragraph {n} is about barley and rye. " * 12 for n in range(60))
    text = f"{filler}\n\nThe dam at Tolm burst on Tuesday."
    other = "The dam at Tolm burst on Tuesday, said the other paper."
    if alone:
        (tmp_path / "news").mkdir()
        (tmp_path / "news" / "long.txt").write_text(text)
        (tmp_path / "news" / "other.txt").write_text(other)
        index = Index.open(tmp_path / "index", encoder=FakeEncoder())
        index.sync(tmp_path / "news")
    else:
        records = ({"title": "long", "text": text}, {"title": "other", "text": other})
        index = indexed(tmp_path, records)
    with index:
        assistant = Assistant(index, reader=FakeReader())
        read: list[int] = []
        evidence = assistant.evidence

        def noted(question: str, hits: list[object], **known: object) -> object:
            read.append(len(hits))
            return evidence(question, hits, **known)  # type: ignore[arg-type]

        monkeypatch.setattr(assistant, "evidence", noted)
        made = table(assistant, [BURST])
        assert len(index.passages(made.rows[0].document.id)) > PASSAGES
    assert 0 < max(read) <= PASSAGES
    assert quotes(made)[0] == ["The dam at Tolm burst on Tuesday."]
    for row in made.rows:
        for cell in row.cells:
            assert cell.citation and cell.citation.document.id == row.document.id


def test_a_sentence_that_leans_is_given_with_the_one_before(tmp_path: Path) -> None:
    text = "Oleh Kiper heads the region. He spoke of a serious danger."
    with indexed(tmp_path, ({"title": "Odesa", "text": text},)) as index:
        cell = (
            table(Assistant(index, reader=FakeReader()), ["Who spoke of a danger?"])
            .rows[0]
            .cells[0]
        )
    assert cell.quote == "He spoke of a serious danger."
    assert cell.before and cell.before.quote == "Oleh Kiper heads the region."
    assert cell.text == text


# How sure a cell must be

CALIBRATION = FakeReader.calibration
LEAST = min(level.threshold for level in CALIBRATION.levels.values())
MOST = max(level.threshold for level in CALIBRATION.levels.values())


def best(title: str, text: str, words: str, probability: float = 0.3) -> Evidence:
    cell = filled(text, title=title)
    assert cell.citation and cell.passage
    document = cell.citation.document
    return Evidence(cell.passage, cell.citation.span, probability, find(document, words))


def test_a_document_that_holds_no_name_of_the_question_must_be_surer() -> None:
    guard = best("Trains", "Six people were hurt, he said.", "Six")
    for question, least in (
        ("How many people were hurt?", LEAST),
        ("How many people were hurt in Kherson?", MOST),
        ("How many people were hurt at Trains?", LEAST),  # its title
    ):
        assert least_probability(question, guard, CALIBRATION) == least
    people = best("News", "The Dutch army lost 10 Russian guns.", "10")
    for question in (
        "How many guns has the Netherlands lost?",
        "How many guns of Russia are lost?",
    ):
        assert least_probability(question, people, CALIBRATION) == LEAST
    assert least_probability("How many in Poland?", people, CALIBRATION) == MOST
    asked = "How many people were hurt?"
    assert least_probability(asked, guard, CALIBRATION, careful=True) == CALIBRATION.threshold
    assert LEAST < CALIBRATION.threshold < MOST


def test_others_that_are_sure_and_say_the_same_make_a_cell_surer() -> None:
    one = best("a", "NATO chief Mark Rutte was there.", "Mark Rutte", 0.08)
    sure = best("b", "The secretary-general is Mark Rutte.", "Mark Rutte", 0.8)
    assert agreed(one, [sure], CALIBRATION) == pytest.approx(1 - 0.92 * (1 - 0.4))
    assert agreed(one, [], CALIBRATION) == 0
    assert agreed(one, [one], CALIBRATION) == 0  # only itself
    assert agreed(one, [best("c", "It is John Healey.", "John Healey", 0.9)], CALIBRATION) == 0
    copy = best("d", "NATO chief Mark Rutte was there.", "Mark Rutte", 0.9)
    assert agreed(one, [copy], CALIBRATION) == 0
    many = [
        best(f"n{n}", f"Sentence {n * 7919} names Mark Rutte.", "Mark Rutte") for n in range(99)
    ]
    assert agreed(one, many, CALIBRATION) > one.probability  # though many stand before it


def test_a_single_word_agrees_by_accident() -> None:
    one = best("a", "Five bombs fell.", "Five", 0.1)
    assert agreed(one, [best("b", "She counted five of them.", "five", 0.9)], CALIBRATION) == 0


def test_agreement_fills_a_cell_and_says_so(tmp_path: Path) -> None:
    """The reader of the test gives the last word; so a pair of words is put in its place."""
    records = (
        {"title": "a", "text": "The dam of the village burst on Tuesday morning."},
        {
            "title": "b",
            "text": "Rain had filled the lake; by Tuesday morning the houses stood in water.",
        },
    )
    with indexed(tmp_path, records) as index:
        assistant = Assistant(index, reader=FakeReader())
        select = assistant.selector.select

        def two_words(*given: object) -> list[Evidence]:
            found = []
            for e in select(*given):  # type: ignore[arg-type]
                sure = 0.9 if e.passage.document.title == "a" else 0.6 * LEAST
                words = find(e.passage.document, "Tuesday morning")
                found.append(replace(e, probability=sure, answer=words))
            return found

        object.__setattr__(assistant.selector, "select", two_words)
        *_, before, last = stream(assistant, ["When did the dam burst?"])
    assert [row.cells[0].empty for row in before.rows] == [False, True]
    assert [row.cells[0].agreed for row in last.rows] == [False, True]
    assert last.rows[1].cells[0].answer == "Tuesday morning"
    assert least_of(CALIBRATION, careful=False) <= last.rows[1].cells[0].probability < 0.9


@pytest.mark.parametrize(
    ("text", "words", "answer"),
    [
        ("They counted 200 kilometres of track.", "200 kilometres", "200 kilometres"),
        ("They counted 200 kilometres of track.", "200 kilometres of", "200 kilometres of"),
        ("He called it “good”, and left at once.", "“good”,", "good"),
        ("It stands in the U.K. and has a roof.", "U.K.", "U.K."),
        ("The number stays a claim . It ends.", ".", ""),
        ("It is over.", "It is over.", ""),
        ("He spoke of a serious danger there.", "He", ""),
        ("Both belong to the alliance, it said.", "Both", ""),
        ("one two three four five six seven eight nine ten eleven twelve thirteen and so on and on",
         "one two three four five six seven eight nine ten eleven twelve thirteen", ""),
        ("People\nof the town fled to the hills.", "People\nof the town", "People of the town"),
    ],
)  # fmt: skip
def test_the_words_that_answer(text: str, words: str, answer: str) -> None:
    assert words_that_answer(best("a", text, words)) == answer


# The questions


def test_questions_are_read_a_line_each() -> None:
    text = """
# what happened

Deaths: How many people died?
   Who leads the inquiry?
In Tolm: how many died?
Cost of repair, in euros: What did it cost?
"""
    assert read_columns(text) == (
        Column("How many people died?", "Deaths"),
        Column("Who leads the inquiry?", "Who leads the inquiry?"),
        Column("In Tolm: how many died?", "In Tolm: how many died?"),
        Column("What did it cost?", "Cost of repair, in euros"),
    )
    assert read_columns("Who died\tin  Tolm?")[0].question == "Who died in Tolm?"
    assert read_columns("Coûts: Éva signed what?")[0].heading == "Coûts"
    assert read_columns("x" * 41 + ": How many?")[0].question.startswith("x")


def test_a_list_of_questions_has_headings_too(assistant: Assistant) -> None:
    made = table(assistant, ["Burst: " + BURST, Column(GUARD, "Hurt")])
    assert [(c.heading, c.question) for c in made.columns] == [("Burst", BURST), ("Hurt", GUARD)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There is no question. Write one a line"),
        ("\n  \n# only this\n", "There is no question."),
        ("Who?\n" * (MOST_QUESTIONS + 1), "There are 101 questions. Ask at most 100"),
        ("Who?\n" * 10_000, "There are 10,000 questions."),
        ("Who?\n\n" + "x" * 10_000, "Line 3: The question has 10,000 characters."),
        ("Who\ud800?", "Line 1: The question is not valid text."),
    ],
)
def test_what_cannot_be_asked(text: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        read_columns(text)


def test_one_letter_is_answered_by_nothing(assistant: Assistant) -> None:
    assert not table(assistant, ["x", "?"]).answered


def test_too_many_cells_are_told_with_how_to_narrow(assistant: Assistant) -> None:
    with pytest.raises(UserError) as error:
        table(assistant, [BURST, GUARD], most=3)
    assert error.value.what == (
        "2 documents × 2 questions are 4 cells, and at most 3 are filled at once."
    )
    assert "look in fewer documents" in error.value.remedy
    assert table(assistant, [BURST, GUARD], most=4).complete


# The values


def test_a_cell_cannot_have_an_answer_without_its_sentence() -> None:
    with pytest.raises(ValueError, match="needs the sentence"):
        Cell(0.9, answer="ten")
    cell = filled("Ten died.", "Ten")
    with pytest.raises(ValueError, match="its passage"):
        Cell(0.9, cell.citation)
    with pytest.raises(ValueError, match="a row has more than 1 cells"):
        Table((Column("?", "?"),), (listed(),), (Row(listed(), (EMPTY, EMPTY)),))
    with pytest.raises(ValueError, match="1 rows for 0 documents"):
        Table((Column("?", "?"),), (), (Row(listed(), ()),))
