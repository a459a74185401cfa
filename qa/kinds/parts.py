"""A question of several parts: each is asked by itself, and what is not answered is named.

Where it may be one question about several things together ("the talks of Paris and London"), it is
first asked as it is: a sentence that holds them all, or an answer where no part has one, is the
answer.
"""

from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from dataclasses import replace

from index.text.words import words
from index.types import Document, Hit, Span
from qa.english.by_kind import may_hold
from qa.english.by_name import may_name
from qa.english.joined import Split
from qa.english.left_unsaid import leans
from qa.english.names import same_name
from qa.english.parts import not_said
from qa.english.things import things_of
from qa.english.vocabulary import FUNCTION_STEMS
from qa.evidence.select import names_of
from qa.types import Answer, Citation, Claim, Event, Kind, Part, Stage, Writing

_Key = tuple[str, str]
"""The verdict in front of a claim, if any, and its text."""

_BESIDE = 3
"""Documents that answer other parts, and are asked for those that nothing answers."""

_BEFORE = 200
"""Characters before a sentence that tell what it is about."""

_KNOWN = 0.6
"""Share of the words of a question that a document on the same matter holds."""


def in_parts(
    question: str,
    split: Split,
    ask: Callable[[str], Iterator[Event]],
    ask_of: Callable[[str, Sequence[Document]], Claim | None],
) -> Iterator[Event]:
    """The events of a question of several parts.

    Args:
        question: as it was asked.
        split: its parts.
        ask: answers one question.
        ask_of: answers one from some documents alone, of which less is asked; None if it cannot.

    Yields:
        As `Assistant.stream`: stages as they begin, claims as they are checked, each once, and the
        answer at the end.
    """
    whole: Answer | None = None
    if split.joined:
        whole = yield from _stages(ask(question))
        if _holds(whole, split.joined):
            yield from whole.claims
            yield whole
            return
    answers: list[Answer] = []
    said: dict[_Key, int] = {}

    def new(number: int, claims: Sequence[Claim]) -> Iterator[Claim]:
        """The claims of a part that no part before it has; none while it may be one question."""
        for claim in claims:
            if _key(claim, said) not in said:
                said[_key(claim, said)] = number
                if whole is None:
                    yield replace(claim, part=number)

    for number, part in enumerate(split.parts):
        answer = yield from _stages(ask(part), shown=not answers)
        answers.append(_on_its_own(split, number, answer, answers))
        yield from new(number, answers[number].claims)
    for number, claim in _beside(split, answers, ask_of):
        answers[number] = replace(answers[number], claims=(claim,))
        yield from new(number, (claim,))
    if whole and (all(answer.abstained for answer in answers) or _as_one(whole, answers)):
        yield from whole.claims
        yield whole
        return
    answer = _joined(question, split.parts, answers, said)
    yield from answer.claims if whole else ()
    yield answer


def _on_its_own(split: Split, number: int, answer: Answer, before: Sequence[Answer]) -> Answer:
    """The answer to a part without what cannot be meant, or speaks of another thing only."""
    answer = _led(fitting(split.parts[number], split.parts, answer, before))
    if not split.named:
        return _of_its_own(split.parts, number, answer)
    others = [name for n, name in enumerate(split.joined) if n != number]
    return _of_another(split.joined[number], others, answer)


def _beside(
    split: Split,
    answers: Sequence[Answer],
    ask_of: Callable[[str, Sequence[Document]], Claim | None],
) -> Iterator[tuple[int, Claim]]:
    """Answers to parts that have none, from the documents that answer the others.

    What is asked in one breath mostly stands in one report: of a sentence there that says the
    names which only this part has, less is asked than of one among all documents.
    """
    known: dict[str, Document] = {}
    for answer in answers:
        for source in answer.sources:
            known.setdefault(source.document.id, source.document)
    documents = list(known.values())[:_BESIDE]
    for number, answer in enumerate(answers):
        if not documents or not answer.abstained or answer.kind is not Kind.FACT:
            continue
        own = _own_names(split.parts, number)
        claim = ask_of(split.parts[number], documents) if own else None
        if (
            claim
            and all(_says(claim, name) for name in own)
            and _may_answer(split.parts[number], claim)
        ):
            yield number, claim


def _own_names(parts: Sequence[str], number: int) -> frozenset[str]:
    """The names of a part that not all parts have."""
    named = [frozenset(names_of(part)) for part in parts]
    return named[number] - frozenset.intersection(*named)


def _stages(events: Iterator[Event], *, shown: bool = True) -> Generator[Event, None, Answer]:
    """Yield the stages of one question if they are to be shown; its answer."""
    for event in events:
        if isinstance(event, Answer):
            return event
        if isinstance(event, Writing) or (isinstance(event, Stage) and shown):
            yield event
    raise ValueError("there was no answer among the events")


def _holds(answer: Answer, joined: Sequence[str]) -> bool:
    """Whether one sentence that is cited first holds all that was joined."""
    if answer.abstained:
        return False
    source = answer.claims[0].citations[0]
    held = set(words(source.quote))
    return all(held.issuperset(words(name)) for name in joined)


