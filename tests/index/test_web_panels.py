"""Panels of accordions and tabs that a saved page hides, and what else it hides."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.documents.formats import prose
from index.documents.formats.markup import parse
from index.documents.split import sentences
from index.types import Document
from tests.index.test_web_pages import ARTICLE, FIRST, THIRD, read, read_all

HOURS = "We are open from 10 to 6."


def headings(document: Document) -> list[str]:
    return [document.slice(x.span) for x in sentences(document) if x.kind == "heading"]


@pytest.mark.parametrize(
    "panel",
    [
        "<h3>Hours</h3><div hidden><p>We are open from 10 to 6.</p></div>",
        "<h3>Hours</h3><p style='display:none'>We are open from 10 to 6.</p>",
        "<h3>Hours</h3><div aria-hidden=true>We are open from 10 to 6.</div>",
        "<h3><button aria-controls=a1>Hours</button></h3><div id=a1 hidden><p>We are open from 10"
        " to 6.</p></div>",
        "<button aria-expanded=false>Hours</button><div hidden>We are open from 10 to 6.</div>",
        "<div class=head><button>Hours</button></div><div class=collapse style='display: none'>"
        "<p>We are open from 10 to 6.</p></div>",
        "<div><h4>Hours</h4></div><div><div hidden><p>We are open from 10 to 6.</p></div></div>",
        "<style>.panel { display: none }</style><button class=accordion>Hours</button>"
        "<div class=panel><p>We are open from 10 to 6.</p></div>",
        "<dl class=faq><dt>Hours</dt><dd hidden>We are open from 10 to 6.</dd></dl>",
    ],
)
def test_a_closed_panel_is_read_below_what_opens_it(tmp_path: Path, panel: str) -> None:
    document = read(tmp_path, f"<main>{ARTICLE}{panel}<p>{FIRST[:-1]} again.</p></main>")
    assert HOURS in document.text
    assert "Hours" in headings(document) or "Hours: We" in document.text


def test_a_page_that_is_an_accordion_is_read(tmp_path: Path) -> None:
    body = """<div class=accordion><div><button>How much is a permit?</button>
        <div hidden>A permit costs 60 euros a year.</div></div><div><button>Where is it sold?
        </button><div style="display:none">At the town hall, in room 14.</div></div></div>"""
    document = read(tmp_path, body)
    assert "A permit costs 60 euros a year." in document.text
    assert "At the town hall, in room 14." in document.text
    assert headings(document) == ["How much is a permit?", "Where is it sold?"]


def test_a_tab_that_was_not_open_is_read(tmp_path: Path) -> None:
    body = f"""<article>{ARTICLE}<div role=tablist><button role=tab aria-controls=t1>Fares</button>
        <button role=tab aria-controls=t2>Times</button></div>
        <div role=tabpanel id=t1><p>A day costs 20 euros.</p></div>
        <div role=tabpanel id=t2 hidden><ul><li>Monday: 9 to 18</li><li>Sunday: closed</li></ul>
        </div></article>"""
    text = read(tmp_path, body).text
    assert "A day costs 20 euros." in text
    assert "Monday: 9 to 18" in text


@pytest.mark.parametrize(
    "hidden",
    [
        "<h2>Menu</h2><div hidden><ul><li><a href=/90>90 years of news.</a></li></ul></div>",
        "<button>More</button><div class=modal hidden><p>90 join us now.</p></div>",
        "<h3>Hello</h3><div role=dialog hidden><p>You give 90 partners your data.</p></div>",
        "<h3>Hello</h3><div class='cookie-box' hidden><p>You give 90 partners data.</p></div>",
        "<h3>Write</h3><form hidden><p>Your 90 words go here, please.</p></form>",
        "<h3>Write</h3><div class=error hidden><p>Your 90 words were not sent.</p></div>",
        "<nav><button aria-controls=n>Shop</button><div id=n hidden><p>See all 90 of it.</p></div>"
        "</nav>",
    ],
)
def test_hidden_menus_and_dialogs_stay_out(tmp_path: Path, hidden: str) -> None:
    document, left = read_all(tmp_path, f"<article>{ARTICLE}{hidden}<p>{THIRD} So be it.</p>")
    assert "90" not in document.text
    assert not left


def test_other_hidden_prose_stays_out_and_is_named(tmp_path: Path) -> None:
    body = f"<article>{ARTICLE}<p hidden>The pier was built in 1890. It was of oak.</p></article>"
    document, left = read_all(tmp_path, body)
    assert "1890" not in document.text
    (reason,) = left
    assert reason.startswith("2 sentences that the page hides")
    assert "The pier was built in 1890." in reason


def test_a_hidden_copy_of_what_is_read_is_not_missed(tmp_path: Path) -> None:
    _, left = read_all(tmp_path, f"<article>{ARTICLE}</article><p hidden>{FIRST} {THIRD}</p>")
    assert not left


def test_a_button_that_says_more_is_no_heading(tmp_path: Path) -> None:
    body = f"<main>{ARTICLE}<button>Read more</button><div hidden><p>{HOURS}</p></div></main>"
    document = read(tmp_path, body)
    assert HOURS in document.text
    assert "Read more" not in document.text


@pytest.mark.parametrize(
    "body",
    [
        "<div><p>We are open from 10 to 6.</p><div><p>Never on Mondays or Sundays.</p></div></div>",
        "<div><div><p>We are open from 10 to 6.</p></div><script>It is a script.</script></div>",
        "<div><a href=/a>All the hours of the shop in Velm</a><div>It is shut today.</div></div>",
        "<div><a href=/a>All the hours of</a><div><p>It is shut on Mondays and Sundays.</p></div>x"
        "</div>",
        "<div>Opening<div>hours</div></div><div></div>",
    ],
)
def test_prose_in_elements_that_lie_in_each_other(body: str) -> None:
    tree = parse(f"<html><body>{body}</body></html>")
    assert tree is not None
    blocks = list(tree.iter("div"))
    assert prose.with_prose(blocks) == {block for block in blocks if prose.prose(block)}


def test_panels_deep_in_each_other_are_gone_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    inner = ""
    for n in range(100):
        inner = f"<div class=panel hidden><p>Room {n} is shut on Sundays.</p>{inner}</div>"
    tree = parse(f"<html><body>{inner}</body></html>")
    assert tree is not None
    cut: list[str] = []
    real = prose.cut_line

    def counted(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        cut.append(line)
        return real(line, start, end)

    monkeypatch.setattr(prose, "cut_line", counted)
    assert len(prose.with_prose(tree.iter("div"))) == 100
    assert len(cut) == 100


def test_a_short_answer_below_its_question_is_read(tmp_path: Path) -> None:
    body = """<div class=elementor-accordion><div><div role=button aria-controls=c1><a>How long is a
        ticket valid?</a></div><div id=c1 role=region style="display:none"><p>75 minutes</p></div>
        </div><div><div role=button aria-controls=c2><a>Where else?</a></div>
        <div id=c2 style="display:none"><a href=/a>Our other pages</a></div></div></div>"""
    document = read(tmp_path, f"<h1>Tickets</h1>{body}")
    assert "75 minutes" in document.text
    assert "Our other pages" not in document.text
