"""Tables and records: a row is one line that can be cited alone, and knows its number."""

# ruff: noqa: E501 (a line a table)

import datetime
import gzip
import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from index.documents.formats import delimited, rows, sheet_looks, workbooks
from index.documents.formats.number_formats import FormatRuns, NumberFormat, read_format
from index.documents.formats.rows import numbered_lines, table_lines
from index.documents.load import load_file
from index.documents.registry import FORMATS
from index.documents.split import sentences
from index.types import Document, Skipped, Span


def write(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def read(path: Path) -> tuple[list[Document], list[Skipped]]:
    items = list(load_file(path))
    return (
        [item for item in items if isinstance(item, Document)],
        [item for item in items if isinstance(item, Skipped)],
    )


def only(path: Path) -> Document:
    (document,), skipped = read(path)
    assert not skipped
    return document


def reason(path: Path) -> str:
    documents, (skipped,) = read(path)
    assert not documents
    return skipped.reason


def row_of(document: Document, line: str) -> int | None:
    return document.row(document.text.index(line))


def cells(text: str) -> list[list[str]]:
    return [line.split("|") for line in text.split("\n")]


# rows of a table


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        ("date|event|cost\n2024-03-01|Pump|1900", ["date: 2024-03-01; event: Pump; cost: 1900."]),
        ("2024-03-01|Pump|1900\n2024-04-01|Roof|20", ["2024-03-01; Pump; 1900.", "2024-04-01; Roof; 20."]),
        ("Orvell|ferry|12\nLenta|bridge|3", ["Orvell; ferry; 12.", "Lenta; bridge; 3."]),
        ("P-100|Pump|Hall 2\nP-200|Valve|Hall 3", ["P-100; Pump; Hall 2.", "P-200; Valve; Hall 3."]),
        ("Weight|3 tonnes\nLength|12 m", ["Weight: 3 tonnes.", "Length: 12 m."]),
        ("Maker:|Holm\nModel|X3\nWeight|3 t", ["Maker: Holm.", "Model: X3.", "Weight: 3 t."]),
        ("Station|Orvell\nDepth|12\nWidth|300", ["Station: Orvell.", "Depth: 12.", "Width: 300."]),
        ("City|Population\nOrvell|1200", ["City: Orvell; Population: 1200."]),
        ("|2022|2023\nBarley|412|96", ["Barley; 2022: 412; 2023: 96."]),
        ("Port|Jan|Feb\nOrvell|1|2", ["Port: Orvell; Jan: 1; Feb: 2."]),
        ("Item|Status|Owner\nPump|open|Berg\nRoof||Dahl", ["Item: Pump; Status: open; Owner: Berg.", "Item: Roof; Owner: Dahl."]),
        ("Ferry|Mon-Fri|Sunday\nAlma|05:40|07:00", ["Ferry: Alma; Mon-Fri: 05:40; Sunday: 07:00."]),
        ("name|cost|cost||\nAlma|1|2|3|4", ["name: Alma; cost: 1; cost: 2; 3; 4."]),
        ("Part|Weight\nPump|3 kg|new\nValve|2 kg", ["Part: Pump; Weight: 3 kg; new.", "Part: Valve; Weight: 2 kg."]),
        ("Unnamed: 0|score\nAnna|1.5", ["Anna; score: 1.5."]),
        ("Anna Berg|Mayor|Orvell\nJon Dahl|Clerk|Lenta\nPer Holm|Clerk|By", ["Anna Berg; Mayor; Orvell.", "Jon Dahl; Clerk; Lenta.", "Per Holm; Clerk; By."]),
    ],
)  # fmt: skip
def test_a_row_carries_the_names_of_its_columns(table: str, lines: list[str]) -> None:
    assert table_lines(cells(table)) == lines


@pytest.mark.parametrize(
    ("form", "lines"),
    [
        (
            "Name|Ola Hald|Date of birth|3 May 1961\nAddress|14 Dock Road|Telephone|441 221",
            [
                "Name: Ola Hald; Date of birth: 3 May 1961.",
                "Address: 14 Dock Road; Telephone: 441 221.",
            ],
        ),
        (
            "Keeper:|Holm|Hut:|Sula\nNotes:|Closed in May.",
            ["Keeper: Holm; Hut: Sula.", "Notes: Closed in May."],
        ),
        (
            "Name|Ola|Town|Orl\nAbout the applicant",
            ["Name: Ola; Town: Orl.", "About the applicant."],
        ),
    ],
)
def test_a_form_holds_labels_and_what_was_filled_in_in_turn(form: str, lines: list[str]) -> None:
    assert table_lines(cells(form)) == lines


@pytest.mark.parametrize(
    "table",
    [
        "Item|Cost|Item|Cost\nSalt|3|Wool|9\nTea|4|Rye|2",  # names of columns, twice
        "Town|River|Mayor|Area\nOrl|Tarn|Brandt|North\nBrim|Dorn|Vane|South",
        "Station|Manager|Street|Line\nOrl Station|Ann|Quay Street|Red\nSula Station|Ben|New Street|Blue",
    ],
)
def test_a_table_of_four_columns_is_no_form(table: str) -> None:
    first, *_ = cells(table)
    assert table_lines(cells(table))[0].startswith(f"{first[0]}: ")
    assert len(table_lines(cells(table))) == 2


def test_below_an_empty_corner_each_row_tells_something() -> None:
    table = "|Orl|Brim\nMayor|I. Brandt|O. Vane\nRiver|Tarn|Dorn\nFounded|1780|1203"
    assert table_lines(cells(table)) == [
        "Mayor; Orl: I. Brandt; Brim: O. Vane.",
        "River; Orl: Tarn; Brim: Dorn.",
        "Founded; Orl: 1780; Brim: 1203.",
    ]


def test_the_names_may_be_told() -> None:
    table = cells("Ferry|Alma\nBridge|Runa")
    assert table_lines(table, header=1) == ["Ferry: Bridge; Alma: Runa."]
    assert table_lines(cells("Port|ships\nOrvell|3"), header=0) == ["Port: ships.", "Orvell: 3."]


def test_names_over_several_columns_stand_before_theirs() -> None:
    table = "Port|2022||2023|\n|in|out|in|out\nOrvell|1|2|3|4\nLenta|5|6|7|8"
    first, _ = table_lines(cells(table))
    assert first == "Port: Orvell; 2022 in: 1; 2022 out: 2; 2023 in: 3; 2023 out: 4."


def test_years_below_the_names_of_groups_are_names() -> None:
    table = cells("Town|Fish||Salt|\n|2022|2023|2022|2023\nLenta|4|5|1|2\nOrvell|7|8|3|4")
    assert table_lines(table)[0] == (
        "Town: Lenta; Fish 2022: 4; Fish 2023: 5; Salt 2022: 1; Salt 2023: 2."
    )
    assert len(table_lines(table)) == 2
    built = cells("Town|Built|Sold\nLenta|1911|1950\nOrvell|1913|1961")
    assert table_lines(built)[0] == "Town: Lenta; Built: 1911; Sold: 1950."


def test_lines_above_and_below_a_table_stay_text() -> None:
    table = "Report 2024\nIn tonnes\n\nPort|Rye|Oats\nOrvell|412|9\nTotal|412|9\n* no transit\n\nSource: us"
    lines = list(rows.numbered_lines(cells(table)))
    assert [line.text for line in lines] == [
        "Report 2024",
        "In tonnes.",
        "Port: Orvell; Rye: 412; Oats: 9.",
        "Port: Total; Rye: 412; Oats: 9.",
        "* no transit.",
        "Source: us.",
    ]
    assert [(line.number, line.is_row) for line in lines] == [
        (1, False), (2, False), (5, True), (6, True), (7, False), (9, False)
    ]  # fmt: skip


