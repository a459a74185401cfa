"""Names of people and of papers, as they are compared: not by how they are written."""

import re
import unicodedata

from index.text.lists import word_set

_APART = re.compile(r"\s*[;,/|]\s*|\s+(?:and|&)\s+", re.IGNORECASE)
_BY = re.compile(r"(?:(?:written|reported|story|words)\s+)?by:?\s+", re.IGNORECASE)

_NO_NAMES = word_set("""
    i you he she we they it the as like what
    ich du er sie wir ihr wie je tu il elle nous vous comme yo usted ella nosotros ustedes como
""")
"""Words with which what stands for a person is no name."""
_PARTICLES = word_set(
    "von van der den de del della di da du la le zu zur ten ter bin ibn al el e y"
)
_MOST_WORDS = 8


def is_somebody(text: str) -> bool:
    """Whether a text can be a name: of words that begin as names do."""
    words = [word.strip(",()") for word in text.split()]
    return 0 < len(words) <= _MOST_WORDS and all(
        word in _PARTICLES or not (word[:1].islower() or word.lower() in _NO_NAMES)
        for word in words
    )


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
