"""The index: files in; sentences, passages, vectors and ranked hits out."""

from index.corpus import Index
from index.errors import UserError
from index.types import Document, Hit, Passage, Span

__version__ = "0.1.0"

__all__ = ["Document", "Hit", "Index", "Passage", "Span", "UserError"]
