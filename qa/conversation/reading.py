"""How a follow-up was read: what it becomes, or what to ask the person."""

from dataclasses import dataclass, field

from qa.types import Answer

LONGEST_QUESTION = 2_000
"""Characters of a question that are read by rule; a longer one is asked as it is."""

_LONGEST_CLAIM = 300


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A follow-up as a question that stands alone, or what to ask the person; one of them.

    Attributes:
        question: that stands alone; empty where the person is asked, or replied to.
        back: what to ask the person.
        other: another reading, for where the documents do not answer the first; or empty.
        options: of a question back, what each thing that may be meant would make of it.
        reply: what is said to what is no question.
    """

    question: str = ""
    back: str = ""
    other: str = field(default="", compare=False)
    options: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    reply: str = field(default="", compare=False)


def claim_of(answer: Answer) -> str:
    """The first claim, cut at a word where it is long; empty where there is none."""
    if not answer.claims:
        return ""
    text = answer.claims[0].text
    if len(text) <= _LONGEST_CLAIM:
        return text
    return text[: text.rfind(" ", 0, _LONGEST_CLAIM)].rstrip() + " …"


def answer_words(answer: Answer) -> str:
    """The words that answered, without marks at their ends; empty where they are not known."""
    if not answer.claims:
        return ""
    found = " ".join(answer.claims[0].citations[0].words.split()).strip(" ,;:.")
    return found if len(found) <= _LONGEST_CLAIM else ""


def question_of(answer: Answer) -> str:
    """The question that was answered, as far as it is read."""
    return answer.question[:LONGEST_QUESTION].strip()
