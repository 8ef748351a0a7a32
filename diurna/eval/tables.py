"""Scores as plain text tables, 80 columns wide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from diurna.eval import attributions, events, linking, relations
from diurna.eval.measures import PRF, Figure
from diurna.eval.run import Records

_WORST = 8


def table(kind: str, scores: object) -> str:
    """The figures of one evaluation."""
    lines: Iterator[str] = iter(())
    if isinstance(scores, relations.Report):
        lines = _relations(scores)
    elif isinstance(scores, Records):
        lines = _records(scores)
    elif isinstance(scores, tuple):
        lines = _linking(scores)
    elif isinstance(scores, dict) and kind == "events":
        lines = _events(scores)
    elif isinstance(scores, dict):
        lines = _attributions(scores)
    return "\n".join(lines) + "\n"


def percent(figure: Figure) -> str:
    """`.823 [.801-.846]`: the value and its 95% interval."""
    return f"{_short(figure.value)} [{_short(figure.low)}-{_short(figure.high)}]"


def _short(value: float) -> str:
    return f"{value:.3f}".removeprefix("0") if value < 1 else f"{value:.2f}"


def _relations(report: relations.Report) -> Iterator[str]:
    yield f"{'':<10}{'rows':>6}{'macro-F1 [95%]':>22}{'accuracy':>10}{'abstained':>11}"
    parts = [(lang, s) for lang, s in report.languages.items()]
    parts += [(f"{lang} read", s) for lang, s in report.read.items()]
    parts += [(f"{lang} unread", s) for lang, s in report.unread.items()]
    for name, s in parts:
        yield f"{name:<10}{s.rows:>6}{percent(s.macro_f1):>22}{_short(s.accuracy):>10}{s.abstained:>11}"
    if len(report.languages) > 1:
        yield f"{'mean':<10}{'':>6}{_short(report.mean_macro_f1):>9}"
    for lang, s in report.languages.items():
        yield ""
        yield f"{lang}: F1 by class"
        yield from _wrapped("  ".join(f"{name} {_short(c.f1)}" for name, c in s.classes.items()))
        worst = [f"{gold} as {guess or 'nothing'} {n}" for gold, guess, n in s.confusion[:_WORST]]
        yield from _wrapped(f"most confused: {', '.join(worst) or 'nothing'}")


def _wrapped(text: str) -> list[str]:
    return wrap(text, 78, initial_indent="  ", subsequent_indent="  ")


def _prf(name: str, figures: PRF) -> str:
    c = figures.counts
    return (
        f"  {name:<24}{_short(figures.precision):>7}{_short(figures.recall):>7}{percent(figures.f1):>22}"
        f"{c.right:>6}{c.predicted:>7}{c.gold:>6}"
    )


def _events(scores: dict[str, events.Scores]) -> Iterator[str]:
    for lang, s in scores.items():
        yield f"{lang}: {s.rows} texts"
        yield f"  {'':<24}{'P':>7}{'R':>7}{'F1 [95%]':>22}{'right':>6}{'coded':>7}{'gold':>6}"
        yield _prf("type", s.type)
        yield _prf("type and actor", s.type_actor)
        yield _prf("type and roles", s.type_roles)
        if s.type_roles_status:
            yield _prf("type, roles and status", s.type_roles_status)
        for name, labels in (("status", s.status), ("assertion", s.assertion)):
            if labels:
                figure = percent(labels.macro_f1)
                yield f"  {name}: accuracy {_short(labels.accuracy)}, macro-F1 {figure} of {labels.events} events"
        if s.false_alarms:
            alarms = s.false_alarms
            interval = f"{alarms.value:.1f} [{alarms.low:.1f}-{alarms.high:.1f}]"
            yield f"  false alarms on 100 of {s.eventless} texts without event: {interval}"
        if s.directions:
            d = s.directions
            yield f"  direction pairs: {d.right} of {d.pairs} right ({_short(d.share)}), {d.swapped} sentences swapped"


def _attributions(scores: dict[str, attributions.Scores]) -> Iterator[str]:
    for lang, s in scores.items():
        yield f"{lang}: {s.articles} articles"
        yield f"  {'':<24}{'P':>7}{'R':>7}{'F1 [95%]':>22}{'right':>6}{'coded':>7}{'gold':>6}"
        for part, figures in s.parts.items():
            yield _prf(part, figures)
        for part, figures in s.exact.items():
            yield _prf(f"{part}, exact", figures)
        for name, labels in (("act", s.act), ("hedge", s.hedge)):
            if labels:
                shares = f"accuracy {_short(labels.accuracy)}, macro-F1 {_short(labels.macro_f1)}"
                yield f"  {name}: {shares} of {labels.found} whose content was found"
        if e := s.events:
            status = f"status accuracy {_short(e.status_accuracy)}, macro-F1 {_short(e.status_macro_f1)}"
            assertion = f"assertion accuracy {_short(e.assertion_accuracy)}, macro-F1 {_short(e.assertion_macro_f1)}"
            yield f"  events: {e.found} of {e.gold} found; {status}; {assertion}"


def _linking(scores: Iterable[object]) -> Iterator[str]:
    for s in scores:
        if isinstance(s, linking.Scores):
            yield f"{s.name}: {s.articles} articles"
            c = s.copies
            yield f"  copies: F1 {_short(c.f1)} ({c.right} pairs right, {c.predicted} found, {c.gold} in the gold)"
            yield from _linked("from coded records", s.coded)
            yield from _linked("from gold events", s.gold)


def _linked(name: str, s: linking.Linked) -> Iterator[str]:
    yield f"  {name}: {s.items} (article, happening), {s.coded} of them with an event to link"
    yield f"    {'B-cubed':<22}{'P':>7}{'R':>7}{'F1':>7}"
    figures = (
        ("within a language", s.within), ("across languages", s.across),
        ("  of those not alone", s.within_company), ("  the same, across", s.across_company),
    )  # fmt: skip
    for label, b in figures:
        yield f"    {label:<22}{_short(b.precision):>7}{_short(b.recall):>7}{_short(b.f1):>7}"
    share = s.origins_right / s.happenings if s.happenings else 0.0
    yield f"    origins right: {s.origins_right} of {s.happenings} happenings ({_short(share)}); plans: {s.plans_right} of {s.plans}"
    yield from (f"      {line}" for line in s.wrong)


def _records(scores: Records) -> Iterator[str]:
    yield f"{'':<12}{'found':>7}{'missed':>8}{'wrong':>7}{'recall':>9}{'precision on the evidence':>28}"
    for kind, s in scores.kinds.items():
        precision = _short(s.precision) if s.precision is not None else ""
        yield f"{kind:<12}{s.found:>7}{s.missed:>8}{s.wrong:>7}{_short(s.recall):>9}{precision:>28}"
    reports = [a.report for a in scores.articles if a.report]
    for name, counts in (("modes", [r.labels.modes for r in reports]), ("hedges", [r.labels.hedges for r in reports])):
        if gold := sum(c.gold for c in counts):
            yield f"{name} of what was found: {sum(c.right for c in counts)} of {gold}"
    for article in scores.articles:
        yield ""
        yield f"{article.name}: {article.problem or ''}".rstrip(": ")
        items = article.report.items if article.report else ()
        yield from _items(items)


def _items(items: Sequence[object]) -> Iterator[str]:
    from diurna.eval.record import Item

    for item in items:
        if isinstance(item, Item) and item.verdict != "found":
            why = f": {', '.join(item.slots)}" if item.slots else ""
            yield f"  {item.verdict:<7}{item.kind} {item.id[:60]}{why}"
