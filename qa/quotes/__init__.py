"""Who said what: quotes and reported speech, their speakers, and what is asked of them."""
