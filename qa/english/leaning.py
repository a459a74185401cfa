"""How a sentence leans on the one before it: words that stand for something said there."""

import re

LEANS = re.compile(
    r"[“\"‘']?(?:(?:and|but|so|then|also|yet|still)\s+|according to\s+)?"
    r"(?:he|she|it|they|his|her|its|their|him|them|this|that|these|those|such|"
    r"the (?:same|latter|former|others?|two|three|pair|trio|couple|move|decision|measure)|both|"
    r"neither|another|one of them|most of them|some of them)\b(?!\s+(?:year|month|week|morning|"
    r"afternoon|evening|weekend|is (?:raining|snowing|true|clear|likely)))",
    re.IGNORECASE,
)
"""A sentence that begins with it says who or what is meant only together with the one before."""

THE_SAME = re.compile(r"[“\"‘']?(?:\w+ )?the (?:same|latter|former|other) ([a-z]+)", re.IGNORECASE)
"""What it says is the same as before: a ministry, a day. Group 1 is the word for it."""
