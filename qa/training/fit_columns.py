"""Show how near a column must be in meaning to what is asked for: `NEAR` of `table_columns.py`.

    python -m qa.training.fit_columns [--tables 60]

Over invented tables, of the kinds that are trained on and of those kept for fitting: of questions
whose row is there, and of near misses (the row or the column is gone, or nothing says it), how many
have a row with a column as near as each threshold, and no name that is absent.
"""

import argparse
import random
from typing import Literal

import numpy as np

from index.encoders.encode import Encoder, open_encoder
from index.text.words import words
from qa.evidence.select import names_of
from qa.evidence.table_columns import column_likeness
from qa.training.sources import Question, Text
from qa.training.tables import epoch

SEED = 9
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5)


def nearest(text: Text, question: Question, encoder: Encoder) -> float:
    """How near the nearest column of the rows of a text is to what is asked for; 0 for none."""
    rows = [text.text[start:end] for start, end in text.sentences]
    names, title = set(names_of(question.text)), set(words(text.title))
    likeness = column_likeness(question.text, rows, encoder)
    there = [names <= set(words(row)) | title for row in rows]
    return float((likeness * np.array(there)).max(initial=0.0))


def main() -> None:
    """Print the shares by threshold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tables", type=int, default=60, help="of each half")
    options = parser.parse_args()
    encoder = open_encoder()
    halves: tuple[Literal["trained", "fitted"], ...] = ("trained", "fitted")
    for half in halves:
        found = [
            (bool(question.answers), nearest(text, question, encoder))
            for text in epoch(random.Random(SEED), options.tables, half)
            for question in text.questions
        ]
        answered = np.array([near for there, near in found if there])
        others = np.array([near for there, near in found if not there])
        print(f"{half}: {len(answered)} questions, {len(others)} near misses")
        for threshold in THRESHOLDS:
            print(
                f"  from {threshold:.2f}: {(answered >= threshold).mean():.3f}, "
                f"{(others >= threshold).mean():.3f}"
            )


if __name__ == "__main__":
    main()
