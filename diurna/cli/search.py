"""diurna search"""

from __future__ import annotations

from typing import Annotated

import typer

from diurna.cli.asking import Json, Lang, Limit, Place, Since, Source, Type, Until, asking, tell_rows
from diurna.cli.ledger import Db
from diurna.cli.options import LogLevel, application

app = application()


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="What to look for.")],
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
    """Find articles by their words, in any language; each with the sentence that shows them.

    Words must all be there; "a phrase", prefix*, OR and -without are understood.

    Example: diurna search "prisoner exchange" --since 2024
    """
    with asking(db, log_level, type) as ledger:
        rows = ledger.search(" ".join(words), limit=limit, since=since, until=until, place=place, type=type, lang=lang, source=source)
    from diurna.view.answers import hits

    tell_rows(rows, json, hits, "articles")
