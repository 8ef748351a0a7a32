"""diurna batch"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from diurna.cli.code import check_options
from diurna.cli.options import FAILED, IN_PART, USAGE, Jobs, LogLevel, application, check_gazetteer, settings, stop, tell

if TYPE_CHECKING:
    from diurna.batch.progress import Progress
    from diurna.batch.run import Engine, Manifest
    from diurna.coding import Known

app = application()
_READ = "Archives, Parquet, JSON lines, folders, addresses (s3://...); or one plan (.toml)."


@app.command()
def batch(
    inputs: Annotated[list[str], typer.Argument(metavar="PATH|URL|PLAN...", help=_READ)],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Folder of the output; a plan names its own.")] = None,
    lang: Annotated[str | None, typer.Option(help="Language, where the text does not tell: two letters.")] = None,
    date: Annotated[str | None, typer.Option(help="Publication date (ISO), where the file has none.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet, where the file names none.")] = None,
    engine: Annotated[Literal["local", "ray"], typer.Option(help="Who does the work.")] = "local",
    address: Annotated[str | None, typer.Option(help="The Ray cluster. Default: one on this machine.")] = None,
    jobs: Jobs = None,
    seconds: Annotated[float, typer.Option(min=1, help="What one article may take.")] = 120,
    links: Annotated[bool, typer.Option("--link/--no-link", help="Find copies and happenings at the end.")] = True,
    json: Annotated[bool, typer.Option("--json", help="Progress as one line of JSON a shard.")] = False,
    log_level: LogLevel = None,
) -> None:
    """Code an archive of news, shard by shard, into Parquet.

    Every input file is a shard. A run that was stopped is completed by running it
    again; what is done is not repeated. manifest.json accounts for every input,
    report.html shows the run; diurna add OUT takes it into a ledger.

    Example: diurna batch archive/ --out coded/
    """
    found = settings(log_level)
    from diurna.batch.plan import BadPlan
    from diurna.coding import Known
    from diurna.tables import MissingLibrary

    try:
        given, folder, known = _planned(inputs, out, Known(date, lang or found.lang, outlet or found.outlet, found.gazetteer))
        check_options(known.date, known.lang)
        check_gazetteer(found.gazetteer)
        manifest = _run(given, folder, known, _engine(engine, address, jobs or found.jobs), seconds, json)
        joined = _linked(folder, manifest) if links else None
    except (BadPlan, MissingLibrary) as problem:
        stop(str(problem), USAGE)
    if not json:
        sys.stdout.write(summary(manifest) + "\n")
    if joined is not None:
        (tell if json else _say)(f"{joined[0]} articles carry the text of another; {joined[1]} happenings are told more than once")
    raise typer.Exit(_status(manifest))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _linked(folder: Path, manifest: Manifest) -> tuple[int, int]:
    """Find copies and happenings and write them; how many there are of each."""
    from diurna.batch.link import link
    from diurna.batch.links import write

    return write(folder, link(folder, manifest))


def _planned(inputs: list[str], out: Path | None, known: Known) -> tuple[tuple[str, ...], Path, Known]:
    """The inputs, the folder of the output, and what is known, from a plan or from the line; the line outranks the plan."""
    import msgspec

    from diurna.batch.plan import load

    given = tuple(inputs)
    if len(given) == 1 and given[0].endswith(".toml"):
        plan = load(Path(given[0]))
        given, out = plan.inputs, out or Path(plan.out)
        known = msgspec.structs.replace(
            known, date=known.date or plan.date, lang=known.lang or plan.lang, outlet=known.outlet or plan.outlet
        )  # fmt: skip
    if out is None:
        stop("a batch needs --out FOLDER, or a plan that names one", USAGE)
    return given, out, known


def _engine(name: Literal["local", "ray"], address: str | None, jobs: int | None) -> Engine:
    if name == "local":
        from diurna.batch.source import parquet

        parquet()
        from diurna.batch.run import local

        return local(jobs)
    from diurna.batch.on_ray import on_ray

    return on_ray(jobs, address)


def _run(given: tuple[str, ...], folder: Path, known: Known, engine: Engine, seconds: float, json: bool) -> Manifest:
    from diurna.batch.plan import shards
    from diurna.batch.progress import Progress, after, line
    from diurna.batch.report import report, together
    from diurna.batch.run import manifest, run, waiting
    from diurna.batch.shard import Spent

    all_of_it, wrong = shards(given)
    for problem in wrong:
        tell(problem.message)
    of = len(waiting(all_of_it, folder, known))
    progress = Progress(0, of, len(all_of_it) - of)
    spent = Spent()
    begun = time.monotonic()
    with _shown() as show:
        for made in run(all_of_it, folder, known, engine, seconds):
            progress = after(progress, made, time.monotonic() - begun)
            spent = together(spent, made.spent)
            if progress.reason is not None:
                tell(f"{progress.shard}: set aside: {progress.reason}")
            if json:
                sys.stdout.write(line(progress) + "\n")
                sys.stdout.flush()
            show(progress)
    accounted = manifest(all_of_it, folder, known, wrong)
    (folder / "report.html").write_text(report(accounted, progress, spent), encoding="utf-8")
    return accounted


def summary(manifest: Manifest) -> str:
    """The counts, which add up."""
    aside = f", {len(manifest.aside)} set aside" if manifest.aside else ""
    return (
        f"seen {manifest.seen} = coded {manifest.coded} + rejected {manifest.rejected} + duplicates {manifest.duplicates} "
        f"in {len(manifest.shards)} shards{aside}"
    )


def _status(manifest: Manifest) -> int:
    if manifest.coded == 0 and (manifest.rejected or manifest.aside or manifest.wrong):
        return FAILED
    return IN_PART if manifest.rejected or manifest.aside or manifest.wrong else 0


class Show:
    """Called after each shard; does nothing unless there is a line to rewrite."""

    def __call__(self, progress: Progress) -> None:
        return


@contextmanager
def _shown() -> Iterator[Show]:
    """A line on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield Show()
        return
    from rich.console import Console

    with Console(stderr=True).status("coding") as status:

        class Line(Show):
            def __call__(self, progress: Progress) -> None:
                from diurna.batch.progress import told

                status.update(told(progress))

        yield Line()
