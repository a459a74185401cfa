"""What a sentence leaves open: it is asked about, talked over, or not known."""

import re
from collections.abc import Iterator

_UNKNOWN = (
    r"(?:not (?:(?:yet|been|be|currently) )*(?:known|clear|certain|decided|settled|established"
    r"|said|say)|n[o’']t (?:know|say|decided)|un(?:known|clear|certain|decided)"
    r"|yet to (?:decide|say)|still to be decided|(?:will|would|must|to) decide|ask(?:s|ed|ing)?"
    r"|wonder(?:s|ed|ing)?|consider(?:s|ed|ing)?|discuss(?:es|ed|ing)?|debat(?:es|ed|ing)|examin(?:es|ed|ing)"
    r"|look(?:s|ed|ing) into|question(?: is| of)?) (?:whether|if)"
)
_TALKED_OVER = (
    r"(?:(?:discuss|consider|debat|examin|weigh)(?:e?s|ed|ing)|look(?:s|ed|ing) (?:at|into)"
    r"|talk(?:s|ed|ing) about|ask(?:s|ed|ing)? (?:\w+ )?about)"
    r" (?=(?:\w+ing|an? (?:\w+ )?(?:approach|offer|proposal|request|application|plan|idea|bid"
    r"|motion|possibility|suggestion)|the (?:idea|possibility|question))\b)"
)
_OPEN = re.compile(
    rf"\b(?:{_UNKNOWN}|{_TALKED_OVER}) *(?P<what>[^.;:!?\n]{{1,200}})", re.IGNORECASE
)
_GOES_ON = re.compile(
    r",? (?:and|but|then)(?: then)? (?=\w+ed\b|it\b|he\b|she\b|they\b|we\b)|, but "
)


def left_open(sentence: str) -> Iterator[str]:
    """What a sentence leaves open, as far as it goes on with it.

    "It is not known whether it passes into milk", "the board discussed an offer to buy the depot".
    """
    for found in _OPEN.finditer(sentence):
        yield _GOES_ON.split(found["what"])[0]
