"""The families of hostile files: of the older formats (`hostile_files`), and of mails and the like.

What a family holds is written beside honest files, which have to be indexed all the same.
"""

import base64
import io
import json
import os
import struct
from collections.abc import Callable
from pathlib import Path

from tests.support.hostile_files import (
    _DOC,
    _SLIDE,
    COUNT,
    CSV,
    DOCX,
    EPUB,
    HONEST,
    HTML,
    JSON,
    JSONL,
    PDF,
    PPTX,
    TEXT,
    Make,
    _archives,
    _around,
    _noise,
    _one_page,
    _page,
    _slide,
    _stream,
    _zip,
)

# mail


def _mail(head: str, body: str) -> bytes:
    return f"From: a@a.example\nSubject: Low water\n{head}\n\n{body}".encode()


def _in_each_other(n: int) -> bytes:
    """Mails attached to mails."""
    inner = "Content-Type: message/rfc822\n\nSubject: a\n" * 500 * n
    return _mail("Content-Type: message/rfc822", inner + "\n\na")


def _multiparts(n: int) -> bytes:
    """Parts in parts, each with a boundary of its own."""
    opened = "".join(
        f"--b{i}\nContent-Type: multipart/mixed; boundary=b{i + 1}\n\n" for i in range(400 * n)
    )
    return _mail("Content-Type: multipart/mixed; boundary=b0", opened + HONEST)


def _attached(names: Callable[[int], list[str]], data: Callable[[int], bytes]) -> Make:
    def make(n: int) -> bytes:
        files = "".join(
            f"--b\nContent-Type: application/octet-stream\nContent-Disposition: attachment; "
            f'filename="{name}"\nContent-Transfer-Encoding: base64\n\n'
            f"{base64.encodebytes(data(n)).decode()}\n"
            for name in names(n)
        )
        head = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b"
        return _mail(head, f"--b\nContent-Type: text/plain\n\n{HONEST}\n{files}--b--\n")

    return make


_BOMB = "word/document.xml"
_PATHS = (
    "../../../../etc/cron.d/a.txt", "/etc/passwd.txt", "C:\\\\windows\\\\a.txt", "..", ".", "a\0b.txt",
    "CON.txt", "~/.bashrc.txt", ".txt", "a.txt/", "%2e%2e%2fa.txt", "\u202etxt.exe.txt", "a" * 5_000 + ".txt",
    "$(reboot).txt", "-rf.txt", "a.eml", "file:///etc/passwd", "\n.txt", "&#46;&#46;/a.txt", "a\t.txt",
)  # fmt: skip


def _itself(n: int) -> bytes:
    """A mail that is attached to a mail, and so on, each as a file in base 64."""
    mail = _mail("", HONEST)
    for _ in range(12 + 2 * n):
        mail = _attached(lambda _: ["a.eml"], lambda _, inner=mail: inner)(1)  # type: ignore[misc]
    return mail


