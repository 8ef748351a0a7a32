"""Archives: pages with address and date; damage named with its place; what comes after it still read."""

import gzip
import io
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest

from diurna.analysis import Input
from diurna.model import Problem
from diurna.readers import warc
from diurna.readers.open import read
from diurna.readers.raw import Raw
from diurna.readers.warc import pages

BODY = "".join(f"<p>The minister of defence said on day {i} that the talks would go on, number {i * 7}.</p>" for i in range(20))
PAGE = f"<html><title>Talks go on</title><body><article><h1>Talks go on</h1>{BODY}</article>"


def record(
    body: bytes | str = PAGE, kind: str = "response", url: str = "https://x.org/1", length: object = None, http: str = "200 OK", **more: str
) -> bytes:
    """One record. `more`: `http_...` are headers of the answer, others of the record."""
    data = body.encode() if isinstance(body, str) else body
    answer = {"content-type": "text/html; charset=utf-8"} | {n[5:].replace("_", "-"): v for n, v in more.items() if n.startswith("http_")}
    block = f"HTTP/1.1 {http}\r\n{lines(answer)}\r\n".encode() + data if kind == "response" else data
    head = {
        "WARC-Type": kind, "WARC-Target-URI": url, "WARC-Date": "2025-03-03T10:20:30Z", "WARC-Record-ID": "<urn:uuid:1>",
        "Content-Length": str(len(block)) if length is None else str(length),
    } | {n.replace("_", "-"): v for n, v in more.items() if not n.startswith("http_")}  # fmt: skip
    return f"WARC/1.0\r\n{lines(head)}\r\n".encode() + block + b"\r\n\r\n"


def lines(headers: dict[str, str]) -> str:
    return "".join(f"{name}: {value}\r\n" for name, value in headers.items() if value)


def plain(*records: bytes) -> bytes:
    return b"".join(records)


def packed(*records: bytes) -> bytes:
    return b"".join(gzip.compress(r, mtime=0) for r in records)


Join = Callable[..., bytes]
BOTH = pytest.mark.parametrize("join", [plain, packed])
ONE, TWO, THREE = (record(url=f"https://x.org/{n}") for n in (1, 2, 3))


def of(data: bytes) -> list[Raw | Problem]:
    found = list(pages("a.warc", io.BytesIO(data)))
    for item in found:
        if isinstance(item, Problem):
            assert item.key.startswith("a.warc") and item.message.startswith(item.key) and "\n" not in item.message
    assert len({item.key for item in found}) == len(found)
    return found


def shape(data: bytes) -> list[str | None]:
    """Addresses of pages, codes of problems."""
    return [item.url if isinstance(item, Raw) else item.code for item in of(data)]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "archive"])
def test_a_page_has_the_address_and_the_day_of_its_record(name: str, tmp_path: Path) -> None:
    forged = PAGE.replace("<body>", "<link rel=canonical href='https://other.org/'><body>")
    about = record("software: x", "warcinfo", ""), record("GET / HTTP/1.1", "request"), record("fetchTimeMs: 1", "metadata")
    (tmp_path / name).write_bytes((packed if name.endswith("gz") else plain)(*about, record(forged)))
    (got,) = read(tmp_path / name)
    assert isinstance(got, Input) and got.text.startswith("Talks go on\n\nThe minister")
    assert (got.url, got.published, got.captured) == ("https://x.org/1", None, "2025-03-03T10:20:30Z")


def test_what_is_no_page_is_counted_once() -> None:
    data = packed(
        record(b"\x89PNG", http_content_type="image/png"), record("", http="301 Moved"), record("", http="404 Not Found"),
        record("", http="404 Not Found"), record("x", "continuation"), ONE,
    )  # fmt: skip
    got = of(data)
    assert isinstance(got[0], Raw) and isinstance(got[1], Problem) and got[1].code == "skipped-records"
    assert "5 records" in got[1].message and "2 answers with status 404" in got[1].message and "image/png" in got[1].message


def test_texts_of_an_archive_are_articles(tmp_path: Path) -> None:
    texts = record("Paris spoke.", "conversion", Content_Type="text/plain"), record("Rome spoke.", http_content_type="text/plain")
    (tmp_path / "a.warc").write_bytes(plain(*texts))
    assert [got.text for got in read(tmp_path / "a.warc") if isinstance(got, Input)] == ["Paris spoke.", "Rome spoke."]


@BOTH
def test_a_revisit_is_a_problem_that_names_page_and_place(join: Join) -> None:
    got = of(join(ONE, record("", "revisit", url="https://x.org/2", WARC_Refers_To_Date="2025-03-01T00:00:00Z"), THREE))
    assert isinstance(got[1], Problem) and got[1].code == "revisit"
    assert "https://x.org/2" in got[1].message and "2025-03-01" in got[1].message and isinstance(got[2], Raw)


