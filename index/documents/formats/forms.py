"""What the fields of a PDF form are filled in with, and notes written on a page → lines."""

import ctypes
import re
from collections.abc import Callable, Iterator
from typing import Any

from index.documents.formats.glyphs import Sheet
from index.documents.formats.layout import Line
from index.documents.normalise import normalise

_MOST_FIELDS = 2_000  # of a page
_MOST_BYTES = 100_000  # of a value
_PART = re.compile(r"\[\d+\]$")


def form_lines(page: Any, form: Any, sheet: Sheet) -> Iterator[Line]:
    """A line `field: value` for each field of a page that is filled in, and each note on it.

    Args:
        page: of pypdfium2.
        form: the form of the file; None if it has none.
        sheet: the page as it is shown.
    """
    from pypdfium2 import raw as pdfium

    seen: set[str] = set()
    for number in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_FIELDS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, number)
        if not annotation:
            continue
        try:
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            text = ""
            if kind == pdfium.FPDF_ANNOT_WIDGET and form:
                text = _field(form, annotation)
            elif kind == pdfium.FPDF_ANNOT_FREETEXT:
                text = _string(annotation, b"Contents")
            if text and text not in seen:
                seen.add(text)
                rectangle = pdfium.FS_RECTF()
                pdfium.FPDFAnnot_GetRect(annotation, rectangle)
                r = rectangle
                box = sheet.shares((r.left, r.bottom, r.right, r.top))
                yield Line(text, r.left, r.right, sheet.height - r.bottom, 10.0, box)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _field(form: Any, annotation: Any) -> str:
    from pypdfium2 import raw as pdfium

    kind = pdfium.FPDFAnnot_GetFormFieldType(form, annotation)
    if kind in (pdfium.FPDF_FORMFIELD_PUSHBUTTON, pdfium.FPDF_FORMFIELD_SIGNATURE):
        return ""
    if kind in (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON):
        if not pdfium.FPDFAnnot_IsChecked(form, annotation):
            return ""
        read = pdfium.FPDFAnnot_GetFormFieldExportValue
    else:
        read = pdfium.FPDFAnnot_GetFormFieldValue
    value = _words(lambda *room: read(form, annotation, *room))
    name = _words(
        lambda *room: pdfium.FPDFAnnot_GetFormFieldAlternateName(form, annotation, *room)
    ) or _last_part(
        _words(lambda *room: pdfium.FPDFAnnot_GetFormFieldName(form, annotation, *room))
    )
    return f"{name.rstrip(':')}: {value}" if name and value else value


def _last_part(name: str) -> str:
    """`applicant.name[0]` → `name`."""
    return _PART.sub("", name.rpartition(".")[2]).replace("_", " ").strip()


def _string(annotation: Any, key: bytes) -> str:
    from pypdfium2 import raw as pdfium

    return _words(lambda *room: pdfium.FPDFAnnot_GetStringValue(annotation, key, *room))


def _words(read: Callable[..., int]) -> str:
    """What a function of pdfium writes into a buffer, on one line."""
    from pypdfium2 import raw as pdfium

    length = min(read(None, 0), _MOST_BYTES)
    if length <= 2:
        return ""
    room = ctypes.create_string_buffer(length)
    read(ctypes.cast(room, ctypes.POINTER(pdfium.FPDF_WCHAR)), length)
    return " ".join(normalise(room.raw[: length - 2].decode("utf-16-le", "replace")).split())
