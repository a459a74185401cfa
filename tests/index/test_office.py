"""Word, PowerPoint, OpenDocument and rich text files, and books: what a reader of them sees."""

import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from index.documents.load import load_file
from index.documents.registry import FORMATS
from index.types import Document, Skipped
from tests.support.documents import numbered_sentences

WORD = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def archive(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return path


def relations(*pairs: tuple[str, str]) -> str:
    """Relations `rId1`, `rId2`, …, each of a kind and to a target."""
    lines = (
        f'<Relationship Id="rId{n}" Type="{KINDS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(pairs, start=1)
    )
    return f'<Relationships xmlns="{RELATIONS}">{"".join(lines)}</Relationships>'


def docx(path: Path, body: str, parts: Mapping[str, str | bytes] | None = None) -> Path:
    document = f"<w:document {WORD}><w:body>{body}</w:body></w:document>"
    return archive(path, {"word/document.xml": document} | dict(parts or {}))


def part(name: str, inner: str) -> str:
    return f"<w:{name} {WORD}>{inner}</w:{name}>"


def p(*runs: str, properties: str = "") -> str:
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(content: str, properties: str = "") -> str:
    content = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def read(path: Path) -> tuple[Document, list[Skipped]]:
    found = list(load_file(path))
    (document,) = [item for item in found if isinstance(item, Document)]
    return document, [item for item in found if isinstance(item, Skipped)]


def lines(path: Path) -> list[str]:
    document, skipped = read(path)
    assert not skipped
    return [line for line in document.text.split("\n") if line]


def reason(path: Path) -> str:
    (found,) = load_file(path)
    assert isinstance(found, Skipped)
    return found.reason


# Word


def word_lines(
    tmp_path: Path, body: str, parts: Mapping[str, str | bytes] | None = None
) -> list[str]:
    return lines(docx(tmp_path / "a.docx", body, parts))


def test_only_what_is_printed_of_changes_and_hidden_words_is_text(tmp_path: Path) -> None:
    body = (
        p("The fee is ", "<w:del><w:r><w:delText>30</w:delText></w:r></w:del>",
          f"<w:ins>{r('40')}</w:ins>", " euros.", r(" Do not tell.", "<w:vanish/>"))
        + p(f"<w:moveFrom>{r('The dike was moved.')}</w:moveFrom>")
        + p(r("It costs 9 euros. ", "<w:strike/>"), r("It costs 12 euros.", '<w:vanish w:val="0"/>'))
        + p(f"<w:moveTo>{r('The dike was moved.')}</w:moveTo>")
    )  # fmt: skip
    assert word_lines(tmp_path, body) == [
        "The fee is 40 euros.", "It costs 12 euros.", "The dike was moved.",
    ]  # fmt: skip


def test_a_paragraph_whose_end_was_deleted_goes_on(tmp_path: Path) -> None:
    body = p("The lock ", properties="<w:rPr><w:del/></w:rPr>") + p("opens at nine.")
    assert word_lines(tmp_path, body) == ["The lock opens at nine."]


def test_hidden_by_a_style(tmp_path: Path) -> None:
    styles = part("styles", (
        '<w:style w:type="character" w:styleId="S"><w:name w:val="Secret"/>'
        "<w:rPr><w:vanish/></w:rPr></w:style>"
        '<w:style w:type="character" w:styleId="T"><w:basedOn w:val="S"/></w:style>'
    ))  # fmt: skip
    body = p("The gate is shut. ", r("The key is below it.", '<w:rStyle w:val="T"/>'))
    assert word_lines(tmp_path, body, {"word/styles.xml": styles}) == ["The gate is shut."]


def test_styles_based_on_each_other_end(tmp_path: Path) -> None:
    styles = part("styles", "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:basedOn w:val="{other}"/></w:style>'
        for one, other in ("AB", "BC", "CA", "DD")
    ))  # fmt: skip
    body = p("The gate is shut.", properties='<w:pStyle w:val="A"/>')
    assert word_lines(tmp_path, body, {"word/styles.xml": styles}) == ["The gate is shut."]


