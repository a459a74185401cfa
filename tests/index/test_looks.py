"""What a line without a full stop is: a heading, which may not be cited, or what somebody says."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from index.documents.load import load_file
from index.documents.normalise import make_document
from index.documents.split import sentences
from index.text.statements import tells
from index.types import Document, Place
from tests.index.test_office import docx, odt

PROSE = "The yard was built in 1902. It lies by the river.\n\nTwo firms rent it today."


def kinds(document: Document) -> dict[str, str]:
    return {document.slice(piece.span): piece.kind for piece in sentences(document)}


def of_text(text: str) -> dict[str, str]:
    return kinds(make_document("/a.txt", text, "Yard"))


def of_file(path: Path) -> dict[str, str]:
    (document,) = load_file(path)
    assert isinstance(document, Document)
    return kinds(document)


@pytest.mark.parametrize(
    "line",
    [
        "Alarm code 7310",
        "Walk moved to Sunday 9 June",
        "Lessons up to 25 crowns",
        "Shut on Wednesdays",
        "Last tram 23:40",
        "Fees from €12",
        "Model RX-4410",
        "No bicycles in the hall",
        "Only with a helmet",
        "Besuch nur sonntags und mittwochs um 14 Uhr",
        "Phone 0442 310 77",
        "Open daily",
        "Serves four people",
        "Ferry of two decks",
        "Jon Berg, ferryman, born 1871 at Velm",
        "between Ida Moor, Mill Lane (the landlord)",
        "Corvan Ltd (hereinafter called the “Supplier”)",
    ],
)
def test_a_line_that_tells_something_may_be_cited(line: str) -> None:
    assert tells(line)
    assert of_text(f"The yard\n\n{PROSE}\n\n{line}\n\n{PROSE}")[line] == "sentence"


@pytest.mark.parametrize(
    "line",
    [
        "Chapter 3",
        "Part II",
        "Budget 2024",
        "Plan for 2025-2030",
        "3. Results",
        "2.1 Scope of the work",
        "1945: The war ends",
        "No Way Out",
        "24/7 Harbour",
        "COLD WATER DAILY",
        "History of the yard",
        "Two Towns",
        "Between the two",
        "Oct. 24, 2025",
        "Born in May",
        "In May",
    ],
)
def test_a_heading_before_text_may_not(line: str) -> None:
    assert not tells(line)
    kind = of_text(f"The yard\n\n{PROSE}\n\n{line}\n\n{PROSE}")
    assert kind[line] == "heading" if not line.startswith("3.") else "sentence"


def test_in_notes_short_lines_are_text() -> None:
    assert of_text(
        "Shed\n\nKey under the blue pot\n\nLadder: behind the door\n\nThe roof leaks."
    ) == {
        "Shed": "heading",
        "Key under the blue pot": "sentence",
        "Ladder: behind the door": "sentence",
        "The roof leaks.": "sentence",
    }


def test_the_first_line_of_a_note_may_be_what_it_says() -> None:
    more = f"{PROSE}\n\n{PROSE}\n\nSo."
    for line in ("Gate code 4417", "The shop is closed on Monday"):
        for rest, kind in (("Keep it in mind.", "sentence"), (more, "heading")):
            made = make_document("/a.txt", f"{line}\n\n{rest}", line)
            assert kinds(made)[line] == kind
    made = make_document("/a.txt", "The shop\n\nIt is shut.", "The shop")
    assert kinds(made)["The shop"] == "heading"


def test_a_date_below_a_byline_and_the_title_of_a_table_are_headings(tmp_path: Path) -> None:
    assert of_text(f"Low water\n\nBy the World Desk\nOct. 24, 2025\n\n{PROSE}")[
        "Oct. 24, 2025"
    ] == ("heading")
    path = tmp_path / "a.csv"
    path.write_text("Water: samples of 7 May\n\nTown,Level\nVelm,4\nHolm,5\n", encoding="utf-8")
    assert of_file(path)["Water: samples of 7 May"] == "heading"
    head = "Account name: Harbour Club\nAccount number: 123\n\n"
    path.write_text(f"{head}Day,Purpose,Sum\n1.3.,Rent,-84\n2.3.,Power,-90\n", encoding="utf-8")
    assert of_file(path)["Account name: Harbour Club"] == "sentence"


def test_the_end_of_a_block_and_an_answer_head_nothing() -> None:
    found = of_text(f"The yard\n\n{PROSE}\n\nGate\nto the left\n\nWhere is it?\nAft\n{PROSE}")
    assert found["to the left"] == found["Aft"] == "sentence"
    assert found["Gate"] == found["Where is it?"] == "heading"


def test_a_title_that_stands_apart_is_no_line_of_the_list_below_it() -> None:
    lines = ["Nettle soup 6.50", "Pike 17.50", "Closed on Mondays", "No cards here"]
    made = make_document("/a.txt", "Menu\n\n" + "\n".join(lines), "Menu")
    assert kinds(made) == {"Menu": "heading", **dict.fromkeys(lines, "sentence")}


def test_a_line_in_the_midst_of_notes_heads_nothing() -> None:
    found = of_text("Mayor: A. Lind\nRiver Orre\nTwinned with Saint-Marc\nMarket day Thursday")
    assert set(found.values()) == {"sentence"}


def test_capitals_head_what_is_not_in_capitals() -> None:
    text = "BAR\n\nSOUPS\n\nNettle soup\nLeek soup\n\nFISH\n\nPike\nEel with mustard\n\nBREAD"
    found = of_text(text)
    assert [line for line, kind in found.items() if kind == "heading"] == ["BAR", "SOUPS", "FISH"]
    assert set(of_text("RED\n\nBLUE\n\nGREEN\n\nGREY").values()) == {"sentence"}


def test_the_end_of_leaders_is_no_sentence() -> None:
    assert "Day ticket ......... 12.00" in of_text("Fares\n\nDay ticket ......... 12.00\n")


@pytest.mark.parametrize("ending", ["md", "html", "docx", "odt"])
def test_a_file_says_what_its_headings_are(tmp_path: Path, ending: str) -> None:
    texts: Mapping[str, str] = {
        "md": "# Shed\n\nKey on the hook\n\n## Notes\n\nAsk Ida about it\n\n" + PROSE,
        "html": "<html><body><main><h1>Shed</h1><p>Key on the hook</p><h2>Notes</h2>"
        f"<p>Ask Ida about it</p><p>{PROSE}</p></main></body></html>",
        "odt": '<text:h text:outline-level="1">Shed</text:h><text:p>Key on the hook</text:p>'
        '<text:h text:outline-level="2">Notes</text:h><text:p>Ask Ida about it</text:p>'
        f"<text:p>{PROSE}</text:p>",
        "docx": '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>Shed</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>Key on the hook</w:t></w:r></w:p>"
        '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>Notes</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>Ask Ida about it</w:t></w:r></w:p>"
        f"<w:p><w:r><w:t>{PROSE}</w:t></w:r></w:p>",
    }
    path = tmp_path / f"a.{ending}"
    if ending in ("docx", "odt"):
        (docx if ending == "docx" else odt)(path, texts[ending])
    else:
        path.write_text(texts[ending], encoding="utf-8")
    found = of_file(path)
    assert found["Notes"] == "heading"
    assert found.get("Shed", "heading") == "heading"  # a page says its title by itself
    assert found["Key on the hook"] == found["Ask Ida about it"] == "sentence"


def test_marked_headings_are_none_where_nothing_else_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Walk on Sunday\n\n## Bring a lamp", encoding="utf-8")
    assert set(of_file(path).values()) == {"sentence"}
    path.write_text("# Fruit\n\n## Pears\n\n## Apples\n\n## Plums\n\nSold out.", encoding="utf-8")
    assert set(of_file(path).values()) == {"sentence"}  # so many are a list
    path.write_text("# It is shut.\n\nThe gate is red.\n\n## Nothing below", encoding="utf-8")
    assert of_file(path) == {
        "It is shut.": "heading",
        "The gate is red.": "sentence",
        "Nothing below": "heading",
    }


def test_a_marked_line_as_long_as_a_paragraph_is_text(tmp_path: Path) -> None:
    long = "The yard was shut after the flood of May, " * 3 + "and it will stay so."
    path = tmp_path / "a.html"
    path.write_text(f"<main><h1>Yard</h1><h2>{long}</h2><p>{PROSE}</p></main>", encoding="utf-8")
    assert of_file(path)[long] == "sentence"


def test_the_place_of_a_heading_is_kept() -> None:
    told = (Place(0, 4, heading=True), Place(0, 4), Place(0, 4, row=2), Place(0, 4, second=0))
    for place in (*told, Place(0, 4, aside=True)):
        assert Place.from_values(place.values) == place
    assert len(Place(0, 4).values) == 5  # as indexes of before have them
    with pytest.raises(ValueError, match="five values or seven"):
        Place.from_values((0, 4, None, None, None, 1))


@pytest.mark.parametrize(
    "line",
    ["Figure 2: The mill in 1650.", "Fig. 3.1 – Costs by year", "Abbildung 4: Die Mühle"],
)
def test_the_caption_of_a_picture_is_no_claim(line: str) -> None:
    found = of_text(f"{PROSE}\n\n{line}\n\nThe roof was mended in 1950.")
    assert found[line] == "furniture"
    assert found["The roof was mended in 1950."] == "sentence"


def test_the_caption_of_a_table_heads_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    rows = "| Block | Cost |\n|---|---|\n| A | 400 |\n| B | 300 |"
    path.write_text(f"{PROSE}\n\nTable 1: Repairs by block\n\n{rows}\n", encoding="utf-8")
    found = of_file(path)
    assert found["Table 1: Repairs by block"] == "heading"
    assert found["Block: A; Cost: 400."] == "sentence"


@pytest.mark.parametrize(
    "text",
    [
        "Table 1: Ida and Ben\nTable 2: Mara and Tom",
        "Figure 2 shows the mill in 1650.",
        "Table 3: It was mended in 1950. Two men did it.",
        "Table 4 is by the window",
    ],
)
def test_what_only_begins_as_a_caption_is_text(text: str) -> None:
    found = of_text(f"{PROSE}\n\n{text}\n\nThe roof was mended in 1950.")
    assert "furniture" not in found.values()


def test_a_line_that_begins_with_a_sentence_heads_nothing() -> None:
    tweet = "I am so sorry. I will be back in October. pic.example.com/abc"
    found = of_text(f"{PROSE}\n\n{tweet}\n\nThe tickets are paid back by June.")
    assert "heading" not in found.values()
    found = of_text(f"{PROSE}\n\nSt. Mary and Dr. Holm\n\nThe tickets are paid back by June.")
    assert found["St. Mary and Dr. Holm"] == "heading"


@pytest.mark.parametrize(
    "line",
    ["Anne Holm, press officer, +47 22 55 01 90", "Anne Holm, anne@town.example", "Anne Holm"],
)
def test_whom_to_ask_is_no_heading(line: str) -> None:
    found = of_text(f"{PROSE}\n\nFor further information:\n{line}\n\nThe firm runs 11 yards.")
    assert found[line] == "sentence"
