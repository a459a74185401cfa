"""Train the evidence reader; no part of what answers questions.

`python -m qa.training.reader ../shared/data/reading/train_*.jsonl.gz --out DIR`

all-MiniLM-L6-v2 reads a question and a passage together; three heads say where the answer starts
and ends (the first token, where there is none), which sentences are the evidence, and whether the
passage answers at all. How: `qa/training/loop.py`.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from qa.training import loop as learn
from qa.training.examples import Example, Examples, Offsets

TOKENS = 384
_OTHER = -1.0


class Network(nn.Module):
    """An encoder, and linear heads on its tokens."""

    def __init__(self, source: Path, dropout: float = 0.0) -> None:
        super().__init__()
        self.encoder = learn.encoder(source, dropout)
        size = self.encoder.config.hidden_size
        self.span = nn.Linear(size, 2)
        self.sentence = nn.Linear(size, 1)
        self.answerable = nn.Linear(size, 1)

    def forward(
        self, ids: Tensor, mask: Tensor | None, kinds: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Read a batch.

        Returns:
            Logits: span (batch, tokens, 2), sentence by token (batch, tokens), answerable (batch).
        """
        states = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=kinds)[0]
        return self.span(states), self.sentence(states)[..., 0], self.answerable(states[:, 0])[:, 0]


def encode(tokenizer: Tokenizer, item: Example) -> dict[str, Any]:
    """Token ids and labels of an example."""
    encoding = tokenizer.encode(item.question, f"{item.title}\n{item.text}")
    lead = len(item.title) + 1
    places = [
        (start - lead, end - lead) if kind == 1 and special == 0 and start >= lead else None
        for (start, end), kind, special in zip(
            encoding.offsets, encoding.type_ids, encoding.special_tokens_mask, strict=True
        )
    ]
    start, end = _tokens_of(item.answer, places)
    owner = [_sentence_at(place, item.sentences) for place in places]
    evidence = owner[start] if start else -1
    return {
        "ids": encoding.ids,
        "kinds": encoding.type_ids,
        "start": start,
        "end": end,
        "answerable": float(start > 0),
        "sentence": [_OTHER if k < 0 else float(k == evidence) for k in owner],
    }


def _tokens_of(answer: Offsets | None, places: Sequence[Offsets | None]) -> Offsets:
    """The first and last token of an answer; 0 and 0, which stand for none, without one."""
    if not answer:
        return 0, 0
    inside = [n for n, p in enumerate(places) if p and p[1] > answer[0] and p[0] < answer[1]]
    return (inside[0], inside[-1]) if inside else (0, 0)


def _sentence_at(place: Offsets | None, sentences: Sequence[Offsets]) -> int:
    """The number of the sentence that a token starts in; -1 for none."""
    if not place:
        return -1
    return next((k for k, (a, b) in enumerate(sentences) if a <= place[0] < b), -1)


def loss(
    model: Network, items: Sequence[learn.Item], device: str, hidden: tuple[float, int]
) -> Tensor:
    """Sum of the losses of the three heads; `hidden`: share of words, and what stands for them."""
    batch = learn.inputs(items, device)
    first, last, whole = (
        torch.tensor([item[name] for item in items]).to(device)
        for name in ("start", "end", "answerable")
    )
    place = torch.arange(batch["ids"].shape[1], device=device)[None]
    answer = (place >= first[:, None]) & (place <= last[:, None])
    ids = learn.hide(batch["ids"], answer, *hidden)
    span, sentence, answerable = model(ids, batch["mask"], batch["kinds"])
    evidence = learn.padded(items, "sentence", _OTHER, device)
    known = evidence >= 0
    allowed = known.clone()
    allowed[:, 0] = True
    span = span.float().masked_fill(~allowed[..., None], -1e4)
    start = functional.cross_entropy(span[..., 0], first)
    end = functional.cross_entropy(span[..., 1], last)
    answers = functional.binary_cross_entropy_with_logits(answerable.float(), whole)
    part = functional.binary_cross_entropy_with_logits(sentence.float()[known], evidence[known])
    return (start + end) / 2 + answers + part


def main() -> None:
    """Train from the command line."""
    parser = learn.options(__doc__.split("\n")[0], epochs=3)
    parser.add_argument("paths", type=Path, nargs="+", help="files of paragraphs with questions")
    parser.add_argument("--unanswered", type=float, default=0.5, help="share, see Examples")
    parser.add_argument("--swapped", type=float, default=0.3, help="share, see Examples")
    parser.add_argument("--hidden", type=float, default=0.06, help="share of words, see hide")
    train(parser.parse_args())


def train(options: argparse.Namespace) -> None:
    """Train as the options say."""
    options.out.mkdir(parents=True, exist_ok=True)
    source, tokenizer = learn.base()
    tokenizer.enable_truncation(TOKENS, strategy="only_second")
    hidden = (options.hidden, tokenizer.encode("[MASK]", add_special_tokens=False).ids[0])
    examples = Examples(
        options.paths, options.out, options.seed, options.unanswered, options.swapped
    )
    torch.manual_seed(options.seed)
    learn.learn(
        Network(source, options.dropout),
        lambda number: [encode(tokenizer, item) for item in examples.epoch(number)],
        lambda model, items, device: loss(model, items, device, hidden),
        options,
    )


if __name__ == "__main__":
    main()
