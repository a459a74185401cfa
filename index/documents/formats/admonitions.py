"""Boxes of manuals in Markdown → the lines in them, as if they stood in the text.

They are written as `!!! note "Title"` or `??? note` with what is in them indented (MkDocs), or
between `:::note Title` and `:::` (Docusaurus, Pandoc). Titles are paragraphs of their own.
"""

import re
from collections.abc import Iterable, Iterator

_INDENTED = re.compile(
    r"(?:(?:!!!|\?\?\?\+?)[ \t]+[\w-]+(?:[ \t]+[\w-]+){0,4}|={3}[!+]?(?=[ \t]+\"))[ \t]*"
    r"(?:\"(.*)\")?\s*\Z"
)
_FENCED = re.compile(r" {0,3}:{3,}[ \t]*(?:\{[^{}]*\}|[\w-]*)[ \t]*(?:\[([^\[\]]*)\]|(.*))\Z")
_CODE = re.compile(r" {0,3}(`{3,}|~{3,})")
_INDENT = "    "


def without_boxes(lines: Iterable[str]) -> Iterator[str]:
    """The lines without the marks of boxes; those of code stay as they are."""
    inside = False
    fence = ""
    for line in lines:
        if inside and line.strip():
            inside = line.startswith(_INDENT)
            line = line.removeprefix(_INDENT) if inside else line
        fence = fence_after(line, fence)
        if not fence and (box := _INDENTED.match(line)):
            inside = True
            yield from ("", box[1] or "", "")
            continue
        elif not fence and line.lstrip(" ").startswith(":::") and (box := _FENCED.match(line)):
            yield from ("", box[1] or box[2] or "", "")
            continue
        yield line


def fence_after(line: str, fence: str) -> str:
    """The mark of the code that a line begins, or stands in; empty if it ends it or there is none.

    Args:
        line: any.
        fence: what this says of the line above.
    """
    mark = _CODE.match(line)
    if not mark:
        return fence
    ends = mark[1].startswith(fence) and not line.strip().strip(mark[1][0])
    return mark[1] if not fence else "" if ends else fence
