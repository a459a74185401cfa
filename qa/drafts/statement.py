"""One statement → its verdict, with the sentences it rests on.

Each of the nearest sentences is judged by itself, then the passages that the nearest stand in,
which may say together what none of their sentences says alone. (Pairs of sentences from anywhere
did not do: they lend each other's speakers.) What is supported is so whatever else is said
elsewhere; else what a sentence denies is contradicted; else the parts of the statement are judged
by themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from index.types import Span
from qa.drafts import parts as parts_of
from qa.drafts.differences import differences, in_words
from qa.drafts.judging import Opinion, opinion, with_names
from qa.drafts.meant import Meant
from qa.drafts.pieces import Piece
from qa.drafts.quotations import Origin, Quotation, origin, quotations
from qa.drafts.sources import SENTENCES, Source, Sources, label_of
from qa.drafts.types import Checked, Difference, Kind, Verdict
from qa.models.verdicts import VerdictCalibration
from qa.support.days import Judging
from qa.support.rules import missing_names, missing_numbers
from qa.types import Citation

NOT_FOUND = "No sentence of the documents says it."
NEAREST = "No sentence of the documents says it; the nearest, in {}, does not."
IN_PART = "Not in the documents: {}."
QUOTE_NOT_FOUND = "The words in quotation marks are in no document: {}."
TOO_LONG = "It is too long to be judged as one sentence; cut it into several."

LONGEST = 1_500
"""Characters of a statement that is judged."""

_SURE = 0.9
"""Probability from which no further sentence is judged."""
_FIRST = 2  # sentences that are judged before it is seen whether that is enough
_PASSAGES = 3  # passages that are judged as a whole
_NEAREST = 3  # sentences that parts are judged by
_LESS_NEAR = 3
"""The power of its nearness with which a sentence counts that says otherwise: what speaks of nearly
the same denies little. (Of 32 supported statements of drafts .156 were taken for contradicted
without it, and .094 with it.)"""
_CITED = 3  # sentences that are cited
_NEAR = 600  # characters of a document on either side of a quotation
_QUOTED_IN = 24  # sentences that a quotation is looked for in
_MOSTLY = 0.6
"""Share of a statement's words that a quotation has of which it mostly consists."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A source, and what is made of a statement by it.

    Attributes:
        source: the sentence.
        opinion: by it.
        nearness: of the sentence to the statement, as a share of that of the nearest.
        whole: by all of its passage; None where that was not judged.
    """

    source: Source
    opinion: Opinion
    nearness: float = 1.0
    whole: Opinion | None = None

    @property
    def supported(self) -> float:
        """The probability that the sentence supports the statement, or its passage does."""
        return max(self.opinion.supported, self.whole.supported if self.whole else 0.0)

    @property
    def meant(self) -> float:
        """The same, whatever the rules find that decide."""
        return max(self.opinion.meant, self.whole.meant if self.whole else 0.0)


class Statements:
    """Judges statements, one at a time; for any number of threads."""

    def __init__(self, judge: Judging, fitted: VerdictCalibration, sources: Sources) -> None:
        """Judge by a network and its calibration, against these sources."""
        self._judge = judge
        self._fitted = fitted
        self._sources = sources
        self._meant = Meant()

    def check(self, piece: Piece, named: Sequence[str] = ()) -> Checked:
        """The verdict on a piece that states something.

        Args:
            piece: of a draft.
            named: ids of the documents that its notes and links name.
        """
        text = piece.text
        if len(text) > LONGEST:
            return _checked(piece, Verdict.NOT_FOUND, reason=TOO_LONG)
        spans = parts_of.parts(text)
        found = self._sources.of(text, piece.before, [text[a:b] for a, b in spans], named)
        checked = self._of_meaning(piece, spans, found[:SENTENCES])
        for quotation in quotations(text):
            checked = self._of_quotation(piece, checked, quotation, found)
        return checked

    # by meaning

    def _of_meaning(
        self, piece: Piece, spans: list[tuple[int, int]], found: Sequence[Source]
    ) -> Checked:
        thresholds = self._fitted.thresholds
        readings = self._readings(piece.text, found)
        best = max(readings, key=lambda one: one.supported, default=None)
        if best and best.supported >= thresholds["supported"]:
            return _checked(piece, Verdict.SUPPORTED, self._citations(best, readings))
        against = [one for one in readings if self._against(one) >= thresholds["contradicted"]]
        if against:
            return self._contradicted(piece, against)
        in_part = self._in_part(piece, spans, found) if len(spans) > 1 else None
        if in_part:
            return in_part
        where = label_of(found[0].document) if found else ""
        return _checked(
            piece, Verdict.NOT_FOUND, reason=NEAREST.format(where) if where else NOT_FOUND
        )

    def _readings(self, text: str, found: Sequence[Source]) -> list[Reading]:
        readings: list[Reading] = []
        for number, source in enumerate(found):
            nearness = max(source.score / found[0].score, 0.0) if found[0].score > 0 else 1.0
            judged = self._opinion(text, source.text, source, source.span)
            readings.append(Reading(source, judged, nearness))
            if number + 1 >= _FIRST and _best(readings) >= _SURE:
                return readings
        if _best(readings) >= self._fitted.thresholds["supported"]:
            return readings
        passages = list(dict.fromkeys(source.passage.span for source in found))[:_PASSAGES]
        wholes = {}
        for reading in readings:
            span, source = reading.source.passage.span, reading.source
            if span in passages and span not in wholes:
                wholes[span] = self._opinion(text, source.around, source, span)
        return [replace(one, whole=wholes.get(one.source.passage.span)) for one in readings]

    def _opinion(self, text: str, evidence: str, source: Source, span: Span) -> Opinion:
        names = partial(self._meant.names, source.document, span)
        return opinion(self._judge, self._fitted, text, evidence, source.about, names)

    def _against(self, reading: Reading) -> float:
        """The probability that a sentence that was found says otherwise; 0 where that is in doubt.

        It is in doubt where the statement may as well be supported, unless a number or a date, or a
        word of a copy, is another one.
        """
        signals = reading.opinion.signals
        if not signals:
            return 0.0
        differs = signals["numbers"] or signals["dates"] or signals["copied"]
        if not differs and reading.meant >= self._fitted.thresholds["doubtful"]:
            return 0.0
        near = self._fitted.near.probability({**signals, "share": reading.source.held})
        return reading.opinion.contradicted * near * reading.nearness**_LESS_NEAR

    def _contradicted(self, piece: Piece, against: Sequence[Reading]) -> Checked:
        """By the sentence that says what else is so; else by that which denies it most.

        "An alliance of 32 countries" tells a reader more than a sentence without a number.
        """
        ranked = sorted(against, key=lambda one: -self._against(one))
        told = [(one, self._differences(piece, one)) for one in ranked]
        best, found = next((pair for pair in told if _says_what_else(pair[1])), told[0])
        citation = _citation(best.source, best.opinion.supported)
        checked = _checked(piece, Verdict.CONTRADICTED, (citation,), in_words(found))
        return replace(checked, differences=found)

    def _differences(self, piece: Piece, reading: Reading) -> tuple[Difference, ...]:
        source = reading.source
        names = partial(self._meant.names, source.document, source.span)
        known = with_names(piece.text, source.text, source.about, names)
        return differences(piece.text, source.text, known, reading.opinion.judgement)

    def _citations(self, best: Reading, readings: Sequence[Reading]) -> tuple[Citation, ...]:
        """The sentences that support a statement: the best, and others that do so by themselves."""
        least = self._fitted.thresholds["supported"]
        others = [one for one in readings if one.opinion.supported >= least and one is not best]
        others.sort(key=lambda one: -one.opinion.supported)
        if best.opinion.supported < least:  # its passage does: the sentence that comes nearest
            beside = [one for one in readings if one.whole is best.whole]
            best = max(beside, key=lambda one: one.opinion.meant)
        cited = [_citation(best.source, best.supported)]
        cited += [_citation(one.source, one.opinion.supported) for one in others]
        return tuple(cited[:_CITED])

    def _in_part(
        self, piece: Piece, spans: list[tuple[int, int]], found: Sequence[Source]
    ) -> Checked | None:
        """A statement of which the documents say some parts; None where they say none."""
        text, least = piece.text, self._fitted.thresholds["part"]
        nearest = found[:_NEAREST]
        for number in reversed(range(len(spans))):
            best = self._best_of(parts_of.without(text, spans, number), nearest)
            if best and best.supported >= least:
                return _partly(piece, [spans[number]], best)
        if len(spans) < 3:
            return None
        for number in range(len(spans)):
            best = self._best_of(parts_of.alone(text, spans[number]), nearest)
            if best and best.supported >= least:
                return _partly(piece, [s for n, s in enumerate(spans) if n != number], best)
        return None

    def _best_of(self, text: str, found: Sequence[Source]) -> Reading | None:
        readings = [Reading(one, self._opinion(text, one.text, one, one.span)) for one in found]
        return max(readings, key=lambda one: one.supported, default=None)

    # to the letter

    def _of_quotation(
        self, piece: Piece, checked: Checked, quotation: Quotation, found: Sequence[Source]
    ) -> Checked:
        """The verdict, now that the words in quotation marks were held against the sources."""
        cited = [(one.document, one.span) for one in checked.citations]
        sentences = [*cited, *((one.document, one.span) for one in found[:_QUOTED_IN])]
        place = origin(quotation.text, sentences)
        if place is None:
            return _unquoted(piece, checked, quotation)
        if place.edits:
            return _misquoted(piece, checked, quotation, place)
        open_ = checked.verdict in (Verdict.NOT_FOUND, Verdict.IN_PART)
        if open_ and _is_mostly(piece, quotation) and _rest_is_known(piece, quotation, place):
            citation = Citation(place.document, place.span, 1.0)
            return _checked(piece, Verdict.SUPPORTED, (citation,))
        return checked


def _best(readings: Sequence[Reading]) -> float:
    return max((one.opinion.supported for one in readings), default=0.0)


def _citation(source: Source, support: float) -> Citation:
    return Citation(source.document, source.span, support)


def _checked(
    piece: Piece, verdict: Verdict, citations: tuple[Citation, ...] = (), reason: str = ""
) -> Checked:
    return Checked(piece.text, piece.start, piece.end, verdict, citations, reason)


def _says_what_else(found: Sequence[Difference]) -> bool:
    """Whether the source has something else in the place of what differs first."""
    return bool(found[0].source) or found[0].kind in (Kind.ROLES, Kind.WORDS)


def _partly(piece: Piece, uncovered: list[tuple[int, int]], best: Reading) -> Checked:
    said = ", ".join(f"“{piece.text[slice(*span)].strip(' ,;:.—–')}”" for span in uncovered)
    citations = (_citation(best.source, best.supported),)
    checked = _checked(piece, Verdict.IN_PART, citations, IN_PART.format(said))
    return replace(checked, uncovered=tuple(uncovered))


def _rest_is_known(piece: Piece, quotation: Quotation, place: Origin) -> bool:
    """Whether all names and numbers around a quotation stand near it in the source."""
    rest = piece.text[: quotation.start] + " " + piece.text[quotation.end :]
    text = place.document.text
    near = text[max(0, place.span.start - _NEAR) : place.span.end + _NEAR]
    return not missing_names(rest, near, place.document.title) and not missing_numbers(rest, near)


def _is_mostly(piece: Piece, quotation: Quotation) -> bool:
    return len(quotation.text.split()) >= _MOSTLY * len(piece.text.split())


def _unquoted(piece: Piece, checked: Checked, quotation: Quotation) -> Checked:
    if checked.verdict is not Verdict.SUPPORTED:
        return checked
    span = (quotation.start, quotation.end)
    reason = QUOTE_NOT_FOUND.format(f"“{quotation.text}”")
    return replace(checked, verdict=Verdict.IN_PART, reason=reason, uncovered=(span,))


def _misquoted(piece: Piece, checked: Checked, quotation: Quotation, place: Origin) -> Checked:
    if checked.verdict is Verdict.CONTRADICTED and checked.citations[0].span != place.span:
        return checked
    was = " ".join(edit.before for edit in place.edits if not edit.same)
    now = " ".join(edit.after for edit in place.edits if not edit.same)
    found = (Difference(Kind.QUOTE, now, was), *checked.differences)
    return replace(
        checked,
        verdict=Verdict.CONTRADICTED,
        citations=(Citation(place.document, place.span, 0.0),),
        reason=in_words(found),
        differences=found,
        uncovered=(),
        edits=place.edits,
    )