def test_keys_and_values_above_the_names() -> None:
    table = "Station|Orvell\nDay|2024-03-01\nPort|Rye|Oats|Barley\nA|1|2|3\nB|4|5|6"
    assert table_lines(cells(table))[:3] == [
        "Station: Orvell.",
        "Day: 2024-03-01.",
        "Port: A; Rye: 1; Oats: 2; Barley: 3.",
    ]


def test_the_first_cell_of_a_group_holds_for_all_of_it() -> None:
    table = "Region|City|Pop\nNorth|A|1\n|B|2\nSouth|D|4\n|E|5\n|Total|12"
    assert table_lines(cells(table)) == [
        "Region: North; City: A; Pop: 1.",
        "Region: North; City: B; Pop: 2.",
        "Region: South; City: D; Pop: 4.",
        "Region: South; City: E; Pop: 5.",
        "City: Total; Pop: 12.",
    ]


def test_a_group_that_is_called_total_and_has_cells_is_one() -> None:
    table = "Region|Sex|Count\nVelm|Men|40\n|Women|41\nTotal|Men|78\n|Women|84"
    assert table_lines(cells(table))[3] == "Region: Total; Sex: Women; Count: 84."


def test_a_cell_that_is_missing_now_and_then_is_not_made_up() -> None:
    table = "name|role|age\nBerg|Mayor|50\n|Clerk|40\nDahl|Cook|30\nHolm|Cook|20\nVik|Cook|10"
    assert table_lines(cells(table))[1] == "role: Clerk; age: 40."


def test_what_rows_have_in_common_stands_in_each() -> None:
    table = "Port|ships|tonnes\n2023\nOrvell|1|2\n2024\nOrvell|5|6"
    assert table_lines(cells(table)) == [
        "2023",
        "2023; Port: Orvell; ships: 1; tonnes: 2.",
        "2024",
        "2024; Port: Orvell; ships: 5; tonnes: 6.",
    ]


def test_several_tables_each_have_their_names() -> None:
    table = "Port|ships\nA|1\nB|2\n\nShip|tonnes|crew\nAlma|100|4\nRuna|200|5"
    assert table_lines(cells(table))[1:3] == [
        "Port: B; ships: 2.",
        "Ship: Alma; tonnes: 100; crew: 4.",
    ]


def test_a_table_goes_on_below_a_blank_row() -> None:
    table = "date|event|cost\n2024-03-01|Pump|1900\n\n2024-04-01|Roof|200\n\nPaid by|Berg"
    assert table_lines(cells(table)) == [
        "date: 2024-03-01; event: Pump; cost: 1900.",
        "date: 2024-04-01; event: Roof; cost: 200.",
        "Paid by: Berg.",
    ]
    assert table_lines(cells("Port|ships\n\nA|1\n\nB|2")) == [
        "Port: A; ships: 1.",
        "Port: B; ships: 2.",
    ]


def test_a_long_row_is_several_lines_that_name_it() -> None:
    names = [f"measure {n}" for n in range(100)]
    lines = table_lines([["pump", *names], ["X3", *["12.5"] * 100]])
    assert len(lines) > 1
    assert all(line.startswith("pump: X3; measure") and len(line) <= 1_000 for line in lines)


def test_a_long_cell_is_a_text_below_its_row() -> None:
    story = "The ferry is late. " * 50
    made = list(rows.numbered_lines([["day", "story"], ["2024-03-01", story], ["2024-03-02", "x"]]))
    assert [(line.text[:20], line.is_row) for line in made] == [
        ("day: 2024-03-01.", True),
        ("story: The ferry is ", False),
        ("day: 2024-03-02; sto", True),
    ]


# CSV


def test_a_row_of_csv_is_cited_alone_and_knows_its_number(tmp_path: Path) -> None:
    text = 'date,event,cost\n2024-03-01,"Pump in hall 2\nreplaced. It leaked.",1900\n\n2024-04-01,Roof,20\n'
    document = only(write(tmp_path / "a.csv", "\ufeff" + text))
    first, second = document.text.split("\n")
    assert first == "date: 2024-03-01; event: Pump in hall 2 replaced. It leaked.; cost: 1900."
    assert (row_of(document, first), row_of(document, second)) == (2, 4)
    assert (
        document.slice(Span(document.id, document.places[0].start, document.places[0].end)) == first
    )


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("sep=;\nDatum;Preis\n01.03.2024;1,50\n02.03.2024;2,50", "Datum: 01.03.2024; Preis: 1,50."),
        ('"sep=|"\r\nPort|ships\r\nA|1\r\nB|2', "Port: A; ships: 1."),
        ("Datum;Was;Preis\n01.03.2024;Dach, neu;1.900,50\n02.03.2024;Tor;2,50",
         "Datum: 01.03.2024; Was: Dach, neu; Preis: 1.900,50."),
        ("01.03.2024;Tor;1,50\n02.03.2024;Dach;2,50", "01.03.2024; Tor; 1,50."),
        ("image,credit,updated\na.png,Berg,2024-03-01", "image: a.png; credit: Berg; updated: 2024-03-01."),
    ],
)  # fmt: skip
def test_csv_as_programs_write_it(tmp_path: Path, text: str, first: str) -> None:
    document = only(write(tmp_path / "a.csv", text))
    assert document.text.split("\n")[0] == first
    assert document.places[0].start == 0


def test_a_quotation_mark_that_is_never_closed_swallows_nothing(tmp_path: Path) -> None:
    text = 'name,size\n"Alma,4\n' + "Runa,5\n" * 9
    document = only(write(tmp_path / "a.csv", text))
    assert document.text.split("\n")[:2] == ["name: Alma; size: 4.", "name: Runa; size: 5."]
    assert document.row(len(document.text) - 1) == 11


def test_long_cells_of_a_column_of_texts_are_documents(tmp_path: Path) -> None:
    body = "The office said the repair will cost 4.2 million euros. " * 5
    document = only(
        write(tmp_path / "a.csv", f"headline,published,body\nBridge,2024-03-01,{body}\n")
    )
    assert (document.title, document.published) == ("Bridge", "2024-03-01")
    assert document.text == body.strip()


def test_a_table_that_is_too_long_is_cut_and_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.documents.formats.lines.MAX_TABLE_CHARACTERS", 1_000)
    (document,), (skipped,) = read(write(tmp_path / "a.csv", "port,ships\n" + "Orvell,12\n" * 100))
    assert len(document.text) <= 1_000
    assert skipped.reason.startswith(f"Row {2 + document.text.count('.')} and what follows")


def test_ten_thousand_columns(tmp_path: Path) -> None:
    names = ",".join(f"column {n}" for n in range(10_000))
    document = only(write(tmp_path / "a.csv", f"{names}\n{'7,' * 9_999}7\n"))
    assert "column 9999: 7." in document.text
    assert max(map(len, document.text.split("\n"))) <= 1_000


