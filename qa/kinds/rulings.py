"""What a rule says to who asks what one may, must or need not do: "May I bring my dog?".

The network that judges meaning learned from encyclopedias and stories; of house rules, terms and
bylaws it is unsure. They say plainly what is allowed, forbidden, due or not due, and of what. A
rule decides only where its clause is of just what is asked: its subject and its verb are asked
about, and all else that is asked stands there, or in what its document is about.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from index.text.words import words
from qa.english.permissions import (
    ANYBODY,
    ASKED_WORDS,
    ASKS_COVER,
    ASKS_DUTY,
    ASKS_LEAVE,
    BARE,
    BREAK,
    BY_WHOM,
    ENDS_NOT,
    EVERYWHERE,
    IF,
    LEFT_OUT,
    LIGHT,
    NO_RULE,
    PHRASE,
    PLACED,
    PREPOSITION,
    PRONOUNS,
    RELATION,
)
from qa.english.polar import plain_question
from qa.english.vocabulary import FUNCTION_STEMS
from qa.kinds.alike import alike, asked_of, known
from qa.kinds.rule_clauses import STATUS_WORDS, Clause, clauses
from qa.support.negation import negations
from qa.types import Verdict

_WORD = re.compile(r"[\w’'-]+")
_KINDS_ASKED = (("cover", ASKS_COVER), ("leave", ASKS_LEAVE), ("duty", ASKS_DUTY))
_VERDICTS = {
    ("leave", "allowed"): Verdict.YES,
    ("leave", "forbidden"): Verdict.NO,
    ("duty", "due"): Verdict.YES,
    ("duty", "not due"): Verdict.NO,
    ("duty", "forbidden"): Verdict.NO,
    ("cover", "covered"): Verdict.YES,
    ("cover", "not covered"): Verdict.NO,
}
LIMITS = {Verdict.YES: "with a condition", Verdict.NO: "with an exception"}
_WITHOUT = re.compile(r"\bwithout (?:an? |any )?(?P<what>[\w’'-]+)", re.IGNORECASE)
_ONLY = re.compile(r"\bonly\b", re.IGNORECASE)
MOST = 400
"""Characters of a sentence that is one rule."""

_LEAST = 1 / 3
"""Share of what is asked that a clause says more of itself."""

_LIGHT = frozenset(stem for word in LIGHT for stem in words(word))
_FOR_ALL = frozenset(stem for word in ANYBODY - PRONOUNS for stem in words(word))


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a rule says.

    Attributes:
        verdict: yes or no.
        limited: whether it holds of some cases only, which its sentence names.
        whom: whom it is said of, where that was not asked: "guests".
        said: share of what is asked that its clause says itself, in [0, 1].
    """

    verdict: Verdict
    limited: bool
    whom: str
    said: float

    @property
    def short(self) -> str:
        """The verdict with whom it is for and that it is limited: "Yes, with a condition"."""
        whom = f"for {self.whom}" if self.whom else ""
        limit = LIMITS[self.verdict] if self.limited else ""
        return ", ".join(filter(None, (self.verdict.value, whom, limit)))


def ruling(question: str, sentence: str, title: str, near: str) -> Ruling | None:
    """What a sentence says to a question of leave or duty; None where it says nothing of it.

    Args:
        question: as it was asked.
        sentence: of a document.
        title: of the document.
        near: the beginning of the document, and the sentence before.
    """
    asked = plain_question(question)
    kind = next((name for name, one in _KINDS_ASKED if one.match(asked)), "")
    if not kind or len(sentence) > MOST or NO_RULE.search(sentence) or sentence.endswith("?"):
        return None
    matter = _matter(asked)
    if negations(asked) or _ONLY.search(asked):
        return None
    if not matter or matter <= _LIGHT:
        return None
    found = [
        one
        for clause in clauses(sentence)
        if _as_related(asked, clause.text, matter, kind)
        and (one := _of_clause(kind, asked, matter, clause, sentence, title, near))
    ]
    if len({one.verdict for one in found}) != 1:
        return None
    return max(found, key=lambda one: one.said)


def _of_clause(
    kind: str,
    asked: str,
    matter: frozenset[str],
    clause: Clause,
    sentence: str,
    title: str,
    near: str,
) -> Ruling | None:
    verdict = _VERDICTS.get((kind, clause.status))
    without = kind == "duty" and _done_without(matter, clause.rest)
    if without:
        verdict = Verdict.NO
    whom = _whom(clause.subject, matter, frozenset(words(title)))
    if verdict is None or whom is None:
        return None
    light = set(words(clause.verb)) <= _LIGHT | FUNCTION_STEMS
    if not (light or without or asked_of(clause.verb, matter)):
        return None
    agent = BY_WHOM.search(clause.rest)
    if (agent and not asked_of(agent["whom"], matter)) or _turned(asked, clause):
        return None
    said = frozenset(words(clause.text))
    heavy = matter - _LIGHT - (frozenset() if whom else _FOR_ALL)
    own = frozenset(stem for stem in heavy if known(stem, said))
    named = frozenset(stem for stem in heavy - own if known(stem, frozenset(words(title))))
    beside = "" if clause.alone else _not_against(sentence, clause.piece)
    around = frozenset(words(f"{near} {beside}"))
    rest = heavy - own - named
    if not own or not all(known(stem, around) for stem in rest):
        return None
    places = [place for place in _places(clause.text) if not _all_asked(place, matter)]
    if places and rest:  # what is asked is said of another place
        return None
    modified = _modified(clause, matter, frozenset(words(title)))
    left = _left_out(sentence, matter)
    if left:
        verdict = Verdict.NO if verdict is Verdict.YES else Verdict.YES
    elif (modified or _told_apart(clause.subject, matter)) and verdict is Verdict.NO:
        return None
    said_of = _WITHOUT.sub(" ", sentence) if without else sentence
    limited = bool(modified or places or IF.search(_unasked(said_of, matter))) and not left
    share = len(own) / len(heavy)
    return Ruling(verdict, limited, whom, share) if share > _LEAST else None


