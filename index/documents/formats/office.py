"""What office files and books have in common: a zip archive of parts, most of them XML.

Their texts are small; an archive that would unfold into a very large one is refused before anything
is read from it. XML is read with no entities expanded, nothing fetched, and no depth without end.
"""

import mmap
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from index.documents.formats.credits import author_of
from index.documents.normalise import UnreadableError
from index.types import Skipped

MAX_UNPACKED_BYTES = 500_000_000
MAX_UNPACKED_RATIO = 200
MAX_PART_BYTES = 50_000_000
"""The largest part with words in it; parsed, XML takes about ten times its size."""
SMALL_BYTES = 20_000_000
"""An archive that unpacks to less than this may be as dense as it likes."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The start of an old office file, and of a new one that is locked with a password."""

Element = Any
"""An element of lxml, which has no types."""

_XML = (".xml", ".rels", ".xhtml", ".html", ".htm", ".opf", ".ncx")
_BROKEN = "It is broken, or locked with a password; save it again."
_MOST_STATED = 20
_NO_TITLE = re.compile(
    r"(?:(?:powerpoint|word)\s)?(?:presentation(?:\stitle)?|pr[äé]sentation|presentación|document"
    r"|dokument|documento|untitled|unbenannt)[\s_-]{0,2}\d{0,3}|microsoft word - .*|",
    re.I | re.S,
)
"""Titles that programs write by themselves: `Document1`."""
_OLD = (("WordDocument", ".docx"), ("PowerPoint Document", ".pptx"), ("Workbook", ".xlsx"))


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part points to: the last word of the kind, and the name of the other part."""

    kind: str
    target: str


class Package:
    """The parts of an archive that was checked.

    Names are looked up as Office does: whatever their case, and with either stroke.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._entries = {_plain(entry.filename): entry for entry in archive.infolist()}

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return _plain(name) in self._entries

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            UnreadableError: if it is not there, broken, or locked.
        """
        try:
            return self._archive.read(self._entries[_plain(name)])
        except KeyError as error:
            raise UnreadableError(
                "It is broken: a part of it is missing; save it again."
            ) from error
        except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError) as error:
            raise UnreadableError(_BROKEN) from error

    def xml(self, name: str) -> Element:
        """The root of a part.

        Raises:
            UnreadableError: if it is not there, broken, locked, or not XML.
        """
        return parse_xml(self.read(name))

    def xml_or_none(self, name: str) -> Element | None:
        """The root of a part that may be missing or broken: styles, notes, properties."""
        try:
            return self.xml(name) if name and self.has(name) else None
        except UnreadableError:
            return None

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part of an Open XML file points to within the file, by the ids it uses.

        Args:
            part: its name; empty for the whole file.
        """
        folder, name = posixpath.split(part)
        root = self.xml_or_none(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {}
        for relation in root if root is not None else ():
            target = attribute(relation, "Target")
            if (
                local(relation) == "Relationship"
                and attribute(relation, "TargetMode") != "External"
            ):
                path = posixpath.normpath(posixpath.join("/", folder, unquote(target)))
                kind = attribute(relation, "Type").rpartition("/")[2]
                found[attribute(relation, "Id")] = Relation(kind, path.lstrip("/"))
        return found

    def related(self, part: str, kind: str) -> str:
        """The name of the first part of a kind that a part points to; empty if there is none."""
        return next((r.target for r in self.relations(part).values() if r.kind == kind), "")


@contextmanager
def open_package(path: Path) -> Iterator[Package]:
    """An archive, once it is known to be harmless.

    Raises:
        UnreadableError: if it is no zip archive, locked with a password, or a bomb.
        OSError: if it cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_size(archive)
            yield Package(archive)
    except zipfile.BadZipFile as error:
        raise not_a_package(path) from error


def not_a_package(path: Path) -> UnreadableError:
    """What is said of a file that should be an archive and is not.

    Raises:
        OSError: if it cannot be read.
    """
    if is_locked(path):
        return UnreadableError("It is locked with a password; save it without one.")
    for stream, extension in _OLD:
        if _has_stream(path, stream):
            return UnreadableError(
                f"It is in an old format of Office; open it and save it as {extension}."
            )
    return UnreadableError(_BROKEN)


def is_locked(path: Path) -> bool:
    """Whether a file is one of Office that is locked with a password.

    Raises:
        OSError: if it cannot be read.
    """
    return _has_stream(path, "EncryptedPackage")


def _has_stream(path: Path, name: str) -> bool:
    """Whether a file is a container of old office files, and one of them has this name."""
    with path.open("rb") as file:
        if file.read(len(OLE)) != OLE:
            return False
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return data.find(name.encode("utf-16-le")) >= 0


def parse_xml(data: bytes) -> Element:
    """The root of an XML text; entities of its own stay as they are, and nothing is fetched.

    Raises:
        UnreadableError: if it is not XML, or nested more than 256 deep.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error):
            raise UnreadableError("Its parts are nested too deeply; save it again.") from error
        raise UnreadableError(_BROKEN) from error
    if root is None:
        raise UnreadableError(_BROKEN)
    return root


