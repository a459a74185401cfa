"""What was changed: the regatta is moved from 20 to 27 June; 12 euros a day instead of 9.

And what was wrong: an earlier version said that five people died.
"""

import re

from index.text.words import words

CHANGE = re.compile(
    r"\bfrom (?P<was>[^.;:()\n]{1,60}?) to (?P<now>[^.;:()\n]{1,60})"
    r"|(?P<then>[^.;:()\n]{1,60}) (?:instead of|rather than|and not) (?P<before>[^.,;:()\n]{1,60})",
    re.IGNORECASE,
)
"""In `was` or `before` what was so, in `now` or `then` what is."""

COUNTED_ANEW = re.compile(
    r"\b(?:lowered|raised|revised|corrected|reduced|increased|updated|put up|risen|rose|climbed"
    r"|grown|grew|fallen|fell|gone up|went up)(?: (?:up|down|upwards?|downwards?|again))? to"
    r" (?P<now>[^.;:()\n]{1,60})",
    re.IGNORECASE,
)
"""In `now` what a count or a price is, where what it was is not said."""

COUNT_STEMS = frozenset(
    words("toll number count total figure official officially now since meanwhile already")
)
"""Stems that say no more than that something is counted, or is so by now."""

NOT_YET = re.compile(
    r"\b(?:propos\w+|suggest\w*|consider\w*|could|would|(?<!in )(?<!\d )may(?! \d)|might"
    r"|if|ask(?:s|ed)|wants?|wanted|demand\w*|reject\w*|refus\w+|voted down"
    r"|not (?:be )?(?:moved|changed|raised|lowered))\b",
    re.IGNORECASE,
)
"""A change that was thought of or turned down."""

CORRECTION = re.compile(
    r"\b(?:correction|clarification|erratum|corrigendum|retraction)s?\b|\b(?:errata|corrigenda)\b",
    re.IGNORECASE,
)
"""What the title of a document says that puts another right."""

_RULED_OUT = re.compile(
    r"\b(?:rul(?:e|es|ed) out|exclud(?:e|es|ed)|dismiss(?:es|ed)|disprove[ds]?"
    r"|no longer (?:suspects?|believes?|assumes?|blames?)|cleared) (?P<ruled>[^.;:\n]{1,80})"
    r"|(?P<cleared>[^.;:,\n]{1,80}?) (?:was|were|is|are|has been|have been|had been)"
    r" (?:ruled out|excluded|disproved|cleared"
    r"|not (?:the (?:cause|reason|culprit)|to blame|involved|responsible))\b",
    re.IGNORECASE,
)
"""In `ruled` or `cleared` what turned out not to be so, after it had been suspected."""

_MAY_RULE_OUT = re.compile(
    r"rul(?:e|es|ed) out|exclud|dismiss|disprove|no longer|cleared|not (?:the|to|in|res)",
    re.IGNORECASE,
)
"""What any of that holds, which is looked for first: it takes a hundredth of the time."""


def ruled_out(text: str) -> list[str]:
    """What a sentence says turned out not to be so: "the battery charger"; mostly nothing."""
    if not _MAY_RULE_OUT.search(text):
        return []
    return [match["ruled"] or match["cleared"] for match in _RULED_OUT.finditer(text)]


_A_MISTAKE = (
    r"(?:this|that|it|which) (?:was|is) (?:a mistake|an error|a misprint|a slip|wrong|incorrect"
    r"|not (?:right|correct))\b(?! (?:to|for)\b)"
)
_WAS_STATED = r"(?:put|gave|given|said|stated|reported|wrote|written|printed|listed|shown|minutes)"
_TAKEN_BACK = re.compile(
    r"(?:\b(?:earlier|previous|original|first|initial) (?:(?:version|report|article)"
    r"|(?P<work>edition|story))s?\b[^.;:\n]{0,60}?"
    r"|\b(?:wrongly|incorrectly|mistakenly|erroneously) )\b"
    r"(?:said|stated|reported|wrote|put|misstated|claimed"
    r"|(?P<of_any>gave|named|described|listed|had|called))\b(?P<wrong>[^.;\n]{1,200}?)"
    r"(?=[;.\n]|,? (?:but|when|whereas|in fact)\b|\Z)"
    r"|\A(?:correction|corrected|clarification)\b[^\n]{1,200}?, (?:and )?not "
    r"(?P<instead>[^.;,\n]{1,80})"
    rf"|\A(?=[^;,\n]{{0,200}}\b{_WAS_STATED}\b)(?P<mistaken>[^;,\n]{{1,200}})[;,] {_A_MISTAKE}",
    re.IGNORECASE,
)
_ADMITS = re.compile(
    r"\bof (?:this|our) (?:article|report|story|page)\b|\bin error\b|\A(?:correct(?:ion|ed)"
    r"|clarification)\b|\b(?:wrongly|incorrectly|mistakenly|erroneously|misstated)\b"
    rf"|\b{_A_MISTAKE}",
    re.IGNORECASE,
)
_IT_IS = re.compile(r"; (?:it|they|he|she|there) (?:is|was|are|were)\b", re.IGNORECASE)

ASKED_OF_BEFORE = re.compile(
    r"\b(?:first|original|earlier|initial|previous) (?:version|report|edition|article|story)",
    re.IGNORECASE,
)
"""A question for what was said at first."""

RIGHT_VALUE = re.compile(
    r"\Athe (?:right|correct|true|actual|proper) (?:sum|figure|amount|number|date|day|price|year"
    r"|total|time|value|name|answer|spelling|version)(?= (?:is|was|are|were|should)\b)",
    re.IGNORECASE,
)
"""The beginning of a sentence that gives what is right, and not of what."""

PUT_RIGHT = re.compile(
    r"\A(?:it|they|he|she|there)\b|\b(?:in fact|actually|should (?:have|be)"
    r"|the (?:right|correct|true|actual))\b",
    re.IGNORECASE,
)
"""What a sentence behind that says, which puts right what was wrong."""


def admits(text: str) -> bool:
    """Whether a sentence says itself that something was wrong, and not only that it was said."""
    return bool(_ADMITS.search(text))


def taken_back(text: str) -> tuple[int, int] | None:
    """Where in a sentence stands what it says was wrong: "an earlier version said that …".

    What a first edition had, or a first version was called, is only wrong where that is said.
    """
    match = _TAKEN_BACK.search(text)
    if match is None:
        return None
    loose = match["work"] or match["of_any"]
    if loose and not admits(text) and not _IT_IS.match(text, match.end("wrong")):
        return None
    return match.span(next(name for name in ("wrong", "instead", "mistaken") if match[name]))
