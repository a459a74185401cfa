"""Search and read: the evidence that an answer to one question is made of."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from index.corpus import Index
from index.types import Coverage, Hit, Scope
from qa.comparison.disagreement import disagreement, latest_first
from qa.comparison.versions import Family, current, with_versions
from qa.evidence import when
from qa.evidence.agreement import agree
from qa.evidence.answered_there import behind_its_question
from qa.evidence.bound_values import with_bound_values
from qa.evidence.defined_terms import with_defined_terms
from qa.evidence.duplicates import distinct
from qa.evidence.event_bounds import HITS, bound_by_event
from qa.evidence.holders import holders_before
from qa.evidence.namesakes import of_no_namesake
from qa.evidence.needed import with_needed
from qa.evidence.none_of_them import none_of_them
from qa.evidence.numbered import of_that_number
from qa.evidence.offices import of_that_office
from qa.evidence.roles import of_that_part
from qa.evidence.select import Evidence, Selector
from qa.evidence.size import in_size
from qa.evidence.special_case import special_case_first
from qa.evidence.sums import of_a_sum
from qa.evidence.told_by_name import of_that_name
from qa.evidence.who_is_meant import deed_first
from qa.types import AskedTime, Disagreement


class Clock:
    """Seconds of each stage, however often it is come back to."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = perf_counter()

    def lap(self, stage: str) -> None:
        """Count the time since the last lap for this stage."""
        now = perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self._last
        self._last = now


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched for a question.

    Attributes:
        question: as it was asked.
        scope: in which documents.
        coverage: what was there to be looked in.
        asked: the time that it asks for.
        found: the hits, near copies and older versions among them; best first.
        hits: those that are read.
        family: the near copies and versions of their documents.
        unbound: that an event in the question binds nothing, and why, in whole sentences.
    """

    question: str
    scope: Scope
    coverage: Coverage
    asked: AskedTime
    found: tuple[Hit, ...]
    hits: tuple[Hit, ...]
    family: Family
    unbound: tuple[str, ...] = ()

    @property
    def copies_left_out(self) -> int:
        """Hits that say what a near copy of their document says."""
        kept = {hit.passage.span for hit in self.hits}
        return sum(hit.passage.span not in kept for hit in self.found)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was searched and read for a question.

    Attributes:
        searched: the passages.
        asked: the time that it asks for, as far as anything is from then.
        evidence: sentences, the most probable first.
        bound: what the time has made of them.
        disagreement: the different answers of documents, or None.
    """

    searched: Searched
    asked: AskedTime
    evidence: tuple[Evidence, ...]
    bound: when.Bound
    disagreement: Disagreement | None


