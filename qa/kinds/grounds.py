"""What can be seen by rule of a yes/no question and a sentence that may decide it.

The network that judges meaning reads the two together and is often unsure; figures, names,
negations and opposites are plain to see. With them a verdict is taken back that has nothing to rest
on, and one is turned whose name or rank is another.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.text.words import words
from qa.english.asked_hours import day_line
from qa.english.circumstances import in_another_case
from qa.english.dates import PART_OF_A_DATE, UP_TO_A_TIME, YEAR
from qa.english.facilities import asks_if_part_is_open
from qa.english.leaning import both, leans
from qa.english.left_open import left_open
from qa.english.limits import NO_MORE, PIECE, WAIVED
from qa.english.mistaken import only_begun
from qa.english.names import BEGINS_WITH_NAME, same_name
from qa.english.negation import CLAUSE, OF_ANY, SAYS_MORE
from qa.english.numbered import numbered_asked
from qa.english.numbers import COUNT, in_digits
from qa.english.opposites import OPPOSITES, denies_a_difference
from qa.english.ordinals import ORDINAL_STEMS
from qa.english.permissions import ASKS_DUTY, ASKS_LEAVE
from qa.english.polar import asked_state, asked_statement
from qa.english.tense import (
    ALREADY,
    APART,
    CALLED_OFF,
    IS_HELD,
    MOVED_TO,
    NOT_HELD,
    NOT_OF_ALL,
    UNSUBJECTED,
)
from qa.english.vocabulary import FUNCTION_STEMS
from qa.evidence.cascade import with_the_one_before
from qa.evidence.done import asks_to_come, never_done, only_decided, only_past
from qa.evidence.namesakes import only_of_namesakes
from qa.evidence.numbered import only_others
from qa.evidence.select import Evidence
from qa.kinds.attributed import said_by
from qa.kinds.limits import (
    another_amount,
    lasting_years,
    of_another_time,
    only_otherwise,
    with_another_number,
    within,
)
from qa.kinds.states import state_of
from qa.support.facts import facts
from qa.support.negation import negated, negations, restricts
from qa.support.rules import ANOTHER_NUMBER, objection
from qa.types import Verdict

_FIGURES = ("number", "year", "month")
"""What an objection that is one of a figure names."""

_OF_A_DAY = ("year", "month", "day", "weekday")
_VERDICT = re.compile(r"[“\"‘']?(?:(?P<yes>yes)|no(?!\. ?\d|: ?\d))(?:[,.;:!–—]|\Z)", re.IGNORECASE)
_FIGURE = re.compile(r"\d(?:[\d.,]*\d)?")
_EMPTY = (FUNCTION_STEMS | frozenset(words(" ".join(OF_ANY)))) - frozenset(
    words("authorities officials")  # to whom something is reported
)
_BEFORE = 80
"""Characters before a verb in which its auxiliary and the end of its subject stand."""
_MORE = 1
"""Words of a plain denial that were not asked about."""

BEGINNING = 400
"""Characters at the beginning of a document that tell who and what it is about."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What speaks for and against a verdict that rests on a sentence.

    Attributes:
        unknown: names of the question that its document does not hold.
        altered: whether a figure, date, direction or name of the question is not in the sentence
            nor around it.
        denied: whether the sentence negates it, or says the opposite.
        affirmed: whether it says that things stand as is asked: open where open is asked.
        opposed: whether it says that they stand the other way, or that just this is left out.
        replaced: whether another rank, time or direction stands in it, or another number of the
            same things: third where second is asked.
        covered: share of the words of the question that the sentence says, in [0, 1].
        echoed: whether it says all of them, one behind the other, as the question does.
        reported: whether it says it in somebody's name.
        undone: whether it says that it was decided or wanted, where is asked whether it was done;
            or only what was done, where is asked what will be; or that nothing differs.
        plain: whether it denies it and says nothing else.
        negates: whether it negates something of what is asked.
        within: whether what may be done is asked, and lies within a limit that it sets; None where
            it is not asked, or none is set.
        beside: whether it holds of another time than is asked about, is on somebody or something
            else, on a namesake, or on another of several things with numbers, tells of an arrest
            where a charge is asked about, or of what is so in some weather only, or leaves open
            what is asked.
        says: the verdict that it begins with, as the answer to a question: "Yes, on Sundays."
        of_leave: whether it is asked what one may or must do.
        to_come: whether it is asked what will be.
        named: whether the sentence, with what it leans on, holds all names of the question.
        silent: whether it holds none of the question's words, so that only title and beginning do.
        left_open: whether it says of what is asked that it is not known, or is being talked over.
    """

    unknown: int = 0
    altered: bool = False
    denied: bool = False
    affirmed: bool = False
    opposed: bool = False
    replaced: bool = False
    covered: float = 1.0
    echoed: bool = False
    reported: bool = False
    undone: bool = False
    plain: bool = False
    negates: bool = False
    within: bool | None = None
    beside: bool = False
    says: Verdict | None = None
    of_leave: bool = False
    to_come: bool = False
    named: bool = True
    silent: bool = False
    left_open: bool = False


def grounds(question: str, evidence: Evidence) -> Grounds:
    """What rules see of a yes/no question and a sentence."""
    document, sentence = evidence.passage.document, evidence.text
    given = document.slice(with_the_one_before(evidence.passage, evidence.span))
    beginning = document.text[:BEGINNING]
    about = f"{document.title}\n{document.published or ''}"
    around = f"{about}\n{beginning}"
    day = document.published or ""
    return compare(question, sentence, given, around, document.text, document.title, day)


def compare(
    question: str,
    sentence: str,
    given: str,
    about: str,
    document: str,
    title: str = "",
    day: str = "",
) -> Grounds:
    """What rules see.

    Args:
        question: one that is answered with yes or no.
        sentence: that may decide it.
        given: the sentence with the one before it.
        about: title, date and beginning of its document.
        document: all of its text.
        title: of it, which says what its sentences are about.
        day: that it is of, ISO 8601; "" if unknown.
    """
    said = asked_statement(question)
    asked, near = facts(said), facts(f"{given}\n{about}")
    missing = [name for name in asked.names if not _known(name, near.words)]
    missing += _not_of_both(asked.names, sentence, given)
    content = [s for s in words(said) if s not in _EMPTY or s in ORDINAL_STEMS]
    names = asked.names
    held_on = _moved(said, sentence)
    state = state_of(asked_state(question), held_on, frozenset(content))
    limit = within(said, sentence)
    other = _replaced(said, sentence) | another_amount(said, sentence)
    if limit is None:
        other |= _counted_otherwise(said, sentence)
    another = limit is None and with_another_number(said, sentence)
    says = _says(sentence)
    own = given if leans(sentence) or says else sentence
    here = facts(f"{own}\n{title}").words | state.words | other
    otherwise = only_otherwise(said, sentence)
    here |= otherwise
    if limit is not None:
        here |= frozenset(words(" ".join(_counting(said))))
    covered = [s for s in content if _known(s, near.words if s in names else here)]
    figures = objection(said, given.replace("\n", " "), f"{title}\n{about}") or ""
    told = _figures(said) <= set(YEAR.findall(given))  # the year, in the sentence before
    lasting = lasting_years(question, sentence, day)
    if limit is not None or (told and figures == ANOTHER_NUMBER) or (lasting and "year" in figures):
        figures = ""
    other -= lasting
    here |= lasting
    open_ = _is_left_open(frozenset(content), sentence)
    besides = [stem for stem in content if stem not in other]
    matter = [stem for stem in besides if stem in names or _known(stem, here)]
    itself = (here - facts(title).words) | facts(own).words
    directions = asked.directions - near.directions
    opposed = (state.opposed or never_done(question, sentence)) and not restricts(said)
    alike = denies_a_difference(said, sentence)
    opposed = opposed or bool(otherwise) or alike
    plainly = NO_MORE.sub(" ", sentence)
    denied = _denied(said, plainly, frozenset(content) - names) or _waived(question, sentence)
    to_come = asks_to_come(question)
    held = bool(IS_HELD.search(question))
    how = CALLED_OFF if to_come else NOT_HELD
    called_off = (to_come or held) and _called_off(question, held_on, frozenset(content), how)
    denied = denied or called_off
    return Grounds(
        unknown=sum(not _known(name, facts(document).words) for name in missing),
        altered=bool(missing or directions or another) or any(w in figures for w in _FIGURES),
        denied=opposed or denied,
        affirmed=(state.affirmed or (to_come and _is_called_off(question, sentence)))
        and not opposed
        and not restricts(said),
        opposed=opposed,
        replaced=bool(other and 2 * len(matter) > len(besides))
        or bool(directions and facts(given).directions),
        covered=len(covered) / max(1, len(content)),
        echoed=not missing and _echoed(content, words(sentence)),
        reported=bool(said_by(sentence)),
        undone=alike
        or only_decided(question, sentence)
        or (called_off and not to_come)
        or (to_come and only_past(sentence, day)),
        plain=denied and _says_no_more(sentence, frozenset(content)),
        negates=_negates(plainly, frozenset(content)),
        within=limit if ASKS_LEAVE.match(question) else None,
        beside=_stands_beside(question, sentence, given, title)
        or _on_another(names, sentence)
        or open_
        or only_others(numbered_asked(said), sentence, own),
        says=None if opposed or denied else says,
        of_leave=bool(ASKS_LEAVE.match(question) or ASKS_DUTY.match(question)),
        to_come=to_come,
        named=all(_known(name, facts(own).words) for name in names),
        silent=not any(_known(stem, itself) for stem in content),
        left_open=open_,
    )


def _stands_beside(question: str, sentence: str, given: str, title: str) -> bool:
    """Whether a sentence tells of another time, namesake or case, or of a part only."""
    said, near = asked_statement(question), f"{title}\n{given}"
    in_doubt = asks_to_come(question) or CALLED_OFF.search(question) or negations(sentence)
    return (
        of_another_time(said, sentence)
        or only_of_namesakes(question, sentence, near)
        or (day_line(sentence) is not None and asks_if_part_is_open(question, near))
        or only_begun(question, sentence)
        or (bool(in_doubt) and in_another_case(said, sentence))
    )


def _is_left_open(content: frozenset[str], sentence: str) -> bool:
    """Whether a sentence leaves open all that it says of what is asked."""
    said = content & frozenset(words(sentence))
    return bool(said) and any(said <= frozenset(words(what)) for what in left_open(sentence))


def _negates(sentence: str, about: frozenset[str]) -> bool:
    """Whether the clause that says most of what is asked, and something of it, is negated."""
    shared = [(len(about & set(words(c))), negations(c) % 2) for c in CLAUSE.split(sentence)]
    most, odd = max(shared, default=(0, 0))
    return most > 0 and odd == 1


def _moved(said: str, sentence: str) -> str:
    """The sentence, where what is postponed to a day that is asked about is only moved."""
    return MOVED_TO.sub(lambda put: "moved" if _then(said, put["when"]) else put[0], sentence)


def _then(said: str, when: str) -> bool:
    """Whether two texts name the same day, month or weekday, as far as both name one."""
    times = ((_times(kind, said), _times(kind, when)) for kind in _OF_A_DAY)
    named = [(asked, given) for asked, given in times if asked and given]
    return bool(named) and all(asked & given for asked, given in named)


def _called_off(question: str, sentence: str, about: frozenset[str], how: re.Pattern[str]) -> bool:
    """Whether a clause that names what is asked for calls it off; not if that itself is asked."""
    return not CALLED_OFF.search(question) and any(
        how.search(clause) and about & frozenset(words(clause))
        for clause in _with_subjects(APART.split(sentence))
    )


def _with_subjects(clauses: Sequence[str]) -> Iterator[str]:
    """The clauses of a sentence; one that an aside parts from its subject has what went before."""
    for n, clause in enumerate(clauses):
        yield f"{clauses[n - 2]}{clause}" if n > 1 and UNSUBJECTED.match(clause) else clause


def _is_called_off(question: str, sentence: str) -> bool:
    """Whether it is asked if something will be called off, and a sentence says that it has been."""
    asked = CALLED_OFF.search(question)
    if asked is None or negations(sentence) or NOT_OF_ALL.search(sentence):
        return False
    wanted, about = set(words(asked[0])), set(words(question)) - FUNCTION_STEMS
    done = (
        ALREADY.search(sentence, max(0, given.start() - _BEFORE), given.start())
        for given in CALLED_OFF.finditer(sentence)
        if wanted & set(words(given[0]))
    )
    return any(before and about & set(words(before["head"])) for before in done)


def _says(sentence: str) -> Verdict | None:
    """The verdict that a sentence begins with."""
    begins = _VERDICT.match(sentence)
    return None if not begins else Verdict.YES if begins["yes"] else Verdict.NO


def _on_another(names: Iterable[str], sentence: str) -> bool:
    """Whether a sentence is on somebody or something else, which it begins with by name."""
    subject = BEGINS_WITH_NAME.match(sentence)
    said = frozenset(words(sentence))
    return bool(subject and names) and not any(_known(name, said) for name in names)


def _not_of_both(names: Iterable[str], sentence: str, given: str) -> list[str]:
    """The names of a question that are none of the two that a sentence speaks of as "Both"."""
    two = frozenset(words(both(sentence, given.removesuffix(sentence))))
    here = two | frozenset(words(sentence))
    return [name for name in names if two and not _known(name, here)]


def _waived(question: str, sentence: str) -> bool:
    """Whether a sentence says that something need not be, of which it is asked whether it must."""
    if not ASKS_DUTY.match(question):
        return False
    asked = set(words(question)) - FUNCTION_STEMS
    clauses = PIECE.split(sentence)
    return bool(WAIVED.search(max(clauses, key=lambda clause: len(asked & set(words(clause))))))


def _figures(text: str) -> set[str]:
    return set(_FIGURE.findall(in_digits(text)))


def _known(name: str, known: frozenset[str]) -> bool:
    return name in known or any(same_name(name, other) for other in known)


def _replaced(said: str, sentence: str) -> frozenset[str]:
    """Stems of the ranks and times of a statement in whose place a sentence has others."""
    ranks = _ranked(said) if _other(_ranked(said), _ranked(sentence)) else frozenset()
    kinds = ("year",) if UP_TO_A_TIME.search(sentence) else _OF_A_DAY
    found = {kind for kind in kinds if _other(_times(kind, said), _times(kind, sentence))}
    return ranks | frozenset(words(" ".join(PART_OF_A_DATE.findall(said)) if found else ""))


def _other(asked: frozenset[str], given: frozenset[str]) -> bool:
    return bool(asked and given) and not asked & given


def _times(kind: str, text: str) -> frozenset[str]:
    return frozenset(str(value) for one, value in facts(text).dates if one == kind)


def _ranked(text: str) -> frozenset[str]:
    return frozenset(words(text)) & ORDINAL_STEMS


def _denied(said: str, sentence: str, about: frozenset[str]) -> bool:
    if not restricts(said) and negated(sentence, about or facts(said).words):
        return True
    return any(
        claimed.search(said) and given.search(sentence) and not claimed.search(sentence)
        for one, other in OPPOSITES
        for claimed, given in ((one, other), (other, one))
    )


def _says_no_more(sentence: str, content: frozenset[str]) -> bool:
    """Whether a sentence is one clause, with hardly a word that is not asked about."""
    more = frozenset(words(sentence)) - content - FUNCTION_STEMS
    return not SAYS_MORE.search(sentence) and len(more) <= _MORE


def _counting(said: str) -> list[str]:
    """The words of a statement that are numbers."""
    return [word for word in said.split() if _FIGURE.search(in_digits(word))]


def _counted_otherwise(said: str, sentence: str) -> frozenset[str]:
    """Stems of the numbers of a statement, where a sentence has others of the same things."""
    asked, given = _counted(said), _counted(sentence)
    numbers = set(in_digits(sentence).replace(",", "").split())
    gone: set[str] = set()
    for thing in asked.keys() & given.keys():
        if not asked[thing] & (given[thing] | numbers):
            gone |= asked[thing]
    told = (word for word in said.split() if in_digits(word).replace(",", "") in gone)
    return frozenset(words(" ".join(told))) | gone


def _counted(text: str) -> dict[str, set[str]]:
    """Stem of what is counted → the numbers, as digits; either of two words may be what is."""
    found: dict[str, set[str]] = {}
    for number, things in COUNT.findall(in_digits(text)):
        for thing in set(words(things)) - FUNCTION_STEMS:
            found.setdefault(thing, set()).add(number.replace(",", ""))
    return found


def _echoed(content: Sequence[str], sentence: Sequence[str]) -> bool:
    """Whether the words stand in the sentence one behind the other, but for words of grammar."""
    said = [stem for stem in sentence if stem not in FUNCTION_STEMS]
    pairs = set(pairwise(said))
    return len(content) > 2 and pairs.issuperset(pairwise(content))
