"""A topic of the manual, which is Markdown, as text for a terminal; pure.

The topics come with pincite. What they use of Markdown is headings, paragraphs, lists, tables,
code, bold, and links.
"""

import posixpath
import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from ui.render.wrap import LEAST, columns, wrap

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

TOPICS = "ui/cli/topics"
"""Where topics stand in the repository, from which their links are written."""

_BOLD, _CODE, _PLAIN = "\x1b[1m", "\x1b[36m", "\x1b[0m"
_GAP = "  "


def title_of(topic: str) -> str:
    """What the first line says after the topic's name: one clause."""
    return topic.partition("\n")[0].partition(": ")[2]


def topic_to_text(topic: str, width: int, *, coloured: bool) -> str:
    """The text of a topic.

    Args:
        topic: Markdown.
        width: columns of the terminal. Code is never broken.
        coloured: with headings in bold and code in a colour; else code stands in backticks.

    Returns:
        Lines, without a newline at the end.
    """
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    page = _Page(width, coloured)
    tokens = MarkdownIt("commonmark").enable("table").parse(topic)
    return "\n\n".join(map(page.block, SyntaxTreeNode(tokens).children))


class _Page:
    def __init__(self, width: int, coloured: bool) -> None:
        self._width, self._coloured = width, coloured

    def block(self, node: "SyntaxTreeNode") -> str:
        """The lines of a block."""
        if node.type == "fence":
            return "\n".join(f"  {line}" for line in node.content.rstrip("\n").split("\n"))
        if node.type == "table":
            rows = [row for part in node.children for row in part.children]
            return self._table([[self._inline(cell) for cell in row.children] for row in rows])
        if node.type in ("bullet_list", "ordered_list"):
            return "\n".join(
                wrap(f"{n}. {said}" if node.type == "ordered_list" else f"- {said}", self._width)
                for n, said in enumerate(map(self._inline, node.children), start=1)
            )
        said = self._inline(node)
        return wrap(self._style(said, _BOLD) if node.type == "heading" else said, self._width)

    def _inline(self, node: "SyntaxTreeNode", style: str = "") -> str:
        """The words of a node and of all in it."""
        if node.type == "text":
            return self._style(node.content, style)
        if node.type == "code_inline":
            quoted = node.content if self._coloured else f"`{node.content}`"
            return self._style(quoted, _CODE)
        if node.type == "softbreak":
            return " "
        inner = _BOLD if node.type == "strong" else style
        said = "".join(self._inline(child, inner) for child in node.children)
        if node.type == "link" and not said.endswith(target := _target(str(node.attrs["href"]))):
            said += f" ({target})"
        return said

    def _style(self, text: str, style: str) -> str:
        """Each word in the style, so that a line can be broken between any two."""
        if not style or not self._coloured:
            return text
        return re.sub(r"[^ ]+", lambda word: f"{style}{word[0]}{_PLAIN}", text)

    def _table(self, rows: list[list[str]]) -> str:
        """Rows below each other, cells wrapped in their columns; an empty heading is left out."""
        heading, *body = rows
        kept = [n for n in range(len(heading)) if any(row[n] for row in rows)]
        cells = [[row[n] for n in kept] for row in body]
        if any(heading):
            cells.insert(0, [self._style(heading[n], _BOLD) for n in kept])
        room = self._width - len(_GAP) * (len(kept) - 1)
        widths = _widths(list(zip(*cells, strict=True)), room)
        if sum(widths) > room:
            return "\n".join(
                wrap(f"- {'; '.join(filter(None, row))}", self._width) for row in cells
            )
        lines: list[str] = []
        for row in cells:
            wrapped = [wrap(cell, w).split("\n") for cell, w in zip(row, widths, strict=True)]
            lines += [
                _GAP.join(
                    part + " " * (w - columns(part)) for part, w in zip(parts, widths, strict=True)
                ).rstrip()
                for parts in zip_longest(*wrapped, fillvalue="")
            ]
        return "\n".join(lines)


def _widths(table: Sequence[Sequence[str]], room: int) -> list[int]:
    """How wide each column is: as its widest cell, but the widest give way, down to a word."""
    widths = [max(map(columns, column)) for column in table]
    least = [
        max(max(columns(word) for cell in column for word in cell.split() or [""]), LEAST)
        for column in table
    ]
    while sum(widths) > room:
        wide = [(w, n) for n, w in enumerate(widths) if w > least[n]]
        if not wide:
            break
        widths[max(wide)[1]] -= 1
    return widths


def _target(link: str) -> str:
    """An address, or the place of a file in the repository."""
    return link if "://" in link else posixpath.normpath(posixpath.join(TOPICS, link))
