"""PDF files as programs write them: columns, heads, notes, tables, forms, odd fonts."""

import re
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from index.documents.formats import ocr
from index.documents.load import load_file
from index.documents.read import split
from index.types import Document, Skipped, Span
from tests.support.documents import numbered_sentences

LOREM = (
    "The harbour office said on Monday that the new quay will be ready by the end of the year. "
    "Two firms from the valley build it, and the town pays for one half of the works. The mayor "
    "asked for a report on the costs, which the council will discuss when it meets in June. "
)
OTHER = (
    "Farther up the river the mill has stood still since the flood of last autumn took its wheel. "
    "Its owner wants to sell it to the county, which would turn the building into a school. No "
    "price was named, and the neighbours have until Easter to object to what is planned there. "
)
Draw = Callable[[Any], None]


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Path]:
    """Makes a PDF of pages, each drawn by a function."""

    def made(*pages: Draw, title: str = "", password: str = "", name: str = "a.pdf") -> Path:
        from reportlab.pdfgen.canvas import Canvas

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            canvas = Canvas(str(tmp_path / name), pagesize=(595, 842), encrypt=password or None)
            canvas.setTitle(title)
            for draw in pages:
                canvas.setFont("Helvetica", 10)
                draw(canvas)
                canvas.showPage()
            canvas.save()
        return tmp_path / name

    return made


def wrapped(text: str, width: float, font: str = "Helvetica", size: float = 10) -> list[str]:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if stringWidth(longer, font, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def put(
    canvas: Any, lines: Sequence[str], x: float = 50, y: float = 760, step: float = 12
) -> float:
    for line in lines:
        canvas.drawString(x, y, line)
        y -= step
    return y


def read(path: Path) -> Document:
    (document,) = load_file(path)
    assert isinstance(document, Document), document
    return document


def sentences(document: Document) -> list[str]:
    return [document.slice(piece.span) for piece in split(document).sentences]


def one_line(text: str) -> str:
    return " ".join(text.split())


# Columns


def test_columns_drawn_line_by_line_across(make: Callable[..., Path]) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica-Bold", 16)
        put(
            canvas,
            ["The quay, the mill, and what the two of", "them cost the town"],
            y=800,
            step=19,
        )
        canvas.setFont("Helvetica", 10)
        for n, (a, b) in enumerate(
            zip(wrapped(LOREM * 2, 230), wrapped(OTHER * 2, 230), strict=False)
        ):
            canvas.drawString(50, 740 - 12 * n, a)
            canvas.drawString(300, 740 - 12 * n, b)

    document = read(make(draw))
    assert document.title == "The quay, the mill, and what the two of them cost the town"
    assert one_line(LOREM) in document.text
    assert one_line(OTHER) in document.text


def test_three_columns_with_baselines_of_their_own(make: Callable[..., Path]) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 9)
        put(canvas, wrapped(LOREM, 150, size=9), 40, 760, 11)
        put(canvas, wrapped(OTHER, 150, size=9), 215, 757, 11.5)
        put(canvas, wrapped(LOREM.replace("Monday", "Friday"), 150, size=9), 390, 752, 11)

    text = read(make(draw)).text
    for words in (LOREM, OTHER, LOREM.replace("Monday", "Friday")):
        assert one_line(words) in text
    assert text.index("Monday") < text.index("river") < text.index("Friday")


def test_a_sentence_runs_over_the_end_of_a_column(make: Callable[..., Path]) -> None:
    def draw(canvas: Any) -> None:
        put(canvas, [*wrapped(LOREM, 230), "In the end it was decided by the town of"], 50)
        put(canvas, ["Orvell and by nobody else.", *wrapped(OTHER, 230)], 300)

    assert "decided by the town of Orvell and by nobody else." in read(make(draw)).text


def test_a_last_column_of_one_line_ends_the_sentence_of_the_one_before(
    make: Callable[..., Path],
) -> None:
    def draw(canvas: Any, aside: str) -> None:
        put(canvas, [*wrapped(LOREM, 230), "In the end it was decided, after a long quarrel,"], 50)
        put(canvas, [aside], 300)

    text = read(make(lambda canvas: draw(canvas, "by the county alone."))).text
    assert "decided, after a long quarrel, by the county alone." in text
    aside = read(make(lambda canvas: draw(canvas, "Photo of the quay"))).text
    assert "quarrel, Photo" not in aside


@pytest.mark.parametrize("at_left", [False, True])
def test_a_short_box_beside_a_text_is_read_by_itself(
    make: Callable[..., Path], at_left: bool
) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 8)
        put(
            canvas,
            ["THE QUAY", "Built: 1871", "Length: 90 m", "Berths: 14"],
            50 if at_left else 400,
            760,
            11,
        )
        canvas.setFont("Helvetica", 11)
        put(canvas, wrapped(LOREM, 270, size=11), 200 if at_left else 50, 760, 14)

    document = read(make(draw))
    assert one_line(LOREM) in one_line(document.text)
    assert {"Built: 1871", "Length: 90 m", "Berths: 14"} <= set(document.text.split("\n"))


def test_a_text_goes_on_around_a_box(make: Callable[..., Path]) -> None:
    """What stands in the box parts no sentence of the text, which is wider below it."""
    narrow = wrapped(LOREM + OTHER, 330)[:7]
    wide = (LOREM + OTHER).removeprefix(" ".join(narrow))

    def draw(canvas: Any) -> None:
        y = put(canvas, narrow, step=13)
        put(canvas, wrapped(wide, 490), y=y, step=13)
        canvas.setFont("Helvetica", 8)
        facts = ["At a glance", "Opened: 1873", "Workers: 64", "Output: 900 t", "Sheds: 9"]
        put(canvas, facts, 420, 756, 11)

    document = read(make(draw))
    assert one_line(LOREM + OTHER) in document.text
    assert "Workers: 64" in sentences(document)


@pytest.mark.parametrize("second", [True, False])
def test_stories_of_two_columns_stand_below_each_other(
    make: Callable[..., Path], second: bool
) -> None:
    """The heading of the second one is too short to cross the gutter."""
    columns = [wrapped(text, 230) for text in (LOREM, OTHER)]

    def draw(canvas: Any) -> None:
        for top, lines in zip((780, 600), columns, strict=True):
            half = (len(lines) + 1) // 2
            if second or top == 780:
                canvas.setFont("Helvetica-Bold", 14)
                canvas.drawString(50, top, f"Story {top}")
            canvas.setFont("Helvetica", 10)
            put(canvas, lines[:half], 50, top - 20, 13)
            put(canvas, lines[half:], 310, top - 20, 13)

    text = read(make(draw)).text
    assert (one_line(LOREM) in text) == second
    assert (text.index("Farther") > text.index("meets in June")) == second


def test_a_heading_in_one_of_two_columns_parts_only_that_one(make: Callable[..., Path]) -> None:
    left, right = wrapped(LOREM, 230), wrapped(OTHER * 2, 230)

    def draw(canvas: Any) -> None:
        put(canvas, left[:4], 50, 740, 13)
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(50, 740 - 13 * 5, "Roads")
        canvas.setFont("Helvetica", 10)
        put(canvas, left[4:], 50, 740 - 13 * 7, 13)
        put(canvas, right, 310, 740, 13)

    text = read(make(draw)).text
    assert one_line(OTHER * 2) in text
    assert text.index("Farther") > text.index("Roads")


def test_the_head_of_a_letter_beside_its_address(make: Callable[..., Path]) -> None:
    def draw(canvas: Any) -> None:
        put(canvas, ["Mrs. Ida Lenz", "4 Weir Lane", "Tarn TR2 1AB"], 50, 770, 14)
        put(canvas, ["Dear Mrs. Lenz,"], 50, 640)
        put(canvas, wrapped(LOREM, 450), 50, 610)
        canvas.setFont("Helvetica", 8)
        put(canvas, ["Town of Tarn", "Harbour Office", "Call: 960 441", "Day: 9 May"], 400, 770, 11)

    lines = [line for line in read(make(draw)).text.split("\n") if line]
    assert lines[:3] == ["Mrs. Ida Lenz", "4 Weir Lane", "Tarn TR2 1AB"]
    assert lines[3:7] == ["Town of Tarn", "Harbour Office", "Call: 960 441", "Day: 9 May"]
    assert lines[7:] == ["Dear Mrs. Lenz,", one_line(LOREM)]


def test_small_marks_before_items_are_no_box(make: Callable[..., Path]) -> None:
    def draw(canvas: Any) -> None:
        put(canvas, ["No boat may be longer than 20 m, and none may lie", "at the quay."], 80)
        put(canvas, ["Fires are forbidden.", "Dogs go on a lead."], 80, 736)
        canvas.setFont("Helvetica", 12)
        for n, y in enumerate((758, 734, 722), start=1):
            canvas.drawString(50, y, str(n))

    text = read(make(draw)).text
    assert "2 Fires are forbidden." in text
    assert "3 Dogs go on a lead." in text


def test_a_narrow_column_of_text_stays_whole(make: Callable[..., Path]) -> None:
    text = "Ida Lenz of Tarn and Orvell sold the mill to Kar. Three men of the Weir Guild paid."
    assert one_line(text) in read(make(lambda canvas: put(canvas, wrapped(text, 100)))).text


def test_headings_are_told_by_their_letters(make: Callable[..., Path]) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica-Bold", 14)
        put(canvas, ["The house on the quay"])
        canvas.setFont("Helvetica-Bold", 10)
        put(canvas, ["Before you leave"], y=730)
        put(canvas, ["Gate code 5521"], y=640)
        canvas.setFont("Helvetica", 10)
        put(canvas, ["Key back on the hook"], y=710)
        put(canvas, wrapped(LOREM, 400), y=690)

    document = read(make(draw))
    found = {document.slice(piece.span): piece.kind for piece in split(document).sentences}
    assert found["The house on the quay"] == found["Before you leave"] == "heading"
    assert found["Key back on the hook"] == found["Gate code 5521"] == "sentence"