MAIL: dict[str, tuple[str, Make]] = {
    "mails in mails": (".eml", _in_each_other),
    "parts in parts": (".eml", _multiparts),
    "attached to itself": (".eml", _itself),
    "paths": (".eml", _attached(lambda n: list(_PATHS) * n, lambda _: HONEST.encode())),
    "many files": (".eml", _attached(lambda n: [f"{i}.txt" for i in range(1_500 * n)], lambda _: b"a")),
    "a bomb": (".eml", _attached(lambda _: ["a.docx"], lambda n: _zip({_BOMB: b" " * 40_000_000 * n}))),
    "a large file": (".eml", _attached(lambda _: ["a.txt"], lambda n: b"a. " * 200_000 * n)),
    "no files": (".eml", _attached(lambda n: ["a.pdf"] * 100 * n, _noise)),
    "no end": (".eml", lambda n: _mail("Content-Type: multipart/mixed; boundary=b", "--b\n" * 50_000 * n)),
    "a long boundary": (".eml", lambda n: _mail("Content-Type: multipart/mixed; boundary=" + "-" * 50_000 * n, "--" * 50_000 * n)),
    "boundaries alike": (".eml", lambda n: _mail("Content-Type: multipart/mixed; boundary=b", "--bb\n" * 50_000 * n)),
    "heads": (".eml", lambda n: _mail("X-A: b\n" * 50_000 * n, HONEST)),
    "a long head": (".eml", lambda n: _mail("To: " + "a@a.example, " * 30_000 * n, HONEST)),
    "a folded head": (".eml", lambda n: _mail("To: a" + "\n " * 100_000 * n, HONEST)),
    "encoded words": (".eml", lambda n: _mail("To: " + "=?utf-8?q?=C3=A9?= " * 5_000 * n, HONEST)),
    "broken words": (".eml", lambda n: _mail("To: " + "=?utf-8?q?" * 20_000 * n, HONEST)),
    "parameters": (".eml", lambda n: _mail("Content-Type: text/plain" + "".join(f"; name*{i}*=a" for i in range(3_000 * n)), HONEST)),
    "comments in heads": (".eml", lambda n: _mail("Date: " + "(" * 20_000 * n, HONEST)),
    "an odd charset": (".eml", lambda n: _mail("Content-Type: text/plain; charset=zlib", "a" * 50_000 * n)),
    "an odd encoding": (".eml", lambda n: _mail("Content-Transfer-Encoding: base64", "=" * 100_000 * n)),
    "soft breaks": (".eml", lambda n: _mail("Content-Transfer-Encoding: quoted-printable", "=\n" * 100_000 * n)),
    "uuencoded": (".eml", lambda n: _mail("Content-Transfer-Encoding: x-uuencode", "begin 644 a\n" + "M" * 50_000 * n)),
    "quotes": (".eml", lambda n: _mail("", ">" * 50_000 * n + " a\n" + "> " * 50_000 * n)),
    "quoted lines": (".eml", lambda n: _mail("", "On 1 May, A wrote:\n> a\n" * 10_000 * n)),
    "quoted mails": (".eml", lambda n: _mail("", "a\n" + "From: A\nSent: b\nTo: c\n\nd\n\n" * 10_000 * n)),
    "levels": (".eml", lambda n: _mail("", "a\n" + "".join(f"{'>' * i}On 1 May 2024, Ida wrote:\n{'>' * i}> a\n" for i in range(300 * n)))),
    "depth": (".eml", lambda n: _mail("Content-Type: text/html", "<div>" * 5_000 * n + HONEST)),
    "quotes in quotes": (".eml", lambda n: _mail("Content-Type: text/html", "<blockquote type=cite>" * 3_000 * n + HONEST)),
    "one line": (".eml", lambda n: _mail("", "a" * 3_000_000 * n)),
    "noise": (".eml", lambda n: _mail("", "") + _noise(n)),
    "nulls": (".eml", lambda n: _mail("", "\0" * 200_000 * n)),
    "letters": (".mbox", lambda n: b"From a Mon Mar  4 10:00:00 2024\nSubject: a\n\na\n\n" * 300 * n),
    "starts": (".mbox", lambda n: b"From \n" * 50_000 * n),
    "escaped starts": (".mbox", lambda n: b"From a\nSubject: a\n\n" + b">" * 100_000 * n + b"From a\n"),
    "bombs": (".mbox", lambda n: b"".join(b"From a Mon Mar  4 10:00:00 2024\n" + _attached(lambda _: ["a.docx"], lambda _: _zip({_BOMB: b" " * 20_000_000}))(1) for _ in range(20 * n))),
}  # fmt: skip


# files of files, as Office had them before