# drawn tables


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "Port         Jan   Feb\n----------   ---   ---\nOrvell        81     6\n"
            "Old Lenta      7    59",
            ["Port: Orvell; Jan: 81; Feb: 6.", "Port: Old Lenta; Jan: 7; Feb: 59."],
        ),
        (
            "Port\tships\nOrvell\t12\nLenta\t3\nVelm\t4",
            ["Port: Orvell; ships: 12.", "Port: Lenta; ships: 3.", "Port: Velm; ships: 4."],
        ),
        (
            "  Route     Single  Return\n  Out         4.20    7.50\n  Back        9.10   16.00",
            [
                "Route: Out; Single: 4.20; Return: 7.50.",
                "Route: Back; Single: 9.10; Return: 16.00.",
            ],
        ),
    ],
)
def test_rows_of_drawn_tables_have_names(tmp_path: Path, text: str, lines: list[str]) -> None:
    story = "The gauge was moved in the year 2011."
    document = only(write(tmp_path / "a.txt", f"Rain in mm\n\n{text}\n\n{story}\n"))
    assert [line for line in document.text.split("\n") if line] == ["Rain in mm", *lines, story]
    assert row_of(document, lines[0]) == 2
    assert row_of(document, story) is None


@pytest.mark.parametrize(
    "text",
    [
        "Hald & Sons      £216.00   stile\nWater Board      £41.17    allotments",
        "Hald & Sons   £216.00   stile\nWater Board   £41.17    fields\nMoy Ltd       £9.10     rope",
        "Route              Single   Return\nOrl - Brim           4.20     7.50\n"
        "Orl - Dun Laoghaire  9.10    16.00",
        "the rain   falls\nupon the   lake\nand no   one",
        '"auto"\tWhen there is none.\n"drop"\tWhen it is to end.\n"term"\tEnds it now.',
        "LL    the language\nEEE   the coding\nXX    the region",
        "browser   Make a window.\ncalltip   Make a text.\n---\nsave   Save it.\nexit   Leave.",
        "1. Introduction ........  3\n2. Methods      ........  9\n3. Results      ........ 12",
        "The quay was built.  It is old.\nThe mill was burnt.  It is new.\nA dam is due.  It is far.",
    ],
)
def test_lines_with_gaps_that_are_no_table_stay(tmp_path: Path, text: str) -> None:
    assert only(write(tmp_path / "a.txt", text)).text == text


# JSON


STORY = "The transport office said the repair will cost 4.2 million euros."


@pytest.mark.parametrize(
    "record",
    [
        {"headline": "Bridge", "content": STORY, "publishedAt": "2024-03-01T10:00:00Z", "link": "u"},
        {"name": "Bridge", "body": f"<p>{STORY}</p>", "pubDate": "Fri, 01 Mar 2024 10:00:00 GMT", "href": "u"},
        {"title": {"rendered": "Bridge"}, "content": {"rendered": STORY}, "date": "2024-03-01", "link": "u"},
        {"webTitle": "Bridge", "article": [STORY], "created_at": 1709251200, "url": "u"},
        {"title": "Bridge", "summary": STORY, "published_on": "1 March 2024", "canonical_url": "u"},
        {"_id": "7", "_source": {"title": "Bridge", "full_text": STORY, "date": "2024-03-01", "url": "u"}},
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "envelope", ["", "articles", "results", "data.items", "hits.hits", "lines"]
)
def test_records_under_any_names(tmp_path: Path, record: Any, envelope: str) -> None:
    tree: Any = [record]
    for name in filter(None, reversed(envelope.split("."))):
        tree = {"status": "ok", "total": 1, name: tree}
    lines = envelope == "lines"
    path = tmp_path / ("a.ndjson" if lines else "a.json")
    document = only(write(path, json.dumps(record if lines else tree) + "\n"))
    assert (document.text, document.title, document.published, document.url) == (
        STORY, "Bridge", "2024-03-01", "u",
    )  # fmt: skip


@pytest.mark.parametrize("count", [1, 2])
def test_the_posts_of_an_export_that_is_wrapped_twice(tmp_path: Path, count: int) -> None:
    post = {"title": "Bridge", "html": f"<p>{STORY}</p><p>It is old</p>", "mobiledoc": "{x y z}",
            "published_at": "2024-03-01T00:00:00Z", "status": "published"}  # fmt: skip
    users = [{"name": "Ida Moe", "bio": "She writes of bridges"}]
    tree = {"db": [{"meta": {"version": "5"}, "data": {"posts": [post] * count, "users": users}}]}
    documents, skipped = read(write(tmp_path / "a.json", json.dumps(tree)))
    posts, rest = documents[:-1], documents[-1]
    assert not skipped
    assert [(post.title, post.published) for post in posts] == [("Bridge", "2024-03-01")] * count
    assert posts[0].text.split("\n")[:2] == [STORY, "It is old"]
    assert "mobiledoc" not in posts[0].text
    assert "Ida Moe" in rest.text
    assert STORY not in rest.text


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("Wed May 15 10:03:00 +0000 2024", "2024-05-15"),
        ("Wed May  1 10:03:00 CEST 2024", "2024-05-01"),
        ([{"value": "2024-05-05T10:00:00+00:00"}], "2024-05-05"),
        ([{"format": "iso", "value": "2024-05-05"}], "2024-05-05"),
        ({"$date": "2024-05-05"}, "2024-05-05"),
        (["2024-05-05"], "2024-05-05"),
    ],
)
def test_dates_as_services_export_them(tmp_path: Path, date: Any, published: str) -> None:
    document = only(write(tmp_path / "a.json", json.dumps([{"text": STORY, "created": date}])))
    assert (document.text, document.published) == (STORY, published)


def test_a_date_that_cannot_be_read_is_kept_as_a_value(tmp_path: Path) -> None:
    record = {"text": STORY, "created": "06/10/2025"}
    document = only(write(tmp_path / "a.json", json.dumps([record])))
    assert document.published is None
    assert document.text == f"{STORY}\ncreated: 06/10/2025."


def test_records_of_values_are_a_line_each(tmp_path: Path) -> None:
    pumps = [{"name": "X3", "weight": "3 t", "size": {"length": 12.5}, "new": True, "note": None},
             {"name": "X4", "weight": "4 t", "uses": ["cellars", "wells"]}]  # fmt: skip
    expected = ["name: X3; weight: 3 t; size.length: 12.5; new: true.",
                "name: X4; weight: 4 t; uses: cellars, wells."]  # fmt: skip
    document = only(write(tmp_path / "a.json", json.dumps({"pumps": pumps})))
    assert document.text.split("\n") == ["pumps", *expected]
    lines = "\n\n".join(map(json.dumps, pumps))
    for path, data in (
        (tmp_path / "a.ndjson", lines.encode()),
        (tmp_path / "a.ndjson.gz", gzip.compress(lines.encode())),
    ):
        document = only(write(path, data))
        assert document.text.split("\n") == expected
        assert [row_of(document, line) for line in expected] == [1, 3]


def test_what_a_record_says_beside_its_text_is_kept(tmp_path: Path) -> None:
    record = {"title": "X3", "text": "A pump for wells.", "weight": "3 tonnes", "author": "Berg"}
    document = only(write(tmp_path / "a.json", json.dumps([record])))
    assert document.text == "A pump for wells.\ntitle: X3; weight: 3 tonnes."


def test_html_in_values_becomes_text(tmp_path: Path) -> None:
    html = ("<h2>News</h2><p>Tea &amp; cake<br>At 5 < 6.</p><script>x()</script><ul><li>One<li>Two</ul>"
            "<table><tr><th>Port<th>ships<tr><td>Orvell<td>3</table>")  # fmt: skip
    document = only(write(tmp_path / "a.json", json.dumps({"text": html})))
    lines = ["News", "Tea & cake", "At 5 < 6.", "One", "Two", "Port: Orvell; ships: 3."]
    assert document.text.split("\n") == lines
    plain = only(write(tmp_path / "b.json", json.dumps({"text": "1 < 2 &amp; x <y z"})))
    assert plain.text == "1 < 2 & x <y z"


