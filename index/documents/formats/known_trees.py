"""Trees of values as known programs write them → trees that say the same as records and texts.

Editors write a text as a tree of runs, so that a bold word parts a sentence; programs that listen
write a line every few seconds; tables are written column by column, or row by row under a name.
What is of no such kind stays the very same object.
"""

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from itertools import groupby, pairwise
from typing import cast

from index.documents.formats.fields import Plain, date_of, plain_key, scalar, text_of


class _Written(Plain):
    """A text that an editor has written, which is that of the record that it stands in."""

    __slots__ = ()


class _Spoken(Plain):
    """What was said in stretches of seconds, and its words without the names of who said them."""

    __slots__ = ("words",)

    words: str


Tree = Mapping[str, object]

_DEEPEST = 30
_FEWEST_COMMON = 2  # fields that records under names share
_LINES = ("hardBreak", "hard_break", "br")
_OF_STORE = frozenset(("index", "create", "update", "delete"))
_STEPS = ("HowToStep", "HowToSection", "HowToDirection", "HowToTip")
_AT = ("start", "offset", "timestamp", "from", "begin")
"""Names of the second at which a stretch of speech begins."""
_OF_SPEECH = frozenset((
    *_AT, "id", "seek", "end", "to", "duration", "dur", "text", "speaker", "speaker_id", "tokens",
    "temperature", "avg_logprob", "compression_ratio", "no_speech_prob", "words", "confidence",
    "channel", "lang", "language",
))  # fmt: skip
"""Names of all that programs which listen say of a stretch."""
_LATEST = 86_400  # second at which a recording may begin
_OF_EDITOR = frozenset(("type", "nodeType", "version", "content", "attrs", "data", "marks"))
_OF_NODE = frozenset(("type", "nodeType", "text", "value", "content", "attrs", "marks", "data"))
_OF_BLOCK = ("rich_text", "cells", "title", "caption", "expression")
"""Names of the words of a block of a page."""
_WORDLESS = frozenset(
    ("divider", "table", "table_of_contents", "breadcrumb", "column_list", "column")
)
_LABELS = ("name", "key", "id")
"""What the name is called under which a record stands: the first that no record has itself."""


def plainer(tree: object) -> object:
    """The tree of a file with what known programs write in a way of their own as records and texts.

    Tables that are the whole tree, or all that it holds under one name, become records too.
    """
    made = _plainer(tree)
    if isinstance(made, str) and made is not tree:
        return {"text": Plain(made)}
    if not isinstance(made, dict):
        return made
    if len(made) == 1 and isinstance(inner := next(iter(made.values())), dict):
        rows = _table(inner)
        return made if rows is None else dict.fromkeys(made, rows)
    rows = _table(made)
    return made if rows is None else rows


def plainer_record(record: object) -> object:
    """A value of a line of a file in the same way, of which a record stays one record."""
    made = _plainer(record)
    if not isinstance(record, dict) or isinstance(made, dict):
        return made
    return {"text": Plain(made)} if isinstance(made, str) else record


def _plainer(tree: object, depth: int = 0) -> object:
    if depth > _DEEPEST or not isinstance(tree, dict | list):
        return tree
    if isinstance(tree, dict) and (early := _read_whole(tree)) is not None:
        return early
    branches = enumerate(tree) if isinstance(tree, list) else tree.items()
    deep = [(at, value) for at, value in branches if isinstance(value, dict | list)]
    if not deep:
        return tree
    made = [(at, new) for at, old in deep if (new := _plainer(old, depth + 1)) is not old]
    inner = copy(tree) if made else tree
    for at, value in made:
        inner[at] = value
    for read in _OF_LISTS if isinstance(inner, list) else _OF_RECORDS:
        if (found := read(inner)) is not None:
            return found
    return inner


def is_for_a_store(record: object) -> bool:
    """Whether a record only tells a search engine to store the one that follows."""
    if not isinstance(record, dict) or len(record) != 1:
        return False
    ((name, value),) = record.items()
    about = isinstance(value, dict) and bool(value)
    return name in _OF_STORE and about and all(key.startswith("_") for key in value)