def _ole(sectors: list[bytes], fat: list[int], head: dict[int, int] | None = None) -> bytes:
    """A file of files: its sectors of 512 bytes, the first of which are its table of sectors."""
    made = bytearray(512)
    made[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    struct.pack_into("<HHHHH", made, 24, 0x3E, 3, 0xFFFE, 9, 6)
    numbers = {44: 1, 48: 1, 56: 4096, 60: 0xFFFFFFFE, 68: 0xFFFFFFFE, 76: 0, **(head or {})}
    for at in range(80, 512, 4):
        struct.pack_into("<I", made, at, 0xFFFFFFFF)
    for at, number in numbers.items():
        struct.pack_into("<I", made, at, number)
    table = b"".join(struct.pack("<I", next_) for next_ in fat).ljust(512, b"\xff")
    return bytes(made) + table + b"".join(sector.ljust(512, b"\0") for sector in sectors)


def _entry(name: str, kind: int, left: int, right: int, child: int, start: int, size: int) -> bytes:
    words = (name + "\0").encode("utf-16-le")
    links = struct.pack("<BBIII", kind, 1, left, right, child)
    rest = b"\0" * 36 + struct.pack("<IQ", start, size)
    return words.ljust(64, b"\0")[:64] + struct.pack("<H", len(words)) + links + rest


_NONE = 0xFFFFFFFF
_ROOT = _entry("Root Entry", 5, _NONE, _NONE, 1, 0xFFFFFFFE, 0)


def _old_files(extension: str, stream: str) -> dict[str, tuple[str, Make]]:
    """Attacks that are the same for all kinds of files of files.

    Args:
        extension: of the format.
        stream: name of the part that it is read from.
    """

    def entry(left: int, right: int, child: int, size: int, kind: int = 2) -> bytes:
        return _ROOT + _entry(stream, kind, left, right, child, 2, size)

    end = 0xFFFFFFFE
    return {
        "a table in a circle": (extension, lambda n: _ole([entry(_NONE, _NONE, _NONE, 2**31)], [0xFFFFFFFD, end, 2] * n)),
        "folders in a circle": (extension, lambda n: _ole([entry(1, 1, _NONE, 9)], [0xFFFFFFFD, end, end] * n)),
        "a folder in itself": (extension, lambda n: _ole([entry(_NONE, _NONE, 1, 9, kind=1)], [0xFFFFFFFD, end, end] * n)),
        "the root in itself": (extension, lambda n: _ole([entry(0, 0, 0, 9)], [0xFFFFFFFD, end, end] * n)),
        "a great size": (extension, lambda n: _ole([entry(_NONE, _NONE, _NONE, 2**63)], [0xFFFFFFFD, end, end], {44: 2**31 - n})),
        "many tables": (extension, lambda n: _ole([entry(_NONE, _NONE, _NONE, 9)], [0xFFFFFFFD, end, end], {68: 1, 72: 2**31 - n})),
        "small sectors in a circle": (extension, lambda n: _ole([entry(_NONE, _NONE, _NONE, 9)], [0xFFFFFFFD, end, end], {60: 1, 64: n})),
        "the head alone": (extension, lambda n: _ole([], [])[: 512 - n]),
        "zeros": (extension, lambda n: bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 100_000 * n),
        "noise": (extension, lambda n: bytes.fromhex("d0cf11e0a1b11ae1") + _noise(n)),
        "noise behind the head": (extension, lambda n: _ole([_noise(n)], [0xFFFFFFFD, end, end])),
        "another kind": (extension, lambda n: b"PK\x03\x04" + _noise(n)),
    }  # fmt: skip


def _old_sheet(fill: Callable[[object, int], None], n: int) -> bytes:
    import xlwt

    book = xlwt.Workbook()
    fill(book.add_sheet("a"), n)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _corners(sheet: object, n: int) -> None:
    for row, column in ((0, 0), (65_535, 255)):
        sheet.write(row, column, f"a{n}")  # type: ignore[attr-defined]


def _cut(n: int) -> bytes:
    data = _old_sheet(_corners, 1)
    return data[: len(data) - 900 * n]


def _bits(n: int) -> bytes:
    """A sheet of which some bits are wrong."""
    data = bytearray(_old_sheet(_corners, 1))
    for at in range(600 + n, len(data), 97 + n):
        data[at] ^= 1 << n % 8
    return bytes(data)


XLS = _old_files(".xls", "Workbook") | {
    "far corners": (".xls", lambda n: _old_sheet(_corners, n)),
    "cut off": (".xls", _cut),
    "wrong bits": (".xls", _bits),
}
MSG = _old_files(".msg", "__properties_version1.0")


# rich text


def _rich(body: Callable[[int], str]) -> tuple[str, Make]:
    return ".rtf", lambda n: ("{\\rtf1\\ansi " + body(n) + "}").encode("latin-1")


RTF: dict[str, tuple[str, Make]] = {
    "groups": _rich(lambda n: "{" * 100_000 * n + HONEST),
    "closed": _rich(lambda n: "}" * 100_000 * n + HONEST),
    "words": _rich(lambda n: "\\b0" * 100_000 * n),
    "one word": _rich(lambda n: "\\" + "a" * 500_000 * n),
    "a number": _rich(lambda n: "\\b" + "9" * 100_000 * n),
    "letters": _rich(lambda n: "\\u8364?" * 50_000 * n),
    "half letters": _rich(lambda n: "\\u-10240?" * 50_000 * n),
    "skipped letters": _rich(lambda n: "\\uc2000000000 \\u8364? " * 1_000 * n + HONEST),
    "bytes": _rich(lambda n: "\\'" * 100_000 * n),
    "binary": _rich(lambda n: "\\bin2000000000 " + "a" * 100_000 * n),
    "below zero": _rich(lambda n: "\\bin-5 a" * 20_000 * n),
    "fonts": _rich(lambda n: "{\\fonttbl" + "".join(f"{{\\f{i} A;}}" for i in range(20_000 * n)) + "}a"),
    "cells": _rich(lambda n: "\\trowd" + "\\cellx1" * 20_000 * n + "\\intbl a\\cell" * 20_000 * n + "\\row"),
    "rows": _rich(lambda n: "\\trowd\\cellx1\\cellx2\\intbl a\\cell b\\cell\\row" * 10_000 * n),
    "tables in tables": _rich(lambda n: "{\\nesttableprops\\itap9" * 5_000 * n + "a\\nestcell\\nestrow"),
    "notes": _rich(lambda n: "{\\footnote " * 5_000 * n + "a" + "}" * 5_000 * n),
    "fields": _rich(lambda n: "{\\field{\\*\\fldinst A}{\\fldrslt " * 3_000 * n + "a"),
    "pictures": _rich(lambda n: "{\\pict " + "f" * 2_000_000 * n + "}a"),
    "paragraphs": _rich(lambda n: "a\\par " * 30_000 * n),
    "spaces": _rich(lambda n: " " * 1_000_000 * n),
    "marks": _rich(lambda n: "a" + "\\u807?\\u769?" * 20_000 * n),
    "no head": (".rtf", lambda n: b"{\\rt" + b"f1 a" * 50_000 * n),
    "noise": (".rtf", lambda n: b"{\\rtf1 " + _noise(n)),
    "nulls": (".rtf", lambda n: b"{\\rtf1 " + b"\0" * 200_000 * n),
}  # fmt: skip


# open documents


_OPEN = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)


