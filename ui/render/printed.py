"""What an answer says, on a page without scripts: its markers are links to the sources below.

Pure functions of their arguments; everything of a document is escaped.
"""

from collections.abc import Callable, Iterable

from qa.types import Answer, Citation, Claim
from ui.render.html import text_to_html
from ui.render.text import dated_headings


def printed_to_html(
    answer: Answer, below: Callable[[Claim], str] = lambda claim: "", anchor: str = "s"
) -> str:
    """In short, the items and the claims, and what is not answered.

    Args:
        answer: what to show.
        below: of a claim, the HTML that stands below it.
        anchor: begins the ids of the sources.
    """
    said = f'<p class="short" dir="auto"><b>{text_to_html(answer.short)}.</b></p>'
    items = "".join(
        f'<li dir="auto">{text_to_html(item.text)}{links(answer, item.citations, anchor)}</li>'
        for item in answer.items
    )
    begins = dated_headings(answer)
    claims = "".join(
        (f'<h3 dir="auto">{text_to_html(begins[place])}</h3>' if place in begins else "")
        + f'<p class="claim" dir="auto">{text_to_html(claim.said)}'
        + f"{links(answer, claim.citations, anchor)}</p>{below(claim)}"
        for place, claim in enumerate(answer.claims)
    )
    rest = "".join(
        f'<p class="missing" dir="auto">{text_to_html(text)}</p>'
        for text in (answer.extent, *answer.missing)
        if text
    )
    return (said if answer.short else "") + (f"<ul>{items}</ul>" if items else "") + claims + rest


def links(answer: Answer, citations: Iterable[Citation], anchor: str = "s") -> str:
    """The markers of citations, each a link to its source, whose id `anchor` begins."""
    numbers = map(answer.marker, citations)
    return "".join(f' <a href="#{anchor}{number}">[{number}]</a>' for number in numbers)
