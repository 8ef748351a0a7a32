"""diurna changes"""

from __future__ import annotations

from typing import Annotated

import typer

from diurna.cli.asking import Json, Lang, Limit, Place, Since, Source, Type, Until, asking, tell_rows
from diurna.cli.ledger import Db
from diurna.cli.options import LogLevel, application

app = application()


@app.command()
def changes(
    speaker: Annotated[str | None, typer.Option("--speaker", metavar="NAME", help="Who speaks: a name, RUS, person/dmitry-peskov.")] = None,
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
    """Show who changed position: what was said first, and what was said later.

    Example: diurna changes --speaker PRK
    """
    with asking(db, log_level, type) as ledger:
        rows = ledger.changes(limit=limit, speaker=speaker, since=since, until=until, place=place, type=type, lang=lang, source=source)
    from diurna.view.answers import changes as view

    tell_rows(rows, json, view, "changes of position")
