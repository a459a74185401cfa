"""Room 12 is not room 11: what tells of one numbered thing does not answer who asks for another.

A network reads numbers badly: "Bus 7 leaves from the pier" looks to it like an answer to where bus
8 leaves from.
"""

from collections.abc import Sequence

from qa.english.numbered import Numbered, is_part, numbered_asked, numbered_in, says_number
from qa.evidence.select import ANOTHERS, Evidence, doubted


def of_that_number(question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, where what tells only of other numbers of the same things is less probable.

    Args:
        question: any; one that names nothing with a number changes nothing.
        evidence: the most probable first.

    Returns:
        The most probable first.
    """
    asked = numbered_asked(question)
    if not asked:
        return list(evidence)
    return doubted(evidence, ANOTHERS, lambda one: _of_others(asked, one))


def _of_others(asked: frozenset[Numbered], one: Evidence) -> bool:
    title = one.passage.document.title
    return only_others(asked, one.text, f"{title}\n{_heading_above(one)}\n{one.text_before}")


def _heading_above(one: Evidence) -> str:
    """The last heading above a sentence in its passage; "" if there is none."""
    headings = [
        piece.span
        for piece in one.passage.sentences
        if piece.kind == "heading" and piece.span.end <= one.span.start
    ]
    return one.passage.document.slice(headings[-1]) if headings else ""


def only_others(asked: frozenset[Numbered], sentence: str, about: str) -> bool:
    """Whether a sentence names things of a kind that is asked about, but none that is.

    Args:
        asked: what a question asks about.
        sentence: any.
        about: what else tells which things it is about, as its title does.
    """
    if not asked:
        return False
    said = numbered_in(sentence)
    kinds = {thing.noun for thing in asked} & {thing.noun for thing in said}
    if not kinds:
        return False
    known = said | numbered_in(about)
    return not any(
        says_number(f"{about}\n{sentence}", thing)
        or any(other.noun == thing.noun and is_part(other.code, thing.code) for other in known)
        for thing in asked
        if thing.noun in kinds
    )