def _as_one(whole: Answer, answers: Sequence[Answer]) -> bool:
    """Whether each part is answered by the sentence that answers the whole, and nothing else is."""
    if whole.abstained or any(answer.abstained for answer in answers):
        return False
    return {answer.claims[0].text for answer in answers} == {whole.claims[0].text}


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
    kept = tuple(
        claim
        for claim in answer.claims
        if (free or claim.citations[0].document.id in cited or _knows(claim.citations[0], matter))
        and _may_answer(part, claim)
    )
    return answer if len(kept) == len(answer.claims) else _only(answer, kept)


def _may_answer(part: str, claim: Claim) -> bool:
    """Whether a claim can be what a part asks for: a name, a time, a number."""
    said = " ".join(source.quote for source in claim.citations)
    answered = claim.citations[0].words
    return may_name(part, answered) and may_hold(part, answered, said)


def _of_another(own: str, others: Sequence[str], answer: Answer) -> Answer:
    """The answer on one of several things, without sentences that speak of another one only."""
    kept = tuple(
        claim
        for claim in answer.claims
        if _says(claim, own) or not any(_says(claim, name) for name in others)
    )
    return answer if len(kept) == len(answer.claims) else _only(answer, kept)


def _of_its_own(parts: Sequence[str], number: int, answer: Answer) -> Answer:
    """The answer to a part without sentences on the matter of another part only.

    "When must a lost phone be reported?" is not answered by when a lost passport must be: of the
    things that only this part names, the sentence, those before it, or the title names one.
    """
    if answer.verdict is not None:
        return answer
    things = [frozenset(words(" ".join(things_of(part)))) - FUNCTION_STEMS for part in parts]
    others = frozenset[str]().union(*(one for n, one in enumerate(things) if n != number))
    own = things[number] - others
    kept = tuple(claim for claim in answer.claims if not own or _tells_of(claim, own))
    return answer if len(kept) == len(answer.claims) else _only(answer, kept)


def _tells_of(claim: Claim, things: frozenset[str]) -> bool:
    """Whether a claim, its title or what stands before it names one of some things."""
    source = claim.citations[0]
    start = max(0, source.span.start - _BEFORE)
    near = source.document.text[start : source.span.end]
    told = frozenset(words(f"{source.document.title} {near}"))
    return any(same_name(thing, other) for thing in things for other in told)


def _says(claim: Claim, name: str) -> bool:
    said = frozenset(word for source in claim.citations for word in words(source.quote))
    return all(any(same_name(word, other) for other in said) for word in words(name))


def _only(answer: Answer, kept: tuple[Claim, ...]) -> Answer:
    short = answer.short if kept[:1] == answer.claims[:1] else ""
    return replace(answer, claims=kept, short=short, disagreement=None)


def _knows(source: Citation, matter: frozenset[str]) -> bool:
    """Whether a document holds most of what something is about."""
    known = matter & frozenset(words(f"{source.document.title} {source.document.text}"))
    return len(known) >= _KNOWN * len(matter)


def _led(answer: Answer) -> Answer:
    """An answer whose first claim knows the verdict that it decides, if it decides one."""
    if answer.abstained or answer.verdict is None:
        return answer
    first = replace(answer.claims[0], lead=answer.short or answer.verdict.value)
    return replace(answer, claims=(first, *answer.claims[1:]))


def _key(claim: Claim, said: Collection[_Key]) -> _Key:
    """By what a claim is told from others: one without a verdict is said by one that has it."""
    if claim.lead or ("", claim.text) in said:
        return claim.lead, claim.text
    return next((key for key in said if key[1] == claim.text), ("", claim.text))


def _joined(
    question: str, parts: Sequence[str], answers: Sequence[Answer], said: Mapping[_Key, int]
) -> Answer:
    """The answers to the parts as one."""
    claims: dict[_Key, Claim] = {}
    for answer in answers:
        for claim in answer.claims:
            key = _key(claim, said)
            claims.setdefault(key, replace(claim, part=said[key]))
    places = {key: place for place, key in enumerate(claims)}
    found = tuple(
        Part(
            part,
            tuple(places[_key(claim, said)] for claim in answer.claims),
            not_said(part) if answer.abstained else "",
            answer.verdict,
        )
        for part, answer in zip(parts, answers, strict=True)
    )
    first = next((answer for answer in answers if not answer.abstained), answers[0])
    return replace(
        first,
        question=question,
        claims=tuple(claims.values()),
        hits=_hits(answers),
        confidence=min(answer.confidence for answer in answers),
        seconds=_seconds(answers),
        dropped=tuple(dropped for answer in answers for dropped in answer.dropped),
        notes=tuple(dict.fromkeys(note for answer in answers for note in answer.notes)),
        kind=Kind.PARTS,
        short="",
        parts=found if claims else (),
    )


def _hits(answers: Sequence[Answer]) -> tuple[Hit, ...]:
    """The passages that were read, each once with its best score; the best first."""
    best: dict[Span, Hit] = {}
    for answer in answers:
        for hit in answer.hits:
            known = best.get(hit.passage.span)
            if known is None or known.score < hit.score:
                best[hit.passage.span] = hit
    return tuple(sorted(best.values(), key=lambda hit: -hit.score))


def _seconds(answers: Sequence[Answer]) -> dict[str, float]:
    total: dict[str, float] = {}
    for answer in answers:
        for stage, seconds in answer.seconds.items():
            total[stage] = total.get(stage, 0.0) + seconds
    return total
