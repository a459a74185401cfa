"""Of the rows of a table, the one that says most of the question.

A reader hardly tells a row from the next, which has the same columns and other values. All of them
carry the names of the columns, so how many words of the question a row holds is told by its values:
"Who drives HR-102?" is answered by the row that says 102.
"""

from collections.abc import Sequence
from dataclasses import replace

from index.text.words import words
from qa.english.vocabulary import FUNCTION_STEMS
from qa.evidence.select import Evidence

FEWER = 0.25
"""What is left of the probability of a row that says less of the question than another one."""


def fullest_first(question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence; a row that says more of the question stands before those that say less.

    Of the rows of each document, the best of those that hold most of the question's words gets the
    highest probability that a row of it has; those that hold fewer keep a part of theirs. All else
    stays as it is.

    Args:
        question: any.
        evidence: the most probable first.

    Returns:
        The most probable first.
    """
    asked = set(words(question)) - FUNCTION_STEMS
    held: dict[str, dict[int, int]] = {}
    for place, one in enumerate(evidence):
        if one.passage.document.in_table(one.span.start):
            count = len(asked & set(words(one.text)))
            held.setdefault(one.span.doc_id, {})[place] = count
    found = list(evidence)
    for counts in held.values():
        most = max(counts.values())
        highest = max(evidence[place].probability for place in counts)
        fullest = next(place for place, count in counts.items() if count == most)
        for place, count in counts.items():
            if count < most:
                fewer = FEWER * evidence[place].probability
                found[place] = replace(evidence[place], probability=fewer)
        found[fullest] = replace(evidence[fullest], probability=highest)
    return sorted(found, key=lambda one: -one.probability)
