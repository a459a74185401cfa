"""The weights of a model that ships, from its int8 form: what a training goes on from.

Each matrix of int8 is multiplied by its scales again, and the channels that stand apart are put
back (`shrink.py`). The word vectors are not read: a training leaves those of the plain base as they
are, which are finer than the four bits that ship.
"""

import re
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from index.encoders.convert import MODEL

_ROOT = "network."
"""What the exported network calls itself."""

_MATRIX = re.compile(r"/(?P<name>.+)/(?:MatMul_quant|Gemm_MatMul|MatMul)")
"""A node that multiplies by a matrix: the layer's path, with slashes."""


def unshrunk(folder: Path) -> dict[str, Tensor]:
    """The weights of an exported base network, by the names that it has in training.

    Args:
        folder: with `model.onnx`, as `shrink.shrink` writes it.

    Returns:
        All of them but the word vectors, float32.

    Raises:
        OSError: if the file cannot be read.
        ValueError: if it is not of such a network.
    """
    import onnx
    from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
    from onnx import numpy_helper

    try:
        graph = onnx.load(str(folder / MODEL), load_external_data=False).graph
    except DecodeError as error:
        raise ValueError("it is no ONNX model") from error
    found: dict[str, NDArray[Any]] = {
        tensor.name: numpy_helper.to_array(tensor)
        for tensor in graph.initializer
        if not tensor.external_data
    }
    weights = {
        name.removeprefix(_ROOT): value
        for name, value in found.items()
        if name.startswith(_ROOT) and not name.endswith("_Transposed")
    }
    for node in graph.node:
        matrix = _MATRIX.fullmatch(node.name)
        if matrix and (value := _matrix(found, node.input[1])) is not None:
            weights[f"{matrix['name'].replace('/', '.')}.weight"] = value.T
    weights = _put_together(weights)
    if not weights:
        raise ValueError("it holds no network that was exported here")
    return {name: torch.from_numpy(np.array(value, np.float32)) for name, value in weights.items()}


def _matrix(found: dict[str, NDArray[Any]], name: str) -> NDArray[Any] | None:
    """What a node multiplies by, shape (in, out); None where it is no weight."""
    if name in found and not name.endswith("_quantized"):
        return found[name]
    name = name.removesuffix("_quantized")
    if f"{name}_quantized" not in found:
        return None
    whole = found[f"{name}_quantized"].astype(np.float32)
    zero = found[f"{name}_zero_point"].astype(np.float32)
    scaled: NDArray[Any] = (whole - zero) * found[f"{name}_scale"]
    return scaled


def _put_together(weights: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Each layer of which channels stand apart as one again."""
    whole = dict(weights)
    for name in weights:
        if not name.endswith(".channels"):
            continue
        layer = name.removesuffix(".channels")
        del whole[f"{layer}.keep"]
        channels = whole.pop(name)
        matrix = whole.pop(f"{layer}.dense.weight").copy()
        matrix[:, channels] = whole.pop(f"{layer}.apart.weight")
        whole[f"{layer}.weight"] = matrix
        whole[f"{layer}.bias"] = whole.pop(f"{layer}.dense.bias")
    return whole
