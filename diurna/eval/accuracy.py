"""docs/accuracy.md: every figure of the project on one page, written by `python -m diurna.eval.accuracy OUT [--gold FOLDER] [--kept]`.

The project's own sets stand in `evaluation/`, its articles in `examples/`; development data, which is not part of the project, is
scored where
a folder of it is given. What people write about the errors stands in `docs/errors.md` and is put at the end, unchanged.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from diurna.eval import attributions, events, relations
from diurna.eval.measures import Figure
from diurna.eval.run import Records, evaluate
from diurna.eval.tables import percent

SETS = (("eventless", "false alarms"), ("status", "status and assertion"), ("direction", "direction"), ("running", "running sentences"))
HEAD = """# Accuracy

Written by `make accuracy`, not by hand; the last part, on errors, is. Every figure stands with its 95% bootstrap interval. *Development
data* was read while
rules were written, so it shows what was learnt, not what to expect; sets marked *kept* were scored without being read. Sets and
articles of this project are
in `evaluation/` and `examples/`; the development data is not part of it (PLV and PolNeAR of their authors, renderings of some rows in
six languages).
"""

_ARTICLES = (
    "They are the regression test. Those numbered 1 to 18 were read while rules were written; 19 and 20 are the proof articles of the last "
    "reading below."
)


def page(root: Path, gold: Path | None, kept: bool = False) -> str:
    """The whole page; `root` holds evaluation/, examples/, docs/proof.md and docs/errors.md. `kept`: score the kept half too, which is
    done once.
    """
    lines = [HEAD]
    if gold is not None:
        lines += [*_relations(gold), *_spanish(gold), *_attributions(gold)]
    for half in ("open", "kept") if kept else ("open",):
        if (root / "evaluation" / half).is_dir():
            lines += _own(root / "evaluation" / half, half)
    if (root / "evaluation" / "attributions").is_dir():
        lines += _own_attributions(root / "evaluation" / "attributions")
    lines += _articles(root / "examples", "Example articles", _ARTICLES)
    for written in (root / "docs" / "proof.md", root / "docs" / "errors.md"):
        if written.exists():
            lines += ["", written.read_text(encoding="utf-8").rstrip()]
    return "\n".join(lines).rstrip() + "\n"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    names = list(head)
    body = ["| " + " | ".join(row) + " |" for row in rows]
    return ["| " + " | ".join(names) + " |", "|" + "---|" * len(names), *body, ""]


def _relations(gold: Path) -> Iterator[str]:
    report: relations.Report = evaluate("relations", gold / "relations")
    yield "## Relations (development data): actor and recipient given, one of 15 classes\n"
    parts = [(f"{lang}, {name}", s) for lang in report.languages for name, s in _parts(report, lang)]
    rows = [[name, str(s.rows), percent(s.macro_f1), f"{s.accuracy:.3f}", str(s.abstained)] for name, s in parts]
    yield from _table(("language", "rows", "macro-F1", "accuracy", "without answer"), rows)
    others = [s.macro_f1.value for lang, s in report.languages.items() if lang != "en"]
    if others:
        yield f"Mean of the languages other than English: {sum(others) / len(others):.3f}\n"
    classes = sorted({c for s in report.languages.values() for c in s.classes})
    yield "F1 by class:\n"
    rows = [[c, *(_class(s, c) for s in report.languages.values())] for c in classes]
    yield from _table(("class", *report.languages), rows)
    yield "Most confused (gold as coded, rows):\n"
    for lang, s in report.languages.items():
        yield f"* {lang}: " + ", ".join(f"{a} as {b or 'nothing'} {n}" for a, b, n in s.confusion[:6])
    yield ""


def _parts(report: relations.Report, lang: str) -> list[tuple[str, relations.Scores]]:
    """English is split into what was read and what was not; the renderings were all read."""
    if lang != "en":
        return [("all", report.languages[lang])]
    return [("read", report.read[lang]), ("unread", report.unread[lang])]


def _class(scores: relations.Scores, name: str) -> str:
    counts = scores.classes.get(name)
    return f"{counts.f1:.2f}" if counts is not None and counts.gold else "-"


def _spanish(gold: Path) -> Iterator[str]:
    scores: dict[str, events.Scores] = evaluate("events", gold / "events_es.jsonl")
    yield "## Events in Spanish agency sentences (development data, noisy)\n"
    yield from _event_table(scores)


def _event_table(scores: dict[str, events.Scores]) -> list[str]:
    rows = []
    for lang, s in scores.items():
        figures = [f"{p.precision:.2f} / {p.recall:.2f} / {percent(p.f1)}" for p in (s.type, s.type_actor, s.type_roles)]
        rows.append([lang, str(s.rows), *figures])
    return _table(("language", "texts", "type: P / R / F1", "type and actor", "type and roles"), rows)


def _attributions(gold: Path) -> Iterator[str]:
    yield "## Attributions (development data): F1 at overlap .5 / .3 / .3, exact F1 beside it\n"
    rows = []
    for name in ("en", "de"):
        scores: dict[str, attributions.Scores] = evaluate("attributions", gold / f"attributions_{name}.jsonl")
        for lang, s in scores.items():
            rows.append([lang, str(s.articles), *(_part(s, part) for part in ("source", "cue", "content"))])
    yield from _table(("language", "articles", "source", "cue", "content"), rows)


def _own_attributions(folder: Path) -> Iterator[str]:
    yield "## Attributions, own articles (annotated before the coder was run on them, read while rules were written)\n"
    rows = []
    for path in sorted(folder.glob("*.jsonl")):
        scores: dict[str, attributions.Scores] = evaluate("attributions", path)
        for lang, s in scores.items():
            labels = [f"{x.accuracy:.2f}" if x else "-" for x in (s.act, s.hedge)]
            rows.append([lang, str(s.articles), *(_part(s, part) for part in ("source", "cue", "content")), *labels])
    yield from _table(("language", "articles", "source", "cue", "content", "act", "hedge"), rows)


def _part(scores: attributions.Scores, part: str) -> str:
    return f"{percent(scores.parts[part].f1)} (exact {scores.exact[part].f1.value:.2f})"


def _own(folder: Path, half: str) -> Iterator[str]:
    note = "read while rules were written" if half == "open" else "scored unread"
    yield f"## Own sets, {half} half ({note})\n"
    rows: dict[str, list[str]] = {}
    for name, _ in SETS:
        for path in sorted(folder.glob(f"{name}_*.jsonl")):
            scores: dict[str, Any] = evaluate("events", path)
            for lang, s in scores.items():
                rows.setdefault(lang, []).extend(_own_cells(name, s))
    head = (
        "language",
        "false alarms per 100",
        "status",
        "assertion",
        "direction, both right",
        "swapped",
        "running: P / R",
        "running, type only: P / R",
    )
    yield from _table(head, ([lang, *cells] for lang, cells in rows.items()))


def _own_cells(name: str, s: events.Scores) -> list[str]:
    if name == "eventless":
        return [_hundred(s.false_alarms)]
    if name == "status":
        return [f"{s.status.accuracy:.2f}" if s.status else "-", f"{s.assertion.accuracy:.2f}" if s.assertion else "-"]
    if name == "direction":
        d = s.directions
        return [f"{d.right}/{d.pairs}", str(d.swapped)] if d else ["-", "-"]
    return [f"{p.precision:.2f} / {p.recall:.2f}" for p in (s.type_roles, s.type)]


def _hundred(figure: Figure | None) -> str:
    return "-" if figure is None else f"{figure.value:.1f} [{figure.low:.1f}-{figure.high:.1f}]"


def _articles(folder: Path, title: str, note: str) -> Iterator[str]:
    records: Records = evaluate("record", folder)
    yield f"## {title}\n\n{note}\n"
    rows = []
    for kind, s in records.kinds.items():
        precision = "-" if s.precision is None else f"{s.precision:.2f}"
        rows.append([kind, str(s.found), str(s.missed), str(s.wrong), f"{s.recall:.2f}", precision])
    yield from _table(("what", "found", "missed", "wrong", "recall", "precision on the evidence"), rows)


def main(arguments: list[str]) -> int:
    """`OUT [--gold FOLDER]`; the project's root is where OUT's folder stands."""
    if not arguments:
        sys.stderr.write("usage: python -m diurna.eval.accuracy docs/accuracy.md [--gold FOLDER]\n")
        return 2
    out = Path(arguments[0])
    gold = Path(arguments[arguments.index("--gold") + 1]) if "--gold" in arguments else None
    out.write_text(page(out.resolve().parent.parent, gold, "--kept" in arguments), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
