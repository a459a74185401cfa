"""Half a character: what JSON may hold as an escape, and no file as UTF-8."""

import re

HALF = re.compile("[\ud800-\udfff]")
