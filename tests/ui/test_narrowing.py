"""Where to look as chips: what is offered, what is chosen, and what pressing one does."""

from collections.abc import Iterator
from dataclasses import asdict, astuple, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Index
from index.contents import Contents, Counted
from tests.support.gates import Browser, gated, loops_closed, numbers
from tests.support.generated import TEXT, Seen
from tests.support.hostile import PAYLOADS
from ui.render.narrowing import chosen_to_html, offers_to_html
from ui.web.where import ANYWHERE, LONGEST_FIELD, Where, toggled

# Gradio leaves event loops to the garbage collector
pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
SPLIT = "The Times; London"
HELD = Contents(
    documents=40,
    sources=Counted(((SPLIT, 20), ("lake.example", 10))),
    folders=Counted((("council", 30), ('a "b"; c', 4))),
    types=Counted((("pdf", 30), ("md", 6))),
    months=(("2022-10", 7), ("2022-12", 5)),
    first="2022-10-03",
    last="2022-12-24",
)


@pytest.fixture(scope="module", autouse=True)
def no_loop_is_left() -> Iterator[None]:
    with loops_closed():
        yield


def buttons(html: str) -> list[dict[str, str | None]]:
    """The attributes of each button."""
    found: list[dict[str, str | None]] = []
    for name, value in Seen(html).attributes:
        if (name, value) == ("type", "button"):
            found.append({})
        elif found and name not in found[-1]:
            found[-1][name] = value
    return found


def pressed(html: str) -> list[tuple[str | None, str | None]]:
    return [
        (one["data-narrow"], one["data-name"])
        for one in buttons(html)
        if one["aria-pressed"] == "true"
    ]


def test_what_the_corpus_has_is_offered_with_its_number() -> None:
    html = offers_to_html(HELD, asdict(ANYWHERE))
    said = [(one["data-narrow"], one["data-name"]) for one in buttons(html)]
    assert said == [
        ("time", "2022-12/2022-12"),
        ("time", "2022-10/2022-10"),
        ("source", SPLIT),
        ("source", "lake.example"),
        ("folder", "council"),
        ("folder", 'a "b"; c'),
        ("type", "pdf"),
        ("type", "md"),
        ("as_of", "2022-12-24"),
    ]
    assert pressed(html) == []
    assert "December 2022" in html and ">30</span>" in html


def test_of_several_years_the_last_months_and_years_are_offered() -> None:
    months = tuple((f"20{20 + n // 4}-{1 + n % 4:02}", n + 1) for n in range(11))
    html = offers_to_html(Contents(66, months=months), {"since": "2021", "until": "2021"})
    said = [one["data-name"] for one in buttons(html)]
    assert said == [
        *("2022-03/2022-03", "2022-02/2022-02", "2022-01/2022-01"),
        *("2022/2022", "2021/2021", "2020/2020"),
    ]
    assert pressed(html) == [("time", "2021/2021")]


def test_every_kind_of_file_is_offered_and_of_folders_the_largest() -> None:
    ten = Counted(tuple((f"{letter}x", 9) for letter in "abcdefghij"))
    said = [one["data-narrow"] for one in buttons(offers_to_html(Contents(90, ten, ten, ten), {}))]
    assert (said.count("type"), said.count("folder"), said.count("source")) == (10, 6, 6)


def test_what_does_not_narrow_is_not_offered() -> None:
    one = Counted((("pdf", 40),))
    held = Contents(40, one, one, one, (("2022-10", 7),))
    assert offers_to_html(held, asdict(ANYWHERE)) == ""
    assert offers_to_html(Contents(), {}) == ""
    unseen = Counted((("a\u202eb", 1), ("x" * 400, 1), (" ", 1), ("c", 1)))
    assert "data-name" not in offers_to_html(replace(Contents(9), sources=unseen), {})


