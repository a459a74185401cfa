"""What was changed: the regatta is moved from 20 to 27 June; 12 euros a day instead of 9."""

import re

CHANGE = re.compile(
    r"\bfrom (?P<was>[^.;:()\n]{1,60}?) to (?P<now>[^.;:()\n]{1,60})"
    r"|(?P<then>[^.;:()\n]{1,60}) (?:instead of|rather than|and not) (?P<before>[^.,;:()\n]{1,60})",
    re.IGNORECASE,
)
"""In `was` or `before` what was so, in `now` or `then` what is."""

NOT_YET = re.compile(
    r"\b(?:propos\w+|suggest\w*|consider\w*|could|would|may|might|if|ask(?:s|ed)|wants?|wanted"
    r"|demand\w*|reject\w*|refus\w+|voted down|not (?:be )?(?:moved|changed|raised|lowered))\b",
    re.IGNORECASE,
)
"""A change that was thought of or turned down."""

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
