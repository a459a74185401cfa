"""A model of our own on disk: what is in its folder, and that it is whole.

`model.onnx` is the network as int8, `tokenizer.json` cuts texts for it, and `manifest.json` says
in which format both are and what their hashes must be.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.convert import sha256
from index.errors import UserError

FORMAT = 1
"""Raise it when the inputs or outputs of the network, or this manifest, change."""

FILES = ("model.onnx", "tokenizer.json")

_MANIFEST = "manifest.json"
_REMEDY = "Install pincite again: pip install --force-reinstall pincite, or git checkout qa"


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


def write_manifest(folder: Path, name: str, tokens: int) -> None:
    """Write the manifest of the files that lie in the folder."""
    hashes = {file: sha256(folder / file) for file in FILES}
    text = json.dumps(asdict(Manifest(FORMAT, name, tokens, hashes)), indent=1)
    (folder / _MANIFEST).write_text(text + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder, once its files are found to be what it says.

    Raises:
        UserError: if a file is missing or altered, or the format is not this version's.
    """
    try:
        found: Any = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        manifest = Manifest(**found)
        damaged = [file for file in FILES if sha256(folder / file) != manifest.sha256.get(file)]
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
