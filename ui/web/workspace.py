"""What all visitors of the page share: the index, the assistant, the files dropped in, the judged.

The models load in the background, once for all; a question that comes before waits. What a visitor
chose for himself (`Choices`) makes a variant of the assistant that shares the models. No Gradio.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from index.corpus import Index
from index.errors import UserError
from index.files import LEAST_FREE, has_room
from index.progress import Progress
from index.types import Document, Hit, Listed, Skipped
from qa.evaluation.judged import Judged
from qa.types import Answer
from qa.writing.generate import THRESHOLD, ExtractiveGenerator
from qa.writing.prompt import Message
from ui.render.documents import Taken
from ui.web.access.audit import Action, Audit
from ui.web.access.caller import Caller
from ui.web.gate.deposits import Deposits
from ui.web.tasks import faults_told, followed
from ui.web.turns import Turns
from ui.web.uploads import keep

if TYPE_CHECKING:
    from qa.evaluation.results import Evaluation
    from qa.writing.llm import ServerModel

log = logging.getLogger("pincite")

EXAMPLES = 4
_AT_ONCE = 2
"""Questions answered at the same time; the others wait for their turn."""
_WAITING = 16
"""Questions that may wait for it."""
_PATIENCE = 4.0
"""Seconds in which a question is to be answered; one that would not be is turned away at once."""
_MODEL_PATIENCE = 60.0
"""The same where a language model writes every answer."""
_MODELS_WAITING = 4
"""The same for those who chose a model of their own, which may be slow."""
_MODEL_SECONDS = 60.0
"""A model that a visitor chose has so long for an answer."""
_KEPT_BYTES = 5_000_000_000
"""Of files dropped in, at most."""


class Asked(Protocol):
    """Whoever answers: `qa.assistant.Assistant`, or a fake."""

    model: Any

    def ask(self, question: str) -> Answer:
        """The answer to `question`; called by several threads at once.

        Raises:
            UserError: if the question cannot be asked.
        """
        ...

    def stream(self, question: str) -> Iterator[Any]:
        """The same with what is being done, and claims as they are checked, on the way."""
        ...


@dataclass(frozen=True, slots=True)
class ModelServers:
    """Which model servers visitors may name.

    Attributes:
        any: whether all may be named.
        addresses: those that may be, else.
    """

    any: bool = False
    addresses: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.any or bool(self.addresses)

    def allow(self, address: str) -> bool:
        """Whether a visitor may name this address."""
        return self.any or address.rstrip("/") in {a.rstrip("/") for a in self.addresses}

    @property
    def worded(self) -> str:
        """What may be chosen, for the user."""
        if not self.addresses:
            return "Which model writes is chosen where pincite is started: --llm URL."
        return f"These may be: {', '.join(self.addresses)}."


NO_SERVERS = ModelServers()


@dataclass(frozen=True, slots=True)
class Choices:
    """What a visitor chose.

    Attributes:
        threshold: probability under which no sentence is given as an answer.
        address: of a model server; empty for the model that pincite was started with, if any.
        model: its name there.
    """

    threshold: float = THRESHOLD
    address: str = ""
    model: str = ""


class Workspace:
    """The index and the assistant behind a page."""

    def __init__(
        self,
        index: Index,
        load: Callable[[], Asked],
        *,
        model_servers: ModelServers = NO_SERVERS,
        audit: Audit | None = None,
    ) -> None:
        """Nothing is loaded yet.

        Args:
            index: of the documents.
            load: makes the assistant; takes seconds.
            model_servers: which model servers a visitor may name, to which this computer then
                sends questions and evidence.
            audit: where it is written down who did what; None for nowhere.
        """
        self.index = index
        self.judged = Judged(index.folder / "judged.jsonl")
        self.model_servers = model_servers
        self.deposits: Deposits | None = None
        self.turns = Turns(_AT_ONCE, _WAITING, _PATIENCE)
        self._model_turns = Turns(_AT_ONCE, _MODELS_WAITING, _PATIENCE)
        self._audit = audit
        self.examples: tuple[str, ...] = ()
        self._load = load
        self._loaded: Future[Asked] = Future()
        self._started = threading.Lock()
        self._writing = threading.Lock()
        self._making_examples = threading.Lock()

    # The models

    def start(self) -> None:
        """Begin to load the models, in the background; again does nothing."""
        if self._started.acquire(blocking=False):
            threading.Thread(target=self._begin, daemon=True).start()

    @property
    def loading(self) -> bool:
        """Whether the models are not there yet."""
        return not self._loaded.done()

    @property
    def busy_with_examples(self) -> bool:
        """Whether questions to begin with are being made."""
        return self._making_examples.locked()

    @property
    def trouble(self) -> str:
        """Why the models cannot be loaded, for the user; empty if they can."""
        error = self._loaded.exception() if self._loaded.done() else None
        return str(error) if error else ""

    def assistant(self, choices: Choices = Choices()) -> Asked:
        """Who answers; waits until the models are there.

        Raises:
            UserError: if they cannot be loaded.
        """
        self.start()
        assistant = self._loaded.result()
        return assistant if choices == Choices() else self._variant(assistant, choices)

    def _begin(self) -> None:
        try:
            with faults_told():
                assistant = self._load()
                if self.index.documents():
                    self.index.search("warm", 1)
                    assistant.ask("Is everything loaded?")
        except UserError as error:
            self._loaded.set_exception(error)
            return
        if assistant.model:  # it takes longer, and was chosen for that
            self.turns.patience = _MODEL_PATIENCE
        self._loaded.set_result(assistant)
        self.make_examples()

    def _variant(self, assistant: Asked, choices: Choices) -> Asked:
        """As the assistant, with its models, by what a visitor chose."""
        from qa.assistant import Assistant

        if not isinstance(assistant, Assistant):
            return assistant
        k, reader = assistant.k, assistant.reader
        if choices.address and self.model_servers.allow(choices.address):
            model = visitors_model(choices.address, choices.model)
            return Assistant(self.index, k=k, reader=reader, llm=model)
        if assistant.model:
            return assistant
        careful = ExtractiveGenerator(threshold=choices.threshold)
        return Assistant(self.index, k=k, reader=reader, generator=careful)

    def turns_for(self, choices: Choices) -> Turns:
        """Where a question waits: slow models of visitors keep nobody else waiting."""
        return self._model_turns if choices.address else self.turns

    def try_model(self, address: str, name: str) -> None:
        """See whether a model that a visitor names answers.

        Raises:
            UserError: if it may not be named, has no name or does not answer.
        """
        if not self.model_servers.allow(address):
            raise UserError("This model server may not be chosen here.", self.model_servers.worded)
        if not name:
            raise UserError("The model has no name.", "Give it as the server knows it.")
        with self._model_turns.join() as ticket:
            ticket.wait()
            model = visitors_model(address, name)
            for _ in model.stream([Message("user", "Answer with one word: ready?")]):
                return

    def write_down(self, caller: Caller, action: Action, what: str) -> None:
        """Keep that somebody did something."""
        if self._audit:
            self._audit.note(action, what, user=caller.name, address=caller.address)

    def make_examples(self) -> None:
        """Make questions from the documents anew; while they are being made, nothing."""
        from qa.suggest import suggest

        if self._making_examples.acquire(blocking=False):
            made: list[str] = []
            try:
                made.extend(suggest(self.index, self, EXAMPLES))  # each waits for its turn
            except Exception:  # a page without examples is a page; and an index may be closed
                log.debug("no more examples could be made", exc_info=True)
            finally:
                self.examples = tuple(made)
                self._making_examples.release()

    # The documents

    @property
    def uploads(self) -> Path:
        """The folder with the files that were dropped in."""
        return self.index.folder / "uploads"

    def ask(self, question: str) -> Answer:
        """Answer a question of a program, which waits a little for its turn.

        Raises:
            BusyError: if too many wait already, or it takes too long.
            UserError: if the question cannot be asked.
        """
        with self.turns.join() as ticket:
            assistant = self.assistant()
            ticket.wait()
            return assistant.ask(question)

    def search(self, query: str, k: int) -> list[Hit]:
        """The passages that best match a query."""
        return self.index.search(query, k)

    def listing(self) -> list[Listed]:
        """All documents, those that came last first."""
        return self.index.listing()[::-1]

    def document(self, id: str) -> Document:
        """A document.

        Raises:
            UserError: if it is not there any more.
        """
        try:
            return self.index.document(id)
        except ValueError as error:
            raise UserError("This document is not here any more.", "Choose another.") from error

    def add(self, files: Sequence[Path]) -> Iterator[Progress | Taken]:
        """Take files in and index them; asking goes on meanwhile.

        Args:
            files: as they were uploaded, under the names that their senders gave them; they stay
                where they are.

        Yields:
            How far it has come, and at the end what became of them.

        Raises:
            UserError: if the index cannot be written.
        """
        # in a thread that goes on to the end, also where nobody listens any more
        yield from followed(lambda tell: self._taken(files, tell))
        threading.Thread(target=self.make_examples, daemon=True).start()

    def _taken(self, files: Sequence[Path], tell: Callable[[Progress], None]) -> Taken:
        """Take files in; what became of them."""
        skipped: list[Skipped] = []
        kept: set[Path] = set()
        with self._writing:  # also while they are kept, or others would index and count them
            for file in files:
                try:
                    self._make_sure_of_room(file)
                    kept.add(keep(file, file.name, self.uploads))
                except UserError as error:
                    skipped.append(Skipped(file.name, str(error)))
                except FileNotFoundError:
                    skipped.append(Skipped(file.name, "It is not there any more; drop it again."))
            if not kept:
                return Taken(0, tuple(skipped))
            try:
                report = self.index.sync([self.uploads], progress=tell)
            finally:
                self._drop_empty(kept)
        ours = [s for s in report.skipped if Path(s.source.partition("#")[0]) in kept]
        return Taken(report.added, (*skipped, *ours))

    def remove(self, id: str) -> None:
        """Forget a document; a file that was dropped in goes with its last document.

        Raises:
            UserError: if the index cannot be written.
        """
        with self._writing:
            sources = dict(self.index.sources())
            self.index.remove([id])
            self._drop_empty({Path(sources[id].partition("#")[0])} if id in sources else set())
        threading.Thread(target=self.make_examples, daemon=True).start()

    def _make_sure_of_room(self, file: Path) -> None:
        """Raise a UserError if what is dropped in would take too much of the disk."""
        with suppress(OSError):
            size = file.stat().st_size
            held = sum(path.stat().st_size for path in self.uploads.glob("*"))
            room = has_room(self.index.folder, least=LEAST_FREE, needed=3 * size)
            if held + size > _KEPT_BYTES or not room:
                raise UserError("There is no room for it.", "Remove other documents first.")

    def _drop_empty(self, files: set[Path]) -> None:
        """Delete those of the files dropped in that no document is from."""
        used = {Path(source.partition("#")[0]) for _, source in self.index.sources()}
        for file in files - used:
            if file.parent == self.uploads:
                file.unlink(missing_ok=True)

    # The judged

    def evaluate(self) -> "Iterator[int | Evaluation]":
        """Ask the judged questions and measure.

        Yields:
            How many are asked, and at the end what was found.

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
        yield from followed(
            lambda tell: evaluate(assistant, gold, total=len(gold), about=about, progress=tell)
        )


def visitors_model(address: str, name: str) -> "ServerModel":
    """A model that a visitor named; it is told nothing but the question and its evidence.

    The key of the environment is for the server that pincite was started with. Of what goes wrong
    the visitor reads one sentence, whatever it is: not what answers at the address.
    """
    from qa.writing.llm import ServerModel

    return ServerModel(
        address,
        name,
        key="none",
        silent_seconds=20.0,
        total_seconds=_MODEL_SECONDS,
        discreet=True,
    )
