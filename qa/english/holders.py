"""Questions for who had an office before, and what tells of that."""

import re

ASKED_BEFORE = re.compile(
    r"\W*who (?:was|were|had been) (?:the |his |her |its |their )?[^?]{2,80}? (?:before|previously"
    r"|earlier)(?: (?:that|then|him|her|them|this))?[\s?.!]*\Z",
    re.IGNORECASE,
)
"""Who was the harbour master before?"""

NOW = re.compile(r"\b(?:is|are|has been|have been|becomes?|leads|heads|chairs|runs)\b", re.I)
"""The present, in which a sentence tells who has an office."""

TOLD_BEFORE = re.compile(
    r"\b(?:before|predecess\w+|succeed\w*|success\w+|replac\w+|tak(?:es?|en|ing) over|took over"
    r"|former\w*|previous\w*|earlier|until|till|follow\w*|was|were|had|left|retired|resigned)\b",
    re.IGNORECASE,
)
"""What tells of who had it before, or when it was handed over."""
