"""Questions for what somebody said: whose words are asked for, and about what.

"What did Starmer say about sanctions?", "Who said that the dam would hold?", "quotes by the
ministry on grain". A question for what a document says, or for what one asks oneself, is none.
"""

import re
from dataclasses import dataclass

from index.text.words import words
from qa.english.speakers import THE_SOURCE


@dataclass(frozen=True, slots=True)
class QuoteRequest:
    """Whose words are asked for, and about what.

    Attributes:
        by: who speaks, as the question names him; "" where that is what it asks for.
        about: what it is about; "" for anything.
    """

    by: str
    about: str


_LONGEST = 400
"""Characters of a question that is looked at; a longer one is none for a quote."""

_SAY = (
    r"(?:say|tell|write|claim|announce|argue|state|promise|warn|admit|declare|suggest|report|tweet"
    r"|post|comment|remark|explain|insist|allege|complain|think|believe|respond|reply|predict|demand"
    r"|propose|mention|have to say)"
)
_SAID = (
    r"(?:said|told|written|claimed|announced|argued|stated|promised|warned|admitted|declared"
    r"|suggested|reported|tweeted|posted|commented|remarked|explained|insisted|alleged|complained"
    r"|predicted|demanded|proposed|mentioned|had to say)"
)
_SAYS = (
    r"(?:said|says|told|tells|wrote|writes|claimed|claims|argued|argues|stated|promised"
    r"|warned|warns|admitted|declared|suggested|tweeted|insisted|insists|alleged|alleges|complained"
    r"|predicted|predicts|thinks|believes|denied|denies)"
)
_ABOUT = r"(?:about|on|regarding|concerning|of|as to|with regard to|in relation to)"
_NOUN = (
    r"(?:quotes?|quotations?|statements?|comments?|remarks?|words|reactions?|response|view|views"
    r"|opinion|claims?|position|stance|answer|reply)"
)
_SHOW = r"(?:(?:show|give|list|find)(?: me)? )?(?:all |the |every |some )?"
_WORDS = r"(?:quotes?|quotations?|statements?|comments?|remarks?|words)"
_REACT = (
    r"(?:react(?:ed)? to|respond(?:ed)? to|comment(?:ed)? on|describe[ds]?|call(?:ed)?"
    r"|explain(?:ed)?|justif(?:y|ied)|defend(?:ed)?)"
)
_BE_SAID = r"what (?:was|were|has been|is|is being) said"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:and )?what (?:else )?(?:did|does|do|has|have|had|is|are|was|were|will|would) "
        r"(?P<by>.+?) (?:\w+ly |ever |already |just |also )?"
        rf"(?:{_SAY}|{_SAID}|saying|telling|writing|claiming)\b(?P<rest>.*)",
        rf"{_BE_SAID}(?: (?P<rest>.+?))? by (?P<by>.+?)(?P<more> {_ABOUT} .+)?",
        rf"{_BE_SAID}(?P<rest> {_ABOUT} .+)",
        rf"(?:what|which|who) (?:is|was|are|were) (?P<by>.+?)(?:[’']s|s[’']) {_NOUN}"
        rf"(?: (?:{_ABOUT}|to) (?P<about>.+))?",
        r"what (?:is|was|are|were) (?P<by>.+?)(?:[’']s|s[’']) (?:main |chief |own )?(?:arguments?"
        r"|objections?|criticisms?|complaints?) (?:against|for|in favou?r of|to|about|of|on)"
        r" (?P<about>.+)",
        rf"how (?:did|does|do|has|have) (?P<by>.+?) {_REACT} (?P<about>.+)",
        rf"(?:did|has|have|does) (?P<by>.+?) (?:{_SAY}|{_SAID}) (?:anything|something)(?P<rest>.*)",
        rf"who (?:else )?(?:has |have )?(?:{_SAYS}|{_SAID}) (?P<about>.+)",
        rf"{_SHOW}{_NOUN} (?:by|from|of) (?P<by>.+?)(?P<rest> {_ABOUT} .+)?",
        rf"{_SHOW}(?:quotes?|quotations?|statements?)(?P<rest> {_ABOUT} .+)",
        rf"{_SHOW}(?P<by>\w.*?)(?:[’']s|s[’']) {_WORDS}(?P<rest> {_ABOUT} .+)?",
    )
)
"""How somebody's words are asked for: `by` names him, `about` or `rest` what they are about."""

