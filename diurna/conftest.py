"""What tests beside the modules share: a made-up article about made-up countries and its record; a site on loopback."""

from __future__ import annotations

import pytest

from diurna.fetch.conftest import fetcher as fetcher
from diurna.fetch.conftest import site as site
from diurna.model import (
    SCHEMA,
    Change,
    Claim,
    Coder,
    Contested,
    Document,
    Entity,
    Event,
    Evidence,
    Note,
    Object,
    Party,
    Place,
    Quantity,
    Record,
    Segment,
    Sentence,
    Time,
    Title,
)

TEXT = (
    "Ruritania to meet Borduria after raid\n\n"
    "Szohôd, March 3 (BNA) - Borduria attacked a Ruritanian convoy near Kropow on Sunday, killing 12 to 15 people. "
    "General Müsstler denied that Bordurian troops took part. "
    "In April he acknowledged the raid, BNA reported. "
    "Ruritania and Borduria will meet in 東京 next week."
)


def at(words: str, nth: int = 0) -> tuple[int, int]:
    """The span of the nth occurrence of `words` in TEXT."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def span(words: str, nth: int = 0) -> Evidence:
    """The same as evidence."""
    return Evidence(*at(words, nth))


def sentence_of(words: str) -> Evidence:
    """The sentence around `words`: between full stops."""
    start, end = at(words)
    left = max(TEXT.rfind(". ", 0, start) + 2, TEXT.rfind("\n", 0, start) + 1)
    return Evidence(left, TEXT.index(".", end) + 1)


def _entity(id_: str, name: str, kind: str, country: str | None, *mentions: Evidence) -> Entity:
    return Entity(id_, name, {"en": name}, kind, country, None, None, True, None, mentions)  # pyright: ignore[reportArgumentType]


SUNDAY = Time("2025-03-02", "2025-03-02", "day", None, span("on Sunday"), "relative")
APRIL = Time("2025-04-01", "2025-04-30", "month", None, span("In April"), "stated")
NEXT_WEEK = Time("2025-03-10", "2025-03-16", "week", None, span("next week"), "relative")

RAID = Event(
    "raid", "ASSAULT", ("raid",), ("military",), "material conflict", "190", "actual", "disputed",
    (Party("BOR", *at("Borduria", 1)),), (Party("RUR", *at("a Ruritanian convoy")),),
    (Place("kropow", *at("Kropow"), "near"),), SUNDAY, None,
    (Quantity("killed", 12, 15, None, None, *at("12 to 15 people")),),
    span("attacked"), sentence_of("attacked"), "en/frames/attack > subj=Borduria > obj=a Ruritanian convoy", 0.91,
    ("c-deny", "c-ack"),
)  # fmt: skip
TALKS = Event(
    "talks", "AGREE", (), ("diplomatic",), "verbal cooperation", None, "actual", "narrator",
    (Party("RUR", *at("Ruritania", 2)), Party("BOR", *at("Borduria", 3))), (), (), None,
    Object("CONSULT", ("visit",), NEXT_WEEK, (Place(None, *at("東京")),)), (),
    span("will meet"), sentence_of("will meet"), "en/frames/meet > future > compose AGREE", None, (),
)  # fmt: skip
DENIAL = Claim(
    "c-deny", "deny", (Party("musstler", *at("General Müsstler")),), "named_person", (span("denied"),),
    (span("that Bordurian troops took part"),), "none", "none", None, (), (), ("raid",),
)  # fmt: skip
ADMISSION = Claim(
    "c-ack", "acknowledge", (Party("musstler", *at("he acknowledged")),), "named_person", (span("acknowledged"),),
    (span("the raid"),), "none", "none", APRIL, (Party("bna", *at("BNA", 1)),), (), ("raid",),
)  # fmt: skip


def sample_record() -> Record:
    """A record with something in every field."""
    title_end = TEXT.index("\n")
    published = Time("2025-03-03T08:15", "2025-03-03T08:15", "minute", None, None, "published")
    document = Document(
        "sample.txt", "d0c", None, TEXT, ("en",), Title(0, title_end, "en"), "Klow Courier", None, published,
        (Party("bna", *at("BNA")),),
    )  # fmt: skip
    entities = (
        _entity("BOR", "Borduria", "state", "BOR", span("Borduria"), span("Borduria", 1), span("Borduria", 3)),
        _entity("RUR", "Ruritania", "state", "RUR", span("Ruritania"), span("Ruritania", 2)),
        _entity("musstler", "Kurvi Müsstler", "person", "BOR", span("General Müsstler")),
        _entity("bna", "Bordurian News Agency", "media", "BOR", span("BNA"), span("BNA", 1)),
        _entity("kropow", "Kropow", "place", "RUR", span("Kropow")),
    )
    sentences = tuple(Sentence(s.start, s.end, "en") for s in map(sentence_of, ("attacked", "denied", "In April", "will meet")))
    return Record(
        SCHEMA, Coder("0.1.0", "c0de"), document,
        (Segment("title", "en", 0, title_end), Segment("paragraph", "en", title_end + 2, len(TEXT))),
        sentences, entities, (RAID, TALKS), (DENIAL, ADMISSION),
        (Change("musstler", "c-deny", "c-ack", ("raid",), "same"),),
        (Contested(("raid",), ("c-deny",), False, *at("that Bordurian troops took part")),),
        (Note("published-timezone-unknown", "08:15 has no time zone", *at("March 3")),),
    )  # fmt: skip


@pytest.fixture
def sample() -> Record:
    """A record with something in every field."""
    return sample_record()
