"""What all visitors of the page share: the index, the assistant, the documents, the judged answers.

It does little itself: it puts the parts together, and lets questions take turns. No Gradio.
"""

import datetime
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from index.corpus import Index
from index.errors import UserError
from index.types import EVERYWHERE, Hit, Scope
from qa.drafts.pieces import Draft
from qa.drafts.types import Verified
from qa.drafts.verifier import Progress, Verifier
from qa.evaluation.judged import Judged
from qa.evidence.load import selector_calibration
from qa.models.calibration import CheckerCalibration, ReaderCalibration
from qa.quotes.search import LIMIT as QUOTES
from qa.quotes.search import quotes
from qa.quotes.types import Quotes
from qa.support.checker import PACKAGED as CHECKER
from qa.tables import MOST_CELLS, Table, read_columns, stream
from qa.timeline import LIMIT, Timeline, timeline
from qa.types import Answer
from qa.writing.prompt import Message
from ui.web.access.audit import Action, Audit
from ui.web.access.caller import Caller
from ui.web.assistants import Answerer, Assistants, model_of_visitor
from ui.web.choices import DEFAULT, NO_SERVERS, Choices, ModelServers
from ui.web.conversations.links import Links
from ui.web.conversations.store import Conversations
from ui.web.examples import Examples
from ui.web.fetching.fetch import Fetcher
from ui.web.gate.deposits import Deposits
from ui.web.library import Library
from ui.web.shown import Memo, Shown
from ui.web.tasks import Tasks, report_faults
from ui.web.turns import BusyError, Ticket, Turns

if TYPE_CHECKING:
    from qa.evaluation.results import Evaluation

_AT_ONCE = 2
"""Questions answered at the same time; the others wait for their turn."""
_WAITING = 16
"""Questions that may wait for it."""
MOST_ASKING = _AT_ONCE + _WAITING
"""Programs whose questions are taken at once: the workspace says who is next, and that it is busy;
Gradio by itself would take one at a time without a word."""
_PATIENCE = 12.0
"""Seconds in which a question is to be answered; one that would not be is turned away at once. Half
of them may go by waiting: enough for eight visitors who ask at once on two cores."""
_MODEL_PATIENCE = 60.0
"""The same where a language model writes every answer."""
_MODELS_WAITING = 4
"""Questions that may wait among those for models that visitors chose, which may be slow."""
_LOOK_SECONDS = 0.5
"""How often a question that waits looks whether the page is being shut down."""
_CELLS = 4
"""Cells of a table that are filled in one turn."""
_LONG_SECONDS = 60.0
"""How long a table waits for its next turn."""
_MOST_STATEMENTS = 120
"""Statements of a draft that are judged here; the rest is counted."""
_DRAFTS_WAITING = 4
"""Drafts that may wait while one is judged, which takes about a second a statement."""
_DRAFT_PATIENCE = 300.0
"""Seconds in which a draft is to be judged."""
_GRACE_SECONDS = 5.0
"""How long the end waits for what still runs."""


