"""How many tokens a model reads and writes at once, as its server lists it, or its library says.

vLLM, LM Studio, OpenRouter and others say it in their list of models, each under another name. What
a model was trained for is something else, and is not taken for it.
"""

from collections.abc import Mapping
from typing import Any

FIELDS = ("max_model_len", "context_length", "context_window", "max_context_length", "n_ctx")

FEWEST, MOST = 512, 10_000_000
"""Tokens between which a number is believed."""


def context_in(listing: Any, name: str) -> int | None:
    """Tokens of a model, from what a server answers to `GET /models`.

    Args:
        listing: any JSON.
        name: of the model, as the server was asked for it.

    Returns:
        The least that is said of the model of that name, or of the only one; None if nothing is.
    """
    models = listing.get("data") if isinstance(listing, dict) else None
    entries = [one for one in models if isinstance(one, dict)] if isinstance(models, list) else []
    named = [one for one in entries if one.get("id") == name] or entries
    if len(named) != 1:
        return None
    meta = named[0].get("meta")
    found = [_tokens(named[0]), _tokens(meta if isinstance(meta, dict) else {})]
    return min(filter(None, found), default=None)


def _tokens(entry: Mapping[str, Any]) -> int | None:
    found = [entry.get(field) for field in FIELDS]
    believed = [n for n in found if type(n) is int and FEWEST <= n <= MOST]
    return min(believed, default=None)
