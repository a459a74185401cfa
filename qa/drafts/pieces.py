"""A draft → its pieces: the sentences that state something, and what is let be and why.

A text is read as Markdown, which plain text nearly always is as well; a file as the index would
read it, so that headings, lists and rows of tables are told apart in the same way. What is Markdown
is looked at once more as it was written: for code, for notes (`[^1]`) and for links, which are
gone from the text that is read.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from index.documents.normalise import UnreadableError, make_document
from index.documents.split import sentences
from index.errors import UserError
from index.types import Document, Sentence, Skipped
from qa.drafts.types import LetBe
from qa.english.languages import is_english
from qa.english.leaning import LEANS
from qa.english.opinions import ADVICE, OPINION

MOST_CHARACTERS = 2_000_000
"""Of a draft: some six hundred pages."""

_FENCED = re.compile(
    r"^ {0,3}(`{3,}|~{3,})[^\n]*\n(?:.*?^ {0,3}\1[`~]*[ \t]*$|.*\Z)", re.MULTILINE | re.DOTALL
)
_NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]{1,60})\]:[ \t]*(.*(?:\n(?: {2,}|\t).*)*)", re.MULTILINE)
_MARK = re.compile(r"\[\^([^\]\s]{1,60})\]")
_LINK = re.compile(
    r"(?<!!)\[([^\[\]\n]{0,500})\]\(\s*<?([^()\s<>]{1,1000})>?(?:\s+\"[^\"\n]*\")?\s*\)"
)
_NUMBERED = re.compile(r"\s*\[\^[^\]\s]{1,60}\]")
_WORD = re.compile(r"[^\W_]+")
_MOST_MARKS = 1_000  # notes and links of a draft whose sources are looked in first
_PLAIN = (".md", ".markdown", ".txt", ".text", "")
_FEWEST_WORDS = 3
_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*$")
_ASKS = re.compile(r"\?[\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a draft.

    Attributes:
        start: where it begins in the text of the draft.
        end: where it ends.
        text: its words, on one line with single spaces, without the marks of notes.
        let_be: why it is not judged; None if it states something.
        before: the sentences that it leans on, in front of it; empty where it stands by itself.
        named: what its notes and links name: files, addresses, titles.
    """

    start: int
    end: int
    text: str
    let_be: LetBe | None = None
    before: str = ""
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft that was read.

    Attributes:
        document: its text and title.
        pieces: of it, in order.
        path: its file; None if it is no file.
        skipped: what of the file could not be read.
    """

    document: Document
    pieces: tuple[Piece, ...]
    path: Path | None = None
    skipped: tuple[Skipped, ...] = ()


def read_draft(path: Path, read: "Callable[[Path], Iterable[object]] | None" = None) -> Draft:
    """The draft in a file.

    Args:
        path: of a file of any kind that can be indexed.
        read: gives its documents, and what was skipped, in place of `load_file`.

    Raises:
        UserError: if it is not there, cannot be read, or holds no text.
    """
    from index.documents.load import load_file

    if not path.exists():  # and not one that went while it was read
        raise UserError(f"There is no file {path}.", "Name a text that is there.")
    found = list((read or load_file)(path))
    documents = [one for one in found if isinstance(one, Document)]
    skipped = tuple(one for one in found if isinstance(one, Skipped))
    if not documents:
        why = skipped[0].reason if skipped else "It holds no text."
        raise UserError(f"The draft {path} cannot be read. {why}", "Name a text, or fix the file.")
    if path.suffix.lower() in _PLAIN:
        text = _text_of(path)
        if path.suffix.lower() in (".md", ".markdown"):
            return _of_markdown(text, str(path), path, skipped)
        return _draft(documents[0], text, path, skipped)
    whole = documents[0] if len(documents) == 1 else _joined(documents, path)
    return _draft(whole, _links_of_page(path), path, skipped)


def read_text_draft(text: str, name: str = "draft") -> Draft:
    """The draft in a text, read as Markdown.

    Args:
        text: of the draft.
        name: what to call it.

    Raises:
        UserError: if it is empty, or too long.
    """
    return _of_markdown(text, name, None, ())


def _of_markdown(text: str, name: str, path: Path | None, skipped: tuple[Skipped, ...]) -> Draft:
    from index.documents.formats.front_matter import split_front_matter
    from index.documents.formats.lines import located
    from index.documents.formats.markdown import markdown_lines

    _check_length(text)
    raw = text.replace("\r\n", "\n").replace("\r", "\n")
    known, body = split_front_matter(raw)
    found, heading = markdown_lines(_NOTE.sub("", _FENCED.sub("\n", body)), "- ")
    said, places = located(found)
    title = known.get("title") or heading or Path(name).stem
    try:
        document = make_document(name, said, title, places=places)
    except UnreadableError:
        raise UserError("The draft is empty.", "Write something, or name another file.") from None
    return _draft(document, body, path, skipped)


def _text_of(path: Path) -> str:
    from index.documents.formats.contents import read_bytes
    from index.documents.formats.decode import decode

    return decode(read_bytes(path))


def _joined(documents: Iterable[Document], path: Path) -> Document:
    """Several documents of one file as one."""
    text = "\n\n".join(document.text for document in documents)
    return make_document(str(path), text, path.stem)


def _links_of_page(path: Path) -> str:
    """The links of an HTML page as Markdown has them, since its text does not have them."""
    if path.suffix.lower() not in (".html", ".htm", ".xhtml"):
        return ""
    from index.documents.formats.markup import parse

    tree = parse(_text_of(path))
    if tree is None:
        return ""
    parts = []
    for block in tree.iter("p", "li", "blockquote", "td"):
        for link in block.iter("a"):
            if href := link.get("href"):
                before = "".join(block.itertext()).split("".join(link.itertext()))[0]
                parts.append(f"{before}[{' '.join(''.join(link.itertext()).split())}]({href})")
    return "\n\n".join(parts)


def _check_length(text: str) -> None:
    if not text.strip():
        raise UserError("The draft is empty.", "Write something, or name another file.")
    if len(text) > MOST_CHARACTERS:
        raise UserError(
            f"The draft has {len(text):,} characters.",
            f"At most {MOST_CHARACTERS:,} are read; cut it into parts.",
        )


def _draft(document: Document, raw: str, path: Path | None, skipped: tuple[Skipped, ...]) -> Draft:
    _check_length(document.text)
    named = _named(raw)
    pieces = tuple(_pieces(document, named))
    code = [Piece(0, 0, block, LetBe.CODE) for block in _code(raw)]
    return Draft(document, (*pieces, *code), path, skipped)


def _code(raw: str) -> Iterator[str]:
    for block in _FENCED.finditer(raw):
        yield block[0].strip()


def _pieces(document: Document, named: "_Named") -> Iterator[Piece]:
    before: list[str] = []
    for sentence in sentences(document):
        span = sentence.span
        whole = document.slice(span)
        text = " ".join(_NUMBERED.sub("", whole).split())  # patterns are slow in white space
        if not _WORD.search(text):
            continue
        let_be = _let_be(document, sentence, text)
        leant_on = " ".join(before[-2:]) if LEANS.match(text) else ""
        yield Piece(span.start, span.end, text, let_be, leant_on, named.of(text, whole))
        if let_be is LetBe.HEADING:
            before = []
        elif let_be in (None, LetBe.OPINION):
            before.append(text)


def _let_be(document: Document, sentence: Sentence, text: str) -> LetBe | None:
    """Why a piece states nothing that documents could say; None if it states something."""
    if document.in_table(sentence.span.start):
        return LetBe.ROW
    if _ASKS.search(text):
        return LetBe.QUESTION
    if not is_english(text):
        return LetBe.LANGUAGE
    if sentence.kind == "heading" or text == document.title:
        return LetBe.HEADING
    if sentence.kind == "furniture":
        return LetBe.NOTE
    if len(_WORD.findall(text)) < _FEWEST_WORDS:
        return LetBe.FRAGMENT
    if not _ENDS.search(text) and not _states(text):
        return LetBe.FRAGMENT
    if OPINION.search(text) or ADVICE.search(text):
        return LetBe.OPINION
    return None


def _states(text: str) -> bool:
    from index.text.statements import STATES

    return bool(STATES.match(text)) or len(text.split()) > 8


class _Named:
    """What the notes and links of a text name, found by the words around them."""

    def __init__(self, marks: list[tuple[str, str, str]]) -> None:
        """Take them as (words before, words of the link, what is named)."""
        self._marks = marks

    def of(self, text: str, whole: str) -> tuple[str, ...]:
        """What is named in a sentence, or right behind it."""
        found = []
        key = _key(text)
        for before, inside, name in self._marks:
            if (inside and inside in key and _overlaps(before, key, inside)) or (
                not inside and before and _ends_within(before, key)
            ):
                found.append(name)
        return tuple(dict.fromkeys(found))


_LEAST = 24
"""Letters before a mark by which its sentence is known."""


def _key(text: str) -> str:
    return "".join(_WORD.findall(text)).lower()


def _ends_within(before: str, key: str) -> bool:
    tail = before[-_LEAST:]
    return len(key) >= 8 and (tail in key or before.endswith(key))


def _overlaps(before: str, key: str, inside: str) -> bool:
    at = key.find(inside)
    tail = before[-min(_LEAST, at) :] if at > 0 else ""
    return not tail or tail in key


def _named(raw: str) -> _Named:
    """What notes and links name, by the words before them."""
    notes = {match[1]: " ".join(match[2].split()) for match in _NOTE.finditer(raw)}
    body = _NOTE.sub("", _FENCED.sub("\n", raw))
    marks: list[tuple[str, str, str]] = []
    said = ""
    done = 0
    pattern = re.compile(f"{_MARK.pattern}|{_LINK.pattern}")
    for match in islice(pattern.finditer(body), _MOST_MARKS):
        said = (said + _key(body[done : match.start()]))[-200:]
        done = match.end()
        if match[1] is not None:
            if note := notes.get(match[1]):
                marks.append((said, "", note))
            continue
        words = _key(match[2])
        marks.append((said, words, match[3]))
        said = (said + words)[-200:]
    return _Named(marks)
