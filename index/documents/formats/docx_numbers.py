"""The numbers of items of lists in a Word file, counted from the top of the text."""

from index.documents.formats.docx_styles import value_of
from index.documents.formats.office import Element, attribute, child, local, number

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


class Lists:
    """The numbers of items of lists, counted from the top of the text."""

    def __init__(self, root: Element | None) -> None:
        children = list(root) if root is not None else []
        self._levels = {
            attribute(one, "abstractNumId"): {
                number(attribute(level, "ilvl")): level for level in one if local(level) == "lvl"
            }
            for one in children
            if local(one) == "abstractNum"
        }
        self._abstract = {
            attribute(one, "numId"): value_of(child(one, "abstractNumId"))
            for one in children
            if local(one) == "num"
        }
        self._counts: dict[str, list[int]] = {}

    def label(self, name: str, depth: int) -> str:
        """The label of the next item of a list; a dash for one without numbers."""
        if name in ("", "0"):
            return ""
        list_name = self._abstract.get(name, "")
        levels = self._levels.get(list_name, {})
        level = levels.get(depth)
        shape = value_of(child(level, "numFmt"))
        if level is None or shape == "bullet":
            return "-"
        counts = self._counts.setdefault(list_name, [])
        depth = min(max(depth, 0), 8)
        counts += [_start(levels.get(n)) - 1 for n in range(len(counts), depth + 1)]
        del counts[depth + 1 :]
        counts[depth] += 1
        text = value_of(child(level, "lvlText"))
        for place, count in enumerate(counts, start=1):
            written = _counted(max(count, 1), value_of(child(levels.get(place - 1), "numFmt")))
            text = text.replace(f"%{place}", written)
        return text.strip()


def _start(level: Element | None) -> int:
    return number(value_of(child(level, "start")), 1)


def _counted(count: int, shape: str) -> str:
    """A number as a list writes it."""
    if shape in ("lowerLetter", "upperLetter") and count <= 26 * 10:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if shape == "upperLetter" else letters
    if shape in ("lowerRoman", "upperRoman") and count < 4000:
        text = ""
        for value, letters in _ROMAN:
            text += letters * (count // value)
            count %= value
        return text.upper() if shape == "upperRoman" else text
    return str(count)
