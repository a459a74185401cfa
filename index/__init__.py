"""The index: files in; sentences, passages, vectors and ranked hits out."""

from typing import TYPE_CHECKING

from index.errors import UserError
from index.types import Document, Hit, Passage, Span

if TYPE_CHECKING:
    from index.corpus import Index

__version__ = "0.1.0"

__all__ = ["Document", "Hit", "Index", "Passage", "Span", "UserError"]


def __getattr__(name: str) -> object:
    """Load the search engines only for who uses them: the command's help does not."""
    if name == "Index":
        from index.corpus import Index

        return Index
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
