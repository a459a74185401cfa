"""Figures in words: an evaluation as a table for a terminal, and its head lines.

Pure functions of their arguments: nothing is read or printed here.
"""

from collections.abc import Iterator, Sequence
from math import ceil

from qa.evaluation.catalogue import MEASURES
from qa.evaluation.compare import Difference
from qa.evaluation.results import Evaluation, Measure, Outcome
from ui.render.text import count

_WIDTH = 24
COMPARED = "better, worse: the interval of the difference excludes 0; one in twenty does by chance."


def evaluation_to_text(evaluation: Evaluation, error: float) -> str:
    """The table of measures, and the threshold for the wished error rate; no newline at the end."""
    lines = [
        *_measures(evaluation),
        *_cost(evaluation),
        "",
        threshold_sentence(evaluation, error),
    ]
    return "\n".join(lines)


def comparison_to_text(differences: Sequence[Difference]) -> str:
    """Two runs side by side; no newline at the end."""
    head = f"{'measure':{_WIDTH}}{'before':>8}{'after':>8}{'difference':>12}   95% interval"
    lines = [f"{head}      questions"]
    for stage, names in MEASURES.items():
        compared = [d for d in differences if d.name in names]
        lines += [stage] * bool(compared)
        lines += [
            f"  {d.name:{_WIDTH - 2}}{d.before:8.3f}{d.after:8.3f}{d.after - d.before:+12.3f}   "
            f"{interval(d.low, d.high, '+.3f'):18}{d.count:>9}  {verdict(d)}".rstrip()
            for d in compared
        ]
    return "\n".join([*lines, "", COMPARED])


def verdict(difference: Difference) -> str:
    """`better` or `worse` where the interval excludes 0, else nothing."""
    if not difference.clear:
        return ""
    return "better" if difference.better else "worse"


def threshold_sentence(evaluation: Evaluation, error: float) -> str:
    """The threshold at which at most `error` of the unanswerable would be answered."""
    if all(outcome.answerable for outcome in evaluation.outcomes):
        return "No question is unanswerable: no threshold follows."
    threshold = shown_threshold(evaluation, error)
    missed = evaluation.missed_at(threshold)
    then = f" (then {percent(missed)} of the answerable are missed)" if missed == missed else ""
    return (
        f"threshold at which at most {percent(error)} of unanswerable questions would be "
        f"answered: {threshold:.3f}{then}"
    )


def shown_threshold(evaluation: Evaluation, error: float) -> float:
    """That threshold, rounded up to three decimals, so that what is shown does what it says."""
    threshold = evaluation.threshold_for(error)
    thousandths = ceil(threshold * 1000)
    return (thousandths + (thousandths / 1000 < threshold)) / 1000


def headlines(evaluation: Evaluation) -> Iterator[str]:
    """The main results, a sentence each."""
    yield from _on_answerable([o for o in evaluation.outcomes if o.answerable])
    yield from _on_unanswerable([o for o in evaluation.outcomes if not o.answerable])
    exact = evaluation.measures.get("quotes_exact")
    if exact and exact.value == 1.0:
        yield "Every quote stands in its document, word for word."
    elif exact:
        yield f"{percent(1 - exact.value)} of the answers quote what is not in the document."


def _on_answerable(outcomes: Sequence[Outcome]) -> Iterator[str]:
    answered = sum(o.answered for o in outcomes)
    if outcomes:
        yield (
            f"Of {count(len(outcomes), 'answerable question')} it answers "
            f"{_share(answered, len(outcomes))} and misses {len(outcomes) - answered:,}."
        )
    if answered:
        right = answered - sum(o.miscited for o in outcomes)
        yield (
            f"Of {count(answered, 'such answer')}, {_share(right, answered)} with right "
            "citations only."
        )


def _on_unanswerable(outcomes: Sequence[Outcome]) -> Iterator[str]:
    if outcomes:
        wrong = sum(o.answered for o in outcomes)
        yield (
            f"Of {count(len(outcomes), 'unanswerable question')} it answers "
            f"{_share(wrong, len(outcomes))}; it should answer none."
        )


def interval(low: float, high: float, form: str = ".3f") -> str:
    """An interval, as `0.406 to 0.547`; nothing if it is unknown."""
    return f"{low:{form}} to {high:{form}}" if low == low else ""


def duration(seconds: float) -> str:
    """A time with its unit, to three digits."""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-6:.3g} µs"


def percent(share: float) -> str:
    """A share in whole percent, with as many decimals as were given where it is small."""
    return f"{100 * share:.3g}%" if share < 0.01 else f"{100 * share:.0f}%"


def _share(part: int, whole: int) -> str:
    return f"{part:,} ({percent(part / whole)})"


def _measures(evaluation: Evaluation) -> Iterator[str]:
    yield f"{'measure':{_WIDTH}}{'value':>8}   95% interval     questions"
    for stage, names in MEASURES.items():
        measured = [evaluation.measures[name] for name in names if name in evaluation.measures]
        if measured:
            yield stage
        yield from map(_row, measured)


def _row(measure: Measure) -> str:
    return (
        f"  {measure.name:{_WIDTH - 2}}{measure.value:8.3f}   "
        f"{interval(measure.low, measure.high):16}{measure.count:>10,}"
    )


def _cost(evaluation: Evaluation) -> Iterator[str]:
    yield f"{'cost':{_WIDTH}}{'median':>8}   95th percentile"
    for stage, (median, p95) in evaluation.seconds().items():
        yield f"  {stage:{_WIDTH - 2}}{duration(median):>8}   {duration(p95):>15}"
    yield f"  {'peak memory':{_WIDTH - 2}}{evaluation.peak_memory / 1e6:5.0f} MB"