def test_tables_and_places_on_the_map(tmp_path: Path) -> None:
    split = {"columns": ["Ferry", "crew"], "index": [0, 1], "data": [["Alma", 4], ["Runa", 5]]}
    text = only(write(tmp_path / "a.json", json.dumps(split))).text
    assert text == "data\nFerry: Alma; crew: 4.\nFerry: Runa; crew: 5."
    feature = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [5, 60]},
               "properties": {"name": "Orvell light", "height": 32}}  # fmt: skip
    tree = {"type": "FeatureCollection", "features": [feature]}
    assert (
        "name: Orvell light; height: 32."
        in only(write(tmp_path / "a.geojson", json.dumps(tree))).text
    )


def test_lines_and_trees_under_each_others_names(tmp_path: Path) -> None:
    lines = write(tmp_path / "a.json", '{"text": "One."}\n{"text": "Two."}\n')
    assert [document.text for document in read(lines)[0]] == ["One.", "Two."]
    tree = write(tmp_path / "a.jsonl", json.dumps([{"text": "One."}], indent=1))
    assert only(tree).text == "One."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{\n "a": 1, // no\n "b": 2}', "a comment at line 2"),
        ('{"a": 1,\n}', "a comma too many before line 2"),
        ("[1, 2, ]", "a comma too many"),
        ('{"a": [1', "cut off"),
        ("<html>", "begins with '<html>'"),
        ("  ", "empty"),
        ('[{"id": 1}, {"id": 2}]', "its keys are id"),
        ('{"a": {"b": null}}', "its keys are a"),
        ("[" * 100_000 + "]" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000 + "1" + "}" * 100_000, "nested too deeply"),
    ],
)
def test_why_a_json_file_is_not_read(tmp_path: Path, text: str, said: str) -> None:
    assert said in reason(write(tmp_path / "a.json", text))


# sheets


def workbook(path: Any, **sheets: Sequence[Sequence[Any]]) -> Any:
    import openpyxl  # type: ignore[import-untyped]

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, table in sheets.items():
        sheet = book.create_sheet(name)
        for row in table:
            sheet.append(list(row))
    book.save(path)
    return book


PORTS: list[list[Any]] = [
    ["Ships of the year"],
    [],
    ["Port", "Opened", "Ships", "Share", "Ferry", "First", "Cost"],
    ["Orvell", datetime.date(2024, 3, 1), 12, 0.25, True, datetime.time(5, 40), 1900.5],
    ["Lenta", datetime.datetime(2024, 3, 2, 14, 30), 3.0, 0.3, False, datetime.time(6, 0, 5), 20],
]
PORT_LINES = [
    "Ships of the year",
    "Port: Orvell; Opened: 2024-03-01; Ships: 12; Share: 0.25; Ferry: yes; First: 05:40; Cost: 1900.5.",
    "Port: Lenta; Opened: 2024-03-02 14:30; Ships: 3; Share: 0.3; Ferry: no; First: 06:00:05; Cost: 20.",
]


@pytest.mark.parametrize("extension", [".xlsx", ".xlsm"])
def test_a_sheet_becomes_a_document(tmp_path: Path, extension: str) -> None:
    path = tmp_path / f"ports{extension}"
    workbook(path, **{"At sea & more": PORTS})
    document = only(path)
    assert (document.source, document.title) == (f"{path}#At sea & more", "ports")
    assert document.text.split("\n") == PORT_LINES
    assert [row_of(document, line) for line in PORT_LINES] == [None, 4, 5]
    assert FORMATS[extension].recognises(path)


def test_sheets_of_the_old_kind(tmp_path: Path) -> None:
    import xlwt  # type: ignore[import-untyped]

    book = xlwt.Workbook()
    sheet = book.add_sheet("Old")
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    table: list[list[Any]] = [["Port", "day"], ["Orvell", datetime.date(2024, 3, 1)]]
    for row, values in enumerate(table, start=2):
        sheet.write(row, 1, values[0])
        sheet.write(row, 2, values[1], day)
    path = tmp_path / "a.xls"
    book.save(str(path))
    document = only(path)
    assert (document.text, document.row(0)) == ("Port: Orvell; day: 2024-03-01.", 4)
    assert FORMATS[".xls"].recognises(path)
    assert not FORMATS[".xlsx"].recognises(path)


def test_sheets_of_the_old_kind_show_their_numbers(tmp_path: Path) -> None:
    import xlwt

    book = xlwt.Workbook()
    first, second = book.add_sheet("Loans"), book.add_sheet("Büro")
    codes = ["0.0%", '#,##0.00 "€"', "General"]
    for sheet in (first, second):
        for column, name in enumerate(["Town", "Share", "Sum", "Ships"]):
            sheet.write(0, column, name)
    first.write(1, 0, "Lenta")
    second.write(1, 0, "Orvell")
    for column, (value, code) in enumerate(zip((0.041, 800.5, 3), codes, strict=True), start=1):
        first.write(1, column, value, xlwt.easyxf(num_format_str=code))
        second.write(1, column, value)
    path = tmp_path / "a.xls"
    book.save(str(path))
    (one, other), _ = read(path)
    assert one.text == "Town: Lenta; Share: 4.1%; Sum: 800.50 €; Ships: 3."
    assert other.text == "Town: Orvell; Share: 0.041; Sum: 800.5; Ships: 3."


def test_broken_old_sheets_tell_no_formats(tmp_path: Path) -> None:
    from index.documents.formats.old_formats import read_old_formats
    from tests.support.hostile_families import XLS

    for name, (_, make) in XLS.items():
        path = tmp_path / f"{name}.xls"
        path.write_bytes(make(1))
        assert read_old_formats(path) == {} or name in ("far corners", "wrong bits")


def ods(path: Path, rows: str) -> Path:
    name = "application/vnd.oasis.opendocument.spreadsheet"
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="T">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", name)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return path


def ods_row(*cells: str, times: int = 1) -> str:
    inner = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    )
    return f'<table:table-row table:number-rows-repeated="{times}">{inner}</table:table-row>'


