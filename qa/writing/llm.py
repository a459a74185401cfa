"""Language models: anything that streams text for messages, behind one protocol.

`ServerModel` speaks the OpenAI protocol, which nearly every server does (Ollama, llama.cpp, vLLM,
LM Studio, hosted ones); `GgufModel` runs a file on this machine behind the same protocol;
`LlamaIndexModel` wraps any `LLM` of llama-index. A model that fails raises `ModelError` with a
sentence for the user. No model is trusted to come to an end: each is read within a time and a
length that hold whatever it does.
"""

import logging
import os
import re
import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from index.encoders.network import cores
from index.errors import UserError
from qa.writing.context import context_in
from qa.writing.limits import Pieces, TooMuchError
from qa.writing.prompt import Message

log = logging.getLogger("pincite")

KEY = "PINCITE_LLM_KEY"
"""The environment variable with a server's key; never printed or stored."""

TOKENS = 400
"""An answer is no longer."""

CHARACTERS = 40 * TOKENS
"""No model writes more in so many tokens; what writes on is stopped."""

CONNECT_SECONDS = 5.0
SILENT_SECONDS = 60.0
TOTAL_SECONDS = 300.0
GGUF_TOKENS = 4096
"""Read and written at once by a GGUF model."""

RETRIES = 2

_LIST_SECONDS = 3.0
"""Within which a server is to list its models."""

EVEN_SECONDS = CONNECT_SECONDS + 1.0
"""No failure of a server that a visitor named is told sooner: by then a port that refuses, one that
drops what is sent and one that speaks something else look alike."""


class ModelError(UserError):
    """A model cannot be reached, or broke off."""


class Model(Protocol):
    """Writes text.

    One that knows how many tokens it reads and writes at once has them as its `context`, too.
    """

    @property
    def name(self) -> str:
        """What people see."""

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """Write an answer piece by piece; an empty piece says that it is still at work.

        Raises:
            ModelError: if it cannot, or if the answer broke off before its end.
        """