@BOTH
@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (record(url="https://x.org/b", length=10**6), "truncated-record"),
        (record(url="https://x.org/b", length=10**18), "too-large"),
        (record(url="https://x.org/b", length=100), "bad-record"),
        (record(url="https://x.org/b", length=-5), "bad-record"),
        (record(url="https://x.org/b", length="many"), "bad-record"),
        (record(url="https://x.org/b", length=""), "truncated-record"),
        (record("no answer", "resource", url="https://x.org/b").replace(b"WARC-Type: resource", b"WARC-Type: response"), "bad-record"),
    ],
    ids=["too long", "far too long", "too short", "negative", "word", "none", "no http"],
)
def test_a_record_with_a_wrong_length_is_named_and_the_next_is_read(join: Join, bad: bytes, code: str) -> None:
    got = of(join(ONE, bad, THREE))
    assert [item.url if isinstance(item, Raw) else item.code for item in got] == ["https://x.org/1", code, "https://x.org/3"]
    assert got[1].key == f"a.warc:{len(join(ONE))}"


@BOTH
def test_an_archive_that_is_cut_tells_where(join: Join) -> None:
    whole = join(ONE, TWO)
    for size in (len(join(ONE)) + 30, len(whole) - 60):
        got = of(whole[:size])
        assert isinstance(got[0], Raw) and isinstance(got[1], Problem) and len(got) == 2
        assert got[1].key == f"a.warc:{len(join(ONE))}" and got[1].code in ("truncated-record", "bad-record")


@BOTH
def test_garbage_between_records_is_told_once(join: Join) -> None:
    data = join(ONE) + b"no record here\r\n" * 50 + join(THREE)
    assert shape(data) == ["https://x.org/1", "bad-record", "https://x.org/3"]


def test_a_damaged_member_costs_that_record_only() -> None:
    data = bytearray(packed(ONE, TWO, THREE))
    data[len(packed(ONE)) + 100] ^= 0xFF
    found = shape(bytes(data))
    assert found[0] == "https://x.org/1" and found[-1] == "https://x.org/3" and "https://x.org/2" not in found


def test_an_archive_packed_in_one_piece_is_read_too() -> None:
    assert shape(gzip.compress(plain(ONE, TWO, THREE), mtime=0)) == [f"https://x.org/{n}" for n in (1, 2, 3)]


GZIPPED = gzip.compress(b"<html>" * 50, mtime=0)  # the same in every process, so that workers agree on the tests


@pytest.mark.parametrize("data", [b"", b"<html>" * 50, GZIPPED, b"\x00" * 5000, b"WARC/1.0\r\n", b"\x1f\x8b\x08"])
def test_what_is_no_archive_is_one_problem(data: bytes) -> None:
    assert len(of(data)) == 1 and isinstance(of(data)[0], Problem)


def test_endless_headers_cost_that_record_only() -> None:
    flood = b"WARC/1.0\r\n" + b"X-A: b\r\n" * 100_000 + b"\r\n"
    assert shape(plain(ONE, flood, THREE))[::2] == ["https://x.org/1", "https://x.org/3"]


def test_an_archive_that_is_all_damage_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "MOST_DAMAGE", 5)
    got = of(ONE + b"WARC/1.0\n" * 5000)
    assert isinstance(got[0], Raw) and len(got) == 6
    assert isinstance(got[-1], Problem) and "is not read" in got[-1].message


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_bombs_in_a_record_are_not_unpacked(coding: str) -> None:
    bomb = gzip.compress(bytes(30_000_000)) if coding == "gzip" else brotli.compress(bytes(30_000_000), quality=1)
    assert shape(packed(record(bomb, http_content_encoding=coding), TWO)) == ["too-large", "https://x.org/2"]
    assert shape(packed(record(bytes(30_000_000)), TWO)) == ["too-large", "https://x.org/2"]


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE.encode(), mtime=0), {"http_content_encoding": "gzip"}),
        (brotli.compress(PAGE.encode()), {"http_content_encoding": "br"}),
        (PAGE.encode(), {"http_content_encoding": "gzip"}),  # the archive took the coding off and kept the header
        (b"5\r\n<html\r\n%x\r\n" % (len(PAGE) - 5) + PAGE[5:].encode() + b"\r\n0\r\n\r\n", {"http_transfer_encoding": "chunked"}),
        (PAGE.encode(), {"http_transfer_encoding": "chunked"}),
    ],
)
def test_codings_are_taken_off_where_they_are_there(body: bytes, headers: dict[str, str]) -> None:
    (got,) = of(record(body, **headers))
    assert isinstance(got, Raw) and got.data == PAGE.encode()


def test_the_charset_of_the_answer_serves_where_the_page_has_none(tmp_path: Path) -> None:
    words = "<p>Міністр оборони заявив у Женеві, що переговори про припинення вогню тривають.</p>" * 9
    (tmp_path / "a.warc").write_bytes(record(words.encode("koi8-u"), http_content_type="text/html; charset=koi8-u"))
    (got,) = read(tmp_path / "a.warc")
    assert isinstance(got, Input) and got.text.startswith("Міністр оборони")


def test_a_page_that_the_archive_cut_is_noted(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(record(WARC_Truncated="length"))
    (got,) = read(tmp_path / "a.warc")
    assert isinstance(got, Input) and "text-truncated" in [note.code for note in got.notes]
