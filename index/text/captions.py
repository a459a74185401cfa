"""What the caption of a picture or a table begins with, as `Figure 2:` or `Table A.1 –`."""

import re

CAPTION = re.compile(
    r"(?:fig(?:ure)?|abb(?:ildung)?|table|tab(?:elle)?|tableau|chart|plate|exhibit|illustration)"
    r"\.?\s(?:[A-Z]\.?)?\d{1,3}(?:[.-]\d{1,2})?[a-z]?\s?[.:–—|]\s+(?=\S)",
    re.IGNORECASE,
)
"""The label of a caption, with its number and the mark after it."""
