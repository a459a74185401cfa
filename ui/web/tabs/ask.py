"""The tab where one asks: questions and answers, each with its sources beside it."""

from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr

from index.errors import UserError
from qa.evaluation.judged import right
from qa.records.record import Record, known_versions, record_to_text
from qa.types import Answer
from ui.render.answer_report import answer_report_to_html
from ui.render.beginning import beginning_to_html
from ui.render.bibliography import cited_documents, to_bibtex, to_ris
from ui.render.conversation import Exchange, exchange_to_speech, exchanges_to_html
from ui.render.docx import MEDIA_TYPE, answer_to_docx
from ui.render.export import answer_to_json, answer_to_markdown, answer_to_page
from ui.render.html import text_to_html
from ui.render.text import file_name_for
from ui.web.access.caller import caller_of
from ui.web.conversations.answers import whole
from ui.web.conversations.current import keep
from ui.web.conversations.owners import Owner, owner_of
from ui.web.records import record
from ui.web.session import Session
from ui.web.tabs import conversations as kept_part
from ui.web.tabs import narrow
from ui.web.tabs.events import value_of
from ui.web.tabs.parts import EACH
from ui.web.tabs.taking import Taking
from ui.web.where import LONGEST_FIELD
from ui.web.workspace import Workspace

AT_ONCE = 32
"""Questions that are taken at once; the workspace answers some of them at a time and says so."""

_LONGEST = 100_000
"""Characters that the text box takes: far more than can be asked, so that whoever pastes a whole
text is told how long it is, and not how long what was cut of it."""
_FIELDS = (
    ("Since", "2022-10-30"),
    ("Until", "last week"),
    ("Source", "paper or site"),
    ("Author", "who wrote it"),
    ("Folder", "folder or file"),
    ("Type", "pdf; html"),
    ("Today is", "2022-10-30"),
)
"""Labels and examples of the fields of `Where`, in their order; each example fits on one line."""

_FORMATS: dict[str, tuple[str, str, Callable[[Answer], str | bytes]]] = {
    "markdown": ("answer.md", "text/markdown", answer_to_markdown),
    "html": ("answer.html", "text/html", answer_to_page),
    "docx": ("answer.docx", MEDIA_TYPE, answer_to_docx),
    "json": ("answer.json", "application/json", answer_to_json),
    "bibtex": ("answer.bib", "application/x-bibtex", lambda a: to_bibtex(cited_documents([a]))),
    "ris": (
        "answer.ris",
        "application/x-research-info-systems",
        lambda a: to_ris(cited_documents([a])),
    ),
}
_CHECKED: dict[str, tuple[str, str, Callable[[Answer, Record], str]]] = {
    "report": ("answer.report.html", "text/html", answer_report_to_html),
    "record": ("answer.record.json", "application/json", lambda _, record: record_to_text(record)),
}
"""What needs the record of an answer: as `pincite ask --report` and `--save` write it."""
DOWNLOAD = """(file) => {
    if (!file) return;
    const link = document.createElement('a');
    const content = file.base64 === undefined ? file.text
        : Uint8Array.from(atob(file.base64), (byte) => byte.charCodeAt(0));
    link.href = URL.createObjectURL(new Blob([content], {type: file.type + ';charset=utf-8'}));
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}"""
"""Gives a browser a file: its `name`, `type`, and `text` or else `base64`."""

Said = tuple[str, str]
"""The exchanges that run, and what a screen reader is told."""


def build(
    workspace: Workspace, session: gr.State, behaviour: str
) -> tuple[gr.HTML, gr.HTML, kept_part.Parts]:
    """Lay the tab out.

    Args:
        workspace: answers the questions.
        session: holds a `Session`.
        behaviour: the script of `page.js`.

    Returns:
        The finished exchanges, on which one can choose `judge`; the beginning, which shows
        examples; and the parts that show the kept conversations.
    """
    first = gr.HTML(
        beginning(workspace),
        js_on_load=behaviour,
        apply_default_css=False,
        elem_id="beginning",
    )
    kept = kept_part.lay_out(behaviour)
    log = gr.HTML(js_on_load=behaviour, apply_default_css=False, elem_id="conversation")
    running = gr.HTML(js_on_load=behaviour, apply_default_css=False, elem_id="running")
    offered, chosen = narrow.chips(behaviour, "offered"), narrow.chips(behaviour, "narrowed")
    with gr.Column(elem_id="ask-here"):
        where = where_to_look("where", offered)
        chosen.render()  # type: ignore[no-untyped-call]
        with gr.Row(elem_id="asking"):
            box = gr.Textbox(
                label="Question",
                show_label=False,
                container=False,
                placeholder="Ask the documents",
                max_length=_LONGEST,
                autofocus=True,
                scale=1,
            )
            send = gr.Button("Ask", variant="primary", scale=0, min_width=72)
    said = gr.HTML(apply_default_css=False, elem_id="said")
    file = gr.JSON(visible=False)
    narrow.connect(workspace, where, offered, chosen, first)

    def go_on(session: Session, request: gr.Request) -> Iterator[Said]:
        """Answer the next question of those that were taken."""
        caller = caller_of(request)
        session.may_add = caller.may("edit")
        yield _show(session, *session.exchanges[-1:])
        yield from _ask(workspace, session, owner_of(caller))

    def finish(session: Session, words: str, request: gr.Request) -> tuple[str, ...]:
        """Move what is done to the finished exchanges, and show that it is kept."""
        session.finish()
        caller = caller_of(request)
        listed = kept_part.listing(workspace, caller, session.current, words)
        return *shown(session), listed, kept_part.current_html(session, caller)

    def save(session: Session, event: gr.EventData) -> dict[str, str] | None:
        """An answer as a file."""
        exchange = session.exchange(value_of(event, "exchange"))
        if exchange is None:
            return None
        try:
            return saved_answer(workspace, session, exchange, value_of(event, "format"))
        except UserError as error:
            gr.Warning(text_to_html(workspace.shown.error(error)))
            return None

    hidden: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    # each part is given a value each time, or left alone: Gradio keeps for as long as the page is
    # open every value of a part that was skipped before
    many: dict[str, Any] = {**EACH, "concurrency_limit": AT_ONCE}
    answering: dict[str, Any] = {**many, "concurrency_id": "ask"}
    now = kept.current
    # what waits is begun by the page, once it shows that nothing else is left to do
    asked = [running.go_on(go_on, [session], [running, said], **answering)]
    taking = Taking(workspace, shown)
    several = (
        gr.on([box.submit, send.click], taking.take, [session, box, *where], [box, now], **many),
        first.ask_example(taking.take_example, [session, *where], [now], **many),
        log.ask_example(taking.take_example, [session, *where], [now], **many),
        log.ask_as_written(taking.take_as_written, [session, *where], [now], **many),
        log.ask_again(taking.take_again, [session, *where], [log, running, now], **many),
    )
    asked += [taken.then(go_on, [session], [running, said], **answering) for taken in several]
    for one in asked:
        one.then(
            finish, [session, kept.words], [log, running, kept.listed, now], queue=False, **EACH
        )
    running.stop_writing(stop_writing, [session], None, queue=False, **EACH)
    log.save_answer(save, [session], [file], **hidden).then(
        None, [file], None, js=DOWNLOAD, api_visibility="private"
    )
    kept_part.connect(workspace, session, kept, shown, (log, running), file, DOWNLOAD)
    return log, first, kept


