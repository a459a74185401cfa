"""A follow-up rewritten by a language model, used only if it adds nothing that was not said."""

from collections.abc import Sequence

from index.documents.normalise import normalise
from index.text.words import words
from qa.support.facts import facts
from qa.types import Answer
from qa.writing.llm import Model, ModelError, written
from qa.writing.prompt import Message

_REWRITE = """\
Rewrite the last question so that it can be understood without the conversation. Keep its meaning, \
add nothing that was not said, and write only the question."""
_LONGEST = 300


def by_model(question: str, turns: Sequence[Answer], model: Model) -> str:
    """The follow-up as a model makes it stand alone; nothing where that cannot be trusted.

    Args:
        question: as it was asked.
        turns: the oldest first.
        model: that writes.
    """
    said = [f"{turn.question}\n{' '.join(claim.text for claim in turn.claims)}" for turn in turns]
    asked = [
        Message("system", _REWRITE),
        Message("user", "\n".join([*said, f"Last question: {question}", "Rewritten:"])),
    ]
    try:
        text = normalise("".join(written(model, asked))).strip().strip('"“”')
    except ModelError:
        return ""
    if "\n" in text or not text.endswith("?") or len(text) > _LONGEST:
        return ""
    return text if _adds_nothing(text, question, said) else ""


def _adds_nothing(text: str, question: str, said: Sequence[str]) -> bool:
    """Whether a model's question has a word of the person's, and no fact that was not said."""
    whole = "\n".join([*said, question])
    new, told, known = facts(text), facts(whole), set(words(whole))
    if not set(words(question)) & set(words(text)):
        return False
    return new.names <= known and new.numbers <= told.numbers and new.dates <= told.dates
