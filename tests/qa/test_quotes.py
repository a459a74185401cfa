"""The quotes of somebody, about something, over an index; and claims made of them."""

import datetime
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path

import pytest

from index import Index, UserError
from index.types import Scope
from qa.quotes import search
from qa.quotes.claims import claims
from qa.quotes.names import has_word, is_by, near, parts_of
from qa.quotes.search import LONGEST, MOST, quotes
from qa.quotes.types import Quotes
from tests.support.timelines import TODAY, indexed

DAM = (
    "Ada Byrne, the mayor of Tolm, spoke about the dam at Tolm.\n\n"
    "“We had too much rain,” she said of the dam at Tolm.\n\n"
    "Tom Hale called the dam at Tolm “a plain danger to everybody”.\n\n"
    "Hale said bread was dear."
)
RECORDS: tuple[Mapping[str, object], ...] = (
    {"title": "Dam at Tolm", "published": "2025-10-24", "text": DAM},
    {
        "title": "Bread",
        "published": "2025-10-20",
        "text": "Bread is dear.\n\nMayor Byrne said bread would be cheaper in May.",
    },
    {"title": "Undated", "text": "Ada Byrne said the dam at Tolm is of clay."},
    {
        "title": "Later",
        "published": "2025-12-24",
        "text": "Ada Byrne said the dam at Tolm is mended.",
    },
)


@pytest.fixture
def ask(tmp_path: Path) -> Callable[..., Quotes]:
    index = indexed(tmp_path, RECORDS)

    def run(**asked: object) -> Quotes:
        return quotes(index, as_of=TODAY, **asked)  # type: ignore[arg-type]

    return run


Ask = Callable[..., Quotes]


def words(found: Quotes) -> list[str]:
    return [quote.attribution.words for quote in found.entries]


def test_by_somebody(ask: Ask) -> None:
    found = ask(by="Ada Byrne")
    assert words(found) == [
        "bread would be cheaper in May",
        "“We had too much rain,”",
        "the dam at Tolm is of clay",
    ]
    assert [quote.published for quote in found.entries] == ["2025-10-20", "2025-10-24", None]
    assert found.left_out.future == 1
    assert (found.by, found.about, found.as_of) == ("Ada Byrne", "", TODAY)


def test_by_somebody_about_something(ask: Ask) -> None:
    found = ask(by="byrne", about="dam at Tolm")
    assert words(found) == ["“We had too much rain,”", "the dam at Tolm is of clay"]
    assert all(0 < quote.score <= 1 for quote in found.entries)


def test_what_is_said_where_the_topic_is_named_is_about_it(tmp_path: Path) -> None:
    text = (
        "2. Skate park\n\nThe council gave 85,000 pounds for a skate park. "
        "Councillor Ada Byrne voted against, saying that the noise would be unbearable.\n\n"
        "Tom Hale has written seven novels."
    )
    index = indexed(tmp_path, ({"title": "Minutes of Tolm", "text": text},))
    found = quotes(index, by="Byrne", about="the skate park")
    assert words(found) == ["that the noise would be unbearable"]
    assert not quotes(index, by="Byrne", about="the bakery").entries
    assert not quotes(index, by="Hale", about="the noise").entries


def test_about_something(ask: Ask) -> None:
    assert words(ask(about="dam at Tolm")) == [
        "“We had too much rain,”",
        "the dam at Tolm “a plain danger to everybody”",
        "the dam at Tolm is of clay",
    ]


def test_a_pronoun_is_cited_with_the_sentence_that_has_the_name(ask: Ask) -> None:
    quote = next(one for one in ask(by="Ada Byrne").entries if "rain" in one.attribution.words)
    assert quote.attribution.speaker and quote.attribution.speaker.how == "pronoun"
    assert [c.quote for c in quote.citations] == [
        "“We had too much rain,” she said of the dam at Tolm."
    ]
    assert [c.words for c in quote.citations] == ["“We had too much rain,”"]
    assert quote.named and quote.named.quote.startswith("Ada Byrne, the mayor")
    assert quote.named.words == "Ada Byrne"


