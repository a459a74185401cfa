"""How careful answers are, in words that anybody reads, with what was measured.

Pure functions of their arguments; every figure is one of a calibration.
"""

from qa.models.calibration import CheckerCalibration, Level, ReaderCalibration
from ui.render.html import text_to_html
from ui.render.text import count

_CHECK_NOT_MEASURED = "How many false claims that stops was not measured for this checker."


def level_to_text(name: str, level: Level) -> str:
    """A level of care in a sentence: what share of its answers is wrong, and what it misses."""
    missed = _of_100(level.missed)
    unsaid = f"{missed} of 100 questions that could be answered {_are(missed)} not"
    if level.mistaken is None:
        wrong = _of_100(level.wrong)
        return (
            f"{name}: {unsaid}, and {wrong} of 100 that could not be answered {_are(wrong)} "
            "answered all the same."
        )
    mistaken = _of_100(level.mistaken)
    if mistaken:
        return f"{name}: of 100 answers about {mistaken} {_are(mistaken)} wrong, and {unsaid}."
    return f"{name}: none of the {count(level.answers, 'answer')} was wrong, and {unsaid}."


def care_to_html(reader: ReaderCalibration, checker: CheckerCalibration) -> str:
    """Where the figures are from, all of them in a table, and what the check of a model does."""
    rows = "".join(
        f'<tr><th scope="row">{text_to_html(name)}</th><td>{level.threshold:.2f}</td>'
        f"<td>{level.missed:.0%}</td><td>{level.wrong:.0%}</td><td>{_share(level)}</td></tr>"
        for name, level in reader.levels.items()
    )
    heads = "".join(
        f'<th scope="col">{head}</th>'
        for head in (
            "Choice",
            "Threshold",
            "Answerable, but not answered",
            "Not answerable, but answered",
            "Of the answers, wrong",
        )
    )
    return (
        f'<div class="measured"><p>Measured on {count(reader.questions, "question")} over the '
        "documents that come with pincite, which are worded to be hard; on yours it will differ: "
        "judge some answers, and measure on the tab Judge. An answer counts as wrong where the "
        "documents do not answer, or where its first sentence is not the one that does.</p>"
        '<details class="figures"><summary>All figures</summary>'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></details>"
        "<p>With a language model, every sentence that it writes must be supported by what it "
        f"cites with a probability of at least {checker.threshold:.2f}. {_rates(checker)} This "
        "threshold is fixed.</p></div>"
    )


def _share(level: Level) -> str:
    if level.mistaken is None:
        return "not measured"
    return f"{level.mistaken:.0%} of {level.answers:,}"


def _rates(checker: CheckerCalibration) -> str:
    rates = checker.measured
    if rates is None:
        return _CHECK_NOT_MEASURED
    return (
        f"Of {rates.false} false claims {rates.caught:.0%} were caught, of {rates.true} true ones "
        f"{rates.kept:.0%} were kept."
    )


def _of_100(share: float) -> int:
    return round(100 * share)


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
