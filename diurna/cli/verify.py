"""diurna verify"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from diurna.cli.ledger import Db, ledger_path, refusals
from diurna.cli.options import FAILED, Jobs, LogLevel, application, settings, tell

app = application()


@app.command()
def verify(
    recode: Annotated[bool, typer.Option("--recode/--no-recode", help="Code everything again and compare.")] = True,
    db: Db = None,
    jobs: Jobs = None,
    log_level: LogLevel = None,
) -> None:
    """Prove a ledger: every page, hash, span and row, and that every record follows from its input and coder.

    Example: diurna verify --db news.db
    """
    found = settings(log_level)
    with refusals():
        from pathlib import Path

        from diurna.coder import coder
        from diurna.ledger.reader import Reader
        from diurna.ledger.verify import Verified
        from diurna.ledger.verify import verify as verified
        from diurna.recode import code_inputs

        counts, wrong = Verified(), 0
        present = coder(tuple(Path(p) for p in found.gazetteer)).hash
        code = (lambda inputs: code_inputs(inputs, found.gazetteer, jobs=jobs or found.jobs)) if recode else None
        with Reader(ledger_path(db, found)) as reader:
            for finding in verified(reader, counts, present, code):
                wrong += 1
                tell(f"{finding.item}: {finding.message}  [{finding.code}]")
    sys.stdout.write(
        f"{counts.articles} articles, {counts.blobs} byte strings, {counts.codings} codings, {counts.spans} spans: "
        f"{'all sound' if not wrong else f'{wrong} things are wrong'}\n"
        f"{counts.repeated} codings repeated with this coder, {counts.other} are another coder's"
        f"{'' if recode else ' (--no-recode)'}; {counts.redacted} articles blacked out, {counts.forgotten} byte strings forgotten\n"
    )
    raise typer.Exit(FAILED if wrong else 0)
