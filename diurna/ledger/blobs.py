"""Bytes as they are kept: by their hash, compressed; records with a dictionary of the words that all records share."""

from __future__ import annotations

import zlib
from hashlib import blake2b

import msgspec

from diurna.model import (
    SCHEMA,
    Claim,
    ClaimAct,
    Entity,
    EntityKind,
    Event,
    Evidence,
    Geo,
    Party,
    Quad,
    Quantity,
    Record,
    Sentence,
    SpeakerClass,
    Time,
    Type,
)  # fmt: skip

LEVEL = 6


def digest(data: bytes) -> bytes:
    """The 16-byte hash by which bytes are kept."""
    return blake2b(data, digest_size=16).digest()


def packed(data: bytes, dictionary: bytes | None = None) -> bytes:
    """Compressed bytes."""
    if dictionary is None:
        return zlib.compress(data, LEVEL)
    deflate = zlib.compressobj(9, zdict=dictionary)
    return deflate.compress(data) + deflate.flush()


def unpacked(data: bytes, dictionary: bytes | None = None) -> bytes:
    """What `packed` was given. Raises zlib.error for damaged bytes."""
    if dictionary is None:
        return zlib.decompress(data)
    inflate = zlib.decompressobj(zdict=dictionary)
    return inflate.decompress(data) + inflate.flush()


def without_text(record: Record) -> bytes:
    """A record as JSON with its text taken out: the text is kept once, by its hash."""
    return msgspec.json.encode(msgspec.structs.replace(record, document=msgspec.structs.replace(record.document, text="")))


def with_text(data: bytes, text: str) -> Record:
    """The record that `without_text` was given."""
    record = msgspec.json.decode(data, type=Record)
    return msgspec.structs.replace(record, document=msgspec.structs.replace(record.document, text=text))


def record_digest(record: Record) -> bytes:
    """The hash of a whole record, text included, without the name that the caller gave the input: a moved file is the same article."""
    document = msgspec.structs.replace(record.document, key="")
    return digest(msgspec.json.encode(msgspec.structs.replace(record, document=document)))


def first_dictionary() -> bytes:
    """The names and the frequent values of records, the most frequent last, where they are cheapest to point at."""
    here = Party("RUS", 100, 120)
    time = Time("2025-06-05", "2025-06-05", "day", None, None, "published")
    entities = [
        Entity("unknown/", "", dict.fromkeys(("en", "it", "uk", "ru", "es", "fr", "de"), ""), "person", None, None, "Q1", False, None, ()),
        *(
            Entity(i, n, {"en": n}, k, c, None, "Q1", True, Geo(1, 1.0, 1.0, "", "PPL", "city"), ())
            for i, n, k, c in _FREQUENT
        ),
    ]  # fmt: skip
    events = [
        Event(
            "0123456789abcdef01234567", t, (), (), q, None, "actual", "narrator", (here,), (here,), (), time, None,
            (Quantity("killed", 1, 1, None, None, 1, 2),), Evidence(1, 2), Evidence(1, 2), "en/v/", None, (),
        )
        for t, q in _TYPES
    ]  # fmt: skip
    claims = [Claim("0123456789abcdef01234567", a, (here,), c, (), (), "none", "none", None, (), (), ()) for a, c in _ACTS]
    sentences = [Sentence(1, 2, lang) for lang in ("it", "de", "fr", "es", "uk", "ru", "en")]
    return f'{{"schema":"{SCHEMA}"'.encode() + b"".join(msgspec.json.encode(p) for p in (sentences, entities, claims, events))


_FREQUENT: tuple[tuple[str, str, EntityKind, str | None], ...] = (
    ("geo/", "", "place", "UKR"), ("media/reuters", "Reuters", "media", "GBR"), ("org/un", "United Nations", "igo", None),
    ("generic/police", "police", "government", None), ("person/vladimir-putin", "Vladimir Putin", "person", "RUS"),
    ("person/volodymyr-zelensky", "Volodymyr Zelensky", "person", "UKR"), ("USA", "United States", "state", "USA"),
    ("RUS", "Russia", "state", "RUS"), ("UKR", "Ukraine", "state", "UKR"),
)  # fmt: skip
_ACTS: tuple[tuple[ClaimAct, SpeakerClass], ...] = (("deny", "unnamed_official"), ("accuse", "institution"), ("say", "named_person"))
_TYPES: tuple[tuple[Type, Quad], ...] = (
    ("AGREE", "verbal cooperation"), ("SUPPORT", "verbal cooperation"), ("COOPERATE", "material cooperation"),
    ("AID", "material cooperation"),
    ("CONCEDE", "verbal cooperation"), ("RETREAT", "material cooperation"), ("REQUEST", "verbal conflict"), ("REJECT", "verbal conflict"),
    ("THREATEN", "verbal conflict"), ("PROTEST", "material conflict"), ("SANCTION", "material conflict"), ("MOBILIZE", "material conflict"),
    ("COERCE", "material conflict"), ("ACCUSE", "verbal conflict"), ("CONSULT", "verbal cooperation"), ("ASSAULT", "material conflict"),
)  # fmt: skip
