"""An evaluation as one HTML page: no script, nothing from the network, made to be kept and sent.

Pure functions of their arguments. Questions and documents are written by strangers: all text is
escaped, and the page forbids itself whatever is not its own style.
"""

from collections.abc import Callable, Iterator, Sequence
from importlib import resources

import numpy as np

from qa.evaluation.catalogue import LOWER_IS_BETTER
from qa.evaluation.compare import Difference
from qa.evaluation.results import Evaluation, Measure, Outcome, Quote
from ui.render import figures
from ui.render.html import page_to_html, text_to_html
from ui.render.plots import Bar, Line, Mark, bars, curves
from ui.render.tables import differences_to_html, measures_to_html
from ui.render.text import shorten

SHOWN = 300
"""Questions of a kind that are listed; the others are in `results.json`."""

_GROUPS = 20  # bars in a plot
_POINTS = 300  # of a curve
_GROUPED = {
    "answerable_abstained": "Answerable, but not answered (lower is better)",
    "citation_precision": "Citation precision",
    "citation_recall": "Citation recall",
    "answer_cited": "Answer stands in the cited sentences",
}
"""Measures that are shown by group."""
_GROUPINGS = {
    "type": "type of question",
    "format": "format of the documents with the evidence",
    "sentences": "sentences needed",
}
KINDS: dict[str, Callable[[Outcome], bool]] = {
    "Wrong citations": lambda o: o.miscited,
    "Missed: answerable, but not answered": lambda o: o.answerable and not o.answered,
    "Answered, although the documents do not answer": lambda o: o.answered and not o.answerable,
    "Answered with right citations": lambda o: o.answerable and o.answered and not o.miscited,
    "Rightly abstained": lambda o: not o.answerable and not o.answered,
}
"""What came of a question; each is of one of these."""


def report_to_html(
    evaluation: Evaluation, error: float, differences: Sequence[Difference] = ()
) -> str:
    """The whole page.

    Args:
        evaluation: what to show.
        error: the wished share of unanswerable questions that are answered.
        differences: from an earlier run, if it is compared.
    """
    style = resources.files("ui.render").joinpath("report.css").read_text(encoding="utf-8")
    title = "Evaluation of pincite"
    body = f"<h1>{title}</h1>{evaluation_to_html(evaluation, error, differences)}"
    return page_to_html(title, style, body)


def evaluation_to_html(
    evaluation: Evaluation, error: float, differences: Sequence[Difference] = ()
) -> str:
    """What stands under the title of the page; arguments as for `report_to_html`."""
    return "".join(
        [
            *_top(evaluation),
            *measures_to_html(evaluation),
            *differences_to_html(differences),
            *_abstaining(evaluation, error),
            *_by_group(evaluation),
            *_questions(evaluation.outcomes),
        ]
    )


def _top(evaluation: Evaluation) -> Iterator[str]:
    about = (f"{key}: {value}" for key, value in evaluation.about.items())
    yield f'<p class="about">{text_to_html(" · ".join(about))}</p>'
    if not evaluation.complete:
        yield (
            f'<p class="notice">Interrupted: {len(evaluation.outcomes):,} of '
            f"{evaluation.asked_for:,} questions. The figures are of these.</p>"
        )
    lines = "".join(f"<li>{text_to_html(line)}</li>" for line in figures.headlines(evaluation))
    yield f'<ul class="head">{lines}</ul>'


# Plots


def _abstaining(evaluation: Evaluation, error: float) -> Iterator[str]:
    if not evaluation.outcomes:
        return
    yield '<h2>Abstaining</h2><div class="plots">'
    coverage, risk = evaluation.risk_coverage()
    some = np.unique(np.linspace(0, len(coverage) - 1, _POINTS).astype(int))
    yield _figure(
        "Risk and coverage",
        "Of the questions answered, the most confident first: how many are wrong. Wrong is an "
        "unanswerable question, or best evidence that is not gold.",
        curves(
            "Risk-coverage curve",
            [Line("risk", list(zip(coverage[some], risk[some], strict=True)))],
            x_label="questions answered (coverage)",
            y_label="of these wrong (risk)",
        ),
    )
    yield _errors(evaluation, error)
    sentence = figures.threshold_sentence(evaluation, error)
    yield f"</div><p>{text_to_html(sentence[:1].upper() + sentence[1:].rstrip('.'))}.</p>"


