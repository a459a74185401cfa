"""The row of a table that a question names, and the cell of it that is asked for."""
