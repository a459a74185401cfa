"""Follow-up questions: what in them points back to what was said, and what it may point to."""

import re

from index.text.lists import word_set
from qa.english.dates import ANY_TIME

_WH = r"(?:who|whom|whose|what|which|when|where|why|how(?: many| much| long| far| old| often)?)"
_AUX = (
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must"
    r"|isn[’']t|aren[’']t|wasn[’']t|weren[’']t|don[’']t|doesn[’']t|didn[’']t|hasn[’']t)"
)
DO = frozenset(
    ["do", "does", "did", "can", "could", "will", "would", "should", "may", "might", "must"]
)
HAVE = frozenset(["has", "have", "had", "will", "can"])
BE = frozenset(["is", "are", "was", "were"])

LEAD = re.compile(
    r"^(?:(?:ok(?:ay)?|thanks|thank you|thx|great|good|fine|right|yes|yeah|no|nope|hm+|well|so|oh"
    r"|aha|ah|interesting|i see|hello|hi|hey|cool|nice|please|actually|sorry)\b\s*[,.!;:…–-]+\s*"
    rf"|(?:ok(?:ay)?|so|then)\s+(?=(?:and|but|{_WH}|{_AUX})\b))+(?=\S)",
    re.IGNORECASE,
)
"""What stands before a question and is no part of it."""

BARE = re.compile(
    rf"^(?:(?:and|but)\s+)?(?P<wh>(?:(?:for|in|on|at|by|with|to|from|since|until|about|of|after)\s+)?"
    rf"{_WH}(?:\s+(?:exactly|precisely|then|not|come))?)"
    r"(?P<noun>(?:(?<!who)(?<!whom)(?<!when)(?<!where)(?<!why)\s+"
    r"(?!next\b|now\b|then\b|so\b|that\b|this\b|else\b|more\b|happened\b|is\b|was\b|are\b|were\b"
    r"|has\b|did\b|about\b|said\b|says\b)[a-z]+)?)\s*[?.!]*$",
    re.IGNORECASE,
)
"""A question of nothing but its question word, with a noun at most: `why?`, `for what role?`."""

WHERE_TO = re.compile(r" (?:to|from|at|in)$", re.IGNORECASE)
"""What ends a question for a place: "Where does it sail to?"."""

QUESTION_WORD = re.compile(rf"^{_WH}\b", re.IGNORECASE)
NEXT_QUESTION = re.compile(
    r"^(?:(?:a )?(?:next|new|another|other) question)\s*[:,–-]\s*", re.IGNORECASE
)
AND = re.compile(
    r"^(?:and(?: what| how)? about|what about|how about|"
    r"(?:and )?(?:the )?same(?: question| thing)? (?:for|about)|and|but|or)\b[\s,]*",
    re.IGNORECASE,
)
"""How a question begins that takes up the one before."""

ABOUT = re.compile(r"^(?:and |but )?(?:what|how) about\b", re.IGNORECASE)

WHY = re.compile(r"(?:and |but )?(?:why(?: not| so)?|how come)[\s?.!]*", re.IGNORECASE)

WHY_SO = re.compile(r"(?:and |but )?why so (?P<how>[\w-]+)[\s?.!]*", re.IGNORECASE)
HOW_ASKED = re.compile(rf"^\W*{_WH}(?: \w+)? (?P<rest>{_AUX}\b[^?]{{3,}}?)[\s?.!]*$", re.IGNORECASE)
"""A question word, and the `rest` of a question with its auxiliary."""
SAID_THAT = re.compile(
    r"\bwho (?:said|says|claimed|claims|told|reported|reports|announced|stated)"
    r"(?: (?:us|you|them))? (?:that|this|so|it)\s*[?.!]*$|^says who\b"
    r"|^according to who(?:m)?\s*\?*$"
    r"|^(?:and )?who (?:says|said|claims)\s*\?*$|^(?:on|by) whose (?:word|account)\s*\?*$"
    r"|^(?:what(?:[’']s| is) )?(?:the |your |its )?sources?\s*\?*$",
    re.IGNORECASE,
)
CONFIRMED = re.compile(
    r"^(?:and )?who (?P<verb>confirm(?:ed|s)|den(?:ied|ies)"
    r"|verifie[ds]|disput(?:ed|es)|witnessed|saw)"
    r" (?:that|this|it)\s*[?.!]*$",
    re.IGNORECASE,
)
THEN_WHAT = re.compile(r"^(?:and )?(?:what (?:next|then)|then(?: what)?|next)\s*[?.!]*$", re.I)
_PIECE = r"(?:in|at|on|by|near|for|from|with|since|during)\s+(?:the\s+)?[\w’' -]{2,60}"
WITH_PIECE = re.compile(
    rf"^(?:(?P<wh>{_WH})\s+(?P<piece>{_PIECE})|(?P<before>{_PIECE}),\s*(?P<asked>{_WH}))\s*[?.!]*$",
    re.IGNORECASE,
)
"""A question word and a piece: `how many in Kharkiv?`, `in Kharkiv, how many?`."""

