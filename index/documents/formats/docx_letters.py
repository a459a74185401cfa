"""What the elements of a run, and formulas, of a Word file stand for in plain text."""

from dataclasses import dataclass

from index.documents.formats.docx_styles import is_on, value_of
from index.documents.formats.inline import Run, words
from index.documents.formats.office import Element, attribute, child, local, number

_SIGNS = {
    "symbol": {
        0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2D: "−", 0x40: "≅", 0x44: "Δ", 0x46: "Φ", 0x47: "Γ",
        0x53: "Σ", 0x57: "Ω", 0x61: "α", 0x62: "β", 0x64: "δ", 0x65: "ε", 0x67: "γ", 0x68: "η",
        0x6C: "λ", 0x6D: "μ", 0x70: "π", 0x71: "θ", 0x72: "ρ", 0x73: "σ", 0x74: "τ", 0x77: "ω",
        0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•",
        0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD6: "√", 0xD7: "⋅", 0xDE: "⇒", 0xE5: "∑",
    },
    "wingdings": {
        0x6E: "■", 0x6F: "☐", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xE0: "→", 0xFB: "✗", 0xFC: "✓",
        0xFD: "☒", 0xFE: "☑",
    },
}  # fmt: skip
"""What the letters of fonts of signs look like, by their places in the font."""


def characters(name: str, element: Element) -> str:
    """What an element of a run stands for in the text."""
    if name == "t":
        return str(element.text or "")
    if name in ("tab", "ptab"):
        return "\t"
    if name in ("br", "cr"):
        return "\n"
    if name == "noBreakHyphen":
        return "-"
    if name == "sym":
        return _sign(attribute(element, "font"), attribute(element, "char"))
    return ""


def _sign(font: str, code: str) -> str:
    """A letter of a font of signs, as a letter of all fonts; empty if it has none."""
    try:
        place = int(code, 16)
    except ValueError:
        return ""
    private = 0xF000 <= place <= 0xF0FF
    signs = next((s for name, s in _SIGNS.items() if font.lower().startswith(name)), None)
    if signs is not None:
        return signs.get(place & 0xFF if private else place, "")
    return "" if private or not 0x20 <= place <= 0xD7FF else chr(place)


@dataclass(slots=True)
class Field:
    """A field that has begun.

    Attributes:
        runs: of the paragraph in which it begins.
        place: of the one that has what it shows by itself.
        is_code: whether its code goes on, and not its result.
    """

    runs: list[Run]
    place: int
    is_code: bool = True

    def has_result(self) -> None:
        """Its result is read as text: what it shows by itself would stand there twice."""
        self.runs[self.place] = Run("")


def form_field(start: Element) -> str:
    """What a box to tick, or a list to choose from, of an older form shows; else empty.

    Args:
        start: the mark at which the field begins.
    """
    box = child(start, "ffData", "checkBox")
    if box is not None:
        checked = child(box, "checked")
        return "☒" if is_on(child(box, "default") if checked is None else checked) else "☐"
    choices = child(start, "ffData", "ddList")
    if choices is None:
        return ""
    entries = [attribute(one, "val") for one in choices if local(one) == "listEntry"]
    result = child(choices, "result")
    chosen = number(value_of(child(choices, "default") if result is None else result))
    return entries[chosen] if 0 <= chosen < len(entries) else ""


def formula(element: Element) -> str:
    """A formula in one line."""
    name = local(element)
    if name in ("t", "delText"):
        return str(element.text or "") if name == "t" else ""
    parts = {local(inner): formula(inner) for inner in element} if name in _FORMULAS else {}
    if name == "f":
        return f"{_bracketed(parts.get('num', ''))}/{_bracketed(parts.get('den', ''))}"
    if name in ("sSup", "sSub"):
        level = "raised" if name == "sSup" else "lowered"
        height = parts.get("sup" if name == "sSup" else "sub", "")
        return words([Run(parts.get("e", "")), Run(height, level)])  # type: ignore[arg-type]
    if name == "rad":
        return f"√{_bracketed(parts.get('e', ''))}"
    inside = "".join(formula(inner) for inner in element)
    return f"({inside})" if name == "d" else inside


_FORMULAS = ("f", "sSup", "sSub", "rad")


def _bracketed(text: str) -> str:
    return text if len(text) < 2 or text.isalnum() else f"({text})"