def test_marks_of_items_that_are_drawn_by_themselves_are_no_column(
    make: Callable[..., Path],
) -> None:
    def draw(canvas: Any, mark: str, gap: float) -> None:
        y = 760.0
        for lines in (
            ["Guests leave the key in the box by", "the gate."],
            ["Bicycles go behind the shed"],
            ["The stove may only be lit when", "the flap is open."],
        ):
            canvas.drawString(50, y, mark)
            y = put(canvas, lines, 50 + gap, y) - 4

    for mark, gap in (("•", 14), ("•", 36), ("–", 20)):
        document = read(make(lambda canvas, m=mark, g=gap: draw(canvas, m, g)))
        assert document.text.split("\n") == [
            f"{mark} Guests leave the key in the box by the gate.",
            f"{mark} Bicycles go behind the shed",
            f"{mark} The stove may only be lit when the flap is open.",
        ]


def test_lines_of_a_list_without_marks_stay_apart(make: Callable[..., Path]) -> None:
    lines = ["Day ticket 12.00", "Child 5.00", "Boat hire, per hour 30.00", "Closed on Mondays",
             "Group of ten or more by appointment"]  # fmt: skip
    document = read(make(lambda canvas: put(canvas, lines, step=20)))
    assert document.text.split("\n") == lines


def test_a_short_line_that_breaks_off_in_a_word_or_a_range_goes_on(
    make: Callable[..., Path],
) -> None:
    lines = ["The firm met for the last time in the mid-", "1990s.", "It was shut from 2020–",
             "21, and A-", "levels were put off by a week in all the schools of Velm."]  # fmt: skip
    assert sentences(read(make(lambda canvas: put(canvas, lines)))) == [
        "The firm met for the last time in the mid-1990s.",
        "It was shut from 2020–21, and A-levels were put off by a week in all the schools of Velm.",
    ]


def test_a_form_in_two_columns_is_read_by_rows(make: Callable[..., Path]) -> None:
    rows = [("Name", "Maria Kolt"), ("Street", "Mill Lane 4"), ("Town", "Orvell"), ("Age", "61")]

    def draw(canvas: Any) -> None:
        for n, (a, b) in enumerate(rows):
            canvas.drawString(50, 700 - 20 * n, a)
            canvas.drawString(200, 700 - 20 * n, b)

    lines = read(make(draw)).text.split("\n")
    assert [any(a in line and b in line for line in lines) for a, b in rows] == [True] * 4


def test_lines_drawn_out_of_order(make: Callable[..., Path]) -> None:
    lines = wrapped(LOREM, 480)

    def draw(canvas: Any) -> None:
        for n in (2, 0, 1):
            canvas.drawString(50, 700 - 12 * n, lines[n])

    assert read(make(draw)).text == one_line(LOREM)


# Heads, feet, numbers of pages


def with_heads(*heads: tuple[str, str]) -> list[Draw]:
    def page(number: int, head: str, foot: str) -> Draw:
        def draw(canvas: Any) -> None:
            canvas.drawString(50, 810, head)
            put(canvas, wrapped(f"This is the text of leaf {'abcdefgh'[number]}. " + LOREM, 480))
            canvas.drawCentredString(300, 30, foot)

        return draw

    return [page(number, *pair) for number, pair in enumerate(heads)]


@pytest.mark.parametrize(
    "heads",
    [
        [("Audit Office", "1"), ("Roads in the east", "2"), ("Audit Office", "3"),
         ("Roads in the east", "4")],
        [("1 Water", "i"), ("1 Water", "ii"), ("2 Roads", "iii"), ("2 Roads", "iv"),
         ("3 Schools", "v")],
        [("Annual report", f"Page {n} of 3") for n in (1, 2, 3)],
        [("Annual report", f"- {n} -") for n in (7, 8, 9)],
        [("Annual report", f"Page {n}") for n in ("one", "two", "three")],
        [(f"Annual report | {n}", "") for n in (11, 12, 13)],
        [("Town of Orvell", "12"), ("Town of Orvell", "13")],
    ],
)  # fmt: skip
def test_margins_go(make: Callable[..., Path], heads: list[tuple[str, str]]) -> None:
    text = read(make(*with_heads(*heads))).text
    for head, foot in heads:
        assert head not in text
        assert not foot or f"\n{foot}\n" not in f"\n{text}\n"
    assert text.count("This is the text of leaf") == len(heads)


def test_margins_go_from_pages_of_few_lines(make: Callable[..., Path]) -> None:
    """Most lines of such pages stand as far apart as paragraphs do, and a head as near as they."""

    def page(head: str, *lines: str) -> Draw:
        def draw(canvas: Any) -> None:
            canvas.drawString(50, 812, head)
            put(canvas, lines, y=785, step=27)

        return draw

    text = read(
        make(
            page("LAKE HANDBOOK", "Lights", "Every boat shows a white light at night."),
            page("LAKE HANDBOOK", "Flags", "A boat that tows shows a black ball and the boat"),
            page("FLAGS AND ROPES", "that is towed shows a flag.", "Ropes", "A rope is red."),
        )
    ).text
    assert "HANDBOOK" not in text
    assert "FLAGS" not in text
    assert "the boat\n\nthat" not in text
    assert "Lights" in text
    assert "Ropes" in text


def test_first_lines_of_pages_of_wide_lines_stay(make: Callable[..., Path]) -> None:
    """They stand as far from the next line as all others do."""
    heads = ("Costs in the north", "Plans for 2024", "Staff of the quay", "Plans for 2025")

    def page(head: str, number: int) -> Draw:
        lines = [f"Line {n} of leaf {number} tells of the quay" for n in range(12)]
        return lambda canvas: put(canvas, [head, *lines], y=785, step=24) and None

    text = read(make(*(page(head, n) for n, head in enumerate(heads)))).text
    assert [head for head in heads if head not in text] == []


@pytest.mark.parametrize(
    ("feet", "labels"),
    [
        (["11", "12", "13"], ("11", "12", "13")),
        (["", "ix", "x", "xi"], ("", "ix", "x", "xi")),
        (["7", "8", "", "10", "11"], ("7", "8", "9", "10", "11")),
        (["1", "2", "3"], ()),
        (["11", "12"], ()),
        (["2019", "1850", "77"], ()),
    ],
)
def test_the_printed_number_of_a_page(
    make: Callable[..., Path], feet: list[str], labels: tuple[str, ...]
) -> None:
    document = read(make(*with_heads(*(("Town", foot) for foot in feet))))
    assert document.page_labels == labels
    last = document.page_label(len(document.text) - 1)
    assert last == (labels[-1] if labels else None)


def test_the_number_that_a_file_gives_a_page(make: Callable[..., Path]) -> None:
    from pypdf import PdfWriter

    path = make(*with_heads(*(("Town", foot) for foot in ("7", "8", "9", "10"))))
    writer = PdfWriter(clone_from=str(path))
    writer.set_page_label(0, 1, style="/r")  # type: ignore[arg-type]
    writer.set_page_label(2, 3, style="/D", prefix="A-", start=3)  # type: ignore[arg-type]
    writer.write(str(path))
    document = read(path)
    assert document.page_labels == ("i", "ii", "A-3", "A-4")
    assert (document.page(0), document.page_label(0)) == (1, "i")


def test_what_each_page_says_with_another_number_stays(make: Callable[..., Path]) -> None:
    sums = [420, 1310, 77, 960, 5]
    pages = with_heads(
        *((f"Bill of {sums[n]} crowns", f"Due: {sums[-n]} crowns") for n in range(5))
    )
    text = read(make(*pages)).text
    for one in sums:
        assert f"Bill of {one} crowns" in text
        assert f"Due: {one} crowns" in text


def test_what_stands_at_the_edge_of_one_page_stays(make: Callable[..., Path]) -> None:
    first, second, third = with_heads(("Water", ""), ("Roads", ""), ("Schools", ""))
    text = read(make(first, second, third)).text
    assert "Water" in text
    assert "Roads" in text
    assert "Schools" in text


# Paragraphs over the end of a page


def over(end: str, start: str, note: str = "") -> list[Draw]:
    def first(canvas: Any) -> None:
        put(canvas, [*wrapped(LOREM, 480), end])
        if note:
            canvas.setFont("Helvetica", 7.5)
            put(canvas, [f"1 {note}", "and was printed twice."], y=90, step=9)

    def second(canvas: Any) -> None:
        put(canvas, [start, *wrapped(OTHER, 480)])

    return [first, second]


@pytest.mark.parametrize(
    ("end", "start", "joined"),
    [
        ("The works on the eastern part of the long dike were paid for by the town of",
         "Orvell, which borrowed.", "by the town of Orvell, which"),
        ("The works on the eastern part of the long dike cost the town and the county",
         "4.2 million euros in all.", "the county 4.2 million euros"),
        ("The works on the eastern part of the long dike were done by the govern-",
         "ment of the county.", "by the government of"),
        ("The works on the eastern part of the long dike were done with care, and",
         "were then forgotten.", "and were then"),
    ],
)  # fmt: skip
def test_a_sentence_runs_over_the_end_of_a_page(
    make: Callable[..., Path], end: str, start: str, joined: str
) -> None:
    document = read(make(*over(end, start)))
    assert joined in document.text
    assert document.text[document.pages[1] :].startswith(start)
    note = "See the letter of the water board, which was written in the same year"
    document = read(make(*over(end, start, note)))
    assert joined in document.text
    at = document.text.index(note)
    assert document.page(at) == 1
    assert "in the same year and was printed twice." in document.text


def test_a_heading_at_the_top_of_a_page_is_not_joined(make: Callable[..., Path]) -> None:
    def second(canvas: Any) -> None:
        canvas.setFont("Helvetica-Bold", 13)
        put(canvas, ["The Mill"])
        canvas.setFont("Helvetica", 10)
        put(canvas, wrapped(OTHER, 480), y=735)

    first, _ = over("The list of all firms that took part in the works on the long dike:", "")
    assert "\nThe Mill\n" in read(make(first, second)).text


# Words and letters


def raised(canvas: Any, x: float, y: float, *parts: tuple[str, float]) -> None:
    text = canvas.beginText(x, y)
    for words, rise in parts:
        text.setFont("Helvetica", 6.5 if rise else 10)
        text.setRise(rise)
        text.textOut(words)
    canvas.drawText(text)


def test_raised_figures(make: Callable[..., Path]) -> None:
    def draw(canvas: Any) -> None:
        raised(canvas, 50, 700, ("The dike was raised in 2003", 0), ("4", 4), (" by 80 cm.", 0))
        raised(canvas, 50, 688, ("It took 10", 0), ("6", 4), (" loads, on 20 km", 0), ("2", 4),
               (" of land, and no H", 0), ("2", -2), ("O came in.", 0))  # fmt: skip

    text = read(make(draw)).text
    assert "raised in 2003 by 80 cm." in text
    assert "10⁶ loads, on 20 km² of land, and no H₂O came in." in text


