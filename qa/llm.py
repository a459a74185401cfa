"""Language models: anything that streams text for messages, behind one protocol.

`ServerModel` speaks the OpenAI protocol, which nearly every server does (Ollama, llama.cpp, vLLM,
LM Studio, hosted ones); `GgufModel` runs a file on this machine behind the same protocol;
`LlamaIndexModel` wraps any `LLM` of llama-index. A model that fails raises `ModelError` with a
sentence for the user.
"""

import os
import re
import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

from index.encode import cores
from index.errors import UserError
from qa.prompt import Message

KEY = "PINCITE_LLM_KEY"
"""The environment variable with a server's key; never printed or stored."""

TOKENS = 400
"""An answer is no longer."""

CONNECT_SECONDS = 5.0
SILENT_SECONDS = 60.0
TOTAL_SECONDS = 300.0
GGUF_TOKENS = 4096
"""Read and written at once by a GGUF model."""

RETRIES = 2


class ModelError(UserError):
    """A model cannot be reached, or broke off."""


class Model(Protocol):
    """Writes text."""

    @property
    def name(self) -> str:
        """What people see."""

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """Write an answer piece by piece.

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
    ) -> None:
        """Make a client; nothing is sent yet.

        Args:
            address: of the server, such as http://127.0.0.1:11434/v1.
            name: of the model, as the server knows it.
            key: for the server; by default what stands in the environment as `PINCITE_LLM_KEY`.
            silent_seconds: how long it may send nothing.
            total_seconds: how long an answer may take.
            retries: after a failure that may pass, each time waiting longer.

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
        self._retries = retries

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """See `Model.stream`."""
        import httpx
        import openai

        client = openai.OpenAI(
            base_url=self.address,
            api_key=self._key or os.environ.get(KEY) or "none",
            timeout=httpx.Timeout(self._silent, connect=CONNECT_SECONDS),
            max_retries=self._retries,
        )
        try:
            with closing(client):
                yield from self._written(client, messages)
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
        except (openai.OpenAIError, httpx.HTTPError, ValueError, AttributeError) as error:
            raise ModelError(
                f"The model server at {self.address} {_failure(error)}.",
                "Check that it runs, or leave out --llm for an answer without a model.",
            ) from error

    def _written(self, client: Any, messages: Sequence[Message]) -> Iterator[str]:
        until = time.monotonic() + self._total
        chunks = client.chat.completions.create(
            model=self.name,
            messages=[{"role": m.role, "content": m.content} for m in messages],
            stream=True,
            temperature=0,
            max_tokens=TOKENS,
        )
        finished = None
        with closing(chunks):
            for chunk in chunks:
                if time.monotonic() > until:
                    raise ModelError(
                        f"The model {self.name!r} took more than {self._total:g} seconds.",
                        "Take a smaller one, or leave out --llm.",
                    )
                for choice in chunk.choices[:1]:
                    finished = choice.finish_reason or finished
                    if choice.delta and choice.delta.content:
                        yield choice.delta.content
        if finished != "stop":
            raise _broke_off(self.name)


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


class LlamaIndexModel:
    """Any `LLM` of llama-index."""

    def __init__(self, llm: Any) -> None:
        """Wrap `llm`."""
        self._llm = llm
        self.name = str(llm.metadata.model_name)

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """See `Model.stream`."""
        from llama_index.core.llms import ChatMessage

        asked = [ChatMessage(role=m.role, content=m.content) for m in messages]
        try:
            for response in self._llm.stream_chat(asked):
                yield response.delta or ""
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


def _failure(error: Exception) -> str:
    """What went wrong, after `The model server at ...`; without anything that the server sent."""
    import httpx
    import openai

    if isinstance(error, (openai.APITimeoutError, httpx.TimeoutException)):
        return "does not answer in time"
    if isinstance(error, openai.APIConnectionError):
        return "cannot be reached"
    if isinstance(error, openai.RateLimitError):
        return "is asked too much (429)"
    if isinstance(error, openai.APIStatusError):
        return f"fails ({error.status_code})"
    return f"sends what cannot be read ({type(error).__name__})"
