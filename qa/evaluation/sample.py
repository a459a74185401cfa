"""A first gold file: sentences of the documents, each waiting for its question."""

import random
import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

from index.corpus import Index
from qa.evaluation.gold import UNWRITTEN, Locator

_SEED = 20_261_122
_SHORTEST, _LONGEST = 8, 40  # words
_TELLING = re.compile(r"\d|(?<=[a-zß-ÿ,;] )[A-ZÀ-ÖØ-Þ]")
"""A number, or a name: a capital inside the sentence."""


def first_lines(index: Index, count: int) -> list[dict[str, Any]]:
    """Lines of a gold file to be corrected by hand; the same ones for the same documents.

    Args:
        index: where the sentences come from.
        count: how many of them; fewer if the documents hold fewer.

    Returns:
        A line for each sentence, then one unanswerable question for every four of them. As many
        documents as possible are drawn from; within one, sentences with a number or a name and 8
        to 40 words come first.
    """
    found = list(islice(_sentences(index, count), count))
    written = [
        {
            "id": f"q{number:03}",
            "question": f"{UNWRITTEN}: ask what this sentence answers",
            "answers": [],
            "evidence": [{"document": name, "sentence": sentence}],
            "answerable": True,
        }
        for number, (name, sentence) in enumerate(found, start=1)
    ]
    for number in range(len(found) + 1, len(found) + 1 + (len(found) + 3) // 4):
        question = f"{UNWRITTEN}: ask what the documents look as if they answered, and do not"
        written.append(
            {
                "id": f"q{number:03}",
                "question": question,
                "answers": [],
                "evidence": [],
                "answerable": False,
            }
        )
    return written


def _sentences(index: Index, count: int) -> Iterator[tuple[str, str]]:
    """(name of the document, sentence): one from each document, then a second from each, ...

    A document is read once, and as many of its sentences as are wanted at most are kept.
    """
    chance = random.Random(_SEED)
    locator = Locator(index)
    sources = sorted(index.sources(), key=lambda named: named[1])
    chance.shuffle(sources)
    ranked = cache(lambda id: _ranked(index, id)[:count])
    taken: set[str] = set()
    rank = 0
    while sources:
        left = []
        for id, source in sources:
            sentences = ranked(id)
            if rank < len(sentences):
                left.append((id, source))
                if sentences[rank] not in taken:
                    taken.add(sentences[rank])
                    yield name_of(source, locator), sentences[rank]
        sources = left
        rank += 1


def _ranked(index: Index, id: str) -> list[str]:
    """The sentences of a document on one line each, the best to ask about first."""
    document = index.document(id)
    spans = dict.fromkeys(span for passage in index.passages(id) for span in passage.citable)
    sentences = [" ".join(document.slice(span).split()) for span in spans]
    random.Random(_SEED).shuffle(sentences)
    return sorted(dict.fromkeys(sentences), key=_unfit)


def _unfit(sentence: str) -> tuple[bool, bool]:
    fits = _SHORTEST <= len(sentence.split()) <= _LONGEST
    return not fits, not _TELLING.search(sentence)


def name_of(source: str, locator: Locator) -> str:
    """The shortest end of a source that no other document has."""
    parts = source.split("/")
    names = ("/".join(parts[-count:]) for count in range(1, len(parts) + 1))
    return next((name for name in names if len(locator.ids(name)) == 1), source)
