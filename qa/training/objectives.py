"""What the base network is taught: examples → token ids and labels, and the losses.

Each loss takes the network, encoded examples of one kind and the device, and gives a number.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from qa.training.examples import Example, Offsets
from qa.training.loop import Item, padded
from qa.training.networks import Joint
from qa.training.pairs import Pair

HIDDEN = 0.05
"""Share of a passage's tokens that are masked in reading, so that no single word decides."""

ALTERED_WEIGHT = 2.0
"""Of an altered token, of which there are few, against one that is not."""

AGAINST_WEIGHT = 0.3
"""Of telling a contradiction from what is not addressed."""

_OTHER = -1.0
"""Label of which nothing is to be learned."""

_NEVER = -1e4


def encode_reading(tokenizer: Tokenizer, item: Example) -> dict[str, Any]:
    """Token ids and labels of a question with a passage.

    Args:
        tokenizer: see `qa/training/mpnet.py`.
        item: what of it is cut off is not there: an answer cut off is none.

    Returns:
        `ids`: uint16, (tokens). `start`, `end`: first and last token of the answer, 0 where there
        is none. `sentence`: int8, (tokens), 1 in the sentence in which the answer begins, 0 in
        another, -1 for a token of no sentence: a mark, the question, the title.
    """
    encoding = tokenizer.encode(item.question, f"{item.title}\n{item.text}")
    lead = len(item.title) + 1
    starts = [start for start, _ in item.sentences]
    owners, inside = [], []
    for n, ((start, end), side) in enumerate(
        zip(encoding.offsets, encoding.sequence_ids, strict=True)
    ):
        owner = -1
        if side == 1 and end > start >= lead:
            owner = _owner(start - lead, starts, item.sentences)
        owners.append(owner)
        if owner >= 0 and item.answer and start - lead < item.answer[1]:
            inside += [n] * (end - lead > item.answer[0])
    first, last = (inside[0], inside[-1]) if inside else (0, 0)
    evidence = owners[first]
    labels = [_OTHER if owner < 0 else float(owner == evidence) for owner in owners]
    return {
        "ids": np.array(encoding.ids, np.uint16),
        "start": first,
        "end": last,
        "sentence": np.array(labels, np.int8),
    }


def encode_checking(tokenizer: Tokenizer, pair: Pair) -> dict[str, Any]:
    """Token ids and labels of a claim with its evidence.

    Args:
        tokenizer: see `qa/training/mpnet.py`.
        pair: only its evidence is ever cut.

    Returns:
        `ids`: uint16, (tokens). `claim`: int8, (tokens), 1 for those of the claim. `supported`: 1
        or 0. `contradicted`: 1 or 0, -1 where that is not known or the claim is supported.
        `altered`: int8, (tokens), 1 for an altered token of the claim, 0 for another, -1 for all
        else, and where it is not known.
    """
    encoding = tokenizer.encode(pair.claim, pair.evidence)
    places = () if pair.supported else pair.altered
    marks = [
        _OTHER
        if side != 0 or places is None
        else float(any(a < end and start < b for a, b in places))
        for (start, end), side in zip(encoding.offsets, encoding.sequence_ids, strict=True)
    ]
    known = not pair.supported and pair.contradicted is not None
    return {
        "ids": np.array(encoding.ids, np.uint16),
        "claim": np.array([side == 0 for side in encoding.sequence_ids], np.int8),
        "supported": float(pair.supported),
        "contradicted": float(bool(pair.contradicted)) if known else _OTHER,
        "altered": np.array(marks, np.int8),
    }


def reading_loss(model: Joint, items: Sequence[Item], device: str) -> Tensor:
    """Cross entropy of the answer's first and last token, of the sentence, and of answering.

    The first token stands for no answer.
    """
    ids = padded(items, "ids", model.pad, device)
    evidence = padded(items, "sentence", _OTHER, device)
    first, last = (torch.tensor([item[name] for item in items]).to(device) for name in ENDS)
    known = evidence >= 0
    place = torch.arange(ids.shape[1], device=device)[None]
    answer = (place >= first[:, None]) & (place <= last[:, None])
    hidden = (torch.rand(ids.shape, device=device) < HIDDEN) & known & ~answer
    states = model.states(ids.masked_fill(hidden, model.mask))
    allowed = known | (place == 0)
    span = model.span(states).float().masked_fill(~allowed[..., None], _NEVER)
    words = functional.cross_entropy(span[..., 0], first)
    words = (words + functional.cross_entropy(span[..., 1], last)) / 2
    answerable = model.answerable(states[:, 0])[:, 0].float()
    sentence = model.sentence(states)[..., 0].float()
    return words + _binary(answerable, (first > 0).float()) + _binary(sentence, evidence, known)


def checking_loss(model: Joint, items: Sequence[Item], device: str) -> Tensor:
    """Cross entropy of supported and not, of altered tokens, and of contradicted and not addressed.

    A claim is as weak as its weakest word: its score is `supported` of the first token, less the
    soft maximum of 0 and `altered` of its tokens.
    """
    states = model.states(padded(items, "ids", model.pad, device))
    claim = padded(items, "claim", 0.0, device)
    wanted = padded(items, "altered", _OTHER, device)
    supported, contradicted = (
        torch.tensor([item[name] for item in items]).to(device)
        for name in ("supported", "contradicted")
    )
    marks = model.altered(states)[..., 0].float()
    weak = marks * claim + _NEVER * (1.0 - claim)
    weakest = torch.logsumexp(functional.pad(weak, (1, 0)), 1)
    score = model.supported(states[:, 0])[:, 0].float() - weakest
    weight = 1.0 + (ALTERED_WEIGHT - 1.0) * (wanted == 1.0).float()
    against = model.contradicted(states[:, 0])[:, 0].float()
    return (
        _binary(score, supported)
        + _binary(marks, wanted, wanted >= 0, weight)
        + AGAINST_WEIGHT * _binary(against, contradicted, contradicted >= 0)
    )


ENDS = ("start", "end")
LOSSES: Mapping[str, Callable[[Joint, Sequence[Item], str], Tensor]] = {
    "reading": reading_loss,
    "checking": checking_loss,
}
"""Kind of example → its loss."""


def _binary(
    logits: Tensor, wanted: Tensor, known: Tensor | None = None, weight: Tensor | None = None
) -> Tensor:
    """Binary cross entropy, the mean over what is known; 0 if nothing is."""
    known = torch.ones_like(wanted) if known is None else known.float()
    weight = known if weight is None else known * weight
    total = functional.binary_cross_entropy_with_logits(
        logits, wanted.clamp(min=0.0), weight, reduction="sum"
    )
    return total / known.sum().clamp(min=1.0)


def _owner(place: int, starts: Sequence[int], sentences: Sequence[Offsets]) -> int:
    """Number of the sentence at a place; -1 if there is none."""
    n = bisect_right(starts, place) - 1
    return n if n >= 0 and place < sentences[n][1] else -1
