"""One open page: the questions asked on it, their answers, and what was chosen. No Gradio."""

import secrets
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from index.errors import UserError
from qa.conversation import Conversation, Rewritten
from qa.conversation.next_questions import next_questions
from qa.conversation.talk import choices_after
from qa.drafts.types import Verified
from qa.quotes.types import Quotes
from qa.tables.types import Table
from qa.timeline import Timeline
from qa.types import Answer, Claim, Writing
from ui.render.conversation import QUEUED, Exchange
from ui.render.text import plain
from ui.web.choices import Choices
from ui.web.conversations.answers import bytes_of
from ui.web.conversations.current import Current
from ui.web.tasks import report_faults
from ui.web.where import ANYWHERE, Where
from ui.web.workspace import Workspace

KEPT = 20
"""Exchanges kept on a page; the oldest go first."""
MOST_BYTES = 32_000_000
"""Of the documents of those that were read from where they are kept, which have texts of their own;
the oldest go first, and the last always stays."""
_LOOK_SECONDS = 0.5
MOST_TAKEN = 8
"""Questions of one page that may wait for the one that is being answered."""

_TURN = threading.Lock()  # of two calls at the same time, only one answers the next question


@dataclass
class Session:
    """What is kept while a page is open.

    Attributes:
        exchanges: the questions and answers, oldest first.
        choices: how it is answered.
        conversation: what a follow-up refers to; None until something is asked.
        judging: id of the exchange that is being judged.
        taken: ids of the exchanges that are still to be answered, in their order, and where to
            look for an answer to each, and whether it is asked just as it was written.
        answering: whether one is being answered; the others wait for it.
        moved: ids of the exchanges that stand among the finished ones.
        chosen: id of each exchange → how it was answered.
        timeline: the one that is shown.
        table: the one that is shown, as far as it is filled.
        filling: who fills it, so that another who begins, or a stop, ends that; None for nobody.
        rest: what fills the rest of the one that was stopped, and the generation of the index when
            it was begun.
        quotes: those that are shown.
        stopped: ids of exchanges whose language model is to stop.
        verified: the draft that is shown, and its name.
        current: the kept conversation that is shown.
        resumed: answers of it that were given before this page was opened, oldest first, until
            something more is asked.
        reread: ids of the exchanges that were read from where they are kept.
        may_add: whether whoever asks may add documents.
    """

    exchanges: list[Exchange] = field(default_factory=list)
    choices: Choices = field(default_factory=Choices)
    conversation: Conversation | None = None
    judging: str = ""
    taken: deque[tuple[str, Where, bool]] = field(default_factory=deque)
    answering: bool = False
    moved: set[str] = field(default_factory=set)
    chosen: dict[str, Choices] = field(default_factory=dict)
    timeline: Timeline | None = None
    table: Table | None = None
    filling: object | None = None
    rest: tuple[int, Iterator[Table]] | None = None
    quotes: Quotes | None = None
    stopped: set[str] = field(default_factory=set)
    verified: tuple[str, Verified] | None = None
    current: Current = field(default_factory=Current)
    resumed: tuple[Answer, ...] = ()
    reread: frozenset[str] = frozenset()
    may_add: bool = True

    def take(
        self, question: str, where: Where = ANYWHERE, as_written: bool = False
    ) -> Exchange | None:
        """Take a question, which is answered after those that were taken before.

        Args:
            question: as it was asked.
            where: to look.
            as_written: whether it is asked alone, whatever was asked before.

        Returns:
            It, or the same one if that waits already, as of a hasty finger; None if there is no
            room for it.
        """
        question = plain(question).strip()
        if again := next((e for e in self.exchanges if e.running and e.question == question), None):
            return again
        exchange = self._waiting(f"a{secrets.token_hex(4)}", question)
        if len(self.taken) >= MOST_TAKEN:
            return None
        self.exchanges.append(exchange)
        self._let_go()
        self.taken.append((exchange.id, where, as_written))
        return exchange

    def take_again(self, id: str, where: Where = ANYWHERE) -> Exchange | None:
        """Take a question once more that was not answered, in its place; None if that cannot be."""
        failed = self.exchange(id)
        if failed is None or not failed.failure or len(self.taken) >= MOST_TAKEN:
            return None
        exchange = self._waiting(id, failed.question)
        self.keep(exchange)
        self.moved.discard(id)
        self.taken.append((id, where, False))
        return exchange

    def ask(
        self,
        workspace: Workspace,
        question: str,
        where: Where = ANYWHERE,
        as_written: bool = False,
    ) -> Iterator[Exchange]:
        """Take a question as `take` does, and answer what is to be answered next."""
        self.take(question, where, as_written)
        yield from self.answer(workspace)

    def answer(self, workspace: Workspace) -> Iterator[Exchange]:
        """Answer the question that was taken first, and keep what comes of it.

        Args:
            workspace: answers it.

        Yields:
            The exchange, each time that there is more of it; nothing while another one of this page
            is being answered.
        """
        with _TURN:
            if self.answering or not self.taken:
                return
            id, where, as_written = self.taken.popleft()
            self.answering = True
        try:
            if exchange := self.exchange(id):
                yield from self._kept(workspace, replace(exchange, stage=""), where, as_written)
        finally:
            self.answering = False

    def choose(self, choices: Choices) -> None:
        """Choose how questions are answered from now on; the conversation begins anew."""
        self.choices = choices
        self.conversation = None
        self.resumed = ()

    def exchange(self, id: str) -> Exchange | None:
        """An exchange by its id; None if it has gone."""
        return next((known for known in self.exchanges if known.id == id), None)

    def keep(self, exchange: Exchange) -> None:
        """Put an exchange in the place of what it was before."""
        self.exchanges[:] = [exchange if e.id == exchange.id else e for e in self.exchanges]

    def finish(self) -> None:
        """Move what is done to the finished exchanges."""
        self._let_go()
        self.moved = {known.id for known in self.exchanges if not known.running}

    def clear(self) -> None:
        """Forget what was asked."""
        self.exchanges.clear()
        self.taken.clear()
        self.moved.clear()
        self.chosen.clear()
        self.conversation = None
        self.current, self.resumed, self.reread = Current(), (), frozenset()

    def resume(self, current: Current, exchanges: Sequence[Exchange]) -> None:
        """Show a kept conversation, and go on with it.

        Args:
            current: which one it is.
            exchanges: of it, oldest first, up to the last one; those are shown for which there is
                room, as `newest` says. What is left out is counted to `current.earlier`.
        """
        self.clear()
        self.current = current
        self.exchanges[:] = exchanges
        self.reread = frozenset(known.id for known in exchanges)
        self._let_go()
        self.moved = {known.id for known in self.exchanges}
        self.resumed = tuple(known.answer for known in self.exchanges if known.answer)
        if self.exchanges:
            last = replace(self.exchanges[-1], suggestions=choices_after(self.resumed))
            self.exchanges[-1] = last

    def _waiting(self, id: str, question: str) -> Exchange:
        """A question that is to be answered, and whether it waits for others."""
        return Exchange(
            id, question, stage=QUEUED if any(e.running for e in self.exchanges) else ""
        )

    def _kept(
        self, workspace: Workspace, exchange: Exchange, where: Where, as_written: bool
    ) -> Iterator[Exchange]:
        """What comes of a question, each time that there is more of it; it is kept here."""
        self.exchanges[:] = [replace(known, suggestions=()) for known in self.exchanges]
        self.keep(exchange)
        ids = {known.id for known in self.exchanges}
        self.stopped &= ids - {exchange.id}
        self.chosen = {id: choices for id, choices in self.chosen.items() if id in ids}
        self.chosen[exchange.id] = self.choices
        for now in self._answer(workspace, exchange, where, as_written):
            self.keep(now)
            yield now

    def _let_go(self) -> None:
        """Let the oldest exchanges go for which there is no room, and count them."""
        kept = newest(reversed(self.exchanges), self.reread)
        gone = self.exchanges[: len(self.exchanges) - len(kept)]
        self.current.earlier += sum(known.answer is not None for known in gone)
        self.exchanges[:] = kept

    def _answer(
        self, workspace: Workspace, exchange: Exchange, where: Where, as_written: bool
    ) -> Iterator[Exchange]:
        if workspace.assistants.loading:
            yield (exchange := replace(exchange, stage="loading"))
        try:
            scope, today = where.scope(), where.day()
            conversation = self._conversation(workspace)
            with workspace.turns_for(self.choices).join() as ticket:
                while not ticket.look(_LOOK_SECONDS if exchange.ahead else 0.0):
                    workspace.tasks.check()
                    if (ahead := ticket.ahead) != exchange.ahead:
                        yield (exchange := replace(exchange, stage="waiting", ahead=ahead))
                exchange = replace(exchange, ahead=0)
                with report_faults():
                    understood = Rewritten(exchange.question) if as_written else None
                    events = conversation.stream(
                        exchange.question,
                        understood,
                        scope=scope,
                        as_of=today,
                        stop=lambda: exchange.id in self.stopped,
                    )
                    for event in workspace.tasks.steps(events):
                        _must_have_documents(workspace, event, self.may_add)
                        exchange = _with(exchange, workspace.shown.of(event))
                        if exchange.answer and exchange.answer.back:
                            exchange = replace(exchange, suggestions=conversation.choices)
                        yield exchange
        except UserError as error:
            failure = workspace.shown.error(error)
            yield replace(exchange, stage="", draft=None, failure=failure)

    def _conversation(self, workspace: Workspace) -> Conversation:
        if self.conversation is None:
            begun = Conversation(workspace.assistant(self.choices))  # type: ignore[arg-type]
            begun.resume(self.resumed)
            self.conversation, self.resumed = begun, ()
        return self.conversation


