"""The write side: paths and addresses in, articles in the ledger. Reading and coding go to workers; one process writes, many
articles in one transaction, and reports them when it is on the disk.

    with Writer(path) as ledger:
        for done in add(paths, ledger): ...

Every input gives exactly one `Added`, after it is on the disk: seen = coded + copies + unchanged + rejected. A run that was killed is
completed by running it again.
"""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from diurna.analysis import Input
from diurna.coding import Known, code_input, packs, with_known
from diurna.langs.notices import notice
from diurna.ledger.arrivals import Arrival, known_bytes, standing
from diurna.ledger.batches import committed
from diurna.ledger.database import Database, open_to_read
from diurna.ledger.days import now
from diurna.ledger.rows import Fetched, Outcome
from diurna.ledger.writer import Writer
from diurna.model import Problem, Record
from diurna.readers.open import STDIN, document, pieces
from diurna.readers.problems import NO_INPUT, problem
from diurna.readers.raw import Raw
from diurna.workers import Died, answers, receive, send

if TYPE_CHECKING:
    from diurna.fetch.fetcher import Fetcher
    from diurna.gather import Gathered, Gatherer
    from diurna.readers.html import Extractor

PathLike = str | os.PathLike[str]
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_WORTH_A_POOL = 8
_ROOT = str(Path(__file__).parent.parent)
_WORKER = f"import sys; sys.path.insert(0, {_ROOT!r}); from diurna.ingest import serve; serve()"


class Source(msgspec.Struct, frozen=True):
    """One article before it is read, and how it came. Without `fetched` it was read from a file."""

    raw: Raw
    fetched: Fetched


class Added(msgspec.Struct, frozen=True):
    """What became of one input. `document` is its id in the ledger where it has one; `problem` says why it was rejected."""

    key: str
    outcome: Outcome
    document: str | None = None
    version: int = 1
    notice: str | None = None
    problem: Problem | None = None


class Tally(msgspec.Struct):
    """Counts that add up: seen = coded + copies + unchanged + rejected. `versions` and `notices` are among the coded."""

    seen: int = 0
    coded: int = 0
    copies: int = 0
    unchanged: int = 0
    rejected: int = 0
    versions: int = 0
    notices: int = 0

    def count(self, done: Added) -> None:
        """One more input."""
        self.seen += 1
        name = {"copy": "copies"}.get(done.outcome, done.outcome)
        setattr(self, name, getattr(self, name) + 1)
        self.versions += done.outcome == "coded" and done.version > 1
        self.notices += done.outcome == "coded" and done.notice is not None


class _Order(msgspec.Struct, frozen=True):
    """What a worker is sent."""

    source: Source
    known: Known
    ledger: str


class _Reply(msgspec.Struct, frozen=True):
    """What a worker made of it: a document with its record, without one where none is needed, or a problem."""

    document: Input | None = None
    notice: str | None = None
    record: Record | None = None
    problem: Problem | None = None


def add(
    paths: Iterable[PathLike],
    ledger: Writer,
    known: Known = Known(),  # noqa: B008 (frozen)
    *,
    jobs: int | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Added]:
    """Add the articles of files, folders, standard input and addresses, in order. Only addresses reach out to the network,
    through `fetcher`, or one with its ordinary limits."""
    from diurna.readers.html import Extractor

    with Extractor() as extractor:  # parses feeds; starts nothing until there is one
        yield from add_sources(_sources(paths, extractor, fetcher), ledger, known, jobs=jobs)


def is_address(path: str) -> bool:
    """Whether a path is an address: what is no http or https among them is refused by the fetcher."""
    return _ADDRESS.match(path) is not None


def gathered(found: Iterable[Gathered | Problem]) -> Iterator[Source | Problem]:
    """What came over the network, with how it came."""
    for item in found:
        if isinstance(item, Problem):
            yield item
        else:
            detail = msgspec.json.encode(item.answer).decode()
            yield Source(item.raw, Fetched(item.answer.fetched, "feed" if item.raw.kind == "item" else "url", item.place, detail))


def _sources(paths: Iterable[PathLike], extractor: Extractor, fetcher: Fetcher | None) -> Iterator[Source | Problem]:
    gatherer: Gatherer | None = None
    for given in paths:
        path = os.fspath(given)
        if is_address(path):
            from diurna.fetch.fetcher import Fetcher
            from diurna.gather import Gatherer

            gatherer = gatherer or Gatherer(fetcher or Fetcher(), extractor)
            yield from gathered(gatherer.from_url(path))
            continue
        for piece in pieces(path, extractor):
            yield piece if isinstance(piece, Problem) else Source(piece, _fetched(piece, path))


def _fetched(piece: Raw, path: str) -> Fetched:
    """When and how the bytes of a piece of a file came: a file by its place on the disk, a part of one by its name there too."""
    if path == STDIN:
        return Fetched(now(), "stdin", f"stdin:{piece.key}")
    if piece.kind in ("row", "item") or piece.captured is not None:
        how = "warc" if piece.captured is not None else piece.kind
        return Fetched(piece.captured or now(), how, f"{how}:{Path(path).absolute()}#{piece.key}")
    return Fetched(now(), "file", f"file:{Path(piece.key).absolute()}")