TOO = re.compile(r"[\s,]+(?:too|also|as well|then|instead|perhaps|maybe)$", re.IGNORECASE)
ELSE = re.compile(
    r"^(?:and |but |is there |was there |were there |are there )?"
    r"(?P<wh>who|what|where|when|why|how|which|any(?:one|body|thing|where)?|others?)"
    r"(?:\s+(?P<noun>other|others)(?P<rest>\s+\w+)?)?(?:\s+(?P<else>else))?\s*[?.!]*$",
    re.IGNORECASE,
)
"""`who else?`, `anything else?`, `any others?`, `which other countries?`."""

MORE = re.compile(
    r"^(?:and |please )?(?:(?:can you |could you |please )?(?:tell|give|show) me (?:some )?"
    r"(?:more|details)|(?:some )?more(?: (?:details|information|please))?|go on|continue"
    r"|what (?:else|more) (?:do you know|is known|can you tell me|do they say)|details|elaborate"
    r"|explain(?: that| this| more)?)"
    r"(?:\s+(?:about|on|of)\s+(?P<about>.+?))?(?:\s+please)?\s*[?.!]*$",
    re.IGNORECASE,
)
OF_THEM = re.compile(
    rf"\bof (?P<them>them\b|(?:these|those|the (?:two|three|four|others?))\b"
    rf"(?=\s*(?:$|[?,.]|{_AUX}\b)))"
    r"|(?<=\bwhich )(?P<one>ones?)(?=\s+(?:is|was|are|were|has|have|had|did|does|do|can|will)\b)",
    re.IGNORECASE,
)
"""Some of several that were named: `which of them …`, `which one is …`."""

OF_NOTHING = re.compile(
    r"(?:how (?:many|much)|who|whom|whose)(?:\s+[a-z’]+){1,5}\s*[?.!]*", re.IGNORECASE
)
"""How a question begins that is of the one before, if it names nothing: `how many were hurt?`."""

OF_TWO = re.compile(r"\bthe (?:(?P<one>former)|(?P<two>latter))\b", re.IGNORECASE)
TRUE = re.compile(
    r"^(?:and |but )?(?:is|was) (?:it|that|this)(?: really| actually)?"
    r" (?:true|correct|so|confirmed|right)\s*[?.!]*$",
    re.IGNORECASE,
)
ASKED_BY_NOUN = {
    "reason": "why",
    "cause": "why",
    "date": "when",
    "time": "when",
    "year": "when",
    "day": "when",
    "place": "where",
    "location": "where",
    "number": "how many",
    "total": "how many",
    "price": "how much",
    "cost": "how much",
    "name": "who",
    "names": "who",
}
"""What is asked with a noun in place of a question word: `and the reason?`."""

THE_NOUN = re.compile(
    r"(?:the )?(?P<noun>[a-z]+)(?: for (?:that|this|it)| of (?:that|this|it))?", re.IGNORECASE
)
ELSE_WORD = re.compile(r"\belse\b", re.IGNORECASE)
A_DAY_FROM = re.compile(
    r"(?:on )?(?:the )?(?:day|week|month|year|night|morning) (?:before|after)(?: that)?",
    re.IGNORECASE,
)
MAY = re.compile(r"^(?:and |what about )?(?:for |in )?May[?.! ]*$")
"""The month that is a verb in small letters, by itself."""
PART_OF_DAY = re.compile(
    r"\b(?:(?:in the|during the|at) (?:morning|afternoon|evening|night)|overnight"
    r"|at (?:noon|midnight))\b",
    re.IGNORECASE,
)
NOUNS_ANYWAY = frozenset(["people", "officials", "authorities"])
"""Nouns, though they say little."""

