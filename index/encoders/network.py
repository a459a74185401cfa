"""A network on onnxruntime and its tokenizer: opened in this one place, always in the same way.

The packaged encoder stands on it, and so do the networks that read and check.
"""

import os
from pathlib import Path
from typing import Any


def open_network(folder: Path) -> tuple[Any, Any]:
    """The session of `model.onnx`, and the tokenizer beside it; see `open_model`."""
    return open_model(folder / "model.onnx", folder / "tokenizer.json")


def open_model(model: Path | bytes, tokenizer_file: Path) -> tuple[Any, Any]:
    """The onnxruntime session of a network, on one thread, and its tokenizer.

    The tokenizer neither pads nor cuts.

    Args:
        model: a file, or what stands in one.
        tokenizer_file: a file.
    """
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.enable_mem_pattern = False  # for inputs of one shape; with many it doubles the memory
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        model if isinstance(model, bytes) else str(model),
        options,
        providers=["CPUExecutionProvider"],
    )
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return session, tokenizer


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
