"""The attributions of a document: who says something, by which words, and what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qa.english.saying import (
    PREPOSITIONS,
    SUBORDINATE,
)
from qa.sayings.contents import content, is_said
from qa.sayings.subjects import Range, main_subject, subject_before
from qa.sayings.tokens import Token
from qa.sayings.units import Unit

_LONG = 40
"""Characters of a quote from which on it is taken for speech."""
_ANNOUNCES = 3
"""Tokens from a verb to the colon at the end of its line, by which it announces what follows."""
_FAR = 1_500
"""Characters between a quote and one that goes on without a speaker."""
_NEAR = 12
"""Of what was found last, so much is looked through for who spoke in the sentence before."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something that somebody says, by offsets `[start, end)` in the text.

    Attributes:
        speaker: the words that name who says it; None where nothing does.
        cue: the verb or other words that tell it is said; None for a quote that goes on.
        content: what is said, in one or several stretches.
        direct: whether a part of it stands in quotation marks.
        unit: the sentence or sentences that hold it.
        goes_on: whether the speaker is that of what was said before.
        passing: whether it is a few words in quotation marks that no verb tells are said: as
            likely a name or a term as what somebody says.
    """

    speaker: tuple[int, int] | None
    cue: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    direct: bool
    unit: tuple[int, int]
    goes_on: bool = False
    passing: bool = False


def found_in(lines: Iterable[Sequence[Unit]]) -> list[Found]:
    """What is said in a text, by its lines as `qa.sayings.units.units` gives them; in order."""
    result: list[Found] = []
    last: Unit | None = None
    for line in lines:
        result.extend(_of_line(line, result[-3:], last))
        last = line[-1]
    return result


def _of_line(units: Sequence[Unit], earlier: Sequence[Found], last: Unit | None) -> list[Found]:
    """What is said in a line.

    Args:
        units: its sentences.
        earlier: what was said before, in order.
        last: the last sentence of the line before.
    """
    result: list[Found] = []
    for n, unit in enumerate(units):
        before = units[n - 1] if n else None
        for one in _of_unit(unit):
            if one.speaker is None and one.direct:
                one = replace(one, speaker=_own_subject(unit) if _has_words(unit) else None)
            if one.speaker is None and one.direct:
                if before is not None:
                    one = replace(one, speaker=_spoke(before, result[-_NEAR:]), goes_on=True)
                elif last is not None and _ends_open(last):
                    one = replace(one, speaker=_spoke(last, earlier))
                elif earlier and unit.start - earlier[-1].unit[1] <= _FAR:
                    one = replace(one, speaker=_last_speaker(earlier), goes_on=True)
            result.append(one)
    if block := _block(units, earlier, last, result):
        return [block]
    return _with_later(result)


def _block(
    units: Sequence[Unit], earlier: Sequence[Found], last: Unit | None, found: Sequence[Found]
) -> Found | None:
    """A line that is a quote without marks: set off by `>`, or announced by "Byrne wrote:"."""
    if last is None or any(token.quoted for unit in units for token in unit.toks):
        return None
    whole = (units[0].start, units[-1].end)
    set_off = units[0].toks[:1] and units[0].toks[0].word == ">"
    start = units[0].toks[1].start if set_off and len(units[0].toks) > 1 else whole[0]
    if set_off and last.toks and last.toks[0].word == ">" and earlier:
        return Found(earlier[-1].speaker, None, ((start, whole[1]),), True, whole, goes_on=True)
    said = last.said[-1] if last.said else None
    announced = _ends_open(last) and said and len(last.toks) - said.verb <= _ANNOUNCES
    speaker = _spoke(last, earlier) if announced else None
    return Found(speaker, None, ((start, whole[1]),), True, whole) if speaker else None


def _last_speaker(found: Sequence[Found]) -> tuple[int, int] | None:
    """Who spoke last: of what is said in one sentence, who says most."""
    last = [one for one in found if one.unit == found[-1].unit and one.speaker]
    spoken = [one for one in last if one.direct] or last
    return max(spoken, key=_length).speaker if spoken else found[-1].speaker


def _length(one: Found) -> int:
    return sum(end - start for start, end in one.content)


def _has_words(unit: Unit) -> bool:
    return any(token.letter for token in unit.toks)


def _ends_open(unit: Unit) -> bool:
    """Whether a sentence ends with a colon: what it announces stands in the next line."""
    return bool(unit.toks) and unit.toks[-1].word == ":"


def _own_subject(unit: Unit) -> tuple[int, int] | None:
    return _offsets(unit.toks, main_subject(unit.toks, len(unit.toks)))


def _spoke(unit: Unit, found: Sequence[Found]) -> tuple[int, int] | None:
    """Who spoke in a sentence, or else was told of."""
    own = [one for one in found if one.unit == (unit.start, unit.end) and one.speaker]
    if direct := [one for one in own if one.direct]:
        return direct[-1].speaker
    if own:
        return own[0].speaker
    toks = unit.toks
    said = [one for one in unit.said if one.subject and not one.passive]
    if said:
        return _offsets(toks, said[-1 if said[-1].inverted else 0].subject)
    if _ends_open(unit) and len(toks) < 12:
        return _offsets(toks, subject_before(toks, len(toks) - 1))
    return _own_subject(unit)


def _with_later(found: list[Found]) -> list[Found]:
    """Quotes that open a line without a speaker have that of the next one in it."""
    later: tuple[int, int] | None = None
    for n in range(len(found) - 1, -1, -1):
        if found[n].direct and found[n].speaker is None:
            found[n] = replace(found[n], speaker=later, goes_on=True)
        elif found[n].direct:
            later = found[n].speaker
    return found


def _offsets(toks: Sequence[Token], found: Range | None) -> tuple[int, int] | None:
    return (toks[found[0]].start, toks[found[1] - 1].end) if found else None


def _of_unit(unit: Unit) -> list[Found]:
    """What is said in a sentence, as far as the sentence tells it."""
    toks = unit.toks
    said = [one for one in unit.said if is_said(toks, one)]
    found: list[Found] = []
    held: set[int] = set()
    for n, saying in enumerate(said):
        parts = content(toks, saying, said[n + 1 :], said[:n])
        if not parts:
            continue
        quotes = {q for a, b in parts for q in range(a, b) if toks[q].quoted}
        held |= quotes
        if not quotes and not _may_speak(toks, saying.subject):
            continue
        found.append(
            Found(
                _offsets(toks, saying.subject),
                (toks[saying.verb].start, toks[saying.verb + saying.source].end),
                tuple((toks[a].start, toks[b - 1].end) for a, b in parts),
                bool(quotes),
                (unit.start, unit.end),
            )
        )
    for q, token in enumerate(toks):
        if token.quoted and q not in held:
            passing = _has_words(unit) and not _is_speech(toks, q)
            speaker = None
            if q and toks[q - 1].word == ":":
                speaker = _offsets(toks, main_subject(toks, q) or subject_before(toks, q - 1))
            found.append(
                Found(
                    speaker,
                    None,
                    ((token.start, token.end),),
                    True,
                    (unit.start, unit.end),
                    passing=passing,
                )
            )
    return found


def _may_speak(toks: Sequence[Token], subject: Range | None) -> bool:
    """Whether somebody is named who may say what is told in other words."""
    if subject is None:
        return False
    first = toks[subject[0]]
    alone = subject[1] - subject[0] == 1
    return not (
        first.word in PREPOSITIONS
        or first.word in SUBORDINATE
        or (alone and not first.capital and first.word.endswith(("ed", "ing", "ly")))
    )


def _is_speech(toks: Sequence[Token], q: int) -> bool:
    """Whether a quote without a verb of saying is what somebody says, and no name or term.

    It is long, or announced by a colon.
    """
    return toks[q].end - toks[q].start >= _LONG or (q > 0 and toks[q - 1].word == ":")
