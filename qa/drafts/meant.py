"""A stretch of a document → the full names of those whom it names in part, or by a pronoun.

"Hommell said that he had the phone" is about Aaron Hommell, whom the document names in full
elsewhere. The full names are known of a source as its title is; see `qa/quotes/people.py` for how
they are made out.
"""

from collections import OrderedDict
from itertools import chain
from threading import Lock

from index.documents.split import sentences
from index.types import Document, Span
from qa.english.saying import PRONOUNS
from qa.quotes.people import People
from qa.quotes.read import read_people
from qa.sayings.units import Unit

_DOCUMENTS = 32
"""Documents whose names are kept; of one more those of the first are forgotten."""
_OF_ONE = ("man", "woman")


class Meant:
    """Who is meant in documents; usable from several threads at once."""

    def __init__(self) -> None:
        """Know nobody yet."""
        self._known: OrderedDict[str, tuple[People, list[Unit]]] = OrderedDict()
        self._lock = Lock()

    def names(self, document: Document, span: Span) -> tuple[str, ...]:
        """The full names that a stretch of a document does not give in full; each once, in order.

        Args:
            document: any document.
            span: a stretch of it.
        """
        people, lines = self._of(document)
        found: dict[str, None] = {}
        for one in people.within(span.start, span.end):
            who = people.full(one)
            if who.how == "surname":
                found[who.name] = None
        for unit in lines:
            if unit.start >= span.end or unit.end <= span.start:
                continue
            for token in unit.toks:
                inside = span.start <= token.start < span.end
                if inside and PRONOUNS.get(token.word) in _OF_ONE:
                    who = people.who(token.start, token.end)
                    if who.name:
                        found[who.name] = None
        return tuple(found)

    def _of(self, document: Document) -> tuple[People, list[Unit]]:
        with self._lock:
            if document.id in self._known:
                self._known.move_to_end(document.id)
                return self._known[document.id]
        people, lines = read_people(document, sentences(document))
        made = (people, list(chain.from_iterable(lines)))
        with self._lock:
            self._known[document.id] = made
            while len(self._known) > _DOCUMENTS:
                self._known.popitem(last=False)
        return made
