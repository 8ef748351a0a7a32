"""diurna serve"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from diurna.cli.ledger import Db, ledger_path, refusals
from diurna.cli.options import LogLevel, application, settings, stop, tell

if TYPE_CHECKING:
    from diurna.query import Ledger
    from diurna.web.page import Shown

app = application()
PORT = 8765
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="Where it listens on 127.0.0.1; 0 takes any that is free.")]
Open = Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")]
Person = Annotated[str | None, typer.Option("--person", metavar="NAME", help="Who reviews; kept with each judgement.")]


@app.command()
def serve(port: Port = PORT, open: Open = False, person: Person = None, db: Db = None, log_level: LogLevel = None) -> None:
    """Show a ledger in the browser: happenings, articles, timeline, map, actors, claims, review.

    It listens on 127.0.0.1 only, fetches nothing from the network, and needs the
    extra `web`: pip install 'diurna[web]'. Stop it with Ctrl-C.

    Example: diurna serve --db news.db
    """
    found = settings(log_level)
    with refusals():
        run(ledger_path(db, found), port, open, person)


def run(path: Path, port: int, open: bool = False, person: str | None = None) -> None:
    """Serve a ledger until interrupted; the address goes to standard output once it answers."""
    try:
        from diurna.web.page import Site
        from diurna.web.server import serve
    except ModuleNotFoundError as missing:
        stop(f"the pages need {missing.name}; install them with: pip install 'diurna[web]'")
    from diurna.query import Ledger

    Ledger(path).close()  # says at once what is wrong with the file

    def ready(address: str) -> None:
        sys.stdout.write(f"{path} at {address} (Ctrl-C stops it)\n")
        sys.stdout.flush()
        if open:
            import webbrowser

            webbrowser.open(address)

    try:
        serve(Site(path, person or _login(), formats(), exported), port, ready)
    except OSError as problem:
        stop(f"port {port} cannot be used ({problem.strerror}); name another with --port")
    except KeyboardInterrupt:
        tell("stopped")


def formats() -> dict[str, tuple[str, ...]]:
    """The formats that can be written here, with their tables."""
    from importlib.util import find_spec

    from diurna.export.formats import FORMATS

    return {name: f.tables for name, f in FORMATS.items() if name != "parquet" or find_spec("pyarrow") is not None}


def exported(ledger: Ledger, format: str, table: str | None, shown: Shown, out: IO[bytes]) -> None:
    """Write what a page shows."""
    from diurna.export.formats import export
    from diurna.export.shown import EVERYTHING, ShownOrigin

    export(format, ShownOrigin(ledger, shown.events, shown.claims), EVERYTHING, out, table)


def _login() -> str:
    """The name of who is logged in, as the system has it."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "person"
