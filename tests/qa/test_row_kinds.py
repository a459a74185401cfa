"""Tables of other shapes: lists, tables on their sides, lines in columns, distances, headings."""

from time import perf_counter

import pytest

from index.documents.normalise import make_document
from index.types import Document, Hit, Place, Span
from qa.english.columns import written_out
from qa.english.weekdays import days_in
from qa.evidence.rows.aligned import WHOLE, aligned_rows
from qa.evidence.rows.answer import CELLS
from qa.evidence.rows.cells import Table, make_table, read_row
from qa.evidence.rows.keys import Named, find_named, sought
from qa.evidence.rows.lookup import NOT_NAMED
from qa.evidence.rows.tables import heading_of, rows_of
from qa.evidence.rows.turned import MOST, turn
from tests.qa.test_row_lookup import RowReader, document, outcome, passage

CHARGES = ("Use of the kitchen: 35 €.", "Piano: 20 €.", "Final cleaning: 60 €.")
BELLS = (
    "Weight (kg); Maria: 1,940; Barbara: 760.",
    "Cast in; Maria: 1687; Barbara: 1951.",
    "Founder; Maria: Jost Heller; Barbara: Otto Kamp.",
)
BOARD = """Departures on Monday

Flight    To         Dep      Gate
KX 311    Oslo       06:45    A4
KX 507    Porto      07:20    A9
TR 118    Gdansk     07:55    B2

All gates close ten minutes before."""
NUMBERS = """Numbers of the harbour

Night porter      0555 2244
Boat hire         0555 2418
First aid post    0555 2399"""
MAIL = """Who drives on Saturday:

| Driver | Car | Leaves |
|---|---|---|
| Ulla Krag | white van | 8:15 |
| Signe Moe | red Fiat | 8:45 |

Bring your scores."""
FARES = (
    "From: Ahr; Ahr: 0; Bel Ost: 45; Cam: 72.",
    "From: Bel Ost; Ahr: 48; Bel Ost: 0; Cam: 66.",
    "From: Cam; Ahr: 75; Bel Ost: 41; Cam: 0.",
)


def named(question: str, rows: tuple[str, ...], about: str = "") -> Named:
    return find_named(sought(question), table(rows, about))


def table(rows: tuple[str, ...], about: str = "") -> Table:
    return make_table(map(read_row, rows), about)


def plain(text: str) -> Document:
    return make_document("/plain.txt", text, "Harbour")


def best_of(question: str, one: Document, words: str) -> tuple[str, str, float]:
    """The best row of a document, its words, and how probable it is."""
    found = outcome(question, one, reader=RowReader(words))
    best = max(found.values(), key=lambda evidence: evidence.probability)
    return best.text, best.words, best.probability


@pytest.mark.parametrize(
    ("question", "row", "words"),
    [
        ("What does the piano cost?", CHARGES[1], "20 €"),
        ("What does the kitchen cost?", CHARGES[0], "35 €"),
        ("How much is charged for cleaning?", CHARGES[2], "60 €"),
    ],
)
def test_a_list_of_names_and_values_is_asked_by_its_names(
    question: str, row: str, words: str
) -> None:
    assert best_of(question, document(CHARGES, title="Charges"), words)[:2] == (row, words)


@pytest.mark.parametrize("question", ["What does the Beamer cost?", "What does the stage cost?"])
def test_what_a_list_lacks_is_not_read(question: str) -> None:
    reader = RowReader()
    outcome(question, document(CHARGES, title="Charges"), reader=reader)
    assert not reader.read_alone


def test_two_rows_with_one_name_or_fewer_than_three_are_no_list() -> None:
    for rows in (("a: 1.", "a: 2.", "b: 3."), ("a: 1.", "b: 2.")):
        (found,) = rows_of([passage_hit(document(rows))])
        assert found.table.columns


def passage_hit(one: Document) -> Hit:
    return Hit(passage(one), 1.0)


@pytest.mark.parametrize(
    ("question", "row", "words"),
    [
        ("How heavy is Barbara?", BELLS[0], "760"),
        ("When was the bell Maria cast?", BELLS[1], "1687"),
        ("Who is the founder of Barbara?", BELLS[2], "Otto Kamp"),
    ],
)
def test_a_table_on_its_side_is_asked_by_its_columns(question: str, row: str, words: str) -> None:
    assert best_of(question, document(BELLS, title="Bells"), words)[:2] == (row, words)


def test_a_column_that_a_table_on_its_side_lacks_answers_nothing() -> None:
    reader = RowReader("760")
    outcome("How heavy is Elisabeth?", document(BELLS, title="Bells"), reader=reader)
    assert not reader.read_alone


