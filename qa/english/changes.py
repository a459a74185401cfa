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
