"""A record: an answer as it is kept in a file, so that it can be checked again.

It holds what was said, each cited sentence with the document that it stood in, and how that is
found again when files have changed: a digest of the text, the place, and digests of the sentences
around it. No text of a document but the quotes.

A record comes from a file that anybody may have written. It is read strictly: every value has its
kind and its limits, and a digest over all of it shows that somebody edited it by hand. (It shows
mistakes; whoever means ill can make another. `qa.recheck` compares all of it with the documents.)
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from index import __version__
from index.errors import UserError
from index.files import atomic_write
from index.scopes import MOST_NAMES, read_scope, scope_to_dict
from index.types import EVERYWHERE, Scope
from qa.records.fields import LONGEST_NAME, FieldError, Fields, whole
from qa.types import Dropped

SCHEMA = 1
"""Raise it when the values of a record change."""
MOST_BYTES = 4_000_000
"""Of a file with a record."""
MOST_NEAR = 2_000
"""Sentences of a document that resemble the cited one, of which digests are kept."""
MOST_OTHERS = 100
"""Documents that held the cited words too, or were near copies, that are kept."""

VERSIONS = ("pincite", "index", "encoder", "reader", "checker", "model")
"""What an answer depends on, of which a record says the version; empty where there was none."""

_MOST_CLAIMS = 200
_MOST_CITATIONS = 100
_MOST_DROPPED = 1_000
_AGAIN = "Save the answer again with: pincite ask QUESTION --save FILE"


@dataclass(frozen=True, slots=True)
class SavedDocument:
    """A document as a record knows it.

    Attributes:
        id: as in `Document`.
        source: likewise.
        title: likewise.
        published: likewise.
        digest: of its text, see `text_digest`; empty where it is not known.
    """

    id: str
    source: str
    title: str
    published: str | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class SavedCitation:
    """A cited sentence, and how it is found again.

    Attributes:
        document: that it stood in.
        start: where, as an offset in the text.
        end: likewise.
        quote: the sentence, word for word.
        support: as in `Citation`.
        page: as in `Citation`.
        row: number of the table's row, from 1, that it stood in, if it stood in one.
        words_before: how many words stood before it, as white space parts them.
        times: how often its document held the sentence.
        before: digest of the sentence or heading before it; empty where there was none.
        after: digest of the one after it; likewise.
        near: digests of the sentences of its document that resembled it, and are others.
        others: documents that held the same sentence, or were near copies of its own.
    """

    document: SavedDocument
    start: int
    end: int
    quote: str
    support: float
    page: int | None = None
    row: int | None = None
    words_before: int = 0
    times: int = 1
    before: str = ""
    after: str = ""
    near: tuple[str, ...] = ()
    others: tuple[SavedDocument, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedClaim:
    """A claim and the sentences that it rested on."""

    text: str
    citations: tuple[SavedCitation, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """An answer as it was given, and what it depended on.

    Attributes:
        question: as it was answered.
        claims: in their order; none if the documents did not answer.
        dropped: what was written and not shown.
        confidence: as in `Answer`.
        reason: as in `Answer`.
        notes: as in `Answer`.
        versions: one for each of `VERSIONS`.
        documents: how many the index held.
        state: digest of which documents these were.
        time: when it was saved, ISO 8601, UTC.
        scope: which documents were looked in.
        as_of: the day that was taken for today, ISO 8601.
    """

    question: str
    claims: tuple[SavedClaim, ...]
    dropped: tuple[Dropped, ...]
    confidence: float
    reason: str
    notes: tuple[str, ...]
    versions: Mapping[str, str]
    documents: int
    state: str
    time: str
    scope: Scope = EVERYWHERE
    as_of: str = ""

    @property
    def day(self) -> date:
        """The day that was taken for today; where none is known, that of the saving."""
        return date.fromisoformat(self.as_of or self.time[:10])

    @property
    def citations(self) -> tuple[SavedCitation, ...]:
        """Those of all claims, each place once, in the order of first use."""
        first: dict[tuple[str, int, int], SavedCitation] = {}
        for claim in self.claims:
            for one in claim.citations:
                first.setdefault((one.document.id, one.start, one.end), one)
        return tuple(first.values())

    def to_dict(self) -> dict[str, Any]:
        """The values of its file: `schema_version`, the attributes, and `digest` over them."""
        values = {
            "schema_version": SCHEMA,
            **asdict(self),
            "versions": dict(self.versions),
            "scope": scope_to_dict(self.scope),
        }
        return {**values, "digest": _digest_of(values)}

    @classmethod
    def from_dict(cls, values: object) -> "Record":
        """The record of the values of a file.

        Raises:
            UserError: if they are of no record, of one of another version, or of one that was
                edited.
        """
        if not isinstance(values, dict) or "schema_version" not in values:
            raise UserError("It is no record of an answer.", _AGAIN)
        version = values["schema_version"]
        if version != SCHEMA or isinstance(version, bool):
            raise UserError(
                f"It is a record of version {str(version)[:20]!r}; this pincite reads {SCHEMA}.",
                f"{_AGAIN}; or use the pincite that saved it.",
            )
        kept = {name: value for name, value in values.items() if name != "digest"}
        try:
            untouched = values.get("digest") == _digest_of(kept)
        except (ValueError, RecursionError):
            untouched = False
        if not untouched:
            raise UserError("It was edited after it was saved: its digest does not fit.", _AGAIN)
        try:
            return _record(Fields(kept, "record"))
        except FieldError as error:
            raise UserError(f"It is no sound record: {error}.", _AGAIN) from None


def parse_record(data: bytes | str) -> Record:
    """The record that stands in a file's content.

    Raises:
        UserError: as `Record.from_dict`, or if it is too large, or not JSON.
    """
    if len(data) > MOST_BYTES:
        raise UserError(
            f"It has over {MOST_BYTES:,} bytes, and no record has.", "Name the file of a record."
        )
    try:
        values = json.loads(data, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise UserError("It is not JSON, and so no record of an answer.", _AGAIN) from None
    return Record.from_dict(values)


def read_record(path: Path) -> Record:
    """The record in a file; errors name the file.

    Raises:
        UserError: if it cannot be read, or as `parse_record`.
    """
    try:
        if not path.is_file():
            path.stat()
            raise UserError(f"{path} is not a file.", "Name the file of a record.")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UserError(
            f"{path} cannot be read ({error.strerror}).", "Name the file of a record."
        ) from error
    try:
        return parse_record(data)
    except UserError as error:
        raise UserError(f"{path}: {error.what}", error.remedy) from None


def write_record(record: Record, path: Path) -> None:
    """Write a record to a file, whole or not at all; what was there before is replaced.

    Raises:
        OSError: if it cannot be written.
    """
    with atomic_write(path) as partial:
        partial.write_text(record_to_text(record), encoding="utf-8")


def record_to_text(record: Record) -> str:
    """What stands in the file of a record."""
    text = json.dumps(record.to_dict(), ensure_ascii=False, indent=1, allow_nan=False)
    return text + "\n"


def text_digest(text: str) -> str:
    """The digest by which the text of a document is known again; 32 hexadecimal digits."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def digest_of_words(found: list[str]) -> str:
    """The digest of a sentence by its `exact_words`; 16 hexadecimal digits."""
    return hashlib.blake2b(" ".join(found).encode(), digest_size=8).hexdigest()


