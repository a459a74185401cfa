"""Files that try to stop the indexing of others: made by code, of every family of formats.

Each family has kinds of attack; each kind is made in sizes that grow, so that what takes time or
memory out of proportion shows. They are small on disk, and nothing in them reaches anything.
"""

import gzip
import io
import json
import random
import re
import zipfile
import zlib
from collections.abc import Callable
from functools import cache

COUNT = 112
"""Hostile files of each family."""

Make = Callable[[int], bytes]

HONEST = (
    "The harbour of Lindau was closed for nine days in March because the lake stood too low. "
    "Ferries from Bregenz and Rorschach turned back, and the mayor asked the canton for help."
)


# text, Markdown, front matter


def _text(pattern: str, total: int = 40_000) -> Make:
    return lambda n: (pattern * (n * total // len(pattern.encode()) + 1)).encode()


def _matter(make: Callable[[int], str]) -> Make:
    return lambda n: f"---\n{make(n)}\n---\n# Low water\n\n{HONEST}\n".encode()


def _aliases(n: int, level: str) -> str:
    lines = (
        f"a{i}: &a{i} " + level.format(", ".join([f"*a{i - 1}"] * 10)) for i in range(1, n + 7)
    )
    return "\n".join(["a0: &a0 {x: 1}", *lines])


def _noise(n: int) -> bytes:
    return random.Random(n).randbytes(n * 20_000)


TEXT: dict[str, tuple[str, Make]] = {
    "quotes": (".txt", _text('"a", he said. ')),
    "one word": (".txt", _text("a")),
    "hyphens": (".txt", _text("a-")),
    "dots": (".txt", _text("a. ")),
    "ends": (".txt", _text(".)")),
    "blank lines": (".txt", _text("\n")),
    "white space": (".txt", lambda n: b"a" + b" " * 100_000 * n + b"b"),
    "tabs": (".txt", lambda n: b"a\n" + b"\t" * 100_000 * n + b"b"),
    "marks": (".txt", lambda n: ("a" + "\u0327\u0301" * 20_000 * n).encode()),
    "title lines": (".txt", lambda n: (("a-" * 3_000 + "\n") * n).encode()),
    "wrapped, then one word": (
        ".txt",
        lambda n: (("the lake rose by two metres and the boats went out again as if\n" * 4_000)
        + "a" * 50_000 * n).encode(),
    ),
    "noise": (".txt", _noise),
    "nulls": (".txt", lambda n: b"\0" * 100_000 * n),
    "UTF-16 cut off": (".txt", lambda n: HONEST.encode("utf-16")[:-1] + b"\xd8" * n),
    "UTF-7": (".txt", lambda n: b"+AGE-" * 5_000 * n),
    "controls": (".txt", lambda n: ("\u202e\u2066" * 10_000 * n + HONEST).encode()),
    "headings": (".md", _text("#")),
    "nested quotes": (".md", lambda n: b">" * 5_000 * n + b" a"),
    "nested lists": (".md", lambda n: b"".join(b" " * i + b"- a\n" for i in range(200 * n))),
    "brackets": (".md", _text("[")),
    "links": (".md", _text("[a](")),
    "emphasis": (".md", _text("*a_ ")),
    "backticks": (".md", lambda n: b" ".join(b"`" * i for i in range(1, 200 * n))),
    "table": (".md", lambda n: b"|" * 2_000 * n + b"\n" + b"|-" * 2_000 * n + b"|\n" + b"|\n" * 500),
    "references": (".md", lambda n: b"".join(b"[a%d]: b\n" % i for i in range(2_000 * n))),
    "html": (".md", _text("<!-- <a ")),
    "entities": (".md", _text("&amp&#x10FFFF;")),
    "merges": (".md", _matter(lambda n: _aliases(n, "{{<<: [{}]}}"))),
    "aliases": (".md", _matter(lambda n: _aliases(n, "[{}]"))),
    "flow": (".md", _matter(lambda n: "a: " + "[" * 5_000 * n)),
    "keys": (".md", _matter(lambda n: "? " * 3_000 * n)),
    "items": (".md", _matter(lambda n: "- " * 3_000 * n)),
    "a number": (".md", _matter(lambda n: "a: 0x" + "f" * 8_000 * n)),
    "base 60": (".md", _matter(lambda n: "a: " + "1:" * 4_000 * n + "1")),
    "code": (".md", _matter(lambda n: "a: !!python/object/apply:os.system [ls]" + " " * n)),
}  # fmt: skip


# HTML


def _page(body: Callable[[int], str]) -> Make:
    return lambda n: (
        f"<html><head><title>Low water</title></head><body><p>{HONEST}</p>{body(n)}</body></html>"
    ).encode()


HTML: dict[str, tuple[str, Make]] = {
    "attributes": (
        ".html",
        _page(lambda n: "<p " + " ".join(f"a{i}=1" for i in range(10_000 * n)) + ">x</p>"),
    ),
    "one attribute": (".html", _page(lambda n: "<p a='" + "x" * 100_000 * n + "'>x</p>")),
    "depth": (".html", _page(lambda n: "<div>" * 5_000 * n + HONEST)),
    "depth of formats": (".html", _page(lambda n: "<b><i><a>" * 3_000 * n + HONEST)),
    "lists": (".html", _page(lambda n: "<ul><li>" * 3_000 * n + HONEST)),
    "tables": (".html", _page(lambda n: "<table><tr><td>" * 2_000 * n + HONEST)),
    "rows": (".html", _page(lambda n: "<table>" + "<tr><td>a<td>b" * 5_000 * n + "</table>")),
    "paragraphs": (".html", _page(lambda n: "<p>a" * 10_000 * n)),
    "entities": (".html", _page(lambda n: "&amp;&lt;&#x41;&CounterClockwiseContourIntegral;" * 2_000 * n)),
    "doctype": (
        ".html",
        lambda n: ("<!DOCTYPE a [" + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10 * n)) + "]><p>&a9;</p>").encode(),
    ),
    "comments": (".html", _page(lambda n: "<!--" * 10_000 * n)),
    "scripts": (".html", _page(lambda n: "<script>" * 5_000 * n)),
    "styles": (".html", _page(lambda n: "<p style='" + "a:b;" * 20_000 * n + "'>x</p>")),
    "classes": (".html", _page(lambda n: "<p class='" + "comment share " * 5_000 * n + "'>x</p>")),
    "tags": (".html", _page(lambda n: "".join(f"<t{i}>" for i in range(3_000 * n)))),
    "unclosed": (".html", _page(lambda n: "<" * 50_000 * n)),
    "closed": (".html", _page(lambda n: "</p></div>" * 10_000 * n)),
    "links": (".html", _page(lambda n: "<a href='/x'>y</a> " * 5_000 * n)),
    "dates": (".html", _page(lambda n: "<time datetime='2025-10-24'>24 October 2025</time>" * 3_000 * n)),
    "digits": (".html", _page(lambda n: "<p>" + "20251024" * 10_000 * n + "</p>")),
    "metadata": (
        ".html",
        lambda n: ("<html><head>" + f"<meta name=author content='{'a b, ' * 200}'>" * 100 * n + f"</head><p>{HONEST}</p>").encode(),
    ),
    "linked data": (
        ".html",
        _page(lambda n: '<script type="application/ld+json">' + '{"a":' * 5_000 * n + "</script>"),
    ),
    "charset": (".html", lambda n: b"<meta charset=zlib>" + b"\xff" * 20_000 * n),
    "noise": (".html", lambda n: b"<html>" + _noise(n)),
    "nulls": (".html", lambda n: b"<html><p>" + b"\0" * 50_000 * n),
    "white space": (".html", _page(lambda n: "<p>a" + " \n" * 100_000 * n + "b</p>")),
    "selects": (".html", _page(lambda n: "<select><option>" * 3_000 * n)),
    "svg": (".html", _page(lambda n: "<svg><g>" * 3_000 * n)),
}  # fmt: skip


