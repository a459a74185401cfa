"""How English puts several things after one another, and what stands between and around them."""

import re
from collections.abc import Sequence

from index.text.lists import word_set

_ASIDE = (
    r"(?:rarely|sometimes|occasionally|finally|lastly|also|of course|above all|in particular"
    r"|more rarely|less often|if need be|as ever|since \d{4}"
    r"|(?:for|in|on|at|with|by|from|after|before|if|when) [^,;]{1,30})"
)
_WITH = r"as well as|together with|along with|followed by|plus"
JOINT = re.compile(rf"(?:[,;]\s*(?:and|or|{_WITH})?|\s(?:and|or|{_WITH}|&))(?:,\s{_ASIDE},)?\s+")
"""What stands between two of several things."""

BETWEEN_TWO = re.compile(r"\bbetween\b(?P<two>[^,;:.]{1,60}?\sand)\s", re.IGNORECASE)
"""What runs or lies between two, as "ferries between Varne and Sill", is one thing."""

INTRODUCED = re.compile(
    r"^(?:(?:you|we|they|it)\s+(?:(?:will|must|can|may|should|also)\s+)?"
    r"(?:need|have|get|receive|require|bring|offer|sell|accept|provide|want|use|keep)s?\s+"
    r"|.*?(?:\b(?:includ(?:e[sd]?|ing)|such as|namely|are|were|is|was|like|among them|being"
    r"|consist(?:s|ed|ing)? of|ma(?:de|kes?) up of|compris(?:e[sd]?|ing)|between|both|either|from)"
    r"\b"
    r"|[:–—])\s+)",
    re.IGNORECASE,
)
"""The words of a sentence in front of the first of several things."""

DONE = re.compile(
    r"\s(?:(?:are|were|is|was|has|have|had|will|would|said|says|who|which|that|while|but|because"
    r"|when|after|before|as)\b|[–—(]).*$",
    re.IGNORECASE,
)
"""What follows the last of them in its sentence."""

CLAUSE = re.compile(r"(?:if|because|when|unless|while|where|that)\b", re.IGNORECASE)
"""What opens a clause, which is an item as a whole."""

OF_IT = re.compile(r"\s(?:for|of|with) ", re.IGNORECASE)
"""What begins the words that go with an item that answers."""

OPENING = re.compile(
    r"^(?:(?:and|or|but|from|both|either|also|including|such as|plus|as well as|the|a|an|some"
    r"|its|their|his|her|first|second|third|finally|another|then)\s+)+",
    re.IGNORECASE,
)
"""Words in front of an item that are none of it."""

FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|(?-i:may)|might|must|should|said|says|told"
    r"|did|does|do|went|took|made|came|won|got|met|began)\b",
    re.IGNORECASE,
)
"""A verb, which no item of a short list has."""

NAME = re.compile(
    r"(?<![\w’'-])(?:[A-ZÀ-Þ][\w’'-]*(?:\.(?=[A-Z ]))*)"
    r"(?:(?: (?:of the|of|de|da|del|von|van|der|bin|al|el|y|the) | |-|\. )"
    r"(?:[A-ZÀ-Þ&][\w’'-]*)){0,6}\.?"
)
"""A name: words with capital letters."""

CALLED = re.compile(
    r"(?:the )?(?P<head>[\w-]+) (?:to|from|of|in|called|named) (?=(?-i:[A-ZÀ-Þ]))", re.I
)
"""What stands before the name of a thing, and tells what it is: "the ferries to"."""

QUOTED = re.compile(r"[“\"«](?P<title>[^“”\"«»\n]{1,100})[”\"»]")
"""A title in quotation marks."""

TITLED = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady|Gov|Sen|Rep|Gen|Lt|Col|Prof|President|Prime|Minister"
    r"|Senator|Governor|Mayor|Representative|General|Secretary|Chancellor|King|Queen|Prince|Princess"
    r"|Pope|Judge|Justice|Chief|Actor|Actress|Singer|Former|Vice|Democrat|Republican|Democratic"
    r"|Director|Coach|Captain|Reps|Sens)\.?\s+)+"
)
"""Forms of address and offices in front of a name."""

NO_NAME = word_set(
    """
    the a an this that these those it he she they we i you his her its their my our your but and
    or in on at by for from to of with as if when while after before since until so yet also
    both there here then now today yesterday monday tuesday wednesday thursday friday saturday
    sunday january february march april may june july august september october november december
    some many most more all each every other another no not one two three four five six seven
    eight nine ten according however meanwhile among what which who where why how mr mrs ms
    photo photos read related image getty advertisement
    """
)
"""Words with a capital letter that are no name by themselves."""

OPENERS = word_set(
    """
    in on at by for from to of with as if when while after before since until so yet also both and
    or but
    """
)
"""Words with a capital letter that open a sentence, and are none of the name behind them."""

DAY_THE = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July"
    r"|August|September|October|November|December) the "
    r"|(?<=[Oo]n )(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day (?=[A-ZÀ-Þ])"
)
"""A day in front of a name, and none of it: "On Saturday the Orme Singers"."""

