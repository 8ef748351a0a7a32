"""Ray on two processors of this machine: the bytes of the local engine, and what dies there is replaced there too."""

from __future__ import annotations

from pathlib import Path

from diurna.batch.conftest import ROWS, batch, bytes_of, deadly, lines, row
from diurna.batch.on_ray import on_ray
from diurna.batch.run import Manifest, local

Coded = tuple[Path, list[str], Manifest]


def test_ray_gives_the_bytes_of_the_local_engine(coded: Coded, tmp_path: Path) -> None:
    out, inputs, _ = coded
    batch(tmp_path / "ray", inputs, on_ray(2))
    assert bytes_of(tmp_path / "ray") == bytes_of(out)


def test_a_poisoned_article_costs_itself_on_ray_too(tmp_path: Path) -> None:
    inputs = [lines(tmp_path / "a.jsonl", (ROWS[0], row("x", "Poison."), ROWS[1])), lines(tmp_path / "b.jsonl", ROWS)]
    program = deadly("'Poison' in document.text and os._exit(9)")
    batch(tmp_path / "ray", inputs, on_ray(2, program=program))
    batch(tmp_path / "local", inputs, local(2, program))
    assert bytes_of(tmp_path / "ray") == bytes_of(tmp_path / "local")
