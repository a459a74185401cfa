"""Words in common use, and those that say nothing of their own."""

import gzip
from functools import cache
from pathlib import Path

from index.text.words import words

VOCABULARY = Path(__file__).parent / "common.txt.gz"
"""Stems of words in common use that are no names, made from WordNet (licence beside it)."""

_FUNCTION_WORDS = """
    a an the this that these those some any all each every both either neither no none another
    other others such same one ones i you he she it we they him her them his its their our my
    your who whom whose which what when where why how there here then now today yesterday
    tomorrow in on at by for from to of with without within into onto over under about above
    after before during since until till through throughout between among across against along
    around near despite because although though while whereas if unless whether as and or but
    nor so yet also however moreover meanwhile still even only just not never more most less
    least many much few several later earlier once again according is are was were be been being
    has have had do does did will would can could may might must shall should said says say told
    tells nearly almost roughly approximately more than up overall instead both per officials
    people authorities additionally furthermore finally first second third next last previously
    currently recently eventually initially
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Words that say nothing of their own; with a capital letter they are no names."""

_EMPTY_WORDS = """
    a an the this that these those there here it its he him his she her they them their i me my we
    us our you your who whom whose which what when where why how is are am was were be been being
    has have had having do does did doing will would can could may might must shall should of to in
    on at by for from with as and or but if than so such any some one ones
"""
EMPTY_WORDS = frozenset(_EMPTY_WORDS.split())
"""Of these, the ones that nobody misses: a sentence that does not say "the" may still answer."""

FUNCTION_STEMS = frozenset(words(_FUNCTION_WORDS))


@cache
def in_common_use() -> frozenset[str]:
    """The stems of `VOCABULARY`."""
    return frozenset(gzip.decompress(VOCABULARY.read_bytes()).decode().split())
