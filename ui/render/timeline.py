"""A timeline as text, as values for JSON and as HTML; `timeline_picture.py` draws it.

Pure functions of their arguments; everything of a document is made plain or escaped.
"""

import datetime
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from index.scopes import scope_to_dict
from index.text.dates import plain_date
from qa.timeline import Entry, LeftOut, Timeline
from qa.types import Citation
from ui.render.html import check_anchor, text_to_html
from ui.render.labels import date_of, label, publisher_of
from ui.render.original import original_button
from ui.render.scope import scope_to_text
from ui.render.sources import about_to_html, in_context
from ui.render.text import count, one_line, place_in_file
from ui.render.values import citation_to_dict

NOTHING = "No sentence of the documents tells what happened in this matter, and when."
_SIGNS = {"told": "", "published": "reported", "planned": "planned"}
"""How a time is known → what stands beside it."""
_DASH = "\N{EN DASH}"


def when(entry: Entry, *, year: bool = True) -> str:
    """When it happened, as `24 Oct 2025`, `Oct 2025`, `2025` or `14–20 Jul 2025`.

    Args:
        entry: of a timeline.
        year: whether to name the year, where it is not all there is.
    """
    first, last = entry.first, entry.last
    ends = {
        "day": plain_date(first.isoformat()),
        "month": plain_date(_iso(first)[:7]),
        "year": str(first.year),
        "stretch": _stretch(first, last),
    }
    text = ends[entry.precision]
    return text if year or text == str(first.year) else text.removesuffix(f" {last.year}")


def sign(entry: Entry) -> str:
    """What a reader must know of how the time is known: `planned`, `reported` or nothing."""
    return _SIGNS[entry.told]


def headline(timeline: Timeline) -> str:
    """How many events there are, and from when to when, in one line."""
    entries = timeline.entries
    within = f"; {scope_to_text(timeline.scope)}" if timeline.scope else ""
    if not entries:
        return NOTHING
    latest = max(entries, key=lambda entry: entry.last)
    first, last = when(entries[0]), when(latest)
    if len(entries) == 1 or first == last:
        first, last = last, ""
    time = f"{first} to {last}" if last else first
    return f"{count(len(entries), 'event')}, {time}{within}"


def left_out(without: LeftOut) -> str:
    """What is not shown, and why, in a sentence; "" if that is nothing."""
    parts = (
        (without.over_limit, "less about it than these"),
        (without.merged, "told in the same words by another"),
        (without.undated, "without a date"),
        (without.unknown_day, "dated from a day that is not known"),
        (without.future, "of documents dated after the day of asking"),
    )
    said = [f"{number:,} {why}" for number, why in parts if number]
    return f"Sentences about it that are not shown: {'; '.join(said)}." if said else ""


def about(citation: Citation) -> list[str]:
    """Title, date and publisher of a document and the place in it; `undated` where it has none."""
    document = citation.document
    known = (
        document.title,
        date_of(document) or "undated",
        publisher_of(document),
        *place_in_file(document, citation.span),
    )
    return [text for text in known if text]


def elsewhere(entry: Entry) -> str:
    """In how many other documents it stands; "" if in none."""
    return f"also in {count(entry.elsewhere, 'document')}" if entry.elsewhere else ""


def timeline_to_text(timeline: Timeline) -> str:
    """The entries, each with its sentence and source; no newline at the end."""
    lines = [
        f"{one_line(f'{timeline.topic}: {headline(timeline)}')}" if timeline.entries else NOTHING
    ]
    for entry in timeline.entries:
        time = f"{when(entry)} ({sign(entry)})" if sign(entry) else when(entry)
        known = ", ".join(map(one_line, about(entry.citation)))
        lines += [
            "",
            f"{time}\n  {one_line(entry.citation.quote)}",
            f"  {'; '.join(filter(None, (known, elsewhere(entry))))}",
            f"  {one_line(entry.citation.document.source)}",
        ]
    if without := left_out(timeline.left_out):
        lines += ["", without]
    return "\n".join(lines)