class ServerModel:
    """A model behind the OpenAI protocol."""

    def __init__(
        self,
        address: str,
        name: str,
        *,
        key: str | None = None,
        silent_seconds: float = SILENT_SECONDS,
        total_seconds: float = TOTAL_SECONDS,
        retries: int = RETRIES,
        discreet: bool = False,
    ) -> None:
        """Make a client; nothing is sent yet.

        Args:
            address: of the server, such as http://127.0.0.1:11434/v1.
            name: of the model, as the server knows it.
            key: for the server; by default what stands in the environment as `PINCITE_LLM_KEY`.
            silent_seconds: how long it may send nothing.
            total_seconds: how long an answer may take, all attempts together.
            retries: after a failure that may pass, each time waiting longer.
            discreet: for an address that a visitor named. Every failure is told in the same words,
                not before `EVEN_SECONDS` and without retries, so that nobody learns from the page
                what answers at an address that only this computer reaches; the log has the reason.
                A server that accepts a connection and keeps silent still shows by the time it
                takes, and so does one that answers as a model does.

        Raises:
            UserError: if the address is none.
        """
        if not re.fullmatch(r"https?://[^\s/@]+(?:/\S*)?", address):
            raise UserError(
                f"{address!r} is not the address of a model server.",
                f"Give one such as http://127.0.0.1:11434/v1, and a key only in {KEY}.",
            )
        self.name = name
        self.address = address
        self._key = key
        self._silent = silent_seconds
        self._total = total_seconds
        self._retries = 0 if discreet else retries
        self._discreet = discreet
        self._listed = False
        self._context: int | None = None

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """See `Model.stream`; closing the iterator hangs up."""
        started = time.monotonic()
        try:
            yield from self._written(messages)
        except ModelError as error:
            if not self._discreet:
                raise
            log.warning("A visitor's model failed: %s", error)
            time.sleep(max(0.0, started + EVEN_SECONDS - time.monotonic()))
            raise ModelError(
                "The model server does not answer as it should.",
                "Check the address and the model's name, or ask without a model.",
            ) from None

    def _written(self, messages: Sequence[Message]) -> Iterator[str]:
        """What the server writes; every failure is a ModelError that says what it is."""
        import asyncio

        import openai

        pieces = Pieces(self._total, CHARACTERS)
        try:
            yield from pieces.written_by(lambda to: asyncio.run(self._ask(messages, to)))
        except ModelError:
            raise
        except (openai.AuthenticationError, openai.PermissionDeniedError) as error:
            raise ModelError(
                f"The model server at {self.address} refused the key.",
                f"Put the right one into the environment variable {KEY}.",
            ) from error
        except openai.NotFoundError as error:
            raise ModelError(
                f"The model server at {self.address} does not know {self.name!r}.",
                "Check the model's name and the address, which often ends in /v1.",
            ) from error
        except TimeoutError as error:
            raise _took_too_long(self.name, self._total) from error
        except TooMuchError as error:
            raise _wrote_too_much(self.name) from error
        except Exception as error:  # whatever a server can make a library raise
            raise ModelError(
                f"The model server at {self.address} {_failure(error)}.",
                "Check that it runs, or leave out --llm for an answer without a model.",
            ) from error

    @property
    def context(self) -> int | None:
        """Tokens that the model reads and writes at once, as the server lists it; None if unknown.

        Asked once, before the first question; not of a server that a visitor named.
        """
        if not self._listed:
            self._listed = True
            self._context = None if self._discreet else self._look_up()
        return self._context

    def _look_up(self) -> int | None:
        """What the server lists; None whatever goes wrong."""
        import asyncio

        async def listing() -> Any:
            async with asyncio.timeout(_LIST_SECONDS), self._http() as client:
                response = await client.get(f"{self.address.rstrip('/')}/models")
                return response.json() if response.is_success else None

        pieces = Pieces(_LIST_SECONDS, CHARACTERS)
        found: list[Any] = []
        try:
            list(pieces.written_by(lambda _: found.append(asyncio.run(listing()))))
            return context_in(found[0], self.name)
        except Exception as error:  # whatever a server can make a library raise
            log.info("The model server does not list its models: %s", type(error).__name__)
            return None

    async def _ask(self, messages: Sequence[Message], to: Pieces) -> None:
        """Put what the server writes into `to`; all attempts together end in time."""
        import asyncio

        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        assert task

        def hang_up() -> None:
            with suppress(RuntimeError):  # the loop may be closed
                loop.call_soon_threadsafe(task.cancel)

        to.on_stop(hang_up)
        async with asyncio.timeout(self._total), self._client() as client:
            chunks = await client.chat.completions.create(
                model=self.name,
                messages=[{"role": m.role, "content": m.content} for m in messages],
                stream=True,
                temperature=0,
                max_tokens=TOKENS,
            )
            async with chunks:
                await self._copy(chunks, to)

    async def _copy(self, chunks: Any, to: Pieces) -> None:
        """The text of the chunks up to the one that says that it is the last."""
        async for chunk in chunks:
            for choice in (chunk.choices or [])[:1]:
                if choice.delta and choice.delta.content:
                    to.put(choice.delta.content)
                if choice.finish_reason == "stop":
                    return
                if choice.finish_reason:
                    raise _broke_off(self.name)
            to.put("")
        raise _broke_off(self.name)

    def _client(self) -> Any:
        import openai

        return openai.AsyncOpenAI(
            base_url=self.address,
            api_key=self._secret(),
            max_retries=self._retries,
            http_client=self._http(),
        )

    def _http(self) -> Any:
        from qa.writing import connection

        return connection.client(self._secret(), self._silent, CONNECT_SECONDS)

    def _secret(self) -> str:
        return self._key or os.environ.get(KEY) or "none"


class GgufModel(ServerModel):
    """A GGUF file, run on this machine by llama.cpp.

    llama.cpp serves it on a free port of 127.0.0.1 with a key that only this process knows.
    """

    def __init__(self, path: Path) -> None:
        """Load the model.

        Raises:
            UserError: if the file or the library is missing, or it cannot be loaded.
        """
        try:
            import xllamacpp
        except ImportError as error:
            raise UserError(
                "A GGUF file needs xllamacpp.", "pip install 'pincite[gguf]'"
            ) from error
        _look_at(path)
        key = secrets.token_urlsafe()
        parameters = xllamacpp.CommonParams()
        parameters.model.path = str(path)
        parameters.n_ctx = GGUF_TOKENS
        parameters.n_parallel = 1
        parameters.cpuparams.n_threads = cores()
        parameters.api_keys = [key]
        parameters.ui = parameters.endpoint_slots = parameters.endpoint_props = False
        parameters.offline = True
        parameters.verbosity = -1
        try:
            self._server = xllamacpp.Server(parameters)
        except (RuntimeError, ValueError) as error:
            raise UserError(
                f"{path} cannot be loaded as a GGUF model.", "Download it again, or try another."
            ) from error
        super().__init__(f"{self._server.listening_address}/v1", path.stem, key=key)
        self._listed, self._context = True, GGUF_TOKENS


