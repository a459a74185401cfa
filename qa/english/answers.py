"""Answers as they are compared: without case, punctuation and articles."""

import re
import string

_PUNCTUATION = frozenset(string.punctuation + "‘’‚“”„«»‹›′″‐‑–—…")
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")


def normalise(text: str) -> str:
    """Lower case, without punctuation (typographic too) and articles, single spaces.

    Rajpurkar et al., SQuAD, EMNLP 2016 (evaluate-v1.1.py), with typographic marks added.
    """
    text = "".join(c for c in text.lower() if c not in _PUNCTUATION)
    return " ".join(_ARTICLES.sub(" ", text).split())