def test_only_a_table_with_names_in_front_of_its_rows_is_turned() -> None:
    for rows in (FARES, ("Orvell; 3; 4.", "Tolm; 5; 6."), ("Weight; Maria: 3.",)):
        (found,) = rows_of([passage_hit(document(rows))])
        assert turn(found) is None
    many = tuple(f"row {n}; a: {n}; b: {n}." for n in range(MOST))
    (found,) = rows_of([passage_hit(document(many))])
    assert turn(found) is None


@pytest.mark.parametrize(
    ("text", "question", "row", "words"),
    [
        (BOARD, "Which gate does the flight to Porto use?", "KX 507    Porto", "A9"),
        (BOARD, "When does TR 118 leave?", "TR 118    Gdansk", "07:55"),
        (BOARD, "Which gate does the 6.45 use?", "KX 311    Oslo", "A4"),
        (NUMBERS, "What is the number of the Night Porter?", "Night porter", "0555 2244"),
        (NUMBERS, "Which number do I ring for boat hire?", "Boat hire", "0555 2418"),
        (MAIL, "When does Signe Moe leave?", "| Signe Moe |", "8:45"),
    ],
)
def test_lines_in_columns_are_looked_up(text: str, question: str, row: str, words: str) -> None:
    sentence, answer, probability = best_of(question, plain(text), words)
    assert sentence.startswith(row) and "\n" not in sentence
    assert answer == words
    assert probability > 0.5


def test_beside_a_line_that_is_named_the_others_answer_nothing_and_prose_is_as_before() -> None:
    found = outcome(
        "Which gate does the flight to Porto use?", plain(BOARD), reader=RowReader("A9")
    )
    probable = {text[:6]: one.probability for text, one in found.items()}
    assert probable["KX 311"] == probable["TR 118"] == pytest.approx(NOT_NAMED * 0.5)
    assert probable["All ga"] == 0.5
    found = outcome("Which gate does the flight to Riga use?", plain(BOARD))
    assert max(one.probability for text, one in found.items() if "KX" in text) < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "He went  home.\nShe  stayed.\nIt was late  and dark, they said.",  # two spaces by chance
        "Night porter    0555 2244\nBoat hire       0555 2418",  # two lines
        "One sentence here.\nAnother one there.\nAnd a third.",
        "",
    ],
)
def test_prose_stands_in_no_columns(text: str) -> None:
    assert aligned_rows(plain(text or "x")) is None


def test_of_the_rows_of_a_document_none_is_of_its_lines() -> None:
    assert aligned_rows(document()) is None


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("What is the fare from Ahr to Bel Ost?", 0),
        ("What does it cost to Ahr from Bel Ost?", 1),
        ("fare Cam to Ahr", 2),
        ("What is the fare from Cam to Dorn?", None),
    ],
)
def test_of_a_table_of_distances_the_row_is_where_it_goes_from(
    question: str, row: int | None
) -> None:
    assert table(FARES).crossed
    assert named(question, FARES).row == row


def test_the_letter_of_a_grade_is_a_value_and_an_article_is_not() -> None:
    rows = ("Wood: Larch; Grade: A; Price: 690.", "Wood: Larch; Grade: B; Price: 465.")
    assert named("How is the larch of grade A dried?", rows).row == 0
    assert named("What does larch of grade B cost?", rows).row == 1
    assert named("What does larch of grade C cost?", rows).row is None


def test_an_hour_is_a_time_behind_at() -> None:
    rows = ("Time: 07:00; Host: Jo.", "Time: 09:00; Host: Edda.", "Time: 12:40; Host: Kit.")
    assert named("Who hosts the programme at 9?", rows).row == 1
    assert named("Who hosts the 12.40 programme?", rows).row == 2
    assert named("Who hosts the programme at 8?", rows).row is None
    assert named("Who hosts 9 programmes?", rows).row is None


def test_days_of_the_week_may_be_shortened_or_between_two() -> None:
    assert days_in("Mon–Wed 9–12") == {"monday", "tuesday", "wednesday"}
    assert days_in("Fri to Mon") == {"friday", "saturday", "sunday", "monday"}
    assert days_in("Saturdays; Thurs.") == {"saturday", "thursday"}
    assert days_in("a sunny monument, sat and wed") == frozenset()
    rows = ("Days: Mon–Thu; Hours: 9–17.", "Days: Fri; Hours: 9–12.")
    assert named("What are the hours on Tuesday?", rows).row == 0
    assert named("What are the hours on Friday?", rows).row == 1


