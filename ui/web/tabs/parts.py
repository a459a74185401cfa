"""What the tabs have in common: how work, failure and files to save are shown."""

from collections.abc import Mapping
from importlib import resources
from typing import Any

from ui.render.html import text_to_html

EACH: dict[str, Any] = {
    "show_progress": "hidden",
    "api_visibility": "private",
    "trigger_mode": "multiple",
}
"""For an event that is handled each time: else what is clicked while the last is on its way to
the server would be dropped."""


def status_to_html(text: str) -> str:
    """What is being done, which a screen reader is told."""
    return f'<p class="pending" role="status">{text_to_html(text)}</p>'


def failure_to_html(text: str) -> str:
    """Why something was not done, likewise."""
    return f'<p class="failed" role="alert">{text_to_html(text)}</p>'


def save_buttons(data: str, names: Mapping[str, str], about: str, lead: str = "Save as") -> str:
    """Buttons that save what is shown as a file; `page.js` reads which.

    Args:
        data: the attribute `data-…` that holds the format.
        names: format → its name.
        about: what is saved, such as "This timeline".
        lead: words in front of the buttons.
    """
    saves = "".join(
        f'<button type="button" class="action" data-{data}="{key}" '
        f'aria-label="Save as {name}">{name}</button>'
        for key, name in names.items()
    )
    return (
        f'<div class="actions" role="group" aria-label="{about}"><div>'
        f"<span>{lead}</span>{saves}</div></div>"
    )


def script(name: str) -> str:
    """A script of the page, by the name of its file."""
    return resources.files("ui.web").joinpath("static", name).read_text(encoding="utf-8")


def outcome_to_html(html: str) -> str:
    """What came of something, which a screen reader is told."""
    return f'<div class="outcome" role="status">{html}</div>'


def refusal_to_html(text: str) -> str:
    """Why nothing came of it, likewise."""
    return outcome_to_html(f"<p>{text_to_html(text)}</p>")
