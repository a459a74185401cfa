"""Train the checker of claims; no part of what answers questions.

`python -m qa.checker.train ../shared/data/reading/train_*.jsonl.gz --claims
../shared/data/support/claims.jsonl.gz --reader qa/reader/model --out DIR`

The encoder starts as the reader's, which has learned to look from one text into the other, and
reads a claim and its evidence together; a head on the first token says whether it is supported.
How: `qa/learn.py`.
"""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from qa import learn
from qa.checker.pairs import Made, Pair, half, judged, written
from qa.checker.wordnet import WordNet
from qa.export import shipped

TOKENS = 384
_JUDGED_TIMES = 3
_WRITTEN_TIMES = 4


class Network(nn.Module):
    """An encoder, and a linear head on the first token."""

    def __init__(self, source: Path, dropout: float = 0.0) -> None:
        super().__init__()
        self.encoder = learn.encoder(source, dropout)
        self.supported = nn.Linear(self.encoder.config.hidden_size, 1)

    def forward(self, ids: Tensor, mask: Tensor | None, kinds: Tensor) -> Tensor:
        """Logits that claims are supported: (batch)."""
        states = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=kinds)[0]
        found: Tensor = self.supported(states[:, 0])[:, 0]
        return found

    def start_from(self, reader: Path) -> None:
        """Take the encoder of a reader that was exported to a folder."""
        weights = {
            name.removeprefix("encoder."): value
            for name, value in shipped(reader).items()
            if name.startswith("encoder.")
        }
        self.encoder.load_state_dict(weights, strict=False)


def encode(tokenizer: Tokenizer, pair: Pair) -> dict[str, Any]:
    """Token ids and label of a pair."""
    encoding = tokenizer.encode(pair.claim, pair.evidence)
    return {"ids": encoding.ids, "kinds": encoding.type_ids, "supported": float(pair.supported)}


def loss(model: Network, items: Sequence[learn.Item], device: str) -> Tensor:
    """Cross entropy of supported and not."""
    batch = learn.inputs(items, device)
    supported = torch.tensor([item["supported"] for item in items]).to(device)
    logits = model(batch["ids"], batch["mask"], batch["kinds"])
    return functional.binary_cross_entropy_with_logits(logits.float(), supported)


def main() -> None:
    """Train from the command line."""
    parser = learn.options(__doc__.split("\n")[0], epochs=2)
    parser.add_argument("paths", type=Path, nargs="+", help="files of paragraphs with questions")
    parser.add_argument("--claims", type=Path, required=True, help="file of judged claims")
    parser.add_argument("--made", type=float, default=0.5, help="share of the pairs made")
    parser.add_argument(
        "--reader", type=Path, required=True, help="folder of the model to start from"
    )
    train(parser.parse_args())


def train(options: argparse.Namespace) -> None:
    """Train as the options say."""
    source, tokenizer = learn.base()
    tokenizer.enable_truncation(TOKENS)
    made = Made(options.paths, WordNet(), options.seed)
    people = [claim.pair for claim in half(judged(options.claims), 0)]
    ours = written(1)

    def epoch(number: int) -> list[dict[str, Any]]:
        generator = random.Random(number)
        pairs = [pair for pair in made.epoch(number) if generator.random() < options.made]
        pairs += [*people * _JUDGED_TIMES, *ours * _WRITTEN_TIMES]
        generator.shuffle(pairs)
        return [encode(tokenizer, pair) for pair in pairs]

    torch.manual_seed(options.seed)
    model = Network(source, options.dropout)
    model.start_from(options.reader)
    learn.learn(model, epoch, lambda m, items, device: loss(m, items, device), options)


if __name__ == "__main__":
    main()
