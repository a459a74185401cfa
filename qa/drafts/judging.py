"""A statement and evidence → how probably the one supports the other, or says otherwise.

The base network's judgement and the rules of `qa/support` are put together by the weights of
`qa/models/verdicts.py`. What the deciding rules find (a number that is nowhere in the evidence)
keeps a statement from being supported, whatever it means.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from index.text.words import words
from qa.drafts.types import Verdict
from qa.english.vocabulary import FUNCTION_STEMS
from qa.models.calibration import logit
from qa.models.judge import Judgement
from qa.models.verdicts import SIGNALS, VerdictCalibration
from qa.support import rules
from qa.support.check import VerbatimSupport
from qa.support.days import Judging, judgement_of
from qa.support.shortened import shortened

_VERBATIM = VerbatimSupport()
_NO_WORD = 1e-4


@dataclass(frozen=True, slots=True)
class Opinion:
    """What is made of a statement and some evidence.

    Attributes:
        supported: probability that the evidence supports it, in [0, 1].
        contradicted: probability that the evidence says otherwise, if it is on the same matter.
        meant: probability that the evidence supports it, whatever the rules find that decide.
        signals: what these were told from, by their names; empty where nothing was judged.
        judgement: of the network; None where it was not asked.
        objection: why it cannot be supported, by a rule that decides; or nothing.
    """

    supported: float
    contradicted: float
    meant: float = 0.0
    signals: Mapping[str, float] = field(default_factory=dict, repr=False)
    judgement: Judgement | None = None
    objection: str = ""


VERBATIM = Opinion(1.0, 0.0, 1.0)
"""Of what the evidence says word for word, if at greater length."""
TOO_LONG = Opinion(0.0, 0.0)


def opinion(
    judge: Judging,
    fitted: VerdictCalibration,
    statement: str,
    evidence: str,
    about: str,
    names: Callable[[], Iterable[str]] = tuple,
) -> Opinion:
    """What is made of a statement.

    Args:
        judge: the network.
        fitted: how its judgement and the rules are put together.
        statement: one sentence.
        evidence: sentences, one a line.
        about: what is known of their documents, one fact a line.
        names: the full names of those whom the evidence names in part or by a pronoun. It is asked
            where a name of the statement is missing; the rules know these names, too.
    """
    if _VERBATIM.score(statement, evidence, about).score:
        return VERBATIM
    if any(shortened(statement, line) for line in evidence.split("\n")):
        return VERBATIM
    judgement = judgement_of(statement, evidence, about, judge)
    if judgement is None:
        return TOO_LONG
    about = with_names(statement, evidence, about, names)
    decided = decided_by(statement, evidence, about)
    signals = signals_of(statement, evidence, about, judgement, decided)
    objection = next(filter(None, decided.values()), None) or ""
    meant = fitted.supported.probability(signals)
    says_nothing = decided["order"] or decided["unrelated"]
    return Opinion(
        0.0 if objection else meant,
        0.0 if says_nothing else fitted.contradicted.probability(signals),
        meant,
        signals,
        judgement,
        objection,
    )


def with_names(
    statement: str, evidence: str, about: str, names: Callable[[], Iterable[str]]
) -> str:
    """What is known of the documents, with full names where one of the statement is missing.

    Args:
        statement: as for `opinion`, and so on.
        evidence: likewise.
        about: likewise.
        names: likewise.
    """
    missing = rules.missing_names(statement, evidence, about)
    return "\n".join((about, *names())) if missing else about


def verdict_on(opinion: Opinion, fitted: VerdictCalibration) -> Verdict:
    """The verdict where the evidence was given, and need not be looked for."""
    if opinion.supported >= fitted.thresholds["supported"]:
        return Verdict.SUPPORTED
    against = opinion.contradicted >= fitted.thresholds["given"]
    return Verdict.CONTRADICTED if against else Verdict.NOT_FOUND


def signals_of(
    statement: str,
    evidence: str,
    about: str,
    judgement: Judgement,
    decided: Mapping[str, str | None],
) -> dict[str, float]:
    """Name of each of `qa.models.verdicts.SIGNALS` → its value."""
    marks = [logit(share) for share in judgement.altered] or [logit(_NO_WORD)]
    doubts = dict(zip(_DOUBTING, rules.doubts(statement, evidence, about), strict=True))
    flags = {
        name: float(bool(reason))
        for name, reason in {**decided, **doubts}.items()
        if name in SIGNALS
    }
    return {
        "meaning": judgement.supported,
        "whole": judgement.supported + float(np.log1p(np.exp(np.array(marks)).sum())),
        "against": logit(judgement.contradicted),
        "altered": max(marks),
        "held": share_held(statement, evidence, about),
        **flags,
    }


_DOUBTING = (
    *("names", "directions", "negation", "opposite", "speaker", "unsaid", "unattributed", "put_in"),
)
_DECIDING = dict(
    zip(
        (
            *("overlong", "addresses", "order", "numbers", "dates", "copied", "exchanged"),
            *("stranger", "unrelated"),
        ),
        rules.DECIDING,
        strict=True,
    )
)


def decided_by(statement: str, evidence: str, about: str) -> dict[str, str | None]:
    """Name of each rule that decides → the reason that it gives, or None."""
    return {name: rule(statement, evidence, about) for name, rule in _DECIDING.items()}


def share_held(statement: str, evidence: str, about: str) -> float:
    """Share of a statement's telling words that stand in the evidence, or are known of it."""
    telling = _telling(statement)
    if not telling:
        return 1.0
    return len(telling & (_stems(evidence) | _stems(about))) / len(telling)


@lru_cache(maxsize=2048)
def _stems(text: str) -> frozenset[str]:
    return frozenset(words(text))


def _telling(text: str) -> frozenset[str]:
    return _stems(text) - FUNCTION_STEMS
