"""Whether a sentence is in English, told by its smallest words."""

import re

from qa.english.vocabulary import FUNCTION_WORDS

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")

_OTHERS = """
    der die das und ist nicht ein eine einen dem den des mit von zu im auf für sich auch wird wurde
    werden sind war sagte nach bei aus am vom zum zur wie haben hatte es wir ich
    le la les une et est dans pour pas que qui sur avec au aux du ce cette sont été elle il ont par
    plus mais ou nous vous leur selon
    el los las una y en por con para se del al como más pero sus ha son fue según este esta
    di il che non per sono della nel alla dei gli anche è più si hanno ma
    het een van voor met niet zijn werd naar ook dat
    não uma dos das com foi mais seu sua pelo os
    na nie się jest do w z i że przez jak oraz po
    och att det som är på av med till inte för
"""
_ENGLISH_TOO = """
    a i do on in to me he we is at as no so am an or of by be it us all her his war die was are has
    had hat will met het fast under most per van plus dos das even bad rat in end
"""
OTHER_WORDS = frozenset(_OTHERS.split()) - frozenset(_ENGLISH_TOO.split()) - FUNCTION_WORDS
"""Small words of other languages that are none of English."""

_FEWEST = 4


def is_english(text: str) -> bool:
    """Whether a sentence is in English, as far as its words show; one of few words is taken for it.

    Args:
        text: one sentence; names and figures in it tell nothing.
    """
    letters = [character for character in text if character.isalpha()]
    if sum(bool(_LATIN.match(letter)) for letter in letters) * 2 < len(letters):
        return False
    found = [word.lower() for word in _WORD.findall(text)]
    if len(found) < _FEWEST:
        return True
    own = sum(word in FUNCTION_WORDS for word in found)
    other = sum(word in OTHER_WORDS for word in found)
    return other < 2 or own > other
