"""The kept conversations as HTML: the one that is shown, and the list of all.

Pure functions of their arguments. Buttons carry what they do in `data-` attributes, which `page.js`
reads; what unfolds is a `<details>`, for keyboards and screen readers, too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from index.text.dates import plain_minute
from ui.render.html import text_to_html
from ui.render.text import count, one_line, shorten

FORMATS = {
    "markdown": "Markdown",
    "html": "HTML",
    "docx": "Word",
    "bibtex": "BibTeX",
    "ris": "RIS",
}
"""Formats in which a conversation is saved, and what they are called."""

_SHOWN = 160
NOT_KEPT = (
    "Nothing is kept of what you ask, since nobody has logged in: it is gone when you close this "
    "page. You can save each answer."
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list.

    Attributes:
        id: of the conversation; hexadecimal digits.
        title: as it is called.
        changed: when something was asked last, ISO 8601.
        questions: how many there are.
        link: the path of the link by which others read it; empty where there is none.
        found: of what was searched, the words that hold it.
    """

    id: str
    title: str
    changed: str
    questions: int
    link: str = ""
    found: str = ""


def current_to_html(
    id: str, title: str, *, begun: bool, note: str = "", earlier: int = 0, trouble: str = ""
) -> str:
    """What stands above the conversation that is shown; its id is told to `page.js`.

    Args:
        id: of the conversation; empty where none is kept yet.
        title: of it.
        begun: whether something was asked.
        note: what is to be known of it then.
        earlier: questions of it that are not shown, or, where it is not kept, not any more.
        trouble: what went wrong, in words for the user.
    """
    said = ""
    if id or begun:
        said = (
            f'<p class="now" dir="auto">{text_to_html(title)}</p>'
            '<div class="actions"><button type="button" class="action" data-begin="new">'
            "New conversation</button></div>"
        )
    if begun and note:
        said += f'<p class="note">{text_to_html(note)}</p>'
    if earlier:
        saved = "here; what you save holds all" if id else "any more"
        said += (
            f'<p class="note">{count(earlier, "earlier question")} of it '
            f"{'is' if earlier == 1 else 'are'} not shown {saved}.</p>"
        )
    if trouble:
        said += f'<p class="failed" role="alert">{text_to_html(trouble)}</p>'
    return f'<div class="current" data-conversation="{text_to_html(id)}">{said}</div>'


def conversations_to_html(
    rows: Sequence[Row],
    unreadable: Sequence[tuple[str, str]],
    current: str,
    *,
    may_share: bool,
    words: str = "",
    trouble: str = "",
) -> str:
    """The list, the last changed first.

    Args:
        rows: what is listed.
        unreadable: id of each that cannot be read, and why.
        current: id of the one that is shown.
        may_share: whether there are others to share with.
        words: that were searched; empty where all are listed.
        trouble: what went wrong, in words for the user.
    """
    said = f'<p class="failed" role="alert">{text_to_html(trouble)}</p>' if trouble else ""
    if words:
        said += f'<p class="count" role="status">{_found(len(rows), words)}</p>'
    elif not rows and not unreadable:
        said += '<p class="empty">What you ask is kept here, until you delete it.</p>'
    items = "".join(_row(row, row.id == current, may_share) for row in rows)
    items += "".join(_unreadable(id, why) for id, why in unreadable)
    return f'{said}<ul class="conversations" aria-label="Conversations">{items}</ul>'


def _found(number: int, words: str) -> str:
    shown = text_to_html(shorten(one_line(words), _SHOWN))
    return f"{count(number, 'conversation')} with “{shown}”" if number else f"None with “{shown}”"


def _row(row: Row, is_current: bool, may_share: bool) -> str:
    title = text_to_html(row.title)
    about = [
        f'<time datetime="{text_to_html(row.changed)}">'
        f"{text_to_html(plain_minute(row.changed))}</time>",
        f"<span>{count(row.questions, 'question')}</span>",
    ]
    about += ["<span>shared</span>"] * bool(row.link)
    found = text_to_html(shorten(one_line(row.found), _SHOWN))
    return (
        f'<li><button type="button" class="open" data-open-kept="{row.id}"'
        f"{' aria-current=' + chr(34) + 'true' + chr(34) if is_current else ''}>"
        f'<cite dir="auto">{title}</cite><span class="about">{"".join(about)}</span>'
        + (f'<span class="found" dir="auto">{found}</span>' if found else "")
        + f'</button><details class="more" id="more-{row.id}" name="more">'
        f'<summary aria-label="More on {title}"><span aria-hidden="true">⋯</span></summary>'
        f'<div class="unfolded">{_rename(row)}{_saves(row)}{_share(row) if may_share else ""}'
        f"{_delete(row.id, row.title)}</div></details></li>"
    )


def _rename(row: Row) -> str:
    title = text_to_html(row.title)
    return (
        f'<div class="actions"><label for="name-{row.id}">Name</label>'
        f'<input id="name-{row.id}" type="text" maxlength="120" dir="auto" value="{title}">'
        f'<button type="button" class="action" data-rename="{row.id}">Rename</button></div>'
    )


def _saves(row: Row) -> str:
    saves = "".join(
        f'<button type="button" class="action" data-export="{key}" data-of="{row.id}" '
        f'aria-label="Save this conversation as {name}">{name}</button>'
        for key, name in FORMATS.items()
    )
    return f'<div class="actions" role="group" aria-label="Save"><span>Save as</span>{saves}</div>'


def _share(row: Row) -> str:
    """A link for others to read it, or the button that makes one."""
    if not row.link:
        return (
            '<div class="actions"><span>Others who may log in here read it as it is now, by a link:'
            f'</span><button type="button" class="action" data-share="{row.id}">Make a link'
            "</button></div>"
        )
    return (
        f'<div class="actions"><span>Shared: <a href="{row.link}" target="_blank">{row.link}</a>'
        f'</span><button type="button" class="action" data-link="{row.link}">Copy the link</button>'
        f'<button type="button" class="action" data-unshare="{row.id}">Take the link back</button>'
        "</div>"
    )


def _delete(id: str, title: str) -> str:
    """The button that deletes, below one that asks whether that is meant."""
    return (
        f'<details class="doubt" id="doubt-{id}"><summary>Delete</summary>'
        '<div class="actions"><span>It cannot be brought back.</span>'
        f'<button type="button" class="action" data-forget="{id}" '
        f'aria-label="Delete {text_to_html(title)} for good">Delete it for good</button>'
        "</div></details>"
    )


def _unreadable(id: str, why: str) -> str:
    said = text_to_html(f"A conversation that cannot be read: {why}.")
    return (
        f'<li class="unreadable"><p class="failed">{said}</p>'
        f'<p class="about">{text_to_html(id)}.jsonl</p>{_delete(id, "it")}</li>'
    )
