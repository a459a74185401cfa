"""When is a document's best sentence sure enough for a cell, and which of its words answer?

A document that does not answer mostly has no sentence that comes near, since there are few of them;
so less is asked of the best one than where it is the best of all documents: the least careful level
of the reader. Of a document that holds none of the question's names (asked about Kherson, and it is
about trains) the most careful level is asked.

Chosen on five questions of `tests/bench/cells.py` and on 40 documents of our own with three right
questions, four near misses and two of other documents each. There the least careful level fills
.69 of the cells rightly (the usual one .63) and leaves 1.00 of the other documents' questions
empty (1.00), and .79 of the near misses (.87). None of the 112 that are answered lack all names of
the question, and of the 80 of other documents' questions 66 do.
"""

from collections.abc import Iterable, Sequence

from qa.english.answers import normalise
from qa.english.leaning import LEANS
from qa.english.names import same_name
from qa.evidence.agreement import CONSIDERED, agree
from qa.evidence.select import Evidence, context_of, names_of
from qa.models.calibration import ReaderCalibration

NEARLY = 0.5
"""Share of what is asked from which a sentence is looked at again, when all documents are read."""

_FEWEST_WORDS = 2
_NOTHING = 1e-6  # by which a copy, which does not count, raises nothing
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
    if names and not _holds_any(names, context_of(document, document.text)):
        return max(level.threshold for level in calibration.levels.values())
    return least_of(calibration, careful=careful)


def _holds_any(names: Iterable[str], context: Iterable[str]) -> bool:
    """Whether one of the names is among the words, or the people of a country: Russia, Russian."""
    return any(same_name(name, word) for word in context for name in names)


def least_of(calibration: ReaderCalibration, *, careful: bool) -> float:
    """The threshold of the least careful level, or of the usual one."""
    if careful:
        return calibration.threshold
    return min(level.threshold for level in calibration.levels.values())


def agreed(one: Evidence, sure: Sequence[Evidence], calibration: ReaderCalibration) -> float:
    """The probability of a sentence, raised where sure ones of other documents say the same.

    As `agree` does it, which knows a copy from a report. A single word agrees by accident: that two
    documents say "five" to "How many were hurt?" makes neither more probable. A document that says
    what others say need not hold the names of the question: they do.

    Returns:
        It; 0 where none agrees.
    """
    said = normalise(one.words)
    if len(one.words.split()) < _FEWEST_WORDS:
        return 0.0
    same = [other for other in sure if normalise(other.words) == said][: CONSIDERED - 1]
    if not same:
        return 0.0
    among = sorted([one, *same], key=lambda other: -other.probability)
    raised = next(e for e in agree(among, calibration.agreement) if e.span == one.span)
    return raised.probability if raised.probability > one.probability + _NOTHING else 0.0


def words_that_answer(best: Evidence) -> str:
    """The words of a sentence that answer, without marks around them; "" where they are unsure.

    They are where there is no letter or digit in them, where they lean on another sentence ("he"),
    where they are most of the sentence, or where there are many of them.
    """
    said = best.words.strip()
    bare = " ".join(said.split()).strip(_MARKS)
    if said.endswith(".") and bare and said[-3:-1].isupper():  # U.K.
        bare += "."
    count = len(bare.split())
    if not any(map(str.isalnum, bare)) or count > _MOST_WORDS or LEANS.match(f"{bare} "):
        return ""
    return "" if len(bare) >= _whole(best.text) else bare


def _whole(text: str) -> float:
    """Characters from which words are most of a sentence."""
    return max(0.8 * len(text.strip()), 1)
