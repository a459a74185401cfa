"""Things that are taken for one another: who asks for the killed does not ask for the hurt."""

import re
from dataclasses import dataclass
from functools import lru_cache

from index.text.words import words
from qa.english.counted import counts_others
from qa.english.sides import on_the_other_side
from qa.english.vocabulary import FUNCTION_STEMS

_SIDED = (
    r"(?:vot(?:es?|ed|ing)|petition(?:s|ed)?|campaign(?:s|ed|ing)?|arguments?|argued|rall(?:y|ies)"
    r"|spoke|demonstrat(?:ed|ions?)|march(?:es|ed)?)"
)
_TALLY = (
    r"\d+(?: votes)? ?(?:to|-|–|and) ?\d+|(?:in favou?r|ayes|noes|backed|oppos\w{1,5})"
    r"|(?:,|;|\d+|and|but|or|while|was|were) (?:for|against)"
)
"""How many were for it and how many against, or words that may tell of either."""

_SCORE = r"\d+[-–]\d+"
"""How a match ended, which tells of none who scored or was sent off."""

_GROUPS = (
    (
        r"kill(?:s|ed|ing)?|dead|die[sd]?|dying|deaths?|fatal\w*|slain|murder\w*"
        r"|los(?:t|ing) (?:his|her|their) li(?:fe|ves)",
        r"hurt|injur\w+|wound(?:s|ed)?",
        r"missing",
        r"rescued?|survivors?|survived",
        r"born|birth\w*",
    ),
    (r"opened|reopen\w*", r"closed|shut(?:s|ting)?"),
    (r"rose|rises?|risen|increas\w+|grew|grown", r"fell|falls?|fallen|decreas\w+|dropped"),
    (r"hir(?:e|es|ed|ing)|appoint\w+", r"fired|sack(?:s|ed)|dismiss\w+|resign\w+"),
    (r"arrest\w*|detain\w*|jail(?:s|ed)", r"releas\w+|freed|acquitted"),
    (r"accept\w*|approv\w+|agree[sd]?", r"reject\w*|refus\w+|turn(?:s|ed) down"),
    (r"marr(?:y|ies|ied)|wedding", r"divorc\w+|separated"),
    (r"arriv\w+", r"depart\w+|leaves"),
    (r"begins?|began|begun|beginning|starts?|started", r"ends?|ended|ending|finish\w*"),
    (r"boys?", r"girls?"),
    (r"m[ae]n", r"wom[ae]n"),
    (r"imports?|imported", r"exports?|exported"),
    (r"minimum", r"maximum"),
    (r"highest", r"lowest"),
    (r"biggest|largest", r"smallest"),
    (r"hottest|warmest", r"coldest"),
    (r"oldest", r"youngest|newest"),
    (r"longest", r"shortest"),
    (r"wrote|written|writer|author", r"directed|director"),
    (r"revenues?|sales|turnover", r"profits?|earnings", r"dividends?", r"debts?"),
    (r"deposit", r"rent"),
    (r"income", r"expenditure|expenses|spending"),
    (r"gross", r"net"),
    (r"breakfast", r"lunch", r"dinner|supper"),
    (r"spring", r"summer", r"autumn", r"winter"),
    (r"indoors?", r"outdoors?"),
    (r"singles?", r"doubles?"),
    (r"gold", r"silver", r"bronze"),
    (r"adults?", r"child(?:ren)?"),
    (r"males?", r"females?"),
    (r"mothers?", r"fathers?"),
    (r"cats?", r"dogs?"),
    (r"majority", r"minority"),
    (r"landlords?", r"tenants?"),
    (r"employers?", r"employees?"),
    (r"judges?", r"lawyers?|attorneys?|prosecutors?"),
    (r"chair(?:man|woman)?", r"treasurer", r"secretary"),
    (r"mayor", r"governor", r"prime minister"),
    (r"urban", r"rural"),
    (r"weekdays?", r"weekends?"),
    (r"credit", r"debit"),
    (r"tallest", r"shortest"),
    (r"cheapest", r"most expensive|dearest"),
    (r"electric", r"diesel", r"petrol"),
    (r"democrats|democratic party", r"republicans|republican party"),
    (
        rf"scor(?:es?|ed|ing|ers?)|goals?|netted|headed|equali[sz]ers?|{_SCORE}",
        rf"sen(?:t|ds?) off|(?:red|yellow) cards?|saw red|{_SCORE}",
    ),
    (r"weaken\w*|weaker", r"strengthen\w*|stronger"),
    (
        rf"{_SIDED} for|{_TALLY}",
        rf"{_SIDED} against|{_TALLY}",
    ),
)
"""Groups of patterns; those of a group exclude one another in what is asked."""

