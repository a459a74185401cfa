r"""The documents that answers cite, as entries of a bibliography: BibTeX and RIS.

Pure functions of their arguments. Each document is one entry, in the order of first use, under a
key that is the same whenever and wherever it is cited. What a document says of itself comes from
strangers: it is put on one line, and whatever would mean something to BibTeX or begin a field of
RIS is written so that it stays words.
"""

import re
import unicodedata
from collections.abc import Iterable

from index.paths import file_name
from index.text.dates import MONTHS
from index.types import Document
from qa.types import Answer
from ui.render.html import link_to_html
from ui.render.labels import publisher_of
from ui.render.text import one_line

_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(?:T.*)?")
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts braces, also those after a backslash
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}
_ALL_SPECIAL = re.compile("[" + re.escape("".join(_SPECIAL)) + "]")
_IN_ADDRESS = {"{": "%7B", "}": "%7D", "\\": "%5C"}
_NOT_IN_KEY = re.compile("[^a-z0-9]+")
_TITLE_IN_KEY = 24


def cited_documents(answers: Iterable[Answer]) -> list[Document]:
    """The documents that answers cite, each once, in the order of first use."""
    found: dict[str, Document] = {}
    for answer in answers:
        for source in answer.sources:
            found.setdefault(source.document.id, source.document)
    return list(found.values())


def to_bibtex(documents: Iterable[Document]) -> str:
    """An entry for each document; "" if there are none."""
    return "\n".join(map(_bibtex, documents))


def to_ris(documents: Iterable[Document]) -> str:
    """The same as RIS, whose lines end with CR and LF."""
    return "".join(map(_ris, documents))


def key_of(document: Document) -> str:
    """The key of a document's entry: words of its title, its year, and its id, which is its own."""
    ascii = unicodedata.normalize("NFKD", document.title).encode("ascii", "ignore").decode().lower()
    words = _NOT_IN_KEY.sub("-", ascii).strip("-")[:_TITLE_IN_KEY].strip("-")
    year = _day(document)[0]
    return "-".join(filter(None, (words, year, _NOT_IN_KEY.sub("", document.id.lower()))))


def _bibtex(document: Document) -> str:
    year, month, day = _day(document)
    fields = {
        "title": "{" + _bibtex_text(document.title) + "}",
        "author": " and ".join(map(_bibtex_name, _authors(document))),
        "publisher": _bibtex_text(publisher_of(document)),
        "year": year,
        "day": str(int(day)) if day else "",
        "url": "".join(_IN_ADDRESS.get(character, character) for character in _address(document)),
        "note": _bibtex_text(file_of(document)),
    }
    lines = [f"  {name} = {{{text}}},\n" for name, text in fields.items() if text]
    if month:
        lines.append(f"  month = {MONTHS[int(month) - 1][:3].lower()},\n")
    return f"@misc{{{key_of(document)},\n{''.join(lines)}}}\n"


def _bibtex_text(text: str) -> str:
    return _ALL_SPECIAL.sub(lambda found: _SPECIAL[found[0]], one_line(text))


def _bibtex_name(name: str) -> str:
    """A name, as one where BibTeX would take it for several or turn it round."""
    text = _bibtex_text(name)
    is_one = "," not in text and not re.search(r"\band\b", text, re.IGNORECASE)
    return text if is_one else f"{{{text}}}"


def _ris(document: Document) -> str:
    year, month, day = _day(document)
    address = _address(document)
    lines = [("TY", "ELEC" if address else "GEN"), ("ID", key_of(document))]
    lines.append(("TI", one_line(document.title)))
    lines += [("AU", one_line(name)) for name in _authors(document)]
    lines += [
        ("PB", one_line(publisher_of(document))),
        ("PY", year),
        ("DA", "/".join((year, month, day, "")) if year else ""),
        ("UR", address),
        ("N1", one_line(file_of(document))),
    ]
    return "".join(f"{tag}  - {text}\r\n" for tag, text in lines if text) + "ER  - \r\n"


def _authors(document: Document) -> list[str]:
    return [name.strip() for name in (document.author or "").split(";") if name.strip()]


def _address(document: Document) -> str:
    """The address of the original, where it is a whole one."""
    return document.url or "" if link_to_html(document.url) else ""


def file_of(document: Document) -> str:
    """The name of its file, for what can be found nowhere else; "" where it is the title."""
    name = file_name(document.source)
    return "" if _address(document) or name == document.title else name


def _day(document: Document) -> tuple[str, str, str]:
    """Year, month and day of publication, two digits each but the year's; "" for what is none."""
    found = _DATE.fullmatch(document.published or "")
    year, month, day = (part or "" for part in found.groups()) if found else ("", "", "")
    return year, month, day
