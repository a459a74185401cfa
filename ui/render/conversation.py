"""A conversation as HTML: each question, its answer, and buttons to copy, save and judge it.

Pure functions of their arguments; `answer.py` shows the answers. Buttons carry what they do in
`data-` attributes, which `page.js` reads.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from qa.conversation.reading import LONGEST_QUESTION
from qa.types import Answer, Claim
from ui.render.answer import answer_to_html, claims_to_html
from ui.render.beginning import examples_to_html
from ui.render.cited import by_document
from ui.render.export import answer_to_markdown
from ui.render.html import text_to_html
from ui.render.sources import evidence_to_html
from ui.render.text import count, disagreement_to_text, not_answered, shorten

QUEUED = "queued"
"""The stage of a question that waits for others of the same page."""
RELOADED = "The page was loaded again before this was answered."
STAGES = {
    QUEUED: "Your questions are answered one after the other; this one waits",
    "loading": "Loading the models, which happens once",
    "waiting": "pincite is busy: waiting for its turn",
    "searching": "Searching the documents",
    "reading": "Reading the best passages",
    "writing": "Writing, and checking every sentence",
}
"""What a stage is called; one of another name is shown as it is."""

_FORMATS = {
    "docx": "Word",
    "html": "HTML",
    "markdown": "Markdown",
    "bibtex": "BibTeX",
    "ris": "RIS",
    "report": "report",
    "record": "record",
    "json": "JSON",
}
_ABOUT = {
    "docx": "a document with footnotes",
    "html": "a page for any browser",
    "bibtex": "the sources, for a reference manager",
    "ris": "the sources, for a reference manager",
    "report": "a page that shows how each claim was checked",
    "record": "a file by which pincite can check later whether the sources still say so",
    "json": "for programs",
}
"""What a format is for, where its name does not say so."""
_OF_SOURCES = ("bibtex", "ris")
"""Formats that list what is cited, and are of no use where nothing is."""


_THUMB = (  # upwards; the style turns it over
    '<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M7 10.5v9.5H4.5A1.5 '
    "1.5 0 0 1 3 18.5V12a1.5 1.5 0 0 1 1.5-1.5zM7 10.5l4-7.2c1.6 0 2.6 1.1 2.6 2.6l-.7 3.6h5.4a2 "
    '2 0 0 1 2 2.4l-1.3 6.5a2 2 0 0 1-2 1.6H7"/></svg>'
)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question, and what came of it so far.

    Attributes:
        id: begins the ids of its elements; ASCII letters, digits and hyphens.
        question: as it was asked.
        stage: what is being done; empty at the end.
        claims: those checked so far.
        answer: the whole, at the end.
        failure: why there is none, in words for the user.
        verdict: what was made of it: `right`, `wrong`, or nothing yet.
        ahead: questions to be answered before, while it waits.
        draft: the end of what a language model is writing, not checked; None while none writes.
        usual: seconds that its answers took before; None where that is not known.
        suggestions: questions to go on with, or what the person is asked back may be answered
            with; while it is the last one.
    """

    id: str
    question: str
    stage: str = ""
    claims: tuple[Claim, ...] = ()
    answer: Answer | None = None
    failure: str = ""
    verdict: str = ""
    ahead: int = 0
    draft: str | None = None
    usual: float | None = None
    suggestions: tuple[str, ...] = ()

    @property
    def running(self) -> bool:
        """Whether there is more to come."""
        return self.answer is None and not self.failure


def exchanges_to_html(exchanges: Sequence[Exchange]) -> str:
    """Questions and answers, in order."""
    return "".join(map(exchange_to_html, exchanges))


def exchange_to_html(exchange: Exchange) -> str:
    """A question, the answer on the left, its sources on the right."""
    answer = exchange.answer
    evidence = evidence_to_html(answer, exchange.id) if answer else ""
    if evidence:
        evidence = f'<aside class="evidence" aria-label="Sources">{evidence}</aside>'
    about = "What you may mean" if answer and answer.back else "Questions to go on with"
    suggestions = examples_to_html(exchange.suggestions, about)
    asked = shorten(exchange.question, LONGEST_QUESTION)
    waits = f" {QUEUED}" * (exchange.stage == QUEUED)
    return (
        f'<section class="exchange{waits}" id="{exchange.id}" aria-label="Question and answer">'
        f'<p class="question" dir="auto">{text_to_html(asked)}</p>'
        f'{_follow_up_to_html(exchange)}<div class="halves"><div class="reply">{_reply(exchange)}'
        f"{actions_to_html(exchange)}</div>{evidence}{suggestions}</div></section>"
    )


