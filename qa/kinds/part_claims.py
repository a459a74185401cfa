"""Which claims may answer a part of a question: of the right kind, and on its own matter.

A wrong answer to a part is worse than naming it as one that nothing answers.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from index.text.words import words
from qa.english.asked_lines import is_said
from qa.english.by_kind import may_hold
from qa.english.by_name import may_name
from qa.english.joined import Split
from qa.english.left_unsaid import leans
from qa.english.names import same_name
from qa.english.things import things_of
from qa.english.verbs import PAST
from qa.english.vocabulary import FUNCTION_STEMS
from qa.types import Answer, Citation, Claim

_BEFORE = 200
"""Characters before a sentence that tell what it is about."""

_KNOWN = 0.6
"""Share of the words of a question that a document on the same matter holds."""


def on_its_own(split: Split, number: int, answer: Answer, before: Sequence[Answer]) -> Answer:
    """The answer to a part without what cannot be meant, or speaks of another thing only."""
    answer = fitting(split.parts[number], split.parts, answer, before)
    if split.named:
        others = [name for n, name in enumerate(split.joined) if n != number]
        answer = _of_another(split.joined[number], others, answer)
    return _of_its_own(split.parts, number, _not_again(split.parts, number, answer, before))


def fitting(
    part: str, parts: Sequence[str], answer: Answer, others: Sequence[Answer] = ()
) -> Answer:
    """The answer to a part without what cannot be meant; it abstains where nothing is left.

    A part that names nothing is about what the first names, so a document that does not know that
    is about something else. Who is asked for by name is not a number; when it was, is a time.

    Args:
        part: of a question.
        parts: all of them.
        answer: to the part alone.
        others: the answers to the parts before it.
    """
    matter = frozenset(words(parts[0])) - FUNCTION_STEMS
    cited = {source.document.id for other in others for source in other.sources}
    free = part == parts[0] or not leans(part)
    return _keeping(
        answer,
        lambda claim: (
            (
                free
                or claim.citations[0].document.id in cited
                or _knows(claim.citations[0], matter)
                or _says_all(part, parts[0], claim)
            )
            and may_answer(part, claim)
        ),
    )


def _says_all(part: str, first: str, claim: Claim) -> bool:
    """Whether a claim says every word of a part on a thing of its own, where no part has a name.

    "Who runs the baths, and who leads the ward?" is of two things, and of no one matter.
    """
    own = frozenset(words(" ".join(things_of(part)))) - FUNCTION_STEMS - frozenset(words(first))
    source = claim.citations[0]
    told = f"{source.document.title} {source.quote}"
    verbs = " ".join(PAST.get(word, "") for word in told.lower().split())
    said = frozenset(words(f"{told} {verbs}"))
    asked = frozenset(words(part)) - FUNCTION_STEMS
    return bool(own) and leans(first) and all(is_said(stem, said) for stem in asked)


def may_answer(part: str, claim: Claim) -> bool:
    """Whether a claim can be what a part asks for: a name, a time, a number."""
    said = " ".join(source.quote for source in claim.citations)
    answered = claim.citations[0].words
    return may_name(part, answered) and may_hold(part, answered, said)


def _of_another(own: str, others: Sequence[str], answer: Answer) -> Answer:
    """The answer on one of several things, without sentences that speak of another one only."""
    return _keeping(
        answer,
        lambda claim: says(claim, own) or not any(says(claim, name) for name in others),
    )


def _of_its_own(parts: Sequence[str], number: int, answer: Answer) -> Answer:
    """The answer to a part without sentences on the matter of another part only.

    "When must a lost phone be reported?" is not answered by when a lost passport must be: of the
    things that only this part names, the sentence, those before it, or the title names one.
    """
    if answer.verdict is not None:
        return answer
    own = _own_things(parts, number)
    return _keeping(answer, lambda claim: not own or _tells_of(claim, own))


def _not_again(
    parts: Sequence[str], number: int, answer: Answer, before: Sequence[Answer]
) -> Answer:
    """The answer to a part without what answers another one that asks the same of something else.

    "Who leads the ward and who cleans it?" has two answers; that it "is led by Maud Ferrin" is one.
    """
    asks = parts[number].split()[0].lower()
    said = {
        claim.text
        for part, other in zip(parts, before, strict=False)
        if part.split()[0].lower() == asks
        for claim in other.claims
    }
    others = [part for n, part in enumerate(parts) if n != number]
    own = frozenset(words(parts[number])) - FUNCTION_STEMS - frozenset(words(" ".join(others)))
    if answer.verdict is not None or not own:
        return answer
    return _keeping(
        answer, lambda claim: claim.text not in said or bool(own & frozenset(words(claim.text)))
    )


def _own_things(parts: Sequence[str], number: int) -> frozenset[str]:
    """Stems of the things that a part names and no other does."""
    things = [frozenset(words(" ".join(things_of(part)))) - FUNCTION_STEMS for part in parts]
    others = frozenset[str]().union(*(one for n, one in enumerate(things) if n != number))
    return things[number] - others


def _tells_of(claim: Claim, things: frozenset[str]) -> bool:
    """Whether a claim, its title or what stands before it names one of some things."""
    source = claim.citations[0]
    start = max(0, source.span.start - _BEFORE)
    near = source.document.text[start : source.span.end]
    told = frozenset(words(f"{source.document.title} {near}"))
    return any(same_name(thing, other) for thing in things for other in told)


def says(claim: Claim, name: str) -> bool:
    """Whether the sentences of a claim say all words of a name."""
    return is_said_in(frozenset(w for one in claim.citations for w in words(one.quote)), name)


def is_said_in(said: Collection[str], name: str) -> bool:
    """Whether some stems are all words of a name."""
    return all(any(same_name(word, other) for other in said) for word in words(name))


def _keeping(answer: Answer, fits: Callable[[Claim], bool]) -> Answer:
    """The answer without the claims that do not fit; it abstains where none is left."""
    kept = tuple(claim for claim in answer.claims if fits(claim))
    if len(kept) == len(answer.claims):
        return answer
    short = answer.short if kept[:1] == answer.claims[:1] else ""
    return replace(answer, claims=kept, short=short, disagreement=None)


def _knows(source: Citation, matter: frozenset[str]) -> bool:
    """Whether a document holds most of what something is about."""
    known = matter & frozenset(words(f"{source.document.title} {source.document.text}"))
    return len(known) >= _KNOWN * len(matter)
