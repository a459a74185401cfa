"""A line → its sentences, by offsets; pure, and in time linear in the line.

Each stop is looked at once: a question or exclamation mark ends a sentence unless a lower-case
letter follows; a full stop does so too, unless the word before it is an abbreviation, an initial
or a number that goes on (`index.text.abbreviations`). In doubt a sentence stays whole, since half
a sentence says something else than all of it. So does a quote or a bracket that is not long: who
says it belongs to what is said.
"""

import re
from collections.abc import Iterator
from itertools import chain

from index.text.abbreviations import (
    AFTER_ORDINAL,
    AMOUNTS,
    BEFORE_NO,
    BEFORE_NUMBER,
    BEFORE_ORDINAL,
    CLOCK,
    DAY_NAMES,
    EXCLAIMED,
    LABELS,
    MAY_END,
    MEASURES,
    NAME_PARTS,
    NEVER_LAST,
    OFTEN_DONE,
    RARELY_LAST,
    SAYING,
    SHORT_DAYS,
    SHORT_MONTHS,
    SMALLER_UNITS,
    STARTERS,
    STEPS,
)

_OPENING = "\"'“„‘‚«»‹¿¡([{"
_WIDE = "。！？｡．"
_STOP = re.compile(
    rf"""(?P<mark>[.!?…‼⁇⁈⁉։؟۔।॥{_WIDE}][.!?…‼⁇⁈⁉։؟۔।॥{_WIDE}]*)
    (?P<close>["'”’»“«›‹)\]」』）】]*
      (?:\s»(?=[\s,.;:]|\Z))?               # « Non ! »
      (?:\[\d{{1,3}}\])*[¹²³⁴-⁹]*             # numbers of notes
      (?:\d{{1,2}}(?=\s))?)
    (?P<gap>\s+(?=\S))?""",
    re.VERBOSE,
)  # it begins with a set of characters, which is what makes the search for it quick
_WHOLE = re.compile(
    r"“[^“”]{1,400}”|„[^„“”]{1,400}[“”]|«[^«»]{1,400}»|»[^«»]{1,400}«"
    r"|\([^()]{1,400}(?:\([^()]{1,40}\)[^()]{0,200}){0,3}\)"
    r'|"(?<!\w")(?=\S)[^"]{1,400}(?<=\S)"(?!\w)'
)  # each begins with a character of its own, for the same reason
_LOOK_BACK = 60
_LEADERS = 4  # full stops that lead across a line
_WORD = re.compile(r"[^\W\d_]+")
_ELISION = re.compile(r"(?:[CDJLMNST]|Qu)['’]\w")
_ACRONYM = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]{1,3}")
_ITEM = re.compile(r"\((?:[a-z]|\d{1,2}|[ivx]{1,4})\)\s|[a-z][.)]\s")
_LABEL = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[^\W\d_]|[IVX]{1,5})")
_NUMERAL = re.compile(r"(?:[IVXLC]+|[B-HJ-Z]\d{0,3})\b")
_DATE = re.compile(r"\d{1,2}\.?\s+([^\W\d_]+)")
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)\b")
_SHORT = re.compile(r"[A-Z][a-z]{0,3}\.\s")
_FIGURES = re.compile(r"\d{1,2}\.\s?\d{2,4}\b|\d{4}\b")
_TIME_GOES_ON = re.compile(r"[A-Z]{2,4}\b|(?:[A-Z]\w+ ){1,2}(?:time|Time)\b")
_SPEAKER = re.compile(rf"(?:[A-Z][\w.’'-]{{0,30}}\s){{1,4}}(?:{SAYING})\b")
_NAME_AND_VERB = re.compile(rf"[A-ZÀ-Þ][\w'’-]{{1,30}}\s(?:{SAYING}|{OFTEN_DONE})\b")
_GLUED_BEFORE = re.compile(
    r"[^\WA-Z\d_]+(?:[-'’][^\W\d_]+)*|\d{4}|EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|CZK|HUF|JPY|CAD|AUD"
)
_GLUED_AFTER = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]*(?=[\s,;:'’]|\Z)")
_VOWELS = frozenset("aeiouyäöüáéíóúàèìòùâêîôûåæøœãõыаеёиоуэюя")
_NUMBER = re.compile(r"No\.\s\d")
_SMALLER = re.compile(rf"\d{{1,2}}(?:[.,]\d+|\s?[½¼¾])?\s?{SMALLER_UNITS}\b")
_SCALE = re.compile(r"[CF]\b")  # 180 deg. C
_MONEY = re.compile(
    r"(?:U\.\s?S\.|US|Canadian|Australian|Hong Kong|Swiss|Danish|Swedish|Norwegian|Czech)\s"
    r"(?:dollars?|francs?|kron(?:or|er|e|a)|crowns?)\b|(?:EUR|USD|GBP|CHF|SEK|NOK|DKK|JPY)\b"
)
_LISTED = NEVER_LAST | BEFORE_NUMBER | RARELY_LAST | MAY_END


def cut_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of the sentences of the line `text[start:end]`, without white space around them."""
    line = text[start:end]
    first = 0
    for last in chain(_boundaries(line), (len(line),)):
        yield from strip(text, start + first, start + last)
        first = last


def strip(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span without the white space around it; nothing if nothing is left."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    if start < end:
        yield start, end


def _boundaries(line: str) -> Iterator[int]:
    """Where a sentence ends and another follows."""
    first = 0
    wholes = _WHOLE.finditer(line)
    whole = next(wholes, None)
    for stop in _STOP.finditer(line):
        last = stop.end(2)
        if last == len(line):
            return
        if whole and whole.start() < last:
            while whole and whole.end() <= last:
                whole = next(wholes, None)
            if whole and whole.start() < last:
                continue
        if (
            _follows_a_plain_word(line, first, stop)
            or line[stop.end(1) - 1] in _WIDE
            or _is_end(line, first, stop)
        ):
            yield last
            first = last


def _follows_a_plain_word(line: str, first: int, stop: re.Match[str]) -> bool:
    """Whether a full stop stands between a word and a capital letter, as most do; this is quick."""
    start, following = stop.span()
    if following - start != 2 or line[start] != "." or not line[following].isupper():
        return False
    word = line[line.rfind(" ", first, start) + 1 : start]
    return (
        len(word) > 3
        and stop.end(2) < following
        and word.isalpha()
        and word.islower()
        and word not in _LISTED
        and not _may_be_short(word)
    )


def _is_end(line: str, first: int, stop: re.Match[str]) -> bool:
    """Whether the sentence that begins at `first` ends with a stop."""
    if not stop["gap"]:
        return _is_end_without_space(line, first, stop)
    start, following = stop.start(), stop.end()
    if len(stop["mark"]) >= _LEADERS and line[start - 1 : start].isspace():
        return False  # it leads to a price, or to the number of a page
    if _LABEL.fullmatch(line[first : min(start, first + 12)].strip()) and start < first + 12:
        return False  # the number of an item
    words = line[max(first, start - _LOOK_BACK) : start].split()
    word = _last_part(words[-1].lstrip(_OPENING)) if words else ""
    char = line[following]
    if stop["close"][-1:].isdecimal() and not _is_note(word, char):
        return False
    if char.islower() and not line[following + 1 : following + 2].isupper():
        if _ITEM.match(line, following):
            is_first = line[0].islower() and line[1:3] == ". "
            return line[following + 1] == ")" or is_first
        return _is_word(word) and not any(map(str.isupper, line))
    if char in ",;:.!?)]}/":
        return False
    if char in "-–—":
        after = line[following + 1 : following + 3].strip()
        return after[:1].isupper() and (stop["mark"] != "." or word not in _LISTED)
    if stop["mark"] != ".":
        return _ends_loudly(line, first, stop, word)
    return _ends_with(line, first, following, words, word)


def _last_part(word: str) -> str:
    """The part of a word that its full stop is of: `art` of `l'art`, `Pl` of `Marien-Pl`."""
    if word[1:2] in ("'", "’"):
        word = word[2:]
    end = word.rpartition("-")[2]
    return end if len(end) > 1 and end[0].isupper() and end in _LISTED else word


def _ends_loudly(line: str, first: int, stop: re.Match[str], word: str) -> bool:
    """Whether a sentence ends with another mark than a full stop, before a capital letter."""
    if not line[first : stop.start()].strip():
        return False
    if stop["close"]:
        return not _SPEAKER.match(line, stop.end())
    if stop["mark"] == "!" and word in EXCLAIMED:
        return _starts_sentence(line, stop.end())
    return True


def _ends_with(line: str, first: int, following: int, words: list[str], word: str) -> bool:
    """Whether a sentence ends with the full stop after `word`, before no lower-case letter."""
    at_start = len(words) == 1 and line[first:following].lstrip(_OPENING + " ").startswith(word)
    if at_start and word not in _LISTED and word.lower() in _LISTED:
        word = word.lower()
    if word in NEVER_LAST:
        return False
    before = words[-2] if len(words) > 1 else ""
    if line[following].isdigit() or line[following] in "[($€£§№#°":
        return _ends_before_number(line, following, word, before)
    starts = _starts_sentence(line, following)
    if word.isdigit():
        is_step = before in STEPS and len(words) == 2
        return not is_step and not _is_ordinal(line, following, word, before, starts)
    if len(word) == 1:
        return _ends_with_letter(line, following, words, word, starts)
    if word in CLOCK:
        return not _time_goes_on(line, following)
    if (
        word == "St"
        and words[-3:-2]
        and words[-3].isdigit()
        and _NAME_AND_VERB.match(line, following)
    ):
        return True  # 10 Elm St. Moy left.
    return _ends_with_word(line, following, word, before, starts)


def _ends_with_word(line: str, following: int, word: str, before: str, starts: bool) -> bool:
    """Whether a sentence ends with the full stop after a word of two letters or more."""
    if word in BEFORE_NUMBER and _NUMERAL.match(line, following):
        return False
    goes_on = {"deg": _SCALE}.get(word, _MONEY if word in AMOUNTS else None)
    if goes_on and before[-1:].isdigit() and goes_on.match(line, following):
        return False
    if word == "min" and before[-1:].isdigit() and line[following].isupper():
        return True
    if word in RARELY_LAST:
        return starts
    if word in MAY_END:
        return starts or line[following] in _OPENING
    if word in _LISTED or starts:
        return True
    if "." in word:
        return not _ACRONYM.fullmatch(word)
    return not _may_be_short(word) or before[-1:].isdigit()


def _ends_before_number(line: str, following: int, word: str, before: str) -> bool:
    """Whether a full stop ends a sentence before a number, an amount or a bracket."""
    char = line[following]
    if word in ("no", "No") and before.lower().strip("“\"'") in BEFORE_NO:
        return True
    if word in BEFORE_NUMBER or word in RARELY_LAST:
        return False
    if char == "(":
        inside = line[following + 1 : following + 2]
        return inside.isupper() or bool(_ITEM.match(line, following))
    if not char.isdigit():
        return not _ACRONYM.fullmatch(word)
    if before.isdigit() and word.isupper() and _ACRONYM.fullmatch(word):
        return False  # volume and page of a law report: 12 U.S. 45
    if word in SHORT_MONTHS or word in SHORT_DAYS:
        return False
    if word in MEASURES and before[-1:].isdigit() and _SMALLER.match(line, following):
        return False  # 5 ft. 10 in.
    if word.isdigit():
        return not (len(word) < 3 and _FIGURES.match(line, following))
    if word in CLOCK or (word == "m" and before in ("a.", "p.")):
        return not _time_goes_on(line, following)
    return not _ORDINAL.match(line, following)


def _ends_with_letter(
    line: str, following: int, words: list[str], letter: str, starts: bool
) -> bool:
    """Whether a sentence ends with a single letter, which may be the first of a name."""
    before = words[-2] if len(words) > 1 else ""
    if not letter.isalpha():
        return True
    if letter.islower():
        if letter == "m" and before in ("a.", "p."):
            return not _time_goes_on(line, following)
        if _SHORT.match(line, following):
            return False
        return starts or before[-1:].isdigit() or (letter in "дп" and before == "т.")
    if before in LABELS or (letter == "I" and not before[:1].isupper()):
        return True
    listed = words[-3].strip(",") if len(words) > 2 else ""
    if before.islower() and len(before) < 4 and len(listed) == 1 and listed.isupper():
        return True  # classes A, B and C
    name = _WORD.match(line, following)
    if starts and name and name[0] in NAME_PARTS and len(before.rstrip(".")) != 1:
        return False
    return starts


def _is_end_without_space(line: str, first: int, stop: re.Match[str]) -> bool:
    """Whether a sentence ends though no space follows: `It rose.They left.`, say."""
    following = stop.end()
    if not line[following].isalpha() or not line[following].isupper():
        return False
    tail = line[max(first, stop.start() - _LOOK_BACK) : stop.start()]
    word = (tail.split() or [""])[-1].lstrip(_OPENING).rstrip("”’»)")
    if not tail or tail[-1].isspace() or not _GLUED_BEFORE.fullmatch(word):
        return False
    if len(word) < 2 or word in _LISTED or not _GLUED_AFTER.match(line, following):
        return False
    return not stop["close"] or stop["close"][-1] in "”’»)"


def _is_word(word: str) -> bool:
    """Whether a word in lower case is no abbreviation, as far as one can tell."""
    return len(word) > 2 and word not in _LISTED and "." not in word and not _may_be_short(word)


def _is_note(word: str, following: str) -> bool:
    """Whether figures after a full stop are the number of a note, and not a decimal."""
    return len(word) > 2 and word.isalpha() and word.islower() and not following.islower()


def _may_be_short(word: str) -> bool:
    """Whether a word of a script with vowels has none, as abbreviations do."""
    if not 1 < len(word) < 6 or word.isupper() or not _VOWELS.isdisjoint(word.lower()):
        return False
    return "a" <= word[0].lower() <= "z" or "а" <= word[0].lower() <= "я"


def _starts_sentence(line: str, at: int) -> bool:
    """Whether a sentence is likely to begin with the word there."""
    while line[at : at + 1] and line[at] in _OPENING:
        at += 1
    word = _WORD.match(line, at)
    if not word:
        return False
    if len(word[0]) < 3 and _ELISION.match(line, at):
        return True
    if _NUMBER.match(line, at):
        return False
    is_initial = len(word[0]) == 1 and line[word.end() : word.end() + 1] == "."
    return word[0] in STARTERS and not is_initial


def _time_goes_on(line: str, at: int) -> bool:
    """Whether a day, a date or a zone follows a time of day."""
    if date := _DATE.match(line, at):
        return date[1] in DAY_NAMES
    word = _WORD.match(line, at)
    return bool((word and word[0] in DAY_NAMES) or _TIME_GOES_ON.match(line, at))


def _is_ordinal(line: str, at: int, number: str, before: str, starts: bool) -> bool:
    """Whether a number with a full stop is read as "the third", as in German."""
    word = _WORD.match(line, at)
    if len(number) > 2 or not word:
        return False
    return word[0] in AFTER_ORDINAL or (before in BEFORE_ORDINAL and not starts)
