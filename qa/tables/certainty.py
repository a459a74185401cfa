"""When is a document's best sentence sure enough for a cell, and which of its words answer?

A document that does not answer mostly has no sentence that comes near, since there are few of them;
so less is asked of the best one than where it is the best of all documents: the least careful level
of the reader. Of a document that holds none of the question's names (asked about Kherson, and it is
about trains) as much is asked as of any answer.

Chosen on five questions of `tests/bench/cells.py` and on 40 documents of our own with three right
questions, four near misses and two of other documents each. There the least careful level fills
.69 of the cells rightly (the usual one .63) and leaves 1.00 of the other documents' questions
empty (1.00), and .79 of the near misses (.87). None of the 112 that are answered lack all names of
the question, and of the 80 of other documents' questions 66 do.
"""

from collections.abc import Sequence

from qa.evidence.agreement import agree
from qa.evidence.select import Evidence, context_of, names_of
from qa.models.calibration import ReaderCalibration

NEARLY = 0.5
"""Share of what is asked from which a sentence is looked at again, when all documents are read."""

_FEWEST_WORDS = 2
_MOST_WORDS = 12
_MARKS = ' \t\n,;:."“”«»()[]'


def least_probability(
    question: str, best: Evidence, calibration: ReaderCalibration, *, careful: bool = False
) -> float:
    """The probability, in [0, 1], that a document's best sentence must have.

    Args:
        question: that is asked.
        best: the sentence.
        calibration: of the reader.
        careful: whether as much is asked of every cell as of an answer.
    """
    names = names_of(question)
    document = best.passage.document
    if names and not set(names) & context_of(document, document.text):
        return calibration.threshold
    return least_of(calibration, careful=careful)


def least_of(calibration: ReaderCalibration, *, careful: bool) -> float:
    """The threshold of the least careful level, or of the usual one."""
    if careful:
        return calibration.threshold
    return min(level.threshold for level in calibration.levels.values())


def agreed(best: Sequence[Evidence], calibration: ReaderCalibration) -> list[float]:
    """The probabilities of several documents' best sentences, raised where others say the same.

    As `agree` does it, which knows a copy from a report. A single word agrees by accident: that two
    documents say "five" to "How many were hurt?" makes neither more probable.

    A document that says what others say need not hold the question's names: they do.

    Returns:
        One for each, in their order; as it was where nobody agrees.
    """
    telling = [one for one in best if len(one.words.split()) >= _FEWEST_WORDS]
    raised = {one.span: one.probability for one in agree(_sorted(telling), calibration.agreement)}
    return [raised.get(one.span, one.probability) for one in best]


def words_that_answer(best: Evidence) -> str:
    """The words of a sentence that answer, without marks around them; "" where they are unsure.

    They are where there is no letter or digit in them, where they are most of the sentence, or
    where there are many of them.
    """
    said = best.words.strip()
    bare = " ".join(said.split()).strip(_MARKS)
    if said.endswith(".") and bare and said[-3:-1].isupper():  # U.K.
        bare += "."
    count = len(bare.split())
    if not any(map(str.isalnum, bare)) or count > _MOST_WORDS:
        return ""
    return "" if len(bare) >= _whole(best.text) else bare


def _whole(text: str) -> float:
    """Characters from which words are most of a sentence."""
    return max(0.8 * len(text.strip()), 1)


def _sorted(evidence: Sequence[Evidence]) -> list[Evidence]:
    return sorted(evidence, key=lambda one: -one.probability)
