"""Questions for who had an office before, and what tells of that."""

import re

ASKED_BEFORE = re.compile(
    r"\W*who (?:was|were|had been) (?:the |his |her |its |their )?(?!there\b|here\b|\w+ed\b"
    r"|caught\b|seen\b|found\b|hurt\b|in\b|at\b|with\b|on\b)[^?]{2,80}? (?:before|previously"
    r"|earlier)(?: (?:that|then|him|her|them|this))?[\s?.!]*\Z",
    re.IGNORECASE,
)
"""Who was the harbour master before?"""

NOW = re.compile(r"\b(?:is|are|has been|have been|becomes?|leads|heads|chairs|runs)\b", re.I)
"""The present, in which a sentence tells who has an office."""

TOLD_BEFORE = re.compile(
    r"\b(?:before|preced\w+|predecess\w+|succeed\w*|success\w+|replac\w+|tak(?:es?|en|ing) over"
    r"|took over|former\w*|previous\w*|earlier|until|till|follow\w*|was|were|had|left|retired"
    r"|resigned|last|ex-\w+|(?:1[5-9]|20)\d\d ?(?:-|–|to) ?\d{2,4})\b",
    re.IGNORECASE,
)
"""What tells of who had it before, or when it was handed over."""