OTHER = re.compile(
    r"^(?:and |but )?(?:(?:what|how) about |and )?the (?:other(?= |\W*$)|second(?= one))(?: one"
    r"| man| woman| person| side| company| city| country| team| player)?\s*[?.!]*$",
    re.IGNORECASE,
)
"""The other one of two."""

MEANT = re.compile(
    r"^(?:(?:no|nope|sorry|wrong|not that|actually|oh)\b[\s,.!;:–-]*)*"
    r"(?:(?:but )?i (?:meant|mean|was (?:asking|talking) about|am (?:asking|talking) about)"
    r"(?: to (?:say|ask))?|i[’']m (?:asking|talking) about|meaning|i asked (?:about|for))\b[\s,:]*"
    r"(?P<what>.+)$",
    re.IGNORECASE | re.DOTALL,
)
NO = re.compile(r"^(?:no|nope|wrong|sorry)\b[\s,.!;:–-]+(?P<what>\S.*)$", re.IGNORECASE | re.DOTALL)
"""What was meant, of somebody who was misunderstood: `no, I meant Odesa`, `no, in Odesa`."""

AS_WRITTEN = re.compile(
    r"^(?:(?:no|sorry)\b[\s,.!]*)?(?:i (?:meant|mean) )?(?:(?:ask )?(?:it |that )?"
    r"(?:just |exactly )?(?:as|like|what) i (?:wrote|asked|said|typed)(?: it)?|as (?:written|asked)"
    r"|literally)\s*[.!]*$",
    re.IGNORECASE,
)
NOT_BUT = re.compile(
    r"^(?:not\s+(?P<no>[^,;]{1,80}?)\s*(?:,|;|but)\s*(?:but\s+)?(?P<yes>.+)"
    r"|(?P<first>[^,;]{1,80}?)\s*,?\s+not\s+(?P<second>.+))$",
    re.IGNORECASE,
)

_IRREGULAR = (
    r"born|built|bought|beaten|broken|brought|caught|chosen|cut|dead|drawn|driven|eaten|fallen|fought"
    r"|forbidden|forgotten|found|frozen|given|gone|grown|held|hidden|hit|hurt|kept|killed|known|laid|led|left"
    r"|lost|made|met|missing|paid|put|read|said|seen|sent|set|shot|shown|shut|sold|spent|split|spoken|stolen"
    r"|struck|sunk|taken|taught|thrown|told|understood|won|worn|written"
)
_PARTICIPLE = rf"(?:{_IRREGULAR}|[a-z]{{2,}}(?<!ne)(?<!fe)ed)"
_PERSON = r"he|she|him|her|his|hers|himself|herself"
_THING = r"it|its|itself"
_SEVERAL = r"they|them|their|theirs|themselves"
_THAT_NOUN = (
    rf"(?:that|this|those|these)(?!\s+{_PARTICIPLE}\b)(?!\s+(?:of|week|month|year|morning|afternoon|evening|night|time|day"
    r"|weekend|summer|winter|spring|autumn|century|decade|season|is|was|were|are)\b)\s+[a-z]+"
)
POINTING = re.compile(
    rf"\b(?:(?P<person>{_PERSON})|(?P<thing>{_THING}|(?<=\bis )that(?=\s+{_PARTICIPLE}\b)"
    rf"|(?<=\bwas )that(?=\s+{_PARTICIPLE}\b))|(?P<several>{_SEVERAL})"
    r"|(?P<place>(?<!is )(?<!are )(?<!was )(?<!were )(?<!been )there|there(?=\s*(?:\?|$)))"
    r"|(?P<fact>that|this|those|these)(?=\s*(?:\?|$|(?:is|was|were|are|happen\w*|mean\w*)\b))"
    rf"|(?<=\b(?:is|of|in|at|on|by|to) )(?P<noun>{_THAT_NOUN})"
    rf"|(?<=\b(?:did|was|for|are|has) )(?P<noun3>{_THAT_NOUN})"
    rf"|(?<=\b(?:were|does|with|from|have|will) )(?P<noun4>{_THAT_NOUN}))\b",
    re.IGNORECASE,
)
"""A word that stands for a person, a thing, several, a place or a fact said before."""

