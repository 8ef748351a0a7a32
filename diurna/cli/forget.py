"""diurna forget"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from diurna.cli.ledger import Db, ledger_path, refusals
from diurna.cli.options import USAGE, LogLevel, application, settings, stop

if TYPE_CHECKING:
    from diurna.ledger.forget import Forgotten
    from diurna.ledger.writer import Writer

app = application()
Reason = Annotated[str | None, typer.Option("--reason", help="Why: it is kept with the tombstone.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do it without asking.")]


@app.callback()
def forget() -> None:
    """Remove what must go: an article, a source, the name of a private person, imported
    event data. A tombstone says that it was there.

    Example: diurna forget article https://example.org/news/1 --yes
    """


@app.command()
def article(
    which: Annotated[str, typer.Argument(metavar="ARTICLE", help="Its id or the start of it, its address or its path.")],
    db: Db = None, reason: Reason = None, yes: Yes = False, log_level: LogLevel = None,
) -> None:  # fmt: skip
    """Remove an article with all its versions: text, bytes, codings, addresses. It is not taken in again.

    Example: diurna forget article 67ad4645 --reason "court order" --yes
    """
    path = ledger_path(db, settings(log_level))
    with refusals():
        from diurna.ledger.forget import forget_articles
        from diurna.ledger.reader import Reader
        from diurna.ledger.writer import Writer

        with Reader(path) as reader:
            documents = reader.documents(which)
            titles = [(a.title or a.key, a.source) for d in documents if (a := reader.article(d)) is not None and a.state != "forgotten"]
        if not titles:
            stop(f"{which}: there is no such article", USAGE)
        _sure(yes, f"remove {', '.join(f'{title} ({source})' for title, source in titles)}")
        with Writer(path) as ledger:
            _told(ledger, forget_articles(ledger, documents, reason))


@app.command()
def source(
    name: Annotated[str, typer.Argument(metavar="SOURCE", help="The outlet's name.")],
    db: Db = None, reason: Reason = None, yes: Yes = False, log_level: LogLevel = None,
) -> None:  # fmt: skip
    """Remove all articles of a source. What it publishes later can be added.

    Example: diurna forget source "Klow Courier" --yes
    """
    path = ledger_path(db, settings(log_level))
    with refusals():
        from diurna.ledger.forget import forget_source
        from diurna.ledger.reader import Reader
        from diurna.ledger.who import Unknown, sources
        from diurna.ledger.writer import Writer

        with Reader(path) as reader:
            try:
                rows = sources(reader.db, name)
            except Unknown as problem:
                stop(str(problem), USAGE)
            names = [r[0] for row in rows for r in reader.db.rows("SELECT name FROM source WHERE id = ?", (row,))]
        if len(names) > 1:
            stop(f"{name}: this may be {', '.join(names)}; give one of them in full", USAGE)
        _sure(yes, f"remove all articles of {names[0]}")
        with Writer(path) as ledger:
            _told(ledger, forget_source(ledger, names[0], reason))


@app.command()
def person(
    name: Annotated[str, typer.Argument(metavar="PERSON", help="Their name, or their entity's id.")],
    db: Db = None, reason: Reason = None, yes: Yes = False, log_level: LogLevel = None,
) -> None:  # fmt: skip
    """Black out a person's name in all articles: texts, titles and codings; raw bytes go. What was done and said stays.

    Example: diurna forget person "Kurvi Musstler" --yes
    """
    path = ledger_path(db, settings(log_level))
    with refusals():
        from diurna.ledger.filters import marks
        from diurna.ledger.forget import forget_person
        from diurna.ledger.reader import Reader
        from diurna.ledger.who import Unknown, who
        from diurna.ledger.writer import Writer

        with Reader(path) as reader:
            try:
                found = who(reader.db, name, ("person",))
            except Unknown as problem:
                stop(str(problem), USAGE)
            # Somebody of no known country is a side of their own.
            alone = f"side IN ({marks(found.sides)}) AND entity = (SELECT code FROM side WHERE id = side)"
            sql = f"SELECT entity, name FROM entity WHERE kind = 'person' AND (id IN ({marks(found.entities)}) OR {alone})"
            people = [(r[0], r[1]) for r in reader.db.rows(sql, (*found.entities, *found.sides))]
        if len(people) != 1:
            stop(f"{name}: {'no person' if not people else 'this may be ' + ', '.join(id for id, _ in people)}", USAGE)
        _sure(yes, f"black out {people[0][1]} ({people[0][0]}) everywhere")
        with Writer(path) as ledger:
            _told(ledger, forget_person(ledger, people[0][0], reason))


@app.command()
def imported(
    origin: Annotated[str, typer.Argument(metavar="ORIGIN", help="Whose data: gdelt or polecat.")],
    db: Db = None, reason: Reason = None, yes: Yes = False, log_level: LogLevel = None,
) -> None:  # fmt: skip
    """Take imported event data of others out again. It can be imported anew.

    Example: diurna forget imported gdelt --yes
    """
    from importlib import import_module

    path, whose = ledger_path(db, settings(log_level)), import_module("diurna.cli.import").checked(origin)
    with refusals():
        from diurna.ledger.imported import days, remove
        from diurna.ledger.reader import Reader
        from diurna.ledger.writer import Writer

        with Reader(path) as reader:
            if days(reader.db, whose) is None:
                stop(f"nothing of {whose} is in this ledger", USAGE)
        _sure(yes, f"remove all events of {whose}")
        with Writer(path) as ledger:
            count = remove(ledger, whose, reason)
    sys.stdout.write(f"removed {count:,} events of {whose}\n")


def _sure(yes: bool, what: str) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        stop(f"this would {what}; it cannot be undone: add --yes", USAGE)
    typer.confirm(f"This will {what}. It cannot be undone. Go on?", abort=True)


def _told(ledger: Writer, done: Forgotten) -> None:
    number = ledger.db.one("SELECT max(id) FROM tombstone") or (0,)
    what = "changed" if done.kind == "person" else "removed"
    sys.stdout.write(
        f"{what} {done.articles} versions of articles, {done.codings} codings; {done.texts} texts and {done.raw} files of bytes are gone\n"
    )
    if done.remaining:
        sys.stdout.write(f"the same text still stands in {len(done.remaining)} copies: {' '.join(d[:8] for d in done.remaining)}\n")
    sys.stdout.write(f"tombstone {number[0]}; copies of the ledger and its log elsewhere are yours to remove\n")
