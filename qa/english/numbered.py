"""Things that are told apart by a number or a letter: room 11, Article 10, COP27, Group C."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_lowercase

from index.text.dates import MONTHS, WEEKDAYS
from index.text.words import words
from qa.english.numbers import in_digits
from qa.english.ordinals import ORDINAL_NUMBERS
from qa.english.vocabulary import FUNCTION_WORDS

_LABELLED = frozenset(
    words(
        """
        room rule article section chapter clause paragraph part page bus tram train line route
        flight platform gate locker ward class grade form version release edition volume issue
        season episode series step stage phase level tier zone band category question item lot plot
        unit apartment flat floor building block hall table figure annex appendix schedule exhibit
        resolution amendment bill regulation directive case grant contract invoice permit licence
        license account number channel track lane junction exit pump well pier dock berth shed court
        pitch field hole heat race game match module lesson lecture session exercise group team
        squad division district precinct sector site station bay row seat box cell magnitude size
        type generation document note rider stand pool tank camp lock bridge mile area column act
        scene key code reactor battery brigade regiment squadron highway road motorway interstate
        vitamin hepatitis plan option ticket project procedure policy day week warehouse studio
        """
    )
)
"""Stems of what has a number or a letter behind it in the place of a name."""

_CODE = (
    r"(?:\d{1,6}(?:[./]\d{1,6}){0,4}(?:[a-zA-Z]|(?:\([a-z\d]{1,3}\)){1,3})?"
    r"|[A-Z]{1,3}\d{1,5}|(?!I [a-z])(?:[IVXL]{1,8}|[A-Z]))(?![\w%])(?!,\d)"
)
_LABELS = re.compile(
    r"(?<![\w’'])(?P<noun>[^\W\d_]{2,30})(?:\s?[:#-]\s?|\s)(?:(?:no\.?|nr\.?|number|#)\s?)?"
    rf"(?P<code>{_CODE})"
)
_GLUED = re.compile(
    r"(?<![\w.,-])(?P<noun>[a-zA-Z]{1,5})-?(?P<code>\d{1,5}(?:\.\d{1,3}){0,3}[a-zA-Z]?)"
    r"(?![\w.,]\d|\w)"
)
_FURTHER = re.compile(
    r"(?P<joint>,? (?:and|or|to|through) |, |\s?[–/&-]\s?)(?:(?P<again>[a-z]{2,30}) )?"
    rf"(?P<code>{_CODE})"
)
_OPEN = re.compile(
    r" (?:and|or) (?:above|below|over|under|up|higher|lower|later|earlier|older|younger"
    r"|upwards?|onwards?)\b| onwards?\b"
)
"""What stands behind the first or the last of a range that is open."""
_UP_TO = frozenset(["to", "through", "–", "-"])
_LONGEST_RANGE = 200
_LOOKED_AT = 60
"""Characters in front of a thing that tell how it is spoken of."""
_ANY = "*"
"""In the place of numbers that are not known: of "forms A1 to C3", "grade 7 and above"."""
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_ONE_LETTER = {"i": "1", "v": "5", "x": "10"}
"""What a single letter may stand for: group I may stand between H and J."""
_BARE = re.compile(r"(?<![\w.,])(?:\d{1,6}[a-zA-Z]?|[A-Z])(?!\w)")
_KNOWN_BY_NUMBER = 3
"""Digits from which the number of a name tells it by itself: "the 747"."""
_BESIDE = re.compile(
    r"\b(?:after|before|behind|beyond|than|(?:next|close) to|besides?|between|from|following"
    r"|replac\w+|except(?: for)?|excluding|other than|above|below|near|opposite|instead of|like"
    r"|unlike)\s+(?:the )?\Z",
    re.IGNORECASE,
)
"""What stands in front of a thing that another one is told by: "What comes after chapter 4?"."""
_REFERS = re.compile(
    r"\w,? (?:under|see|by|of|in (?:accordance|line) with|pursuant to|as in|set out in)\s+"
    r"(?:the )?\Z"
)
"""What stands in front of a rule or the like that a sentence only refers to."""
_NO_NAMES = FUNCTION_WORDS | frozenset(name.lower() for name in (*MONTHS, *WEEKDAYS))


@dataclass(frozen=True, slots=True)
class Numbered:
    """A thing with a number or a letter.

    Attributes:
        noun: the stem of what it is, or the letters in front of its number.
        code: the number or letter.
        named: whether both together are its name, as of COP27 or Apollo 11.
    """

    noun: str
    code: str
    named: bool


@lru_cache(64)
def numbered_asked(question: str) -> frozenset[Numbered]:
    """The numbered things that a question is about; none where one only tells of another."""
    found: set[Numbered] = set()
    text = in_digits(question)
    for start, things in _groups(text):
        asks_which = re.search(rf"\b(?:which|what) {things[0].noun}s?\b", text, re.IGNORECASE)
        if asks_which or _BESIDE.search(text[:start]):
            return frozenset()
        found |= {*things}
    return frozenset(found)


def numbered_in(text: str) -> frozenset[Numbered]:
    """The numbered things that a text tells of, each of a list or range by itself.

    Not those that it only refers to, or tells others by.
    """
    text = in_digits(text)
    return frozenset(
        thing
        for start, things in _groups(text)
        if not _BESIDE.search(text[max(0, start - _LOOKED_AT) : start])
        and not _REFERS.search(text[max(0, start - _LOOKED_AT) : start])
        for thing in things
    )


def says_number(text: str, asked: Numbered) -> bool:
    """Whether a text has the number of a thing somewhere: "the number 8 bus", "the third floor"."""
    code = asked.code
    if any(code == str(ORDINAL_NUMBERS.get(word)) for word in re.findall(r"\w+", text.lower())):
        return True
    if code.isdigit() and re.search(rf"\b{code}(?:st|nd|rd|th)\b", text):
        return True
    alone = not asked.named or len(code) >= _KNOWN_BY_NUMBER
    return alone and code in map(_code, _BARE.findall(in_digits(text)))


def is_part(one: str, other: str) -> bool:
    """Whether two numbers may be the same, or one is a part of the other: 4, 4.2, 4(b), B4."""
    if _ANY in (one, other):
        return True
    pairs = [(one, other), (_ONE_LETTER.get(one, one), _ONE_LETTER.get(other, other))]
    if one.isdigit() or other.isdigit():
        pairs.append((one.lstrip(ascii_lowercase), other.lstrip(ascii_lowercase)))
    return any(_goes_on(*sorted(pair, key=len)) for pair in pairs if all(pair))


def _goes_on(shorter: str, longer: str) -> bool:
    return longer.startswith(shorter) and longer[len(shorter) :][:1] in ("", ".", "/", "(")


def _groups(text: str) -> Iterator[tuple[int, list[Numbered]]]:
    """The numbered things of a text, those that are told together in one group, and where."""
    end = 0
    while match := _LABELS.search(text, end):
        written = match["noun"]
        stem = "".join(words(written)) or written.lower()
        named = stem not in _LABELLED
        if named and not _is_name(written, match["code"]):
            end = match.end("noun")
            continue
        codes, end = _codes(match, text, stem)
        yield match.start(), [Numbered(stem, code, named) for code in codes]
    for match in _GLUED.finditer(text):
        yield match.start(), [Numbered(match["noun"].lower(), _code(match["code"]), named=True)]


def _is_name(noun: str, code: str) -> bool:
    """Whether a word with a number behind it is a name, as Apollo 11 is: no month and no letter."""
    capital = noun[0].isupper() and noun.lower() not in _NO_NAMES
    return capital and (code[0].isdigit() or len(code) > 1)


def _codes(match: re.Match[str], text: str, stem: str) -> tuple[list[str], int]:
    """The numbers behind a noun, and where they end: "rooms 9, 11 and 14 to 16"."""
    found, end = [_code(match["code"])], match.end()
    while further := _FURTHER.match(text, end):
        if further["again"] and "".join(words(further["again"])) != stem:
            break
        last, end = _code(further["code"]), further.end()
        if further["joint"].strip() in _UP_TO:
            found += _between(found[-1], last)
        found.append(last)
    if _OPEN.match(text, end):
        found.append(_ANY)
    return found, end


def _between(first: str, last: str) -> list[str]:
    """The numbers or letters of a range, without its ends."""
    if first.isdigit() and last.isdigit() and int(last) - int(first) <= _LONGEST_RANGE:
        return list(map(str, range(int(first) + 1, int(last))))
    if len(first) == len(last) == 1 and first.isalpha() and last.isalpha():
        return list(map(chr, range(ord(first) + 1, ord(last))))
    return [_ANY]


def _code(written: str) -> str:
    """A number as it is compared: Roman ones in digits, letters in lower case."""
    if len(written) < 2 or not set(written) <= _ROMAN.keys():
        return written.lower()
    values = [_ROMAN[letter] for letter in written]
    signs = [
        -1 if here < behind else 1 for here, behind in zip(values, [*values[1:], 0], strict=True)
    ]
    return str(sum(map(int.__mul__, signs, values)))
