"""Is a sentence about a topic? By its meaning under its document's title, and by the topic's words.

A topic is no question: no sentence answers it, and most that are about it say only some of its
words. Measured on the sentences of `tests/bench/timeline` (ten topics, each against the others and
documents beside them): at the threshold every sentence is kept, and of 2,300 others 7 are. The
meaning alone keeps ten of them where it loses a twentieth.
"""

from collections.abc import Sequence

import numpy as np

from index.encoders.encode import Encoder
from index.text.words import words
from index.types import Passage, Span

ABOUT = 0.4
"""From so much on a sentence is about a topic."""

_WORDS = 0.3
"""What the words count beside the meaning, which counts 1."""


def relevance(
    topic: str, sentences: Sequence[tuple[Passage, Span]], encoder: Encoder
) -> list[float]:
    """How far each sentence is about a topic.

    Args:
        topic: in a few words.
        sentences: each with a passage that it stands in.
        encoder: of the index.

    Returns:
        Of each, in [0, 1]; at least `ABOUT` where it is about the topic.
    """
    if not sentences:
        return []
    texts = [(passage.document.title, passage.document.slice(span)) for passage, span in sentences]
    meanings = encoder.encode([f"{title}. {text}" for title, text in texts])
    similar = meanings @ encoder.encode([topic], "query")[0]
    wanted = set(words(topic))
    shares = [len(wanted.intersection(words(text))) / max(1, len(wanted)) for _, text in texts]
    scores = (similar + _WORDS * np.array(shares)) / (1 + _WORDS)
    return [float(score) for score in np.clip(scores, 0.0, 1.0)]