@pytest.mark.parametrize("drop", [2, 3, 5])
@pytest.mark.parametrize("below", [[], ["The lake lies under the hill."]])
def test_lowered_figures(make: Callable[..., Path], drop: float, below: list[str]) -> None:
    def draw(canvas: Any) -> None:
        text = canvas.beginText(50, 700)
        for words, size, rise in (
            ("The CO", 10, 0), ("2", 8, -drop), (" in it rose, and the H", 10, 0),
            ("2", 8, -drop), ("O fell.", 10, 0),
        ):  # fmt: skip
            text.setFont("Helvetica", size)
            text.setRise(rise)
            text.textOut(words)
        canvas.drawText(text)
        canvas.setFont("Helvetica", 10)
        put(canvas, below, y=688)

    found = read(make(draw)).text
    assert "The CO₂ in it rose, and the H₂O fell." in found
    assert found.count("2") == 0


def test_letters_far_apart_are_words(make: Callable[..., Path]) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 18)
        canvas.drawString(50, 800, "A N N U A L   R E P O R T")
        text = canvas.beginText(50, 770)
        text.setFont("Helvetica", 14)
        text.setCharSpace(7)
        text.textOut("SUMMARY")
        text.setCharSpace(0)
        canvas.drawText(text)
        canvas.setFont("Helvetica", 10)
        put(canvas, wrapped(LOREM, 480))

    assert read(make(draw)).text.split()[:3] == ["ANNUAL", "REPORT", "SUMMARY"]


def test_words_with_no_spaces_between_them(make: Callable[..., Path]) -> None:
    words = "Every word was drawn alone, and every letter too."

    def draw(canvas: Any) -> None:
        x = 50.0
        for char in words:
            if char != " ":
                canvas.drawString(x, 700, char)
            x += canvas.stringWidth(char, "Helvetica", 10)
        x = 50.0
        for word in words.split():
            canvas.drawString(x, 600, word)
            x += canvas.stringWidth(word, "Helvetica", 10) + 2.7

    assert read(make(draw)).text.split("\n\n") == [words, words]


@pytest.mark.parametrize("by", [0.0, 0.3, 0.6])
def test_bold_letters_drawn_twice(make: Callable[..., Path], by: float) -> None:
    def draw(canvas: Any) -> None:
        for x in (50, 50 + by):
            for n, word in enumerate(("All", "the", "bells", "fell.")):
                canvas.drawString(x + 40 * n, 700, word)

    assert one_line(read(make(draw)).text).replace(" ", "") == "Allthebellsfell."


def test_one_letter_for_several_is_read_as_all_of_them(make: Callable[..., Path]) -> None:
    """A font says of one of its letters that it is `ﬃ`."""
    from pypdf import PdfWriter
    from pypdf.generic import NameObject, StreamObject

    codes = b"1 beginbfchar <7E> <FB03> endbfchar 1 beginbfrange <20> <7D> <0020> endbfrange"
    head = b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
    path = make(lambda canvas: put(canvas, ["The o~ce of the sta~ng board is shut."]))
    writer = PdfWriter(clone_from=str(path))
    letters = StreamObject()
    letters.set_data(head + codes + b" endcmap")
    (font,) = writer.pages[0]["/Resources"]["/Font"].values()  # type: ignore[index]
    font.get_object()[NameObject("/ToUnicode")] = writer._add_object(letters)
    writer.write(str(path))
    assert read(path).text == "The office of the staffing board is shut."


def test_hidden_words_of_a_scanner_are_text(make: Callable[..., Path]) -> None:
    def draw(canvas: Any) -> None:
        from reportlab.lib.utils import ImageReader

        canvas.drawImage(ImageReader(picture()), 0, 0, 595, 842)
        text = canvas.beginText(50, 700)
        text.setTextRenderMode(3)
        for line in wrapped(LOREM * 2, 480):
            text.textLine(line)
        canvas.drawText(text)

    assert read(make(draw)).text == one_line(LOREM * 2)


@pytest.mark.parametrize("ground", ["none", "dark", "picture", "frame", "shading", "line"])
@pytest.mark.parametrize("how", ["white", "invisible"])
def test_words_that_cannot_be_seen_are_left_out_and_told_of(
    make: Callable[..., Path], how: str, ground: str
) -> None:
    def draw(canvas: Any) -> None:
        from reportlab.lib.colors import Color
        from reportlab.lib.utils import ImageReader

        put(canvas, wrapped(LOREM, 480))
        if ground == "dark":
            canvas.rect(40, 490, 400, 30, fill=1)
        elif ground == "shading":
            canvas.linearGradient(40, 490, 440, 520, (Color(0.1, 0, 0.4), Color(0.3, 0, 0)))
        elif ground == "line":
            canvas.setLineWidth(30)
            canvas.line(40, 505, 440, 505)
        elif ground == "frame":
            canvas.rect(40, 490, 400, 30)
        elif ground == "picture":
            canvas.drawImage(ImageReader(picture()), 40, 400, 400, 130)
        text = canvas.beginText(50, 500)
        text.setTextRenderMode(3 if how == "invisible" else 0)
        text.setFillGray(1 if how == "white" else 0)
        text.textLine("The limit is 99 tonnes.")
        canvas.drawText(text)

    document, *skipped = load_file(make(draw))
    assert isinstance(document, Document)
    assert one_line(LOREM) in document.text
    is_seen = ground == "picture" or (how == "white" and ground in ("dark", "shading", "line"))
    assert ("99 tonnes" in document.text) == is_seen
    assert [isinstance(item, Skipped) and "cannot be seen" in item.reason for item in skipped] == (
        [] if is_seen else [True]
    )


def test_a_page_of_nothing_but_invisible_words_is_read(make: Callable[..., Path]) -> None:
    def draw(canvas: Any) -> None:
        text = canvas.beginText(50, 700)
        text.setTextRenderMode(3)
        text.textLine("The ferry leaves at nine.")
        canvas.drawText(text)

    assert read(make(draw)).text == "The ferry leaves at nine."


def turn_page(canvas: Any, turn: int) -> None:
    """Draws what follows so that a viewer that turns the page shows it upright."""
    canvas.setPageRotation(turn)
    x, y = {90: (0, 0), 180: (595, 0), 270: (595, 842)}[turn]
    canvas.translate(x, y)
    canvas.rotate(turn)
    canvas.translate(0, -842 if turn == 180 else -595)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_ruled_table_on_a_turned_page(make: Callable[..., Path], turn: int) -> None:
    def draw(canvas: Any) -> None:
        turn_page(canvas, turn)
        canvas.translate(0, -200)
        loans(align=0.5, ruled=True, padding=0)(canvas)

    name = "Friends of the chapel"
    purpose = "An organ with nine stops, and its tuning in spring"
    found = sentences(read(make(draw)))
    assert f"Society: {name}; What it is for: {purpose}; Loan: 4,150." in found


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages(make: Callable[..., Path], turn: int) -> None:
    """The words of a page that a viewer turns are read, and their boxes are where it shows them."""

    def draw(canvas: Any) -> None:
        turn_page(canvas, turn)
        put(canvas, wrapped(LOREM, 480), 50, 500)

    document = read(make(draw))
    assert document.text == one_line(LOREM)
    (first, *_, last) = [box for _, box in document.boxes(Span(document.id, 0, len(LOREM) - 1))]
    assert first[0] < 0.1
    assert first[3] <= last[1] + 0.005
    assert first[2] - first[0] > 8 * (first[3] - first[1])


def test_a_watermark_of_every_page_is_no_text(make: Callable[..., Path]) -> None:
    def page(words: str) -> Draw:
        def draw(canvas: Any) -> None:
            put(canvas, wrapped(words, 480))
            canvas.saveState()
            canvas.translate(200, 300)
            canvas.rotate(45)
            canvas.setFont("Helvetica", 60)
            canvas.drawString(0, 0, "DRAFT")
            canvas.restoreState()

        return draw

    text = read(make(page(LOREM), page(OTHER), page(LOREM.replace("Monday", "Sunday")))).text
    assert "DRAFT" not in text
    assert one_line(OTHER) in text
    assert "DRAFT" in read(make(page(LOREM), page(OTHER))).text


# Titles


@pytest.mark.parametrize(
    "title", ["Microsoft Word - x.doc", "untitled", "report-final.docx", "D:20240101", "Slide 1"]
)
def test_a_title_over_two_lines(make: Callable[..., Path], title: str) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(50, 815, "Board of Works")
        canvas.setFont("Times-Bold", 20)
        put(canvas, ["What the new quay will cost", "and who is to pay"], y=780, step=24)
        canvas.setFont("Helvetica", 10)
        put(canvas, wrapped(LOREM, 480), y=720)

    document = read(make(draw, title=title))
    assert document.title == "What the new quay will cost and who is to pay"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("4 March 2024", "2024-03-04"),
        ("Quay Board | Published 4 March 2024", "2024-03-04"),
        ("The fair is on 4 March 2024.", None),
    ],
)
def test_the_date_that_the_first_page_states(
    make: Callable[..., Path], line: str, date: str | None
) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(50, 760, "The new quay")
        canvas.setFont("Helvetica", 10)
        put(canvas, [line], 50, 730)
        put(canvas, wrapped(LOREM, 400), 50, 700)

    assert read(make(draw)).published == date


def test_a_head_beside_the_number_of_the_page_goes(make: Callable[..., Path]) -> None:
    """The name of the book and that of the chapter, in turn, in a text of three pages."""

    def page(number: int, head: str, lines: Sequence[str]) -> Draw:
        def draw(canvas: Any) -> None:
            canvas.drawString(50, 800, head)
            canvas.drawRightString(545, 800, str(number))
            put(canvas, lines, y=740)

        return draw

    lines = wrapped(LOREM + OTHER, 240)
    heads = ["The Quay of Orvell", "2. The mill", "The Quay of Orvell"]
    pages = [page(31 + n, head, lines[4 * n : 4 * n + 4]) for n, head in enumerate(heads)]
    document = read(make(*pages))
    assert one_line(document.text) == one_line(" ".join(lines[:12]))
    assert document.page_labels == ("31", "32", "33")