_SCHOOL = r"(?= (?:\w{1,60} )?(?:school|pupil))"
_OF_A_NOUN = (
    (r"first", r"second", r"third", r"fourth", r"fifth"),
    (r"morning", r"afternoon", r"evening|night"),
    (rf"primary{_SCHOOL}", rf"secondary{_SCHOOL}"),
    (r"junior", r"senior"),
    (r"inner", r"outer"),
    (r"upper", r"lower"),
    (r"best", r"worst"),
)
"""Groups that do so before the same noun only: the morning train is not the evening train."""


@dataclass(frozen=True, slots=True)
class Group:
    """Patterns that exclude one another in what is asked.

    Attributes:
        patterns: of each thing, and in `noun`, if there is one, the word behind it.
        of_a_noun: whether they do so only before the same noun.
    """

    patterns: tuple[re.Pattern[str], ...]
    of_a_noun: bool


def _group(patterns: tuple[str, ...], *, of_a_noun: bool) -> Group:
    behind = r"(?:\s+(?P<noun>\w{1,60}))?"
    written = (rf"\b(?:{pattern})\b{behind * of_a_noun}" for pattern in patterns)
    return Group(tuple(re.compile(one, re.IGNORECASE) for one in written), of_a_noun)


GROUPS = (
    *(_group(patterns, of_a_noun=False) for patterns in _GROUPS),
    *(_group(patterns, of_a_noun=True) for patterns in _OF_A_NOUN),
)
"""How many sentences that answer name others of a group only, and how many that look like an answer
and are none, is counted by `python -m tests.bench.asked_for DATA`."""


_QUESTIONS = 64
"""Questions of which it is remembered what they name, as many are asked at a time at most."""


def mistaken(question: str, sentence: str) -> bool:
    """Whether a sentence tells of something that is taken for what the question asks for.

    Of a group of things that exclude one another - what was done, who did it, which of several it
    is - the question names one, and the sentence others only.
    """
    if on_the_other_side(question, sentence) or counts_others(question, sentence):
        return True
    return any(_tells_others(*named, question, sentence) for named in _named_once(question))


def told_apart(group: Group, question: str, sentence: str) -> bool:
    """Whether the question names one of a group, and the sentence others of it only."""
    asked = _asked(group, question)
    return asked is not None and _tells_others(group, asked, question, sentence)


@lru_cache(_QUESTIONS)
def _named_once(question: str) -> tuple[tuple[Group, re.Pattern[str]], ...]:
    """The groups of which a question names one, and that: the same for every sentence."""
    found = ((group, _asked(group, question)) for group in GROUPS)
    return tuple((group, asked) for group, asked in found if asked is not None)


def _asked(group: Group, question: str) -> re.Pattern[str] | None:
    """What the question names of a group; None if that is nothing, or several."""
    asked = [pattern for pattern in group.patterns if pattern.search(question)]
    return asked[0] if len(asked) == 1 else None


def _tells_others(group: Group, asked: re.Pattern[str], question: str, sentence: str) -> bool:
    """Whether a sentence names not what is asked of a group, but others of it."""
    if asked.search(sentence):
        return False
    others = [pattern for pattern in group.patterns if pattern.search(sentence)]
    if not group.of_a_noun:
        return bool(others)
    nouns = _nouns(asked, question)
    return any(nouns & _nouns(other, sentence) for other in others)


def _nouns(modifier: re.Pattern[str], text: str) -> frozenset[str]:
    """Stems of the words behind a modifier."""
    behind = (match["noun"] or "" for match in modifier.finditer(text))
    return frozenset(words(" ".join(behind))) - FUNCTION_STEMS


_STAGES = (
    r"suspect(?:s|ed)?|questioned|investigated",
    r"arrest(?:s|ed)?|detain(?:s|ed)|detentions?|in custody"
    r"|held (?:by (?:the )?police|on suspicion)",
    r"charged(?! for\b)|fac(?:es|ed|ing) charges|charges against|indict(?:ed|ment)"
    r"|on trial|tried for",
    r"convict(?:ed|ion)|(?:found|plead(?:s|ed)|pled) guilty|sentenced|jailed|imprisoned"
    r"|(?:in|to) (?:prison|jail)",
)
STAGES = tuple(re.compile(rf"\b(?:{stage})(?!\w)", re.IGNORECASE) for stage in _STAGES)
"""What follows one another where somebody is accused: the later says the earlier, not so the
other way round."""

_OF_MONEY = re.compile(
    r"\b(?:fees?|vat|tax|interest|rent|costs?|prices?|extra)\b"
    r"|\bcharged (?:at\b|(?-i:on (?=[a-z])))",
    re.IGNORECASE,
)
"""What tells that who is charged has to pay."""


def only_begun(question: str, sentence: str) -> bool:
    """Whether a later stage is asked about than any that a sentence tells: charged, arrested."""
    asked = [n for n, stage in enumerate(STAGES) if stage.search(question)]
    told = [n for n, stage in enumerate(STAGES) if stage.search(sentence)]
    later = bool(asked and told) and max(told) < max(asked)
    return later and not _OF_MONEY.search(question)
