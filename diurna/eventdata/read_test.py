"""Files of event data: what is read, and what is told of a line that cannot be."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from diurna.eventdata import lines
from diurna.eventdata.conftest import gdelt_line, polecat_lines
from diurna.eventdata.polecat import ASKED
from diurna.eventdata.read import NotTheirs, rows
from diurna.eventdata.theirs import BadRow, Origin, Theirs


def read(tmp_path: Path, origin: Origin, text: str) -> list[Theirs | BadRow]:
    path = tmp_path / "file.csv"
    path.write_text(text, encoding="utf-8")
    return list(rows(origin, path))


def test_a_row_of_gdelt(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "gdelt", gdelt_line(a="ROM") + "\n")
    assert row == Theirs("1", "2025-06-02", "ASSAULT", "190", (("ROU", "UKR"),), "ROMGOV", "UKR", 4, "https://y.example/1")


def test_gdelt_of_the_first_version_has_fewer_columns(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "gdelt", gdelt_line(width=58))
    assert isinstance(row, Theirs) and row.address == "https://y.example/1"


def test_what_is_not_between_two_countries_has_no_pair(tmp_path: Path) -> None:
    found = read(tmp_path, "gdelt", "\n".join([gdelt_line(b=""), gdelt_line(b="RUS"), gdelt_line(code="010")]))
    assert [row.pairs for row in found if isinstance(row, Theirs)] == [(), (), (("RUS", "UKR"),)]
    assert isinstance(found[2], Theirs) and found[2].type is None, "PLOVER has no type for a statement"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (gdelt_line() + "\t", "columns"),
        ("hello", "columns"),
        (gdelt_line(key="x"), "id"),
        (gdelt_line(day="20250631"), "day"),
        (gdelt_line(code="19x"), "type"),
        (gdelt_line(code="99"), "type"),
    ],
)
def test_a_bad_row_of_gdelt_says_why_and_where(tmp_path: Path, line: str, code: str) -> None:
    good, bad = read(tmp_path, "gdelt", f"{gdelt_line()}\n{line}\n")
    assert isinstance(good, Theirs) and isinstance(bad, BadRow) and (bad.line, bad.code) == (2, code)


def test_polecat_is_read_by_the_names_of_its_columns(tmp_path: Path) -> None:
    columns = ("Headline", *reversed(ASKED))
    (row,) = read(tmp_path, "polecat", polecat_lines({"Event Mode": "aerial", "Headline": "x"}, columns=columns))
    assert row == Theirs("p1", "2025-06-02", "ASSAULT", "ASSAULT/aerial", (("RUS", "UKR"),), "RUS MIL", "UKR", None, "Klow Courier")


def test_several_countries_of_polecat_are_several_pairs(tmp_path: Path) -> None:
    many = {"Actor Country": "FRA; DEU;None", "Recipient Country": "RUS"}
    together = {"Actor Country": "FRA;DEU", "Recipient Country": "None", "Event Type": "consult"}
    first, second = read(tmp_path, "polecat", polecat_lines(many, together))
    assert isinstance(first, Theirs) and first.pairs == (("FRA", "RUS"), ("DEU", "RUS"))
    assert isinstance(second, Theirs) and (second.type, second.pairs) == ("CONSULT", (("FRA", "DEU"),))


@pytest.mark.parametrize(
    ("row", "code"),
    [({"Event ID": ""}, "id"), ({"Event Date": "soon"}, "day"), ({"Event Type": "WAR"}, "type"), ({"Source": "a\tb"}, "columns")],
)
def test_a_bad_row_of_polecat_says_why(tmp_path: Path, row: dict[str, str], code: str) -> None:
    (bad,) = read(tmp_path, "polecat", polecat_lines(row))
    assert isinstance(bad, BadRow) and (bad.line, bad.code) == (2, code)


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotTheirs, match="not the head line of POLECAT"):
        read(tmp_path, "polecat", gdelt_line())


def test_packed_files_are_read_as_plain_ones(tmp_path: Path) -> None:
    text = f"{gdelt_line()}\n{gdelt_line('2')}\n".encode()
    (tmp_path / "a.gz").write_bytes(gzip.compress(text))
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("20250602.export.CSV", text)
    for name in ("a.gz", "a.zip"):
        assert [row.key for row in rows("gdelt", tmp_path / name) if isinstance(row, Theirs)] == ["1", "2"]


@pytest.mark.parametrize("name", ["a.gz", "a.zip"])
def test_a_damaged_file_is_told(tmp_path: Path, name: str) -> None:
    whole = gzip.compress(gdelt_line().encode() * 100) if name == "a.gz" else b"PK\x03\x04" + b"x" * 100
    (tmp_path / name).write_bytes(whole[:-20])
    with pytest.raises(OSError, match="unpacked"):
        list(rows("gdelt", tmp_path / name))


def test_a_line_without_an_end_is_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LONGEST", 2000)
    found = read(tmp_path, "gdelt", f"{'x' * 7000}\n{gdelt_line()}\n\n")
    assert isinstance(found[0], BadRow) and found[0].code == "length" and isinstance(found[1], Theirs) and len(found) == 2
