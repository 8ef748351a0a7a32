"""`closed.txt` of a pack without pymorphy3's dictionary: its closed-class words with their parts of speech and cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from diurna.langs.readings import Reading


def read_closed(folder: Path) -> dict[str, tuple[Reading, ...]]:
    """`closed.txt` of the pack: lines `lemma POS form form.cells form.cells+cells`; a form without cells has no case.

    Cells are a case letter, a number and perhaps a gender ("gsm"); `#` starts a comment. ValueError for a line with less than three fields.
    """
    found: dict[str, list[Reading]] = {}
    path = folder / "closed.txt"
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines() if path.exists() else [], 1):
        fields = line.partition("#")[0].split()
        if not fields:
            continue
        if len(fields) < 3:
            raise ValueError(f"{folder.name}/closed.txt, line {number}: expected `lemma POS form ...`")
        lemma, pos, *forms = fields
        for entry in forms:
            form, _, cells = entry.partition(".")
            found.setdefault(form, []).extend(_closed(lemma, pos, cells))
    return {form: tuple(readings) for form, readings in found.items()}


def _closed(lemma: str, pos: str, cells: str) -> Iterator[Reading]:
    if not cells:
        yield Reading(pos, lemma)
    for cell in cells.split("+") if cells else ():
        person = "3" if pos == "PRON" else ""
        yield Reading(f"{pos} c={cell[0]} n={cell[1]}", lemma, number=cell[1], gender=cell[2:], person=person)
