"""A model of our own on disk: what is in its folder, and that it is whole.

`model.onnx` is the network as int8, with what is too large for one file beside it;
`tokenizer.json` cuts texts for it; `reading.json` and `checking.json` say what its outputs mean
(`calibration.py`), and `manifest.json` says in which format all are and what their hashes must be.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from index.encoders.convert import sha256
from index.encoders.network import open_network
from index.errors import UserError

FORMAT = 2
"""Raise it when the inputs or outputs of the network, or this manifest, change."""

NETWORK = ("model.onnx", "tokenizer.json")
"""Files that every model has."""

FIT_AGAIN = (
    "Fit it with python -m qa.training.fit_select, fit_cascade or fit_support and --write, or name "
    "the folder of a model that has one."
)

MANIFEST = "manifest.json"
_OVERLAP = 4
_REMEMBERED = 2_048
"""Pairs of texts of which a network keeps what it gave, some 3 KB each: fifty questions or more."""
_REMEDY = (
    "Install pincite again: pip install --force-reinstall pincite, or git checkout qa; or name the "
    "folder of a model that is whole."
)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the folder of a model says of itself.

    Attributes:
        format: version of the files and of how they are used.
        name: of the model.
        tokens: the longest input it was trained on.
        sha256: name of a file → its hash.
    """

    format: int
    name: str
    tokens: int
    sha256: dict[str, str]


class PairNetwork:
    """A network that reads two texts together, with its tokenizer; for any number of threads.

    What it gives depends on nothing but the two, so that what was asked lately is not asked again.

    Attributes:
        tokens: the longest input, marks included.
        outputs: the names of what it gives.
    """

    def __init__(self, folder: Path) -> None:
        """Load the model in a folder, as `export.py` writes it.

        Raises:
            UserError: if a file is missing, damaged, or of another format.
        """
        self.tokens = read_manifest(folder).tokens
        self._session, self._tokenizer = open_network(folder)
        self._first, *between, self._last = self._tokenizer.encode("", "").ids
        self._between = between
        self._kinds = any(given.name == "kinds" for given in self._session.get_inputs())
        self.outputs = tuple(output.name for output in self._session.get_outputs())
        self._given = lru_cache(_REMEMBERED)(self._run)

    def encoding(self, text: str) -> Any:
        """The tokens of a text (`ids`, `offsets`, `word_ids`), without marks."""
        return self._tokenizer.encode(text, add_special_tokens=False)

    def room(self, first: Sequence[int]) -> int:
        """How many tokens of a second text there is room for beside a first."""
        return self.tokens - len(first) - len(self._between) - 2

    def run(self, first: Sequence[int], second: Sequence[int]) -> "Outputs":
        """What the network gives for two texts.

        Args:
            first: ids of its tokens.
            second: likewise.
        """
        lead = [self._first, *first, *self._between]
        ids = [*lead, *second, self._last]
        values = self._given(np.array(ids, np.int32).tobytes(), len(lead))
        return Outputs(values, slice(1, 1 + len(first)), slice(len(lead), len(ids) - 1))

    def _run(self, tokens: bytes, lead: int) -> Mapping[str, Any]:
        """What the network gives for its input, name → a number, or a row for each token.

        Args:
            tokens: ids as int32, as bytes, which take the least room where they are kept.
            lead: how many of them stand before the second text.
        """
        ids = np.frombuffer(tokens, np.int32).astype(np.int64)[None]
        inputs = {"ids": ids}
        if self._kinds:
            inputs["kinds"] = (np.arange(ids.shape[1]) >= lead).astype(np.int64)[None]
        found = self._session.run(None, inputs)
        values = {name: value[0] for name, value in zip(self.outputs, found, strict=True)}
        for value in values.values():
            value.setflags(write=False)
        return values


@dataclass(frozen=True, slots=True)
class Outputs:
    """What a network gives for two texts.

    Attributes:
        values: name → a number, or a row for each token.
        first: where the tokens of the first text stand.
        second: where those of the second do.
    """

    values: Mapping[str, Any]
    first: slice
    second: slice

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


_LOADING = Lock()


def open_pair_network(folder: Path) -> PairNetwork:
    """The network in a folder, which is loaded once in a process: the same object each time.

    Raises:
        UserError: as `PairNetwork`.
    """
    with _LOADING:
        return _load_network(folder.resolve())


@cache
def _load_network(folder: Path) -> PairNetwork:
    return PairNetwork(folder)


def windows(count: int, room: int) -> Iterator[tuple[int, int]]:
    """Windows of at most `room` over `count` tokens; a quarter of one is in the next too."""
    first = 0
    while first + room < count:
        yield first, first + room
        first += room - room // _OVERLAP
    yield first, count


def write_manifest(folder: Path, name: str, tokens: int) -> None:
    """Write the manifest of a network that lies in the folder, which has no calibration yet."""
    beside = {path.name for path in folder.glob("*.bin")}
    hashes = {file: sha256(folder / file) for file in sorted({*NETWORK, *beside})}
    _write(folder, Manifest(FORMAT, name, tokens, hashes))


def write_hash(folder: Path, file: str) -> None:
    """Put the hash of one more file, or of one that has changed, into the manifest of a folder.

    Raises:
        UserError: if another file is missing or altered.
    """
    manifest = _load(folder)
    hashes = {**manifest.sha256, file: sha256(folder / file)}
    _write(folder, replace(manifest, sha256=hashes))
    read_manifest(folder)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder, once its files are found to be what it says.

    Raises:
        UserError: if a file is missing or altered, or the format is not this version's.
    """
    try:
        manifest = _load(folder)
        files = dict.fromkeys((*NETWORK, *manifest.sha256))
        damaged = [file for file in files if _hash(folder / file) != manifest.sha256.get(file)]
    except OSError as error:
        missing = Path(error.filename or folder).name
        raise UserError(f"The model in {folder} lacks {missing}.", _REMEDY) from error
    except (ValueError, TypeError, AttributeError) as error:
        raise UserError(f"The manifest of the model in {folder} is damaged.", _REMEDY) from error
    if manifest.format != FORMAT:
        raise UserError(
            f"The model in {folder} has format {manifest.format}; this version of pincite reads "
            f"format {FORMAT}.",
            _REMEDY,
        )
    if damaged:
        raise UserError(f"{damaged[0]} of the model in {folder} is damaged.", _REMEDY)
    return manifest


def _hash(path: Path) -> str:
    """The hash of a file, which is computed again only if the file has changed."""
    state = path.stat()
    return _computed(path, state.st_mtime_ns, state.st_size, state.st_ino)


@lru_cache(64)
def _computed(path: Path, changed: int, size: int, number: int) -> str:
    return sha256(path)


def _load(folder: Path) -> Manifest:
    found: Any = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return Manifest(**found)


def _write(folder: Path, manifest: Manifest) -> None:
    text = json.dumps(asdict(manifest), indent=1)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