class Gatherer:
    """Searches and reads; usable from several threads at once."""

    def __init__(self, index: Index, selector: Selector, k: int) -> None:
        """Search an index.

        Args:
            index: where the documents are.
            selector: what finds the evidence in the passages.
            k: how many passages to read.
        """
        self.index = index
        self._selector = selector
        self._k = k

    def search(self, question: str, scope: Scope, as_of: datetime.date | None) -> Searched:
        """The passages for a question: see `Assistant.ask`.

        Raises:
            UserError: as `Assistant.ask`.
        """
        coverage = self.index.coverage(scope)

        def look(query: str) -> list[Hit]:
            return self.index.search(query, HITS, scope=scope)

        asked, unbound = bound_by_event(
            when.asked_of(lambda: look(question), question, as_of, coverage.last), scope, look
        )
        found = self._hits(asked, scope)
        index = self.index
        family = Family(lambda ids: index.copies(ids, scope), index.passages, index.old_versions)
        family.copies(hit.passage.document.id for hit in found)  # all of them at once
        speaking = current(question, found, family)
        hits = distinct(speaking, family.copies(hit.passage.document.id for hit in speaking))
        parts = (tuple(found), tuple(hits), family, tuple(unbound))
        return Searched(question, scope, coverage, asked, *parts)

    def read(self, searched: Searched) -> Gathered:
        """The evidence in the passages, bound in time, with versions and what others say."""
        question = searched.question
        bound, asked = self.bind(searched.hits, searched.asked, searched.coverage.passages)
        agreed = agree(bound.evidence, self._selector.calibration.agreement)
        known = with_versions(question, agreed, searched.family)
        of_then = [one for one in known if not when.reason(one, asked)]
        differ = None if asked.several else self._disagreement(question, of_then, bound)
        return Gathered(searched, asked, tuple(latest_first(known, differ)), bound, differ)

    def bind(
        self, hits: Sequence[Hit], asked: AskedTime, passages: int
    ) -> tuple[when.Bound, AskedTime]:
        """The evidence in some passages, held against a time; and that, as far as any is from then.

        Args:
            hits: the passages.
            asked: the time that a question asks for.
            passages: how many there were to be searched; 0 where that is not known.
        """
        from_then, asked = when.in_time(hits, asked)
        threshold = self._selector.calibration.threshold
        bound = when.bind(self._evidence(asked, from_then, passages), asked, threshold)
        rows = self._selector.look_up_rows(asked.asked, hits, bound.evidence, self.index.encoder)
        sums = of_a_sum(asked.asked, with_bound_values(asked.asked, rows))
        return replace(bound, evidence=tuple(sums)), asked

    def read_again(self, gathered: Gathered, question: str) -> Gathered:
        """The same passages read for another question as well; each sentence as it answers better.

        Args:
            gathered: what was read.
            question: the other question, as for one of the things that the first asks for; "" for
                none.
        """
        searched = gathered.searched
        if not question:
            return gathered
        from_then, asked = when.in_time(
            searched.hits,
            when.asked_time(question, gathered.asked.today, gathered.asked.newest),
        )
        threshold = self._selector.calibration.threshold
        found = self._evidence(asked, from_then, searched.coverage.passages)
        bound = when.bind(found, asked, threshold)
        known = with_versions(question, bound.evidence, searched.family)
        return replace(gathered, evidence=tuple(when.better(gathered.evidence, known)))

    def _hits(self, asked: AskedTime, scope: Scope) -> list[Hit]:
        """The hits of a question; then those that were published at the time it asks for."""
        found = self.index.search(asked.asked, self._k, scope=scope)
        then = when.narrowed(scope, asked)
        if then is None:
            return found
        known = {hit.passage.span for hit in found}
        more = self.index.search(asked.question, self._k // 2 or 1, scope=then)
        return found + [hit for hit in more if hit.passage.span not in known]

    def _evidence(self, asked: AskedTime, hits: Sequence[Hit], passages: int) -> list[Evidence]:
        """The evidence for a question without its time, or where it is named, with it if better."""
        read = self._select(asked.question, hits, passages)
        naming = when.naming(hits, asked)
        if naming:
            read = when.better(read, self._select(asked.asked, naming, passages))
        named = of_that_name(asked.asked, of_that_number(asked.asked, read))
        return with_defined_terms(asked.asked, hits, named, self.index.passages)

    def _select(self, question: str, hits: Sequence[Hit], passages: int) -> list[Evidence]:
        found = self._selector.select(question, hits, self.index.encoder)
        found = in_size(found, passages, self._selector.calibration.size)
        found = of_no_namesake(question, of_that_office(question, found))
        found = of_that_part(question, deed_first(question, found))
        found = holders_before(question, none_of_them(question, found))
        found = with_needed(question, behind_its_question(question, found))
        return special_case_first(question, found)

    def _disagreement(
        self, question: str, evidence: Sequence[Evidence], bound: when.Bound
    ) -> Disagreement | None:
        """The answers that differ; what was so before, and is said to be overtaken, is none.

        Nor is what is of another time than was asked for, which is left out of `evidence`.
        """
        before = {one.span for one in bound.overtaken}
        rest = [one for one in evidence if one.span not in before]
        threshold = self._selector.calibration.threshold
        return disagreement(question, rest, threshold, self._selector.contradicted)
