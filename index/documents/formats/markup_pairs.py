"""Lists of keys and values that a page writes as blocks beside each other → `key: value`."""

from collections.abc import Iterator
from itertools import islice

from index.documents.formats.elements import INLINE, Element, empty, flat

_FEWEST = 2  # pairs that repeat alike
_MOST = 500
_KEY_WORDS = 6
_KEY, _VALUE = 50, 120  # characters


def write_pairs(tree: Element) -> None:
    """Makes a line of each key and its value, where such pairs of blocks repeat alike."""
    for block in list(tree.iter("div", "section", "ul", "li")):
        pairs = list(_pairs(block))
        if len(pairs) < _FEWEST or len({_names(*pair) for pair in pairs}) > 1:
            continue
        for key, value in pairs:
            text = f"{flat(key).rstrip(' :')}: {flat(value)}"
            empty(value)
            value.tag, value.text = "p", text
            empty(key)


def _pairs(block: Element) -> Iterator[tuple[Element, Element]]:
    """The pairs in a block, each wrapped or not; none if it holds anything else."""
    children = list(islice(block, 2 * _MOST + 1))
    if len(children) < _FEWEST or len(children) > 2 * _MOST or (block.text or "").strip():
        return
    wrapped = all(len(child) == 2 and not (child.text or "").strip() for child in children)
    whole = [inner for child in children for inner in child] if wrapped else children
    pairs = list(zip(whole[::2], whole[1::2], strict=False))
    if len(whole) % 2 == 0 and all(_is_pair(*pair) for pair in pairs):
        yield from pairs


def _is_pair(key: Element, value: Element) -> bool:
    """Whether two blocks of different names are a short key and a short value, no sentence."""
    parts = (key, value)
    if any(e.tag not in ("div", "p", "span") or (e.tail or "").strip() for e in parts):
        return False
    if not key.get("class") or not value.get("class") or key.get("class") == value.get("class"):
        return False
    if any(inner.tag not in INLINE for e in parts for inner in e.iterdescendants()):
        return False
    name, said = flat(key), flat(value)
    if not name or not said or next(key.iter("a"), None) is not None:
        return False
    is_short = len(name) <= _KEY and len(said) <= _VALUE and len(name.split()) <= _KEY_WORDS
    return is_short and not name.endswith((".", "?", "!")) and not said.endswith((".", "?", "!"))


def _names(key: Element, value: Element) -> tuple[str, str]:
    return key.get("class", ""), value.get("class", "")
