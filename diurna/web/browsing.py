"""For the checks in a real browser: a server over a ledger, the system's Chromium, and what every page must hold to."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
AXE = ROOT / "tests/assets/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@contextmanager
def serving(ledger: Path) -> Iterator[str]:
    """The address of `diurna serve` over a ledger."""
    command = [sys.executable, "-m", "diurna", "serve", "--db", str(ledger), "--port", "0", "--person", "analyst"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
    try:
        assert server.stdout is not None
        line = server.stdout.readline()
        assert " at http://" in line, line
        yield line.split(" at ")[1].split("/ ")[0]
    finally:
        server.terminate()
        server.communicate(timeout=10)


def chromium() -> str:
    """The system's Chromium; an AssertionError says how to get it."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert found, "no Chromium here: apt-get install chromium, or name one with CHROMIUM=/path"
    return found


def breaches(page: Any) -> list[str]:
    """What axe finds on a page: rule, where, and why."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)
    return [
        f"{v['id']}: {n['target']} {n['failureSummary'].splitlines()[1:2]}" for v in found["violations"] for n in v["nodes"]
    ]  # fmt: skip