LOCATED = re.compile(
    r"\b(?:in|near|outside|inside|across|around|throughout|within|based at|(?:north|south|east"
    r"|west) of)\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
"""What stands before the name of a place where something is; no person or company follows it."""

APPOSED = re.compile(r",\s+(?:\w+\s+){0,2}(?:in|near|at)\s+(?:the\s+)?\Z", re.IGNORECASE)
"""The same within a phrase between commas, behind the name of what is there."""

JOINS = re.compile(
    r"\s*(?:,\s*)?(?:(?:and|or|as well as|&)\s+)?(?:in\s+)?(?:the\s+)?", re.IGNORECASE
)
"""What stands between two names of one row, and nothing else."""

BODIES = re.compile(
    r"\b(?:Administration|Ministry|Ministries|University|College|Department|Office|Agency|Committee|Commission|Council|Court|Company|Corp"
    r"|Inc|Association|Institute|Center|Centre|School|Party|Senate|House|Congress|Union|League|Club|Bank"
    r"|Hospital|Street|Avenue|Road|Park|Stadium|Church|Police|Army|Force|Service|News|Times|Post"
    r"|River|Sea|Lake|Mountain|Island|Islands|County|City|State|Cup|Prize|Award|Awards|Act|Bill|War"
    r"|Day|World|Olympics|Games|Bowl|Desk|Foreign|National|International|American|Coalition)\b"
)
"""A word of a name that no person has."""

OFFICE_OF = re.compile(
    r"\b(?:mayor|minister|governor|president|king|queen|leader|head|bishop|chair|chairman"
    r"|chairwoman|director|owner|chief|secretary|town|city|village|people|residents?"
    r"|citizens?) of (?:the )?\Z",
    re.IGNORECASE,
)
"""What stands before a name that is no person: "the mayor of"."""

OF_PLACE = re.compile(r" of (?:the )?[A-ZÀ-Þ].*$")
"""Where somebody is from, behind the name."""

BULLET = re.compile(r"^[ \t]*(?:[-*•–·‣▪]|\d{1,2}[.)]|\(?[a-z][.)])[ \t]+\S")
"""The beginning of a line that is an item of a list."""

BODIES_ONLY = re.compile(
    r"\b(?:Administration|Ministry|Department|Agency|Committee|Commission|Council|Court|Company|Corp"
    r"|Inc|Association|Party|Senate|Congress|Union|League|Service|News|Times|Cup|Prize|Award|Act|Bill)\b"
)
"""A word of a name that no place has."""

JOINED = re.compile(rf"[,;:(—–&]|\b(?:and|or|with|{_WITH})\b")
"""What stands between two names that are told in one row."""

CLOSED = re.compile(rf"\b(?:and|or|{_WITH})\b|&")
"""What joins the last of several things."""

TOO = re.compile(r",? (?:as well as|together with|along with|followed by) ", re.IGNORECASE)
"""What joins further ones that do the same, behind the verb: "Ann sings, as well as Bob"."""

EXAMPLES = re.compile(
    r"\b(?:such as|includ(?:e[sd]?|ing)|for example|for instance|e\.\s?g\.|among (?:them|others))",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"[,;]? (?:(?:and|or) (?:others|the like|so on|more|the rest)|among others|etc)\b",
    re.IGNORECASE,
)
"""What says in front of several things, or behind them, that some are named, and not all."""

MORE = re.compile(
    r"(?:(?:later|then|afterwards|soon|since then|in \d{4}),? )?"
    r"(?:(?:they|these|those) (?:were|are|have been) (?:(?:later|then|soon|also|since) )?joined by"
    r"|joining them (?:was|were|is|are))\s",
    re.IGNORECASE,
)
"""The beginning of a sentence that names more of those that the one before it names."""

ALSO = re.compile(
    r"\balso (?P<verb>[\w’'-]+) (?!(?:to|for|by|at|in|on|from|of|with|as)\b)", re.IGNORECASE
)
"""What says that a sentence tells more of what is done: "you also need boots"."""

AMOUNT = re.compile(
    r"(?:[£€$]\s?\d[\d.,]*+(?: (?:million|billion))?|(?<![\d.,])\d[\d.,]*+ ?(?:euros?"
    r"|pounds?|dollars?|pence|cents?|%|percent|crowns?|francs?))(?: (?:an?|per|each) ?\w*)?",
    re.IGNORECASE,
)
"""A price or a share, which by itself does not say what it is of."""

OF_AMOUNT = re.compile(
    r"(?:.*[:;.] |(?:the|an?) )?(?P<what>(?:(?:the|an?) )?[\w’'-]+(?: [\w’'-]+){0,4} "
    r"(?:is|are|was|were|costs?|for|at|gets?|pays?) )\Z",
    re.IGNORECASE,
)
"""What an amount is of, in front of it: "a day ticket is £8"."""

AT_A_TIME_ON = re.compile(r".*\bon (?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b)")
"""What stands before the first of several days: "6 am on Mondays"."""

BESIDES = re.compile(
    r"\b(?:besides|except|other than|apart from|in addition to|along with|together with|with"
    r"|next to|other|else|join(?:ed|s)?|met|meets?)\b",
    re.IGNORECASE,
)
"""Words of a question whose own names are none of those that it asks for."""
BROKEN = re.compile(r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)[.!?]\s|[“”\"]\s")
"""The end of a sentence or of a quotation, across which no row of names goes on."""


def joined(names: Sequence[str]) -> str:
    """Names in one phrase: `A, B and C`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
