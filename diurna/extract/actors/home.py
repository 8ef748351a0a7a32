"""The state an article is at home in: the one it tells of above all others, else where it was written, else where its language is.

The state of its language counts where the article names it at all.

A bare "the police" or "Interior Minister X" is of that state where the words around say nothing else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from diurna.analysis import Analysis
from diurna.extract.actors.knowledge import is_state
from diurna.langs.names import normal
from diurna.langs.pack import Packs

if TYPE_CHECKING:
    from diurna.gazetteer.load import Gazetteer

_LEAST = 3
"""How often a state is named at least before an article is about it."""
_ABOVE = 2
"""How many times as often as any other state."""
_PIECES = re.compile(r"\s+[|•·–—/-]+\s+|\s*[|•·,;:()«»\"“”\n]\s*|\.\s+|\s+(?:in|a|à|en|aus|da|из|з)\s+")


def home(analysis: Analysis, packs: Packs, states: Mapping[str, int]) -> str | None:
    """ISO-3 of the article's own state, None where nothing tells. `states`: how often each is named without doubt."""
    ranked = sorted(states.items(), key=lambda item: -item[1])
    most = ranked[0][1] if ranked else 0
    if most >= _LEAST and (len(ranked) == 1 or most >= _ABOVE * ranked[1][1]):
        return ranked[0][0]
    return written(analysis, packs) or _homeland(analysis, packs, states)


def _homeland(analysis: Analysis, packs: Packs, states: Mapping[str, int]) -> str | None:
    langs = Counter(s.lang for s in analysis.sentences if s.lang in packs)
    state = packs[langs.most_common(1)[0][0] or ""].settings.homeland if langs else ""
    return state if state in states else None


def written(analysis: Analysis, packs: Packs) -> str | None:
    """The state of the place in the dateline, else of the first place that a line beside the title names."""
    if analysis.dateline_place is not None:
        return _state(analysis.dateline_place, analysis, packs)
    text = analysis.input.text
    lines = (text[s.start : s.end] for s in analysis.segments if s.kind == "byline")
    return next((s for piece in _pieces(lines) if (s := _city(piece, packs.gazetteer))), None)


def _state(place: str, analysis: Analysis, packs: Packs) -> str | None:
    """What a dateline's place is or lies in: as a state or capital of the article's languages, else as the largest place of the name."""
    if is_state(place) and packs.gazetteer.entity(place) is not None:
        return place
    for lang in dict.fromkeys(s.lang for s in analysis.sentences if s.lang in packs):
        for sense, _ in packs[lang or ""].names.readings(normal(place)):
            if sense.form == "capital" or (sense.section == "states" and sense.form == "name"):
                return sense.id
    return _city(place, packs.gazetteer)


def _city(name: str, gazetteer: Gazetteer) -> str | None:
    found = gazetteer.place_by_name(name)
    return found[0].country if found else None


def _pieces(lines: Iterable[str]) -> Iterable[str]:
    """The parts of head lines that may be a place: a capital first, no figure within."""
    for line in lines:
        yield from (p for p in _PIECES.split(line) if p[:1].isupper() and not any(c.isdigit() for c in p))
