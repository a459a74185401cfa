"""What all visitors of the page share: the index, the assistant, the files dropped in, the judged.

The models load in the background, once for all; a question that comes before waits. What a visitor
chose for himself (`Choices`) makes a variant of the assistant that shares the models. No Gradio.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from index.corpus import Index
from index.errors import UserError
from index.report import Progress, SyncReport
from index.types import Document, Hit, Listed, Skipped
from qa.generate import THRESHOLD, ExtractiveGenerator
from qa.judged import Judged
from qa.types import Answer
from ui.lists import Taken
from ui.uploads import keep
from ui.work import faults_told, followed

if TYPE_CHECKING:
    from qa.outcomes import Evaluation

log = logging.getLogger("pincite")

EXAMPLES = 4
_AT_ONCE = 2
"""Questions answered at the same time; the others wait for their turn."""


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


class Desk:
    """The index and the assistant behind a page."""

    def __init__(
        self, index: Index, load: Callable[[], Asked], *, models_may_be_chosen: bool = False
    ) -> None:
        """Nothing is loaded yet.

        Args:
            index: of the documents.
            load: makes the assistant; takes seconds.
            models_may_be_chosen: whether a visitor may name a model server, to which this computer
                then sends questions and evidence.
        """
        self.index = index
        self.judged = Judged(index.folder / "judged.jsonl")
        self.models_may_be_chosen = models_may_be_chosen
        self.turns = threading.BoundedSemaphore(_AT_ONCE)
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
        self._loaded.set_result(assistant)
        self.make_examples()

    def _variant(self, assistant: Asked, choices: Choices) -> Asked:
        """As the assistant, with its models, by what a visitor chose."""
        from qa.assistant import Assistant
        from qa.llm import ServerModel

        if not isinstance(assistant, Assistant):
            return assistant
        k, reader = assistant.k, assistant.reader
        if choices.address and self.models_may_be_chosen:
            # the key of the environment is for the server that pincite was started with
            model = ServerModel(choices.address, choices.model, key="none")
            return Assistant(self.index, k=k, reader=reader, llm=model)
        if assistant.model:
            return assistant
        careful = ExtractiveGenerator(threshold=choices.threshold)
        return Assistant(self.index, k=k, reader=reader, generator=careful)

    def make_examples(self) -> None:
        """Make questions from the documents anew; while they are being made, nothing."""
        from qa.suggest import suggest

        if self._making_examples.acquire(blocking=False):
            try:
                self.examples = tuple(suggest(self.index, self.assistant(), EXAMPLES))
            except Exception:  # a page without examples is a page; and an index may be closed
                log.debug("no examples could be made", exc_info=True)
            finally:
                self._making_examples.release()

    # The documents

    @property
    def uploads(self) -> Path:
        """The folder with the files that were dropped in."""
        return self.index.folder / "uploads"

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
            files: as they were uploaded, under the names that their senders gave them.

        Yields:
            How far it has come, and at the end what became of them.

        Raises:
            UserError: if the index cannot be written.
        """
        skipped: list[Skipped] = []
        kept: set[Path] = set()
        for file in files:
            try:
                kept.add(keep(file, file.name, self.uploads))
            except UserError as error:
                skipped.append(Skipped(file.name, str(error)))
            finally:
                file.unlink(missing_ok=True)
        if not kept:
            yield Taken(0, tuple(skipped))
            return
        with self._writing:
            for event in followed(lambda tell: self.index.sync([self.uploads], progress=tell)):
                if isinstance(event, SyncReport):
                    ours = [s for s in event.skipped if Path(s.source.partition("#")[0]) in kept]
                    self._drop_empty(kept)
                    yield Taken(event.added, (*skipped, *ours))
                else:
                    yield event
        threading.Thread(target=self.make_examples, daemon=True).start()

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
        from qa.evaluate import evaluate

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
