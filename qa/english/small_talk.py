"""What people say to a program that answers questions and that asks for nothing."""

import re

from qa.english.vocabulary import EMPTY_WORDS

_THANKS = (
    r"(?:many |lots of )?(?:thanks|thank you|thx|ty|cheers|much appreciated)"
    r"(?: (?:a lot|so much|very much|again|for (?:that|this|the (?:help|answer|info(?:rmation)?)"
    r"|your (?:help|answer|time))))*"
)
_FINE = (
    r"(?:ok(?:ay)?|all right|alright|right|fine|good|great|perfect|nice|cool|wonderful|excellent"
    r"|super|brilliant|awesome|good (?:answer|job)|well done|got it|i see|understood|interesting"
    r"|very good|sounds good|no problem|never ?mind|yes|yeah|yep|no|nope|sure|hm+|aha|oh|wow)"
)
_HELLO = (
    r"(?:hello|hi|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day))"
    r"(?: there| again| all| everyone| pincite)?"
)
_HOW_ARE_YOU = r"(?:how are you(?: doing)?(?: today)?|how do you do|what[’']?s up|nice to meet you)"
_BYE = (
    r"(?:(?:good ?)?bye(?:[ -]?bye)?(?: for now)?|see you(?: later| soon| tomorrow)?|so long|cu"
    r"|farewell|good night|have a (?:nice|good|great) (?:day|one|evening|weekend)|that[’']?s all"
    r"(?: for (?:now|today))?|that is all)"
)
_QUIT = r"[:/\\]?(?:quit|exit|logout|log out|q|stop)(?:\(\))?"
_HELP = (
    r"[:/\\]?(?:help(?: me)?(?: please)?|what can you do|who are you|what are you|what is this"
    r"|how does (?:this|it) work|what (?:can|should|may) i ask(?: you)?|usage|\?+)"
)
_DOUBT = r"(?:really|are you (?:really )?(?:sure|certain)|seriously|no way|is that so)"
_PLEASE = r"(?: (?:please|then|now|pincite))?"

SMALL_TALK = (
    ("help", re.compile(rf"{_HELP}{_PLEASE}", re.I)),
    ("quit", re.compile(rf"{_QUIT}{_PLEASE}", re.I)),
    ("bye", re.compile(_BYE, re.I)),
    ("hello", re.compile(rf"{_HELLO}|{_HOW_ARE_YOU}", re.I)),
    ("thanks", re.compile(_THANKS, re.I)),
    ("doubt", re.compile(_DOUBT, re.I)),
    ("fine", re.compile(_FINE, re.I)),
)
"""What is said, and how; each for a piece of a line between its marks. The first decides."""

REPLIES = {
    "help": (
        "Ask what the documents say, in a whole question: “How many people were hurt in Kharkiv?” "
        "Then follow up: “and in Kherson?”, “who said that?”. Each answer cites its sentences; "
        "where the documents do not answer, it says so. A wrong reading is put right by "
        "“no, I meant …”."
    ),
    "quit": "Goodbye.",
    "bye": "Goodbye.",
    "hello": "Hello. Ask what you want to know from the documents.",
    "thanks": "You’re welcome. Ask on whenever you like.",
    "doubt": (
        "What is said stands in the cited sentences: open a source to read it where it stands."
    ),
    "fine": "Good. Ask on whenever you like.",
}
"""What is replied to each."""

LEAVING = frozenset({"quit", "bye"})
"""Those with which a conversation ends where it has an end."""

LONGEST = 120
"""Characters of a line that may be no more than small talk."""

ASKS_BY_ITSELF = re.compile(
    r"\b(?:who|whom|whose|which|what|when|where|why|how|and|or|but|it|he|she|they|there|so|then"
    r"|him|her|them|his|its|their)\b",
    re.IGNORECASE,
)
"""Words that may ask on from what was said: "who?", "and?", "him?"."""

_MOST_WORDS = 8
_PIECES = re.compile(r"\s*[,.!;:…–—]+\s*|\s+(?=and\b|but\b)|\s+-\s+", re.IGNORECASE)
_AND = re.compile(r"^(?:and|but|so)\s+", re.IGNORECASE)
_MARKS = " \t\n.,!;:…)(🙂😊👍🙏❤️"


