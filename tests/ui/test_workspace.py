"""Files dropped in, judged answers, examples: what stands behind the page, without a browser."""

import json
import threading
import time
import zipfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from gradio import EventData
from reportlab.pdfgen.canvas import Canvas

from index import Index
from index.errors import UserError
from index.progress import Progress
from qa import Assistant
from qa.evaluation.gold import GoldFile
from qa.evaluation.judged import Judged, candidates, corrected, find, right
from qa.evaluation.run import Evaluation
from qa.evidence.load import selector_calibration
from qa.evidence.select import OnePass, Selector
from qa.models.calibration import Level, Rates
from qa.suggest import question_of, suggest
from qa.support.check import VerbatimSupport
from qa.support.load import open_checker as open_the_checker
from qa.writing.llm import ServerModel
from tests.qa.test_model_answers import Meaning
from tests.support.fake_models import FakeReader
from tests.support.fakes import FakeAssistant
from ui.render.care import care_to_html
from ui.render.conversation import exchange_to_speech
from ui.render.documents import Taken
from ui.web import uploads
from ui.web.choices import Choices, ModelServers
from ui.web.session import KEPT, Session
from ui.web.tabs.judge import _Judging
from ui.web.uploads import keep, safe_name
from ui.web.workspace import Workspace

FERRY = "The ferry of Lindau carried 412 people on Sunday. Nobody was late."


@pytest.fixture
def workspace(tiny_index: Index) -> Workspace:
    return Workspace(tiny_index, lambda: Assistant(tiny_index, reader=FakeReader()))


@pytest.fixture
def incoming(tmp_path: Path) -> Path:
    folder = tmp_path / "incoming"
    folder.mkdir()
    return folder


def dropped(folder: Path, name: str, content: bytes | str) -> Path:
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder / name


def taken(workspace: Workspace, *files: Path) -> Taken:
    *_, last = workspace.library.add(files)
    assert isinstance(last, Taken)
    return last


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("/etc/cron.d/job.txt", "job.txt"),
        ("C:\\a.txt", "a.txt"),
        ("...", "document.txt"),
        ("", "document.txt"),
        (".hidden.txt", "hidden.txt"),
        ("a\x00b\x1b[2J.txt", "a_b_[2J.txt"),
        ("<img src=x>.txt", "_img src=x_.txt"),
        ("invoice\u202efdp.txt", "invoice_fdp.txt"),
        ("Übersicht 2025.pdf", "Übersicht 2025.pdf"),
    ],
)
def test_a_name_becomes_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize("name", ["x" * 400 + ".txt", "ß" * 200 + ".pdf", "a." + "b" * 300])
def test_a_long_name_is_cut(name: str) -> None:
    assert len(safe_name(name).encode()) <= 140


def test_files_of_one_name_are_both_kept(incoming: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    one = keep(dropped(incoming, "a.txt", "One."), "a.txt", folder)
    same = keep(dropped(incoming, "b.txt", "One."), "/a.txt", folder)
    other = keep(dropped(incoming, "c.txt", "Two."), "a.txt", folder)
    assert one == same == folder / "a.txt"
    assert other == folder / "a (2).txt"
    assert sorted(path.name for path in folder.iterdir()) == ["a (2).txt", "a.txt"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"MZ\x90\x00", "not those of a .pdf file"),
        ("a.docx", b"%PDF-1.4", "not those of a .docx file"),
        ("a.txt", b"\x89PNG\r\n", "not those of a .txt file"),
        ("a.md", b"text\x00text", "not those of a .md file"),
        ("a.html", b"PK\x03\x04", "not those of a .html file"),
        ("a.exe", b"MZ\x90", "not a kind of file"),
        ("a.svg", b"<svg/>", "not a kind of file"),
        ("a", b"text", "not a kind of file"),
        ("a.txt", b"", "It is empty."),
    ],
)
def test_a_file_that_is_not_what_it_says(
    name: str, content: bytes, said: str, incoming: Path, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match=said):
        keep(dropped(incoming, name, content), name, tmp_path / "kept")
    assert not (tmp_path / "kept").exists()


