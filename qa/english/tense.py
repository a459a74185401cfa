"""What a question or a sentence says of time without a date: tense, plans, what ends a thing."""

import re

from index.text.dates import MONTH, WEEKDAYS
from qa.english import events

PRESENT = re.compile(
    r"^\W*(?:(?:who|whom|whose|what|which|where|how|why|when|until when|since when|for how long)\b"
    r"[^?]{0,60}?\s)?(?:(?:is|are|does|do|can|may|must|isn[’']t|aren[’']t|doesn[’']t)\b"
    r"|(?:has|have)\b(?!\s[^?]{0,60}\b(?:been|won|lost|said|happened|\w{2,}ed)\b))"
    r"|^\W*(?:who|what|which\s+\w+)\s+(?:leads|runs|holds|owns|chairs|heads|plays|governs|rules"
    r"|costs|coaches|trains|teaches|presides|edits|manages|commands|serves|lives|works)\b",
    re.IGNORECASE,
)
"""A question about what is so now: "Who is …?", "How much does … cost?", "Who leads …?"."""

_FOR_ONCE = re.compile(
    r"\b(?:was|were|did|had|will|roads?|bridges?|streets?|tunnels?|motorways?|borders?|lines?|lanes?"
    r"|pass)\b",
    re.IGNORECASE,
)
_IN_GENERAL = re.compile(r"\b(?:is|are|does|do|can|may|must)\b", re.IGNORECASE)
_HABIT = re.compile(
    r"\b(?:open|close[sd]?|shut|depart|operate|cost|pay|allowed|permitted"
    r"|(?:opening|closing|business|office|visiting) (?:hours|times?|days?))\b",
    re.IGNORECASE,
)
_HABIT_OR_ONCE = re.compile(r"\b(?:start|begin|leave|run|(?<!in )charge)\b", re.IGNORECASE)
_OFTEN = re.compile(
    r"\b(?:do|each|every|usually|normally|always|course|class|lesson|school|term|season|train|bus"
    r"|tram|ferry|boat|lift|shuttle|shop|market|museum|pool|hotel|restaurant|caf[eé]|library)\b",
    re.IGNORECASE,
)


def habitual(question: str) -> bool:
    """Whether a question is about what is so each year or week again: opening hours, a price.

    Not about a road that is closed for once, nor when the trial starts.
    """
    general = _IN_GENERAL.search(question)
    if not general or _FOR_ONCE.search(question):
        return False
    if _HABIT.search(question, general.end()):
        return True
    again = _HABIT_OR_ONCE.search(question, general.end())
    return bool(again and _OFTEN.search(question))


_AGAIN = rf"(?:{MONTH}|{'|'.join(WEEKDAYS)}|spring|summer|autumn|fall|winter)"
EVERY_YEAR = re.compile(
    rf"(?:(?:in|on|during|from|between|the) )*{_AGAIN}(?: (?:to|until|and|or|–|-) {_AGAIN})?",
    re.IGNORECASE,
)
"""A phrase of time that comes again every year or week: a month, a season, a day of the week."""

RUNNING_TOTAL = re.compile(
    r"^\W*how many\b[^?]*\b(?:died|dead|killed|injured|hurt|wounded|missing|arrested|infected"
    r"|rescued|evacuated|homeless|lost their (?:lives|homes))\b"
    r"|^\W*what (?:is|was) the (?:(?:\w+ )?(?:death toll|number of (?:dead|deaths|victims"
    r"|casualties|injured))\b"
    r"|(?:(?!bridge|road|motorway|tunnel|highway|ferry|canal|car|truck|lorry)\w+ )?toll\b"
    r"(?! (?:for|on|at|to|per)\b)(?! of [^?]{0,40}\b(?:bridge|road|motorway|tunnel)\W*\Z))",
    re.IGNORECASE,
)
"""A question for a number that grows from report to report, of which the newest counts.

What a bridge or a road takes is no such number."""

PAST = re.compile(
    r"\b(?:did|was|were|had)\b|^\W*(?:who|what|which\s+\w+)\s+(?:won|led|ran|held|opened|closed"
    r"|\w{2,}ed)\b",
    re.IGNORECASE,
)
"""A question about what happened or was so."""

EVENT = re.compile(
    r"\b(?:won|elected|chosen|named|appointed|happen(?:ed|s)?|died|killed|opened|closed|began"
    r"|started|ended|resigned|signed|founded|born|built|bought|sold|beat|scored|lifted|visited"
    r"|arrested|announced|launched|crashed|attacked|voted|published|released|made|awarded|decided"
    r"|said)\b"
    r"|\b(?:did|does|will)\b[^?]*\b(?:win|die|kill|open|close|begin|start|(?<!the )end|resign"
    r"|sign|buy|sell|beat|score|lift|visit|arrest|announce|launch|crash|attack|vote|publish|release"
    r"|award|decide|say|happen)\b",
    re.IGNORECASE,
)
"""A question about something that happens on a day, unlike what is so until it changes."""

