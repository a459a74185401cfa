"""What somebody said, asked in words: his quotes, where no single sentence answers the question."""

import datetime
from dataclasses import replace

from index.corpus import Index
from index.errors import UserError
from index.types import Scope
from qa.english.asked_quotes import asked_quotes, what_was_said
from qa.evidence.when import asked_time, narrowed
from qa.kinds.who_said import saying_all
from qa.quotes.claims import claims
from qa.quotes.search import quotes
from qa.types import Answer, Kind

REPORTED = 1
"""Days after a time that is asked for in which what was said then is still reported."""


def quoted(index: Index, answer: Answer, scope: Scope, as_of: datetime.date | None) -> Answer:
    """An answer with the quotes that were asked for; as it is where none were, or there are none.

    Of a time that is asked for, those that were published then.

    Args:
        index: where the documents are.
        answer: to the question, which abstains.
        scope: which documents to look in.
        as_of: the day to take for today.
    """
    time = asked_time(answer.question, as_of, index.coverage(scope).last)
    request = asked_quotes(time.question)
    who = request is not None and bool(what_was_said(answer.question))
    if request is None or not (request.by or who):
        return answer
    bound = time.period and not (answer.time and answer.time.loose)
    within = narrowed(scope, time, REPORTED) if bound else scope
    if within is None:
        return answer
    try:
        found = quotes(index, by=request.by, about=request.about, scope=within, as_of=as_of)
    except UserError:  # nobody of that name speaks
        return answer
    if who:
        found = replace(found, entries=saying_all(answer.question, found.entries))
    said = claims(found)
    return replace(answer, claims=said, reason="", kind=Kind.QUOTES) if said else answer
