"""Words of which one denies the other: before and after, rose and fell."""

import re

_AFTER = r"(?<!\bgone )(?<!\bgo )(?<!\bgoes )(?<!\bgoing )(?<!\bwent )(?<!\bnamed )after"
_LAST = r"last(?! (?:year|month|week|night|spring|summer|autumn|fall|winter|(?-i:[A-Z])))"
OPPOSITES = tuple(
    (re.compile(rf"\b(?:{one})\b", re.IGNORECASE), re.compile(rf"\b(?:{other})\b", re.IGNORECASE))
    for one, other in (
        ("before|ahead of|prior to", rf"{_AFTER}|once|following"),
        ("early|earlier", "late|later"),
        (
            "above|over|(?<!no )more than|at least|no (?:fewer|less) than",
            "below|under|(?<!no )(?:fewer|less) than|at most|no more than",
        ),
        ("rose|rises?|increas\\w+|grew|grow\\w*", "fell|falls?|decreas\\w+|declin\\w+"),
        ("won|wins?|winning|victor\\w*", "lost|loses?|losing|defeat\\w*"),
        ("began|begins?|begun|start\\w*", "stopp?\\w*|cease\\w*|halt\\w*"),
        ("open(?:s|ed|ing)?", "clos(?:es?|ed|ing)|shut\\w*"),
        ("arriv\\w+", "left|leaves?|leaving|depart\\w*"),
        ("bought|buys?|buying", "sold|sells?|selling"),
        ("day(?:light|time)?", "night(?:time)?s?"),
        ("support\\w*|back(?:s|ed|ing)", "oppos\\w+"),
        ("accept\\w*|agree[sd]?", "reject\\w*|refus\\w*"),
        ("larger|bigger|largest|biggest|wider", "smaller|smallest|narrower"),
        ("all|every|always", "some|sometimes"),
        (r"more(?! than)|(?<!at )most", "(?:less|fewer)(?! than)|fewest|(?<!at )least"),
        ("first|earliest", rf"latest|{_LAST}"),
        ("still", "no longer"),
        ("morning", "afternoon|evening"),
        ("wartime|during the war", "post-?war|after the war"),
    )
)
"""Pairs of patterns."""
