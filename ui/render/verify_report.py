"""A draft that was checked as one HTML page, to be printed, sent and kept, and as a part of ours.

Pure functions of their arguments. Drafts and documents are written by strangers: all text is
escaped, and the page forbids itself whatever is not its own style.
"""

from collections.abc import Iterator
from importlib import resources

from qa.drafts.types import Checked, Verdict, Verified
from qa.types import Citation
from ui.render.html import page_to_html, text_to_html
from ui.render.original import original_button
from ui.render.sources import about_to_html, in_context
from ui.render.text import one_line
from ui.render.verify import MARKS, coverage_to_text

_CLASSES = {verdict: str(verdict).replace(" ", "-") for verdict in Verdict}
_SEE = "see the tab Documents"
_NAMES = {verdict: str(verdict)[:1].upper() + str(verdict)[1:] for verdict in Verdict}


def verified_to_page(name: str, verified: Verified) -> str:
    """The whole page: the draft with its sentences marked, each with its sources, and the coverage.

    Args:
        name: of the draft.
        verified: what came of it.
    """
    style = "".join(
        resources.files("ui.render").joinpath(file).read_text(encoding="utf-8")
        for file in ("report.css", "verify.css")
    )
    title = verified.document.title
    body = (
        f'<h1 dir="auto">{text_to_html(title)}</h1>'
        f'<p class="about">{text_to_html(one_line(name))}</p>'
        f"{verified_to_html(verified, opened=True)}"
    )
    return page_to_html(f"{title}: checked", style, body)


def verified_to_html(verified: Verified, *, opened: bool = False) -> str:
    """The sentences in order, each with what the documents say to it, and the coverage.

    Args:
        verified: what came of a draft.
        opened: whether the sources are shown at once, rather than unfolded one by one.

    Returns:
        HTML for the body of a page, without scripts, styles or handlers.
    """
    coverage = "".join(
        f"<p>{text_to_html(line)}</p>"
        for line in coverage_to_text(verified, "" if opened else _SEE).split("\n")
    )
    sentences = "".join(_sentence(one, opened=opened) for one in verified.sentences)
    return (
        f'<section class="verified" aria-label="The draft, checked">'
        f'<div class="coverage">{coverage}</div><ol>{sentences}</ol></section>'
    )


def _sentence(one: Checked, *, opened: bool) -> str:
    if one.verdict is Verdict.NO_STATEMENT:
        return (
            f'<li class="{_CLASSES[one.verdict]}"><p class="said" dir="auto">'
            f'{text_to_html(one.text)} <span class="sign">{one.let_be}</span></p></li>'
        )
    head = (
        f'<span class="mark" aria-hidden="true">{MARKS[one.verdict]}</span> '
        f'<span class="verdict">{_NAMES[one.verdict]}</span> '
        f'<span class="said" dir="auto">{_with_uncovered(one)}</span>'
    )
    inside = "".join(_inside(one, opens=not opened))
    if opened or not inside:
        return f'<li class="{_CLASSES[one.verdict]}"><p>{head}</p>{inside}</li>'
    return (
        f'<li class="{_CLASSES[one.verdict]}"><details><summary>{head}</summary>'
        f'<div class="opened">{inside}</div></details></li>'
    )


def _with_uncovered(one: Checked) -> str:
    """The sentence, with what no document says in a `<mark>`."""
    parts = []
    done = 0
    for start, end in sorted(one.uncovered):
        parts += [text_to_html(one.text[done:start])]
        parts += [f"<mark>{text_to_html(one.text[start:end])}</mark>"]
        done = end
    return "".join([*parts, text_to_html(one.text[done:])])


def _inside(one: Checked, *, opens: bool) -> Iterator[str]:
    if one.reason:
        yield f'<p class="reason" dir="auto">{text_to_html(one.reason)}</p>'
    if one.edits:
        yield f'<p class="edits" dir="auto">{_edits(one)}</p>'
    for citation in one.citations:
        yield _source(citation, opens=opens)


def _edits(one: Checked) -> str:
    """The words of the source and of the draft, word by word."""
    parts = []
    for edit in one.edits:
        if edit.same:
            parts.append(text_to_html(edit.after))
            continue
        parts += [f"<del>{text_to_html(edit.before)}</del>"] if edit.before else []
        parts += [f"<ins>{text_to_html(edit.after)}</ins>"] if edit.after else []
    return " ".join(parts)


def _source(citation: Citation, *, opens: bool) -> str:
    """A source; `opens` says whether there is a button that opens its original."""
    document = citation.document
    button = f'<div class="actions">{original_button(citation.span)}</div>' if opens else ""
    return (
        f'<div class="source"><p class="about"><cite dir="auto">{text_to_html(document.title)}'
        f"</cite> {about_to_html(document, citation.span)}</p>"
        f'<blockquote dir="auto">{in_context((), citation)}</blockquote>{button}</div>'
    )
