"""diurna dyad"""

from __future__ import annotations

from typing import Annotated

import typer

from diurna.cli.asking import Json, Lang, Limit, Place, Since, Source, Type, Until, asking, tell_rows
from diurna.cli.ledger import Db
from diurna.cli.options import LogLevel, application

app = application()


@app.command()
def dyad(
    a: Annotated[str, typer.Argument(metavar="A", help="A side: a name or a code.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other side.")],
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
    """Show what two sides did to each other: counts by type, then the events.

    Example: diurna dyad RUS PRK --since 2024
    """
    with asking(db, log_level, type) as ledger:
        found = ledger.dyad(a, b, limit=limit, since=since, until=until, place=place, type=type, lang=lang, source=source)
    from diurna.view.answers import dyad as view

    tell_rows([found], json, lambda rows: view(rows[0]), "events")