def _matter(asked: str) -> frozenset[str]:
    """Stems of what is asked about, without the words that ask."""
    return frozenset(words(ASKED_WORDS.sub(" ", asked))) - FUNCTION_STEMS


def _whom(subject: str, matter: frozenset[str], title: frozenset[str]) -> str | None:
    """Whom a clause is for; "" where nobody or anybody is named; None where it is of another thing.

    The subject has to be asked about, or be anybody: "visitors". Of "members under 16" not all is.
    """
    head = PREPOSITION.split(subject, maxsplit=1)[0]
    tail = subject[len(head) :]
    tokens = [word for word in _WORD.findall(head) if word.lower() not in BARE]
    while tokens and tokens[0].lower() in ("please", "however", "there", "yes", "also"):
        tokens = tokens[1:]
    if not tokens:
        return ""
    last = tokens[-1].lower()
    if last in ANYBODY and not asked_of(last, matter):
        if len(tokens) > 1 or tail.strip() or (last not in PRONOUNS and matter & _FOR_ALL):
            return None
        return "" if last in PRONOUNS else tokens[-1].lower()
    asked = [asked_of(token, matter | title) for token in tokens]
    return "" if asked[-1] or (asked[0] and tokens[0].lower().endswith("ing")) else None


def _modified(clause: Clause, matter: frozenset[str], title: frozenset[str]) -> bool:
    """Whether what is asked about is told apart by a word that was not asked: "glass bottles"."""
    tokens = _WORD.findall(LEFT_OUT.sub(" ", clause.text))
    for word, after in pairwise(tokens):
        if not asked_of(after, matter) or set(words(after)) <= _LIGHT or word.lower() in BARE:
            continue
        stems = set(words(word))
        if not stems or stems <= FUNCTION_STEMS | _LIGHT | title or asked_of(word, matter):
            continue
        if word == clause.verb or _status_word(word):
            continue
        return True
    return False


def _told_apart(subject: str, matter: frozenset[str]) -> bool:
    """Whether the subject is told apart by what was not asked: "children under 12"."""
    tail = PREPOSITION.split(subject, maxsplit=1)[1:]
    return bool(tail) and not _all_asked(tail[0], matter)


def _turned(asked: str, clause: Clause) -> bool:
    """Whether the clause has somebody do what the question has done to him."""
    head = _WORD.findall(PREPOSITION.split(clause.subject, maxsplit=1)[0])[-1:]
    tokens = _WORD.findall(asked)

    def place(word: str) -> int:
        said = frozenset(words(word))
        return next((n for n, t in enumerate(tokens) if said & frozenset(words(t))), -1)

    if not head or not clause.verb or clause.passive:
        return False
    return 0 <= place(clause.verb) < place(head[0])


def _status_word(word: str) -> bool:
    return any(one.search(f"is {word}") or one.search(word) for one in STATUS_WORDS)


def _left_out(sentence: str, matter: frozenset[str]) -> bool:
    """Whether what is asked about is just what is left out: "except guide dogs"."""
    for found in LEFT_OUT.finditer(sentence):
        rest = frozenset(words(found["rest"])) - FUNCTION_STEMS
        if rest and all(any(alike(stem, other) for other in matter) for stem in rest):
            return True
    return False


def _as_related(asked: str, text: str, matter: frozenset[str], kind: str) -> bool:
    """Whether a clause speaks of what is after, within or beyond the same as is asked."""
    related = {found[0].lower() for found in RELATION.finditer(asked)}
    given = {found[0].lower(): text[found.end() :] for found in RELATION.finditer(text)}
    for word, rest in given.items():
        first = " ".join(_WORD.findall(rest)[:3])
        if word not in related and (set(words(first)) - FUNCTION_STEMS) & matter:
            return word == "without" and kind == "duty"
    return related <= given.keys()


def _done_without(matter: frozenset[str], rest: str) -> bool:
    """Whether something can be done without what is asked to be needed: "without a permit"."""
    found = _WITHOUT.search(rest)
    return bool(found) and asked_of(found["what"], matter) if found else False


def _places(text: str) -> Iterator[str]:
    for found in PLACED.finditer(text):
        if not EVERYWHERE.search(found[0]):
            yield PREPOSITION.split(found["place"], maxsplit=1)[0]


def _all_asked(place: str, matter: frozenset[str]) -> bool:
    stems = set(words(place)) - FUNCTION_STEMS
    return all(any(alike(stem, other) for other in matter) for stem in stems)


def _not_against(sentence: str, piece: str) -> str:
    """What stands beside a piece in its sentence and is not set against it."""
    return " ".join(p for p in BREAK.split(sentence) if p != piece and not ENDS_NOT.search(p))


def _unasked(sentence: str, matter: frozenset[str]) -> str:
    """A sentence without the phrases that were asked about: "on Sundays", "before noon"."""
    kept = PHRASE.split(sentence)
    return " ".join(piece for n, piece in enumerate(kept) if not n or not _all_asked(piece, matter))