def test_rows_that_are_numbered_at_the_top_of_a_page_stay(make: Callable[..., Path]) -> None:
    def page(name: str, count: int) -> Draw:
        def draw(canvas: Any) -> None:
            canvas.drawString(50, 800, name)
            canvas.drawRightString(545, 800, str(count))
            put(canvas, wrapped(LOREM, 400), y=740)

        return draw

    text = read(make(page("Sacks in May", 31), page("Sacks in June", 90), page("July", 12))).text
    assert all(words in text for words in ("Sacks in May", "31", "Sacks in June", "90", "July"))


def test_a_sentence_goes_on_with_a_number_on_the_next_page(make: Callable[..., Path]) -> None:
    first = [*wrapped(LOREM, 400), "The flood drowned"]
    second = ["31 people of the town, among them the miller.", *wrapped(OTHER, 400)]
    text = read(make(lambda c: put(c, first), lambda c: put(c, second))).text
    assert "The flood drowned" in text
    assert "drowned 31 people of the town, among them the miller." in one_line(text)
    heads = ["31 Mills of the valley", *wrapped(OTHER, 400)]
    text = read(make(lambda c: put(c, first), lambda c: put(c, heads))).text
    assert "drowned 31" not in text.replace("\n", "|")


def test_notes_of_the_last_page_are_kept(make: Callable[..., Path]) -> None:
    def draw(canvas: Any) -> None:
        put(canvas, wrapped(LOREM, 400))
        canvas.setFont("Helvetica", 8)
        put(canvas, ["1 The mayor was Ida Lenz."], y=60)

    assert "The mayor was Ida Lenz." in read(make(draw)).text


def test_a_caption_at_the_foot_of_a_column_parts_no_sentence(make: Callable[..., Path]) -> None:
    def draw(canvas: Any) -> None:
        put(canvas, ["The Orvell Post"], 50, 800)
        put(canvas, ["Friday, 3 May 1907"], 420, 800)
        lines = wrapped(LOREM + OTHER, 150)
        third = len(lines) // 3 + 1
        for n, x in enumerate((50, 220, 390)):
            put(canvas, lines[n * third : (n + 1) * third], x, 720)
        canvas.setFont("Helvetica", 8)
        put(canvas, ["The quay in 1871"], 50, 500)
        put(canvas, ["More on page 7"], 220, 480)

    text = read(make(draw)).text
    assert one_line(LOREM + OTHER) in text
    for words in ("The quay in 1871", "More on page 7", "The Orvell Post Friday, 3 May 1907"):
        assert words in text.split("\n")


# Numbers of lines, and large first letters


def numbered(lines: Sequence[str], *, first: int = 1, step: float = 24, x: float = 50) -> Draw:
    def draw(canvas: Any) -> None:
        for n, line in enumerate(lines):
            canvas.drawRightString(x, 780 - step * n, str(first + n))
            canvas.drawString(x + 25, 780 - step * n, line)

    return draw


@pytest.mark.parametrize("goes_on", [False, True])
def test_numbers_of_lines_go(make: Callable[..., Path], goes_on: bool) -> None:
    """They begin anew on each page, or go on."""
    lines = wrapped(LOREM + OTHER, 300)
    half = len(lines) // 2
    second = numbered(lines[half:], first=half + 1 if goes_on else 1)
    text = read(make(numbered(lines[:half]), second)).text
    assert one_line(text) == one_line(LOREM + OTHER)


def test_numbers_of_lines_with_a_head_above_them_go(make: Callable[..., Path]) -> None:
    lines = wrapped(LOREM + OTHER, 300)

    def draw(canvas: Any) -> None:
        put(canvas, ["Senate of Orvell"], 220, 810)
        numbered(lines)(canvas)

    text = read(make(draw)).text
    assert one_line(text) == f"Senate of Orvell {one_line(LOREM + OTHER)}"


@pytest.mark.parametrize(
    "lines",
    [
        ["Rinse the wool", "Card it with care", "Spin a thread", "Dye it", "Weave the cloth"],
        ["Rinse the wool in the brook behind the mill.", "Card it with care and without haste."]
        * 4,
        ["salt from the pans of the southern coast", "wool and cloth from the northern valley"] * 4,
        [
            "Rinse the wool in cold water, and then hang",
            "Card it by hand, as all weavers of the valley",
            "Spin two threads at a time, and no more than",
            "Dye it with the madder from behind the barn",
            "Weave the cloth as wide as the loom that is at",
        ],
    ],
)
def test_numbers_of_rows_and_items_stay(make: Callable[..., Path], lines: list[str]) -> None:
    text = one_line(read(make(numbered(lines))).text)
    assert re.search(rf"\b1\b.{{0,9}}{lines[0]}", text)
    assert re.search(rf"\b5\b.{{0,9}}{lines[4]}", text)


@pytest.mark.parametrize("over", [1, 2, 3])
def test_a_large_first_letter_belongs_to_its_word(make: Callable[..., Path], over: int) -> None:
    """Over one line, from which it rises, or over several."""

    def draw(canvas: Any) -> None:
        size = 10 + 13 * over
        canvas.setFont("Times-Bold", size)
        canvas.drawString(50, 760 - 12 * (over - 1), "T")
        x = 52 + canvas.stringWidth("T", "Times-Bold", size)
        canvas.setFont("Helvetica", 10)
        lines = wrapped(LOREM[1:], 430 - x)
        put(canvas, lines[:over], x)
        put(canvas, wrapped(" ".join(lines[over:]), 380), 50, 760 - 12 * over)

    assert one_line(read(make(draw)).text) == one_line(LOREM)


def test_a_large_first_letter_that_is_a_word(make: Callable[..., Path]) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Times-Bold", 36)
        canvas.drawString(50, 736, "A")
        canvas.setFont("Helvetica", 10)
        put(
            canvas,
            ["mill stood at the weir of the river Tarn, and by it", "lived its owner with"],
            80,
        )
        put(canvas, ["nine hands. No other mill was as large."], 50, 736)

    text = one_line(read(make(draw)).text)
    assert text.startswith("A mill stood at the weir of the river Tarn, and by it lived its owner")


def test_a_large_letter_beside_a_text_stays(make: Callable[..., Path]) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Times-Bold", 36)
        canvas.drawString(50, 736, "B")
        canvas.setFont("Helvetica", 10)
        put(canvas, ["Harbour office of Orvell.", "Open from nine to noon."], 90)

    text = read(make(draw)).text
    assert "BHarbour" not in text
    assert re.search(r"\bB\b", text)


# Tables and forms

TABLE = [
    ("Country", "Wheat (t)", "Barley (t)"),
    ("Orvell", "412,000", "96,500"),
    ("Lenta valley", "18,300", "7,400"),
    ("Kar", "1,200", "800"),
]


def test_a_table_has_the_names_of_its_columns(make: Callable[..., Path]) -> None:
    def draw(canvas: Any) -> None:
        y = put(canvas, wrapped(LOREM, 480)) - 20
        for name, *numbers in TABLE:
            canvas.drawString(50, y, name)
            for n, number in enumerate(numbers):
                canvas.drawRightString(280 + 100 * n, y, number)
            y -= 16
        put(canvas, wrapped(OTHER, 480), y=y - 20)

    document = read(make(draw))
    assert "Country: Lenta valley; Wheat (t): 18,300; Barley (t): 7,400." in sentences(document)
    assert one_line(LOREM) in document.text
    assert one_line(OTHER) in document.text
    start = document.text.index("Country: Kar")
    ((page, box),) = document.boxes(Span(document.id, start, start + 10))
    assert page == 1
    assert box[2] > 0.6


LOANS = [
    (["Society"], ["What it is for"], ["Loan"]),
    (
        ["Anglers"],
        ["Two rods and a boat, and the", "mending of the weir below", "the old mill"],
        ["900"],
    ),
    (["Bellringers"], ["Ropes"], ["75"]),
    (
        ["Friends of", "the chapel"],
        ["An organ with nine stops, and", "its tuning in spring"],
        ["4,150"],
    ),
    (["Weavers"], ["A loom, and wool for", "one winter"], ["310"]),
]
"""Rows of a table: the lines of each cell."""


def loans(*, align: float, ruled: bool, padding: float = 8) -> Draw:
    """A table with a text below it.

    Args:
        align: where the lines of a cell stand in their row: 0 at its top, 1 at its foot.
        ruled: whether lines are drawn between the rows.
        padding: between the rows, in points.
    """

    def draw(canvas: Any) -> None:
        y = 740.0
        for row in LOANS:
            if ruled:
                canvas.line(45, y + 9 + padding / 2, 480, y + 9 + padding / 2)
            most = max(map(len, row))
            for x, cell in zip((50, 150, 400), row, strict=True):
                put(canvas, cell, x, y - 12 * align * (most - len(cell)))
            y -= 12 * most + padding
        if ruled:
            canvas.line(45, y + 9 + padding / 2, 480, y + 9 + padding / 2)
        put(canvas, ["The loans run for ten years."], 50, y - 12)

    return draw


@pytest.mark.parametrize("ruled", [False, True])
@pytest.mark.parametrize("align", [0, 0.5, 1])
def test_cells_of_a_table_take_several_lines(
    make: Callable[..., Path], align: float, ruled: bool
) -> None:
    found = sentences(read(make(loans(align=align, ruled=ruled))))
    purpose = "Two rods and a boat, and the mending of the weir below the old mill"
    assert f"Society: Anglers; What it is for: {purpose}; Loan: 900." in found
    assert "Society: Bellringers; What it is for: Ropes; Loan: 75." in found
    last = "A loom, and wool for one winter"
    assert f"Society: Weavers; What it is for: {last}; Loan: 310." in found
    assert found[-1] == "The loans run for ten years."
    if align == 0 or ruled:
        name = "Friends of the chapel"
        purpose = "An organ with nine stops, and its tuning in spring"
        assert f"Society: {name}; What it is for: {purpose}; Loan: 4,150." in found


def test_rulings_part_rows_that_stand_as_near_as_their_lines(make: Callable[..., Path]) -> None:
    found = sentences(read(make(loans(align=0, ruled=True, padding=0))))
    last = "A loom, and wool for one winter"
    assert f"Society: Weavers; What it is for: {last}; Loan: 310." in found


