"""What an answer cites, a document at a time: wherever sources are listed, it is done so."""

from qa.types import Answer, Citation

Numbered = tuple[int, Citation]
"""A source, and its number in the answer."""


def by_document(answer: Answer) -> list[list[Numbered]]:
    """The sources, those of one document together: documents by first use, sources by number."""
    found: dict[str, list[Numbered]] = {}
    for number, source in enumerate(answer.sources, start=1):
        found.setdefault(source.document.id, []).append((number, source))
    return list(found.values())
