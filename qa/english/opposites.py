"""Words of which one denies the other: before and after, rose and fell, open and closed."""

import re

Pair = tuple[re.Pattern[str], re.Pattern[str]]
Pairs = tuple[Pair, ...]


def _pairs(*words: tuple[str, str]) -> Pairs:
    return tuple((_pattern(one), _pattern(other)) for one, other in words)


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


_AFTER = r"(?<!\bgone )(?<!\bgo )(?<!\bgoes )(?<!\bgoing )(?<!\bwent )(?<!\bnamed )after"
_LAST = r"last(?! (?:year|month|week|night|spring|summer|autumn|fall|winter|(?-i:[A-Z])))"
OPPOSITES = _pairs(
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
"""Pairs of patterns."""

_SUM = r"\d[\d.,]{0,12} (?:euros?|dollars?|pounds?|cents?|francs?)|[€$£] ?\d[\d.,]{0,12}"
_ADJECTIVE = re.compile(
    r"(?<![\w-])(?P<un>un|non-?)?(?P<word>[a-z]{2,20}(?:ed|able|ible|ful|al|ant|ent|ly|en|ing|own))"
    r"(?=\W*\Z|[,.;:!?]| (?:at|in|on|by|to|for|from|with|since|during|when|if|until|and|but)\b)",
    re.IGNORECASE,
)
"""A word that no noun stands behind, with or without "un-"."""
_COPULA = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being|am|remain(?:s|ed)?|stay(?:s|ed)?|seem(?:s|ed)?|left)"
    r"|[’'](?:s|re))(?: [\w’'-]+){0,3} \Z",
    re.IGNORECASE,
)
_TO_COPULA = 40
_NO_PAIR = frozenset({"covered"})
"""Words of which "un-" makes another word: what is uncovered was brought to light."""


def negated_by_prefix(asked: str, sentence: str) -> Pairs:
    """The words of a statement that a sentence has with "un-" in front, or without it.

    Both say it of something: "unregistered voters" are none of which "are registered" tells.
    """
    words = {
        (bool(m["un"]), m["word"].lower())
        for m in _ADJECTIVE.finditer(sentence)
        if _COPULA.search(sentence, max(0, m.start() - _TO_COPULA), m.start())
    }
    told = ((m["un"] or "", m["word"].lower()) for m in _ADJECTIVE.finditer(asked))
    found = [(un, word) for un, word in told if word not in _NO_PAIR]
    return _pairs(
        *(
            (f"un{word}|non-?{word}", word) if un else (word, f"un{word}|non-?{word}")
            for un, word in found
            if (not un, word) in words
        )
    )


STATES = _pairs(
    (r"(?:re-?)?open(?:s|ed|ing)?", r"clos(?:es?|ed|ing|ures?)|shut(?:s|ting)?"),
    ("alive|living", "dead|died|dies|death"),
    (
        r"(?:switch|turn|power)(?:s|ed|ing)? on|lit|on\Z",
        r"(?:switch|turn|power)(?:s|ed|ing)? off|unlit|(?:is|are|was|were|be|stay|stays|stayed"
        r"|remain|remains|remained) off",
    ),
    (
        "work(?:s|ing)|runs|running|in (?:service|operation|use)|operational",
        "out of (?:service|order|operation|use|action)|broken|suspended|defunct",
    ),
    (
        "takes? place|took place|taken place|taking place|go(?:es|ing)? ahead|went ahead|held",
        "cancel(?:s|led|ed|lation)|called off|scrapped|postponed|put off",
    ),
    (
        "allow(?:s|ed)?|permit(?:s|ted)?|permissible|legal|lawful",
        "ban(?:s|ned)|forbid(?:s|den)?|forbade|prohibit(?:s|ed)?|outlaw(?:s|ed)?|illegal|unlawful"
        "|off limits",
    ),
    (
        r"free(?: of charge| for| entry| admission|\Z)|for free|no charge",
        f"costs?|fees?|charged|{_SUM}",
    ),
    ("available|in stock", "sold out|out of stock|unavailable"),
    ("full", "empty|vacant"),
    ("locked", "unlocked"),
    ("married", "unmarried|divorced|widowed"),
    ("guilty|convicted", "innocent|acquitted"),
    ("arrested|jailed|imprisoned|in (?:custody|prison|jail)", "freed|released|acquitted"),
    ("on time|punctual(?:ly)?", "late|delayed|overdue"),
    ("compulsory|mandatory|obligatory|required", "optional|voluntary"),
    ("included|inclusive", "extra|excluded|separately"),
    ("safe", "unsafe|dangerous"),
    ("possible", "impossible"),
    (
        "approve[sd]?|passed|adopted|accept(?:s|ed)?|agree[sd]?|support(?:s|ed)?"
        r"|vot(?:e|es|ed|ing) (?:for|in favou?r)",
        r"reject(?:s|ed)?|voted down|turned down|defeated|vetoed|vot(?:e|es|ed|ing) against"
        "|oppose[sd]?",
    ),
    (
        r"rise[sn]?|rose|fall(?:s|en)?|fell|increase[sd]?|decrease[sd]?|gr[eo]w[sn]?|raised?|lowered"
        "|change[sd]?",
        "unchanged|(?:the same|as (?:high|low|large|many|much)) as (?:before|in|last|the year)",
    ),
    ("present|attend(?:s|ed)?", "absent|apologies|excused"),
    ("continue[sd]?|resume[sd]?", "discontinued|suspended|halted"),
    ("stopp?(?:s|ed)?|ceased?", "kept|keeps|continue[sd]?|(?:goes|going|went) on"),
    ("hired|employed", "fired|sacked|dismissed|laid off"),
)
"""The same of how things stand, of which one speaks for itself; the checker, whose weights were
fitted without them, is not told of these."""

_A_DIFFERENCE = re.compile(
    r"\b(?:less|more|fewer|better|worse|longer|shorter|higher|lower|faster|slower|greater|smaller"
    r"|improv\w+|increas\w+|reduc\w+|affect\w*|chang\w+|effects?|differ\w*)\b",
    re.IGNORECASE,
)
_NO_DIFFERENCE = re.compile(
    r"\b(?:(?:do|does|did) not|(?:do|does|did)n[’']t) (?:\w+ )?(?:differ|change)\b"
    r"|\b(?:is|are|was|were) not (?:\w+ )?different\b|\bunchanged\b"
    r"|\b(?:remained|stayed) the same\b"
    r"|\bno (?:\w+ ){0,2}(?:difference|change|effect)s?\b",
    re.IGNORECASE,
)


def denies_a_difference(asked: str, sentence: str) -> bool:
    """Whether a sentence says that two are alike, or nothing changed, where a difference is asked.

    "Sleep time did not differ between the groups" of "Did they sleep less?"; not of "no change".
    """
    told = _NO_DIFFERENCE.search(sentence)
    return bool(told and _A_DIFFERENCE.search(asked)) and not _NO_DIFFERENCE.search(asked)
