"""How the lists of words of this room are written: as text, with white space between the words."""


def word_set(text: str) -> frozenset[str]:
    """The words of a text, in any order."""
    return frozenset(text.split())
