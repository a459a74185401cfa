"""A tour of the page in a real browser: each thing that it is to do, done, timed and drawn."""
