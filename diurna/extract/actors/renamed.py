"""Nouns that name somebody anew who was named before: "the firm", "the organisation", "el político", "дипломат", "der Angeklagte"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from diurna.extract.actors.actor_atoms import Atom
from diurna.extract.actors.knowledge import UNKNOWN, Knowledge
from diurna.extract.actors.remembered import Antecedent, fits

REACH = 4
"""How many sentences back such a noun reaches."""
ONLY_AGAIN = frozenset({"generic/body", "generic/bloc", "generic/channel", "generic/politician", "generic/grouping"})
"""Nouns that are nobody by themselves: they count where they mean somebody named before."""
_COMPANIES = frozenset({"generic/company", "generic/airline", "generic/bank", "generic/oil_company"})
_OUTLETS = frozenset({"generic/channel", "generic/newspaper"})
_BODIES = frozenset({"generic/body", "generic/ngo", "generic/human_rights_groups"})
_GROUPS = frozenset({"generic/grouping", "generic/militia"})
_ACCUSED = frozenset({"generic/suspects", "generic/prisoners"})
_ENVOYS = frozenset({"ambassador", "ambassador_un", "special_envoy", "generic/diplomats"})
_POLITICAL = frozenset({"PTY", "LEG", "OPP", "GOV"})
_POLITICIANS = frozenset({"lawmaker", "minister", "party_leader", "opposition_leader", "generic/lawmakers", "generic/minister", "leader"})


def again(atom: Atom, past: Iterable[Antecedent], knowledge: Knowledge, sorts: Mapping[str, str]) -> str | None:
    """Who the noun of `atom` means of those named before, the nearest first; None where nobody fits.

    `sorts`: of the bodies that the tables lack.
    """
    if (
        atom.number == "p"
        or not atom.definite
        or atom.indefinite
        or atom.former
        or not atom.bare
        or atom.owner
        or atom.owned_by is not None
    ):
        return None
    noun = atom.ids[0]
    for one in past:
        if one.number == "p" and one.person:
            continue
        if _means(noun, atom, one, knowledge, sorts.get(one.entity, "")):
            return one.entity
    return None


def _means(noun: str, atom: Atom, one: Antecedent, knowledge: Knowledge, sort: str) -> bool:
    if one.entity.startswith("generic/"):
        return False
    facts = knowledge.facts(one.entity)
    kind, sector = (facts.kind, facts.sector) if facts is not None else ("", "")
    if noun in _COMPANIES:
        return sort == "company" or (kind == "organization" and sector == "BUS")
    if noun in _OUTLETS:
        return sort == "media" or kind == "media"
    if noun in _BODIES:
        return sort == "organization" or (kind == "organization" and sector != "BUS") or (kind == "igo" and noun == "generic/body")
    if noun in _GROUPS:
        return kind == "armed_group" or sort == "armed_group" or (noun == "generic/grouping" and (kind == "group" or sort == "group"))
    if noun == "generic/bloc":
        return kind == "igo"
    return _is_person(noun, atom, one, knowledge, sector or "")


def _is_person(noun: str, atom: Atom, one: Antecedent, knowledge: Knowledge, sector: str) -> bool:
    if not one.person or not fits(atom.gender, one.gender):
        return False
    if noun == "generic/diplomats":
        return bool(_ENVOYS & set(one.roles)) or any(
            knowledge.plays(one.entity, one.roles, office) for office in ("ambassador", "ambassador_un")
        )
    if noun == "generic/politician":
        return sector in _POLITICAL or bool(_POLITICIANS & set(one.roles)) or knowledge.plays(one.entity, one.roles, "minister")
    if noun in _ACCUSED:
        return one.entity.startswith(UNKNOWN) and one.roles[:1] != ("generic/lawyers",)
    return False
