"""Questions about the documents themselves, answered from the index: which, how many, whose, when.

All documents of the scope are looked through, not the best of a search, so that a number is right.
Near copies of one another are one report, and that is said.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from index.corpus import Index
from index.text.dates import plain_date
from index.text.words import words
from index.types import Document, Listed, Passage, Scope, Span
from qa.english.asked_contents import called_asked, news_asked
from qa.english.asked_documents import BYLINE, DocumentsAsked, documents_asked
from qa.evidence.claimable import claimable
from qa.evidence.when import asked_time
from qa.kinds.mentions import Mention, matcher, mentions
from qa.kinds.published_in import UNDATED, about_called, counted, published_in
from qa.kinds.whole import FEW, of_whole
from qa.types import Answer, AskedTime, Citation, Claim, Event, Item, Kind, Part, Stage

SHOWN = 50
"""Documents that are listed; all are counted."""

_NAMED = 0.6
"""Share of the words for a document that its title has to hold."""

_SEARCHED = 20
_TOP = 600
"""Characters of a text in which a byline stands, and what it is about."""

ONLY_SOME = "The first {} of {:,} are listed."
COPIES = "{:,} are near copies of others and counted once with them."
NONE = "None of {} {}."
FIRST = "Of {}, all looked through, the {} that {}, by its date."
WHICH = "{} may be meant; name one, or choose it as the scope."
NO_AUTHOR = "The document does not say who wrote it."
NO_DATE = "The document does not say when it was published."


@dataclass(frozen=True, slots=True)
class _Found:
    """The documents that a question asks for.

    Attributes:
        mentions: of each, the place that is cited; by its id.
        looked: how many documents were looked through.
        notes: what the reader must know, in sentences.
    """

    mentions: Mapping[str, Mention]
    looked: int
    notes: tuple[str, ...] = ()


def of_documents(
    index: Index, question: str, scope: Scope, as_of: datetime.date | None
) -> Iterator[Event] | None:
    """The events of a question about the documents, or None if it is not one.

    Args:
        index: which is asked.
        question: as it was asked.
        scope: which documents to look in.
        as_of: the day to take for today.

    Raises:
        UserError: if the scope names what no document has.
    """
    time = asked_time(question, as_of)
    asked = documents_asked(time.question if time.period else question)
    bare = question.replace(time.phrase, " ") if time.period else question
    if asked is None and asks_what_happened(question, time):
        asked = DocumentsAsked("report", timed=True)
    if asked is None or asked.whole:
        called = called_asked(bare)
        if called and (answer := about_called(index, question, called, scope, time)):
            return _events(answer)
    if asked is None:
        return None
    if asked.timed and time.period is None:
        return None
    if asked.whole:
        answer = _about_all(index, question, asked, scope, time)
    elif asked.one:
        answer = _about_one(index, question, asked, scope)
    else:
        answer = _about_many(index, question, asked, scope, time)
    return _events(answer) if answer else None


def asks_what_happened(question: str, time: AskedTime) -> bool:
    """Whether a question asks what happened at a time, and names nothing else."""
    return bool(time.period) and news_asked(question.replace(time.phrase, " "))


def _events(answer: Answer) -> Iterator[Event]:
    yield Stage.SEARCHING
    yield from answer.claims
    yield answer


def _about_all(
    index: Index, question: str, asked: DocumentsAsked, scope: Scope, time: AskedTime
) -> Answer | None:
    """What the documents are about: sentences of a few; of many, how each begins."""
    if asked.title:
        meant = _meant(index, asked.title, scope) or []
        same = [one for one in meant if one.title == asked.title] or meant
        return of_whole(index, question, same[:FEW], scope) if same else None
    listed = index.listing(scope)
    if asked.one and len(listed) > 1:
        return _about_one(index, question, asked, scope)
    if 0 < len(listed) <= FEW and not time.period:
        return of_whole(index, question, listed, scope)
    return _about_many(index, question, DocumentsAsked(), scope, time)


# Which documents, and how many


def _about_many(
    index: Index, question: str, asked: DocumentsAsked, scope: Scope, time: AskedTime
) -> Answer | None:
    """The answer, or None where the question turns out to be about something else."""
    found = _found(index, asked, scope, time)
    if found is None:
        return None
    nothing = asked.timed and not asked.mentions and not found.mentions and not asked.count
    if nothing and not time.relative:
        return None  # "What was published in 1859?" asks for a book
    groups = _reports(index, found.mentions, scope)
    undated = 0
    if asked.first:
        undated = sum(not one.document.published for one in found.mentions.values())
        groups = _first(groups, found.mentions, asked.first)
    cited = [_cite(found.mentions, group) for group in groups]
    shown = cited[:SHOWN]
    copies = len(found.mentions) - len(groups)
    notes = list(found.notes)
    if undated:
        notes.append(UNDATED.format(counted(undated, "document")))
    if len(cited) > len(shown):
        notes.append(ONLY_SOME.format(len(shown), len(cited)))
    what = _what(asked, time)
    extent = _extent(len(cited), copies, found.looked, asked, what) if shown else ""
    if asked.first and shown:
        extent = FIRST.format(counted(found.looked, "document"), asked.first, what)
    return Answer(
        question,
        tuple(Claim(one.quote, (one,)) for one in shown),
        confidence=1.0,
        best=shown[0] if shown else None,
        notes=tuple(notes),
        reason="" if shown else NONE.format(counted(found.looked, "document"), what),
        scope=scope,
        coverage=index.coverage(scope),
        time=time,
        kind=Kind.DOCUMENTS,
        short=counted(len(cited), asked.noun) if asked.count and cited else "",
        items=tuple(Item(_titled(one.document), (one,)) for one in shown),
        extent=extent,
    )


def _found(index: Index, asked: DocumentsAsked, scope: Scope, time: AskedTime) -> _Found | None:
    """The documents; None where nobody wrote any of that name."""
    listed = index.listing(scope)
    looked = len(listed)
    if asked.by:
        own = _written_by(index, asked.by, scope)
        if not own:
            return None
        listed = [one for one in listed if one.id in own]
    notes: list[str] = []
    if time.period:
        listed, notes = published_in(listed, time.period, time)
    ids = [one.id for one in listed]
    if not asked.mentions:
        return _Found({id: _opening(index, id) for id in ids}, looked, tuple(notes))
    each = [mentions(index, phrase, scope) for phrase in asked.mentions]
    together = any if asked.either else all
    there = {
        id: next(one[id] for one in each if id in one)
        for id in ids
        if together(id in one for one in each)
    }
    return _Found(there, looked, tuple(notes))


def _written_by(index: Index, name: str, scope: Scope) -> set[str]:
    """Ids of the documents whose file, or whose own byline, says that somebody wrote them."""
    whose = index.named(name)
    known = {one.id for one in index.listing(whose)} if whose else set()
    said = matcher(name)

    def own(passage: Passage) -> str | None:
        document = passage.document
        if document.author or document.id in known:
            return None
        return document.id if said(byline(document)[0]) else None

    # a byline stands above the passages, so all of them are looked at
    return known | set(index.holding("", own, scope))


def _opening(index: Index, document_id: str) -> Mention:
    """The first sentence of a document that states something, else the first."""
    first: Mention | None = None
    for passage in index.passages(document_id):
        for span in passage.citable:
            found = Mention(passage.document, span, True)
            if claimable(passage.document, span):
                return found
            first = first or found
    document = index.document(document_id)
    return first or Mention(document, Span(document.id, 0, max(1, len(document.text))), False)


def _reports(index: Index, found: Mapping[str, Mention], scope: Scope) -> list[list[str]]:
    """Ids of the documents, those of one report together; the newest report first."""
    copies = index.copies(found, scope)
    groups: list[list[str]] = []
    placed: dict[str, list[str]] = {}
    for id in sorted(found, key=lambda id: _newest_first(found[id].document)):
        if id in placed:
            continue
        group: list[str] = []
        waiting = [id]
        while waiting:
            one = waiting.pop(0)
            if one in placed or one not in found:
                continue
            placed[one] = group
            group.append(one)
            waiting += [listed.id for listed in copies.get(one, ())]
        groups.append(group)
    return groups


def _newest_first(document: Document) -> tuple[int, str, str]:
    try:
        day = datetime.date.fromisoformat((document.published or "")[:10]).toordinal()
    except ValueError:
        day = 0
    return -day, document.title, document.id


def _first(
    groups: Sequence[list[str]], found: Mapping[str, Mention], first: str
) -> list[list[str]]:
    """The newest report or the oldest, of those with a date; none where none has one."""
    dated = [group for group in groups if found[group[0]].document.published]
    return dated[:1] if first == "newest" else dated[-1:]


def _cite(found: Mapping[str, Mention], group: Sequence[str]) -> Citation:
    """The citation of a report: of its first document, with its near copies."""
    first, *others = (found[id] for id in group)
    elsewhere = tuple(
        Listed(o.document.id, o.document.title, o.document.source, o.document.published, 0)
        for o in others
    )
    return Citation(first.document, first.span, 1.0, elsewhere=elsewhere, report=frozenset(group))


def _titled(document: Document) -> str:
    date = plain_date(document.published or "")
    return ", ".join(filter(None, (document.title, date)))


def _what(asked: DocumentsAsked, time: AskedTime) -> str:
    """What the documents do, in words: "mention “Starmer” and “Putin”"."""
    said = []
    if asked.by:
        said.append(f"is by {asked.by}")
    if time.period:
        said.append(f"is of “{time.phrase}”")
    if asked.mentions:
        names = [name if name[0] in '“"' else f"“{name}”" for name in asked.mentions]
        joined = (" or " if asked.either else " and ").join(names)
        said.append(f"mentions {joined}")
    return " and ".join(said) or "can be read"


def _extent(count: int, copies: int, looked: int, asked: DocumentsAsked, what: str) -> str:
    """How complete the list is: all documents were looked through."""
    one = f"Of {counted(looked, 'document')}, all looked through, {count:,}"
    said = f"{one} {what if count == 1 else _plural(what)}"
    return f"{said}. {COPIES.format(copies)}" if copies else f"{said}."


def _plural(what: str) -> str:
    for one, many in (("is by ", "are by "), ("is of ", "are of "), ("mentions ", "mention ")):
        what = what.replace(one, many, 1)
    return what


# Who wrote one, and when


def _about_one(index: Index, question: str, asked: DocumentsAsked, scope: Scope) -> Answer | None:
    empty = Answer(question, scope=scope, coverage=index.coverage(scope), kind=Kind.DOCUMENTS)
    count = empty.coverage.documents if empty.coverage else 0
    if count > 1 and not asked.title:
        return replace(empty, reason=WHICH.format(counted(count, "document")))
    documents = _meant(index, asked.title, scope)
    if documents is None:
        return None
    claims: list[Claim] = []
    parts: list[Part] = []
    items: list[Item] = []
    shorts: list[str] = []
    for document in documents:
        author, at = byline(document)
        day = plain_date(document.published or "")
        said = [author if asked.who else "", day if asked.when else ""]
        if not any(said):
            missing = NO_AUTHOR if asked.who else NO_DATE
            parts.append(Part(document.title, (), missing))
            continue
        span = at if at and asked.who and author else _title_line(index, document)
        citation = Citation(document, span, 1.0)
        text = _sentence(document, author if asked.who else "", day if asked.when else "")
        missing = (
            NO_AUTHOR if asked.who and not author else NO_DATE if asked.when and not day else ""
        )
        parts.append(Part(document.title, (len(claims),), missing))
        claims.append(Claim(text, (citation,), len(parts) - 1))
        items.append(Item(", ".join(filter(None, said)), (citation,)))
        shorts.append(", ".join(filter(None, said)))
    if not claims:
        return replace(empty, reason=parts[0].missing)
    return replace(
        empty,
        claims=tuple(claims),
        confidence=1.0,
        best=claims[0].citations[0],
        short=shorts[0] if len(shorts) == 1 else "",
        parts=tuple(parts),
    )


def _sentence(document: Document, author: str, day: str) -> str:
    """Who wrote a document and when it was published, in a sentence."""
    by = f"is by {author}" if author else ""
    on = f"was published on {day}" if day else ""
    return f"“{document.title}” {' and '.join(filter(None, (by, on)))}."


def _meant(index: Index, title: str, scope: Scope) -> list[Document] | None:
    """The documents that a question about one may mean; None where there is none."""
    if not title:
        return [index.document(one.id) for one in index.listing(scope)] or None
    asked = set(words(title))
    if not asked:
        return None
    hits = index.search(title, _SEARCHED, scope=scope)
    found = {hit.passage.document.id: hit.passage.document for hit in hits}
    for least, told in ((_NAMED, _title), (1.0, _beginning)):
        shares = [len(asked & set(words(told(one)))) / len(asked) for one in found.values()]
        best = max(shares, default=0.0)
        if best >= least:
            return [one for one, share in zip(found.values(), shares, strict=True) if share == best]
    return None


def _title(document: Document) -> str:
    return document.title


def _beginning(document: Document) -> str:
    """The title of a document and the first lines, where a headline may stand below a masthead."""
    return f"{document.title}\n{document.text[:_TOP]}"


def byline(document: Document) -> tuple[str, Span | None]:
    """Who wrote a document and the line that says so; "" and None where they are not known."""
    top = document.text[:_TOP]
    if document.author:
        at = top.find(document.author)
        span = Span(document.id, at, at + len(document.author)) if at >= 0 else None
        return document.author, span
    start = 0
    for line in top.split("\n"):
        match = BYLINE.match(line)
        if match and len(line) < 100 and not line.rstrip().endswith((".", "!", "?")):
            who = match["who"].strip()
            begins = start + line.index(line.strip())
            return who, Span(document.id, begins, begins + len(line.strip()))
        start += len(line) + 1
    return "", None


def _title_line(index: Index, document: Document) -> Span:
    """Where the title stands in a text, else its first sentence."""
    at = document.text.find(document.title)
    if at >= 0 and document.title:
        return Span(document.id, at, at + len(document.title))
    return _opening(index, document.id).span
