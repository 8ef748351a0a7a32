"""diurna relations"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from diurna.cli.options import FAILED, IN_PART, LogLevel, Out, application, settings, tell

app = application()


@app.command()
def relations(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help='Rows {"id", "lang", "text", "actor", "recipient"}.')],
    ontology: Annotated[
        Literal["manual", "plv"] | None, typer.Option(help="Whose choice holds where the two disagree. Default: manual.")
    ] = None,
    out: Out = None,
    log_level: LogLevel = None,
) -> None:
    """Give one event type to each given pair of actor and recipient (spans of the text).

    Writes {"id", "type", "mode", "score"}, one line for each row, in order; a null type where it abstains.

    Example: diurna relations pairs.jsonl --ontology plv
    """
    found = settings(log_level)
    import msgspec

    from diurna.eval.predict import PairRow, relation

    failed = done = 0
    with file.open("rb") as rows, out.open("wb") if out else open(sys.stdout.fileno(), "wb", closefd=False) as to:
        for number, line in enumerate(rows, start=1):
            if not line.strip():
                continue
            try:
                row = msgspec.json.decode(line, type=PairRow)
                predicted = relation(row, ontology or found.ontology or "manual")
                done += 1
            except ValueError as problem:
                tell(f"{file}, line {number}: {problem}")
                predicted = {"id": f"{file.name}:{number}", "rejected": {"code": "bad-row", "message": str(problem)}}
                failed += 1
            to.write(msgspec.json.encode(predicted) + b"\n")
    raise typer.Exit(0 if not failed else IN_PART if done else FAILED)
