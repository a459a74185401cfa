"""Opening hours by the day and the season: the lines below the season that is asked for.

    Winter (October to April)
    Monday to Friday: 12 noon to 6 pm
    Sunday: closed

A line alone does not say of when it is; the one above several of them does, and both are cited.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from index.text.words import words
from index.types import Document, Span
from qa.english.asked_hours import (
    OF_HOURS,
    DayLine,
    HoursAsked,
    day_line,
    day_lines,
    hours_asked,
    months_of,
    open_at,
    seasons_of,
    turns_at,
    without_times,
)
from qa.english.vocabulary import FUNCTION_STEMS
from qa.evidence.rows.tables import WHOLE
from qa.gather import Clock, Searched
from qa.kinds.alike import known_place
from qa.kinds.listed import SURE, by_itself, structured
from qa.types import Answer, Claim, Kind, Verdict
from qa.writing.verify import cite

_LONGEST_LINE = 120
_LONGEST_PARAGRAPH = 600
_ABOVE = 5
_END = "."
"""A last line, which is none of hours."""


@dataclass(frozen=True, slots=True)
class _Season:
    """Lines of hours that follow one another, and what they are of.

    Attributes:
        heading: the line above them that says when; None if none does.
        above: the last short lines above them, but for other times.
        below_prose: whether a sentence stands between these and the lines.
        lines: each with its place.
    """

    heading: Span | None
    above: tuple[str, ...]
    below_prose: bool
    lines: tuple[tuple[Span, DayLine], ...]


def hours(question: str, searched: Searched, clock: Clock) -> Answer | None:
    """The opening hours that a question asks for; None where it asks for none, or none is certain.

    Args:
        question: as it was asked.
        searched: for it.
        clock: how long it took.
    """
    asked = hours_asked(question)
    if asked is None:
        return None
    documents = dict.fromkeys(hit.passage.document for hit in searched.hits)
    found = [(one, season) for one in documents for season in _fitting(asked, one)]
    if len(found) != 1:
        return None
    document, season = found[0]
    lines = [
        (span, line) for span, line in season.lines if not asked.days or line.days & asked.days
    ]
    told = frozenset[int]().union(*(line.days for _, line in lines))
    if not lines or not asked.days <= told:
        return None
    claims = [_claim(document, season, span, _place(asked, span, line)) for span, line in lines]
    if asked.asks != "polar":
        answer = structured(question, searched, clock, claims, SURE, Kind.FACT)
        bounded = season.heading and not (asked.month or asked.season)
        one = claims[0].citations[0].words if len(lines) == 1 and not bounded else ""
        return replace(answer, short=one[:1].upper() + one[1:])
    states = {_is_open(asked, document.slice(span), line) for span, line in lines}
    state = states.pop()
    if states or state is None or not (asked.days or asked.at):
        return None
    verdict = Verdict.YES if state != asked.closed else Verdict.NO
    answer = structured(question, searched, clock, claims, SURE, Kind.YES_NO)
    return replace(answer, verdict=verdict, short=verdict.value)


def _is_open(asked: HoursAsked, text: str, line: DayLine) -> bool | None:
    """Whether a line says that it is open, then, if a time of day is asked; None if unclear."""
    if line.opens is None or line.closes is None:
        return None if asked.turns else False
    if not asked.at:
        return True
    opens, closes = text[slice(*line.opens)], text[slice(*line.closes)]
    if asked.turns:
        return turns_at(asked.at, opens, closes, asked.turns)
    return open_at(asked.at, opens, closes)


def _claim(document: Document, season: _Season, span: Span, answer: Span) -> Claim:
    """A line as a claim, with the one that says of when it is."""
    cited = [by_itself(document, span, SURE, answer)]
    if season.heading:
        cited.append(by_itself(document, season.heading, SURE))
    return Claim(cited[0].text, tuple(cite(one, SURE) for one in cited))


def _place(asked: HoursAsked, span: Span, line: DayLine) -> Span:
    """The words of a line that answer."""
    part = {"open": line.opens, "close": line.closes}.get(asked.asks) or line.told
    return Span(span.doc_id, span.start + part[0], span.start + part[1])


def _fitting(asked: HoursAsked, document: Document) -> list[_Season]:
    """The lines of a document that are of what is asked, and of its time; several are unclear."""
    if len(document.text) > WHOLE:
        return []
    seasons = [one for one in _seasons(document) if _is_about(asked, document, one)]
    if not asked.month and not asked.season:
        certain = asked.asks != "polar" or not any(one.heading for one in seasons)
        return seasons if len(seasons) == 1 and certain else []
    fit = [one for one in seasons if one.heading and _is_of(asked, document.slice(one.heading))]
    return fit if len(fit) == 1 else []


def _is_about(asked: HoursAsked, document: Document, season: _Season) -> bool:
    """Whether lines tell of what is asked, by the title of their document and the lines above."""
    titled = frozenset(words(document.title))
    wanted = set(words(asked.subject)) - FUNCTION_STEMS
    named = [set(words(without_times(line))) - OF_HOURS - FUNCTION_STEMS for line in season.above]
    named = [stems for stems in named if any(not s.isdigit() for s in stems - titled)]
    if not named:
        says_hours = any(OF_HOURS.intersection(words(line)) for line in season.above)
        plain = says_hours or not season.below_prose  # of what else a sentence tells, nobody knows
        return plain and bool(wanted) and all(known_place(stem, titled) for stem in wanted)
    return wanted <= titled | named[-1] and bool(wanted & named[-1])


def _says_when(text: str) -> bool:
    """Whether lines say a month or a season."""
    return bool(months_of(text) or seasons_of(text))


def _is_of(asked: HoursAsked, line: str) -> bool:
    """Whether a line says the month or the season that is asked for."""
    if asked.month:
        return asked.month in months_of(line)
    return asked.season in seasons_of(line)


@lru_cache(64)
def _seasons(document: Document) -> tuple[_Season, ...]:
    """The lines of hours of a document, those that follow one another together."""
    return tuple(_blocks(document))


def _blocks(document: Document) -> Iterator[_Season]:
    above: list[Span] = []
    below_prose = False
    block: list[tuple[Span, DayLine]] = []
    told: set[int] = set()
    start = 0
    for text in (*document.text.split("\n"), _END):
        lines = _lines(document, text, start)
        first = start + len(text) - len(text.lstrip())
        span = Span(document.id, first, first + max(1, len(text.strip())))
        start += len(text) + 1
        is_next = block and (lines or not text.strip())
        if is_next and _goes_on(document, block[-1][0].end, told, lines):
            block += lines
            told.update(*(line.days for _, line in lines))
            continue
        if block:
            yield _season(document, above, block, below_prose=below_prose)
            block = []
        if lines:
            block = lines
            told = set().union(*(line.days for _, line in lines))
        elif text.strip():
            below_prose = len(text) > _LONGEST_LINE or text.rstrip().endswith(".")
            above = list(above[-1:]) if below_prose else [*above, span][-_ABOVE:]


def _goes_on(
    document: Document, end: int, told: Set[int], lines: Sequence[tuple[Span, DayLine]]
) -> bool:
    """Whether lines go on behind others; behind an empty line, those of other days only.

    Args:
        document: of the lines.
        end: behind the last of the others.
        told: days of the others.
        lines: that follow them; none where an empty line does.
    """
    between = document.text[end : lines[0][0].start] if lines else ""
    return between.count("\n") < len("\n\n") or not any(line.days & told for _, line in lines)


def _lines(document: Document, text: str, start: int) -> list[tuple[Span, DayLine]]:
    """The hours of days that a line tells; those that a paragraph runs together, from two on."""
    first = start + len(text) - len(text.lstrip())
    if len(text) <= _LONGEST_LINE and (line := day_line(text)):
        return [(Span(document.id, first, first + len(text.strip())), line)]
    found = day_lines(text) if len(text) <= _LONGEST_PARAGRAPH else []
    spans = [(Span(document.id, start + a, start + b), line) for a, b, line in found]
    return spans if len(spans) > 1 else []


def _season(
    document: Document,
    above: Sequence[Span],
    lines: Sequence[tuple[Span, DayLine]],
    *,
    below_prose: bool,
) -> _Season:
    """Some lines with what stands above them: only the nearest line may say of when they are."""
    said = [document.slice(span) for span in above]
    timed = [n for n, text in enumerate(said) if _says_when(text)]
    heading = above[-1] if timed and timed[-1] == len(above) - 1 else None
    kept = [text for n, text in enumerate(said) if n not in timed or n == len(said) - 1]
    return _Season(heading, tuple(kept), below_prose, tuple(lines))
