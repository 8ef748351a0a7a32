"""Sources as citation software reads them: a CSL processor and a BibTeX parser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from diurna.export.conftest import made
from diurna.export.origins import RecordsOrigin
from diurna.ledger.conftest import article, coded

HEADLINE = r"{Borduria & 50% of \emph{Klow} — #1: a_b ~ $5 } ^"


@pytest.fixture
def hostile(tmp_path: Path) -> RecordsOrigin:
    arrival = article(
        f"{HEADLINE}\n\nFrance condemned Russia on Monday.", url="https://x.example/a{b}\\c?d=1%20&e=é", outlet="Klow {Courier"
    )
    document = msgspec.structs.replace(arrival.document, title=(0, len(HEADLINE)))
    path = tmp_path / "one.jsonl"
    path.write_bytes(msgspec.json.encode(coded(msgspec.structs.replace(arrival, document=document))))
    return RecordsOrigin([path])


def test_a_citation_processor_cites_every_article(files: RecordsOrigin) -> None:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    items: Any = json.loads(made("csl", files))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    cited: Any = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        cited.register(Citation([CitationItem(item["id"])]))
    lines = [str(line) for line in cited.bibliography()]
    assert len(lines) == 3 and "4 June" in lines[1] and "https://x.example/1" in lines[1] and "Szohôd Times" in lines[1]


def test_a_bibtex_parser_reads_every_article(files: RecordsOrigin) -> None:
    from pybtex.database import parse_string

    entries: Any = parse_string(made("bibtex", files).decode(), "bibtex").entries
    assert list(entries) == [item["id"] for item in json.loads(made("csl", files))]
    assert [entry.fields["date"] for entry in entries.values()] == ["2025-06-03", "2025-06-04", "2025-07-02"]
    assert {entry.fields["langid"] for entry in entries.values()} == {"english"}


def test_no_title_breaks_the_file(hostile: RecordsOrigin) -> None:
    from pybtex.database import parse_string

    data = made("bibtex", hostile).decode()
    (entry,) = parse_string(data, "bibtex").entries.values()
    fields: Any = entry.fields
    assert data.count("{") == data.count("}") and "\\%" in fields["title"] and "\\textbackslash{}emph" in fields["title"]
    assert fields["url"] == "https://x.example/a%7Bb%7D%5Cc?d=1%20&e=%C3%A9"
    assert json.loads(made("csl", hostile))[0]["title"] == HEADLINE


def test_an_article_of_no_known_outlet_is_a_page(tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl"
    path.write_bytes(msgspec.json.encode(coded(article("France condemned Russia on Monday.", date=None))))
    (item,) = json.loads(made("csl", RecordsOrigin([path])))
    assert item["type"] == "webpage" and not {"issued", "container-title", "URL"} & set(item)
