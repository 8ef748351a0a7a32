"""diurna demo"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from diurna.cli.options import LogLevel, application, settings, stop, tell

app = application()


@app.command()
def demo(
    serve: Annotated[bool, typer.Option("--serve", help="Show them all in the browser, on a ledger made for it.")] = False,
    port: Annotated[int | None, typer.Option("--port", min=0, max=65535, help="Where --serve listens on 127.0.0.1.")] = None,
    log_level: LogLevel = None,
) -> None:
    """Code the example articles that ship with the package and show one of them.

    Example: diurna demo
    Example: diurna demo --serve
    """
    settings(log_level)
    if serve:
        _serve(port)
        return
    from diurna.coding import code_all
    from diurna.model import Record
    from diurna.view.terminal import console, show

    articles = example_articles()
    if not articles:
        stop("the example articles are not where they should be; install the package again")
    records: list[Record] = []
    for result in code_all(articles):
        if isinstance(result, Record):
            records.append(result)
        else:
            tell(result.message)
    if not records:
        stop("no example article could be coded")
    shown = max(records, key=_worth_showing)
    show(shown, console())
    events, claims = sum(len(r.events) for r in records), sum(len(r.claims) for r in records)
    languages = sorted({r.document.languages[0] for r in records if r.document.languages})
    sys.stdout.write(
        f"{len(records)} articles in {len(languages)} languages ({' '.join(languages)}): "
        f"{events} events, {claims} claims.\n"
        f"This one: {shown.document.key}\n"
        f"Why it says so: diurna explain {shown.document.key} e1\n"
        f"Your own: diurna code FILE\n"
    )


def _serve(port: int | None) -> None:
    """Make a ledger of the example articles, which goes when the server stops, and serve it."""
    from tempfile import TemporaryDirectory

    from diurna.cli.serve import PORT, run
    from diurna.coding import Known
    from diurna.ingest import add
    from diurna.ledger.writer import Writer
    from diurna.link import link

    articles = [str(p) for p in example_articles()]
    with TemporaryDirectory(prefix="diurna-") as folder:
        path = Path(folder) / "examples.db"
        tell(f"coding {len(articles)} example articles")
        with Writer(path) as ledger:
            for _ in add(articles, ledger, Known()):
                pass
            for _ in link(ledger):
                pass
        run(path, PORT if port is None else port)


def example_articles() -> list[Path]:
    """The articles in the installed package, or in the checkout beside it."""
    from diurna.coder import PACKAGE

    for folder in (PACKAGE / "examples", PACKAGE.parent / "examples"):
        found = sorted(p for p in folder.glob("*") if p.suffix in (".txt", ".html"))
        if found:
            return found
    return []


def _worth_showing(record: object) -> tuple[int, int, int]:
    """The record that shows most: a change of position, then claims, then events."""
    from diurna.model import Record

    assert isinstance(record, Record)
    return len(record.changes), len(record.claims), len(record.events)
