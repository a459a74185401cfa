"""A question of several parts: each is asked by itself, and what is not answered is named.

Where it may be one question about several things together ("the talks of Paris and London"), it is
first asked as it is: a sentence that holds them all, or an answer where no part has one, is the
answer.
"""

from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from dataclasses import replace

from index.text.words import words
from index.types import Document, Hit, Span
from qa.english.by_kind import may_count
from qa.english.joined import Split
from qa.english.parts import not_said
from qa.evidence.select import names_of
from qa.kinds.part_claims import is_said_in, may_answer, on_its_own, says
from qa.types import Answer, Claim, Event, Kind, Part, Stage, Writing

_Key = tuple[str, str]
"""The verdict in front of a claim, if any, and its text."""

_BESIDE = 3
"""Documents that answer other parts, and are asked for those that nothing answers."""


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
        if _holds(whole, split):
            yield from whole.claims
            yield replace(whole, short="")  # "7 am" says when it opens, and not when it closes
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
        answers.append(_led(on_its_own(split, number, answer, answers)))
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
        is_there = own and any(_has(document, own) for document in documents)
        claim = ask_of(split.parts[number], documents) if is_there else None
        if (
            claim
            and all(says(claim, name) for name in own)
            and may_answer(split.parts[number], claim)
        ):
            yield number, claim


def _has(document: Document, names: Collection[str]) -> bool:
    """Whether a document says all words of some names: else none of its sentences does."""
    said = frozenset(words(document.text))
    return all(is_said_in(said, name) for name in names)


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


def _holds(answer: Answer, split: Split) -> bool:
    """Whether one sentence that is cited first holds all that was joined, and as many numbers."""
    if answer.abstained:
        return False
    quote = answer.claims[0].citations[0].quote
    held = set(words(quote))
    return all(held.issuperset(words(name)) for name in split.joined) and may_count(
        split.parts[0], len(split.joined), quote
    )


def _as_one(whole: Answer, answers: Sequence[Answer]) -> bool:
    """Whether each part is answered by the sentence that answers the whole, and nothing else is."""
    if whole.abstained or any(answer.abstained for answer in answers):
        return False
    return {answer.claims[0].text for answer in answers} == {whole.claims[0].text}


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
