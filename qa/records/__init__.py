"""Answers kept in files, and checked again once the documents have changed."""
