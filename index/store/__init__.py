"""The truth of an index: documents, passages and vectors in SQLite, and what keeps them sound."""