def shown(session: Session) -> tuple[str, str]:
    """The finished exchanges, and those that run."""
    return finished_to_html(session), _running_to_html(session)


def saved_answer(
    workspace: Workspace, session: Session, exchange: Exchange, format: str
) -> dict[str, str] | None:
    """An answer as the file of a format; None if there is no answer, or no such format.

    Raises:
        UserError: if its record cannot be made.
    """
    answer = exchange.answer
    if answer is None:
        return None
    if format in _FORMATS:
        name, kind, write = _FORMATS[format]
        return kept_part.file_of(file_name_for(exchange.question, name), kind, write(answer))
    if format in _CHECKED and not answer.instead:
        name, kind, write_checked = _CHECKED[format]
        text = write_checked(answer, _record(workspace, session, exchange.id, answer))
        return {"name": file_name_for(exchange.question, name), "type": kind, "text": text}
    return None


def _record(workspace: Workspace, session: Session, id: str, answer: Answer) -> Record:
    """The record of an answer; of a kept one over the documents as they are in the index.

    Raises:
        UserError: if it cannot be made.
    """
    if id not in session.reread:
        return record(workspace, answer, session.chosen.get(id, session.choices))
    try:
        cited = whole(answer, workspace.index.document)
    except ValueError as error:
        raise UserError(
            "A document that this answer cites is not here any more as it was.",
            "Ask again, or save it as a page.",
        ) from error
    return record(workspace, cited, known_versions())


def stop_writing(session: Session, event: gr.EventData) -> None:
    """Have the language model of an exchange stop."""
    if exchange := session.exchange(value_of(event, "exchange")):
        session.stopped.add(exchange.id)


def where_to_look(elem_id: str, offered: gr.HTML | None = None) -> list[gr.Textbox]:
    """The fields of a `Where`, in its order, below what may be chosen for them; folded away."""
    with gr.Accordion("Where to look", open=False, elem_id=elem_id):
        if offered is not None:
            offered.render()  # type: ignore[no-untyped-call]
        with gr.Row():
            return [
                gr.Textbox(
                    label=label, placeholder=example, max_length=LONGEST_FIELD, min_width=150
                )
                for label, example in _FIELDS
            ]


def beginning(workspace: Workspace, *, may_add: bool = True) -> str:
    """The first screen: what pincite does, what it has to answer from, and what to ask."""
    return beginning_to_html(
        workspace.index.contents(),
        workspace.examples.questions,
        loading=workspace.assistants.loading,
        trouble=workspace.shown.text(workspace.assistants.trouble),
        may_add=may_add,
        unfinished=workspace.index.unfinished(),
    )


def is_settled(workspace: Workspace) -> bool:
    """Whether the beginning will not change by itself any more."""
    return workspace.assistants.settled and not workspace.examples.making


def save_as_right(workspace: Workspace, session: Session, exchange: Exchange) -> None:
    """Keep a judgement that an answer is right.

    Raises:
        UserError: if it cannot be written.
    """
    if exchange.answer is None:
        raise UserError("There is no answer to judge.", "Wait until it is there.")
    workspace.judged.save(right(exchange.answer, workspace.index))


def finished_to_html(session: Session) -> str:
    """The exchanges that are done."""
    return exchanges_to_html([e for e in session.exchanges if e.id in session.moved])


def _running_to_html(session: Session) -> str:
    """The others, one that is just done among them."""
    return exchanges_to_html([e for e in session.exchanges if e.id not in session.moved])


def _ask(workspace: Workspace, session: Session, owner: Owner | None) -> Iterator[Said]:
    current = session.current  # another may be opened before the answer is there
    for exchange in session.answer(workspace):
        # before it is shown, or a page that is left would lose it
        if owner and not exchange.running:
            keep(workspace.conversations, owner, current, exchange)
            current.trouble = workspace.shown.text(current.trouble)
        yield _show(session, exchange)


def _show(session: Session, exchange: Exchange | None = None) -> Said:
    status = text_to_html(exchange_to_speech(exchange)) if exchange else ""
    return _running_to_html(session), f'<p role="status">{status}</p>'
