"""Texts → vectors: the packaged encoder, or any of sentence-transformers."""
