"""Kinds of questions that take more than one sentence, and how each is answered."""
