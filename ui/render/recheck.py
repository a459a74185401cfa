"""Saved answers that were checked again, as text for a terminal and as values for JSON.

Pure functions of their arguments; what is of a document or a record is made plain.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from index.errors import UserError
from index.text.dates import plain_date, plain_minute
from index.text.sameness import Edit
from qa.records.recheck import CheckedCitation, Recheck, Today, Verdict
from ui.render.text import count, one_line
from ui.render.values import answer_to_dict

SCHEMA = 1
"""Raise it when the values for JSON change."""

_LEAST_SAME = 6
"""Words that stayed are shown up to so many on either side of a difference."""
_TODAY = {
    Today.SAME: "asked again: the same claims",
    Today.NEW: "asked again: there is new evidence",
    Today.OTHER: "asked again: other claims now",
    Today.ABSTAINS: "asked again: the documents do not answer any more",
    Today.ANSWERS: "asked again: the documents answer now",
}

Checked = Mapping[str, Recheck | UserError]
"""Name of the file of each record → what became of it, or why it cannot be checked."""


def checked_to_text(checked: Checked) -> str:
    """Each record with what did not hold, and a line that sums up; no newline at the end."""
    lines = []
    for file, found in checked.items():
        if isinstance(found, Recheck):
            lines += [recheck_to_text(file, found)]
        else:
            lines += [f"{one_line(file)}: not checked"]
    return "\n".join([*lines, *([_summary(checked)] if len(checked) > 1 else [])])


def recheck_to_text(file: str, found: Recheck) -> str:
    """A record: its file and question, the counts, and each sentence that is not as it was."""
    state = "overtaken" if found.overtaken else "holds"
    lines = [
        f"{one_line(file)}: {state} ({_counts(found)})",
        f"  “{one_line(found.record.question)}”, saved {plain_minute(one_line(found.record.time))}",
    ]
    for one in found.citations:
        if one.verdict != Verdict.HOLDS:
            lines += _citation_to_lines(one)
    if found.today:
        lines.append(f"  {_TODAY[found.today]}")
        if found.answer and found.today not in (Today.SAME, Today.ABSTAINS):
            lines += [f"    + {one_line(claim.text)}" for claim in found.answer.claims]
    elif found.index_changed:
        lines.append("  the documents are others than they were; --ask asks the question again")
    return "\n".join(lines)


def edits_to_text(edits: Sequence[Edit]) -> str:
    """Differences in a line, as `wdiff` marks them: `[-was-] {+is+}`."""
    parts = []
    for number, edit in enumerate(edits):
        if edit.same:
            parts.append(_around(edit.after, first=number == 0, last=number == len(edits) - 1))
            continue
        parts += [f"[-{edit.before}-]"] if edit.before else []
        parts += [f"{{+{edit.after}+}}"] if edit.after else []
    return one_line(" ".join(parts))


def checked_to_dict(checked: Checked) -> dict[str, Any]:
    """What `pincite recheck --json` prints."""
    return {
        "schema_version": SCHEMA,
        "records": [
            {"file": file, **recheck_to_dict(found)}
            for file, found in checked.items()
            if isinstance(found, Recheck)
        ],
        "errors": [
            {"file": file, "what": found.what, "remedy": found.remedy}
            for file, found in checked.items()
            if isinstance(found, UserError)
        ],
    }


def recheck_to_dict(found: Recheck) -> dict[str, Any]:
    """What became of a record, as `/recheck` answers it; text and offsets are exact.

    Returns:
        `question`, `saved` (the time), `overtaken`, `index_changed`, `today` (None if the question
        was not asked again) with the `answer`, and `citations`: each with its `verdict` and
        `reason`, as it `was` and as it is `now` (None if it is gone), `edits` where it changed, and
        other documents with the `same_words`.
    """
    return {
        "question": found.record.question,
        "saved": found.record.time,
        "overtaken": found.overtaken,
        "index_changed": found.index_changed,
        "citations": [_citation_to_dict(one) for one in found.citations],
        "today": str(found.today) if found.today else None,
        "answer": answer_to_dict(found.answer) if found.answer else None,
    }


def _counts(found: Recheck) -> str:
    counted = [
        f"{found.count(verdict):,} {'hold' if verdict == Verdict.HOLDS else verdict}"
        for verdict in Verdict
        if found.count(verdict)
    ]
    return ", ".join(counted) or "nothing was cited"


def _citation_to_lines(one: CheckedCitation) -> list[str]:
    saved = one.saved.document
    about = ", ".join(filter(None, map(one_line, (saved.title, plain_date(saved.published or "")))))
    lines = [f"  {one.verdict}: {about}. {one_line(one.reason)}"]
    if one.edits:
        lines.append(f"    {edits_to_text(one.edits)}")
    else:
        lines.append(f"    “{one_line(one.saved.quote)}”")
    if one.verdict in (Verdict.CHANGED, Verdict.GONE):
        lines += [
            f"    the same words stand in {one_line(other.source)}" for other in one.same_words
        ]
    return lines


def _around(words: str, *, first: bool, last: bool) -> str:
    """Words that stayed, shortened to those beside a difference."""
    found = words.split()
    if len(found) <= 2 * _LEAST_SAME:
        return words
    before = [] if first else found[:_LEAST_SAME]
    after = [] if last else found[-_LEAST_SAME:]
    return " ".join([*before, "…", *after])


def _summary(checked: Checked) -> str:
    found = [one for one in checked.values() if isinstance(one, Recheck)]
    overtaken = sum(one.overtaken for one in found)
    parts = [f"{len(found) - overtaken:,} hold", f"{overtaken:,} overtaken"]
    if errors := len(checked) - len(found):
        parts.append(f"{errors:,} not checked")
    return f"{count(len(checked), 'record')}: {', '.join(parts)}"


def _citation_to_dict(one: CheckedCitation) -> dict[str, Any]:
    was = one.saved
    return {
        "verdict": str(one.verdict),
        "reason": one.reason,
        "was": {
            **{"document": _known(was.document), "start": was.start, "end": was.end},
            **{"quote": was.quote, "page": was.page, "row": was.row},
        },
        "now": _now(one),
        "edits": [asdict(edit) for edit in one.edits],
        "same_words": [_known(document) for document in one.same_words],
    }


def _now(one: CheckedCitation) -> dict[str, Any] | None:
    if not one.document or not one.span:
        return None
    start = one.span.start
    return {
        **{"document": _known(one.document), "start": start, "end": one.span.end},
        **{"quote": one.quote, "page": one.document.page(start), "row": one.document.row(start)},
    }


def _known(document: Any) -> dict[str, Any]:
    return {name: getattr(document, name) for name in ("id", "source", "title", "published")}
