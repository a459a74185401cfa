"""What one may, must, must not and need not do: the words of rules, and of questions about them."""

import re

from index.text.lists import word_set

ASKS_LEAVE = re.compile(
    r"(?:may|can|could)\b|(?:am|is|are)\b.{1,120}?\b(?:allowed|permitted|welcome|permissible"
    r"|acceptable|accepted|admitted|possible|ok(?:ay)?|legal|lawful)\b",
    re.IGNORECASE,
)
ASKS_DUTY = re.compile(
    r"(?:must|should|shall|need)\b|(?:do|does|will|would)\b.{1,60}?\b(?:ha(?:ve|s) to|needs?)\b"
    r"|(?:am|is|are)\b.{1,120}?\b(?:required|obliged|obligatory|mandatory|compulsory|necessary"
    r"|needed|supposed to|expected to)\b",
    re.IGNORECASE,
)
"""Whether something is allowed, or has to be; both stand at the beginning of a question."""

ASKS_COVER = re.compile(
    r"(?:am|is|are|does|do|will)\b.{1,120}?\b(?:insured?|cover(?:ed|s)?|included?|includes)\b",
    re.IGNORECASE,
)
"""Whether something is in what is paid for."""

ASKED_WORDS = re.compile(
    r"\A(?:may|can|could|must|should|shall|need|do|does|will|would|am|is|are)\b|\bit\b"
    r"|\b(?:allowed|permitted|welcome|permissible|acceptable|accepted|admitted|possible|ok(?:ay)?|legal"
    r"|lawful|required"
    r"|obliged|obligatory|mandatory|compulsory|necessary|needed|supposed|expected)\b"
    r"|\b(?:insured?|cover(?:ed|s)?|included?|includes)\b|\bha(?:ve|s) to\b|\bneeds?\b"
    r"|(?<!from )(?<!at )\bhome\b|\b(?:me|us|for you)\b",
    re.IGNORECASE,
)
"""What of such a question is not what it is about."""

_BE = r"(?:is|are|be|was|were)"
NOT_DUE = re.compile(
    r"\b(?:need(?: not|n[’']t)|(?:(?:do|does)(?: not|n[’']t)|never) (?:have|need) to|no need to"
    rf"|{_BE} (?:not|never) (?:required|obliged|necessary|needed|mandatory|compulsory|obligatory)"
    rf"|{_BE} (?:optional|voluntary|unnecessary))\b",
    re.IGNORECASE,
)
FORBIDDEN = re.compile(
    r"\b(?:(?:may|must|shall|should)(?: not|n[’']t| never)|cannot|can(?: not|[’']t)"
    r"|(?:do not|don[’']t)"
    rf"|{_BE} (?:strictly )?(?:prohibited|forbidden|banned|off limits|illegal|unlawful)"
    rf"|{_BE} (?:not|never|no longer) (?:allowed|permitted|welcome|accepted|admitted|possible"
    "|transferable|acceptable))\\b",
    re.IGNORECASE,
)
DUE = re.compile(
    rf"\b(?:must|ha(?:ve|s) to|{_BE} (?:strictly )?(?:required|mandatory|compulsory|obligatory"
    rf"|obliged|necessary|needed)|requires?|needs?|{_BE} to be|should)\b",
    re.IGNORECASE,
)
ALLOWED = re.compile(
    rf"\b(?:may|can|{_BE} (?:also |always )?(?:allowed|permitted|welcome|free to|accepted|possible"
    "|entitled)|accepts?)\\b",
    re.IGNORECASE,
)
COVERED = re.compile(
    rf"\b(?:{_BE} (?:also |always )?(?:insured|covered|included)|covers|includes"
    r"|(?<=we )(?:pay for|insure|cover))\b",
    re.IGNORECASE,
)
NOT_COVERED = re.compile(
    rf"\b(?:{_BE} (?:(?:not|never) (?:insured|covered|included)|excluded|uninsured)"
    r"|(?:does|do|will|shall)(?: not|n[’']t) (?:cover|include|insure|pay for|reimburse)"
    r"|excludes)\b",
    re.IGNORECASE,
)
"""What a clause of a rule says of what it is about; the first that fits speaks."""

DENIED_ALL = re.compile(r"(?:no(?: one)?|neither|nobody|none of) ?(?!longer\b)\b", re.IGNORECASE)
"""In front of what is allowed: "No dogs are allowed"."""

