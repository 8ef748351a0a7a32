"""Parties that stand in the sentence before: subjects left out, object pronouns."""

from __future__ import annotations

import pytest

import diurna


@pytest.mark.parametrize(
    ("text", "kind", "role", "entity"),
    [
        ("Navalni llegó el lunes a Moscú. Fue detenido esa misma noche.", "COERCE", "recipient", "person/alexei-navalny"),
        ("Navalni llegó el lunes a Moscú. La policía lo detuvo en el aeropuerto.", "COERCE", "recipient", "person/alexei-navalny"),
        ("Navalni llegó el lunes a Berlín. Alemania le concedió asilo.", "AID", "recipient", "person/alexei-navalny"),
        ("Alemania recibió el lunes a Navalni. Condenó después a Rusia.", "ACCUSE", "actor", "DEU"),
    ],
)
def test_who_a_clause_only_points_at_was_named_before(text: str, kind: str, role: str, entity: str) -> None:
    events = [e for e in diurna.code(text=text, lang="es", date="2021-01-20").events if e.type == kind]
    assert len(events) == 1
    parties = events[0].actors if role == "actor" else events[0].recipients
    assert [p.entity for p in parties] == [entity]


@pytest.mark.parametrize(
    "text",
    ["La reforma fue aprobada el lunes. Fue detenida esa misma noche.", "El lunes nevó en Madrid. Se detuvo el tráfico."],
)
def test_nobody_is_made_up(text: str) -> None:
    assert not [e for e in diurna.code(text=text, lang="es", date="2021-01-20").events if e.type == "COERCE"]
