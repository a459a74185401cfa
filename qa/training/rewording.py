"""A sentence → the same said otherwise, by rules of English, for training the checker.

Each way gives the text itself where it has nothing to change. None adds anything: what the sentence
supports, it supports in the new words too.
"""

import random
import re

from index.text.dates import MONTHS

_SPELLED = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
_BY_DIGITS = {str(n): word for n, word in enumerate((*_SPELLED, "twelve"), start=2)}
_BY_WORD = {word: digits for digits, word in _BY_DIGITS.items()}
_PAIRS = (
    ("per cent", "%"),
    ("percent", "%"),
    ("did not", "didn't"),
    ("does not", "doesn't"),
    ("was not", "wasn't"),
    ("is not", "isn't"),
    ("has not", "hasn't"),
    ("will not", "won't"),
    ("cannot", "can't"),
    ("United States", "US"),
    ("United Kingdom", "UK"),
    ("more than", "over"),
    ("more than", "upwards of"),
    ("about", "around"),
    ("about", "roughly"),
    ("such as", "like"),
    ("because", "since"),
    ("in order to", "to"),
    ("as well as", "and also"),
    ("but", "yet"),
    ("however,", "though,"),
    ("began", "started"),
    ("several", "a number of"),
    ("allowed", "permitted"),
    ("located", "situated"),
)
_ONE_WAY = {("in order to", "to"), ("more than", "over"), ("such as", "like")}
_DIGITS = re.compile(r"(?<![\w.,/-])(?:[2-9]|1[0-2])(?![\w.,/%-]|\s*(?:%|percent|per cent))")
_WORDS = re.compile(rf"\b({'|'.join(_BY_WORD)})\b(?!-)")
_MILLIONS = re.compile(r"(?<![\w.,])(\d{1,3}),(\d)00,000(?![\w,])")
_MONTH = "|".join(MONTHS)
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}}) ({_MONTH})(?: (\d{{4}}))?\b")
_MONTH_FIRST = re.compile(rf"\b({_MONTH}) (\d{{1,2}})(?:, (\d{{4}}))?(?![\d,])")
# not before "if" or "unless", without which more would be said
_TAIL = re.compile(
    r"(?:, (?:which|who|where|while|although|though|including|such as|as|with|making|leaving|and)"
    r"| because| while| although| after| before| when| so that| in order to| despite| due to) .+$"
)
_LEADING = re.compile(
    r"^((?:In|On|At|By|During|After|Before|Since|For|From|Under|With|Within) [^,;:]{3,60}), "
    r"((?:the|a|an|his|her|their|its|this|[A-Z]\w+)\b[^;:]{15,})$"
)
_TRAILING = re.compile(
    r"^([^;:]{20,}?) ((?:in|on|during|since|by) (?:the )?(?:[A-Z]\w+ )*"
    r"(?:\d{1,2}(?:st|nd|rd|th)?|\d{4}|[A-Z]\w+))$"
)
_QUOTED = re.compile(
    r"^[\"“]([^\"“”]{15,}?)[,.]?[\"”],? (?:([A-Z][\w .’'-]{2,50}) (said|says)"
    r"|(said|says) ([A-Z][\w .’'-]{2,50}))$"
)
_SAID = re.compile(r"^([A-Z][\w .’'-]{2,50}) (?:said|says|announced|reported) (?:that )?(.{15,})$")
_PREPOSITIONS = frozenset(
    ("At", "By", "During", "After", "Before", "Since", "For", "From", "Under", "With", "Within")
)
_LOWER_FIRST = re.compile(
    r"^(?:The|A|An|His|Her|Their|Its|This|These|There|It|He|She|They|In|On)\b"
)


def reworded(text: str, generator: random.Random) -> str:
    """The text after one to three of the ways, picked by chance."""
    ways = [shortened, moved, respelled, attributed, respelled]
    generator.shuffle(ways)
    for way in ways[: generator.choice((1, 2, 3))]:
        text = way(text, generator)
    return text


def shortened(text: str, generator: random.Random) -> str:
    """Without what comes after its main clause."""
    body, end = _body(text)
    match = _TAIL.search(body, 25)
    return body[: match.start()] + end if match else text


def moved(text: str, generator: random.Random) -> str:
    """With the time or place from the start at the end, or the other way round."""
    body, end = _body(text)
    match = _LEADING.match(body)
    if match:
        return f"{upper(match[2])} {lower(match[1])}{end}"
    match = _TRAILING.match(body)
    return f"{upper(match[2])}, {lower(match[1])}{end}" if match else text


def respelled(text: str, generator: random.Random) -> str:
    """With numbers, dates and set phrases written in another way."""
    if generator.random() < 0.7:
        text = _DIGITS.sub(lambda m: _BY_DIGITS[m[0]], text)
    else:
        text = _WORDS.sub(lambda m: _BY_WORD[m[0]], text)
    text = _MILLIONS.sub(lambda m: f"{m[1]}.{m[2]} million".replace(".0 ", " "), text)
    if generator.random() < 0.5:
        text = _DAY_FIRST.sub(lambda m: f"{m[2]} {m[1]}" + (f", {m[3]}" if m[3] else ""), text)
    else:
        text = _MONTH_FIRST.sub(lambda m: f"{m[2]} {m[1]}" + (f" {m[3]}" if m[3] else ""), text)
    for pair in _PAIRS:
        if generator.random() < 0.4:
            back = pair not in _ONE_WAY and generator.random() < 0.5
            text = _put(text, *(pair[::-1] if back else pair))
    return text.replace(" %", "%")


def _put(text: str, one: str, other: str) -> str:
    """The text with one set phrase in place of another."""
    edge = r"\b" if one[0].isalpha() else r"(?<=\d) ?"
    space = " " if one == "%" else ""
    return re.sub(rf"{edge}{re.escape(one)}(?!\w)", space + other, text)


def attributed(text: str, generator: random.Random) -> str:
    """With the one who said it at the other end."""
    body, end = _body(text)
    match = _QUOTED.match(body)
    if match:
        speaker, said = match[2] or match[5], match[1]
    else:
        match = _SAID.match(body)
        if not match:
            return text
        speaker, said = match[1], match[2]
    said = said.rstrip(",")
    if not re.search(r"\b(?:I|we|my|our|you|your)\b", said, re.IGNORECASE):
        if generator.random() < 0.5:
            return f"According to {speaker}, {lower(said)}{end}"
        return f"{speaker} said that {lower(said)}{end}"
    return f"“{upper(said)},” {speaker} said{end}"


def joined(one: str, other: str, generator: random.Random) -> str:
    """Two sentences as one, each without what comes after its main clause."""
    first, _ = _body(shortened(one, generator))
    second, end = _body(shortened(other, generator))
    return f"{first}{generator.choice((', and ', '; ', ', while '))}{lower(second)}{end}"


def upper(text: str) -> str:
    """With a capital at the start."""
    return text[:1].upper() + text[1:]


def lower(text: str) -> str:
    """Without the capital that only the start of a sentence gave it."""
    return text[:1].lower() + text[1:] if _LOWER_FIRST.match(text) else _preposition(text)


def _preposition(text: str) -> str:
    first = text.split(" ", 1)[0]
    return text[:1].lower() + text[1:] if first in _PREPOSITIONS else text


def _body(text: str) -> tuple[str, str]:
    """The text without its full stop, and that."""
    stripped = text.rstrip()
    return (stripped[:-1], ".") if stripped.endswith(".") else (stripped, "")
