"""When the row that a question names answers it: `rows.json` beside a model.

`python -m qa.training.fit_rows` fits and writes it.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import isfinite
from pathlib import Path
from typing import Any

from qa.models.calibration import logistic, read_calibration, write_calibration

ROWS = "rows.json"

SIGNALS = (
    "answer",  # the base network reads the row alone: logit of its best words answering
    "column",  # how near the nearest column is to what is asked for
)
"""What the probability is made of; `qa/evidence/rows/lookup.py` computes them."""


@dataclass(frozen=True, slots=True)
class RowCalibration:
    """How a row that a question names becomes a probability that it answers.

    Attributes:
        weights: of each of `SIGNALS`, by its name.
        bias: of the same regression.
    """

    weights: Mapping[str, float]
    bias: float

    def __post_init__(self) -> None:
        if set(self.weights) != set(SIGNALS):
            raise ValueError(f"weights of {sorted(self.weights)}, not of {sorted(SIGNALS)}")
        if not all(map(isfinite, (*self.weights.values(), self.bias))):
            raise ValueError(f"weights {dict(self.weights)} and bias {self.bias} must be finite")

    def probability(self, answer: float, column: float) -> float:
        """That the row answers, in [0, 1]."""
        given = dict(zip(SIGNALS, (answer, column), strict=True))
        return logistic(sum(self.weights[name] * given[name] for name in SIGNALS) + self.bias)

    @classmethod
    def read(cls, folder: Path) -> "RowCalibration":
        """The calibration in a folder of a network.

        Raises:
            UserError: if a file of the model is missing or altered, or the calibration is of
                something else.
        """

        def build(values: dict[str, Any]) -> "RowCalibration":
            return cls(**values)

        return read_calibration(folder, ROWS, build)

    def write(self, folder: Path) -> None:
        """Write it beside the model in a folder."""
        write_calibration(folder, ROWS, asdict(self))
