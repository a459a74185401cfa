"""The algorithm, from top to bottom: search → read → write → check → answer."""

import logging
from collections.abc import Iterator, Sequence
from time import perf_counter

from index.corpus import Index
from qa.agree import agree
from qa.generate import Draft, ExtractiveGenerator, Generator
from qa.reader.reading import PackagedReader, Reader
from qa.select import Evidence, ranked, select
from qa.support import SupportScorer, VerbatimSupport
from qa.types import Answer, Citation, Claim

log = logging.getLogger("pincite")

PASSAGES = 32
_LEAST_SUPPORT = 0.5


class Assistant:
    """Answers questions over an index; usable from several threads at once."""

    def __init__(
        self,
        index: Index,
        *,
        k: int = PASSAGES,
        reader: Reader | None = None,
        generator: Generator | None = None,
        support: SupportScorer | None = None,
    ) -> None:
        """Make an assistant.

        Args:
            index: where to search.
            k: how many passages to read for an answer.
            reader: what finds the evidence in them; by default the one that comes with pincite.
            generator: what writes the answer; by default the evidence itself, word for word.
            support: what checks that a cited sentence supports a claim; by default only its own
                words do.

        Raises:
            ValueError: if k is below 1.
            UserError: if the reader's model is missing or damaged.
        """
        if k < 1:
            raise ValueError(f"k must be at least 1, not {k}")
        self.index = index
        self._k = k
        self._reader = reader or PackagedReader()
        self._generator = generator or ExtractiveGenerator()
        self._support = support or VerbatimSupport()

    def ask(self, question: str) -> Answer:
        """Answer a question from the documents, or abstain.

        Returns:
            An answer whose every claim cites sentences that support it; `abstained` if there is no
            such claim.

        Raises:
            UserError: if the question is empty or too long.
        """
        started = perf_counter()
        hits = self.index.search(question, self._k)
        searched = perf_counter()
        evidence = agree(select(question, hits, self._reader, self.index.encoder))
        read = perf_counter()
        drafts = list(self._generator.write(question, evidence))
        written = perf_counter()
        claims = tuple(claim for draft in drafts for claim in self._check(draft, evidence))
        seconds = {
            "search": searched - started,
            "read": read - searched,
            "write": written - read,
            "check": perf_counter() - written,
        }
        best = _cite(evidence[0], evidence[0].probability) if evidence else None
        confidence = best.support if best else 0.0
        return Answer(question, claims, ranked(hits, evidence), confidence, best, seconds)

    def _check(self, draft: Draft, evidence: Sequence[Evidence]) -> Iterator[Claim]:
        """The draft as a claim with the evidence that supports it; nothing if none does."""
        citations = []
        for marker in dict.fromkeys(draft.markers):
            if not 1 <= marker <= len(evidence):
                continue
            cited = evidence[marker - 1]
            support = self._score(draft.text, cited.text)
            if support >= _LEAST_SUPPORT:
                citations.append(_cite(cited, support))
        if citations:
            yield Claim(draft.text, tuple(citations))

    def _score(self, claim: str, sentence: str) -> float:
        """Support in [0, 1]; 0 if the scorer fails: what cannot be checked is not said."""
        try:
            support = float(self._support.score(claim, sentence))
        except Exception:
            log.exception("The support of a claim could not be scored; the claim is left out.")
            return 0.0
        return support if 0.0 <= support <= 1.0 else 0.0


def _cite(evidence: Evidence, support: float) -> Citation:
    return Citation(evidence.passage.document, evidence.span, support, evidence.answer)