class LlamaIndexModel:
    """Any `LLM` of llama-index."""

    def __init__(self, llm: Any) -> None:
        """Wrap `llm`."""
        self._llm = llm
        self.name = str(llm.metadata.model_name)
        self.context = int(llm.metadata.context_window)

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """See `Model.stream`."""
        from llama_index.core.llms import ChatMessage

        asked = [ChatMessage(role=m.role, content=m.content) for m in messages]

        def write(to: Pieces) -> None:
            for response in self._llm.stream_chat(asked):
                to.put(response.delta or "")

        try:
            yield from Pieces(TOTAL_SECONDS, CHARACTERS).written_by(write)
        except TimeoutError as error:
            raise _took_too_long(self.name, TOTAL_SECONDS) from error
        except TooMuchError as error:
            raise _wrote_too_much(self.name) from error
        except Exception as error:  # whatever the provider's library raises
            raise ModelError(
                f"The model {self.name!r} failed ({type(error).__name__}).", "Try it alone."
            ) from error


def as_model(llm: Any) -> Model:
    """A model as it is, or an `LLM` of llama-index behind our protocol.

    Raises:
        TypeError: if it is neither.
    """
    if hasattr(llm, "stream_chat") and hasattr(llm, "metadata"):
        return LlamaIndexModel(llm)
    if not callable(getattr(llm, "stream", None)):
        raise TypeError(f"{type(llm).__name__} is no language model")
    model: Model = llm
    return model


def written(model: Model, messages: Sequence[Message]) -> Iterator[str]:
    """What a model writes, whichever it is.

    The limits are looked at when a piece comes; the models above hold them while they wait, too.

    Raises:
        ModelError: if the model does, writes more than `CHARACTERS`, or took `TOTAL_SECONDS`.
    """
    until = time.monotonic() + TOTAL_SECONDS
    room = CHARACTERS
    for piece in model.stream(messages):
        room -= len(piece)
        if room < 0:
            raise _wrote_too_much(model.name)
        yield piece
        if time.monotonic() > until:
            raise _took_too_long(model.name, TOTAL_SECONDS)


def _look_at(path: Path) -> None:
    """Raise a UserError unless there is a GGUF file."""
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        raise UserError(f"{path} cannot be read.", "Give the path of a .gguf file.") from error
    if start != b"GGUF":
        raise UserError(f"{path} is not a GGUF file.", "Give the path of a .gguf file.")


def _broke_off(name: str) -> ModelError:
    return ModelError(f"The model {name} broke off before the end of its answer.", "Ask again.")


def _took_too_long(name: str, seconds: float) -> ModelError:
    return ModelError(
        f"The model {name!r} took more than {seconds:g} seconds.",
        "Take a smaller one, or leave out --llm.",
    )


def _wrote_too_much(name: str) -> ModelError:
    return ModelError(
        f"The model {name!r} wrote more than {CHARACTERS:,} characters.",
        "Ask again, or another model.",
    )


def _failure(error: Exception) -> str:
    """What went wrong, after `The model server at ...`; without anything that the server sent."""
    import httpx
    import openai

    from qa.writing.connection import RefusedError

    if isinstance(error, RefusedError):
        return str(error)
    if isinstance(error, (openai.APITimeoutError, httpx.TimeoutException)):
        return "does not answer in time"
    if isinstance(error, openai.APIConnectionError):
        return "cannot be reached"
    if isinstance(error, openai.RateLimitError):
        return "is asked too much (429)"
    if isinstance(error, openai.APIStatusError) and 300 <= error.status_code < 400:
        return f"sends the question to another address ({error.status_code})"
    if isinstance(error, openai.APIStatusError):
        return f"fails ({error.status_code})"
    return f"sends what cannot be read ({type(error).__name__})"
