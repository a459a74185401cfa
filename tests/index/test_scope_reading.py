"""Scopes and credits as people and files give them."""

import contextlib
import datetime
import posixpath
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import UserError
from index.documents.formats.credits import author_of, publisher_of, sender_of
from index.scopes import folder_names, join_names, read_scope, split_names
from index.text.names import host, name_keys
from index.types import Scope

DAY = datetime.date.fromisoformat


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022-10-30", "2022-10-30", "2022-10-30"),
        (" 2022-10-30T23:59:00+02:00 ", "2022-10-30", "2022-10-30"),
        ("2022-10", "2022-10-01", "2022-10-31"),
        ("2024/2", "2024-02-01", "2024-02-29"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),
        ("October 2022", "2022-10-01", "2022-10-31"),
        ("oct. 2022", "2022-10-01", "2022-10-31"),
        ("30 October 2022", "2022-10-30", "2022-10-30"),
        ("Sunday, October 30th, 2022", "2022-10-30", "2022-10-30"),
        ("20221030", "2022-10-30", "2022-10-30"),
        ("30/10/2022", "2022-10-30", "2022-10-30"),
    ],
)
def test_days_months_and_years(text: str, first: str, last: str) -> None:
    assert read_scope(since=text) == Scope(since=DAY(first))
    assert read_scope(until=text) == Scope(until=DAY(last))


NO_DATES = (
    "06/10/2022", "2022-13", "2022-02-30", "0000", "soon", "the vote of 2022-10-30", "-1", "2" * 99,
    "2022-10-30; DROP TABLE", "30 Oct", "２０２２x", "\ud800", "1e3", "2022-10-30 and 2022-10-31",
)  # fmt: skip


@pytest.mark.parametrize("text", NO_DATES)
@pytest.mark.parametrize("which", ["since", "until"])
def test_what_is_no_date_is_told_in_one_sentence(text: str, which: str) -> None:
    with pytest.raises(UserError, match=r"is no date.*Write it like 2022-10-30") as error:
        read_scope(**{which: text})
    assert len(str(error.value)) < 200


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_is_told(text: str) -> None:
    with contextlib.suppress(UserError):
        read_scope(since=text, until=text)


WEDNESDAY = datetime.date(2024, 3, 13)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("last week", "2024-03-04", "2024-03-10"),
        ("Last week", "2024-03-04", "2024-03-10"),
        ("yesterday", "2024-03-12", "2024-03-12"),
        ("today", "2024-03-13", "2024-03-13"),
        ("two weeks ago", "2024-02-25", "2024-03-02"),
        ("Friday", "2024-03-08", "2024-03-08"),
        ("last friday", "2024-03-08", "2024-03-08"),
        ("this month", "2024-03-01", "2024-03-31"),
        ("march", "2024-03-01", "2024-03-31"),
        ("last summer", "2023-06-01", "2023-08-31"),
        ("Q3 2022", "2022-07-01", "2022-09-30"),
        ("early 2022", "2022-01-01", "2022-04-30"),
        ("March 2023", "2023-03-01", "2023-03-31"),
        ("between May and July 2022", "2022-05-01", "2022-07-31"),
    ],
)
def test_days_in_words_from_a_day(text: str, first: str, last: str) -> None:
    assert read_scope(since=text, today=WEDNESDAY) == Scope(since=DAY(first))
    assert read_scope(until=text, today=WEDNESDAY) == Scope(until=DAY(last))


@pytest.mark.parametrize(
    "text",
    [*NO_DATES, "the vote of last week", "last week or so", "now", "until Friday or Monday", "in"],
)
def test_what_is_no_day_in_words_is_told(text: str) -> None:
    if text == "30 Oct":
        assert read_scope(since=text, today=WEDNESDAY).since == DAY("2023-10-30")
        return
    with pytest.raises(UserError, match="is no date"):
        read_scope(since=text, today=WEDNESDAY)


def test_words_without_a_day_are_none_and_an_open_side_is_told() -> None:
    with pytest.raises(UserError, match="is no date"):
        read_scope(since="last week")
    with pytest.raises(UserError, match="is no date"):
        read_scope(since="until Friday", today=WEDNESDAY)
    assert read_scope(since="since Friday", today=WEDNESDAY) == Scope(since=DAY("2024-03-08"))


@given(st.text(max_size=60))
def test_any_text_is_a_day_in_words_or_is_told(text: str) -> None:
    with contextlib.suppress(UserError):
        read_scope(since=text, until=text, today=WEDNESDAY)


