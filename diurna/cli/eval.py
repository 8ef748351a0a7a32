"""diurna eval"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from diurna.cli.options import LogLevel, application, settings, stop

app = application()

Gold = Annotated[Path, typer.Argument(metavar="GOLD", help="A gold file, or a folder of them.")]
Json = Annotated[bool, typer.Option("--json", help="Everything as JSON instead of a table.")]
Predictions = Annotated[
    Path | None,
    typer.Option("--predictions", help="Score this file (or a folder of files named like the gold's) instead."),
]


@app.callback()
def evaluation() -> None:
    """Score the coder, or a file of predictions, against annotated data. docs/evaluation.md has the formats.

    Example: diurna eval relations gold/relations --json
    """


@app.command()
def relations(gold: Gold, json: Json = False, predictions: Predictions = None, log_level: LogLevel = None) -> None:
    """One type for a given pair: macro-F1 over 15 classes.

    Example: diurna eval relations gold/en.jsonl
    """
    _score("relations", gold, predictions, json, log_level)


@app.command()
def events(
    gold: Gold,
    json: Json = False,
    predictions: Predictions = None,
    labels: Annotated[
        Literal["manual", "agency"], typer.Option(help="Whose types to score: the manual's or those of agency annotators.")
    ] = "manual",
    log_level: LogLevel = None,
) -> None:
    """Events of short texts: type, roles, status, false alarms, direction.

    Example: diurna eval events gold/events_es.jsonl --labels agency
    """
    _score("events", gold, predictions, json, log_level, labels)


@app.command()
def attributions(gold: Gold, json: Json = False, predictions: Predictions = None, log_level: LogLevel = None) -> None:
    """Source, cue and content of what is said in whole articles.

    Example: diurna eval attributions gold/attributions_en.jsonl
    """
    _score("attributions", gold, predictions, json, log_level)


@app.command()
def record(gold: Gold, json: Json = False, predictions: Predictions = None, log_level: LogLevel = None) -> None:
    """Whole records against what a careful reader expects.

    Example: diurna eval record examples
    """
    _score("record", gold, predictions, json, log_level)


@app.command()
def linking(gold: Gold, json: Json = False, log_level: LogLevel = None) -> None:
    """Copies, happenings and origins over labelled articles, from coded records and from gold events.

    Example: diurna eval linking evaluation/happenings
    """
    _score("linking", gold, None, json, log_level)


def _score(
    kind: str,
    gold: Path,
    predictions: Path | None,
    json: bool,
    log_level: LogLevel,
    labels: Literal["manual", "agency"] = "manual",
) -> None:
    settings(log_level)
    import msgspec

    from diurna.eval.rows import BadGold
    from diurna.eval.run import evaluate
    from diurna.eval.tables import table

    try:
        scores = evaluate(kind, gold, predictions, labels)
    except BadGold as problem:
        stop(str(problem))
    if json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(scores)).decode() + "\n")
    else:
        sys.stdout.write(table(kind, scores))
