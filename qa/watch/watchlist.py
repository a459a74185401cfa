"""`Watchlist`: the watched questions of an index, and what is new for each of them.

What is new is a sentence whose words no document held when the index was last looked at. Each
question is asked of the files with such sentences, as any question is, and those of them that the
answer cites are its news. So what answers best and was there before hides nothing, and a file that
changed gives its new sentences only.

News is kept before it is given: what a process that is killed did not show stands in the list, and
nothing is ever given twice. No lock is held while a question is asked, and of two processes that
look at once, one gives a sentence.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.corpus import Index
from index.errors import UserError
from index.scopes import LONGEST_NAME, MOST_NAMES
from index.search.searcher import checked_query
from index.types import EVERYWHERE, Scope
from qa.comparison.statements import alike, conflict, holds
from qa.english.watched import as_question
from qa.records.record import now
from qa.types import Answer, Citation, Kind
from qa.watch.kept import Kept, locked, read_kept, write_kept
from qa.watch.known import Known, Progress, all_of, sentences_of, words_digest
from qa.watch.types import MOST_FOUND, MOST_SHOWN, Found, News, WatchedQuestion

MOST = 100
"""Questions that are watched."""

NEAR = 0.7
"""How alike a sentence of a near copy is to one that was there, to be no news: see `alike`."""

_OVERVIEWS = 5
"""How often a topic is asked at most."""
_HITS = 1_000
"""Passages by which the files nearest to a question are chosen, where many are new."""


class Watchlist:
    """The watched questions of an index; any number of processes may have one."""

    def __init__(self, index: Index) -> None:
        """Nothing is read yet."""
        self.index = index

    @property
    def questions(self) -> tuple[WatchedQuestion, ...]:
        """What is watched, in the order of the numbers.

        Raises:
            UserError: if the list cannot be read.
        """
        return read_kept(self.index.folder).questions

    def add(
        self, question: str, scope: Scope = EVERYWHERE, *, progress: Progress | None = None
    ) -> WatchedQuestion:
        """Watch a question, or a topic; what comes from now on is news.

        Args:
            question: in at most 2,000 characters.
            scope: which documents to look in.
            progress: of reading the documents that are there, for the first question.

        Raises:
            UserError: if it is watched already, there are too many, it is empty, too long or no
                text, the scope names what no document has, or the list cannot be written.
        """
        question = checked_query(question)
        self.index.listing(scope)
        folder = self.index.folder
        before = read_kept(folder)
        _check_new(before, question, scope)
        first = None if before.questions and Known.read(folder) else all_of(self.index, progress)
        with locked(folder):
            kept = read_kept(folder)
            _check_new(kept, question, scope)
            if first and not (kept.questions and Known.read(folder)):
                first.write(folder)
            added = WatchedQuestion(kept.given + 1, question, scope, now())
            write_kept(folder, Kept((*kept.questions, added), added.number))
        return added

    def remove(self, number: int) -> WatchedQuestion:
        """Watch a question no longer.

        Raises:
            UserError: if none has this number, or the list cannot be written.
        """
        with locked(self.index.folder):
            kept = read_kept(self.index.folder)
            found = [one for one in kept.questions if one.number == number]
            if not found:
                raise UserError(
                    f"No watched question has the number {number}.", "List them: pincite watch"
                )
            rest = tuple(one for one in kept.questions if one.number != number)
            write_kept(self.index.folder, Kept(rest, kept.given))
        return found[0]

    def look(
        self,
        answer: Callable[..., Answer] | None = None,
        *,
        progress: Progress | None = None,
        asked: Callable[[int], None] | None = None,
    ) -> Iterator[News]:
        """Give what is new for each question since the index was last looked at, each once.

        Args:
            answer: answers a question, as `Assistant.ask` does; by default one over the index,
                loaded if anything is new.
            progress: of reading what is new.
            asked: is told how many questions are done.

        Raises:
            UserError: if the list cannot be read or written, or an answer cannot be given.
        """
        folder = self.index.folder
        questions = self.questions
        if not questions:
            return
        known = Known.read(folder)
        if known is None:  # lost or damaged: what was there before cannot be told from the rest
            known = all_of(self.index, progress)
            with locked(folder):
                known.write(folder)
        fresh = _fresh(self.index, known, progress)
        if not fresh.sources:
            return
        if fresh.sentences:
            ask = answer or _assistant(self.index)
            for done, one in enumerate(questions, 1):
                found = self._new(one, fresh, known, ask)
                if news := self._keep(one, found):
                    yield news
                if asked:
                    asked(done)
        with locked(folder):
            after = Known.read(folder) or known
            after.with_all(Known.of(fresh.sources, fresh.sentences)).write(folder)

    def _new(
        self,
        one: WatchedQuestion,
        fresh: "_Fresh",
        known: Known,
        ask: Callable[..., Answer],
    ) -> list[Citation]:
        """The new sentences that the answer to a question cites, no two of which say the same.

        An overview has room for few documents: a topic is asked again of the files that it did not
        cite, until nothing is said.
        """
        found: list[Citation] = []
        files = self._files(one, fresh)
        for _ in range(_OVERVIEWS):
            if not files:
                break
            scope = replace(one.scope, folders=tuple(files))
            answer = ask(as_question(one.question), scope=scope)
            for source in answer.sources:
                words = words_digest(source.quote)
                is_new = source.document.id in fresh.documents and words in fresh.sentences
                if is_new and not self._repeats(source, found, known):
                    found.append(source)
            if answer.kind != Kind.OVERVIEW or not answer.sources:
                break
            cited = {fresh.documents.get(source.document.id, "") for source in answer.sources}
            files = [file for file in files if file not in cited]
            if not cited - {""}:  # what was there before, in the same files, would be said again
                break
        return found

    def _files(self, one: WatchedQuestion, fresh: "_Fresh") -> list[str]:
        """Where a question is asked: the files with news in its scope."""
        try:
            listed = [other.id for other in self.index.listing(one.scope)]
        except UserError:  # nothing has a name any more that the scope names
            return []
        files = {id: fresh.documents[id] for id in listed if id in fresh.documents}
        if len(set(files.values())) > MOST_NAMES:
            hits = self.index.search(as_question(one.question), _HITS, scope=one.scope)
            near = dict.fromkeys(hit.passage.document.id for hit in hits)
            files = {id: files[id] for id in near if id in files}
        names = [name for name in dict.fromkeys(files.values()) if len(name) <= LONGEST_NAME]
        return [name for name in names[:MOST_NAMES] if _is_file(self.index, name)]

    def _repeats(self, new: Citation, found: Sequence[Citation], known: Known) -> bool:
        """Whether a near copy of a sentence's document says the same, there before or found now.

        Not where the file was there before: somebody has changed its sentence.
        """
        id = new.document.id
        copies = {copy.id for copy in self.index.copies([id]).get(id, [])}
        texts = [one.quote for one in found if one.document.id in copies]
        if not known.has_source(new.document.source):
            texts += [
                passage.document.slice(span)
                for copy in copies
                if known.has_document(copy)
                for passage in self.index.passages(copy)
                for span in passage.citable
            ]
        return any(_says(text, new.quote) for text in texts)

    def _keep(self, one: WatchedQuestion, found: Sequence[Citation]) -> News | None:
        """Keep what was found for a question, and give what nobody has shown meanwhile."""
        folder, time = self.index.folder, now()
        with locked(folder):
            kept = read_kept(folder)
            at = {other.number: other for other in kept.questions}
            if one.number not in at:  # it was removed meanwhile
                return None
            before = at[one.number]
            new = {f"{words_digest(source.quote):016x}": source for source in reversed(found)}
            new = {words: new[words] for words in reversed(new) if words not in before.shown}
            after = replace(
                before,
                looked=time,
                found=(*before.found, *(_found(new[words], time) for words in new))[-MOST_FOUND:],
                shown=(*before.shown, *new)[-MOST_SHOWN:],
            )
            at[one.number] = after
            write_kept(folder, Kept(tuple(at.values()), kept.given))
        return News(after, tuple(new.values())) if new else None


@dataclass(frozen=True, slots=True)
class _Fresh:
    """What an index holds that was not known.

    Attributes:
        sources: (id, source) of each document that was not.
        documents: id of those with new sentences → their files.
        sentences: digests of these sentences.
    """

    sources: Sequence[tuple[str, str]]
    documents: dict[str, str]
    sentences: set[int]


def _fresh(index: Index, known: Known, progress: Progress | None) -> _Fresh:
    sources = [(id, source) for id, source in index.sources() if not known.has_document(id)]
    documents: dict[str, str] = {}
    sentences: set[int] = set()
    of_several: dict[str, bool] = {}  # whether a file holds the documents whose sources name it
    for done, (id, source) in enumerate(sources, 1):
        new = {words for words in sentences_of(index, id) if not known.has_sentence(words)}
        if new:
            file = source.rpartition("#")[0]
            if file and file not in of_several:
                of_several[file] = _is_file(index, file)
            documents[id] = file if file and of_several[file] else source
            sentences |= new
        if progress:
            progress(done, len(sources))
    return _Fresh(sources, documents, sentences)


def _is_file(index: Index, name: str) -> bool:
    """Whether documents were read from a file or folder of this name."""
    try:
        return index.coverage(Scope(folders=(name,))).documents > 0
    except UserError:
        return False


def _says(old: str, new: str) -> bool:
    """Whether a sentence says all that another one does, which is much like it."""
    return alike(old, new) >= NEAR and holds(old, new) and not conflict(old, new)


def _check_new(kept: Kept, question: str, scope: Scope) -> None:
    """See that a question can be added.

    Raises:
        UserError: if it cannot.
    """
    for one in kept.questions:
        if one.question.casefold() == question.casefold() and one.scope == scope:
            raise UserError(
                f"This is watched already, as number {one.number}.", "List them: pincite watch"
            )
    if len(kept.questions) >= MOST:
        raise UserError(
            f"{MOST} questions are watched, and no more can be.",
            "Remove one: pincite watch --remove NUMBER",
        )


def _found(source: Citation, time: str) -> Found:
    document = source.document
    return Found(source.quote, document.title, document.source, document.published, time)


def _assistant(index: Index) -> Callable[..., Answer]:
    from qa.assistant import Assistant

    return Assistant(index).ask
