"""Linking a ledger: what is joined, that order and repetition do not matter, and that a person's word holds."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from diurna import link as linking
from diurna.ingest import add
from diurna.ledger import linked
from diurna.ledger.accounts import accounts_of
from diurna.ledger.forget import forget_articles
from diurna.ledger.reader import Reader
from diurna.ledger.rows import LinkRow
from diurna.ledger.writer import Writer
from diurna.resolve.happenings import happenings

STRIKE = (
    "KHARKIV, June 5 (Reuters) - Russian missiles struck the Ukrainian city of Kharkiv on Thursday, killing at least seven people in two "
    "blocks of flats. Rescuers searched the rubble until the evening and took children to a school that has a cellar, while power was cut "
    "in several districts and trams stood still. Officials said that the number of the wounded was not yet known."
)
COLPITA = "La Russia ha bombardato giovedì la città ucraina di Kharkiv, uccidendo nove persone, racconta a questo giornale un medico."


def row(key: str, outlet: str, date: str, lang: str, title: str, text: str) -> dict[str, str]:
    return {"id": key, "outlet": outlet, "date": date, "lang": lang, "text": f"{title}\n\n{text}"}


ARTICLES = (
    row("a", "The Example", "2025-06-05", "en", "Strike on Kharkiv kills seven", STRIKE),
    row("b", "Example Post", "2025-06-06", "en", "Kharkiv: seven dead", f"{STRIKE} They will be counted at night."),
    row("c", "Corriere di Prova", "2025-06-05", "it", "Colpita Kharkiv", COLPITA),
    row("d", "The Example", "2025-06-06", "en", "Odesa hit", "Russian missiles struck the Ukrainian city of Odesa on Friday."),
    row("e", "Пример", "2025-06-05", "uk", "Удар по Харкову", "Росія в четвер обстріляла Харків."),
    row("f", "The Example", "2025-06-02", "en", "Talks", "Vladimir Putin will meet Xi Jinping in Moscow on June 10."),
    row("g", "The Example", "2025-06-10", "en", "Summit", "Vladimir Putin met Xi Jinping in Moscow on Tuesday."),
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Writer]:
    with Writer(tmp_path / "x.db") as writer:
        yield writer


def put(ledger: Writer, articles: Sequence[dict[str, str]], tmp_path: Path) -> None:
    file = tmp_path / f"rows-{len(list(tmp_path.iterdir()))}.jsonl"
    file.write_text("".join(json.dumps(a) + "\n" for a in articles), encoding="utf-8")
    assert all(done.problem is None for done in add([str(file)], ledger, jobs=1))


def run(ledger: Writer, batch: int = 100) -> linking.Step:
    return sum(linking.link(ledger, batch), linking.Step())


def joined(ledger: Writer, kind: str) -> set[frozenset[str]]:
    """The groups of a kind as the keys of their articles."""
    found: dict[str, set[str]] = {}
    of_copy = "JOIN article a ON a.document = g.item"
    of_event = "JOIN event e ON lower(hex(e.event)) = g.item JOIN article a ON a.id = e.article"
    sql = f"SELECT g.lead, a.key FROM grouped g {of_copy if kind == 'copy' else of_event} WHERE g.kind = ?"
    for lead, key in ledger.db.rows(sql, (kind,)):
        found.setdefault(lead, set()).add(key)
    return {frozenset(group) for group in found.values() if len(group) > 1}


def test_copies_happenings_and_plans_are_found_and_a_second_run_adds_nothing(ledger: Writer, tmp_path: Path) -> None:
    put(ledger, ARTICLES, tmp_path)
    step = run(ledger)
    assert step.articles == len(ARTICLES)
    assert joined(ledger, "copy") == {frozenset("ab")}
    assert frozenset("abce") in joined(ledger, "happening")
    assert not any({"d"} < group for group in joined(ledger, "happening"))
    assert step.fulfils == 1
    assert run(ledger) == linking.Step()
    linking.again(ledger)
    assert run(ledger) == linking.Step(articles=len(ARTICLES))


@pytest.mark.parametrize("seed", range(4))
def test_article_by_article_in_any_order_gives_what_all_at_once_gives(ledger: Writer, tmp_path: Path, seed: int) -> None:
    mixed = list(ARTICLES)
    random.Random(seed).shuffle(mixed)
    for article in mixed:
        put(ledger, [article], tmp_path)
        run(ledger, batch=1)
    kept = linked.load(ledger.db, [r[0] for r in ledger.db.rows("SELECT article FROM linked")])
    texts = linked.groups(ledger.db, "copy", [k.document for k in kept.values()])
    told = [t for k in kept.values() for t in linking.with_text(k, texts)]
    together = {frozenset(c) for c in happenings(told) if len(c) > 1}
    groups: dict[str, set[str]] = {}
    for lead, item in ledger.db.rows("SELECT lead, item FROM grouped WHERE kind = 'happening'"):
        groups.setdefault(lead, set()).add(item)
    assert {frozenset(g) for g in groups.values()} == together
    assert frozenset("abce") in joined(ledger, "happening")


def test_what_a_person_undoes_stays_undone(ledger: Writer, tmp_path: Path) -> None:
    put(ledger, ARTICLES[:1], tmp_path)
    put(ledger, [ARTICLES[4]], tmp_path)
    run(ledger)
    (group,) = (g for g in joined(ledger, "happening") if g == frozenset("ae"))
    made = next(link for link in _live(ledger) if _keys(ledger, link.left, link.right) == group)
    assert linking.undo(ledger, made.id)
    assert not linking.undo(ledger, made.id)
    linking.again(ledger)
    run(ledger)
    leads = linked.groups(ledger.db, "happening", [made.left, made.right])
    assert len(leads) < 2 or leads[made.left] != leads[made.right]


def _live(ledger: Writer) -> list[LinkRow]:
    with Reader(ledger.path) as reader:
        return reader.links("happening")


def _keys(ledger: Writer, *events: str) -> frozenset[str]:
    sql = "SELECT a.key FROM event e JOIN article a ON a.id = e.article WHERE e.event = ?"
    return frozenset(r[0] for e in events for r in ledger.db.rows(sql, (bytes.fromhex(e),)))


def test_the_account_counts_an_agency_once_and_shows_how_the_toll_grew(ledger: Writer, tmp_path: Path) -> None:
    put(ledger, ARTICLES, tmp_path)
    run(ledger)
    leads = {r[0] for r in ledger.db.rows("SELECT lead FROM grouped WHERE kind = 'happening'")}
    told = linked.by_lead(ledger.db, "happening", leads)
    kept = linked.load(ledger.db, linked.articles_of(ledger.db, {e for events in told.values() for e in events}))
    largest = max(accounts_of(ledger.db, told, kept.values()).values(), key=lambda a: len(a.articles))
    assert "media/reuters" in largest.origins
    assert {"The Example", "Example Post"}.isdisjoint(largest.origins)
    assert "Corriere di Prova" in largest.origins
    assert set(largest.languages) == {"en", "it", "uk"}


def test_a_change_of_position_is_seen_across_articles(ledger: Writer, tmp_path: Path) -> None:
    said = (
        {"id": "x", "date": "2024-10-21", "text": "Denial\n\nNorth Korea denied on Monday that it had sent troops to Russia."},
        {"id": "y", "date": "2025-04-28", "text": "Admission\n\nNorth Korea acknowledged on Monday that it had sent troops to Russia."},
    )
    put(ledger, said[1:], tmp_path)
    run(ledger)
    put(ledger, said[:1], tmp_path)
    assert run(ledger).changes == 1
    assert ledger.db.one("SELECT count(*) FROM change WHERE article IS NULL") == (1,)


def test_an_article_that_is_forgotten_leaves_nothing_with_the_linker(ledger: Writer, tmp_path: Path) -> None:
    put(ledger, ARTICLES[:2], tmp_path)
    run(ledger)
    (document,) = (r[0] for r in ledger.db.rows("SELECT document FROM article WHERE key = 'a'"))
    forget_articles(ledger, [document])
    assert (
        ledger.db.rows("SELECT 1 FROM linked l JOIN article a ON a.id = l.article WHERE a.document = ? AND l.data <> x''", (document,))
        == []
    )
    assert run(ledger).articles == 0
