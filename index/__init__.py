"""The index: files in; sentences, passages, vectors and ranked hits out."""

__version__ = "0.1.0"
