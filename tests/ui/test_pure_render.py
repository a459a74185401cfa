"""What shows answers, lists and reports is pure, and does each thing in one place."""

import ast
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from tests.support.paths import ROOT

RENDERERS = sorted((ROOT / "ui/render").glob("*.py"))
OURS = ("index", "qa", "ui.render")
EFFECTS = {"open", "print", "input", "exec", "eval"}
PURE = {"numpy", "markdown_it", "xlsxwriter"}  # the last into memory
INTO_A_CELL = "write_string"  # of a workbook in memory; unlike `write`, it never makes a formula


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


@pytest.mark.parametrize("path", RENDERERS, ids=lambda path: path.stem)
def test_it_imports_nothing_that_serves_or_asks(path: Path) -> None:
    for name in imports(path):
        ours = name.startswith(OURS)
        package = name.partition(".")[0]
        assert ours or package in PURE or package in sys.stdlib_module_names, name
    assert not imports(path) & {"os", "sys", "socket", "subprocess", "threading", "time"}


@pytest.mark.parametrize("path", RENDERERS, ids=lambda path: path.stem)
def test_it_calls_nothing_with_an_effect(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in EFFECTS
        if isinstance(node, ast.Attribute):
            assert not node.attr.startswith("write_") or node.attr == INTO_A_CELL


def test_no_two_helpers_do_the_same() -> None:
    bodies = defaultdict(list)
    for path in RENDERERS:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                docstring = ast.get_docstring(node) is not None
                body = ast.dump(ast.Module(node.body[docstring:], []))
                bodies[ast.dump(node.args), body].append(f"{path.stem}.{node.name}")
    assert [names for names in bodies.values() if len(names) > 1] == []
