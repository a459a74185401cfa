"""Other versions of what is cited, and answers that disagree, as HTML and values.

Pure functions of their arguments; everything of a document is escaped.
"""

from dataclasses import asdict
from typing import Any

from qa.types import Answer, Citation, Version
from ui.render.html import date_to_html, text_to_html
from ui.render.text import UNDATED, VERSIONS, age, count, disagreement_to_text


def versions_to_html(source: Citation) -> str:
    """The same as HTML, with what differs marked in the quotes; "" if there are none."""
    shown = "".join(
        f'<p class="about">{_age(version)} '
        f'<cite dir="auto">{text_to_html(version.document.title)}</cite> '
        f"{date_to_html(version.document)}{_undated(version)}</p>"
        f'<blockquote class="version" dir="auto">{_marked(version)}</blockquote>'
        for version in source.versions[:VERSIONS]
    )
    more = len(source.versions) - VERSIONS
    return shown + (f'<p class="about">{count(more, "more version")}</p>' if more > 0 else "")


def disagreement_to_html(answer: Answer) -> str:
    """The same as a paragraph."""
    said = disagreement_to_text(answer)
    return f'<p class="disagreement" dir="auto">{text_to_html(said)}</p>' if said else ""


def version_to_dict(version: Version) -> dict[str, Any]:
    """A version as a value for JSON; offsets of changes are in its quote."""
    document = version.document
    return {
        "document": {
            "id": document.id,
            "title": document.title,
            "source": document.source,
            "published": document.published,
        },
        "start": version.span.start,
        "end": version.span.end,
        "quote": version.quote,
        "order": version.order,
        "until": version.until or None,
        "changes": [asdict(change) for change in version.changes],
    }


def disagreement_to_dict(answer: Answer) -> dict[str, Any] | None:
    """The answers that differ, as a value for JSON; None if none do."""
    found = answer.disagreement
    if not found:
        return None
    return {
        "later": found.later,
        "claimed": found.claimed,
        "sides": [
            {
                "value": side.value,
                "reports": side.reports,
                "published": side.published,
                "marker": answer.marker(side.citations[0]),
                "quotes": [citation.quote for citation in side.citations],
            }
            for side in found.sides
        ],
    }


def _age(version: Version) -> str:
    said = age(version)
    return text_to_html(said[0].upper() + said[1:])


def _undated(version: Version) -> str:
    return "" if version.order else f" ({UNDATED})"


def _marked(version: Version) -> str:
    """The quote of a version; beside each of its words that differ, those of what is cited."""
    quote, parts, done = version.quote, [], 0
    there, cited = {-1: ("del", "ins"), 1: ("ins", "del"), 0: ("b", "")}[version.order]
    for change in version.changes:
        parts.append(text_to_html(quote[done : change.start]))
        parts.append(_tagged(there, quote[change.start : change.end]))
        parts.append(_tagged(cited, change.cited))
        done = change.end
    return "".join([*parts, text_to_html(quote[done:])])


def _tagged(tag: str, text: str) -> str:
    return f"<{tag}>{text_to_html(text)}</{tag}>" if tag and text else ""
