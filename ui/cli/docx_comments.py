"""A Word document → a copy of it with comments at the sentences that were checked.

Written by hand, part by part: `word/comments.xml` is added or added to, and each paragraph gets
marks around the runs that a sentence touches. Nothing of the text or its looks is changed, and the
original is only read.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from index.errors import UserError
from qa.drafts.types import Checked, Verdict
from ui.render.text import one_line, plain
from ui.render.verify import MARKS, where

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_AUTHOR = "pincite"
_LARGEST = 100 * 2**20  # bytes of a part
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def annotate(original: Path, copied: Path, sentences: Sequence[Checked], when: str) -> int:
    """Write a copy of a document with a comment at each sentence that was judged.

    Args:
        original: a .docx file.
        copied: where the copy goes; another file.
        sentences: of the draft, in order.
        when: the time of the comments, ISO 8601.

    Returns:
        How many comments were written; a sentence that is in no paragraph as it was read, such as
        one of a text box, gets none.

    Raises:
        UserError: if the document is not as it should be.
        OSError: if a file cannot be read or written.
    """
    try:
        with zipfile.ZipFile(original) as archive:
            parts = {info: _part(archive, info) for info in archive.infolist()}
            main = _main(archive)
            added = _annotated(archive, main, sentences, when)
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise UserError(
            f"{original} cannot be annotated ({error}).", "Open it in Word, and save it again."
        ) from error
    written, changed = added
    with zipfile.ZipFile(copied, "w", zipfile.ZIP_DEFLATED) as out:
        for info, content in parts.items():
            out.writestr(info, changed.pop(info.filename, content))
        for name, content in changed.items():
            out.writestr(name, content)
    return written


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    if info.file_size > _LARGEST:
        raise ValueError(f"{info.filename} is too large")
    return archive.read(info)


def _parse(content: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error


def _bytes(tree: Any) -> bytes:
    from lxml import etree

    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def _main(archive: zipfile.ZipFile) -> str:
    """The name of the part with the text."""
    relations = _parse(archive.read("_rels/.rels"))
    for relation in relations.iter(f"{{{_RELATIONS}}}Relationship"):
        if relation.get("Type", "").endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    raise ValueError("it has no text")


def _annotated(
    archive: zipfile.ZipFile, main: str, sentences: Sequence[Checked], when: str
) -> tuple[int, dict[str, bytes]]:
    """How many comments there are, and the parts that change: name → content."""
    names = set(archive.namelist())
    text = _parse(archive.read(main))
    folder, file = posixpath.split(main)
    relations_name = posixpath.join(folder, "_rels", f"{file}.rels")
    relations = (
        _parse(archive.read(relations_name))
        if relations_name in names
        else _parse(f'<Relationships xmlns="{_RELATIONS}"/>'.encode())
    )
    comments_name = _comments_part(relations, folder)
    is_new = comments_name not in names
    comments = (
        _parse(f'<w:comments xmlns:w="{W}"/>'.encode())
        if is_new
        else _parse(archive.read(comments_name))
    )
    known = [int(c.get(_w("id"), "0")) for c in comments.iter(_w("comment"))]
    written = 0
    for number, (one, runs) in enumerate(_placed(text, sentences), max(known, default=-1) + 1):
        _mark(runs, number)
        comments.append(_comment(one, number, when))
        written += 1
    changed = {main: _bytes(text), comments_name: _bytes(comments)}
    if is_new:
        changed[relations_name] = _bytes(relations)
        changed["[Content_Types].xml"] = _with_type(archive, comments_name)
    return written, changed


def _comments_part(relations: Any, folder: str) -> str:
    """The name of the part with the comments; a relation to a new one is added if there is none."""
    from lxml import etree

    known = set()
    for relation in relations.iter(f"{{{_RELATIONS}}}Relationship"):
        known.add(relation.get("Id"))
        if relation.get("Type") == _COMMENTS:
            target = str(relation.get("Target", ""))
            if target.startswith("/"):
                return target.lstrip("/")
            return posixpath.normpath(posixpath.join(folder, target))
    id = next(f"pincite{n}" for n in range(len(known) + 1) if f"pincite{n}" not in known)
    etree.SubElement(
        relations,
        f"{{{_RELATIONS}}}Relationship",
        {"Id": id, "Type": _COMMENTS, "Target": "comments.xml"},
    )
    return posixpath.join(folder, "comments.xml")


def _with_type(archive: zipfile.ZipFile, name: str) -> bytes:
    from lxml import etree

    types = _parse(archive.read("[Content_Types].xml"))
    etree.SubElement(
        types,
        f"{{{_CONTENT_TYPES}}}Override",
        {"PartName": f"/{name}", "ContentType": _COMMENTS_TYPE},
    )
    return _bytes(types)


def _placed(text: Any, sentences: Sequence[Checked]) -> Iterator[tuple[Checked, list[Any]]]:
    """Each sentence that was judged with the runs of its paragraph that it touches."""
    paragraphs = [(p, _runs(p)) for p in text.iter(_w("p"))]
    keys = [_key("".join(said for _, said in runs)) for _, runs in paragraphs]
    at, done = 0, 0
    for one in sentences:
        key = _key(one.text)
        if not key:
            continue
        for number in [*range(at, len(keys)), *range(at)]:
            found = keys[number].find(key, done if number == at else 0)
            if found < 0:
                continue
            at, done = number, found + len(key)
            if one.verdict is not Verdict.NO_STATEMENT:
                runs = _touched(paragraphs[number][1], found, found + len(key))
                if runs:
                    yield one, runs
            break


def _runs(paragraph: Any) -> list[tuple[Any, str]]:
    """The runs of a paragraph that are its own children, or a link's, each with its words."""
    return [
        (run, "".join(t.text or "" for t in run.iter(_w("t"))))
        for run in paragraph.iter(_w("r"))
        if run.getparent() is paragraph or run.getparent().getparent() is paragraph
    ]


