"""diurna add"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from diurna.cli.code import check_options
from diurna.cli.ledger import Db, ledger_path, refusals
from diurna.cli.link import Links, told
from diurna.cli.network import Allow, the_fetcher
from diurna.cli.options import FAILED, IN_PART, Jobs, LogLevel, application, check_gazetteer, settings, tell

if TYPE_CHECKING:
    from diurna.ingest import Added, Tally
    from diurna.ledger.writer import Writer
    from diurna.link import Step as LinkStep

app = application()
_READ = "Articles, feeds, archives, folders, batches, - for stdin; addresses are fetched."


@app.command()
def add(
    paths: Annotated[list[str], typer.Argument(metavar="PATH|URL...", help=_READ)],
    db: Db = None,
    lang: Annotated[str | None, typer.Option(help="Language, where the text does not tell: two letters.")] = None,
    date: Annotated[str | None, typer.Option(help="Publication date (ISO), where the file has none.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet, where the file names none.")] = None,
    links: Links = True,
    jobs: Jobs = None,
    allow: Allow = None,
    json: Annotated[bool, typer.Option("--json", help="One line a file or row, once it is on the disk.")] = False,
    log_level: LogLevel = None,
) -> None:
    """Add articles to a ledger: code them and keep them with their bytes.

    Adding again adds nothing; an edited article becomes a new version. What is
    new is then linked with what belongs to it.
    The network is used only where an address is given.

    Example: diurna add news/ --db news.db
    """
    found = settings(log_level)
    check_options(date, lang)
    check_gazetteer(found.gazetteer)
    with refusals():
        from diurna.coding import Known
        from diurna.ingest import NO_INPUT, Tally, is_address
        from diurna.ingest import add as added
        from diurna.ledger.writer import Writer

        known = Known(date=date, lang=lang or found.lang, outlet=outlet or found.outlet, gazetteer=found.gazetteer)
        tally = Tally()
        fetcher = the_fetcher(found, allow) if any(map(is_address, paths)) else None
        with Writer(ledger_path(db, found)) as ledger, progress(tally) as step:
            batches, others = [p for p in paths if _is_batch(p)], [p for p in paths if not _is_batch(p)]
            inputs = added(others, ledger, known, jobs=jobs or found.jobs, fetcher=fetcher)
            for done in chain(inputs, _merged(batches, ledger)):
                if done.problem is not None:
                    tell(done.problem.message)
                    if done.problem.code in NO_INPUT:
                        continue
                tally.count(done)
                if json:
                    sys.stdout.write(line(done) + "\n")
                    sys.stdout.flush()
                step()
            linked = total(ledger) if links else None
    if not json:
        sys.stdout.write(summary(tally) + "\n")
    if linked is not None and linked.articles:
        (tell if json else _said)(told(linked))
    raise typer.Exit(0 if not tally.rejected else IN_PART if tally.rejected < tally.seen else FAILED)


def _is_batch(path: str) -> bool:
    """Whether a path is what `diurna batch` made; told without pyarrow, which only such a path needs."""
    return Path(path, "manifest.json").is_file() and Path(path, "done").is_dir()


def _merged(batches: list[str], ledger: Writer) -> Iterator[Added]:
    for path in batches:
        from diurna.batch.source import parquet

        parquet()
        from diurna.batch.merge import merge

        yield from merge(Path(path), ledger)


def total(ledger: Writer) -> LinkStep:
    """Link what is new in a ledger; the counts."""
    from diurna import link as linking

    return sum(linking.link(ledger), linking.Step())


def _said(line: str) -> None:
    sys.stdout.write(line + "\n")


def line(done: Added) -> str:
    """What became of an input, as JSON."""
    import msgspec

    return msgspec.json.encode(done).decode()


def summary(tally: Tally) -> str:
    """The counts, which add up."""
    text = f"seen {tally.seen} = coded {tally.coded} + copies {tally.copies} + unchanged {tally.unchanged} + rejected {tally.rejected}"
    about = [(tally.versions, "new version of an article", "new versions of articles"), (tally.notices, "notice", "notices")]
    more = [f"{n} {one if n == 1 else many}" for n, one, many in about if n]
    return f"{text} (of the coded: {', '.join(more)})" if more else text


class Step:
    """Called after each input; does nothing unless there is a bar to move."""

    def __call__(self) -> None:
        return


@contextmanager
def progress(tally: Tally) -> Iterator[Step]:
    """A line on standard error, where that is a terminal: how many were seen, what became of them, how fast."""
    if not sys.stderr.isatty():
        yield Step()
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.fields[counts]}"), TimeElapsedColumn(), TextColumn("{task.fields[rate]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("adding", total=None, counts=summary(tally), rate="")

        class Move(Step):
            def __call__(self) -> None:
                elapsed = bar.tasks[0].elapsed or 0
                rate = f"{tally.seen / elapsed:.1f} a second" if elapsed > 1 else ""
                bar.update(task, counts=summary(tally), rate=rate)

        yield Move()