def test_a_zip_that_is_no_document(incoming: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(incoming / "a.docx", "w") as archive:
        archive.writestr("virus.exe", "MZ")
    with pytest.raises(UserError, match=r"not those of a \.docx"):
        keep(incoming / "a.docx", "a.docx", tmp_path)


def test_a_file_that_is_too_large(
    incoming: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "LARGEST", 2 * uploads.MB)
    with pytest.raises(UserError, match=r"It has 3 MB, and at most 2 MB are taken\."):
        keep(dropped(incoming, "a.txt", "x" * 3 * uploads.MB), "a.txt", tmp_path)


def test_utf16_is_text(incoming: Path, tmp_path: Path) -> None:
    file = dropped(incoming, "a.txt", "Grüße. And more of it.".encode("utf-16"))
    assert keep(file, "a.txt", tmp_path / "kept").exists()


def test_files_come_in_and_can_be_asked(workspace: Workspace, incoming: Path) -> None:
    before = workspace.index.documents()
    ferry = dropped(incoming, "ferry.txt", FERRY)
    bad = dropped(incoming, "ferry.pdf", "no PDF")
    events = list(workspace.library.add([ferry, bad]))
    assert any(isinstance(event, Progress) for event in events)
    last = events[-1]
    assert isinstance(last, Taken) and last.added == 1
    assert [(s.source, s.reason.split(".")[0]) for s in last.skipped] == [
        ("ferry.pdf", "Its contents are not those of a ")
    ]
    assert sorted(incoming.iterdir()) == sorted([bad, ferry])
    assert (
        workspace.library.listing()[0].title == "ferry.txt"
        or workspace.library.listing()[0].sentences == 2
    )
    assert workspace.index.documents() == before + 1
    answer = workspace.assistant().ask("How many people carried the ferry of Lindau on Sunday?")
    assert "412" in str(answer)


def test_a_document_that_is_removed_is_gone(
    workspace: Workspace, incoming: Path, tiny_folder: Path
) -> None:
    taken(workspace, dropped(incoming, "ferry.txt", FERRY))
    (ferry,) = [d for d in workspace.library.listing() if d.source.endswith("ferry.txt")]
    workspace.library.remove(ferry.id)
    assert not (workspace.library.uploads / "ferry.txt").exists()
    assert all("412" not in hit.passage.text for hit in workspace.search("ferry Lindau 412", 50))
    with pytest.raises(UserError, match="not here any more"):
        workspace.library.document(ferry.id)
    assert taken(workspace, dropped(incoming, "ferry.txt", FERRY)).added == 1  # on purpose
    workspace.library.remove(ferry.id)
    (rail,) = [d for d in workspace.library.listing() if d.source.endswith("rail.txt")]
    workspace.library.remove(rail.id)
    assert (tiny_folder / "rail.txt").exists()
    workspace.library.remove(rail.id)
    taken(workspace, dropped(incoming, "other.txt", "The bridge was opened in 1931."))
    assert {d.id for d in workspace.library.listing()} & {rail.id, ferry.id} == set()
    assert taken(workspace, dropped(incoming, "ferry.txt", FERRY)).added == 1


def test_a_zip_bomb_is_skipped_and_not_kept(workspace: Workspace, incoming: Path) -> None:
    with zipfile.ZipFile(incoming / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 60_000_000 + b"</a>")
    result = taken(workspace, incoming / "bomb.docx")
    assert result.added == 0
    assert "too much for a document" in result.skipped[0].reason
    assert list(workspace.library.uploads.iterdir()) == []


def test_a_pdf_comes_in(workspace: Workspace, incoming: Path) -> None:
    canvas = Canvas(str(incoming / "ferry.pdf"))
    canvas.drawString(72, 720, FERRY)
    canvas.save()
    assert taken(workspace, incoming / "ferry.pdf").added == 1


def test_a_file_that_was_cut_off_before_leaves_no_trace(
    workspace: Workspace, incoming: Path
) -> None:
    workspace.library.uploads.mkdir()
    dropped(workspace.library.uploads, ".half.txt.partial", "Half a sen")
    assert taken(workspace, dropped(incoming, "a.txt", "A whole sentence stands here.")).added == 1
    assert all("half" not in document.source for document in workspace.library.listing())


def test_two_visitors_add_at_once(workspace: Workspace, incoming: Path) -> None:
    files = [dropped(incoming, f"{n}.txt", f"The bridge {n} was opened in 193{n}.") for n in "123"]
    found: list[Taken] = []
    threads = [
        threading.Thread(target=lambda f=f: found.append(taken(workspace, f))) for f in files
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [result.skipped for result in found] == [(), (), ()]
    assert [result.added for result in found] == [1, 1, 1]  # each is told of their own file


# The models


def test_the_models_load_in_the_background_once(tiny_index: Index) -> None:
    go, loads = threading.Event(), []

    def load() -> FakeAssistant:
        loads.append(1)
        assert go.wait(10)
        return FakeAssistant()

    workspace = Workspace(tiny_index, load)
    workspace.start()
    workspace.start()
    assert workspace.assistants.loading and not workspace.assistants.trouble
    stages = []
    session = Session()
    asking = session.ask(workspace, "How many villages?")
    stages.append(next(asking).stage)
    go.set()
    stages += [exchange.stage for exchange in asking]
    assert (stages[0], stages[-1], loads) == ("loading", "", [1])
    assert session.exchanges[0].answer


def test_models_that_do_not_load_are_told(tiny_index: Index) -> None:
    def load() -> FakeAssistant:
        raise UserError("The reader is damaged.", "Install pincite again.")

    workspace = Workspace(tiny_index, load)
    session = Session()
    *_, last = session.ask(workspace, "How many?")
    assert (
        last.failure
        == workspace.assistants.trouble
        == "The reader is damaged. Install pincite again."
    )


def test_choices_share_the_models(workspace: Workspace) -> None:
    base = workspace.assistant()
    assert isinstance(base, Assistant)
    careful = workspace.assistant(Choices(level="Careful"))
    assert isinstance(careful, Assistant) and careful.selector is base.selector
    chosen = Choices(address="http://127.0.0.1:1/v1", model="m")
    assert workspace.assistant(chosen).model is None
    allowed = Workspace(workspace.index, lambda: base, model_servers=ModelServers(any=True))
    assert allowed.assistant(chosen).model.name == "m"


HARBOUR = "How long was the harbour of Lindau closed in March?"


def reading_from(threshold: float, *, careful: float = 1.0) -> FakeReader:
    """A reader that wants its evidence to be so probable, and another that when it is careful."""
    reader = FakeReader()
    levels = {"Balanced": Level(threshold, 0.1, 0.1), "Careful": Level(careful, 0.2, 0.05)}
    reader.calibration = replace(FakeReader.calibration, levels=levels)
    return reader


def opening(reader: FakeReader, opened: list[bool]) -> Callable[..., Selector]:
    """What opens one reader only, and notes which was asked for."""

    def open_selector(*, fast: bool) -> Selector:
        opened.append(fast)
        return OnePass(reader)

    return open_selector


def test_the_threshold_is_that_of_whatever_reads(
    tiny_index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same level is another probability where another network reads."""
    opened: list[bool] = []
    one, other = reading_from(0.5), reading_from(1.0, careful=0.5)
    monkeypatch.setattr("ui.web.assistants.open_selector", opening(other, opened))
    workspace = Workspace(tiny_index, lambda: Assistant(tiny_index, reader=one), fast=False)
    for choices, answers in (
        (Choices(), True),
        (Choices(level="Careful"), False),
        (Choices(fast=True), False),
        (Choices(level="Careful", fast=True), True),
    ):
        assert bool(workspace.assistant(choices).ask(HARBOUR).claims) is answers, choices
    assert opened == [True, True]


def test_fast_answers_are_the_choice_of_one_visitor(
    tiny_index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[bool] = []
    monkeypatch.setattr("ui.web.assistants.open_selector", opening(reading_from(1.0), opened))
    started = reading_from(0.5)
    workspace = Workspace(tiny_index, lambda: Assistant(tiny_index, reader=started), fast=True)
    one, other = Session(), Session()
    one.choose(Choices(fast=False))
    for session in (one, other, one):
        list(session.ask(workspace, HARBOUR))
    found = [exchange.answer for exchange in (*one.exchanges, *other.exchanges)]
    assert [bool(answer and answer.claims) for answer in found] == [False, False, True]
    assert opened == [False]  # once for each conversation


def test_fast_answers_go_with_a_language_model(
    tiny_index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = OnePass(FakeReader())
    monkeypatch.setattr("ui.web.assistants.open_selector", lambda *, fast: other)
    chosen = VerbatimSupport()
    url = "http://127.0.0.1:1/v1"
    base = Assistant(
        tiny_index, reader=FakeReader(), llm=ServerModel(url, "started"), support=chosen
    )
    workspace = Workspace(
        tiny_index, lambda: base, fast=False, model_servers=ModelServers(any=True)
    )
    for choices, model in (
        (Choices(fast=True), "started"),
        (Choices(fast=True, address=url, model="of a visitor"), "of a visitor"),
    ):
        variant = workspace.assistant(choices)
        assert isinstance(variant, Assistant) and variant.model
        assert (variant.model.name, variant.selector) == (model, other)
        assert variant.support is chosen


def test_the_rates_are_those_of_whatever_reads(tiny_index: Index) -> None:
    small, both = selector_calibration(fast=True), selector_calibration()
    assert small != both
    assert list(small.levels) == list(both.levels)  # a level that was chosen is one of the other
    for fast, usual, other in ((False, both, small), (True, small, both)):
        workspace = Workspace(tiny_index, FakeAssistant, fast=fast)
        assert workspace.reader_calibration() == usual
        assert workspace.reader_calibration(Choices(fast=not fast)) == other
    named = reading_from(0.5).calibration
    workspace = Workspace(tiny_index, FakeAssistant, reader_calibration=named)
    assert workspace.reader_calibration(Choices(level="Careful")) == named
    with pytest.raises(KeyError):
        workspace.reader_calibration(Choices(fast=True))


def test_choices_keep_the_check_that_the_operator_chose(tiny_index: Index) -> None:
    chosen = VerbatimSupport()
    base = Assistant(tiny_index, reader=FakeReader(), support=chosen)
    workspace = Workspace(tiny_index, lambda: base, model_servers=ModelServers(any=True))
    for choices in (Choices(address="http://127.0.0.1:1/v1", model="m"), Choices(level="Careful")):
        variant = workspace.assistant(choices)
        assert isinstance(variant, Assistant) and variant.support is chosen


def test_visitors_share_one_checker(workspace: Workspace) -> None:
    base = workspace.assistant()
    allowed = Workspace(workspace.index, lambda: base, model_servers=ModelServers(any=True))
    opened = []

    def open_checker(*which: object) -> Meaning:
        opened.append(open_the_checker(*which))  # type: ignore[arg-type]
        return Meaning(supported=True)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("qa.assistant.open_checker", open_checker)
        for name in ("one", "other"):
            allowed.assistant(Choices(address="http://127.0.0.1:1/v1", model=name))
    assert len(opened) == 2 and opened[0] is opened[1]


def test_the_settings_print_what_was_measured(workspace: Workspace) -> None:
    reader, checker = workspace.reader_calibration(), workspace.checker_calibration
    rates = Rates(caught=0.123, false=77, kept=0.456, true=55)
    levels = {**reader.levels, "Balanced": Level(threshold=0.31, missed=0.42, wrong=0.33)}
    html = care_to_html(
        replace(reader, levels=levels, questions=99), replace(checker, measured=rates)
    )
    for figure in ("99 questions", "0.31", "42%", "33%", "77 false claims 12%", "55 true ones 46%"):
        assert figure in html
    assert "not measured for this checker" in care_to_html(reader, replace(checker, measured=None))


def test_questions_wait_for_their_turn(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspace.examples, "make", lambda: None)  # they take a turn each
    workspace.assistant()
    with workspace.turns.join(), workspace.turns.join():
        asking = Session().ask(workspace, "How late did trains run?")
        first = next(asking)
        assert (first.stage, first.ahead) == ("waiting", 1)
        assert "pincite is busy" in exchange_to_speech(
            first
        ) and "1 question before yours" in exchange_to_speech(first)
    *_, last = asking
    assert last.answer and not last.ahead


def test_a_fault_is_told_in_a_sentence(
    tiny_index: Index, capsys: pytest.CaptureFixture[str]
) -> None:
    session = Session()
    *_, last = session.ask(Workspace(tiny_index, FakeAssistant), "broken")
    assert last.failure.startswith("Something is wrong in pincite itself.")
    assert "RuntimeError: a bug with �[31m in it" in capsys.readouterr().err


def test_a_visitor_keeps_the_last_exchanges(tiny_index: Index) -> None:
    workspace, session = Workspace(tiny_index, FakeAssistant), Session()
    for n in range(KEPT + 3):
        list(session.ask(workspace, f"question {n}"))
    assert [e.question for e in session.exchanges] == [f"question {n}" for n in range(3, KEPT + 3)]


def test_follow_ups_are_understood(workspace: Workspace) -> None:
    session = Session()
    list(session.ask(workspace, "How long was the harbour of Lindau closed in March?"))
    *_, last = session.ask(workspace, "and in April?")
    assert last.answer and last.answer.follow_up == "and in April?"
    assert last.answer.question == "How long was the harbour of Lindau closed in April?"


def test_a_follow_up_can_be_asked_as_it_was_written(workspace: Workspace) -> None:
    session = Session()
    list(session.ask(workspace, "How long was the harbour of Lindau closed in March?"))
    *_, last = session.ask(workspace, "and in April?", as_written=True)
    assert last.answer and not last.answer.follow_up
    assert last.answer.question == "and in April?"


def test_thanks_are_no_question(workspace: Workspace) -> None:
    session = Session()
    events = list(session.ask(workspace, "thanks"))
    assert events[-1].answer and events[-1].answer.reply
    assert not events[-1].answer.hits


# The judged


@pytest.fixture
def judged(tmp_path: Path) -> Judged:
    return Judged(tmp_path / "judged.jsonl")


def test_a_judgement_is_a_gold_question(workspace: Workspace) -> None:
    answer = workspace.assistant().ask("How long was the harbour of Lindau closed in March?")
    workspace.judged.save(right(answer, workspace.index))
    assert GoldFile(workspace.judged.path).check(workspace.index) == 1
    (gold,) = workspace.judged
    assert gold.evidence[0].document == "harbour.txt"
    assert gold.answerable and gold.type == "judged"
    workspace.judged.save(corrected(answer, [], ["nine days"], workspace.index))
    (gold,) = workspace.judged
    assert (gold.answerable, gold.answers, gold.evidence) == (False, (), ())
    place = find("Ferries  turned back empty.", workspace.index)
    workspace.judged.save(corrected(answer, [place], [" nine  days ", ""], workspace.index))
    (gold,) = workspace.judged
    assert (gold.answers, gold.evidence[0].sentence) == (
        ("nine days",),
        "Ferries turned back empty.",
    )
    assert GoldFile(workspace.judged.path).check(workspace.index) == 1


def test_an_answer_that_is_gone_cannot_be_judged(workspace: Workspace) -> None:
    bench, session = _Judging(workspace), Session(judging="a1")
    event = EventData(None, {"exchange": "a1"})
    for told in (bench.right(session, event), bench.wrong(session, event)):
        assert "The answer is gone." in told[-1]
    assert session.judging == ""
    assert "The answer is gone." in bench.keep([], "", "", True, session)[-1]
    assert len(workspace.judged) == 0


def test_a_sentence_that_stands_nowhere(workspace: Workspace) -> None:
    with pytest.raises(UserError, match="word for word"):
        find("Ferries turned back full.", workspace.index)


def test_what_might_have_been_cited_begins_with_what_was(workspace: Workspace) -> None:
    answer = workspace.assistant().ask("How long was the harbour of Lindau closed in March?")
    found = candidates(answer, 5)
    assert [span for _, span in found][: len(answer.sources)] == [s.span for s in answer.sources]
    assert len(found) == 5


def test_the_judged_are_measured(workspace: Workspace) -> None:
    with pytest.raises(UserError, match="Judge some answers first"):
        list(workspace.evaluate())
    answer = workspace.assistant().ask("How long was the harbour of Lindau closed in March?")
    workspace.judged.save(right(answer, workspace.index))
    *progress, last = workspace.evaluate()
    assert progress == [1] and isinstance(last, Evaluation)
    assert last.measures["citation_precision"].value == 1.0
    (harbour,) = [d for d in workspace.library.listing() if d.source.endswith("harbour.txt")]
    workspace.library.remove(harbour.id)
    assert workspace.judged.usable(workspace.index) == []


def test_many_judge_at_once(workspace: Workspace) -> None:
    answer = workspace.assistant().ask("How late did trains run?")
    threads = [
        threading.Thread(
            target=lambda n=n: workspace.judged.save(
                right(replace(answer, question=f"Question {n}?"), workspace.index)
            )
        )
        for n in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lines = workspace.judged.path.read_text(encoding="utf-8").splitlines()
    assert len({json.loads(line)["id"] for line in lines}) == 12


# Examples


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        (
            "The council of Bregenz spent 4 million euros on schools.",
            "Who spent 4 million euros on schools?",
        ),
        (
            "Mayor Eva Bauer said that the ferry would sail again in May.",
            "Who said that the ferry would sail again in May?",
        ),
        ("It spent nothing on the harbour.", ""),
        ("The council spent its money on the harbour of Bregenz.", ""),
        ("It rained for a week.", ""),
        ("The operator refunded 300 passengers.", ""),
        ("The man said “the ferry is late again today”.", ""),
    ],
)
def test_a_question_from_a_sentence(sentence: str, question: str) -> None:
    assert question_of(sentence) == question


def test_examples_are_answered_by_their_own_sentence(workspace: Workspace) -> None:
    found = tuple(suggest(workspace.index, workspace.assistant().ask, 4))
    assert found == ("Who spent 4 million euros on schools?", "How many documents are there?")
    _wait_for(lambda: workspace.examples.questions == found)


def test_examples_keep_no_visitor_waiting(workspace: Workspace) -> None:
    workspace.assistant()
    _wait_for(lambda: bool(workspace.examples.questions) and not workspace.examples.making)
    with ExitStack() as stack:
        while not workspace.turns.full:
            stack.enter_context(workspace.turns.join())
        workspace.examples.make()
        assert workspace.examples.questions == ()  # not those of documents that may have gone
    workspace.examples.make()
    assert workspace.examples.questions[0] == "Who spent 4 million euros on schools?"


def _wait_for(condition: Callable[[], bool]) -> None:
    for _ in range(100):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it never came about")
