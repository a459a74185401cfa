"""The functions of a server that a program may call; all others are of the page."""

ENDPOINTS = ("ask", "search", "timeline", "table", "quotes", "documents", "recheck", "verify")
"""In the order in which they are listed."""
