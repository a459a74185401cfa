"""EPUB files → documents: the chapters of a book, in the order in which it is read."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from index.documents.formats.credits import author_of, publisher_of
from index.documents.formats.decode import decode
from index.documents.formats.elements import empty
from index.documents.formats.lines import located
from index.documents.formats.markup import first_heading, parse_xhtml, prepare
from index.documents.formats.markup_lines import lines
from index.documents.formats.office import (
    Element,
    Package,
    attribute,
    child,
    descendants,
    open_package,
    stated,
    title_of,
)
from index.documents.normalise import UnreadableError, make_document
from index.types import Document, Skipped

CONTAINER = "META-INF/container.xml"
"""The part that every book has: it says where the others are."""

_ENCRYPTION = "META-INF/encryption.xml"
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""How fonts are made unreadable, which says nothing of the text."""
_PAGES = ("html", "xml", "xhtml", "htm")
_DECLARED = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)


def read_epub(path: Path, source: str) -> Iterator[Document | Skipped]:
    """The document in an EPUB file, its chapters one after the other.

    Raises:
        UnreadableError: if it is protected, broken, a zip bomb, or holds no text.
        OSError: if it cannot be read.
    """
    found: list[str] = []
    heading = ""
    missing: list[str] = []
    with open_package(path) as package:
        book = _Book(package)
        for part in book.chapters:
            if not package.has(part):
                missing.append(part)
                continue
            try:
                tree = parse_xhtml(_text(package.read(part)))
            except UnreadableError:
                tree = None
            if tree is None:
                missing.append(part)
                continue
            prepare(_without_guides(tree))
            heading = heading or first_heading(tree)
            found += [*lines(tree, "- "), ""]
    title = book.title or heading or path.stem
    text, places = located(found)
    yield make_document(
        source,
        text,
        title,
        published=book.published,
        places=places,
        author=book.author,
        publisher=book.publisher,
    )
    for part in missing:
        name = posixpath.basename(part)
        yield Skipped(
            f"{source}#{name}", f"The part {name} of the book is missing or broken; save it again."
        )


class _Book:
    """What a book says of itself.

    Attributes:
        title: its title; empty if it names none.
        published: when it was published; empty if it does not say so.
        author: who wrote it; None if it does not say so.
        publisher: who published it; likewise.
        chapters: the parts with its text, in the order in which they are read.
    """

    def __init__(self, package: Package) -> None:
        """Read it.

        Raises:
            UnreadableError: if it is broken, or its text is protected.
        """
        part = self._package_part(package)
        root = package.xml(part)
        folder = posixpath.dirname(part)
        metadata = child(root, "metadata")
        self.title = title_of(metadata)
        self.published = _published(metadata)
        self.author = author_of(stated(metadata, "creator"))
        self.publisher = publisher_of(stated(metadata, "publisher"))
        self.chapters = list(dict.fromkeys(_chapters(root, folder)))
        if _locked(package).intersection(chapter.lower() for chapter in self.chapters):
            raise UnreadableError(
                "It is protected against copying (DRM); use a copy without protection."
            )

    @staticmethod
    def _package_part(package: Package) -> str:
        container = package.xml_or_none(CONTAINER)
        for file in descendants(container, "rootfile") if container is not None else ():
            if path := attribute(file, "full-path"):
                return unquote(path) if not package.has(path) else path
        raise UnreadableError("It is broken: it does not say where its chapters are.")


def _chapters(root: Element, folder: str) -> Iterator[str]:
    """The names of the parts that are read, in their order: no contents, no cover."""
    items = {attribute(item, "id"): item for item in descendants(root, "item")}
    aside = {
        posixpath.normpath(posixpath.join(folder, unquote(attribute(found, "href").split("#")[0])))
        for found in descendants(root, "reference")
        if attribute(found, "type").lower() == "toc"
    }
    spine = child(root, "spine")
    names = [attribute(entry, "idref") for entry in (spine if spine is not None else ())]
    for name in names:
        item = items.get(name)
        if item is None or "nav" in attribute(item, "properties").split():
            continue
        kind = attribute(item, "media-type").lower()
        href = unquote(attribute(item, "href").split("#")[0])
        part = posixpath.normpath(posixpath.join(folder, href))
        is_page = kind.endswith(_PAGES) or href.lower().endswith(_PAGES)
        if is_page and (part not in aside or len(names) == 1):
            yield part


def _published(metadata: Element | None) -> str:
    """The date of publication: one that is marked so, or the only kind there is."""
    dates = list(descendants(metadata, "date")) if metadata is not None else []
    named = {
        attribute(date, "event").lower(): (date.text or "").strip() for date in reversed(dates)
    }
    return named.get("publication") or named.get("original-publication") or named.get("", "")


def _locked(package: Package) -> set[str]:
    """The parts that are encrypted, in lower case; those of fonts do not count."""
    root = package.xml_or_none(_ENCRYPTION)
    found = set()
    for data in descendants(root, "EncryptedData") if root is not None else ():
        method = child(data, "EncryptionMethod")
        if method is not None and attribute(method, "Algorithm") in _FONTS:
            continue
        for reference in descendants(data, "CipherReference"):
            found.add(posixpath.normpath(unquote(attribute(reference, "URI"))).lower().lstrip("/"))
    return found


def _text(data: bytes) -> str:
    declared = _DECLARED.search(data[:1024])
    return decode(data, declared[1].decode("ascii", "replace") if declared else None)


def _without_guides(tree: Element) -> Element:
    """A chapter without what leads through the book."""
    for guide in list(tree.iter("nav")):
        empty(guide)
    return tree