def exchange_to_speech(exchange: Exchange) -> str:
    """What a screen reader is told of an exchange, as text."""
    if exchange.running:
        return _stage(exchange)
    if exchange.failure:
        return exchange.failure
    assert exchange.answer
    answer = exchange.answer
    if answer.instead or answer.abstained:
        return answer.instead or not_answered(answer)
    items = ", ".join(item.text for item in answer.items)
    claims = (f"{items}.",) if items else (claim.said for claim in answer.claims)
    short = f"{answer.short.removesuffix('.')}." if answer.short else ""
    said = (short, *claims, answer.extent, *answer.missing, disagreement_to_text(answer))
    return f"{' '.join(filter(None, said))} {_sources(answer)}."


def _sources(answer: Answer) -> str:
    """How many sources there are, and sentences of them where those are more."""
    documents = count(len(by_document(answer)), "source")
    if len(by_document(answer)) == len(answer.sources):
        return documents
    return f"{count(len(answer.sources), 'sentence')} of {documents}"


def _follow_up_to_html(exchange: Exchange) -> str:
    if not exchange.answer or not exchange.answer.follow_up:
        return ""
    rewritten = text_to_html(exchange.answer.question)
    again = (
        f'<button type="button" class="action" data-written="{exchange.id}">'
        "Ask it as I wrote it</button>"
    )
    return (
        f'<p class="understood">Understood as: <span dir="auto">{rewritten}</span></p>'
        f'<div class="actions written">{again}</div>'
    )


def _reply(exchange: Exchange) -> str:
    if exchange.failure:
        return (
            f'<p class="failed">{text_to_html(exchange.failure)}</p><div class="actions">'
            f'<button type="button" class="action" data-again="{exchange.id}">Ask again</button>'
            "</div>"
        )
    if exchange.answer:
        return answer_to_html(exchange.answer, exchange.id)
    claims = claims_to_html(Answer(exchange.question or "?", exchange.claims), exchange.id)
    pending = f'<p class="pending">{text_to_html(_stage(exchange))} …</p>'
    return f"{claims}{pending}{_draft(exchange)}"


def _draft(exchange: Exchange) -> str:
    """What a language model is writing, told apart from what is checked, and a way to stop it."""
    if exchange.draft is None:
        return ""
    usual = f" Its answers took about {exchange.usual:.0f} s." if exchange.usual else ""
    words = f'<span dir="auto">{text_to_html(exchange.draft)}</span>' if exchange.draft else "…"
    return (
        '<div class="draft" aria-hidden="true"><p class="note">A draft, not checked yet.'
        f'{usual}</p><p class="words">{words}</p></div><div class="actions"><button type="button" '
        f'class="action" data-stop="{exchange.id}">Stop the model</button></div>'
    )


def _stage(exchange: Exchange) -> str:
    """What is being done, and the place in the queue of a question that waits."""
    said = STAGES.get(exchange.stage, exchange.stage.capitalize())
    if not exchange.ahead:
        return said
    return f"{said}; {count(exchange.ahead, 'question')} before yours"


def _tip(format: str) -> str:
    return f' title="{name[:1].upper()}{name[1:]}"' if (name := _ABOUT.get(format)) else ""


def actions_to_html(exchange: Exchange) -> str:
    """One row under an answer: copy it, save it, say whether it is right."""
    answer = exchange.answer
    if not answer or answer.instead:
        return ""
    copied = text_to_html(answer_to_markdown(answer))
    formats = {k: name for k, name in _FORMATS.items() if answer.sources or k not in _OF_SOURCES}
    saves = "".join(
        f'<button type="button" class="action" data-save="{key}" data-exchange="{exchange.id}" '
        f'aria-label="Save as {name}"{_tip(key)}>{name[:1].upper()}{name[1:]}</button>'
        for key, name in formats.items()
    )
    thumbs = "".join(
        f'<button type="button" class="action thumb {verdict}" data-judge="{verdict}" '
        f'data-exchange="{exchange.id}" aria-label="This is {verdict}" title="This is {verdict}" '
        f'aria-pressed="{str(exchange.verdict == verdict).lower()}">{_THUMB}</button>'
        for verdict in ("right", "wrong")
    )
    return (
        '<div class="actions answered" role="group" aria-label="This answer">'
        f'<button type="button" class="action" data-copy="{copied}" '
        'title="Copy with citations">Copy</button>'
        f'<details class="saving"><summary class="action">Save as</summary><div>{saves}</div>'
        f"</details>{thumbs}</div>"
    )
