"""What is made of a draft: each of its sentences with a verdict, and what was left out of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from index.text.sameness import Edit
from index.types import EVERYWHERE, Document, Scope
from qa.types import Citation


class Verdict(StrEnum):
    """What the documents say to a sentence; `IN_PART` has places that none of them says."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    IN_PART = "in part"
    NOT_FOUND = "not found"
    NO_STATEMENT = "no statement"


class LetBe(StrEnum):
    """Why a piece of a draft is not judged."""

    HEADING = "heading"
    QUESTION = "question"
    OPINION = "opinion"
    ROW = "row of a table"
    CODE = "code"
    NOTE = "note"
    FRAGMENT = "fragment"
    LANGUAGE = "not in the language"
    TOO_MUCH = "past the limit"


class Kind(StrEnum):
    """In what a sentence and its source differ."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    SPEAKER = "speaker"
    NEGATION = "negation"
    OPPOSITE = "opposite"
    ROLES = "who did what"
    QUOTE = "quotation"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Difference:
    """Something in which a sentence and its source differ.

    Attributes:
        kind: in what.
        said: the words of the draft; empty where they cannot be told.
        source: those of the source in their place; empty where they cannot be told.
    """

    kind: Kind
    said: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence of a draft, and what the documents say to it.

    Attributes:
        text: as it stands in the draft, without the marks of its notes.
        start: where it begins in the text of the draft, in characters.
        end: where it ends there.
        verdict: what came of it.
        citations: the sentences that the verdict rests on, the best first; none where nothing was
            found or judged. Of a contradicted one, the sentence that says otherwise.
        reason: the verdict in words; empty where it is supported.
        let_be: why it was not judged; None where it was.
        differences: what differs from the first citation; only where it is contradicted, or a
            quotation is not to the letter.
        uncovered: `[start, end)` in `text` of what no document says; only where it is in part.
        edits: where a quotation is not to the letter, its words (`after`) against those of the
            source (`before`).

    Raises:
        ValueError: if a verdict that rests on a sentence has none, or one that rests on none has.
    """

    text: str
    start: int
    end: int
    verdict: Verdict
    citations: tuple[Citation, ...] = ()
    reason: str = ""
    let_be: LetBe | None = None
    differences: tuple[Difference, ...] = ()
    uncovered: tuple[tuple[int, int], ...] = ()
    edits: tuple[Edit, ...] = ()

    def __post_init__(self) -> None:
        rests = self.verdict in (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.IN_PART)
        if rests != bool(self.citations):
            raise ValueError(f"{self.verdict} with {len(self.citations)} citations: {self.text!r}")
        if (self.verdict is Verdict.NO_STATEMENT) != (self.let_be is not None):
            raise ValueError(f"{self.verdict} and let be as {self.let_be}: {self.text!r}")

    @property
    def missing(self) -> tuple[str, ...]:
        """The words that no document says."""
        return tuple(self.text[start:end] for start, end in self.uncovered)


@dataclass(frozen=True, slots=True)
class Verified:
    """A draft that was checked.

    Attributes:
        document: the draft as it was read.
        sentences: all of its pieces, in the order of its text.
        documents: how many documents were looked in.
        unread: files and parts of files of the folder that are not in the index, where any sentence
            may stand.
        itself: how many documents were left out because they are the draft.
        known: how many sentences were not judged again, since nothing had changed.
        scope: which documents were looked in.
    """

    document: Document
    sentences: tuple[Checked, ...]
    documents: int = 0
    unread: int = 0
    itself: int = 0
    known: int = 0
    scope: Scope = EVERYWHERE

    def count(self, verdict: Verdict) -> int:
        """How many sentences have a verdict."""
        return sum(one.verdict is verdict for one in self.sentences)

    @property
    def judged(self) -> int:
        """How many sentences were judged."""
        return sum(one.let_be is None for one in self.sentences)

    @property
    def let_be(self) -> Mapping[LetBe, int]:
        """Why pieces were not judged → how many."""
        return Counter(one.let_be for one in self.sentences if one.let_be)