_MONTHS = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_TOPIC = re.compile(
    r"\b(?:about|regarding|concerning|on the (?:subject|topic|question) of) (.+)", re.I
)
_ON = re.compile(
    rf"\b(?:on|of) (?!(?:{_DAY}|{_MONTHS}|\d+|twitter|facebook|television|tv|radio|behalf)\b)(.+)",
    re.I,
)
"""Behind `on` stands a topic, unless it is a day or a place to speak."""

_THAT = re.compile(r"^(?:that|whether|if|how|why|to)\b ?", re.I)
_POINTING_WORDS = """
    he she it they him her them you i we one that this who what people anybody anyone somebody
    someone everybody everyone there the and
"""
_POINTING = frozenset(_POINTING_WORDS.split())
_REMARK = re.compile(r"^(?:that|this|so|it|anything|something|what|which)?$", re.I)
_WHOLE = re.compile(r"^(?:please |can you |could you |tell me )*|[\s?.!]+$", re.I)


def asked_quotes(question: str) -> QuoteRequest | None:
    """What a question asks for, where it asks for somebody's words.

    Args:
        question: one that stands alone, in English.

    Returns:
        None for any other question, and where a pronoun stands for the speaker.
    """
    if len(question) > _LONGEST:
        return None
    text = _WHOLE.sub("", " ".join(question.split())).strip()
    for form in _FORMS:
        if match := form.fullmatch(text):
            return _request(match)
    return None


_WHO = re.compile(
    rf"(?:and )?who (?:else )?(?:has |have )?(?P<verb>(?P<denied>den(?:ied|ies))|{_SAYS}|{_SAID}) "
    r"(?P<that>that )?(?P<what>.+)",
    re.IGNORECASE,
)
_STATES = re.compile(r"(?:sa(?:id|ys)|claim|state|den)", re.IGNORECASE)
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|did|does|must|should|may|might)\b",
    re.IGNORECASE,
)
_DENY = r"\bden(?:y|ies|ied|ying)\b"
DENIED = re.compile(_DENY, re.IGNORECASE)
_CLAIMS = (
    r"(?:[\w-]{1,20} ){0,2}?(?:claims?|suggestions?|ideas?|notions?|reports?|rumou?rs?|allegations?"
    r"|that|as)"
)
DENIES = re.compile(
    rf"{_DENY}|\b(?:(?<!no )doubt(?:s|ed|ing|ful)?"
    rf"|(?:reject|dismiss|disput|refut)(?:e|s|es|ed|ing)? {_CLAIMS}"
    r"|refus(?:es?|ed|ing) to (?:say|believe|accept|confirm)"
    r"|(?:ask|question|wonder)(?:s|ed|ing)? (?:[\w-]{1,20} ){0,3}?whether"
    r"|(?:is|are|was|were) (?:not true|false|untrue))\b",
    re.IGNORECASE,
)
"""What makes of something said what somebody denies, doubts or only asks."""

IF = re.compile(r"\bif\b", re.IGNORECASE)
"""What makes of something said a condition only."""


def what_was_said(question: str) -> str:
    """What a question asks who said it: "Who said that the dam would hold?"; else empty."""
    match = _who(question)
    return f"{match['denied'] or ''} {match['what']}".strip() if match else ""


def asks_who_states(question: str) -> bool:
    """Whether a question asks who said or denied that something is so; "admitted it" is neither."""
    match = _who(question)
    if match is None or not _STATES.match(match["verb"]):
        return False
    return bool(match["that"] or _CLAUSE.search(match["what"]))


def _who(question: str) -> re.Match[str] | None:
    if asked_quotes(question) is None:
        return None
    return _WHO.fullmatch(_WHOLE.sub("", " ".join(question.split())).strip())


def _request(match: re.Match[str]) -> QuoteRequest | None:
    groups = match.groupdict()
    by = (groups.get("by") or "").strip(" ,")
    about = groups.get("about") or _topic(f"{groups.get('rest') or ''}{groups.get('more') or ''}")
    about = _THAT.sub("", about.strip(" ,")).strip(" ,\"“”'‘’")
    if by and (by.lower() in _POINTING or not _names_a_speaker(by)):
        return None
    if not by and _REMARK.fullmatch(about):
        return None
    return QuoteRequest(by, about)


def _topic(rest: str) -> str:
    """What is said to be spoken about, behind the verb."""
    rest = rest.strip()
    if match := _TOPIC.search(rest):
        return match[1]
    if match := _ON.search(rest):
        return match[1]
    return ""


def _names_a_speaker(by: str) -> bool:
    """Whether it is somebody, and not a document, or a clause of its own."""
    stems = words(by)
    if not stems or len(by.split()) > 8:
        return False
    return not (
        set(stems) <= THE_SOURCE or by.split()[0].lower() in _POINTING - {"the", "people", "one"}
    )
