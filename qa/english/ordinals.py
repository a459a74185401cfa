"""Words for a place in an order."""

from index.text.words import words

ORDINAL_STEMS = frozenset(
    words("first second third fourth fifth sixth seventh eighth ninth tenth last")
)