def test_a_ruling_below_the_names_alone_parts_no_rows(make: Callable[..., Path]) -> None:
    """As books have it: a line above the names, one below them, one at the foot."""

    def draw(canvas: Any) -> None:
        for n, row in enumerate(TABLE):
            put(canvas, [row[0]], 50, 700 - 13 * n)
            put(canvas, [row[1]], 200, 700 - 13 * n)
            put(canvas, [row[2]], 300, 700 - 13 * n)
        for y in (712, 696, 656):
            canvas.line(45, y, 380, y)

    found = sentences(read(make(draw)))
    assert "Country: Orvell; Wheat (t): 412,000; Barley (t): 96,500." in found
    assert "Country: Kar; Wheat (t): 1,200; Barley (t): 800." in found


def test_two_ruled_tables_with_a_line_between_them(make: Callable[..., Path]) -> None:
    def draw(canvas: Any) -> None:
        for top, rows in ((740, TABLE), (600, [("Mill", "Looms", "Weavers"), ("Tarn", "9", "14")])):
            for n, row in enumerate(rows):
                for x, cell in zip((50, 200, 300), row, strict=True):
                    canvas.drawString(x, top - 18 * n, cell)
                canvas.rect(45, top - 5 - 18 * n, 340, 18)
        put(canvas, ["What the mills of the three valleys hold is told below."], 50, 640)

    found = sentences(read(make(draw)))
    assert found == [
        "Country: Orvell; Wheat (t): 412,000; Barley (t): 96,500.",
        "Country: Lenta valley; Wheat (t): 18,300; Barley (t): 7,400.",
        "Country: Kar; Wheat (t): 1,200; Barley (t): 800.",
        "What the mills of the three valleys hold is told below.",
        "Mill: Tarn; Looms: 9; Weavers: 14.",
    ]


@pytest.mark.parametrize("heading", ["North", "The valleys in the north of the county, with Tarn"])
def test_headings_between_the_rows_of_a_ruled_table(
    make: Callable[..., Path], heading: str
) -> None:
    rows = [TABLE[0], (heading, "", ""), *TABLE[1:3], ("South", "", ""), TABLE[3]]

    def draw(canvas: Any) -> None:
        for n, row in enumerate(rows):
            for x, cell in zip((50, 200, 300), row, strict=True):
                canvas.drawString(x, 740 - 18 * n, cell)
            canvas.rect(45, 735 - 18 * n, 340, 18)

    text = read(make(draw)).text
    assert "Country: Lenta valley; Wheat (t): 18,300; Barley (t): 7,400." in text
    assert "Country: Kar; Wheat (t): 1,200; Barley (t): 800." in text
    assert text.count(heading) >= 1


FEES = [
    ("Service", "Fee", "Days"), ("Passports",), ("Passport, adult", "£82", "10"),
    ("Passport, child", "£53", "9"), ("Marriage",), ("Notice of marriage", "£35", "28"),
    ("Ceremony on a Saturday", "£210", "60"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("font", "above", "x"),
    [("-Bold", 0, 50), ("-Bold", 8, 50), ("-Bold", 0, 240), ("-Oblique", 0, 50), ("", 0, 50)],
)
def test_headings_between_the_rows_of_a_table_without_rulings(
    make: Callable[..., Path], font: str, above: float, x: float
) -> None:
    def draw(canvas: Any) -> None:
        y = 740.0
        for n, row in enumerate(FEES):
            y -= 18 + (above if len(row) == 1 else 0)
            canvas.setFont("Helvetica" + ("-Bold" if n == 0 else font if len(row) == 1 else ""), 10)
            for left, cell in zip((x,) if len(row) == 1 else (50, 270, 340), row, strict=True):
                canvas.drawString(left, y, cell)

    text = read(make(draw)).text
    assert "Passports; Service: Passport, child; Fee: £53; Days: 9." in text
    assert "Marriage; Service: Notice of marriage; Fee: £35; Days: 28." in text
    assert text.count("Passports") == 3


def test_a_line_below_a_row_is_no_heading_for_its_capital_letter(make: Callable[..., Path]) -> None:
    def draw(canvas: Any) -> None:
        rows = [*FEES[::2], FEES[3], ("Only by the clerk",), FEES[5]]
        for n, row in enumerate(row for row in rows if row != ("Marriage",)):
            for left, cell in zip((50, 270, 340), row, strict=False):
                canvas.drawString(left, 740 - 18 * n, cell)

    assert "Only by the clerk; " not in read(make(draw)).text


def test_a_cell_in_capitals_that_wraps_is_no_heading(make: Callable[..., Path]) -> None:
    rows = [("Name", "Country", "Note"), ("Anna Bell", "France", "made in the"), ("", "", "UK"),
            ("Carl Dorn", "Spain", "sold in the"), ("", "", "USA"), ("Eva Frost", "Italy", "kept"),
            ("Gus Hale", "Malta", "sold")]  # fmt: skip

    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 11)
        for n, row in enumerate(rows):
            for left, cell in zip((72, 250, 400), row, strict=True):
                canvas.drawString(left, 740 - 15.4 * n, cell)
        canvas.drawString(72, 600, "Call us before you come to see us.")

    text = read(make(draw)).text
    assert "made in the\nUK" in text
    assert "made in the." not in text


@pytest.mark.parametrize("shift", [0, 0.5, 1])
@pytest.mark.parametrize("rules", ["none", "all"])
def test_names_over_groups_of_columns_are_those_of_each(
    make: Callable[..., Path], rules: str, shift: float
) -> None:
    """The names of single columns stand at the top, in the middle or at the foot of both rows."""
    under = ("Apples (t)", "Pears (t)") * 2
    rows = [("Hill", "40", "12", "44", "9", "Lind"), ("Brook", "31", "20", "28", "22", "Roy"),
            ("Mill", "17", "5", "19", "6", "Moss")]  # fmt: skip

    def draw(canvas: Any) -> None:
        lefts = (50, 100, 160, 220, 280, 340)
        for x, name in ((50, "Farm"), (340, "Owner")):
            canvas.drawString(x, 740 - 18 * shift, name)
        canvas.drawCentredString(152, 740, "2022")
        canvas.drawCentredString(272, 740, "2023")
        for n, row in enumerate([("", *under, ""), *rows], start=1):
            for x, cell in zip(lefts, row, strict=True):
                canvas.drawString(x, 740 - 18 * n, cell)
        for n in range(6) if rules == "all" else ():
            canvas.line(45 if n != 1 else 95, 752 - 18 * n, 380 if n != 1 else 335, 752 - 18 * n)

    assert sentences(read(make(draw)))[1] == (
        "Farm: Brook; 2022 Apples (t): 31; 2022 Pears (t): 20; 2023 Apples (t): 28;"
        " 2023 Pears (t): 22; Owner: Roy."
    )


def test_a_name_over_the_middle_one_of_three_columns(make: Callable[..., Path]) -> None:
    under = ("Low", "Mean", "High") * 2
    rows = [("Weir", *"123456"), ("Mill", *"234567"), ("Quay", *"345678")]

    def draw(canvas: Any) -> None:
        canvas.drawCentredString(170, 740, "Spring")
        canvas.drawCentredString(320, 740, "Autumn")
        for n, row in enumerate([("Gauge", *under), *rows], start=1):
            for x, cell in zip((50, 110, 160, 210, 260, 310, 360), row, strict=True):
                canvas.drawString(x, 740 - 16 * n, cell)

    assert (
        "Gauge: Mill; Spring Low: 2; Spring Mean: 3; Spring High: 4; Autumn Low: 5; Autumn Mean: 6;"
        " Autumn High: 7."
    ) in sentences(read(make(draw)))


@pytest.mark.parametrize("step", [12, 16])
def test_names_that_take_two_lines(make: Callable[..., Path], step: float) -> None:
    """Their lines stand nearer to each other than the rows do; else they are rows."""
    names = [("Mean depth", "(m)"), ("Length of", "course (km)"), ("Number of", "locks")]
    rows = [("Orre", "4.1", "212", "9"), ("Lenta", "2.2", "81", "3"), ("Sund", "6.0", "40", "1")]

    def draw(canvas: Any) -> None:
        canvas.drawString(50, 740, "River")
        for x, (above, below) in zip((150, 250, 350), names, strict=True):
            canvas.drawString(x, 740 + step, above)
            canvas.drawString(x, 740, below)
        for n, row in enumerate(rows, start=1):
            for x, cell in zip((50, 150, 250, 350), row, strict=True):
                canvas.drawString(x, 740 - 16 * n, cell)

    whole = "River: Lenta; Mean depth (m): 2.2; Length of course (km): 81; Number of locks: 3."
    assert (whole in sentences(read(make(draw)))) == (step == 12)


@pytest.mark.parametrize("ruled", [False, True])
def test_a_name_in_the_middle_of_a_wide_column_is_its_name(
    make: Callable[..., Path], ruled: bool
) -> None:
    def draw(canvas: Any) -> None:
        for n, row in enumerate([("Berth", "Depth (m)", "Fee"), ("B1", "2.1", "€307"),
                                 ("B2", "2.2", "€314"), ("B3", "2.3", "€321")]):  # fmt: skip
            for x, name in zip((75, 180, 280), row, strict=True):
                left = x if not n else x - 40
                canvas.drawString(left, 740 - 20 * n, name)
            canvas.rect(30, 734 - 20 * n, 300, 20) if ruled else None

    assert sentences(read(make(draw)))[1] == "Berth: B2; Depth (m): 2.2; Fee: €314."


@pytest.mark.parametrize("frame", [True, False])
@pytest.mark.parametrize("rule", [True, False])
def test_cells_in_the_middle_of_their_row_are_of_its_name(
    make: Callable[..., Path], frame: bool, rule: bool
) -> None:
    rows = [("Branch", "Members", "Fee"), ("Ulm", "1,204", "£12"),
            ("Bonn on the Rhine\nand Godesberg", "88", "£9.50"), ("Kassel", "317", "£10"),
            ("Oxford, Cowley\nand Iffley", "5", "£1")]  # fmt: skip

    def draw(canvas: Any) -> None:
        y = 740
        for n, (name, *cells) in enumerate(rows):
            high = 12 * (name.count("\n") + 1) + 8
            for at, line in enumerate(name.split("\n"), start=1):
                canvas.drawCentredString(120, y - 12 * at, line)
            for x, cell in zip((280, 400), cells, strict=True):
                canvas.drawCentredString(x, y - high / 2 - 4, cell)
            y -= high
            if rule and not n:
                canvas.line(50, y, 450, y)
        if frame:
            canvas.rect(50, y, 400, 740 - y)

    assert list(filter(None, read(make(draw)).text.split("\n"))) == [
        "Branch: Ulm; Members: 1,204; Fee: £12.",
        "Branch: Bonn on the Rhine and Godesberg; Members: 88; Fee: £9.50.",
        "Branch: Kassel; Members: 317; Fee: £10.",
        "Branch: Oxford, Cowley and Iffley; Members: 5; Fee: £1.",
    ]


