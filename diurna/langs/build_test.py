"""What is written once from a pack's text files must be what the files say now: a stale part is read slowly by every user."""

from pathlib import Path

import pytest

from diurna.langs.build import PARTS, folders, stale


@pytest.mark.parametrize("folder", folders([]), ids=lambda f: f.name)
def test_compiled_parts_are_up_to_date(folder: Path) -> None:
    assert [part.PART for part in PARTS if stale(folder, part)] == [], "run `make packs`"
