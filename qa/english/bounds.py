"""Events that bound the time of a question: "before the vote", "since she took office"."""

import re

_EVENT = (
    r"(?P<event>(?:the|that|this|his|her|their|its|our|an?|he|she|they|it|we|[A-Z][\w’'-]*)"
    r"\s[^?.,;:!]{2,80})"
)
_WAY = (
    r"(?P<way>[Bb]efore|[Pp]rior to|[Aa]head of|[Aa]fter|[Ff]ollowing|[Ss]ince|[Uu]ntil|[Tt]ill"
    r"|[Ii]n the run-up to)"
)

BEHIND = re.compile(rf"(?<=\s){_WAY}\s+{_EVENT}\s*[?.!]*\s*\Z")
"""A bound at the end of a question."""

IN_FRONT = re.compile(rf"\A\s*{_WAY}\s+{_EVENT},\s+(?=\S)")
"""A bound at its beginning."""

NO_BOUND = re.compile(
    r"\b(?:named|called|look(?:s|ed|ing)?|go(?:es|ing)?|went|take[ns]?|took|run(?:s|ning)?|ran"
    r"|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|ever|one|time)\s+\Z",
    re.IGNORECASE,
)
"""What stands in front of "after" or "before" where it bounds nothing: "named after the king"; or
bounds it by so many days, which is another matter."""

CLAUSE = re.compile(r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Ww]e)\b|(?:[A-Z][\w’'-]*\s+){1,4}(?=[a-z])")
"""What a clause begins with: who did something; a verb in the past follows."""

PRONOUN = re.compile(r"\A(?:he|she|they|it|we|his|her|their|its|our)\b", re.IGNORECASE)
"""What stands for somebody whom the question names."""

OF = re.compile(r"\s(?:of|in|at|on|for|against|between|with|to|by)\s")
"""What follows the noun that names an event: "the vote on the tunnel"."""

SPAN = re.compile(
    r"\b(?:day|night|weekend|week|month|quarter|year|decade|century|season|term|deadline)s?\Z",
    re.IGNORECASE,
)
"""What an event does not end with: "before the end of the year" is told by the calendar."""

HAPPENING = re.compile(
    r"\b(?:accident|agreement|announcement|appointment|arrest|assassination|attack|ballot|bankruptcy"
    r"|battle|birth|blast|bombing|by-election|campaign|ceasefire|ceremony|championship|closure"
    r"|collapse|collision|coronation|coup|crash|cup|deal|death|debate|defeat|demolition|derailment"
    r"|beginning|end|start|disaster|earthquake|election|eruption|escape|evacuation|exhibition|explosion|fair|festival"
    r"|final|fire|flood|flooding|funeral|game|handover|hurricane|inauguration|independence|inquiry"
    r"|invasion|kidnapping|landing|landslide|launch|liberation|lockdown|lockout|marathon|marriage"
    r"|massacre|match|meeting|merger|murder|mutiny|occupation|opening|operation|outbreak|pandemic"
    r"|plebiscite|premiere|privatisation|privatization|protest|purchase|race|raid|rally|ransom|rebellion"
    r"|reconstruction|referendum|reform|regatta|release|renovation|reopening|resignation|retirement"
    r"|reunification|revolt|revolution|riot|robbery|ruling|sale|scandal|sentence|shooting|siege"
    r"|signing|sinking|split|storm|strike|summit|surrender|surgery|takeover|talk|theft|tornado"
    r"|tour|tournament|transfer|treaty|trial|tsunami|unification|uprising|verdict|victory|visit"
    r"|vote|war|wedding|withdrawal)s?\b",
    re.IGNORECASE,
)
"""Nouns for what happens on a day or over some; no person and no thing."""
