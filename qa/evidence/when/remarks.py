"""What a reader must know of the time of an answer."""

from collections.abc import Set

from index.text.dates import plain_date
from index.types import Span
from qa.english import tense
from qa.english.answers import normalise
from qa.evidence.done import only_decided
from qa.evidence.select import Evidence
from qa.evidence.when.bound import Bound
from qa.evidence.when.sentence_times import told
from qa.types import AskedTime

ONLY_A_PLAN = "This was announced or decided{}; nothing that was read says that it happened."

NONE_FROM = "Nothing that was read is from “{}”; the question is answered without it."


def notes(bound: Bound, asked: AskedTime, cited: Set[Span]) -> list[str]:
    """What is to be said of the time of an answer, in whole sentences.

    Args:
        bound: its evidence.
        asked: what time was asked for.
        cited: the sentences that the answer gives; none where it gives no answer.
    """
    found = []
    first = [one for one in bound.evidence if one.span in cited]
    if asked.loose and not any(_says(one, asked.phrase) for one in first):
        found.append(NONE_FROM.format(asked.phrase))
    happened = asked.past and not asked.plans
    if happened and first and all(_is_a_plan(one, asked) for one in first):
        day = told(first[0], asked).published
        found.append(ONLY_A_PLAN.format(f" on {plain_date(day.isoformat())}" if day else ""))
    return found


def _is_a_plan(one: Evidence, asked: AskedTime) -> bool:
    return bool(tense.PLANNED.search(one.text)) or only_decided(asked.asked, one.text)


def _says(one: Evidence, phrase: str) -> bool:
    """Whether a sentence names a time by the same words, or its line begins with them.

    "Tonight: clear. Lowest temperature 2 degrees." is of tonight, which is no date.
    """
    text, span = one.passage.document.text, one.span
    opening = text[text.rfind("\n", 0, span.start) + 1 : span.start].partition(":")
    begins = bool(opening[1]) and normalise(opening[0]) == normalise(phrase)
    return begins or f" {normalise(phrase)} " in f" {normalise(one.text)} "
