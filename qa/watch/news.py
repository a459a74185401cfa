"""What is new for a watched question: from documents that are new, or have another text now.

What is new is a sentence whose words no document held when the index was last looked at. A question
is asked of the files with such sentences, as any question is, and those of them that the answer
cites are its news. So what answers best and was there before hides nothing, and a file that changed
gives its new sentences only.

A topic has an overview for an answer, which has room for few documents and fills it. So it is asked
again of the files that were not cited, as long as something comes of documents that have its words;
and of a file that changed, what is new beside these words is news, too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from index.corpus import Index
from index.errors import UserError
from index.scopes import MOST_NAMES
from index.text.words import words
from index.types import Scope
from qa.comparison.statements import alike, holds
from qa.english.vocabulary import FUNCTION_WORDS
from qa.english.watched import as_question, topic_of
from qa.types import Answer, Citation
from qa.watch.known import Known, Progress, sentences_of, words_digest
from qa.watch.types import WatchedQuestion

NEAR = 0.7
"""How alike a sentence of a near copy is to one that was there, to be no news: see `alike`."""

_OVERVIEWS = 5
"""How often a topic is asked at most."""
_MOST_CHANGED = 20
"""Sentences that changed beside a topic's words, which are told behind those that are cited."""
_HITS = 1_000
"""Passages by which the files nearest to a question are chosen, where many are new."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """What an index holds that was not known.

    Attributes:
        sources: id of each document that was not → its source.
        documents: id of those with new sentences → their files.
        sentences: digests of these sentences.
    """

    sources: dict[str, str]
    documents: dict[str, str]
    sentences: set[int]

    def is_new(self, source: Citation) -> bool:
        """Whether a sentence stands in a new text, and stood in none before."""
        is_of_new_text = source.document.id in self.documents
        return is_of_new_text and words_digest(source.quote) in self.sentences


def fresh_of(index: Index, known: Known, progress: Progress | None = None) -> Fresh:
    """What an index holds that is not known; reads the documents that are not."""
    sources = {id: source for id, source in index.sources() if not known.has_document(id)}
    documents: dict[str, str] = {}
    sentences: set[int] = set()
    of_several: dict[str, bool] = {}  # whether a file holds the documents whose sources name it
    for done, (id, source) in enumerate(sources.items(), 1):
        new = {one for one in sentences_of(index, id) if not known.has_sentence(one)}
        if new:
            file = source.rpartition("#")[0]
            if file and file not in of_several:
                of_several[file] = _is_file(index, file)
            documents[id] = file if file and of_several[file] else source
            sentences |= new
        if progress:
            progress(done, len(sources))
    return Fresh(sources, documents, sentences)


def new_for(
    one: WatchedQuestion, index: Index, fresh: Fresh, known: Known, ask: Callable[..., Answer]
) -> list[Citation]:
    """The new sentences for a question, no two of which say the same in near copies.

    Args:
        one: the question.
        index: to look in.
        fresh: what it holds that was not known.
        known: what was.
        ask: answers a question, as `Assistant.ask` does.
    """
    topic = topic_of(one.question)
    files = _files(one, index, fresh)
    changed = _changed(topic, files, index, fresh, known) if topic else []
    found: list[Citation] = []
    for _ in range(_OVERVIEWS if topic else 1):
        if not files:
            break
        scope = replace(one.scope, folders=tuple(files))
        sources = ask(as_question(one.question), scope=scope).sources
        before = len(found)
        for source in sources:
            about = has_words(topic, f"{source.document.title} {source.document.text}")
            if about and fresh.is_new(source) and not _repeats(source, found, index, known):
                found.append(source)
        if len(found) == before:
            break
        cited = {fresh.documents.get(source.document.id) for source in sources}
        files = [file for file in files if file not in cited]
    told = {source.span for source in found}
    return [*found, *(source for source in changed if source.span not in told)]


def has_words(topic: str, text: str) -> bool:
    """Whether a text has the words of a topic: two thirds of them at least, and so both of two."""
    telling = (word for word in topic.split() if word.lower() not in FUNCTION_WORDS)
    wanted = set(words(" ".join(telling)))
    return not wanted or 3 * len(wanted & set(words(text))) >= 2 * len(wanted)


def _files(one: WatchedQuestion, index: Index, fresh: Fresh) -> list[str]:
    """Where a question is asked: the files with new sentences that are in its scope."""
    try:
        listed = [other.id for other in index.listing(one.scope)]
    except UserError:  # nothing has a name any more that the scope names
        return []
    files = {id: fresh.documents[id] for id in listed if id in fresh.documents}
    if len(set(files.values())) > MOST_NAMES:
        hits = index.search(as_question(one.question), _HITS, scope=one.scope)
        near = dict.fromkeys(hit.passage.document.id for hit in hits)
        files = {id: files[id] for id in near if id in files}
    names = list(dict.fromkeys(files.values()))[:MOST_NAMES]
    return [name for name in names if _is_file(index, name)]


def _is_file(index: Index, name: str) -> bool:
    """Whether documents were read from a file or folder of this name."""
    try:
        return index.coverage(Scope(folders=(name,))).documents > 0
    except UserError:
        return False


def _changed(
    topic: str, files: Sequence[str], index: Index, fresh: Fresh, known: Known
) -> list[Citation]:
    """New sentences of documents that were there before, in passages with a topic's words."""
    found: dict[int, Citation] = {}
    for id, file in fresh.documents.items():
        if file not in files or not known.has_source(fresh.sources[id]):
            continue
        for passage in index.passages(id):
            if has_words(topic, f"{passage.document.title} {passage.text}"):
                for span in passage.citable:
                    one = Citation(passage.document, span, 1.0)
                    if fresh.is_new(one):
                        found.setdefault(words_digest(one.quote), one)
    return list(found.values())[:_MOST_CHANGED]


def _repeats(new: Citation, found: Sequence[Citation], index: Index, known: Known) -> bool:
    """Whether a near copy of a sentence's document says the same, there before or found now.

    Not where the file was there before: somebody has changed its sentence.
    """
    id = new.document.id
    copies = {copy.id for copy in index.copies([id]).get(id, [])}
    texts = [one.quote for one in found if one.document.id in copies]
    if not known.has_source(new.document.source):
        texts += [
            passage.document.slice(span)
            for copy in copies
            if known.has_document(copy)
            for passage in index.passages(copy)
            for span in passage.citable
        ]
    return any(_says(text, new.quote) for text in texts)


def _says(old: str, new: str) -> bool:
    """Whether a sentence says all that another one does, which is much like it."""
    return alike(old, new) >= NEAR and holds(old, new)