def _open_document(kind: str) -> Callable[[str], str]:
    return (
        f"<office:document-content {_OPEN}><office:body><office:{kind}>{{}}</office:{kind}>"
        "</office:body></office:document-content>"
    ).format


_TEXT = _open_document("text")
_SHEET = _open_document("spreadsheet")
_MANIFEST = {"META-INF/manifest.xml": b"<manifest/>"}


def _open_text(body: Callable[[int], str]) -> tuple[str, Make]:
    return ".odt", lambda n: _zip({"content.xml": _TEXT(body(n)).encode(), **_MANIFEST})


def _open_sheet(body: Callable[[int], str]) -> tuple[str, Make]:
    table = '<table:table table:name="a">{}</table:table>'
    return ".ods", lambda n: _around(".ods", "content.xml", _SHEET(table.format(body(n))).encode())


def _cell(**repeats: int) -> str:
    said = "".join(f' table:{name.replace("_", "-")}="{count}"' for name, count in repeats.items())
    return (
        f'<table:table-cell office:value-type="string"{said}><text:p>a</text:p></table:table-cell>'
    )


ODT = _archives(".odt", "content.xml", _TEXT, "<text:p>{}</text:p>") | {
    "spaces of a number": _open_text(lambda n: f'<text:p>a<text:s text:c="{10**n * 10**6}"/>b</text:p>' * 100),
    "rows": _open_text(lambda n: f'<table:table><table:table-row table:number-rows-repeated="{10**9 * n}">{_cell() * 2}</table:table-row></table:table>'),
    "columns": _open_text(lambda n: f"<table:table><table:table-row>{_cell(number_columns_repeated=10**9 * n)}</table:table-row></table:table>" * 50),
    "spans": _open_text(lambda n: f"<table:table><table:table-row>{_cell(number_rows_spanned=10**9 * n, number_columns_spanned=10**9 * n) * 20}</table:table-row></table:table>" * 50),
    "tables in tables": _open_text(lambda n: "<table:table><table:table-row><table:table-cell>" * 60 * n + "a" + "</table:table-cell></table:table-row></table:table>" * 60 * n),
    "notes in notes": _open_text(lambda n: "<text:p>a<text:note><text:note-body>" * 60 * n + "</text:note-body></text:note></text:p>" * 60 * n),
    "lists": _open_text(lambda n: "<text:list><text:list-item>" * 100 * n + "<text:p>a</text:p>" + "</text:list-item></text:list>" * 100 * n),
}  # fmt: skip
ODS = _archives(
    ".ods",
    "content.xml",
    lambda inner: _SHEET(f'<table:table table:name="a">{inner}</table:table>'),
    "<table:table-row><table:table-cell><text:p>{}</text:p></table:table-cell></table:table-row>",
) | {
    "rows": _open_sheet(lambda n: f'<table:table-row table:number-rows-repeated="{10**9 * n}">{_cell() * 2}</table:table-row>'),
    "columns": _open_sheet(lambda n: f"<table:table-row>{_cell(number_columns_repeated=10**9 * n)}</table:table-row>" * 50),
    "far corners": _open_sheet(lambda n: f'<table:table-row>{_cell()}</table:table-row><table:table-row table:number-rows-repeated="{1_000_000 + n}"><table:table-cell/></table:table-row><table:table-row><table:table-cell table:number-columns-repeated="16000"/>{_cell()}</table:table-row>'),
    "notes": _open_sheet(lambda n: "<table:table-row><table:table-cell>" + "<office:annotation><text:p>a</text:p></office:annotation>" * 20_000 * n + "<text:p>b</text:p></table:table-cell></table:table-row>"),
    "notes in notes": _open_sheet(lambda n: "<table:table-row><table:table-cell>" + "<office:annotation><text:p>" * 100 * n + "a" + "</text:p></office:annotation>" * 100 * n + "</table:table-cell></table:table-row>"),
    "tables": _open_sheet(lambda n: '</table:table><table:table table:name="b">' * 3_000 * n),
    "no list of parts": (".ods", lambda n: _zip({"content.xml": _SHEET("a" * n).encode()})),
    "numbers": _open_sheet(lambda n: "<table:table-row>" + f'<table:table-cell office:value-type="float" office:value="{"9" * 5_000 * n}"/>' * 50 + "</table:table-row>"),
}  # fmt: skip


