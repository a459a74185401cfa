"""What holds in some weather or in some case only: "The match is cancelled in snow"."""

import re
from collections.abc import Iterator

from index.text.words import words

_NOUN = (
    r"(?:snow|fog|mist|rain(?! (?:or|and) (?:sun)?shine)|ice|frost|hail|thunder|storms?"
    r"|thunderstorms?|snowstorms?|gales?|winds?|heat|heatwaves?|floods?|flooding|drought|lightning"
    r"|weather|emergenc(?:y|ies)|illness|sickness|fire|strikes?|high water|low water)"
)
_ALWAYS_OR_ONCE = r"(?:any|all|every|most|the|this|that|these|those|last|next)"
"""What stands in front of the weather where a rule holds always, or something was so once."""

_STARTS_ANOTHER = r"(?:and|or|but|the|an?|no|all|you|we|on|at|of|by|before|after|is|are|will|must)"
_OR_MORE = rf"(?: (?:and|or) (?:[a-z-]{{1,30}} )?{_NOUN})?"
_ENDS = rf"(?=\W*\Z|[,;:]| {_STARTS_ANOTHER}\b)"
_CIRCUMSTANCE = re.compile(
    rf"\b(?:[Ii]n|[Dd]uring|[Aa]t times of|[Oo]n days of) (?!{_ALWAYS_OR_ONCE} )"
    rf"(?:[a-z-]{{1,30}} ){{0,2}}?{_NOUN}{_OR_MORE}"
    r"(?=\W*\Z|[,;:]| (?:and|or|but|the|no|all|is|are)\b)"
    r"|\b[Ii]n (?:case|the event|cases) of (?:an? |the )?"
    r"(?!(?:doubt|questions?|queries|need|interest|problems?)\b)"
    rf"(?:[a-z-]{{1,30}} ){{0,2}}?[a-z-]{{1,30}}{_OR_MORE}{_ENDS}"
    r"|\b[Ii]f it (?:rains|snows|freezes)\b"
)
"""A case; in front of another noun, as in "flood defences", the weather is none."""

_NO_CASE_BEHIND = re.compile(
    r"\b(?:even|also|except|rich|covered|stuck|caught|lost|deal(?:s|ing)?|trad(?:es?|ing)"
    r"|invest(?:s|ed|ing|ors?)?|interest(?:ed)?|believes?|results?|ends?|involved|experts?|speciali\w+"
    r"|increases?|rises?|falls?|drops?|declines?|changes?|reductions?),? \Z",
    re.IGNORECASE,
)
"""Words behind which "in rain" is no case in which alone a rule holds: "even in rain"."""

_LONGEST = 20
"""Characters in which the last word in front of a case stands."""

_NOT_A_RULE = re.compile(
    r"\b(?:was|were|had|did|has|have|today|tonight|yesterday|tomorrow|now)\b", re.IGNORECASE
)
_OF_A_RULE = re.compile(
    r"\b(?:is|are|be|do|does|don[’']t|doesn[’']t|will|can|cannot|may|must|shall)\b", re.IGNORECASE
)
_WHENEVER = re.compile(
    r"\b(?:is|are|be) (?!un|ask)\w{2,20}ed when(?:ever)? [^,;.]{1,60}\b(?:is|are|has|have)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\b(?:when(?:ever)?|if)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"; |: |, (?:and|but|which) ")
_AND = re.compile(r" (?:and|or) ")
_WEATHER = "weather"
_OF_MUCH_ELSE = frozenset(words("good bad poor fine nice severe extreme adverse"))
"""Stems that tell of weather only beside that word: the light may be bad, too."""


def circumstance(clause: str) -> str:
    """The weather or case in which a rule holds: "in snow"; empty if none, or if it was so once."""
    if _NOT_A_RULE.search(clause) or not _OF_A_RULE.search(clause):
        return ""
    for found in _CIRCUMSTANCE.finditer(clause):
        before = clause[max(0, found.start() - _LONGEST) : found.start()]
        if not _NO_CASE_BEHIND.search(before):
            return found[0]
    return ""


def in_another_case(question: str, sentence: str) -> bool:
    """Whether what is asked holds in some weather or case only, of which a question says nothing.

    Of the clauses of a sentence, the one counts that says most of what is asked.
    """
    if not _CIRCUMSTANCE.search(sentence):
        return False
    asked = frozenset(words(question))
    clauses = [(one, circumstance(one)) for one in _CLAUSE.split(sentence)]
    _, case = max(clauses, key=lambda one: (len(asked & {*words(one[0])}), bool(one[1])))
    kinds = list(_kinds(case))
    return bool(kinds) and not any(_is_named(kind, asked) for kind in kinds)


def holds_now_and_then(question: str, sentence: str) -> bool:
    """Whether what a sentence says holds in some case only, of which a question says nothing."""
    whenever = _WHENEVER.search(sentence) and not _WHEN.search(question)
    return bool(whenever) or in_another_case(question, sentence)


def _kinds(case: str) -> Iterator[tuple[str, ...]]:
    """The stems by which the kinds of weather or case are told: two for "stormy weather"."""
    for part in _AND.split(case):
        stems = words(part)
        yield from [tuple(stems[-2:] if stems[-1] == _WEATHER else stems[-1:])] if stems else []


def _is_named(kind: tuple[str, ...], asked: frozenset[str]) -> bool:
    """Whether a kind of weather or case is among the stems of a question, as a noun or not."""
    named = any(_same_weather(kind[0], stem) for stem in asked)
    return named and (kind[0] not in _OF_MUCH_ELSE or set(kind) <= asked)


def _same_weather(one: str, other: str) -> bool:
    """Whether stems are of the same weather: of fog and foggy, ice and icy."""
    short, long = sorted((one, other), key=len)
    return long in {short, f"{short}i", f"{short}{short[-1]}i", f"{short.removesuffix('e')}i"}
