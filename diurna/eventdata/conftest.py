"""Rows as others publish them, made up."""

from __future__ import annotations

from diurna.eventdata.polecat import ASKED


def gdelt_line(
    key: str = "1",
    day: str = "20250602",
    code: str = "190",
    a: str = "RUS",
    b: str = "UKR",
    *,
    width: int = 61,
    address: str = "https://y.example/1",
) -> str:
    """A line of GDELT Events."""
    cells = [""] * width
    cells[0], cells[1], cells[5], cells[7], cells[15], cells[17] = key, day, f"{a}GOV", a, b, b
    cells[26], cells[33], cells[-1] = code, "4", address
    return "\t".join(cells)


def polecat_lines(*rows: dict[str, str], columns: tuple[str, ...] = ASKED) -> str:
    """A file of POLECAT with a head line; what a row leaves out is usual."""
    usual = {
        "Event ID": "p1", "Event Date": "2025-06-02", "Event Type": "ASSAULT", "Actor Country": "RUS", "Recipient Country": "UKR",
        "Source": "Klow Courier", "Primary Actor Sector": "MIL",
    }  # fmt: skip
    lines = ["\t".join(columns), *("\t".join((usual | row).get(name, "") for name in columns) for row in rows)]
    return "\n".join(lines) + "\n"
