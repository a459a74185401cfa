"""What an index holds, and what is wrong with it, as text and as values for JSON."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from index.doctor import Finding
from index.progress import LeftOut, Status
from index.text.dates import plain_minute
from ui.render.text import count, one_line


def status_to_text(status: Status) -> str:
    """What an index holds, a line each."""
    held = (
        count(status.documents, "document"),
        count(status.sentences, "sentence"),
        count(status.passages, "passage"),
    )
    chosen = ", chosen by their number" if status.choice == "auto" else ""
    lines = [
        ("index", one_line(status.folder)),
        ("holds", ", ".join(held)),
        ("near copies", f"{count(status.copies, 'document')} that others repeat"),
        *_old_versions(status),
        ("vectors", f"{status.vectors}{chosen}; {one_line(status.encoder or 'no encoder yet')}"),
        ("on disk", f"{status.bytes / 1e6:,.1f} MB"),
    ]
    if status.pending:
        waiting = f"{count(status.pending, 'passage')} without a vector; pincite index goes on"
        lines.append(("waiting", waiting))
    if status.skipped:
        files = count(status.skipped, "file or part of one", "files or parts of files")
        lines.append(("skipped", f"{files}; pincite index says why"))
    lines += [
        ("mirrors", f"{one_line(path)} (last read {plain_minute(when)})")
        for path, when in status.roots
    ]
    return "\n".join(f"{name:<13}{value}" for name, value in lines)


def _old_versions(status: Status) -> list[tuple[str, str]]:
    kept = status.old_versions
    return [] if kept is None else [("old versions", f"{count(kept, 'text')} of renewed files")]


def status_to_dict(status: Status) -> dict[str, Any]:
    """What `pincite status --json` prints: the fields of `Status`, `roots` by path."""
    return {**asdict(status), "roots": dict(status.roots)}


def left_out_to_text(left_out: Sequence[LeftOut], documents: int) -> str:
    """What is never cited: a line of counts, then each document with its lines.

    Args:
        left_out: the documents with such lines, or without a sentence that could be cited.
        documents: in the index.
    """
    lines = sum(len(document.furniture) for document in left_out)
    held = f"{count(len(left_out), 'document')} of {documents:,}"
    told = [f"{count(lines, 'line')} left out, in {held}; they are never cited"]
    for document in left_out:
        counts = (
            f"{count(len(document.furniture), 'line')} left out",
            count(document.sentences, "sentence"),
            count(document.headings, "heading"),
        )
        told += ["", f"{one_line(document.source)}: {', '.join(counts)}"]
        if not document.sentences:
            told.append("  Nothing in it is a sentence that could be cited.")
        told += [f"  {one_line(line)}" for line in document.furniture]
    return "\n".join(told)


def left_out_to_dict(left_out: Sequence[LeftOut], documents: int) -> dict[str, Any]:
    """What `pincite status --left-out --json` prints: counts, and each document with its lines."""
    return {
        "lines": sum(len(document.furniture) for document in left_out),
        "documents_in_all": documents,
        "documents": [
            {
                "id": document.id,
                "source": document.source,
                "title": document.title,
                "sentences": document.sentences,
                "headings": document.headings,
                "lines": list(document.furniture),
            }
            for document in left_out
        ],
    }


def findings_to_text(findings: Sequence[Finding]) -> str:
    """What is wrong with an index, each with its remedy; one line if nothing is."""
    if not findings:
        return "Nothing is wrong with the index."
    return "\n".join(
        f"{finding.severity}: {one_line(finding.what)}\n"
        f"  {'with --fix: ' if finding.fixable else ''}{one_line(finding.remedy)}"
        for finding in findings
    )


def findings_to_list(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """What `pincite doctor --json` prints: the fields of each `Finding`."""
    return [asdict(finding) for finding in findings]
