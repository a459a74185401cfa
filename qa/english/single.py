"""Which questions have one answer, so that two answers that differ disagree."""

import re

SEVERAL = re.compile(
    r"^\W*(?:name|list|give|tell me|describe|explain|summari[sz]e|compare)\b"
    r"|\bwhy\b|\bhow (?!many\b|much\b|old\b|long\b|far\b|big\b|large\b|tall\b|high\b|fast\b|often\b"
    r"|heavy\b|deep\b|wide\b|late\b|early\b|soon\b)"
    r"|\bwho (?:are|were|all)\b|\bwhat (?:are|were|did|does|do|has|have|else|happen\w*)\b"
    r"|\b(?:which|what)\s+(?:(?!is\b|was\b|has\b|does\b|did\b|will\b)[\w-]+\s+){0,2}?"
    r"(?!gas\b|bus\b|class\b|process\b|business\b|loss\b|crisis\b|status\b|news\b|series\b|basis\b"
    r"|address\b|virus\b|campus\b|us\b|is\b|was\b|has\b|does\b)\w+s\b"
    r"\s+(?:are|were|have|did|do|will|can|of|in|from|that|which|who)\b",
    re.IGNORECASE,
)
"""Questions for several things, for a reason or a manner, or for all that somebody said."""

YES_OR_NO = re.compile(
    r"^\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|may|might|must|will|would|should)\b",
    re.IGNORECASE,
)
"""Questions to be answered by yes or no."""

CHANGES = re.compile(
    r"\bhow (?:many|much|old|long|far|large|big|high)\b|\b(?:toll|price|cost|rate|number|share)\b"
    r"|^\W*(?:who|what|which\b.{0,40}?|where)(?:\s+is|\s+are|\s+has|\s+leads|\s+chairs|[’']s)\b",
    re.IGNORECASE,
)
"""Questions whose answer may be another one later: a toll, a price, who holds an office."""

ROUGH = re.compile(
    r"\b(?:about|around|roughly|approximately|some|close to|nearly|almost|over|under|more than"
    r"|less than|fewer than|at least|at most|up to|below|above|estimated|between|from)\b|~|\+",
    re.IGNORECASE,
)
"""What makes of a number one that others near it do not deny."""
