"""diurna actors"""

from __future__ import annotations

from diurna.cli.asking import Json, Lang, Limit, Place, Since, Source, Type, Until, asking, tell_rows
from diurna.cli.ledger import Db
from diurna.cli.options import LogLevel, application

app = application()


@app.command()
def actors(
    since: Since = None,
    until: Until = None,
    place: Place = None,
    type: Type = None,
    lang: Lang = None,
    source: Source = None,
    limit: Limit = 30,
    json: Json = False,
    db: Db = None,
    log_level: LogLevel = None,
) -> None:
    """Show who acts and is acted on most.

    Example: diurna actors --type SANCTION --since 2024
    """
    with asking(db, log_level, type) as ledger:
        rows = ledger.actors(limit=limit, since=since, until=until, place=place, type=type, lang=lang, source=source)
    from diurna.view.answers import actors as view

    tell_rows(rows, json, view, "actors")
