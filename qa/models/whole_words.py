"""Words that the packaged network knows as a whole: common words and common names."""

import json
from functools import cache

from qa.models.judge import PACKAGED


@cache
def whole_words() -> frozenset[str]:
    """The words of its vocabulary, in lower case; none where it is not there."""
    try:
        read = json.loads((PACKAGED / "tokenizer.json").read_bytes())
        vocabulary = read["model"]["vocab"]
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()
    return frozenset(word for word in vocabulary if word.isalpha())