# archives of pages


def _page_archive(head: str, body: str) -> bytes:
    top = 'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary=b'
    return f"From: <Saved by Blink>\n{top}\n\n--b\nContent-Type: text/html\n{head}\n{body}\n--b--\n".encode()


def _saved(body: Callable[[int], str], head: str = "") -> tuple[str, Make]:
    return ".mhtml", lambda n: _page_archive(head, body(n))


MHTML: dict[str, tuple[str, Make]] = {
    "pages": (".mhtml", lambda n: _page_archive("", f"<p>{HONEST}</p>\n--b\nContent-Type: text/html\n\n<p>a" * 3_000 * n)),
    "parts in parts": (".mhtml", lambda n: _page_archive("", "".join("--b\nContent-Type: multipart/related; boundary=b\n\n" for _ in range(2_000 * n)))),
    "depth": _saved(lambda n: "<div>" * 5_000 * n + HONEST),
    "frames": _saved(lambda n: "<iframe src=cid:a>" * 5_000 * n),
    "soft breaks": _saved(lambda n: "=\n" * 100_000 * n, "Content-Transfer-Encoding: quoted-printable\n"),
    "base 64": _saved(lambda n: "A" * 1_000_000 * n, "Content-Transfer-Encoding: base64\n"),
    "an odd charset": (".mhtml", lambda n: _page_archive("", "a" * 10_000 * n).replace(b"text/html\n", b"text/html; charset=idna\n")),
    "an outer address": _saved(lambda n: f"<base href='file:///etc/'><p>{HONEST}</p>" * n, "Content-Location: file:///etc/passwd\n"),
    "heads": (".mhtml", lambda n: b"X-A: b\n" * 50_000 * n + _page_archive("", f"<p>{HONEST}</p>")),
    "no page": (".mhtml", lambda n: _mail("Content-Type: multipart/related; boundary=b", "--b\nContent-Type: image/png\n\n" + "a" * 50_000 * n)),
    "no end": (".mhtml", lambda n: _mail("Content-Type: multipart/related; boundary=b", "--b\n" * 50_000 * n)),
    "comments": _saved(lambda n: "<!--" * 20_000 * n),
    "noise": (".mhtml", lambda n: _page_archive("", "") + _noise(n)),
}  # fmt: skip


