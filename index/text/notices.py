"""Lines above a text that say how it may be used, or what kind it is, as no title does."""

import re

from index.text.furniture import is_date

_NOTICE = re.compile(
    r"""(?:for\s+immediate\s+(?:release|publication|use)
    | (?:(?:joint|official)\s+)?(?:press|news|media)[\s-]+
      (?:release|statement|information|notice|advisory)
    | (?:strictly\s+)?(?:(?:private|personal)\s+(?:and|&)\s+)?confidential
    | (?:(?:first|second|final|working|discussion|public)\s+)?draft
      (?:\s+(?:for\s+(?:discussion|comments?|consultation|review|approval)|copy|only))?
    | not\s+for\s+(?:publication|release|distribution|circulation|citation)
    | (?:for\s+)?internal(?:\s+use)?(?:\s+only)? | for\s+official\s+use\s+only
    | (?:internal\s+|inter-?office\s+)?memo(?:randum)?
    | pressemitteilung | medienmitteilung | presseinformation | vertraulich | entwurf
    | communiqué\s+de\s+presse | comunicado\s+de\s+prensa | nota\s+de\s+prensa)
    (?:\s+(?:no|nr|version|v)?\.?\s?\d{1,4}(?:[./-]\d{1,4})?)?""",
    re.I | re.X,
)
_EMBARGO = re.compile(
    r"(?:strict(?:ly)?\s+)?(?:embargo(?:ed)?|sperrfrist)(?:\s*:|\s+(?:until|till|bis)\b|\Z)", re.I
)
_BETWEEN = re.compile(r"\s[|/·•–—-]\s|[:,;|]\s")
_LONGEST = 120
_MOST_WORDS = 12  # of a line that says until when nothing may be told


def is_notice(line: str) -> bool:
    """Whether a line is nothing but a notice: `PRESS RELEASE`, `Draft 2`, `Embargoed until noon`.

    Args:
        line: without white space around it.
    """
    if len(line) > _LONGEST or not any(map(str.isalpha, line)):
        return False
    line = line.strip("*#_=-–—[]() .:!")
    if _EMBARGO.match(line):
        return len(line.split()) <= _MOST_WORDS
    first, *rest = (part.strip() for part in _BETWEEN.split(line))
    return bool(_NOTICE.fullmatch(first)) and all(
        _NOTICE.fullmatch(part) or is_date(part) for part in rest
    )
