"""Fit when the row that a question names answers it: `rows.json` of the base network.

    python -m qa.training.fit_rows [--tables 120] [--write qa/models/base]

Over invented tables of the kinds that are kept for fitting (`tables.py`): questions of which one
row has every value that they say. It answers, or the column that is asked for is gone, or no column
says it. Fits a logistic regression, and shifts it so that at the usual threshold so many of those
that nothing answers are answered as `WRONG` says. Prints the weights and, of five parts of which
each is judged by a fit on the others, what each threshold answers.
"""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict
from tqdm import tqdm

from index.documents.normalise import make_document
from index.encoders.encode import Encoder, open_encoder
from index.types import Span
from qa.english.polar import asks_yes_or_no
from qa.evidence.load import selector_calibration
from qa.evidence.reader import PackagedReader, Reader
from qa.evidence.rows.answer import read_cells, rest_of
from qa.evidence.rows.cells import make_table, read_row
from qa.evidence.rows.columns import LEAST_READ, clipped, nearest_column
from qa.evidence.rows.keys import find_named, sought
from qa.models.calibration import logit
from qa.models.judge import PACKAGED as BASE
from qa.models.rows import SIGNALS, RowCalibration
from qa.training.fit_cascade import NOT_FITTED
from qa.training.sources import Text
from qa.training.tables import epoch

SEED = 11
PARTS = 5
WRONG = 0.33
"""Share of the unanswerable questions that reach the usual threshold. They are hard ones: half of
them ask for a column that is gone, beside others of its kind."""

THRESHOLDS = (0.1, 0.21, 0.3, 0.5, 0.64, 0.8)


def signals(text: Text, reader: Reader, encoder: Encoder) -> Iterator[tuple[list[float], bool]]:
    """The `SIGNALS` of each question that names one row, and whether the row answers it."""
    document = make_document(f"/{text.title}.csv", text.text, text.title)
    spans = [Span(document.id, *place) for place in text.sentences]
    spans = [span for span in spans if ": " in document.slice(span)]
    table = make_table((read_row(document.slice(span)) for span in spans), text.title)
    for question in text.questions:
        asked = sought(question.text)
        named = find_named(asked, table)
        if named.row is None or asks_yes_or_no(question.text):
            continue
        span = spans[named.row]
        if question.answers and not span.start <= question.answers[0][0] < span.end:
            continue
        rest, row = rest_of(question.text, asked, table, named), table.rows[named.row]
        read = read_cells(question.text, document, span, row, reader)
        given = (document.slice(span), table.columns, named.said)
        column = nearest_column(rest, row, *given, encoder, read)
        if column and column.cell is not None:
            answers = bool(question.answers)
            yield [clipped(read.get(column.cell, LEAST_READ)), column.nearness], answers


def main() -> None:
    """Fit, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--tables", type=int, default=120)
    parser.add_argument("--write", type=Path, help="folder that is to have the calibration")
    arguments = parser.parse_args()
    reader, encoder = PackagedReader(BASE, NOT_FITTED), open_encoder()
    texts = list(epoch(random.Random(SEED), arguments.tables, "fitted"))
    found = [
        one
        for text in tqdm(texts, "Tables", disable=None)
        for one in signals(text, reader, encoder)
    ]
    rows, answers = np.array([row for row, _ in found]), np.array([right for _, right in found])
    model = LogisticRegression(class_weight="balanced")
    scores = cross_val_predict(model, rows, answers, cv=PARTS, method="decision_function")
    shift = logit(selector_calibration().threshold) - np.quantile(scores[~answers], 1 - WRONG)
    print(f"{answers.sum()} questions with an answer, {(~answers).sum()} without")
    for threshold in THRESHOLDS:
        reached = scores + shift >= logit(threshold)
        kept, wrong = reached[answers].mean(), reached[~answers].mean()
        print(f"  from {threshold:.2f}: {kept:.3f} of those answered, {wrong:.3f} of these")
    model.fit(rows, answers)
    weights = [round(float(weight), 3) for weight in model.coef_[0]]
    bias = round(float(model.intercept_[0] + shift), 3)
    fitted = RowCalibration(dict(zip(SIGNALS, weights, strict=True)), bias)
    print(fitted)
    if arguments.write:
        fitted.write(arguments.write)


if __name__ == "__main__":
    main()
