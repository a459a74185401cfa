"""A later document changes what an earlier one told: the regatta is moved from 20 to 27 June.

The sentence that says so names what was so before. It then answers in place of the older one, which
is said behind it, however sure the reader is of that. So does one that rules out what was told:
"Investigators have ruled out the battery as the cause".
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from math import inf

from index.text.words import words
from index.types import Span
from qa.english.changes import CHANGE, COUNT_STEMS, COUNTED_ANEW, NOT_YET, ruled_out
from qa.english.values import DATE, TIMES, VALUE
from qa.english.vocabulary import FUNCTION_STEMS
from qa.evidence.select import Evidence

OVERTAKEN = 0.5
"""Of one where a newer one answers as well, what was so before: the share of its own probability,
or of the newer one's if that is less."""

LOOKED_AT = 0.2
"""Share of an answer's probability from which what may count it anew is looked at."""

_SHARED = 2
"""Words that both have, at least."""

_TIME = re.compile("|".join(pattern.pattern for pattern in (DATE, *TIMES)), re.IGNORECASE)

LIKE = 0.5
"""Share of the words of an answer, or of what is ruled out, that both have."""


def changed(
    evidence: Sequence[Evidence], threshold: float
) -> tuple[list[Evidence], list[Evidence]]:
    """Raise what says that an answer was changed to that answer, and lower the answer.

    Args:
        evidence: the most probable first.
        threshold: probability from which a sentence is an answer; less is not looked at.

    Returns:
        The evidence, in its order, and what was changed.
    """
    found, before = list(evidence), []
    out = {m: what for m, one in enumerate(evidence) if (what := _ruled_out(one))}
    for n, old in enumerate(evidence):
        if old.probability < threshold:
            continue
        newer = [(m, now) for m, one in enumerate(evidence) if (now := _changed_to(one, old))]
        for m, now in newer:
            best = max(found[m].probability, old.probability)
            found[m] = replace(found[m], probability=best, answer=_within(found[m], now))
        denied = [m for m, what in out.items() if _rules_out(evidence[m], what, old)]
        for m in denied:  # none of its words is what is asked for
            best = max(found[m].probability, old.probability)
            found[m] = replace(found[m], probability=best, answer_score=-inf)
        if newer or denied:
            found[n] = replace(old, probability=OVERTAKEN * old.probability)
            before.append(old)
    return found, before


def _changed_to(one: Evidence, old: Evidence) -> tuple[int, int] | None:
    """Where in a sentence of a later document stands what an older one's figure was changed to.

    None where it changes nothing that the older sentence tells.
    """
    if not _is_later(one, old):
        return None
    matches = list(CHANGE.finditer(one.text))
    if NOT_YET.search(one.text) or not one.claimable:
        return None
    told, own = set(words(old.text)), set(words(one.text))
    for match in matches:
        was, now = ("was", "now") if match["was"] else ("before", "then")
        earlier = set(words(match[was])) - FUNCTION_STEMS
        about = (told & own) - earlier - FUNCTION_STEMS
        later = set(words(match[now])) - FUNCTION_STEMS - told
        if earlier <= told and any(map(_is_figure, earlier)) and later and about:
            return match.span(now)
    return _counted_anew(one, old)


def _counted_anew(one: Evidence, old: Evidence) -> tuple[int, int] | None:
    """Where a sentence that answers nearly as well says what another's figure is by now."""
    match = COUNTED_ANEW.search(one.text)
    if match is None or one.probability < LOOKED_AT * old.probability:
        return None
    was, now = VALUE.search(old.words), VALUE.search(one.text, match.start("now"))
    about = set(words(one.text)) & set(words(old.text)) - FUNCTION_STEMS
    if not was or not now or now.start() != match.start("now") or len(about) < _SHARED:
        return None
    whole = VALUE.search(old.text, old.answer.start - old.span.start)
    if not _in_one_unit(now, whole or was) or not _of_one_thing(match, now, old.text):
        return None
    return match.span("now") if now["figure"].lower() != was["figure"].lower() else None


def _in_one_unit(now: re.Match[str], was: re.Match[str]) -> bool:
    """Whether two figures have one unit, or the newer none: five people, and then three."""
    units = [set(words(figure["unit"] or "")) - FUNCTION_STEMS for figure in (now, was)]
    money = [figure["before"] for figure in (now, was)]
    return (units[0] == units[1] or not units[0]) and money[0] in (None, money[1])


def _of_one_thing(match: re.Match[str], now: re.Match[str], told: str) -> bool:
    """Whether what is counted anew is named by no word that an older text lacks."""
    behind = match.string[now.end() : match.end("now")].partition(",")[0]
    named = f"{match.string[: match.start()]} {_TIME.sub(' ', behind)}"
    more = set(words(named)) - set(words(told)) - FUNCTION_STEMS - COUNT_STEMS
    return not any(map(str.isalpha, more))


def _ruled_out(one: Evidence) -> list[set[str]]:
    """Stems of each thing that a sentence says turned out not to be so."""
    found = ruled_out(one.text)
    if not found or not one.claimable:
        return []
    return [stems for what in found if (stems := set(words(what)) - FUNCTION_STEMS)]


def _rules_out(one: Evidence, what: Sequence[set[str]], old: Evidence) -> bool:
    """Whether a sentence of a later document says that the words of an older one are not so."""
    answer = set(words(old.words)) - FUNCTION_STEMS
    return _is_later(one, old) and any(
        len(answer & out) >= LIKE * min(len(answer), len(out)) for out in what if answer
    )


def _is_later(one: Evidence, old: Evidence) -> bool:
    day, since = one.passage.document.published, old.passage.document.published
    return bool(day and since and day > since)


def _within(one: Evidence, place: tuple[int, int]) -> Span:
    """The words that answer, without what was so before, where they begin with that."""
    start = one.span.start + place[0]
    if one.answer.start < start < one.answer.end:
        return replace(one.answer, start=start)
    return one.answer


def _is_figure(word: str) -> bool:
    return any(map(str.isdigit, word))
