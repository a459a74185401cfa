"""What people write down to be watched, and which words of a sentence make no news."""

import re

from qa.english.asked_overviews import comparison_asked, overview_asked
from qa.english.versions import SAYING

NO_NEWS = SAYING | {"the", "a", "an", "that"}
"""Words by which two sentences may differ and tell the same."""

_ASKS = re.compile(
    r"(?:(?:and|so|but|please)\s+)*(?:(?:in|at|on|by|to|from|for|of|with|since|until|under)\s+)?"
    r"(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can"
    r"|could|will|would|should|may|might|must|list|name|tell|give|show|compare)(?:n[’']t|[’']s)?\s",
    re.IGNORECASE,
)
_ON = "What do the documents say about {}?"


def as_question(text: str) -> str:
    """What is asked where somebody watches something: a topic is asked about, a question as it is.

    Args:
        text: a question, or a topic such as "sanctions on grain"; single spaces between its words.
    """
    asks = text.endswith("?") or _ASKS.match(text) or overview_asked(text) or comparison_asked(text)
    return text if asks else _ON.format(text.rstrip(".!"))
