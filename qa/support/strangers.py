"""Somebody's full name that the evidence does not know at all: it says nothing of them.

One word of a name may be missing, since the evidence has another (the surname alone, the country's
people for the country). Where it has none of a full name, and leans on no other sentence, whoever
is named is somebody else: "The president of France works at the palace" tells nobody's name.
"""

import re
from collections.abc import Collection

from index.text.words import words
from qa.english.leaning import leans
from qa.english.names import FULL_NAME


def stranger(claim: str, evidence: str, about: str, missing: Collection[str]) -> str:
    """The full name in a claim of which nothing is known; "" where there is none.

    Args:
        claim: one sentence.
        evidence: sentences, one a line.
        about: what is known of their documents.
        missing: stems of names that are in neither.
    """
    if not missing or any(leans(line) for line in evidence.split("\n")):
        return ""
    known = f"{evidence}\n{about}"
    names = (found.group() for found in FULL_NAME.finditer(claim))
    return next((n for n in names if _is_unknown(n, missing) and not _shortened(n, known)), "")


def _is_unknown(name: str, missing: Collection[str]) -> bool:
    stems = set(words(" ".join(word for word in name.split() if word[0].isupper())))
    return len(stems) > 1 and stems <= set(missing)


def _shortened(name: str, text: str) -> bool:
    """Whether a text has the first letters of a name for it: WHO, W.H.O."""
    initials = [word[0] for word in name.split() if word[0].isupper()]
    return re.search(rf"\b{'[.]?'.join(map(re.escape, initials))}\b", text) is not None