def test_a_chip_chooses_and_takes_away_again() -> None:
    where = ANYWHERE
    for kind, name in (
        ("source", SPLIT),
        ("source", "lake.example"),
        ("folder", 'a "b"; c'),
        ("type", "pdf"),
        ("time", "2022-10/2022-10"),
        ("as_of", "2022-12-24"),
    ):
        where = toggled(where, kind, name)
        assert (kind, name) in pressed(offers_to_html(HELD, asdict(where)))
    scope = where.scope()
    assert scope.sources == (SPLIT, "lake.example") and scope.folders == ('a "b"; c',)
    assert scope.types == ("pdf",) and str(where.day()) == "2022-12-24"
    assert (str(scope.since), str(scope.until)) == ("2022-10-01", "2022-10-31")
    chosen = buttons(chosen_to_html(asdict(where)))
    assert len(chosen) == 6 and chosen[1]["aria-label"] == f"Remove: source {SPLIT}"
    for one in chosen:  # whatever is chosen is taken away by its own chip
        where = toggled(where, str(one["data-narrow"]), str(one["data-name"]))
    assert where == ANYWHERE and chosen_to_html(asdict(where)) == ""


@given(st.lists(TEXT, max_size=3), TEXT, TEXT)
def test_whatever_is_typed_can_be_taken_away(names: list[str], since: str, until: str) -> None:
    where = Where(since=since[:40], until=until[:40], source=";".join(names)[:900], as_of=since[:9])
    for one in buttons(chosen_to_html(asdict(where))):
        where = toggled(where, str(one["data-narrow"]), str(one["data-name"]))
    assert buttons(chosen_to_html(asdict(where))) == []


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("nothing", "a"),
        ("scope", "a"),
        ("time", "soon/later"),
        ("time", "2022-10"),
        ("source", "  "),
        ("source", "x" * (LONGEST_FIELD + 1)),
        ("__class__", "a"),
    ],
)
def test_what_no_chip_says_changes_nothing(kind: str, name: str) -> None:
    where = Where(source="lake.example", since="2021")
    assert toggled(where, kind, name).scope() == where.scope()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_name_is_a_tag(payload: str) -> None:
    names = Counted(((payload, 2), (SPLIT, 1)))
    held = replace(HELD, sources=names, folders=names, types=names)
    where = Where(payload, payload, payload, payload, payload, payload, payload)
    seen = Seen(offers_to_html(held, asdict(where)) + chosen_to_html(asdict(where)))
    assert set(seen.tags) <= {"div", "span", "button"}
    assert {name for name, _ in seen.attributes} <= {
        *("class", "role", "type", "dir", "aria-label", "aria-pressed", "aria-hidden"),
        *("data-narrow", "data-name"),
    }


def test_the_page_narrows_for_whoever_presses(tiny_index: Index, tmp_path: Path) -> None:
    with gated(tiny_index, tmp_path / "in") as (client, _):
        parts = client.get("/config").json()["components"]
        ids = [part["props"]["elem_id"] for part in parts if part["props"].get("elem_id")]
        assert len(ids) == len(set(ids)) and {"offered", "narrowed"} <= set(ids)
        browser, known = Browser(client, "one1"), numbers(client)
        blank = list(astuple(ANYWHERE))
        *fields, offered, chosen = browser.call(
            known["narrow"], blank, {"kind": "type", "name": "md"}
        )["output"]["data"]
        assert fields == list(astuple(Where(type="md")))
        assert ("type", "md") in pressed(offered) and "Remove: type md" in chosen
        offered, chosen = browser.call(known["narrowed"], fields)["output"]["data"]
        assert ("type", "md") in pressed(offered) and "Remove: type md" in chosen
        assert browser.call(known["narrow"], blank, {"kind": ["type"], "name": "md"}) == 422  # type: ignore[dict-item]
        assert browser.call(known["narrow"], [None, 1, *blank[2:]], {"kind": "a"}) == 422
        long = [*blank[:2], "x" * (LONGEST_FIELD + 1), *blank[3:]]
        assert browser.call(known["narrowed"], long) == 422
        same = browser.call(known["narrow"], blank, {"kind": "mode", "name": "../.."})
        assert same["output"]["data"][:7] == blank