WITHOUT_BE = re.compile(
    r"(?:not |strictly |only )?(?:allowed|permitted|welcome|prohibited|forbidden|banned|required"
    r"|mandatory|compulsory|optional|voluntary|necessary|insured|covered|included|excluded)\b",
    re.IGNORECASE,
)
"""The beginning of a clause that leaves its subject to the one before: "but forbidden in the hall".
"""

RELATION = re.compile(
    r"\b(?:after|before|until|beyond|outside|behind|within|over|under|above|below|without|more than"
    r"|less than)\b",
    re.IGNORECASE,
)
"""What stands between things and a time or place, and another of which is another case."""

CONTRAST = re.compile(r",?\s(?:but|while|whereas|although|though)\s", re.IGNORECASE)
BREAK = re.compile(
    r"[;:]\s|,\s(?:and|or)\s(?=[\w’' -]{1,60}?\b(?:may|must|can|cannot|is|are)\b)"
    r"|,\s(?=[\w’' -]{1,40}? (?:is|are|may|can|must) not\b\W*\Z)"
)
ENDS_NOT = re.compile(r"\b(?:is|are|may|can|must|do|does) not\W*\Z", re.IGNORECASE)
"""Where one rule of a sentence ends and another begins: the other way, or just the next."""

NO_RULE = re.compile(
    r"\b(?:whether|asked|wondered|propos\w+|motions?|requests?|requested|petition\w*|would|wants?"
    r"|wanted|hopes?|hoped|wish\w*|discussed|consider\w*|suggest\w*|demand\w*|plans?|planned"
    r"|used to|formerly|until \d{4}|in (?:1[5-9]|20)\d\d)\b",
    re.IGNORECASE,
)
"""A sentence that tells of a rule that was wished for, or was one once."""

IF = re.compile(
    r"\b(?:except|excluding|unless|until|till|only|if|provided|as long as|so long as|other than"
    r"|apart from|without|with the (?:\w+ )?(?:consent|permission|approval|agreement)"
    r"|from \d|between|during|before|after|worth|more than|less than|up to|from the|when)\b",
    re.IGNORECASE,
)
"""What makes a rule hold of some cases only."""

_CONDITION = re.compile(
    r"\b(?:if|unless|provided that|provided (?:it|they|you|he|she)|on (?:the )?condition that"
    r"|(?<!as )(?:as|so) long as(?= \w+ \w)|subject to|excluding|except(?= [A-Z\d])"
    r"|except (?:for|in|on|at|that|when|where)|only (?:when|with|on|in|at))\b",
    re.IGNORECASE,
)
_WHETHER = re.compile(
    r"\b(?:ask\w*|know|knows|knew|sees?|saw|doubt\w*|wonder\w*|about|even|as|what|unclear|unsure"
    r"|uncertain|check\w*|find out|sa(?:y|ys|id)|tell|tells|told|remember\w*|decide\w*)"
    r"(?: \w+){0,2}? if\b|\bif \w+(?: \w+)? had\b|[;:] if\b|\bas long as the\b",
    re.IGNORECASE,
)

PLACED = re.compile(
    r"\b(?:in|on|at|inside|outside|behind|beyond|within|near|by) (?P<place>[\w’' -]{2,40})",
    re.IGNORECASE,
)
EVERYWHERE = re.compile(
    r"\b(?:throughout|everywhere|anywhere|all|any|every|(?:the|this|our) (?:whole |entire )?"
    r"(?:buildings?|premises|grounds?|site|house|property|area|price|rent|fee|ticket|cost))\b",
    re.IGNORECASE,
)
"""A place that is all of what the rules are for."""

LEFT_OUT = re.compile(
    r"\b(?:except|excluding|other than|apart from)(?: for)? (?P<rest>[^.,;:()\n]{1,80})",
    re.IGNORECASE,
)
"""What a rule is not for."""

PREPOSITION = re.compile(
    r"\b(?:in|on|at|of|for|from|to|by|with|without|under|over|beyond|behind|inside|outside|who|that"
    r"|which|whose|aged|between|during|after|before|worth)\b",
    re.IGNORECASE,
)
AFTER_MODAL = re.compile(r"(?:may|must|shall|should|can|cannot|need|to|not|n[’']t)\Z", re.I)
"""The end of a word of leave or duty that a verb follows."""