def newest(exchanges: Iterable[Exchange], reread: frozenset[str] | None = None) -> list[Exchange]:
    """The exchanges for which a page has room: at most `KEPT`, and `MOST_BYTES` of documents.

    Args:
        exchanges: the last one first; no more are read than there is room for, and one.
        reread: ids of those that were read from where they are kept; None for all. The documents
            of the others are those of the index, which many share.

    Returns:
        The oldest first.
    """
    kept: deque[Exchange] = deque()
    counted: set[int] = set()
    held = 0
    for exchange in islice(exchanges, KEPT):
        if exchange.answer and (reread is None or exchange.id in reread):
            held += bytes_of(exchange.answer, counted)
        if kept and held > MOST_BYTES:
            break
        kept.appendleft(exchange)
    return list(kept)


def _must_have_documents(workspace: Workspace, event: object, may_add: bool) -> None:
    """Let nobody read that the documents do not answer where there are none.

    Raises:
        UserError: if the event is an answer that found nothing, in an index without documents.
    """
    if not isinstance(event, Answer) or not event.abstained or event.instead or event.hits:
        return
    if not workspace.index.documents():
        drop, ask = (
            "Drop some on the tab Documents first.",
            "Ask whoever keeps the index to add some.",
        )
        raise UserError("There are no documents yet.", drop if may_add else ask)


def _with(exchange: Exchange, event: object) -> Exchange:
    """An exchange with one more event of its stream: a stage, a claim, or the answer."""
    if isinstance(event, Answer):
        following = next_questions(event)
        return replace(exchange, stage="", draft=None, answer=event, suggestions=following)
    if isinstance(event, Claim):
        return replace(exchange, claims=(*exchange.claims, event))
    if isinstance(event, Writing):
        return replace(exchange, draft=event.text, usual=event.usual)
    return replace(exchange, stage=str(event))
