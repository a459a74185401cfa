"""The rooms of the house stand on floors, and no import runs up."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.paths import ROOT

FLOORS = {
    "index": (
        "text types errors progress paths files scopes contents",
        "documents encoders",
        "store",
        "search",
        "sync",
        "cluster",
        "doctor originals unfinished",
        "corpus",
    ),
    "qa": (
        "types english",
        "models sayings",
        "evidence support",
        "comparison quotes",
        "writing",
        "gather",
        "compose",
        "kinds unasked checked",
        "assistant timeline",
        "conversation llama records tables",
        "watch",
        "drafts",
        "evaluation",
        "suggest",
        "training",
    ),
    "ui": ("render", "web", "cli"),
}
"""Rooms and files of each layer, the lowest floor first."""

APART = {("evidence", "support")}
"""Rooms of one floor that do not know of each other."""

SQL = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|CREATE TABLE|PRAGMA)\b [A-Za-z*(]")


def modules() -> dict[str, Path]:
    """Dotted name of every module → its file."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for layer in FLOORS
        for path in (ROOT / layer).rglob("*.py")
    }


MODULES = modules()


def imported(path: Path) -> Iterator[str]:
    """Modules of ours that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in MODULES)
        elif isinstance(node, ast.ImportFrom) and node.module in MODULES:
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name for name in inner if name in MODULES)
            if any(name not in MODULES for name in inner):
                yield node.module


IMPORTS = {name: set(imported(path)) for name, path in MODULES.items()}


def floor(name: str) -> int:
    """The floor of a module in its layer; the top for the layer's own face."""
    layer, *rest = name.split(".")
    if not rest or rest[0].startswith("__"):
        return len(FLOORS[layer])
    return next(n for n, rooms in enumerate(FLOORS[layer]) if rest[0] in rooms.split())


def test_every_room_has_a_floor() -> None:
    for name in MODULES:
        floor(name)


LAYERS = ("index", "qa", "ui")
"""The lowest first."""


def test_no_import_runs_up() -> None:
    for name, other in [(module, used) for module in MODULES for used in IMPORTS[module]]:
        said = f"{name} imports {other}"
        layer, other_layer = (LAYERS.index(module.split(".")[0]) for module in (name, other))
        assert other_layer <= layer, said
        if layer == other_layer and "." in other and "." in name:
            assert floor(other) <= floor(name), said
            rooms = (name.split(".")[1], other.split(".")[1])
            assert not {rooms, rooms[::-1]} & APART, said


