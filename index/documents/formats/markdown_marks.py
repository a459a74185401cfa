"""What programs that make pages of Markdown read in it for themselves → nothing, or its words.

Jekyll and Hugo put tags into braces, Kramdown and MkDocs attributes, MDX components and their
imports, Logseq and Obsidian properties. A reader of the page sees what they hold, and no marks.
"""

import re

from index.documents.formats.raised import lowered, raised

_TAGS = re.compile(r"\{%-?[^{}\n]{0,500}%\}|\{\{[<%][^{}\n]{0,500}[>%]\}\}")
_RUN = re.compile(r"\{\{(?:embed|query|renderer|video|namespace)\b[^{}\n]{0,300}\}\}")
_ITEM = r"(?:[.#][\w:-]{1,60}|[\w-]{1,40}=(?:\"[^\"{}\n]{0,200}\"|'[^'{}\n]{0,200}'|[\w%.-]{1,60}))"
_ITEMS = rf"{_ITEM}(?:[ \t]{_ITEM}){{0,12}}[ \t]?"
_OF_PART = re.compile(rf"(?<=[)\]*])\{{:?[ \t]?{_ITEMS}\}}")
"""Attributes of what stands right before them."""
_OF_LINE = re.compile(rf"(?:^|[ \t])\{{(?:-|[ \t]?(?=[.#]){_ITEMS}|:[ \t]?{_ITEMS})\}}[ \t]*\Z")
"""Attributes of the whole line, or of the paragraph that it ends."""
_LOOKED_AT = 40  # characters
_CODE = re.compile(r"(`{1,3}[^`\n]{1,500}`{1,3})")
_COMPONENT = re.compile(r"[ \t]{0,8}</?[A-Z][\w.]{0,60}(?:\s[^<>]{0,500})?/?>\s*\Z")
_MODULE = re.compile(
    r"import\s[^'\"]{1,200}\sfrom\s['\"][^'\"]{1,200}['\"];?\s*\Z"
    r"|export\s(?:const|let|default|function)\s.{0,500}\Z"
)
_INCLUDED = re.compile(r"[ \t]{0,8}-{1,3}8<-{1,3}(?:\s.{0,200})?\Z")
_OF_OUTLINE = re.compile(r"\s{0,40}(?:collapsed|id|heading|background-color|logseq\.\S{1,40})::\s")
_OF_ORG = re.compile(r"\s{0,40}#\+(?:BEGIN|END)_[A-Z]{1,20}\s*\Z")
_PROPERTY = re.compile(r"^(\s{0,40}(?:[-*+]\s{1,4})?[^\W\d_][\w /-]{0,40})::[ \t]+(?=\S)")
_INLINE_PROPERTY = re.compile(r"[\[(]([^\W\d_][\w /-]{0,40})::[ \t]+([^\[\]()\n]{1,200})[\])]")
_ABBREVIATION = re.compile(r"^\*\[([^\[\]\n]{1,60})\]:[ \t]+(?=\S)")
_EXAMPLE = re.compile(r"^ {0,3}\(@[\w-]{0,40}\)[ \t]+(?=\S)")
_KEYS = re.compile(r"(?<![^\s(])\+\+([A-Za-z0-9][\w+-]{0,40}?)\+\+(?![\w+])")
_RAISED = re.compile(r"(?<=[\w)])\^([+–-]?\w{1,6})\^(?!\w)")
_LOWERED = re.compile(r"(?<=[A-Za-z)])~(\w{1,6})~(?!~)")


def without_marks(line: str) -> str:
    """A line of Markdown without what is not for its readers; no line of code."""
    if _OF_OUTLINE.match(line) or _OF_ORG.match(line) or _INCLUDED.match(line):
        return ""
    if _COMPONENT.match(line) or _MODULE.match(line):
        return ""
    if "::" in line:
        line = _PROPERTY.sub(r"\1: ", line)
    if "{" in line or "::" in line:
        parts = _CODE.split(line)  # every other one is code
        parts[::2] = map(_without_braces, parts[::2])
        line = _OF_LINE.sub("", "".join(parts))
    return _EXAMPLE.sub("- ", _ABBREVIATION.sub(r"\1: ", line))


def _without_braces(text: str) -> str:
    """A text of a line, with no code in it, without tags, and with properties as words."""
    text = _OF_PART.sub("", _RUN.sub("", _TAGS.sub("", text)))
    return _INLINE_PROPERTY.sub(r"\1: \2", text)


def with_raised(text: str) -> str:
    """A text of a line with its keys, and its raised and lowered figures, as they are shown."""
    if "++" in text:
        text = _KEYS.sub(r"\1", text)
    if "^" in text:
        text = _RAISED.sub(lambda mark: raised(*_around(mark)), text)
    if "~" in text:
        text = _LOWERED.sub(lambda mark: lowered(*_around(mark)), text)
    return text


def _around(mark: re.Match[str]) -> tuple[str, str]:
    """The text before a raised or lowered one, as much as is looked at, and itself."""
    return mark.string[max(0, mark.start() - _LOOKED_AT) : mark.start()], mark[1]
