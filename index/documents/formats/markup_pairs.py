"""Lists of keys and values that a page writes as blocks beside each other → `key: value`."""

import re
from collections.abc import Iterator
from itertools import islice

from index.documents.formats.elements import HEADINGS, INLINE, Element, empty, flat

_BLOCKS = ("div", "p", "span")
_NUMBER = re.compile(r"[€$£~<>+-]?\s?\d[\d.,\s]*\s?(?:[%+kKmM]|million|billion)?")
_YEAR = re.compile(r"1[0-9]\d\d|20\d\d")
_LONGEST_NUMBER = 20
_FEWEST = 2  # pairs that repeat alike
_MOST = 500
_KEY_WORDS = 6
_KEY, _VALUE = 50, 120  # characters


def write_pairs(tree: Element) -> None:
    """Makes a line of each key and its value, where such pairs of blocks repeat alike."""
    for block in list(tree.iter("div", "section", "ul", "li")):
        pairs = list(_pairs(block))
        if len(pairs) >= _FEWEST and len({_names(*pair) for pair in pairs}) == 1:
            for pair in pairs:
                _write_pair(*pair)
    for card in list(tree.iter("div", "li")):
        if _is_counted(card):
            _write_pair(*card)


def _write_pair(key: Element, value: Element) -> None:
    """Puts a key and its value on a line; a number of things stands before what they are.

    Neither a year is one, nor what stands before a name.
    """
    name, said = flat(key).rstrip(" :"), flat(value)
    counted = _is_number(name) and not (_YEAR.fullmatch(name) or _is_number(said))
    counted = counted and not said[:1].isupper()
    text = f"{name} {said}." if counted else f"{name}: {said}"
    empty(value)
    value.tag, value.text = "p", text
    empty(key)


def _is_counted(card: Element) -> bool:
    """Whether a card shows a number, and below it of what: beside another such card."""
    if len(card) != _FEWEST or (card.text or "").strip():
        return False
    is_alike = any(
        other is not None and other.tag == card.tag and other.get("class") == card.get("class")
        for other in (card.getprevious(), card.getnext())
    )
    key, value = card
    return is_alike and _is_number(flat(key)) and _is_pair(key, value)


def _is_number(text: str) -> bool:
    return len(text) <= _LONGEST_NUMBER and bool(_NUMBER.fullmatch(text))


def write_bold_keys(tree: Element) -> None:
    """Writes what stands below several bold keys behind each; a break has to be one still."""
    for block in list(tree.iter("p", "div", "td", "li")):
        _write_keys_of(block)


def _write_keys_of(block: Element) -> None:
    """Writes what stands below each of several bold keys of a block, by breaks alone, behind it."""
    groups = _below_keys(block)
    said = ["; ".join(filter(None, (_flat_tail(br) for br in breaks))) for _, breaks in groups]
    pairs = list(zip(groups, said, strict=True))
    if len(pairs) < _FEWEST or not all(are_short(flat(key), value) for (key, _), value in pairs):
        return
    for (key, breaks), value in pairs:
        text = f"{flat(key).rstrip(' :')}: {value}"
        empty(key)
        key.text, key.tail = text, None
        for br in breaks:
            br.tail = None


def _below_keys(block: Element) -> list[tuple[Element, list[Element]]]:
    """The bold keys of a block and the breaks behind each; none if it holds anything else."""
    groups: list[tuple[Element, list[Element]]] = []
    if (block.text or "").strip():
        return []
    for child in islice(block, 2 * _MOST + 1):
        if child.tag in ("b", "strong") and _flat_tail(child) in ("", ":"):
            if next(child.iter("br"), None) is not None:
                return []
            groups.append((child, []))
        elif child.tag == "br" and groups:
            groups[-1][1].append(child)
        else:
            return []
    return groups if len(groups) <= _MOST else []


def _flat_tail(element: Element) -> str:
    """What follows an element, on one line."""
    return " ".join((element.tail or "").split())


def _pairs(block: Element) -> Iterator[tuple[Element, Element]]:
    """The pairs in a block, each wrapped or not; none if it holds anything else."""
    children = list(islice(block, 2 * _MOST + 1))
    if children and children[0].tag in HEADINGS and all(len(child) == 2 for child in children[1:]):
        children = children[1:]  # it heads them all
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
    if value.tag not in _BLOCKS or key.tag not in (*_BLOCKS, *HEADINGS[2:]):
        return False
    if any((e.tail or "").strip() for e in parts):
        return False
    if not key.get("class") or not value.get("class") or key.get("class") == value.get("class"):
        return False
    if any(inner.tag not in INLINE for e in parts for inner in e.iterdescendants()):
        return False
    return next(key.iter("a"), None) is None and are_short(flat(key), flat(value))


def are_short(name: str, said: str) -> bool:
    """Whether words are those of a key and its value, and no sentences."""
    if not name or not said or len(name.split()) > _KEY_WORDS:
        return False
    is_short = len(name) <= _KEY and len(said) <= _VALUE
    return is_short and not name.endswith((".", "?", "!")) and not said.endswith((".", "?", "!"))


def _names(key: Element, value: Element) -> tuple[str, str]:
    return key.get("class", ""), value.get("class", "")