def test_no_modules_import_each_other() -> None:
    """No circle, also not by an import inside a function."""
    done: set[str] = set()

    def walk(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " → ".join([*above[above.index(name) :], name])
        if name not in done:
            for other in sorted(IMPORTS[name]):
                walk(other, (*above, name))
            done.add(name)

    for name in sorted(MODULES):
        walk(name, ())


WITHOUT_SQL = [name for name in MODULES if not name.startswith(("index.store.", "index.cluster."))]


def test_sql_stands_in_the_store_and_the_cluster_only() -> None:
    for name in WITHOUT_SQL:
        strings = [
            node.value
            for node in ast.walk(ast.parse(MODULES[name].read_text()))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        assert not [text for text in strings if SQL.search(text)], name


def test_nobody_reaches_through_the_store_to_its_database() -> None:
    for name in WITHOUT_SQL:
        nodes = ast.walk(ast.parse(MODULES[name].read_text()))
        names = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
        assert not names & {"database", "_database"}, name


def test_nothing_that_ships_imports_training() -> None:
    for name, others in IMPORTS.items():
        if not name.startswith("qa.training"):
            assert not [other for other in others if other.startswith("qa.training")], name


ENGLISH = ("qa.english.", "index.text.", "qa.training.")
"""Where words of English are listed; training has its own, which do not ship."""

NO_ENGLISH = {
    "qa.support.cross_encoder": "what other people's models call their labels",
    "index.documents.formats.credits": "what programs write in the place of a name",
    "index.documents.formats.earlier": "what mail programs write above the mail that they quote",
    "index.documents.formats.forms": "what programs call the fields of forms",
    "index.documents.formats.letter": "what mail programs write in the place of a text",
    "index.documents.formats.pdf": "the endings of file names",
    "index.documents.formats.plain": "what pages print around their text, beside how they do it",
    "index.documents.formats.elements": "the names of elements of HTML",
    "index.documents.formats.markup_unseen": "the names of elements of HTML",
    "index.documents.formats.markup": "the names of elements of HTML",
    "index.documents.formats.panels": "what pages call their panels and menus",
    "index.documents.formats.asides": "what pages call their captions and links",
    "index.documents.formats.boxes": "what pages call their boxes",
    "index.documents.formats.markdown_marks": "what note programs call their own fields",
    "index.documents.formats.page_dates": "how pages state their dates",
    "index.documents.formats.page_facts": "the names of newspapers and their sites",
    "index.documents.formats.stated_dates": "how texts state their dates",
    "index.documents.formats.surroundings": "what pages print around their text",
    "index.documents.formats.kept": "what pages call the lead of their article",
    "index.documents.formats.main_text": "what pages call their menus",
    "index.documents.formats.office": "what programs write in the place of a title",
    "index.documents.formats.web": "what pages say that show nothing without scripts",
    "index.documents.normalise": "months, to read a date",
    "ui.web.access.audit": "the beginnings of keys",
}
"""Modules with a list of their own, and what it is of."""

ALTERNATIVES = re.compile(r"(?:(?<![a-z])[a-z]{2,}(?:[^|\s]{0,6}| [a-z]+)\|){4,}(?:[a-z]{2,})")
"""Five words or more with a bar between them, with endings such as `\\w*` or `(?:ed|ing)?`."""

LISTED = re.compile(r"\s*(?:[a-z]+\s+){5,}[a-z]+\s*")
"""Six words or more, and no mark between them."""

_COMMON = """
    the a an and or but in on at by for from with he she it they his her this that not no never
    before after one two three four five six seven eight nine ten hundred is was were has had
    said told january february march april june monday tuesday jan feb mar apr jun
"""
COMMON = frozenset(_COMMON.split())
"""Of a collection that lists English, some are among these; of field names, few are."""


def word_lists(path: Path) -> Iterator[str]:
    """Lists of English words of a module: split strings, alternatives of patterns, collections."""
    tree = ast.parse(path.read_text())
    split = {
        name.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "split"
        for name in ast.walk(node.value)
        if isinstance(name, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from (match[0] for match in [ALTERNATIVES.search(node.value)] if match)
        elif isinstance(node, ast.Assign) and split & {getattr(t, "id", "") for t in node.targets}:
            yield from filter(LISTED.fullmatch, _strings(node.value))
        elif isinstance(node, ast.Call):
            called = node.func.value if isinstance(node.func, ast.Attribute) else node
            splits = getattr(node.func, "attr", getattr(node.func, "id", "")) in ("split", "words")
            if splits:
                yield from filter(LISTED.fullmatch, _strings(called))
        elif isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict):
            elements = node.keys if isinstance(node, ast.Dict) else node.elts
            listed = [str(e.value) for e in elements if isinstance(e, ast.Constant)]
            if sum(map(str.islower, listed)) >= 6 and len(COMMON.intersection(listed)) >= 3:
                yield " ".join(listed)


def _strings(node: ast.AST) -> Iterator[str]:
    """The strings in an expression."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value


def test_english_words_are_listed_in_their_room_only() -> None:
    for name in (name for name in MODULES if not name.startswith(ENGLISH)):
        lists = list(word_lists(MODULES[name]))
        assert not lists or name in NO_ENGLISH, f"{name}: {lists}"


@pytest.mark.parametrize(
    "code",
    [
        '_WORDS = "if unless but not no never"\nWORDS = frozenset(_WORDS.split())',
        'WORDS = frozenset("if unless but not no never".split())',
        'WORDS = words("mayor minister head governor official president")',
        'WORDS = ("if", "not", "but", "no", "never", "none", "nor")',
        'WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}',
        'SAYING = re.compile(r"\\b(?:said|claim(?:s|ed)?|report\\w*|told|warn(?:s|ed)?|added)\\b")',
        'PHRASES = re.compile(r"before|ahead of|prior to|after|once|following")',
    ],
)
def test_a_list_of_english_words_is_noticed(code: str, tmp_path: Path) -> None:
    (tmp_path / "code.py").write_text(code)
    assert list(word_lists(tmp_path / "code.py"))
