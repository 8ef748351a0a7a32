"""How often events of one derivation were right: `python -m diurna.eval.confidence examples` writes extract/confidence.toml.

Counted are the events that the coder finds on the evidence of articles with an expected record. The figures are those of development data:
rules were written with these articles in view, so new text is right somewhat less often, and in the same order.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from diurna.coding import code
from diurna.eval.expected import article_of, expected_files, read
from diurna.eval.record import verdicts
from diurna.extract.confidence import TABLE, shapes
from diurna.model import Event

HEAD = """# Of the events that the coder finds on the evidence of the example articles, how many were right and how many
# there were, by derivation. Written by `make confidence`; docs/record.md says what a derivation is.

[right_of]
"""


def counted(folder: Path) -> dict[str, tuple[int, int]]:
    """Right events and all, by derivation, of the articles in a folder that have an expected record."""
    found: list[tuple[Event, bool]] = []
    for file in expected_files(folder):
        found += verdicts(read(file), code(article_of(file)))
    return tally(found)


def tally(found: Iterable[tuple[Event, bool]]) -> dict[str, tuple[int, int]]:
    """Right events and all, by each of the shapes of their derivation."""
    right: Counter[str] = Counter()
    cases: Counter[str] = Counter()
    for event, good in found:
        for shape in shapes(event):
            cases[shape] += 1
            right[shape] += good
    return {shape: (right[shape], cases[shape]) for shape in sorted(cases)}


def main(folder: Path) -> int:
    """Write the table; the coder reads it when it next starts."""
    lines = [f'"{shape}" = [{right}, {cases}]\n' for shape, (right, cases) in counted(folder).items()]
    TABLE.write_text(HEAD + "".join(lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
