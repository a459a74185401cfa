"""What the fields of a record are called: its text, title, date and address, and what else it says.

Names are compared without case, `_`, `-` and spaces: `publishedAt` is `published_at`.
"""

import datetime
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from index.documents.formats.markup import plain_text

Record = Mapping[str, object]


class Plain(str):
    """A value that is no HTML, whatever it looks like."""

    __slots__ = ()


TEXT_KEYS = (
    "text", "content", "body", "article", "articlebody", "bodytext", "fulltext", "maintext",
    "contenthtml", "contenttext", "bodyhtml", "articletext", "rawtext", "selftext", "story",
    "transcript", "contents", "textcontent", "plaintext", "contentencoded", "bodyplain", "notetext",
    "html", "pagecontent",
)  # fmt: skip
"""Names of a field that is the text of a document; the first that has words is it."""
SHORT_TEXT_KEYS = (
    "description", "summary", "abstract", "excerpt", "leadparagraph", "snippet", "lead", "message",
)  # fmt: skip
"""Names of a field that is the text where nothing but what is known of a document stands beside."""
TITLE_KEYS = ("title", "headline", "webtitle", "name", "heading", "subject")
DATE_KEYS = (
    "published", "publishedat", "publishedon", "publisheddate", "publicationdate", "publishdate",
    "webpublicationdate", "firstpublished", "datepublished", "pubdate", "date", "datetime",
    "posted", "postedat", "issued", "issuedon", "issuedate", "dateissued",
    "created", "createdat", "createdon", "createdutc", "datecreated",
    "timestamp", "updated", "updatedat", "modified", "lastmodified", "datemodified",
)  # fmt: skip
ANY_DATE_KEYS = ("date", "datetime", "timestamp")
"""Those of them that may be of anything, if a record has no text."""
URL_KEYS = (
    "url", "link", "href", "weburl", "canonicalurl", "permalink", "sourceurl", "articleurl", "uri",
)  # fmt: skip
AUTHOR_KEYS = ("author", "authors", "byline", "creator", "writer", "writtenby")
PUBLISHER_KEYS = (
    "publisher", "publication", "sourcename", "source", "sitename", "outlet", "newspaper",
)  # fmt: skip
ID_KEYS = ("id", "guid", "uuid")
_OTHERS = ("comments", "replies", "related")
"""Names of what others have said to a document, or of other documents."""
_ABOUT = frozenset((
    *TITLE_KEYS, *DATE_KEYS, *URL_KEYS, *ID_KEYS,
    "author", "authors", "byline", "creator", "source", "sourcename", "publisher", "section",
    "category", "categories", "tags", "keywords", "language", "lang", "slug", "image", "images",
    "imageurl", "urltoimage", "thumbnail", "media", "photo", "video", "score", "index", "type",
    *_OTHERS, "mobiledoc", "lexical",
))  # fmt: skip
"""Names of fields that say something of a document, and nothing of what it is about."""
_PAYLOADS = ("_source", "properties", "node", "data", "attributes", "fields", "item", "record")
_WRAPPED = ("rendered", "text", "content", "value", "main", "href", "body", "html", "t")
_SENTENCE_ENDS = (".", "!", "?", "…", '"', "”", "’", ")")
_LONG_TEXT = 200
_LONGEST_NAME = 200
_SHORT_TEXT = 80
_MOST_PARTS = 100_000
_ADDRESS = re.compile(r"(?:https?|ftp)://\S+|data:\S+", re.I)
_SEPARATORS = re.compile(r"[\s_#$@.-]+")


@lru_cache(4096)
def plain_key(name: str) -> str:
    """The name of a field without what may be written in different ways."""
    return _SEPARATORS.sub("", name[:100]).lower()


def unwrapped(item: object) -> object:
    """A record without the envelope that some services put around each: `_source`, `properties`.

    What stands in the envelope is kept where the record has no such field itself.
    """
    for _ in range(3):
        if not isinstance(item, dict):
            return item
        inner = [(key, value) for key, value in item.items() if isinstance(value, dict)]
        payloads = [(key, value) for key, value in inner if key.lower() in _PAYLOADS and value]
        own = {plain_key(key) for key in item}
        if len(payloads) != 1 or own & {*TEXT_KEYS, "name"}:
            return item
        ((name, payload),) = payloads
        outer = {k: v for k, v in item.items() if k != name and k not in payload}
        if name == "properties":
            outer = {k: v for k, v in outer.items() if k not in ("geometry", "type", "bbox")}
        if name == "_source":  # its score and index are of the search, not of the record
            outer = {"_id": outer["_id"]} if "_id" in outer else {}
        item = {**outer, **payload}
    return item


def named(record: Record, keys: Sequence[str]) -> tuple[str, object] | None:
    """Name and value of the first of these fields that a record has a value in."""
    fields = _fields(record)
    for key in keys:
        if key in fields and record[fields[key]] not in (None, "", [], {}):
            return fields[key], record[fields[key]]
    return None


def _fields(record: Record) -> dict[str, str]:
    """The names of the fields of a record by their plain names; of several, the first."""
    fields: dict[str, str] = {}
    for name in record:
        fields.setdefault(plain_key(name[:_LONGEST_NAME]), name)
    return fields


def words_of(value: object) -> str:
    """The words of a value that is a text, a list of paragraphs, or wraps one; empty for others."""
    parts: list[str] = []
    waiting = [value]
    while waiting and len(parts) < _MOST_PARTS:
        inner = waiting.pop()
        if isinstance(inner, str):
            parts.append(_words_in(inner))
        elif isinstance(inner, list):
            waiting += reversed(inner)
        elif isinstance(inner, dict) and (found := named(inner, _WRAPPED)):
            waiting.append(found[1])
    return "\n".join(part for part in parts if part.strip())


