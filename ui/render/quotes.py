"""Who said what, as text, as values for JSON, as a table and as HTML.

Pure functions of their arguments; everything of a document is made plain or escaped.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from index.scopes import scope_to_dict
from index.types import Document, Span
from qa.quotes.types import Attribution, LeftOut, Quote, Quotes, Speaker
from ui.render.html import check_anchor, text_to_html
from ui.render.labels import date_of, label
from ui.render.original import original_button
from ui.render.scope import scope_to_text
from ui.render.sources import about_to_html, in_context
from ui.render.text import count, one_line
from ui.render.timeline import about
from ui.render.values import citation_to_dict

NOTHING = "No sentence of the documents tells that this was said."
NOT_NAMED = "somebody who is not named"
_NOT_MADE_OUT = "whom that means is not made out"
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NO_VERB = ("according to", "According to")
"""What tells that something is said, and is no verb."""
_COLUMNS = (
    *("published", "speaker", "written", "known", "verb", "said", "quoted", "sentences"),
    *("title", "publisher", "source", "start", "end"),
)


def speaker(one: Attribution) -> str:
    """Who says it: the full name, and in brackets the words beside it, where they are others."""
    if one.speaker is None:
        return NOT_NAMED
    written = one.document.slice(one.speaker.span)
    if one.speaker.how == "unresolved":
        return f"“{written}” ({_NOT_MADE_OUT})"
    if one.speaker.how in ("pronoun", "author"):
        return f"{one.who} (“{written}”)"
    return one.who


def kind(one: Attribution) -> str:
    """Whether the words are his or another's: `quote` or `reported`."""
    return "quote" if one.direct else "reported"


def asked(quotes: Quotes) -> str:
    """What was asked for, as a heading: `Starmer on sanctions`."""
    return f"{quotes.by or 'Anybody'} on {quotes.about}" if quotes.about else quotes.by


def headline(quotes: Quotes) -> str:
    """How many there are, and from when to when, in one line."""
    within = f"; {scope_to_text(quotes.scope)}" if quotes.scope else ""
    if not quotes.entries:
        return NOTHING
    number = count(len(quotes.entries), "statement")
    direct = sum(quote.attribution.direct for quote in quotes.entries)
    days = [date_of(quote.document) for quote in quotes.entries if quote.published]
    time = " to ".join(dict.fromkeys((days[0], days[-1]))) if days else "undated"
    parts = (number, f"{direct:,} in quotation marks", time)
    return f"{', '.join(parts)}{within}"


def left_out(without: LeftOut) -> str:
    """What is not shown, and why, in a sentence; "" if that is nothing."""
    parts = (
        (without.over_limit, "less about it, or earlier, than these"),
        (without.merged, "said in the same words in another document, or twice"),
        (without.passing, "a few words in quotation marks that nothing tells are said"),
        (without.future, "of documents dated after the day of asking"),
    )
    said = [f"{number:,} {why}" for number, why in parts if number]
    text = f"Statements that are not shown: {'; '.join(said)}." if said else ""
    if without.unresolved:
        number = count(without.unresolved, "statement")
        text += f" Of {number} in these documents it is not made out who speaks."
    if without.unread:
        text += f" {count(without.unread, 'document')} more were not read: narrow it by scope."
    return text.strip()


def elsewhere(quote: Quote) -> str:
    """In how many other documents it stands; "" if in none."""
    return f"also in {count(quote.elsewhere, 'document')}" if quote.elsewhere else ""


def quotes_to_text(quotes: Quotes) -> str:
    """The entries, each with its sentences and source; no newline at the end."""
    head = f"{asked(quotes)}: {headline(quotes)}" if quotes.entries else NOTHING
    lines = [one_line(head)]
    for quote in quotes.entries:
        one = quote.attribution
        known = ", ".join(map(one_line, about(quote.citations[0])))
        who = ", ".join(filter(None, (speaker(one), one.verb)))
        lines += [
            "",
            one_line(f"{date_of(quote.document) or 'undated'}: {who} ({kind(one)})"),
            *(f"  {one_line(citation.quote)}" for citation in quote.citations),
            f"  {'; '.join(filter(None, (known, elsewhere(quote))))}",
            f"  {one_line(quote.document.source)}",
        ]
    if without := left_out(quotes.left_out):
        lines += ["", without]
    return "\n".join(lines)


def quotes_to_csv(quotes: Quotes) -> str:
    """The entries as a table for a spreadsheet, with a line of names on top.

    A cell that a spreadsheet would take for a formula has an apostrophe before it.
    """
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(_COLUMNS)
    for quote in quotes.entries:
        one, document = quote.attribution, quote.document
        cells = (
            *(
                quote.published or "",
                one.who,
                _written(one),
                one.speaker.how if one.speaker else "",
            ),
            *(one.verb, one.words, "yes" if one.direct else "no"),
            " ".join(citation.quote for citation in quote.citations),
            *(document.title, document.publisher or "", document.source),
        )
        table.writerow([*map(_cell, cells), one.content[0].start, one.content[-1].end])
    return out.getvalue()


def _written(one: Attribution) -> str:
    return one.document.slice(one.speaker.span) if one.speaker else ""


def _cell(text: str) -> str:
    text = " ".join(text.split())
    return f"'{text}" if _FORMULA.match(text) else text


