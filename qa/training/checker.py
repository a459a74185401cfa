"""Train the checker of claims; no part of what answers questions.

`python -m qa.training.checker ../shared/data/reading/train_*.jsonl.gz --claims
../shared/data/support/claims.jsonl.gz --start qa/models/checker --out DIR`

The encoder starts as that of a model that ships, which has learned to look from one text into the
other, and reads a claim and its evidence together. A head on the first token says how well the
whole is supported, one on each token of the claim whether it was altered; a claim is as weak as its
weakest word. How: `qa/training/loop.py`.
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

from qa.training import loop as learn
from qa.training.dated import dated
from qa.training.made import Made
from qa.training.pairs import Pair, judged, portion, written
from qa.training.shipped import shipped
from qa.training.wordnet import WordNet

TOKENS = 384
LAST_MARK = 103
"""Ids up to this are marks (`[CLS]`, `[SEP]`, filler), not words."""

_NOWHERE = -1.0
"""Label of a token of which nothing is to be learned."""
_NEVER = -1e4
_ALTERED_WEIGHT = 2.0
"""Of an altered token, of which there are few, against one that is not."""


class Network(nn.Module):
    """An encoder, a linear head on the first token, and one on each token of the claim."""

    def __init__(self, source: Path, dropout: float = 0.0) -> None:
        super().__init__()
        self.encoder = learn.encoder(source, dropout)
        self.supported = nn.Linear(self.encoder.config.hidden_size, 1)
        self.altered = nn.Linear(self.encoder.config.hidden_size, 1)
        nn.init.constant_(self.altered.bias, -4.0)  # few are

    def forward(self, ids: Tensor, mask: Tensor | None, kinds: Tensor) -> Tensor:
        """Logits that claims are supported: (batch)."""
        return self.both(ids, mask, kinds)[0]

    def both(self, ids: Tensor, mask: Tensor | None, kinds: Tensor) -> tuple[Tensor, Tensor]:
        """Logits that claims are supported: (batch); that tokens are altered: (batch, tokens).

        That of a claim is the first token's, less the soft maximum of 0 and those of its words.
        """
        states = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=kinds)[0]
        altered = self.altered(states)[:, :, 0].float()
        words = ((kinds == 0) & (ids > LAST_MARK)).float()
        weak = altered * words + _NEVER * (1.0 - words)
        weakest = torch.logsumexp(functional.pad(weak, (1, 0)), 1)
        return self.supported(states[:, 0])[:, 0].float() - weakest, altered

    def start_from(self, folder: Path) -> None:
        """Take what an exported model has of it: a reader the encoder, a checker all."""
        self.load_state_dict(shipped(folder), strict=False)


def encode(tokenizer: Tokenizer, pair: Pair) -> dict[str, Any]:
    """Token ids and labels of a pair."""
    encoding = tokenizer.encode(pair.claim, pair.evidence)
    places = () if pair.supported else pair.altered
    return {
        "ids": encoding.ids,
        "kinds": encoding.type_ids,
        "supported": float(pair.supported),
        "altered": [
            _NOWHERE
            if places is None or of != 0
            else float(any(a < end and start < b for a, b in places))
            for (start, end), of in zip(encoding.offsets, encoding.sequence_ids, strict=True)
        ],
    }


def loss(model: Network, items: Sequence[learn.Item], device: str) -> Tensor:
    """Cross entropy of supported and not, and of the tokens of which it is known."""
    batch = learn.inputs(items, device)
    supported = torch.tensor([item["supported"] for item in items]).to(device)
    wanted = learn.padded(items, "altered", _NOWHERE, device)
    claims, tokens = model.both(batch["ids"], batch["mask"], batch["kinds"])
    known = (wanted != _NOWHERE).float()
    weight = known * (1.0 + (_ALTERED_WEIGHT - 1.0) * (wanted == 1.0).float())
    of_tokens = functional.binary_cross_entropy_with_logits(
        tokens, wanted.clamp(min=0.0), weight, reduction="sum"
    )
    whole = functional.binary_cross_entropy_with_logits(claims, supported)
    return whole + of_tokens / known.sum().clamp(min=1.0)


def main() -> None:
    """Train from the command line."""
    parser = learn.options(__doc__.split("\n")[0], epochs=3)
    parser.add_argument("paths", type=Path, nargs="+", help="files of paragraphs with questions")
    parser.add_argument("--claims", type=Path, required=True, help="file of judged claims")
    parser.add_argument("--made", type=float, default=0.1, help="share of the pairs made")
    parser.add_argument("--known", type=float, default=1.0, help="share of written pairs not new")
    parser.add_argument("--new", nargs="*", default=[], help="names of files of `written/`")
    parser.add_argument("--dated", type=float, default=0.35, help="share with a date above")
    parser.add_argument("--start", type=Path, required=True, help="folder of a model to start from")
    train(parser.parse_args())


def train(options: argparse.Namespace) -> None:
    """Train as the options say."""
    source, tokenizer = learn.base()
    tokenizer.enable_truncation(TOKENS)
    made = Made(options.paths, WordNet(), options.seed)
    people = [claim.pair for claim in portion(judged(options.claims), "train")]

    def epoch(number: int) -> list[dict[str, Any]]:
        generator = random.Random(number)
        pairs = [pair for pair in made.epoch(number) if generator.random() < options.made]
        for name, texts in written(1).items():
            share = 1.0 if name in options.new else options.known
            pairs += [pair for pair in texts if generator.random() < share]
        pairs = [dated(p, generator) if generator.random() < options.dated else p for p in pairs]
        pairs += people
        generator.shuffle(pairs)
        return [encode(tokenizer, pair) for pair in pairs]

    torch.manual_seed(options.seed)
    model = Network(source, options.dropout)
    model.start_from(options.start)
    learn.learn(model, epoch, lambda m, items, device: loss(m, items, device), options)


if __name__ == "__main__":
    main()
