"""axe-core, which judges a page as a machine does for screen readers; fetched for the tests."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

AXE = "axe-core@4.10.3"


def fetched(folder: Path) -> str:
    """Its script; it is no part of this repository. The test is skipped where npm gives none."""
    if shutil.which("npm") is None:
        pytest.skip("npm is not installed, which fetches axe-core")
    done = subprocess.run(
        ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), AXE],
        capture_output=True,
        check=False,
        timeout=120,
    )
    if done.returncode:
        pytest.skip(f"{AXE} could not be fetched")
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def faults(page: Page, axe: str) -> list[tuple[str, str, list[Any]]]:
    """What axe finds that is serious or critical."""
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        (v["id"], v["impact"], [(n["html"][:160], n["failureSummary"][:200]) for n in v["nodes"]])
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
    ]
