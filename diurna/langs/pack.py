"""A language pack: one folder of text files, found by listing `diurna/langs/`, each part loaded when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from diurna.langs.settings import Settings

if TYPE_CHECKING:
    from diurna.gazetteer.load import Gazetteer
    from diurna.langs.frames import Frames
    from diurna.langs.morphology import Morphology
    from diurna.langs.names import Names
    from diurna.langs.quantities import Quantities
    from diurna.langs.speech import Speech
    from diurna.langs.times import Times

HERE = Path(__file__).parent


class Pack:
    """One language. Attributes are the pack's parts; each reads its own files on first use."""

    def __init__(self, code: str, folder: Path) -> None:
        self.code = code
        self.folder = folder

    @cached_property
    def settings(self) -> Settings:
        return Settings.read(self.folder)

    @cached_property
    def morphology(self) -> Morphology:
        from diurna.langs import morphology

        return morphology.load(self.folder)

    @cached_property
    def names(self) -> Names:
        from diurna.langs import names

        return names.load(self.folder)

    @cached_property
    def place_words(self) -> frozenset[str]:
        """The words that a name of a place may begin with; a sentence without any, and without a compound, has no hit that is a place."""
        from diurna.langs.names import beginnings

        names, width = self.names, max(1, len(self.names.features))
        places = {i for i, sense in enumerate(names.senses) if sense.section == "place"}
        keys = (key for key, codes in names.forms.items() if any(code // width in places for code in codes))
        return frozenset(start for key in keys for start in beginnings(key))

    @cached_property
    def times(self) -> Times:
        from diurna.langs import times

        return times.load(self.folder)

    @cached_property
    def quantities(self) -> Quantities:
        from diurna.langs import quantities

        return quantities.load(self.folder)

    @cached_property
    def frames(self) -> Frames:
        from diurna.langs import frames

        return frames.load(self.folder)

    @cached_property
    def speech(self) -> Speech:
        from diurna.langs import speech

        return speech.load(self.folder)


class Packs(Mapping[str, Pack]):
    """All languages by code, and the gazetteer they share, with a user's own `gazetteer` files. Packs load as texts need them."""

    def __init__(self, root: Path = HERE, gazetteer: Sequence[Path] = ()) -> None:
        self._own = tuple(gazetteer)
        self._packs = {p.parent.name: Pack(p.parent.name, p.parent) for p in sorted(root.glob("*/pack.toml"))}

    def __getitem__(self, code: str) -> Pack:
        return self._packs[code]

    def __contains__(self, code: object) -> bool:
        return code in self._packs

    def __iter__(self) -> Iterator[str]:
        return iter(self._packs)

    def __len__(self) -> int:
        return len(self._packs)

    @cached_property
    def folders(self) -> tuple[tuple[str, Path], ...]:
        """Each language's folder."""
        return tuple((code, pack.folder) for code, pack in self._packs.items())

    @cached_property
    def gazetteer(self) -> Gazetteer:
        from diurna.gazetteer import load

        return load.load(self._own)