def test_since_after_until_is_told() -> None:
    with pytest.raises(UserError, match="since 2023-01-01 and until 2022-12-31"):
        read_scope(since="2023", until="2022")
    assert read_scope(since="2022", until="2022")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('"The Times; London"; lake', ("The Times; London", "lake")),
        ('"The "Daily" News"; "x" y', ('"The "Daily" News"', '"x" y')),
        ('"a ""b""; c"', ('a "b"; c',)),
        ('"open; end', ('"open', "end")),
        ('"" ; ;', ('""',)),
    ],
)
def test_a_name_with_a_semicolon_stands_in_quotation_marks(
    text: str, names: tuple[str, ...]
) -> None:
    assert read_scope(sources=split_names(text)).sources == names


@given(st.lists(st.text('"; ab', min_size=1, max_size=8)))
def test_names_are_joined_and_split_as_they_were(names: list[str]) -> None:
    kept = [name.strip() for name in names if name.strip()]
    assert [name.strip() for name in split_names(join_names(kept)) if name.strip()] == kept


@pytest.mark.parametrize("seed", ['"', '"a;', '""', '" ;', " ", '"";', 'a"'])
def test_names_are_split_in_time_that_grows_with_their_length(seed: str) -> None:
    started = time.perf_counter()
    split_names(seed * 50_000)
    assert time.perf_counter() - started < 2


def test_blanks_and_repetitions_are_dropped() -> None:
    assert read_scope(since=" ", sources=split_names(" ; a;a ;"), types=[".PDF", "pdf"]) == Scope(
        sources=("a",), types=("pdf",)
    )
    assert not read_scope()


@pytest.mark.parametrize(
    ("folder", "names"),
    [
        ("/n/a/", ["/n/a"]),
        ("//n/./b/../a", ["/n/a"]),
        ("x", ["/n/docs/x", "/m/x"]),
        ("docs/x", ["/n/docs/docs/x", "/n/docs/x", "/m/docs/x"]),
        ("../x", []),
        ("x/../../y", []),
        ("/../../etc", ["/etc"]),
        (".", ["/n/docs", "/m"]),
    ],
)
def test_names_of_folders(folder: str, names: list[str]) -> None:
    assert folder_names(folder, ["/n/docs", "/m"]) == names


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("docs", "/a/docs"),
        ("docs/x.txt", "/a/docs/x.txt"),
        ("docs (2)", "/b/docs"),
        ("docs (2)/x/../y.txt", "/b/docs/y.txt"),
        ("docs (3)", ""),
        ("plans", "/b/docs/old/plans"),  # mirrored by itself too
        ("Caf\u00e9", "/c/Cafe\u0301"),
        ("Cafe\u0301/z", "/c/Cafe\u0301/z"),
    ],
)
def test_folders_of_one_name_are_told_apart_as_they_are_shown(folder: str, name: str) -> None:
    roots = ["/b/docs", "/a/docs", "/b/docs/old/plans", "/c/Cafe\u0301"]
    inside = [posixpath.normpath(f"{root}/{folder}") for root in roots]
    found = {unicodedata.normalize("NFC", one) for one in folder_names(folder, roots)}
    found -= {unicodedata.normalize("NFC", one) for one in inside}
    assert found == ({unicodedata.normalize("NFC", name)} if name else set())


@pytest.mark.parametrize(
    ("value", "author"),
    [
        ("By Jane Doe", "Jane Doe"),
        ([{"@type": "Person", "name": "A B"}, "C D", "a b"], "A B; C D"),
        ("https://social.example/jane", None),
        ("admin", None),
        ("python-docx", None),
        ("(anonymous)", None),
        ("<unknown>", None),
        ("Anna (Orvell) Lenz", "Anna (Orvell) Lenz"),
        ("x" * 500, None),
        ({"name": {"name": "deep"}}, None),
        ([[["deep"]]], None),
        (7, None),
        (None, None),
        ("Jane\x00\n Doe\u202e", "Jane Doe"),
        ("123", None),
        ("Byron King", "Byron King"),
    ],
)
def test_authors(value: object, author: str | None) -> None:
    found = author_of(value)
    assert (found and found.replace("\u202e", "")) == author


def test_publishers_and_senders() -> None:
    assert publisher_of({"id": "x", "name": "The Lake Paper"}) == "The Lake Paper"
    assert publisher_of(["", "A", "B"]) == "A"
    assert sender_of('"Kern, Ruth" <ruth@lake.example>') == "Kern, Ruth"
    assert sender_of("ruth@lake.example") == "ruth@lake.example"
    assert sender_of("") is None and sender_of(None) is None


def test_names_are_compared_without_case_and_one_by_one() -> None:
    assert name_keys("Ada MOSER and  Max Frei; Ｒuth") >= {"ada moser", "max frei", "ruth"}
    assert name_keys("Alexander Andersen") == {"alexander andersen"}
    assert host("HTTPS://me@www.Lake.example:80/x?y") == host("lake.example") == "lake.example"
    assert host("") == ""
