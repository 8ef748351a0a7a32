"""diurna beside"""

from __future__ import annotations

from itertools import islice
from typing import Annotated

import typer

from diurna.cli.asking import Json, Limit, Since, Type, Until, asking, show, tell_rows
from diurna.cli.ledger import Db
from diurna.cli.options import USAGE, LogLevel, application, stop

app = application()


@app.command()
def beside(
    origin: Annotated[str, typer.Argument(metavar="ORIGIN", help="Whose data: gdelt or polecat.")],
    a: Annotated[str | None, typer.Argument(metavar="A", help="A country: only its pairs.")] = None,
    b: Annotated[str | None, typer.Argument(metavar="B", help="Another: only the two.")] = None,
    since: Since = None,
    until: Until = None,
    type: Type = None,
    limit: Limit = 50,
    json: Json = False,
    db: Db = None,
    log_level: LogLevel = None,
) -> None:
    """Compare the record with imported event data: per pair of countries and month, what both have and what each has alone.

    Only days that their data covers count. One of ours is a happening, however
    many articles tell it. With both countries their lone events are listed too.

    Example: diurna beside gdelt RUS UKR --since 2025-06
    """
    from importlib import import_module

    whose = import_module("diurna.cli.import").checked(origin)
    with asking(db, log_level, type) as ledger:
        from diurna.ledger.imported import days
        from diurna.view.beside import beside as view
        from diurna.view.beside import lone

        if days(ledger.reader.db, whose) is None:
            stop(f"nothing of {whose} is in this ledger; `diurna import {whose} FILE` puts it there", USAGE)
        sides = tuple(name for name in (a, b) if name is not None)
        rows = list(islice(ledger.beside(whose, *sides, since=since, until=until, type=type), limit))
        alone = [] if json or len(sides) < 2 else ledger.theirs_alone(rows)[:limit]
    tell_rows(rows, json, view, "events")
    if alone:
        show(lone(whose, alone))
