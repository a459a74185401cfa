"""What programs that make pages of Markdown read in it for themselves → nothing, or its words.

Jekyll and Hugo put tags into braces, Kramdown and MkDocs attributes, MDX components and their
imports, Logseq and Obsidian properties. A reader of the page sees what they hold, and no marks.
"""

import re

from index.documents.formats.raised import lowered, raised

_TAG = r"(?:\{%-?[^{}\n]{0,500}%\}|\{\{[<%][^{}\n]{0,500}[>%]\}\})"
_TAGS = re.compile(rf"(?<![\w,] ){_TAG}|{_TAG}(?! \w)")
"""Tags, but for those that stand as words between the words of a sentence."""
_RUN = re.compile(r"\{\{(?:embed|query|renderer|video|namespace)\b[^{}\n]{0,300}\}\}")
_ITEM = r"(?:[.#][\w:-]{1,60}|[\w-]{1,40}=(?:\"[^\"{}\n]{0,200}\"|'[^'{}\n]{0,200}'|[\w%.-]{1,60}))"
_ITEMS = rf"{_ITEM}(?:[ \t]{_ITEM}){{0,12}}[ \t]?"
_OF_PART = re.compile(rf"(?<=[)\]*])\{{:?[ \t]?{_ITEMS}\}}")
"""Attributes of what stands right before them."""
_LINK_BEFORE = re.compile(r"\]\([^()]{0,300}\)\Z")
_OF_LINE = re.compile(
    rf"(?:^|[ \t])\{{:[ \t]?{_ITEMS}\}}[ \t]*\Z|^[ \t]*\{{[ \t]?(?=\.){_ITEMS}\}}\s*\Z"
)
"""Attributes of the whole line, or of the paragraph that it ends."""
_OF_HEADING = re.compile(rf"[ \t]\{{(?:-|[ \t]?(?=[.#]){_ITEMS})\}}[ \t]*\Z")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]")
_LOOKED_AT = 40  # characters
_LONGEST_LINK = 304  # characters
_CODE = re.compile(r"(`{1,3}[^`\n]{1,500}`{1,3})")
_COMPONENT = re.compile(r"[ \t]{0,8}</?[A-Z][\w.]{0,60}(?:\s[^<>]{0,500})?/?>\s*\Z")
_NAME = r"[\w$]{1,60}"
_MODULE = re.compile(
    rf"import\s(?:{_NAME}|(?:{_NAME},\s?)?(?:\{{[^{{}}]{{0,300}}\}}|\*\sas\s{_NAME}))"
    r"\sfrom\s['\"][^'\"]{1,200}['\"];?\s*\Z"
    rf"|export\s(?:(?:const|let)\s{_NAME}\s?[=:]|function\s{_NAME}\s?\()"
    rf"|export\sdefault\s(?:{_NAME};?\s*\Z|function(?:\s{_NAME})?\s?\(|\{{|\([^()]{{0,200}}\)\s?=>)"
)
_INCLUDED = re.compile(r"[ \t]{0,8}-{1,3}8<-{1,3}(?:\s.{0,200})?\Z")
_OF_OUTLINE = re.compile(
    r"\s{0,40}(?:collapsed::\s(?:true|false)|id::\s[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}"
    r"|heading::\s(?:true|[1-6])|background-color::\s#?\w{1,20}|logseq\.[\w.-]{1,40}::\s\S{1,40})\s*\Z"
)
_OF_ORG = re.compile(r"\s{0,40}#\+(?:BEGIN|END)_[A-Z]{1,20}\s*\Z")
_PROPERTY = re.compile(r"^(\s{0,40}(?:[-*+]\s{1,4})?[^\W\d_][\w/-]{0,40})::[ \t]+(?=\S)")
_INLINE_PROPERTY = re.compile(r"[\[(]([^\W\d_][\w /-]{0,40})::[ \t]+([^\[\]()\n]{1,200})[\])]")
_ABBREVIATION = re.compile(r"^\*\[([^\[\]\n]{1,60})\]:[ \t]+(?=\S)")
_EXAMPLE = re.compile(r"^ {0,3}\(@\)[ \t]+(?=\S)")
_KEYS = re.compile(r"(?<![^\s(])\+\+([A-Za-z0-9][\w+-]{0,40}?)\+\+(?![\w+])")
_RAISED = re.compile(r"(?<=[\w)])\^([+–-]?\w{1,6})\^(?!\w)")
_LOWERED = re.compile(
    r"(?:(?<=[A-Z)])|(?<=[A-Za-z\d)][A-Z][a-z])|(?<=[A-Z][a-z])(?=~\d{1,4}~[A-Z(]))~(\d{1,4})~(?!~)"
)
"""Figures below a line, as in a formula: behind the sign of an element or a bracket."""


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
        line = _OF_HEADING.sub("", line) if _HEADING.match(line) else line
    return _EXAMPLE.sub("- ", _ABBREVIATION.sub(r"\1: ", line))


def _without_braces(text: str) -> str:
    """A text of a line, with no code in it, without tags, and with properties as words."""
    text = _OF_PART.sub(_unless_called, _RUN.sub("", _TAGS.sub("", text)))
    return _INLINE_PROPERTY.sub(r"\1: \2", text)


def _unless_called(mark: re.Match[str]) -> str:
    """Nothing for the attributes of a part of a line; what stands behind `f(x)` is none."""
    at = mark.start()
    before = mark.string[max(0, at - _LONGEST_LINK) : at]
    return mark[0] if before.endswith(")") and not _LINK_BEFORE.search(before) else ""


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