PHRASE = re.compile(
    r"(?=\b(?:in|on|at|before|after|during|between|from|until|by)\s)", re.IGNORECASE
)
"""In front of a phrase of time or place."""

SKIPPED = re.compile(
    r"(?:\s|,|\b(?:not|never|also|always|only|normally|strictly|be|been|then|still|\w+ly)\b)*",
    re.IGNORECASE,
)
"""What stands between "may" and the verb."""

BY_WHOM = re.compile(r"\bby (?:the|their|its|his|her) (?P<whom>[\w’'-]+)", re.IGNORECASE)

ANYBODY = word_set(
    """i we you one anyone anybody everyone everybody nobody they it he she people persons visitors
    visitor guests guest patients patient members member bathers bather tenants tenant residents
    resident employees employee staff workers worker passengers passenger travellers traveller
    customers customer readers reader users user players player pupils pupil students student
    participants participant clients client holders holder owners owner drivers driver"""
)
"""Whom a rule is for, if it is for all; of them, those who are called something are told."""

PRONOUNS = word_set(
    "i we you one anyone anybody everyone everybody nobody they it he she people persons"
)

LIGHT = word_set(
    """bring brings brought have has had take takes taken keep keeps kept use uses used get gets
    got go goes do does done make makes made put come comes be been wear wears worn carry carried
    light lit leave left start hold held enter admit admitted allow allowed permit permitted"""
)
"""Verbs that say no more than what they are said of, so that another may stand in their place."""

BARE = word_set(
    "the a an any all no every this that these those please your our their his her its my such"
    " both each other mobile own personal usual of and or"
)
"""Words in front of a noun that do not make it another thing."""

ALIKE = (
    "pay payment paid pays accept accepted accepts"
    " / photo photos photograph photographs photography picture pictures"
    " / bike bikes bicycle bicycles / phone phones telephone mobiles / bbq barbecue barbecues"
    " / bonfire campfire / insured covered / book booking reserve reservation reserved"
    " / eat eaten food meal / hang hung / drink drunk / ride ridden / sell sold / buy bought"
    " / build built / drive driven / feed fed / sleep slept / speak spoken / throw thrown"
    " / policy insurance / write written / lend lent / sing sung / catch caught / teach taught"
    " / enter entry entrance admission / cash coins / shop store / gym fitness"
)
PLACES_ALIKE = "pool lido baths / clinic surgery"
"""Words for the same place, where it is asked when it is open; surgery is done there, too."""

KIND_OF = (
    "dog cat hamster rabbit parrot : pet animal / wine beer spirits vodka whisky : alcohol"
    " / car van lorry motorbike : vehicle / cigarette cigar : smoke"
)
"""Words for the same, and of one kind: what is said of pets is said of a dog."""

_FIRST = re.compile(r"\b(?:i|we|my|our|me|us|mine|ours|myself|ourselves|am)\b", re.IGNORECASE)
_SECOND = {
    "i": "you", "we": "you", "me": "you", "us": "you", "my": "your", "our": "your",
    "mine": "yours", "ours": "yours", "myself": "yourself", "ourselves": "yourself", "am": "are",
}  # fmt: skip
_OF_ONE = re.compile(
    r"(?:may|can|could|must|should|am|are|do|will|would|need) (?:i|we|you)\b", re.IGNORECASE
)


def asks_of_rules(question: str) -> bool:
    """Whether a question is what "I", or visitors, members and so on may, must or need not do."""
    asked = question.strip().lower()
    if not (ASKS_LEAVE.match(asked) or ASKS_DUTY.match(asked)):
        return False
    subject = " ".join(asked.split()[1:2]).rstrip("?,.")
    return bool(_OF_ONE.match(asked)) or subject in ANYBODY


def of_anybody(question: str) -> str:
    """A question of what "I" may or must as one of what anybody may: "Can you bring your dog?"."""
    if not _OF_ONE.match(question):
        return question
    put = _FIRST.sub(lambda word: _SECOND[word[0].lower()], question)
    return f"{put[:1].upper()}{put[1:]}"


def holds_of_some_cases(sentence: str) -> bool:
    """Whether a sentence names a condition or an exception.

    "Asked if", "even if", "if he had" are none, nor is what goes on with "; if".
    """
    return bool(_CONDITION.search(_WHETHER.sub(" ", sentence)))