def test_sheets_of_open_document(tmp_path: Path) -> None:
    rows = ods_row("Port", "phone", "role") + ods_row("Orvell", "12 34", "harbour")
    path = ods(tmp_path / "a.ods", rows + '<table:table-row table:number-rows-repeated="1048000"/>')
    document = only(path)
    assert (document.text, document.row(0)) == ("Port: Orvell; phone: 12 34; role: harbour.", 2)
    assert FORMATS[".ods"].recognises(path)
    with zipfile.ZipFile(tmp_path / "b.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "")
    assert not FORMATS[".ods"].recognises(tmp_path / "b.ods")


def test_an_open_sheet_without_a_list_of_its_parts(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", ods_row("Port", "ships") + ods_row("Lenta", "4"))
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(tmp_path / "b.ods", "w") as part:
        for name in ("mimetype", "content.xml"):
            part.writestr(name, whole.read(name))
    (item,) = load_file(tmp_path / "b.ods")
    assert "There is no item" not in getattr(item, "reason", "")


@pytest.mark.parametrize("times", [1_000_000, 2_000_000_000])
def test_a_row_that_stands_for_millions_is_cut(tmp_path: Path, times: int) -> None:
    rows = ods_row("Port", "ships") + ods_row(*["1"] * 9, times=times)
    (document,), (skipped,) = read(ods(tmp_path / "a.ods", rows))
    assert document.text == "Port: ships."
    assert "row 2 and what follows" in skipped.reason


def test_a_merged_cell_holds_for_each_of_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    table: list[list[Any]] = [
        ["Port", "ships", "day"],
        ["Orvell", 1, 2],
        [None, 3, 4],
        ["Lenta", 5, 6],
    ]
    book = workbook(path, S=table)
    book["S"].merge_cells("A2:A3")
    book.save(path)
    assert only(path).text.split("\n")[1] == "Port: Orvell; ships: 3; day: 4."


def test_what_of_a_workbook_is_not_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = workbook(
        path, Shown=[["Port", "ships"], ["Orvell", "=1+1"], ["Lenta", 3]], Secret=[["x"]]
    )
    book["Secret"].sheet_state = "hidden"
    book.create_chartsheet("Picture")
    book.create_sheet("Nothing")
    book.save(path)
    (document,), skipped = read(path)
    assert document.title == "a: Shown"
    assert [item.source for item in skipped] == [
        f"{path}#{name}" for name in ("Shown", "Secret", "Picture")
    ]
    for word, item in zip(("formulas", "hidden", "chart"), skipped, strict=True):
        assert word in item.reason


def test_hidden_rows_and_columns_are_left_out_and_told(tmp_path: Path) -> None:
    from openpyxl.comments import Comment

    path = tmp_path / "a.xlsx"
    table = [["Port", "ships", "wage"], ["Orvell", 1, 70], ["Lenta", 2, 80], ["Velm", 3, 90]]
    book = workbook(path, S=table)
    book["S"].row_dimensions[3].hidden = True
    book["S"].row_dimensions[9].hidden = True
    book["S"].column_dimensions["C"].hidden = True
    book["S"]["C2"].comment = Comment("A secret.", "Ida")
    book["S"]["B4"].comment = Comment("One is old.", "Ida")
    book.save(path)
    (document,), (skipped,) = read(path)
    assert document.text.split("\n") == [
        "Port: Orvell; ships: 1.", "Port: Velm; ships: 3.", "Note on B4: One is old.",
    ]  # fmt: skip
    assert row_of(document, "Port: Velm; ships: 3.") == 4
    assert "1 row and 1 column" in skipped.reason
    assert skipped.source == f"{path}#S"


def test_all_of_a_sheet_is_hidden(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = workbook(path, S=[["Port", "ships"], ["Orvell", 1]], T=[["Velm is shut."]])
    book["S"].row_dimensions[1].hidden = book["S"].row_dimensions[2].hidden = True
    book.save(path)
    (document,), (skipped,) = read(path)
    assert document.text == "Velm is shut."
    assert "2 rows" in skipped.reason


def test_empty_rows_and_columns_that_are_hidden_are_not_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = workbook(path, S=[["Port", "ships"], ["Orvell", 1]])
    book["S"].column_dimensions.group("D", "XFD", hidden=True)
    book["S"].row_dimensions[7].hidden = True
    book.save(path)
    assert only(path).text == "Port: Orvell; ships: 1."


def test_hidden_rows_and_columns_of_open_document(tmp_path: Path) -> None:
    columns = (
        "<table:table-column/><table:table-column table:visibility='collapse'/>"
        "<table:table-column table:number-columns-repeated='2'/>"
    )
    rows = columns + ods_row("Port", "wage", "ships") + ods_row("Orvell", "70", "1")
    rows += ods_row("Lenta", "80", "2").replace(
        "<table:table-row", "<table:table-row table:visibility='filter'"
    )
    rows += ods_row("Velm", "90", "3")
    (document,), (skipped,) = read(ods(tmp_path / "a.ods", rows))
    assert document.text.split("\n") == ["Port: Orvell; ships: 1.", "Port: Velm; ships: 3."]
    assert row_of(document, "Port: Velm; ships: 3.") == 4
    assert "1 row and 1 column" in skipped.reason


def formatted(path: Path, table: Sequence[Sequence[Any]], formats: Sequence[str]) -> Any:
    """A file of one sheet, of which each column below the names has a format."""
    book = workbook(path, T=table)
    for row in book["T"].iter_rows(min_row=2):
        for cell, code in zip(row, formats, strict=True):
            cell.number_format = code
    book.save(path)
    return book


def test_numbers_are_shown_with_their_signs_and_units(tmp_path: Path) -> None:
    table = [["Part", "Share", "Price", "Weight", "Zip", "Day"],
             ["Bolt", 0.125, 1900.5, 2.5, 1234, datetime.date(2024, 3, 1)],
             ["Nut", 0.07, -3, 400, 99, datetime.date(2024, 3, 9)]]  # fmt: skip
    formats = ["General", "0.0%", '#,##0.00 "€"', '0.0 "kg"', "00000", "yyyy-mm-dd"]
    formatted(tmp_path / "a.xlsx", table, formats)
    assert only(tmp_path / "a.xlsx").text.split("\n") == [
        "Part: Bolt; Share: 12.5%; Price: 1900.50 €; Weight: 2.5 kg; Zip: 01234; Day: 2024-03-01.",
        "Part: Nut; Share: 7%; Price: -3.00 €; Weight: 400.0 kg; Zip: 00099; Day: 2024-03-09.",
    ]


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("0%", "0.125", "12.5%"),
        ("0.00%", "1.1", "110%"),
        ('"$"#,##0.00_);("$"#,##0.00)', "-1.5", "-$1.50"),
        ("[$$-409]#,##0", "3", "$3"),
        ("#,##0.00\\ [$€-407]", "3", "3.00 €"),
        ("_-* #,##0.00 €_-;-* #,##0.00 €_-", "1234.567", "1234.567 €"),
        ('[Red]0 "km"', "31", "31 km"),
        ("$0", "1e+20", "$1e+20"),
        ("0.00", "3", None),
        ("General", "3", None),
        ("#,##0", "3", None),
        ('#,##0.0,,"M"', "3000000", None),
        ("yyyy-mm-dd", "3", None),
        ('0 "' + "x" * 50 + '"', "3", None),
        ("@", "3", None),
        ("", "3", None),
        ('"only words"', "3", None),
    ],
)
def test_what_a_format_writes_around_a_number(code: str, value: str, shown: str | None) -> None:
    format = read_format(code)
    assert (format.shown(value) if format else None) == shown


def test_formats_hold_for_their_own_cells_only() -> None:
    runs = FormatRuns({1: NumberFormat("$"), 2: NumberFormat("", "%", percent=True)})
    for row, column, style in [(2, 1, 1), (3, 1, 1), (4, 1, 0), (5, 1, 2), (5, 3, 1), (9, 1, 1)]:
        runs.add(row, column, style)
    reader = runs.reader()
    found = [(row, column) for row in range(1, 11) for column in range(1, 5)
             if reader.of(row, column)]  # fmt: skip
    assert found == [(2, 1), (3, 1), (5, 1), (5, 3), (9, 1)]


def test_shares_and_amounts_of_open_document(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="{}" office:value="{}"{}/>'
    rows = ods_row("Town", "Share", "Cost", "Ships")
    for town, share, cost in (("Orvell", 0.25, 3), ("Lenta", 0.75, 4)):
        rows += (
            f'<table:table-row><table:table-cell office:value-type="string"><text:p>{town}'
            f"</text:p></table:table-cell>{cell.format('percentage', share, '')}"
            + cell.format("currency", cost, ' office:currency="EUR"')
            + cell.format("float", 7, "")
            + "</table:table-row>"
        )
    assert only(ods(tmp_path / "a.ods", rows)).text.split("\n") == [
        "Town: Orvell; Share: 25%; Cost: 3 EUR; Ships: 7.",
        "Town: Lenta; Share: 75%; Cost: 4 EUR; Ships: 7.",
    ]


def test_notes_on_cells_are_read(tmp_path: Path) -> None:
    from openpyxl.comments import Comment  # type: ignore[import-untyped]

    path = tmp_path / "a.xlsx"
    book = workbook(path, T=[["Town", "Ships"], ["Orvell", 12], ["Lenta", 3]])
    book["T"]["B2"].comment = Comment("Two of them\nwere counted twice.", "Anna")
    book["T"]["B3"].comment = Comment(
        "[Threaded comment]\n\nYour version allows you to read this.\n\nComment:\n    Since May.",
        "A",
    )
    book.save(path)
    document = only(path)
    note = "Note on B2: Two of them were counted twice."
    assert document.text.split("\n")[2:] == [note, "Note on B3: Since May."]
    assert row_of(document, note) is None
    pieces = [
        document.slice(piece.span) for piece in sentences(document) if piece.kind == "sentence"
    ]
    assert note in pieces


def test_notes_on_cells_of_open_document_are_read(tmp_path: Path) -> None:
    note = (
        "<office:annotation><text:p>Two were</text:p><text:p>counted <text:span>twice</text:span>."
        "</text:p></office:annotation><text:p>12</text:p>"
    )
    odd = "<office:annotation><text:p> </text:p></office:annotation><text:p>9</text:p>"
    cell = "<table:table-cell>{}</table:table-cell>"
    rows = (
        ods_row("Town", "Ships")
        + ods_row("Orvell", "5", times=2)
        + f"<table:table-row>{cell.format('<text:p>Lenta</text:p>')}"
        + f"<table:table-cell table:number-columns-repeated='26'/>{cell.format(note)}"
        + f"{cell.format(odd)}</table:table-row>"
    )
    document = only(ods(tmp_path / "a.ods", rows))
    found = [line for line in document.text.split("\n") if "Note on" in line]
    assert found == ["Note on AB4: Two were counted twice."]
    assert "twice" not in document.text.replace(found[0], "")
    bomb = ods(tmp_path / "b.ods", rows + "<table:table-row>" * 400)
    assert reason(bomb)  # broken, and said so


@pytest.mark.parametrize(
    "names", ["Name|Stadt", "Nom|Ville", "Nombre|Ciudad", "Имя|Город", "Name|City"]
)
def test_names_of_columns_in_other_languages(names: str) -> None:
    rows = cells(f"{names}\nJonas|Orvell\nMaria|Lenta")
    first, second = names.split("|")
    assert [line.text for line in numbered_lines(rows)][-1] == f"{first}: Maria; {second}: Lenta."


@pytest.mark.parametrize(
    ("rows", "first"),
    [
        ("Anna|Berlin|Blue\nBen|Rome|Red\nCleo|Paris|Green", "Anna; Berlin; Blue."),
        ("Oak|Mill|Sick\nAsh|Lane|Well\nElm|Yard|Felled", "Oak; Mill; Sick."),
        ("Owner|Town|Tint\nBen|Rome|Red\nCleo|Paris|Green", "Owner: Ben; Town: Rome; Tint: Red."),
        (
            "Steward|Parish|Tint\nAda Kern|Rome|Red\nBen Roth|Paris|Green",
            "Steward: Ada Kern; Parish: Rome; Tint: Red.",
        ),
        ("Yew|Bay|Sort\nBen|Rome|red\nCleo|Paris|green", "Yew: Ben; Bay: Rome; Sort: red."),
        (
            "Yew|Bay|Sort\nBen|Rome|Red\nCleo|Paris|Red\nDan|Oslo|Red\nEva|Bern|Red",
            "Yew: Ben; Bay: Rome; Sort: Red.",
        ),
    ],
)
def test_where_nothing_tells_a_first_row_of_words_apart_it_has_no_names(
    rows: str, first: str
) -> None:
    assert table_lines(cells(rows), strictly=True)[0] == first


@pytest.mark.parametrize("name", ["a.csv", "a.html", "a.xlsx"])
def test_a_file_of_data_has_the_names_of_its_columns_above(tmp_path: Path, name: str) -> None:
    rows = [
        ["Species", "Habitat", "Diet"],
        ["Otter", "Rivers", "Fish"],
        ["Badger", "Woods", "Worms"],
    ]
    path = tmp_path / name
    if name == "a.xlsx":
        workbook(path, Beasts=rows)
    elif name == "a.csv":
        write(path, "\n".join(map(",".join, rows)))
    else:
        cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
        write(path, f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>")
    assert "Species: Otter; Habitat: Rivers; Diet: Fish." in only(path).text


def test_keys_that_end_in_a_colon_are_no_names_of_columns() -> None:
    rows = [["Ship:", "Ada of Holm"], ["Tonnes:", "620"], ["Berth:", "9"]]
    assert [line.text for line in numbered_lines(rows)] == [
        "Ship: Ada of Holm.", "Tonnes: 620.", "Berth: 9."
    ]  # fmt: skip


def test_errors_in_cells_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    workbook(path, S=[["Port", "ships", "day"], ["Orvell", 1, 2], ["Lenta", "#REF!", 3]])
    assert only(path).text.split("\n")[1] == "Port: Lenta; day: 3."


def test_a_sheet_that_is_too_large_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    workbook(path, Big=[["Port", "ships"], *[["Orvell", n] for n in range(500)]], Small=[["One"]])
    monkeypatch.setattr(sheet_looks, "MAX_CELLS", 200)
    (big, small), (skipped,) = read(path)
    assert (big.text.count("Orvell"), small.text) == (99, "One")
    assert skipped.source == f"{path}#Big"
    assert "row 101 and what follows" in skipped.reason


def sheet_xml(path: Path, rows: str, **parts: str) -> Path:
    """A workbook whose sheet has these rows of XML."""
    made = io.BytesIO()
    workbook(made, S=[["x"]])
    xml = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            is_sheet = name == "xl/worksheets/sheet1.xml"
            content = (
                f"{xml}{rows}</sheetData></worksheet>".encode() if is_sheet else old.read(name)
            )
            new.writestr(name, content)
        for name, words in parts.items():
            new.writestr(f"xl/{name}.xml", words)
    return path


def test_two_cells_in_far_corners_take_no_memory(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    (document,), (skipped,) = read(sheet_xml(tmp_path / "a.xlsx", rows))
    assert document.text == "1"
    assert "row 1048576" in skipped.reason


def test_a_zip_bomb_is_not_unfolded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MAX_OTHER_BYTES", 1_000_000)
    monkeypatch.setattr(workbooks, "MAX_SHEET_BYTES", 1_000_000)
    path = sheet_xml(tmp_path / "a.xlsx", "", sharedStrings="x" * 2_000_000)
    assert "would unpack to 2 MB" in reason(path)
    cell = '<row><c t="inlineStr"><is><t>word</t></is></c></row>'
    (document,), (skipped,) = read(sheet_xml(tmp_path / "b.xlsx", cell * 40_000))
    assert 10_000 < document.text.count("word") < 40_000
    assert f"row {document.text.count('word') + 1} and" in skipped.reason


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "broken"),
        (b"PK\x03\x04 cut off", "broken"),
        (b"<html><table><tr><td>1</table>", "a web page"),
        (b"Port\tships\nA\t1\n", "save it as .xlsx or .csv"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("extension", [".xlsx", ".xls", ".ods"])
def test_why_a_file_of_sheets_is_not_read(
    tmp_path: Path, extension: str, data: bytes, said: str
) -> None:
    assert said in reason(write(tmp_path / f"a{extension}", data))


def test_the_delimiter_is_the_one_that_most_rows_agree_on() -> None:
    assert delimited._delimiter("a;b\n1,5;2\n1;2") == ";"
    assert delimited._delimiter("one line") == ","


def test_a_row_of_units_is_part_of_the_names() -> None:
    assert table_lines(cells("station|depth|temp|note\n|m|°C\nA|12.5|8|calm\nB|30|7.7")) == [
        "station: A; depth (m): 12.5; temp (°C): 8; note: calm.",
        "station: B; depth (m): 30; temp (°C): 7.7.",
    ]
    assert table_lines(cells("day|flow|level\n|(m3/s)\n2024-03-01|12|3\n2024-03-02|14|2"))[0] == (
        "day: 2024-03-01; flow (m3/s): 12; level: 3."
    )


def test_raised_figures_in_cells_are_not_glued_on(tmp_path: Path) -> None:
    import xlsxwriter  # type: ignore[import-untyped]

    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet, mark = book.add_worksheet("A"), book.add_format({"font_script": 1})
    for n, row in enumerate([("Port", "Ships", "Area"), ("Velm",), ("Marra", 4121, 9611)]):
        sheet.write_row(n, 0, row)
    sheet.write_rich_string(1, 1, "412", mark, "1", " ")
    sheet.write_rich_string(1, 2, "96", mark, "11", " ")
    sheet.write_rich_string(3, 0, "Sund (km", mark, "2", ")")
    sheet.write(3, 1, 3)
    sheet.write_rich_string(4, 0, "12", mark, "00", " h")
    sheet.write_rich_string(4, 1, "Moto G", mark, "5", " phone")
    sheet.write_rich_string(4, 2, "5 m", mark, "3", "/s")
    sheet.write_rich_string(5, 0, "x", mark, "a", " item")
    sheet.write_rich_string(5, 1, "Sold", mark, "2", " (net)")
    book.close()
    assert only(tmp_path / "a.xlsx").text.split("\n") == [
        "Port: Velm; Ships: 412; Area: 96.", "Port: Marra; Ships: 4121; Area: 9611.",
        "Port: Sund (km²); Ships: 3.", "Port: 12⁰⁰ h; Ships: Moto G⁵ phone; Area: 5 m³/s.",
        "Port: x^a item; Ships: Sold (net).",
    ]  # fmt: skip


def test_a_group_is_told_of_in_each_of_its_rows_but_not_below_its_total() -> None:
    rows = "Yard|Berg|30\n|Lind|12\nYard total||42\nOffice|Roy|38\n|Moss|4\nOffice total||42"
    found = table_lines(cells(f"Department|Name|Hours\n{rows}\n|Holm|7"))
    assert found[1] == "Department: Yard; Name: Lind; Hours: 12."
    assert found[4] == "Department: Office; Name: Moss; Hours: 4."
    assert found[6] == "Name: Holm; Hours: 7."


def test_a_row_of_units_below_names_of_two_rows() -> None:
    rows = "Station|Spring||Autumn\nStation|Temp|Oxygen|Temp|Oxygen\nStation|°C|mg/l|°C|mg/l\n"
    assert table_lines(cells(f"{rows}Weir|9.5|10.1|12.2|8.9\nMill|10.4|9.8|12.9|8.1"))[1] == (
        "Station: Mill; Spring Temp (°C): 10.4; Spring Oxygen (mg/l): 9.8; Autumn Temp (°C): 12.9;"
        " Autumn Oxygen (mg/l): 8.1."
    )


@pytest.mark.parametrize(
    "row", ["A|n/a|n/a", "|n/a|n/a", "|m|12", "A|m|°C", "|about 12 metres deep|warm", "|m"]
)
def test_values_are_no_units(row: str) -> None:
    lines = table_lines(cells(f"station|depth|temp\n{row}\nB|30|7.7\nC|31|7.8"))
    assert len(lines) == 3
    assert lines[1] == "station: B; depth: 30; temp: 7.7."


def on_sheet(folder: Path, rows: Sequence[Sequence[Any]]) -> Document:
    workbook(folder / "a.xlsx", Fleet=rows)
    return only(folder / "a.xlsx")


def test_tables_beside_each_other_on_a_sheet_are_read_apart(tmp_path: Path) -> None:
    document = on_sheet(tmp_path, [
        ["Ship", "Crew", None, "Captain", "Since"], ["Alma", 4, None, "Berg", 2011],
        ["Runa", 3, None, "Lind", 2015], ["Sund", 7],
    ])  # fmt: skip
    assert document.text.split("\n") == [
        "Ship: Alma; Crew: 4.", "Ship: Runa; Crew: 3.", "Ship: Sund; Crew: 7.",
        "Captain: Berg; Since: 2011.", "Captain: Lind; Since: 2015.",
    ]  # fmt: skip
    assert document.row(document.text.index("Captain: Lind")) == 3


def test_columns_set_apart_by_an_empty_one_stay_in_their_table(tmp_path: Path) -> None:
    document = on_sheet(tmp_path, [
        ["Ship", "Fuel", "Crew", None, "Total", "Change"], ["Alma", 4, 3, None, 7, 1],
        ["Runa", 3, 5, None, 8, 2], ["Sund", 7, 1],
    ])  # fmt: skip
    assert document.text.split("\n")[0] == "Ship: Alma; Fuel: 4; Crew: 3; Total: 7; Change: 1."
    document = on_sheet(tmp_path, [
        ["Ship", "Crew", None, "Port", "Country"], ["Alma", 4, None, "Orvell", "North"],
        ["Runa", 3, None, "Lenta", "South"],
    ])  # fmt: skip
    assert document.text.split("\n")[0] == "Ship: Alma; Crew: 4; Port: Orvell; Country: North."


def test_the_name_of_a_group_ends_at_an_empty_column() -> None:
    table = cells("|Costs|||Since\nShip|Fuel|Repairs||Year\nAlma|1|2||1911\nRuna|3|4||1912")
    assert "Costs Repairs: 2" in table_lines(table)[0]
    assert "Costs Year" not in table_lines(table)[0]


# plans, forms and several tables in one sheet


@pytest.mark.parametrize(
    ("names", "rows", "lines"),
    [
        (["", "2024-03-04", "2024-03-05"], [["Early", "Ada", "Ben"], ["Late", "Ben", "Cleo"]],
         ["Early; 2024-03-04: Ada; 2024-03-05: Ben.", "Late; 2024-03-04: Ben; 2024-03-05: Cleo."]),
        (["Room", "9:00", "10:00", "11:00"], [["Blue", "Choir", "", "Yoga"]],
         ["Room: Blue; 9:00: Choir; 11:00: Yoga."]),
        (["", "2022", "2023"], [["Chair", "Hale", "Roe"], ["Clerk", "Lind", "Lind"]],
         ["Chair; 2022: Hale; 2023: Roe.", "Clerk; 2022: Lind; 2023: Lind."]),
    ],
)  # fmt: skip
def test_days_and_hours_are_names_of_columns_in_a_plan(
    names: list[str], rows: list[list[str]], lines: list[str]
) -> None:
    assert table_lines([names, *rows]) == lines


@pytest.mark.parametrize(
    "rows",
    [
        [["Task A", "2024-03-04", "2024-04-05"], ["Task B", "open", "open"]],
        [["Ada", "9:00", "17:00"], ["Ben", "off", "off"]],
        [["Shift", "9:00", "17:00"], ["Break", "12:00", "none"]],
        [["", "9:00", "9:00"], ["Ben", "off", "off"]],
        [["Deadline", "4 May 2024", "5 June 2024"], ["Status", "done", "open"]],
        [["Due", "4 May 2024", "5 June 2024"], ["Progress", "done", "half done"]],
    ],
)
def test_days_and_hours_that_are_values_are_no_names(rows: list[list[str]]) -> None:
    assert table_lines(rows) == ["; ".join(filter(None, row)) + "." for row in rows]


FORM = [["Name", "Ben Hale", "Date", "3 March 2024"], ["Place", "Yard 4", "Time", "10:15"]]
STRUCK = "The forklift struck the rack at row 9."


def test_a_cell_of_a_form_that_is_merged_is_said_once() -> None:
    assert table_lines([*FORM, ["Description", STRUCK, STRUCK, STRUCK]]) == [
        "Name: Ben Hale; Date: 3 March 2024.",
        "Place: Yard 4; Time: 10:15.",
        f"Description: {STRUCK}",
    ]


def test_few_columns_below_a_heading_are_a_table_of_their_own() -> None:
    prices = [["Article", "Size", "Net", "Gross"], ["Copper pipe", "15 mm", "4.5", "5.4"]]
    more = ["Steel pipe", "1 in", "9", "10"]
    line = "Article: Steel pipe; Size: 1 in; Net: 9; Gross: 10."
    delivery = [["Delivery"], ["Inner zone", "10"], ["Outer zone", "25"]]
    assert table_lines([*prices, more, [], *delivery])[1:] == [
        line, "Delivery.", "Inner zone: 10.", "Outer zone: 25.",
    ]  # fmt: skip
    assert table_lines([*prices, [], ["Steel"], more])[1:] == ["Steel", f"Steel; {line}"]


def test_headings_between_the_rows_of_two_columns() -> None:
    names, adult, child = ["Service", "Fee"], ["Adult", "82"], ["Child", "53"]
    assert table_lines([names, ["PASSPORTS"], adult, child, ["VISAS"], child]) == [
        "PASSPORTS",
        "PASSPORTS; Service: Adult; Fee: 82.",
        "PASSPORTS; Service: Child; Fee: 53.",
        "VISAS",
        "VISAS; Service: Child; Fee: 53.",
    ]


@pytest.mark.parametrize(
    "table",
    [
        "Task|Owner\nPaint the door|\nMend the roof|Anna\nClean the hall|\nBuy chairs|Ben",
        "Service|Fee\nInfant\nMend the roof|82\nChild|53",
        "Service|Fee\nInfant\nPupil\nMend the roof|82\nChild|53",
        "Code|Owner\nDOOR|\nMend the roof|Anna\nHALL|\nTHE ROOF|Ben",
    ],
)
def test_a_row_that_lacks_its_value_heads_no_others(table: str) -> None:
    names, *_ = cells(table)
    lines = table_lines(cells(table))
    roof = next(line for line in lines if line.startswith(f"{names[0]}: Mend the roof; "))
    assert roof.count(";") == 1


def test_a_key_with_a_colon_and_its_value_above_a_table() -> None:
    head = [["Account:", "DE12"], ["Balance on 31.03.2024:", "2,314.77"], []]
    rows = [["Day", "Purpose", "Sum"], ["1.3.", "Rent", "-84"], ["2.3.", "Power", "-90"]]
    assert table_lines([*head, *rows])[:2] == ["Account: DE12.", "Balance on 31.03.2024: 2,314.77."]


# messages


def test_messages_of_slack_have_their_author_and_day_and_no_marks(tmp_path: Path) -> None:
    path = tmp_path / "2024-03-04.json"
    profile = {"real_name": "Lena Fuchs", "display_name": "lena"}
    messages = [
        {"type": "message", "user": "U01", "ts": "1709545200.000100", "user_profile": profile,
         "text": "<@U02> the disk is full, see <https://velm.example/a|the list> &amp; tell <!here>."},
        {"type": "message", "user": "U02", "ts": "1709545300.000100", "text": "I restarted it."},
    ]  # fmt: skip
    path.write_text(json.dumps(messages), encoding="utf-8")
    first, second = load_file(path)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.text == "@U02 the disk is full, see the list & tell here."
    assert (first.author, first.published) == ("Lena Fuchs", "2024-03-04")
    assert (second.text, second.author) == ("I restarted it.", None)  # an id is no name


def test_what_else_a_message_of_slack_says_is_read_and_what_looks_like_a_tag_stays(
    tmp_path: Path,
) -> None:
    path = tmp_path / "2024-03-04.json"
    files = [{"id": "F01", "name": "plan.pdf", "title": "Plan of the quay"}]
    hung = [{"id": 1, "color": "d00", "title": "Lock 4", "text": "It is shut &amp; dry."}]
    message = {
        "type": "message", "user": "U01", "ts": "1709545200.000100", "files": files,
        "attachments": hung, "topic": "Repairs", "client_msg_id": "7e", "thread_ts": "1709545200.1",
        "text": "Set &lt;name&gt; and <https://velm.example> where a &lt; b.",
    }  # fmt: skip
    path.write_text(json.dumps([message]), encoding="utf-8")
    text = only(path).text
    assert text.split("\n")[0] == "Set <name> and https://velm.example where a < b."
    assert all(words in text for words in ("Plan of the quay; plan.pdf", "topic: Repairs"))
    assert "Lock 4; It is shut & dry." in text
    assert not any(words in text for words in ("F01", "U01", "7e", "1709"))


def test_a_message_of_telegram_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    message = {
        "id": 3, "type": "message", "date": "2024-01-05T09:05:00", "from": "Bert", "from_id": "u2",
        "text": ["The notice is at ", {"type": "link", "text": "https://velm.example/n"}, " today."],
    }  # fmt: skip
    other = {"type": "message", "text": ["One.", "Two."], "date": "2024-01-05"}
    path.write_text(json.dumps({"messages": [message, other]}), encoding="utf-8")
    first, second, *_ = load_file(path)
    assert isinstance(first, Document)
    assert first.text == "The notice is at https://velm.example/n today."
    assert (first.author, first.published) == ("Bert", "2024-01-05")
    assert isinstance(second, Document)
    assert second.text == "One.\nTwo."


def test_what_else_a_message_of_telegram_says_is_read(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    answers = [{"text": "At nine", "voters": 4}, {"text": "At ten", "voters": 1}]
    message = {
        "id": 3, "type": "message", "date": "2024-01-05T09:05:00", "from": "Bert", "from_id": "u2",
        "date_unixtime": "1704445500", "forwarded_from": "Ida Holm", "file": "files/plan.pdf",
        "text": "When do we meet?", "text_entities": [{"type": "plain", "text": "When do we meet?"}],
        "poll": {"question": "The hour", "answers": answers},
    }  # fmt: skip
    path.write_text(json.dumps({"messages": [message]}), encoding="utf-8")
    text = next(iter(load_file(path))).text
    assert all(words in text for words in ("Ida Holm", "plan.pdf", "The hour", "At nine", "4"))
    assert not any(words in text for words in ("u2", "1704445500"))
    assert text.count("When do we meet?") == 1


def test_a_second_table_whose_first_column_is_called_as_that_of_the_first(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Boats\nname,length\nTern,64\n\nCrew\nname,post\nIda,cook\nPer,mate\n", "utf-8")
    (document,) = load_file(path)
    assert isinstance(document, Document)
    assert document.text.split("\n")[-2:] == ["name: Ida; post: cook.", "name: Per; post: mate."]