_STATE_VERBS = """
    be been being have hold held own owned live lived cost work worked play played serve served lead
    led head headed run ran chair chaired govern governed rule ruled belong belonged contain
    contained consist consisted know knew known remain remained stay stayed stand stood lie lay keep
    kept want wanted like liked love loved believe believed think thought call called base based
    locate located marry married employ employed control controlled occupy occupied possess
    possessed include included rank ranked manage managed coach coached train trained teach taught
    study studied use used allow allowed permit permitted forbid forbidden require required earn
    earned pay paid charge charged support supported oppose opposed weigh weighed measure measured
    depend depended mean meant produce produced sit sat exist existed listed estimated
"""
_STATES = frozenset(_STATE_VERBS.split())
"""Verbs of what is so until it changes; others in the past tell of what happened on a day."""

_WORD = re.compile(r"[A-Za-z]+")
_TOOK_PLACE = re.compile(r"\b(?:was|were)\b[^?]*\bheld\b", re.IGNORECASE)
_NOT_HAPPENING = frozenset(["was", "were", "had", "has", "have", "did"])


def happened(question: str) -> bool:
    """Whether a question asks for what happened on a day: by its verb in the past.

    Args:
        question: without the phrase of its time.
    """
    if EVENT.search(question) or _TOOK_PLACE.search(question):
        return True
    said = {word.lower() for word in _WORD.findall(question)}
    if said & _STATES:
        return False
    return "did" in said or any(
        match[0].lower() not in _NOT_HAPPENING for match in events.PAST.finditer(question)
    )


_GOING_TO = r"going to\b(?! (?:(?-i:[A-ZÀ-Þ])|(?:the|an?|school|work|bed|church)\b))"

PLANNED = re.compile(
    r"\b(?:will|won[’']t|(?:is|are|was|were) (?:to|due|set|scheduled|expected|planned)\b"
    r"|(?:plan|hope|expect|intend|aim)(?:s|ed|ing)? to|(?:was|were) to"
    rf"|(?:is|are|not) {_GOING_TO})\b",
    re.IGNORECASE,
)
"""A sentence about what was announced or planned."""

ASKS_WHY = re.compile(r"\W*(?:and |but )?why\b", re.IGNORECASE)
"""A question for a reason, which may be that of something still to come."""

ASKS_TO_COME = re.compile(
    r"^\W*(?:(?:so|and|but)\b,? )?(?:(?:will|won[’']t)\b|(?:is|are)\b[^?]{1,80}"
    rf"\b{_GOING_TO})",
    re.IGNORECASE,
)
"""A yes/no question for what is to come; where a road goes is not."""

TO_COME = re.compile(
    r"\b(?:plan|promise|pledge|announce|expect|intend|schedule|aim|hope|decide|agree|approve|vow"
    r"|guarantee|confirm)(?:s|d|ed|ned)?\b"
    r"|\b(?:ordered|commissioned|greenlit|signed|booked|elected|qualified|arranged)\b|\b(?:shall|may|might|could|would|due|forthcoming|upcoming"
    r"|next|tomorrow|soon|planning|until)\b",
    re.IGNORECASE,
)
"""What speaks of things to come, beside what was planned."""

CALLED_OFF = re.compile(
    r"\b(?:cancel(?:s|l?ed)|call(?:s|ed) off|abandon(?:s|ed)|drop(?:s|ped)|scrap(?:s|ped)|shelved"
    r"|reject(?:s|ed)|postpone[sd]|put off|rul(?:es|ed) out|withdr[ae]wn?|fail(?:s|ed)"
    r"|refuse[sd])\b",
    re.IGNORECASE,
)
"""What will not be after all, or not then."""

IS_HELD = re.compile(
    r"\b(?:tak(?:e|es|ing) place|(?:being|be|is|are) held|happening|going ahead)\b"
    r"|^\W*(?:is|are) [^?]{1,80} (?:still )?on\b(?: \d|\W*\Z)",
    re.IGNORECASE,
)
"""A yes/no question whether something that was planned is held."""

NOT_HELD = re.compile(
    r"\b(?:cancel(?:s|l?ed)|call(?:s|ed) off|abandon(?:s|ed)|scrap(?:s|ped)|postpone[sd]"
    r"|put off)\b",
    re.IGNORECASE,
)
"""What is said of an event that is not held after all, or not then."""