def test_a_text_box_is_text_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('The box says so.')}</w:txbxContent>"
    shape = (
        "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    body = p("The paragraph ends here.", f"<w:r>{shape}</w:r>")
    assert word_lines(tmp_path, body) == ["The paragraph ends here.", "The box says so."]


def test_a_text_box_that_only_old_programs_know(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('The box says so.')}</w:txbxContent>"
    shape = (
        "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing/></mc:Choice><mc:Fallback>"
        f"<w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert word_lines(tmp_path, p(f"<w:r>{shape}</w:r>")) == ["The box says so."]


def test_notes_follow_their_paragraph_and_leave_no_mark(tmp_path: Path) -> None:
    notes = part("footnotes", (
        f'<w:footnote w:id="-1" w:type="separator">{p("no note")}</w:footnote>'
        f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>", " Counted in May.")}</w:footnote>'
    ))  # fmt: skip
    ends = part("endnotes", f'<w:endnote w:id="2">{p("After the flood.")}</w:endnote>')
    body = (
        p("The dike was raised in 2003", '<w:r><w:footnoteReference w:id="2"/></w:r>',
          " by 80 centimetres", '<w:r><w:endnoteReference w:id="2"/></w:r>', ".")
        + p("It held.", '<w:r><w:commentReference w:id="0"/></w:r>',
            '<w:r><w:footnoteReference w:id="2"/></w:r>')
    )  # fmt: skip
    comments = part("comments", f'<w:comment w:id="0">{p("Is it so?")}</w:comment>')
    parts = {"word/footnotes.xml": notes, "word/endnotes.xml": ends, "word/comments.xml": comments}
    assert word_lines(tmp_path, body, parts) == [
        "The dike was raised in 2003 by 80 centimetres.",
        "Counted in May.",
        "After the flood.",
        "It held.",
    ]


def test_a_note_that_refers_to_itself_ends(tmp_path: Path) -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = part("footnotes", f'<w:footnote w:id="2">{p("A note.", mark)}</w:footnote>')
    assert word_lines(tmp_path, p("Text.", mark), {"word/footnotes.xml": notes}) == [
        "Text.", "A note.",
    ]  # fmt: skip


def test_raised_and_lowered_figures(tmp_path: Path) -> None:
    up, down = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
    body = p(
        "It holds 10",
        r("6", up),
        " m",
        r("3", up),
        " of CO",
        r("2", down),
        " since 2003",
        r("4", up),
        ".",
    )
    assert word_lines(tmp_path, body) == ["It holds 10⁶ m³ of CO₂ since 2003."]


def test_what_stands_for_letters(tmp_path: Path) -> None:
    body = p("well", "<w:r><w:noBreakHyphen/></w:r>", "known, re", "<w:r><w:softHyphen/></w:r>",
             "lease at 40 ", '<w:r><w:sym w:font="Symbol" w:char="F0B0"/></w:r>', "C",
             "<w:r><w:br/></w:r>", "and no more.", "<w:r><w:br/></w:r>", "Then it",
             "<w:r><w:tab/></w:r>", "stops.")  # fmt: skip
    assert word_lines(tmp_path, body) == [
        "well-known, release at 40 °C and no more.", "Then it\tstops.",
    ]  # fmt: skip


def test_results_of_fields_are_text_and_their_codes_are_not(tmp_path: Path) -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText> PAGEREF </w:instrText></w:r>"
    body = (
        p("See page ", mark("begin"), code, r("code"), mark("separate"), "7", mark("end"), ".")
        + p('<w:fldSimple w:instr="DATE">' + r("3 May 2024") + "</w:fldSimple>", mark("begin"))
        + p("A field that never ended hides nothing.")
        + p(f'<w:hyperlink r:id="x">{r("The rules")}</w:hyperlink>', " hold.")
    )
    assert word_lines(tmp_path, body) == [
        "See page 7.", "3 May 2024", "A field that never ended hides nothing.", "The rules hold.",
    ]  # fmt: skip


def test_content_controls_hold_text_unless_they_wait_for_it(tmp_path: Path) -> None:
    body = (
        f"<w:sdt><w:sdtContent>{p('The whole paragraph.')}</w:sdtContent></w:sdt>"
        + p("The mayor is ", f"<w:sdt><w:sdtContent>{r('Anna Berg')}</w:sdtContent></w:sdt>",
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            f"{r('Click here to enter text')}</w:sdtContent></w:sdt>",
            f"<w:smartTag>{r(' of Lindau.')}</w:smartTag>")
        + "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/>"
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{p('The mayor 1')}</w:sdtContent></w:sdt>"
    )  # fmt: skip
    assert word_lines(tmp_path, body) == [
        "The whole paragraph.",
        "The mayor is Anna Berg of Lindau.",
    ]


def test_rows_carry_names_of_columns_and_what_is_merged(tmp_path: Path) -> None:
    down = '<w:vMerge w:val="restart"/>'
    body = tbl(
        "<w:trPr><w:tblHeader/></w:trPr>" + tc("Port") + tc("Good") + tc("Tonnes"),
        tc("Orvell", down) + tc("wheat") + tc("412,000"),
        tc("", "<w:vMerge/>") + tc("barley") + tc("96,500"),
        "<w:trPr><w:del/></w:trPr>" + tc("Sund") + tc("rye") + tc("1"),
        tc("Lenta") + tc("none", '<w:gridSpan w:val="2"/>'),
    )
    assert word_lines(tmp_path, body) == [
        "Port: Orvell; Good: wheat; Tonnes: 412,000.",
        "Port: Orvell; Good: barley; Tonnes: 96,500.",
        "Port: Lenta; Good: none; Tonnes: none.",
    ]


def test_a_table_in_a_table_and_a_table_that_is_a_frame(tmp_path: Path) -> None:
    inner = tbl(tc("Day") + tc("Visitors"), tc("Monday") + tc("412"), tc("Sunday") + tc("96"))
    body = tbl(tc("Town") + tc("Note"), tc("Lindau") + f"<w:tc>{p('see below')}{inner}</w:tc>",
               tc("Bregenz") + tc("none yet"), tc("Rorschach") + tc("closed"))  # fmt: skip
    found = word_lines(tmp_path, body)
    assert "Day: Monday; Visitors: 412." in found
    assert any("Lindau" in line and "see below" in line and "412" not in line for line in found)
    framed = tbl(f"<w:tc>{p('The gate is shut.')}{p('The bridge is open.')}</w:tc>")
    assert word_lines(tmp_path, framed) == ["The gate is shut.", "The bridge is open."]


def test_items_of_lists_have_their_numbers(tmp_path: Path) -> None:
    level = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
    numbering = part("numbering", (
        '<w:abstractNum w:abstractNumId="0">' + level.format(0, "decimal", "%1.")
        + level.format(1, "lowerLetter", "%1.%2)") + "</w:abstractNum>"
        '<w:abstractNum w:abstractNumId="1">' + level.format(0, "bullet", "") + "</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    ))  # fmt: skip

    def item(text: str, number: int, depth: int = 0) -> str:
        own = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
        return p(text, properties=own)

    body = (
        item("Shut the gate.", 1) + item("Turn the key.", 1, 1) + item("Pull it.", 1, 1)
        + item("Go home.", 1) + item("Leave the lamp on.", 1, 1) + item("milk", 2) + p("The end.")
    )  # fmt: skip
    assert word_lines(tmp_path, body, {"word/numbering.xml": numbering}) == [
        "1. Shut the gate.", "1.a) Turn the key.", "1.b) Pull it.", "2. Go home.",
        "2.a) Leave the lamp on.", "- milk", "The end.",
    ]  # fmt: skip


def test_the_title_is_of_the_properties_or_the_style_or_the_first_heading(tmp_path: Path) -> None:
    styles = part("styles", (
        '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="V1"><w:name w:val="toc 1"/></w:style>'
    ))  # fmt: skip
    parts = {"word/styles.xml": styles}
    heading = p("Rules", properties='<w:pStyle w:val="berschrift1"/>')
    contents = p("Rules 1", properties='<w:pStyle w:val="V1"/>')
    text = p("The gate is shut.")
    path = tmp_path / "a.docx"
    assert read(docx(path, text))[0].title == "a"
    assert read(docx(path, contents + heading + text, parts))[0].title == "Rules"
    assert "Rules 1" not in read(path)[0].text
    title = p("The gate", properties='<w:pStyle w:val="Titel"/>')
    assert read(docx(path, heading + title + text, parts))[0].title == "The gate"
    core = (
        '<a xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">'
        "<d:title>{}</d:title><t:created>2013-12-23T23:15:00Z</t:created></a>"
    )
    own = core.format("Gates")
    assert read(docx(path, title + text, parts | {"docProps/core.xml": own}))[0].title == "Gates"
    for name in ("Microsoft Word - x.docx", "Document1", "Dokument 2", "PowerPoint Presentation"):
        automatic = parts | {"docProps/core.xml": core.format(name)}
        found, _ = read(docx(path, title + text, automatic))
        assert found.title == "The gate"
        assert found.published is None  # the day on which its template was made is none
    stated = parts | {"docProps/core.xml": core.format("Document of the year")}
    assert read(docx(path, title + text, stated))[0].title == "Document of the year"


def test_a_table_that_is_drawn_with_tabs(tmp_path: Path) -> None:
    tab = "<w:r><w:tab/></w:r>"
    rows = [("Room", "Phone"), ("Desk", "4410"), ("Lab", "4420"), ("Mill", "4430")]
    body = "".join(p(name, tab, value) for name, value in rows)
    lines = ["Room: Desk; Phone: 4410.", "Room: Lab; Phone: 4420.", "Room: Mill; Phone: 4430."]
    assert word_lines(tmp_path, p("Call us.") + body + p("We listen.")) == [
        "Call us.", *lines, "We listen.",
    ]  # fmt: skip
    broken = p("Room", tab, "Phone", "<w:r><w:br/></w:r>", "Desk", tab, "4410",
               "<w:r><w:br/></w:r>", "Lab", tab, "4420")  # fmt: skip
    assert word_lines(tmp_path, broken) == lines[:2]


BOLD = "<w:b/>"
LARGE = '<w:b/><w:sz w:val="36"/>'


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (p(r("Report on the mole", BOLD)), "Report on the mole"),
        (p(r("Report on ", BOLD), r("the mole", BOLD)), "Report on the mole"),
        (p(r("Port of Velm", BOLD)) + p(r("Report on the mole", LARGE)), "Report on the mole"),
        (p(r("FOR IMMEDIATE RELEASE", LARGE)) + p(r("Gates shut", BOLD)), "Gates shut"),
        (p(r("4 March 2024", LARGE)) + p(r("Gates shut", BOLD)), "Gates shut"),
        (p("Report on the mole"), "Report on the mole"),
        (p("Velm ", r("is shut", BOLD)) + p(r("Never enter.", BOLD)), "Velm is shut"),
        (tbl(tc(p(r("Name", BOLD))) + tc(p(r("Fee", BOLD))), tc("Ida") + tc("30")), "a"),
    ],
)
def test_a_title_that_only_its_letters_show(tmp_path: Path, head: str, title: str) -> None:
    text = p("The mole was hit by a barge in the night, and nobody was hurt.")
    assert read(docx(tmp_path / "a.docx", head + text + text))[0].title == title


def test_a_bold_line_below_a_heading_is_no_title(tmp_path: Path) -> None:
    styles = part("styles", (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>'
        '<w:rPr><w:sz w:val="32"/></w:rPr></w:style>'
    ))  # fmt: skip
    heading = p("Rules", properties='<w:pStyle w:val="H1"/>')
    body = heading + p(r("Mind the gap", BOLD)) + p("The gate is shut.")
    assert read(docx(tmp_path / "a.docx", body, {"word/styles.xml": styles}))[0].title == "Rules"


def test_strict_open_xml_and_a_main_part_of_another_name(tmp_path: Path) -> None:
    document = part("document", f"<w:body>{p('The gate is shut.')}</w:body>").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    path = archive(tmp_path / "a.docx", {
        "word/document2.xml": document,
        "_rels/.rels": relations(("officeDocument", "/word/document2.xml")),
    })  # fmt: skip
    assert lines(path) == ["The gate is shut."]
    assert FORMATS[".docx"].recognises(path)


def test_a_formula_is_one_line(tmp_path: Path) -> None:
    body = p("So ", "<m:oMath><m:r><m:t>E=m</m:t></m:r><m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e>"
             "<m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>", ".")  # fmt: skip
    assert word_lines(tmp_path, body) == ["So E=mc²."]


CHART = (
    '<c:chartSpace xmlns:c="c" xmlns:a="a"><c:chart><c:title><a:t>Visitors</a:t></c:title>'
    "<c:ser><c:tx><c:v/><c:pt idx='0'><c:v>Lindau</c:v></c:pt></c:tx>"
    "<c:cat><c:pt idx='0'><c:v>2022</c:v></c:pt><c:pt idx='1'><c:v>2023</c:v></c:pt></c:cat>"
    "<c:val><c:pt idx='0'><c:v>412</c:v></c:pt><c:pt idx='1'><c:v>4.2000000000000002</c:v></c:pt>"
    "</c:val></c:ser></c:chart></c:chartSpace>"
)


def test_objects_of_other_programs_are_told_of(tmp_path: Path) -> None:
    one = '<w:r><w:object><v:shape/><o:OLEObject xmlns:o="o" Type="Embed"/></w:object></w:r>'
    document, (skipped,) = read(docx(tmp_path / "a.docx", p("The sheet:", one) + p(one)))
    assert document.text.strip() == "The sheet:"
    assert "2 objects of another program" in skipped.reason
    assert lines(docx(tmp_path / "b.docx", p("The sheet:"))) == ["The sheet:"]


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        ("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>", "☒"),
        ("<w:checkBox><w:default w:val='1'/><w:checked w:val='0'/></w:checkBox>", "☐"),
        ("<w:checkBox><w:default w:val='1'/></w:checkBox>", "☒"),
        ("<w:ddList><w:result w:val='1'/><w:listEntry w:val='2019'/><w:listEntry w:val='2021'/>"
         "</w:ddList>", "2021"),
        ("<w:ddList><w:listEntry w:val='2019'/></w:ddList>", "2019"),
        ("<w:ddList/>", ""), ("<w:textInput/>", ""),
    ],
)  # fmt: skip
def test_fields_of_older_forms(tmp_path: Path, field: str, shown: str) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{}</w:ffData></w:fldChar></w:r>'
    code, end = "<w:r><w:instrText>FORM</w:instrText></w:r>", '<w:fldChar w:fldCharType="end"/>'
    body = p("Since: ", begin.format(field), code, f"<w:r>{end}</w:r>", r(" as stated"))
    words = f"Since: {shown} as stated" if shown else "Since: as stated"
    assert [" ".join(line.split()) for line in lines(docx(tmp_path / "a.docx", body))] == [words]
    stored = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("2020")}'
    body = p("Since: ", begin.format(field), code, stored, f"<w:r>{end}</w:r>", r(" as stated"))
    assert lines(docx(tmp_path / "b.docx", body)) == ["Since: 2020 as stated"]


