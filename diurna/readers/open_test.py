"""Every input is accounted for once, whatever it is."""

import io
import os
import socket
import zipfile
from pathlib import Path

import pytest

from diurna.analysis import Input
from diurna.model import Problem
from diurna.readers import open as opening
from diurna.readers.open import read


def one(path: Path | str, **options: str) -> Input | Problem:
    (got,) = read(path, **options)  # pyright: ignore[reportArgumentType]
    return got


def refused(path: Path | str, code: str) -> Problem:
    got = one(path)
    assert isinstance(got, Problem) and got.code == code
    assert Path(path).name in got.message and "\n" not in got.message
    return got


def test_what_the_caller_knows_fills_what_the_file_does_not_say(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Paris spoke.")
    got = one(tmp_path / "a.txt", lang="en", date="2025-03-03", outlet="The Example")
    assert isinstance(got, Input) and (got.lang, got.published, got.outlet) == ("en", "2025-03-03", "The Example")
    (tmp_path / "b.jsonl").write_text('{"text": "Paris spoke.", "lang": "fr"}')
    got = one(tmp_path / "b.jsonl", lang="en")
    assert isinstance(got, Input) and got.lang == "fr"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "empty"),
        ("a.md", b"\n\n", "empty"),
        ("a.html", b"", "empty"),
        ("a.html", bytes(range(256)) * 40, "not-text"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "not-text"),
        ("a.jsonl", b"\n", "empty"),
        ("a.txt", b"?", "no-text"),
        ("a.html", b"x", "no-text"),
    ],
)
def test_files_without_text_are_refused(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    if name == "a.html" and data == b"x":
        assert isinstance(one(tmp_path / name), Input)  # one word is a text, however short
    else:
        refused(tmp_path / name, code)


@pytest.mark.parametrize("name", ["news.zip", "news.html", "news"])
def test_an_archive_with_names_that_lead_elsewhere_is_not_unpacked(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    with zipfile.ZipFile(folder / name, "w") as archive:
        archive.writestr("../out.txt", "Paris spoke.")
        archive.writestr("/tmp/out.txt", "Paris spoke.")
    refused(folder / name, "not-text")
    assert sorted(p.name for p in tmp_path.rglob("*")) == sorted(["in", name])


def test_a_link_out_of_a_folder_is_not_followed_round_in_circles(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("Paris spoke.")
    (tmp_path / "news" / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "news" / "up").symlink_to(tmp_path)
    found = read(tmp_path / "news")
    texts = [item.text for item in found if isinstance(item, Input)]
    assert texts == ["Paris spoke."]


def test_a_file_of_100_mb_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(100_000_000)
    assert "20 MB" in refused(path, "too-large").message


def test_a_missing_file_and_an_impossible_name(tmp_path: Path) -> None:
    refused(tmp_path / "none.txt", "not-found")
    assert isinstance(one("a\0b.txt"), Problem)
    assert isinstance(one("x" * 5000), Problem)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs FIFOs")
def test_fifos_sockets_and_devices_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    refused(tmp_path / "pipe.txt", "not-a-file")
    assert isinstance(one("/dev/zero"), Problem)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s.txt"))
        assert isinstance(one(tmp_path / "s.txt"), Problem)


def test_link_loops_end(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    refused(tmp_path / "loop.txt", "unreadable")
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("Paris spoke.")
    (folder / "again").symlink_to(folder)
    got = list(read(folder))
    assert len(got) == 1 and isinstance(got[0], Input)


def test_a_folder_is_read_in_order_and_says_what_it_passed_over(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c/d.jsonl", "c/e.png", ".hidden.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text('{"text": "Kyiv spoke."}\n{"text": "Rome spoke."}' if name.endswith("jsonl") else "Paris spoke.")
    got = list(read(tmp_path))
    assert [Path(g.key).name for g in got] == ["a.md", "b.txt", "d.jsonl:1", "d.jsonl:2", tmp_path.name]
    assert isinstance(got[-1], Problem) and got[-1].code == "skipped-files" and "e.png" in got[-1].message


def test_a_folder_without_articles_says_so(tmp_path: Path) -> None:
    refused(tmp_path, "no-articles")
    (tmp_path / "x.png").write_bytes(b"x")
    refused(tmp_path, "no-articles")


def test_the_batch_goes_on_after_a_bad_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text("Paris spoke.")
    got = list(read(tmp_path))
    assert isinstance(got[0], Problem) and isinstance(got[1], Input)


def test_a_name_that_is_no_utf8_is_shown_on_one_line(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/bad\xff\nname.txt"
    Path(os.fsdecode(name)).write_text("")
    got = one(os.fsdecode(name))
    assert isinstance(got, Problem) and "\\xff\\nname.txt" in got.message
    got.key.encode("utf-8")


@pytest.mark.parametrize("size", [1, 3000])
def test_standard_input_is_told_apart(size: int) -> None:
    words = "Paris spoke. " * size
    (got,) = read("-", stdin=io.BytesIO(words.encode()))
    assert isinstance(got, Input) and got.text == words
    rows = b"".join(b'{"text": "Paris spoke %d."}\n' % i for i in range(size))
    got = list(read("-", stdin=io.BytesIO(rows)))
    assert len(got) == size and all(isinstance(g, Input) for g in got)
    (got,) = read("-", stdin=io.BytesIO(b""))
    assert isinstance(got, Problem)


def test_an_unknown_suffix_is_read_by_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "page").write_text("<!doctype html><title>T</title><p>Paris spoke to Rome about the talks.</p>")
    got = one(tmp_path / "page")
    assert isinstance(got, Input) and "<" not in got.text
    (tmp_path / "note").write_text("Paris spoke.")
    assert isinstance(one(tmp_path / "note"), Input)


def test_errors_while_reading_are_problems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(io.BytesIO):
        def read(self, *_: object) -> bytes:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(opening, "_opened", lambda *_: Broken())
    refused(tmp_path / "a.txt", "unreadable")
