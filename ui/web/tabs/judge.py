"""The tab where one says what an answer should have cited, and measures on what was said."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import gradio as gr

from index.errors import UserError
from index.paths import file_name
from qa.evaluation.judged import Place, candidates, corrected, find
from qa.evaluation.results import Evaluation
from ui.render.conversation import Exchange
from ui.render.html import text_to_html
from ui.render.judged import judged_to_html
from ui.render.report import evaluation_to_html
from ui.render.text import count, isolated, plain, shorten
from ui.web.access.caller import caller_of
from ui.web.session import Session
from ui.web.tabs.ask import finished_to_html, save_as_right
from ui.web.tabs.events import value_of
from ui.web.tabs.parts import EACH
from ui.web.workspace import Workspace

_OFFERED = 12
_HIDDEN: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_NOTHING = (
    "Under an answer, choose the thumb up if it is right, or the thumb down and say what it should "
    "have cited. What you say is kept; it lets you measure how far to trust pincite on your "
    "documents."
)
_GONE = "The answer is gone. Ask again."
_ERROR = 0.15


def build(workspace: Workspace, session: gr.State, tabs: gr.Tabs, log: gr.HTML) -> gr.HTML:
    """Lay the tab out, and let the buttons under an answer lead to it.

    Returns:
        How many are judged.
    """
    gr.HTML(
        f'<header class="tab"><h2>Judge</h2><p>{_NOTHING}</p></header>', apply_default_css=False
    )
    with gr.Column(visible=False, elem_id="judging") as form:
        subject = gr.HTML(apply_default_css=False, elem_id="subject")
        sentences = gr.CheckboxGroup(label="Which sentences should have been cited?", choices=[])
        pasted = gr.Textbox(
            label="Another sentence, word for word",
            placeholder="Paste it from the document",
            max_length=2000,
        )
        short = gr.Textbox(
            label="The answer in as few words as it takes, if you like", max_length=300
        )
        unanswerable = gr.Checkbox(label="The documents do not answer this question")
        save = gr.Button("Save", variant="primary", elem_id="save")
    outcome = gr.HTML(apply_default_css=False, elem_id="judged")
    table = gr.HTML(apply_default_css=False, elem_id="judged-questions")
    with gr.Row(elem_id="measuring"):
        measure = gr.Button("Measure on the judged questions", scale=0, min_width=330)
    report = gr.HTML(apply_default_css=False, elem_id="report")

    bench = _Judging(workspace)
    log.judge_right(bench.right, [session], [log, outcome], **EACH)
    log.judge_wrong(
        bench.wrong,
        [session],
        [tabs, form, subject, sentences, pasted, short, unanswerable, outcome],
        **_HIDDEN,
    )
    save.click(
        bench.keep,
        [sentences, pasted, short, unanswerable, session],
        [log, form, outcome],
        **_HIDDEN,
    )
    measure.click(bench.evaluate, None, [outcome, report], concurrency_limit=1, **_HIDDEN)
    outcome.change(bench.tabled, None, [table], **_HIDDEN)  # whenever something was judged
    return outcome


class _Judging:
    """What the buttons do."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def right(self, session: Session, event: gr.EventData) -> tuple[str, str]:
        """Keep that an answer is right."""
        exchange = session.exchange(value_of(event, "exchange"))
        if exchange is None or exchange.answer is None:
            return finished_to_html(session), _status(_GONE)
        error = ""
        try:
            save_as_right(self._workspace, session, exchange)
            session.keep(replace(exchange, verdict="right"))
        except UserError as failed:
            error = self._workspace.shown.error(failed)
        return finished_to_html(session), _status(error) if error else _tally(self._workspace)

    def wrong(self, session: Session, event: gr.EventData) -> tuple[Any, ...]:
        """Ask what an answer should have cited."""
        exchange = session.exchange(value_of(event, "exchange"))
        if exchange is None or exchange.answer is None:
            session.judging = ""
            return *_form("", []), _status(_GONE)
        session.judging = exchange.id
        return *_form(_subject_to_html(exchange), _choices(exchange)), _tally(self._workspace)

    def keep(
        self, sentences: list[str], pasted: str, short: str, unanswerable: bool, session: Session
    ) -> tuple[Any, ...]:
        """Save what the answer should have cited."""
        exchange = session.exchange(session.judging)
        if exchange is None or exchange.answer is None:
            return finished_to_html(session), gr.update(visible=False), _status(_GONE)
        try:
            places = (
                [] if unanswerable else _sentences(self._workspace, exchange, sentences, pasted)
            )
            self._workspace.judged.save(
                corrected(exchange.answer, places, [plain(short)], self._workspace.index)
            )
        except UserError as error:
            why = _status(self._workspace.shown.error(error))
            return finished_to_html(session), gr.update(visible=True), why
        session.keep(replace(exchange, verdict="wrong"))
        return (
            finished_to_html(session),
            gr.update(visible=False),
            _tally(self._workspace, saved=True),
        )

    def evaluate(self) -> Iterator[tuple[str, str]]:
        """Measure on what was judged."""
        yield _status("Asking the judged questions …"), ""
        total = len(self._workspace.judged)
        try:
            for event in self._workspace.evaluate():
                if isinstance(event, Evaluation):
                    yield _tally(self._workspace), _report_to_html(event)
                else:
                    yield _status(f"Asked {event} of {total} questions …"), ""
        except UserError as error:
            yield _status(self._workspace.shown.error(error)), ""

    def tabled(self, request: gr.Request) -> str:
        """The judged questions, for those who may judge."""
        if not caller_of(request).may("edit"):
            return ""
        judged = self._workspace.shown.of(list(self._workspace.judged))
        return judged_to_html(judged, self._workspace.evaluation)


