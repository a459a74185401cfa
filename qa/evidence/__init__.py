"""Hits → evidence: which sentences answer the question, and how probably."""
