"""Several corpora as HTML: which one the page is of, and what each says to one question.

Pure functions of their arguments; everything of a document is escaped.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from qa.types import Answer
from ui.render.answer import answer_to_html
from ui.render.html import text_to_html
from ui.render.sources import evidence_to_html

_HERE = ' aria-current="page"'


@dataclass(frozen=True, slots=True)
class Said:
    """What one corpus says to a question.

    Attributes:
        name: of the corpus.
        path: where its page is, without a slash at the end.
        answer: None if it could not be asked.
        failure: why it could not.
        here: whether it is that of the page.
    """

    name: str
    path: str
    answer: Answer | None
    failure: str = ""
    here: bool = False


def corpora_to_html(corpora: Sequence[tuple[str, str, bool]]) -> str:
    """Links to the pages of all corpora.

    Args:
        corpora: name and path of each, and whether it is that of this page.
    """
    links = "".join(
        f'<a href="{text_to_html(path)}/"{_HERE if here else ""}>{text_to_html(name)}</a>'
        for name, path, here in corpora
    )
    return f'<nav class="corpora" aria-label="Corpus"><span>Corpus</span>{links}</nav>'


def together_to_html(said: Sequence[Said], waiting: Sequence[str] = ()) -> str:
    """What the corpora say, in their order, side by side; nothing is merged and none is judged.

    Those that do not answer stand in one line below, and so do those that could not be asked.

    Args:
        said: as far as they were asked.
        waiting: names of those that are still asked.
    """
    answering = [one for one in said if one.answer and not one.answer.abstained]
    silent = [one.name for one in said if one.answer and one.answer.abstained]
    parts = "".join(_said(one, place) for place, one in enumerate(answering))
    notes = ""
    if silent:
        notes += f'<p class="note">Without an answer: {text_to_html(", ".join(silent))}.</p>'
    for one in said:
        if one.answer is None:
            notes += f'<p class="failed">{text_to_html(f"{one.name}: {one.failure}")}</p>'
    if waiting:
        notes += f'<p class="pending" role="status">Asking {text_to_html(waiting[0])} …</p>'
    elif said and not answering:
        notes = f'<p role="status">No corpus answers this question.</p>{notes}'
    return f'<div class="together">{parts}</div>{notes}'


def _said(said: Said, place: int) -> str:
    assert said.answer
    anchor = f"c{place + 1}"
    there = "" if said.here else f'<a href="{text_to_html(said.path)}/">Open this corpus</a>'
    evidence = evidence_to_html(said.answer, anchor)
    return (
        f'<section class="exchange{"" if said.here else " elsewhere"}" id="{anchor}" '
        f'aria-label="{text_to_html(said.name)}"><h3><span dir="auto">{text_to_html(said.name)}'
        f"</span> {there}</h3>{answer_to_html(said.answer, anchor)}"
        f'<div class="evidence" role="group" aria-label="Sources of {text_to_html(said.name)}">'
        f"{evidence}</div></section>"
    )
