"""Batches: every input accounted for once, the same bytes whoever did the work, and whatever died on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from diurna.batch.conftest import ROOT, ROWS, archive, batch, bytes_of, deadly, lines, row, table
from diurna.batch.plan import shards
from diurna.batch.run import Manifest, counted, local, read_manifest, waiting
from diurna.batch.tables import TABLES, schema
from diurna.batch.work import KILLED, mark_of, marked
from diurna.coding import Known, code_many
from diurna.model import Record

Coded = tuple[Path, list[str], Manifest]


def test_every_input_is_accounted_for_once(coded: Coded) -> None:
    out, _, manifest = coded
    for marker in manifest.shards:
        counts = marker.counts
        assert counts.seen == counts.coded + counts.rejected + counts.duplicates
        assert counts.coded == len(table(out, "records", marker.shard))
        assert counts.rejected + counts.duplicates == len(table(out, "rejected", marker.shard))
        assert counts.rejected == sum(counts.reasons.values())
        assert counts.coded == sum(counts.days.values()) == sum(counts.langs.values()) == sum(counts.outlets.values())
    of_archive = next(m.counts for m in manifest.shards if m.shard.source.endswith(".gz"))
    assert of_archive.seen == archive()[1] and of_archive.duplicates == 1
    assert {"no-text", "revisit", "truncated-record"} <= set(of_archive.reasons)
    assert len(of_archive.passed_over) == 1 and "2 records" in of_archive.passed_over[0]
    total = counted(manifest.shards)
    assert (manifest.seen, manifest.coded, manifest.rejected) == (total.seen, total.coded, total.rejected)
    assert read_manifest(out) == manifest


def test_records_are_those_of_coding_and_rows_have_their_columns(coded: Coded) -> None:
    out, inputs, _ = coded
    import msgspec

    rows = table(out, "records", shards(inputs[1:2])[0][0])
    wanted = [r for r in code_many(inputs[1:2], jobs=1) if isinstance(r, Record)]
    assert [msgspec.json.decode(str(r["record"]), type=Record) for r in rows] == wanted
    events = table(out, "events", shards(inputs[1:2])[0][0])
    assert {e["event"] for e in events} == {e.id for r in wanted for e in r.events} and events
    for name in TABLES:
        assert all(list(r) == schema(name).names for r in table(out, name))


def test_two_runs_and_two_workers_give_the_same_bytes(coded: Coded, tmp_path: Path) -> None:
    out, inputs, _ = coded
    batch(tmp_path / "again", inputs, local(2))
    assert bytes_of(tmp_path / "again") == bytes_of(out)


def test_what_is_done_is_not_repeated_and_another_coding_is(tmp_path: Path) -> None:
    inputs = [lines(tmp_path / "a.jsonl", ROWS[:1]), lines(tmp_path / "b.jsonl", ROWS[1:])]
    out = tmp_path / "out"
    batch(out, inputs[:1])
    found, _ = shards(inputs)
    assert [o.shard.source for o in waiting(found, out, Known())] == inputs[1:]
    assert [o.shard.source for o in waiting(found, out, Known(outlet="X"))] == [s.source for s in found]
    mark_of(out, found[0].name).write_bytes(b"{")
    assert len(waiting(found, out, Known())) == 2


def test_a_worker_killed_in_mid_shard_changes_nothing(tmp_path: Path) -> None:
    inputs = [lines(tmp_path / "a.jsonl", ROWS)]
    flag = tmp_path / "killed"
    once = deadly(f"p = Path({str(flag)!r}); 'Xi' in document.text and not p.exists() and (p.touch(), os.kill(os.getpid(), 9))")
    got = batch(tmp_path / "out", inputs, local(1, once))
    assert flag.exists() and got.coded == 3
    batch(tmp_path / "calm", inputs)
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "calm")


def test_a_poisoned_article_costs_itself(tmp_path: Path) -> None:
    rows = (ROWS[0], row("x", "Poison in the wells."), ROWS[1], row("y", "Poison again."), ROWS[2])
    inputs = [lines(tmp_path / "a.jsonl", rows), lines(tmp_path / "b.jsonl", ROWS[:1])]
    got = batch(tmp_path / "out", inputs, local(1, deadly("'Poison' in document.text and os._exit(9)")))
    assert (got.seen, got.coded, got.rejected, got.aside) == (6, 4, 2, {})
    rejected = table(tmp_path / "out", "rejected")
    assert [str(r["code"]) for r in rejected] == [KILLED] * 2 and str(rejected[0]["key"]).endswith("a.jsonl:2")


def test_an_article_that_never_ends_costs_itself(tmp_path: Path) -> None:
    # The worker gives a problem for everything else at once, so that only what hangs takes long.
    inputs = [lines(tmp_path / "a.jsonl", (ROWS[0], row("x", "Hang here."), ROWS[1]))]
    what = "from diurna.readers.problems import problem; 'Hang' in document.text and time.sleep(3600); return problem('k', 'c', 'm')"
    got = batch(tmp_path / "out", inputs, local(1, deadly(what)), seconds=4)
    assert [str(r["code"]) for r in table(tmp_path / "out", "rejected")] == ["c", KILLED, "c"] and got.seen == 3


def test_an_article_that_wants_more_memory_than_there_may_be_costs_itself(tmp_path: Path) -> None:
    inputs = [lines(tmp_path / "a.jsonl", (ROWS[0], row("x", "Much of it."), ROWS[1]))]
    program = "\n".join(
        (
            f"import sys; sys.path.insert(0, {ROOT!r})",
            "from diurna.batch import work",
            "from diurna.extract import stages",
            "run = stages.run",
            "stages.run = lambda document, packs: bytearray(1 << 33) if 'Much' in document.text else run(document, packs)",
            "work.serve()",
        )
    )
    got = batch(tmp_path / "out", inputs, local(1, program))
    assert (got.coded, got.rejected) == (2, 1) and "MemoryError" in str(table(tmp_path / "out", "rejected")[0]["message"])


def test_a_shard_that_nothing_can_be_done_with_is_set_aside_and_tried_by_the_next_run(tmp_path: Path) -> None:
    inputs = [lines(tmp_path / "a.jsonl", ROWS[:1])]
    got = batch(tmp_path / "out", inputs, local(1, "import sys; sys.exit(5)"))
    assert list(got.aside) == inputs and "status 5" in got.aside[inputs[0]] and got.seen == 0
    assert batch(tmp_path / "out", inputs).aside == {}


def test_a_bug_where_rows_are_made_costs_the_article(tmp_path: Path) -> None:
    inputs = [lines(tmp_path / "a.jsonl", ROWS)]
    what = "from diurna.batch import tables; tables.sketch = (lambda body: 1 / 0) if 'Xi' in document.text else tables_sketch"
    program = deadly(what).replace("work.serve()", "from diurna.batch import tables; tables_sketch = tables.sketch\nwork.serve()")
    got = batch(tmp_path / "out", inputs, local(1, program))
    assert (got.coded, got.rejected) == (2, 1) and "ZeroDivisionError" in str(table(tmp_path / "out", "rejected")[0]["message"])


def test_a_shard_that_is_not_there_is_one_rejected_input(tmp_path: Path) -> None:
    got = batch(tmp_path / "out", [str(tmp_path / "none.warc.gz"), str(tmp_path / "none.parquet")])
    assert (got.seen, got.rejected) == (2, 2)
    assert {str(r["code"]) for r in table(tmp_path / "out", "rejected")} == {"not-found"}


def test_a_shard_under_two_names_is_counted_under_both(tmp_path: Path) -> None:
    inputs = [lines(tmp_path / "a.jsonl", ROWS), lines(tmp_path / "b.jsonl", ROWS)]
    got = batch(tmp_path / "out", [*inputs, inputs[0]])
    assert (len(got.shards), got.seen) == (2, 6)


def test_a_run_that_was_killed_is_completed_by_running_it_again(tmp_path: Path) -> None:
    inputs = [
        lines(tmp_path / f"{n}.jsonl", [row(f"{n}{i}", f"{r['text']} Note {n} {i}.") for i, r in enumerate(ROWS * 4)]) for n in range(4)
    ]
    command = [sys.executable, "-m", "diurna", "batch", *inputs, "--out", str(tmp_path / "out"), "--jobs", "1", "--json"]
    environment = {**os.environ, "PYTHONPATH": ROOT}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, cwd=tmp_path) as running:
        assert running.stdout is not None and b'"shards":1' in running.stdout.readline()
        running.send_signal(signal.SIGKILL)
    found, _ = shards(inputs)
    done = {s.name: mark_of(tmp_path / "out", s.name).stat().st_mtime_ns for s in found if marked(tmp_path / "out", s.name)}
    assert done and not read_manifest(tmp_path / "out")
    again = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path)
    assert again.returncode == 0 and f'"of":{4 - len(done)}' in again.stdout
    assert all(mark_of(tmp_path / "out", name).stat().st_mtime_ns == at for name, at in done.items())
    batch(tmp_path / "calm", inputs)
    made = {place: data for place, data in bytes_of(tmp_path / "out").items() if not place.startswith(("links/", "report.html"))}
    assert made == bytes_of(tmp_path / "calm")


def test_an_address_gives_what_the_file_gives(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", ROWS)
    address = f"file://{path}"
    got = batch(tmp_path / "out", [path, address, "file:///none/b.jsonl", "nothing://b.jsonl"])
    assert (got.coded, got.rejected) == (6, 2)
    of = {m.shard.source: table(tmp_path / "out", "events", m.shard) for m in got.shards}
    assert of[path] == of[address] and of[path]
    records = {str(r["place"]) for r in table(tmp_path / "out", "records")}
    assert {f"{path}:1", f"{address}:1"} < records
    assert {str(r["code"]) for r in table(tmp_path / "out", "rejected")} == {"unreadable"}
