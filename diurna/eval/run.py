"""From gold files (and perhaps prediction files) to scores: what `diurna eval` does, without the command line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from diurna.eval import attributions, events, linking, predict, record, relations
from diurna.eval.expected import article_of, expected_files, read
from diurna.eval.rows import BadGold, by_id, rows
from diurna.model import Problem, Record

KINDS = ("relations", "events", "attributions", "record", "linking")
R = TypeVar("R", relations.Row, events.Row, attributions.Article)
P = TypeVar("P", relations.Prediction, events.Prediction, attributions.Prediction)


class Article(msgspec.Struct, frozen=True):
    """One article of a record evaluation; no report where it could not be coded."""

    name: str
    report: record.Report | None
    problem: str | None = None


class Records(msgspec.Struct, frozen=True):
    """A record evaluation: every kind over all articles, and each article by itself."""

    kinds: dict[str, record.KindScore]
    articles: tuple[Article, ...]


def evaluate(kind: str, gold: Path, predictions: Path | None = None, labels: predict.Labels = "manual") -> Any:
    """Score one kind; the type of the result is that kind's. Raises BadGold for files that cannot be read.

    `labels`: whose types the coded events take (events only).
    """
    if kind == "relations":
        return relations.score(*_both(kind, gold, predictions, relations.Row, relations.Prediction, _relation))
    if kind == "events":
        return events.score(
            *_both(kind, gold, predictions, events.Row, events.Prediction, lambda row: predict.event_prediction(row, labels))
        )
    if kind == "attributions":
        return attributions.score(
            *_both(kind, gold, predictions, attributions.Article, attributions.Prediction, predict.attribution_prediction)
        )
    if kind == "linking":
        return linking.score(gold)
    return records(gold, predictions)


def _relation(row: relations.Row) -> relations.Prediction:
    return predict.relation(row, "plv")


def _both(
    kind: str, gold: Path, predictions: Path | None, row: type[R], prediction: type[P], predicted: Callable[[R], P]
) -> tuple[list[R], list[P | None]]:
    """All gold rows and, one for one, their predictions: from the coder, or from a file of the same name (or the file)."""
    all_rows: list[R] = []
    answers: list[P | None] = []
    for file in gold_files(kind, gold):
        mine = rows(file, row)
        all_rows += mine
        if predictions is None:
            answers += [predicted(r) for r in mine]
        else:
            given = by_id(predictions / file.name if predictions.is_dir() else predictions, prediction)
            answers += [given.get(r.id) for r in mine]
    return all_rows, answers


def gold_files(kind: str, gold: Path) -> list[Path]:
    """`gold`, or the .jsonl files in a folder: those named for the kind where there are any, else all."""
    if not gold.is_dir():
        return [gold]
    found = sorted(gold.glob("*.jsonl"))
    named = [f for f in found if f.name.startswith(kind)]
    if not found:
        raise BadGold(f"{gold}: no .jsonl file in this folder")
    return named or found


def records(gold: Path, predictions: Path | None = None) -> Records:
    """Code the articles beside the expected records and compare; `predictions` holds records to compare instead."""
    stored = _stored(predictions) if predictions is not None else None
    articles: list[Article] = []
    for file in expected_files(gold):
        wanted = read(file)
        article = article_of(file)
        result = predict.record_of(article) if stored is None else _found(stored, article)
        name = article.parent.name + "/" + article.name if article.stem == "article" else article.name
        if isinstance(result, Problem):
            articles.append(Article(name, None, result.message))
        else:
            articles.append(Article(name, record.score(wanted, result)))
    return Records(record.summary([a.report for a in articles if a.report]), tuple(articles))


def _stored(path: Path) -> list[Record]:
    try:
        data = path.read_bytes()
        if data.lstrip().startswith(b"{") and len(data.splitlines()) > 1 and path.suffix == ".json":
            return [msgspec.json.decode(data, type=Record)]
    except OSError as problem:
        raise BadGold(f"{path}: {problem.strerror}") from problem
    except msgspec.DecodeError as problem:
        raise BadGold(f"{path}: {problem}") from problem
    return rows(path, Record)


def _found(stored: Sequence[Record], article: Path) -> Record | Problem:
    if len(stored) == 1:
        return stored[0]
    for candidate in stored:
        if Path(candidate.document.key).name == article.name:
            return candidate
    return Problem(article.name, "no-prediction", f"{article.name}: the predictions have no record of it")
