"""Ranked passages: by words (tantivy), by vectors (FAISS), and by both."""
