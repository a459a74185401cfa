"""The row that a question names answers, and the others of its table do not."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from index.corpus import Index
from index.documents.normalise import make_document
from index.types import Document, Hit, Passage, Place, Sentence, Span
from qa.assistant import Assistant
from qa.evidence.reader import Reading, ReadSentence
from qa.evidence.rows.answer import EMPTY, rest_of
from qa.evidence.rows.cells import make_table, read_row
from qa.evidence.rows.keys import find_named, sought
from qa.evidence.rows.lookup import DOUBTED, NOT_NAMED, OF_NO_ROW, SURE_WORDS, look_up
from qa.evidence.rows.tables import WHOLE
from qa.evidence.select import Evidence
from qa.models.calibration import ReaderCalibration
from qa.models.judge import PACKAGED as BASE
from qa.models.rows import RowCalibration
from qa.writing.short import in_short
from qa.writing.verify import word_for_word
from tests.support.fake_models import FakeEncoder, FakeReader

ROWS = (
    "Hive: Amber; Site: Quarry; Honey (kg): 18.5; Keeper: Nils Oster; Treated: 2025-08-12.",
    "Hive: Basil; Site: Quarry; Honey (kg): 22; Keeper: Nils Oster; Treated: 2025-08-13.",
    "Hive: Clover; Site: School; Keeper: Wanda Sills; Treated: 2025-08-13.",
)
PROSE = "Amber gave 18.5 kg of honey, said Nils Oster."
CALIBRATION = RowCalibration({"answer": 0.26, "column": 3.5}, -2.0)


class RowReader:
    """Finds the words that it is told, surely, in the cells it is given, which it notes."""

    calibration = FakeReader.calibration

    def __init__(self, words: str = "18.5", score: float = 6.0) -> None:
        self.words, self.score = words, score
        self.read_alone: list[Passage] = []

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        self.read_alone += passages
        return [self._one(passage) for passage in passages]

    def _one(self, passage: Passage) -> Reading:
        def cell(span: Span) -> ReadSentence:
            is_there = self.words in passage.document.slice(span)
            return ReadSentence(span, 1.0, span, self.score if is_there else -9.0)

        return Reading(passage, self.score, tuple(map(cell, passage.citable)))

    @property
    def rows(self) -> list[str]:
        """The rows that were read."""
        return [passage.text for passage in self.read_alone]


def document(
    rows: Sequence[str] = ROWS, *, title: str = "Hives", source: str = "/h.csv"
) -> Document:
    table = "\n".join(rows)
    places = (Place(0, len(table), row=2),)
    return make_document(source, f"{table}\n{PROSE}", title, places=places)


def spans(one: Document) -> list[Span]:
    found, start = [], 0
    for line in one.text.split("\n"):
        if line.strip():
            found.append(Span(one.id, start, start + len(line)))
        start += len(line) + 1
    return found


def passage(one: Document) -> Passage:
    return Passage(one, Span(one.id, 0, len(one.text)), tuple(map(Sentence, spans(one))))


def outcome(
    question: str, *documents: Document, reader: RowReader | None = None, p: float = 0.5
) -> dict[str, Evidence]:
    """The text of each sentence → its evidence, which had `p` before."""
    passages = [passage(one) for one in documents or (document(),)]
    evidence = [
        Evidence(one, span, p, span, answer_score=5.0) for one in passages for span in one.citable
    ]
    found = look_up(
        *(question, [Hit(one, 1.0) for one in passages], evidence),
        reader=reader or RowReader(),
        encoder=FakeEncoder(),
        calibration=CALIBRATION,
    )
    assert [e.probability for e in found] == sorted((e.probability for e in found), reverse=True)
    return {one.text: one for one in found}


def test_the_row_that_is_named_answers_with_the_words_of_its_cell() -> None:
    reader = RowReader("8.5")  # a part of the cell
    found = outcome("How much honey did the hive Amber give?", reader=reader)
    best = found[ROWS[0]]
    assert best.probability > 0.8
    assert (best.words, best.answer_score) == ("18.5", SURE_WORDS)
    assert reader.rows == [ROWS[0]]
    assert [found[row].probability for row in ROWS[1:]] == pytest.approx([NOT_NAMED * 0.5] * 2)


def test_words_that_answer_in_no_column_that_is_asked_for_are_hardly_probable() -> None:
    """The site is not what the honey is, however sure the network is of it."""
    found = outcome("How much honey did Amber give?", reader=RowReader("Quarry"))
    assert found[ROWS[0]].words == "18.5"


def test_prose_is_never_touched() -> None:
    for question in ("How much honey did Amber give?", "How much honey did Ginger 7 give?"):
        assert outcome(question)[PROSE].probability == 0.5


def test_without_rows_nothing_changes() -> None:
    one = make_document("/a.txt", PROSE, "Hives")
    given = [Evidence(passage(one), spans(one)[0], 0.4, spans(one)[0])]
    reader = RowReader()
    found = look_up(
        *("How much honey did Amber give?", [Hit(passage(one), 1.0)], given),
        reader=reader,
        encoder=FakeEncoder(),
        calibration=CALIBRATION,
    )
    assert found == given and not reader.read_alone


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("How much honey did Amber give in 2019?", NOT_NAMED),  # no row has that year
        ("How much honey did Amber of the School give?", NOT_NAMED),  # nor both of these
        ("How much honey did Ginger give?", DOUBTED),  # which may be called otherwise
        ("Which hive gives most honey?", OF_NO_ROW),
        ("Who keeps the hives?", 1.0),
        ("Which hives does Nils Oster keep?", 1.0),  # two rows fit as well
    ],
)
def test_where_no_row_is_named_none_answers_better_than_before(question: str, left: float) -> None:
    reader = RowReader()
    found = outcome(question, reader=reader)
    assert not reader.read_alone
    assert [found[row].probability for row in ROWS] == pytest.approx([left * 0.5] * 3)


def test_a_yes_no_question_is_left_to_the_judge() -> None:
    assert {one.probability for one in outcome("Did Amber give 18.5 kg of honey?").values()} == {
        0.5
    }


def test_the_column_that_is_asked_for_is_empty() -> None:
    found = outcome("How much honey did Clover give?", reader=RowReader("School"))
    assert found[ROWS[2]].probability == EMPTY


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("What did order 40021 come to?", "What did come to?"),
        ("What did the dough scale order come to?", "What did the come to?"),
        ("What was the total of order number 40021?", "What was the total of ?"),
        ("What did Bakery Lund order?", "What did order?"),  # a verb
        ("When did the buyer order 40021?", "When did the buyer order ?"),  # likewise
        ("Which order is the dough scale in?", "Which order is the in?"),
    ],
)
def test_a_word_that_calls_the_row_as_the_table_does_is_not_what_is_asked(
    question: str, rest: str
) -> None:
    text = "Order no.: 40021; Customer: Bakery Lund; Ordered: 2025-11-12; Item: dough scale."
    table, asked = make_table([read_row(text)], "Sales"), sought(question)
    assert rest_of(question, asked, table, find_named(asked, table)) == rest


@pytest.mark.parametrize(
    ("text", "question", "rest"),
    [
        (
            "Room: Blue; Bed size: 160; Room size: 22.",
            "What is the Blue room size?",
            "What is the room size?",
        ),
        (
            "Project: Orme; Line manager: Kern; Project manager: Hale.",
            "Who is the Orme project manager?",
            "Who is the project manager?",
        ),
        (
            "Phone: Nokia; Article number: 7712; Phone number: 0304.",
            "What is the Nokia phone number?",
            "What is the phone number?",
        ),
        ("Room: Blue; Bed size: 160; Rate: 7.", "What is the Blue room rate?", "What is the rate?"),
        ("Order: 71; Customer: Lund.", "When did Lund order 71?", "When did order ?"),
    ],
)
def test_a_word_of_another_column_or_a_verb_is_what_is_asked(
    text: str, question: str, rest: str
) -> None:
    table, asked = make_table([read_row(text)], "List"), sought(question)
    assert rest_of(question, asked, table, find_named(asked, table)) == rest


def test_what_the_network_does_not_find_in_the_row_is_not_there() -> None:
    question = "Which river is near Amber?"
    assert outcome(question, reader=RowReader(score=-9.0))[ROWS[0]].probability < 0.1
    assert outcome(question, reader=RowReader(score=9.0))[ROWS[0]].probability > 0.3


def test_of_two_tables_the_one_that_has_the_names_answers() -> None:
    other = document(("Hive: Amber; Site: Moor; Honey (kg): 4.",), title="2019", source="/o.csv")
    found = outcome(
        "How much honey did Amber of the Moor give?", document(), other, reader=RowReader("4")
    )
    assert found["Hive: Amber; Site: Moor; Honey (kg): 4."].probability > 0.8
    assert found[ROWS[0]].probability == DOUBTED * 0.5


def test_the_heading_of_a_table_is_of_its_rows() -> None:
    text = "North field\nRow: 1; Yield: 40.\nSouth field\nRow: 1; Yield: 55."
    first, second = text.index("Row"), text.rindex("Row")
    places = (Place(first, text.index("\nSouth"), row=2), Place(second, len(text), row=5))
    one = make_document("/f.md", text, "Fields", places=places)
    reader = RowReader("55")
    found = outcome("What was the yield of row 1 of the South field?", one, reader=reader)
    best = max(found.values(), key=lambda evidence: evidence.probability)
    assert best.span.start == second
    assert reader.read_alone[0].document.title == "Fields: South field"


def test_a_row_that_is_named_is_found_beside_the_passages() -> None:
    """Of a document of which a part is among the hits, and not this row."""
    one = document()
    part = Passage(one, spans(one)[1], (Sentence(spans(one)[1]),))
    found = look_up(
        *("How much honey did Amber give?", [Hit(part, 1.0)], []),
        reader=RowReader(),
        encoder=FakeEncoder(),
        calibration=CALIBRATION,
    )
    assert [evidence.text for evidence in found] == [ROWS[0]]


def test_of_a_long_document_the_rows_among_the_hits_are_looked_at() -> None:
    rows = [f"No: K-{n}; Honey: {n}; Note: {'x' * 60}." for n in range(1_500)]
    one = document(rows)
    assert len(one.text) > WHOLE
    some = tuple(map(Sentence, spans(one)[700:710]))
    part = Passage(one, Span(one.id, some[0].span.start, some[-1].span.end), some)
    for number, is_there in ((705, True), (3, False)):
        found = look_up(
            *(f"How much honey did K-{number} give?", [Hit(part, 1.0)], []),
            reader=RowReader(str(number)),
            encoder=FakeEncoder(),
            calibration=CALIBRATION,
        )
        assert [evidence.text for evidence in found] == [rows[number]] * is_there


HOSTILE = (
    "<script>alert(1)</script>: <b>x</b>; [a](http://b): {{c}}.",
    "; ; : ; :: ; a:; : b.",
    f"Hive: {'Amber ' * 5_000}; Honey: 1.",
    "; ".join(f"c{n}: Amber {n}" for n in range(1_000)) + ".",
    "Hive: \u202eAmber\u202c; Honey: \ufffd.",
    ".",
)


def test_hostile_cells_are_values_as_any() -> None:
    rows = (*HOSTILE, *ROWS)
    found = outcome("How much honey did the hive Amber give?", document(rows))
    assert all(0.0 <= one.probability <= 1.0 for one in found.values())
    assert all(one.span.contains(one.answer) for one in found.values())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How much honey did the hive Amber give?", "18.5"),
        ("When was hive Basil treated?", "2025-08-13"),
        ("Who keeps the hive Clover?", "Wanda Sills"),
        ("How much honey did the hive Clover give?", None),
        ("How much honey did the hive Ginger give?", None),
        ("When was hive Basil sold?", None),
        ("How much honey did the hive Amber give in 2019?", None),
    ],
)
def test_the_networks_and_the_rows_together(
    tmp_path: Path, question: str, said: str | None
) -> None:
    table = "Hive,Site,Honey (kg),Keeper,Treated\n" + "\n".join(
        (
            "Amber,Quarry,18.5,Nils Oster,2025-08-12",
            "Basil,Quarry,22,Nils Oster,2025-08-13",
            "Clover,School,,Wanda Sills,2025-08-13",
        )
    )
    (tmp_path / "hives.csv").write_text(table)
    with Index.open(tmp_path / "index") as index:
        index.sync(tmp_path / "hives.csv")
        answer = Assistant(index).ask(question)
    quotes = [citation.quote for claim in answer.claims for citation in claim.citations]
    assert len(quotes) == bool(said)
    assert all(said in quote for quote in quotes if said)


def test_the_calibration_that_ships_asks_for_both() -> None:
    """Neither a column that is called so, nor words that answer, are enough by themselves."""
    fitted, threshold = RowCalibration.read(BASE), ReaderCalibration.read(BASE).threshold
    assert fitted.probability(answer=3.0, column=0.9) > 0.6
    assert fitted.probability(answer=-4.0, column=0.9) > threshold  # it is called just so
    assert fitted.probability(answer=-9.0, column=0.3) < 0.05
    assert fitted.probability(answer=-0.5, column=0.1) < threshold
    assert fitted.probability(answer=-9.0, column=0.1) < fitted.probability(0.0, 0.1)


def test_a_calibration_of_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="weights of"):
        RowCalibration({"answer": 1.0}, 0.0)
    with pytest.raises(ValueError, match="finite"):
        RowCalibration({"answer": float("nan"), "column": 1.0}, 0.0)


def test_a_calibration_is_read_as_it_was_written(tmp_path: Path) -> None:
    folder = tmp_path / "base"
    shutil.copytree(BASE, folder)
    CALIBRATION.write(folder)
    assert RowCalibration.read(folder) == CALIBRATION


def test_a_line_below_the_heading_that_is_named_answers() -> None:
    sheet = make_document(
        "/hives.txt",
        "Hives\n\nAmber\nSite: Quarry\nHoney: 18.5 kg\n\nBasil\nSite: School\nHoney: 22 kg",
        "Hives",
    )
    found = outcome("How much honey did Amber give?", sheet)
    best = found["Honey: 18.5 kg"]
    assert best.words == "18.5 kg"
    assert best.probability > 0.5 > found["Honey: 22 kg"].probability == 0.5 * NOT_NAMED
    (claim,) = filter(None, [word_for_word(best)])
    assert [citation.quote for citation in claim.citations] == ["Honey: 18.5 kg", "Amber"]


def test_who_or_which_it_is_stands_in_the_heading() -> None:
    sheet = make_document(
        "/hives.txt",
        "Hives\n\nAmber\nSite: Quarry\nHoney: 18.5 kg\n\nBasil\nSite: School\nHoney: 22 kg",
        "Hives",
    )
    question = "Which hive stands at the School?"
    best = outcome(question, sheet, reader=RowReader("Basil"))["Site: School"]
    assert (best.text, best.words) == ("Site: School", "Site: School")
    claim = word_for_word(best)
    assert claim and in_short(question, [claim], [best], 0.0) == "Basil"
    assert in_short("Which site has Basil?", [claim], [best], 0.0) == ""
    assert in_short("What is at the School?", [claim], [best], 0.0) == ""
