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
        ("Navalni llegó a Berlín y Merkel lo visitó para expresarle su apoyo.", "SUPPORT", "recipient", "person/alexei-navalny"),
        ("Alemania recibió el lunes a Navalni. Condenó después a Rusia.", "ACCUSE", "actor", "DEU"),
        ("Merkel llegó a Roma. La oposición habló ayer de la ley. Condenó además a Rusia.", "ACCUSE", "actor", "generic/opposition"),
        ("El grupo Lapsus robó los archivos de Navalni. Exigió un rescate a Alemania.", "REQUEST", "actor", "unknown/lapsus"),
        ("La OEA habló de una tregua. Fuentes de la mesa dicen que Navalni acusa a Rusia.", "ACCUSE", "actor", "person/alexei-navalny"),
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


@pytest.mark.parametrize(
    ("lang", "text", "kind", "role", "entity"),
    [
        ("fr", "Merz a vu lundi Zelensky, qui lui a rendu hommage.", "SUPPORT", "recipient", "person/friedrich-merz"),
        ("fr", "Merz est parti pour Rome. Meloni l'a félicité.", "SUPPORT", "recipient", "person/friedrich-merz"),
        ("fr", "La police a laissé passer les manifestants, puis les a dispersés.", "ASSAULT", "recipient", "generic/protesters"),
        ("fr", "Orban a parlé hier. Meloni lui a opposé un refus.", "REJECT", "recipient", "person/viktor-orban"),
        ("it", "Merz ha visto Orban e lo ha accusato di tradimento.", "ACCUSE", "recipient", "person/viktor-orban"),
        ("uk", "Поліція затримала студентів. Відпустили їх уранці.", "RETREAT", "recipient", "generic/students"),
        ("ru", "Суд приговорил его к году колонии.", "SANCTION", "recipient", None),
        ("en", "An aide to Orban promised Kyiv a loan.", "AGREE", "recipient", "UKR"),
        ("en", "India threw out a Canadian official.", "SANCTION", "recipient", "CAN/officials"),
        ("fr", "Damas dénonce un complot ourdi par Israël.", "ACCUSE", "recipient", "ISR"),
        ("it", "Berlino ha denunciato l'«attività ostile» di Minsk.", "ACCUSE", "recipient", "BLR"),
        ("it", "L'Iran tace. Israele lo ha accusato di mentire.", "ACCUSE", "recipient", "IRN"),
        ("de", "Der Iran schweigt. Israel beschuldigte ihn, Uran zu verstecken.", "ACCUSE", "recipient", "IRN"),
        ("ru", "Иран молчит. Израиль обвинил его во лжи.", "ACCUSE", "recipient", "IRN"),
        ("it", "Il deposito lo ha colpito lunedì l'esercito russo.", "ASSAULT", "actor", "RUS/army"),
        ("ru", "Франция закрыла российское консульство в Лионе.", "SANCTION", "actor", "FRA"),
        ("de", "Er werde antworten, drohte Igor Petrow, Chef des Ausschusses der Duma.", "THREATEN", "actor", "unknown/igor-petrow"),
    ],
)
def test_an_object_pronoun_means_who_was_named_before_its_clause(lang: str, text: str, kind: str, role: str, entity: str | None) -> None:
    events = [e for e in diurna.code(text=text, lang=lang, date="2025-06-20").events if e.type == kind]
    assert [p.entity for e in events for p in (e.recipients if role == "recipient" else e.actors)] == [entity]


def test_the_object_of_a_causative_is_that_of_its_infinitive() -> None:
    events = diurna.code(text="La police a arrêté Orban. Le juge l'a fait écrouer.", lang="fr", date="2025-06-20").events
    assert [[p.entity for p in e.recipients] for e in events] == [["person/viktor-orban"], ["person/viktor-orban"]]


def test_a_place_that_opens_a_sentence_is_no_party() -> None:
    events = diurna.code(text="À Strasbourg, Bruxelles a demandé des excuses.", lang="fr", date="2025-06-20").events
    assert [e.recipients for e in events] == [()]


def test_a_finite_verb_is_nobody_though_a_trade_is_called_so() -> None:
    events = diurna.code(text="Alger juge cette mesure inacceptable.", lang="fr", date="2025-06-20").events
    assert [(e.type, [p.entity for p in e.actors]) for e in events] == [("ACCUSE", ["DZA"])]


def test_a_security_council_of_nobody_is_the_worlds() -> None:
    record = diurna.code(text="Le Conseil de sécurité s'est réuni. Paris a saisi le Conseil de sécurité.", lang="fr", date="2025-06-20")
    assert "org/un-security-council" in {e.id for e in record.entities}


def test_an_object_written_onto_a_gerund_is_whom_the_clause_before_names() -> None:
    events = diurna.code(text="Oslo ha citato in giudizio Minsk, accusandola di spionaggio.", lang="it", date="2025-06-20").events
    assert ["BLR"] in [[p.entity for p in e.recipients] for e in events if e.type == "ACCUSE"]