def test_claims_are_sentences_and_say_who_speaks(ask: Ask) -> None:
    made = claims(ask(by="Ada Byrne"), 2)
    assert [claim.text for claim in made] == [
        "Mayor Byrne said bread would be cheaper in May.",
        "Ada Byrne: “We had too much rain,” she said of the dam at Tolm.",
    ]
    assert [len(claim.citations) for claim in made] == [1, 2]
    assert claims(ask(by="Tom Hale", about="zebras of the savannah")) == ()


def test_the_limit_keeps_what_is_most_about_it(ask: Ask) -> None:
    whole = ask(about="dam at Tolm")
    found = ask(about="dam at Tolm", limit=1)
    assert found.entries[0].score == max(quote.score for quote in whole.entries)
    assert found.left_out.over_limit == len(whole.entries) - 1


def test_a_scope(ask: Ask) -> None:
    found = ask(by="Byrne", scope=Scope(until=datetime.date(2025, 10, 21)))
    assert words(found) == ["bread would be cheaper in May"]


@pytest.mark.parametrize(
    ("by", "near_one"),
    [("Ada Birne", "Ada Byrne"), ("Hales", "Tom Hale"), ("Bryne", "Byrne")],
)
def test_a_name_that_nobody_has(ask: Ask, by: str, near_one: str) -> None:
    with pytest.raises(UserError, match="Nobody called") as raised:
        ask(by=by)
    assert near_one in str(raised.value)


def test_a_name_that_is_near_none(ask: Ask) -> None:
    with pytest.raises(UserError, match="Write the name as the documents have it"):
        ask(by="Zebedee")


def test_who_is_named_and_says_nothing_is_no_mistake(tmp_path: Path) -> None:
    index = indexed(
        tmp_path, [{"title": "A", "text": "Tom Hale met Ada Byrne, who said it holds."}]
    )
    assert quotes(index, by="Tom Hale").entries == ()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "Neither a speaker nor a topic"),
        ({"by": "  ", "about": "\n"}, "Neither a speaker nor a topic"),
        ({"by": "x" * (LONGEST + 1)}, "The name has 301 characters"),
        ({"about": "x" * (LONGEST + 1)}, "The topic has 301 characters"),
        ({"by": "?!"}, "is no name"),
    ],
)
def test_what_is_refused(ask: Ask, asked: dict[str, str], said: str) -> None:
    with pytest.raises(UserError, match=said):
        ask(**asked)


@pytest.mark.parametrize("limit", [0, -1, MOST + 1])
def test_a_limit_out_of_range(ask: Ask, limit: int) -> None:
    with pytest.raises(ValueError, match="limit"):
        ask(by="Byrne", limit=limit)


def test_near_copies_are_one_quote_of_the_earliest(tmp_path: Path) -> None:
    text = "“We will not rest until the dam is mended,” Ada Byrne said."
    records = [
        {"title": title, "published": day, "text": f"{title} is new.\n\n{text}"}
        for title, day in (("Second", "2025-10-25"), ("First", "2025-10-24"), ("Third", None))
    ]
    found = quotes(indexed(tmp_path, records), by="Byrne", as_of=TODAY)
    (quote,) = found.entries
    assert quote.published == "2025-10-24"
    assert [other.document.title for other in quote.also] == ["Second", "Third"]
    assert quote.elsewhere == 2
    assert found.left_out.merged == 2


def test_the_same_words_of_two_people_are_two(tmp_path: Path) -> None:
    records = [
        {"title": str(n), "text": f"{name} said the dam will never hold water."}
        for n, name in enumerate(("Ada Byrne", "Tom Hale"))
    ]
    assert len(quotes(indexed(tmp_path, records), about="dam hold water").entries) == 2