def _errors(evaluation: Evaluation, error: float) -> str:
    thresholds = np.linspace(0.0, 1.0, _POINTS + 1)
    missed, answered = evaluation.errors_at(thresholds)
    lines = [
        Line(label, list(zip(thresholds, shares, strict=True)))
        for label, shares in (
            ("answerable, but not answered", missed),
            ("unanswerable, but answered", answered),
        )
        if not np.isnan(shares).any()
    ]
    marks = []
    if len(lines) > 1:
        wished = figures.shown_threshold(evaluation, error)
        label = f"{wished:.3f}: at most {figures.percent(error)} answered"
        marks = [Mark(label, min(wished, 1.0))]
    return _figure(
        "Both errors at every threshold",
        "What would happen if only answers of at least this confidence were given.",
        curves(
            "Both abstaining errors against the threshold",
            lines,
            x_label="threshold",
            y_label="questions",
            marks=marks,
            x_percent=False,
        ),
    )


def _by_group(evaluation: Evaluation) -> Iterator[str]:
    for grouping, groups in sorted(evaluation.by_group().items(), key=_place):
        plots = [
            _figure(label, "", bars(f"{label} by {grouping}", rows, errors=name in LOWER_IS_BETTER))
            for name, label in _GROUPED.items()
            if (rows := _bars(name, groups, evaluation))
        ]
        if len(groups) > 1 and plots:
            heading = f"By {_GROUPINGS.get(grouping, grouping)}"
            yield f"<h2>{text_to_html(heading)}</h2>"
            yield (
                '<p class="quiet">Bar: mean; line: 95% interval; last number: questions, pale if '
                'fewer than five.</p><div class="plots">'
            )
            yield from plots
            yield "</div>"


def _place(item: tuple[str, object]) -> tuple[int, str]:
    known = list(_GROUPINGS)
    return (known.index(item[0]) if item[0] in known else len(known), item[0])


def _bars(name: str, groups: dict[str, dict[str, Measure]], evaluation: Evaluation) -> list[Bar]:
    """A bar for all questions, then one for each of the largest groups; empty if none has it."""
    measured = {group: measures[name] for group, measures in groups.items() if name in measures}
    largest = sorted(measured, key=lambda group: -measured[group].count)[:_GROUPS]
    rows = {group: measure for group, measure in measured.items() if group in largest}
    if not rows:
        return []
    every = {"all": evaluation.measures[name]}
    return [Bar(label, m.value, m.low, m.high, m.count) for label, m in (every | rows).items()]


def _figure(title: str, note: str, plot: str) -> str:
    small = f"<small>{text_to_html(note)}</small>" if note else ""
    return f"<figure><figcaption>{text_to_html(title)}{small}</figcaption>{plot}</figure>"


# Questions


def _questions(outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield "<h2>Questions</h2>"
    for kind, belongs in KINDS.items():
        belonging = [outcome for outcome in outcomes if belongs(outcome)]
        if not belonging:
            continue
        yield f'<details class="kind"><summary>{kind} ({len(belonging):,})</summary>'
        yield from map(_question, belonging[:SHOWN])
        if len(belonging) > SHOWN:
            yield f'<p class="quiet">And {len(belonging) - SHOWN:,} more, in results.json.</p>'
        yield "</details>"


def _question(outcome: Outcome) -> str:
    return (
        f'<details><summary dir="auto">{text_to_html(shorten(outcome.question, 300))} '
        f'<span class="quiet">{text_to_html(outcome.id)}</span></summary><dl>'
        f"{_list('Answer', outcome.claims)}"
        f"{_list('Cited', map(_quote, outcome.cited))}"
        f"{_list('Gold answers', outcome.answers)}"
        f"{_list('Gold sentences', map(_quote, outcome.expected))}"
        f"<dt>Confidence</dt><dd>{outcome.confidence:.3f}</dd></dl></details>"
    )


def _list(term: str, texts: Sequence[str] | Iterator[str]) -> str:
    items = [f'<li dir="auto">{text_to_html(shorten(text, 600))}</li>' for text in texts]
    return f"<dt>{term}</dt><dd><ul>{''.join(items)}</ul></dd>" if items else ""


def _quote(quote: Quote) -> str:
    return f"“{quote.sentence}” ({quote.document})"
