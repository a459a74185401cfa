"""Trees of values as known programs write them → trees that say the same as records and texts.

Editors write a text as a tree of runs, so that a bold word parts a sentence; programs that listen
write a line every few seconds; tables are written column by column, or row by row under a name.
What is of no such kind stays the very same object.
"""

from collections.abc import Callable, Mapping, Sequence

from index.documents.formats.fields import Plain, scalar, text_of


class _Written(Plain):
    """A text that an editor has written, which is that of the record that it stands in."""

    __slots__ = ()


Tree = Mapping[str, object]

_DEEPEST = 30
_FEWEST_COMMON = 2  # fields that records under names share
_LINES = ("hardBreak", "hard_break", "br")
_OF_STORE = frozenset(("index", "create", "update", "delete"))
_STEPS = ("HowToStep", "HowToSection", "HowToDirection", "HowToTip")
_AT = ("start", "offset", "timestamp", "from", "begin")
"""Names of the second at which a stretch of speech begins."""


def plainer(tree: object, depth: int = 0) -> object:
    """The tree with what known programs write in a way of their own as records and texts."""
    if depth > _DEEPEST or not isinstance(tree, dict | list):
        return tree
    if isinstance(tree, dict) and (early := _read_whole(tree)) is not None:
        return early
    if isinstance(tree, list):
        made: object = [plainer(value, depth + 1) for value in tree]
        same = all(a is b for a, b in zip(tree, made, strict=True))  # type: ignore[call-overload]
    else:
        made = {key: plainer(value, depth + 1) for key, value in tree.items()}
        same = all(value is made[key] for key, value in tree.items())
    inner = tree if same else made
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
    content = tree.get("content")
    if kind in ("doc", "document") and isinstance(content, list) and _are_nodes(content):
        return _Written("\n".join(_paragraphs(content)))
    data = tree.get("data")
    if tree.get("kind") == "Listing" and isinstance(data, dict):
        return _posts(tree)
    return None


def _are_nodes(content: Sequence[object]) -> bool:
    """Whether values are parts of a text that an editor has written."""
    return all(
        isinstance(node, dict) and isinstance(node.get("type") or node.get("nodeType"), str)
        for node in content
    )


def _paragraphs(content: Sequence[object], depth: int = 0) -> list[str]:
    """The paragraphs in the nodes of an editor, of which the runs of a line are put together."""
    found: list[str] = []
    run: list[str] = []
    for node in content if depth <= _DEEPEST else ():
        if not isinstance(node, dict):
            continue
        inner = node.get("content")
        if isinstance(inner, list) and not _is_in_line(node):
            found += ["".join(run), *_paragraphs(inner, depth + 1)]
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
        return "".join(_run(part) for part in inner if isinstance(part, dict))
    attributes = node.get("attrs")
    shown = attributes if isinstance(attributes, dict) else {}
    words = node.get("text", node.get("value", shown.get("text")))
    return words if isinstance(words, str) else ""


def _posts(listing: Tree, depth: int = 0) -> list[object]:
    """The posts of a listing of a forum, with the answers to each behind it."""
    data = listing.get("data")
    children = data.get("children") if isinstance(data, dict) else None
    posts: list[object] = []
    for child in children if isinstance(children, list) else ():
        post = child.get("data") if isinstance(child, dict) else None
        if not isinstance(post, dict):
            continue
        posts.append({key: value for key, value in post.items() if key != "replies"})
        answers = post.get("replies")
        if isinstance(answers, dict) and depth <= _DEEPEST:
            posts += _posts(answers, depth + 1)
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
    if not isinstance(value, dict) or value.get("object") != "block":
        return None
    inner = value.get(str(value.get("type")))
    words = inner.get("rich_text") if isinstance(inner, dict) else ""
    return words if isinstance(words, str) else ""


def _joined_speech(tree: Sequence[object]) -> object | None:
    """The text that was said in stretches of seconds, a line for each who speaks."""
    lines: list[str] = []
    last: object = None
    for part in tree:
        if not isinstance(part, dict) or not isinstance(part.get("text"), str):
            return None
        if not any(isinstance(part.get(name), int | float) for name in _AT):
            return None
        who, words = part.get("speaker"), " ".join(part["text"].split())
        if lines and who == last:
            lines[-1] += f" {words}"
        else:
            lines.append(f"{who}: {words}" if isinstance(who, str) else words)
        last = who
    return [{"text": Plain("\n".join(lines))}] if len(tree) > 1 else None


def _with_speech_once(tree: Tree) -> object | None:
    """A record without the stretches of the speech that is its text; or with it as its text."""
    for name in ("segments", "chunks", "utterances"):
        spoken = tree.get(name)
        if not isinstance(spoken, list) or len(spoken) != 1 or not isinstance(spoken[0], dict):
            continue
        words = spoken[0].get("text")
        if isinstance(words, Plain):
            others = {key: value for key, value in tree.items() if key != name}
            said = others.get("text")
            return {**others, "text": said if isinstance(said, str) and said.strip() else words}
    return None


def _rows_of_columns(tree: Tree) -> object | None:
    """The records of a table of which each value holds a column, by the numbers of its rows."""
    columns = list(tree.values())
    if len(columns) < _FEWEST_COMMON or not isinstance(columns[0], dict):
        return None
    numbers = list(columns[0])
    if not numbers or not all(number.isdecimal() for number in numbers):
        return None
    if not all(isinstance(column, dict) and list(column) == numbers for column in columns):
        return None
    return [
        {name: column[number] for name, column in tree.items()}  # type: ignore[index]
        for number in numbers
    ]


def _named_records(tree: Tree) -> object | None:
    """The records that stand under their names in a record, with these."""
    records = [value for value in tree.values() if isinstance(value, dict)]
    if len(records) < _FEWEST_COMMON or len(records) != len(tree) or all(map(text_of, records)):
        return None
    common = set(records[0]).intersection(*records[1:])
    plain = [key for key in common if all(scalar(record[key]) for record in records)]
    if len(plain) < _FEWEST_COMMON:
        return None
    label = "key" if "name" in common else "name"
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
        texts = [step.get("text") for step in steps if _is_step(step)]
        if texts and len(texts) == len(steps) and all(isinstance(text, str) for text in texts):
            others = {key: inner for key, inner in tree.items() if key != name}
            return {**others, "text": "\n".join(map(str, texts))} if "text" not in tree else None
    return None


def _is_step(value: object) -> bool:
    return isinstance(value, dict) and value.get("@type") in _STEPS


def _flat_posts(tree: Sequence[object]) -> object | None:
    """The records of several lists of records, one list behind the other."""
    lists = [value for value in tree if isinstance(value, list)]
    if len(lists) != len(tree) or len(lists) < _FEWEST_COMMON:
        return None
    records = [record for inner in lists for record in inner]
    return records if all(isinstance(record, dict) for record in records) else None


_OF_LISTS: tuple[Callable[..., object | None], ...] = (
    _joined_runs, _joined_blocks, _joined_speech, _flat_posts,
)  # fmt: skip
_OF_RECORDS: tuple[Callable[..., object | None], ...] = (
    _with_speech_once, _with_written_text, _rows_of_columns, _steps_as_text, _named_records,
)  # fmt: skip
