"""A scope, and what an answer was drawn from, as text and as values for JSON.

Pure functions of their arguments. Names come from strangers: they are made plain.
"""

from typing import Any

from index.scopes import scope_to_dict
from index.text.dates import plain_date
from index.text.periods import Period, written
from index.types import Coverage, Scope
from qa.types import Answer
from ui.render.text import count, one_line


def scope_to_text(scope: Scope) -> str:
    """A scope in words, on one line; empty where it is everything."""
    parts = []
    since, until = (day and plain_date(day.isoformat()) for day in (scope.since, scope.until))
    if since and since == until:
        parts.append(f"published on {since}")
    elif since and until:
        parts.append(f"published from {since} to {until}")
    elif since or until:
        parts.append(f"published since {since}" if since else f"published until {until}")
    for before, names in (
        ("source", scope.sources),
        ("author", scope.authors),
        ("folder", scope.folders),
        ("type", scope.types),
    ):
        if names:
            parts.append(f"{before} {' or '.join(map(one_line, names))}")
    return "; ".join(parts)


def drawn_to_text(answer: Answer) -> str:
    """What an answer was drawn from, on one line; empty where nothing was looked for.

    The scope, as it was given and as the question was read; documents, sources and dates in it; and
    what of it was not read for an answer.
    """
    if answer.coverage is None:
        return ""
    held = answer.coverage
    given, read = scope_to_text(answer.scope), scope_to_text(answer.inferred)
    parts = [
        *([f"Looked in: {given}"] if given else []),
        *([f"read from the question: {read}"] if read else []),
        ", ".join(_held(held)),
        *_left_out(answer, held),
    ]
    return "; ".join(parts) + "."


def drawn_to_dict(answer: Answer) -> dict[str, Any]:
    """`scope` and `inferred`, with all that may narrow them; `time`, asked for; `drawn`, from."""
    held = answer.coverage
    drawn = held and {
        "documents": held.documents,
        "sources": list(held.sources),
        "more_sources": held.more_sources,
        "first": held.first,
        "last": held.last,
        "undated": held.undated,
        "copies_left_out": answer.copies_left_out,
    }
    return {
        "scope": scope_to_dict(answer.scope),
        "inferred": scope_to_dict(answer.inferred),
        "time": time_to_dict(answer),
        "drawn": drawn,
    }


def time_to_text(answer: Answer) -> str:
    """How the time in a question was read, on one line; empty where it names none, or binds not."""
    time = answer.time
    if not time or not time.period or time.loose:
        return ""
    days = ", ".join(map(written, time.parts or (time.period,)))
    told = f", by {one_line(time.source)}" if time.source else ""
    return f"Read as: “{one_line(time.phrase)}” ({days}){told}."


def time_to_dict(answer: Answer) -> dict[str, Any] | None:
    """The phrase, its days as ISO 8601 (None: open), and whether the answer is held to them.

    `parts` has the stretches of days, where they are several; `source` the sentence that says when
    the event was that names the time.
    """
    time = answer.time
    if not time or not time.period:
        return None
    return {
        "phrase": time.phrase,
        **_days(time.period),
        "parts": list(map(_days, time.parts)),
        "source": time.source or None,
        "as_of": time.today.isoformat(),
        "bound": not time.loose,
    }


def _days(period: Period) -> dict[str, str | None]:
    first, last = period.first, period.last
    return {
        "first": first.isoformat() if first else None,
        "last": last.isoformat() if last else None,
    }


def _held(coverage: Coverage) -> list[str]:
    """Documents, sources and dates."""
    parts = [count(coverage.documents, "document")]
    if coverage.sources:
        named = ", ".join(map(one_line, coverage.sources))
        more = f" and {coverage.more_sources:,} more" if coverage.more_sources else ""
        parts.append(f"of {named}{more}")
    if coverage.first and coverage.last:
        first, last = plain_date(coverage.first), plain_date(coverage.last)
        parts.append(f"of {first}" if first == last else f"{first} to {last}")
    return parts


def _left_out(answer: Answer, coverage: Coverage) -> list[str]:
    """Documents without a date, and near copies."""
    bound = any((scope.since or scope.until) for scope in (answer.scope, answer.inferred))
    undated = f"{coverage.undated:,} without a date"
    return [
        *([f"{undated} {'left out' if bound else 'among them'}"] if coverage.undated else []),
        *(
            [f"{count(answer.copies_left_out, 'near copy', 'near copies')} left out"]
            if answer.copies_left_out
            else []
        ),
    ]