def test_who_only_an_infinitive_points_at_is_no_suspect_s_captor() -> None:
    text = "Polonia detuvo a un hombre acusado de espiar para Rusia."
    events = diurna.code(text=text, lang="es", date="2021-01-20").events
    assert [e.type for e in events if any(p.entity == "POL" for p in e.actors)] == ["COERCE"]
    assert not any("espiar" in text[e.trigger.start : e.trigger.end] and any(p.entity == "POL" for p in e.actors) for e in events)


def test_a_claim_without_subject_is_the_last_speaker_s() -> None:
    text = "«No cederemos», dijo el ministro Serguéi Lavrov. Añadió que la cumbre sería en mayo."
    claims = diurna.code(text=text, lang="es", date="2021-01-20").claims
    assert [[p.entity for p in c.speakers] for c in claims] == [["person/sergey-lavrov"]] * 2


@pytest.mark.parametrize(
    ("text", "kind", "role", "entity"),
    [
        ("«No negociaremos con el ELN», dijo el ministro Serguéi Lavrov.", "REJECT", "actors", "person/sergey-lavrov"),
        ("Moscú sancionó a un banco acusado de ayudar a Kiev.", "ACCUSE", "actors", None),
        ("Lima telefoneó a Quito. El papa pidió calma a ambos países.", "REQUEST", "recipients", "PER"),
    ],
)
def test_we_is_who_says_so_and_who_is_accused_accuses_nobody(text: str, kind: str, role: str, entity: str | None) -> None:
    events = [e for e in diurna.code(text=text, lang="es", date="2021-01-20").events if e.type == kind]
    assert len(events) == 1
    found = [p.entity for p in (events[0].actors if role == "actors" else events[0].recipients)]
    assert (entity in found) if entity else not found


@pytest.mark.parametrize(
    ("text", "kind", "role", "entity"),
    [
        ("La Fiscalía imputó el martes a Navalni. El juez le prohibió viajar.", "COERCE", "recipient", "person/alexei-navalny"),
        ("Llegaron ayer los venezolanos. Los torturaron, dijo Petro.", "ASSAULT", "recipient", "VEN"),
        ("De lo contrario, advirtió Petro, demandará a Meta.", "ACCUSE", "actor", "person/gustavo-petro"),
    ],
)
def test_a_person_is_meant_before_a_body(text: str, kind: str, role: str, entity: str) -> None:
    events = [e for e in diurna.code(text=text, lang="es", date="2025-06-20").events if e.type == kind]
    assert [p.entity for e in events for p in (e.recipients if role == "recipient" else e.actors)] == [entity]


def test_a_thing_that_was_told_of_is_no_party() -> None:
    events = diurna.code(text="La medida irrita a Meloni. Sánchez la respaldó.", lang="es", date="2025-06-20").events
    assert [e.recipients for e in events if e.type == "SUPPORT"] == [()]


def test_a_woman_is_no_masculine_pronoun() -> None:
    events = diurna.code(text="António Guterres habló ayer. Londres la condenó.", lang="es", date="2025-06-20").events
    assert [e.recipients for e in events if e.type == "ACCUSE"] == [()]


@pytest.mark.parametrize(
    ("text", "kind", "role", "entities"),
    [
        (
            "Los presidentes de Brasil, Lula da Silva, y de Colombia, Gustavo Petro, se reunieron.",
            "CONSULT",
            "actor",
            ["person/lula-da-silva", "person/gustavo-petro"],
        ),
        ("Washington celebró los aranceles que impuso Pekín.", "SANCTION", "actor", ["CHN"]),
        ("La ONU acusó a Israel de perseguir y matar a dos presos.", "ASSAULT", "actor", ["ISR"]),
        ("Lima censuró a los seguidores de Evo Morales.", "ACCUSE", "recipient", [None]),
        ("La oposición suspendió sus actos de campaña y Gustavo Petro acusó a Viktor Orban.", "ACCUSE", "actor", ["person/gustavo-petro"]),
    ],
)
def test_who_does_what_a_sentence_of_several_parties_tells(text: str, kind: str, role: str, entities: list[str | None]) -> None:
    events = [e for e in diurna.code(text=text, lang="es", date="2025-06-20").events if e.type == kind]
    assert [p.entity for e in events for p in (e.recipients if role == "recipient" else e.actors)] == entities


def test_what_is_agreed_is_a_noun_behind_a_neuter_article() -> None:
    events = diurna.code(text="El ELN elogió lo acordado en México.", lang="es", date="2025-06-20").events
    assert not [e for e in events if e.type == "AGREE"]


def test_the_purpose_of_what_will_be_done_lies_ahead() -> None:
    events = diurna.code(text="Lula da Silva viajará a México para firmar un acuerdo con Petro.", lang="es", date="2025-06-20").events
    assert {e.type for e in events} == {"AGREE"}
