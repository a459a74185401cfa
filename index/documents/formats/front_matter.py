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

MAX_CHARACTERS = 65_536
MAX_DEPTH = 20

_BLOCK = re.compile(rf"---[ \t]*\n(.{{0,{MAX_CHARACTERS}}}?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_TOML_BLOCK = re.compile(rf"\+\+\+[ \t]*\n(.{{0,{MAX_CHARACTERS}}}?\n)?\+\+\+[ \t]*(?:\n|\Z)", re.S)
_NOTHING = ("", "~", "null", "Null", "NULL")


def split_front_matter(text: str) -> tuple[Mapping[str, str], str]:
    """The fields of the block at the start of a text that hold a text, and what follows the block.

    Lists and nested fields are passed over. No fields, and the whole text, if there is no such
    block, or it is a list or a sentence between two rules. No fields, and the rest of the text, if
    it is not YAML, or of the kind that is refused.
    """
    if block := _TOML_BLOCK.match(text):
        return _toml_fields(block[1] or ""), text[block.end() :]
    block = _BLOCK.match(text)
    if not block:
        return {}, text
    rest = text[block.end() :]
    try:
        tree = yaml.load(block[1] or "", _PlainLoader)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        # the block is meant for programs: one that is written badly is still no text to cite
        return {}, rest
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


def _text_fields(tree: Mapping[object, object]) -> Mapping[str, str]:
    """The fields that hold a text, by their names in lower case."""
    return {
        key.lower(): value
        for key, value in tree.items()
        if isinstance(key, str) and isinstance(value, str) and value not in _NOTHING
    }


def has_letters(text: str) -> bool:
    """Whether a text is more than a number or a date."""
    return any(char.isalpha() for char in text)


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
        raise yaml.scanner.ScannerError(None, None, f"{what} is refused", self.get_mark())
