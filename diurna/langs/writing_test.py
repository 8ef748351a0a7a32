"""writing.toml of every pack, and its format."""

from pathlib import Path

import pytest

from diurna.langs import writing

PACKS = sorted(p.parent for p in Path(writing.__file__).parent.glob("*/writing.toml"))


@pytest.mark.parametrize("folder", PACKS, ids=lambda p: p.name)
def test_every_pack_says_how_its_articles_look(folder: Path) -> None:
    found = writing.load(folder)
    assert len(found.common.split()) >= 20
    for field in ("by", "dated", "updated", "photo", "source", "credits", "more", "closing", "anywhere"):
        assert found.layout.phrases(field), field


def test_a_wrong_field_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "writing.toml").write_text("[words]\nelide = 'l'\n")
    with pytest.raises(ValueError, match=r"writing\.toml.*elide"):
        writing.load(tmp_path)
