"""How a sentence tells what happened and when: plans, past tenses, clauses, and years before ours.

`qa.evidence.events` reads sentences with them.
"""

import re

PLANS = re.compile(
    r"\b(?:(?:will|shall|won[’']t|may|might|could|should|must)\b"
    r"|(?:is|are|be|remains?|still) (?:\w+ly )?(?:to|due|set|going|scheduled|slated|expected"
    r"|planned|supposed|likely|forecast|bound|about|hoped|meant)\b"
    r"|(?:plan|hope|expect|intend|aim|want|wish|propose|prepare)s? (?:to|for|that)\b"
    r"|(?:ha(?:s|ve)) until\b)",
    re.IGNORECASE,
)
"""A clause tells what is to come, seen from the day that it was written on."""

PLANNED_THEN = re.compile(
    r"\b(?:was|were|had been) (?:\w+ly )?(?:to|due|set|scheduled|slated|expected|planned|supposed"
    r"|meant)\b(?! (?:up|on|out|off)\b)",
    re.IGNORECASE,
)
"""A clause tells what was to come then; whether it came is not said."""

PAST = re.compile(
    r"\b(?:was|were|had|did|has|have|became|began|bore|beat|bit|blew|bought|bound|bred|broke|brought"
    r"|built|burnt|came|caught|chose|clung|cost|crept|cut|dealt|drank|drew|drove|dug|fed|fell|felt"
    r"|fled|flew|forbade|forgot|fought|found|froze|gave|grew|held|heard|hid|hit|hung|hurt|kept|knew"
    r"|laid|lay|led|left|lent|lit|lost|made|met|overtook|overthrew|paid|put|quit|ran|rang|rode|rose"
    r"|said|sank|sat|saw|sent|set|shook|shot|shrank|shut|sold|sought|spent|split|spoke|spread|stole"
    r"|stood|strode|struck|strove|stuck|swam|swept|swore|swung|taught|thought|threw|told|took|tore"
    r"|understood|upheld|went|withdrew|woke|won|wore|wound|wrote|(?!need|feed|seed|speed|weed|breed"
    r"|indeed|exceed|proceed|succeed|hundred|sacred|naked|wicked|rugged|embed)\w{2,}ed)\b",
    re.IGNORECASE,
)
"""A verb in the past, or the auxiliary of one."""

REFERS = re.compile(
    r"\b(?:(?:since|than|until|till|before|after|prior to|following|ahead of)\b"
    r"|(?:planned|scheduled|expected|due|set|meant|foreseen|intended|originally)"
    r" (?:for|on|in|to)\b)"
    r"[^,;]*\Z",
    re.IGNORECASE,
)
"""Behind these words a time is one that the event is set against, up to the end of the clause."""

ASIDE = re.compile(
    r"\b(?:who|which|whose|whom|where|when|while|what|because|although|though|as)\b[^,;]*\Z",
    re.IGNORECASE,
)
"""A clause within another, up to its end: it tells of something beside the event."""

PARTICIPLE = re.compile(r"\w,\s+(?:\w+ly )?\w+(?:ed|t|n|de|ld) (?:\w+ ){0,3}\Z")
"""The same, cut short: "The dam, built in"; the comma parts it from its noun."""

SAYS = re.compile(
    r"\b(?:sa(?:id|ys)|told|claim(?:s|ed)|report(?:s|ed)?|announce[sd]|state[sd]|declare[sd]"
    r"|warn(?:s|ed)|confirm(?:s|ed)|wrote|admit(?:s|ted)|add(?:s|ed)|learn(?:s|ed|t)|revealed)\b",
    re.IGNORECASE,
)
"""A verb of saying."""

THAT = re.compile(r"\bthat\b", re.IGNORECASE)

BEFORE_A_YEAR = re.compile(
    r"(?:\b(?:in|since|of|from|until|till|to|by|during|before|after|between|and|than|year|summer"
    r"|winter|spring|autumn|early|late|mid|pre|post|circa)[\s-]+(?:the\s+)?|[(\[]|^\W*)\Z",
    re.IGNORECASE,
)
"""What a number of four digits stands behind if it is a year, and no count: "1500 fled"."""

BEHIND_A_YEAR = re.compile(r"\s*[:\N{EN DASH}\N{EM DASH}]")
"""What it stands before, at the beginning of a line: "1931: the dam is built"."""

BEFORE_OUR_YEARS = re.compile(r"\s*(?:BCE?\b|B\.\s?C\.)")
"""Behind a year, it counts backwards."""