def _read_whole(tree: Tree) -> object | None:
    """What a value is that is read before all that is in it; None if it is none."""
    kind = tree.get("type") or tree.get("nodeType")
    if kind in ("doc", "document") and _is_of_editor(tree):
        return _Written("\n".join(_paragraphs([tree]))) or None
    return _posts(tree) if tree.get("kind") == "Listing" else None


def _is_of_editor(tree: Tree) -> bool:
    """Whether a value is a text that an editor has written, and says nothing else."""
    content = tree.get("content")
    alone = _OF_EDITOR.issuperset(tree) and not tree.get("data")
    return alone and isinstance(content, list) and all(_is_node(node) for node in content)


def _is_node(node: object, depth: int = 0) -> bool:
    """Whether a value is a part of a text that an editor has written."""
    if depth >= _DEEPEST or not isinstance(node, dict) or not _OF_NODE.issuperset(node):
        return False
    if not isinstance(node.get("type") or node.get("nodeType"), str):
        return False
    if not all(isinstance(node.get(name, ""), str) for name in ("text", "value")):
        return False
    inner = node.get("content", [])
    return isinstance(inner, list) and all(_is_node(part, depth + 1) for part in inner)


def _paragraphs(content: Sequence[Tree]) -> list[str]:
    """The paragraphs in the nodes of an editor, of which the runs of a line are put together."""
    found: list[str] = []
    run: list[str] = []
    for node in content:
        inner = node.get("content")
        if isinstance(inner, list) and not _is_in_line(node):
            title = _attributes(node).get("title")
            found += ["".join(run), title if isinstance(title, str) else "", *_paragraphs(inner)]
            run = []
        else:
            run.append(_run(node))
    return [line for line in (*found, "".join(run)) if line.strip()]


def _is_in_line(node: Tree) -> bool:
    """Whether a node stands in a line, as a link does that holds a text of its own."""
    return node.get("nodeType") in ("hyperlink", "entry-hyperlink", "asset-hyperlink")


def _run(node: Tree) -> str:
    """The words of a node in a line."""
    if node.get("type") in _LINES:
        return "\n"
    inner = node.get("content")
    if isinstance(inner, list):
        return "".join(map(_run, inner))
    shown = _attributes(node)
    day = date_of({"timestamp": shown["timestamp"]}) if "timestamp" in shown else None
    words = (node.get("text"), node.get("value"), shown.get("text"), shown.get("label"))
    others = (str(day) if day else "", shown.get("url"))
    return next((text for text in (*words, *others) if isinstance(text, str) and text), "")


def _attributes(node: Tree) -> Tree:
    attributes = node.get("attrs")
    return attributes if isinstance(attributes, dict) else {}


def _posts(listing: object, depth: int = 0) -> list[object] | None:
    """The posts of a listing of a forum, with the answers to each behind it; None if it is none."""
    data = listing.get("data") if isinstance(listing, dict) else None
    children = data.get("children") if isinstance(data, dict) else None
    if not isinstance(children, list) or depth > _DEEPEST:
        return None
    posts: list[object] = []
    for child in children:
        post = child.get("data") if isinstance(child, dict) else None
        if not isinstance(post, dict):
            return None
        answers = _posts(post.get("replies"), depth + 1)
        if answers is None and post.get("replies"):
            posts.append(post)
        else:
            posts.append({key: value for key, value in post.items() if key != "replies"})
        posts += answers or []
    return posts


def _joined_runs(tree: Sequence[object]) -> object | None:
    """The text of which each value of a list is a run, with what it looks like."""
    if not tree or not all(
        isinstance(run, dict) and isinstance(run.get("plain_text"), str) for run in tree
    ):
        return None
    return Plain("".join(run["plain_text"] for run in tree))  # type: ignore[index]


