"""The rows that answer questions, made from one record and removed again. They can be made anew from the records at any time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import combinations

import msgspec

from diurna.ledger.codes import ACTS, ASSERTIONS, CLASSES, HEDGES, QUOTED, STATUSES, TYPES, code, object_detail, time_detail
from diurna.ledger.database import Database
from diurna.ledger.days import stretch
from diurna.ledger.details import claim_detail, event_detail, packed_claim, packed_event
from diurna.ledger.entities import Entities
from diurna.ledger.filters import among_rows
from diurna.ledger.linked import drop
from diurna.ledger.pieces import article_slice, key_row, period
from diurna.ledger.rows import ACTOR, PLACE, RECIPIENT, ClaimDetail, EventDetail, bits_of, key, type_bits
from diurna.ledger.sums import Sums
from diurna.ledger.words import indexed
from diurna.model import Claim, Event, Party, Quantity, Record

Rows = dict[str, tuple[int, int]]
_ROWS = "SELECT {0} FROM article a JOIN {1} x ON x.id BETWEEN a.{1}_from AND a.{1}_to WHERE a.id = ?"


class Told(msgspec.Struct, frozen=True):
    """The article whose record is indexed: its row, its source's row, its day and language."""

    article: int
    source: int
    day: int
    lang: str | None


def index(db: Database, entities: Entities, sums: Sums, told: Told, record: Record) -> None:
    """Write the rows of a record; what is to be counted goes into `sums`. Inside a transaction."""
    rows = entities.rows(record.entities)
    place = {e.id: n for n, e in enumerate(record.events)}
    claim_place = {c.id: n for n, c in enumerate(record.claims)}
    told_events = [_event(db, told, rows, n, event, claim_place, record, sums) for n, event in enumerate(record.events)]
    told_claims = [_claim(db, told, rows, n, claim, place, record, sums) for n, claim in enumerate(record.claims)]
    _stands(db, told.article, told_events, told_claims)
    piece = article_slice(told.article)
    mentions = [(piece, rows[e.id][0], told.article, len(e.mentions)) for e in record.entities if e.id in rows]
    db.many("INSERT INTO appearance (slice, entity, article, mentions) VALUES (?, ?, ?, ?)", mentions)
    _changes(db, told, rows, record)
    db.many(
        "INSERT INTO contested VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (told.article, n, json.dumps(c.events), json.dumps(c.claims), int(c.quantity), c.start, c.end)
            for n, c in enumerate(record.contested)
        ],
    )


def _stands(db: Database, article: int, events: Sequence[int], claims: Sequence[int]) -> None:
    """Note where the rows of an article stand: they follow each other, so that the first and the last say all."""
    ends = (min(events, default=0), max(events, default=0), min(claims, default=0), max(claims, default=0))
    db.run("UPDATE article SET event_from = ?, event_to = ?, claim_from = ?, claim_to = ? WHERE id = ?", (*ends, article))


def _event(db: Database, told: Told, rows: Rows, n: int, event: Event, claims: dict[str, int], record: Record, sums: Sums) -> int:
    first, last, dated = stretch(event.time, told.day)
    lang = _language(record, event.sentence.start) or told.lang
    detail = EventDetail(
        event.modes, event.contexts, event.cameo, _parties(rows, event.actors), _parties(rows, event.recipients),
        tuple((rows.get(p.entity or "", (0, 0))[0], p.start, p.end, p.relation) for p in event.places),
        (event.trigger.start, event.trigger.end), (event.sentence.start, event.sentence.end),
        tuple(claims[c] for c in event.claims if c in claims), event.confidence,
        time_detail(event.time), object_detail(event.object), len(event.quantities),
    )  # fmt: skip
    kind = code(TYPES, event.type)
    row = db.run(
        "INSERT INTO event (event, article, type, status, assertion, first, last, dated, source, lang, detail) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            key(event.id), told.article, kind, code(STATUSES, event.status), code(ASSERTIONS, event.assertion), first, last, int(dated),
            told.source, lang, packed_event(detail),
        ),
    )  # fmt: skip
    db.run("INSERT INTO event_key (slice, key, event) VALUES (?, ?, ?)", key_row(key(event.id), row))
    here, wider = sums.period("party", first), sums.period("dyad", first)
    parties = {
        (*rows[p.entity], role)
        for role, named in ((ACTOR, event.actors), (RECIPIENT, event.recipients), (PLACE, event.places))
        for p in named
        if p.entity in rows
    }
    db.many(
        "INSERT INTO party (period, entity, side, role, first, event, type) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(here, e, s, r, first, row, kind) for e, s, r in sorted(parties)],
    )
    db.many("INSERT INTO dyad VALUES (?, ?, ?, ?, ?, ?)", [(wider, a, b, first, row, kind) for a, b in sorted(_pairs(parties))])
    sums.add((entity, first, lang or "", event.type, role) for entity, _, role in parties if role != PLACE)
    _quantities(db, told.article, "event", n, event.quantities)
    return row


