"""What a question asks of a row, and the words that columns of tables are called by.

"How heavy is it?" asks for a weight, a load or a mass; "who drives it?" for a person, and the
driver. A column need not be called in the words of the question.
"""

import re

from index.text.words import words

NUMBER, TIME, PERSON, WORDS = "number", "time", "person", "words"
MAIL, PHONE, ANY = "mail", "phone", "any"
"""What values a column must hold: figures, a day or a time, no figures, letters, an address of
mail, a number that is dialled, any."""

_ASKED = (
    # how a question asks; what values answer; what columns that hold them are called
    (r"\bboss\b|\bsuperior\b|\bsupervis\w+|\breports? to\b", PERSON,
     "manager supervisor reports boss head superior line invigilator"),
    (r"\bwrite to\b|\be-?mail\b|\bby mail\b", MAIL, "mail email address"),
    (r"\bphone\b|\btelephone\b|\b(?:to|can|i|we) (?:call|reach)\b|\bring\b|\bdial\b"
     r"|\bextension\b", PHONE,
     "phone telephone extension mobile number ext cell contact tel"),
    (r"how (?:much|expensive)\b.{0,80}?\b(?:costs?|is|are|pay|paid|charged?|for)\b"
     r"|\bcosts?\b|\bprices?\b|\bfees?\b|\bcharges?\b|\bpa(?:y|id)\b|\bspent\b",
     NUMBER, "price cost fee charge fare rent bill amount rate paid sum ticket total eur usd gbp"),
    (r"how (?:long|much time)\b|\btakes?\b", ANY,
     "duration length time takes minutes hours days distance km"),
    (r"how far\b|\bdistance\b|\bkilomet\w+|\bmiles\b", NUMBER, "distance length mileage km miles"),
    (r"how deep\b|\bdepth\b", NUMBER, "depth"),
    (r"how (?:high|tall)\b|\baltitude\b|\belevation\b|\bheight\b", NUMBER,
     "height altitude elevation ascent"),
    (r"how (?:heavy|much .{0,80}?\bweigh)|\bweigh\w*", NUMBER,
     "weight mass load payload kg tonnes"),
    (r"how (?:thick|wide|broad)\b", NUMBER, "thickness width girth diameter circumference"),
    (r"how (?:big|large)\b|\bsize\b", ANY,
     "size area population capacity number inhabitants staff hectares"),
    (r"how old\b|\bages?\b", ANY, "age born built made year date founded planted bought"),
    (r"how (?:warm|hot|cold|many degrees)\b|\btemperature\b", NUMBER, "temperature temp celsius"),
    (r"how full\b", NUMBER, "full filled level volume occupancy share charge battery"),
    (r"\bwhat (?:should|must|can|do|shall) (?:i|we|you|one) do\b"
     r"|\bhow (?:do|can) (?:i|we|you) fix\b|\bremedy\b|\bsolve\b", WORDS, "remedy action measure"
     " solution fix advice treatment cure"),
    (r"how fast\b|\bspeed\b", ANY, "speed pace time"),
    (r"how often\b|how many times\b", ANY, "frequency times interval"),
    (r"how (?:difficult|hard)\b", ANY, "difficulty grade level"),
    (r"how soon\b|how quickly\b", ANY, "delivery time takes days lead"),
    (r"how many (?:people|persons|visitors|guests)\b", NUMBER,
     "people persons visitors guests attendance population inhabitants staff employees customers"),
    (r"how many\b.{0,80}?\bleft\b|\bin stock\b|\bavailable\b|\bfree\b", ANY,
     "left stock remaining available free quantity"),
    (r"how many\b", NUMBER, "number count quantity units total candidates seats places participants"
     " members stock"),
    (r"how much\b", NUMBER, "amount quantity total sum volume weight"),
    (r"\bwhen\b|\bwhat day\b|\bwhich day\b|\b(?:what|which|on what|on which) date\b|\bwhat time\b"
     r"|\b(?:what|which) (?:year|month)\b|\bsince when\b|\bby when\b",
     TIME, "date day time year month since when"),
    (r"\bleaves?\b|\bdeparts?\b|\bsets? off\b|\bset out\b|\bgoes\b|\bstarts? from\b", ANY,
     "departure departs leaves start depart"),
    (r"\barrives?\b|\bgets? (?:in|there|to)\b|\breach(?:es)?\b", ANY, "arrival arrives arrive"),
    (r"\bstart(?:s|ed)?\b|\bbegin(?:s|ning)?\b|\bbegan\b|\bopens?\b", ANY,
     "start starts begin begins joined opens opening from since hired"),
    (r"\bend(?:s|ed)?\b|\bruns? out\b|\bexpires?\b|\buntil when\b|\bfinish\w*"
     r"|\bcovered\b|\bcloses?\b", ANY, "end ends until expires expiry finish closes valid"),
    (r"\bg[ia]ves?\b|\bgiven\b|\bgrant(?:s|ed)?\b|\bgets?\b|\bgot\b|\breceived?\b", ANY,
     "awarded granted given amount grant sum"),
    (r"\buse[sd]?\b", ANY, "department user used assigned"),
    (r"\b(?:order|article|item|product|serial) (?:number|no|code)\b|\bcode\b", ANY,
     "sku code id article number serial"),
    (r"\baffected\b|\bconcerned\b", ANY, "units affected number"),
    (r"\bruns?\b|\bmanages?\b|\bheads?\b|\bleads?\b", ANY, "manager head leader contact"),
    (r"\bsells?\b|\bsold\b", ANY, "goods products sold"),
    (r"\bbought\b|\bbuy\b|\bpurchased?\b", ANY, "purchased bought purchase"),
    (r"\bwho(?:m|se)?\b", PERSON,
     "name person owner contact manager keeper leader member staff driver signed by assigned"),
    (r"\bteach\w*|\btaught\b", PERSON, "teacher instructor lecturer tutor trainer"),
    (r"\bin charge\b|\bresponsible\b|\blooks? after\b|\btake care\b", PERSON,
     "contact manager maintainer keeper owner responsible lead assignee leader"),
    (r"\bwhere\b|\b(?:what|which) (?:place|town|city|village)\b", ANY,
     "place location where venue room hall address town city site station building street"
     " area section gate office"),
    (r"\bwhy\b|\bwhat .{0,20}?\bwrong\b|\bdanger\b|\breason\b", WORDS,
     "reason cause fault defect problem condition state remark note"),
    (r"\b(?:what|which) (?:kind|sort|type)\b", WORDS,
     "type kind category sort model class species"),
    (r"\bhappened to\b|\bstatus\b|\bstate\b|\bcondition\b|\bhow did\b|\bhow was\b|\boutcome\b"
     r"|\bresult\b", ANY, "status state condition result outcome grade verdict decision"),
    (r"\bwhich company\b|\bwhich firm\b|\bmade\b|\bmakes\b|\bbuil[dt]\b|\bproduce[ds]?\b", ANY,
     "maker manufacturer producer brand company firm builder supplier made built"),
)  # fmt: skip
ASKED = tuple(
    (re.compile(asking, re.IGNORECASE), kind, frozenset(words(names)))
    for asking, kind, names in _ASKED
)
"""How a question asks; what values answer it; stems of what columns that hold them are called."""

