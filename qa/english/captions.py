"""Lines of a page that are no statement of its author: bylines, captions, pointers elsewhere."""

import re

ASIDE = re.compile(
    r"(?:by|photos?|images?|pictures?|pictured|credit|source|file|caption|video|watch|listen|read|see"
    r"|more|related|opinion|explainer|fact check|live updates?|contributing|for subscribers)\b"
    r"(?:\s*[:|–—]|\s+(?:by|more|also|via|credit)\b|(?=\s+[A-Z][\w’'-]+\s+[A-Z][\w’'-]+\W*$))"
    r"|.{0,200}\((?:ap|afp|reuters|getty|photo|credit)\b[^)]*\)\W*$"
    r"|[A-Z][\w’'. -]{2,40}/(?:ap|afp|reuters|getty|usa today)\b",
    re.IGNORECASE,
)
"""The beginning of such a line."""
