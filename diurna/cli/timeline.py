"""diurna timeline"""

from __future__ import annotations

from typing import Annotated

import typer

from diurna.cli.asking import Json, Lang, Limit, Place, Since, Source, Type, Until, asking, tell_rows
from diurna.cli.ledger import Db
from diurna.cli.options import LogLevel, application

app = application()


@app.command()
def timeline(
    actor: Annotated[str | None, typer.Option("--actor", metavar="NAME", help="Who acts: a name, RUS, org/un.")] = None,
    recipient: Annotated[str | None, typer.Option("--recipient", metavar="NAME", help="Who is acted on.")] = None,
    status: Annotated[
        str | None, typer.Option("--status", metavar="STATUS", help="actual, future, negated, hypothetical, historical.")
    ] = None,
    assertion: Annotated[
        str | None, typer.Option("--assertion", metavar="HOW", help="narrator, attributed, denied_only, disputed.")
    ] = None,
    since: Since = None,
    until: Until = None,
    place: Place = None,
    type: Type = None,
    lang: Lang = None,
    source: Source = None,
    limit: Limit = 50,
    json: Json = False,
    db: Db = None,
    log_level: LogLevel = None,
) -> None:
    """Show the latest events in the order of their days.

    Example: diurna timeline --actor RUS --type ASSAULT --since 2025-01
    """
    with asking(db, log_level, type) as ledger:
        rows = ledger.timeline(
            limit=limit,
            actor=actor,
            recipient=recipient,
            status=status,
            assertion=assertion,
            since=since,
            until=until,
            place=place,
            type=type,
            lang=lang,
            source=source,
        )
    from diurna.view.answers import timeline as view

    tell_rows(rows, json, view, "events")
