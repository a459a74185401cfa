"""The train to Kiel is not the train to Ulm, nor are the Greens of Linde those of Orme.

Nor is what a clause says of the library's hours true of the museum's, or what was done to one
company of another that its document names as well. What somebody said stands where he is named.
"""

from collections.abc import Sequence

from index.text.words import words
from qa.english.asked_quotes import asked_quotes
from qa.english.clause_owners import is_of_another_owner
from qa.english.leaning import leans
from qa.english.subjects import CAPITALIZED, AskedOf, of_whom_asked, tells_of_another
from qa.english.told_by_name import (
    ToldByName,
    is_another,
    name_stems,
    names_one,
    told_by_name,
)
from qa.evidence.select import ANOTHERS, Evidence, doubted


def of_that_name(question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, where what tells of the same thing of another name is less probable.

    Args:
        question: any.
        evidence: the most probable first.

    Returns:
        The most probable first.
    """
    request = asked_quotes(question)
    speaker = set(words(" ".join(CAPITALIZED.findall(request.by)))) if request else set()
    of_whom = of_whom_asked(question)
    asked = told_by_name(question)

    def is_anothers(one: Evidence) -> bool:
        return (
            _of_another_owner(question, one)
            or (bool(speaker) and not speaker & set(words(one.passage.text)))
            or (of_whom is not None and _of_somebody_else(of_whom, one))
            or (bool(asked) and _of_another(asked, one))
        )

    return doubted(evidence, ANOTHERS, is_anothers)


def _of_another_owner(question: str, one: Evidence) -> bool:
    start = one.span.start
    return is_of_another_owner(
        question, one.text, (one.answer.start - start, one.answer.end - start)
    )


def _of_somebody_else(asked: AskedOf, one: Evidence) -> bool:
    """Whether a sentence tells it of another, in a document that knows who is asked about.

    Else the other may be the same by another name.
    """
    text = one.passage.document.text
    return all(name in text for name in asked.names) and tells_of_another(asked, one.text)


def _of_another(asked: Sequence[ToldByName], one: Evidence) -> bool:
    before = one.text_before
    about = one.passage.document.title if leans(one.text) and not before else ""
    return another_name(asked, f"{before}\n{one.text}", about)


def another_name(asked: Sequence[ToldByName], text: str, about: str = "") -> bool:
    """Whether a text has a thing that is asked about with other names only.

    Args:
        asked: what a question asks about.
        text: any.
        about: what else tells whose things it is about.
    """
    said = told_by_name(text)
    others = [thing for thing in asked if any(is_another(thing, other) for other in said)]
    known = name_stems(f"{about}\n{text}") if others else frozenset()
    return any(not names_one(thing.said, known) for thing in others)