def _language(record: Record, at: int) -> str | None:
    from bisect import bisect_right

    found = bisect_right(record.sentences, at, key=lambda s: s.start) - 1
    return record.sentences[found].lang if found >= 0 else None


def _pairs(parties: Iterable[tuple[int, int, int]]) -> set[tuple[int, int]]:
    """Pairs of sides, who acts first; where nobody receives and several act together, each with each, both ways."""
    actors = {side for _, side, role in parties if role == ACTOR}
    recipients = {side for _, side, role in parties if role == RECIPIENT}
    if recipients:
        return {(a, b) for a in actors for b in recipients if a != b}
    return {pair for a, b in combinations(sorted(actors), 2) for pair in ((a, b), (b, a))}


def _parties(rows: Rows, parties: Sequence[Party]) -> tuple[tuple[int, int, int], ...]:
    return tuple((rows.get(p.entity or "", (0, 0))[0], p.start, p.end) for p in parties)


def _claim(db: Database, told: Told, rows: Rows, n: int, claim: Claim, events: dict[str, int], record: Record, sums: Sums) -> int:
    first, _, dated = stretch(claim.said, told.day)
    at = claim.cue[0].start if claim.cue else claim.content[0].start if claim.content else 0
    lang = _language(record, at) or told.lang
    detail = ClaimDetail(
        _parties(rows, claim.speakers), _parties(rows, claim.via), tuple((e.start, e.end) for e in claim.cue),
        tuple((e.start, e.end) for e in claim.content), code(QUOTED, claim.quoted), code(HEDGES, claim.hedge),
        time_detail(claim.said), tuple(events[e] for e in claim.events if e in events),
    )  # fmt: skip
    about = type_bits(record.events[events[e]].type for e in claim.events if e in events)
    act = code(ACTS, claim.act)
    row = db.run(
        "INSERT INTO claim (claim, article, act, speaker_class, first, dated, source, lang, about, detail) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            key(claim.id),
            told.article,
            act,
            code(CLASSES, claim.speaker_class),
            first,
            int(dated),
            told.source,
            lang,
            about,
            packed_claim(detail),
        ),
    )
    db.run("INSERT INTO claim_key (slice, key, claim) VALUES (?, ?, ?)", key_row(key(claim.id), row))
    here = sums.period("voice", first)
    speakers = sorted({rows[p.entity] for p in claim.speakers if p.entity in rows})
    db.many(
        "INSERT INTO voice (period, entity, side, act, first, claim) VALUES (?, ?, ?, ?, ?, ?)",
        [(here, e, s, act, first, row) for e, s in speakers],
    )
    if about:
        wider = sums.period("topic", first)
        topics = [(wider, kind, first, row, act) for kind in bits_of(about)]
        db.many("INSERT INTO topic (period, type, first, claim, act) VALUES (?, ?, ?, ?, ?)", topics)
    _quantities(db, told.article, "claim", n, claim.quantities)
    return row


