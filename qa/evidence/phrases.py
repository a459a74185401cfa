"""Several phrases of time in one question, as the one time that they name together.

"In May and in July" are two times, of either of which a sentence may tell; "after May 2021 and
before July 2022" bounds one. Phrases that stand apart are none of these.
"""

from collections.abc import Sequence
from itertools import pairwise

from index.text.periods import Period
from index.text.time_phrases import Mention
from qa.english.tense import BETWEEN_TIMES


def together(question: str, mentions: Sequence[Mention]) -> tuple[Mention, tuple[Period, ...]]:
    """What the phrases of a question name together.

    Args:
        question: as it is asked.
        mentions: at least one, in the order of the text.

    Returns:
        A mention from the first to the last phrase, with all days from the first to the last that
        they name; and the stretches apart, if there are several. Of one phrase, that one and none.

    Raises:
        ValueError: if they do not stand beside each other, or name no time together.
    """
    first, last = mentions[0], mentions[-1]
    if len(mentions) == 1:
        return first, ()
    gaps = (question[one.end : other.start] for one, other in pairwise(mentions))
    if not all(BETWEEN_TIMES.fullmatch(gap) for gap in gaps):
        raise ValueError("phrases of time that stand apart")
    periods = tuple(mention.period for mention in mentions)
    kind = next((m.kind for m in mentions if m.kind == "relative"), first.kind)
    if all(period.days for period in periods):
        starts = [period.first for period in periods if period.first]
        ends = [period.last for period in periods if period.last]
        return Mention(first.start, last.end, Period(min(starts), max(ends)), kind), periods
    since = max((period.first for period in periods if period.first), default=None)
    until = min((period.last for period in periods if period.last), default=None)
    return Mention(first.start, last.end, Period(since, until), kind), ()
