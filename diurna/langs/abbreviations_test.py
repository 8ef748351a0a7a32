"""abbreviations.txt of every pack, and its format."""

from pathlib import Path

import pytest

from diurna.langs import abbreviations

PACKS = sorted(p.parent for p in Path(abbreviations.__file__).parent.glob("*/abbreviations.txt"))


@pytest.mark.parametrize("folder", PACKS, ids=lambda p: p.name)
def test_every_pack_has_eighty_and_no_word_twice(folder: Path) -> None:
    found = abbreviations.read(folder)
    assert len(abbreviations.load(folder)) >= 80 and found.opens
    lines = [li.partition("#")[0].strip() for li in (folder / "abbreviations.txt").read_text(encoding="utf-8").splitlines()]
    words = [li.partition("  ")[0] for li in lines if li and not li.endswith("opens")]
    assert len(words) == len(set(words))
    assert not any(word.endswith(".") for word in words)


def test_lower_case_entries_stand_for_their_capitalised_form(tmp_path: Path) -> None:
    (tmp_path / "abbreviations.txt").write_text("dott  # title\nNo  number\n\n# comment\nThe  opens\n")
    found = abbreviations.read(tmp_path)
    assert found.never == {"dott", "Dott"} and found.number == {"No"} and found.opens == {"The"}
    assert abbreviations.load(tmp_path) == {"dott", "Dott", "No"}


def test_a_wrong_flag_names_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "abbreviations.txt").write_text("a\nb  sometimes\n")
    with pytest.raises(ValueError, match=r"abbreviations\.txt:2.*sometimes"):
        abbreviations.read(tmp_path)


def test_a_pack_without_the_file_has_none(tmp_path: Path) -> None:
    assert abbreviations.load(tmp_path) == frozenset()
