"""diurna happenings"""

from __future__ import annotations

from typing import Annotated

import typer

from diurna.cli.asking import Json, Lang, Limit, Place, Since, Source, Type, Until, asking, tell_rows
from diurna.cli.ledger import Db
from diurna.cli.options import LogLevel, application

app = application()


@app.command()
def happenings(
    actor: Annotated[str | None, typer.Option("--actor", metavar="NAME", help="Who acts: a name, RUS, org/un.")] = None,
    since: Since = None,
    until: Until = None,
    place: Place = None,
    type: Type = None,
    lang: Lang = None,
    source: Source = None,
    limit: Limit = 20,
    json: Json = False,
    db: Db = None,
    log_level: LogLevel = None,
) -> None:
    """Show what happened, each happening once, with everybody who tells it.

    Example: diurna happenings --place UKR --since 30d
    """
    with asking(db, log_level, type) as ledger:
        rows = ledger.happenings(limit=limit, actor=actor, since=since, until=until, place=place, type=type, lang=lang, source=source)
    from diurna.view.answers import happenings as view

    tell_rows(rows, json, view, "happenings")
