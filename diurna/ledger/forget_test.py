"""What is forgotten is nowhere in the file any more; what stays is sound, and does not bring it back."""

from __future__ import annotations

import sqlite3
import zlib
from pathlib import Path

import pytest

from diurna.analysis import document_id
from diurna.ledger.arrivals import known_bytes
from diurna.ledger.conftest import article, put
from diurna.ledger.event_rows import find_claims, find_events
from diurna.ledger.filters import Filter
from diurna.ledger.forget import forget_articles, forget_person, forget_source
from diurna.ledger.reader import Reader
from diurna.ledger.verify import Verified, verify
from diurna.ledger.writer import Writer
from diurna.model import Entity

PERSON = "Mayor Oleh Prydatko denied that troops attacked Kyiv. France condemned Russia on Monday. Later Prydatko admitted the attack."
SECRET = "The zyxwort of Kyiv was attacked by Russian troops on Monday."


def everything(path: Path) -> str:
    """All that anybody could find in a file: its bytes, and what its compressed values hold."""
    db = sqlite3.connect(path)
    ((dictionary,),) = db.execute("SELECT data FROM dictionary").fetchall()
    found = [path.read_bytes().decode("utf-8", "replace")]
    for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'words'").fetchall():
        for row in db.execute(f'SELECT * FROM "{table}"'):
            for value in row:
                found += _opened(value, dictionary) if isinstance(value, bytes) else [str(value)]
    db.close()
    return "\n".join(found).casefold()


def _opened(value: bytes, dictionary: bytes) -> list[str]:
    out: list[str] = []
    for inflate in (zlib.decompressobj(), zlib.decompressobj(zdict=dictionary)):
        try:
            out.append(inflate.decompress(value).decode("utf-8", "replace"))
        except zlib.error:
            continue
    return out


def sound(path: Path) -> bool:
    with Reader(path) as reader:
        return list(verify(reader, Verified())) == []


def test_a_forgotten_article_is_gone_with_all_its_versions(ledger: Writer, path: Path) -> None:
    put(ledger, article("Germany praised Poland.", "file:/other.txt"))
    put(ledger, article(SECRET, "file:/zyxwort.txt", raw=b"<p>zyxwort</p>"))
    second = article(SECRET + " More about the zyxwort.", "file:/zyxwort.txt")
    put(ledger, second)
    done = forget_articles(ledger, [document_id(second.document)], "court order")
    assert (done.articles, done.codings, done.texts, done.raw, done.remaining) == (2, 2, 2, 1, ())
    ledger.close()
    assert "zyxwort" not in everything(path)
    assert sound(path)
    with Reader(path) as reader:
        assert {e.source for e in find_events(reader, Filter())} == {"unknown"}
        assert len(list(reader.articles())) == 1
        assert reader.db.rows("SELECT kind, reason FROM tombstone") == [("article", "court order")]
    with Writer(path) as again:
        assert put(again, second) == "rejected"
        assert put(again, article(SECRET, "file:/zyxwort.txt")) == "rejected"


def test_a_copy_of_a_forgotten_text_is_named(ledger: Writer, path: Path) -> None:
    first, second = article(SECRET, url="https://a.example/1"), article(SECRET, url="https://b.example/2")
    put(ledger, first)
    put(ledger, second)
    assert forget_articles(ledger, [document_id(first.document)]).remaining == (document_id(second.document),)
    with Reader(path) as reader:
        assert reader.text(document_id(second.document)) == SECRET
    assert ledger.orphans() == [document_id(second.document)]


def test_a_forgotten_source_has_no_articles(ledger: Writer, path: Path) -> None:
    for n, outlet in enumerate(("Klow Courier", "Klow Courier", "Szohôd Times")):
        put(ledger, article(f"France condemned Russia {n} times.", url=f"https://x.example/{n}", outlet=outlet))
    assert forget_source(ledger, "Klow Courier").articles == 2
    with Reader(path) as reader:
        assert [a.source for a in reader.articles()] == ["Szohôd Times"]
    ledger.close()
    assert sound(path)


def person(path: Path) -> str:
    with Reader(path) as reader:
        (found,) = [r[0] for r in reader.db.rows("SELECT entity FROM entity WHERE name LIKE '%Prydatko%'")]
    return found


def test_a_forgotten_person_is_blacked_out_and_what_was_said_stays(ledger: Writer, path: Path) -> None:
    arrival = article(PERSON, url="https://x.example/news/prydatko-denies", raw=PERSON.encode() + b"<!-- -->")
    put(ledger, arrival)
    put(ledger, article("Oleh Prydatko spoke in Lviv.", "file:/b.txt"))
    put(ledger, article("Germany praised Poland.", "file:/c.txt"))
    with Reader(path) as reader:
        before = sorted((c.act, c.content[0].start) for c in find_claims(reader, Filter()) if c.content)
    done = forget_person(ledger, person(path))
    assert (done.articles, done.codings) == (2, 2)
    assert known_bytes(ledger.db, "file:/c.txt", b"Germany praised Poland.")
    ledger.close()
    assert "prydatko" not in everything(path)
    assert "kyiv" in everything(path)
    assert sound(path)
    with Reader(path) as reader:
        assert sorted((c.act, c.content[0].start) for c in find_claims(reader, Filter()) if c.content) == before
        text = reader.text(document_id(arrival.document))
        assert text is not None and len(text) == len(PERSON) and "denied that troops attacked Kyiv" in text
        kinds = {e.kind for r in reader.records() for e in r.entities if e.id.startswith("person/forgotten-")}
        assert kinds == {"person"}


def test_the_bytes_of_a_blacked_out_article_do_not_come_back(ledger: Writer, path: Path) -> None:
    put(ledger, article(PERSON, "file:/a.txt"))
    forget_person(ledger, person(path))
    put(ledger, article(PERSON, "file:/a.txt"))
    put(ledger, article(PERSON, "file:/elsewhere.txt"))
    ledger.close()
    assert "prydatko" not in everything(path)


def test_only_persons_can_be_blacked_out(ledger: Writer) -> None:
    put(ledger, article())
    with pytest.raises(ValueError, match="RUS: no person of this ledger"):
        forget_person(ledger, "RUS")


def test_family_names_go_inflected_and_given_names_beside_them_only() -> None:
    from diurna.ledger.redaction import Redaction

    entity = Entity(
        "unknown/x", "Oleh Prydatko", {"uk": "Олег Придатко", "en": "Oleh Prydatko"}, "person", None, None, None, False, None, ()
    )
    black = Redaction(entity, "person/forgotten-1")
    assert black.words("Oleh Prydatko met Oleh Ivanov; Prydatko's wife") == "████ ████████ met Oleh Ivanov; ██████████ wife"
    assert black.words("з Олегом Придатком і Придатка") == "з ██████ █████████ і ████████"
    assert black.words("the predatory state") == "the predatory state"
    assert black.is_in("https://x.example/oleh-prydatko.html") and not black.is_in("https://x.example/news")
