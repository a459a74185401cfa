"""Things done that are taken for one another: who asks for the killed does not ask for the hurt."""

import re
from collections.abc import Sequence

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
    (r"upper", r"lower"),
    (r"indoors?", r"outdoors?"),
    (r"singles?", r"doubles?"),
    (r"gold", r"silver", r"bronze", r"copper", r"iron", r"zinc"),
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
    (r"mornings?", r"afternoons?", r"evenings?|nights?"),
    (r"primary (?:school|pupil)s?", r"secondary (?:school|pupil)s?"),
    (r"juniors?", r"seniors?"),
    (r"inner", r"outer"),
    (r"urban", r"rural"),
    (r"weekdays?", r"weekends?"),
    (r"credit", r"debit"),
    (r"tallest", r"shortest"),
    (r"best", r"worst"),
    (r"cheapest", r"most expensive|dearest"),
    (r"first", r"second", r"third", r"fourth", r"fifth"),
    (r"early", r"late"),
    (r"electric", r"diesel", r"petrol"),
    (r"democrats?|democratic", r"republicans?"),
)
"""Groups of patterns; those of a group exclude one another in what is asked.

How many sentences that answer name others only, and how many that look like an answer and are none,
is counted by `python -m tests.bench.asked_for DATA`."""

GROUPS = tuple(
    tuple(re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for pattern in group)
    for group in _GROUPS
)


def mistaken(question: str, sentence: str) -> bool:
    """Whether a sentence tells of something that was done, and the question asks for another thing.

    Of a group of such things, the question names one, and the sentence others only.
    """
    return any(told_apart(group, question, sentence) for group in GROUPS)


def told_apart(group: Sequence[re.Pattern[str]], question: str, sentence: str) -> bool:
    """Whether the question names one of a group, and the sentence others of it only."""
    asked = [pattern for pattern in group if pattern.search(question)]
    if len(asked) != 1 or not any(pattern.search(sentence) for pattern in group):
        return False
    return not asked[0].search(sentence)


STAGES = tuple(
    re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)
    for pattern in (
        r"suspect(?:s|ed)?|questioned|investigated",
        r"arrest(?:s|ed)?|detain(?:s|ed)|detentions?|held|in custody",
        r"charg(?:ed|es)|indict(?:ed|ment)|on trial|tried",
        r"convict(?:ed|ion)|found guilty|sentenced|jailed|imprisoned",
    )
)
"""What follows one another where somebody is accused: the later says the earlier, not so the
other way round."""


def only_begun(question: str, sentence: str) -> bool:
    """Whether a later stage is asked about than any that a sentence tells: charged, arrested."""
    asked = [n for n, stage in enumerate(STAGES) if stage.search(question)]
    told = [n for n, stage in enumerate(STAGES) if stage.search(sentence)]
    return bool(asked and told) and max(told) < max(asked)