EXPLETIVE = re.compile(
    r"\b(?:is|was|does|did|will|would|can|could|has|how)\s+it\s+(?:true|possible|likely|clear|legal"
    r"|illegal|necessary|known|that|rain|snow|safe|allowed|permitted|important"
    r"|raining|snowing|like to|called when|feel like|to|now cost|cost)\b"
    r"|\bwhat time (?:is|was) it\b"
    r"|\bit (?:is|was) (?:true|known|said|possible|likely) that\b"
    r"|\bit[’']s (?:time|official|clear|true|possible)\b|\b(?:make|makes|made) it to\b"
    r"|\bit (?:emerged|seems|appears|turned out|transpired)\b"
    r"|\bhow (?:long|much|many)\b[^?]{0,40}\bit takes?\b(?! off| place| part| over)",
    re.IGNORECASE,
)
"""An `it` that stands for nothing."""

POSSESSIVE = ("his", "her", "hers", "its", "their", "theirs")
OBJECTS = frozenset(["him", "them"])
NOTHING_BEHIND = re.compile(
    r"\s*(?:$|[?.!,;]|(?:in|on|at|to|from|with|by|for|about|after|before|back|up|down|off|out|over"
    r"|again|now|then|first|last|and|or|during|since|until|because|when|if|there|here|yet)\b)",
    re.IGNORECASE,
)
"""What stands behind an `it` that something is done to: no verb of its own."""

NEW_SENTENCE = re.compile(r"\w{3,}[”\"’)]*(?:[.!?…:]\s|\s[–—-]\s)")
TAKEN_UP = re.compile(
    r"(?:in|with|after|before|on|at|during|for|despite|by|from|since)\s+"
    r"(?:his|her|its|their)\b[^,?]{1,80},[”\"’]?\s*\S",
    re.IGNORECASE,
)
"""A beginning that says of somebody who is only named behind it."""

BEHIND_FIRST_AUXILIARY = re.compile(
    rf"(?:(?!\b{_AUX}\b)[^.!?]){{0,80}}\b{_AUX}\s+(?:also\s+|even\s+|ever\s+)?", re.IGNORECASE
)
ASKED_NOUN = re.compile(
    rf"\b(?:which|what|how many)\s+(?!{_AUX}\b)(?:[\w’'-]+\s+){{0,2}}?(?P<noun>[\w’-]+)(?=\s)",
    re.IGNORECASE,
)
PLURAL = re.compile(r"\b(?!does\b|says\b|was\b|has\b)[A-Za-z]{3,}[^\Wsu]s\b")
"""A word that may be a noun for several."""

TWO = re.compile(r"[\w’]+ and (?:(?:the|an?|his|her|its|their) )?[\w’]+", re.IGNORECASE)
"""Two that are named together."""

CLAUSE = re.compile(
    r",|\b(?:that|when|while|because|if|after|before|since|until|once|as|who|which|whether|and|but"
    r"|so|where|why|how|say|says|said)\b",
    re.IGNORECASE,
)
"""Words between two clauses."""

ASKS_WHO_DOES = re.compile(rf"(?:who|what|(?:which|what)\s+[\w’-]+)\s+(?!{_AUX}\b)", re.IGNORECASE)
"""The beginning of a question for who does a thing."""

THERE_IS = re.compile(rf"\b{_AUX}\s+(?:also\s+)?$", re.IGNORECASE)

WOMAN = frozenset(["she", "her", "hers", "herself"])

NAME = re.compile(
    r"(?<!^)(?<![.?!] )\b[A-ZÀ-Þ][\w’'-]*"
    r"(?:\s+(?:of\s+|de\s+|da\s+|van\s+|von\s+)?[A-ZÀ-Þ][\w’'-]*)*"
)
"""A name of one or more words, but not where a sentence begins."""

PARTICLES = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "del",
        "della",
        "di",
        "der",
        "den",
        "van",
        "von",
        "bin",
        "ibn",
        "al",
        "el",
        "la",
        "le",
        "du",
        "ten",
        "ter",
        "of",
        "the",
        "y",
    ]
)
"""Small words inside a name."""

_IN = r"in|at|near|from|to|around|outside|inside|across|throughout|over"
PLACE = re.compile(rf"\b(?P<in>{_IN})\s+(?:the\s+)?({NAME.pattern})")
IN_A_PLACE = re.compile(
    r"\b(?:in|near|outside|inside|across|throughout|around)\s+(?:the\s+)?$", re.I
)
ASIDE = re.compile(
    r"\b(?:about|of|from|by|against|for|under|after|before|in|at|near|over|since|during|on|into"
    r"|outside|inside|across|behind|beside|besides|among|between|as)\s+(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
)
"""What stands before something that a question is less about."""

