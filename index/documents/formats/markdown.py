"""Markdown → a document: it is written as HTML, with all that stands in it as such, and read so.

What the dialects add to CommonMark is read as well: tables, notes, comments, callouts, tasks,
definitions, and links between pages.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from index.documents.formats.admonitions import without_boxes
from index.documents.formats.credits import author_of, publisher_of
from index.documents.formats.decode import read_decoded
from index.documents.formats.elements import HEADINGS
from index.documents.formats.fields import AUTHOR_KEYS
from index.documents.formats.lines import located
from index.documents.formats.markdown_marks import with_raised, without_marks
from index.documents.formats.markdown_tables import with_bars
from index.documents.formats.markup import parse, prepare
from index.documents.formats.markup_lines import lines, words
from index.documents.formats.plain import read_text, title_of, titled_line
from index.documents.formats.stated_dates import date_of
from index.documents.normalise import make_document
from index.text.notices import is_notice
from index.types import Document, Skipped

if TYPE_CHECKING:
    from markdown_it.token import Token

MAX_MARKDOWN_BYTES = 5_000_000
"""A larger Markdown file is read as plain text: parsing takes 100 times the memory."""

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_NOTE = re.compile(r" {0,3}\[\^[^\]\s]{1,60}\]:[ \t]*")
_CALLOUT = re.compile(r"((?: {0,3}>)+) ?\[![\w-]{1,40}(?:\|[^\]\n]{0,40})?\][+-]?[ \t]*(.*)")
_MEANING = re.compile(r" {0,3}:[ \t]{1,4}(?=\S)")
_TERM = re.compile(r"(?! {4}|[ \t]*(?:[-*+>#|:~`]|\d{1,9}[.)]\s)).{1,120}\Z")

_FIELD = re.compile(
    r"(?:\*\*|__)?[^\W\d_][\w ()/'’-]{0,30}(?:\*\*|__)?::?(?:\*\*|__)?\s\S.{0,120}\Z"
)

_BRACKET = re.compile(r"\\.|[\[\]]")
_MANY_BRACKETS = 100  # in a paragraph
_DEEPEST_LINK = 4  # brackets in each other

_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,60}\]")
_NOTE_INSIDE = re.compile(r"\^\[([^\[\]]{1,500})\]")
_MARKED = re.compile(r"==(?=\S)([^=\n]{1,500})(?<=\S)==")
_EMBEDDED = re.compile(r"!\[\[[^\[\]\n]{1,300}\]\]")
_BLOCK_NAME = re.compile(r"(?<=\D)[ \t]\^[A-Za-z\d-]{1,40}\Z")
"""By which other notes link to a paragraph, at its end."""
_PAGE_LINK = re.compile(r"\[\[([^\[\]|\n]{1,300})(?:\\?\|([^\[\]\n]{1,300}))?\]\]")
_TASK = re.compile(r"\[([ xX])\]\s+")
_TAG = re.compile(r"</?([A-Za-z][\w-]*)\s*/?>")


def read_markdown(path: Path, source: str) -> Iterator[Document | Skipped]:
    """The document in a Markdown file, without its marks, and whether its encoding is a guess.

    Raises:
        UnreadableError: if it is not text, or empty.
        OSError: if it cannot be read.
    """
    if path.stat().st_size > MAX_MARKDOWN_BYTES:
        yield from read_text(path, source)
        return
    from index.documents.formats.front_matter import has_letters, split_front_matter

    text, guess = read_decoded(path, source)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    known, text = split_front_matter(text)
    found, heading = markdown_lines(text, "- ")
    named = known.get("title", "")
    if not has_letters(named):  # a date is none if there is another
        named = titled_line(found) or heading or named
    said, places = located(found)
    yield make_document(
        source,
        said,
        named or title_of(said) or path.stem,
        published=known.get("date")
        or known.get("published")
        or known.get("created")
        or date_of("\n".join(found)),
        url=known.get("url") or known.get("link"),
        places=places,
        author=author_of(next((known[key] for key in AUTHOR_KEYS if key in known), None)),
        publisher=publisher_of(known.get("publisher") or known.get("source")),
    )
    yield from guess


def markdown_lines(text: str, mark: str = "") -> tuple[list[str], str | None]:
    """Markdown → its words, a line for each paragraph, heading, item, row and line of code.

    Blocks stand apart by a blank line, items and rows do not. Pictures, addresses of links,
    comments, and what is struck out are dropped.

    Args:
        text: without front matter.
        mark: what the line of an item starts with.

    Returns:
        The lines, and the first heading that is no notice, or None.
    """
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    tokens = parser.parse(_common(text))
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "inline":
            in_item = before is not None and before.type == "paragraph_open" and before.hidden
            _read_additions(token.children or [], in_item=in_item)
    tree = parse(f"<div>{parser.renderer.render(tokens, parser.options, {})}</div>")
    if tree is None:
        return [], None
    prepare(tree)
    headings = [words(heading) for heading in tree.iter(*HEADINGS)]
    named = (heading for heading in headings if heading and not is_notice(heading))
    return lines(tree, mark), next(named, None)


def _common(text: str) -> str:
    """Markdown without the blocks that CommonMark does not know."""
    if "<!--" in text[text.rfind("-->") + 1 :]:
        at = text.rfind("-->") + 1  # a comment without an end is none
        text = text[:at] + text[at:].replace("<!--", "&lt;!--")
    done: list[str] = []
    meanings: dict[int, str] = {}  # the number of a line that tells what a term means → the term
    fence = ""
    commented = False
    start = 0  # of the paragraph in `done`
    for line in without_boxes(with_bars(text.split("\n"))):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence, start = "", len(done) + 1
            done.append(line)
            continue
        if mark and not commented:
            done[start:] = _paragraph(done[start:])
            fence = mark[1]
            done.append(line)
            continue
        line, commented = _without_comments(line, commented)
        if line.strip() and not (line := without_marks(line)).strip():
            continue
        done += _common_lines(line, done, meanings)
        if not line.strip():
            done[start:] = _paragraph(done[start:])
            start = len(done)
    if not fence:
        done[start:] = _paragraph(done[start:])
    return "\n".join(done)


def _paragraph(lines: list[str]) -> list[str]:
    """The lines of a paragraph; if each is a key with its value, each stays a line."""
    if len([line for line in lines if line.strip()]) > 1 and all(
        _FIELD.match(line) for line in lines if line.strip()
    ):
        lines = [part for line in lines for part in (line, "")]
    return _with_few_brackets(lines)


def _with_few_brackets(lines: list[str]) -> list[str]:
    """The lines of a paragraph; if brackets abound in it, those that cannot open a link say so.

    The parser looks for the end of a link at every bracket, and within it again.
    """
    if sum(line.count("[") for line in lines) <= _MANY_BRACKETS:
        return lines
    text = "\n".join(lines)
    opened: list[int] = []
    deep: list[int] = []
    for bracket in _BRACKET.finditer(text):
        if bracket[0] == "[":
            opened.append(bracket.start())
            if len(opened) > _DEEPEST_LINK:
                deep.append(bracket.start())
        elif bracket[0] == "]" and opened:
            opened.pop()
    ends = [*sorted({*opened, *deep}), len(text)]
    parts = [text[: ends[0]], *(text[a:b] for a, b in pairwise(ends))]
    return "\\".join(parts).split("\n")


def _without_comments(line: str, inside: bool) -> tuple[str, bool]:
    """A line without what stands between `%%` and `%%`, and whether it ends inside of it."""
    parts = line.split("%%")
    if inside:
        return ("".join(parts[1::2]), len(parts) % 2 == 1) if len(parts) > 1 else ("", True)
    if len(parts) == 1:
        return line, False
    if len(parts) % 2:
        return "".join(parts[::2]), False
    return ("".join(parts[:-1:2]), True) if not parts[0].strip() else (line, False)


def _common_lines(line: str, done: list[str], meanings: dict[int, str]) -> list[str]:
    """The lines that stand for a line; a term in the last line goes where its meaning follows."""
    if note := _NOTE.match(line):
        return ["", line[note.end() :]]
    if callout := _CALLOUT.match(line):
        return [f"{callout[1]} {callout[2]}", callout[1]] if callout[2].strip() else [callout[1]]
    if (meaning := _MEANING.match(line)) and done:
        at = len(done) - (1 if done[-1].strip() else 2)
        term = meanings.get(at)
        if not term and at >= 0 and (at == 0 or not done[at - 1].strip()):
            term = done[at].strip() if _TERM.match(done[at]) else ""
            if term:
                del done[at:]
        if term:
            meanings[len(done) + 1] = term
            return ["", f"{term}: {line[meaning.end() :]}"]
    return [line]


def _read_additions(children: "list[Token]", *, in_item: bool) -> None:
    """Changes the texts of a line: what CommonMark does not know is read, its marks go."""
    for number, token in enumerate(children):
        if token.type == "html_inline":
            tag = _TAG.fullmatch(token.content)
            if tag and tag[1].lower() not in _known_tags():
                token.type = "text"  # a placeholder such as <name>
            continue
        if token.type != "text":
            continue
        text = token.content
        if number == 0 and (task := _TASK.match(text)):
            text = ("☐ " if task[1] == " " else "☑ ") + text[task.end() :]
        if "[" in text:
            text = _NOTE_MARK.sub("", _NOTE_INSIDE.sub(r" (\1)", text))
            text = _PAGE_LINK.sub(lambda link: link[2] or link[1], _EMBEDDED.sub("", text))
        if number == len(children) - 1:
            text = _BLOCK_NAME.sub("", text)
        token.content = with_raised(_MARKED.sub(r"\1", text))


@cache
def _known_tags() -> frozenset[str]:
    from lxml.html import defs

    return frozenset(defs.tags) | {"details", "summary", "svg", "math", "picture", "source"}
