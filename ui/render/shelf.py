"""What is mirrored, and what of it is not in the index, as HTML: for the tab of the documents.

Pure functions of their arguments; everything of a document is escaped.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from index.progress import Kept, LeftOut, SyncReport
from index.text.dates import plain_minute
from index.types import Skipped
from ui.render.html import text_to_html
from ui.render.text import count

SHOWN = 200
"""Lines of a list of what was left out; the rest is counted."""
MORE = "whoever runs pincite sees all of them with pincite index --json"
_SCROLLED = '<ul class="skipped" tabindex="0" aria-label="What was left out">'
"""A long list scrolls by itself, also by keyboard."""


@dataclass(frozen=True, slots=True)
class Root:
    """A file or folder that is mirrored.

    Attributes:
        key: by which it is known on the page.
        name: what it is called there.
        when: it was last mirrored, ISO 8601.
        documents: from it.
    """

    key: str
    name: str
    when: str
    documents: int


@dataclass(frozen=True, slots=True)
class Notice:
    """What was not taken in, until somebody has read it.

    Attributes:
        number: of it; later ones have greater numbers.
        when: ISO 8601.
        source: what was not taken in.
        reason: one sentence that the user reads.
    """

    number: int
    when: str
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of the documents that are never cited.

    Attributes:
        documents: those that have such lines, or nothing that can be cited.
        all: how many documents there are.
    """

    documents: tuple[LeftOut, ...]
    all: int


def notices_to_html(notices: Sequence[Notice], forgotten: int = 0) -> str:
    """What was skipped, the newest first, with a button that says it was read; "" if nothing was.

    Args:
        notices: oldest first.
        forgotten: how many older ones were let go to keep the list short.
    """
    if not notices:
        return ""
    rows = [(_when(notice.when) + _named(notice.source), notice.reason) for notice in notices]
    more = f"<p>{count(forgotten, 'earlier one')} let go.</p>" if forgotten else ""
    return (
        '<section class="notices" aria-label="Skipped"><div class="list-head">'
        f"<h3>{count(len(notices), 'file or part of a file', 'files or parts of files')} not taken "
        "in</h3>"
        f'<button type="button" class="action" data-dismiss="{notices[-1].number}">Dismiss</button>'
        f"</div>{_reasons(rows[::-1])}{more}</section>"
    )


def roots_to_html(roots: Sequence[Root], *, may_refresh: bool = False) -> str:
    """What is mirrored, each with a button that brings it up to date; "" if nothing is."""
    if not roots:
        return ""
    rows = "".join(_root(root, may_refresh) for root in roots[:SHOWN])
    if len(roots) > SHOWN:
        rows += f"<li>and {len(roots) - SHOWN:,} more; pincite status tells all</li>"
    every = (
        '<p><button type="button" class="action" data-refresh="">Bring all up to date</button></p>'
        if may_refresh and len(roots) > 1
        else ""
    )
    return (
        '<details id="folders" class="shelf"><summary>'
        f"{count(len(roots), 'folder or file is', 'folders and files are')} mirrored"
        f'</summary><ul class="roots">{rows}</ul>{every}</details>'
    )


def left_out_to_html(
    skipped: Sequence[Skipped],
    lines: Lines | None,
    notices: Sequence[Notice] = (),
    *,
    may_look: bool = False,
) -> str:
    """What is not in the index, and what in it is never cited.

    Args:
        skipped: files and parts of files that are not in the index.
        lines: that are never cited; None if they were not counted.
        notices: that stand above it; what they tell is not told again.
        may_look: whether names are shown, and lines can be counted; if not, only how many files.
    """
    number = count(len(skipped), "file or part of a file", "files or parts of files")
    if not may_look:
        return f'<p class="shelf count">{number} not in the index.</p>' if skipped else ""
    if not skipped:
        return (
            '<details id="left-out" class="shelf"><summary>Lines that are never cited</summary>'
            f"{_lines(lines)}</details>"
        )
    told = {(notice.source, notice.reason) for notice in notices[-SHOWN:]}
    others = [skip for skip in skipped if (skip.source, skip.reason) not in told]
    above = f", {len(skipped) - len(others):,} of them told above" * (len(others) < len(skipped))
    rows = [(_named(skip.source), skip.reason) for skip in others]
    return (
        f'<details id="left-out" class="shelf"><summary>{number} not in the index{above}'
        f"</summary>{_reasons(rows) if rows else ''}{_lines(lines)}</details>"
    )


