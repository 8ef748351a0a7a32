"""diurna claims"""

from __future__ import annotations

from typing import Annotated

import typer

from diurna.cli.asking import Json, Lang, Limit, Place, Since, Source, Type, Until, asking, tell_rows
from diurna.cli.ledger import Db
from diurna.cli.options import LogLevel, application

app = application()


@app.command()
def claims(
    speaker: Annotated[str | None, typer.Option("--speaker", metavar="NAME", help="Who speaks: a name, RUS, person/dmitry-peskov.")] = None,
    act: Annotated[str | None, typer.Option("--act", metavar="ACT", help="say, deny, acknowledge, accuse, ...")] = None,
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
    """Show who said what. With --type or --place: what is said about such events.

    Example: diurna claims --speaker RUS --act deny
    """
    with asking(db, log_level, type, act) as ledger:
        rows = ledger.claims(
            limit=limit, speaker=speaker, act=act, since=since, until=until, place=place, type=type, lang=lang, source=source
        )
    from diurna.view.answers import claims as view

    tell_rows(rows, json, view, "claims")
