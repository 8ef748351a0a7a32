"""What the example articles gave when they were last accepted: `python -m diurna.eval.baseline ROOT` writes `evaluation/baseline.json`.

The example articles are the regression test: tests/examples_test.py fails when a kind loses what the baseline had. A better figure is
written
down with `make baseline`; a worse one needs a reason in the commit that writes it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from diurna.eval.run import Records, evaluate


class Kind(msgspec.Struct, frozen=True):
    """Of one kind (events, claims, ...): how many were found and, for events and claims, the precision on the gold's evidence."""

    found: int
    precision: float | None = None


def measured(examples: Path) -> dict[str, Kind]:
    """The figures of today."""
    records: Records = evaluate("record", examples)
    return {name: Kind(s.found, None if s.precision is None else round(s.precision, 3)) for name, s in records.kinds.items()}


def accepted(root: Path) -> dict[str, Kind]:
    """The figures last written down."""
    return msgspec.json.decode((root / "evaluation" / "baseline.json").read_bytes(), type=dict[str, Kind])


def main(root: Path) -> int:
    """Write the figures of today down."""
    data = msgspec.json.format(msgspec.json.encode(measured(root / "examples")))
    (root / "evaluation" / "baseline.json").write_bytes(data + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