def _joined_blocks(tree: Sequence[object]) -> object | None:
    """The text of which each value of a list is a block of a page."""
    blocks = [_block(value) for value in tree]
    if not blocks or any(words is None for words in blocks):
        return None
    return [{"text": Plain("\n".join(filter(None, blocks)))}]


def _block(value: object) -> str | None:
    """The words of a block of a page, with those of the blocks in it; None if it is none."""
    if not isinstance(value, dict) or value.get("object") != "block":
        return None
    kind = str(value.get("type"))
    inner = value.get(kind)
    if not isinstance(inner, dict):
        return None
    names = [name for name in _OF_BLOCK if name in inner] or ["url"] * ("url" in inner)
    if not names and kind not in _WORDLESS and "children" not in inner:
        return None
    lines = [_words_of_block(inner[name]) for name in names]
    lines += [_words_in_block(part.get("children")) for part in (inner, value)]
    return None if None in lines else "\n".join(filter(None, lines))


def _words_of_block(value: object) -> str | None:
    """A text, or the texts of cells on one line; None if it is neither."""
    cells = value if isinstance(value, list) else [value]
    texts = [cell for cell in cells if cell]
    if not all(isinstance(text, str) for text in texts):
        return None
    return " | ".join(map(str, texts))


def _words_in_block(children: object) -> str | None:
    """The text of the blocks in a block, which have been joined; None if they could not be."""
    if not children:
        return ""
    only = children[0] if isinstance(children, list) and len(children) == 1 else None
    words = only.get("text") if isinstance(only, dict) else None
    return words if isinstance(words, Plain) else None


def _joined_speech(tree: Sequence[object]) -> object | None:
    """The text that was said in stretches of seconds, a line for each who speaks."""
    if len(tree) < _FEWEST_COMMON or not all(map(_is_stretch, tree)):
        return None
    parts = cast("Sequence[Tree]", tree)
    seconds = list(map(_second, parts))
    if seconds[0] > _LATEST or any(later < earlier for earlier, later in pairwise(seconds)):
        return None
    lines: list[str] = []
    for who, group in groupby(parts, _speaker):
        words = " ".join(word for part in group for word in str(part["text"]).split())
        lines.append(f"{who}: {words}" if who else words)
    spoken = _Spoken("\n".join(lines))
    spoken.words = " ".join(word for part in parts for word in str(part["text"]).split())
    return [{"text": spoken}]


def _is_stretch(part: object) -> bool:
    """Whether a value is what was said in a stretch of seconds, and nothing else."""
    if not isinstance(part, dict) or not _OF_SPEECH.issuperset(part):
        return False
    who = (part.get("speaker"), part.get("speaker_id"))
    is_named = all(name is None or isinstance(name, str | int | float) for name in who)
    return is_named and isinstance(part.get("text"), str) and _second(part) >= 0


def _second(part: Tree) -> float:
    """The second at which a stretch of speech begins; -1 if it has none."""
    values = (part.get(name) for name in _AT)
    numbers = (x for x in values if isinstance(x, int | float) and not isinstance(x, bool))
    return next(numbers, -1)


def _speaker(part: Tree) -> str:
    """Who speaks in a stretch of speech, by name or number; empty if it is not said."""
    who = part.get("speaker")
    who = part.get("speaker_id") if who is None else who
    return f"Speaker {who}" if isinstance(who, int | float) else str(who or "")


def _with_speech_once(tree: Tree) -> object | None:
    """A record without the stretches of the speech that is its text; or with it in its text."""
    for name in ("segments", "chunks", "utterances"):
        spoken = tree.get(name)
        if not isinstance(spoken, list) or len(spoken) != 1 or not isinstance(spoken[0], dict):
            continue
        words = spoken[0].get("text")
        if not isinstance(words, _Spoken):
            continue
        others = {key: value for key, value in tree.items() if key != name}
        said = others.get("text") or ""
        if not isinstance(said, str):
            continue
        return {**others, "text": _once(said, words)}
    return None


