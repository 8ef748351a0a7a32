"""Parties: a speaker's phrase as entities and as a class of speaker."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from diurna.analysis import Mention
from diurna.extract.actors.knowledge import members
from diurna.extract.claims.cues import Stage
from diurna.extract.claims.leads import mentions_in
from diurna.extract.claims.speakers import Source, coordinated
from diurna.extract.clauses.units import Phrase
from diurna.model import Entity, Party, SpeakerClass


def parties(found: Source | None, stage: Stage, mentions: list[Mention]) -> list[Party]:
    """The speakers as parties: one for each entity the span names at its top level, one without entity where it names none."""
    if found is None:
        return []
    tokens = stage.tokens
    start, end = tokens[found.first].start, tokens[found.last - 1].end
    phrase = found.phrase
    group = coordinated(stage, phrase) if phrase is not None else []
    inside = [u for u in stage.units if isinstance(u, Phrase) and found.first <= u.head < found.last and not u.prep]
    if len(group) == 1 and phrase is not None and inside and inside[0] is phrase:
        group += [u for u in inside[1:] if stage.tokens[u.first - 1].norm in stage.settings.coordinators]
    members = [p for p in group if p.mention is not None]
    chosen = [p.mention for p in members if p.mention is not None]
    if not chosen:
        inside = mentions_in(mentions, found.first, found.last)
        head = [m for m in inside if m.first <= found.head < m.last]
        behind = [m for m in inside if m.form == "name" and m.last == found.last and m.first and tokens[m.first - 1].text == ","]
        chosen = head[:1] or [m for m in inside if m.form in ("name", "title", "generic")][:1] or inside[:1]
        if not head and chosen and (chosen[0].entity or "").startswith("generic/"):
            chosen = behind[:1] or chosen  # "the head of the company, Ann Smith"
    chosen = _bearer(stage, found, mentions_in(mentions, found.first, found.last)) or chosen
    if not chosen:
        return [Party(None, start, end)]
    if len(chosen) > 1 and phrase is not None and found.first <= phrase.head < found.last:
        return [Party(e, m.start, m.end) for m in chosen for e in _entities(m)]
    return [Party(e, start, end) for e in _entities(chosen[0])]


def _bearer(stage: Stage, found: Source, inside: list[Mention]) -> list[Mention]:
    """The person whose name ends a phrase that begins with a nameless office: "la segretaria della Lega, X", "la presidente della
    Commissione Ursula von der Leyen"; behind a preposition it is another's ("la moglie di Mario Rossi")."""
    tokens = stage.tokens
    known = any(m.entity is not None and m.first <= found.head < m.last for m in inside)
    name = next((m for m in inside if m.form == "name" and m.last == found.last and m.first > found.head + 1), None)
    if known or name is None or tokens[found.head].number == "p":
        return []
    before, kind = tokens[name.first - 1], (name.entity or "").split("/")[0]
    beside = before.text == "," and kind in ("person", "unknown") and name.last - name.first > 1
    return [name] if beside or (before.pos in ("NOUN", "PROPN") and kind == "person") else []


def _entities(m: Mention) -> list[str | None]:
    return [None] if m.entity is None else list(members(m.entity))


def speaker_class(stage: Stage, found: Source | None, people: list[Party], entities: dict[str, Entity]) -> SpeakerClass:
    """The class of the contract: by the head word's list, else by the kind of entity."""
    if found is None:
        return "unknown"
    entity = next((e for p in people if p.entity and (e := entities.get(p.entity)) is not None), None)
    head = stage.tokens[found.head]
    listed = stage.speech.speakers.get(head.lemma) or stage.speech.speakers.get(head.norm)
    if entity is not None and entity.kind == "person" and "/" in entity.id and entity.id.split("/")[0] in ("person", "unknown"):
        return "named_person"
    if entity is None and listed is None and head.pos == "PROPN":
        return "named_person"
    if listed is None:
        nouns = (t for t in stage.tokens[found.first : found.last] if t.pos in ("NOUN", "PROPN"))
        listed = next((k for t in nouns if (k := stage.speech.speakers.get(t.lemma)) is not None), None)
    if listed is not None:
        return cast(SpeakerClass, listed)
    return "unknown" if entity is None else _BY_KIND.get(entity.kind, "unknown")


_BY_KIND: dict[str, SpeakerClass] = {
    "person": "named_person", "state": "institution", "government": "institution", "organization": "institution",
    "armed_group": "institution", "igo": "institution", "media": "media", "group": "public", "place": "institution",
}  # fmt: skip


def identities(people: Iterable[Party]) -> set[str | tuple[int, int]]:
    """Who some parties are, to be compared with others: their entities, and their words where they have none."""
    return {p.entity or (p.start, p.end) for p in people}
