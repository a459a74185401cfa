"""What has been overtaken in the corpus, as drafts of their own behind the answer.

Where the newest sentence answers, what it has overtaken is said too; where a later sentence, which
is no answer itself, ends what the answer says, that one is. Each says which it is.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from index.text.sameness import says_the_same
from index.text.words import words
from index.types import Span
from qa.english import tense
from qa.english.vocabulary import FUNCTION_STEMS
from qa.evidence import when
from qa.evidence.changed import OVERTAKEN
from qa.evidence.select import Evidence
from qa.types import AskedTime

NEAR = 0.8
"""Share of the best sentence's probability that what was so before must have had."""

ALIKE = 0.35
"""Share of the words of the shorter sentence that a count and the one it has overtaken share."""


@dataclass(frozen=True, slots=True)
class Overtaken:
    """A sentence that is said behind an answer.

    Attributes:
        evidence: it.
        order: -1 for what was so before the answer, 1 for what ended what the answer says.
        day: for which it tells, ISO 8601.
    """

    evidence: Evidence
    order: int
    day: str


def overtaken(
    evidence: Sequence[Evidence],
    bound: when.Bound,
    asked: AskedTime,
    cited: Set[Span],
    threshold: float,
) -> Iterator[Overtaken]:
    """What is to be said behind an answer on what is so; nothing of before the time asked for.

    Args:
        evidence: the most probable first, as the answer was written from it.
        bound: the same before versions were compared.
        asked: what time was asked for.
        cited: the sentences that the answer cites; none where it gives no answer.
        threshold: probability from which a sentence is an answer. What was so before had it, and
            nearly that of the best, before it became less probable for being overtaken. Of a count
            that grows, what was counted before need not come so near, but must be of the same.
    """
    running = bool(tense.RUNNING_TOTAL.search(asked.asked))
    if (asked.past and not running) or not evidence:
        return
    known = {one.span: one for one in evidence}
    least = OVERTAKEN * (threshold if running else max(threshold, NEAR * evidence[0].probability))
    if end := _end(evidence, asked, cited):
        yield _dated(end, asked, 1)
    for one in bound.overtaken if cited else ():
        before = known.get(one.span)
        is_answer = before is not None and before.probability >= least
        told = before and is_answer and one.span not in cited and _is_asked_for(one, asked)
        answers = [known[span] for span in cited & set(known)]
        if before and told and _of_the_same(before, answers, ALIKE if running else 0.0):
            yield _dated(before, asked, -1)


def _of_the_same(one: Evidence, answers: Sequence[Evidence], share: float) -> bool:
    """Whether a sentence has a word of an answer, and is not of another fire, long ago.

    Args:
        one: the sentence.
        answers: that are cited.
        share: of the words of the shorter one that both must have, in [0, 1].
    """
    said = set(words(one.text)) - FUNCTION_STEMS
    told = [set(words(answer.text)) - FUNCTION_STEMS for answer in answers]
    return any(said & other and says_the_same(said, other, share) for other in told)


def _is_asked_for(one: Evidence, asked: AskedTime) -> bool:
    """Whether what a sentence tells lies in the time asked for, if that has a beginning."""
    day, since = when.told(one, asked).day, asked.period and asked.period.first
    return not since or not day or day >= since


def _dated(one: Evidence, asked: AskedTime, order: int) -> Overtaken:
    day = when.told(one, asked).day
    return Overtaken(one, order, day.isoformat() if day else "")


def _end(evidence: Sequence[Evidence], asked: AskedTime, cited: Set[Span]) -> Evidence | None:
    """The newest sentence that ends what the first cited one says, and is not cited itself.

    None where a time was asked for, since what came later is then not asked; and none where it was
    asked for what happened on a day, which nothing ends.
    """
    first = next((one for one in evidence if one.span in cited), None)
    if first is None or asked.period or asked.event:
        return None
    since = when.told(first, asked).day
    days = {one.span: when.told(one, asked).day for one in evidence}
    ends = [
        (day, one)
        for one in evidence
        if (day := days[one.span])
        and since
        and since < day <= asked.today
        and one.claimable
        and when.ends(one, first, asked)
    ]
    if not ends or any(one.span in cited for _, one in ends):
        return None
    return max(ends, key=lambda pair: pair[0])[1]
