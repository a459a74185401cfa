"""What has been overtaken in the corpus is a claim of its own, and says which it is."""

import dataclasses
import datetime
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import Mock

import pytest

from index import Index
from index.types import EVERYWHERE
from qa import Answer, Assistant
from qa.evidence import when
from qa.evidence.overtaken import overtaken
from qa.evidence.select import Evidence
from qa.kinds.yes_no import Decision
from qa.records.recheck import Today, compare
from qa.records.save import record_of
from qa.types import Citation, Claim, Verdict
from tests.qa.test_when import THRESHOLD, asked, evidence
from tests.support.fake_models import FakeEncoder, FakeReader
from tests.support.texts import answer_to_text
from ui.render.answer import answer_to_html
from ui.render.export import answer_to_markdown, answer_to_page
from ui.render.values import answer_to_dict

QUESTION = "Who is the head of Orvell library?"
OLD = "The head of Orvell library is Mara Lund."
NEW = "The head of Orvell library is Bo Falk."
AS_OF = datetime.date(2026, 3, 2)

Ask = Callable[..., tuple[Answer, Index]]


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Ask]:
    """Asks an index of documents: day and text of each."""
    with ExitStack() as stack:

        def make(question: str, *documents: tuple[str, str]) -> tuple[Answer, Index]:
            folder = tmp_path / "papers"
            folder.mkdir()
            for n, (day, text) in enumerate(documents):
                (folder / f"{n}.md").write_text(f"---\ndate: {day}\n---\n\n{text}\n")
            index = stack.enter_context(Index.open(tmp_path / "index", encoder=FakeEncoder()))
            index.sync(folder)
            return Assistant(index, reader=FakeReader()).ask(question, as_of=AS_OF), index

        yield make


def test_what_was_long_before_of_another_matter_is_not_said(ask: Ask) -> None:
    fire = "How large is the damage of the fire?"
    answer, _ = ask(
        fire,
        ("2017-01-02", "A large fire struck two houses."),
        ("2023-01-02", "Insurers say how the damage of it is put: 3 million francs."),
    )
    assert [claim.order for claim in answer.claims] == [0]


def test_what_was_before_is_cited_behind_the_answer(ask: Ask) -> None:
    answer, index = ask(QUESTION, ("2017-01-02", OLD), ("2023-01-02", NEW))
    assert [(c.text, c.order, c.day) for c in answer.claims] == [
        (NEW, 0, ""),
        (OLD, -1, "2017-01-02"),
    ]
    assert [source.quote for source in answer.sources] == [NEW, OLD]
    assert answer.notes == ()
    assert answer.disagreement is None
    line = f"Before that, 2 Jan 2017: {OLD} [2]"
    assert line in answer_to_text(answer).splitlines()
    assert line in str(answer).splitlines()
    assert "Before that, 2 Jan 2017: The head of Orvell" in answer_to_html(answer)
    assert "Before that, 2 Jan 2017: The head of Orvell" in answer_to_page(answer)
    assert f"Before that, 2 Jan 2017: {OLD} \\[2\\]" in answer_to_markdown(answer)
    first, second = answer_to_dict(answer)["claims"]
    assert (first["order"], first["day"]) == (0, None)
    assert (second["order"], second["day"], second["text"]) == (-1, "2017-01-02", OLD)
    assert compare(record_of(answer, index), answer) is Today.SAME


def test_what_says_the_same_is_said_once(ask: Ask) -> None:
    answer, _ = ask(QUESTION, ("2017-01-02", NEW), ("2023-01-02", NEW))
    assert [(c.text, c.order) for c in answer.claims] == [(NEW, 0)]


def test_no_answer_has_nothing_before_it(ask: Ask) -> None:
    answer, _ = ask("Who feeds the lynx?", ("2017-01-02", OLD), ("2023-01-02", NEW))
    assert answer.claims == ()


TOOK = evidence("Mara Lund became mayor of Orvell.", "2022-09-06", 0.6, "Mara Lund")
LEFT = evidence("Mara Lund resigned as mayor of Orvell.", "2022-10-20", 0.05, "Mara Lund")


def said(question: str, cited: Evidence, *found: Evidence) -> list[tuple[str, int, str]]:
    time = asked(question)
    known = (cited, *found)
    bound = when.bind(known, time, THRESHOLD)
    return [
        (one.evidence.text, one.order, one.day)
        for one in overtaken(known, bound, time, {cited.span}, THRESHOLD)
    ]


def test_of_what_happened_nothing_is_said_before_or_since() -> None:
    assert said("Who was named mayor of Orvell?", TOOK, LEFT) == []


