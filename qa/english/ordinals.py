"""Words for a place in an order."""

from index.text.words import words

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth"

_IN_FIGURES = "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th"

ORDINAL_NUMBERS = {
    word: number
    for written in (_ORDINALS, _IN_FIGURES)
    for number, word in enumerate(written.split(), start=1)
}

ORDINAL_STEMS = frozenset(words(f"{_ORDINALS} last"))
