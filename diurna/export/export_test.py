"""Exports, read back by their fields' own readers: nothing moves, nothing runs, nothing that is denied becomes a fact."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from diurna.export.cells import csv_line, plain, tsv_line
from diurna.export.choice import Wanted
from diurna.export.columns import COLUMNS, TABLES
from diurna.export.conftest import ARTICLES, made
from diurna.export.follow_the_money import SCHEMATA
from diurna.export.formats import FORMATS
from diurna.export.origins import LedgerOrigin, NotARecord, RecordsOrigin
from diurna.export.polecat import COLUMNS as POLECAT
from diurna.ledger.conftest import article, coded
from diurna.ledger.days import parsed
from diurna.ledger.rows import NewLink
from diurna.ledger.writer import Writer
from diurna.model import Record
from diurna.query import Ledger


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode())))


def event_of(records: list[Record], assertion: str) -> list[str]:
    return [e.id for r in records for e in r.events if e.assertion == assertion]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    with Writer(path) as writer:
        for n, (text, date, outlet) in enumerate(ARTICLES):
            arrival = article(text, url=f"https://x.example/{n}", date=date, outlet=outlet)
            writer.add(arrival, coded(arrival))
    return path


@pytest.mark.parametrize("name", [*FORMATS])
def test_the_same_input_gives_the_same_bytes(name: str, files: RecordsOrigin) -> None:
    for one in FORMATS[name].tables:
        assert made(name, files, table=one) == made(name, files, table=one) != b""


@pytest.mark.parametrize("name", ["csv", "gdelt", "polecat", "ftm", "annotations", "geojson", "atom", "timesketch", "timelinejs", "acled"])
def test_what_is_only_denied_stays_out_unless_asked_for(name: str, files: RecordsOrigin, records: list[Record]) -> None:
    (denied,) = event_of(records, "denied_only")
    within = {"gdelt": "mentions"}.get(name)
    needle = f"event:{denied}:annotation" if name == "annotations" else denied
    for wanted, there in ((Wanted(), False), (Wanted(denied=True), True)):
        data = made(name, files, wanted, within).decode()
        if name == "ftm":
            data = "\n".join(line for line in data.splitlines() if '"schema":"Event"' in line)
        assert (needle in data) is there


@pytest.mark.parametrize("one", TABLES)
def test_csv_and_parquet_hold_the_same_rows(one: str, files: RecordsOrigin) -> None:
    import pyarrow.parquet as pq

    rows = table(made("csv", files, table=one))
    typed: list[dict[str, Any]] = pq.read_table(io.BytesIO(made("parquet", files, table=one))).to_pylist()
    assert len(rows) == len(typed) > 0
    assert list(rows[0]) == list(typed[0]) == list(COLUMNS[one])


def test_spans_of_csv_are_the_words(files: RecordsOrigin, records: list[Record]) -> None:
    texts = {r.document.id: r.document.text for r in records}
    rows = table(made("csv", files))
    assert {r["event"] for r in rows} == {e.id for r in records for e in r.events if e.assertion != "denied_only"}
    for row in rows:
        assert texts[row["document"]][int(row["trigger_start"]) : int(row["trigger_end"])] == row["trigger"]


def test_gdelt_is_read_by_its_columns(files: RecordsOrigin, records: list[Record]) -> None:
    import pandas as pd

    text: Any = str
    events: Any = pd.read_csv(io.BytesIO(made("gdelt", files)), sep="\t", header=None, dtype=text, keep_default_na=False)
    told = io.BytesIO(made("gdelt", files, table="mentions"))
    mentions: Any = pd.read_csv(told, sep="\t", header=None, dtype=text, keep_default_na=False)
    assert (events.shape[1], mentions.shape[1]) == (61, 16)
    assert set(events[0]) == set(mentions[0]) and events[0].is_unique
    (strike,) = [row for row in events.values.tolist() if row[60] == "https://x.example/0" and row[28] == "19"]
    assert (strike[1], strike[5], strike[29], strike[30], strike[53]) == ("20250602", "RUSMIL", "4", "-10", "UP")
    texts = {r.document.url: r for r in records}
    triggers = {e.id: e.trigger.start for r in records for e in r.events}
    for row in mentions.values.tolist():
        assert int(row[9]) == triggers[row[15].split("event=")[1].split(";")[0]] < len(texts[row[5]].document.text) == int(row[12])


def test_what_did_not_happen_is_no_row_of_gdelt_or_polecat(files: RecordsOrigin, records: list[Record]) -> None:
    unreal = {e.id for r in records for e in r.events if e.status not in ("actual", "historical")}
    assert unreal
    for name, one in (("gdelt", "mentions"), ("polecat", None)):
        data = made(name, files, table=one).decode()
        assert not [id for id in unreal if id in data]


def test_polecat_is_read_with_its_head(files: RecordsOrigin) -> None:
    import pandas as pd

    frame: Any = pd.read_csv(io.BytesIO(made("polecat", files)), sep="\t", keep_default_na=False)
    assert list(frame.columns) == list(POLECAT) and len(POLECAT) == 40
    (row,) = [r for r in frame.to_dict("records") if r["Recipient Name"] == "Germany"]
    assert (row["Event Type"], row["Actor Country"], row["Actor COW"], row["Event Date"]) == ("SUPPORT", "FRA", "FRN", "2025-07-01")


def test_annotations_are_read_by_rdflib_and_their_quotes_stand_at_their_positions(files: RecordsOrigin, records: list[Record]) -> None:
    from rdflib import Graph, Namespace
    from rdflib.namespace import PROV, RDF

    oa = Namespace("http://www.w3.org/ns/oa#")
    graph = Graph().parse(data=made("annotations", files), format="json-ld")
    texts = {f"urn:diurna:article:{r.document.id}": r.document.text for r in records}
    annotations = list(graph.subjects(RDF.type, oa.Annotation))
    assert len(annotations) == sum(len(r.claims) + sum(e.assertion != "denied_only" for e in r.events) for r in records)
    for target in graph.objects(None, oa.hasTarget):
        selectors = list(graph.objects(target, oa.hasSelector))
        (start,), (end,), (exact,) = ([v for s in selectors for v in graph.objects(s, p)] for p in (oa.start, oa.end, oa.exact))
        assert texts[str(graph.value(target, oa.hasSource))][int(str(start)) : int(str(end))] == str(exact)
    speakers = {str(s) for s in graph.objects(None, PROV.wasAttributedTo)}
    assert "urn:diurna:entity:IRN" in speakers


def test_followthemoney_links_lead_somewhere(files: RecordsOrigin) -> None:
    entities = [json.loads(line) for line in made("ftm", files).splitlines()]
    ids = {e["id"]: e["schema"] for e in entities}
    assert set(ids.values()) <= {"Article", "Event", "UnknownLink", "Documentation", "Note", *SCHEMATA.values()}
    for e in entities:
        for name in ("proof", "involved", "document", "entity", "subject", "object", "addressEntity"):
            assert all(target in ids for target in e["properties"].get(name, ()))
    assert [e["properties"]["role"] for e in entities if e["schema"] == "Documentation" and "deny" in e["properties"]["role"]]


def test_geojson_has_no_false_pin(files: RecordsOrigin) -> None:
    features = json.loads(made("geojson", files))["features"]
    placed = [f["geometry"]["coordinates"] for f in features if f["geometry"] is not None]
    assert placed and len(placed) < len(features)
    assert all(30 < lon < 40 and 45 < lat < 55 for lon, lat in placed)


def test_atom_is_read_by_a_feed_reader(files: RecordsOrigin) -> None:
    import feedparser

    feed: Any = feedparser.parse(made("atom", files))
    assert not feed.bozo and feed.entries[0].title == "2025-07-01 France SUPPORT → Germany"
    assert feed.entries[0].link == "https://x.example/2"


def test_a_ledger_and_files_of_records_give_the_same(ledger: Path, files: RecordsOrigin) -> None:
    with Ledger(ledger) as opened:
        origin = LedgerOrigin(opened)
        for wanted in (
            {}, {"type": "ASSAULT"}, {"since": parsed("2025-07-01")}, {"until": parsed("2025-06-02")}, {"lang": "en"}, {"actor": "RUS"},
            {"actor": "France", "type": "SUPPORT"},
        ):  # fmt: skip
            here, there = (
                Wanted(**{**wanted, **({"actor": o.whom(str(wanted["actor"]))} if "actor" in wanted else {})})  # pyright: ignore[reportArgumentType]
                for o in (origin, files)
            )
            for name, one in (("csv", "events"), ("csv", "claims"), ("csv", "mentions"), ("polecat", None), ("annotations", None)):
                assert made(name, origin, here, one) == made(name, files, there, one)


def test_linked_events_are_one_row_of_gdelt_with_two_mentions(ledger: Path) -> None:
    with Ledger(ledger) as opened:
        both = sorted(row.event.id for row in opened.events(actor="RUS", type="ASSAULT", status="actual"))
        alone = len(made("gdelt", LedgerOrigin(opened)).splitlines())
    with Writer(ledger) as writer:
        writer.add_links([NewLink("happening", both[0], both[1], "type, roles, day", 8.0)])
    with Ledger(ledger) as opened:
        assert len(made("gdelt", LedgerOrigin(opened)).splitlines()) == alone - 1
        rows = [line.split("\t") for line in made("gdelt", LedgerOrigin(opened), table="mentions").decode().splitlines()]
        assert max([r[0] for r in rows].count(r[0]) for r in rows) == 2


def test_cells_run_nothing_and_stay_on_their_line(files: RecordsOrigin) -> None:
    assert plain("=1+1") == "'=1+1" and plain(" \t@SUM(A1)\r\nb\u2028c") == "'@SUM(A1)  b c" and plain("a=b") == "a=b"
    assert csv_line(["-2", -2, None, True, 0.5]) == b"'-2,-2,,true,0.5\n"
    assert tsv_line(['a "b"\tc', 1.0]) == b"a 'b' c\t1\n"
    assert {r["source"] for r in table(made("csv", files))} == {"'=Klow Courier", "Szohôd Times", "Klow Courier"}


def test_a_line_that_is_no_record_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"a": 1}\n', encoding="utf-8")
    with pytest.raises(NotARecord, match=r"x\.jsonl:1: not a record"):
        RecordsOrigin([path])


def test_rejected_lines_are_counted(files: RecordsOrigin) -> None:
    assert files.rejected == 1


def test_the_command_puts_whole_files_in_place(ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from diurna.cli.main import main

    out = tmp_path / "out.tsv"
    assert main(["export", "gdelt", "--db", str(ledger), "--out", str(out), "--actor", "France"]) == 0
    whole = out.read_bytes()
    assert whole.count(b"\n") == 1

    def broken(*_: object) -> int:
        raise OSError("no space left")

    monkeypatch.setattr("diurna.export.gdelt.write", broken)
    assert main(["export", "gdelt", "--db", str(ledger), "--out", str(out)]) == 1
    assert out.read_bytes() == whole and not list(tmp_path.glob(".out.tsv.*"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["export", "excel"], "excel: no such format; there are csv"),
        (["export", "gdelt", "--table", "claims"], "--table claims: gdelt has events, mentions"),
        (["export", "csv", "--actor", "Atlantis"], "Atlantis: nobody and nothing in this ledger is called so"),
        (["export", "csv", "--since", "soon"], "soon: not a day"),
    ],
)
def test_wrong_usage_is_told_in_one_line(ledger: Path, capsys: pytest.CaptureFixture[str], words: list[str], told: str) -> None:
    from diurna.cli.main import main

    assert main([*words, "--db", str(ledger)]) == 2
    assert told in capsys.readouterr().err
