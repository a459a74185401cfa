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
_NEWS_OF = re.compile(
    r"^(?:all |any |the )*(?:(?:latest|new|recent)\s+)?(?:news|developments|updates|reports"
    r"|articles|anything|everything|something|what is said|more)"
    r"(?:\s+new)?\s+(?:on|about|of|from)\s+(?=\S)",
    re.IGNORECASE,
)


def topic_of(text: str) -> str:
    """The topic that somebody watches, in its words; empty where it is a question for a fact.

    Args:
        text: as it was written, with single spaces between its words.
    """
    if asked := overview_asked(text):
        return asked.topic
    if text.endswith("?") or _ASKS.match(text) or comparison_asked(text):
        return ""
    return _NEWS_OF.sub("", text.rstrip(".! ")) or text


def as_question(text: str) -> str:
    """What is asked where somebody watches something: a topic is asked about, a question as it is.

    Args:
        text: as for `topic_of`.
    """
    topic = topic_of(text)
    return _ON.format(topic) if topic and not overview_asked(text) else text