class Workspace:
    """What stands behind a page.

    Attributes:
        index: of the documents.
        shown: what visitors see of its paths; what this gives away is so already.
        assistants: who answers.
        examples: questions to begin with.
        library: the documents, as they are shown and changed.
        judged: the judged answers.
        conversations: those that are kept.
        links: by which users read each other's.
        evaluation: what was measured on them last; None before.
        tasks: what is being done.
        turns: where questions wait.
        model_servers: which model servers a visitor may name.
        fetcher: of pages from the hosts that may be asked; None where nothing is fetched.
        fast: whether the larger network is left out unless a visitor chooses otherwise; None where
            they cannot choose.
        checker_calibration: what the check of claims was measured to do.
        deposits: uploads on their way; None before the page is served.
        path: what stands before every path of the page, where it is one of several.
    """

    def __init__(
        self,
        index: Index,
        load: Callable[[], Answerer],
        *,
        model_servers: ModelServers = NO_SERVERS,
        audit: Audit | None = None,
        reader_calibration: ReaderCalibration | None = None,
        checker_calibration: CheckerCalibration | None = None,
        fast: bool | None = None,
        verifier: Callable[[], Verifier] | None = None,
        fetcher: Fetcher | None = None,
    ) -> None:
        """Nothing is loaded yet.

        Args:
            index: of the documents.
            load: makes the assistant; takes seconds.
            model_servers: which model servers a visitor may name, to which this computer then
                sends questions and evidence.
            audit: where it is written down who did what; None for nowhere.
            reader_calibration: that of what reads for an answer; None for that of the packaged
                networks.
            checker_calibration: that of the checker of what a language model writes; the same.
            fast: whether the larger of the packaged networks is left out unless a visitor chooses
                otherwise; None if they cannot choose, since another network reads.
            verifier: makes what checks drafts; the packaged one by default.
            fetcher: of pages and files that editors name by their addresses; None to fetch nothing.

        Raises:
            UserError: if a packaged network whose calibration is needed is not whole.
        """
        self.index = index
        self.shown = Shown(index)
        self.tasks = Tasks()
        self.assistants = Assistants(index, self._load, self.tasks, model_servers)
        self.examples = Examples(index, self._ask_without_model)
        self.library = Library(
            index, self.tasks, self.shown, lambda: self.tasks.start(self.examples.make)
        )
        self.judged = Judged(index.folder / "judged.jsonl")
        self.conversations = Conversations(index.folder)
        self.links = Links(self.conversations, self.shown.of)
        self.evaluation: Evaluation | None = None
        self.turns = Turns(_AT_ONCE, _WAITING, _PATIENCE)
        self.model_servers = model_servers
        self.fetcher = fetcher
        self.fast = fast
        usual = reader_calibration or selector_calibration(fast=bool(fast))
        self._calibrations: dict[bool | None, ReaderCalibration] = {None: usual}
        if fast is not None:
            self._calibrations[not fast] = selector_calibration(fast=not fast)
        self.checker_calibration = checker_calibration or CheckerCalibration.read(CHECKER)
        self.deposits: Deposits | None = None
        self.path = ""
        self._turns_for_models = Turns(_AT_ONCE, _MODELS_WAITING, _PATIENCE)
        self._turns_for_drafts = Turns(1, _DRAFTS_WAITING, _DRAFT_PATIENCE)
        self._load_verifier = verifier or (lambda: Verifier(index))
        self._load_assistant = load
        self._audit = audit

    def start(self) -> None:
        """Begin to load the models, in the background; again does nothing."""
        self.assistants.start(self.examples.make)

    def close(self) -> bool:
        """Begin nothing more, and wait a little for what is being done; whether it has ended."""
        self.tasks.stop()
        return self.tasks.wait(_GRACE_SECONDS)

    def assistant(self, choices: Choices = DEFAULT) -> Answerer:
        """Who answers; waits until the models are loaded.

        Raises:
            UserError: if they cannot be loaded.
        """
        self.start()
        return self.assistants.get(choices)

    def reader_calibration(self, choices: Choices = DEFAULT) -> ReaderCalibration:
        """Which levels of care there are for what was chosen, and what they were measured to do."""
        return self._calibrations[choices.fast]

    def turns_for(self, choices: Choices) -> Turns:
        """Where a question waits: slow models of visitors keep nobody else waiting."""
        return self._turns_for_models if choices.address else self.turns

    def ask(
        self, question: str, scope: Scope = EVERYWHERE, as_of: datetime.date | None = None
    ) -> Answer:
        """Answer a question of a program, which waits a little for its turn.

        Raises:
            BusyError: if too many wait already, or it takes too long.
            UserError: if the question cannot be asked.
        """
        with self.turns.join() as ticket:
            return self._ask(self.assistant(), question, ticket, scope, as_of)

    @cached_property
    def _verifier(self) -> Verifier:
        return self._load_verifier()

    def verify(
        self,
        draft: Draft,
        scope: Scope = EVERYWHERE,
        progress: Callable[[Progress], None] | None = None,
    ) -> Verified:
        """What the documents say to a draft, which waits for its turn among drafts only.

        Args:
            draft: as it was read.
            scope: which documents to look in.
            progress: called after each statement.

        Raises:
            BusyError: if too many wait already, or it takes too long.
            UserError: as `Verifier.verify`.
        """

        def tell(done: Progress) -> None:
            self.tasks.check()
            if progress:
                progress(done)

        with self._turns_for_drafts.join() as ticket:
            self.wait(ticket)
            with self.tasks.run(), report_faults():
                verified = self._verifier.verify(
                    draft, scope=scope, most=_MOST_STATEMENTS, progress=tell
                )
                return self.shown.of(verified)

    def search(self, query: str, k: int, scope: Scope = EVERYWHERE) -> list[Hit]:
        """The passages that best match a query.

        Raises:
            UserError: as `Index.search`.
        """
        with self.tasks.run():
            return self.shown.of(self.index.search(query, k, scope=scope))

    def timeline(
        self,
        topic: str,
        limit: int = LIMIT,
        scope: Scope = EVERYWHERE,
        as_of: datetime.date | None = None,
    ) -> Timeline:
        """What the documents tell of a topic, which waits for its turn as questions do.

        Raises:
            BusyError: if too many wait already, or it takes too long.
            UserError: as `qa.timeline.timeline`.
        """
        with self.turns.join() as ticket:
            self.wait(ticket)
            with self.tasks.run(), report_faults():
                found = timeline(self.index, topic, limit=limit, scope=scope, as_of=as_of)
                return self.shown.of(found)

    def table(
        self,
        questions: str,
        scope: Scope = EVERYWHERE,
        as_of: datetime.date | None = None,
        *,
        most: int = MOST_CELLS,
        choices: Choices = DEFAULT,
    ) -> Iterator[Table]:
        """A table as it grows: some cells at a time, each in a turn of its own among the questions.

        Args:
            questions: a line each.
            scope: which documents.
            as_of: the day to take for today.
            most: cells at most.
            choices: how it is answered; no language model is asked.

        Raises:
            BusyError: if it waits for a turn for too long.
            UserError: as `qa.tables.stream`.
        """
        assistant: Any = self.assistant(choices)
        columns = read_columns(questions)
        with report_faults():
            tables = self.tasks.steps(
                stream(assistant, columns, scope=scope, as_of=as_of, most=most)
            )
            memo: Memo = {}
            yield self.shown.of(next(tables), memo)
            while True:
                with self._long_turn():
                    some = list(islice(tables, _CELLS))
                if not some:
                    return
                yield self.shown.of(some[-1], memo)

    def quotes(
        self,
        by: str,
        about: str,
        limit: int = QUOTES,
        scope: Scope = EVERYWHERE,
        as_of: datetime.date | None = None,
    ) -> Quotes:
        """Who said what, which waits for its turn as questions do.

        Raises:
            BusyError: if too many wait already, or it takes too long.
            UserError: as `qa.quotes.search.quotes`.
        """
        with self.turns.join() as ticket:
            self.wait(ticket)
            with self.tasks.run(), report_faults():
                found = quotes(
                    self.index, by=by, about=about, limit=limit, scope=scope, as_of=as_of
                )
                return self.shown.of(found)

    def try_model(self, address: str, name: str) -> None:
        """See whether a model that a visitor names answers.

        Raises:
            UserError: if it may not be named, has no name or does not answer.
        """
        if not self.model_servers.allow(address):
            raise UserError(
                "This model server may not be chosen here.", self.model_servers.description
            )
        if not name:
            raise UserError("The model has no name.", "Give it as the server knows it.")
        with self._turns_for_models.join() as ticket:
            self.wait(ticket)
            model = model_of_visitor(address, name)
            with self.tasks.run():
                for piece in model.stream([Message("user", "Answer with one word: ready?")]):
                    if piece:  # an empty one says no more than that it is waited for
                        return

    def evaluate(self) -> "Iterator[int | Evaluation]":
        """Ask the judged questions and measure.

        Yields:
            How many are asked, and at the end the results.

        Raises:
            UserError: if none can be asked.
        """
        from qa.evaluation.run import evaluate

        gold = self.judged.usable(self.index)
        if not gold:
            raise UserError(
                "No judged question can be asked.", "Judge some answers first, right or wrong."
            )
        assistant: Any = self.assistant()
        about = {
            "gold": f"{len(gold)} judged question{'s' * (len(gold) != 1)}",
            "documents": f"{self.index.documents():,}",
        }
        for event in self.tasks.follow(
            lambda tell: evaluate(assistant, gold, total=len(gold), about=about, progress=tell)
        ):
            if not isinstance(event, int):
                self.evaluation = event
            yield event

    def write_down(self, caller: Caller, action: Action, what: str) -> None:
        """Keep that somebody did something."""
        if self._audit:
            self._audit.note(action, what, user=caller.name, address=caller.address)

    def _load(self) -> Answerer:
        assistant = self._load_assistant()
        if assistant.model:  # it takes longer, and was chosen for that
            self.turns.patience = _MODEL_PATIENCE
        return assistant

    def _ask_without_model(self, question: str) -> Answer:
        """Answer an example, which waits for its turn as others do."""
        assistant = self.assistants.extractive()
        if assistant is None:
            raise UserError("There is nobody to ask without a language model.", "Ask yourself.")
        with self.turns.join() as ticket:
            return self._ask(assistant, question, ticket)

    def _ask(
        self,
        assistant: Answerer,
        question: str,
        ticket: Ticket,
        scope: Scope = EVERYWHERE,
        as_of: datetime.date | None = None,
    ) -> Answer:
        self.wait(ticket)
        with self.tasks.run():
            return self.shown.of(assistant.ask(question, scope=scope, as_of=as_of))

    @contextmanager
    def _long_turn(self) -> Iterator[None]:
        """A turn for a part of something long, which waits longer than a question would.

        Raises:
            BusyError: if there is none for `_LONG_SECONDS`.
        """
        until = time.monotonic() + _LONG_SECONDS
        while True:
            try:
                ticket = self.turns.join()
                break
            except BusyError:
                if time.monotonic() >= until:
                    raise
                self.tasks.check()
                time.sleep(_LOOK_SECONDS)
        with ticket:
            self.wait(ticket)
            yield

    def wait(self, ticket: Ticket) -> None:
        """Wait for a turn, unless the page is being shut down.

        Raises:
            BusyError: if it takes too long.
        """
        while not ticket.look(_LOOK_SECONDS):
            self.tasks.check()