def test_documents_that_are_too_many_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_DOCUMENTS", 2)
    records = [
        {"title": str(n), "text": f"Ada Byrne said dam {n} of {n + 1} holds {n * 7} tons."}
        for n in range(5)
    ]
    seen: list[tuple[int, int]] = []
    index = indexed(tmp_path, records)
    found = quotes(index, by="Byrne", progress=lambda done, of: seen.append((done, of)))
    assert (len(found.entries), found.left_out.unread) == (2, 3)
    assert seen == [(1, 2), (2, 2)]


def test_characters_that_are_too_many_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_CHARACTERS", 10)
    index = indexed(tmp_path, [{"title": t, "text": f"Byrne said {t} leaks."} for t in "ABC"])
    assert quotes(index, by="Byrne").left_out.unread == 2


def test_words_in_passing_are_left_out_and_counted(tmp_path: Path) -> None:
    index = indexed(tmp_path, [{"title": "A", "text": 'Ada Byrne opened the "gold road" at Tolm.'}])
    found = quotes(index, by="Byrne")
    assert (found.entries, found.left_out.passing) == ((), 1)


def test_who_is_not_made_out_is_counted(tmp_path: Path) -> None:
    index = indexed(tmp_path, [{"title": "A", "text": "They said it holds. Byrne said it leaks."}])
    assert quotes(index, by="Byrne").left_out.unresolved == 1


def test_the_entries_are_by_day(ask: Ask) -> None:
    days = [quote.published or "9999" for quote in ask(by="Byrne").entries]
    assert all(one <= other for one, other in pairwise(days))


def test_a_large_document_is_read(tmp_path: Path) -> None:
    lines = "\n\n".join(f"Cow {n} ate grass on hill {n}." for n in range(3_000))
    index = indexed(tmp_path, [{"title": "A", "text": f"{lines}\n\nAda Byrne said it holds."}])
    assert words(quotes(index, by="Byrne")) == ["it holds"]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Mr. Tom Hale", ("tom", "hale")),
        ("the Defence Ministry", ("defence", "ministry")),
        ("Recep Tayyip Erdoğan", ("recep", "tayyip", "erdogan")),
        ("a spokesman for Byrne", ("spokesman",)),
        ("Byrne's deputy", ("byrne's", "deputy")),
        ("President", ("president",)),
        ("?", ()),
    ],
)
def test_the_parts_of_a_name(name: str, parts: tuple[str, ...]) -> None:
    assert parts_of(name) == parts


@pytest.mark.parametrize(
    ("wanted", "text", "right"),
    [
        ("Byrne", "Ada Byrne said it holds.", True),
        ("Ada", "Ada Byrne said it holds.", True),
        ("Ada Byrne", "Byrne said it holds.", True),
        ("Tom Byrne", "Ada Byrne said it holds.", False),
        ("Byrne", "A spokesman for Byrne said it holds.", False),
        ("Byrne", "Byrne's deputy said it holds.", False),
        ("Byr", "Ada Byrne said it holds.", False),
        ("ministry", "The Defence Ministry said it holds.", True),
        ("Byrne", "They said it holds.", False),
    ],
)
def test_who_is_meant_by_a_name(tmp_path: Path, wanted: str, text: str, right: bool) -> None:
    with indexed(tmp_path, [{"title": "A", "text": text}]) as index:
        (one,) = search._read(index.passages(index.listing()[0].id))
    assert is_by(parts_of(wanted), one.attribution) is right


def test_names_that_are_near() -> None:
    assert near("Stamer", ["Keir Starmer", "Tom Hale"]) == ["Keir Starmer"]
    assert near("Zebra", ["Keir Starmer", "Tom Hale"]) == []
    assert has_word("Byrne’s dam", "byrne") and not has_word("Byrnes", "byrne")


def test_an_empty_index(tmp_path: Path) -> None:
    with Index.open(tmp_path / "index") as index, pytest.raises(UserError, match="Nobody called"):
        quotes(index, by="Byrne")
