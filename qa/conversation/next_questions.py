"""Questions to go on with after an answer, by rule: no model is asked, nothing is searched for.

Each is of a kind that what was just read answers: who said it, where a speaker stands beside the
cited sentence; when it was, where the sentence names a day; what happened in a place that several
of the read sentences name; what a speaker said who was read; which documents mention a name that
one of them has. "And in another place?" is none of them: it is answered too often, from what is
about the first place.
"""

from collections.abc import Iterator, Sequence

from index.text.time_phrases import find_periods
from index.types import Document, Passage, Span
from qa.conversation.entities import entities
from qa.conversation.entity import Entity, Kind, distinct
from qa.conversation.rewrite import by_rule, stands_alone
from qa.english import examples as english
from qa.quotes.read import attributions
from qa.quotes.types import Attribution
from qa.types import Answer, Citation
from qa.types import Kind as AnswerKind

_MOST = 3
_SOURCES = 3
"""Cited sentences that names are taken from."""
_TELLING = 3
"""Sentences that were read and name a place, from which it is asked what happened there."""
_LONGEST_NAME = 40
_LONGEST_DOCUMENT = 60_000
"""Characters of a document, up to which it is read for who speaks in it."""
_ABOUT_A_CLAIM = (AnswerKind.FACT, AnswerKind.YES_NO)


def next_questions(answer: Answer) -> tuple[str, ...]:
    """At most three questions that go on from an answer, or from one that was not given.

    Args:
        answer: the last one of a conversation.

    Returns:
        Questions as a person would ask them next; none where nothing is known to be answered.
    """
    if answer.instead:
        return ()
    found = _of_claims(answer) if answer.claims else _of_the_question(answer)
    asked = answer.question.rstrip("?. ").lower()
    fitting = (one for one in dict.fromkeys(found) if one.rstrip("?. ").lower() != asked)
    return tuple(one for one in fitting if _is_understood(one, answer))[:_MOST]


def _of_claims(answer: Answer) -> Iterator[str]:
    sources = answer.sources[:_SOURCES]
    first = sources[0]
    said = list(_spoken(answer, first.document))
    if answer.kind in _ABOUT_A_CLAIM:
        yield from _of_the_claim(answer, first, said)
    known = entities(answer.question)
    names = list(_names(sources, known))
    place = _told_place(answer, names)
    if place:
        yield english.WHAT_HAPPENED.format(place=place.text)
    yield from _speakers(said, known)
    if answer.kind is not AnswerKind.DOCUMENTS:
        others = [name.text for name in names if name is not place]
        yield from (english.WHICH_MENTION.format(name=name) for name in others[:1])
    if answer.kind in _ABOUT_A_CLAIM and any(map(_is_askable, known)):
        yield english.MORE


def _of_the_claim(answer: Answer, cited: Citation, said: Sequence[Attribution]) -> Iterator[str]:
    """Who said it, and when it was, where that is told and was not asked for."""
    asks_who = english.ASKS_WHO.search(answer.question)
    if not asks_who and any(one.who and cited.span in one.sentences for one in said):
        yield english.WHO_SAID
    elif not english.ASKS_WHEN.search(answer.question) and find_periods(cited.quote, None):
        yield english.WHEN_WAS


def _of_the_question(answer: Answer) -> Iterator[str]:
    """What is there of the names in a question that was not answered."""
    for name in filter(_is_askable, entities(answer.question)):
        passages = [hit.passage for hit in answer.hits]
        if any(name.text in passage.text for passage in passages):
            if _told_place(answer, [name]):
                yield english.WHAT_HAPPENED.format(place=name.text)
            yield english.WHICH_MENTION.format(name=name.text)


def _told_place(answer: Answer, names: Sequence[Entity]) -> Entity | None:
    """The first of the places that enough of what was read tells of."""
    told = {
        span: hit.passage.document.slice(span)
        for hit in answer.hits
        for span in hit.passage.citable
    }
    for name in names:
        if name.kind == Kind.PLACE and sum(name.text in one for one in told.values()) >= _TELLING:
            return name
    return None


def _speakers(said: Sequence[Attribution], known: Sequence[Entity]) -> Iterator[str]:
    """What somebody said who speaks in the cited document, and was not asked about."""
    for one in said:
        name = one.speaker.name if one.speaker else ""
        read = entities(name) if len(name) <= _LONGEST_NAME else []
        is_person = len(read) == 1 and read[0].kind == Kind.PERSON and read[0].text == name
        if is_person and _is_askable(read[0]) and not any(read[0].same(other) for other in known):
            yield english.WHAT_SAID.format(who=name)
            return


def _names(sources: Sequence[Citation], known: Sequence[Entity]) -> Iterator[Entity]:
    """The names of the cited sentences that the question does not have, in order."""
    found = [
        name
        for source in sources
        for name in entities(source.quote)
        if not _belongs(name, source.quote)
    ]
    for name in distinct(found):
        if _is_askable(name) and not any(name.same(other) for other in known):
            yield name


def _belongs(name: Entity, text: str) -> bool:
    """Whether a name with its article says of what something is: the Oslo region."""
    return name.text.startswith("the ") and text[name.end : name.end + 2].strip().islower()


def _is_askable(name: Entity) -> bool:
    """Whether a name is surely one, and short enough to be asked for."""
    first = name.text.split()[0].lower()
    return (
        name.is_name
        and name.sure
        and name.kind != Kind.OPEN
        and len(name.text) <= _LONGEST_NAME
        and first not in english.POINTING
    )


def _spoken(answer: Answer, document: Document) -> Iterator[Attribution]:
    """Who says what in the passages that were read of a document; none of a very long one."""
    if len(document.text) > _LONGEST_DOCUMENT:
        return
    passages: dict[Span, Passage] = {
        hit.passage.span: hit.passage
        for hit in answer.hits
        if hit.passage.document.id == document.id
    }
    for _, passage in sorted(passages.items()):
        yield from attributions(document, passage.sentences)


def _is_understood(question: str, answer: Answer) -> bool:
    """Whether the conversation makes a question of it, without asking back."""
    return stands_alone(question) or bool(by_rule(question, answer).question)