def _key(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _touched(runs: Sequence[tuple[Any, str]], start: int, end: int) -> list[Any]:
    """The runs between two places, which count letters and digits."""
    found = []
    place = 0
    for run, said in runs:
        after = place + len(_key(said))
        if place < end and start < after:
            found.append(run)
        place = after
    return found


def _mark(runs: Sequence[Any], number: int) -> None:
    """Put the marks of a comment around runs."""
    from lxml import etree

    first, last = _child_of_paragraph(runs[0]), _child_of_paragraph(runs[-1])
    id = {_w("id"): str(number)}
    first.addprevious(etree.Element(_w("commentRangeStart"), id))
    end = etree.Element(_w("commentRangeEnd"), id)
    last.addnext(end)
    reference = etree.Element(_w("r"))
    etree.SubElement(reference, _w("commentReference"), id)
    end.addnext(reference)


def _child_of_paragraph(run: Any) -> Any:
    parent = run.getparent()
    return run if parent.tag == _w("p") else parent


def _comment(one: Checked, number: int, when: str) -> Any:
    from lxml import etree

    comment = etree.Element(
        _w("comment"),
        {
            _w("id"): str(number),
            _w("author"): _AUTHOR,
            _w("initials"): "pc",
            _w("date"): when,
        },
        nsmap={"w": W},
    )
    lines = [f"{MARKS[one.verdict]} {one.verdict}: {one_line(one.text)}"]
    lines += [one_line(one.reason)] if one.reason else []
    for citation in one.citations:
        lines.append(f"“{one_line(citation.quote)}” ({where(citation)})")
    for line in lines:
        paragraph = etree.SubElement(comment, _w("p"))
        said = etree.SubElement(etree.SubElement(paragraph, _w("r")), _w("t"))
        said.text = _CONTROL.sub(" ", plain(line))
    return comment


def _w(name: str) -> str:
    return f"{{{W}}}{name}"
