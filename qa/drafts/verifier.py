"""Drafts → what the documents say to each of their sentences.

From top to bottom: the draft is cut into pieces, what states nothing is let be, and each statement
is looked for among the documents and judged; see `pieces.py`, `sources.py` and `statement.py`.
"""

import posixpath
import re
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from index.corpus import Index
from index.encoders.network import cores
from index.paths import source_of
from index.text.sameness import Edit
from index.types import EVERYWHERE, Document, Listed, Scope, Span
from qa.drafts.memory import Memory, key_of
from qa.drafts.pieces import Draft, Piece, read_text_draft
from qa.drafts.sources import Sources
from qa.drafts.statement import Statements
from qa.drafts.types import Checked, Difference, Kind, LetBe, Verdict, Verified
from qa.models.judge import PACKAGED, Judge
from qa.models.verdicts import VerdictCalibration, verdict_calibration
from qa.models.weights import read_manifest
from qa.records.documents import Documents
from qa.records.save import fitted_digest
from qa.support.days import Judging
from qa.types import Citation

MOST = 5_000
"""Statements of a draft that are judged; the rest is counted, and let be."""

_REASONS = {
    LetBe.HEADING: "A heading states nothing.",
    LetBe.QUESTION: "A question states nothing.",
    LetBe.OPINION: "An opinion is nobody's fact.",
    LetBe.ROW: "Rows of tables are not judged.",
    LetBe.CODE: "Code is not judged.",
    LetBe.NOTE: "It is about the text, and not of it.",
    LetBe.FRAGMENT: "It is no whole sentence.",
    LetBe.LANGUAGE: "It is not in English, the language that is judged.",
    LetBe.TOO_MUCH: "The draft has more statements than are judged at once.",
}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the check of a draft has come: statements done, of all of them."""

    done: int
    total: int


class Verifier:
    """Checks drafts against an index; usable from several threads at once.

    Attributes:
        index: of the documents.
        memory: what was judged before.
    """

    def __init__(
        self,
        index: Index,
        *,
        judge: Judging | None = None,
        calibration: VerdictCalibration | None = None,
        memory: Memory | None = None,
    ) -> None:
        """Make a verifier.

        Args:
            index: of the documents.
            judge: what judges, in place of the packaged base network.
            calibration: of it.
            memory: what was judged before; by default nothing. What this verifier judges is
                remembered in it.

        Raises:
            UserError: if the network or its calibration is missing or damaged.
        """
        self.index = index
        self.memory = memory if memory is not None else Memory()
        self._calibration = calibration or verdict_calibration(PACKAGED)
        self._judge = judge or Judge()

    def check(self, text: str, *, scope: Scope = EVERYWHERE) -> list[Checked]:
        """Check a text.

        Args:
            text: of a draft; plain, or Markdown.
            scope: which documents to look in; by default all.

        Returns:
            Its sentences in order, each with a verdict.

        Raises:
            UserError: if it is empty or too long, or the scope names what no document has.
        """
        return list(self.verify(read_text_draft(text), scope=scope).sentences)

    def verify(
        self,
        draft: Draft,
        *,
        scope: Scope = EVERYWHERE,
        most: int = MOST,
        progress: Callable[[Progress], None] | None = None,
    ) -> Verified:
        """Check a draft that was read.

        Args:
            draft: as `qa.drafts.pieces` reads it.
            scope: which documents to look in; by default all.
            most: statements that are judged.
            progress: called after each of them.

        Raises:
            UserError: as `check`.
            ValueError: if `most` is below 1.
        """
        if most < 1:
            raise ValueError(f"most must be at least 1, not {most}")
        coverage = self.index.coverage(scope)
        listing = self.index.listing()
        itself = self._same(draft, listing)
        judged = _Run(self, scope, listing, itself)
        pieces = list(_within(draft.pieces, most))
        statements = [piece for piece in pieces if piece.let_be is None]
        found = dict(zip(map(id, statements), judged.all(statements, progress), strict=True))
        return Verified(
            draft.document,
            tuple(found[id(piece)] if id(piece) in found else _let_be(piece) for piece in pieces),
            documents=max(coverage.documents - len(itself), 0),
            unread=self.index.status().skipped,
            itself=len(itself),
            known=judged.known,
            scope=scope,
        )

    def _same(self, draft: Draft, listing: Sequence[Listed]) -> frozenset[str]:
        """Ids of the documents that are the draft itself, which would support all it says."""
        if draft.path is not None:
            own = source_of(draft.path)
            found = {one.id for one in listing if one.source == own}
            if found:
                return frozenset(found)
        title, text = draft.document.title, draft.document.text
        return frozenset(
            one.id
            for one in listing
            if one.title == title and self.index.document(one.id).text == text
        )


class _Run:
    """One check of one draft."""

    def __init__(
        self, verifier: Verifier, scope: Scope, listing: Sequence[Listed], itself: frozenset[str]
    ) -> None:
        self.known = 0
        self._verifier = verifier
        self._listing = listing
        index = verifier.index
        self._statements = Statements(
            verifier._judge, verifier._calibration, Sources(index, scope, itself)
        )
        fitted = fitted_digest(verifier._calibration)
        state = (Documents(index).state, repr(scope), fitted, *sorted(itself))
        network = read_manifest(PACKAGED).sha256["model.onnx"]
        self._state = (*state, network, type(verifier._judge).__name__)

    def all(
        self, pieces: Sequence[Piece], progress: Callable[[Progress], None] | None
    ) -> list[Checked]:
        """The verdicts on statements, in their order."""
        done: list[Checked] = []
        with ThreadPoolExecutor(max(cores(), 1)) as threads:
            for checked in threads.map(self.one, pieces):
                done.append(checked)
                if progress:
                    progress(Progress(len(done), len(pieces)))
        return done

    def one(self, piece: Piece) -> Checked:
        named = named_documents(piece.named, self._listing)
        key = key_of(piece.text, piece.before, sorted(named), self._state)
        memory, index = self._verifier.memory, self._verifier.index
        known = _remembered(memory.get(key), piece, index)
        if known:
            self.known += 1
            return known
        checked = self._statements.check(piece, named)
        memory.put(key, _to_remember(checked))
        return checked


def named_documents(names: Iterable[str], listing: Sequence[Listed]) -> list[str]:
    """Ids of the documents that a note or a link names: by file, by address of it, or by title.

    Args:
        names: addresses of links, and texts of notes.
        listing: the documents that there are.
    """
    found: list[str] = []
    for name in names:
        files = _files_in(name)
        lowered = name.lower()
        for one in listing:
            file = posixpath.basename(one.source.split("#")[0]).lower()
            title = one.title.lower()
            if file in files or (len(title) >= _TITLE and title in lowered):
                found.append(one.id)
    return list(dict.fromkeys(found))


_TITLE = 12
"""Characters from which a title in a note is taken for that of a document."""
_FILE = re.compile(r"[^\s()\[\]<>\"“”]+\.\w{1,8}")


def _files_in(name: str) -> set[str]:
    """Names of files in a note or a link, in lower case."""
    try:
        paths = [urlsplit(word).path for word in (name, *_FILE.findall(name))]
    except ValueError:
        paths = [name]
    return {posixpath.basename(unquote(path)).lower() for path in paths} - {""}


def _within(pieces: Iterable[Piece], most: int) -> Iterable[Piece]:
    """The pieces; of more statements than are judged, the last are let be."""
    for piece in pieces:
        if piece.let_be is None:
            most -= 1
            yield piece if most >= 0 else replace(piece, let_be=LetBe.TOO_MUCH)
        else:
            yield piece


def _let_be(piece: Piece) -> Checked:
    assert piece.let_be is not None
    return Checked(
        piece.text,
        piece.start,
        piece.end,
        Verdict.NO_STATEMENT,
        reason=_REASONS[piece.let_be],
        let_be=piece.let_be,
    )


def _to_remember(checked: Checked) -> dict[str, Any]:
    return {
        "verdict": str(checked.verdict),
        "citations": [
            [c.span.doc_id, c.span.start, c.span.end, c.support] for c in checked.citations
        ],
        "reason": checked.reason,
        "differences": [[str(d.kind), d.said, d.source] for d in checked.differences],
        "uncovered": [list(span) for span in checked.uncovered],
        "edits": [asdict(edit) for edit in checked.edits],
    }


def _remembered(kept: Any, piece: Piece, index: Index) -> Checked | None:
    """What was judged before; None where nothing was, or what was kept is none of ours."""
    if kept is None:
        return None
    documents: dict[str, Document] = {}
    try:
        for id, *_ in kept["citations"]:
            documents[id] = index.document(id)
        return Checked(
            piece.text,
            piece.start,
            piece.end,
            Verdict(kept["verdict"]),
            tuple(
                Citation(documents[id], Span(id, start, end), support)
                for id, start, end, support in kept["citations"]
            ),
            str(kept["reason"]),
            None,
            tuple(Difference(Kind(k), str(a), str(b)) for k, a, b in kept["differences"]),
            tuple((int(a), int(b)) for a, b in kept["uncovered"]),
            tuple(Edit(str(e["before"]), str(e["after"])) for e in kept["edits"]),
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def cache_file(index: Index) -> Path:
    """Where the verdicts over an index are kept between runs, unless another file is named."""
    return index.folder / "verdicts.json"
