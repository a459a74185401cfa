"""The weights of a model that ships, to go on training from."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any


def shipped(folder: Path) -> dict[str, Any]:
    """The weights of a model that was exported as int8, as float32 tensors by their names.

    They differ from those it was exported from by the rounding, which training starts well from.
    """
    import onnx
    import torch
    from onnx.numpy_helper import to_array

    graph = onnx.load(str(folder / "model.onnx")).graph
    values = {item.name: to_array(item) for item in graph.initializer}

    def whole(name: str) -> Any:
        scale, zero = values[f"{name}_scale"], values[f"{name}_zero_point"]
        return (values[f"{name}_quantized"].astype("float32") - zero) * scale

    own = [name for name in values if name.startswith("network.")]
    found = {name: values[name] for name in own if name.endswith((".weight", ".bias"))}
    for name in own:
        if name.endswith(".weight_quantized"):
            found[name.removesuffix("_quantized")] = whole(name.removesuffix("_quantized"))
    found |= _multiplied(graph, whole)
    return {
        name.removeprefix("network."): torch.from_numpy(value.astype("float32").copy())
        for name, value in found.items()
        if "_Transposed" not in name
    }


def _multiplied(graph: Any, whole: Callable[[str], Any]) -> dict[str, Any]:
    """The weights that have no name of their own in the graph, by what they multiply."""
    found = {}
    # `/network/span/MatMul_output...` multiplies by its weight
    for node in (node for node in graph.node if node.op_type == "MatMulInteger"):
        place = re.split(r"/(?:MatMul|Gemm)_output", node.output[0])[0]
        name = place.strip("/").replace("/", ".") + ".weight"
        found[name] = whole(node.input[1].removesuffix("_quantized")).T
    return found