def test_columns_of_text_between_rulings_are_no_table(make: Callable[..., Path]) -> None:
    def draw(canvas: Any) -> None:
        for y in (790, 770, 600, 580):
            canvas.line(45, y, 545, y)
        put(canvas, ["The Orvell Gazette"], 50, 776)
        put(canvas, wrapped(LOREM, 230), 50)
        put(canvas, wrapped(OTHER, 230), 300)

    text = read(make(draw)).text
    assert one_line(LOREM) in text
    assert one_line(OTHER) in text


@pytest.mark.parametrize("aligned_right", [False, True])
def test_names_and_values_above_a_table_are_none_of_it(
    make: Callable[..., Path], aligned_right: bool
) -> None:
    rows = [
        ("Goods", "Sacks", "A sack", "Sum"),
        ("Rye flour, fine", "12", "8.50", "102.00"),
        ("Oats", "3", "5.00", "15.00"),
        ("", "", "In all", "117.00"),
    ]

    def draw(canvas: Any) -> None:
        pairs = [("Bill", "77"), ("Day of bill", "3 May"), ("Due", "1 June"), ("For", "Tarn & Co")]
        for n, (name, value) in enumerate(pairs):
            canvas.drawString(50, 760 - 14 * n, name)
            canvas.drawString(160, 760 - 14 * n, value)
        for n, row in enumerate(rows):
            canvas.drawString(50, 660 - 17 * n, row[0])
            for x, cell in zip((310, 390, 480), row[1:], strict=True):
                (canvas.drawRightString if aligned_right else canvas.drawString)(
                    x, 660 - 17 * n, cell
                )

    found = sentences(read(make(draw)))
    assert "Goods: Rye flour, fine; Sacks: 12; A sack: 8.50; Sum: 102.00." in found
    assert "Goods: Oats; Sacks: 3; A sack: 5.00; Sum: 15.00." in found
    assert re.fullmatch(r"Due[:;] 1 June\.", found[2])


def test_a_table_with_a_gap_keeps_its_names(make: Callable[..., Path]) -> None:
    def draw(canvas: Any) -> None:
        for n, row in enumerate([*TABLE, ("Tarn", "300", "40")]):
            for x, cell in zip((50, 200, 300), row, strict=True):
                canvas.drawString(x, 700 - 16 * n - (40 if n > 3 else 0), cell)

    found = sentences(read(make(draw)))
    assert "Country: Tarn; Wheat (t): 300; Barley (t): 40." in found


def test_what_stands_below_a_table_is_none_of_its_last_row(make: Callable[..., Path]) -> None:
    def draw(canvas: Any) -> None:
        for n, row in enumerate(TABLE):
            for x, cell in zip((50, 200, 300), row, strict=True):
                canvas.drawString(x, 700 - 16 * n, cell)
        put(canvas, ["Source: harbour office"], 50, 640)

    found = sentences(read(make(draw)))
    assert "Country: Kar; Wheat (t): 1,200; Barley (t): 800." in found
    assert not any("Source" in sentence and ";" in sentence for sentence in found)


def test_a_table_of_contents_is_furniture_line_by_line(make: Callable[..., Path]) -> None:
    entries = [("1 The harbour", 3), ("2 The mill stands still", 7), ("2.1 Its owner", 12)]

    def dotted(canvas: Any) -> None:
        put(canvas, ["Contents"])
        put(canvas, [f"{title} {'.' * 40} {page}" for title, page in entries], y=740, step=14)
        put(canvas, wrapped(LOREM, 480), y=600)

    def plain(canvas: Any) -> None:
        put(canvas, ["Contents"])
        put(canvas, [title for title, _ in entries], y=740, step=14)
        put(canvas, [str(page) for _, page in entries], 500, y=740, step=14)
        put(canvas, wrapped(LOREM, 480), y=600)

    for draw in (dotted, plain):
        document = read(make(draw))
        pieces = split(document).sentences
        kinds = {document.slice(piece.span)[:9]: piece.kind for piece in pieces}
        assert [kinds[title[:9]] for title, _ in entries] == ["furniture"] * 3
        assert kinds["The harbo"] == "sentence"


@pytest.mark.parametrize(
    ("rows", "gap", "found"),
    [
        (
            [("Item", "Code", "Price"), ("Rope 10 mm", "R-10", "12.50"), ("Anchor", "A-8", "89.00"),
             ("Buoy, orange", "B-1", "24.90")],
            5, "Item: Buoy, orange; Code: B-1; Price: 24.90.",
        ),
        (
            [("Route", "2023", "2024"), ("North", "1,204", "1,310"), ("South", "980", "1,002"),
             ("Island", "310", "298")],
            4, "Route: South; 2023: 980; 2024: 1,002.",
        ),
        (
            [("Name", "Duty", "Port"), ("Tom Lee Vance", "Mate", "Goole"), ("Ida", "Cook", "Hull"),
             ("Per Olsen", "Deckhand", "Hull")],
            7, "Name: Tom Lee Vance; Duty: Mate; Port: Goole.",
        ),
    ],
)  # fmt: skip
def test_columns_that_stand_close_are_parted(
    make: Callable[..., Path], rows: list[tuple[str, ...]], gap: float, found: str
) -> None:
    draw = lambda canvas: _close(canvas, rows, gap)  # noqa: E731
    assert found in sentences(read(make(draw)))


def _close(canvas: Any, rows: list[tuple[str, ...]], gap: float) -> None:
    """Columns with a gap behind their widest cell; figures stand at the right of theirs."""
    widths = [max(canvas.stringWidth(row[n]) for row in rows) for n in range(len(rows[0]))]
    for line, row in enumerate(rows):
        x = 50.0
        for cell, width in zip(row, widths, strict=True):
            if cell[-1].isdigit():
                canvas.drawRightString(x + width, 700 - 14 * line, cell)
            else:
                canvas.drawString(x, 700 - 14 * line, cell)
            x += width + gap


def test_short_cells_below_names_of_groups_are_not_glued(make: Callable[..., Path]) -> None:
    rows = [
        ("", "Adult", "", "Child", ""),
        ("Line", "Single", "Return", "Single", "Return"),
        ("North", "12", "20", "6", "10"),
        ("South", "14", "24", "7", "12"),
        ("Isle", "9", "16", "4", "8"),
    ]

    def draw(canvas: Any) -> None:
        for n, row in enumerate(rows):
            for x, cell in zip((50, 110, 150, 190, 230), row, strict=True):
                canvas.drawString(x, 700 - 14 * n, cell)

    found = sentences(read(make(draw)))
    assert (
        "Line: Isle; Adult Single: 9; Adult Return: 16; Child Single: 4; Child Return: 8." in found
    )


def test_an_address_beside_named_values_is_read_apart_from_them(make: Callable[..., Path]) -> None:
    address = ["Bill to", "Ida Marsh", "12 Quay Road", "Whitby"]
    named = [
        "Invoice date: 4 March 2024",
        "Due date: 3 April 2024",
        "Customer: 5521",
        "Order: A-77",
    ]
    same = ["Open: 9 to 5", "Open: 9 to 6", "Open: 10 to 4", "Open: 9 to 1"]

    def draw(right: list[str]) -> Draw:
        return lambda canvas: (put(canvas, address), put(canvas, right, 330))[0]

    text = read(make(draw(named))).text
    assert "Due date: 3 April 2024" in text.split("\n") and "Marsh; Due" not in text
    rows = read(make(draw(same))).text.split("\n")
    assert any("Whitby" in row and "9 to 1" in row for row in rows)


def test_words_under_each_other_in_an_even_text_are_no_columns(make: Callable[..., Path]) -> None:
    lines = ["met Anna Berg on", "the North Quay of", "old White House in"]

    def draw(canvas: Any) -> None:
        for n, line in enumerate(lines * 2):
            words = line.split()
            x = 50.0
            for word in words:
                canvas.drawString(x, 700 - 12 * n, word)
                x += canvas.stringWidth(word) + 5

    text = read(make(draw)).text
    assert ";" not in text and "Anna Berg on the North Quay of" in text


CLAUSES = ["The Tenant shall pay.", "Pets are not let in.", "Keys are to be returned."]


@pytest.mark.parametrize(
    "marks",
    [("2.1", "2.2", "2.3"), ("1:1", "1:2", "1:3"), ("(1A)", "(1B)", "(2)"), ("§1", "§2", "§3"),
     ("1990", "1995", "2003"), ("9:00", "9:30", "11:00"), ("[101]", "[102]", "[103]"),
     ("Art. 1", "Art. 2", "Art. 3"), ("Step 1:", "Step 2:", "Step 3:"), ("Q1.", "Q2.", "Q3."),
     ("2010–14", "2014–18", "2018–20"), ("9:30 am", "10:30 am", "2 pm"), ("A.1", "A.2", "A.3")],
)  # fmt: skip
def test_numbers_before_what_is_said_are_no_column(
    make: Callable[..., Path], marks: tuple[str, ...]
) -> None:
    def draw(canvas: Any) -> None:
        put(canvas, marks)
        put(canvas, CLAUSES, 50 + max(map(canvas.stringWidth, marks)) + 6)

    text = " ".join(read(make(draw)).text.split())
    assert text == " ".join(f"{mark} {said}" for mark, said in zip(marks, CLAUSES, strict=True))


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([("Year", "Boats"), ("2021", "1,204"), ("2022", "1,310"), ("2023", "980")],
         "Year: 2022; Boats: 1,310."),
        ([("Lot", "What"), ("Lot 1", "Clock"), ("Lot 2", "Chair"), ("Lot 3", "Oak table")],
         "Lot 2: Chair."),
        ([("Ida", "12", "Hull"), ("Per", "14", "Goole"), ("Tom", "19", "Whitby")],
         "Per; 14; Goole."),
    ],
)  # fmt: skip
def test_numbers_of_a_table_are_a_column(
    make: Callable[..., Path], rows: list[tuple[str, ...]], found: str
) -> None:
    draw = lambda canvas: _close(canvas, rows, 6)  # noqa: E731
    text = read(make(draw)).text
    assert found in text, text


