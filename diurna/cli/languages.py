"""diurna languages"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from diurna.cli.options import FAILED, USAGE, LogLevel, application, settings, stop

if TYPE_CHECKING:
    from diurna.langs.pack import Packs

app = application()
_MOST = 40


def _unknown(text: str, lang: str, packs: Packs) -> None:
    """Print the verbs and the capitalised names that no frame and no name list knows, most frequent first."""
    from diurna.check import analysed, unknown_words

    verbs, names = unknown_words(analysed(text, lang, packs), packs)
    for title, counted in (("verbs", verbs), ("names", names)):
        sys.stdout.write(f"{title}\n")
        for word, times in counted.most_common(_MOST):
            sys.stdout.write(f"{times:>6}  {word}\n")


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
    text: Annotated[
        Path | None,
        typer.Option("--text", exists=True, dir_okay=False, help="List what the pack does not know of this text instead."),
    ] = None,
    log_level: LogLevel = None,
) -> None:
    """Run a pack's examples and list what is wrong with it, or what it does not know of a text.

    Example: diurna languages check it --text articolo.txt
    """
    settings(log_level)
    from diurna.check import check as checked
    from diurna.coding import packs

    known = packs()
    if lang not in known:
        stop(f"there is no pack {lang!r}; there are {' '.join(known)}", USAGE)
    if text is not None:
        _unknown(text.read_text(encoding="utf-8", errors="replace"), lang, known)
        return
    report = checked(known, lang, needed=not fast)
    for finding in report.findings:
        sys.stdout.write(f"{finding.where}: {finding.code}: {finding.message}\n")
    sys.stdout.write(f"{lang}: {report.counted} of {report.senses} senses count, {report.passed} of {report.examples} examples pass\n")
    raise typer.Exit(FAILED if report.findings else 0)
