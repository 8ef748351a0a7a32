"""The tables, as the migrations make them. README.md says what each is for.

Days are proleptic ordinals (`datetime.date.toordinal`), 0 where none is known. Instants are ISO, UTC. Ids in TEXT are the record's own,
those in BLOB their bytes. In tables without row ids the key's columns stand first: older versions of SQLite check them wrongly otherwise.

News comes in nearly in the order of its days. Keys that fall anywhere (who acts, hashed ids) are therefore cut into pieces, by days
(`period`) or by order of arrival (`slice`), that stand first in the key: what comes in changes a few pages at the end of a large file, not
as many pages as it has rows. Whoever looks something up asks each piece.
"""

from __future__ import annotations

APPLICATION = 0x44495552
"""`PRAGMA application_id` of a ledger: the letters DIUR."""

OFTEN = 8
"""From so many acts on an entity stands in the index of those that act most: the many that come once or twice would be most of it."""

FIRST = """
CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied TEXT NOT NULL, version TEXT NOT NULL) STRICT;
CREATE TABLE dictionary (id INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
CREATE TABLE blob (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, size INTEGER NOT NULL, data BLOB) STRICT;
CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, entity TEXT, folded TEXT NOT NULL) STRICT;
CREATE INDEX source_folded ON source (folded);

CREATE TABLE article (
  id INTEGER PRIMARY KEY,
  document TEXT NOT NULL UNIQUE,
  series INTEGER NOT NULL,
  version INTEGER NOT NULL,
  current INTEGER NOT NULL,
  state TEXT NOT NULL,
  same INTEGER REFERENCES article (id),
  source INTEGER NOT NULL REFERENCES source (id),
  key TEXT NOT NULL,
  url TEXT,
  title TEXT,
  lang TEXT,
  languages TEXT NOT NULL,
  day INTEGER NOT NULL,
  text INTEGER REFERENCES blob (id),
  input TEXT,
  notice TEXT,
  difference BLOB,
  redacted INTEGER NOT NULL DEFAULT 0,
  added TEXT NOT NULL,
  event_from INTEGER NOT NULL DEFAULT 0,
  event_to INTEGER NOT NULL DEFAULT 0,
  claim_from INTEGER NOT NULL DEFAULT 0,
  claim_to INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX article_series ON article (series, version);
CREATE INDEX article_text ON article (text);
CREATE INDEX article_same ON article (same) WHERE same IS NOT NULL;
CREATE INDEX article_source ON article (source, day, current, state, lang);
CREATE INDEX article_day ON article (day);
CREATE TABLE identity (name TEXT PRIMARY KEY, article INTEGER NOT NULL REFERENCES article (id), raw INTEGER) STRICT, WITHOUT ROWID;
CREATE INDEX identity_article ON identity (article);
CREATE TABLE fetch (
  id INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES article (id), raw INTEGER REFERENCES blob (id),
  at TEXT NOT NULL, how TEXT NOT NULL, place TEXT NOT NULL, detail TEXT
) STRICT;
CREATE INDEX fetch_article ON fetch (article);
CREATE INDEX fetch_raw ON fetch (raw);
CREATE TABLE coder (id INTEGER PRIMARY KEY, version TEXT NOT NULL, hash TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE coding (
  id INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES article (id), coder INTEGER NOT NULL REFERENCES coder (id),
  at TEXT NOT NULL, hash BLOB NOT NULL, current INTEGER NOT NULL, dictionary INTEGER NOT NULL, record BLOB, UNIQUE (article, coder)
) STRICT;
CREATE TABLE rejection (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL, at TEXT NOT NULL, UNIQUE (key, code, message)
) STRICT;

CREATE TABLE side (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE entity (
  id INTEGER PRIMARY KEY, entity TEXT NOT NULL UNIQUE, side INTEGER NOT NULL REFERENCES side (id), name TEXT NOT NULL, kind TEXT NOT NULL,
  country TEXT, sector TEXT, known INTEGER NOT NULL, admin1 TEXT, data TEXT NOT NULL
) STRICT;
CREATE INDEX entity_side ON entity (side);
CREATE TABLE entity_name (
  name TEXT NOT NULL, entity INTEGER NOT NULL, family TEXT, PRIMARY KEY (name, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_family ON entity_name (family) WHERE family IS NOT NULL;
CREATE TABLE appearance (
  slice INTEGER NOT NULL, entity INTEGER NOT NULL, article INTEGER NOT NULL, mentions INTEGER NOT NULL,
  PRIMARY KEY (slice, entity, article)
) STRICT, WITHOUT ROWID;

CREATE TABLE period (bits INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (bits, number)) STRICT, WITHOUT ROWID;

CREATE TABLE event (
  id INTEGER PRIMARY KEY, event BLOB NOT NULL, article INTEGER NOT NULL, type INTEGER NOT NULL, status INTEGER NOT NULL,
  assertion INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, dated INTEGER NOT NULL, source INTEGER NOT NULL, lang TEXT,
  detail BLOB NOT NULL
) STRICT;
CREATE INDEX event_first ON event (first);
CREATE INDEX event_type ON event (type, first);
CREATE INDEX event_source ON event (source, first);
CREATE INDEX event_lang ON event (lang, first, type);
CREATE TABLE event_key (
  slice INTEGER NOT NULL, key INTEGER NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (slice, key, event)
) STRICT, WITHOUT ROWID;
CREATE TABLE party (
  period INTEGER NOT NULL, entity INTEGER NOT NULL, role INTEGER NOT NULL, first INTEGER NOT NULL, event INTEGER NOT NULL,
  side INTEGER NOT NULL, type INTEGER NOT NULL, PRIMARY KEY (period, entity, role, first, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX party_side ON party (period, side, role, first, event, type);
CREATE TABLE dyad (
  period INTEGER NOT NULL, a INTEGER NOT NULL, b INTEGER NOT NULL, first INTEGER NOT NULL, event INTEGER NOT NULL,
  type INTEGER NOT NULL, PRIMARY KEY (period, a, b, first, event)
) STRICT, WITHOUT ROWID;
CREATE TABLE actor_sum (
  lang TEXT NOT NULL, type TEXT NOT NULL, entity INTEGER NOT NULL, actor INTEGER NOT NULL, recipient INTEGER NOT NULL,
  PRIMARY KEY (lang, type, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX actor_sum_most ON actor_sum (lang, type, (actor + recipient)) WHERE actor + recipient >= OFTEN;
CREATE TABLE actor_month (
  month INTEGER NOT NULL, entity INTEGER NOT NULL, actor INTEGER NOT NULL, recipient INTEGER NOT NULL, PRIMARY KEY (month, entity)
) STRICT, WITHOUT ROWID;
CREATE TABLE actor_day (
  day INTEGER NOT NULL, entity INTEGER NOT NULL, actor INTEGER NOT NULL, recipient INTEGER NOT NULL, PRIMARY KEY (day, entity)
) STRICT, WITHOUT ROWID;
CREATE TABLE quantity (
  article INTEGER NOT NULL, owner TEXT NOT NULL, n INTEGER NOT NULL, i INTEGER NOT NULL, measure TEXT NOT NULL,
  min REAL, max REAL, unit TEXT, of TEXT, start INTEGER NOT NULL, "end" INTEGER NOT NULL, PRIMARY KEY (article, owner, n, i)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim (
  id INTEGER PRIMARY KEY, claim BLOB NOT NULL, article INTEGER NOT NULL, act INTEGER NOT NULL, speaker_class INTEGER NOT NULL,
  first INTEGER NOT NULL, dated INTEGER NOT NULL, source INTEGER NOT NULL, lang TEXT,
  about INTEGER NOT NULL, detail BLOB NOT NULL
) STRICT;
CREATE INDEX claim_first ON claim (first);
CREATE INDEX claim_act ON claim (act, first, about);
CREATE TABLE claim_key (
  slice INTEGER NOT NULL, key INTEGER NOT NULL, claim INTEGER NOT NULL, PRIMARY KEY (slice, key, claim)
) STRICT, WITHOUT ROWID;
CREATE TABLE voice (
  period INTEGER NOT NULL, entity INTEGER NOT NULL, first INTEGER NOT NULL, claim INTEGER NOT NULL, side INTEGER NOT NULL,
  act INTEGER NOT NULL, PRIMARY KEY (period, entity, first, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX voice_side ON voice (period, side, first, claim, act);
CREATE TABLE change (
  id INTEGER PRIMARY KEY, speaker INTEGER NOT NULL, "from" TEXT NOT NULL, "to" TEXT NOT NULL, match TEXT NOT NULL, about TEXT NOT NULL,
  first INTEGER NOT NULL, article INTEGER, source INTEGER, lang TEXT, from_article INTEGER NOT NULL, to_article INTEGER NOT NULL,
  UNIQUE ("from", "to", speaker)
) STRICT;
CREATE INDEX change_speaker ON change (speaker, first);
CREATE INDEX change_first ON change (first);
CREATE INDEX change_article ON change (article);
CREATE TABLE contested (
  article INTEGER NOT NULL, n INTEGER NOT NULL, events TEXT NOT NULL, claims TEXT NOT NULL, quantity INTEGER NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE link (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, "left" TEXT NOT NULL, "right" TEXT NOT NULL, reason TEXT NOT NULL, score REAL NOT NULL,
  origin TEXT, made TEXT NOT NULL, at TEXT NOT NULL, undoes INTEGER REFERENCES link (id)
) STRICT;
CREATE INDEX link_left ON link ("left", kind);
CREATE INDEX link_right ON link ("right", kind);
CREATE INDEX link_undoes ON link (undoes);
CREATE TABLE grouped (kind TEXT NOT NULL, item TEXT NOT NULL, lead TEXT NOT NULL, PRIMARY KEY (kind, item)) STRICT, WITHOUT ROWID;
CREATE INDEX grouped_lead ON grouped (kind, lead);
CREATE TABLE judgement (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, item TEXT NOT NULL, verdict TEXT NOT NULL, note TEXT, made TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX judgement_item ON judgement (item);
CREATE TABLE poll (
  id INTEGER PRIMARY KEY, feed TEXT NOT NULL, source TEXT, at TEXT NOT NULL, ok INTEGER NOT NULL, found INTEGER NOT NULL, detail TEXT
) STRICT;
CREATE INDEX poll_feed ON poll (feed, at);
CREATE INDEX poll_source ON poll (source, ok, at);
CREATE TABLE tombstone (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, what TEXT NOT NULL, reason TEXT, at TEXT NOT NULL, removed TEXT NOT NULL
) STRICT;
CREATE TABLE forgotten (hash BLOB PRIMARY KEY, tombstone INTEGER NOT NULL REFERENCES tombstone (id)) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (title, body, content = '', tokenize = 'unicode61 remove_diacritics 2');
""".replace("OFTEN", str(OFTEN))

