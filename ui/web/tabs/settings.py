"""The tab with what a visitor may choose: how it looks, how it reads, which model writes."""

from dataclasses import replace
from typing import Any

import gradio as gr

from index.errors import UserError
from qa.models.calibration import USUAL, ReaderCalibration
from ui.render.care import care_to_html, level_to_text
from ui.render.html import text_to_html
from ui.web.access.caller import caller_of
from ui.web.session import Session
from ui.web.workspace import Workspace

_HIDDEN: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

_APPEARANCES = ["As the system", "Light", "Dark"]
_APPLY = """(choice) => {
    const dark = choice === 'Dark' ||
        (choice !== 'Light' && matchMedia('(prefers-color-scheme: dark)').matches);
    document.body.classList.toggle('dark', dark);
    localStorage.setItem('pincite-appearance', choice);
    return choice;
}"""
_REMEMBERED = f"""() => {{
    const choice = localStorage.getItem('pincite-appearance');
    return choice ? ({_APPLY})(choice) : 'As the system';
}}"""


def build(workspace: Workspace, session: gr.State, page: gr.Blocks) -> Any:
    """Lay the tab out.

    Returns:
        Where a model is chosen, a `gr.Column`.
    """
    gr.HTML('<header class="tab"><h2>Settings</h2></header>', apply_default_css=False)
    appearance = gr.Radio(
        _APPEARANCES, value=_APPEARANCES[0], label="Appearance", elem_id="appearance"
    )
    care = gr.Radio(
        _levels(workspace.reader_calibration()),
        value=USUAL,
        label="How careful? (without a language model)",
        elem_id="care",
    )
    fast = gr.Checkbox(
        value=bool(workspace.fast),
        label="Fast answers: leave the larger network out "
        "(some five times as fast, and less often right)",
        visible=workspace.fast is not None,
        elem_id="fast",
    )
    measured = gr.HTML(
        care_to_html(workspace.reader_calibration(), workspace.checker_calibration),
        apply_default_css=False,
        elem_id="measured",
    )
    with gr.Column(elem_id="model"):
        gr.HTML(_model_to_html(workspace), apply_default_css=False)
        with gr.Column(visible=bool(workspace.model_servers)) as choosing, gr.Row():
            address = gr.Textbox(
                label="Model server",
                placeholder="http://127.0.0.1:11434/v1",
                max_length=500,
                min_width=240,
            )
            model = gr.Textbox(label="Model", placeholder="qwen3", max_length=200, min_width=240)
        with choosing, gr.Row():
            use = gr.Button("Use this model", scale=0, min_width=180)
            drop = gr.Button("Without it", scale=0, min_width=140)
    outcome = gr.HTML(apply_default_css=False, elem_id="chosen")

    def careful(name: str, session: Session) -> str:
        """Choose how sure an answer must be."""
        session.choose(replace(session.choices, level=name))
        return _status(f"{name}, from the next question on.")

    def faster(fast: bool, session: Session) -> tuple[Any, str, str]:
        """Choose whether the larger network is left out."""
        choices = replace(session.choices, fast=None if fast == workspace.fast else fast)
        session.choose(choices)
        chosen = "The larger network is left out" if fast else "Both networks read"
        reader = workspace.reader_calibration(choices)
        return (
            gr.update(choices=_levels(reader)),
            care_to_html(reader, workspace.checker_calibration),
            _status(f"{chosen}, from the next question on."),
        )

    def write(address: str, model: str, session: Session, request: gr.Request) -> str:
        """Choose a model, if it answers."""
        try:
            workspace.try_model(address.strip(), model.strip())
        except UserError as error:
            return _status(workspace.shown.error(error))
        workspace.write_down(caller_of(request), "setting", f"model {model} at {address}")
        session.choose(replace(session.choices, address=address.strip(), model=model.strip()))
        return _status(
            f"{model.strip()} writes from the next question on; what it writes is checked."
        )

    def without(session: Session) -> str:
        """Go back to how pincite was started."""
        session.choose(replace(session.choices, address="", model=""))
        return _status("Answers are written as at the start again.")

    appearance.input(None, [appearance], [appearance], js=_APPLY, api_visibility="private")
    page.load(None, None, [appearance], js=_REMEMBERED, api_visibility="private")
    care.input(careful, [care, session], [outcome], **_HIDDEN)
    if workspace.fast is not None:
        fast.input(faster, [fast, session], [care, measured, outcome], **_HIDDEN)
    # more than the workspace serves, so that it says at once when too many try
    use.click(write, [address, model, session], [outcome], concurrency_limit=8, **_HIDDEN)
    drop.click(without, [session], [outcome], **_HIDDEN)
    return choosing


def _levels(reader: ReaderCalibration) -> list[tuple[str, str]]:
    """(what is shown, name) of each level of care."""
    return [(level_to_text(name, level), name) for name, level in reader.levels.items()]


def _model_to_html(workspace: Workspace) -> str:
    say = (
        "Any server that speaks the OpenAI protocol. Questions and evidence are sent to it, and to "
        "nobody else. A key is only sent to the server that pincite was started with."
        if workspace.model_servers
        else "Which model writes is chosen where pincite is started: --llm URL --model NAME."
    )
    if workspace.model_servers.addresses:
        say += f" {text_to_html(workspace.model_servers.description)}"
    return f'<div class="about-model"><h3>Language model</h3><p>{say}</p></div>'


def _status(text: str) -> str:
    return f'<p role="status">{text_to_html(text)}</p>'
