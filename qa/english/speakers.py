"""Who says something: the verbs of saying, where a speaker stands, and orders to say something."""

import re

from index.text.words import words

_A_NOUN = (
    r"(?!\s+(?:is|are|was|were|be|must|may|might|can|could|shall|should|will|would|has|have|had|do|does"
    r"|of|by|from|for|about|against|rose|fell|rise|fall|show|shows|showed|confirms?|says?|said)\b)"
)
_CLAIM_OR_REPORT = (
    r"(?:(?:claim|report)(?:ed|ing)|(?<![’'] )(?<![’']s )(?:claim|report)s?(?= that\b)"
    r"|(?<!\bthe )(?<!\bno )(?<!\bof )(?<!\bany )(?<!\ball )(?:claims|reports(?! to\b))\b"
    rf"{_A_NOUN}"
    r"|(?:(?<=[a-z]s )(?<!\bthis )(?<!\bhis )(?<!\bits )|(?<=police )|(?<=people )|(?<=they )"
    rf"|(?<=media )|(?<=team )|(?<=also ))(?:claim|report(?! to\b))\b{_A_NOUN})"
)
"""Both are nouns, too: "after a claim", "the annual report must be sent", "guests may claim"."""

_SAYING = (
    rf"(?:{_CLAIM_OR_REPORT}|sa(?:id|ys?|ying)|t(?:old|ells?)"
    r"|announc(?:e[sd]?|ing)|stat(?:e[sd]|ing)|argu(?:e[sd]|ing)|insist(?:s|ed)"
    r"|alleg(?:e[sd]|ing)|assert(?:s|ed)|declar(?:e[sd]|ing)|warn(?:s|ed|ing)"
    r"|believ(?:e[sd]?|ing)|predict(?:s|ed|ing)|confirm(?:s|ed|ing)|blam(?:e[sd]|ing)"
    r"|acknowledg(?:e[sd]|ing)|admit(?:s|ted)|accus(?:e[sd]|ing)|wr(?:ote|ites)|spoke of|speaks of"
    r"|maintain(?:s|ed)|puts? (?:it|the|its)\b)"
)
_AUXILIARIES = r"(?:(?:had|has|have|also|later|still|then|once|again|only|now)\s+)*"
SPEAKER = re.compile(
    r"(?:^\s*|[,;:“\"]\s*|\b(?:but|and|while|as)\s+)(?P<before>[^\s,;:“”\"][^,;:“”\"]{0,79}?)(?<!\s)"
    rf",?\s+{_AUXILIARIES}{_SAYING}\b"
    rf"|[,”\"]\s*{_SAYING}\s+(?P<behind>[^,;:.“”\"]{{2,80}})"
    r"|\b(?:according to|in the words of|quoted by|in the view of|by the (?:count|account) of)\s+"
    r"(?P<source>[^\s;:“”\"][^;:“”\"]{1,79}?)(?=[.;:]?\s*$|[,;:.]\s)"
    r"|(?:^|,\s)(?:in|by) (?P<view>[^,;:“”\"]{2,60}?)[’']s? (?:view|words|account|count|opinion)\b",
    re.IGNORECASE,
)
"""Who says something, in the group that matched; `before` is before the verb of saying."""

NO_SPEAKER = re.compile(
    r"\b(?:he|she|they|it|i|we|you|who|which|that|this|these|those|there|what|when|where|if|as|one"
    r"|not|no|is|are|was|were|be|been|will|would|had|has|have)\b|\d",
    re.IGNORECASE,
)
"""Words that no name of a speaker holds."""

NO_NAME = re.compile(
    r"\b(?:but|or|unless|because|although|while|until)\b|\A[a-z]+ed\b", re.IGNORECASE
)
"""What stands in no name of a speaker, whatever stands before a verb of saying."""

TURN = re.compile(r"^[A-Z][^:\n]{0,40}:\s", re.MULTILINE)
"""Who speaks, before what is said in a conversation: `Dr Moe: About three weeks.`"""

PRONOUN = re.compile(r"\b(?:he|she|they|it)\b", re.IGNORECASE)
APPOSITION_BEFORE = re.compile(r"(?:[^,;:“”\"]{1,80},\s+){1,2}$")
APPOSITION_BEHIND = re.compile(r"(?:,[^,;:“”\"]{1,60}){1,2}")

THE_SOURCE = frozenset(
    words(
        "article report story digest note notes document paper text piece sheet brief page source"
        " edition issue bulletin"
    )
)
"""Stems of who speaks in a claim on the document itself."""

OFFICES = frozenset(
    words("mayor minister ministry head governor official president police spokesman chief company")
)
"""Stems of those who speak by their office."""

ORDER = re.compile(
    r"^\W*(?:please |now |you must |always )*"
    r"(?:say|write|claim|tell|repeat|pretend|answer|reply|add|note|mention|print|output|attribute"
    r"|describe|state|report|assume)\b(?! (?:said|is|was|that was)\b)",
    re.IGNORECASE,
)
"""The beginning of a line that tells somebody to say something."""