LINKING = """
CREATE TABLE linked (
  article INTEGER PRIMARY KEY REFERENCES article (id), coding INTEGER NOT NULL, day INTEGER NOT NULL,
  data BLOB NOT NULL
) STRICT;
CREATE INDEX linked_coding ON linked (coding);
CREATE TABLE block (key INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (key, article)) STRICT, WITHOUT ROWID;
CREATE INDEX block_article ON block (article);
"""

IMPORTED = """
CREATE TABLE imported (
  id INTEGER PRIMARY KEY, origin INTEGER NOT NULL, key TEXT NOT NULL, day INTEGER NOT NULL, type INTEGER NOT NULL, code TEXT NOT NULL,
  actor TEXT NOT NULL, recipient TEXT NOT NULL, articles INTEGER, address TEXT, UNIQUE (origin, key)
) STRICT;
CREATE INDEX imported_day ON imported (origin, day);
CREATE TABLE imported_pair (
  origin INTEGER NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL, day INTEGER NOT NULL, event INTEGER NOT NULL REFERENCES imported (id),
  PRIMARY KEY (origin, a, b, day, event)
) STRICT, WITHOUT ROWID;
"""

TOPICS = """
CREATE TABLE topic (
  period INTEGER NOT NULL, type INTEGER NOT NULL, first INTEGER NOT NULL, claim INTEGER NOT NULL, act INTEGER NOT NULL,
  PRIMARY KEY (period, type, first, claim)
) STRICT, WITHOUT ROWID;
"""

