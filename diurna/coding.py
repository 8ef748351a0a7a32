"""Article in, record out: one document, a stream of them, or many over several processes. Knows no ledger.

(The module is not called `code` because `diurna.code` is the function.)
"""

from __future__ import annotations

import gc
import json
import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from diurna.analysis import Input
from diurna.coder import coder
from diurna.langs.pack import Packs
from diurna.model import Problem, Record
from diurna.readers.problems import problem
from diurna.readers.raw import Raw
from diurna.workers import Died, answers, receive, send

if TYPE_CHECKING:
    from diurna.extract.relations import Relation
    from diurna.readers.html import Extractor

log = logging.getLogger("diurna")

PathLike = str | os.PathLike[str]
# Below this many documents a second process costs more than it saves: its start takes as long as coding dozens.
_WORTH_A_POOL = 8


class Known(msgspec.Struct, frozen=True):
    """What the caller knows and the file does not say; where the file says it, the file is right."""

    date: str | None = None
    lang: str | None = None
    outlet: str | None = None
    gazetteer: tuple[str, ...] = ()


class Rejected(ValueError):
    """An input that could not be coded; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@cache
def packs(gazetteer: tuple[str, ...] = ()) -> Packs:
    """The language packs of this process, loaded as texts need them, with the caller's own gazetteer files."""
    return Packs(gazetteer=tuple(Path(p) for p in gazetteer))


def code(
    path: PathLike | None = None,
    *,
    text: str | None = None,
    date: str | None = None,
    lang: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
) -> Record:
    """Code one article, from a file or from `text`.

    `date` is an ISO date or date-time, `lang` a two-letter code; they fill in what the article does not say itself.
    Raises Rejected for an input that cannot be coded, ValueError for a file that holds several articles.
    """
    if (path is None) == (text is None):
        raise TypeError("code() takes a path or text=..., one of them")
    if path is not None and title is not None:
        raise TypeError("title= goes with text=: a file has its own")
    known = Known(date=date, lang=lang, outlet=outlet)
    if text is not None:
        results = [code_input(text_input(text, title, known), packs())]
    else:
        assert path is not None
        results = list(islice(code_path(path, known), 2))
    if len(results) != 1:
        count = "no article" if not results else "more than one article: use code_many"
        raise ValueError(f"{path} holds {count}")
    result = results[0]
    if isinstance(result, Problem):
        raise Rejected(result)
    return result


def code_many(
    paths: Iterable[PathLike],
    *,
    jobs: int | None = None,
    date: str | None = None,
    lang: str | None = None,
    outlet: str | None = None,
    on_problem: Callable[[Problem], object] | None = None,
) -> Iterator[Record]:
    """Code the articles of many files, `jobs` at a time (default: one for each core), in input order.

    What cannot be coded goes to `on_problem`; without one it is logged as a warning.
    """
    report = on_problem if on_problem is not None else _warn
    for result in code_all(paths, Known(date=date, lang=lang, outlet=outlet), jobs=jobs):
        if isinstance(result, Problem):
            report(result)
        else:
            yield result


def _warn(problem: Problem) -> None:
    log.warning("%s", problem.message)


def code_all(
    paths: Iterable[PathLike],
    known: Known = Known(),  # noqa: B008 (frozen)
    *,
    jobs: int | None = None,
) -> Iterator[Record | Problem]:
    """Every article of `paths` in order: its record, or why it has none."""
    from diurna.readers.html import Extractor

    jobs = jobs or os.cpu_count() or 1
    tasks = _tasks(paths)
    first = list(islice(tasks, _WORTH_A_POOL))
    if jobs == 1 or len(first) < _WORTH_A_POOL:
        with Extractor() as extractor:
            for task in chain(first, tasks):
                yield from _coded(task, known, extractor)
    else:
        yield from _coded_by_workers(chain(first, tasks), known, jobs)


class _Task(msgspec.Struct, frozen=True):
    """A file to read and code, or one article of a file that holds many: reading it is the dear part, and workers share it."""

    path: str | None = None
    raw: Raw | None = None
    problem: Problem | None = None


class _Order(msgspec.Struct, frozen=True):
    """What a worker is sent."""

    task: _Task
    known: Known


class _Reply(msgspec.Struct, frozen=True):
    """One result as a worker sends it back: a record or a problem."""

    record: Record | None = None
    problem: Problem | None = None


def _tasks(paths: Iterable[PathLike]) -> Iterator[_Task]:
    """The files of folders one by one; the articles of files that hold many found here, so that workers share a long file."""
    from diurna.readers.folder import files
    from diurna.readers.html import Extractor
    from diurna.readers.open import STDIN

    with Extractor() as extractor:  # starts nothing until there is a feed
        for given in paths:
            path = os.fspath(given)
            if path == STDIN or not _is_folder(path):
                yield from _file_tasks(path, extractor)
                continue
            for entry in files(Path(path)):
                if isinstance(entry, Problem):
                    yield _Task(problem=entry)
                else:
                    yield from _file_tasks(os.fspath(entry), extractor)


def _file_tasks(path: str, extractor: Extractor) -> Iterator[_Task]:
    from diurna.readers.folder import kind
    from diurna.readers.open import STDIN, pieces

    if path != STDIN and kind(path) in ("text", "markdown", "html"):
        yield _Task(path=path)
        return
    for item in pieces(path, extractor):
        yield _Task(problem=item) if isinstance(item, Problem) else _Task(raw=item)


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False


