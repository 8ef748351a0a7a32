"""Every evaluation that a folder of gold data allows, one after the other: `python -m diurna.eval.all FOLDER`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from diurna.eval.rows import BadGold
from diurna.eval.run import evaluate
from diurna.eval.tables import table


def sets(folder: Path) -> Iterator[tuple[str, Path]]:
    """(kind, file or folder) for what lies in a folder: files or folders named for a kind, expected records anywhere."""
    for kind in ("relations", "events", "attributions"):
        for path in sorted(folder.glob(f"{kind}*")):
            if path.is_dir() or path.suffix == ".jsonl":
                yield kind, path
    if any(folder.rglob("*expected.json")):
        yield "record", folder


def main(folder: Path) -> int:
    """Print every table; 1 where there was nothing to score or a file could not be read."""
    status = 1
    for kind, path in sets(folder):
        sys.stdout.write(f"== {kind}: {path.name}\n")
        try:
            sys.stdout.write(table(kind, evaluate(kind, path)) + "\n")
            status = 0
        except BadGold as problem:
            sys.stderr.write(f"{problem}\n")
            return 1
    return status


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
