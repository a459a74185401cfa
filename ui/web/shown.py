"""What visitors see of paths: they begin with the folder that is mirrored, or with a file's name.

Where on the server's disk the documents lie is its operator's business. What a workspace gives away
passes here; what it writes down for its operator does not.
"""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from index.corpus import Index
from index.errors import UserError
from index.paths import name_below, source_of, tops_of
from index.progress import Kept, LeftOut
from index.types import Document, Listed, Place, Scope, Sentence, Skipped, Span
from qa.evaluation.gold import GoldEvidence
from qa.records.recheck import CheckedCitation
from qa.records.record import Record, SavedDocument
from ui.render.shelf import Notice

_T = TypeVar("_T")

Memo = dict[int, tuple[Any, Any]]
"""Id of a value → the value, and what is shown of it."""

_SOURCES = {Document: "source", Listed: "source", SavedDocument: "source", LeftOut: "source"} | {
    Skipped: "source",
    GoldEvidence: "document",
    Notice: "source",
    Kept: "place",
}
"""Kinds of values → their field that holds a path."""
_REASONS = (Skipped, Notice, Kept, CheckedCitation)
"""Kinds of values whose `reason` is a sentence that may hold one."""
_WITHOUT = (Span, Sentence, Place)
"""Kinds of values that hold none, and of which there are many."""
_ABSOLUTE = re.compile(r"(?<![\w.~:/-])/(?:[^\s/:;,“”\"'()<>]+/)+")
"""The folders in front of the name in an absolute path, which holds no space."""


class Shown:
    """Values and sentences as visitors see them; for any number of threads."""

    def __init__(self, index: Index) -> None:
        """Nothing is read yet.

        Args:
            index: whose mirrored folders paths begin with.
        """
        self._index = index
        self._tops: tuple[int, Mapping[str, str]] = (-1, {})

    def of(self, value: _T, memo: Memo | None = None) -> _T:
        """A value with all that it is made of; the very same where there is nothing to hide.

        Args:
            value: of our dataclasses, or several of them in a tuple or a list.
            memo: what was shown before, of values that grow.
        """
        known: Memo = {} if memo is None else memo
        result: _T = self._of(value, self._known(), known)
        return result

    def text(self, text: str) -> str:
        """A sentence of ours, such as an error, in which paths are as visitors see them."""
        try:
            tops = self._known()
        except UserError:  # the index cannot be read, which may be what is told
            tops = self._tops[1]
        return self._text(text, tops)

    def _text(self, text: str, tops: Mapping[str, str]) -> str:
        if "/" not in text:
            return text
        for top in sorted(filter(None, tops), key=len, reverse=True):
            below = f"{tops[top]}/" if tops[top] else ""
            text = text.replace(f"{top}/", below).replace(top, _name(top))
        folder = source_of(self._index.folder)
        return _ABSOLUTE.sub("", text.replace(folder, _name(folder)))

    def error(self, error: UserError) -> str:
        """What happened and what to do about it, as visitors read it."""
        return self.text(str(error))

    def _known(self) -> Mapping[str, str]:
        """The folders that are mirrored, read anew only after a change."""
        generation = self._index.generation()
        if self._tops[0] != generation:
            self._tops = generation, tops_of(map(source_of, self._index.roots()))
        return self._tops[1]

    def _of(self, value: Any, tops: Mapping[str, str], memo: Memo) -> Any:
        if isinstance(value, tuple | list):
            some = [self._of(one, tops, memo) for one in value]
            same = all(new is old for new, old in zip(some, value, strict=True))
            return value if same else type(value)(some)
        if not is_dataclass(value) or isinstance(value, (type, *_WITHOUT)):
            return value
        if id(value) not in memo:
            changes = {
                name: new for name, old, new in self._fields(value, tops, memo) if new is not old
            }
            memo[id(value)] = value, replace(value, **changes) if changes else value
        return memo[id(value)][1]

    def _fields(
        self, value: Any, tops: Mapping[str, str], memo: Memo
    ) -> list[tuple[str, Any, Any]]:
        """Name, value and what is shown of it, of the fields of a dataclass that may hold paths."""
        kind = type(value)
        if kind is Document:  # whose text, pages and places are long, and its own
            return [("source", value.source, name_below(value.source, tops))]
        found = []
        for one in fields(value):
            old = getattr(value, one.name)
            new: Any
            if _SOURCES.get(kind) == one.name:
                new = name_below(old, tops)
            elif kind in _REASONS and one.name == "reason":
                new = self._text(old, tops)
            elif kind is Scope and one.name == "folders":
                new = tuple(name_below(folder, tops) for folder in old)
            elif kind is Record and one.name == "versions":
                new = {name: self._text(version, tops) for name, version in old.items()}
            else:
                new = self._of(old, tops, memo)
            found.append((one.name, old, new))
        return found


def _name(source: str) -> str:
    """The last part of a path."""
    return source.rstrip("/").rpartition("/")[2]