@pytest.mark.parametrize(
    ("code", "since", "shown"),
    [
        ("mmm\\-yy", "", ["2024-01-01", "2024-02-01"]),
        ("mmm\\-yy", "<c:date1904 val='1'/>", ["2028-01-02", "2028-02-02"]),
        ("mmm\\-yy", "<c:date1904 val='0'/>", ["2024-01-01", "2024-02-01"]),
        ("yyyy", "", ["2024", "2024"]),
    ],
)
def test_a_chart_shows_its_figures_as_the_cells_they_are_of(
    tmp_path: Path, code: str, since: str, shown: list[str]
) -> None:
    def points(code: str, *values: str) -> str:
        found = (f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>' for n, value in enumerate(values))
        return f"<c:numRef><c:formatCode>{code}</c:formatCode>{''.join(found)}</c:numRef>"

    name = '<c:tx><c:pt idx="0"><c:v>Share</c:v></c:pt></c:tx>'
    series = f"<c:ser>{name}<c:cat>{{}}</c:cat><c:val>{{}}</c:val></c:ser>"
    chart = series.format(points(code, "45292", "45323"), points("0%", "0.31", "nought"))
    parts = {"word/_rels/document.xml.rels": relations(("chart", "charts/chart1.xml")),
             "word/charts/chart1.xml": f'<c:chartSpace xmlns:c="c">{since}<c:chart>{chart}</c:chart>'
             "</c:chartSpace>"}  # fmt: skip
    body = p("A chart.", '<w:r><w:drawing><c:chart r:id="rId1"/></w:drawing></w:r>')
    assert lines(docx(tmp_path / "a.docx", body, parts))[1:] == [
        f"{shown[0]}; Share: 31%.", f"{shown[1]}; Share: nought.",
    ]  # fmt: skip


def test_a_chart_is_read_by_its_figures(tmp_path: Path) -> None:
    body = p("A chart.", '<w:r><w:drawing><c:chart r:id="rId1"/></w:drawing></w:r>')
    parts = {"word/_rels/document.xml.rels": relations(("chart", "charts/chart1.xml")),
             "word/charts/chart1.xml": CHART}  # fmt: skip
    assert word_lines(tmp_path, body, parts) == [
        "A chart.", "Visitors", "2022; Lindau: 412.", "2023; Lindau: 4.2.",
    ]  # fmt: skip


# bad files


def ole(*names: str) -> bytes:
    return (
        bytes.fromhex("d0cf11e0a1b11ae1")
        + b"\0" * 600
        + b"".join(name.encode("utf-16-le") + b"\0\0" for name in names)
    )


@pytest.mark.parametrize(
    "extension", ["docx", "docm", "dotx", "pptx", "ppsx", "odt", "epub", "doc"]
)
def test_a_file_that_is_locked_with_a_password(tmp_path: Path, extension: str) -> None:
    path = tmp_path / f"a.{extension}"
    path.write_bytes(ole("EncryptionInfo", "EncryptedPackage"))
    assert reason(path) == "It is locked with a password; save it without one."
    assert FORMATS[f".{extension}"].recognises(path)  # so that whoever drops it is told


def test_an_old_file_under_a_new_name(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(ole("WordDocument"))
    assert "save it as .docx" in reason(path)


DEEP = "<w:tbl><w:tr><w:tc>" * 20_000
ENTITIES = (
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 if n else str()};" * 10}">' for n in range(10))
    + "]>"
)


@pytest.mark.parametrize(
    ("extension", "part_name"),
    [
        ("docx", "word/document.xml"),
        ("odt", "content.xml"),
        ("pptx", "ppt/presentation.xml"),
        ("epub", "META-INF/container.xml"),
    ],
)
@pytest.mark.parametrize("data", [DEEP, ENTITIES + "<a>&a9;</a>", "<a", "", "<a/>"])
def test_broken_nested_and_empty_parts(
    tmp_path: Path, extension: str, part_name: str, data: str
) -> None:
    assert reason(archive(tmp_path / f"a.{extension}", {part_name: data}))


def test_a_text_nested_too_deeply_says_so(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.docx", {"word/document.xml": "<a>" * 50_000 + "</a>" * 50_000})
    assert "nested too deeply" in reason(path)


@pytest.mark.parametrize("extension", ["docx", "odt", "odp", "pptx", "epub"])
def test_a_bomb_is_refused(tmp_path: Path, extension: str) -> None:
    path = archive(tmp_path / f"a.{extension}", {"content.xml": b" " * 45_000_000})
    assert "45 MB" in reason(path)


def test_tables_in_tables_as_deep_as_xml_may_be(tmp_path: Path) -> None:
    body = "<w:tbl><w:tr><w:tc>" * 80 + p("The middle.") + "</w:tc></w:tr></w:tbl>" * 80
    assert word_lines(tmp_path, body) == ["The middle."]


# PowerPoint

SLIDE = (
    'xmlns:a="a" xmlns:p="p" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships" xmlns:c="c" xmlns:dgm="d"'
)


def shape(*paragraphs: str, kind: str | None = None, hidden: bool = False) -> str:
    placeholder = "" if kind is None else f'<p:ph type="{kind}"/>'
    body = "".join(one if one.startswith("<") else ap(one) for one in paragraphs)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr hidden="{int(hidden)}"/><p:nvPr>{placeholder}</p:nvPr>'
        f"</p:nvSpPr><p:txBody>{body}</p:txBody></p:sp>"
    )


def ap(text: str, properties: str = "", run: str = "") -> str:
    return f"<a:p>{properties}<a:r><a:rPr {run}/><a:t>{text}</a:t></a:r></a:p>"


def slide(shapes: str, show: str = "1") -> str:
    tree = f"<p:cSld><p:spTree><p:nvGrpSpPr/>{shapes}</p:spTree></p:cSld>"
    return f'<p:sld {SLIDE} show="{show}">{tree}</p:sld>'


def pptx(path: Path, slides: list[str], parts: Mapping[str, str] | None = None) -> Path:
    """A presentation whose slides are shown in the order opposite to their names."""
    count = len(slides)
    ids = "".join(f'<p:sldId id="{256 + n}" r:id="rId{n}"/>' for n in range(1, count + 1))
    targets = [("slide", f"slides/slide{count - n}.xml") for n in range(count)]
    made = {
        "ppt/presentation.xml": f"<p:presentation {SLIDE}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": relations(*targets),
    }
    for number, data in enumerate(slides):
        made[f"ppt/slides/slide{count - number}.xml"] = data
    return archive(path, made | dict(parts or {}))


def test_slides_in_the_order_in_which_they_are_shown(tmp_path: Path) -> None:
    path = pptx(tmp_path / "a.pptx", [
        slide(shape("412 people came.") + shape("The fair", kind="ctrTitle")),
        slide(shape("Not for you.", kind="body"), show="0"),
        slide(shape("The end", kind="title") + shape("7", kind="sldNum") + shape("Ltd", kind="ftr")),
    ])  # fmt: skip
    document, skipped = read(path)
    assert document.text == "The fair\n412 people came.\n\nThe end"
    assert document.title == "The fair"
    assert document.page(document.text.index("The end")) == 3
    assert [s.source.rpartition("#")[2] for s in skipped] == ["slide 2"]
    assert "hidden" in skipped[0].reason


def test_the_date_on_the_first_slide_or_in_the_head_of_rich_text(tmp_path: Path) -> None:
    first = slide(shape("The fair", kind="ctrTitle") + shape("4 March 2024"))
    second = slide(shape("Plan", kind="title") + shape("3 May 2024") + shape("412 people came."))
    assert read(pptx(tmp_path / "a.pptx", [first, second]))[0].published == "2024-03-04"
    assert read(pptx(tmp_path / "b.pptx", [slide(shape("The fair")), second]))[0].published is None
    letter = rtf(tmp_path / "a.rtf", r"Velm, le 4 mars 2024\par Madame,\par Le quai est clos.\par")
    assert read(letter)[0].published == "2024-03-04"


def test_what_is_on_a_slide(tmp_path: Path) -> None:
    group = f"<p:grpSp><p:nvGrpSpPr/><p:grpSp>{shape('In a group.')}</p:grpSp></p:grpSp>"
    body = shape("Budget: 4.2 million", ap("no dot", "<a:pPr><a:buNone/></a:pPr>"), kind="body")
    runs = "<a:p><a:r><a:t>It holds 10</a:t></a:r><a:r><a:rPr baseline='30000'/><a:t>6</a:t></a:r>" \
           "<a:fld type='slidenum'><a:t>9</a:t></a:fld><a:r><a:t> euros.</a:t></a:r>" \
           "<a:r><a:rPr strike='sngStrike'/><a:t> Or 5.</a:t></a:r></a:p>"  # fmt: skip
    rows = (("Port", "Tonnes"), ("Orvell", "96,500"), ("Lenta", "12,900"), ("Sund", "8,300"))
    cells = "".join(
        "<a:tr>"
        + "".join(f"<a:tc><a:txBody>{ap(word)}</a:txBody></a:tc>" for word in row)
        + "</a:tr>"
        for row in rows
    )
    frame = "<p:graphicFrame><p:nvGraphicFramePr/><a:graphic><a:graphicData>{}</a:graphicData></a:graphic></p:graphicFrame>"
    shapes = (
        body + group + shape(runs) + shape("Unseen.", hidden=True)
        + frame.format(f"<a:tbl><a:tblPr firstRow='1'/>{cells}</a:tbl>")
        + frame.format('<c:chart r:id="rId1"/>') + frame.format('<dgm:relIds r:dm="rId2"/>')
    )  # fmt: skip
    path = pptx(tmp_path / "a.pptx", [slide(shapes)], {
        "ppt/slides/_rels/slide1.xml.rels": relations(
            ("chart", "../charts/c.xml"), ("diagramData", "../d.xml"), ("notesSlide", "../n.xml")),
        "ppt/charts/c.xml": CHART,
        "ppt/d.xml": "<d xmlns:a='a'><pt><t><a:p><a:r><a:t>Ask first.</a:t></a:r></a:p></t></pt></d>",
        "ppt/n.xml": slide(shape("Say hello.", kind="body") + shape("9", kind="sldNum")),
    })  # fmt: skip
    assert lines(path) == [
        "- Budget: 4.2 million", "no dot", "In a group.", "It holds 10⁶ euros.",
        "Port: Orvell; Tonnes: 96,500.", "Port: Lenta; Tonnes: 12,900.", "Port: Sund; Tonnes: 8,300.",
        "Visitors", "2022; Lindau: 412.", "2023; Lindau: 4.2.", "Ask first.", "Say hello.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "title"),
    [
        (shape("Ferry plan") + shape("Fares rise."), "Ferry plan"),
        (shape("Fares rise."), "For and against"),
        ("", "For and against"),
    ],
)
def test_the_title_of_slides_of_which_the_first_has_none(
    tmp_path: Path, first: str, title: str
) -> None:
    second = slide(shape("For and against", kind="title") + shape("It is late."))
    hidden = slide(shape("Backup", kind="title"), show="0")
    path = pptx(tmp_path / "a.pptx", [hidden, slide(first), second])
    assert read(path)[0].title == title


def test_an_object_on_a_slide_is_told_of(tmp_path: Path) -> None:
    data = (
        '<a:graphic><a:graphicData><p:oleObj progId="Excel.Sheet.12"/></a:graphicData></a:graphic>'
    )
    frame = f"<p:graphicFrame><p:nvGraphicFramePr/>{data}</p:graphicFrame>"
    document, (skipped,) = read(pptx(tmp_path / "a.pptx", [slide(shape("The fair") + frame)]))
    assert document.text == "The fair"
    assert "An object of another program" in skipped.reason


def test_a_presentation_as_powerpoint_saves_it(tmp_path: Path) -> None:
    from pptx import Presentation

    deck = Presentation()
    added = deck.slides.add_slide(deck.slide_layouts[1])
    added.shapes.title.text = "The fair"
    added.placeholders[1].text = "412 people came.\n96 stayed."
    deck.save(str(tmp_path / "a.pptx"))
    assert lines(tmp_path / "a.pptx") == ["The fair", "- 412 people came.", "- 96 stayed."]


# EPUB

CONTAINER = '<container><rootfiles><rootfile full-path="OPS/b.opf"/></rootfiles></container>'


def epub(
    path: Path,
    chapters: Mapping[str, str],
    metadata: str = "",
    parts: Mapping[str, str] | None = None,
) -> Path:
    """A book whose chapters are read in this order, and listed in the opposite one."""
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"'
        f' properties="{"nav" if name == "nav.xhtml" else ""}"/>'
        for n, name in reversed(list(enumerate(chapters)))
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(chapters)))
    book = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>{metadata}</metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    made = {"META-INF/container.xml": CONTAINER, "OPS/b.opf": book}
    made |= {f"OPS/{name.replace('%20', ' ')}": text for name, text in chapters.items() if text}
    return archive(path, made | dict(parts or {}))


