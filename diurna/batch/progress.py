"""How far a batch is: shards, articles, words a second, time left. A clock comes in as seconds; nothing is asked of the system here."""

from __future__ import annotations

import msgspec

from diurna.batch.work import Made


class Progress(msgspec.Struct, frozen=True):
    """A run after so many of its shards. `shards` counts those of this run; what was done before is in `before`."""

    shards: int
    of: int
    before: int
    aside: int = 0
    seen: int = 0
    coded: int = 0
    rejected: int = 0
    duplicates: int = 0
    words: int = 0
    seconds: float = 0.0
    shard: str | None = None
    reason: str | None = None

    @property
    def words_a_second(self) -> float:
        """Words of coded articles a second, in this run."""
        return self.words / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        """How much longer it takes if the other shards are as long; None before the first is done."""
        return self.seconds / self.shards * (self.of - self.shards) if self.shards else None


def after(last: Progress, made: Made, seconds: float) -> Progress:
    """The progress once one more shard is settled, so many seconds after the run began."""
    counts, aside = made.marker.counts, made.marker.aside
    return Progress(
        last.shards + 1, last.of, last.before, last.aside + (aside is not None), last.seen + counts.seen, last.coded + counts.coded,
        last.rejected + counts.rejected, last.duplicates + counts.duplicates, last.words + counts.words, seconds,
        made.marker.shard.source, aside,
    )  # fmt: skip


def line(progress: Progress) -> str:
    """The progress as one line of JSON, for a scheduler."""
    left = progress.seconds_left
    more = {
        "words_a_second": round(progress.words_a_second, 1),
        "seconds": round(progress.seconds, 1),
        "seconds_left": round(left, 1) if left is not None else None,
    }
    return msgspec.json.encode({**msgspec.structs.asdict(progress), **more}).decode()


def told(progress: Progress) -> str:
    """The same for a person."""
    left = progress.seconds_left
    rest = f", {_span(left)} left" if left is not None and progress.shards < progress.of else ""
    return (
        f"{progress.shards} of {progress.of} shards, {progress.seen} articles, {progress.words_a_second:.0f} words/s, "
        f"{progress.rejected} rejected{rest}"
    )


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
