"""The first screen as HTML: what pincite is, what it has to answer from, and what to ask it.

Pure functions of their arguments; everything of a document is escaped.
"""

from collections.abc import Sequence

from index.contents import Contents, Counted
from index.text.dates import plain_date
from ui.render.counts import bars, columns
from ui.render.html import text_to_html
from ui.render.periods import periods
from ui.render.text import count

_NAMED = 3
"""Sources that are named."""
_KINDS = 5
"""Kinds of files that have a bar of their own, where there are more than one more."""

_LIMITS = (
    "It does not guess, and knows nothing but these documents. Where they do not answer, it says "
    "so and shows the nearest passages; where they differ, it shows both."
)
_NO_DOCUMENTS = (
    "There are no documents yet: drop some on the tab Documents, and ask here when they are read. "
    "A whole folder is read by <code>pincite index FOLDER</code>, where pincite runs."
)
_NONE_TO_ASK = "There are no documents yet: ask whoever keeps the index to add some."
_LOADING = "Loading the models … You can ask already."


def beginning_to_html(
    contents: Contents,
    examples: Sequence[str],
    *,
    loading: bool = False,
    trouble: str = "",
    may_add: bool = True,
    unfinished: str = "",
) -> str:
    """The first screen.

    Args:
        contents: what the index holds.
        examples: questions to begin with; each is a button that asks it.
        loading: whether the models are not there yet.
        trouble: why they cannot be loaded, for the user.
        may_add: whether the user may add documents.
        unfinished: what is missing in the index, for the user; empty if nothing.
    """
    held = contents.documents
    about = f"Answers from {count(held, 'document')}" if held else "Answers from your documents"
    if trouble:
        state = f'<p class="failed" role="alert">{text_to_html(trouble)}</p>'
    elif loading:
        state = f'<p class="pending">{_LOADING}</p>'
    else:
        asking = f'<p class="lead">For example</p>{examples_to_html(examples)}' if examples else ""
        state = asking if held else f"<p>{_NO_DOCUMENTS if may_add else _NONE_TO_ASK}</p>"
    note = f'<p class="note">{text_to_html(unfinished)}</p>'
    missing = f'<div class="state">{note}</div>' if unfinished else ""
    return (
        f'<header class="pincite"><h1>pincite</h1><p>{about}; every claim cites the exact sentence '
        f"that it rests on.</p></header>{contents_to_html(contents)}{missing}"
        f'<div class="state">{state}</div>' + (f'<p class="limits">{_LIMITS}</p>' if held else "")
    )


def examples_to_html(questions: Sequence[str], about: str = "Questions to begin with") -> str:
    """Questions as buttons that ask them; "" if there are none."""
    buttons = "".join(
        f'<li><button type="button" data-example="{question}" dir="auto">{question}</button></li>'
        for question in map(text_to_html, questions)
    )
    return f'<ul class="examples" aria-label="{about}">{buttons}</ul>' if buttons else ""


def contents_to_html(contents: Contents) -> str:
    """Sources and dates in words, and pictures of what there is by time and by kind of file."""
    if not contents.documents:
        return ""
    told = "".join(
        f"<div><dt>{name}</dt><dd>{said}</dd></div>"
        for name, said in (("Sources", _sources(contents.sources)), ("Dates", _dates(contents)))
        if said
    )
    return (
        '<section class="contents" aria-label="What the documents are">'
        f'{f"<dl>{told}</dl>" if told else ""}<div class="figures">{_by_time(contents)}'
        f"{_by_kind(contents.types)}</div></section>"
    )


def _sources(sources: Counted) -> str:
    named = [name for name, _ in sources.names[:_NAMED]]
    more = len(sources.names) - len(named) + sources.more
    said = ", ".join(f'<bdi class="name">{text_to_html(name)}</bdi>' for name in named)
    return f"{said} and {more:,} more" if more else said


def _dates(contents: Contents) -> str:
    first, last = (plain_date(day or "") for day in (contents.first, contents.last))
    span = first if first == last else f"{first} to {last}"
    undated = f"{contents.undated:,} without a date" if contents.undated else ""
    dated = span if contents.months else ""
    return text_to_html("; ".join(filter(None, (dated, undated))))


def _by_time(contents: Contents) -> str:
    unit, counted = periods(contents.months)
    if len(counted) < 2:  # one column says less than the date
        return ""
    title = f"Documents by {unit}"
    picture = columns(title, [(one.label, one.short, one.documents) for one in counted])
    return f"<figure><figcaption>{title}</figcaption>{picture}</figure>"


def _by_kind(types: Counted) -> str:
    """A bar for each of the most frequent kinds, and one for all others."""
    if not types.names:
        return ""
    named = _KINDS if len(types.names) > _KINDS + 1 else _KINDS + 1
    shown = list(types.names[:named])
    others = sum(number for _, number in types.names[named:])
    if others:
        shown.append(("others", others))
    title = "Documents by kind of file"
    return f"<figure><figcaption>{title}</figcaption>{bars(title, shown)}</figure>"