def xhtml(body: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/'
        f'xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>{body}</body></html>'
    )


def test_chapters_in_the_order_in_which_they_are_read(tmp_path: Path) -> None:
    path = epub(
        tmp_path / "a.epub",
        {"nav.xhtml": xhtml("<nav><ol><li>Two</li></ol></nav>"), "two.xhtml": xhtml("<p>First.</p>"),
         "part%20one.xhtml": xhtml("<section><section><p>Second.</p></section></section>")},
        "<dc:title>Low &amp; high water</dc:title><dc:date opf:event='modification'>2024-01-02</dc:date>"
        "<dc:date>2019-05-03</dc:date>",
    )  # fmt: skip
    assert lines(path) == ["First.", "Second."]
    document, _ = read(path)
    assert (document.title, document.published) == ("Low & high water", "2019-05-03")


def test_what_is_in_a_chapter(tmp_path: Path) -> None:
    body = (
        "<h1>The dike</h1><p>It was raised in 2003<a epub:type='noteref' href='#n'><sup>4</sup></a>"
        " by 10<sup>6</sup>&nbsp;stones&mdash;or so.<span epub:type='pagebreak' title='7'>7</span></p>"
        "<a id='x'/><p>A <ruby>dam<rt>d</rt></ruby>,<br/>and <del>two</del> three<br/>Poems.</p>"
        "<ul><li>one<ol start='3'><li>deep</li></ol></li></ul>"
        "<table><tr><th>Port</th><th>Tonnes</th></tr><tr><td rowspan='2'>Orvell</td><td>96</td></tr>"
        "<tr><td>41</td></tr></table>"
        "<aside epub:type='footnote' id='n'><p>4. Counted in May. <a href='#b'>↩</a></p></aside>"
    )
    assert lines(epub(tmp_path / "a.epub", {"a.xhtml": xhtml(body)})) == [
        "The dike", "It was raised in 2003 by 10⁶ stones—or so.", "A dam, and three", "Poems.",
        "- one", "3. deep", "Port: Orvell; Tonnes: 96.", "Port: Orvell; Tonnes: 41.",
        "4. Counted in May.",
    ]  # fmt: skip


