"""The lines of a mail that its sender wrote, and those of the mails that it quotes, apart.

Quoted are: lines with a mark (`> …`) above or below what is written, with the line that says who
wrote them; and what follows the head of the mail that is answered. Quoted lines between which the
sender writes are questions that are answered, and stay, with their mark. Signatures are left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

_RULE = re.compile(r"[-_=*]{3,}.{0,60}?[-_=*]{3,}|[-_=*]{10,}")
_HEAD = re.compile(r"\*?([^\W\d_][\w -]{1,20}):\*?\s+\S")
SENDERS = ("from", "von", "de", "da", "van", "fra", "från", "od", "expéditeur")
_FORWARD = ("forward", "weitergeleitet", "transféré", "reenviado", "inoltrato")
_LIST = re.compile(r"mailing list|unsubscribe|listinfo|groups\.google", re.I)
_LEAST_HEADS = 3
_MOST_SIGNATURE = 20  # lines
MOST_ATTRIBUTION = 3
"""Lines of the words that say who wrote what is quoted."""
LONGEST_ATTRIBUTION = 200
"""Characters of them."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The lines of an earlier mail that a mail quotes.

    Attributes:
        attribution: the words above it that say who wrote it; empty if there are none.
        lines: without the mark of this quote; where it has no mark, its head is among them.
        count: how many of the lines say something.
    """

    attribution: str
    lines: tuple[str, ...]
    count: int


def own_lines(lines: Sequence[str]) -> tuple[list[str], list[Quote]]:
    """The lines that are the sender's own, and the earlier mails that are quoted, in their order.

    Args:
        lines: of a mail.
    """
    end = _head_of_answered(lines)
    kept, quotes = _without_quotes(_without_signature(lines[:end]))
    below = sum(bool(line.strip()) for line in lines[end:])
    if below:
        quotes.append(Quote("", tuple(lines[end:]), below))
    return _without_signature(kept), quotes


def _head_of_answered(lines: Sequence[str]) -> int:
    """Where the mail that is answered starts, as programs put it below: with its head.

    That is three lines or more such as `From: …`, of which the first names its sender, below a rule
    or not; the length of the mail if there is none.
    """
    heads = [_HEAD.match(line) for line in lines]
    for place, head in enumerate(heads):
        if not head or head[1].lower().strip() not in SENDERS:
            continue
        run = 0
        for other in range(place, min(place + 2 * _LEAST_HEADS, len(lines))):
            if lines[other].strip() and not heads[other]:
                break
            run += heads[other] is not None
        before = [n for n in range(max(0, place - 2), place) if lines[n].strip()]
        rule = before[-1] if before and is_rule(lines[before[-1]].strip()) else None
        if rule is not None and any(word in lines[rule].lower() for word in _FORWARD):
            return len(lines)
        if run >= _LEAST_HEADS or (rule is not None and run >= 2):
            return place if rule is None else rule
    return len(lines)


def is_rule(line: str) -> bool:
    """Whether a line is drawn, with words in it or not."""
    return len(line) <= LONGEST_ATTRIBUTION and _RULE.fullmatch(line) is not None


def _without_quotes(lines: list[str]) -> tuple[list[str], list[Quote]]:
    """The lines without quoted ones, unless the sender writes between them."""
    kinds = [line.startswith(">") for line in lines]
    if not any(kinds):
        return lines, []
    blocks: list[tuple[bool, int, int]] = []
    start = 0
    for is_quote, group in groupby(_filled_kinds(lines, kinds)):
        length = len(list(group))
        blocks.append((is_quote, start, start + length))
        start += length
    first_own = 1 if blocks[0][0] else 0
    attributed = _attribution(lines, blocks[0][1], blocks[0][2]) == 0 and not blocks[0][0]
    last_inner = len(blocks) - 1
    if attributed and len(blocks) == 3:
        last_inner = 0  # the whole mail that is answered stands above the answer
    kept: list[str] = []
    quotes: list[Quote] = []
    attribution = ""
    for place, (is_quote, begin, end) in enumerate(blocks):
        if not is_quote:
            stop = _attribution(lines, begin, end) if place + 1 < len(blocks) else end
            kept += lines[begin:stop]
            attribution = " ".join(lines[stop:end])
        elif first_own < place < last_inner:
            kept += [line for line in lines[begin:end] if line.strip("> ")]
        else:
            quotes.append(_quote(attribution, lines[begin:end]))
    return kept, quotes


def _quote(attribution: str, lines: Sequence[str]) -> Quote:
    """Quoted lines without their mark."""
    inner = tuple(line[1:].removeprefix(" ") for line in lines)
    return Quote(attribution, inner, sum(bool(line.strip("> ")) for line in lines))


def _filled_kinds(lines: Sequence[str], kinds: Sequence[bool]) -> list[bool]:
    """Which lines are quoted, blank ones like the line above them."""
    filled: list[bool] = []
    for line, is_quote in zip(lines, kinds, strict=True):
        filled.append(filled[-1] if filled and not line.strip() else is_quote)
    return filled


def _attribution(lines: Sequence[str], begin: int, end: int) -> int:
    """Where the words that say who wrote what is quoted next start; `end` if there are none.

    They end in a colon, and name a day or an address; long ones are wrapped.
    """
    last = end
    while last > begin and not lines[last - 1].strip():
        last -= 1
    if last == begin or not lines[last - 1].rstrip().endswith(":"):
        return end
    for first in range(last - 1, max(begin - 1, last - 1 - MOST_ATTRIBUTION), -1):
        if not lines[first].strip():
            break
        text = " ".join(lines[first:last])
        if len(text) > LONGEST_ATTRIBUTION:
            break
        starts = first == begin or not lines[first - 1].strip()
        if ("@" in text or any(map(str.isdigit, text))) and (starts or text[0].isupper()):
            return first
    return end


def _without_signature(lines: Sequence[str]) -> list[str]:
    """The lines above the mark of a signature, or of what a mailing list adds.

    What is quoted below a signature stays.
    """
    for place in range(len(lines) - 1, max(-1, len(lines) - 1 - _MOST_SIGNATURE), -1):
        line = lines[place].rstrip()
        below = " ".join(lines[place + 1 :])
        is_footer = len(line) >= 20 and not line.strip("_-") and _LIST.search(below)
        if line == "--" or is_footer:
            return [*lines[:place], *_quoted_below(lines, place)]
    return list(lines)


def _quoted_below(lines: Sequence[str], mark: int) -> Sequence[str]:
    """The lines below the mark of a signature from where an earlier mail is quoted."""
    marked = (n for n in range(mark + 1, len(lines)) if lines[n].startswith(">"))
    first = next(marked, len(lines))
    return lines[_attribution(lines, mark + 1, first) :]
