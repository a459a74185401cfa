"""Lists and counts of the rows of a table that fit a question."""
