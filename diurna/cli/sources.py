"""diurna sources"""

from __future__ import annotations

from diurna.cli.asking import Json, Lang, Place, Since, Source, Type, Until, asking, tell_rows
from diurna.cli.ledger import Db
from diurna.cli.options import LogLevel, application

app = application()


@app.command()
def sources(
    since: Since = None,
    until: Until = None,
    place: Place = None,
    type: Type = None,
    lang: Lang = None,
    source: Source = None,
    json: Json = False,
    db: Db = None,
    log_level: LogLevel = None,
) -> None:
    """Show who tells: articles by source and day, and when a source was silent.

    Example: diurna sources --since 90d
    """
    with asking(db, log_level, type) as ledger:
        rows = ledger.sources(since=since, until=until, place=place, type=type, lang=lang, source=source)
    from diurna.view.answers import sources as view

    tell_rows(rows, json, view, "sources")
