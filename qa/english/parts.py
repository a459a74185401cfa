"""Questions of several parts, and each part as a question by itself.

A question is cut only where its parts are plain: several questions, several question words, or
names or words of one kind joined by "and" or commas. Whether names that are joined are asked of one
by one ("wounded in Kherson and in Kharkiv") or together ("the talks of Paris and London") only the
documents tell: see `qa/kinds/parts.py`.
"""

import re
from collections.abc import Sequence

from qa.english.asked_of_it import was_done
from qa.english.follow_ups import PARTICIPLE
from qa.english.gaps import WH, filled, tidied
from qa.english.joined import AUXILIARY, JOINED, Split
from qa.english.joined_verbs import JOINED_VERBS
from qa.english.left_unsaid import put_in, share_tail
from qa.english.name_kinds import PERSON_NOUN
from qa.english.sound import is_question
from qa.english.verbs import AUXILIARIES, PAST

MOST = 6
"""Parts of a question; one of more is left whole."""

_LEADING = r"(?:by|since|until|for|at|from|to|on|in) "

_DID = rf"(?:{'|'.join(sorted(PAST))}|[a-z]{{2,}}ed)"
_ENDED = re.compile(r"(?<=\?)\s+(?=\S)")
_CLAUSES = re.compile(
    rf"(?:\s*[,;]\s*and\s+|\s*;\s*|\s+and\s+(?:also\s+)?)(?=(?:{_LEADING})?{WH}\b)"
    rf"|\s*,\s*(?=(?:{_LEADING})?{WH}\s*(?:,|and\b))",
    re.I,
)
"""Before another question word; a comma alone leads up to a relative clause, too."""

_POLAR = re.compile(
    rf"\s*(?:,\s*and|;)\s+(?={AUXILIARY} (?!(?:not|an?|now|still|also|then|already|never) "
    r"|(?:the|his|her|its|their) \S+$)\S+ \S)(?!ha(?:s|ve|d) the )"
    rf"|\s+and\s+(?={AUXILIARY} (?:i|we|you|he|she|it|they|there|any|anyone|anybody|this|these"
    r"|those)\b)"
    r"|\s+and\s+(?=(?:is|are) (?!(?:not|an?|now|still|also|then|already|never|well|fully|very|often"
    r"|always|usually|partly|only|so)\b)(?:the )?[a-z]+ (?:[a-z]+ed|free|open|extra)\Z)",
    re.I,
)
"""Before a question for yes or no that follows another: "…, and is breakfast included?"."""

_POLAR_TWICE = re.compile(
    rf"\s*,?\s+and\s+(?={AUXILIARY} (?!(?:not|an?|now|still|also|then|already|never)\b)\S+ \S)",
    re.I,
)
"""The same where the first is one, too: "Is the pool open and is the sauna free?"."""

_LISTED = re.compile(
    rf"\s*,\s*(?=(?:(?:what|when|where|why|how)\s+{AUXILIARY}|how\s+(?:many|much|old|far|long))\b)"
    r"|(?<=[a-z])\s*,\s*(?=who (?:(?:is|was|are|were) (?:the|its|their|his|her) |"
    rf"{_DID} (?:it|him|them)\b))",
    re.I,
)
"""The same in front of a question of a list that ends with "and"."""

_BARE = re.compile(
    rf"(?:{_LEADING})?{WH}(?: at a time| each| exactly| in (?:all|total|particular))?"
    r"|where (?:to|from)|what for"
    rf"|(?:{_LEADING}){WH}(?: [\w-]+){{1,2}}",
    re.I,
)
_SAYS_SO = re.compile(
    r"(who (?:says?|said|claims?|claimed|reports?|reported)) (?:so|that|this|it)", re.I
)
_OF_IT = re.compile(rf"(?:who|what) {_DID}(?: (?:it|him|her|them))?", re.I)
"""Of three words or two, and yet whole: "Who founded it?", "Who paid?"."""

_OF_ITSELF = re.compile(
    rf"who (?:[a-z]{{2,}}s \w+|(?:{'|'.join(sorted(PAST))}) \w+)"
    rf"|{WH} (?:it|he|she|they) \w+"
    r"|(?:who|what) (?:is|are|was|were) (?!(?:it|that|this|he|she|they)\b)[a-z]+",
    re.I,
)
"""The same: "Who runs it?", "Who came second?", "When it meets", "What is forbidden?"."""

_WHOLE = (_SAYS_SO, _OF_IT, _OF_ITSELF, re.compile(rf"{AUXILIARY} \S+ \S+", re.I))
_TOLD = re.compile(
    rf"\b(?:says?|said|know|knows|knew|explain|tell|show|report|decide)\s+{WH}\b", re.I
)
"""A question word that belongs to what is asked: "Did he say when …?"."""

