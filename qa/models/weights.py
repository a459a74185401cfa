"""A model of our own on disk: what is in its folder, and that it is whole.

`model.onnx` is the network as int8, `tokenizer.json` cuts texts for it, `calibration.json` says
what its outputs mean (`calibration.py`), and `manifest.json` says in which format all are and what
their hashes must be.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from index.encoders.convert import sha256
from index.encoders.network import open_network
from index.errors import UserError

FORMAT = 1
"""Raise it when the inputs or outputs of the network, or this manifest, change."""

NETWORK = ("model.onnx", "tokenizer.json")
"""Files that every model has."""

FIT_AGAIN = (
    "Fit it with python -m qa.training.fit_select or fit_support and --write, or name the folder "
    "of a model that has one."
)

MANIFEST = "manifest.json"
_OVERLAP = 4
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

    Attributes:
        tokens: the longest input, marks included.
        first: mark at the start of an input.
        separator: mark behind each of the two texts.
    """

    def __init__(self, folder: Path) -> None:
        """Load the model in a folder, as `export.py` writes it.

        Raises:
            UserError: if a file is missing, damaged, or of another format.
        """
        self.tokens = read_manifest(folder).tokens
        self._session, self._tokenizer = open_network(folder)
        self.first, self.separator = self._tokenizer.encode("").ids

    def encoding(self, text: str) -> Any:
        """The tokens of a text (`ids`, `offsets`, `word_ids`), without marks."""
        return self._tokenizer.encode(text, add_special_tokens=False)

    def run(self, ids: Sequence[int], kinds: Sequence[int]) -> list[Any]:
        """What the network gives for one input: its outputs, each without the batch.

        Args:
            ids: of the tokens and marks.
            kinds: of each, 0 in the first text and 1 in the second.
        """
        inputs = {"ids": np.array([ids], np.int64), "kinds": np.array([kinds], np.int64)}
        return [output[0] for output in self._session.run(None, inputs)]


def windows(count: int, room: int) -> Iterator[tuple[int, int]]:
    """Windows of at most `room` over `count` tokens; a quarter of one is in the next too."""
    first = 0
    while first + room < count:
        yield first, first + room
        first += room - room // _OVERLAP
    yield first, count


def write_manifest(folder: Path, name: str, tokens: int) -> None:
    """Write the manifest of a network that lies in the folder, which has no calibration yet."""
    hashes = {file: sha256(folder / file) for file in NETWORK}
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
        damaged = [file for file in files if sha256(folder / file) != manifest.sha256.get(file)]
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


def _load(folder: Path) -> Manifest:
    found: Any = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return Manifest(**found)


def _write(folder: Path, manifest: Manifest) -> None:
    text = json.dumps(asdict(manifest), indent=1)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
