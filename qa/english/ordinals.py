"""Words for a place in an order."""

from index.text.words import words

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth"

ORDINAL_NUMBERS = {word: number for number, word in enumerate(_ORDINALS.split(), start=1)}

ORDINAL_STEMS = frozenset(words(f"{_ORDINALS} last"))
