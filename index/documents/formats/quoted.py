"""The lines of a mail that its sender wrote, without those of the mail that is answered.

Left out are: quoted lines (`> …`) above or below what is written, with the line that says who wrote
them; what follows the head of the mail that is answered; and signatures. Quoted lines between which
the sender writes are questions that are answered, and stay, with their mark.
"""

import re
from collections.abc import Sequence
from itertools import groupby

_RULE = re.compile(r"[-_=*]{3,}.{0,60}?[-_=*]{3,}|[-_=*]{10,}")
_HEAD = re.compile(r"\*?([^\W\d_][\w -]{1,20}):\*?\s+\S")
_SENDERS = ("from", "von", "de", "da", "van", "fra", "från", "od", "expéditeur")
_FORWARD = ("forward", "weitergeleitet", "transféré", "reenviado", "inoltrato")
_LIST = re.compile(r"mailing list|unsubscribe|listinfo|groups\.google", re.I)
_LEAST_HEADS = 3
_MOST_SIGNATURE = 20  # lines
_MOST_ATTRIBUTION = 3  # lines
_LONGEST_ATTRIBUTION = 200


def own_lines(lines: Sequence[str]) -> tuple[list[str], int]:
    """The lines that are the sender's own.

    Args:
        lines: of a mail.

    Returns:
        The lines, and how many were left out as quoted.
    """
    end = _head_of_answered(lines)
    quoted = sum(bool(line.strip()) for line in lines[end:])
    kept = list(lines[:end])
    for dropped in (_without_signature, _without_quotes, _without_signature):
        kept, count = dropped(kept)
        quoted += count
    return kept, quoted


def _head_of_answered(lines: Sequence[str]) -> int:
    """Where the mail that is answered starts, as programs put it below: with its head.

    That is three lines or more such as `From: …`, of which the first names its sender, below a rule
    or not; the length of the mail if there is none.
    """
    heads = [_HEAD.match(line) for line in lines]
    for place, head in enumerate(heads):
        if not head or head[1].lower().strip() not in _SENDERS:
            continue
        run = 0
        for other in range(place, min(place + 2 * _LEAST_HEADS, len(lines))):
            if lines[other].strip() and not heads[other]:
                break
            run += heads[other] is not None
        before = [n for n in range(max(0, place - 2), place) if lines[n].strip()]
        rule = before[-1] if before and _is_rule(lines[before[-1]].strip()) else None
        if rule is not None and any(word in lines[rule].lower() for word in _FORWARD):
            return len(lines)
        if run >= _LEAST_HEADS or (rule is not None and run >= 2):
            return place if rule is None else rule
    return len(lines)


def _is_rule(line: str) -> bool:
    """Whether a line is drawn, with words in it or not."""
    return len(line) <= _LONGEST_ATTRIBUTION and _RULE.fullmatch(line) is not None


def _without_quotes(lines: list[str]) -> tuple[list[str], int]:
    """The lines without quoted ones, unless the sender writes between them."""
    kinds = [line.startswith(">") for line in lines]
    if not any(kinds):
        return lines, 0
    blocks: list[tuple[bool, int, int]] = []
    start = 0
    for is_quote, group in groupby(_filled_kinds(lines, kinds)):
        length = len(list(group))
        blocks.append((is_quote, start, start + length))
        start += length
    first_own = 1 if blocks[0][0] else 0
    attributed = _attribution(lines, blocks[0][1], blocks[0][2]) == 0 and not blocks[0][0]
    inner = [
        place
        for place, (is_quote, _, _) in enumerate(blocks)
        if is_quote and first_own < place < len(blocks) - 1
    ]
    if attributed and len(blocks) == 3:
        inner = []  # the whole mail that is answered stands above the answer
    kept: list[str] = []
    quoted = 0
    for place, (is_quote, begin, end) in enumerate(blocks):
        if is_quote and place not in inner:
            quoted += sum(bool(line.strip("> ")) for line in lines[begin:end])
        elif is_quote:
            kept += [line for line in lines[begin:end] if line.strip("> ")]
        else:
            follows = place + 1 < len(blocks)
            stop = _attribution(lines, begin, end) if follows else end
            kept += lines[begin:stop]
    return kept, quoted


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
    for first in range(last - 1, max(begin - 1, last - 1 - _MOST_ATTRIBUTION), -1):
        if not lines[first].strip():
            break
        text = " ".join(lines[first:last])
        if len(text) > _LONGEST_ATTRIBUTION:
            break
        starts = first == begin or not lines[first - 1].strip()
        if ("@" in text or any(map(str.isdigit, text))) and (starts or text[0].isupper()):
            return first
    return end


def _without_signature(lines: list[str]) -> tuple[list[str], int]:
    """The lines above the mark of a signature, or of what a mailing list adds."""
    for place in range(len(lines) - 1, max(-1, len(lines) - 1 - _MOST_SIGNATURE), -1):
        line = lines[place].rstrip()
        below = " ".join(lines[place + 1 :])
        is_footer = len(line) >= 20 and not line.strip("_-") and _LIST.search(below)
        if line == "--" or is_footer:
            return lines[:place], 0
    return lines, 0