_TURNED = re.compile(
    rf"(?P<wh>{WH}(?: [\w-]+)?) (?P<verb>is|are|was|were|can|could|will|would|may|must|should)"
    r" (?P<who>(?:the|an?|its|their) [\w’'-]+|it|they|he|she|we|(?-i:[A-ZÀ-Þ][\w’'-]*(?: "
    r"[A-ZÀ-Þ][\w’'-]*){0,3}))(?P<rest>(?: .+)?)",
    re.I,
)
"""A question whose words stand in a statement the other way round: "how far the kite can fly"."""

_ELLIPSIS = re.compile(rf"(how many)(?= {AUXILIARY}\b)", re.I)
_ELSEWHERE = re.compile(r"how (?:many|much) (?P<place>(?:in|at|on|over|near|from|to|for) .+)", re.I)
_PLACED = re.compile(
    r"(?P<asked>how (?:many|much) .+?) (?:in|at|on|over|near|from|to|for) (?:the )?[\w’' -]+", re.I
)
"""How many drones were seen over Oslo and how many over Bergen?"""

_SHARED = re.compile(
    rf"(how (?:many|much) [\w-]+),? and (how (?:many|much) [\w-]+) ({AUXILIARY}\b.*)", re.I
)
"""How many jobs and how many flats are there?"""

_BOTH_DO = re.compile(
    rf"(?P<first>who {_DID}) and (?P<last>who (?:{_DID}|[a-z]+s)) (?P<what>(?:the|an?|its) .+)",
    re.I,
)
"""Who founded and who leads the museum?"""

_IN_OFFICE = re.compile(
    rf"is (?P<who>the (?:[\w’'-]+ ){{0,3}}?{PERSON_NOUN.pattern}(?: (?:of|at|in) .+)?)", re.I
)
_FOR_SUBJECT = re.compile(r"(?:who|what|which [\w-]+) (?P<told>.+)", re.I)

_OF_THINGS = re.compile(rf"(?:which|what|how many) ([\w-]+) ({AUXILIARY}) (.+)", re.I)
_THAT_DID = re.compile(rf"which ([\w-]+) ({'|'.join(sorted(PAST))})((?: .+)?)", re.I)
_THAT_DO = re.compile(r"which (?P<things>[a-z-]+[^s\W]s) (?P<rest>(?!is\b|was\b)[a-z]+ .+)", re.I)
_NOW = re.compile(r"([a-z]+?(?:[sc]h|[sx]|o)?)((?<=h)es|(?<=[sx])es|(?<=o)es|ies|s)")
"""A verb of the present: "hands", "watches", "carries"."""

_COUNTS = re.compile(rf"how many (?!(?:{AUXILIARY}|{_DID})\b)([\w-]+)", re.I)

_BE = frozenset(["is", "was", "are", "were"])
_LEFT_OUT = {"who": "someone ", "what": "it "}
"""Who or what something was done to, where it is asked when: "Why was someone arrested?"."""

_FEWEST_WORDS = 4
"""Of a part that is no bare question word: "How many elsewhere?" is none by itself."""

_SUBJECT = re.compile(
    r"(?:who|what|which|how many)\b(?!(?: [\w-]+)? (?:do|does|did|will|would|can|could)\b)", re.I
)
"""A question that asks for its subject, so that its words stand in the order of a statement."""

NOT_SAID = "The documents do not say {}."
NOT_ANSWERED = "The documents do not answer “{}”"


def split(question: str) -> Split | None:
    """The parts of a question, or None where it has one.

    Args:
        question: as it was asked.
    """
    asked = tidied(" ".join(question.split()).rstrip("?. "))
    cuts = (_questions, _clauses, *JOINED_VERBS, *JOINED)
    for cut in cuts:
        found = cut(asked)
        if found and _is_plain(found.parts):
            return found
    return None


def _is_plain(parts: Sequence[str]) -> bool:
    """Whether there are several parts, not too many, each another question in plain grammar."""
    return 1 < len(set(parts)) == len(parts) <= MOST and all(map(is_question, parts))


def _questions(asked: str) -> Split | None:
    """Who won? And by how much?"""
    pieces = [piece.strip("? ") for piece in _ENDED.split(asked)]
    pieces = [re.sub(r"^(?:and|or|but)\b[,\s]*", "", piece, flags=re.I) for piece in pieces]
    return _together(pieces) if len(pieces) > 1 and all(pieces) else None


def _clauses(asked: str) -> Split | None:
    """Who signed it, when, and what does it say? When and where was it signed?"""
    if not re.match(rf"(?:{_LEADING})?(?:{WH}|{AUXILIARY})\b", asked, re.I) or _TOLD.search(asked):
        return None
    polar = _POLAR_TWICE if re.match(rf"{AUXILIARY}\b", asked, re.I) else _POLAR
    listed = bool(_LISTED.search(asked))
    pieces = [one.strip(" ,") for piece in _CLAUSES.split(asked) for one in polar.split(piece)]
    if listed and len(pieces) < 2:
        pieces = [one.strip(" ,") for one in _POLAR_TWICE.split(asked)]
    if len(pieces) < 2:
        return None
    alike = _SHARED.fullmatch(asked)
    if alike:
        parts = (f"{alike[1]} {alike[3]}?", f"{_asks(alike[2])[:-1]} {alike[3]}?")
        return Split(parts)
    both = _BOTH_DO.fullmatch(asked)
    if both:
        return Split(tuple(_asks(f"{one} {both['what']}") for one in both.group("first", "last")))
    return _together([one for piece in pieces for one in _LISTED.split(piece)])


