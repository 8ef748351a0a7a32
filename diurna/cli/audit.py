"""diurna audit"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from diurna.cli.asking import Lang, Place, Since, Source, Type, Until, asking, show
from diurna.cli.ledger import Db, ledger_path, refusals
from diurna.cli.options import LogLevel, application, settings, tell

if TYPE_CHECKING:
    from diurna.ledger.judged import Verdict
    from diurna.ledger.rows import ClaimRow, EventRow

app = application()
_KEYS: dict[str, Verdict] = {"r": "right", "y": "right", "w": "wrong", "n": "wrong"}
_PATIENCE = 60
"""Times, each half a second, that a judgement waits for another writer."""


@app.command()
def audit(
    number: Annotated[int, typer.Option("-n", "--number", min=1, help="How many rows to draw.")] = 50,
    claims: Annotated[bool, typer.Option("--claims", help="Claims instead of events.")] = False,
    since: Since = None,
    until: Until = None,
    place: Place = None,
    type: Type = None,
    lang: Lang = None,
    source: Source = None,
    seed: Annotated[int | None, typer.Option("--seed", help="Draw the same rows again.")] = None,
    report: Annotated[bool, typer.Option("--report", help="Only say what was judged so far.")] = False,
    db: Db = None,
    log_level: LogLevel = None,
) -> None:
    """Draw rows at random, judge each against its sentence by a key, and see the precision with its interval.

    Keys: r right, w wrong, s skip, q stop. Judgements are kept: what was judged is not drawn again,
    and what was called wrong stays out of all answers.

    Example: diurna audit -n 50 --type ASSAULT --lang uk
    """
    path = ledger_path(db, settings(log_level))
    judged_now: list[str] = []
    with asking(db, log_level, type) as ledger:
        from diurna.audit import draw, judged
        from diurna.query import Asked
        from diurna.view.answers import precision

        kind: Literal["event", "claim"] = "claim" if claims else "event"
        if not report:
            asked = Asked(since=since, until=until, place=place, type=type, lang=lang, source=source)
            judged_now = _judge(path, kind, draw(ledger.reader, kind, number, ledger.filter(asked), seed))
        found = judged(ledger.reader, kind, None if report else judged_now)
    show(precision(found))


def _judge(path: Path, kind: Literal["event", "claim"], rows: list[EventRow] | list[ClaimRow]) -> list[str]:
    """Show each row, take a verdict for it, keep it at once."""
    from diurna.ledger.rows import EventRow
    from diurna.view.answers import claim, event_with_sentence

    done: list[str] = []
    for place, row in enumerate(rows, start=1):
        id = row.event.id if isinstance(row, EventRow) else row.claim
        show(event_with_sentence(row) if isinstance(row, EventRow) else claim(row))
        key = _key(f"[{place} of {len(rows)}] right, wrong, skip, quit? ")
        if key == "q":
            break
        if key in _KEYS:
            _kept(path, kind, id, _KEYS[key], row.document, row.event.type if isinstance(row, EventRow) else row.act)
            done.append(id)
    return done


def _key(question: str) -> str:
    """One of r w s q: a key on a terminal, a line otherwise; the end of input stops."""
    while True:
        sys.stderr.write(question)
        sys.stderr.flush()
        if sys.stdin.isatty():
            import click

            word = click.getchar()
        else:
            line = sys.stdin.readline()
            word = line.strip()[:1] if line else "q"
        sys.stderr.write(f"{word}\n")
        if word.lower() in (*_KEYS, "s", "q"):
            return word.lower()


def _kept(path: Path, kind: str, id: str, verdict: Verdict, document: str, what: str) -> None:
    """Append a judgement; the ledger is locked for that moment only, so that others can go on writing between two keys."""
    import time

    from diurna.ledger.judged import Ground
    from diurna.ledger.problems import LedgerError
    from diurna.ledger.writer import Writer
    from diurna.link import judge

    with refusals():
        for attempt in range(_PATIENCE):
            try:
                with Writer(path) as ledger:
                    judge(ledger, kind, id, verdict, "person", Ground(document, what))
                return
            except LedgerError as problem:
                if "another process" not in str(problem) or attempt == _PATIENCE - 1:
                    raise
                if attempt == 0:
                    tell("waiting for another writer")
                time.sleep(0.5)
