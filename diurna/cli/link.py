"""diurna link"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from diurna.cli.ledger import Db, ledger_path, refusals
from diurna.cli.options import LogLevel, application, settings, stop

if TYPE_CHECKING:
    from diurna.link import Step

app = application()
Links = Annotated[bool, typer.Option("--link/--no-link", help="Join what was added with what belongs to it, as `diurna link` does.")]
Json = Annotated[bool, typer.Option("--json", help="The counts as JSON.")]


@app.callback(invoke_without_command=True)
def link(
    context: typer.Context,
    again: Annotated[bool, typer.Option("--again", help="Compare everything anew, also what was linked before.")] = False,
    db: Db = None,
    json: Json = False,
    log_level: LogLevel = None,
) -> None:
    """Join what belongs together: copies, tellings of one happening, plans and what fulfils them, changes of position.

    Compares what was added since the last time with what is near it. Nothing that
    was coded is rewritten; `diurna link undo` takes a link back.

    Example: diurna link --db news.db
    """
    if context.invoked_subcommand is not None:
        return
    found = settings(log_level)
    with refusals():
        from diurna import link as linking
        from diurna.ledger.writer import Writer

        with Writer(ledger_path(db, found)) as ledger:
            if again:
                linking.again(ledger)
            total = sum(linking.link(ledger), linking.Step())
    if json:
        import msgspec

        sys.stdout.write(msgspec.json.encode(total).decode() + "\n")
    else:
        sys.stdout.write(told(total) + "\n")


def told(total: Step) -> str:
    """The counts of a run of the linker."""
    return (
        f"compared {total.articles} articles: {total.copies} copies, {total.happenings} links between tellings of one happening, "
        f"{total.fulfils} plans fulfilled, {total.changes} changes of position, {total.undone} links taken back"
    )


@app.command()
def undo(
    number: Annotated[int, typer.Argument(metavar="ID", help="The link's number, as `diurna link show` gives it.")],
    db: Db = None,
    log_level: LogLevel = None,
) -> None:
    """Take a link back. The two stay apart, whatever scores say later; the link itself stays on record as undone.

    Example: diurna link undo 17
    """
    found = settings(log_level)
    with refusals():
        from diurna import link as linking
        from diurna.ledger.writer import Writer

        with Writer(ledger_path(db, found)) as ledger:
            if not linking.undo(ledger, number):
                stop(f"there is no link {number} that still stands; `diurna link show` lists them")
    sys.stdout.write(f"link {number} is undone\n")


@app.command()
def show(
    item: Annotated[str | None, typer.Argument(metavar="EVENT|ARTICLE", help="Only links of this event or article id.")] = None,
    undone: Annotated[bool, typer.Option("--undone", help="Also those that were taken back.")] = False,
    db: Db = None,
    json: Json = False,
    log_level: LogLevel = None,
) -> None:
    """List links with number, reason and score.

    Example: diurna link show
    """
    found = settings(log_level)
    with refusals():
        import msgspec

        from diurna.ledger.reader import Reader

        with Reader(ledger_path(db, found)) as reader:
            for row in reader.links(None, item, undone):
                if json:
                    sys.stdout.write(msgspec.json.encode(row).decode() + "\n")
                else:
                    state = " undone" if row.undone else ""
                    sys.stdout.write(f"{row.id}\t{row.kind}\t{row.left}\t{row.right}\t{row.score:.2f}\t{row.reason}\t{row.made}{state}\n")