def quotes_to_dict(quotes: Quotes) -> dict[str, Any]:
    """What `pincite quotes --json` prints; text and offsets are exact.

    Returns:
        `by`, `about`, `as_of`, `scope`, `entries` (each with `published`, `speaker`, `verb`,
        `said`: stretches of text with offsets, `quoted`, `goes_on`, `citations`, `also`: the same
        in other documents, `named`: the citation of the sentence with the speaker's name, `score`
        and `elsewhere`) and `left_out`, numbers by reasons.
    """
    without = quotes.left_out
    return {
        "by": quotes.by,
        "about": quotes.about,
        "as_of": quotes.as_of.isoformat(),
        "scope": scope_to_dict(quotes.scope),
        "entries": [_entry_to_dict(quote) for quote in quotes.entries],
        "left_out": {
            "unresolved": without.unresolved,
            "passing": without.passing,
            "merged": without.merged,
            "over_limit": without.over_limit,
            "future": without.future,
            "unread": without.unread,
        },
    }


def _entry_to_dict(quote: Quote) -> dict[str, Any]:
    one = quote.attribution
    return {
        "published": quote.published,
        "speaker": _speaker_to_dict(quote.document, one.speaker) if one.speaker else None,
        "verb": _part_to_dict(quote.document, one.cue) if one.cue else None,
        "said": [_part_to_dict(quote.document, part) for part in one.content],
        "quoted": one.direct,
        "goes_on": one.goes_on,
        "citations": [citation_to_dict(citation) for citation in quote.citations],
        "also": [citation_to_dict(citation) for citation in quote.also],
        "named": citation_to_dict(quote.named) if quote.named else None,
        "score": quote.score,
        "elsewhere": quote.elsewhere,
    }


def _speaker_to_dict(document: Document, one: Speaker) -> dict[str, Any]:
    named = _part_to_dict(document, one.named) if one.named else None
    return {**_part_to_dict(document, one.span), "name": one.name, "how": one.how, "named": named}


def _part_to_dict(document: Document, span: Span) -> dict[str, Any]:
    return {"text": document.slice(span), "start": span.start, "end": span.end}


def quotes_to_html(quotes: Quotes, anchor: str = "quotes") -> str:
    """The entries below their years; each opens its sentences, lit in their passage.

    Args:
        quotes: what to show.
        anchor: names the group of which one is open at a time; ASCII letters, digits and hyphens.

    Returns:
        HTML for the body of a page, without scripts, styles or handlers.

    Raises:
        ValueError: if `anchor` holds another character.
    """
    check_anchor(anchor)
    without = left_out(quotes.left_out)
    note = f'<p class="note">{text_to_html(without)}</p>' if without else ""
    if not quotes.entries:
        return f'<div class="abstained"><p>{NOTHING}</p></div>{note}'
    years = "".join(
        f"<h4>{text_to_html(year)}</h4>"
        f"<ol>{''.join(_entry_to_html(quotes, one, anchor) for one in entries)}</ol>"
        for year, entries in _by_year(quotes.entries)
    )
    head = (
        f'<h3 dir="auto">{text_to_html(asked(quotes))}</h3>'
        f'<p class="count">{text_to_html(headline(quotes))}</p>'
    )
    return f'<section class="timeline quotes" aria-label="Quotes">{head}{years}{note}</section>'


def _by_year(entries: Sequence[Quote]) -> Iterator[tuple[str, list[Quote]]]:
    for year, some in groupby(entries, key=lambda quote: (quote.published or "")[:4]):
        yield year or "Undated", list(some)


def _entry_to_html(quotes: Quotes, quote: Quote, anchor: str) -> str:
    one, document = quote.attribution, quote.document
    day = date_of(document).removesuffix(f" {(quote.published or '')[:4]}")  # as it is headed
    time = (
        f'<time datetime="{text_to_html(quote.published or "")}">{text_to_html(day)}</time>'
        if day
        else "undated"
    )
    mark = "" if one.direct else ' <span class="sign">reported</span>'
    # what is reported goes on from its verb: accused, Vladimir Putin of turning down ...
    said = " ".join(one.verb.split()) if not one.direct and one.verb not in _NO_VERB else ""
    verb = f'<span class="verb" dir="auto">{text_to_html(said)}</span> ' if said else ""
    source = "; ".join(filter(None, (label(document), elsewhere(quote))))
    opened = "".join(
        f'<blockquote dir="auto">{in_context(quotes.hits, citation)}</blockquote>'
        f'<div class="actions">{original_button(citation.span)}</div>'
        for citation in quote.citations
    )
    if quote.named:
        opened += (
            '<p class="about">Who that is:</p>'
            f'<blockquote dir="auto">{in_context(quotes.hits, quote.named)}</blockquote>'
        )
    others = "".join(
        f'<p class="about">Also in {text_to_html(", ".join(about(other)))}</p>'
        for other in quote.also
    )
    return (
        f'<li class="{"told" if one.direct else "published"}"><details name="{anchor}"><summary>'
        f'<span class="when">{time}{mark}</span><span><span class="speaker" dir="auto">'
        f"{text_to_html(' '.join(speaker(one).split()))}</span> {verb}"
        f'<span class="told" dir="auto">{text_to_html(" ".join(one.words.split()))}</span>'
        f'<span class="source" dir="auto">{text_to_html(source)}</span></span></summary>'
        f'<div class="opened"><p class="about"><cite dir="auto">{text_to_html(document.title)}'
        f"</cite>{about_to_html(document, quote.citations[0].span)}</p>{opened}{others}"
        "</div></details></li>"
    )
