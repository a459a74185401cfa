"""A draft that was checked as HTML: all of it shown, nothing of it obeyed."""

from html.parser import HTMLParser

import pytest

from index.documents.normalise import make_document
from qa.drafts.types import Checked, Difference, Kind, LetBe, Verdict, Verified
from qa.drafts.verifier import Verifier
from qa.types import Citation
from tests.support.fakes import ATTACK, HOSTILE, TEN, VILLAGES, cite, find
from ui.render.sarif import drafts_to_sarif
from ui.render.verify import coverage_to_text, drafts_to_text, verified_to_dict
from ui.render.verify_report import verified_to_html, verified_to_page

TEXT = "Ten villages fell, and a judge sold violins."


def verified(*sentences: Checked, title: str = "Draft") -> Verified:
    document = make_document("/draft.md", "\n\n".join(one.text for one in sentences), title)
    return Verified(document, sentences, documents=3, unread=2, itself=1)


def in_part() -> Checked:
    return Checked(
        TEXT, 0, len(TEXT), Verdict.IN_PART, (cite(VILLAGES, TEN),), "Not there.",
        uncovered=((19, len(TEXT) - 1),),
    )  # fmt: skip


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]


def _parsed(html: str) -> _Tags:
    parser = _Tags()
    parser.feed(html)
    return parser


def test_what_is_not_covered_is_marked() -> None:
    html = verified_to_html(verified(in_part()))
    assert "<mark>and a judge sold violins</mark>." in html
    assert 'class="in-part"' in html and "Not there." in html
    assert f"<mark>{TEN}</mark>" in html
    assert "2 files or parts of files not in the index" in html
    assert "left out as a source" in html


def test_who_reads_a_page_is_sent_to_no_command() -> None:
    page = verified_to_html(verified(in_part()))
    assert "not in the index (see the tab Documents)." in page
    assert "not in the index." in verified_to_page("a", verified(in_part()))
    assert "pincite index" not in page + verified_to_page("a", verified(in_part()))


@pytest.mark.parametrize("attack", ATTACK)
def test_nothing_of_a_draft_or_a_document_is_markup(attack: str) -> None:
    citation = Citation(HOSTILE, find(HOSTILE, attack), 0.5)
    sentences = (
        Checked(attack, 0, 1, Verdict.SUPPORTED, (citation,)),
        Checked(
            attack, 0, 1, Verdict.CONTRADICTED, (citation,), attack,
            differences=(Difference(Kind.NAME, attack, attack),),
        ),
        Checked(attack, 0, 1, Verdict.IN_PART, (citation,), attack, uncovered=((0, 5),)),
        Checked(attack, 0, 1, Verdict.NO_STATEMENT, let_be=LetBe.QUESTION),
    )  # fmt: skip
    for html in (
        verified_to_page(attack, verified(*sentences, title=attack)),
        verified_to_html(verified(*sentences)),
    ):
        parser = _parsed(html)
        assert not {"script", "img", "iframe", "svg", "form", "base"} & set(parser.tags)
        assert not [name for name in parser.attributes if name.startswith("on")]
        assert "\x1b" not in html and "\x9b" not in html
        assert 'href="javascript' not in html


def test_a_report_is_whole_and_asks_for_nothing() -> None:
    page = verified_to_page("draft.md", verified(in_part()))
    assert page.startswith("<!doctype html>") and "default-src 'none'" in page
    assert "src" not in _parsed(page).attributes
    assert "url(" not in page and "@import" not in page


def test_the_coverage_in_words() -> None:
    no = Checked("Why?", 0, 4, Verdict.NO_STATEMENT, reason="-", let_be=LetBe.QUESTION)
    other = Checked("Warum?", 0, 4, Verdict.NO_STATEMENT, reason="-", let_be=LetBe.LANGUAGE)
    said = coverage_to_text(verified(in_part(), no, other, no))
    assert said.splitlines() == [
        "1 sentence judged: 1 in part.",
        "Let be: 2 questions.",
        "Not in the language: 1 sentence.",
        "Looked in 3 documents; 2 files or parts of files not in the index (see pincite index).",
        "The draft is in the index itself, and was left out as a source.",
    ]


def test_values_are_exact() -> None:
    values = verified_to_dict(verified(in_part()))
    (one,) = values["sentences"]
    (missing,) = one["uncovered"]
    assert TEXT[missing["start"] : missing["end"]] == missing["text"] == "and a judge sold violins"
    assert one["citations"][0]["quote"] == TEN and values["schema_version"] == 1


def test_text_of_several_drafts_names_each() -> None:
    text = drafts_to_text([("a.md", verified(in_part())), ("b.md", verified(in_part()))])
    assert text.startswith("a.md\n~ in part") and "\n\nb.md\n~ in part" in text


def test_sarif_finds_the_lines_of_a_marked_text() -> None:
    text = "# T\n\nSo.\n\nTen **villages** fell, and a judge\nsold violins.\n"
    ((result,),) = [
        run["results"] for run in drafts_to_sarif([("d.md", verified(in_part()), text)])["runs"]
    ]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (5, 1)
    ((other,),) = [
        run["results"] for run in drafts_to_sarif([("d e.md", verified(in_part()), "")])["runs"]
    ]
    place = other["locations"][0]["physicalLocation"]
    assert "region" not in place and place["artifactLocation"]["uri"] == "d%20e.md"


def test_the_verifier_is_a_part_of_the_face() -> None:
    import qa

    assert qa.Verifier is Verifier and qa.Checked is Checked
