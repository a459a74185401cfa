"""The questions that a person has judged, as a table with what pincite makes of them now.

Pure functions of their arguments; questions and sentences are escaped.
"""

from collections import Counter
from collections.abc import Sequence

from qa.evaluation.gold import Gold
from qa.evaluation.results import Evaluation, Outcome
from ui.render.counts import bars
from ui.render.html import text_to_html
from ui.render.report import KINDS
from ui.render.text import count, shorten

SHOWN = 200
"""Questions in the table; the others are counted."""

_VERDICTS = {
    "Wrong citations": ("Another sentence is cited", "bad"),
    "Missed: answerable, but not answered": ("Not answered, but could be", "bad"),
    "Answered, although the documents do not answer": ("Answered, but should not be", "bad"),
    "Answered with right citations": ("Right", "good"),
    "Rightly abstained": ("Rightly not answered", "good"),
}
"""What came of a question, as a report has it → the same in a few words, and what it is."""
_NOT_MEASURED = "Not measured yet"
_NOT_ASKED = "Not asked: it was judged since, or its sentence is gone"
_NO_ANSWER = "The documents do not answer it"
_LONGEST = 240
_ROOM = 218.0


def judged_to_html(questions: Sequence[Gold], evaluation: Evaluation | None = None) -> str:
    """The table, and above it a picture of what was measured; "" without questions.

    Args:
        questions: as they were judged.
        evaluation: what was measured last, if anything was.
    """
    if not questions:
        return ""
    outcomes = {one.id: one for one in evaluation.outcomes} if evaluation else {}
    rows = "".join(
        _row(gold, outcomes.get(gold.id), measured=evaluation is not None)
        for gold in questions[::-1][:SHOWN]
    )
    more = len(questions) - SHOWN
    rest = f'<p class="quiet">And {count(more, "earlier one")}.</p>' if more > 0 else ""
    heads = "".join(
        f'<th scope="col">{head}</th>' for head in ("Question", "What you said", "pincite now")
    )
    return (
        f'<div class="judged-questions">{_picture(list(outcomes.values()))}'
        '<div class="scroll" tabindex="0" role="region" aria-label="Judged questions">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{rest}</div>"
    )


def verdict_of(outcome: Outcome) -> tuple[str, str]:
    """What came of a question, in a few words, and whether that is `good` or `bad`."""
    return _VERDICTS[next(kind for kind, belongs in KINDS.items() if belongs(outcome))]


def _picture(outcomes: Sequence[Outcome]) -> str:
    """How many questions each verdict has; "" where nothing was measured."""
    if not outcomes:
        return ""
    counted = Counter(verdict_of(one)[0] for one in outcomes)
    order = sorted(_VERDICTS.values(), key=lambda verdict: verdict[1] != "good")
    title = f"What pincite does with {count(len(outcomes), 'judged question')}"
    shown = [(said, counted[said]) for said, _ in order]
    return f"<figure><figcaption>{title}</figcaption>{bars(title, shown, _ROOM)}</figure>"


def _row(gold: Gold, outcome: Outcome | None, *, measured: bool) -> str:
    said, kind = _NOT_ASKED if measured else _NOT_MEASURED, "unknown"
    if outcome:
        said, kind = verdict_of(outcome)
    return (
        f'<tr><th scope="row" dir="auto">{text_to_html(shorten(gold.question, _LONGEST))}</th>'
        f'<td dir="auto">{_expected(gold)}</td><td class="{kind}">{said}</td></tr>'
    )


def _expected(gold: Gold) -> str:
    """The answer in a few words, if it was given, and the first sentence that should be cited."""
    if not gold.evidence:
        return _NO_ANSWER
    first, *others = gold.evidence
    short = f"<b>{text_to_html(shorten(gold.answers[0], _LONGEST))}</b> " if gold.answers else ""
    more = f" and {count(len(others), 'more sentence')}" if others else ""
    return (
        f"{short}“{text_to_html(shorten(first.sentence, _LONGEST))}” "
        f"<small>{text_to_html(first.document)}{more}</small>"
    )
