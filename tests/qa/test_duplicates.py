"""One report in several documents: one of them speaks, the others are named."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Index
from index.types import Document, Hit, Listed, Passage, Span
from qa.assistant import Assistant
from qa.evidence.duplicates import distinct
from qa.types import Answer, Citation, Claim
from tests.support.fake_models import FakeEncoder, FakeReader
from tests.support.texts import answer_to_text
from ui.render.values import answer_to_dict

REPORT = "The ferry to Lindau sank at noon. " + " ".join(f"word{n}." for n in range(400))
OTHER = "The ferry sank off Bregenz, a fisherman said."


@pytest.fixture
def news(tmp_path: Path) -> Iterator[Index]:
    """Two documents that carry the same report, and a third of its own."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "Gazette.txt").write_text(REPORT + "\n")
    (folder / "Herald.txt").write_text(REPORT.replace("at noon", "at midday") + "\n")
    (folder / "Fisherman.txt").write_text(OTHER + "\n")
    with Index.open(tmp_path / "index", encoder=FakeEncoder()) as index:
        index.sync(folder)
        yield index


def test_one_speaks_and_the_others_are_named(news: Index) -> None:
    answer = Assistant(news, reader=FakeReader()).ask("Which ferry to Lindau sank?")
    source = answer.sources[0]
    assert source.document.title in ("Gazette", "Herald")
    assert [listed.title for listed in source.elsewhere] == [
        ({"Gazette", "Herald"} - {source.document.title}).pop()
    ]
    assert [other.document.title for other in answer.sources[1:]] == ["Fisherman"]
    assert answer.reports == 2
    titles = [hit.passage.document.title for hit in answer.hits if "ferry" in hit.passage.text]
    assert sorted(titles) == ["Fisherman", source.document.title]
    text = answer_to_text(answer)
    assert f"also in {source.elsewhere[0].title}, " in text
    assert text.endswith("2 independent reports; 3 documents hold them.")
    value = answer_to_dict(answer)
    assert value["reports"] == 2
    (copy,) = value["claims"][0]["citations"][0]["elsewhere"]
    assert copy["title"] == source.elsewhere[0].title


def cited(*places: tuple[str, list[str]]) -> Answer:
    """An answer that cites these documents, each with its near copies."""
    claims = []
    for id, others in places:
        document = Document(id, "The ferry sank.", f"/{id}", id)
        copies = tuple(Listed(other, other, f"/{other}", None, 1) for other in others)
        citation = Citation(document, Span(id, 0, 15), 1.0, None, copies)
        claims.append(Claim("The ferry sank.", (citation,)))
    return Answer("?", tuple(claims))


@pytest.mark.parametrize(
    ("places", "reports"),
    [
        ([], 0),
        ([("a", [])], 1),
        ([("a", []), ("b", [])], 2),
        ([("a", ["b"]), ("b", ["a"])], 1),
        ([("a", ["c"]), ("b", ["c"])], 1),
        ([("a", ["c"]), ("b", ["d"])], 2),
        ([("a", ["c"]), ("b", ["d"]), ("e", ["c", "d"])], 1),
    ],
)
def test_independent_reports(places: list[tuple[str, list[str]]], reports: int) -> None:
    assert cited(*places).reports == reports


def test_of_many_copies_some_are_named() -> None:
    text = answer_to_text(cited(("a", ["b", "c", "d", "e", "f"])))
    assert text.count("also in ") == 4
    assert "also in 2 more documents" in text
    assert text.endswith("1 independent report; 6 documents hold it.")
    assert "report" not in answer_to_text(cited(("a", []), ("b", [])))


def test_a_near_copy_speaks_where_it_says_something_else() -> None:
    def hit(id: str, text: str) -> Hit:
        return Hit(Passage(Document(id, text, f"/{id}", id), Span(id, 0, len(text)), ()), 1.0)

    hits = [hit("a", "The ferry sank at noon."), hit("b", "The ferry sank at noon, again.")]
    hits += [hit("b", "Divers found the wreck."), hit("c", "The ferry sank at noon.")]
    near = {"a": [Listed("b", "b", "/b", None, 1)], "b": [Listed("a", "a", "/a", None, 1)]}
    assert distinct(hits, near) == [hits[0], hits[2], hits[3]]
    assert distinct(hits, {}) == hits


def hit(id: str, text: str) -> Hit:
    document = Document(id, text, f"/{id}", id)
    return Hit(Passage(document, Span(id, 0, len(text)), ()), 1.0)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The ferry sank at noon off Lindau harbour.", False),
        ("The ferry sank at midday off Lindau harbour.", False),  # five of six words
        ("The ferry carried sheep to Lindau.", True),  # two of four
    ],
)
def test_what_another_copy_of_the_report_adds_is_kept(text: str, kept: bool) -> None:
    first, other = hit("a", "The ferry sank at noon off Lindau harbour."), hit("b", text)
    copies = {"b": (Listed("a", "a", "/a", None, 1),), "a": (Listed("b", "b", "/b", None, 1),)}
    assert distinct([first, other], copies) == ([first, other] if kept else [first])


def test_a_mail_speaks_rather_than_what_another_one_quotes_of_it() -> None:
    quoted = hit("b.eml#quoted 1", "The ferry sank at noon off Lindau harbour.")
    own = hit("a.eml", "Subject: Ferry. The ferry sank at noon off Lindau harbour.")
    short = hit("a.eml", "The ferry sank at noon.")
    near = {
        "a.eml": [Listed("b.eml#quoted 1", "b", "/b", None, 1)],
        "b.eml#quoted 1": [Listed("a.eml", "a", "/a", None, 1)],
    }
    assert distinct([quoted, own], near) == [own]
    assert distinct([own, quoted], near) == [own]
    assert distinct([quoted, short], near) == [quoted]
