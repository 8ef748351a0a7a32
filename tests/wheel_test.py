"""The built wheel, installed in a fresh environment outside the checkout, runs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ARTICLE = "France condemned Russia on Monday.\n"


def run(*command: str | Path, cwd: Path) -> str:
    """Standard output of a command that must succeed, run with nothing of the checkout in its environment."""
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(list(map(str, command)), cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


@pytest.mark.wheel
def test_the_wheel_installs_and_codes_outside_the_checkout(tmp_path: Path) -> None:
    source = tmp_path / "source"
    # A copy: building in the checkout would leave its traces there.
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(".venv", ".git", "dist", "build", "__pycache__", ".*_cache"))
    run(sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path / "dist", source, cwd=tmp_path)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    venv.create(tmp_path / "fresh", with_pip=True)
    scripts = tmp_path / "fresh" / ("Scripts" if os.name == "nt" else "bin")
    run(
        scripts / "python", "-m", "pip", "install", "--quiet", "--only-binary", ":all:",
        "--constraint", ROOT / "constraints.txt", wheel, cwd=tmp_path,
    )  # fmt: skip
    where = run(scripts / "python", "-c", "import diurna; print(diurna.__file__)", cwd=tmp_path)
    assert str(tmp_path) in where
    assert "articles in 7 languages" in run(scripts / "diurna", "demo", cwd=tmp_path)
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    record = json.loads(run(scripts / "diurna", "code", "article.txt", "--date", "2025-06-05", cwd=tmp_path))
    assert record["schema"] == "diurna.record/1"
    assert [event["type"] for event in record["events"]] == ["ACCUSE"]
    names = set(run(scripts / "python", "-m", "zipfile", "-l", wheel, cwd=tmp_path).split())
    assert "diurna/py.typed" in names
    assert not [name for name in names if name.endswith(("_test.py", "conftest.py"))]
