"""What all records share, as the bytes that a new ledger's records are compressed with. It is written into the file and stays there:
later versions of this module change new ledgers only.
"""

from __future__ import annotations

from typing import get_args

from diurna.ledger.packing import flat
from diurna.model import (
    SCHEMA,
    Change,
    Claim,
    ClaimAct,
    Coder,
    Contested,
    Document,
    Entity,
    EntityKind,
    Event,
    Evidence,
    Geo,
    Note,
    Object,
    Party,
    Place,
    Precision,
    Quad,
    Quantity,
    Record,
    Segment,
    Sentence,
    SpeakerClass,
    Time,
    Title,
    Type,
)  # fmt: skip

_ID = "0123456789abcdef01234567"
_LANGS = ("it", "de", "fr", "es", "uk", "ru", "en")
_RULES = (
    " > subj=", " > obj=", " > to=", " > of=", " > by=", " > dat=", " > passive", " > actor=", " > recipient=", " > compose ", " > claim ",
    "it/v/", "de/v/", "fr/v/", "es/v/", "uk/v/", "ru/v/", "en/v/", "it/n/", "de/n/", "fr/n/", "es/n/", "uk/n/", "ru/n/", "en/n/",
)  # fmt: skip
_MODES = (
    "aerial", "heavy-weapons", "firearms", "kill", "mediate", "diplomatic", "economic", "military", "judicial", "arrest", "expel",
    "withdraw",
    "discontinue", "boycott", "allege", "disapprove", "legal", "assist", "change", "meet", "yield", "policy", "demo", "visit", "phone",
)  # fmt: skip
_ENTITIES: tuple[tuple[str, str, EntityKind, str | None, str | None], ...] = (
    ("unknown/", "", "person", None, None), ("generic/media", "media", "media", None, None),
    ("generic/people", "people", "group", None, None),
    ("generic/officials", "officials", "government", None, "GOV"), ("generic/police", "police", "government", None, "COP"),
    ("org/nato", "NATO", "igo", None, None), ("org/eu", "European Union", "igo", None, None),
    ("org/un", "United Nations", "igo", None, None),
    ("media/reuters", "Reuters", "media", "GBR", "MED"), ("media/afp", "Agence France-Presse", "media", "FRA", "MED"),
    ("RUS/government", "government of Russia", "government", "RUS", "GOV"), ("RUS/presidency", "Kremlin", "government", "RUS", "GOV"),
    ("RUS/army", "army of Russia", "government", "RUS", "MIL"), ("UKR/army", "army of Ukraine", "government", "UKR", "MIL"),
    ("RUS/foreign_ministry", "Russian Foreign Ministry", "government", "RUS", "GOV"), ("geo/", "", "place", "UKR", None),
    ("person/volodymyr-zelensky", "Volodymyr Zelensky", "person", "UKR", "GOV"), ("ISR", "Israel", "state", "ISR", None),
    ("person/vladimir-putin", "Vladimir Putin", "person", "RUS", "GOV"), ("CHN", "China", "state", "CHN", None),
    ("DEU", "Germany", "state", "DEU", None), ("FRA", "France", "state", "FRA", None), ("USA", "United States", "state", "USA", None),
    ("UKR", "Ukraine", "state", "UKR", None), ("RUS", "Russia", "state", "RUS", None),
)  # fmt: skip


def first_dictionary() -> bytes:
    """The bytes: one record with all shapes in their usual order, the frequent values last, where they are cheapest to point at."""
    here, spot = Party("RUS", 100, 108), Place("geo/", 100, 108)
    span = Evidence(100, 110)
    times = [Time("2025-06-05", "2025-06-05", p, None, span, s) for p in get_args(Precision) for s in ("stated", "relative", "published")]
    said = Time("2025-06-05", "2025-06-05", "day", None, None, "published")
    entities = tuple(
        Entity(
            i,
            n,
            {"en": n} if n else dict.fromkeys(_LANGS, ""),
            k,
            c,
            s,
            "Q1",
            True,
            Geo(1, 1.5, 1.5, "", "PPL", "city") if k == "place" else None,
            (span, span),
        )
        for i, n, k, c, s in _ENTITIES
    )
    document = Document("", _ID, "https://www.", "", ("uk", "en"), Title(0, 80, "en"), "", "media/", said, (here,))
    events = tuple(
        Event(
            _ID, t, (mode,), (), get_args(Quad)[n % 4], "190", "actual", "narrator", (here,), (here,), (spot,), time,
            Object("CONSULT", (), said, ()) if n % 5 == 0 else None,
            (Quantity("killed", 12, 12, None, None, 100, 112),) if n % 4 == 0 else (),
            span, span, _RULES[n % len(_RULES)], None, (_ID,),
        )
        for n, (t, time, mode) in enumerate(zip((*get_args(Type), *get_args(Type)), [*times, *times], _MODES, strict=False))
    )  # fmt: skip
    claims = tuple(
        Claim(_ID, a, (here,), c, (span,), (span,), q, h, None, (here,), (), (_ID,))
        for a in get_args(ClaimAct)
        for c, q, h in zip(get_args(SpeakerClass), ("full", "part", "none") * 3, ("none", "reported", "speculative") * 3, strict=True)
        if a in ("deny", "accuse", "say") or c == "institution"
    )
    return flat(
        Record(
            SCHEMA, Coder("0.1.0", _ID), document,
            (Segment("title", "en", 0, 80), Segment("byline", "en", 80, 90), *(Segment("paragraph", g, 200, 500) for g in _LANGS)),
            tuple(Sentence(100, 200, g) for g in (*_LANGS, "en", "ru", "uk")), entities, events, claims,
            (Change("RUS", _ID, _ID, (_ID,), "same"),), (Contested((_ID,), (_ID,), False, 100, 200),),
            (Note("published-timezone-unknown", " has no time zone", 100, 110), Note("title-language-differs", "", 0, 80)),
        )
    )  # fmt: skip