def local(element: Element) -> str:
    """The name of an element, whatever its namespace; empty for a comment or an entity."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """An attribute by its name, whatever its namespace; empty if it has none."""
    plain = element.get(name)
    if plain is not None:
        return str(plain)
    end = f"}}{name}"
    return next((str(value) for key, value in element.attrib.items() if key.endswith(end)), "")


def child(element: Element | None, *names: str) -> Element | None:
    """The first child of a name, its first child of the next name, and so on; None if none is."""
    for name in names:
        if element is None:
            return None
        element = next((inner for inner in element if local(inner) == name), None)
    return element


def descendants(element: Element, name: str) -> Iterator[Element]:
    """All elements of a name within another, in the order of the text."""
    return (inner for inner in element.iter() if local(inner) == name)


def number(text: str, default: int = 0) -> int:
    """A whole number of a few digits; the default for anything else."""
    digits = text.removeprefix("-")
    return int(text) if digits.isdecimal() and len(digits) < 10 else default


def chosen(alternatives: Element) -> Element | None:
    """The one of several ways to write the same (`mc:AlternateContent`) that is read.

    The newest that has words, since those that follow say the same again.
    """
    ways = [way for way in alternatives if local(way) in ("Choice", "Fallback")]
    wordy = ("t", "chart", "relIds", "txbxContent")
    with_words = (way for way in ways if any(local(inner) in wordy for inner in way.iter()))
    return next(with_words, None)


def core_title(package: Package) -> str:
    """The title among the properties of an Open XML file; empty if it is none of its own."""
    name = package.related("", "core-properties") or "docProps/core.xml"
    return title_of(package.xml_or_none(name))


def title_of(properties: Element | None) -> str:
    """The first Dublin Core title below an element; empty if programs write it by themselves."""
    if properties is None:
        return ""
    titles = ("".join(found.itertext()).strip() for found in descendants(properties, "title"))
    title = next(filter(None, titles), "")
    return "" if _NO_TITLE.fullmatch(title) else title


def core_author(package: Package) -> str | None:
    """The author among the properties of an Open XML file; None if it names none."""
    name = package.related("", "core-properties") or "docProps/core.xml"
    return author_of(stated(package.xml_or_none(name), "creator"))


def stated(properties: Element | None, name: str) -> list[str]:
    """The texts of the elements of a name below an element."""
    found = descendants(properties, name) if properties is not None else ()
    return ["".join(element.itertext()) for element in islice(found, _MOST_STATED)]


def hidden_slides(source: str, places: Iterable[int], remedy: str) -> Iterator[Skipped]:
    """What is said of the slides that are not shown.

    Args:
        source: of the file.
        places: numbers of the slides, from 1.
        remedy: what to do, beginning in lower case.
    """
    for place in places:
        yield Skipped(
            f"{source}#slide {place}",
            f"Slide {place} is hidden and was left out; {remedy} to have it read.",
        )


def unread_objects(source: str, count: int) -> Iterator[Skipped]:
    """What is said of sheets, formulas and the like that stand in a text as pictures of them."""
    if count:
        what = "An object" if count == 1 else f"{count:,} objects"
        was = "was" if count == 1 else "were"
        yield Skipped(
            f"{source}#objects",
            f"{what} of another program (such as a sheet or a formula) {was} not read; open such an"
            " object there and save it as a file of its own.",
        )


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _check_size(archive: zipfile.ZipFile) -> None:
    """Refuses an archive that unfolds into a very large one.

    The sizes are those of its directory; `zipfile` never unpacks more of a member than that.
    """
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    dense = unpacked > SMALL_BYTES and unpacked / packed > MAX_UNPACKED_RATIO
    largest = max((e.file_size for e in entries if e.filename.lower().endswith(_XML)), default=0)
    if dense or unpacked > MAX_UNPACKED_BYTES or largest > MAX_PART_BYTES:
        raise UnreadableError(
            f"It would unpack to {max(1, unpacked // 1_000_000)} MB, too much for a document."
        )
