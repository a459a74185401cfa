"""Watched questions and what is new for them, as text for a terminal and as values for JSON."""

from collections.abc import Iterable, Sequence
from typing import Any

from index.scopes import scope_to_dict
from index.text.dates import plain_date, plain_minute
from qa.watch.types import Found, News, WatchedQuestion
from ui.render.scope import scope_to_text
from ui.render.text import count, details, one_line
from ui.render.values import citation_to_dict

SCHEMA = 1
"""Raise it when the values for JSON change."""

_LISTED = 3
"""Sentences of a question that the list shows."""


def watched_to_text(questions: Iterable[WatchedQuestion]) -> str:
    """Each question with what was found last; no newline at the end."""
    return "\n".join(line for one in questions for line in _listed(one))


def watched_to_dict(questions: Iterable[WatchedQuestion]) -> dict[str, Any]:
    """What `pincite watch --json` prints: all that is kept of what was found, the newest last."""
    return {"schema_version": SCHEMA, "questions": [question_to_dict(one) for one in questions]}


def question_to_dict(one: WatchedQuestion) -> dict[str, Any]:
    """A watched question."""
    return {
        "number": one.number,
        "question": one.question,
        "scope": scope_to_dict(one.scope),
        "added": one.added,
        "looked": one.looked or None,
        "found": [_found_to_dict(found) for found in one.found],
    }


def news_to_text(news: News) -> str:
    """What is new for a question: each sentence and where it stands."""
    lines = [f"new for {news.question.number}, {_asked(news.question)}:"]
    for source in news.citations:
        document = source.document
        about = (document.title, *details(document, source.span))
        lines += [
            f"  “{one_line(source.quote)}”",
            f"    {', '.join(map(one_line, about))}",
            f"    {one_line(document.source)}",
        ]
    return "\n".join(lines)


def news_to_list(news: Sequence[News]) -> list[dict[str, Any]]:
    """What is new for each question, with its citations as an answer has them."""
    return [
        {
            "number": one.question.number,
            "question": one.question.question,
            "citations": [citation_to_dict(source) for source in one.citations],
        }
        for one in news
    ]


def _listed(one: WatchedQuestion) -> list[str]:
    looked = (
        f"last looked on {plain_minute(one.looked)}" if one.looked else "nothing has come since"
    )
    lines = [f"{one.number}. {_asked(one)}, since {plain_minute(one.added)}; {looked}"]
    if not one.found:
        return lines
    lines.append(f"   last found on {plain_minute(one.found[-1].time)}:")
    for found in one.last[:_LISTED]:
        about = filter(None, (found.title, plain_date(found.published or ""), found.source))
        lines += [f"   “{one_line(found.quote)}”", f"     {', '.join(map(one_line, about))}"]
    more = len(one.found) - min(len(one.last), _LISTED)
    return [*lines, f"   and {count(more, 'sentence')} more: see --json"] if more else lines


def _asked(one: WatchedQuestion) -> str:
    where = f" ({one_line(scope_to_text(one.scope))})" if one.scope else ""
    return f"“{one_line(one.question)}”{where}"


def _found_to_dict(found: Found) -> dict[str, Any]:
    return {
        "quote": found.quote,
        "title": found.title,
        "source": found.source,
        "published": found.published,
        "time": found.time,
    }
