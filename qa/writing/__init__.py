"""Evidence → drafts: the evidence itself, or what a language model writes from it."""
