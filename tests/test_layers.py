"""Nothing heavy is imported before it is needed; `test_rooms.py` says what may import what."""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.paths import ROOT, SEEDS

HEAVY = {
    "torch",
    "transformers",
    "sentence_transformers",
    "gradio",
    "llama_index",
    "trafilatura",
    "onnx",
}
MODULES = sorted(path for layer in ("index", "qa", "ui") for path in (ROOT / layer).rglob("*.py"))


def imported(tree: ast.AST) -> Iterator[str]:
    """Top-level packages that the code imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide their layer"
            yield (node.module or "").split(".")[0]


def run_at_import(tree: ast.Module) -> Iterator[str]:
    """The packages that are imported when the module itself is, not when a function runs."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from imported(node)
        waiting.extend(ast.iter_child_nodes(node))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_there_is_something_to_walk() -> None:
    names = set(map(name, MODULES))
    assert {
        "index/corpus.py",
        "index/documents/formats/pdf.py",
        "qa/assistant.py",
        "ui/cli/main.py",
    } <= names
    tree = ast.parse("import a.b\nclass C:\n  from d import e\ndef f():\n  import g")
    assert sorted(imported(tree)) == ["a", "d", "g"]
    assert sorted(run_at_import(tree)) == ["a", "d"]


# llama-index itself
HEAVY_MODULES = {"qa/llama.py"}


def test_nothing_heavy_is_imported_at_the_top() -> None:
    for path in (path for path in MODULES if name(path) not in HEAVY_MODULES):
        if not name(path).startswith(
            ("ui/web/app", "ui/web/endpoints", "ui/web/tabs/", "qa/training/")
        ):
            # the page is Gradio, training is torch
            assert not HEAVY & set(run_at_import(ast.parse(path.read_text()))), name(path)


def loaded_after(code: str, **environment: str) -> set[str]:
    """The packages that a fresh Python has loaded after it ran the code."""
    listing = "import sys, json; print(json.dumps(sorted({m.split('.')[0] for m in sys.modules})))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{listing}"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **environment},
        timeout=120,
        check=True,
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_importing_the_interface_loads_nothing_heavy() -> None:
    code = "import index.sync.mirror; from index import Index; from qa import Assistant; Index"
    loaded = loaded_after(code)
    assert {"faiss", "tantivy", "qa"} <= loaded
    assert not HEAVY & loaded


@pytest.mark.slow
def test_the_first_answer_of_all_loads_nothing_heavy(tmp_path: Path) -> None:
    """Also where the encoder was never used before."""
    place = str(tmp_path / "index")
    code = (
        "from index import Index; from qa import Assistant\n"
        f"index = Index.open({place!r})\n"
        f"index.sync({str(SEEDS / 'donetsk-villages.txt')!r})\n"
        "answer = Assistant(index).ask("
        "'How many Ukrainian villages does Moscow say its troops have taken?')\n"
        "assert answer.claims"
    )
    loaded = loaded_after(code, PINCITE_CACHE=str(tmp_path / "cache"))
    assert {"onnxruntime", "tokenizers", "safetensors"} <= loaded
    assert not HEAVY & loaded
    loaded = loaded_after(code, PINCITE_CACHE=str(tmp_path / "cache"))
    assert {"onnxruntime", "tokenizers"} <= loaded
    assert not HEAVY & loaded
