"""How much of a thing is needed, and the lines of a list that say so: "350 g plain flour"."""

import re

from index.text.words import words
from qa.english.numbers import WORDS
from qa.english.vocabulary import FUNCTION_STEMS

_ASKED = re.compile(
    r"\W*how (?:much|many) (?P<thing>(?:of the )?[\w’'-]{2,30}(?: [\w’'-]{2,30}){0,2}?) "
    r"(?:do|does|is|are|will|should|must|goes|go|was|were)\b(?=.{0,80}\b(?:need(?:s|ed)?|required"
    r"|necessary|use|used|go(?:es)? in(?:to)?|take|in|into|for the|for it)\b|\W*\Z)",
    re.IGNORECASE,
)
_LINE = re.compile(
    rf"(?:[-*•] )?(?:about |approx\.? |ca\.? )?(?:\d[\d./ ,–-]{{0,10}}|[½¼¾⅓⅔]|an? |{WORDS}\b)\s?"
    r"(?P<what>[^\W\d][^,;:(\n]{1,60})",
    re.IGNORECASE,
)
_MOST_WORDS = 14


def needed_thing(question: str) -> frozenset[str]:
    """Stems of the thing that a question asks how much is needed of; empty where it asks it not."""
    found = _ASKED.match(question)
    return frozenset(words(found["thing"])) - FUNCTION_STEMS if found else frozenset()


def lists_some_of(thing: frozenset[str], line: str) -> bool:
    """Whether a line of a list says how much of a thing there is to be: "350 g plain flour".

    Args:
        thing: its stems, as `needed_thing` has them.
        line: a sentence of a document.
    """
    found = _LINE.match(line)
    if not thing or not found or line.endswith(".") or len(line.split()) > _MOST_WORDS:
        return False
    what = words(found["what"])
    return bool(what) and what[-1] in thing and thing <= set(what)