def test_what_was_no_answer_itself_is_not_said_behind_one() -> None:
    old = evidence("Bo Falk was the mayor of Orvell.", "2021-09-06", 0.5, "Bo Falk")
    for probability, is_said in ((0.25, True), (0.2, False)):
        time = asked("Name the mayor of Orvell.")
        before = dataclasses.replace(old, probability=probability)
        bound = when.Bound((TOOK, before), (old,))
        found = list(overtaken((TOOK, before), bound, time, {TOOK.span}, THRESHOLD))
        assert [one.evidence.text for one in found] == [old.text] * is_said


SEVEN = evidence("Seven people were hurt as a bridge fell at Selby.", "2022-09-06", 0.5, "Seven")
ELEVEN = evidence(
    "Eleven were hurt in the fall of the bridge at Selby.", "2022-09-08", 0.6, "Eleven"
)
FIRE = evidence("Seven people were hurt in a fire.", "2021-09-06", 0.5, "Seven")


def test_an_earlier_count_of_the_same_is_said_behind_the_later_one() -> None:
    question = "How many people were hurt at the bridge of Selby?"
    assert said(question, ELEVEN, SEVEN) == [(SEVEN.text, -1, "2022-09-06")]
    assert said(question, ELEVEN, FIRE) == []


def test_what_ended_it_since_is_said() -> None:
    assert said("Name the mayor of Orvell.", TOOK, LEFT) == [(LEFT.text, 1, "2022-10-20")]


@pytest.mark.parametrize(
    "other",
    [
        evidence("Mara Lund resigned as mayor of Orvell.", "2021-10-20", 0.05, "Mara"),  # earlier
        evidence("Mara Lund resigned as mayor of Orvell.", None, 0.05, "Mara"),
        evidence("Mara Lund opened the mayor’s ball in Orvell.", "2022-10-20", 0.05, "Mara"),
        evidence("Bo Falk resigned as judge.", "2022-10-20", 0.05, "Bo Falk"),
        evidence("Mara Lund resigned as mayor of Orvell.", "2027-10-20", 0.05, "Mara"),  # to come
    ],
)
def test_what_does_not_end_it_is_not(other: Evidence) -> None:
    assert said("Name the mayor of Orvell.", TOOK, other) == []


def test_what_came_later_is_not_asked_where_a_time_is() -> None:
    assert said("Name the mayor of Orvell in September 2022.", TOOK, LEFT) == []
    assert said("Who was elected mayor of Orvell?", TOOK, LEFT) == []


def test_the_newest_end_is_said() -> None:
    again = evidence("Mara Lund stepped down as mayor of Orvell.", "2024-01-05", 0.05, "Mara Lund")
    assert said("Name the mayor of Orvell.", TOOK, LEFT, again) == [(again.text, 1, "2024-01-05")]


def test_a_claim_says_its_order() -> None:
    citation = Citation(TOOK.passage.document, TOOK.span, 1.0)
    assert Claim("It is.", (citation,)).said == "It is."
    assert (
        Claim("It is.", (citation,), order=1, day="2022-10-20").said
        == "Since then, 20 Oct 2022: It is."
    )
    assert Claim("It is.", (citation,), order=-1).said == "Before that: It is."
    with pytest.raises(ValueError, match="order"):
        Claim("It is.", (citation,), order=2)


def test_what_was_before_the_time_that_is_asked_for_is_not_said(ask: Ask) -> None:
    documents = (("2017-01-02", OLD), ("2023-01-02", NEW))
    answer, _ = ask("Who is the head of Orvell library in 2023?", *documents)
    assert [(c.text, c.order) for c in answer.claims] == [(NEW, 0)]


def decide_by_becoming(evidence: Sequence[Evidence], *rest: object) -> Decision:
    """Yes, where a sentence says who became something; else undecided."""
    yes = tuple(one for one in evidence if "became" in one.text)
    return Decision(Verdict.YES if yes else Verdict.UNDECIDED, yes, 0.9)


def test_what_has_ended_is_no_yes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa.kinds.verdict.decide", decide_by_becoming)
    folder = tmp_path / "papers"
    folder.mkdir()
    for one in (TOOK, LEFT):
        day = one.passage.document.published
        (folder / f"{day}.md").write_text(f"---\ndate: {day}\n---\n\n{one.text}\n")
    with Index.open(tmp_path / "index", encoder=FakeEncoder()) as index:
        index.sync(folder)
        assistant = Assistant(index, reader=FakeReader())
        gathered = assistant._gatherer.read(
            assistant._gatherer.search("Is Mara Lund the mayor of Orvell?", EVERYWHERE, AS_OF)
        )
        assert [one.text for one in gathered.bound.overtaken] == [TOOK.text]
        monkeypatch.setattr(assistant.selector, "deciding", Mock(threshold=0.5), raising=False)
        answer = assistant.ask("Is Mara Lund the mayor of Orvell?", as_of=AS_OF)
    assert answer.verdict is None
    assert [(claim.text, claim.order) for claim in answer.claims] == [
        (LEFT.text, 0),
        (TOOK.text, -1),
    ]
