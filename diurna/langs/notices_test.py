"""Notices of correction and retraction, in every pack; the words elsewhere in an article are no notice."""

from __future__ import annotations

import pytest

from diurna.langs.notices import Notices, load, notice
from diurna.langs.pack import Packs

FOLDERS = tuple(folder for _, folder in Packs().folders)
BODY = "\n\nA first paragraph about something else.\n\nA second one.\n\nA third one.\n\nA fourth one."


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_every_pack_has_words_for_both(folder: object) -> None:
    from pathlib import Path

    assert isinstance(folder, Path)
    found = load(folder)
    assert found.correction and found.retraction
    for kind in ("correction", "retraction"):
        for phrase in getattr(found, kind):
            text = f"{phrase.capitalize()} the name was wrong"
            assert notice(f"Title{BODY}\n\n{text}", None, FOLDERS) == kind, phrase
            assert notice(f"{text}{BODY}", None, FOLDERS) == kind, phrase


@pytest.mark.parametrize(
    "text",
    [
        "The minister called for a correction: prices must fall. He spoke on Monday.",
        "Il tribunale ha chiesto la rettifica del bilancio.",
        "Суд отклонил опровержение адвоката.",
        "Der Widerruf der Genehmigung kam spät.",
        f"Title\n\nOne.\n\nTwo.\n\nThree.\n\nCorrection: in the middle of a long article.{BODY}",
    ],
)
def test_the_words_elsewhere_are_no_notice(text: str) -> None:
    assert notice(text, None, FOLDERS) is None


def test_a_pack_without_the_file_has_no_notices(tmp_path: object) -> None:
    from pathlib import Path

    assert isinstance(tmp_path, Path)
    assert load(tmp_path) == Notices()
    (tmp_path / "notices.toml").write_text("correction = 5", encoding="utf-8")
    with pytest.raises(ValueError, match=r"notices\.toml"):
        load(tmp_path)