MEETING = re.compile(
    r"\b(?:meet|met|talk(?:ed|s)?|speak|spoke|marry|married|fight|fought|play(?:ed|s)?|beat|debate[ds]?"
    r"|call(?:ed|s)?|sue[ds]?|join(?:ed|s)?)\b",
    re.IGNORECASE,
)
"""Verbs that make two who do a thing together: a pronoun may stand for either."""

YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
TIME = re.compile(ANY_TIME, re.IGNORECASE)
VERB = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|can|will|would|who|what|when|where|why|how"
    r"|which|whose|whom)\b",
    re.IGNORECASE,
)
"""A word that shows that a question is whole."""

AUXILIARY = re.compile(rf"\b{_AUX}\b", re.IGNORECASE)
WH_PHRASE = re.compile(
    rf"^(?P<lead>(?:(?:in|on|at|for|to|by|with|from|of|since|until)\s+)?)(?P<wh>{_WH})\b"
    rf"(?P<noun>(?:\s+(?!{_AUX}\b)[\w’'-]+)*?)(?=\s+{_AUX}\b)",
    re.IGNORECASE,
)
"""The question words before the auxiliary, with their noun: `which city`, `how many people`."""

STARTS_WHOLE = re.compile(rf"^{_AUX}\b", re.IGNORECASE)

PREPOSITION = re.compile(
    r"(?:in|on|at|by|with|for|from|to|since|before|after|during|until|near|around|outside|about"
    r"|under|against|between|of|compared (?:to|with)|than|versus)\b",
    re.IGNORECASE,
)
FEW_WORDS = r"(?:(?:the|an?|his|her|its|their)\s+)?[\w’'-]+(?:\s+[\w’'-]+){0,2}"
"""A noun with one or two words around it."""
_AT_A_TIME = r"\b(?:in|on|at|during|of|for|by|since|until|before|after)\b"
BEFORE_A_TIME = re.compile(_AT_A_TIME, re.IGNORECASE)
JUST_BEFORE_A_TIME = re.compile(rf"{_AT_A_TIME} (?:the )?$", re.IGNORECASE)
PHRASE_OF_PLACE = re.compile(
    rf"\b(?:in|at|near|around|outside|inside|across|throughout)\s+(?:the\s+)?{NAME.pattern}"
)
OF = re.compile(r"^(?P<head>(?:the|an?)\s+(?:[\w-]+\s+){0,3}?[\w-]+)\s+of\s+(?P<whose>.+)$", re.I)
ORDINAL = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|\d+(?:st|nd|rd|th))"
    r"\b(?! time\b)",
    re.IGNORECASE,
)
PARTICIPLE = re.compile(_PARTICIPLE, re.IGNORECASE)
PARTICIPLE_FIRST = re.compile(
    rf"^(?P<verb>(?!compared|based)(?:{_IRREGULAR}|[a-z]{{2,}}(?<!ne)ed)(?:\s+down|\s+up)?)\b(?P<rest>.*)$",
    re.I,
)
PARTICIPLE_IN = re.compile(rf"\b(?:{_IRREGULAR}|[a-z]{{2,}}(?<!ne)ed)(?:\s+down|\s+up)?\b", re.I)

STATES = frozenset(
    [
        "open",
        "closed",
        "shut",
        "late",
        "empty",
        "safe",
        "dangerous",
        "hard",
        "important",
        "ready",
        "over",
        "dead",
        "alive",
        "free",
        "full",
        "expensive",
        "famous",
        "popular",
        "big",
        "small",
        "high",
        "low",
        "long",
        "old",
        "new",
        "true",
        "wrong",
        "right",
        "available",
        "due",
    ]
)
"""What stands behind a noun and is said of it: is the bridge open?"""

DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "each",
        "every",
        "his",
        "her",
        "their",
        "its",
    ]
)
ONE = frozenset(["a", "an", "this", "that", "each", "every", "one", "1"])
BEFORE_NOUNS = frozenset(
    [
        "many",
        "which",
        "what",
        "were",
        "are",
        "did",
        "do",
        "about",
        "of",
        "on",
        "by",
        "for",
        "with",
        "against",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "several",
        "both",
    ]
)
"""After these a plural without an article may stand."""