def now() -> str:
    """The time, ISO 8601, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def known_versions(**found: str) -> dict[str, str]:
    """The versions of a record: those that are given, and that of pincite itself."""
    return {**dict.fromkeys(VERSIONS, ""), "pincite": __version__, **found}


def _digest_of(values: Mapping[str, Any]) -> str:
    """Over all values, in whatever order they stand."""
    text = json.dumps(values, sort_keys=True, allow_nan=False, separators=(",", ":"))
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


# What is read of a file


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


def _record(fields: Fields) -> Record:
    fields.number("schema_version", SCHEMA, SCHEMA)
    return whole(
        fields,
        lambda f: Record(
            f.text("question"),
            f.objects("claims", _MOST_CLAIMS, _claim),
            f.objects("dropped", _MOST_DROPPED, _dropped),
            f.share("confidence"),
            f.text("reason", empty=True),
            f.texts("notes", _MOST_DROPPED),
            f.one("versions", _versions),
            f.number("documents", 0),
            f.digest("state"),
            _time(f),
            f.one("scope", _scope),
            _day(f),
        ),
    )


def _scope(fields: Fields) -> Scope:
    days = {name: fields.optional_text(name) or "" for name in ("since", "until")}
    kinds = ("sources", "authors", "folders", "types")
    names = {kind: fields.texts(kind, MOST_NAMES) for kind in kinds}
    try:
        return read_scope(**days, **names)  # type: ignore[arg-type]  # texts, and several of them
    except UserError as error:
        raise FieldError(f"its scope is none ({error.what})") from None


def _day(fields: Fields) -> str:
    value = fields.text("as_of", 40, empty=True)
    try:
        return date.fromisoformat(value).isoformat() if value else ""
    except ValueError:
        raise FieldError("as_of of record is no day") from None


def _claim(fields: Fields) -> SavedClaim:
    claim = SavedClaim(fields.text("text"), fields.objects("citations", _MOST_CITATIONS, _citation))
    if not claim.citations:
        raise FieldError("one of claims has no citation")
    return claim


def _dropped(fields: Fields) -> Dropped:
    return Dropped(fields.text("text", empty=True), fields.text("reason", empty=True))


def _citation(fields: Fields) -> SavedCitation:
    found = SavedCitation(
        fields.one("document", _document),
        fields.number("start", 0),
        fields.number("end", 1),
        fields.text("quote"),
        fields.share("support"),
        fields.optional_number("page"),
        fields.optional_number("row"),
        fields.number("words_before", 0),
        fields.number("times", 1),
        fields.digest("before", empty=True),
        fields.digest("after", empty=True),
        fields.digests("near", MOST_NEAR),
        fields.objects("others", MOST_OTHERS, _document),
    )
    if found.end - found.start != len(found.quote):
        raise FieldError("the quote of one of citations is not as long as its place")
    if not found.document.digest:
        raise FieldError("the document of one of citations has no digest")
    return found


def _document(fields: Fields) -> SavedDocument:
    return SavedDocument(
        fields.digest("id"),
        fields.source("source"),
        fields.text("title", LONGEST_NAME),
        fields.optional_text("published"),
        fields.digest("digest", empty=True),
    )


def _versions(fields: Fields) -> dict[str, str]:
    return {name: fields.text(name, LONGEST_NAME, empty=True) for name in VERSIONS}


def _time(fields: Fields) -> str:
    value = fields.text("time", 40)
    try:
        if datetime.fromisoformat(value).tzinfo is not None:
            return value
    except ValueError:
        pass
    raise FieldError("time of record is not a time with its zone")
