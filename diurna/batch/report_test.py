"""The run's page and its lines: counts that add up, nothing taken for markup, times from the clock that is given."""

from __future__ import annotations

import json
from pathlib import Path

from diurna.batch.progress import Progress, after, line, told
from diurna.batch.report import report, together
from diurna.batch.run import Manifest
from diurna.batch.shard import Counts, Marker, Spent
from diurna.batch.work import Made

Coded = tuple[Path, list[str], Manifest]


def test_the_page_has_the_counts_and_the_reasons(coded: Coded) -> None:
    _, _, manifest = coded
    page = report(manifest, Progress(3, 3, 0, words=100, seconds=2.0), Spent(1, 1, 1, 1))
    for words in (f">{manifest.seen}<", "revisit", "Klow Courier", "2025-06-05", "50 words a second", ">25.0<"):
        assert words in page
    assert "set aside" not in page


def test_what_articles_say_is_no_markup(coded: Coded) -> None:
    _, _, manifest = coded
    import msgspec

    counts = Counts(1, 1, outlets={"<script>alert(1)</script>": 1})
    marker = Marker(manifest.shards[0].shard, manifest.coder, manifest.known, counts)
    page = report(msgspec.structs.replace(manifest, shards=(marker,), aside={"<b>": "<i>"}), Progress(0, 0, 1), Spent())
    assert "<script>" not in page and "&lt;b&gt;: &lt;i&gt;" in page


def test_progress_tells_what_is_left(coded: Coded) -> None:
    _, _, manifest = coded
    made = Made(manifest.shards[0], Spent(), 1.0)
    progress = after(Progress(0, 4, 2), made, 10.0)
    assert progress.seconds_left == 30.0 and "1 of 4 shards" in told(progress) and "30 s left" in told(progress)
    row = json.loads(line(progress))
    assert (row["shards"], row["of"], row["before"], row["seen"]) == (1, 4, 2, manifest.shards[0].counts.seen)
    assert Progress(0, 4, 0).seconds_left is None


def test_seconds_add_up() -> None:
    assert together(Spent(1, 2, 3, 4), Spent(1, 1, 1, 1)) == Spent(2, 3, 4, 5)
