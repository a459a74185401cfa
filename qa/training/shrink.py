"""A float32 network → one of a quarter of the size that reads nearly the same.

Weights of the matrices become int8 with a scale a channel, activations int8 at run time with one
scale a matrix. A few channels in the middle of a feed-forward layer reach 90 where the others stay
below 4: one scale for all would leave the others three bits. So these channels are multiplied
apart, in float32. The word vectors become int4 with a scale for each 64, and lie in a file of their
own, since hosts of code refuse files over 100 MB. Positions, distances and heads stay as they are:
they are small, and all that is read hangs on them.

Outliers: Dettmers et al., LLM.int8(), NeurIPS 2022.
"""

import logging
import tempfile
import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

OUTLIERS = 16
"""Channels of a feed-forward layer that are multiplied apart."""

BLOCK = 64
"""Numbers of a word vector that share a scale."""

WORDS = "words.bin"
"""The file of the word vectors."""

_WORDS = 10_000
"""No other table has so many rows."""


class Apart(nn.Module):
    """A linear layer, of which some inputs are multiplied apart from the rest."""

    def __init__(self, dense: nn.Linear, channels: Tensor) -> None:
        """Split `dense`; `channels`: numbers of inputs, shape (n,)."""
        super().__init__()
        self.keep: Tensor
        self.channels: Tensor
        keep = torch.ones(dense.in_features)
        keep[channels] = 0.0
        self.register_buffer("keep", keep)
        self.register_buffer("channels", channels)
        self.apart = nn.Linear(len(channels), dense.out_features, bias=False)
        self.dense = dense
        with torch.no_grad():
            self.apart.weight.copy_(dense.weight[:, channels])
            dense.weight[:, channels] = 0.0

    def forward(self, states: Tensor) -> Tensor:
        """(batch, tokens, in) → (batch, tokens, out)."""
        found: Tensor = self.dense(states * self.keep) + self.apart(states[..., self.channels])
        return found


def set_outliers_apart(
    network: nn.Module, layers: Sequence[Any], inputs: Iterable[Tensor], count: int = OUTLIERS
) -> None:
    """Find the channels that reach highest, and multiply them apart from now on.

    Args:
        network: takes ids, shape (1, tokens).
        layers: of its encoder; of each, `output.dense` is split.
        inputs: ids of texts to find them on, each of shape (1, tokens).
        count: of channels in each layer.
    """
    highest: list[Tensor | None] = [None] * len(layers)

    def watch(number: int) -> Any:
        def look(_: nn.Module, given: tuple[Tensor, ...]) -> None:
            reached = given[0].detach().abs().amax(dim=(0, 1))
            before = highest[number]
            highest[number] = reached if before is None else torch.maximum(before, reached)

        return look

    hooks = [
        layer.output.dense.register_forward_pre_hook(watch(number))
        for number, layer in enumerate(layers)
    ]
    with torch.no_grad():
        for ids in inputs:
            network(ids)
    for hook in hooks:
        hook.remove()
    for layer, reached in zip(layers, highest, strict=True):
        if reached is not None:
            layer.output.dense = Apart(
                layer.output.dense, reached.topk(count).indices.sort().values
            )


def shrink(network: nn.Module, example: Tensor, names: Sequence[str], folder: Path) -> None:
    """Write a network as `model.onnx` and the file of its word vectors.

    Args:
        network: takes ids, shape (1, tokens), and gives as many outputs as there are names.
        example: ids to follow it with.
        names: of the outputs; those with a row for each token are told by their shape.
        folder: where to.
    """
    with torch.no_grad():
        outputs = network(example)
    by_token = [name for name, value in zip(names, outputs, strict=True) if value.dim() > 1]
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns of branches that are never taken
        whole = Path(scratch, "model.onnx")
        torch.onnx.export(
            network,
            (example,),
            str(whole),
            input_names=["ids"],
            output_names=list(names),
            dynamic_axes={name: {0: "pair", 1: "token"} for name in ("ids", *by_token)},
            opset_version=17,
            dynamo=False,
        )
        quantised = Path(scratch, "int8.onnx")
        _quantise(whole, quantised)
        _split(quantised, folder)


def _quantise(source: Path, target: Path) -> None:
    """Large matrices to int8 (seven bits, as `encoder.quantise` says), words to int4."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer

    graph = onnx.load(str(source)).graph
    shapes = {item.name: tuple(item.dims) for item in graph.initializer}
    multiplied = [node for node in graph.node if node.op_type in ("MatMul", "Gemm")]
    small = [n.name for n in multiplied if min(shapes.get(n.input[1], (0,))) < 2 * OUTLIERS]
    small += [f"{name}_MatMul" for name in small]  # what a Gemm is called once it is a MatMul
    tables = [node for node in graph.node if node.op_type == "Gather"]
    others = [n.name for n in tables if shapes.get(n.input[0], (0,))[0] <= _WORDS]
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.ERROR)  # the library advises on its root logger
    try:
        quantize_dynamic(
            source,
            target,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            nodes_to_exclude=small,
            op_types_to_quantize=["MatMul", "Gemm"],
        )
        quantizer = MatMulNBitsQuantizer(
            onnx.load(str(target)),
            bits=4,
            block_size=BLOCK,
            is_symmetric=False,
            nodes_to_exclude=others,
            op_types_to_quantize=("Gather",),
        )
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # it divides by the scale of rows of zeros, and mends it
            quantizer.process()
        quantizer.model.save_model_to_file(str(target), False)
    finally:
        root.setLevel(level)


def _split(source: Path, folder: Path) -> None:
    """Write the model with its word vectors beside it."""
    import onnx
    from onnx.external_data_helper import set_external_data

    model = onnx.load(str(source))
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / WORDS).open("wb") as file:
        for tensor in model.graph.initializer:
            if "word_embeddings" in tensor.name and len(tensor.raw_data) > _WORDS:
                data = tensor.raw_data
                set_external_data(tensor, WORDS, file.tell(), len(data))
                tensor.ClearField("raw_data")
                tensor.data_location = onnx.TensorProto.EXTERNAL
                file.write(data)
    onnx.save(model, str(folder / "model.onnx"))
