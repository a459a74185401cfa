"""Raised and lowered text → what stands in a document's plain text.

A raised figure that is only glued on changes what is said: "2003" with a note 4 reads "20034", and
10 to the 6th reads "106". A mark of a note goes, a power is written as one.
"""

import re

_RAISED = str.maketrans("0123456789+-−–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")

_LOOKED_AT = 40  # characters before
_NUMBERS = re.compile(r"\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20}")
_IN_BRACKETS = re.compile(r"\[.{0,80}\]|\(\s?[\w*†‡]{1,4}\s?\)", re.S)
_SYMBOLS = re.compile(r"[*†‡§¶#]{1,4}")
_WITH_SIGN = re.compile(r"[+−–-]\d{1,3}|\d{0,2}[+−–-]")
_POWER = re.compile(r"[\d()+−–=ni-]{1,8}")
_UNIT = re.compile(
    r"(?<![^\W\d_])(?<!['’.])"
    r"(?:[kcdmnµμ]?m|(?:sq\.?|cu\.?)?\s?ft|\d\s?in|yd|mi|sec|s|hr?|[kmn]?g|[KJNWV]|min)$"
)
_VARIABLE = re.compile(
    r"(?<![^\W\d_])(?<!['’.])(?:[b-zR]|mc|[\u03b1-\u03c9][a-z]?)$"
)  # a Greek letter may stand before another, as in πr
_IN_FORMULA = re.compile(r"[=+×·/^*(√−]\s?(?:\d{1,3}|[A-Z])$")
_SUM = re.compile(r"\(\s?\w{1,4}(?:\s?[+−*/-]\s?\w{1,4})+\s?\)$")
_BASE = re.compile(r"(?<![\w.,/-])(?:10|2)$")
_PRICE = re.compile(r"[$£€]\s?\d{1,3}(?:,\d{3})?$")
_ORDINAL = re.compile(r"(?:\d|(?<!\w)[nN])$")
_HYDROGEN = re.compile(r"H(?![a-z])")
_ISOTOPE = re.compile(r"(?:[A-Z][a-z]|[HBCNOFPSKVYIWU])(?![a-z])")


def raised(
    before: str, text: str, *, after: str = "", linked: bool = False, kept: bool = False
) -> str:
    """What stands in a plain text for raised words.

    Args:
        before: the text before them, of which the end is looked at.
        text: the raised words.
        after: the text after them, if it is known.
        linked: whether they are a link, or are marked as one of a note in some other way.
        kept: whether they are no mark of a note, whatever they look like.

    Returns:
        What follows `before`: a power as `⁶`, or `^1.5` where there are no such letters; the end of
        a number or word (`st`) as it is; nothing for the mark of a note.
    """
    before, text = before[-_LOOKED_AT:], " ".join(text.split())
    is_mark = bool(text) and _is_mark(before, text, after, linked)
    if kept and is_mark and not before[-1:].isalnum():
        return text
    if not text or (is_mark and not kept):
        return ""
    is_power = text in ("2", "3") and _UNIT.search(before)
    if text.isdecimal() and after[:1] in ("/", "⁄") and not is_power:  # the half of a fraction
        return f" {text}" if before[-1:].isdigit() else text
    if text in ("o", "0") and before[-1:].isdigit() and after[:1] in ("C", "F"):
        return "°"
    if text.isdecimal() and len(text) == 2 and _PRICE.search(before):
        return f".{text}"
    if _POWER.fullmatch(text):
        return text.translate(_RAISED)
    if text[0].isalpha() or not before[-1:].isalnum():
        return "™" if text == "TM" else text
    return f"^{text}" if text[0].isdigit() or text[0] in "+-−–" else text


def as_raised(text: str) -> str:
    """Raised words that are no mark of a note and no power: `⁰⁰` as in hours, or `^a`."""
    return text.translate(_RAISED) if _POWER.fullmatch(text.strip()) else f"^{text}"


def lowered(before: str, text: str) -> str:
    """What stands in a plain text for lowered words: `₂`, or `_max` where there is no such letter.

    Args:
        before: the text before them, of which the end is looked at.
        text: the lowered words.
    """
    text = " ".join(text.split())
    if before[-1:] in ("/", "⁄") or not before[-1:].strip():
        return text
    if all(char in "0123456789+-−–=()" for char in text):
        return text.translate(_LOWERED)
    return f"_{text}" if text.isalnum() else text


def _is_mark(before: str, text: str, after: str, linked: bool) -> bool:
    """Whether raised words point to a note."""
    if _IN_BRACKETS.fullmatch(text) or _SYMBOLS.fullmatch(text):
        return True
    if linked:
        return len(text) <= 3 or bool(_NUMBERS.fullmatch(text))
    if len(text) == 1 and text.isalpha():
        # a letter after a word or a figure: of a table's notes, unless it is an exponent
        ordinal = text in "aoe" and bool(_ORDINAL.search(before))
        return not (ordinal or (text in "nixk" and _is_base(before, text)))
    if not _NUMBERS.fullmatch(text) or _WITH_SIGN.fullmatch(text):
        return False
    if after[:1] in ("/", "⁄") or (_PRICE.search(before) and len(text) == 2):
        return False
    if not before[-1:].strip():
        return not (_ISOTOPE.match(after) if len(text) > 1 else _HYDROGEN.match(after))
    return not text.isdecimal() or not _is_base(before, text)


def _is_base(before: str, text: str) -> bool:
    """Whether what stands before a raised number or letter can be raised to its power."""
    if _UNIT.search(before):
        return text in ("2", "3", "4", "n")
    if _BASE.search(before):
        return text != "1"
    found = _VARIABLE.search(before) or _IN_FORMULA.search(before) or _SUM.search(before)
    return bool(found)