MOVED_TO = re.compile(
    r"\b(?:postponed|put off)\b(?=[^.;:\n]{0,60}?\b(?:to|until|till) "
    r"(?P<when>(?:(?!from\b)[^.;:,\n]){1,40}))",
    re.IGNORECASE,
)
"""An event is postponed to a day, which stands in `when`."""

ALREADY = re.compile(
    r"(?P<head>[\w’'-]+) (?:has|have)(?: now| already| since)? been \Z", re.IGNORECASE
)
"""What stands in front of what was done and holds from now on: "the match has been cancelled"."""

NOT_OF_ALL = re.compile(r"\b(?:if|when(?:ever)?|where|whose|before)\b", re.IGNORECASE)
"""What makes of an event that was called off another one, or one that may be."""

UNSUBJECTED = re.compile(r"\W*(?:has|have|is|are|was|were|will)\b", re.IGNORECASE)
"""The beginning of a clause whose subject stands before an aside."""

APART = re.compile(r"[;,]|\b(?:after|although|while|but)\b", re.IGNORECASE)
"""What parts what is called off from what is not."""

HAS_DONE = re.compile(r"\b(?:has|have|had|was|were|did)\b", re.IGNORECASE)
IN_THE_PRESENT = re.compile(
    r"\b(?:is|are|am|be|do|does|can|must|ought|needs?|starts|begins|opens|closes|ends|takes place"
    r"|runs|goes|comes|returns|leaves|arrives|departs|remains|stays|continues|plays|performs|sings"
    r"|lasts|costs|pays|meets|becomes|follows)\b",
    re.IGNORECASE,
)
"""Auxiliaries of what was done; and of what is so or set down, with its verbs."""

WAS_DONE = re.compile(r"\b(?:was|were|did|has|have|had)\b", re.IGNORECASE)
"""A question for what was done."""

NOT_YET_DONE = re.compile(
    r"\b(?:decide[sd]?|deciding|vote[sd]?|voting|agree[sd]?|want(?:s|ed)?|propose[sd]?|promise[sd]?"
    r"|threaten(?:s|ed)?|offer(?:s|ed)?|tr(?:y|ies|ied)|attempt(?:s|ed)?|hope[sd]?|plan(?:s|ned)?"
    r"|intend(?:s|ed)?|wish(?:es|ed)?|ask(?:s|ed)?|order(?:s|ed)?|suggest(?:s|ed)?|aim(?:s|ed)?"
    r"|expect(?:s|ed)?|(?:is|are|was|were)(?: due| set| supposed| about)?)"
    r" to (?P<what>[^.,;:\n]{1,160})",
    re.IGNORECASE,
)
"""`what` somebody decided, wanted or was to do, which does not say that it was done."""

NEVER_DONE = re.compile(
    r"\b(?:(?:refuse[sd]?|fail(?:s|ed)?|decline[sd]?|forg[eo]t(?:s|ten)?|neglect(?:s|ed)?"
    r"|omit(?:s|ted)?|unable|unwilling|(?:has|have|had) yet|(?:still|yet) (?:has|have|had|needs?)"
    r"|(?:has|have|had) still|remains?|(?:is|are|was|were) (?:still|yet))(?: to)"
    r"|prevent(?:s|ed)? \w+(?: \w+)? from)"
    r" (?P<what>[^.,;:\n]{1,160})",
    re.IGNORECASE,
)
"""`what` somebody refused, failed or still has to do, so that it was not done."""

NOT_ASKED_OF = re.compile(
    r"\b(?:(?:have|has|had|need(?:s|ed)?) to|to be|prevent\w*|stop\w*|must|should|will|would)\b",
    re.IGNORECASE,
)
"""A question of duty, or of what is to come, which "still has to" does not deny."""

TAKEN_BACK_BEFORE = re.compile(
    r"\b(?:not|no|never|none|nobody|neither|nor|without|if|unless|who|that|which|when|whenever"
    r"|initially|at first|first|long|once|originally|or|any)\b|n[’']t\b",
    re.IGNORECASE,
)
TAKEN_BACK_BEHIND = re.compile(
    r"\b(?:but|so|until|till|unless|more than|less than|under|without|only|alone|then|later"
    r"|eventually|finally|did|gave in|did so|if|any (?:more|longer)|last (?:year|month|week))\b",
    re.IGNORECASE,
)
"""What in front of a refusal, and behind it, may mean that the thing was done after all."""

