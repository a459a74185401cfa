"""What is written → claims: each draft is checked as it comes, and given once."""

import logging
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Generator as Yielding
from contextlib import closing

from qa.evidence.select import Evidence
from qa.gather import Clock
from qa.support.check import SupportScorer
from qa.types import Claim, Dropped, Writing
from qa.writing.generate import Draft, ExtractiveGenerator, Generator
from qa.writing.llm import ModelError
from qa.writing.verify import verify

log = logging.getLogger("pincite")

WRITING_FAILED = "What was to write the answer failed."
STOPPED = "You stopped the model."
THE_EVIDENCE = "What it wrote before, or else the evidence itself, is the answer."


def checked(
    generator: Generator,
    support: SupportScorer,
    question: str,
    evidence: Sequence[Evidence],
    dropped: list[Dropped],
    clock: Clock,
    stop: Callable[[], bool] = bool,
) -> Iterator[Claim | Writing]:
    """The drafts that are supported, each once; the others go to `dropped` with the reason.

    Between them what a model is writing.

    Args:
        generator: what writes.
        support: what says how well evidence supports a claim.
        question: as it is shown to the generator.
        evidence: likewise.
        dropped: what is not supported is added here.
        clock: counts the time of writing and of checking.
        stop: whether to stop.

    Raises:
        ModelError: if it fails, or is stopped.
    """
    said: set[str] = set()
    with closing(_drafts(generator, question, evidence)) as drafts:
        for draft in drafts:
            if stop():
                raise ModelError(STOPPED, THE_EVIDENCE)
            if isinstance(draft, Writing):
                yield draft
                continue
            clock.lap("write")
            claim = verify(draft, evidence, support)
            clock.lap("check")
            if isinstance(claim, Dropped):
                dropped.append(claim)
            elif claim.text not in said:
                said.add(claim.text)
                yield claim
    clock.lap("write")


def _drafts(
    generator: Generator, question: str, evidence: Sequence[Evidence]
) -> Yielding[Draft | Writing, None, None]:
    """What the generator writes.

    Raises:
        ModelError: whatever goes wrong in a generator that is not ours.
    """
    try:
        yield from generator.write(question, evidence)
    except ModelError:
        raise
    except Exception as error:
        if isinstance(generator, ExtractiveGenerator):
            raise
        log.exception(WRITING_FAILED)
        raise ModelError(WRITING_FAILED, THE_EVIDENCE) from error
