"""The attributions of a document, with their speakers made out."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain

from index.types import Document, Sentence, Span
from qa.quotes.people import People, Who
from qa.quotes.turns import Turn, turns
from qa.quotes.types import Attribution, Speaker
from qa.sayings.find import Found, found_in
from qa.sayings.units import Unit, units


def attributions(document: Document, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
    """Who says what in a document.

    Args:
        document: any document.
        sentences: its pieces, as `index.documents.split.sentences` gives them.

    Returns:
        In the order of the text; what stands in headings and furniture is left out. In time linear
        in the text.
    """
    people, lines = read_people(document, sentences)
    spoken = turns(document)
    told = [line for line in lines if _turn_at(line[0].start, spoken) is None]
    found = [(one, False) for one in found_in(told)]
    found += [(_of_turn(turn), True) for turn in spoken]
    citable = [one.span for one in sentences if one.kind == "sentence"]
    return tuple(_made(document, people, citable, sorted(found, key=lambda one: one[0].unit)))


def read_people(
    document: Document, sentences: Sequence[Sentence]
) -> tuple[People, list[list[Unit]]]:
    """Everybody named in a document, and its lines, each as sentences.

    Args:
        document: any document.
        sentences: its pieces, as for `attributions`.
    """
    pieces = [(one.span.start, one.span.end) for one in sentences if one.kind != "furniture"]
    lines = list(units(document.text, pieces))
    return People.of(document.text, document.author, chain.from_iterable(lines)), lines


def _made(
    document: Document,
    people: People,
    citable: Sequence[Span],
    found: Sequence[tuple[Found, bool]],
) -> Iterator[Attribution]:
    """The attributions of what was found, each with whether it is a turn; in order."""
    previous: Who | None = None
    known: dict[tuple[int, int], Who] = {}
    for one, is_turn in found:
        who = None
        if one.speaker:
            who = known.get(one.speaker)
            if who is None:
                who = people.label(*one.speaker) if is_turn else people.who(*one.speaker, previous)
                known[one.speaker] = who
            previous = who if who.name else previous
        if held := _within(citable, *one.unit):
            yield _attribution(document, one, who, held)


def _attribution(
    document: Document, one: Found, who: Who | None, sentences: tuple[Span, ...]
) -> Attribution:
    id = document.id
    speaker = None
    if one.speaker and who:
        named = Span(id, *who.named) if who.named else None
        speaker = Speaker(Span(id, *one.speaker), who.name, who.how, named)
    return Attribution(
        document,
        speaker,
        Span(id, *one.cue) if one.cue else None,
        tuple(Span(id, *part) for part in one.content),
        sentences,
        one.direct,
        one.goes_on,
        one.passing,
    )


def _within(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """The spans that lie in `[start, end)`, of some in order without overlap."""
    first = bisect_left(spans, start, key=lambda span: span.start)
    last = bisect_left(spans, end, key=lambda span: span.start)
    return tuple(spans[first:last])


def _of_turn(turn: Turn) -> Found:
    return Found(turn.label, None, ((turn.start, turn.end),), True, (turn.label[0], turn.end))


def _turn_at(start: int, spoken: Sequence[Turn]) -> Turn | None:
    """The turn that holds an offset."""
    n = bisect_right(spoken, start, key=lambda turn: turn.label[0]) - 1
    return spoken[n] if n >= 0 and start < spoken[n].end else None
