"""diurna code"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from diurna.cli.options import FAILED, IN_PART, USAGE, Jobs, LogLevel, Out, application, check_gazetteer, settings, stop, tell
from diurna.cli.settings import Format

if TYPE_CHECKING:
    from diurna.model import Problem, Record

app = application()
_READ = ".txt .md .html .jsonl, feeds (.xml .rss .atom), .warc .warc.gz, a folder, - for stdin."


@app.command()
def code(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help=_READ),
    ],
    format: Annotated[Format | None, typer.Option(help="Default: text on a terminal, jsonl otherwise.")] = None,
    out: Out = None,
    lang: Annotated[str | None, typer.Option(help="Language, where the text does not tell: two letters.")] = None,
    date: Annotated[str | None, typer.Option(help="Publication date (ISO), where the file has none.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet, where the file names none.")] = None,
    jobs: Jobs = None,
    log_level: LogLevel = None,
) -> None:
    """Code articles: one record each, in input order.

    Example: diurna code news/ --format jsonl --out records.jsonl
    """
    found = settings(log_level)
    check_options(date, lang)
    check_gazetteer(found.gazetteer)
    from diurna.coding import Known, code_all

    known = Known(date=date, lang=lang or found.lang, outlet=outlet or found.outlet, gazetteer=found.gazetteer)
    to_terminal = out is None and sys.stdout.isatty()
    chosen = format or found.format or ("text" if to_terminal else "jsonl")
    tally = _Tally()
    with _opened(out) as file, _progress(paths, shown=not to_terminal) as step:
        results = tally.counted(code_all(paths, known, jobs=jobs or found.jobs), step)
        _write(results, chosen, file, to_terminal)
    raise typer.Exit(tally.status())


def check_options(date: str | None, lang: str | None) -> None:
    """End the program with status 2 where a date or a language is none."""
    from datetime import datetime

    if date is not None:
        try:
            datetime.fromisoformat(date)
        except ValueError:
            stop(f"--date {date}: not an ISO date, such as 2025-06-05 or 2025-06-05T06:50", USAGE)
    if lang is not None:
        from diurna.langs.pack import Packs

        known = Packs()
        if lang not in known:
            stop(f"--lang {lang}: no such language pack; there are {' '.join(known)}", USAGE)


class _Tally:
    """Counts records and problems as they pass, and tells problems on standard error."""

    def __init__(self) -> None:
        self.records = 0
        self.rejected = 0

    def counted(self, results: Iterable[Record | Problem], step: _Step) -> Iterator[Record | Problem]:
        from diurna.model import Problem
        from diurna.readers.problems import NO_INPUT

        for result in results:
            if isinstance(result, Problem):
                tell(result.message)
                if result.code in NO_INPUT:
                    continue
                self.rejected += 1
            else:
                self.records += 1
            yield result
            step()

    def status(self) -> int:
        if not self.rejected:
            return 0
        return IN_PART if self.records else FAILED


def _write(results: Iterator[Record | Problem], format: Format, file: IO[bytes], to_terminal: bool) -> None:
    if format == "jsonl":
        for result in results:
            file.write(_line(result) + b"\n")
            file.flush()
    elif format == "json":
        _write_json(results, file)
    else:
        _write_text(results, file, to_terminal)


def _line(result: Record | Problem) -> bytes:
    import msgspec

    from diurna.model import Problem

    if isinstance(result, Problem):
        rejected = {"code": result.code, "message": result.message}
        return msgspec.json.encode({"document": {"key": result.key}, "rejected": rejected})
    return msgspec.json.encode(result)


def _write_json(results: Iterator[Record | Problem], file: IO[bytes]) -> None:
    """One object for one input, an array for several."""
    import msgspec

    first, second = next(results, None), next(results, None)
    if first is None:
        file.write(b"[]\n")
    elif second is None:
        file.write(msgspec.json.format(_line(first)) + b"\n")
    else:
        file.write(b"[\n" + msgspec.json.format(_line(first)) + b",\n" + msgspec.json.format(_line(second)))
        for result in results:
            file.write(b",\n" + msgspec.json.format(_line(result)))
        file.write(b"\n]\n")


def _write_text(results: Iterator[Record | Problem], file: IO[bytes], to_terminal: bool) -> None:
    import io

    from diurna.model import Record
    from diurna.view.terminal import console, show

    if to_terminal:
        to = console()
    else:
        to = console(io.TextIOWrapper(file, encoding="utf-8", errors="replace", write_through=True))
    for result in results:
        if isinstance(result, Record):
            show(result, to)
    if not to_terminal and isinstance(to.file, io.TextIOWrapper):
        to.file.detach()


@contextmanager
def _opened(out: Path | None) -> Iterator[IO[bytes]]:
    if out is None:
        yield sys.stdout.buffer
        sys.stdout.flush()
    else:
        with out.open("wb") as file:
            yield file


class _Step:
    """Called once for each result; does nothing unless there is a bar to move."""

    def __call__(self) -> None:
        return


@contextmanager
def _progress(paths: list[str], shown: bool) -> Iterator[_Step]:
    """A progress bar on standard error, where that is a terminal and there is more than one input."""
    many = len(paths) > 1 or not _holds_one(paths[0])
    if not (shown and many and sys.stderr.isatty()):
        yield _Step()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("coding"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("coding", total=_number(paths))

        class Move(_Step):
            def __call__(self) -> None:
                bar.advance(task)

        yield Move()


def _holds_one(path: str) -> bool:
    """Whether a path is a file that is one article, by its name."""
    from diurna.readers.folder import kind

    return kind(path) in ("text", "markdown", "html") and not Path(path).is_dir()


def _number(paths: list[str]) -> int | None:
    """How many articles there are, where counting them is cheap."""
    from diurna.readers.folder import files

    total = 0
    for path in paths:
        found = list(files(Path(path))) if Path(path).is_dir() else [Path(path)]
        articles = [str(entry) for entry in found if isinstance(entry, Path)]
        if not all(map(_holds_one, articles)):
            return None
        total += len(articles)
    return total
