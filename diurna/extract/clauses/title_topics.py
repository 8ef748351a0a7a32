"""What a title sets before its sentence ("Turchia, arrestato il leader dell'opposizione"), which is no party of it."""

from __future__ import annotations

from collections.abc import Sequence

from diurna.analysis import Token
from diurna.extract.clauses.units import Marker, Phrase, Unit, Verb


def without_topic(units: list[Unit], tokens: Sequence[Token]) -> list[Unit]:
    """The units of a title whose first phrase, a name before a comma or colon, only says what it is about and is no party of its clause."""
    topic, mark = (units[0], units[1]) if len(units) > 3 else (None, None)
    if not isinstance(topic, Phrase) or topic.prep or not isinstance(mark, Marker) or mark.kind not in ("comma", "stop"):
        return units
    if topic.mention is None or topic.mention.form != "name" or tokens[mark.first].text not in ",:":
        return units
    rest = units[2:]
    follows = rest[0]
    if isinstance(follows, Phrase) and tokens[mark.first].text == "," and _row(follows, rest, tokens):
        return units
    if isinstance(follows, Verb) and follows.form == "fin" and not follows.passive and tokens[mark.first].text == ",":
        return units
    for unit in rest:
        if isinstance(unit, Phrase):
            unit.group = [other for other in unit.group if other is not topic]
    return [Marker(topic.first, "adv", tokens[topic.head].norm), *units[1:]]


def _row(follows: Phrase, rest: Sequence[Unit], tokens: Sequence[Token]) -> bool:
    """Whether the phrase behind a comma goes on a list of names ("Russia, Cina e Iran firmano"), or is apposed and closed by a comma."""
    after = rest[1] if len(rest) > 1 else None
    joined = isinstance(after, Marker) and after.kind in ("and", "comma")
    name = follows.mention is not None and follows.mention.form == "name"
    return (joined and (name or (isinstance(after, Marker) and after.kind == "comma"))) or (name and len(follows.group) > 1)