# tables and records

CSV: dict[str, tuple[str, Make]] = {
    "columns": (".csv", lambda n: b"a," * 50_000 * n + b"\n" + b"1," * 50_000 * n),
    "long head": (".csv", lambda n: b"a" * 20_000 * n + b",b\n" + b"1,2\n" * 2_000 * n),
    "quotes": (".csv", lambda n: b'"' * 50_001 * n),
    "open quote": (".csv", lambda n: b'a,b\n"' + b"1,2\n" * 20_000 * n),
    "rows": (".csv", lambda n: b"text\n" + b"a\n" * 300 * n),
    "empty rows": (".csv", lambda n: b"text\n" + b"\n" * 100_000 * n),
    "empty cells": (".csv", lambda n: b"a,b\n" + b"," * 100_000 * n),
    "delimiters": (".csv", lambda n: b",;\t|" * 20_000 * n),
    "one cell": (".csv", lambda n: b"text\n" + b"a" * 100_000 * n),
    "ragged": (".csv", lambda n: b"".join(b"1," * i + b"\n" for i in range(200 * n))),
    "ids": (".csv", lambda n: b"id,text\n" + b"1,a.\n" * 300 * n),
    "same columns": (".csv", lambda n: b"text," * 5_000 * n + b"\na\n"),
    "nulls": (".csv", lambda n: b"text\n" + b"\0" * 10_000 * n),
    "noise": (".csv", _noise),
    "carriage returns": (".csv", lambda n: b"text\r" + b"a\r" * 300 * n),
    "tabs": (".tsv", lambda n: b"text\t" + b"\t" * 50_000 * n + b"\na"),
    "dates": (".csv", lambda n: b"text,date\n" + b"a.," + b"1/" * 20_000 * n + b"\n"),
    "surrogates": (".csv", lambda n: b"text\n" + b"\xed\xa0\x80" * 10_000 * n),
    "marks": (".csv", lambda n: b"text\na" + "\u0327\u0301".encode() * 20_000 * n),
}
JSON: dict[str, tuple[str, Make]] = {
    "lists": (".json", lambda n: b"[" * 50_000 * n),
    "objects": (".json", lambda n: b'{"a":' * 20_000 * n),
    "closed lists": (".json", lambda n: b"[" * 900 + b"1" + b"]" * 900 + b" " * n),
    "long names": (
        ".json",
        lambda n: json.dumps(
            {"a" * 20_000 * n: dict.fromkeys(map(str, range(500 * n)), 1)}
        ).encode(),
    ),
    "a number": (".json", lambda n: b"[" + b"9" * 50_000 * n + b"]"),
    "an exponent": (".json", lambda n: b'{"a": 1e' + b"9" * 10_000 * n + b"}"),
    "infinities": (".json", lambda n: b"[" + b"Infinity,NaN," * 5_000 * n + b"1]"),
    "empty": (".json", lambda n: b"[" + b"{}," * 20_000 * n + b"{}]"),
    "nulls": (".json", lambda n: b"[" + b"null," * 20_000 * n + b"1]"),
    "same names": (".json", lambda n: b"{" + b'"text": "a.",' * 5_000 * n + b'"text": "b."}'),
    "records": (".json", lambda n: b"[" + b'{"text": "a."},' * 300 * n + b'{"text": "b."}]'),
    "surrogates": (".json", lambda n: b'{"text": "' + b"\\ud800" * 10_000 * n + b'"}'),
    "escapes": (".json", lambda n: b'{"text": "' + b"\\u0000" * 10_000 * n + b'"}'),
    "odd fields": (
        ".json",
        lambda n: b'{"text": "a.", "id": [1], "date": {}, "url": 3}' + b" " * n,
    ),
    "white space": (".json", lambda n: b" " * 200_000 * n),
    "cut off": (".json", lambda n: b'{"text": "' + b"a" * 50_000 * n),
    "noise": (".json", _noise),
    "one word": (".json", lambda n: b'{"text": "' + b"a" * 100_000 * n + b'"}'),
    "marks": (".json", lambda n: b'{"text": "a' + "\u0327\u0301".encode() * 20_000 * n + b'"}'),
    "trees": (".json", lambda n: json.dumps([[i, [i, [i]]] for i in range(5_000 * n)]).encode()),
}


