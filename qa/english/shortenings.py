"""Where a sentence may be shortened, or its time moved, and stays as true as it was."""

import re

from index.text.lists import word_set

BEGINS = re.compile(r"[^“”\"?!;:\n|•]{1,400}\.")
"""A sentence without quotes and lists, which may be shortened at all."""

PAST = re.compile(
    r"\b(?:was|were|had|did|said|\w{3,}ed|became|began|came|fell|gave|got|held|kept|left|led|lost"
    r"|made|met|paid|ran|rose|sold|sent|spent|stood|took|told|went|won|wrote)\b"
)
"""What happened is not bound to when and where, as what holds in general is."""

_OPENS = (
    "in|on|at|after|during|from|near|which|who|where|because|despite|due|across|along|around"
    "|including|following|although|by"
)
END = re.compile(rf",? (?:{_OPENS}) |, (?:and|while|with|but|an?|the) ")
"""Where the end may begin that is left out."""

FRONT = re.compile(
    r"(?P<front>(?:In|On|At|After|During|Before|Since|By|Following|Near|From) [^,.;:]{2,60}), "
    r"(?P<rest>\S.*)"
)
"""When or where, in front of a sentence."""

TIME_IN_FRONT = re.compile(
    r"(?:In|On|At|During|By) (?:[A-Z0-9]|the (?:early|late|summer|winter|spring|autumn|morning"
    r"|evening|afternoon|same))"
)
"""A time that may stand behind as well."""

ASIDE = re.compile(
    r" \([^()]{2,80}\)|, (?:which|who|where|an?|the|his|her|their|aged|born|then|now)"
    r" [^,.;:()“”\"]{2,80},(?= \w)"
)
"""What stands between two commas or in brackets."""

SUBORDINATE = re.compile(
    r"(?:When|While|Although|Though|If|Because|Since|As|Unless|Once|Whereas)\b"
)
NO_SUBJECT = re.compile(
    r"(?:[A-Z]\w+ly|However|Furthermore|Moreover|In|On|At|After|During|Before|Since|By|Following"
    r"|Near|From|For|With|As|When|While|Although|If|Because|Unlike|Like|Among|Under|Despite)\b[^,]*\Z"
)
"""A beginning behind whose comma the subject stands, and no aside."""

DANGLING = re.compile(r"\b(?:between|both|either|from) [^,]*$|, [^,]*$|\bthat(?: \S+){1,5}$")
"""A beginning that its end is lacking to."""

OPEN = word_set(
    """
    and or but of to the a an in on at by for with from as that which who his her its their was
    were is are be been had has have said between both either
    """
)
"""Words that no sentence ends with."""