def small_talk(line: str) -> str:
    """What a line says that asks for nothing, as one of `REPLIES`; empty where it asks.

    Each piece of it between marks must be small talk: "ok, thank you!" is, "ok, and in Kharkiv?" is
    not. Of several the one that stands first in `SMALL_TALK` is replied to.
    """
    if len(line) > LONGEST:
        return ""
    bare = line.strip().strip(_MARKS)
    if re.fullmatch(r"\?+", bare):
        return "help"
    pieces = [_AND.sub("", piece) for piece in _PIECES.split(bare.rstrip("? ")) if piece.strip()]
    kinds = [_kind(" ".join(piece.split())) for piece in pieces]
    if not kinds or not all(kinds):
        return ""
    return next(kind for kind, _ in SMALL_TALK if kind in kinds)


def _kind(piece: str) -> str:
    """The kind of a piece; of two that follow each other without a mark, such as `ok thanks`."""
    words = piece.split()
    for cut in range(min(len(words), _MOST_WORDS)):
        parts = filter(None, (" ".join(words[:cut]), " ".join(words[cut:])))
        kinds = [_whole(part) for part in parts]
        if all(kinds):
            return next(kind for kind, _ in SMALL_TALK if kind in kinds)
    return ""


def _whole(part: str) -> str:
    return next((kind for kind, pattern in SMALL_TALK if pattern.fullmatch(part)), "")


ASK_WHOLE = "Ask a whole question, such as “When does the museum open?”."
NOT_THERE = "No document has “{}”: ask a whole question, such as “When does the museum open?”."

UNCLEAR = "What do you want to know of “{}”?"

FEW_WORDS = 3
"""Words up to which a line may be a mistyped one, of which no document has any."""

_WORD = re.compile(r"[^\W_]+(?:[’'./&+#-]+[^\W_]+)*+[+#]*")
"""A word, or letters that are joined as one: "R&D", "U.K.", "C++"."""
_CAPITALS = re.compile(r"(?-i:[A-Z]{2,})|(?-i:May|Will)")
"""Words that are names in capital letters, and empty without: "IT", "US", "WHO"."""
_LETTER = re.compile(r"\b[A-Z]\b(?![’'])|\b[a-z]\?")
"""A letter by which one of several may be called: "C?"."""
_NUMBER = re.compile(r"\W*\d+\W*")
_FEWEST = 2
_NAMES_TOO = frozenset(["may", "will", "can"])
_ASKS_ON = frozenset(["this", "that", "any", "such"])
"""Empty words that by themselves may ask on from what was said: "this one?", "such as?"."""


def _said(line: str) -> list[str]:
    """The words of a line in small letters, but such as are names in capitals."""
    return [one if _CAPITALS.fullmatch(one) else one.lower() for one in _WORD.findall(line)]


def is_nothing(line: str) -> bool:
    """Whether a line asks nothing even of what was said before: "x", "…", "of the"."""
    if len(line) > LONGEST or _LETTER.search(line):
        return False
    return _is_letters(line) or (
        _is_empty(line, EMPTY_WORDS - _ASKS_ON) and not ASKS_BY_ITSELF.search(line)
    )


def _is_letters(line: str) -> bool:
    """Whether it has no word of more than a letter."""
    letters = all(len(one) == 1 and one.isascii() and not one.isdigit() for one in _said(line))
    return letters and bool(line.strip())


def _is_empty(line: str, words: frozenset[str]) -> bool:
    """Whether it is of one or two words, and these of some."""
    said = _said(line)
    return len(said) <= _FEWEST and (words - _NAMES_TOO).issuperset(said) and bool(line.strip())


def is_too_little(line: str) -> bool:
    """Whether a first line asks nothing: a letter, or an empty or a bare question word."""
    if len(line) > LONGEST:
        return False
    return _is_letters(line) or _is_empty(line, EMPTY_WORDS | {"many", "much"})


def is_number(line: str) -> bool:
    """Whether a line is a number alone, which asks nothing where no document has it."""
    return len(line) <= LONGEST and bool(_NUMBER.fullmatch(line))


def in_capitals(line: str) -> list[str]:
    """The words of a line where each is a name only by its capitals: "WHO", "May"; else none.

    They ask nothing where no document has them so.
    """
    said = _WORD.findall(line[:LONGEST])
    names = [one for one in said if _CAPITALS.fullmatch(one) and one.lower() in EMPTY_WORDS]
    return names if len(names) == len(said) <= FEW_WORDS else []


def is_few_words(line: str) -> bool:
    """Whether a line is of so few words, none of which asks, that it may be mistyped."""
    said = _said(line)
    return 0 < len(said) <= FEW_WORDS and not EMPTY_WORDS.intersection(said)