def timeline_to_dict(timeline: Timeline) -> dict[str, Any]:
    """What `pincite timeline --json` prints; text and offsets are exact.

    Returns:
        `topic`, `as_of`, `scope`, `entries` (each with `first` and `last`, days in ISO 8601,
        `precision`, `when` in words, `told`, `citation`, `also`: other citations that tell the
        same, and `elsewhere`: how many other documents do), and `left_out`, numbers by reasons.
    """
    without = timeline.left_out
    return {
        "topic": timeline.topic,
        "as_of": _iso(timeline.as_of),
        "scope": scope_to_dict(timeline.scope),
        "entries": [
            {
                "first": _iso(entry.first),
                "last": _iso(entry.last),
                "precision": entry.precision,
                "when": when(entry),
                "told": entry.told,
                "citation": citation_to_dict(entry.citation),
                "also": [citation_to_dict(citation) for citation in entry.also],
                "elsewhere": entry.elsewhere,
            }
            for entry in timeline.entries
        ],
        "left_out": {
            "over_limit": without.over_limit,
            "merged": without.merged,
            "undated": without.undated,
            "unknown_day": without.unknown_day,
            "future": without.future,
        },
    }


def timeline_to_html(timeline: Timeline, anchor: str = "timeline") -> str:
    """The entries below their years; each opens its sentence, lit in its passage.

    Args:
        timeline: what to show.
        anchor: names the group of which one is open at a time; ASCII letters, digits and hyphens.

    Returns:
        HTML for the body of a page, without scripts, styles or handlers.

    Raises:
        ValueError: if `anchor` holds another character.
    """
    check_anchor(anchor)
    without = left_out(timeline.left_out)
    note = f'<p class="note">{text_to_html(without)}</p>' if without else ""
    if not timeline.entries:
        return f'<div class="abstained"><p>{NOTHING}</p></div>{note}'
    years = "".join(
        f"<h4>{year}</h4><ol>{''.join(_entry_to_html(timeline, e, anchor) for e in entries)}</ol>"
        for year, entries in by_year(timeline.entries)
    )
    head = (
        f'<h3 dir="auto">{text_to_html(timeline.topic)}</h3>'
        f'<p class="count">{text_to_html(headline(timeline))}</p>'
    )
    return f'<section class="timeline" aria-label="Timeline">{head}{years}{note}</section>'


def by_year(entries: Sequence[Entry]) -> Iterator[tuple[int, list[Entry]]]:
    """Each year with the entries that begin in it, in order."""
    for year, some in groupby(entries, key=lambda entry: entry.first.year):
        yield year, list(some)


def _entry_to_html(timeline: Timeline, entry: Entry, anchor: str) -> str:
    citation = entry.citation
    mark = f' <span class="sign">{sign(entry)}</span>' if sign(entry) else ""
    others = "".join(
        f'<p class="about">Also in {text_to_html(", ".join(about(other)))}</p>'
        for other in entry.also
    ) + "".join(
        f'<p class="about">Also in {text_to_html(", ".join(filter(None, known)))}</p>'
        for known in ((copy.title, date_of(copy)) for copy in citation.elsewhere)
    )
    document = citation.document
    source = "; ".join(filter(None, (label(document), elsewhere(entry))))
    undated = "" if document.published else "<span>undated</span> "
    return (
        f'<li class="{entry.told}"><details name="{anchor}"><summary>'
        f'<span class="when"><time datetime="{_machine(entry)}">{when(entry, year=False)}</time>'
        f'{mark}</span><span><span class="told" dir="auto">{text_to_html(_line(citation.quote))}'
        f'</span><span class="source" dir="auto">{text_to_html(source)}</span></span></summary>'
        f'<div class="opened"><p class="about"><cite dir="auto">{text_to_html(document.title)}'
        f"</cite>{undated}{about_to_html(document, citation.span)}</p>"
        f'<blockquote dir="auto">{in_context(timeline.hits, citation)}</blockquote>{others}'
        f'<div class="actions">{original_button(citation.span)}</div>'
        "</div></details></li>"
    )


def _machine(entry: Entry) -> str:
    """The time as a machine reads it, as exactly as it is known."""
    return _iso(entry.first)[: {"month": 7, "year": 4}.get(entry.precision, 10)]


def _line(text: str) -> str:
    return " ".join(text.split())


def _iso(day: datetime.date) -> str:
    return day.isoformat()


def _stretch(first: datetime.date, last: datetime.date) -> str:
    """A run of days, without saying twice what both ends have."""
    whole_years = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if whole_years:
        return f"{first.year}{_DASH}{last.year}"
    end = plain_date(last.isoformat())
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{_DASH}{end}"
    start = plain_date(first.isoformat())
    if first.year == last.year:
        start = start.removesuffix(f" {first.year}")
    return f"{start} {_DASH} {end}"