TOLD = """
CREATE TABLE source_day (
  source INTEGER NOT NULL, day INTEGER NOT NULL, articles INTEGER NOT NULL, copies INTEGER NOT NULL, PRIMARY KEY (source, day)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER article_in AFTER INSERT ON article WHEN new.current = 1 BEGIN ADD; END;
CREATE TRIGGER article_out AFTER DELETE ON article WHEN old.current = 1 BEGIN TAKE; END;
CREATE TRIGGER article_changed AFTER UPDATE OF source, day, current, state ON article BEGIN TAKE; ADD; END;
INSERT INTO source_day SELECT source, day, count(*), sum(state = 'copy') FROM article WHERE current = 1 GROUP BY source, day;
""".replace(
    "ADD",
    "INSERT INTO source_day (source, day, articles, copies) SELECT new.source, new.day, 1, new.state = 'copy' WHERE new.current = 1 "
    "ON CONFLICT DO UPDATE SET articles = articles + 1, copies = copies + excluded.copies",
).replace(
    "TAKE",
    "UPDATE source_day SET articles = articles - 1, copies = copies - (old.state = 'copy') "
    "WHERE old.current = 1 AND source = old.source AND day = old.day; "
    "DELETE FROM source_day WHERE source = old.source AND day = old.day AND articles = 0",
)

UNDONE = """
DROP INDEX link_undoes;
CREATE INDEX link_undoes ON link (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX link_person ON link (kind) WHERE made = 'person';
"""
