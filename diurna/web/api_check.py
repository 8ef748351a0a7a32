"""The JSON API against its own description: schemathesis asks what the description allows, and what it does not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from diurna.web.browsing import serving


def test_every_answer_is_as_described(examples: Path, tmp_path: Path) -> None:
    with serving(examples) as home:
        program = "import sys; from schemathesis.cli import schemathesis; sys.exit(schemathesis())"
        asked = ["run", f"{home}/api/openapi.json", "--header", f"Origin: {home}", "--phases", "examples,coverage,fuzzing", "--seed", "1"]
        done = subprocess.run([sys.executable, "-c", program, *asked, "--max-examples", "20"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