def _once(said: str, spoken: _Spoken) -> str:
    """A text with the speech that it may be of; who speaks is kept where that is told."""
    whole = " ".join(said.split())
    if str(spoken) == spoken.words:
        return said if spoken.words in whole else Plain(f"{said}\n{spoken}".strip())
    return spoken if whole == spoken.words else Plain(f"{said}\n{spoken}".strip())


def _table(tree: Tree) -> list[object] | None:
    """The records of a table that a record is, by its columns or by the names of its rows."""
    rows = _rows_of_columns(tree)
    return _named_records(tree) if rows is None else rows


def _rows_of_columns(tree: Tree) -> list[object] | None:
    """The records of a table of which each value holds a column, by the numbers of its rows."""
    columns = list(tree.values())
    if len(columns) < _FEWEST_COMMON or not isinstance(columns[0], dict):
        return None
    numbers = list(columns[0])
    if not numbers or numbers != [str(n) for n in range(len(numbers))]:
        return None
    if not all(isinstance(column, dict) and list(column) == numbers for column in columns):
        return None
    return [
        {name: column[number] for name, column in tree.items()}  # type: ignore[index]
        for number in numbers
    ]


def _named_records(tree: Tree) -> list[object] | None:
    """The records that stand under their names in a record, with these."""
    records = [value for value in tree.values() if isinstance(value, dict)]
    if len(records) < _FEWEST_COMMON or len(records) != len(tree) or all(map(text_of, records)):
        return None
    common = set(records[0]).intersection(*records[1:])
    plain = [key for key in common if all(scalar(record[key]) for record in records)]
    if len(plain) < _FEWEST_COMMON:
        return None
    own = {plain_key(key) for record in records for key in record}
    label = next((label for label in _LABELS if label not in own), None)
    if label is None:
        return None
    return [{label: Plain(name), **record} for name, record in zip(tree, records, strict=True)]


def _with_written_text(tree: Tree) -> object | None:
    """A record of which the text was written in an editor, with its summary as its title."""
    written = [name for name, value in tree.items() if isinstance(value, _Written) and value]
    if len(written) != 1 or text_of(tree):
        return None
    text = Plain(str(tree[written[0]]))
    found = {**{key: value for key, value in tree.items() if key != written[0]}, "text": text}
    if isinstance(found.get("summary"), str) and "title" not in found:
        found["title"] = found.pop("summary")
    return found


def _steps_as_text(tree: Tree) -> object | None:
    """A record of which the steps are its text."""
    for name, value in tree.items():
        steps = value if isinstance(value, list) else []
        texts = [text for step in steps if (text := _text_of_step(step)) is not None]
        if texts and len(texts) == len(steps):
            others = {key: inner for key, inner in tree.items() if key != name}
            return {**others, "text": "\n".join(texts)} if "text" not in tree else None
    return None


def _text_of_step(value: object) -> str | None:
    """The text of a step, after its name; None if it is none."""
    if not isinstance(value, dict) or value.get("@type") not in _STEPS:
        return None
    text, name = value.get("text"), value.get("name")
    if not isinstance(text, str) or not isinstance(name, str) or not name.strip():
        return text if isinstance(text, str) else None
    name = name.strip().rstrip(".:…")
    if text.strip().startswith(name):
        return text
    return f"{name}\n{text}" if value["@type"] == "HowToSection" else f"{name}: {text}"


def _flat_posts(tree: Sequence[object]) -> object | None:
    """The records of several lists of records, one list behind the other."""
    lists = [value for value in tree if isinstance(value, list)]
    if len(lists) != len(tree) or len(lists) < _FEWEST_COMMON:
        return None
    records = [record for inner in lists for record in inner]
    return records if records and all(isinstance(record, dict) for record in records) else None


_OF_LISTS: tuple[Callable[..., object | None], ...] = (
    _joined_runs, _joined_blocks, _joined_speech, _flat_posts,
)  # fmt: skip
_OF_RECORDS: tuple[Callable[..., object | None], ...] = (
    _with_speech_once, _with_written_text, _steps_as_text,
)  # fmt: skip