def add_sources(
    sources: Iterable[Source | Problem],
    ledger: Writer,
    known: Known = Known(),  # noqa: B008 (frozen)
    *,
    jobs: int | None = None,
) -> Iterator[Added]:
    """Add articles as they come, from wherever they come; every source and every problem gives one `Added`, in order."""
    jobs = jobs or os.cpu_count() or 1
    first = list(islice(stream := iter(sources), _WORTH_A_POOL))
    stream = chain(first, stream)
    few = jobs == 1 or len(first) < _WORTH_A_POOL
    yield from committed(ledger, _one_by_one(stream, ledger, known) if few else _by_workers(stream, ledger, known, jobs))


def _one_by_one(sources: Iterable[Source | Problem], ledger: Writer, known: Known) -> Iterator[Added]:
    from diurna.readers.html import Extractor

    with Extractor() as extractor:
        for source in sources:
            done = _at_once(source, ledger, known)
            if done is None:
                assert isinstance(source, Source)
                done = _written(ledger, source, _handled(_Order(source, known, ""), ledger.db, extractor))
            yield done


def _at_once(source: Source | Problem, ledger: Writer, known: Known) -> Added | None:
    """What needs no reading: a problem, or bytes that were read before in the same way."""
    if isinstance(source, Problem):
        return _rejected(ledger, source)
    if known == Known(gazetteer=known.gazetteer) and known_bytes(ledger.db, source.fetched.place, source.raw.data):
        return Added(source.raw.key, "unchanged")
    return None


def _by_workers(sources: Iterable[Source | Problem], ledger: Writer, known: Known, jobs: int) -> Iterator[Added]:
    encoder, decoder = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(_Reply)
    sent: deque[Source | Added] = deque()

    def orders() -> Iterator[bytes]:
        for source in sources:
            done = _at_once(source, ledger, known)
            if done is None and isinstance(source, Source):
                sent.append(source)
                yield encoder.encode(_Order(source, known, str(ledger.path.absolute())))
            elif done is not None:
                # It goes round with an empty order, so that it keeps its place in the line; that costs less than holding it back.
                sent.append(done)
                yield b""

    for answer in answers(_WORKER, orders(), jobs):
        source = sent.popleft()
        if isinstance(source, Added):
            yield source
        elif isinstance(answer, Died):
            cause = f"the process that coded this input ended (status {answer.status})"
            yield _rejected(ledger, problem(source.raw.key, "worker-died", cause))
        else:
            yield _written(ledger, source, decoder.decode(answer))


def _handled(order: _Order, db: Database, extractor: Extractor) -> _Reply:
    """Read one article, and code it where the ledger needs its record."""
    read = with_known(document(order.source.raw, extractor), order.known)
    if isinstance(read, Problem):
        return _Reply(problem=read)
    said = notice(read.text, read.title, (folder for _, folder in packs().folders))
    if standing(db, _arrival(order.source, read, said)) is not None:
        return _Reply(document=read, notice=said)
    record = code_input(read, packs(order.known.gazetteer), order.known.gazetteer)
    if isinstance(record, Problem):
        return _Reply(problem=record)
    return _Reply(document=read, notice=said, record=record)


def _arrival(source: Source, read: Input, said: str | None) -> Arrival:
    url = source.raw.url or (read.url if names_a_page(read.url) else None)
    return Arrival(read, f"url:{url}" if url else source.fetched.place, source.fetched, source.raw.data, said)


def names_a_page(url: str | None) -> bool:
    """Whether an address that a page gives itself is that page's and not its site's."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return False
    return bool(parts.hostname) and (parts.path.strip("/") != "" or parts.query != "")


def _written(ledger: Writer, source: Source, reply: _Reply) -> Added:
    if reply.problem is not None or reply.document is None:
        return _rejected(ledger, reply.problem or problem(source.raw.key, "coder-failed", "the worker gave no answer"))
    arrival = _arrival(source, reply.document, reply.notice)
    document_id, version, outcome = ledger.add(arrival, reply.record)
    if outcome == "rejected":
        cause = "this article was removed on purpose (`diurna forget`) and is not taken in again"
        return _rejected(ledger, problem(source.raw.key, "forgotten", cause), keep=False)
    if version > 1:
        _adopted(ledger)
    return Added(reply.document.key, outcome, document_id, version, reply.notice)


def _adopted(ledger: Writer) -> None:
    """Code the copies of a text that was edited away: they still say what it said."""
    for copy in ledger.orphans():
        read = ledger.document_input(copy)
        record = code_input(read, packs()) if read is not None else None
        if isinstance(record, Record):
            ledger.adopt(copy, record)


def _rejected(ledger: Writer, problem: Problem, keep: bool = True) -> Added:
    if keep and problem.code not in NO_INPUT:
        ledger.reject(problem)
    return Added(problem.key, "rejected", problem=problem)


@cache
def _opened(path: str) -> Database:
    return open_to_read(Path(path))


def serve() -> None:
    """A worker's life: answer orders until standard input ends. Anything else that prints goes to standard error."""
    import signal
    import sys

    from diurna.readers.html import Extractor

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    decoder, encoder = msgspec.msgpack.Decoder(_Order), msgspec.msgpack.Encoder()
    with Extractor() as extractor:
        while (data := receive(sys.stdin.buffer)) is not None:
            if not data:
                send(replies, b"")
                continue
            order = decoder.decode(data)
            send(replies, encoder.encode(_handled(order, _opened(order.ledger), extractor)))


__all__ = ["NO_INPUT", "Added", "Source", "Tally", "add", "add_sources", "gathered", "is_address", "names_a_page", "serve"]
