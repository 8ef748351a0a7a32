"""diurna explain"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from diurna.cli.options import LogLevel, application, check_gazetteer, settings, stop

if TYPE_CHECKING:
    from diurna.model import Record

app = application()


@app.command()
def explain(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An article, or a record that `diurna code` wrote.")],
    which: Annotated[str | None, typer.Argument(metavar="[EVENT|CLAIM]", help="e1, c2, or the start of an id.")] = None,
    log_level: LogLevel = None,
) -> None:
    """Show why a record says what it says: rule, words, roles and sentence.

    Example: diurna explain article.txt e1
    """
    found = settings(log_level)
    check_gazetteer(found.gazetteer)
    from diurna.view.derivation import derivations
    from diurna.view.terminal import console

    to = console()
    shown = 0
    for record in _records(file, found.gazetteer):
        for block in derivations(record, which):
            to.print(block)
            shown += 1
    if not shown:
        what = f"no event or claim is called {which}" if which else "no event and no claim was found"
        stop(f"{file}: {what}")


def _records(file: Path, gazetteer: tuple[str, ...]) -> list[Record]:
    from diurna.coding import Known, code_path
    from diurna.model import Problem

    records = _stored(file)
    if records:
        return records
    for result in code_path(file, Known(gazetteer=gazetteer)):
        if isinstance(result, Problem):
            stop(result.message)
        records.append(result)
    return records


def _stored(file: Path) -> list[Record]:
    """The records in a .json or .jsonl file; none where it holds something else."""
    import msgspec

    from diurna.model import Record

    if file.suffix not in (".json", ".jsonl") or not file.is_file():
        return []
    data = file.read_bytes()
    for kind in (Record, list[Record]):
        try:
            found = msgspec.json.decode(data, type=kind)
        except msgspec.DecodeError:
            continue
        return found if isinstance(found, list) else [found]
    try:
        return [msgspec.json.decode(line, type=Record) for line in data.splitlines() if b'"rejected"' not in line[-400:]]
    except msgspec.DecodeError:
        return []
