"""What the fields of a PDF form are filled in with, and notes written on a page → lines."""

import ctypes
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from index.documents.formats.field_labels import FieldPlace, Label, Labels
from index.documents.formats.glyphs import Sheet
from index.documents.formats.layout import Line
from index.documents.normalise import normalise

_MOST_FIELDS = 2_000  # of a page
_MOST_BYTES = 100_000  # of a value
_SAYS_NOTHING = re.compile(
    r"(?:text(?: ?field| ?box)?|field|feld|check ?box|radio(?: ?button)?|group|button|drop ?down"
    r"|list ?box|combo ?box|undefined|untitled|cb|tf|[fctp])?"
    r"[ ._-]*\d{1,3}(?:[ ._-]+\d{1,3}){0,3}|undefined|untitled",
    re.I,
)
"""Names that programs give to fields: `Text3`, `Check Box4`, `f1 1`."""
_TICK = "☒"
_PART = re.compile(r"\[\d+\]$")


def form_lines(page: Any, form: Any, sheet: Sheet, printed: Sequence[Line] = ()) -> Iterator[Line]:
    """A line `field: value` for each field of a page that is filled in, and each note on it.

    Args:
        page: of pypdfium2.
        form: the form of the file; None if it has none.
        sheet: the page as it is shown.
        printed: words beside fields, which say what those are that have no name that says it.
    """
    from pypdfium2 import raw as pdfium

    seen: set[tuple[str, FieldPlace | None]] = set()
    labels = Labels(printed, _places(page, sheet)) if form else Labels()
    for number in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_FIELDS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, number)
        if not annotation:
            continue
        try:
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            text = ""
            if kind == pdfium.FPDF_ANNOT_WIDGET and form:
                text = _field(form, annotation, partial(labels.of, _place(annotation, sheet)))
            elif kind == pdfium.FPDF_ANNOT_FREETEXT:
                text = _string(annotation, b"Contents")
            is_tick = text.startswith(_TICK)  # which may be one of several questions
            said = (text, _place(annotation, sheet) if is_tick else None)
            if text and said not in seen:
                seen.add(said)
                r = _rectangle(annotation)
                box = sheet.shares((r.left, r.bottom, r.right, r.top))
                yield Line(text, r.left, r.right, sheet.height - r.bottom, 10.0, box)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _rectangle(annotation: Any) -> Any:
    from pypdfium2 import raw as pdfium

    rectangle = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, rectangle)
    return rectangle


def _place(annotation: Any, sheet: Sheet) -> FieldPlace:
    """Where a field stands on a page that is not turned, from its top left."""
    r = _rectangle(annotation)
    top = sheet.bottom + sheet.height
    return FieldPlace(r.left, top - r.top, r.right, top - r.bottom)


def _places(page: Any, sheet: Sheet) -> list[FieldPlace]:
    """Where all fields of a page stand, filled in or not."""
    from pypdfium2 import raw as pdfium

    found = []
    for number in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_FIELDS)):
        if annotation := pdfium.FPDFPage_GetAnnot(page, number):
            if pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_WIDGET:
                found.append(_place(annotation, sheet))
            pdfium.FPDFPage_CloseAnnot(annotation)
    return found


def _field(form: Any, annotation: Any, label: Callable[[], Label]) -> str:
    """What a field is filled in with, behind its name.

    Args:
        form: of the file.
        annotation: the field.
        label: finds what is printed beside it.
    """
    from pypdfium2 import raw as pdfium

    kind = pdfium.FPDFAnnot_GetFormFieldType(form, annotation)
    if kind in (pdfium.FPDF_FORMFIELD_PUSHBUTTON, pdfium.FPDF_FORMFIELD_SIGNATURE):
        return ""
    is_box = kind in (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON)
    if is_box:
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
    if _SAYS_NOTHING.fullmatch(name):
        beside = label()
        if is_box and beside.tick:
            return f"{beside.question or _TICK} {beside.tick}"
        name = (not is_box and beside.before) or name
    return f"{name.rstrip(' :')}: {value}" if name and value else value


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