def _quantities(db: Database, article: int, owner: str, n: int, quantities: Sequence[Quantity]) -> None:
    rows = [(article, owner, n, i, q.measure, q.min, q.max, q.unit, q.of, q.start, q.end) for i, q in enumerate(quantities)]
    db.many("INSERT INTO quantity VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _changes(db: Database, told: Told, rows: Rows, record: Record) -> None:
    said = {c.id: stretch(c.said, told.day)[0] for c in record.claims}
    db.many(
        'INSERT INTO change (speaker, "from", "to", match, about, first, article, source, lang, from_article, to_article) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [
            (
                rows[c.speaker][0],
                c.source,
                c.to,
                c.match,
                json.dumps(c.about),
                said.get(c.to, told.day),
                told.article,
                told.source,
                told.lang,
                told.article,
                told.article,
            )
            for c in record.changes
            if c.speaker in rows
        ],
    )


def index_words(db: Database, article: int, title: str, body: str) -> None:
    """Make a text findable by its words."""
    db.run("INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)", (article, indexed(title), indexed(body)))


def unindex_words(db: Database, article: int, title: str, body: str) -> None:
    """Take a text out of the word index; it must be the text that was put in."""
    db.run("INSERT INTO words (words, rowid, title, body) VALUES ('delete', ?, ?, ?)", (article, indexed(title), indexed(body)))


def unindex(db: Database, entities: Entities, sums: Sums, article: int, record: Record) -> None:
    """Remove the rows that `index` wrote for an article and its record (not its words). Inside a transaction."""
    gone = db.rows(_ROWS.format("x.id, x.event, x.first, x.type, x.lang, x.detail", "event"), (article,))
    for row, id, first, kind, lang, detail in gone:
        here, wider = period("party", first), period("dyad", first)
        db.run("DELETE FROM event_key WHERE slice = ? AND key = ? AND event = ?", key_row(id, row))
        found = event_detail(detail)
        actors, recipients, places = ({p[0] for p in part if p[0]} for part in (found.actors, found.recipients, found.places))
        for role, named in ((ACTOR, actors), (RECIPIENT, recipients), (PLACE, places)):
            db.many(
                "DELETE FROM party WHERE period = ? AND entity = ? AND role = ? AND first = ? AND event = ?",
                [(here, e, role, first, row) for e in named],
            )
            if role != PLACE:
                sums.add(((e, first, lang or "", TYPES[kind], role) for e in named), -1)
        sides = {
            (0, db.one("SELECT side FROM entity WHERE id = ?", (e,)), role)
            for role, g in ((ACTOR, actors), (RECIPIENT, recipients))
            for e in g
        }
        pairs = _pairs([(0, side[0], role) for _, side, role in sides if side is not None])
        db.many(
            "DELETE FROM dyad WHERE period = ? AND a = ? AND b = ? AND first = ? AND event = ?",
            [(wider, a, b, first, row) for a, b in pairs],
        )
    for row, id, first, about, detail in db.rows(_ROWS.format("x.id, x.claim, x.first, x.about, x.detail", "claim"), (article,)):
        db.run("DELETE FROM claim_key WHERE slice = ? AND key = ? AND claim = ?", key_row(id, row))
        speakers = {p[0] for p in claim_detail(detail).speakers if p[0]}
        here = period("voice", first)
        db.many("DELETE FROM voice WHERE period = ? AND entity = ? AND first = ? AND claim = ?", [(here, e, first, row) for e in speakers])
        topics = [(period("topic", first), kind, first, row) for kind in bits_of(about)]
        db.many("DELETE FROM topic WHERE period = ? AND type = ? AND first = ? AND claim = ?", topics)
    piece = article_slice(article)
    db.many(
        "DELETE FROM appearance WHERE slice = ? AND entity = ? AND article = ?",
        [(piece, row, article) for row, _ in entities.rows(record.entities).values()],
    )
    drop(db, article)
    for table in ("event", "claim"):
        db.run(f"DELETE FROM {table} WHERE id {among_rows(table)}", (article,))
    for table in ("change", "contested", "quantity"):
        db.run(f"DELETE FROM {table} WHERE article = ?", (article,))
    _stands(db, article, (), ())
