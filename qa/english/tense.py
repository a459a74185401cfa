"""What a question or a sentence says of time without a date: tense, plans, and what ends a thing."""

import re

PRESENT = re.compile(
    r"^\W*(?:(?:who|whom|whose|what|which|where|how|why|when|until when|since when|for how long)\b"
    r"[^?]{0,60}?\s)?(?:is|are|does|do|can|may|must|has|have|isn[’']t|aren[’']t|doesn[’']t)\b"
    r"(?!\s[^?]{0,60}\b(?:been|won|lost|died|said|happened|\w{2,}ed)\b)"
    r"|^\W*(?:who|what|which\s+\w+)\s+(?:leads|runs|holds|owns|chairs|heads|plays|governs|rules"
    r"|costs|coaches|trains|teaches|presides|edits|manages|commands|serves|lives|works)\b",
    re.IGNORECASE,
)
"""A question about what is so now: "Who is …?", "How much does … cost?", "Who leads …?"."""

RUNNING_TOTAL = re.compile(
    r"^\W*how many\b[^?]*\b(?:died|dead|killed|injured|wounded|missing|arrested|infected|rescued"
    r"|evacuated|homeless|lost their (?:lives|homes))\b",
    re.IGNORECASE,
)
"""A question for a number that grows from report to report, of which the newest counts."""

PAST = re.compile(
    r"\b(?:did|was|were|had)\b|^\W*(?:who|what|which\s+\w+)\s+(?:won|led|ran|held|opened|closed"
    r"|\w{2,}ed)\b",
    re.IGNORECASE,
)
"""A question about what happened or was so."""

EVENT = re.compile(
    r"\b(?:w[io]n|won|elected|chosen|named|appointed|happen(?:ed)?|die[ds]?|died|kill(?:ed)?|open(?:ed)?"
    r"|clos(?:ed?)|begin|began|start(?:ed)?|end(?:ed)?|resign(?:ed)?|sign(?:ed)?|found(?:ed)?"
    r"|born|built|buy|bought|sell|sold|beat|scored?|lifted|visit(?:ed)?|arrest(?:ed)?|announced?"
    r"|launch(?:ed)?|crash(?:ed)?|attack(?:ed)?|vote[ds]?|publish(?:ed)?|released?|made|awarded"
    r"|decided?|voted|say|said)\b",
    re.IGNORECASE,
)
"""A question about something that happens on a day, unlike what is so until it changes."""

PLANNED = re.compile(
    r"\b(?:will|won[’']t|(?:is|are|was|were) (?:to|due|set|scheduled|expected|planned)\b"
    r"|(?:plan|hope|expect|intend|aim)(?:s|ed|ing)? to|(?:is|are|not) going to|(?:was|were) to)\b",
    re.IGNORECASE,
)
"""A sentence about what was announced or planned."""

ASKS_FOR_PLANS = re.compile(
    r"\b(?:will|plan(?:s|ned)?|expect(?:s|ed)?|due|scheduled|promised?|announced?|forecast|target"
    r"|supposed|(?:was|were|is|are)\s+(?:[^?]{0,60}\s)?to\s+\w+|going to|intend(?:s|ed)?|next)\b",
    re.IGNORECASE,
)
"""A question about what was announced or planned."""

ENDED = re.compile(
    r"\b(?:resign(?:ed|s)|step(?:ped|s) down|stood down|quit|left (?:office|the post|the club)"
    r"|leaves|left in|replaced|succeeded|dismissed|sacked|fired|ousted|removed|voted out|died"
    r"|has died|killed|cancelled|canceled|called off|withdrew|withdrawn|lifted|ended|is over"
    r"|was over|abolished|repealed|revoked|scrapped|done away with|closed down|shut down|dissolved"
    r"|retired|expired|reversed|overturned|no longer|was freed|released|again)\b",
    re.IGNORECASE,
)
"""What a later sentence says where it ends what an earlier one told."""

BEFORE_A_TIME = re.compile(
    r"(?:,?\s*\b(?:back\s+)?(?:in|on|at|during|of|for|over|as of|by)(?:\s+the)?|,)\s*\Z",
    re.IGNORECASE,
)
"""What goes with a phrase of time where it is taken out of a question."""