def test_a_chapter_that_is_not_xml_and_one_that_is_missing(tmp_path: Path) -> None:
    document, skipped = read(
        epub(tmp_path / "a.epub", {"a.xhtml": "<p>Not closed.<p>Nor this.", "gone.xhtml": ""})
    )
    assert [line for line in document.text.split("\n") if line] == ["Not closed.", "Nor this."]
    assert "gone.xhtml" in skipped[0].reason


@pytest.mark.parametrize(
    "body", [" " * 1_000_000, "<p>a" * 20_000, "<table><tr><td>" * 5_000, "<ol><li>" * 5_000, "&a;" * 50_000]
)  # fmt: skip
def test_hostile_chapters_end(tmp_path: Path, body: str) -> None:
    started = time.process_time()
    list(load_file(epub(tmp_path / "a.epub", {"a.xhtml": body, "b.xhtml": xhtml(body + "x")})))
    assert time.process_time() - started < 5


def encryption(algorithm: str, part_name: str) -> dict[str, str]:
    return {"META-INF/encryption.xml": (
        f'<e><EncryptedData><EncryptionMethod Algorithm="{algorithm}"/><CipherData>'
        f'<CipherReference URI="{part_name}"/></CipherData></EncryptedData></e>'
    )}  # fmt: skip


