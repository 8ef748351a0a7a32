"""What the tests of the formats share: three articles about states, read from a file of records."""

from __future__ import annotations

import io
from pathlib import Path

import msgspec
import pytest

from diurna.export.choice import Origin, Wanted
from diurna.export.formats import export
from diurna.export.origins import RecordsOrigin
from diurna.ledger.conftest import article, coded
from diurna.model import Record

ARTICLES = (
    ("Russian troops shelled a market in Kharkiv on Monday, killing 12 people. Ukraine condemned Russia.", "2025-06-03", "=Klow\tCourier"),
    ("Russian troops attacked Kharkiv on Monday. Iran denied that Iran attacked Israel.", "2025-06-04", "Szohôd Times"),
    (
        "France praised Germany on Tuesday. France has not bombed Germany. If France attacks Germany, Poland will condemn France.",
        "2025-07-02",
        "Klow Courier",
    ),
)


@pytest.fixture(scope="session")
def records() -> list[Record]:
    return [coded(article(text, url=f"https://x.example/{n}", date=d, outlet=o)) for n, (text, d, o) in enumerate(ARTICLES)]


@pytest.fixture
def files(records: list[Record], tmp_path: Path) -> RecordsOrigin:
    path = tmp_path / "records.jsonl"
    path.write_bytes(b"\n".join([*map(msgspec.json.encode, reversed(records)), b'{"document":{"key":"a"},"rejected":{"code":"x"}}']))
    return RecordsOrigin([path])


def made(name: str, origin: Origin, wanted: Wanted = Wanted(), table: str | None = None) -> bytes:  # noqa: B008 (frozen)
    out = io.BytesIO()
    export(name, origin, wanted, out, table)
    return out.getvalue()
