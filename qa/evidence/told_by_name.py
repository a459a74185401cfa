"""The train to Kiel is not the train to Ulm, nor are the Greens of Linde those of Orme."""

from collections.abc import Sequence

from qa.english.told_by_name import ToldByName, names_one, told_by_name
from qa.evidence.select import ANOTHERS, Evidence, doubted


def of_that_name(question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, where what tells of the same thing of another name is less probable.

    Args:
        question: any.
        evidence: the most probable first.

    Returns:
        The most probable first.
    """
    asked = told_by_name(question)
    if not asked:
        return list(evidence)
    return doubted(evidence, ANOTHERS, lambda one: _of_another(asked, one))


def _of_another(asked: Sequence[ToldByName], one: Evidence) -> bool:
    before = one.passage.document.slice(one.before) if one.before else ""
    return another_name(asked, f"{before}\n{one.text}")


def another_name(asked: Sequence[ToldByName], text: str) -> bool:
    """Whether a text has a thing that is asked about with other names only."""
    said = told_by_name(text)
    return any(
        (thing.thing, thing.link) == (other.thing, other.link) and not names_one(thing.name, text)
        for thing in asked
        for other in said
    )
