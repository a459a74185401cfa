"""The rooms of the house stand on floors, and no import runs up."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.paths import ROOT

FLOORS = {
    "index": (
        "text types errors progress paths files",
        "documents encoders",
        "store",
        "search",
        "sync",
        "cluster",
        "doctor",
        "corpus",
    ),
    "qa": (
        "types english",
        "models",
        "evidence support",
        "writing",
        "assistant",
        "conversation llama",
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


@pytest.mark.parametrize("name", MODULES)
def test_no_import_runs_up(name: str) -> None:
    for other in IMPORTS[name]:
        if other.split(".")[0] == name.split(".")[0] and "." in other and "." in name:
            assert floor(other) <= floor(name), f"{name} imports {other}"
            rooms = (name.split(".")[1], other.split(".")[1])
            assert not {rooms, rooms[::-1]} & APART, f"{name} imports {other}"


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


@pytest.mark.parametrize("name", MODULES)
def test_sql_stands_in_the_store_and_the_cluster_only(name: str) -> None:
    if name.startswith(("index.store.", "index.cluster.")):
        return
    strings = [
        node.value
        for node in ast.walk(ast.parse(MODULES[name].read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert not [text for text in strings if SQL.search(text)]


@pytest.mark.parametrize("name", MODULES)
def test_nobody_reaches_through_the_store_to_its_database(name: str) -> None:
    if not name.startswith(("index.store.", "index.cluster.")):
        nodes = ast.walk(ast.parse(MODULES[name].read_text()))
        names = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
        assert not names & {"database", "_database"}


def test_nothing_that_ships_imports_training() -> None:
    for name, others in IMPORTS.items():
        if not name.startswith("qa.training"):
            assert not [other for other in others if other.startswith("qa.training")], name
