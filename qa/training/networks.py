"""The network that reads and checks: one encoder, and linear heads on its tokens.

Reading, it sees a question and a passage: `span` scores the first and the last word of an answer,
`sentence` whether a token stands in the sentence that answers, and `answerable`, on the first
token, whether the passage answers. Checking, it sees a claim and its evidence: `supported`, on the
first token, is for the whole claim, `altered` for each token of the claim, that the evidence does
not say it, and `contradicted`, on the first token, for the evidence saying otherwise.
"""

import pickle
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from index.errors import UserError
from qa.training.shipped import unshrunk

HEADS = ("span", "sentence", "answerable", "supported", "altered", "contradicted")
"""In the order in which an optimiser counts their weights."""

WORDS = "encoder.embeddings.word_embeddings.weight"
"""The word vectors."""

AS_IN_THE_BASE = (WORDS, "encoder.pooler.dense.weight", "encoder.pooler.dense.bias")
"""What no training changes: the word vectors, and what nothing is made of."""

FEW_ARE_ALTERED = -4.0
"""Bias of `altered` in the beginning: few tokens are."""

DAMAGED = (
    *(OSError, EOFError, zipfile.BadZipFile, pickle.UnpicklingError),
    *(ValueError, KeyError, AttributeError, RuntimeError),
)
"""What a file of weights may raise that is damaged or of another network."""


class Joint(nn.Module):
    """One encoder and six heads; as wide as the encoder's configuration says.

    Attributes:
        mask: id of the token that stands for a hidden word.
        pad: id of the token that fills up a batch.
    """

    def __init__(self, source: Path, dropout: float = 0.0) -> None:
        """Put heads that know nothing on an encoder, whose attention is replaced.

        Args:
            source: folder of an `MPNetModel`, as `transformers` saves it.
            dropout: of states; attention has none.
        """
        from transformers import AutoModel

        super().__init__()
        encoder = AutoModel.from_pretrained(source)
        for layer in encoder.encoder.layer:
            layer.attention.attn = Attention(layer.attention.attn)
        for part in encoder.modules():
            if isinstance(part, nn.Dropout):
                part.p = dropout
        self.mask = int(encoder.config.vocab_size) - 1  # MPNet's tokenizer has it last
        self.pad = int(encoder.config.pad_token_id)
        self.encoder = encoder
        width = int(encoder.config.hidden_size)
        self.span = nn.Linear(width, 2)
        self.sentence = nn.Linear(width, 1)
        self.answerable = nn.Linear(width, 1)
        self.supported = nn.Linear(width, 1)
        self.altered = nn.Linear(width, 1)
        self.contradicted = nn.Linear(width, 1)
        nn.init.constant_(self.altered.bias, FEW_ARE_ALTERED)

    def states(self, ids: Tensor) -> Tensor:
        """What the encoder makes of tokens.

        Args:
            ids: int64, (pairs, tokens), filled up with `pad`.

        Returns:
            (pairs, tokens, width).
        """
        found = self.encoder(input_ids=ids, attention_mask=(ids != self.pad).long())
        states: Tensor = found[0]
        return states

    def freeze(self, layers: int) -> None:
        """Keep the embeddings, the bias of attention by distance and the lowest layers as they are.

        The layers have no dropout either, until `train` is called again.

        Args:
            layers: how many.

        Raises:
            UserError: if it has not so many.
        """
        stack = self.encoder.encoder.layer
        if not 0 <= layers <= len(stack):
            raise UserError(
                f"{layers} layers cannot be frozen: the network has {len(stack)}.",
                f"Give --frozen a number from 0 to {len(stack)}.",
            )
        bias = self.encoder.encoder.relative_attention_bias
        for part in (self.encoder.embeddings, bias, *stack[:layers]):
            part.requires_grad_(False)
        for layer in stack[:layers]:
            layer.eval()


class Attention(nn.Module):
    """MPNet's attention without dropout, all in the type of its input.

    In training twice as fast on these processors as that of `transformers`, in whose place it
    stands, with the same weights by the same names.
    """

    def __init__(self, whole: Any) -> None:
        """Take the weights of an `MPNetSelfAttention`."""
        super().__init__()
        self.heads = int(whole.num_attention_heads)
        self.q, self.k, self.v, self.o = whole.q, whole.k, whole.v, whole.o

    def forward(
        self,
        states: Tensor,
        mask: Tensor | None = None,
        bias: Tensor | None = None,
        output_attentions: bool = False,
    ) -> tuple[Tensor]:
        """Mix the states of a batch.

        Args:
            states: (pairs, tokens, width).
            mask: added to the scores: 0, or very little where there is no token.
            bias: added to the scores, by distance: (pairs, heads, tokens, tokens).
            output_attentions: not done.

        Returns:
            (pairs, tokens, width).
        """
        pairs, tokens, width = states.shape
        shape = (pairs, tokens, self.heads, width // self.heads)
        q, k, v = (part(states).view(shape).transpose(1, 2) for part in (self.q, self.k, self.v))
        with torch.autocast(states.device.type, enabled=False):
            scores = torch.matmul(q * shape[-1] ** -0.5, k.transpose(2, 3))
            for added in (bias, mask):
                if added is not None:
                    scores = scores + added.to(scores.dtype)
            mixed = torch.matmul(torch.softmax(scores, -1), v)
        return (self.o(mixed.transpose(1, 2).reshape(pairs, tokens, width)),)


def load_weights(model: Joint, path: Path) -> None:
    """Take the weights of a file; a head or a word vector that it lacks stays as it is.

    Args:
        model: to be given the weights.
        path: folder of the model that ships; or `.npz`, in which a large matrix `NAME` is two
            arrays, `NAME|q` of int8 and `NAME|s` of a scale a row, and all else float32; or what
            `torch.save` wrote: the weights, or a state of which they are `model`.

    Raises:
        UserError: if it cannot be read or has not the weights of this network.
    """
    try:
        weights = _weights(path)
        missing, others = model.load_state_dict(weights, strict=False)
    except DAMAGED as error:
        raise _unusable(path, str(error).split("\n")[0]) from error
    known = (*HEADS, *AS_IN_THE_BASE)
    missing = [name for name in missing if name not in known and name.split(".")[0] not in known]
    if missing or others:
        name = (missing or others)[0]
        raise _unusable(path, f"it {'lacks' if missing else 'has'} {name}")


def _weights(path: Path) -> dict[str, Tensor]:
    if path.is_dir():
        return unshrunk(path)
    return _unpacked(path) if path.suffix == ".npz" else _saved(path)


def _unpacked(path: Path) -> dict[str, Tensor]:
    with np.load(path) as data:
        found = {name: data[name] for name in data.files if "|" not in name}
        for name in (name[:-2] for name in data.files if name.endswith("|q")):
            found[name] = data[f"{name}|q"] * data[f"{name}|s"]
    return {name: torch.from_numpy(value) for name, value in found.items()}


def _saved(path: Path) -> dict[str, Tensor]:
    found: Any = torch.load(path, "cpu", weights_only=True)
    weights: dict[str, Tensor] = found.get("model", found)
    return weights


def _unusable(path: Path, reason: str) -> UserError:
    return UserError(
        f"{path} is not the weights of this network ({reason}).",
        "Name a .npz or .pt file of it or the folder of a model that ships, or leave --start out, "
        "to begin with the plain base.",
    )
