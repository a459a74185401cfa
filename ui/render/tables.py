"""The tables of an evaluation's report, as HTML; parts of a page, in order."""

from collections.abc import Iterator, Sequence

from qa.evaluation.catalogue import MEANINGS, MEASURES
from qa.evaluation.compare import Difference
from qa.evaluation.results import Evaluation, Measure
from ui.render import figures
from ui.render.html import text_to_html


def measures_to_html(evaluation: Evaluation) -> Iterator[str]:
    """Every measure with its interval, then what the answers cost."""
    yield (
        "<h2>Measures</h2><table><thead><tr><th>measure</th><th>value</th>"
        "<th>95%&nbsp;interval</th><th><abbr title='questions'>n</abbr></th></tr></thead><tbody>"
    )
    for stage, names in MEASURES.items():
        measured = [evaluation.measures[name] for name in names if name in evaluation.measures]
        if measured:
            yield _stage(stage, 4)
        yield from map(_row, measured)
    yield "</tbody></table><h3>Cost</h3><table><thead><tr><th>stage</th><th>median</th>"
    yield "<th>95th percentile</th></tr></thead><tbody>"
    for stage, (median, p95) in evaluation.seconds().items():
        times = (figures.duration(median), figures.duration(p95))
        yield f"<tr><td>{stage}</td><td>{times[0]}</td><td>{times[1]}</td></tr>"
    memory = f"{evaluation.peak_memory / 1e6:,.0f} MB"
    yield f"<tr><td>peak memory</td><td>{memory}</td><td></td></tr></tbody></table>"


def _row(measure: Measure) -> str:
    return (
        f"<tr><td>{_name_to_html(measure.name)}</td><td>{measure.value:.3f}</td>"
        f"<td>{figures.interval(measure.low, measure.high, '.2f')}</td>"
        f"<td>{measure.count:,}</td></tr>"
    )


def _stage(stage: str, columns: int) -> str:
    return f'<tr class="stage"><th colspan="{columns}">{stage}</th></tr>'


def _name_to_html(name: str) -> str:
    return f"{name.replace('_', '_<wbr>')}<small>{MEANINGS[name]}</small>"


def differences_to_html(differences: Sequence[Difference]) -> Iterator[str]:
    """Two runs side by side; nothing if there is no difference to show."""
    if not differences:
        return
    yield (
        "<h2>Compared with the earlier run</h2><table><thead><tr><th>measure</th><th>before</th>"
        "<th>after</th><th>difference</th></tr></thead><tbody>"
    )
    for stage, names in MEASURES.items():
        compared = [d for d in differences if d.name in names]
        if compared:
            yield _stage(stage, 4)
        for d in compared:
            verdict = figures.verdict(d)
            yield (
                f"<tr><td>{d.name.replace('_', '_<wbr>')}<small>{d.count:,} questions</small></td>"
                f"<td>{d.before:.3f}</td><td>{d.after:.3f}</td><td>"
                f'{d.after - d.before:+.3f} <span class="{verdict}">{verdict}</span>'
                f"<small>{figures.interval(d.low, d.high, '+.2f')}</small></td></tr>"
            )
    yield f'</tbody></table><p class="quiet">{text_to_html(figures.COMPARED)}</p>'