def _coded(task: _Task, known: Known, extractor: Extractor | None = None) -> Iterator[Record | Problem]:
    if task.problem is not None:
        yield task.problem
    elif task.raw is not None:
        yield code_raw(task.raw, known, extractor)
    elif task.path is not None:
        yield from code_path(task.path, known, extractor)


def code_path(
    path: PathLike,
    known: Known = Known(),  # noqa: B008 (frozen)
    extractor: Extractor | None = None,
) -> Iterator[Record | Problem]:
    """Every article of one file or folder; `extractor` reads its HTML, where the caller has one to share."""
    from diurna.readers.open import read

    for item in read(path, lang=known.lang, date=known.date, outlet=known.outlet, extractor=extractor):
        yield code_input(item, packs(known.gazetteer), known.gazetteer)


def code_raw(
    raw: Raw,
    known: Known = Known(),  # noqa: B008 (frozen)
    extractor: Extractor | None = None,
) -> Record | Problem:
    """One article as its container holds it; `extractor` reads its HTML, where the caller has one to share."""
    from diurna.readers.html import Extractor
    from diurna.readers.open import document

    if extractor is None:
        with Extractor() as own:
            return code_raw(raw, known, own)
    return code_input(with_known(document(raw, extractor), known), packs(known.gazetteer), known.gazetteer)


def text_input(text: str, title: str | None = None, known: Known = Known()) -> Input | Problem:  # noqa: B008 (frozen)
    """A document from a string; a title that the caller gives apart is put above it."""
    from diurna.readers.jsonl import from_row

    # Escaped to ASCII, so that a lone surrogate reaches the reader, which knows what to do with it.
    return with_known(from_row("text", json.dumps({"text": text, "title": title}).encode()), known)


def with_known(document: Input | Problem, known: Known) -> Input | Problem:
    """The document with what the caller knows filled in where the document is silent."""
    if isinstance(document, Problem):
        return document
    return msgspec.structs.replace(
        document,
        published=document.published or known.date,
        lang=document.lang or known.lang,
        outlet=document.outlet or known.outlet,
    )


def code_input(document: Input | Problem, packs: Packs, gazetteer: Sequence[str] = ()) -> Record | Problem:
    """Run the stages over one document. A bug in a stage costs this document only and comes back as a Problem."""
    from diurna.extract.record import record
    from diurna.extract.stages import run

    if isinstance(document, Problem):
        return document
    try:
        with _uncollected():
            result = record(run(document, packs))
    except Exception as bug:  # the edge: every input is accounted for, a batch goes on
        log.debug("coding %s failed", document.key, exc_info=True)
        return problem(document.key, "coder-failed", f"the coder failed on this text ({type(bug).__name__}: {bug})")
    return msgspec.structs.replace(result, coder=coder(tuple(Path(p) for p in gazetteer)))


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for unreachable cycles in the middle of an article: nearly all that it makes is in use until its end, and is then gone at
    once. What is left (clauses that point at each other) is looked for between articles."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def classify_relation(
    text: str,
    actor: tuple[int, int],
    recipient: tuple[int, int],
    lang: str | None = None,
    ontology: Literal["manual", "plv"] = "manual",
) -> Relation:
    """What `actor` does to `recipient` in `text`, both given as spans of code points: type, mode and score."""
    from diurna.extract.relations import classify

    return classify(text, actor, recipient, lang, packs(), ontology=ontology)


_ROOT = str(Path(__file__).parent.parent)
_WORKER = f"import sys; sys.path.insert(0, {_ROOT!r}); from diurna.coding import serve; serve()"


def _coded_by_workers(tasks: Iterable[_Task], known: Known, jobs: int) -> Iterator[Record | Problem]:
    encoder = msgspec.msgpack.Encoder()
    decoder = msgspec.msgpack.Decoder(list[_Reply])
    sent: list[_Task] = []

    def orders() -> Iterator[bytes]:
        for task in tasks:
            sent.append(task)
            yield encoder.encode(_Order(task, known))

    for answer in answers(_WORKER, orders(), jobs):
        task = sent.pop(0)
        if isinstance(answer, Died):
            cause = f"the process that coded this input ended (status {answer.status})"
            yield problem(_key(task), "worker-died", cause)
        else:
            for reply in decoder.decode(answer):
                result = reply.record or reply.problem
                assert result is not None
                yield result


def _key(task: _Task) -> str:
    return task.path or (task.raw.key if task.raw else "") or ""


def serve() -> None:
    """A worker's life: answer orders until standard input ends. Anything else that prints goes to standard error."""
    import signal

    from diurna.readers.html import Extractor

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    decoder = msgspec.msgpack.Decoder(_Order)
    encoder = msgspec.msgpack.Encoder()
    with Extractor() as extractor:
        while (data := receive(sys.stdin.buffer)) is not None:
            order = decoder.decode(data)
            results = _coded(order.task, order.known, extractor)
            send(replies, encoder.encode([_reply(result) for result in results]))


def _reply(result: Record | Problem) -> _Reply:
    return _Reply(record=result) if isinstance(result, Record) else _Reply(problem=result)