def test_a_protected_book_and_one_with_only_its_fonts_protected(tmp_path: Path) -> None:
    chapters = {"a.xhtml": xhtml("<p>The gate is shut.</p>")}
    aes = encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OPS/a.xhtml")
    assert "protected" in reason(epub(tmp_path / "a.epub", chapters, parts=aes))
    fonts = encryption("http://www.idpf.org/2008/embedding", "OPS/f.otf")
    assert lines(epub(tmp_path / "b.epub", chapters, parts=fonts)) == ["The gate is shut."]


# OpenDocument

OPEN = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style", "draw", "presentation")
)


def odt(path: Path, body: str, styles: str = "", kind: str = "text", more: str = "") -> Path:
    content = (
        f"<office:document-content {OPEN} xmlns:fo='fo'><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}>"
        "</office:body></office:document-content>"
    )
    return archive(path, {"content.xml": content, "META-INF/manifest.xml": f"<m>{more}</m>"})


def style(name: str, properties: str) -> str:
    return f'<style:style style:name="{name}"><style:text-properties {properties}/></style:style>'


def test_an_open_text(tmp_path: Path) -> None:
    styles = (
        style("H", 'text:display="none"') + style("U", 'style:text-position="super 58%"')
        + style("L", 'style:text-position="sub 58%"')
        + style("X", 'style:text-line-through-style="solid"')
    )  # fmt: skip

    def span(name: str, text: str) -> str:
        return f'<text:span text:style-name="{name}">{text}</text:span>'

    def row(*cells: str) -> str:
        return "<table:table-row>" + "".join(
            cell if cell.startswith("<") else f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>"
            for cell in cells) + "</table:table-row>"  # fmt: skip

    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone.</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:table-of-content><text:index-body><text:p>The dike 1</text:p></text:index-body></text:table-of-content>"
        "<text:h text:outline-level='1'>The dike</text:h>"
        "<text:p>It<text:s text:c='2'/>was raised in 2003<text:note><text:note-citation>1"
        "</text:note-citation><text:note-body><text:p>Counted in May.</text:p></text:note-body></text:note>"
        f"{span('H', ' Hush.')} by 10{span('U', '6')} stones{span('X', ' or 5')} of CO{span('L', '2')}.\n"
        "<office:annotation><text:p>Really?</text:p></office:annotation></text:p>"
        "<text:p>One line<text:line-break/>and more.</text:p>"
        "<text:list><text:list-item><text:p>milk</text:p><text:list><text:list-item>"
        "<text:p>whole</text:p></text:list-item></text:list></text:list-item></text:list>"
        "<text:p>A frame: <draw:frame><draw:text-box><text:p>The box says so.</text:p></draw:text-box></draw:frame></text:p>"
        "<table:table><table:table-column/><table:table-header-rows>" + row("Port", "Good", "Tonnes")
        + "</table:table-header-rows>"
        + row("<table:table-cell table:number-rows-spanned='2'><text:p>Orvell</text:p></table:table-cell>", "wheat", "412")
        + row("<table:covered-table-cell/>", "barley", "96")
        + row("<table:table-cell table:number-columns-repeated='16000000'/>")
        + "</table:table>"
    )  # fmt: skip
    path = odt(tmp_path / "a.odt", body, styles)
    assert lines(path) == [
        "The dike", "It  was raised in 2003 by 10⁶ stones of CO₂.", "Counted in May.",
        "One line and more.", "- milk", "- whole", "A frame:", "The box says so.",
        "Port: Orvell; Good: wheat; Tonnes: 412.", "Port: Orvell; Good: barley; Tonnes: 96.",
    ]  # fmt: skip
    assert read(path)[0].title == "The dike"


