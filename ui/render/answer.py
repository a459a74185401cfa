"""What an answer says, as HTML for the page; `sources.py` shows what it rests on.

Pure functions of their arguments; everything of a document is escaped.
"""

from collections.abc import Iterable, Sequence

from qa.types import Answer, Claim
from ui.render.html import check_anchor, text_to_html
from ui.render.labels import label, label_below_title, labels_below
from ui.render.scope import drawn_to_text, time_to_text
from ui.render.text import NOT_ANSWERED, headings
from ui.render.versions import disagreement_to_html

_LONG_WORD = 24


def answer_to_html(answer: Answer, anchor: str = "answer") -> str:
    """What is said, with its markers as buttons; the other half is `sources.evidence_to_html`.

    Args:
        answer: what to show.
        anchor: begins the ids of the sources; must differ between the answers of one page, and
            hold only ASCII letters, digits and hyphens.

    Returns:
        HTML for the body of a page, without scripts, styles or handlers. Where the documents do
        not answer: sentences that say so, and why the best evidence is no answer.

    Raises:
        ValueError: if `anchor` holds another character.
    """
    notes = "".join(f'<p class="note">{text_to_html(note)}</p>' for note in answer.notes)
    notes += time_to_html(answer) + drawn_to_html(answer)
    if answer.instead:
        return f'<p class="back" dir="auto">{text_to_html(answer.instead)}</p>'
    if answer.abstained:
        said = f"<p>{NOT_ANSWERED}</p>{reason_to_html(answer)}{_advice(answer)}"
        return f'{notes}<div class="abstained">{said}</div>'
    return said_to_html(answer, anchor) + disagreement_to_html(answer) + notes


def said_to_html(answer: Answer, anchor: str) -> str:
    """In short, the items or the claims, and what is not answered; `anchor` as above.

    Claims on several things stand under what they are about.
    """
    check_anchor(anchor)
    said = f'<p class="short" dir="auto">{text_to_html(answer.short)}.</p>' if answer.short else ""
    if answer.items:
        said += items_to_html(answer, anchor)
    else:
        begins, heading, told = headings(answer), "", list[str]()
        for place, claim in enumerate(answer.claims):
            if place in begins:
                heading = begins[place]
                told = labels_below(heading, (source.document for source in claim.citations))
                about = f'<h3 class="about" dir="auto">{text_to_html(heading)}</h3>'
                said += about + _labels_to_html(told)
            said += _claim_to_html(answer, claim, anchor, heading, told)
    rest = (answer.extent, *answer.missing)
    return said + "".join(
        f'<p class="missing" dir="auto">{text_to_html(text)}</p>' for text in rest if text
    )


def items_to_html(answer: Answer, anchor: str) -> str:
    """The items of a list with the markers of their sources; `anchor` as above."""
    items = "".join(
        f'<li dir="auto">{text_to_html(item.text)}'
        f"{_markers_to_html(map(answer.marker, item.citations), anchor)}</li>"
        for item in answer.items
    )
    return f'<ul class="items">{items}</ul>'


def time_to_html(answer: Answer) -> str:
    """How the time in the question was read; "" where it names none."""
    read = time_to_text(answer)
    return f'<p class="note" dir="auto">{text_to_html(read)}</p>' if read else ""


def drawn_to_html(answer: Answer) -> str:
    """Which documents were looked in; "" where that was all of them."""
    if answer.instead or not (answer.scope or answer.inferred):
        return ""
    return f'<p class="note" dir="auto">{text_to_html(drawn_to_text(answer))}</p>'


def claims_to_html(answer: Answer, anchor: str) -> str:
    """The claims alone, with their markers; `anchor` as for `answer_to_html`."""
    check_anchor(anchor)
    return "".join(_claim_to_html(answer, claim, anchor) for claim in answer.claims)


def reason_to_html(answer: Answer) -> str:
    """Why the best evidence is no answer; "" where that is not known."""
    return f'<p dir="auto">{text_to_html(answer.reason)}</p>' if answer.reason else ""


def _labels_to_html(labels: Iterable[str]) -> str:
    """Whose words something is, each once; "" where that is not known."""
    said = "".join(
        f'<span class="label" dir="auto">{text_to_html(text)}</span>'
        for text in dict.fromkeys(filter(None, labels))
    )
    return f'<p class="labels">{said}</p>' if said else ""


def _claim_to_html(
    answer: Answer, claim: Claim, anchor: str, heading: str = "", told: Sequence[str] = ()
) -> str:
    """A claim with its markers; below it whose words these are, if no heading says that.

    Args:
        answer: of which it is.
        claim: to show.
        anchor: as above.
        heading: that it stands under.
        told: below that, of the documents whose title it is.
    """
    markers = _markers_to_html(answer.markers(claim), anchor)
    documents = [source.document for source in claim.citations]
    below = _labels_to_html(
        label(one)
        for one in documents
        if one.title != heading or label_below_title(one) not in told
    )
    lead = f"<b>{text_to_html(claim.lead)}.</b> " if claim.lead else ""
    told = claim.text if lead else claim.said
    words, space, last = told.rpartition(" ")
    if len(last) > _LONG_WORD:
        return f'<p class="claim" dir="auto">{lead}{text_to_html(told)}{markers}</p>{below}'
    # the markers stay on the line of the last word
    end = f'<span class="end">{text_to_html(last)}{markers}</span>'
    return f'<p class="claim" dir="auto">{lead}{text_to_html(words + space)}{end}</p>{below}'


def _markers_to_html(numbers: Iterable[int], anchor: str) -> str:
    return "".join(
        f'&nbsp;<button type="button" class="marker" data-source="{anchor}-{n}" '
        f'aria-controls="{anchor}-{n}" aria-label="Source {n}">{n}</button>'
        for n in numbers
    )


def _advice(answer: Answer) -> str:
    """What to do where nothing is said."""
    if not answer.hits:
        return "<p>There is nothing near it either. Are the right documents here?</p>"
    return (
        "<p>No sentence answers it with enough certainty, so the nearest passages are shown "
        "instead. Ask in other words, or add documents.</p>"
    )
