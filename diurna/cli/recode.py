"""diurna recode"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from diurna.cli.ledger import Db, ledger_path, refusals
from diurna.cli.options import FAILED, IN_PART, Jobs, LogLevel, application, check_gazetteer, settings, tell

if TYPE_CHECKING:
    from diurna.recode import Recoded

app = application()


@app.command()
def recode(
    db: Db = None,
    jobs: Jobs = None,
    json: Annotated[bool, typer.Option("--json", help="One line an article, then the counts.")] = False,
    log_level: LogLevel = None,
) -> None:
    """Code what is stored with the present coder, beside the old codings, and tell the difference.

    Judgements stand: ids of events do not depend on rule or confidence.

    Example: diurna recode --db news.db
    """
    found = settings(log_level)
    check_gazetteer(found.gazetteer)
    with refusals():
        import msgspec

        from diurna.ledger.writer import Writer
        from diurna.model import Problem
        from diurna.recode import Recoded
        from diurna.recode import recode as recoded

        counts = Recoded()
        with Writer(ledger_path(db, found)) as ledger:
            for document, result in recoded(ledger, counts, found.gazetteer, jobs=jobs or found.jobs):
                if isinstance(result, Problem):
                    tell(result.message)
                elif json:
                    sys.stdout.write(msgspec.json.encode({"document": document, **msgspec.structs.asdict(result)}).decode() + "\n")
    if json:
        total = {"seen": counts.seen, "coded": counts.coded, "differing": counts.differing, "failed": counts.failed, "same": counts.same}
        sys.stdout.write(msgspec.json.encode(total).decode() + "\n")
    else:
        _report(counts)
    raise typer.Exit(0 if not counts.failed else IN_PART if counts.coded else FAILED)


def _report(counts: Recoded) -> None:
    from diurna.view.answers import recoding
    from diurna.view.terminal import console

    failed = f", {counts.failed} failed" if counts.failed else ""
    sys.stdout.write(f"{counts.coded} of {counts.seen} articles coded anew{failed}; {counts.differing} differ; ")
    sys.stdout.write(f"{counts.same} events and claims as before\n")
    if counts.differing:
        console().print(recoding(counts))
