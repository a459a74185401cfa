"""Drafts that were checked, as text for a terminal and as values for JSON.

Pure functions of their arguments; what is of a draft or of a document is made plain.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from index.scopes import scope_to_dict
from qa.drafts.types import Checked, LetBe, Verdict, Verified
from qa.types import Citation
from ui.render.recheck import edits_to_text
from ui.render.text import count, details, one_line
from ui.render.values import citation_to_dict

SCHEMA = 1
"""Raise it when the values for JSON change."""

MARKS: Mapping[Verdict, str] = {
    Verdict.SUPPORTED: "✓",
    Verdict.CONTRADICTED: "✗",
    Verdict.IN_PART: "~",
    Verdict.NOT_FOUND: "?",
    Verdict.NO_STATEMENT: "·",
}
"""What stands before a sentence."""

_COLOURS: Mapping[Verdict, str] = {
    Verdict.SUPPORTED: "32",
    Verdict.CONTRADICTED: "31",
    Verdict.IN_PART: "33",
    Verdict.NOT_FOUND: "35",
    Verdict.NO_STATEMENT: "2",
}
_INDENT = " " * 4

Drafts = Sequence[tuple[str, Verified]]
"""Names of drafts, and what came of each."""


def drafts_to_text(drafts: Drafts, *, colours: bool = False) -> str:
    """Each sentence with its mark, its reason and its sources; then what was looked at.

    Args:
        drafts: what was checked.
        colours: whether to write escape sequences around marks; only what this module writes is
            coloured, and nothing of a draft or a document is obeyed.
    """
    blocks = []
    for name, verified in drafts:
        lines = [one_line(name)] if len(drafts) > 1 else []
        for one in verified.sentences:
            lines += _sentence_to_lines(one, colours=colours)
        blocks.append("\n".join([*lines, "", coverage_to_text(verified)]))
    return "\n\n".join(blocks)


def coverage_to_text(verified: Verified, see: str = "see pincite index") -> str:
    """What was judged, with which verdicts, and what was not and why; a few lines.

    Args:
        verified: what came of a draft.
        see: where a reader learns which files are left out, and why; "" for nowhere.
    """
    verdicts = [
        f"{verified.count(verdict):,} {verdict}"
        for verdict in Verdict
        if verdict is not Verdict.NO_STATEMENT and verified.count(verdict)
    ]
    judged = count(verified.judged, "sentence") + " judged"
    lines = [f"{judged}: {', '.join(verdicts)}." if verdicts else f"{judged}."]
    lines += [f"{line}." for line in not_judged(verified)]
    lines.append(f"Looked in {count(verified.documents, 'document')}{_unread(verified, see)}.")
    if verified.itself:
        lines.append("The draft is in the index itself, and was left out as a source.")
    return "\n".join(lines)


def not_judged(verified: Verified) -> Iterator[str]:
    """What was let be, and what is in another language."""
    let_be = dict(verified.let_be)
    other = let_be.pop(LetBe.LANGUAGE, 0)
    past = let_be.pop(LetBe.TOO_MUCH, 0)
    if let_be:
        said = ", ".join(_counted(number, kind) for kind, number in sorted(let_be.items()))
        yield f"Let be: {said}"
    if other:
        yield f"Not in the language: {count(other, 'sentence')}"
    if past:
        yield f"Past the limit, and not judged: {count(past, 'sentence')}"


_PLURALS = {LetBe.ROW: "rows of tables", LetBe.CODE: "blocks of code"}
_SINGULARS = {LetBe.CODE: "block of code"}


def _counted(number: int, kind: LetBe) -> str:
    return count(number, _SINGULARS.get(kind, str(kind)), _PLURALS.get(kind, ""))


def _unread(verified: Verified, see: str) -> str:
    if not verified.unread:
        return ""
    files = count(verified.unread, "file or part of one", "files or parts of files")
    return f"; {files} not in the index{f' ({see})' if see else ''}"


def _sentence_to_lines(one: Checked, *, colours: bool) -> Iterator[str]:
    mark = MARKS[one.verdict]
    text = one_line(one.text)
    if one.verdict is Verdict.NO_STATEMENT:
        yield _coloured(f"{mark} {text} ({one.let_be})", one.verdict, colours=colours)
        return
    yield f"{_coloured(f'{mark} {one.verdict}', one.verdict, colours=colours)}  {text}"
    if one.reason:
        yield f"{_INDENT}{one_line(one.reason)}"
    if one.edits:
        yield f"{_INDENT}{edits_to_text(one.edits)}"
    for citation in one.citations:
        yield f"{_INDENT}“{one_line(citation.quote)}”"
        yield f"{_INDENT}  {where(citation)}"


def _coloured(text: str, verdict: Verdict, *, colours: bool) -> str:
    return f"\x1b[{_COLOURS[verdict]}m{text}\x1b[0m" if colours else text


def where(citation: Citation) -> str:
    """Title, date and file of a citation, on one line."""
    document = citation.document
    known = (document.title, *details(document, citation.span), document.source)
    return ", ".join(filter(None, map(one_line, known)))


def drafts_to_dict(drafts: Drafts) -> dict[str, Any]:
    """What `pincite verify --json` prints; text and offsets are exact.

    Returns:
        `schema_version`; `sentences`, those of all drafts in order, each with its `file`, see
        `checked_to_dict`; and `drafts`: of each its `file` and `coverage`.
    """
    return {
        "schema_version": SCHEMA,
        "sentences": [
            {"file": name, **checked_to_dict(one)}
            for name, verified in drafts
            for one in verified.sentences
        ],
        "drafts": [
            {"file": name, "coverage": coverage_to_dict(verified)} for name, verified in drafts
        ],
    }


def checked_to_dict(one: Checked) -> dict[str, Any]:
    """A sentence of a draft.

    Returns:
        `text`, `start` and `end` in the text of the draft, `verdict`, `citations`, `reason`; and
        `let_be`: why it was not judged, or None; `differences` (`kind`, `said`, `source`);
        `uncovered`: the places of `text` that no document says; `edits` of a quotation.
    """
    return {
        "text": one.text,
        "start": one.start,
        "end": one.end,
        "verdict": str(one.verdict),
        "citations": [citation_to_dict(citation) for citation in one.citations],
        "reason": one.reason,
        "let_be": str(one.let_be) if one.let_be else None,
        "differences": [
            {"kind": str(d.kind), "said": d.said, "source": d.source} for d in one.differences
        ],
        "uncovered": [
            {"start": start, "end": end, "text": one.text[start:end]}
            for start, end in one.uncovered
        ],
        "edits": [asdict(edit) for edit in one.edits],
    }


def coverage_to_dict(verified: Verified) -> dict[str, Any]:
    """What was judged and what was not.

    Returns:
        `judged`, `verdicts` (verdict → how many), `let_be` (reason → how many), `language`: how
        many sentences are in another one; `documents` that were looked in, `unread` files, `itself`
        and `scope`.
    """
    let_be = {str(kind): number for kind, number in sorted(verified.let_be.items())}
    return {
        "judged": verified.judged,
        "verdicts": {str(verdict): verified.count(verdict) for verdict in Verdict},
        "let_be": let_be,
        "language": verified.let_be.get(LetBe.LANGUAGE, 0),
        "documents": verified.documents,
        "unread": verified.unread,
        "itself": verified.itself,
        "known": verified.known,
        "scope": scope_to_dict(verified.scope),
    }


def verified_to_dict(verified: Verified) -> dict[str, Any]:
    """A draft of a program, as `/verify` answers it."""
    return {
        "schema_version": SCHEMA,
        "sentences": [checked_to_dict(one) for one in verified.sentences],
        "coverage": coverage_to_dict(verified),
    }
