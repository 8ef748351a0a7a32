"""One article to what is written of it, and counts that add up. Pure: the same article and coder give the same rows."""

from __future__ import annotations

import time

import msgspec

from diurna.analysis import Input, document_id
from diurna.batch.plan import Shard
from diurna.coding import Known, code_input, packs, with_known
from diurna.export.choice import source_name
from diurna.ingest import names_a_page
from diurna.langs.notices import notice
from diurna.model import Coder, Problem, Record
from diurna.readers.html import Extractor
from diurna.readers.open import document
from diurna.readers.problems import problem
from diurna.readers.raw import Raw

DUPLICATE = "duplicate"
NO_DAY, NO_LANG = "unknown", "unknown"


class Article(msgspec.Struct, frozen=True):
    """A coded article with what its container said. `url` is the address that it is known by, where it has one."""

    raw: Raw
    read: Input
    record: Record
    url: str | None
    notice: str | None


class Counts(msgspec.Struct):
    """What a shard held: seen = coded + rejected + duplicates. Events, words and the days, languages and outlets are of the coded."""

    seen: int = 0
    coded: int = 0
    rejected: int = 0
    duplicates: int = 0
    words: int = 0
    events: int = 0
    claims: int = 0
    days: dict[str, int] = {}
    langs: dict[str, int] = {}
    outlets: dict[str, int] = {}
    reasons: dict[str, int] = {}
    passed_over: list[str] = []
    """What is no article is counted by the readers; their words for it."""

    def add(self, done: Article | Problem) -> None:
        """One more input."""
        self.seen += 1
        if isinstance(done, Problem):
            if done.code == DUPLICATE:
                self.duplicates += 1
            else:
                self.rejected += 1
                _more(self.reasons, done.code)
            return
        document = done.record.document
        self.coded += 1
        self.words += len(document.text.split())
        self.events += len(done.record.events)
        self.claims += len(done.record.claims)
        _more(self.days, (document.published.start or NO_DAY)[:10] if document.published is not None else NO_DAY)
        _more(self.langs, document.languages[0] if document.languages else NO_LANG)
        _more(self.outlets, source_name(document))


class Spent(msgspec.Struct):
    """Seconds by what they went for: `reading` finds and unpacks articles, `extracting` makes text of them."""

    reading: float = 0.0
    extracting: float = 0.0
    coding: float = 0.0
    writing: float = 0.0


class Marker(msgspec.Struct, frozen=True):
    """A shard that is done. Where it was set aside `aside` says why, and it has no files."""

    shard: Shard
    coder: Coder
    known: Known
    counts: Counts
    skipped: tuple[int, ...] = ()
    aside: str | None = None


def _more(counts: dict[str, int], name: str) -> None:
    counts[name] = counts.get(name, 0) + 1


def article(raw: Raw, known: Known, extractor: Extractor, seen: set[bytes], spent: Spent) -> Article | Problem:
    """Read and code one article. `seen` are the documents of the shard so far, by id; this one's is put among them."""
    begun = time.perf_counter()
    read = with_known(document(raw, extractor), known)
    spent.extracting += time.perf_counter() - begun
    if isinstance(read, Problem):
        return read
    name = bytes.fromhex(document_id(read))
    if name in seen:
        return problem(read.key, DUPLICATE, "the same article stands further up in this shard")
    begun = time.perf_counter()
    record = code_input(read, packs(known.gazetteer), known.gazetteer)
    said = notice(read.text, read.title, (folder for _, folder in packs().folders))
    spent.coding += time.perf_counter() - begun
    if isinstance(record, Problem):
        return record
    seen.add(name)
    return Article(raw, read, record, raw.url or (read.url if names_a_page(read.url) else None), said)
