"""GDELT Events: 61 columns without a head line, or 58, which is GDELT 1.0."""

from __future__ import annotations

from datetime import datetime

from diurna.eventdata.cameo import cameo, is_code
from diurna.eventdata.theirs import BadRow, Theirs

WIDTHS = (61, 58)
_ID, _DAY, _ACTOR, _COUNTRY, _CODE, _ARTICLES = 0, 1, 5, 7, 26, 33
_SECOND = 10
"""So many columns after the first actor's stands the second one's."""


def event(line: str, number: int) -> Theirs | BadRow:
    """The event of a line."""
    cells = line.split("\t")
    if len(cells) not in WIDTHS:
        return BadRow(number, "columns", f"{len(cells)} columns instead of {WIDTHS[0]}")
    key, written, code = cells[_ID].strip(), cells[_DAY].strip(), cells[_CODE].strip()
    if not key.isdigit():
        return BadRow(number, "id", f"{key[:40]!r} is no GLOBALEVENTID")
    try:
        day = datetime.strptime(written, "%Y%m%d").date().isoformat()
    except ValueError:
        return BadRow(number, "day", f"{written[:40]!r} is no SQLDATE")
    if not is_code(code):
        return BadRow(number, "type", f"{code[:40]!r} is no CAMEO code")
    a, b = (cameo().iso(cells[at].strip()) for at in (_COUNTRY, _COUNTRY + _SECOND))
    articles = cells[_ARTICLES].strip()
    return Theirs(
        key, day, cameo().type_of(code), code, ((a, b),) if a and b and a != b else (), cells[_ACTOR].strip(),
        cells[_ACTOR + _SECOND].strip(), int(articles) if articles.isdigit() else None, cells[-1].strip() or None,
    )  # fmt: skip
