"""Verbs of which each does what the other does: if Zelenskyy met Starmer, Starmer met Zelenskyy."""

import re
from dataclasses import dataclass

_NAME = r"[A-Z][\w’'.-]*"
_NAMED = rf"(?:[Tt]he )?{_NAME}(?: (?:of |the |and |de |van |von )?{_NAME}){{0,5}}"
_DESCRIBED = r"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir)(?: [\w’'-]+){1,4}?"
_SIDE = rf"(?!(?:He|She|They|It|We|I|You|This|That)\b)(?:{_DESCRIBED}|{_NAMED})"
_ARTICLES = frozenset(["The", "A", "An", "His", "Her", "Their"])
_ONE_SIDED = (
    r"who|whom|whose|which|that|as|from|while|having|[A-Za-z]+ing|to(?! discuss\b)"
    r"|he|him|his|she|hers?|they|them|theirs?|it|its"
    r"|(?:him|her|it|them)sel(?:f|ves)"
)
_BEHIND = (
    r"(?=[,;:.]?$| (?:in|on|at|for|to|after|before|during|when|where|about|over"
    r"|outside|inside|near|by|earlier|later|this|last|next|yesterday|today|again|twice|once)\b)"
    rf"(?![^\n]* (?:{_ONE_SIDED})\b)"
)
"""What may stand behind the second side: nothing that speaks of one side, which another would be
once they are turned. In "Ada met Tom, who was ill" and "Ada met Tom after resigning" it is."""
_WITH = r"(?:with|against)"
_VERB = (
    r"(?:has |have |had |will |would |is to |was to |later |also |then |recently |briefly )?"
    rf"(?:(?:met|meets?|meeting)(?: up)?(?: {_WITH})?"
    r"|(?:marr(?:y|ies|ied)|divorced|wed)"
    r"|(?:is|was|are|were|got) (?:married|engaged) to"
    rf"|(?:f(?:ought|ights?)|compete[sd]?|play(?:ed|s)?|debate[sd]?) {_WITH}"
    r"|(?:debated|borders?|bordered|neighbours?|resembles?|resembled)"
    r"|(?:sp(?:oke|eaks?)|talk(?:ed|s)?|merge[sd]?|dine[sd]?|lunch(?:ed|es)?"
    r"|clash(?:ed|es)?|collide[sd]?|trade[sd]?|negotiate[sd]?|co-?operate[sd]?"
    r"|collaborate[sd]?|drew|tied|quarrel(?:led|s)?|argue[sd]?) with"
    r"|(?:held|holds?|had|has|have) (?:talks|a meeting|lunch|dinner|breakfast"
    r"|a (?:phone )?call|a conversation|discussions) with"
    r"|sh(?:ook|akes?) hands with"
    r"|(?:is|was|are|were) (?:an? |the )?(?:twin|sibling|cousin|colleague|neighbour|friend|ally"
    r"|rival|relative|team-?mate|class-?mate|flat-?mate)s? of)"
)
_MUTUAL = re.compile(
    rf"(?P<one>{_SIDE})(?P<verb> {_VERB} )(?P<other>{_SIDE})(?<![.]){_BEHIND}(?P<rest>[^\n]*)"
)


@dataclass(frozen=True, slots=True)
class Turned:
    """A sentence said from the other side.

    Attributes:
        text: the sentence.
        pieces: of the text, in order: start and end, and where that begins in the sentence that was
            turned.
    """

    text: str
    pieces: tuple[tuple[int, int, int], ...]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the text stands in the sentence that was turned."""
        first, _, was = next(piece for piece in reversed(self.pieces) if piece[0] <= start)
        return was + start - first, was + end - first


def turned(sentence: str) -> Turned | None:
    """A sentence whose subject and object do the same to each other, said the other way round.

    Args:
        sentence: a claim, such as "Starmer met Zelenskyy in London."

    Returns:
        "Zelenskyy met Starmer in London."; None where the verb is no such verb, or its two sides
        are not names.
    """
    match = _MUTUAL.fullmatch(sentence)
    if match is None:
        return None
    text, pieces = "", []
    for name in ("other", "verb", "one", "rest"):
        said = match[name]
        if name == "other":
            said = said[0].upper() + said[1:]
        elif name == "one" and said.split()[0] in _ARTICLES:
            said = said[0].lower() + said[1:]
        pieces.append((len(text), len(text) + len(said), match.start(name)))
        text += said
    return Turned(text, tuple(pieces))