_UNITS = """
    kg g mg t km m cm mm l ml m2 m3 ha kw kwh mw v c f pct percent eur usd gbp chf min h hrs sec
    euro euros dollar dollars pound pounds
"""
UNITS = frozenset(words(_UNITS))
"""Stems of the units that stand behind the name of a column: `honey_kg`."""

NO_VALUES = frozenset(["yes", "no", "y", "n", "x", "true", "false"])
"""What a cell holds that only ticks its column: it tells neither who, where nor why."""

_WRITTEN_OUT = {
    "dep": "departure", "dept": "department", "arr": "arrival", "tel": "telephone",
    "ext": "telephone extension", "no": "number", "nr": "number", "qty": "quantity",
    "amt": "amount", "temp": "temperature", "max": "maximum", "avg": "average",
    "addr": "address", "mgr": "manager", "pos": "position", "pl": "place", "dist": "distance",
    "wt": "weight",
    "ht": "height", "pop": "population", "dob": "date of birth", "yr": "year", "hrs": "hours",
    "pts": "points", "desc": "description", "rd": "round",
    "mon": "Monday", "tue": "Tuesday", "tues": "Tuesday", "wed": "Wednesday", "thu": "Thursday",
    "thur": "Thursday", "thurs": "Thursday", "fri": "Friday", "sat": "Saturday", "sun": "Sunday",
}  # fmt: skip
_SHORT = re.compile(
    r"\b(?:" + "|".join(sorted(_WRITTEN_OUT, key=len, reverse=True)) + r")\b\.?", re.I
)


def written_out(name: str) -> str:
    """The name of a column with its short forms written out: "Dep." is the departure."""
    return _SHORT.sub(lambda match: _WRITTEN_OUT[match[0].rstrip(".").lower()], name)


GENERIC = frozenset(
    words("name title item product model place entry type id code number object label what")
)
"""Stems of what a column is called that names the rows without saying what they are."""

QUARTER = words("quarter")[0]
BEFORE_HOURS = frozenset(("at", "by", "from", "until", "till", "before", "after", "since", "the"))
"""Words in front of a number that may be an hour."""

OVER_ROWS = re.compile(
    r"\b(?:most|least|fewest|highest|lowest|largest|smallest|biggest|longest|shortest|heaviest"
    r"|lightest|oldest|youngest|newest|latest|earliest|first|last|best|worst|cheapest|dearest"
    r"|average|mean|altogether|in total|in all|sum of|combined"
    r"|how many (?:rows|entries|records))\b",
    re.IGNORECASE,
)
"""What no row says by itself: which of them is the first or the last, or what they come to."""
