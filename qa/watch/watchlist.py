"""`Watchlist`: the watched questions of an index, and what is new for each of them: see `news.py`.

News is kept before it is given: what a process that is killed did not show stands in the list, and
nothing is ever given twice. No lock is held while a question is asked, and of two processes that
look at once, one gives a sentence. The list of an index in Milvus is that of one machine.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from index.corpus import Index
from index.errors import UserError
from index.search.searcher import checked_query
from index.types import EVERYWHERE, Scope
from qa.records.record import now
from qa.types import Answer, Citation
from qa.watch.kept import Kept, locked, read_kept, write_kept
from qa.watch.known import Known, Progress, all_of, words_digest
from qa.watch.news import fresh_of, new_for
from qa.watch.types import MOST_FOUND, MOST_SHOWN, Found, News, WatchedQuestion

MOST = 100
"""Questions that are watched."""


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
        fresh = fresh_of(self.index, known, progress)
        if not fresh.sources:
            return
        if fresh.sentences:
            ask = answer or _assistant(self.index)
            for done, one in enumerate(questions, 1):
                found = new_for(one, self.index, fresh, known, ask)
                if news := self._keep(one, found):
                    yield news
                if asked:
                    asked(done)
        with locked(folder):
            after = Known.read(folder) or known
            after.with_all(Known.of(fresh.sources.items(), fresh.sentences)).write(folder)

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
