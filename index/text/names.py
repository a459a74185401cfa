"""Names of people and of papers, as they are compared: not by how they are written."""

import re
import unicodedata

_APART = re.compile(r"\s*[;,/|]\s*|\s+(?:and|&)\s+", re.IGNORECASE)
_BY = re.compile(r"(?:(?:written|reported|story|words)\s+)?by:?\s+", re.IGNORECASE)


def name_key(name: str) -> str:
    """What two ways to write one name have in common: no case, no width, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def without_by(byline: str) -> str:
    """The names of a byline, without the `By` before them."""
    return _BY.sub("", byline.strip(), count=1) if _BY.match(byline.strip()) else byline.strip()


def name_keys(names: str) -> set[str]:
    """The keys by which one is found who is named: all of it, and each of several names."""
    return {key for name in (names, *_APART.split(names)) if (key := name_key(name))}


def host(url: str) -> str:
    """The host of an address in lower case, without `www.`; empty if it has none.

    An address without its `https://` has one, too.
    """
    _, scheme, rest = url.strip().partition("://")
    name = re.split(r"[/?#]", rest if scheme else url.strip(), maxsplit=1)[0]
    return name.rpartition("@")[2].partition(":")[0].lower().removeprefix("www.").rstrip(".")
