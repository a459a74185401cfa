"""What models call a source where they cite one: `[Source 1]`, `(sentences 2 and 3)`."""

LABEL = r"(?:sources?|evidence|sentences?|refs?|citations?)\s*:?\s*"
"""A pattern to be compiled."""

SOURCE = r"(?:sources?\s*)?"
"""The same behind a comma, as in `[1, source 2]`; a pattern to be compiled."""
