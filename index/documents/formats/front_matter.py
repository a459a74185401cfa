"""The block of YAML or TOML that a Markdown file may start with → its fields, all of them text.

Only plain data is read. Anchors, aliases, merges and tags are refused: with them a few hundred
bytes stand for billions of values. Nothing is turned into a number or a time either, which can take
long and is not wanted: a title may be "1984", and `iso_date` reads a date from its text.
"""

import datetime
import re
import tomllib
from collections.abc import Mapping

import yaml

from index.documents.formats.credits import author_of
from index.documents.formats.fields import AUTHOR_KEYS, plain_key

MAX_CHARACTERS = 65_536
MAX_DEPTH = 20

_BLOCK = re.compile(rf"---[ \t]*\n(.{{0,{MAX_CHARACTERS}}}?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_TOML_BLOCK = re.compile(rf"\+\+\+[ \t]*\n(.{{0,{MAX_CHARACTERS}}}?\n)?\+\+\+[ \t]*(?:\n|\Z)", re.S)
_TITLE_BLOCK = re.compile(
    r"%[ \t]+(\S.*)\n(?=%|[ \t]*(?:\n|\Z))(?:%[ \t]*(.*)\n)?(?:%[ \t]*(.*)\n)?"
)
"""How Pandoc writes the title of a text, its authors, and its date."""
_FIELD = re.compile(r"([^\W\d_][\w -]{0,40}):(?:[ \t]+(\S.*))?[ \t]*\Z")
_ITEM = re.compile(r"[ \t]*-[ \t]+(\S.*)\Z")
_SPECIAL = tuple("[]{}&*!|>%@`#,?")
"""What a value may not start with that is read as it stands."""
_NOTHING = ("", "~", "null", "Null", "NULL")


def split_front_matter(text: str) -> tuple[Mapping[str, str], str]:
    """The fields of the block at the start of a text that hold a text, and what follows the block.

    Lists and nested fields are passed over, unless they name authors. No fields, and the whole
    text, if there is no such block, or it is a list or a sentence between two rules. No fields, and
    the rest of the text, if it is of the kind that is refused. What is not YAML, as for a colon in
    a title, is read line by line.
    """
    if block := _TOML_BLOCK.match(text):
        return _toml_fields(block[1] or ""), text[block.end() :]
    if block := _TITLE_BLOCK.match(text):
        fields = zip(("title", "author", "date"), block.groups(""), strict=True)
        return {name: value.strip() for name, value in fields if value}, text[block.end() :]
    block = _BLOCK.match(text)
    if not block:
        return {}, text
    rest = text[block.end() :]
    try:
        tree = yaml.load(block[1] or "", _PlainLoader)
    except (_RefusedError, RecursionError):
        # the block is meant for programs: one that is written badly is still no text to cite
        return {}, rest
    except (yaml.YAMLError, ValueError, TypeError):
        return _text_fields(_plain_fields(block[1] or "")), rest
    if not isinstance(tree, dict):
        return {}, text if has_letters(block[1] or "") else rest
    return _text_fields(tree), rest


def _toml_fields(block: str) -> Mapping[str, str]:
    """The fields of a TOML block that hold a text or a date; none if it is not TOML."""
    try:
        tree = tomllib.loads(block)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError):
        return {}
    return _text_fields(
        {
            key: value.isoformat() if isinstance(value, datetime.date) else value
            for key, value in tree.items()
        }
    )


def _plain_fields(block: str) -> Mapping[object, object]:
    """The fields of a block that is not YAML: a line each, or a line for each item of a list."""
    tree: dict[object, object] = {}
    items: list[str] = []
    for line in block.split("\n"):
        if item := _ITEM.match(line):
            items.append(_unquoted(item[1]))
        elif field := _FIELD.match(line):
            value = (field[2] or "").strip()
            items = []
            if value.startswith("[") and value.endswith("]"):
                tree[field[1]] = [_unquoted(part) for part in value[1:-1].split(",")]
            elif not value:
                tree[field[1]] = items
            elif not value.startswith(_SPECIAL):
                tree[field[1]] = _unquoted(value)
    return tree


def _unquoted(value: str) -> str:
    value = value.strip()
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if is_quoted else value


def _text_fields(tree: Mapping[object, object]) -> Mapping[str, str]:
    """The fields that hold a text, and those that name authors, by their names in lower case."""
    fields: dict[str, str] = {}
    for key, value in tree.items():
        if not isinstance(key, str):
            continue
        if not isinstance(value, str):
            value = (author_of(value) if plain_key(key) in AUTHOR_KEYS else None) or ""
        if value not in _NOTHING:
            fields[key.lower()] = value
    return fields


def has_letters(text: str) -> bool:
    """Whether a text is more than a number or a date."""
    return any(char.isalpha() for char in text)


class _RefusedError(yaml.YAMLError):
    """A block holds what may stand for more than it is."""


class _PlainLoader(yaml.BaseLoader):
    """Text, lists and mappings, and nothing that stands for something else."""

    def fetch_anchor(self) -> None:
        self._refuse("an anchor")

    def fetch_alias(self) -> None:
        self._refuse("an alias")

    def fetch_tag(self) -> None:
        self._refuse("a tag")

    def fetch_flow_collection_start(self, kind: type[yaml.Token]) -> None:
        if self.flow_level >= MAX_DEPTH:
            self._refuse("a list in so many others")
        super().fetch_flow_collection_start(kind)

    def add_indent(self, column: int) -> bool:
        if len(self.indents) >= MAX_DEPTH:
            self._refuse("a field in so many others")
        return bool(super().add_indent(column))

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        if any(key.value == "<<" for key, _ in node.value):
            self._refuse("a merge")
        return dict(super().construct_mapping(node, deep))

    def _refuse(self, what: str) -> None:
        raise _RefusedError(f"{what} is refused at {self.get_mark()}")
