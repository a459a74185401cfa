"""What one page keeps to itself: the conversation, and the key of whoever runs it."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index import Index, UserError
from qa import Assistant, recheck
from qa.records.record import parse_record
from tests.support.fake_models import FakeEncoder, FakeReader
from tests.support.servers import says, serving
from ui.render.conversation import (
    QUEUED,
    RELOADED,
    Exchange,
    exchange_to_html,
    exchange_to_speech,
)
from ui.render.conversation_list import current_to_html
from ui.web.choices import Choices, ModelServers
from ui.web.conversations.answers import bytes_of
from ui.web.conversations.current import Current, keep
from ui.web.conversations.owners import THIS_COMPUTER
from ui.web.session import KEPT, MOST_TAKEN, Session, newest
from ui.web.tabs.ask import _ask, saved_answer
from ui.web.turns import Turns
from ui.web.workspace import Workspace


@pytest.fixture
def workspace(tiny_index: Index) -> Workspace:
    return Workspace(
        tiny_index,
        lambda: Assistant(tiny_index, reader=FakeReader()),
        model_servers=ModelServers(any=True),
    )


def test_the_key_of_whoever_runs_the_page_goes_to_no_server_of_a_visitor(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PINCITE_LLM_KEY", "sk-of-the-operator")
    with serving(says("The harbour of Lindau was closed for nine days in March.")) as server:
        workspace.try_model(server.url, "m")
        session = Session(choices=Choices(address=server.url, model="m"))
        *_, last = session.ask(workspace, "How long was the harbour of Lindau closed in March?")
    assert last.answer
    assert len(server.keys) == 2
    assert not any("sk-of-the-operator" in str(headers) for headers in server.headers)


def test_a_conversation_begins_anew_where_another_model_is_chosen(workspace: Workspace) -> None:
    """Else the follow-up, and what was said before, would go to the model that was left."""
    session = Session()
    list(session.ask(workspace, "How long was the harbour of Lindau closed in March?"))
    with serving(says("The documents do not answer this question.")) as server:
        session.choose(Choices(address=server.url, model="m"))
        *_, last = session.ask(workspace, "How long was the harbour of Lindau closed?")
        assert len(server.asked) == 1
        *_, last = session.ask(workspace, "and in April?")
        before = len(server.asked)
        session.choose(Choices())
        *_, last = session.ask(workspace, "and in April?")
        assert len(server.asked) == before
    assert last.answer
    assert last.answer.question == "and in April?"  # nothing was asked before


def test_no_model_server_is_a_visitors_to_name_unless_it_is_said(tiny_index: Index) -> None:
    closed = Workspace(tiny_index, lambda: Assistant(tiny_index, reader=FakeReader()))
    with serving(says("Yes.")) as server:
        session = Session(choices=Choices(address=server.url, model="m"))
        list(session.ask(closed, "How long was the harbour of Lindau closed in March?"))
        assert server.asked == []


def test_what_may_be_meant_is_offered_and_goes_on(workspace: Workspace) -> None:
    session = Session()
    *_, last = session.ask(workspace, "How long was the harbour of Lindau closed in March?")
    assert last.answer and session.conversation
    session.conversation._turns = [replace(last.answer, question="Did Ada Moser meet Eva Bauer?")]
    *_, back = session.ask(workspace, "When was she born?")
    assert back.suggestions == ("Ada Moser", "Eva Bauer")
    html = exchange_to_html(back)
    assert 'aria-label="What you may mean"' in html and 'data-example="Eva Bauer"' in html
    *_, last = session.ask(workspace, "Eva Bauer")
    assert last.answer and last.answer.question == "When was Eva Bauer born?"
    assert session.exchanges[-2].suggestions == ()  # they go with what is asked next
    assert 'aria-label="Questions to go on with"' not in exchange_to_html(session.exchanges[-2])


# an answer that is kept


def test_an_answer_is_saved_as_a_record_and_as_a_report(workspace: Workspace) -> None:
    session = Session()
    question = "How long was the harbour of Lindau closed in March?"
    *_, last = session.ask(workspace, question)
    kept = saved_answer(workspace, session, last, "record")
    assert kept and kept["name"].endswith(".json") and kept["type"] == "application/json"
    record = parse_record(kept["text"])
    assert record.question == question and "nine days" in record.citations[0].quote
    assert record.versions["reader"] and not record.versions["model"]
    assert recheck(record, workspace.index, ask=False).holds
    page = saved_answer(workspace, session, last, "report")
    assert page and page["name"].endswith(".html") and page["type"] == "text/html"
    assert (
        question in page["text"] and "nine days" in page["text"] and "<script" not in page["text"]
    )
    buttons = exchange_to_html(last)
    for name in ("record", "report"):
        assert f'data-save="{name}"' in buttons


def test_a_record_names_the_model_that_wrote_the_answer(workspace: Workspace) -> None:
    """Also where another one is chosen afterwards."""
    with serving(says("The harbour of Lindau was closed for nine days in March.")) as server:
        session = Session(choices=Choices(address=server.url, model="m"))
        *_, last = session.ask(workspace, "How long was the harbour of Lindau closed in March?")
        session.choose(Choices())
        kept = saved_answer(workspace, session, last, "record")
    assert kept and parse_record(kept["text"]).versions["model"] == "m"


def test_an_answer_that_abstains_has_a_record(workspace: Workspace) -> None:
    session = Session()
    *_, last = session.ask(workspace, "Who is the president?")
    kept = saved_answer(workspace, session, last, "record")
    assert kept and parse_record(kept["text"]).claims == ()


@pytest.mark.parametrize("format", ["", "exe", "None", "['record']", "../record"])
def test_there_is_no_such_format(workspace: Workspace, format: str) -> None:
    session = Session()
    *_, last = session.ask(workspace, "Who is the president?")
    assert saved_answer(workspace, session, last, format) is None


def test_what_is_no_answer_has_no_record(workspace: Workspace) -> None:
    session = Session()
    *_, failed = session.ask(workspace, "x" * 3_000)
    *_, greeted = session.ask(workspace, "Hello!")
    assert greeted.answer and greeted.answer.instead
    for exchange in (failed, greeted):
        assert saved_answer(workspace, session, exchange, "record") is None


def test_an_answer_of_too_many_citations_is_not_looked_up(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session()
    *_, last = session.ask(workspace, "How long was the harbour of Lindau closed in March?")
    monkeypatch.setattr("ui.web.records._MOST_CITATIONS", 0)
    with pytest.raises(UserError, match="At most 0 are kept here"):
        saved_answer(workspace, session, last, "report")


def test_how_it_was_answered_is_forgotten_with_the_answer(workspace: Workspace) -> None:
    session = Session()
    for number in range(KEPT + 2):
        list(session.ask(workspace, f"Who is number {number}?"))
    assert list(session.chosen) == [exchange.id for exchange in session.exchanges]
    session.clear()
    assert not session.chosen


def test_what_to_ask_next_is_told_of_the_last_answer_only(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "ui.web.session.next_questions", lambda answer: (f"{answer.question} And?",)
    )
    session = Session()
    for question in ("How late did trains run?", "Which lake rose by two metres?"):
        list(session.ask(workspace, question))
    first, last = session.exchanges
    assert first.suggestions == () and "data-example" not in exchange_to_html(first)
    assert last.suggestions == ("Which lake rose by two metres? And?",)
    list(session.ask(workspace, "x" * 3000))
    assert all(exchange.suggestions == () for exchange in session.exchanges)


# a conversation that is kept

HARBOUR = "How long was the harbour of Lindau closed in March?"


def reopened(workspace: Workspace, session: Session) -> Session:
    """Another page on which the conversation of a session is opened."""
    other = Session()
    file = workspace.conversations.read(THIS_COMPUTER, session.current.id)
    other.resume(Current(file.header.id, file.header.title), list(file.exchanges()))
    return other


def asked(workspace: Workspace, session: Session, question: str) -> None:
    session.take(question)
    list(_ask(workspace, session, THIS_COMPUTER))


def test_an_answer_is_kept_before_it_is_shown(workspace: Workspace) -> None:
    """Or who leaves the page at that moment would lose it."""
    session = Session()
    session.take(HARBOUR)
    showing = _ask(workspace, session, THIS_COMPUTER)
    for _ in showing:
        if session.exchanges[-1].answer:
            showing.close()
    (header,), _ = workspace.conversations.all(THIS_COMPUTER)
    assert (header.title, header.id) == (HARBOUR, session.current.id)


def test_a_question_is_kept_when_it_is_taken_and_its_answer_put_in_its_place(
    workspace: Workspace,
) -> None:
    """A page that is loaded again has what nobody answered, to be asked again."""
    session = Session()
    for question in (HARBOUR, "Who is number 2?"):
        taken = session.take(question)
        assert taken
        keep(workspace.conversations, THIS_COMPUTER, session.current, taken)
    other = reopened(workspace, session)
    assert [one.question for one in other.exchanges] == [HARBOUR, "Who is number 2?"]
    assert {one.failure for one in other.exchanges} == {RELOADED}
    again = exchange_to_html(other.exchanges[0])
    assert f'data-again="{other.exchanges[0].id}">Ask again<' in again
    assert other.take_again(other.exchanges[0].id) and not other.take_again("a00000000")
    assert not other.take_again(other.exchanges[0].id)  # it runs by now
    list(_ask(workspace, other, THIS_COMPUTER))
    last = reopened(workspace, other)
    assert [one.answer is None for one in last.exchanges] == [False, True]
    (header,), _ = workspace.conversations.all(THIS_COMPUTER)
    assert header.questions == 2


def test_what_failed_is_kept_with_the_reason(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspace.turns, "join", Turns(1, 0, 0.0).join)
    session = Session()
    held = workspace.turns.join()
    asked(workspace, session, HARBOUR)
    (known,) = reopened(workspace, session).exchanges
    assert known.failure.startswith("pincite is busy")
    del held


def test_of_no_documents_it_is_said_that_there_are_none(
    workspace: Workspace, tmp_path: Path
) -> None:
    with Index.open(tmp_path / "new", encoder=FakeEncoder()) as empty:
        new = Workspace(empty, lambda: Assistant(empty, reader=FakeReader()))
        *_, last = Session().ask(new, HARBOUR)
        assert last.failure == ("There are no documents yet. Drop some on the tab Documents first.")
        *_, last = Session(may_add=False).ask(new, HARBOUR)
        assert last.failure.endswith("yet. Ask whoever keeps the index to add some.")
        *_, greeted = Session().ask(new, "hello")
        assert greeted.answer and greeted.answer.instead
    *_, last = Session().ask(workspace, "Who invented the zeppelin xylophone?")
    assert last.answer and last.answer.abstained and not last.failure


def test_questions_of_one_page_are_answered_one_after_the_other(workspace: Workspace) -> None:
    session = Session()
    taken = [session.take(f"Who is number {number}?") for number in range(MOST_TAKEN)]
    assert [one.stage for one in taken if one] == ["", *[QUEUED] * (MOST_TAKEN - 1)]
    assert session.take("Who is one too many?") is None
    assert session.take(" Who is number 3? ") == taken[3]  # a hasty finger
    assert "one after the other" in exchange_to_speech(session.exchanges[1])
    first = session.answer(workspace)
    next(first)
    assert list(session.answer(workspace)) == []  # it waits, and keeps no turn
    first.close()
    while session.taken:
        *_, last = session.answer(workspace)
        assert last.answer
    assert [one.question for one in session.exchanges] == [one.question for one in taken if one]
    assert not any(one.failure for one in session.exchanges)


def test_a_pasted_text_is_told_how_long_it_is_and_shown_by_its_beginning(
    workspace: Workspace,
) -> None:
    session = Session()
    *_, last = session.ask(workspace, "word " * 2_000)
    assert "9,999 characters" in last.failure
    shown = exchange_to_html(last)
    assert "word word …</p>" in shown and len(shown) < 3_000


def test_what_waits_ends_with_its_conversation(workspace: Workspace) -> None:
    session = Session()
    session.take(HARBOUR)
    session.clear()
    assert list(session.answer(workspace)) == [] and session.take(HARBOUR)


def test_nothing_is_kept_of_a_visitor(workspace: Workspace) -> None:
    session = Session()
    session.take(HARBOUR)
    list(_ask(workspace, session, None))
    assert session.exchanges[-1].answer and not session.current.id
    assert not workspace.conversations.folder.exists()


def test_a_conversation_goes_on_on_another_page(workspace: Workspace) -> None:
    session = Session()
    asked(workspace, session, HARBOUR)
    other = reopened(workspace, session)
    asked(workspace, other, "and in April?")
    last = other.exchanges[-1].answer
    assert last and last.follow_up == "and in April?" and "harbour of Lindau" in last.question
    assert reopened(workspace, session).exchanges[-1].question == "and in April?"
    other = reopened(workspace, session)
    other.choose(Choices())
    asked(workspace, other, "and in May?")
    last = other.exchanges[-1].answer
    assert last and last.question == "and in May?"  # it began anew


def test_who_was_asked_back_may_choose_on_another_page_too(workspace: Workspace) -> None:
    session = Session()
    asked(workspace, session, "Did Ada Moser meet Eva Bauer?")
    asked(workspace, session, "How old is she?")
    said = session.exchanges[-1].suggestions
    assert said == ("Ada Moser", "Eva Bauer")
    other = reopened(workspace, session)
    assert [exchange.suggestions for exchange in other.exchanges] == [(), said]
    shown = exchange_to_html(other.exchanges[-1])
    assert "What you may mean" in shown and "Eva Bauer" in shown
    asked(workspace, other, "Eva Bauer")
    assert other.exchanges[-1].answer.question == "How old is Eva Bauer?"  # type: ignore[union-attr]
    assert other.exchanges[-2].suggestions == ()
    assert reopened(workspace, other).exchanges[-1].suggestions == ()


def test_the_last_questions_are_shown_and_the_others_counted(workspace: Workspace) -> None:
    session = Session()
    asked(workspace, session, HARBOUR)
    one = session.exchanges[0]
    for number in range(KEPT + 1):
        other = replace(one, id=f"a{number:08x}")
        workspace.conversations.add(THIS_COMPUTER, session.current.id, other)
    again = reopened(workspace, session)
    assert len(again.exchanges) == KEPT and again.current.earlier == 2
    assert "2 earlier questions of it are not shown" in current_to_html(
        "0" * 32, "A", begun=True, earlier=again.current.earlier
    )


def test_answers_of_long_documents_are_let_go_and_that_is_told(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session()
    asked(workspace, session, HARBOUR)
    one = session.exchanges[0]
    for number in range(5):
        other = replace(one, id=f"a{number:08x}")
        workspace.conversations.add(THIS_COMPUTER, session.current.id, other)
    file = workspace.conversations.read(THIS_COMPUTER, session.current.id)
    (kept,) = file.exchanges(5)
    assert kept.answer
    counted: set[int] = set()
    size = bytes_of(kept.answer, counted)
    texts = {id(h.passage.document.text): h.passage.document.text for h in kept.answer.hits}
    assert size == sum(map(sys.getsizeof, texts.values())) > 0 == bytes_of(kept.answer, counted)

    def read() -> Iterator[Exchange]:
        for number in reversed(range(6)):
            looked_at.append(number)
            yield from file.exchanges(number, number + 1)

    for most, shown in ((0, 1), (size, 1), (3 * size, 3), (6 * size, 6)):
        monkeypatch.setattr("ui.web.session.MOST_BYTES", most)
        looked_at: list[int] = []
        assert len(newest(read())) == shown and len(looked_at) <= shown + 1
        again = reopened(workspace, session)
        assert len(again.exchanges) == shown and again.current.earlier == 6 - shown
        assert again.exchanges[-1].id == f"a{4:08x}"
    # those that are asked now have the documents that the index has anyway
    monkeypatch.setattr("ui.web.session.MOST_BYTES", 2 * size)
    again = reopened(workspace, session)
    for _ in range(3):
        asked(workspace, again, HARBOUR)
        again.finish()
    assert len(again.exchanges) == 5 and again.current.earlier == 4
    said = current_to_html("", "A", begun=True, earlier=1)
    assert "1 earlier question of it is not shown any more" in said and "save" not in said


def test_questions_that_a_page_lets_go_are_counted(workspace: Workspace) -> None:
    session = Session()
    for number in range(KEPT + 2):
        list(session.ask(workspace, f"Who is number {number}?"))
    assert session.current.earlier == 2
    session.clear()
    assert session.current.earlier == 0


def test_a_question_stays_with_the_conversation_in_which_it_was_asked(workspace: Workspace) -> None:
    """Though another is opened before the answer is there."""
    session = Session()
    session.take(HARBOUR)
    running = _ask(workspace, session, THIS_COMPUTER)
    next(running)
    session.clear()
    list(running)
    assert not session.exchanges and not session.current.id
    assert [h.title for h in workspace.conversations.all(THIS_COMPUTER)[0]] == [HARBOUR]


def test_a_kept_answer_is_saved_as_a_record_while_its_document_is_there(
    workspace: Workspace,
) -> None:
    session = Session()
    asked(workspace, session, HARBOUR)
    other = reopened(workspace, session)
    saved = saved_answer(workspace, other, other.exchanges[0], "record")
    assert saved and recheck(parse_record(saved["text"]), workspace.index, ask=False).holds
    workspace.index.remove([one.id for one in workspace.index.listing()])
    with pytest.raises(UserError, match="not here any more"):
        saved_answer(workspace, other, other.exchanges[0], "record")
    page = saved_answer(workspace, other, other.exchanges[0], "html")
    assert page and "nine days" in page["text"]