FAMILIES: dict[str, dict[str, tuple[str, Make]]] = {
    "text": TEXT,
    "html": HTML,
    "csv": CSV,
    "json": JSON,
    "jsonl": JSONL,
    "pdf": PDF,
    "docx": DOCX,
    "pptx": PPTX,
    "epub": EPUB,
    "mail": MAIL,
    "msg": MSG,
    "xls": XLS,
    "rtf": RTF,
    "odt": ODT,
    "ods": ODS,
    "mhtml": MHTML,
}

_LINKS = ("/proc/kmsg", "/proc/self/pagemap", "/dev/zero", "nowhere", "itself", "/sys", ".")


def write_family(family: str, folder: Path, count: int = COUNT) -> list[Path]:
    """Write the hostile files of a family: each kind, then each in a greater size, and so on."""
    kinds = list(FAMILIES[family].items())
    files = []
    for number in range(count):
        (name, (extension, make)), size = kinds[number % len(kinds)], number // len(kinds) + 1
        path = folder / f"{name} {size}{extension}"
        path.write_bytes(make(size))
        files.append(path)
    for number, end in enumerate(_LINKS):
        link = folder / f"link {number}{kinds[0][1][0]}"
        link.symlink_to(link.name if end == "itself" else end)
    os.mkfifo(folder / f"pipe{kinds[0][1][0]}")
    return files


def write_honest(family: str, folder: Path) -> list[Path]:
    """Write honest files of a family, before and after the hostile ones by their names."""
    made: dict[str, bytes] = {
        "text": HONEST.encode(),
        "html": _page(lambda _: f"<p>{HONEST}</p>")(1),
        "csv": f'text\n"{HONEST}"\n'.encode(),
        "json": json.dumps({"text": HONEST}).encode(),
        "jsonl": (json.dumps({"text": HONEST}) + "\n").encode(),
        "pdf": _one_page(_stream(b"BT /F 12 Tf 9 700 Td (%s) Tj ET" % HONEST.encode())),
    }
    made["docx"] = _around(
        ".docx",
        "word/document.xml",
        _DOC.format(f"<w:p><w:r><w:t>{HONEST}</w:t></w:r></w:p>").encode(),
    )
    made["pptx"] = _around(
        ".pptx", _SLIDE, _slide(f"<a:p><a:r><a:t>{HONEST}</a:t></a:r></a:p>").encode()
    )
    made["epub"] = _around(
        ".epub", "c.xhtml", f"<html><body><p>{HONEST}</p></body></html>".encode()
    )
    made |= _honest_of_newer()
    extension = {"text": ".txt", "mail": ".eml", "msg": ".txt"}.get(family, f".{family}")
    files = []
    for name in ("!first", "mmm", "~last"):
        for kind, data in ((extension, made.get(family, made["text"])), (".txt", made["text"])):
            path = folder / f"{name} honest{kind}"
            path.write_bytes(data)
            files.append(path)
    return sorted(set(files))


def _honest_of_newer() -> dict[str, bytes]:
    def sentence(sheet: object, _: int) -> None:
        sheet.write(0, 0, HONEST)  # type: ignore[attr-defined]

    row = f"<table:table-row>{_cell().replace('>a<', f'>{HONEST}<')}</table:table-row>"
    return {
        "mail": _mail("", HONEST),
        "xls": _old_sheet(sentence, 1),
        "rtf": _rich(lambda _: HONEST)[1](1),
        "odt": _open_text(lambda _: f"<text:p>{HONEST}</text:p>")[1](1),
        "ods": _open_sheet(lambda _: row)[1](1),
        "mhtml": _page_archive("", f"<html><body><p>{HONEST}</p></body></html>"),
    }