@pytest.mark.parametrize(
    "lines",
    [
        ["DE89 3704 0044", "DE12 5001 0517", "FR14 2004 1010"],
        ["SELECT NAME FROM T1", "SELECT CITY FROM U2", "SELECT YEAR FROM V3"],
        ["PORT=8080 HOST=A", "PORT=8081 HOST=B", "PORT=8082 HOST=C"],
        ["Mark Brown", "Anna Jones", "John Smith"],
    ],
)
def test_lines_of_a_typewriter_on_a_page_of_print_are_not_cut(
    make: Callable[..., Path], lines: list[str]
) -> None:
    def draw(canvas: Any) -> None:
        put(canvas, wrapped(LOREM, 400))
        canvas.setFont("Courier", 10)
        put(canvas, lines, y=640)

    assert " ".join(lines) in " ".join(read(make(draw)).text.split())


@pytest.mark.parametrize(
    ("lines", "slack"),
    [
        (["Mary Black,", "Anna Jones,", "Jane Whitley,", "Carl Olsen,", "Ida Marsh"], 3),
        (["THE SOFTWARE", "AND WITHOUT", "ARE PROVIDED", "BUT MANUALS", "IS SURE"], 2),
    ],
)
def test_two_words_of_narrow_even_lines_are_no_columns(
    make: Callable[..., Path], lines: list[str], slack: float
) -> None:
    def draw(canvas: Any) -> None:
        width = slack + 50 + max(map(canvas.stringWidth, lines))
        for n, line in enumerate(lines):
            first, last = line.rsplit(" ", 1)
            canvas.drawString(50, 700 - 12 * n, first)
            if n + 1 < len(lines):
                canvas.drawRightString(width, 700 - 12 * n, last)
            else:
                canvas.drawString(54 + canvas.stringWidth(first), 700 - 12 * n, last)

    text = " ".join(read(make(draw)).text.split())
    assert text == " ".join(lines)


def test_lines_of_text_with_gaps_are_no_table(make: Callable[..., Path]) -> None:
    """Justified lines with wide spaces between their words."""
    lines = wrapped(LOREM, 300)

    def draw(canvas: Any) -> None:
        for n, line in enumerate(lines):
            words = line.split()
            room = 380 - canvas.stringWidth("".join(words), "Helvetica", 10)
            x = 50.0
            for word in words:
                canvas.drawString(x, 700 - 12 * n, word)
                x += canvas.stringWidth(word, "Helvetica", 10) + room / (len(words) - 1)

    assert one_line(read(make(draw)).text) == one_line(LOREM)


def test_what_a_form_is_filled_in_with(make: Callable[..., Path]) -> None:
    def draw(canvas: Any) -> None:
        put(canvas, ["Application for a berth"])
        form = canvas.acroForm
        form.textfield(name="f1", tooltip="Name of the applicant", value="Maria Kolt", x=50, y=500)
        form.textfield(name="boat_length", value="11.4 metres", x=50, y=440)
        form.textfield(name="empty", value="", x=50, y=380)
        form.checkbox(name="member", checked=True, x=50, y=340)
        form.checkbox(name="guest", checked=False, x=50, y=300)

    document = read(make(draw))
    lines = document.text.split("\n")
    assert {"Name of the applicant: Maria Kolt", "boat length: 11.4 metres"} <= set(lines)
    assert any(line.startswith("member: ") for line in lines)
    assert "guest" not in document.text
    assert "empty" not in document.text


@pytest.mark.parametrize(("name", "says"), [("Text{}", False), ("undefined_{}", False),
                                            ("topmostSubform[0].Page1[0].f1_{}[0]", False),
                                            ("port_{}x", True)])  # fmt: skip
def test_a_field_without_a_name_is_called_what_is_printed_beside_it(
    make: Callable[..., Path], name: str, says: bool
) -> None:
    def draw(canvas: Any) -> None:
        form = canvas.acroForm
        canvas.drawString(50, 700, "Home port:")
        form.textfield(name=name.format(1), value="Sandvik", x=150, y=695, width=100, height=16)
        form.textfield(name=name.format(2), value="Velm", x=260, y=695, width=90, height=16)
        canvas.drawString(50, 660, "Name of spouse")
        form.textfield(name=name.format(3), value="Ole Holm", x=50, y=638, width=90, height=16)

    text = read(make(draw)).text
    assert ("Home port: Sandvik" in text) is not says
    assert ("Name of spouse: Ole Holm" in text) is not says
    assert "Home port: Velm" not in text


@pytest.mark.parametrize("below", [True, False])
def test_words_below_a_field_do_not_name_the_next_one(
    make: Callable[..., Path], below: bool
) -> None:
    def draw(canvas: Any) -> None:
        for n, (word, value) in enumerate((("Surname", "Holm"), ("Port", "Velm"))):
            y = 700 - (28 if below else 40) * n
            canvas.acroForm.textfield(name=f"Text{n}", value=value, x=50, y=y, width=90, height=16)
            canvas.drawString(50, y - 10 if below else y + 20, word)

    text = read(make(draw)).text
    assert "Surname: Velm" not in text
    assert ("Port: Velm" in text) != below


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (
            "Engine: [ ] Petrol [x] Diesel Hull: [x] Wood [ ] Steel",
            ["Engine: Diesel", "Hull: Wood"],
        ),
        ("Petrol [x] Diesel [ ]", ["☒ Petrol"]),
        ("Fish? [x] Yes [ ] No Meat? [x] Yes [ ] No", ["Fish? Yes", "Meat? Yes"]),
        ("[x] Yes [x] Yes", ["☒ Yes", "☒ Yes"]),
    ],
)
def test_boxes_in_a_row_are_called_by_their_own_words(
    make: Callable[..., Path], row: str, says: list[str]
) -> None:
    def draw(canvas: Any) -> None:
        x = 50
        for n, part in enumerate(re.findall(r"\[.\]|[^\s\[]+", row)):
            if part.startswith("["):
                canvas.acroForm.checkbox(
                    name=f"Check Box{n}", checked="x" in part, x=x, y=697, size=12
                )
                x += 18
            else:
                canvas.drawString(x, 700, part)
                x += 48

    lines = read(make(draw)).text.split("\n")
    assert lines[-len(says) :] == says


@pytest.mark.parametrize("name", ["Wages 2022", "Address 1", "Child 2"])
def test_a_name_of_a_field_that_says_something_stays(make: Callable[..., Path], name: str) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 700, "Box 12 of the sheet")
        canvas.acroForm.textfield(name=name, value="Velm", x=190, y=695, width=100, height=16)

    assert f"{name}: Velm" in read(make(draw)).text


def test_a_ticked_box_without_a_name_is_what_is_printed_behind_it(
    make: Callable[..., Path],
) -> None:
    def draw(canvas: Any) -> None:
        form = canvas.acroForm
        canvas.drawString(50, 700, "Engine:")
        for n, (x, word) in enumerate(((150, "Petrol"), (230, "Diesel"))):
            form.checkbox(name=f"Check Box{n}", checked=bool(n), x=x, y=697, size=12)
            canvas.drawString(x + 18, 700, word)
        form.checkbox(name="c1_9", checked=True, x=50, y=657, size=12)
        canvas.drawString(70, 660, "I have read the rules.")

    lines = read(make(draw)).text.split("\n")
    assert lines[-2:] == ["Engine: Diesel", "☒ I have read the rules."]


def lay(canvas: Any, rows: Sequence[Sequence[str]], lefts: Sequence[float], top: float) -> None:
    """Draw the cells of rows below each other."""
    for n, row in enumerate(rows):
        for x, cell in zip(lefts, row, strict=True):
            canvas.drawString(x, top - 16 * n, cell)


LANDINGS = [("Port", "Cod", "Eel", "Cod", "Eel"), ("Velm", *"1234"), ("Sund", *"2345"),
            ("Orre", *"3456")]  # fmt: skip


@pytest.mark.parametrize(
    ("above", "wholly"),
    [
        ([(100, "Catch"), (200, "Value")], "Port: Sund; Catch Cod: 2; Catch Eel: 3; Value Cod: 4"),
        ([(0, "Landings of 2023"), (215, "(in tons)")], "Port: Sund; Cod: 2; Eel: 3; Cod: 4"),
    ],
)
def test_names_stand_over_groups_and_captions_over_none(
    make: Callable[..., Path], above: list[tuple[float, str]], wholly: str
) -> None:
    def draw(canvas: Any) -> None:
        for x, name in above:
            canvas.drawString(50 + x, 756, name)
        lay(canvas, LANDINGS, (50, 130, 185, 235, 285), 740)

    text = read(make(draw)).text
    assert wholly in text
    assert all(name in text for _, name in above)


def test_a_caption_above_the_names_of_a_table_is_no_name(make: Callable[..., Path]) -> None:
    rows = [
        ("Route", "Adult", "Child", "Bike"),
        ("Velm", *"421"),
        ("Sund", *"632"),
        ("Orre", *"843"),
    ]

    def draw(canvas: Any) -> None:
        canvas.drawString(50, 756, "Fares of the ferry line")
        canvas.drawString(170, 756, "valid from 2023")
        lay(canvas, rows, (50, 120, 170, 225), 740)

    text = read(make(draw)).text
    assert "Route: Sund; Adult: 6; Child: 3; Bike: 2." in text
    assert "Fares of the ferry line" in text
    assert "valid from 2023" in text


def test_rows_of_a_table_of_words_are_no_names_of_two_lines(make: Callable[..., Path]) -> None:
    rows = [("Chair", "", "Berg"), ("Deputy", "Velm", "Lind"), ("Clerk", "Orre", "Moss"),
            ("Warden", "Sund", "Roy"), ("Porter", "Hill", "Kolt")]  # fmt: skip

    def draw(canvas: Any) -> None:
        for x, cell in zip((50, 150, 250), rows[0], strict=True):
            canvas.drawString(x, 752, cell)
        lay(canvas, rows[1:], (50, 150, 250), 740)

    text = read(make(draw)).text
    assert "Chair Deputy" not in text
    assert "Berg Lind" not in text