def _words_in(value: str) -> str:
    return str(value) if isinstance(value, Plain) else plain_text(value)


def text_of(record: Record) -> tuple[str, str] | None:
    """Name and words of the field that is the text of a record; None if it is a record of values.

    A short text beside values of other kinds is one of the values.
    """
    fields = _fields(record)
    keys = [key for key in (*TEXT_KEYS, *SHORT_TEXT_KEYS) if key in fields]
    is_article = keys and named(record, TITLE_KEYS) and named(record, (*DATE_KEYS, *URL_KEYS))
    for key in keys:
        words = words_of(record[fields[key]])
        if not words.strip():
            continue
        is_text = key in TEXT_KEYS or is_article
        is_sentence = is_text and words.rstrip().endswith(_SENTENCE_ENDS)
        if (
            key in ("text", "html")
            or is_sentence
            or len(words) >= (_SHORT_TEXT if is_text else _LONG_TEXT)
        ):
            return fields[key], words
        others = (name for name, _ in values_of(record, fields[key]))
        if all(is_text and plain_key(name) in SHORT_TEXT_KEYS for name in others):
            return fields[key], words
    return None


def texts_beside(record: Record) -> Iterator[str]:
    """The texts of the records that a record has in lists, such as an article its corrections.

    What readers said to it is none, nor what is linked.
    """
    for name, value in record.items():
        if isinstance(value, list) and plain_key(name) not in (*TEXT_KEYS, *_OTHERS):
            texts = (text_of(item) for item in value if isinstance(item, dict))
            yield from (text[1] for text in texts if text)


def has_empty_text(record: Record) -> bool:
    """Whether a record has a field for a text, and nothing in it."""
    keys = {plain_key(name): name for name in record}
    return "text" in keys and not words_of(record[keys["text"]]).strip()


def date_of(record: Record, keys: Sequence[str] = DATE_KEYS) -> object:
    """The date of publication of a record as it is written, or a date; None if there is none.

    Args:
        record: any.
        keys: names of the fields that may hold it.
    """
    found = named(record, keys)
    if not found:
        return None
    value = found[1]
    if isinstance(value, list):
        value = value[0]
    if isinstance(value, dict):  # as databases export it: {"$date": …}
        value = value.get("value", next(iter(value.values()), None))
    seconds = _number(value)
    if seconds is None or (isinstance(value, str) and len(value) == len("20240301")):
        return value
    seconds = seconds / 1000 if seconds > 1e11 else seconds
    if not 1e8 < seconds < 5e9:
        return None
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date()


def _number(value: object) -> float | None:
    """The number that a value is or is written as; None if it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str) and not (value.isascii() and value.isdigit() and len(value) < 20):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def values_of(record: Record, text_name: str) -> Iterator[tuple[str, str]]:
    """What a record with a text says beside it: not what is said of the document, nor addresses."""
    for name, value in record.items():
        is_list = isinstance(value, list) and any(isinstance(inner, dict | list) for inner in value)
        about = is_list or name.startswith("_") or plain_key(name) in _ABOUT
        if name != text_name and not about:
            for path, words in leaves(name, value):
                about = plain_key(path.rsplit(".", 1)[-1]) in (*URL_KEYS, *ID_KEYS)
                if not about and words not in ("true", "false") and not _ADDRESS.fullmatch(words):
                    yield path, words


def leaves(name: str, value: object) -> Iterator[tuple[str, str]]:
    """Path and words of each value in a tree; a list of plain values is one, and null is none."""
    waiting: list[tuple[str, object]] = [(name, value)]
    while waiting:
        path, inner = waiting.pop()
        inner_branches = branches(path, inner)
        if inner_branches is not None:
            waiting += reversed(inner_branches)
        elif words := leaf_words(inner):
            yield path, words


def branches(name: str, value: object) -> list[tuple[str, object]] | None:
    """Path and value of each branch; None for a leaf: a plain value, or a list of such."""
    if isinstance(value, dict):
        prefix = f"{name}." if name else ""
        return [(f"{prefix}{key[:_LONGEST_NAME]}", inner) for key, inner in value.items()]
    if isinstance(value, list) and any(isinstance(inner, dict | list) for inner in value):
        return [(f"{name}[{i}]", inner) for i, inner in enumerate(value)]
    return None


def leaf_words(value: object) -> str:
    """The words of a plain value, or of a list of such, on one line."""
    values = value if isinstance(value, list) else [value]
    return ", ".join(words for inner in values if (words := " ".join(scalar(inner).split())))


def scalar(value: object) -> str:
    """A plain JSON value in words; none for null."""
    if isinstance(value, str):
        return _words_in(value)
    if value is None or isinstance(value, dict | list):
        return ""
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else _figures(value)


def _figures(value: object) -> str:
    """A number as JSON writes it."""
    try:
        return str(value)
    except ValueError:  # Python writes no whole numbers of more than 4,300 digits
        return ""


def keys_seen(items: Sequence[object]) -> str:
    """The first names of the fields of records, for a reason."""
    names = dict.fromkeys(str(key) for item in items[:20] if isinstance(item, dict) for key in item)
    shown = ", ".join(name[:40] for name in islice(names, 8))
    return shown + (", …" if len(names) > 8 else "")