def tally_to_html(workspace: Workspace) -> str:
    """How many questions are judged."""
    return _tally(workspace)


def _form(subject: str, choices: list[tuple[str, str]]) -> tuple[Any, ...]:
    """The tab with an empty form for the subject; without one, with no form."""
    return (
        gr.update(selected="judge"),
        gr.update(visible=bool(subject)),
        subject,
        gr.update(choices=choices, value=[], visible=bool(choices)),
        "",
        "",
        False,
    )


def _candidates(exchange: Exchange) -> dict[str, Place]:
    """What a choice stands for → the sentence that might have been cited."""
    assert exchange.answer
    offered = candidates(exchange.answer, _OFFERED)
    return {f"{span.doc_id}:{span.start}:{span.end}": (doc, span) for doc, span in offered}


def _choices(exchange: Exchange) -> list[tuple[str, str]]:
    """(what is shown, what it stands for) of the sentences that might have been cited."""
    return [
        (
            f"{isolated(shorten(' '.join(plain(document.slice(span)).split()), 400))} "
            f"({isolated(plain(file_name(document.source)))})",
            value,
        )
        for value, (document, span) in _candidates(exchange).items()
    ]


def _sentences(
    workspace: Workspace, exchange: Exchange, chosen: list[str], pasted: str
) -> list[Place]:
    """The sentences that were chosen or pasted.

    Raises:
        UserError: if there is none, or what was pasted stands nowhere.
    """
    offered = _candidates(exchange)
    places = [offered[value] for value in chosen if value in offered]
    if pasted.strip():
        with workspace.tasks.run():
            places.append(find(pasted, workspace.index))
    if not places:
        raise UserError(
            "No sentence is chosen.", "Choose one, or say that the documents do not answer."
        )
    return places


def _subject_to_html(exchange: Exchange) -> str:
    assert exchange.answer
    claims = "".join(f'<p dir="auto">{text_to_html(c.said)}</p>' for c in exchange.answer.claims)
    said = claims or "<p>It was not answered.</p>"
    question = text_to_html(exchange.answer.question)
    return f'<h3 dir="auto">{question}</h3><div class="judged-answer">{said}</div>'


def _report_to_html(evaluation: Evaluation) -> str:
    return (
        '<details class="report"><summary>All measures</summary>'
        f"{evaluation_to_html(evaluation, _ERROR)}</details>"
    )


def _tally(workspace: Workspace, *, saved: bool = False) -> str:
    judged = len(workspace.judged)
    if not judged:
        return ""
    questions = f"{count(judged, 'question')} judged"
    return (
        f'<p role="status">{"Saved. " * saved}{questions}. <small>They stand in '
        f"<code>{text_to_html(workspace.judged.path.name)}</code> beside the index; whoever "
        "runs pincite can measure with them, too.</small></p>"
    )


def _status(text: str) -> str:
    return f'<p role="status">{text_to_html(text)}</p>'
