"""A whole answer as the command line prints it, part by part."""

from qa.types import Answer
from ui.render.text import claim_to_text, end_to_text


def answer_to_text(answer: Answer) -> str:
    return "\n".join([*(claim_to_text(answer, c) for c in answer.claims), end_to_text(answer)])
