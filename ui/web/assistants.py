"""The assistant behind the page, loaded once in the background, and its variants.

What is chosen on a page (`Choices`) makes a variant of the assistant, which shares its models.
"""

import datetime
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

from index.corpus import Index
from index.errors import UserError
from index.types import EVERYWHERE, Scope
from qa.evidence.load import open_selector
from qa.types import Answer
from qa.writing.generate import ExtractiveGenerator
from ui.web.choices import DEFAULT, NO_SERVERS, Choices, ModelServers
from ui.web.tasks import Tasks, report_faults

if TYPE_CHECKING:
    from qa.assistant import Assistant
    from qa.evidence.select import Selector
    from qa.writing.llm import ServerModel

_MODEL_SECONDS = 60.0
"""A model that a visitor chose has so long for an answer."""
_LOOK_SECONDS = 0.5
"""How often whoever waits for the models looks whether the page is being shut down."""


class Answerer(Protocol):
    """Answers questions: `qa.assistant.Assistant`, or a fake.

    Attributes:
        model: the language model that writes; None if there is none.
    """

    model: Any

    def ask(
        self, question: str, *, scope: Scope = EVERYWHERE, as_of: datetime.date | None = None
    ) -> Answer:
        """The answer to `question` from a scope; called by several threads at once.

        Raises:
            UserError: if the question cannot be asked.
        """
        ...

    def stream(
        self, question: str, *, scope: Scope = EVERYWHERE, as_of: datetime.date | None = None
    ) -> Iterator[Any]:
        """The same with what is being done, and claims as they are checked, on the way."""
        ...


class Assistants:
    """The assistant of a page and its variants; for any number of threads."""

    def __init__(
        self,
        index: Index,
        load: Callable[[], Answerer],
        tasks: Tasks,
        servers: ModelServers = NO_SERVERS,
    ) -> None:
        """Nothing is loaded yet.

        Args:
            index: where the documents are.
            load: makes the assistant; takes seconds.
            tasks: where loading is counted.
            servers: which model servers a visitor may name.
        """
        self._index = index
        self._load = load
        self._tasks = tasks
        self._servers = servers
        self._loaded: Future[Answerer] = Future()
        self._started = Lock()
        self._followed = False

    def start(self, then: Callable[[], object]) -> None:
        """Begin to load the models, in the background; again does nothing.

        Args:
            then: called in the background, once they are loaded.
        """

        def load() -> None:
            try:
                with report_faults():
                    assistant = self._load()
                    self._warm_up(assistant)
            except UserError as error:
                self._loaded.set_exception(error)
                return
            self._loaded.set_result(assistant)
            try:
                then()
            finally:
                self._followed = True

        if self._started.acquire(blocking=False):
            self._tasks.start(load)

    @property
    def loading(self) -> bool:
        """Whether the models are not there yet."""
        return not self._loaded.done()

    @property
    def ready(self) -> bool:
        """Whether they are there."""
        return not self.loading and not self.trouble

    @property
    def settled(self) -> bool:
        """Whether what was to be done once they are there is done, or they cannot be loaded."""
        return self._followed or bool(self.trouble)

    @property
    def trouble(self) -> str:
        """Why the models cannot be loaded, for the user; empty if they can."""
        error = self._loaded.exception() if self._loaded.done() else None
        return str(error) if error else ""

    def get(self, choices: Choices = DEFAULT) -> Answerer:
        """The assistant for what was chosen; waits until the models are loaded.

        Raises:
            UserError: if they cannot be loaded, or the page is shut down before.
        """
        while True:
            try:
                assistant = self._loaded.result(_LOOK_SECONDS)
                break
            except TimeoutError:
                self._tasks.check()
        return assistant if choices == DEFAULT else self._variant(assistant, choices)

    def extractive(self) -> Answerer | None:
        """An assistant that asks no language model; None if there can be none.

        Raises:
            UserError: as `get`.
        """
        return self._without_model(self.get())

    def _warm_up(self, assistant: Answerer) -> None:
        """Search and read once, since the first time is slow; no language model is asked."""
        extractive = self._without_model(assistant)
        if extractive and self._index.documents():
            self._index.search("warm", 1)
            extractive.ask("Is everything loaded?")

    def _without_model(self, assistant: Answerer) -> Answerer | None:
        from qa.assistant import Assistant

        if not assistant.model:
            return assistant
        if not isinstance(assistant, Assistant):
            return None
        return assistant.variant()

    def _variant(self, assistant: Answerer, choices: Choices) -> Answerer:
        """The assistant as it was chosen, with the same check; networks are loaded once only."""
        from qa.assistant import Assistant

        if not isinstance(assistant, Assistant):
            return assistant
        selector = self._selector(assistant, choices)
        if choices.address and self._servers.allow(choices.address):
            model = model_of_visitor(choices.address, choices.model)
            return assistant.variant(llm=model, selector=selector)
        if assistant.model:
            return assistant.variant(llm=assistant.model, selector=selector)
        threshold = selector.calibration.levels[choices.level].threshold
        return assistant.variant(generator=ExtractiveGenerator(threshold), selector=selector)

    def _selector(self, assistant: "Assistant", choices: Choices) -> "Selector":
        """What finds the evidence, as it was chosen."""
        if choices.fast is None:
            return assistant.selector
        with self._tasks.run():  # for the first who chooses it, a network is loaded
            return open_selector(fast=choices.fast)


def model_of_visitor(address: str, name: str) -> "ServerModel":
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