def test_a_locked_open_text(tmp_path: Path) -> None:
    path = odt(tmp_path / "a.odt", "<text:p>x</text:p>", more="<e><encryption-data/></e>")
    assert "password" in reason(path)


def test_an_open_presentation(tmp_path: Path) -> None:
    def page(text: str, name: str = "") -> str:
        frame = "<draw:frame presentation:class='{}'><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>"
        return (
            f"<draw:page draw:style-name='{name}'>{frame.format('outline', text)}"
            f"{frame.format('title', 'On ' + text)}"
            f"<presentation:notes>{frame.format('notes', 'Say ' + text)}</presentation:notes></draw:page>"
        )

    styles = (
        '<style:style style:name="off"><style:drawing-page-properties presentation:visibility="hidden"/>'
        "</style:style>"
    )
    path = odt(
        tmp_path / "a.odp",
        page("one.") + page("two.", "off") + page("three."),
        styles,
        "presentation",
    )
    document, skipped = read(path)
    assert document.text == "On one.\none.\nSay one.\n\nOn three.\nthree.\nSay three."
    assert document.title == "On one."
    assert document.page(len(document.text) - 1) == 3
    assert "Slide 2" in skipped[0].reason


# rich text


def rtf(path: Path, body: str, head: str = r"\ansi\ansicpg1252") -> Path:
    path.write_bytes(("{\\rtf1" + head + body + "}").encode("latin-1"))
    return path


