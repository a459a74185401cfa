"""The styles of a Word file: how words look, and what a paragraph is."""

from dataclasses import dataclass, replace

from index.documents.formats.office import Element, attribute, child, local, number

_OFF = ("0", "false", "off", "none")
_LARGE = 28
"""Half points of letters that no running text has."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a style, or a run, says of how words look."""

    hidden: bool = False
    struck: bool = False
    height: str = ""
    bold: bool = False
    size: int = 0
    """Of letters, in half points; 0 if it is not said."""

    @property
    def stress(self) -> int:
        """How much words stand out, as those of headings do; 0 if not at all."""
        return max(self.bold, self.size if self.size >= _LARGE else 0)


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it has from those it is based on."""

    name: str = ""
    look: Look = Look()
    list: tuple[str, int] = ("", 0)
    outline: int = 9


def read_styles(root: Element | None) -> dict[str, Style]:
    """The styles by their ids; the one of plain paragraphs also by the empty id."""
    found = {attribute(style, "styleId"): style for style in (root if root is not None else ())
             if local(style) == "style"}  # fmt: skip
    made: dict[str, Style] = {}
    for id in found:
        chain = [id]
        while (base := value_of(child(found[chain[-1]], "basedOn"))) in found and base not in chain:
            if base in made or len(chain) > 50:
                break
            chain.append(base)
        for one in reversed(chain):
            below = made.get(value_of(child(found[one], "basedOn")), Style())
            made[one] = _style(found[one], below)
    default = (id for id, style in found.items()
               if attribute(style, "type") == "paragraph"
               and attribute(style, "default") in ("1", "true", "on"))  # fmt: skip
    made[""] = made.get(next(default, ""), Style())
    for number_ in range(1, 7) if not found else ():
        made[f"Heading{number_}"] = Style(f"heading {number_}")
    if not found:
        made["Title"] = Style("title")
    return made


def _style(element: Element, below: Style) -> Style:
    paragraph = child(element, "pPr")
    numbers = child(paragraph, "numPr")
    listed = below.list
    if numbers is not None:
        depth = number(value_of(child(numbers, "ilvl")))
        listed = (value_of(child(numbers, "numId")) or listed[0], depth)
    outline = number(value_of(child(paragraph, "outlineLvl")), below.outline)
    look = changed(child(element, "rPr"), below.look)
    return Style(value_of(child(element, "name")).lower(), look, listed, outline)


def changed(properties: Element | None, look: Look) -> Look:
    """How words look, over what they have from their style."""
    for inner in properties if properties is not None else ():
        name = local(inner)
        if name == "vanish":
            look = replace(look, hidden=is_on(inner))
        elif name in ("strike", "dstrike"):
            look = replace(look, struck=is_on(inner))
        elif name == "b":
            look = replace(look, bold=is_on(inner))
        elif name == "sz":
            look = replace(look, size=number(value_of(inner)))
        elif name == "vertAlign":
            look = replace(look, height=value_of(inner))
        elif name == "position" and not look.height:
            look = replace(look, height=_height(number(value_of(inner))))
    return look


def _height(half_points: int) -> str:
    """What words are that stand higher or lower by so much; a little of it is for looks."""
    return "superscript" if half_points >= 6 else "subscript" if half_points <= -6 else ""


def over(below: Look, above: Look) -> Look:
    """How words look that have one look over another."""
    return Look(
        below.hidden or above.hidden,
        below.struck or above.struck,
        above.height or below.height,
        below.bold or above.bold,
        above.size or below.size,
    )


def value_of(element: Element | None) -> str:
    """The value that an element is there for; empty if it is not there."""
    return "" if element is None else attribute(element, "val")


def is_on(element: Element | None) -> bool:
    """Whether a switch is there, and not turned off."""
    return element is not None and value_of(element) not in _OFF
