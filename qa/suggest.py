"""Questions to begin with, made from the documents: each is asked, and kept if it is answered.

A sentence that begins with who did something becomes the question who did it. The rules are of
English, and know few verbs; a corpus without such sentences gets no questions.
"""

from collections.abc import Callable, Iterator
from itertools import islice

from index.corpus import Index
from qa.english.examples import ASIDE, CLAUSE, POINTING, TOLD
from qa.evaluation.sample import first_lines
from qa.types import Answer

_TRIED = 24
_SENTENCES = 400
_WORDS = range(4, 17)


def suggest(index: Index, ask: Callable[[str], Answer], count: int) -> list[str]:
    """Questions that the documents answer with the sentence that they were made of.

    Args:
        index: where the documents are.
        ask: answers a question; called up to 24 times, so it should not be a language model.
        count: how many questions, at most.

    Raises:
        UserError: if a question cannot be asked.
    """
    return list(islice(_answered(index, ask), count))


def question_of(sentence: str) -> str:
    """What a sentence answers; empty if that is not plain."""
    told = TOLD.fullmatch(sentence.strip())
    if not told or not told["who"][0].isupper() or len(told["what"].split()) not in _WORDS:
        return ""
    if told["what"].split()[0].lower() in POINTING or CLAUSE.search(told["who"]):
        return ""
    if any(mark in told["what"] for mark in '“”"?!;:') or ASIDE.search(told["what"]):
        return ""
    return f"Who {told['did'].lower()} {told['what']}?"


def _answered(index: Index, ask: Callable[[str], Answer]) -> Iterator[str]:
    tried = 0
    seen: set[str] = set()
    for line in first_lines(index, _SENTENCES):
        for evidence in line["evidence"]:
            question = question_of(evidence["sentence"])
            if not question or evidence["document"] in seen or tried == _TRIED:
                continue
            tried += 1
            quotes = [" ".join(source.quote.split()) for source in ask(question).sources]
            if evidence["sentence"] in quotes:
                seen.add(evidence["document"])
                yield question
