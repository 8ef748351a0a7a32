"""Naming: the names of a language together with those of a user's own lists."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from diurna.langs.names import Names, extended
from diurna.langs.pack import Pack

if TYPE_CHECKING:
    from diurna.gazetteer.load import Gazetteer


@lru_cache(maxsize=64)
def naming(pack: Pack, gazetteer: Gazetteer) -> Names:
    """The names of a language, a user's own lists included."""
    return extended(pack.names, gazetteer.names(pack.code))