def _together(pieces: list[str]) -> Split | None:
    """Pieces as questions: a bare question word with the rest of the first that is whole."""
    first = next((piece for piece in pieces if not _BARE.fullmatch(piece)), "")
    pieces = [piece if piece == first else filled(piece, first) for piece in pieces]
    cut = [piece for piece in pieces if not _BARE.fullmatch(piece)]
    short = [one for one in cut[1:] if not any(p.fullmatch(one) for p in _WHOLE)]
    if not cut or any(len(piece.split()) < _FEWEST_WORDS for piece in short):
        return None
    whole = cut[0]
    full = share_tail([whole, *(_in_full(piece, whole) for piece in cut[1:])])
    complete = dict(zip(cut, full, strict=True))
    return Split(
        tuple(
            _asks(complete[piece]) if piece in complete else _question(piece, _body(whole))
            for piece in pieces
        )
    )


def _in_full(piece: str, whole: str) -> str:
    """A later piece with what it leaves to the first that is whole."""
    says = _SAYS_SO.fullmatch(piece)
    if says:
        turned = _TURNED.fullmatch(whole)
        told = "{wh} {who} {verb}{rest}".format(**turned.groupdict()) if turned else whole
        return f"{says[1]} {told[:1].lower()}{told[1:]}"
    elsewhere, placed = _ELSEWHERE.fullmatch(piece), _PLACED.fullmatch(whole)
    if elsewhere and placed:
        return f"{placed['asked']} {elsewhere['place']}"
    counted = _COUNTS.search(whole)
    full = put_in(piece, whole)
    return _ELLIPSIS.sub(rf"\1 {counted[1]}", full, count=1) if counted else full


def _body(asked: str) -> str:
    """A question without its question word, with an auxiliary in front."""
    of_things = _OF_THINGS.fullmatch(asked)
    if of_things:
        named = re.match(r"(?:[A-ZÀ-Þ]|the |a |he |she |they |it )", of_things[3])
        return f"{of_things[2]} {'' if named else f'the {of_things[1]} '}{of_things[3]}"
    done = _THAT_DID.fullmatch(asked)
    if done:
        return f"did the {done[1]} {PAST[done[2].lower()]}{done[3]}"
    do = _THAT_DO.fullmatch(asked)
    if do and do["rest"].split()[0].lower() not in AUXILIARIES:
        return f"do the {do['things']} {do['rest']}"
    subject = _FOR_SUBJECT.fullmatch(asked)
    passive = was_done(subject["told"]) if subject else ""
    if passive:
        return passive
    rest = re.sub(rf"^(?:{_LEADING})?{WH}\s+", "", asked, flags=re.I)
    first, _, others = rest.partition(" ")
    if re.fullmatch(AUXILIARY, first, re.I):
        left = re.match(r"who\b|what\b", asked, re.I)
        done_to = first.lower() in _BE and PARTICIPLE.fullmatch(others.partition(" ")[0])
        who = _LEFT_OUT[left[0].lower()] if left and done_to else ""
        return f"{first.lower()} {who}{others}"
    if first in PAST:
        return f"did they {PAST[first]} {others}".strip()
    now = _NOW.fullmatch(first) if re.match(r"who\b", asked, re.I) else None
    return f"do they {now[1]}{'y' if now[2] == 'ies' else ''} {others}" if now else f"did {rest}"


def _question(word: str, rest: str) -> str:
    office = _IN_OFFICE.fullmatch(rest)
    if office and word.lower() == "since when":
        return f"{word.capitalize()} has {office['who']} been in office?"
    placed = re.fullmatch(r"(where|what) (to|from|for)", word, re.I)
    if placed:
        return f"{placed[1].capitalize()} {rest} {placed[2].lower()}?"
    return f"{word[:1].upper()}{word[1:].lower()} {rest}?"


def _asks(piece: str) -> str:
    return f"{piece[:1].upper()}{piece[1:].rstrip('?')}?"


def not_said(part: str) -> str:
    """That the documents do not answer a part of a question, in a sentence."""
    asked = part.strip()
    inverted = re.match(rf"(?:who|what|which)\s+{AUXILIARY}\s+(?:the|a|an|[A-Z])", asked, re.I)
    if not _SUBJECT.match(asked) or inverted:
        return NOT_ANSWERED.format(asked)
    return NOT_SAID.format(asked[:1].lower() + asked[1:].rstrip("? "))