def refreshed_to_html(report: SyncReport, new: Sequence[Skipped]) -> str:
    """What a run did.

    Args:
        report: of it.
        new: of what was skipped, what was not before.
    """
    told = [f"{report.added:,} added", f"{report.removed:,} removed"]
    told += [f"{report.unchanged:,} as they were"]
    if report.skipped:
        told.append(f"{len(report.skipped):,} skipped, {len(new):,} of them for the first time")
    kept = "".join(_kept(place) for place in report.kept)
    return f"<p>Up to date: {', '.join(told)}.</p>{f'<ul>{kept}</ul>' if kept else ''}"


def document_lines_to_html(left: LeftOut | None) -> str:
    """The lines of one document that are never cited; "" if there are none."""
    if left is None or not (left.furniture or not left.sentences):
        return ""
    nothing = "" if left.sentences else "<p>Nothing in it is a sentence that could be cited.</p>"
    lines = "".join(f'<li dir="auto">{text_to_html(line)}</li>' for line in left.furniture[:SHOWN])
    rest = len(left.furniture) - SHOWN
    more = f"<li>and {rest:,} more</li>" if rest > 0 else ""
    number = count(len(left.furniture), "line is", "lines are")
    shown = f"{_SCROLLED}{lines}{more}</ul>" if lines else ""
    return (
        f'<details class="shelf"><summary>{number} never cited</summary>{nothing}{shown}</details>'
    )


def _root(root: Root, may_refresh: bool) -> str:
    key, name = text_to_html(root.key), text_to_html(root.name)
    button = (
        f'<button type="button" class="action" data-refresh="{key}" '
        f'aria-label="Bring {name} up to date">Bring up to date</button>'
        if may_refresh
        else ""
    )
    return (
        f'<li><span><b dir="auto">{name}</b> <span class="about">'
        f"{count(root.documents, 'document')}, last read {_when(root.when)}</span></span>{button}"
        "</li>"
    )


def _lines(lines: Lines | None) -> str:
    if lines is None:
        return (
            '<p><button type="button" class="action" data-count-lines>Count the lines that are '
            "never cited</button></p>"
        )
    number = sum(len(document.furniture) for document in lines.documents)
    most = sorted(lines.documents, key=lambda document: -len(document.furniture))[:SHOWN]
    rows = "".join(
        f'<li><b dir="auto">{text_to_html(document.title)}</b>: '
        f"{count(len(document.furniture), 'line')} of {_with_lines(document)}</li>"
        for document in most
    )
    rest = len(lines.documents) - len(most)
    more = f"<li>and {count(rest, 'more document')}</li>" if rest > 0 else ""
    return (
        f'<p role="status">{count(number, "line is", "lines are")} never cited, such as bylines '
        f"and share lines, in {len(lines.documents):,} of {count(lines.all, 'document')}; open one "
        f"to read them.</p>" + (f"{_SCROLLED}{rows}{more}</ul>" if rows else "")
    )


def _with_lines(document: LeftOut) -> str:
    if not document.sentences:
        return "it, and nothing that can be cited"
    return f"it, beside {count(document.sentences, 'sentence')}"


def _kept(place: Kept) -> str:
    return (
        f"<li>{_named(place.place)}: {text_to_html(place.reason)} "
        f"{count(place.documents, 'document')} kept.</li>"
    )


def _reasons(rows: Sequence[tuple[str, str]]) -> str:
    """Names, which are HTML already, with their reasons; the rest is counted."""
    shown = "".join(f"<li>{name}: {text_to_html(reason)}</li>" for name, reason in rows[:SHOWN])
    rest = len(rows) - SHOWN
    more = f"<li>and {rest:,} more; {MORE}</li>" if rest > 0 else ""
    return f"{_SCROLLED}{shown}{more}</ul>"


def _named(source: str) -> str:
    path, sign, part = source.partition("#")
    name = "/".join(path.rsplit("/", 2)[-2:]).lstrip("/") + sign + part
    return f'<b dir="auto">{text_to_html(name)}</b>'


def _when(iso: str) -> str:
    """A time as a reader's own clock need not be known for: day and minute, UTC."""
    shown = text_to_html(plain_minute(iso))
    return f'<time datetime="{text_to_html(iso)}">{shown}</time> '
