"""Who has an office now does not answer who had it before.

"The harbour master is Jill Sandys" has every word of "Who was the harbour master before?", and
tells of somebody else.
"""

from collections.abc import Sequence

from qa.english.holders import ASKED_BEFORE, NOW, TOLD_BEFORE
from qa.evidence.select import ANOTHERS, Evidence, doubted


def holders_before(question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence; where it is asked who was it before, who is it now counts for little.

    Args:
        question: any.
        evidence: the most probable first.

    Returns:
        The most probable first.
    """
    if not ASKED_BEFORE.match(question):
        return list(evidence)
    return doubted(evidence, ANOTHERS, lambda one: _is_of_now(one.text))


def _is_of_now(sentence: str) -> bool:
    return bool(NOW.search(sentence)) and not TOLD_BEFORE.search(sentence)
