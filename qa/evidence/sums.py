"""Where a sum of money is asked for, a sentence that says nothing of money does not answer.

"Minimum term; unit: months; Northwind: 24" is not what Northwind is paid a month.
"""

from collections.abc import Sequence

from qa.english.money import asks_for_a_sum, may_name_a_sum
from qa.evidence.rows.tables import heading_of
from qa.evidence.select import ANOTHERS, Evidence, doubted

_ABOVE = 200
"""Characters above a line that is no row of a table, in which its heading stands."""


def of_a_sum(question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, where what is no sum is less probable, if one is asked for.

    Args:
        question: any.
        evidence: in any order.

    Returns:
        The most probable first; in its own order where no sum is asked for.
    """
    if not asks_for_a_sum(question):
        return list(evidence)
    return doubted(evidence, ANOTHERS, lambda one: not may_name_a_sum(_with_its_heading(one)))


def _with_its_heading(one: Evidence) -> str:
    """A sentence, with the title and what stands above it, which may say that it is of prices."""
    document, start = one.passage.document, one.span.start
    if document.in_table(start):
        above = heading_of(document, one.span)
    else:
        above = document.text[max(0, start - _ABOVE) : start]
    return f"{document.title}\n{above}\n{one.text}"
