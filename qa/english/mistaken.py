"""Things done that are taken for one another: who asks for the killed does not ask for the hurt."""

import re

_GROUPS = (
    (
        r"kill(?:s|ed|ing)?|dead|die[sd]?|dying|deaths?|fatal\w*|slain|murder\w*"
        r"|los(?:t|ing) (?:his|her|their) li(?:fe|ves)",
        r"hurt|injur\w+|wound(?:s|ed)?",
        r"missing",
        r"rescued?|survivors?|survived",
        r"born|birth\w*",
    ),
    (r"opened|reopen\w*", r"closed|shut(?:s|ting)?"),
    (r"rose|rises?|risen|increas\w+|grew|grown", r"fell|falls?|fallen|decreas\w+|dropped"),
    (r"hir(?:e|es|ed|ing)|appoint\w+", r"fired|sack(?:s|ed)|dismiss\w+|resign\w+"),
    (r"arrest\w*|detain\w*|jail(?:s|ed)", r"releas\w+|freed|acquitted"),
    (r"accept\w*|approv\w+|agree[sd]?", r"reject\w*|refus\w+|turn(?:s|ed) down"),
    (r"marr(?:y|ies|ied)|wedding", r"divorc\w+|separated"),
    (r"arriv\w+", r"depart\w+"),
)
"""Groups of patterns; those of a group exclude one another in what is asked."""

GROUPS = tuple(
    tuple(re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for pattern in group)
    for group in _GROUPS
)


def mistaken(question: str, sentence: str) -> bool:
    """Whether a sentence tells of something that was done, and the question asks for another thing.

    Of a group of such things, the question names one, and the sentence others only.
    """
    for group in GROUPS:
        asked = [n for n, pattern in enumerate(group) if pattern.search(question)]
        if len(asked) != 1:
            continue
        told = [n for n, pattern in enumerate(group) if pattern.search(sentence)]
        if told and asked[0] not in told:
            return True
    return False
