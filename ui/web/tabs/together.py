"""The tab that asks all corpora one question, and shows what each says beside the others."""

from collections.abc import Iterator, Sequence
from typing import Any

import gradio as gr

from index.errors import UserError
from ui.render.corpora import Said, together_to_html
from ui.render.text import plain
from ui.web.corpora import Corpus
from ui.web.tasks import report_faults
from ui.web.workspace import Workspace

_ABOUT = (
    "One question to every corpus. Each answers from its own documents, or says nothing; the "
    "answers stand side by side and are not merged. Nothing asked here is kept."
)
_LONGEST = 2_000
_AT_ONCE = 4


def build(workspace: Workspace, corpora: Sequence[Corpus], behaviour: str) -> None:
    """Lay the tab out.

    Args:
        workspace: that of this page.
        corpora: those that are asked, in this order.
        behaviour: the script of `page.js`.
    """
    gr.HTML(
        f'<header class="tab"><h2>All corpora</h2><p>{_ABOUT}</p></header>',
        apply_default_css=False,
    )
    with gr.Row(elem_id="asking-together"):
        question = gr.Textbox(
            label="Question to all corpora",
            placeholder="Ask all of them",
            max_length=_LONGEST,
            scale=1,
        )
        ask = gr.Button("Ask all", variant="primary", scale=0, min_width=104)
    shown = gr.HTML(js_on_load=behaviour, apply_default_css=False, elem_id="together")

    def ask_together(question: str) -> Iterator[str]:
        """What each corpus says, one after the other."""
        asked = plain(question).strip()
        if not asked:
            yield ""
            return
        said: list[Said] = []
        for place, corpus in enumerate(corpora):
            yield together_to_html(said, [each.name for each in corpora[place:]])
            said.append(_said(corpus, asked, here=corpus.workspace is workspace))
        yield together_to_html(said)

    hidden: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    gr.on(
        [question.submit, ask.click],
        ask_together,
        [question],
        [shown],
        concurrency_limit=_AT_ONCE,
        **hidden,
    )


def _said(corpus: Corpus, question: str, *, here: bool) -> Said:
    try:
        with report_faults():
            answer = corpus.workspace.ask(question)
    except UserError as error:
        failure = corpus.workspace.shown.error(error)
        return Said(corpus.name, corpus.path, None, failure, here)
    return Said(corpus.name, corpus.path, answer, here=here)