ASKS_FOR_PLANS = re.compile(
    r"\b(?:will|plan(?:s|ned)?|expect(?:s|ed)?|due|scheduled|promised?|announced?|forecast|target"
    r"|supposed|(?:was|were|is|are)\s+(?:[^?]{0,60}\s)?(?<!known )(?<!able )(?<!forced )(?<!said )"
    r"(?<!thought )(?<!first )(?<!last )to\s+\w+|going to|intend(?:s|ed)?|next)\b",
    re.IGNORECASE,
)
"""A question about what was announced or planned."""

ENDED = re.compile(
    r"\b(?:resign(?:ed|s)|step(?:ped|s) down|stood down|quit|left (?:office|the post|the club)"
    r"|leaves|left in|replaced|succeeded|dismissed|sacked|fired|ousted|removed|voted out|died"
    r"|has died|killed|cancelled|canceled|called off|withdrew|withdrawn|lifted|ended|is over"
    r"|was over|abolished|repealed|revoked|scrapped|done away with|closed down|shut down|dissolved"
    r"|retired|expired|reversed|overturned|no longer|was freed|released|again)\b",
    re.IGNORECASE,
)
"""What a later sentence says where it ends what an earlier one told."""

NO_LONGER_BEFORE = re.compile(
    r"\b(?:former(?:ly)?|previous|outgoing|the late|erstwhile|ex)\b(?P<was>[^.,;]{1,60}),?\s*\Z",
    re.IGNORECASE,
)
NO_LONGER_BEHIND = re.compile(
    r"\A[^.;]{0,40}?\b(?:(?:had been|had held|had served|used to|is (?:a |the )?former)"
    r"(?P<was>(?:(?!\b(?:when|who|while|if|as)\b)[^.,;]){1,60})"
    r"|(?:was|served as|held)\b(?P<then>[^.;]{1,60}?)\b(?:until|till)\b"
    r"|had (?:led|chaired|headed|run|managed|captained|coached)\b"
    r"(?P<led>(?:(?!\b(?:in|at)\b)[^.,;]){1,60}))",
    re.IGNORECASE,
)
"""What stands in front of a name, or behind it, where somebody held an office and does no more.

Which office stands in `was` or `then`, and of what in `led`."""

IN_PLACE_OF = re.compile(r"\A(?:replacing|succeeding|following|after)\b", re.IGNORECASE)
"""A sentence that begins with who had it before, and goes on with who has it."""

BELOW = re.compile(r"\b(?:deputy|vice|assistant)\b", re.IGNORECASE)
"""What makes of an office the one below it."""

HOLDS_IT = re.compile(
    r"\A(?:,[^.,;]{1,60}\bsince\b|(?:,[^,;]{1,80},|,)?\s*(?:now )?"
    r"(?:(?:is|has been|remains|becomes?|became)"
    r"(?P<what>(?:(?!\b(?:former|not?|of|in|at|for|to|and)\b)[^.,;]){1,60})"
    r"(?:[.,;]|\b(?:of|in|at|for|to|and)\b|\Z)"
    r"|(?<!, )was (?:re-?)?(?:elected|appointed|named|chosen)\b|takes? over|took over"
    r"|(?:leads|heads|chairs|runs|manages|captains|coaches) (?:(?:it|them|there)\b"
    r"|(?P<led>[^.,;]{1,60}))))",
    re.IGNORECASE,
)
"""What stands behind the name of who holds an office, which may be `what`, or leads `led`."""

NAMED_AFTER = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) (?:[A-ZÀ-Þ][\w’'-]{1,30} ){1,4}"
    r"(?!(?:and|are|as|at|by|for|from|had|has|have|he|in|is|it|of|on|or|she|that|then|they|to|was"
    r"|were|when|which|while|who|will|with)\b|\w{1,20}(?:ed|s)\b)(?=[a-zß-ÿ])"
)
"""A name in front of what is called by it: the Keller boatyard."""

BEFORE_A_TIME = re.compile(
    r"(?:,?\s*\b(?:back\s+)?(?:in|on|at|during|of|for|over|as of|by)(?:\s+the)?|,)\s*\Z",
    re.IGNORECASE,
)
"""What goes with a phrase of time where it is taken out of a question."""

TODAY = re.compile(r"\s*\b(?:today|this (?:week|month|year))\b", re.IGNORECASE)
"""What says no more than "now" in a question about what is so."""

BETWEEN_TIMES = re.compile(
    r"(?:\s*,)?(?:\s*\b(?:and|or|but)\b)?(?:\s*\b(?:in|on|during|then|also|again)\b)*(?:\s*\bthe\b)?\s*",
    re.IGNORECASE,
)
"""What stands between two phrases of time that are asked for together."""
