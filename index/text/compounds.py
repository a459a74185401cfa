"""Whether a word that a line end cut at a hyphen is written with it: `long-term`, `government`.

A hyphen at the end of a line is a part of the word or the printer's. It is taken for a part of it
after the first words of English compounds, unless what follows is an ending or makes a word that
is written as one.
"""

from index.text.lists import word_set

_FIRST = word_set(
    """
    long low high self well non co anti mid half all short hard soft old new free full open deep
    cross best better much ever large small great big double single quasi ill fast slow wide near
    far semi pseudo neo north south east west cost user state record
    two three four five seven eight nine twenty thirty forty fifty sixty seventy eighty ninety
    hundred first second third ultra
    """
)
_ENDINGS = word_set(
    """
    er ers ered ering est ly ed ing ings en ens ened ening ish ness less dom s es ful ity y ies age
    ages ship ships teen teenth ty tieth th ths fold some hood ern erly erner ward wards ward's ment
    ments al ally ance ant ants ent ents ence ion ions ive le les
    """
)
_CLOSED = word_set(
    """
    longitude longitudinal longevity longhand longshore lowland lowlands highlight highlights
    highlighted highlighting highway highways highland highlands selfsame wellness nonsense
    nonetheless nonchalant anticipate anticipated anticipates anticipating anticipation antibody
    antibodies antibiotic antibiotics antidote antigen antigens antique antiques antiquity
    antithesis antipathy antiseptic middle midday midnight midsummer midst midwife midwives midway
    midland midlands midweek midfield midfielder halfway shorthand shortfall shortlist shortcut
    shorts hardware hardback hardwood hardline software softball softwood oldest newcomer newcomers
    newspaper newspapers newsletter newsletters newsroom newborn freelance freehand freeway
    freestyle freeze fullback openly crossroads crossword crossfire crossover crossing everyone
    everything everywhere everybody evergreen everlasting everyday however smallpox smallholder
    greatcoat double doublet illegal illegally illegible illiterate illusion illusions illustrate
    illustrated illustration illustrations fasten widespread nearby farther further allow allowed
    allows allowing allege alleged allegedly allegation allegations alliance allied alloy allocate
    allocated allocation almost twofold threesome foursome semicircle semicolon semifinal
    semifinals northeast northwest southeast southwest northern southern eastern western hundreds
    seconds secondary secondhand firsthand thirds costume costumes costly
    """
)
_AFTER_CO = word_set(
    "found author auth worker work own chair host pilot exist edit direct star defend sponsor lead "
    "produc writ develop sign manag captain creat financ fund invent opt"
)
_SUSPENDED = word_set("and or to nor und oder bis bzw sowie et ou y e o")


def is_compound(first: str, rest: str) -> bool:
    """Whether `first` and `rest` are a word with a hyphen between them; both in lower case."""
    if (first, rest) == ("so", "called"):
        return True
    if first not in _FIRST or first + rest in _CLOSED:
        return False
    if first == "co":
        return rest.startswith(tuple(_AFTER_CO))
    return rest not in _ENDINGS and len(rest) > 2


def is_suspended(following: str) -> bool:
    """Whether a word goes on after the hyphen of another: `first- and second-class`."""
    return following.lower() in _SUSPENDED
