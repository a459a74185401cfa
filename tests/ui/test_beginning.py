"""The first screen: what there is, in words and pictures, what to ask, and what it will not do."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.contents import Contents, Counted
from tests.support.generated import TEXT, Seen
from tests.support.hostile import PAYLOADS
from ui.render.beginning import beginning_to_html, examples_to_html
from ui.render.counts import bars, columns
from ui.render.periods import periods

TAGS = frozenset(
    {"header", "h1", "p", "div", "section", "dl", "dt", "dd", "bdi", "figure", "figcaption"}
    | {"svg", "title", "rect", "path", "text", "ul", "li", "button", "code"}
)
HELD = Contents(
    documents=1_234,
    sources=Counted((("The Lake Paper", 900), ("news.example", 200), ("a", 3), ("b", 2)), 5),
    folders=Counted((("council", 30), ("harbour", 4))),
    types=Counted(
        (
            *(("html", 1000), ("pdf", 200), ("txt", 20), ("md", 6)),
            *(("csv", 5), ("eml", 2), ("rtf", 1)),
        )
    ),
    months=(("2022-10", 700), ("2022-12", 500)),
    undated=34,
    first="2022-10-03",
    last="2022-12-24",
)


def test_it_says_what_there_is_and_what_it_will_not_do() -> None:
    html = beginning_to_html(HELD, ("How many?",))
    said = Seen(html).text
    assert "Answers from 1,234 documents; every claim cites the exact sentence" in said
    assert "The Lake Paper, news.example, a and 6 more" in said
    assert "3 Oct 2022 to 24 Dec 2022; 34 without a date" in said
    assert "It does not guess" in said and "How many?" in said
    assert "Documents by month: October 2022 700; December 2022 500" in said
    assert "others 3" in said  # the sixth kind of file and the seventh
    assert html.count("<rect") == 3 + 6 and "<script" not in html


def test_one_kind_more_is_named() -> None:
    six = replace(HELD, types=Counted(HELD.types.names[:6]))
    said = Seen(beginning_to_html(six, ())).text
    assert "eml 2" in said and "others" not in said


def test_without_documents_it_says_what_to_do() -> None:
    said = Seen(beginning_to_html(Contents(), ())).text
    assert "drop some on the tab Documents" in said and "pincite index FOLDER" in said
    assert "It does not guess" not in said and "Answers from your documents;" in said


def test_what_is_missing_in_the_index_is_said() -> None:
    html = beginning_to_html(HELD, (), unfinished="4 passages <wait>.")
    assert '<p class="note">4 passages &lt;wait&gt;.</p>' in html
    assert 'class="note"' not in beginning_to_html(HELD, ())


def test_loading_and_trouble_take_the_place_of_questions() -> None:
    assert "You can ask already" in beginning_to_html(HELD, ("a?",), loading=True)
    failed = beginning_to_html(HELD, ("a?",), loading=True, trouble="No <b>model</b>.")
    assert "No &lt;b&gt;model&lt;/b&gt;." in failed and "a?" not in failed
    assert "For example" not in beginning_to_html(HELD, ())


@given(st.lists(TEXT, max_size=4), st.lists(TEXT, max_size=3))
def test_nothing_of_a_document_is_a_tag(names: list[str], questions: list[str]) -> None:
    counted = Counted(tuple((name, 9) for name in names))
    held = replace(HELD, sources=counted, types=counted, first=names[0] if names else None)
    seen = Seen(beginning_to_html(held, questions))
    assert set(seen.tags) <= TAGS
    assert not any(name.startswith("on") for name, _ in seen.attributes)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_runs(payload: str) -> None:
    held = replace(HELD, sources=Counted(((payload, 1),)), types=Counted(((payload, 1),)))
    html = beginning_to_html(held, (payload,)) + examples_to_html((payload,), "Next")
    seen = Seen(html)
    assert set(seen.tags) <= TAGS
    assert {name for name, _ in seen.attributes if name.startswith(("on", "href", "src"))} == set()


def test_months_become_years_decades_and_centuries() -> None:
    name, months = periods((("2021-11", 2), ("2022-02", 3)))
    assert (name, [(one.label, one.documents) for one in months]) == (
        "month",
        [("November 2021", 2), ("December 2021", 0), ("January 2022", 0), ("February 2022", 3)],
    )
    assert (months[0].short, months[0].since, months[0].until) == ("Nov 2021", "2021-11", "2021-11")
    name, years = periods((("2019-12", 1), ("2022-12", 3)))
    assert (name, [one.label for one in years]) == ("year", ["2019", "2020", "2021", "2022"])
    name, decades = periods((("1901-01", 1), ("1999-12", 2), ("2000-01", 4)))
    assert (name, decades[0].label, decades[-2].documents, len(decades)) == (
        "decade",
        "the 1900s",
        2,
        11,
    )
    assert (decades[-2].since, decades[-2].until) == ("1990", "1999")
    name, centuries = periods((("0001-01", 1), ("9999-12", 1)))
    assert (name, len(centuries), centuries[0].since) == ("century", 100, "0001")
    assert periods(()) == ("month", [])
    assert len(periods((("2019-12", 1), ("2022-11", 3)))[1]) == 36


def test_a_column_is_as_high_as_its_count() -> None:
    html = columns("Documents", [("a", "a", 10), ("b", "b", 5), ("c", "c", 0), ("d", "d", 1)])
    heights = [float(part.split('"')[0]) for part in html.split('height="')[1:]]
    assert heights[:3] == [76.0, 38.0, 0.0] and 2.0 <= heights[3] < 10
    assert html.count("<text") == 3  # the first and last label, and the highest number
    assert "Documents: a 10; b 5; d 1" in html
    assert "<rect" not in columns("Documents", []) and "NaN" not in columns("Documents", [])


def test_a_bar_is_as_long_as_its_count() -> None:
    html = bars("Kinds", [("pdf", 8), ("html", 4), ("<b>", 0)])
    widths = [float(part.split('"')[0]) for part in html.split('width="')[1:]]
    assert widths[0] == 2 * widths[1] and widths[2] == 0.0
    assert "&lt;b&gt;" in html and "<b>" not in html