def _gz(unit: bytes, total: int) -> Make:
    """Some MB that are all the same, compressed to a thousandth."""

    def make(n: int) -> bytes:
        squeezed = zlib.compressobj(9, zlib.DEFLATED, 31)
        block = unit * (1_000_000 // len(unit))
        parts = [squeezed.compress(block) for _ in range(total * n // 1_000_000)]
        return b"".join([*parts, squeezed.flush()])

    return make


JSONL: dict[str, tuple[str, Make]] = {
    "blank lines": (".jsonl.gz", _gz(b"\n", 60_000_000)),
    "blank records": (".jsonl.gz", _gz(b"{}\n", 20_000_000)),
    "tiny records": (".jsonl.gz", lambda n: gzip.compress(b'{"text":"a."}\n' * 1_000 * n)),
    "one line": (".jsonl.gz", _gz(b" ", 60_000_000)),
    "one text": (
        ".jsonl.gz",
        lambda n: gzip.compress(b'{"text": "' + b"a" * 5_000_000 * n + b'"}'),
    ),
    "in gzip": (".jsonl.gz", lambda n: gzip.compress(gzip.compress(b"{}\n" * 100_000 * n))),
    "many members": (".jsonl.gz", lambda n: gzip.compress(b"\n") * 5_000 * n),
    "cut off": (".jsonl.gz", lambda n: gzip.compress(_noise(n))[:-20]),
    "wrong sum": (".jsonl.gz", lambda n: gzip.compress(b'{"text": "a."}\n' * n)[:-8] + b"\0" * 8),
    "head only": (".jsonl.gz", lambda n: b"\x1f\x8b\x08" + b"\0" * n),
    "long name": (".jsonl.gz", lambda n: b"\x1f\x8b\x08\x08" + b"\0" * 6 + b"a" * 100_000 * n),
    "zeros after": (
        ".jsonl.gz",
        lambda n: gzip.compress(b'{"text": "a."}\n') + b"\0" * 100_000 * n,
    ),
    "plain lines": (".jsonl", lambda n: b"\n" * 500_000 * n),
    "no lines": (".jsonl", lambda n: b"a" * 500_000 * n),
    "lists": (".jsonl", lambda n: b"[" * 20_000 * n + b"\n"),
    "objects": (".jsonl", lambda n: (b'{"a":' * 2_000 * n + b"\n") * 20),
    "numbers": (".jsonl", lambda n: (b"9" * 5_000 + b"\n") * 100 * n),
    "ids": (".jsonl", lambda n: b'{"id": 1, "text": "a."}\n' * 300 * n),
    "long ids": (
        ".jsonl",
        lambda n: (b'{"text": "a.", "id": "' + b"a" * 10_000 + b'"}\n') * 30 * n,
    ),
    "not UTF-8": (".jsonl", lambda n: b"\xff\xfe\n" * 5_000 * n),
    "noise": (".jsonl", _noise),
}


# PDF


def _pdf(objects: list[bytes], root: int = 1, trailer: bytes = b"") -> bytes:
    """A PDF file of these objects, numbered from 1."""
    made = io.BytesIO()
    made.write(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(made.tell())
        made.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    xref = made.tell()
    made.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    made.writelines(b"%010d 00000 n \n" % place for place in places)
    made.write(b"trailer\n<</Size %d/Root %d 0 R%s>>\n" % (len(objects) + 1, root, trailer))
    made.write(b"startxref\n%d\n%%%%EOF\n" % xref)
    return made.getvalue()


def _stream(data: bytes, about: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), about, data)


_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"


def _one_page(content: bytes, font: bytes = _FONT) -> bytes:
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return _pdf([_CATALOG, pages, _PAGE, content, font])


def _chained(n: int) -> bytes:
    """A page of filters one in the other, each of which unfolds a thousandfold."""
    data = b"BT /F 12 Tf (a) Tj ET " * 200_000
    for _ in range(n + 1):
        data = zlib.compress(data, 9)
    return _stream(data, b"/Filter[" + b"/FlateDecode" * (n + 1) + b"]")


def _flate(data: bytes) -> bytes:
    return _stream(zlib.compress(data, 9), b"/Filter/FlateDecode")


def _deep_pages(n: int) -> bytes:
    """Pages in pages in pages."""
    depth = 300 * n
    nodes = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (i + 3) for i in range(depth)]
    return _pdf([_CATALOG, *nodes, b"<</Type/Page/MediaBox[0 0 9 9]>>"])


def _xref_stream(n: int) -> bytes:
    """Objects in a stream of objects that is in itself."""
    body = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    place = len(body)
    inside = zlib.compress(b"2 0 <</Type/Pages/Kids[2 0 R]/Count %d>>" % n)
    body += b"3 0 obj\n" + _stream(
        inside, b"/Type/ObjStm/N 1/First 4/Extends 3 0 R/Filter/FlateDecode"
    )
    body += b"\nendobj\n"
    at = len(body)
    entries = b"\0\0\0\0" + b"\1" + (9).to_bytes(2, "big") + b"\0" + b"\2\0\3\0" + b"\1" + place.to_bytes(2, "big") + b"\0"  # fmt: skip
    body += b"4 0 obj\n" + _stream(entries, b"/Type/XRef/W[1 2 1]/Size 4/Root 1 0 R/Prev %d" % at)
    return body + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % at


def _cmap(n: int) -> bytes:
    """A table of characters with ranges that hold everything."""
    ranges = b"<0000> <FFFF> <0000>\n" * 20 * n
    return b"begincmap\n%d beginbfrange\n%sendbfrange\nendcmap" % (20 * n, ranges)


def _with_cmap(n: int) -> bytes:
    font = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[7 0 R]>>"
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    below = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A>>"
    text = _stream(b"BT /F 12 Tf <00410042> Tj ET")
    return _pdf([_CATALOG, pages, _PAGE, text, font, _stream(_cmap(n)), below])


def _forms(n: int) -> bytes:
    """A page that draws a form that draws a form ten times, and so on."""
    forms = [
        _stream(
            b"/X Do " * 10,
            b"/Type/XObject/Subtype/Form/Resources<</XObject<</X %d 0 R>>>>" % (i + 6),
        )
        for i in range(n + 5)
    ]
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
    last = _stream(b"BT (a) Tj ET", b"/Type/XObject/Subtype/Form")
    return _pdf([_CATALOG, pages, page, _stream(b"/X Do"), *forms, last])


def _predicted(n: int) -> bytes:
    """Rows that are each made of the one before, of a great width."""
    about = b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns %d>>" % (100_000 * n)
    return _stream(zlib.compress(b"\2" + b"\1" * 2_000_000 * n), about)


PDF: dict[str, tuple[str, Make]] = {
    "page in itself": (".pdf", lambda n: _pdf([_CATALOG, b"<</Type/Pages/Kids[" + b"2 0 R " * n + b"]/Count 9>>"])),
    "pages in pages": (".pdf", _deep_pages),
    "pages twice": (".pdf", lambda n: _pdf([_CATALOG, b"<</Type/Pages/Kids[" + b"3 0 R " * 500 * n + b"]/Count %d>>" % (500 * n), _PAGE, _stream(b"BT /F 12 Tf (a) Tj ET " * 50), _FONT])),
    "a false count": (".pdf", lambda n: _pdf([_CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count %d>>" % 10**n, _PAGE, _stream(b""), _FONT])),
    "filters": (".pdf", lambda n: _one_page(_chained(n))),
    "a large page": (".pdf", lambda n: _one_page(_flate(b"BT /F 12 Tf (a) Tj ET " * 200_000 * n))),
    "operands": (".pdf", lambda n: _one_page(_flate(b"1 " * 500_000 * n))),
    "arrays": (".pdf", lambda n: _one_page(_flate(b"[" * 50_000 * n))),
    "strings": (".pdf", lambda n: _one_page(_flate(b"BT (" + b"(" * 50_000 * n))),
    "one string": (".pdf", lambda n: _one_page(_flate(b"BT /F 1 Tf (" + b"a" * 2_000_000 * n + b") Tj ET"))),
    "states": (".pdf", lambda n: _one_page(_flate(b"q " * 200_000 * n))),
    "zeros": (".pdf", lambda n: _one_page(_flate(b"\0" * 50_000_000 * n))),
    "predictor": (".pdf", lambda n: _one_page(_predicted(n))),
    "characters": (".pdf", _with_cmap),
    "forms": (".pdf", _forms),
    "object streams": (".pdf", _xref_stream),
    "table in itself": (".pdf", lambda n: _pdf([_CATALOG, b"<</Type/Pages/Kids[]/Count 0>>"], trailer=b"/Prev 9" + b" " * n)),
    "no table": (".pdf", lambda n: _one_page(_stream(b"BT (a) Tj ET"))[:-60] + b"1 0 obj\n" * 2_000 * n),
    "names": (".pdf", lambda n: b"%PDF-1.4\n1 0 obj\n" + b"<</A" * 3_000 * n),
    "lists": (".pdf", lambda n: b"%PDF-1.4\n1 0 obj\n" + b"[" * 5_000 * n),
    "a long number": (".pdf", lambda n: b"%PDF-1.4\n1 0 obj\n" + b"9" * 50_000 * n + b"\nendobj\nstartxref\n" + b"9" * n)
    ,
    "noise": (".pdf", lambda n: b"%PDF-1.4\n" + _noise(n)),
    "head only": (".pdf", lambda n: b"%PDF-1.7\n" * n),
    "length in itself": (".pdf", lambda n: _pdf([_CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", _PAGE, b"<</Length 4 0 R>>\nstream\na\nendstream", _FONT]) + b" " * n),
    "a link in a circle": (".pdf", lambda n: _pdf([_CATALOG, b"3 0 R", b"4 0 R", b"2 0 R"] + [b"null"] * n)),
    "run lengths": (".pdf", lambda n: _one_page(_stream(b"\x81 " * 50_000 * n, b"/Filter/RunLengthDecode"))),
    "LZW": (".pdf", lambda n: _one_page(_stream(b"\x80" + _noise(n), b"/Filter/LZWDecode"))),
    "hexadecimal": (".pdf", lambda n: _one_page(_stream(b"4" * 200_000 * n, b"/Filter/ASCIIHexDecode"))),
    "base 85": (".pdf", lambda n: _one_page(_stream(b"z" * 200_000 * n, b"/Filter/ASCII85Decode"))),
    "locked": (".pdf", lambda n: _pdf([_CATALOG, b"<</Type/Pages/Kids[]/Count 0>>"], trailer=b"/Encrypt<</Filter/Standard/V 4/R 4/Length %d>>" % 10**n)),
}  # fmt: skip


# archives

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DOC = f'<w:document xmlns:w="{_W}"><w:body>{{}}</w:body></w:document>'


def _zip(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def _lying(data: bytes, size: int) -> bytes:
    """An archive whose first entry says that it unpacks to `size` bytes."""
    at = data.index(b"PK\x01\x02")
    said = size.to_bytes(4, "little")
    return data[:22] + said + data[26 : at + 24] + said + data[at + 28 :]


def _archive(name: str, make: Callable[[str], bytes], body: Callable[[int], str]) -> Make:
    return lambda n: _zip({name: make(body(n))})


def _entities(n: int) -> str:
    lines = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, n + 8))
    return f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a0 "a">{lines}]>'


def _archives(
    extension: str, part: str, whole: Callable[[str], str], unit: str
) -> dict[str, tuple[str, Make]]:
    """Attacks by archive and by XML that are the same for all three formats.

    Args:
        extension: of the format.
        part: name of the part that holds the text.
        whole: that part, around something.
        unit: one paragraph.
    """

    def xml(body: Callable[[int], str]) -> tuple[str, Make]:
        return extension, lambda n: _around(extension, part, whole(body(n)).encode())

    return {
        "many paragraphs": xml(lambda n: unit.format("a") * 10_000 * n),
        "one paragraph": xml(lambda n: unit.format("a" * 500_000 * n)),
        "depth": xml(lambda n: "<a>" * 20_000 * n + "</a>" * 20_000 * n),
        "attributes": xml(lambda n: "<a " + " ".join(f"b{i}='1'" for i in range(10_000 * n)) + "/>"),
        "names": xml(lambda n: "".join(f"<a{i}/>" for i in range(20_000 * n))),
        "spaces": xml(lambda n: unit.format(" " * 1_000_000 * n)),
        "quotes": xml(lambda n: unit.format("&quot;a&quot;, he said. " * 5_000 * n)),
        "marks": xml(lambda n: unit.format("a" + "\u0327\u0301" * 20_000 * n)),
        "broken": xml(lambda n: "<a" * n),
        "entities": (extension, lambda n: _around(extension, part, (_entities(n) + whole(unit.format("&a9;"))).encode())),
        "an outer entity": (extension, lambda n: _around(extension, part, ('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + whole(unit.format("&b;" * n))).encode())),
        "a bomb": (extension, lambda n: _around(extension, part, b" " * 40_000_000 * n)),
        "many parts": (extension, lambda n: _around(extension, part, whole(unit.format("a")).encode(), {f"x{i}.xml": b"<a/>" for i in range(2_000 * n)})),
        "a false size": (extension, lambda n: _lying(_zip({part: whole(unit.format("a" * 1_000 * n)).encode()}), 10)),
        "a great size": (extension, lambda n: _lying(_zip({part: whole(unit.format("a" * n)).encode()}), 2**31)),
        "cut off": (extension, lambda n: _around(extension, part, whole(unit.format("a")).encode())[: -10 * n]),
        "in itself": (extension, lambda n: _zip({part: _zip({part: b"a" * 100_000 * n})})),
        "paths": (extension, lambda n: _around(extension, part, whole(unit.format("a")).encode(), {"../" * n + "etc/passwd": b"x"})),
        "nothing": (extension, lambda n: _zip({"a" * n: b""})),
        "noise": (extension, lambda n: b"PK\x03\x04" + _noise(n)),
        "not XML": (extension, lambda n: _around(extension, part, _noise(n))),
        "twice": (extension, lambda n: _around(extension, part, whole(unit.format("a")).encode()) * (n + 1)),
    }  # fmt: skip


_SLIDE = "ppt/slides/slide1.xml"


@cache
def _deck() -> dict[str, bytes]:
    """The parts of a presentation of one slide, as PowerPoint would save it."""
    from pptx import Presentation

    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Low water"
    slide.placeholders[1].text = "HERE"
    made = io.BytesIO()
    deck.save(made)
    with zipfile.ZipFile(made) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _slide(paragraphs: str) -> str:
    """The slide, with these paragraphs in it."""
    return re.sub(
        "<a:p>(?:(?!<a:p>).)*HERE.*?</a:p>", lambda _: paragraphs, _deck()[_SLIDE].decode()
    )


_BOOK = (
    '<package xmlns="http://www.idpf.org/2007/opf" version="2.0" unique-identifier="i"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:identifier id='i'>1</dc:identifier><dc:title>T</dc:title><dc:language>en</dc:language></metadata>"
    '<manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine></package>'
)
_CONTAINER = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile full-path="b.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'


def _around(extension: str, part: str, data: bytes, more: dict[str, bytes] | None = None) -> bytes:
    """A file of a format, of which one part is hostile."""
    parts: dict[str, bytes] = {}
    if extension == ".pptx":
        parts = _deck()
    elif extension == ".epub":
        parts = {"META-INF/container.xml": _CONTAINER.encode(), "b.opf": _BOOK.encode()}
    elif extension == ".ods":
        kind = b"application/vnd.oasis.opendocument.spreadsheet"
        parts = {"mimetype": kind, "META-INF/manifest.xml": b"<manifest/>"}
    return _zip(parts | {part: data} | (more or {}))


DOCX = _archives(".docx", "word/document.xml", _DOC.format, "<w:p><w:r><w:t>{}</w:t></w:r></w:p>") | {
    "tables": (".docx", lambda n: _around(".docx", "word/document.xml", _DOC.format("<w:tbl>" + "<w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc/></w:tr>" * 2_000 * n + "</w:tbl>").encode())),
    "tables in tables": (".docx", lambda n: _around(".docx", "word/document.xml", _DOC.format("<w:tbl><w:tr><w:tc>" * 300 * n + "</w:tc></w:tr></w:tbl>" * 300 * n).encode())),
}  # fmt: skip
PPTX = _archives(
    ".pptx", "ppt/slides/slide1.xml", _SLIDE.format, "<a:p><a:r><a:t>{}</a:t></a:r></a:p>"
)
EPUB = _archives(".epub", "c.xhtml", "<html xmlns='http://www.w3.org/1999/xhtml'><body>{}</body></html>".format, "<p>{}</p>") | {
    "tables": (".epub", lambda n: _around(".epub", "c.xhtml", b"<html><body>" + b"<table><tr><td>" * 1_000 * n + b"</body></html>")),
    "lists": (".epub", lambda n: _around(".epub", "c.xhtml", b"<html><body>" + b"<ol><li>" * 2_000 * n + b"</body></html>")),
    "chapters": (".epub", lambda n: _around(".epub", "b.opf", _BOOK.replace('<itemref idref="c"/>', '<itemref idref="c"/>' * 2_000 * n).encode(), {"c.xhtml": b"<html><body><p>a</p></body></html>"})),
}  # fmt: skip
