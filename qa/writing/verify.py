"""Drafts → claims: a draft becomes a claim with the evidence that supports it, or is dropped."""

import logging
from collections.abc import Sequence

from qa.evidence.rows.under_headings import named_by
from qa.evidence.select import Evidence
from qa.support.check import Support, SupportScorer, VerbatimSupport
from qa.types import Citation, Claim, Dropped
from qa.writing.generate import Draft

log = logging.getLogger("pincite")

NOT_WHOLE = "It breaks off."
NO_EVIDENCE = "It cites no evidence, and none that was shown is near."
NOT_CHECKED = "It could not be checked."


def verify(draft: Draft, evidence: Sequence[Evidence], scorer: SupportScorer) -> Claim | Dropped:
    """The draft as a claim with the evidence that supports it, or why there is none.

    Each cited sentence is checked by itself; only where none supports the draft alone, all of them
    together.

    Args:
        draft: of which marker n cites `evidence[n - 1]`.
        evidence: what was shown to whoever wrote it.
        scorer: what says how well evidence supports it; if it fails, nothing is supported.
    """
    if not draft.whole:
        return Dropped(draft.text, NOT_WHOLE)
    markers = dict.fromkeys(m for m in draft.markers if 1 <= m <= len(evidence))
    cited = [evidence[m - 1] for m in markers]
    if not cited:
        return Dropped(draft.text, NO_EVIDENCE)
    alone = [_score(draft.text, [one], scorer) for one in cited]
    scored = zip(cited, alone, strict=True)
    citations = [cite(one, s.score) for one, s in scored if s.score >= scorer.threshold]
    if citations:
        said = [one for one in cited if one.text == draft.text]
        return Claim(draft.text, with_those_before(said, citations))
    return _verify_together(draft.text, cited, alone, scorer)


def with_those_before(
    said: Sequence[Evidence], citations: Sequence[Citation]
) -> tuple[Citation, ...]:
    """The citations, with the sentence that one leans on and the heading that names it.

    Args:
        said: the sentences that a claim says word for word.
        citations: of the claim.
    """
    found = list(citations)
    for one in said:
        document = one.passage.document
        support = next((c.support for c in citations if c.span == one.span), None)
        heading, _ = named_by(document, one.span) or (None, None)
        for beside in filter(None, (one.before, heading)):
            if support is not None and all(beside != citation.span for citation in found):
                others = (one.elsewhere, (), one.report)
                found.append(Citation(document, beside, support, None, *others))
    return tuple(found)


def _verify_together(
    text: str, cited: Sequence[Evidence], alone: Sequence[Support], scorer: SupportScorer
) -> Claim | Dropped:
    """As `verify`, by all of the cited sentences; `alone` is how each supports it by itself."""
    together = _score(text, cited, scorer) if len(cited) > 1 else alone[0]
    if together.score < scorer.threshold:
        return Dropped(text, together.reason)
    return Claim(text, tuple(cite(one, together.score) for one in cited))


def word_for_word(evidence: Evidence) -> Claim | None:
    """A sentence as the claim that it is itself; None where even that is not supported."""
    claim = verify(Draft(evidence.text, (1,)), [evidence], VerbatimSupport())
    return claim if isinstance(claim, Claim) else None


def cite(evidence: Evidence, support: float) -> Citation:
    """A citation of the evidence, with how well it supports what cites it, in [0, 1]."""
    document = evidence.passage.document
    return Citation(
        *(document, evidence.span, support, evidence.answer),
        *(evidence.elsewhere, evidence.versions, evidence.report),
    )


def _score(claim: str, evidence: Sequence[Evidence], scorer: SupportScorer) -> Support:
    """Support in [0, 1]; 0 if the scorer fails: what cannot be checked is not said."""
    about = dict.fromkeys(_about(one) for one in evidence)
    try:
        support = scorer.score(claim, "\n".join(e.text for e in evidence), "\n".join(about))
        score = float(support.score)
    except Exception:
        log.exception("The support of a claim could not be scored; the claim is left out.")
        return Support(0.0, NOT_CHECKED)
    return support if 0.0 <= score <= 1.0 else Support(0.0, NOT_CHECKED)


def _about(evidence: Evidence) -> str:
    document = evidence.passage.document
    return " ".join(filter(None, (document.title, document.published)))