@pytest.mark.parametrize("left", [True, False])
def test_columns_of_which_one_starts_below_a_heading(make: Callable[..., Path], left: bool) -> None:
    """The other one begins above it, and the run above it has only one side."""
    upper, lower = wrapped(LOREM, 230), wrapped(OTHER, 230)

    def draw(canvas: Any) -> None:
        put(canvas, upper[:7], 310, 760, 13)
        if left:
            canvas.setFont("Helvetica-Bold", 14)
            canvas.drawString(50, 630, "The mill")
            canvas.setFont("Helvetica", 10)
        put(canvas, lower[:4], 50, 610, 13)
        put(canvas, lower[4:], 310, 610, 13)

    text = read(make(draw)).text
    assert one_line(" ".join(upper[:7])) in text


@pytest.mark.parametrize("headings", [(50, 310), (50,)])
def test_headings_in_columns_part_only_their_own(
    make: Callable[..., Path], headings: tuple[int, ...]
) -> None:
    """Two headings at one height, and one beside the gap of a picture in the other column."""
    left, right = wrapped(OTHER + LOREM, 230), wrapped(f"Much later {LOREM}", 230)

    def draw(canvas: Any) -> None:
        put(canvas, left[:5], 50, 740, 13)
        put(canvas, right[:5], 310, 740, 13)
        canvas.setFont("Helvetica-Bold", 14)
        for x in headings:
            canvas.drawString(x, 740 - 13 * 6.5, f"Works {x}")
        canvas.setFont("Helvetica", 10)
        put(canvas, left[5:], 50, 740 - 13 * 8, 13)
        put(canvas, right[5:], 310, 740 - 13 * 8, 13)

    text = one_line(read(make(draw)).text)
    assert text.index("Much later") > text.index(left[-1])


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (("Blood type: O-", "Weight: 82 kg"), False),
        (("Rating: A-", "Outlook"), False),
        (("Member of the board, 1999-", "Chair of the board"), False),
        (("Member of the board, 1999-", "2004"), True),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_of_a_list(
    make: Callable[..., Path], lines: Sequence[str], whole: bool
) -> None:
    def draw(canvas: Any) -> None:
        put(canvas, ["The first of all lines is a good deal longer", *lines, "Height: 180 cm"])

    assert ("".join(lines) in one_line(read(make(draw)).text)) == whole


# Places


def test_every_line_has_its_box(make: Callable[..., Path]) -> None:
    end = "The works on the eastern part of the long dike were done by the govern-"
    document = read(make(*over(end, "ment of the county.")))
    for place in document.places:
        assert place.box
        assert document.text[place.start : place.end].strip()
        assert place.certainty is None
    start = document.text.index("The works on the eastern")
    boxes = document.boxes(Span(document.id, start, document.text.index("county.") + 7))
    assert [page for page, _ in boxes] == [1, 2]
    assert boxes[0][1][1] > 0.1 > boxes[1][1][1] - 0.05
    assert len({place.start for place in document.places}) == len(document.places)


# Bad files


def picture() -> Any:
    from PIL import Image

    return Image.effect_noise((120, 160), 80).convert("RGB")


def scanned(canvas: Any) -> None:
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(picture()), 0, 0, 595, 842)
    canvas.drawString(20, 10, "Scanned by the town library")


def test_a_scan_without_ocr_says_how_to_get_it(
    make: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    document, skipped = load_file(make(lambda canvas: put(canvas, wrapped(LOREM, 480)), scanned))
    assert isinstance(document, Document)
    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith("Page 2 of it is a picture of a page")
    assert "pip install 'pincite[ocr]'" in skipped.reason

    def bare(canvas: Any) -> None:
        from reportlab.lib.utils import ImageReader

        canvas.drawImage(ImageReader(picture()), 0, 0, 595, 842)

    (skipped,) = load_file(make(bare, bare))
    assert isinstance(skipped, Skipped)
    assert "pip install 'pincite[ocr]'" in skipped.reason


def test_a_page_that_is_a_picture_is_read_by_ocr(
    make: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from index.documents.formats.layout import Line

    seen = []

    def look(pixels: Any) -> tuple[Line, ...]:
        seen.append(pixels.shape)
        box = (0.1, 0.1, 0.9, 0.12)
        return (Line("The quay is ready.", 50, 300, 100, 10, box, certainty=0.93),)

    monkeypatch.setattr(ocr, "is_installed", lambda: True)
    monkeypatch.setattr(ocr, "read_picture", look)
    document = read(make(lambda canvas: put(canvas, wrapped(LOREM, 480)), scanned))
    assert len(seen) == 1
    assert seen[0][0] > 1_500
    assert document.text == f"{one_line(LOREM)}\n\nThe quay is ready."
    at = document.text.index("quay is")
    assert document.certainty(Span(document.id, at, at + 4)) == 0.93
    assert document.certainty(Span(document.id, 0, 9)) is None


def test_an_empty_password_opens(make: Callable[..., Path]) -> None:
    from pypdf import PdfWriter

    path = make(lambda canvas: put(canvas, wrapped(LOREM, 480)))
    writer = PdfWriter(clone_from=str(path))
    writer.encrypt("", "owner", algorithm="RC4-128")
    writer.write(str(path))
    assert read(path).text == one_line(LOREM)


@pytest.mark.parametrize("to", ["private", "unknown", "shifted"])
def test_text_without_letters_is_not_indexed(
    make: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, to: str
) -> None:
    """A font that does not say which of its letters is which, or gives their codes."""
    from pypdf import PdfWriter
    from pypdf.generic import StreamObject
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    if not font.exists():
        pytest.skip("no TrueType font here")
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    pdfmetrics.registerFont(TTFont("Deja", str(font)))

    def draw(canvas: Any) -> None:
        canvas.setFont("Deja", 10)
        put(canvas, wrapped(LOREM + OTHER, 400))

    def other(code: re.Match[bytes]) -> bytes:
        if to == "shifted":
            return b"<%04X>" % max(33, int(code[1], 16) - 29)
        return b"<E0" + code[1][2:] + b">" if to == "private" else b"<FFFD>"

    writer = PdfWriter(clone_from=str(make(draw)))
    for number, item in enumerate(writer._objects):
        if isinstance(item, StreamObject) and b"beginbfchar" in item.get_data():
            changed = StreamObject()
            changed.set_data(re.sub(rb"<(00[2-7][0-9a-fA-F])>", other, item.get_data()))
            writer._objects[number] = changed
    path = make(draw)
    writer.write(str(path))
    (skipped,) = load_file(path)
    assert isinstance(skipped, Skipped)
    assert "which letter is which" in skipped.reason


@pytest.mark.parametrize("count", [b"100000", b"2000000000"])
def test_more_pages_declared_than_there_are(tmp_path: Path, count: bytes) -> None:
    from tests.support.hostile_files import _CATALOG, _FONT, _PAGE, _pdf, _stream

    pages = b"<</Type/Pages/Kids[3 0 R]/Count " + count + b">>"
    text = _stream(b"BT /F 12 Tf 9 700 Td (The ferry leaves at nine.) Tj ET")
    path = tmp_path / "a.pdf"
    path.write_bytes(_pdf([_CATALOG, pages, _PAGE, text, _FONT]))
    found = list(load_file(path))
    assert len(found) <= 2
    assert all(isinstance(item, Skipped) or "ferry" in item.text for item in found)


@pytest.mark.parametrize("box", [b"[0 0 0 0]", b"[0 0 9 0.1]", b"[5 5 1 1]"])
def test_pages_of_no_size(tmp_path: Path, box: bytes) -> None:
    from tests.support.hostile_files import _CATALOG, _FONT, _PAGE, _pdf, _stream

    page = _PAGE[:-2] + b"/MediaBox" + box + b">>" if b"MediaBox" not in _PAGE else _PAGE
    text = _stream(b"BT /F 12 Tf 9 700 Td (The ferry leaves at nine.) Tj ET")
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    path = tmp_path / "a.pdf"
    path.write_bytes(_pdf([_CATALOG, pages, page, text, _FONT]))
    assert len(list(load_file(path))) == 1


def test_a_page_of_very_many_characters(make: Callable[..., Path]) -> None:
    def draw(canvas: Any) -> None:
        text = canvas.beginText(50, 800)
        for _ in range(2_000):
            text.textLine("The ferry to the far shore leaves at nine on working days. " * 2)
        canvas.drawText(text)

    document = read(make(draw))
    assert document.text.count("leaves at nine") == 4_000


def over_two_pages(*, again: bool, other: bool = False) -> list[Draw]:
    """A table that runs over a page; its names again on the second one, or another table there."""
    rows = [(f"Port {n}", f"{400 + n}", f"{90 + n}") for n in range(1, 9)]
    names = ("Harbour", "Wheat (t)", "Barley (t)")

    def draw(rows: Sequence[Sequence[str]], y: float) -> Draw:
        def drawn(canvas: Any) -> None:
            for number, row in enumerate(rows):
                for n, cell in enumerate(row):
                    canvas.drawString(50 + 150 * n, y - 16 * number, cell)

        return drawn

    second = ("Mill", "Looms", "Weavers") if other else names
    return [draw([names, *rows[:6]], 400), draw([*([second] if again else []), *rows[6:]], 760)]


@pytest.mark.parametrize("again", [False, True])
def test_a_table_that_runs_over_a_page_keeps_its_names(
    make: Callable[..., Path], again: bool
) -> None:
    document = read(make(*over_two_pages(again=again)))
    rows = numbered_sentences(document)
    assert (7, "Harbour: Port 6; Wheat (t): 406; Barley (t): 96.") in rows
    last = (10 if again else 9, "Harbour: Port 8; Wheat (t): 408; Barley (t): 98.")
    assert rows[-1] == last
    assert document.page(document.text.index("Port 8")) == 2


def test_another_table_on_the_next_page_has_its_own_names(make: Callable[..., Path]) -> None:
    pages = over_two_pages(again=True, other=True)
    text = read(make(*pages)).text
    assert "Harbour: Port 6;" in text
    assert "Harbour: Port 7" not in text
