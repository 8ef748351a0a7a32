"""diurna languages"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from diurna.cli.options import FAILED, USAGE, LogLevel, application, settings, stop

app = application()


@app.callback(invoke_without_command=True)
def languages(context: typer.Context, log_level: LogLevel = None) -> None:
    """List the language packs: predicates, and of those the senses that their examples prove.

    Example: diurna languages
    """
    settings(log_level)
    if context.invoked_subcommand is not None:
        return
    from diurna.coding import packs
    from diurna.langs.frames import examples

    sys.stdout.write(f"{'':<6}{'senses':>8}{'heads':>8}{'yes':>8}{'no':>8}\n")
    for code, pack in packs().items():
        tables = examples(pack.folder)
        senses, yes, no = (sum(len(part) for part in parts) for parts in zip(
            *((t.rules, t.yes, t.no) for t in tables), strict=True
        )) if tables else (0, 0, 0)  # fmt: skip
        sys.stdout.write(f"{code:<6}{senses:>8}{len(pack.frames.by_head):>8}{yes:>8}{no:>8}\n")


@app.command()
def check(
    lang: Annotated[str, typer.Argument(metavar="xx", help="The pack's two letters.")],
    fast: Annotated[bool, typer.Option("--fast", help="Do not ask of each sense whether a case breaks without it.")] = False,
    log_level: LogLevel = None,
) -> None:
    """Run a pack's examples and list what is wrong with it.

    Example: diurna languages check it
    """
    settings(log_level)
    from diurna.check import check as checked
    from diurna.coding import packs

    known = packs()
    if lang not in known:
        stop(f"there is no pack {lang!r}; there are {' '.join(known)}", USAGE)
    report = checked(known, lang, needed=not fast)
    for finding in report.findings:
        sys.stdout.write(f"{finding.where}: {finding.code}: {finding.message}\n")
    sys.stdout.write(f"{lang}: {report.counted} of {report.senses} senses count, {report.passed} of {report.examples} examples pass\n")
    raise typer.Exit(FAILED if report.findings else 0)