def test_rich_text(tmp_path: Path) -> None:
    path = rtf(tmp_path / "a.rtf", r"""{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}}
{\colortbl;\red0;}{\stylesheet{\s1 heading 1;}}{\info{\title Lock rules}{\author Berg}}{\header Top}
\pard The Caf\'e9 of \'abLindau\'bb opened.{\v secret} It cost 10{\super 6} \u8364?.{\strike no}\par
Raised in 2003{\super\chftn}{\footnote\pard{\super\chftn} Counted in May.\par} by hand.\par
{\f1 \'cf\'f0\'e8\'e2\'e5\'f2}, \u-10179?\u-8704?!\par
{\field{\*\fldinst{HYPERLINK "http://x.y"}}{\fldrslt the rules}} hold{\*\unknown no}.\line Then it stops.\par
\trowd\pard\intbl Port\cell Day\cell Tonnes\cell\row\trowd\pard\intbl Orvell\cell 2024-03-01\cell 96\cell\row
\trowd\pard\intbl Lenta\cell 2024-03-02\cell 12\cell\row\pard
{\pict\pngblip 89504e47}{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt\pard The box.\par}}}{\deleted Gone.}The \{end\}.\par
\ls1 milk\par""")  # fmt: skip
    assert lines(path) == [
        "The Café of «Lindau» opened. It cost 10⁶ €.", "Raised in 2003 by hand.", "Counted in May.",
        "Привет, 😀!", "the rules hold.", "Then it stops.",
        "Port: Orvell; Day: 2024-03-01; Tonnes: 96.", "Port: Lenta; Day: 2024-03-02; Tonnes: 12.",
        "The {end}.", "The box.", "- milk",
    ]  # fmt: skip
    assert read(path)[0].title == "Lock rules"


@pytest.mark.parametrize(
    "body", ["{" * 5000, "}" * 5000, r"\bin99999999999 x", r"\u99999999 \uc9999 x", r"\'zz\'", "\\"]
)
def test_broken_rich_text_ends(tmp_path: Path, body: str) -> None:
    (found,) = load_file(rtf(tmp_path / "a.rtf", "A gate. " + body + " more"))
    if isinstance(found, Document):
        assert "A gate." in found.text


def test_what_is_called_doc_and_is_something_else(tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    assert lines(rtf(path, " The gate is shut.\\par")) == ["The gate is shut."]
    made = docx(path, p("The gate is shut."))
    assert lines(made) == ["The gate is shut."]
    prose = "The gate is shut today, since the lake stands too low for the ferries that use it. "
    path.write_text(f"<html><body><article><p>{prose * 3}</p></article></body></html>")
    assert "The gate is shut today" in read(path)[0].text
    path.write_text(
        "Date: Fri, 3 May 2024 10:00:00 +0200\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\n\n'
        "<p>The gate is shut.</p>\n--b--\n"
    )
    assert lines(path) == ["The gate is shut."]
    path.write_bytes(ole("WordDocument"))
    assert reason(path) == "It is in the old format of Word; open it and save it as .docx."


@pytest.mark.parametrize(
    ("name", "hint"), [("a.ppt", ".pptx"), ("a.PAGES", ".docx"), ("a.key", ".pptx")]
)
def test_kinds_that_are_not_read_say_what_helps(tmp_path: Path, name: str, hint: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"x")
    assert hint in reason(path)


# Rows of tables

ROWS = [("Port", "Note"), ("Orvell", "Closed. Reopens in May."), ("Lenta", "Open. Tolls apply.")]


def cells(opening: str, closing: str, row: str) -> str:
    return "".join(
        row.format("".join(f"{opening}{cell}{closing}" for cell in cells)) for cells in ROWS
    )


def table_files(folder: Path) -> Mapping[str, Path]:
    """The same table in a file of each kind, with a paragraph before and after it."""
    before, after = "It was made in May.", "It ends here."
    header = "<w:tr><w:trPr><w:tblHeader/></w:trPr>"
    word = tbl(*("".join(map(tc, row)) for row in ROWS)).replace("<w:tr>", header, 1)
    slide_rows = cells("<a:tc><a:txBody><a:p><a:r><a:t>", "</a:t></a:r></a:p></a:txBody></a:tc>",
                       "<a:tr>{}</a:tr>")  # fmt: skip
    frame = (
        "<p:graphicFrame><p:nvGraphicFramePr/><a:graphic><a:graphicData><a:tbl>"
        f"<a:tblPr firstRow='1'/>{slide_rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )
    open_rows = cells("<table:table-cell><text:p>", "</text:p></table:table-cell>",
                      "<table:table-row>{}</table:table-row>")  # fmt: skip
    head, _, rest = open_rows.partition("</table:table-row>")
    open_rows = f"<table:table-header-rows>{head}</table:table-row></table:table-header-rows>{rest}"
    page_rows = cells("<td>", "</td>", "<tr>{}</tr>").replace("td>", "th>", 4)
    rich_rows = cells("", r"\cell ", r"\trowd\pard\intbl {}\row").replace("\\row", "\\row\n")
    return {
        "docx": docx(folder / "a.docx", p(before) + word + p(after)),
        "pptx": pptx(folder / "a.pptx", [slide(shape(before) + frame + shape(after))]),
        "odt": odt(
            folder / "a.odt",
            f"<text:p>{before}</text:p><table:table>{open_rows}</table:table><text:p>{after}</text:p>",
        ),
        "rtf": rtf(folder / "a.rtf", rf"\pard {before}\par{rich_rows}\pard {after}\par"),
        "epub": epub(
            folder / "a.epub",
            {"a.xhtml": xhtml(f"<p>{before}</p><table>{page_rows}</table><p>{after}</p>")},
        ),
    }


@pytest.mark.parametrize("kind", ["docx", "pptx", "odt", "rtf", "epub"])
def test_a_row_is_one_sentence_that_knows_its_number(tmp_path: Path, kind: str) -> None:
    document, _ = read(table_files(tmp_path)[kind])
    assert numbered_sentences(document) == [
        (None, "It was made in May."),
        (2, "Port: Orvell; Note: Closed. Reopens in May."),
        (3, "Port: Lenta; Note: Open. Tolls apply."),
        (None, "It ends here."),
    ]