def test_a_month_and_a_quarter_are_values_as_they_are_said() -> None:
    rows = ("Site: Cove; Date: 2025-06-12; pH: 7.", "Site: Cove; Date: 2025-07-10; pH: 8.")
    assert named("What was the pH of the Cove in June?", rows).row == 0
    assert named("What was the pH of the Cove in July 2025?", rows).row == 1
    assert named("What was the pH of the Cove in May?", rows).row is None
    rows = (
        "House: Library; Quarter: Q1 2025; Gas: 4.",
        "House: Library; Quarter: Q2 2025; Gas: 3.",
    )
    assert named("What gas did the Library use in the second quarter of 2025?", rows).row == 1


def test_a_word_of_a_value_that_is_the_name_of_a_column_asks_for_it() -> None:
    rows = ("Sensor: S-02; Battery: 17; Status: low battery.", "Sensor: S-03; Battery: 54.")
    one = document(rows, title="Probes")
    assert best_of("How full is the battery of S-02?", one, "17")[:2] == (rows[0], "17")


def test_a_day_that_a_table_lacks_answers_nothing() -> None:
    rows = ("Day: Monday; Host: Jo.", "Day: Tuesday; Host: Edda.")
    found = outcome("Who hosts on Thursday?", document(rows, title="Radio"))
    assert [found[row].probability for row in rows] == pytest.approx([NOT_NAMED * 0.5] * 2)


def test_half_of_a_short_value_names_it_unless_another_word_stands_in_front() -> None:
    rows = ("Tree: copper beech; Girth: 3.", "Tree: holm oak; Girth: 4.")
    assert named("How thick is the beech?", rows).row == 0
    assert named("How thick is the purple beech?", rows).row is None


def test_the_sheet_whose_title_the_question_says_answers() -> None:
    rows = ("Item: Food; Planned: 2400.", "Item: Tents; Planned: 650.")
    summer = document(rows, title="Summer camp", source="/c.xlsx#Summer camp")
    others = ("Item: Food; Planned: 1900.", "Item: Skis; Planned: 2100.")
    winter = document(others, title="Winter camp", source="/c.xlsx#Winter camp")
    reader = RowReader("00")
    found = outcome("What was planned for food at the winter camp?", summer, winter, reader=reader)
    assert found[others[0]].probability > 2 * found[rows[0]].probability


def test_a_column_may_be_called_in_short() -> None:
    assert written_out("Dep.") == "departure"
    assert written_out("Order no.") == "Order number"
    assert written_out("Depth") == "Depth"
    assert written_out("Mon") == "Monday"


def test_the_heading_of_rows_that_are_places_of_their_own_is_that_of_their_table() -> None:
    """So it is in a PDF: the row above is no heading."""
    lines = ["Medals", "City: Ahr; Gold: 3.", "City: Bel; Gold: 5.", "City: Cam; Gold: 8."]
    text, places, start = "\n".join(lines), [], 0
    for n, line in enumerate(lines):
        if n:
            places.append(Place(start, start + len(line), row=n + 1))
        start += len(line) + 1
    one = make_document("/m.pdf", text, "Games", places=tuple(places))
    for place in places:
        assert heading_of(one, Span(one.id, place.start, place.end)) == "Medals"
    found = outcome("How much gold went to Bel?", one, reader=RowReader("5"))
    best = max(found.values(), key=lambda evidence: evidence.probability)
    assert best.text == lines[2]


@pytest.mark.parametrize(
    "line", ["a  " * 200, "| a " * 100, "  " * 5_000, "x" * 5_000, "0 1  " * 79, "Mon-" * 90]
)
def test_lines_are_read_in_linear_time(line: str) -> None:
    text = "\n".join(["Title", *[line] * (WHOLE // (len(line) + 1) - 1)])
    started = perf_counter()
    aligned_rows(make_document("/h.txt", text, "Hostile"))
    days_in(text)
    written_out(text)
    assert perf_counter() - started < 10


def test_a_row_of_a_thousand_cells_is_read_to_the_hundredth() -> None:
    row = "; ".join([*(f"c{n}: {n}" for n in range(1_000)), "Hive: Amber"]) + "."
    reader = RowReader("7")
    found = outcome("What is the c7 of Amber?", document((row,)), reader=reader)
    assert len(reader.read_alone[0].citable) == CELLS
    assert found[row].span.contains(found[row].answer)


def test_a_rule_between_names_and_rows_is_no_row() -> None:
    found = aligned_rows(plain(MAIL))
    assert found is not None
    assert found.rows.table.columns == ("Driver", "Car", "Leaves")
    assert len(found.rows.spans) == 2