NO_NOUNS = frozenset(
    [
        "who",
        "whom",
        "whose",
        "which",
        "what",
        "when",
        "where",
        "why",
        "how",
        "there",
        "here",
        "not",
        "also",
        "else",
        "then",
        "than",
        "too",
        "very",
        "most",
        "more",
        "many",
        "much",
        "long",
        "far",
        "old",
        "often",
        "ago",
        "back",
        "away",
        "up",
        "down",
        "out",
        "off",
        "together",
    ]
)
PLURALS = frozenset(["people", "children", "men", "women", "police", "troops", "staff", "media"])
PEOPLE = word_set(
    """
    people children kids child adults teenagers men women families students pupils pensioners
    seniors members staff residents tourists babies toddlers
    """
)
"""Nouns for people, by no office."""
TIME_NOUN = re.compile(
    r"(?:second|minute|hour|day|week|weekend|month|year|decade|century|morning|afternoon|evening"
    r"|night|time|season|past|future|moment|one|ones|same|other|others|most|first|last)s?",
    re.IGNORECASE,
)
OPENING = frozenset(
    [
        "tell",
        "give",
        "show",
        "name",
        "list",
        "explain",
        "describe",
        "summarise",
        "summarize",
        "say",
        "please",
        "compare",
        "find",
        "write",
        "thanks",
        "hello",
        "hi",
        "hey",
        "ok",
        "okay",
        "did",
        "does",
        "do",
        "is",
        "are",
        "was",
        "were",
    ]
)
"""Words that open a line and are no names, though a name may follow."""

SHOUTED = frozenset(
    [
        "who",
        "what",
        "when",
        "where",
        "why",
        "how",
        "and",
        "or",
        "the",
        "in",
        "of",
        "it",
        "he",
        "she",
        "they",
        "is",
        "was",
    ]
)

IS_THERE = re.compile(r"(?:is|are|was|were) there\b", re.IGNORECASE)
BARE_SUBJECT = re.compile(
    r"(?P<subject>(?:is|are|was|were) (?!(?:the|an?|it|he|she|they)\b)[\w’-]+)"
    rf" {_PARTICIPLE}\b",
    re.IGNORECASE,
)
"""Is swimming allowed?"""

WHO_HAS_IT = re.compile(r"who(?: is| was|’s|'s) the ", re.IGNORECASE)
"""A question for the one who has an office: who answers is the same as who is asked for."""

ASKS_WHERE = re.compile(r"\bwhere\b|city|place|country|town|region|village", re.IGNORECASE)
ASKS_WHO = re.compile(r"\bwho(?:m|se)?\b", re.IGNORECASE)
ASKS_WHICH = re.compile(
    r"^(?:in |at |for |by |with |to |from )?(?:what|which)\s+(?P<noun>[\w-]+)", re.I
)
CHOICE = re.compile(
    r"^(?:the )?(?:(?P<one>first|former|1|1st)|(?P<two>second|latter|2|2nd))(?: one)?\W*$", re.I
)

ARTICLE = re.compile(r"(?:the|an?)\b", re.IGNORECASE)
DEFINITE = re.compile(r"(?:the|these|those)\b", re.IGNORECASE)
COUNTED = re.compile(r"(?:how many|how much|which|what)\s+", re.IGNORECASE)
SEVERAL = re.compile(
    r"(?:the )?(?P<noun>(?:[a-z][\w’'-]*\s+){0,2}"
    r"(?:[a-z][\w’'-]*[^\Ws]s|people|children|men|women))"
)
"""A noun for several, in a few small words."""

RELATIVE_TIME = re.compile(r"(?:last|next|this|yesterday|today|tomorrow|now)\b", re.IGNORECASE)
"""A phrase of time that takes no preposition."""

AFTERWARDS = re.compile(
    r"\b(?P<when>next|then|afterwards?|later|after (?:that|this)|since then|before (?:that|this)"
    r"|at (?:that|the) time)\s*[?.!]*$",
    re.IGNORECASE,
)
"""A time told from what was said before: `what happened next?`."""

COORDINATION = re.compile(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+", re.IGNORECASE)
INDEFINITE = re.compile(r"^(?:an?|this|that|these|those)\s+", re.IGNORECASE)
OWNED = re.compile(r"\s+(?!(?:in|on|at|to|from|with|for|about|and|or)\b)\w", re.IGNORECASE)
"""What stands behind a `her` that is `his` of a woman."""

SOMEBODY = "somebody"
