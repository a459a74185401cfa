"""Questions to begin with, made from the documents: each is asked, and kept if it is answered.

A sentence that begins with who did something becomes the question who did it. The rules are of
English, and know few verbs; a corpus without such sentences gets no questions.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from index.corpus import Index
from qa.evaluation.sample import first_lines
from qa.types import Answer

_TRIED = 24
_SENTENCES = 400
_SPOKE = "said|told|announced|claimed|reported|warned|added|confirmed|denied|accused|proposed"
_DID = (
    "spent|signed|opened|closed|captured|visited|won|lost|founded|wrote|bought|sold|refused|agreed|"
    "met|launched|discovered|invented|described"
)
_PRONOUN = r"(?:he|she|it|they|we|i|you|this|that|these|those|there|both|some|many|one|who|what)"
_TOLD = re.compile(
    rf"(?!{_PRONOUN}\b)(?P<who>[A-Z][^,;:“”\"()]{{2,60}}?) (?P<did>{_SPOKE}|{_DID}) (?P<what>.+)\.",
    re.IGNORECASE,
)
_ASIDE = re.compile(rf",[^,]*\b(?:{_SPOKE}|says)\b")
_POINTING = ("he", "she", "it", "they", "his", "her", "its", "their", "this", "these", "so")
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|not|who|which|that|when|as|and)\b", re.IGNORECASE
)
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
    told = _TOLD.fullmatch(sentence.strip())
    if not told or not told["who"][0].isupper() or len(told["what"].split()) not in _WORDS:
        return ""
    if told["what"].split()[0].lower() in _POINTING or _CLAUSE.search(told["who"]):
        return ""
    if any(mark in told["what"] for mark in '“”"?!;:') or _ASIDE.search(told["what"]):
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
